"""Excel workbooks as data: numbers as numbers, frozen heads, filters, texts that no program takes for formulas.

The same sheets give the same bytes: every date inside is the caller's.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefing.packaged import Table, toml_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | float | None
# A cell that a spreadsheet would take for a formula when it is typed or read from CSV.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT = 32_767  # characters that a cell can hold
_GETA = "〓"
_MOST_DECIMALS = 10
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "top"}
_HEAD = {**_FONT, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8E8E8"}
# Nothing that a text looks like changes its type: no formula, no link, no number.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, its width in characters, whether long texts wrap, and a number format of its own."""

    head: str
    width: float = 12
    wrap: bool = False
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table: the head stays in view and on every printed page, every column can be filtered."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


def table_columns() -> Table:
    """What columns.toml says of the tables that we write."""
    return toml_file("exports/data/columns.toml")


def columns(rows: Iterable[Sequence[Any]]) -> tuple[Column, ...]:
    """Columns as columns.toml lists them."""
    return tuple(Column(*row) for row in rows)


def workbook_bytes(sheets: Sequence[Sheet], title: str, created: date) -> bytes:
    """The sheets as an .xlsx file. `created` is the date written into the file's properties."""
    buffer = io.BytesIO()
    workbook = new_workbook(buffer, title, created)
    formats = Formats(workbook)
    for sheet in sheets:
        _write(workbook.add_worksheet(sheet.name), sheet, formats)
    workbook.close()
    return buffer.getvalue()


def new_workbook(buffer: io.BytesIO, title: str, created: date) -> Workbook:
    """An empty workbook with fixed properties; closing it writes it into `buffer`."""
    from xlsxwriter import Workbook

    workbook = Workbook(buffer, _OPTIONS)
    workbook.set_properties({"title": inert(title), "created": datetime(created.year, created.month, created.day)})
    return workbook


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.head = self.of(**_HEAD)

    def of(self, **properties: Any) -> Format:
        """The format with these properties on top of the ordinary font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_FONT, **properties})
        return self._made[key]


def _write(worksheet: Worksheet, sheet: Sheet, formats: Formats) -> None:
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width)
        worksheet.write_string(0, index, column.head, formats.head)
    for number, row in enumerate(sheet.rows, start=1):
        for index, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
            write_cell(
                worksheet, number, index, value, formats, text_wrap=column.wrap, number_format=column.number_format
            )
    arrange(worksheet, len(sheet.rows), len(sheet.columns))


def arrange(worksheet: Worksheet, rows: int, columns: int, frozen_columns: int = 1) -> None:
    """Freeze the head, let every column be filtered, and print across A4 with the head on every page."""
    worksheet.freeze_panes(1, frozen_columns)
    worksheet.autofilter(0, 0, max(rows, 1), columns - 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_footer("&C&A　第 &P 页，共 &N 页")


def write_cell(
    worksheet: Worksheet,
    row: int,
    column: int,
    value: Cell,
    formats: Formats,
    number_format: str = "",
    **properties: Any,
) -> None:
    """Write a text as text and a number as a number with the decimals it has; None and NaN leave the cell empty."""
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        worksheet.write_blank(row, column, None, formats.of(**properties))
    elif isinstance(value, str):
        text = inert(value)
        if text.startswith(FORMULA_STARTS):
            properties = properties | {"quote_prefix": True}
        worksheet.write_string(row, column, text, formats.of(**properties))
    else:
        shown = number_format or decimal_format(value)
        worksheet.write_number(row, column, value, formats.of(num_format=shown, **properties))


def decimal_format(value: float) -> str:
    """The number format that shows all decimals and separates thousands: 10059 → `#,##0`, 2.91 → `#,##0.00`."""
    if value == int(value):
        return "#,##0"
    decimals = len(f"{value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
    return f"#,##0.{'0' * max(decimals, 1)}"


def inert(text: str) -> str:
    """A text that a cell can show: control and direction characters as 〓, cut where a cell ends."""
    if text.isascii() and text.isprintable():
        return text[:LONGEST_TEXT]
    shown = "".join(
        character if character == "\n" or unicodedata.category(character)[0] != "C" else _GETA for character in text
    )
    return shown if len(shown) <= LONGEST_TEXT else f"{shown[: LONGEST_TEXT - 1]}…"
