"""Document → observations: what is measured, how much, where, when, and in what sense."""
