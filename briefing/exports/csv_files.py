"""CSV as spreadsheets read it: RFC 4180, UTF-8 with byte order mark, no text that would be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.exports.spreadsheets import FORMULA_STARTS

BYTE_ORDER_MARK = "\ufeff"


def csv_lines(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a table, line ends included, the byte order mark before the first."""
    yield BYTE_ORDER_MARK + _line(head)
    yield from map(_line, rows)


def _line(row: Iterable[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(map(_cell, row))
    return buffer.getvalue()


def plain(value: Any) -> Any:
    """A value as data files write it: whole numbers without a fraction, tuples as lists."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def _cell(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value
