"""Printed pages: reading order, paragraphs whole again, page furniture, tables with and without rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.documents.extracted import Draft
from briefing.documents.pages.columns import columns
from briefing.documents.pages.page_layout import lay_out
from briefing.documents.pages.printed import PrintedPage, Stretch
from briefing.documents.pages.ruled import ruled_tables, rules_of
from briefing.model import ParagraphKind

SIZE = 10.0


def line(text: str, left: float, top: float, size: float = SIZE) -> Stretch:
    return Stretch(text, left, top, left + size * len(text), top + size, size)


def page(*stretches: Stretch, number: int = 1) -> PrintedPage:
    return PrintedPage(number, 600, 800, stretches)


def texts(laid: Draft) -> list[str]:
    return [block.text for block in laid.blocks]


def column(lines: list[str], left: float, top: float) -> list[Stretch]:
    return [line(text, left + (2 * SIZE if text.startswith("　") else 0), top + 15 * i) for i, text in enumerate(lines)]


FIRST = ["全县把托育服务列入民生实事，统筹", "资金两千万元，两年来服务能力得到", "很大提升，家长们都说好，纷纷点赞"]
SECOND = ["欢迎更多机构前来参与，让托育服务", "走进每一个社区和每一个村庄，惠及", "更多的家庭。"]


def test_two_columns_under_a_headline() -> None:
    headline = line("县里托育办得好", 200, 100, 30)
    laid = lay_out([page(*column(SECOND, 320, 160), *column(FIRST, 100, 160), headline)])
    assert texts(laid) == ["县里托育办得好", "".join(FIRST + SECOND)]


def test_articles_below_one_another_are_read_one_by_one() -> None:
    stretches = [
        line("第一篇的标题在这里", 150, 100, 30),
        *column(FIRST, 100, 160),
        *column(SECOND, 320, 160),
        line("第二篇的标题在这里", 150, 260, 30),
        *column([text.replace("托育", "养老") for text in FIRST], 100, 320),
        *column([text.replace("托育", "养老") for text in SECOND], 320, 320),
    ]
    order = [stretch.text for part in columns(stretches[::-1]) for stretch in sorted(part, key=lambda s: s.top)]
    assert order.index("第二篇的标题在这里") == 7
    assert [text[:5] for text in texts(lay_out([page(*stretches)]))][::2] == ["第一篇的标", "第二篇的标"]


def test_paragraphs_by_indent_and_short_lines() -> None:
    lines = [
        "　　全县新建托育机构十二家，新增",
        "托位三百五十个。",
        "　　群众都说好，下一步还要再建十",
        "家，让更多家庭受益。",
    ]
    stretches = [line(text.strip("　"), 120 if text[0] == "　" else 100, 100 + 15 * i) for i, text in enumerate(lines)]
    assert texts(lay_out([page(*stretches)])) == ["".join(lines[:2]).strip("　"), "".join(lines[2:]).strip("　")]


def test_running_heads_and_page_numbers_are_furniture_and_do_not_cut_a_paragraph() -> None:
    pages = [
        page(line("青禾县资料汇编", 250, 20), *column(FIRST, 100, 160), line("— 1 —", 280, 780), number=1),
        page(line("青禾县资料汇编", 250, 20), *column(SECOND, 100, 160), line("— 2 —", 280, 780), number=2),
    ]
    laid = lay_out(pages)
    body = [block.text for block in laid.blocks if block.kind is not ParagraphKind.FURNITURE]
    assert body == ["".join(FIRST + SECOND)]
    raw = str(laid.raw)
    assert [raw[p.start : p.end] for p in laid.locations if p.page == 2 and "欢迎" in raw[p.start : p.end]] == [
        "\n".join(SECOND)
    ]


def test_a_table_without_rules() -> None:
    rows = [("地区", "养老床位（张）", "托位（个）"), ("东区", "2100", "350"), ("西区", "830", "120")]
    stretches = [line(text, 100 + 150 * c, 100 + 20 * r) for r, row in enumerate(rows) for c, text in enumerate(row)]
    laid = lay_out([page(*stretches)])
    assert [(cell.text, cell.row, cell.column) for cell in laid.tables[0].cells][3:5] == [
        ("东区", 1, 0),
        ("2100", 1, 1),
    ]
    assert [block.text for block in laid.blocks if block.kind is ParagraphKind.TABLE] == [" ".join(row) for row in rows]


def test_rules_make_cells_merged_ones_included() -> None:
    boxes = [(0.0, y, 300.0, y + 1) for y in (0.0, 20.0, 40.0, 60.0)]
    boxes += [(0.0, 0.0, 1.0, 60.0), (300.0, 0.0, 301.0, 60.0), (100.0, 20.0, 101.0, 60.0), (200.0, 20.0, 201.0, 60.0)]
    (cells,) = ruled_tables(rules_of(boxes, 600, 800))
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in cells] == [
        (0, 0, 1, 3),
        *((row, column, 1, 1) for row in (1, 2) for column in range(3)),
    ]


@pytest.mark.parametrize("boxes", [[], [(0.0, 0.0, 600.0, 800.0)], [(0.0, 0.0, 100.0, 1.0)] * 3])
def test_frames_and_single_lines_are_no_tables(boxes: list[tuple[float, float, float, float]]) -> None:
    assert ruled_tables(rules_of(boxes, 600, 800)) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("甲乙丙12。，", min_size=1, max_size=12),
            st.floats(0, 500),
            st.floats(0, 780),
            st.sampled_from([8.0, 10.0, 30.0]),
        ),
        max_size=25,
    )
)
def test_any_page_is_read_whole_and_every_character_traceable(items: list[tuple[str, float, float, float]]) -> None:
    stretches = tuple(line(text, left, top, size) for text, left, top, size in items)
    laid = lay_out([page(*stretches)])
    raw = str(laid.raw)
    read = sorted(character for block in laid.blocks for character in block.text if character != " ")
    assert read == sorted(character for text, *_ in items for character in text)
    for block in laid.blocks:
        for run in block.fragment.runs:
            assert raw[run.raw_start] == block.text[run.text_start] or raw[run.raw_start].isspace()
