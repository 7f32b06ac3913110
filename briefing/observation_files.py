"""Observations as data files: JSON Lines with the fields of docs/observations.md, and CSV with SDMX column names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.model import Observation

_FIELDS = (
    "document",
    "start",
    "end",
    "text",
    "indicator",
    "aliases",
    "value",
    "upper",
    "unit",
    "bound",
    "measure",
    "region",
    "period",
    "status",
    "sector",
    "part_of",
    "optional",
    "duplicate_of",
)
# SDMX concept names (SDMX Content-Oriented Guidelines, cross-domain concepts) for the columns that have one.
_COLUMNS = {
    "REF_AREA": "region",
    "INDICATOR": "indicator",
    "TIME_PERIOD": "period",
    "OBS_VALUE": "value",
    "UPPER": "upper",
    "UNIT_MEASURE": "unit",
    "OBS_STATUS": "status",
    "MEASURE": "measure",
    "BOUND": "bound",
    "SECTOR": "sector",
    "DOCUMENT": "document",
    "START": "start",
    "END": "end",
    "TEXT": "text",
    "PART_OF": "part_of",
    "DUPLICATE_OF": "duplicate_of",
}
# A cell that a spreadsheet would take for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def json_lines(observations: Iterable[Observation]) -> Iterator[str]:
    """One JSON object a line, without the line break."""
    for observation in observations:
        yield json.dumps({field: _plain(getattr(observation, field)) for field in _FIELDS}, ensure_ascii=False)


def csv_text(observations: Iterable[Observation]) -> str:
    """A CSV table (RFC 4180, UTF-8 with byte order mark so that spreadsheets read it), texts made inert."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    for observation in observations:
        writer.writerow([_cell(getattr(observation, field)) for field in _COLUMNS.values()])
    return "\ufeff" + buffer.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def _cell(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value
