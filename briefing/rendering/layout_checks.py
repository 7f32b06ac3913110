"""What no page may show: half of it empty for nothing, things parted that belong together, text cut or out of its
place. The rules stand in the design of the pages; each fault is one Chinese sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from briefing.rendering.page_boxes import Cell, Frame, Item, Kind, LaidPage, Line

_HEADS = (Kind.HEADING, Kind.GROUP)
_HALF = 0.5
_SPARE = 3.0  # millimetres by which what follows must fit before a page counts as left empty
_LEAST_ROWS, _LEAST_LINES = 3, 2  # that may stand before a page break …
_UNDIVIDED_ROWS, _UNDIVIDED_LINES = 2 * _LEAST_ROWS - 1, 2 * _LEAST_LINES - 1  # … so that this many stay together
_BEYOND_AREA, _BEYOND_CELL = 1.2, 0.6  # millimetres that a stretched line or a mark may hang over
_BEYOND_DRAWING = 2.0  # the width of drawn text is estimated
_FAMILY = 0.5  # of a page: a row and its children that take less stay together
_CUT = re.compile(r"(?<!…)…(?!…)$")  # one alone; two are an ellipsis (GB/T 15834)
_MARKS = "、，；：,;"
_TOLD = 16  # characters of a text that a sentence quotes
_UPWARDS = 1.0  # millimetres: what stands higher than what comes before it begins a column
_TALL = 0.5  # of a page: a row that takes more may stand alone


def layout_faults(pages: Sequence[LaidPage]) -> tuple[str, ...]:
    """What is wrong with the pages, a sentence each, in their order; empty when nothing is."""
    found: list[tuple[int, str]] = []
    found += _half_empty(pages)
    found += _alone(pages)
    found += _parted(pages)
    found += _single_characters(pages)
    for number, page in enumerate(pages, 1):
        found += ((number, text) for text in (*_beyond_area(page), *_beyond_cells(page), *_cut(page)))
    told = dict.fromkeys(sorted(found, key=lambda fault: fault[0]))
    return tuple(f"第{number}页{text}" for number, text in told)


def _half_empty(pages: Sequence[LaidPage]) -> Iterator[tuple[int, str]]:
    sizes = _sizes(pages)
    for number, (page, following) in enumerate(pairwise(pages), 1):
        foot = max((item.frame.bottom for item in page.items), default=page.area.top)
        free = page.area.bottom - foot
        if free > _HALF * page.area.height and following.items:
            last = _first_piece(following.items, sizes)
            needed = last.frame.bottom - following.items[0].frame.top
            if needed + _SPARE <= free:
                share = free / page.area.height
                yield number, f"空出{share:.0%}，而下页开头的{_quoted(following.items[0].text)}放得下"


def _sizes(pages: Sequence[LaidPage]) -> dict[int, int]:
    """Rows or lines of every table, list and paragraph."""
    sizes: dict[int, int] = defaultdict(int)
    for page in pages:
        for item in page.items:
            if item.kind in (Kind.ROW, Kind.LINE):
                sizes[item.whole] += 1
    return sizes


def _first_piece(items: Sequence[Item], sizes: dict[int, int]) -> Item:
    """The last item of the least that could have stood on the page before: headings with the beginning of a table,
    with a paragraph too short to be divided, …"""
    taken = 0
    for index, item in enumerate(items):
        if item.kind in _HEADS:
            continue
        if item.kind is Kind.BLOCK:
            return item
        taken += 1
        least = _LEAST_ROWS if item.kind is Kind.ROW else _LEAST_LINES
        undivided = _UNDIVIDED_ROWS if item.kind is Kind.ROW else _UNDIVIDED_LINES
        ends = index + 1 == len(items) or items[index + 1].whole != item.whole
        if ends and item.kind is Kind.LINE and sizes[item.whole] <= undivided:
            taken = 0  # a note before a table goes with it
        elif ends or (taken >= least and sizes[item.whole] > undivided):
            return item
    return items[-1]


def _stretches(pages: Sequence[LaidPage]) -> list[tuple[int, list[Item]]]:
    """What stands below one another on a page, or in a column of it, with the page's number."""
    found: list[tuple[int, list[Item]]] = []
    for number, page in enumerate(pages, 1):
        stretch: list[Item] = []
        for item in page.items:
            if stretch and item.frame.top < stretch[-1].frame.top - _UPWARDS:
                found.append((number, stretch))
                stretch = []
            stretch.append(item)
        found.append((number, stretch))
    return [(number, stretch) for number, stretch in found if stretch]


def _alone(pages: Sequence[LaidPage]) -> Iterator[tuple[int, str]]:
    """Headings at the foot of a page or column, and single rows of a table that goes over several."""
    sizes = _sizes(pages)
    stretches = _stretches(pages)
    for index, (number, items) in enumerate(stretches, 1):
        if items[-1].kind in _HEADS and index < len(stretches):
            yield number, f"末尾的{_quoted(items[-1].text)}与其内容分开"
        rows = [item for item in items if item.kind in (Kind.ROW, Kind.GROUP)]
        for whole, fragment in groupby(rows, lambda item: item.whole):
            here = list(fragment)
            if len(here) == 1 < sizes[whole] and here[0].frame.height < _TALL * pages[number - 1].area.height:
                yield number, f"只有表格的一行：{_quoted(here[0].text)}"


def _parted(pages: Sequence[LaidPage]) -> Iterator[tuple[int, str]]:
    for (_, above), (number, below) in pairwise(_stretches(pages)):
        before = [item for item in above if item.kind is Kind.ROW]
        after = [item for item in below if item.kind is Kind.ROW]
        if not before or not after or not after[0].child or before[-1].whole != after[0].whole:
            continue
        family = [*_to_parent(before), *_leading_children(after)]
        room = _FAMILY * pages[number - 1].area.height
        if not before[-1].child or sum(item.frame.height for item in family) < room:
            yield number, f"的{_quoted(after[0].text)}与它上面的总项分开"


def _to_parent(rows: Sequence[Item]) -> Iterator[Item]:
    for item in reversed(rows):
        yield item
        if not item.child:
            return


def _leading_children(rows: Sequence[Item]) -> Iterator[Item]:
    for item in rows:
        if not item.child or item.whole != rows[0].whole:
            return
        yield item


def _single_characters(pages: Sequence[LaidPage]) -> Iterator[tuple[int, str]]:
    """Last lines of one character in a column, while the other columns of the table have room for it."""
    spare = _spare_room(pages)
    for number, page in enumerate(pages, 1):
        for cell in page.cells:
            for paragraph in cell.paragraphs:
                if cell.table and _ends_in_one(paragraph):
                    others = sum(room for column, room in spare[cell.table].items() if column != cell.column)
                    if others >= paragraph[-1].frame.width:
                        text = "".join(line.text for line in paragraph)
                        yield number, f"表格中{_quoted(text)}的末行只有“{paragraph[-1].text}”一个字，而别的列有空"


def _ends_in_one(paragraph: Sequence[Line]) -> bool:
    """Whether the last line is one character, and not a word of its own after a mark."""
    return len(paragraph) > 1 and len(paragraph[-1].text) == 1 and paragraph[-2].text[-1:] not in _MARKS


def _spare_room(pages: Sequence[LaidPage]) -> dict[int, dict[int, float]]:
    """Millimetres that no line of a column needs, table → column → room."""
    spare: dict[int, dict[int, float]] = defaultdict(dict)
    for page in pages:
        for cell in page.cells:
            if cell.table:
                used = max((line.frame.width for part in cell.paragraphs for line in part), default=0.0)
                used = max([used, *(picture.width for picture in cell.pictures)])
                columns = spare[cell.table]
                columns[cell.column] = max(0.0, min(columns.get(cell.column, cell.room), cell.room - used))
    return spare


def _beyond_area(page: LaidPage) -> Iterator[str]:
    for line in page.lines:
        if line.text and _leaves(line.frame, page.area, _BEYOND_AREA):
            yield f"的{_quoted(line.text)}超出版心"
    for drawing in page.drawings:
        if _leaves(drawing.frame, page.area, _BEYOND_AREA):
            yield "有图超出版心"
        for label in drawing.labels:
            if _leaves(label.frame, drawing.frame, _BEYOND_DRAWING):
                yield f"图中的{_quoted(label.text)}超出图框"


def _beyond_cells(page: LaidPage) -> Iterator[str]:
    for cell in page.cells:
        for line in _lines(cell):
            if _leaves(line.frame, cell.frame, _BEYOND_CELL):
                yield f"的{_quoted(line.text)}超出所在的格"
        if any(_leaves(picture, cell.frame, _BEYOND_CELL) for picture in cell.pictures):
            yield "有图超出所在的格"


def _cut(page: LaidPage) -> Iterator[str]:
    in_cells = ("".join(line.text for line in part) for cell in page.cells for part in cell.paragraphs)
    drawn = (label.text for drawing in page.drawings for label in drawing.labels)
    yield from (f"的名称{_quoted(text)}没有印全" for text in (*in_cells, *drawn) if _CUT.search(text))


def _lines(cell: Cell) -> Iterator[Line]:
    return (line for paragraph in cell.paragraphs for line in paragraph)


def _leaves(inner: Frame, outer: Frame, tolerance: float) -> bool:
    return (
        inner.left < outer.left - tolerance
        or inner.right > outer.right + tolerance
        or inner.top < outer.top - tolerance
        or inner.bottom > outer.bottom + tolerance
    )


def _quoted(text: str) -> str:
    return f"“{text[:_TOLD]}……”" if len(text) > _TOLD else f"“{text}”"
