"""Workbooks (.xlsx, .xlsm): every sheet as a table, every figure with its cell; formulas as last computed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from briefing.documents.extracted import Declared, Draft, Extracted
from briefing.documents.formats.zip_packages import CORE_PROPERTIES, open_package, refuse_unsafe_xml
from briefing.documents.fragments import Block, joined, pieces
from briefing.documents.pages.grids import GridCell, add_table, add_text_cells, is_data_grid, split_titles
from briefing.errors import UnreadableInputError
from briefing.model import Location, ParagraphKind

MOST_CELLS = 500_000


def read_workbook(data: bytes, name: str) -> Extracted:
    """The sheets of a workbook. Raises UnreadableInputError for broken, encrypted, unsafe and endless files."""
    from openpyxl import load_workbook

    with open_package(data, name) as package:
        refuse_unsafe_xml(package, name)
        dated = CORE_PROPERTIES in package.namelist()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of every extension that it leaves out
            book = load_workbook(io.BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise UnreadableInputError(f"{name} 不是完整的工作簿，请用 Excel 或 WPS 打开后重新保存。") from None
    draft = Draft()
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _add_sheet(draft, sheet, name)
    found = draft.finished()
    if dated:
        _take_metadata(book.properties, found)
    return found


def _take_metadata(properties: Any, found: Extracted) -> None:
    if (properties.title or "").strip():
        found.fields["title"] = Declared(properties.title.strip(), "工作簿属性（标题）")
    dates = [moment.date() for moment in (properties.created, properties.modified) if moment is not None]
    found.not_after = max(dates, default=None)


def _add_sheet(draft: Draft, sheet: Any, name: str) -> None:
    """One sheet: lines above the table as text, then the table."""
    if (sheet.max_row or 0) * (sheet.max_column or 0) > 50 * MOST_CELLS:
        raise UnreadableInputError(f"{name} 的工作表“{sheet.title}”太大，请只留需要的部分。")
    cells = list(_cells(sheet, name))
    if not cells:
        return
    head, body, tail = split_titles(cells)
    _add_lines(draft, head, ParagraphKind.HEADING)
    if is_data_grid(body):
        caption = "\n".join([sheet.title, *(cell.text for cell in head)])
        add_table(draft, body, caption)
    else:
        add_text_cells(draft, body)
    _add_lines(draft, tail, None)


def _add_lines(draft: Draft, cells: list[GridCell], kind: ParagraphKind | None) -> None:
    for cell in cells:
        text = " ".join(cell.text.split())
        start, end = draft.raw.add(text)
        draft.raw.add("\n")
        fragment = joined(pieces(text, 0, len(text), start))
        if fragment is not None:
            title = kind if len(text) <= 50 and "单位" not in text else None
            draft.blocks.append(Block(fragment, 1, False, title, atomic=True))
            draft.locations.append(Location(start, end, cell=cell.name))


def _cells(sheet: Any, name: str) -> Iterator[GridCell]:
    """The filled cells of a sheet, merged ones once with their span; hidden rows and columns are read too."""
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    count = 0
    for row in sheet.iter_rows():
        for cell in row:
            text = _shown(cell)
            if not text:
                continue
            count += 1
            if count > MOST_CELLS:
                raise UnreadableInputError(f"{name} 的单元格超过 {MOST_CELLS // 10_000} 万个，请只留需要的部分。")
            area = merged.get((cell.row, cell.column))
            rows = area.max_row - area.min_row + 1 if area else 1
            columns = area.max_col - area.min_col + 1 if area else 1
            yield GridCell(text, cell.row - 1, cell.column - 1, rows, columns, f"{sheet.title}!{cell.coordinate}")


def _shown(cell: Any) -> str:
    """A cell's value as the sheet shows it: percent signs and decimals by its number format."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (datetime, date)):
        return f"{value:%Y-%m-%d}"
    if not isinstance(value, (int, float)):
        return str(value).strip()
    form = str(cell.number_format or "General").split(";")[0]
    if "%" in form:
        return f"{_number(round(value * 100, 10))}%"
    return _number(value)


def _number(value: float) -> str:
    """A number without the noise of binary fractions: 12.30000000001 → 12.3."""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    return f"{value:.10g}" if abs(value) < 1e9 else f"{value:.2f}"
