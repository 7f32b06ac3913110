"""Printed pages into text: lines become paragraphs, those cut by a column or page are made whole, tables are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefing.documents.extracted import Draft, block_of_lines
from briefing.documents.pages.columns import columns
from briefing.documents.pages.grids import GridCell, add_table, is_data_grid
from briefing.documents.pages.printed import WIDE_GAP, Line, PrintedPage, Stretch, lines_of
from briefing.model import Box, Location, ParagraphKind

_INDENT = 1.2
_SHORT = 2.6  # by so much a paragraph's last line ends before the others
_OTHER_SIZE = 0.12
_WIDE_LEADING = 1.45
_FINAL = "。！？：；”"
_MARGIN = 0.09  # of the page's height, at its top and foot, where running heads stand
# 12 · — 12 — · 第12页 · 第 3 页 共 10 页 · 3/10
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_FEWEST_TABLE_ROWS = 2


@dataclass(slots=True)
class _Part:
    """A paragraph, or the piece of one that stands in one column; or a table (of ruled cells, or of rows of lines).

    `begins_cut`: it stands at the head of a column without an indent. `ends_cut`: its last line is full and the last
    of its column.
    """

    page: PrintedPage
    lines: list[Line]
    caption: str = ""
    is_rows: bool = False
    begins_cut: bool = False
    ends_cut: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.is_rows or self.lines[0].is_table


def lay_out(pages: Sequence[PrintedPage]) -> Draft:
    """The text of pages in reading order."""
    parts: list[_Part] = []
    running = _running_heads(pages)
    for page in pages:
        body = [s for s in page.stretches if not _is_margin(page, s, running)]
        margin = [s for s in page.stretches if _is_margin(page, s, running)]
        parts.extend(_Part(page, [Line(line.cells, furniture=True)]) for line in lines_of(margin))
        for column in columns(body):
            parts.extend(_column_parts(page, lines_of(column)))
    laid = Draft()
    for paragraph in _rejoined(parts):
        if paragraph[0].is_rows:
            _add_rows(laid, paragraph[0])
        elif paragraph[0].is_table:
            _add_ruled(laid, paragraph[0])
        else:
            _add_paragraph(laid, paragraph)
    return laid


def _rejoined(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Paragraphs whole again that a column or page cut; page furniture between the pieces goes before them."""
    paragraph: list[_Part] = []
    for part in parts:
        if part.lines[0].furniture:
            yield [part]
            continue
        if paragraph and paragraph[-1].ends_cut and part.begins_cut and _alike(paragraph[-1], part):
            paragraph.append(part)
            continue
        if paragraph:
            yield paragraph
        paragraph = [part]
    if paragraph:
        yield paragraph


def _alike(one: _Part, other: _Part) -> bool:
    size = one.lines[-1].size
    return abs(other.lines[0].size - size) <= _OTHER_SIZE * size


def _running_heads(pages: Sequence[PrintedPage]) -> frozenset[str]:
    """Texts (digits aside) that stand in the margins of several pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_without_digits(s.text) for s in page.stretches if _in_margin(page, s)})
    needed = max(2, 0.3 * len(pages))
    return frozenset(text for text, count in counts.items() if text and count >= needed)


def _without_digits(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text)


def _in_margin(page: PrintedPage, stretch: Stretch) -> bool:
    return stretch.bottom < _MARGIN * page.height or stretch.top > (1 - _MARGIN) * page.height


def _is_margin(page: PrintedPage, stretch: Stretch, running: frozenset[str]) -> bool:
    if not _in_margin(page, stretch):
        return False
    return _without_digits(stretch.text) in running or _PAGE_NUMBER.fullmatch(stretch.text) is not None


def _column_parts(page: PrintedPage, lines: list[Line]) -> Iterator[_Part]:
    """The paragraphs and tables of a column."""
    position = 0
    while position < len(lines):
        if lines[position].is_table:
            yield _Part(page, [lines[position]], _caption(lines, position))
            position += 1
            continue
        rows = _rows_from(lines, position)
        if rows > _FEWEST_TABLE_ROWS and is_data_grid(_grid(lines[position : position + rows])):
            yield _Part(page, lines[position : position + rows], _caption(lines, position), is_rows=True)
            position += rows
            continue
        end = position + 1
        while end < len(lines) and not (_begins_paragraph(lines, end) or lines[end].is_row or lines[end].is_table):
            end += 1
        part = _Part(page, lines[position:end])
        part.begins_cut = position == 0 and not _stands_in(lines, lines[0])
        part.ends_cut = end == len(lines) and _is_cut_off(lines)
        yield part
        position = end


def _stands_in(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line is indented in its column."""
    near = [other for other in lines if abs(other.size - line.size) <= _OTHER_SIZE * line.size]
    return line.left > min(other.left for other in near) + _INDENT * line.size / 2


def _is_cut_off(lines: Sequence[Line]) -> bool:
    """Whether the last line of a column is full and breaks off, or may go on where paragraphs are indented."""
    last = lines[-1]
    near = [line for line in lines if abs(line.size - last.size) <= _OTHER_SIZE * last.size]
    if len(near) < 2 or last.right < max(line.right for line in near) - _SHORT * last.size / 2:
        return False
    return last.text[-1] not in _FINAL or any(_stands_in(lines, line) for line in near)


def _rows_from(lines: Sequence[Line], position: int) -> int:
    """How many lines from `position` on are rows of a table."""
    end = position
    while end < len(lines) and lines[end].is_row:
        end += 1
    return end - position


def _begins_paragraph(lines: Sequence[Line], index: int) -> bool:
    """Whether a new paragraph begins at the line: another size, more space, an indent, or a short line before it."""
    line, before = lines[index], lines[index - 1]
    size = before.size
    if abs(line.size - size) > _OTHER_SIZE * size:
        return True
    near = [other for other in lines if abs(other.size - size) <= _OTHER_SIZE * size]
    if line.middle - before.middle > _WIDE_LEADING * _leading(near, size):
        return True
    body = median(other.size for other in lines)
    if size > 1.2 * body:
        return False  # the lines of a headline
    left, right = min(other.left for other in near), max(other.right for other in near)
    return line.left > left + _INDENT * size or before.right < right - _SHORT * size


def _leading(lines: Sequence[Line], size: float) -> float:
    steps = [b.middle - a.middle for a, b in pairwise(lines)]
    steps = [step for step in steps if 0.8 * size < step < 3 * size]
    return median(steps) if steps else 1.5 * size


def _add_paragraph(laid: Draft, parts: Sequence[_Part]) -> None:
    written: list[tuple[str, int]] = []
    for part in parts:
        start = len(laid.raw)
        for line in part.lines:
            text = line.text
            written.append((text, laid.raw.add(text)[0]))
            laid.raw.add("\n")
        laid.locations.append(_location(part.page, part.lines, start, len(laid.raw) - 1))
    first = parts[0].lines
    kind = ParagraphKind.FURNITURE if first[0].furniture else None
    block = block_of_lines(written, kind, indented=_is_indented(first))
    if block is not None:
        laid.blocks.append(block)


def _is_indented(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and lines[0].left > lines[1].left + _INDENT * lines[0].size


def _location(page: PrintedPage, lines: Sequence[Line], start: int, end: int) -> Location:
    marks = [cell.confidence for line in lines for cell in line.cells if cell.confidence is not None]
    return Location(start, end, page=page.number, box=_box(lines), confidence=round(min(marks), 3) if marks else None)


def _box(lines: Sequence[Line]) -> Box:
    return (
        round(min(line.left for line in lines), 1),
        round(min(line.top for line in lines), 1),
        round(max(line.right for line in lines), 1),
        round(max(line.bottom for line in lines), 1),
    )


def _add_ruled(laid: Draft, part: _Part) -> None:
    """A table drawn with rules."""
    table = part.lines[0].cells[0].table
    assert table is not None
    written = add_table(laid, table.cells, part.caption)
    boxes = {(cell.row, cell.column): box for cell, box in zip(table.cells, table.boxes, strict=True)}
    laid.locations.extend(
        Location(cell.start, cell.end, page=part.page.number, box=boxes[cell.row, cell.column]) for cell in written
    )


def _add_rows(laid: Draft, part: _Part) -> None:
    """A table set without rules."""
    written = add_table(laid, _grid(part.lines), part.caption)
    stretches = [stretch for row in part.lines for stretch in _merged(row)]  # in the order of the table's cells
    for cell, stretch in zip(written, stretches, strict=True):
        laid.locations.append(_location(part.page, [Line([stretch])], cell.start, cell.end))


def _merged(line: Line) -> list[Stretch]:
    """The cells of a row: stretches without a wide gap between them are one."""
    cells: list[Stretch] = []
    for stretch in line.cells:
        if cells and stretch.left - cells[-1].right <= WIDE_GAP * stretch.size:
            before = cells[-1]
            cells[-1] = replace(
                before,
                text=before.text + stretch.text,
                right=stretch.right,
                top=min(before.top, stretch.top),
                bottom=max(before.bottom, stretch.bottom),
            )
        else:
            cells.append(stretch)
    return cells


def _grid(rows: Sequence[Line]) -> list[GridCell]:
    """The cells of rows by the columns in which they stand."""
    cells = [_merged(row) for row in rows]
    edges: list[list[float]] = []
    for cell in sorted((c for row in cells for c in row), key=lambda c: c.left):
        if edges and cell.left < edges[-1][1]:
            edges[-1][1] = max(edges[-1][1], cell.right)
        else:
            edges.append([cell.left, cell.right])
    return [
        GridCell(cell.text, number, next(i for i, edge in enumerate(edges) if cell.left < edge[1]))
        for number, row in enumerate(cells)
        for cell in row
    ]


def _caption(lines: Sequence[Line], first: int) -> str:
    """The one or two lines above a table: its title and unit."""
    above = [line.text for line in lines[max(0, first - 2) : first] if len(line.text) <= 50]
    return "\n".join(above)
