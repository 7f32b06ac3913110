"""How much: numbers, units, bounds, kinds of statement, and what is no quantity."""
