"""Printed pages into text: stretches of type with their boxes become lines, columns and paragraphs in reading order.

Pages are cut recursively: at a gutter, where columns of running text stand side by side; else between two lines, where
that leaves a part with a gutter (a headline over columns). Short stretches side by side are a table's cells and stay
in one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from briefing.documents.extracted import RawText, block_of_lines
from briefing.documents.fragments import Block
from briefing.documents.grids import GridCell, add_table, is_data_grid
from briefing.model import Box, Location, ParagraphKind, Table

_GUTTER = 0.8  # narrowest gutter, in type sizes
_COLUMN_TEXT = 8  # characters that half of a column's stretches must have: fewer are a table's cells
_SAME_LINE = 0.5  # how far baselines of one line may lie apart, in type sizes
_WIDE_GAP = 1.6  # between cells, in type sizes
_SPACE_GAP = 0.25
_INDENT = 1.2
_SHORT = 2.6  # by so much a paragraph's last line ends before the others
_OTHER_SIZE = 0.12
_WIDE_LEADING = 1.45
_MARGIN = 0.09  # of the page's height, at its top and foot, where running heads stand
# 12 · — 12 — · 第12页 · 第 3 页 共 10 页 · 3/10
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_FEWEST_TABLE_ROWS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Type that was set without a gap: its text, box (y runs downwards), size, and how surely it was recognised."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None

    @property
    def middle(self) -> float:
        """Height of the line."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page's stretches and its size."""

    number: int
    width: float
    height: float
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class Line:
    """Stretches side by side."""

    cells: list[Stretch]
    furniture: bool = False

    @property
    def text(self) -> str:
        """The line as it is read; wide gaps as two spaces."""
        parts = [self.cells[0].text]
        for before, cell in pairwise(self.cells):
            gap = cell.left - before.right
            parts.append("  " if gap > _WIDE_GAP * cell.size else " " if gap > _SPACE_GAP * cell.size else "")
            parts.append(cell.text)
        return "".join(parts)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.cells[-1].right

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(cell.bottom for cell in self.cells)

    @property
    def middle(self) -> float:
        """Height of the line."""
        return median(cell.middle for cell in self.cells)

    @property
    def size(self) -> float:
        """Size of its type."""
        return max(cell.size for cell in self.cells)

    @property
    def is_row(self) -> bool:
        """Whether it is set as cells with wide gaps between them."""
        return any(b.left - a.right > _WIDE_GAP * a.size for a, b in pairwise(self.cells))


@dataclass(slots=True)
class Laid:
    """What pages hold once they are read."""

    raw: RawText = field(default_factory=RawText)
    blocks: list[Block] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def lay_out(pages: Sequence[PrintedPage]) -> Laid:
    """The text of pages in reading order; a form feed ends each page."""
    laid = Laid()
    running = _running_heads(pages)
    for page in pages:
        body = [s for s in page.stretches if not _is_margin(page, s, running)]
        margin = [s for s in page.stretches if _is_margin(page, s, running)]
        for line in _lines(margin):
            line.furniture = True
            _add_paragraph(laid, page, [line])
        for column in _columns(body):
            _add_column(laid, page, _lines(column))
        laid.raw.add("\f")
    return laid


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


def _columns(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The columns of a part of a page in reading order."""
    if not stretches:
        return
    parts = _at_gutter(stretches) or _below_headline(stretches)
    if parts is None:
        yield list(stretches)
        return
    for part in parts:
        yield from _columns(part)


def _at_gutter(stretches: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch]] | None:
    """Left and right of the widest gutter between columns of text; None when there is none."""
    if len(stretches) < 4:
        return None
    size = median(s.size for s in stretches)
    best: tuple[float, float] | None = None
    ordered = sorted(stretches, key=lambda s: s.left)
    reach = ordered[0].right
    for stretch in ordered[1:]:
        gap = stretch.left - reach
        if gap > _GUTTER * size and (best is None or gap > best[0]):
            left = [s for s in stretches if s.right <= reach]
            if _is_column(left) and _is_column([s for s in stretches if s.left >= stretch.left]):
                best = (gap, stretch.left)
        reach = max(reach, stretch.right)
    if best is None:
        return None
    return [s for s in stretches if s.left < best[1]], [s for s in stretches if s.left >= best[1]]


def _is_column(stretches: Sequence[Stretch]) -> bool:
    return len(stretches) >= 2 and median(len(s.text) for s in stretches) >= _COLUMN_TEXT


def _below_headline(stretches: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch]] | None:
    """Above and below the gap between lines that lets most of the type stand in columns; None when no gap does."""
    bands = _bands(stretches)
    best: tuple[int, int] | None = None
    for cut in range(1, len(bands)):
        above = [s for band in bands[:cut] for s in band]
        below = [s for band in bands[cut:] for s in band]
        freed = sum(len(part) for part in (above, below) if _at_gutter(part) is not None)
        if freed and (best is None or freed > best[0]):
            best = (freed, cut)
    if best is None:
        return None
    return [s for band in bands[: best[1]] for s in band], [s for band in bands[best[1] :] for s in band]


def _bands(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches grouped by white space that runs across the whole part, from the top down."""
    bands: list[list[Stretch]] = []
    reach = float("-inf")
    for stretch in sorted(stretches, key=lambda s: s.top):
        # loose boxes of neighbouring lines touch: only the middle four fifths count
        inset = 0.1 * (stretch.bottom - stretch.top)
        if stretch.top + inset >= reach or not bands:
            bands.append([])
        bands[-1].append(stretch)
        reach = max(reach, stretch.bottom - inset)
    return bands


def _lines(stretches: Sequence[Stretch]) -> list[Line]:
    """Lines from the top down, each from left to right."""
    lines: list[Line] = []
    for stretch in sorted(stretches, key=lambda s: (s.middle, s.left)):
        if lines and abs(stretch.middle - lines[-1].middle) <= _SAME_LINE * min(stretch.size, lines[-1].size):
            lines[-1].cells.append(stretch)
        else:
            lines.append(Line([stretch]))
    for line in lines:
        line.cells.sort(key=lambda s: s.left)
    return lines


def _add_column(laid: Laid, page: PrintedPage, lines: list[Line]) -> None:
    position = 0
    while position < len(lines):
        rows = _rows_from(lines, position)
        if rows > _FEWEST_TABLE_ROWS and _add_rows(laid, page, lines, position, rows):
            position += rows
            continue
        end = position + 1
        while end < len(lines) and not _begins_paragraph(lines, end) and not lines[end].is_row:
            end += 1
        _add_paragraph(laid, page, lines[position:end])
        position = end


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


def _add_paragraph(laid: Laid, page: PrintedPage, lines: Sequence[Line]) -> None:
    written: list[tuple[str, int]] = []
    for line in lines:
        text = line.text
        start, _ = laid.raw.add(text)
        written.append((text, start))
        laid.raw.add("\n")
    kind = ParagraphKind.FURNITURE if lines[0].furniture else None
    block = block_of_lines(written, kind, indented=_is_indented(lines))
    if block is not None:
        laid.blocks.append(block)
        end = written[-1][1] + len(written[-1][0])
        laid.locations.append(_location(page, lines, written[0][1], end))


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


def _add_rows(laid: Laid, page: PrintedPage, lines: Sequence[Line], first: int, count: int) -> bool:
    """Rows as a table, when they hold figures under headings; False when they do not."""
    rows = lines[first : first + count]
    grid = _grid(rows)
    if not is_data_grid(grid):
        return False
    caption = _caption(lines, first)
    written = add_table(laid.raw, grid, caption)
    laid.tables.append(written.table)
    laid.blocks.extend(written.blocks)
    stretches = [stretch for row in rows for stretch in _merged(row)]  # in the order of the table's cells
    for cell, stretch in zip(written.table.cells, stretches, strict=True):
        laid.locations.append(_location(page, [Line([stretch])], cell.start, cell.end))
    return True


def _merged(line: Line) -> list[Stretch]:
    """The cells of a row: stretches without a wide gap between them are one."""
    cells: list[Stretch] = []
    for stretch in line.cells:
        if cells and stretch.left - cells[-1].right <= _WIDE_GAP * stretch.size:
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
