"""Where: the division each figure describes, and the smaller place within it."""
