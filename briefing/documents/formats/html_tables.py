"""Tables of figures in web pages: cells as they stand in the grid, each with its span in the page's source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.documents.fragments import Block, Fragment, concatenated
from briefing.documents.pages.grids import GridCell, is_data_grid
from briefing.model import Cell, ParagraphKind, Run, Table

_SPAN = re.compile(r"\b(?P<kind>rowspan|colspan)\s*=\s*[\"']?\s*(?P<count>\d{1,4})", re.I)
_MOST_CELLS = 100_000
_LONGEST_SPAN = 1000
_CAPTION_LENGTH = 50


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    rows: int
    columns: int
    blocks: list[int] = field(default_factory=list)  # positions in the page's list of blocks


@dataclass(slots=True)
class TableBuilder:
    """A table while the page is read. `first_block` is where its blocks begin in the page's list."""

    first_block: int
    nested: bool = False  # holds another table: it lays out the page
    cells: list[_Cell] = field(default_factory=list)
    _row: int = -1
    _taken: dict[int, int] = field(default_factory=dict)  # column → first row in which it is free again
    _column: int = 0

    def begin_row(self) -> None:
        """A row begins."""
        self._row += 1
        self._column = 0

    def begin_cell(self, attributes: str) -> None:
        """A cell begins at the next free column."""
        if self._row < 0:
            self.begin_row()
        if len(self.cells) >= _MOST_CELLS:
            return
        spans = {m["kind"].lower(): min(_LONGEST_SPAN, max(1, int(m["count"]))) for m in _SPAN.finditer(attributes)}
        rows, columns = spans.get("rowspan", 1), spans.get("colspan", 1)
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        self.cells.append(_Cell(self._row, self._column, rows, columns))
        for column in range(self._column, self._column + columns):
            self._taken[column] = self._row + rows
        self._column += columns

    def add_block(self, position: int) -> None:
        """A block of the page stands in the cell in hand."""
        if self.cells:
            self.cells[-1].blocks.append(position)


def finish(table: TableBuilder, blocks: list[Block]) -> Table | None:
    """Turn the table's blocks into rows when it holds figures, and return it; None for a page laid out in cells."""
    filled = [cell for cell in table.cells if cell.blocks]
    fragments = [concatenated(blocks[position].fragment for position in cell.blocks) for cell in filled]
    grid = [GridCell(f.text, c.row, c.column, c.rows, c.columns) for f, c in zip(fragments, filled, strict=True)]
    if table.nested or not is_data_grid(grid):
        return None
    cells = tuple(
        Cell(fragment.text, *_raw_span(fragment), cell.row, cell.column, cell.rows, cell.columns)
        for fragment, cell in zip(fragments, filled, strict=True)
    )
    caption = [block.text for block in blocks[: table.first_block][-2:] if len(block.text) <= _CAPTION_LENGTH]
    covered = {position for cell in filled for position in cell.blocks}
    above = [blocks[i] for i in range(table.first_block, len(blocks)) if i not in covered]  # a caption element
    caption.extend(block.text for block in above if len(block.text) <= _CAPTION_LENGTH)
    rows: dict[int, list[Fragment]] = {}
    for fragment, cell in zip(fragments, filled, strict=True):
        rows.setdefault(cell.row, []).append(fragment)
    del blocks[table.first_block :]
    blocks.extend(above)
    blocks.extend(Block(_row(parts), 1, False, ParagraphKind.TABLE, atomic=True) for parts in rows.values())
    return Table(cells, "\n".join(caption))


def _raw_span(fragment: Fragment) -> tuple[int, int]:
    last = fragment.runs[-1]
    return fragment.runs[0].raw_start, last.raw_start + max(1, len(fragment.text) - last.text_start)


def _row(cells: list[Fragment]) -> Fragment:
    """The cells of a row with a space between them; the space stands for the tag before the cell."""
    spaced = ((Fragment(" ", (Run(0, cell.runs[0].raw_start - 1),)), cell) for cell in cells)
    return concatenated([part for pair in spaced for part in pair][1:])
