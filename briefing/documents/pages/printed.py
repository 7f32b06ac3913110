"""What stands on a printed page: stretches of type with their boxes, the lines they make, tables drawn with rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefing.documents.pages.grids import GridCell
from briefing.model import Box

_SAME_LINE = 0.5  # how far baselines of one line may lie apart, in type sizes
WIDE_GAP = 1.6  # between cells, in type sizes
_SPACE_GAP = 0.25


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of figures drawn with rules: its cells and the box of each."""

    cells: tuple[GridCell, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Type that was set without a gap: its text, box (y runs downwards), size, and how surely it was recognised. A
    table of figures takes its place on the page as one stretch."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None
    table: PrintedTable | None = None

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
            parts.append("  " if gap > WIDE_GAP * cell.size else " " if gap > _SPACE_GAP * cell.size else "")
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
    def is_table(self) -> bool:
        """Whether a table of figures stands here."""
        return self.cells[0].table is not None

    @property
    def is_row(self) -> bool:
        """Whether it is set as cells with wide gaps between them."""
        return any(b.left - a.right > WIDE_GAP * a.size for a, b in pairwise(self.cells))


def lines_of(stretches: Sequence[Stretch]) -> list[Line]:
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
