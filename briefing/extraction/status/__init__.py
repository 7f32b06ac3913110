"""Whether it happened, is planned, or is a rule."""
