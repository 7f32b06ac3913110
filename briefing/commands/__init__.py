"""What the commands of the command line do: call the packages and report. No logic of their own."""
