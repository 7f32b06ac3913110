"""What stands where on the pages of a laid-out briefing, in millimetres: WeasyPrint's boxes, of which the checks of the
layout need little. The closing block and the page numbers are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from html import unescape
from itertools import groupby
from typing import Any

_MILLIMETRE = 96 / 25.4  # CSS pixels
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"})
_HEADING_CLASSES = frozenset({"title"})
_PARAGRAPHS = frozenset({"p", "ol", "ul"})
_INVISIBLE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_WIDE_SPACE = "\u3000"
_LABEL = re.compile(r'<text style="([^"]*)"([^>]*)>([^<]*)</text>')
_PLACE = re.compile(r' x="(-?[\d.]+)" y="(-?[\d.]+)" transform="rotate\(-?0 ')  # not that of turned text
_FONT_SIZE = re.compile(r"font-size: ([\d.]+)px")
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_ASCII = 0.55  # ems of a digit or letter, about


class Kind(Enum):
    """What an item is."""

    HEADING = "heading"  # a title or a table's head: nothing without what follows it
    GROUP = "group"  # the row over a group of rows: a heading too
    ROW = "row"
    LINE = "line"
    BLOCK = "block"  # a picture or a tile


@dataclass(frozen=True, slots=True)
class Frame:
    """Edges in millimetres from the page's left and upper ones."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Millimetres."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Millimetres."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a text of a drawing."""

    frame: Frame
    text: str  # without spaces


@dataclass(frozen=True, slots=True)
class Cell:
    """What its lines and pictures may not leave: a table's cell, or a tile (`table` 0)."""

    frame: Frame
    room: float  # that a line has
    paragraphs: tuple[tuple[Line, ...], ...] = ()
    pictures: tuple[Frame, ...] = ()
    table: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """The smallest thing that no page break divides, in the order of the text."""

    kind: Kind
    frame: Frame
    text: str = ""
    whole: int = 0  # the table, list or paragraph that it is a part of: the same number on every page
    child: bool = False  # a row that is part of the one above


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture and the texts in it."""

    frame: Frame
    labels: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page as the checks see it."""

    area: Frame  # the type area
    items: tuple[Item, ...] = ()
    cells: tuple[Cell, ...] = ()
    lines: tuple[Line, ...] = ()
    drawings: tuple[Drawing, ...] = ()


def laid_pages(document: Any, drawings: Mapping[str, str]) -> list[LaidPage]:
    """The pages of WeasyPrint's Document; `drawings` are the pictures that it refers to, URL → SVG."""
    numbers: dict[int, int] = {}
    return [_Reader(numbers, drawings).page(page._page_box) for page in document.pages]


@dataclass(slots=True)
class _Reader:
    """Reads one page; `numbers` are those of the elements that go over several."""

    numbers: dict[int, int]
    files: Mapping[str, str]
    items: list[Item] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)

    def page(self, box: Any) -> LaidPage:
        for child in box.children:
            if type(child).__name__ != "MarginBox":
                self._items(child, 0)
                self._contents(child, 0)
        return LaidPage(
            _content_frame(box), tuple(self.items), tuple(self.cells), tuple(self.lines), tuple(self.drawings)
        )

    def _items(self, box: Any, whole: int) -> None:
        kind = _kind(box)
        if kind:
            text = _text(box)
            if text or kind is Kind.BLOCK:
                child = "part-of" in _classes(box)
                self.items.append(Item(kind, _frame(box), text, whole, child))
            return
        if box.element_tag == "table" or (box.element_tag in _PARAGRAPHS and not whole):
            whole = self._number(box)
        for child in _children(box):
            self._items(child, whole)

    def _contents(self, box: Any, table: int) -> None:
        """The cells with what they hold, and every line and picture of the page."""
        name = type(box).__name__
        table = self._number(box) if name == "TableBox" else table
        for child in _children(box):
            if type(child).__name__ == "TableCellBox" or "Grid" in name:
                drawn = len(self.drawings)
                self._contents(child, table)
                pictures = tuple(drawing.frame for drawing in self.drawings[drawn:])
                self.cells.append(_cell(child, table, tuple(self._paragraphs(child)), pictures))
            elif type(child).__name__ == "LineBox":
                self.lines.append(_line(child))
                self._contents(child, table)
            elif type(child).__name__.endswith("ReplacedBox"):
                self.drawings.append(self._drawing(child))
            else:
                self._contents(child, table)

    def _paragraphs(self, box: Any) -> Iterator[tuple[Line, ...]]:
        """The lines of a box, those that follow one another together."""
        for are_lines, group in groupby(_children(box), lambda child: type(child).__name__ == "LineBox"):
            if are_lines:
                yield tuple(line for child in group if (line := _line(child)).text)
            else:
                for child in group:
                    yield from self._paragraphs(child)

    def _number(self, box: Any) -> int:
        return self.numbers.setdefault(id(box.element), len(self.numbers) + 1)

    def _drawing(self, box: Any) -> Drawing:
        frame = _content_frame(box)
        svg = self.files.get(box.element.get("src", ""), "") if box.element is not None else ""
        return Drawing(frame, tuple(drawn_labels(svg, frame)))


def drawn_labels(svg: str, frame: Frame) -> Iterator[Line]:
    """The level texts of a drawing of ours as they stand in its frame on the page, as wide as they are about."""
    box = _VIEW_BOX.search(svg)
    if box is None:
        return
    scale = frame.width / float(box[1])
    for style, attributes, text in _LABEL.findall(svg):
        size, place = _FONT_SIZE.search(style), _PLACE.search(attributes)
        if size is None or place is None:
            continue
        said = unescape(text)
        width = float(size[1]) * sum(_ASCII if character.isascii() else 1.0 for character in said)
        anchor = next((share for name, share in _ANCHORS.items() if f"text-anchor: {name}" in style), 0.0)
        left = frame.left + scale * (float(place[1]) - anchor * width)
        base = frame.top + scale * float(place[2])
        yield Line(Frame(left, base - scale * 0.8 * float(size[1]), left + scale * width, base), said)


def _kind(box: Any) -> Kind | None:
    """What a box is as one item; None for one that holds items."""
    name, classes = type(box).__name__, _classes(box)
    if name == "TableRowBox":
        return Kind.GROUP if "group" in classes else Kind.HEADING if _is_head(box) else Kind.ROW
    if box.element_tag in _HEADINGS or (name == "BlockBox" and classes & _HEADING_CLASSES):
        return Kind.HEADING
    if name == "LineBox":
        return Kind.LINE
    own_table = name == "TableBox" and box.element_tag != "table"
    return Kind.BLOCK if own_table or "Grid" in name or name.endswith("ReplacedBox") else None


def _is_head(row: Any) -> bool:
    return all(cell.element is not None and cell.element.get("scope") in ("col", "colgroup") for cell in row.children)


def _children(box: Any) -> Iterable[Any]:
    """A box's own, without the closing block, which has its place at the foot of the last page."""
    for child in getattr(box, "children", ()):
        found = getattr(child, "_box", child)  # of what stands out of the flow
        if "closing" not in _classes(found):
            yield found


def _classes(box: Any) -> frozenset[str]:
    element: Any = getattr(box, "element", None)
    own = element is not None and "::" not in (box.element_tag or "")
    return frozenset(element.get("class", "").split()) if own else frozenset()


def _text(box: Any) -> str:
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return _INVISIBLE.sub("", text)
    return "".join(map(_text, _children(box)))


def _line(box: Any) -> Line:
    """A line without the wide space at its end, which may hang over."""
    frame, last = _frame(box), box
    while getattr(last, "children", ()):
        last = last.children[-1]
    if getattr(last, "text", "").endswith(_WIDE_SPACE):
        frame = replace(frame, right=frame.right - last.style["font_size"] / _MILLIMETRE)
    return Line(frame, _text(box))


def _cell(box: Any, table: int, paragraphs: tuple[tuple[Line, ...], ...], pictures: tuple[Frame, ...]) -> Cell:
    single = type(box).__name__ == "TableCellBox" and box.colspan == 1
    column = box.grid_x + 1 if single else 0
    return Cell(_frame(box), box.width / _MILLIMETRE, paragraphs, pictures, table if single else 0, column)


def _frame(box: Any) -> Frame:
    left, top = box.border_box_x(), box.border_box_y()
    return _scaled(left, top, left + box.border_width(), top + box.border_height())


def _content_frame(box: Any) -> Frame:
    left, top = box.content_box_x(), box.content_box_y()
    return _scaled(left, top, left + box.width, top + box.height)


def _scaled(*edges: float) -> Frame:
    left, top, right, bottom = (edge / _MILLIMETRE for edge in edges)
    return Frame(left, top, right, bottom)
