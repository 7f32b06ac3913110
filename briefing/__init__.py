"""Reads published figures on public services, compares regions where that is honest, and prints briefings."""

__version__ = "0.1.0"
