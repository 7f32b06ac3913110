"""Cells in rows and columns: whether they are a table of figures, and how such a table is written into a raw text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.documents.extracted import Draft
from briefing.documents.fragments import Block, joined, pieces
from briefing.model import Cell, Location, ParagraphKind, Table

# 1,200 · 98.5% · -3.2 · 约3.2万人 · 350个: a figure, perhaps with its unit
_FIGURE = re.compile(
    r"[约近超逾≥≤<>＞＜]?\s*[-+−－]?\d[\d,，]*(?:\.\d+)?\s*(?:[%％‰]|[百千]?[万亿]?[\u4e00-\u9fff/·]{0,5})?"
)
# 2023年 · 2023 · 2023年6月 · 2023-06: a time, not a figure
_TIME = re.compile(r"(?:19|20)\d{2}(?:\s*年|[-/.])?(?:\s*\d{1,2}\s*月?(?:底|末)?)?(?:[-/.]\d{1,2})?")
_LONGEST_CELL = 60
_MOST_PROSE = 0.2
_FEWEST_FIGURES = 0.3
_FEWEST_HEADING_CELLS = 2
_MOST_ROW_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it is written: text, place from 0, span over rows and columns, and its name in the file (B3)."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    name: str = ""


def is_figure(text: str) -> bool:
    """Whether a cell holds a number that may be a figure, not a time."""
    return _FIGURE.fullmatch(text) is not None and _TIME.fullmatch(text) is None


def is_data_grid(cells: Sequence[GridCell]) -> bool:
    """Whether cells are a table of figures under headings, not a page laid out in cells."""
    filled = [cell for cell in cells if cell.text.strip()]
    rows, columns = {cell.row for cell in filled}, {cell.column for cell in filled}
    if len(rows) < 2 or len(columns) < 2:
        return False
    if sum(len(cell.text) > _LONGEST_CELL for cell in filled) > _MOST_PROSE * len(filled):
        return False
    first_row, first_column = min(rows), min(columns)
    inner = [cell for cell in filled if cell.row > first_row and cell.column > first_column]
    figures = sum(is_figure(cell.text.strip()) for cell in inner)
    return figures >= 1 and figures >= _FEWEST_FIGURES * len(inner)


def split_titles(cells: list[GridCell]) -> tuple[list[GridCell], list[GridCell], list[GridCell]]:
    """Lines of one cell above and below a table (its title, unit, notes), and the table between."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    order = sorted(rows)
    wide = [row for row in order if _is_table_row(rows[row])]
    if not wide:
        return [], cells, []
    first, last = wide[0], wide[-1]
    head = [cell for row in order if row < first for cell in rows[row]]
    tail = [cell for row in order if row > last for cell in rows[row]]
    return head, [cell for row in order if first <= row <= last for cell in rows[row]], tail


def _is_table_row(row: list[GridCell]) -> bool:
    """Whether a row has cells side by side; 2023年…… 单位：万人 in two cells is a title line."""
    units = sum("单位" in cell.text for cell in row)
    return len(row) - units >= _FEWEST_HEADING_CELLS or (len(row) > 1 and any(is_figure(c.text) for c in row))


def add_table(draft: Draft, cells: Sequence[GridCell], caption: str) -> tuple[Cell, ...]:
    """Write a table into the raw text, a row a line, cells set apart by tabs; returns its cells.

    Cells that have a name in the file are located by it.
    """
    raw = draft.raw
    written: list[Cell] = []
    ordered = sorted((cell for cell in cells if cell.text.strip()), key=lambda cell: (cell.row, cell.column))
    row_start, row_text = len(raw), ""
    for index, cell in enumerate(ordered):
        if index and cell.row != ordered[index - 1].row:
            _end_row(draft, row_start, row_text)
            row_start, row_text = len(raw), ""
        if row_text:
            row_text += "\t"
            raw.add("\t")
        text = " ".join(cell.text.split())
        start, end = raw.add(text)
        row_text += text
        written.append(Cell(text, start, end, cell.row, cell.column, cell.rows, cell.columns))
        if cell.name:
            draft.locations.append(Location(start, end, cell=cell.name))
    if row_text:
        _end_row(draft, row_start, row_text)
    draft.tables.append(Table(tuple(written), caption))
    return tuple(written)


def _end_row(draft: Draft, start: int, text: str) -> None:
    draft.raw.add("\n")
    fragment = joined(pieces(text[:_MOST_ROW_TEXT], 0, min(len(text), _MOST_ROW_TEXT), start))
    if fragment is not None:
        draft.blocks.append(Block(fragment, 1, False, ParagraphKind.TABLE, atomic=True))


def add_text_cells(draft: Draft, cells: Sequence[GridCell]) -> None:
    """Write the cells of a page laid out in cells, one below the other, each a block of running text."""
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        for line in cell.text.splitlines():
            start, _ = draft.raw.add(line)
            draft.raw.add("\n")
            fragment = joined(pieces(line, 0, len(line), start))
            if fragment is not None:
                draft.blocks.append(Block(fragment))
