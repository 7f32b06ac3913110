"""When: expressions of time and the period each figure speaks of."""
