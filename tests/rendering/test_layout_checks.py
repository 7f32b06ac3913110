"""The checks of the layout: each fault on a page made by hand and on one laid out, and pages without any."""

from __future__ import annotations

import pytest

from briefing.rendering.layout_checks import layout_faults
from briefing.rendering.page_boxes import Cell, Drawing, Frame, Item, Kind, LaidPage, Line, drawn_labels, laid_pages
from briefing.rendering.typesetter import fetcher, typesetter

AREA = Frame(28, 37, 184, 262)
STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 12pt/20pt 'Briefing Song'; margin: 0; overflow-wrap: anywhere }
h2, p, table, ol { margin: 0; padding: 0 } table { width: 156mm; border-collapse: collapse; table-layout: fixed }
td, th { padding: 0; font-weight: 400; text-align: left }
"""


def item(kind: Kind, top: float, height: float = 10, text: str = "文", whole: int = 0, *, child: bool = False) -> Item:
    return Item(kind, Frame(28, top, 184, top + height), text, whole, child)


def rows(top: float, count: int, whole: int = 1) -> tuple[Item, ...]:
    return tuple(item(Kind.ROW, top + 10 * number, whole=whole) for number in range(count))


def children(top: float, count: int) -> tuple[Item, ...]:
    return tuple(item(Kind.ROW, top + 10 * number, whole=9, child=True) for number in range(count))


def page(*items: Item) -> LaidPage:
    return LaidPage(AREA, items)


def cell(column: int, *texts: str, room: float = 20, left: float = 28) -> Cell:
    frames = [Frame(left, 40 + 5 * n, left + 4 * len(text), 45 + 5 * n) for n, text in enumerate(texts)]
    lines = tuple(Line(frame, text) for frame, text in zip(frames, texts, strict=True))
    return Cell(Frame(left, 40, left + room, 40 + 5 * len(texts)), room, (lines,), table=1, column=column)


HALF = page(*rows(37, 6, 9))
FULL = page(*rows(37, 20, 9))
HEAD = item(Kind.HEADING, 37, text="表头")
TILE, NOTE = item(Kind.BLOCK, 37, 100), item(Kind.LINE, 37, 5, "说明", 7)
CHILD = item(Kind.ROW, 37, text="其中：公办", whole=9, child=True)


@pytest.mark.parametrize(("pages", "wanted"), [
    ((), ()),
    ((page(),), ()),
    ((HALF,), ()),  # the last may be as it is
    ((FULL, page(HEAD, *rows(47, 8))), ()),
    ((HALF, page(HEAD, *rows(47, 8))), ("第1页空出73%，而下页开头的“表头”放得下",)),
    ((HALF, page(NOTE, *rows(47, 8))), ("第1页空出73%，而下页开头的“说明”放得下",)),
    ((HALF, page(TILE)), ("第1页空出73%，而下页开头的“文”放得下",)),
    ((HALF, page(item(Kind.BLOCK, 37, 180))), ()),  # a picture that has no room there
    ((HALF, page(HEAD, *(item(Kind.ROW, 47 + 65 * n, 60, whole=1) for n in range(3)))), ()),
    ((page(*rows(37, 20, 9), HEAD), page(*rows(37, 8))), ("第1页末尾的“表头”与其内容分开",)),
    ((page(*rows(37, 20)), page(HEAD, *rows(47, 1))), ("第2页只有表格的一行：“文”",)),
    ((page(*rows(37, 20)), page(HEAD, item(Kind.GROUP, 47, whole=1), *rows(57, 1))), ()),
    ((page(*rows(37, 20, 1), item(Kind.GROUP, 237, text="组")), FULL), ("第1页末尾的“组”与其内容分开",)),
    ((page(*rows(37, 19, 9), *rows(237, 1)), page(HEAD, *rows(47, 9))), ("第1页只有表格的一行：“文”",)),
    ((page(*rows(37, 19, 9), *rows(237, 1)), FULL), ()),  # a table of one row
    ((page(*rows(37, 4), HEAD, *rows(37, 4)),), ()),  # two columns of a page
    ((page(*rows(37, 4), *rows(37, 1)),), ("第1页只有表格的一行：“文”",)),
    ((FULL, page(CHILD, *rows(47, 8, 9))), ("第2页的“其中：公办”与它上面的总项分开",)),
    ((FULL, page(item(Kind.ROW, 37, whole=2, child=True), *rows(47, 8, 2))), ()),
    ((page(*rows(37, 3, 9), *children(67, 17)), page(*children(37, 8))), ()),  # a family that fills a page
])  # fmt: skip
def test_what_page_breaks_part(pages: tuple[LaidPage, ...], wanted: tuple[str, ...]) -> None:
    assert layout_faults(pages) == wanted


@pytest.mark.parametrize(("cells", "wanted"), [
    ((cell(1, "每千人口托", "位数"), cell(2, "个")), ()),
    ((cell(1, "每千人口托位", "数", room=24), cell(2, "个")),
     ("第1页表格中“每千人口托位数”的末行只有“数”一个字，而别的列有空",)),
    ((cell(1, "每千人口托位", "数", room=24), cell(2, "全部都满了")), ()),  # nowhere to take room from
    ((cell(1, "床位、医师、", "3", room=24), cell(2, "个")), ()),  # a word of its own
    ((cell(1, "个"), cell(2, "个")), ()),
    ((cell(2, "攀枝花市西…", room=30),), ("第1页的名称“攀枝花市西…”没有印全",)),
    ((cell(2, "原文如此……", room=30),), ()),
    ((cell(1, "每千人口托位数"),), ("第1页的“每千人口托位数”超出所在的格",)),
    ((cell(1, "床位", left=27.5),), ()),
])  # fmt: skip
def test_what_cells_show(cells: tuple[Cell, ...], wanted: tuple[str, ...]) -> None:
    assert layout_faults([LaidPage(AREA, cells=cells)]) == wanted


@pytest.mark.parametrize(("left", "right", "bottom", "fits"), [
    (28, 184, 262, True),
    (27, 185, 263, True),  # the slack of a justified line
    (26, 184, 262, False),
    (28, 186, 262, False),
    (28, 184, 264, False),
])  # fmt: skip
def test_nothing_runs_over_the_type_area(left: float, right: float, bottom: float, fits: bool) -> None:
    frame = Frame(left, 250, right, bottom)
    assert layout_faults([LaidPage(AREA, lines=(Line(frame, "很长"),))]) == (() if fits else ("第1页的“很长”超出版心",))
    assert layout_faults([LaidPage(AREA, drawings=(Drawing(frame),))]) == (() if fits else ("第1页有图超出版心",))


def drawing(text: str, x: float, anchor: str = "start") -> str:
    place = f'x="{x}" y="20" transform="rotate(-0 {x} 20)"'
    label = f'<text style="font-size: 10px; text-anchor: {anchor}" {place}>{text}</text>'
    return f'<svg width="100pt" height="40pt" viewBox="0 0 100 40" xmlns="http://www.w3.org/2000/svg">{label}</svg>'


@pytest.mark.parametrize(("text", "x", "anchor", "wanted"), [
    ("西区2.91", 10, "start", ()),
    ("西区2.91", 90, "start", ("第1页图中的“西区2.91”超出图框",)),
    ("西区2.91", 90, "end", ()),
    ("攀枝花市西区", 10, "middle", ("第1页图中的“攀枝花市西区”超出图框",)),
    ("攀枝花市…", 10, "start", ("第1页的名称“攀枝花市…”没有印全",)),
    ("A&amp;B", 10, "start", ()),
])  # fmt: skip
def test_texts_of_a_drawing(text: str, x: float, anchor: str, wanted: tuple[str, ...]) -> None:
    frame = Frame(28, 40, 28 + 100 / 72 * 25.4, 54)
    shown = Drawing(frame, tuple(drawn_labels(drawing(text, x, anchor), frame)))
    assert shown.labels
    assert layout_faults([LaidPage(AREA, drawings=(shown,))]) == wanted


def test_a_drawing_without_measures_has_no_labels() -> None:
    assert list(drawn_labels("<svg></svg>", AREA)) == []


def table(count: int, start: str = "", child: int = -1) -> str:
    lines = (
        f"<tr{' class=part-of' if number == child else ''}><th scope=row>行{number}</th><td>值</td></tr>"
        for number in range(count)
    )
    return f"<table{start}><thead><tr><th scope=col>名</th><th scope=col>数</th></tr></thead>{''.join(lines)}</table>"


def space(millimetres: float) -> str:
    return f"<div style='height: {millimetres}mm'></div>"


BREAK = " style='break-before: page'"
SVG = {"briefing:/a.svg": drawing("攀枝花市西区", 60)}


@pytest.mark.parametrize(("body", "wanted"), [
    (f"<h2>一、床位</h2><p>{'文字' * 900}</p>{table(60)}", ()),
    (f"<h2>一、床位</h2><p>短。</p>{table(20, BREAK)}", ("第1页空出94%，而下页开头的“名数”放得下",)),
    (f"{space(200)}<h2>一、床位</h2>{table(9, BREAK)}", ("第1页末尾的“一、床位”与其内容分开",)),
    (f"{space(206)}{table(9)}", ("第1页只有表格的一行：“行0值”",)),
    (f"{space(145)}{table(11)}", ("第2页只有表格的一行：“行10值”",)),
    (f"{space(145)}{table(14, child=10)}", ("第2页的“行10值”与它上面的总项分开",)),
    (f"<table><tr><td style='width: 30mm'>{'字' * 8}</td><td>空</td></tr></table>",
     ("第1页表格中“字字字字字字字字”的末行只有“字”一个字，而别的列有空",)),
    (f"<p style='white-space: nowrap'>{'长' * 40}</p>", ("第1页的“长长长长长长长长长长长长长长长长……”超出版心",)),
    ("<table><tr><td style='width: 9mm; white-space: nowrap'>长长长长</td><td>空</td></tr></table>",
     ("第1页的“长长长长”超出所在的格",)),
    ("<div style='display: grid; grid-template-columns: 9mm 9mm'><p style='white-space: nowrap'>长长长长</p></div>",
     ("第1页的“长长长长”超出所在的格",)),
    ("<img src='briefing:/a.svg' style='display: block; width: 170mm'>", (
     "第1页有图超出版心", "第1页图中的“攀枝花市西区”超出图框")),
    ("<table><tr><td style='width: 30mm'>长长长长长长长　</td><td>空</td></tr></table>", ()),  # a hanging space
    ("<table><tr><td>攀枝花市…</td></tr></table>", ("第1页的名称“攀枝花市…”没有印全",)),
    ("<footer class='closing' style='position: absolute; bottom: -20mm'><p>报：各处</p></footer><p>文</p>", ()),
])  # fmt: skip
def test_pages_laid_out(body: str, wanted: tuple[str, ...]) -> None:
    html = f"<html lang='zh-CN'><style>{STYLE}</style><body>{body}</body></html>"
    found = typesetter().HTML(string=html, base_url="briefing:/", url_fetcher=fetcher(SVG)).render()
    assert layout_faults(laid_pages(found, SVG)) == wanted
