"""Printed pages into text: lines, columns, ruled tables."""
