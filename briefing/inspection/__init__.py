"""One figure or one document looked at closely: trace, source."""
