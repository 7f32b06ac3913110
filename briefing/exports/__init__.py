"""Observations as data files: JSON Lines, CSV, SDMX-CSV, Excel."""
