"""What is counted: the indicator's name, and which figures are parts of which."""
