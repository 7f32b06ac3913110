"""A document's page: every figure in its place with its fields, every number left out with its reason."""

from dataclasses import replace

import pytest

from briefing.comparison import analyse
from briefing.composition.fixed_wordings import wordings
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.extraction.amount.exclusions import _CHECKS
from briefing.extraction.amount.quantities import refusals
from briefing.inspection.source_view import SourcePage, Stretch, source_page
from briefing.model import Correction
from briefing.rendering.html import render_page

TEXT = (
    "青禾县民生实事\n2023-05-06 来源：青禾日报\n"
    "截至4月底，全县建成养老机构12家、床位830张，占比为80.50。\n"
    "新增托位45个，惠及0至3岁婴幼儿。<script>alert(1)</script>\n"
)


def page_of(text: str) -> SourcePage:
    document = read_text(text, "a.txt")
    return source_page(extract(document), analyse([document], extract(document).observations))


def stretches(page: SourcePage) -> list[Stretch]:
    return [stretch for block in page.blocks for stretch in block.stretches]


def test_the_text_is_whole() -> None:
    document = read_text(TEXT, "a.txt")
    page = page_of(TEXT)
    assert ["".join(s.text for s in block.stretches) for block in page.blocks] == [p.text for p in document.paragraphs]


def test_every_figure_is_marked_where_it_stands() -> None:
    document = read_text(TEXT, "a.txt")
    observations = extract(document).observations
    figures = {s.id: s for s in stretches(page_of(TEXT)) if s.sector}
    assert len(observations) >= 3
    assert {f"f{o.start}": o.text for o in observations} == {name: s.text for name, s in figures.items()}
    beds = next(s for s in figures.values() if s.text == "830张")
    assert beds.sector == "elderly"
    assert {("数值", "830张（确数）"), ("领域", "老有所养")} <= {(d.name, d.text) for d in beds.details}


def test_numbers_left_out_have_their_reason() -> None:
    left = {doubt.text: doubt.problem for doubt in page_of(TEXT).left_out}
    assert left["80.50"] == "数后没有认出单位"
    assert left["3岁"] == "年龄"
    assert left["4月"] == "日期"
    assert page_of(TEXT).left_out[0].text == "80.50"  # what may be a figure comes first
    assert not {"12家", "830张", "45个"} & left.keys()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共有12家、830张", []),
        ("《关于五项制度的通知》", [("五项", "rhetoric")]),
        ("15分钟服务圈", [("15分钟", "time")]),
        ("统一部署一些", []),
        ("电话028和12345", [("028", "no unit"), ("12345", "no unit")]),
    ],
)
def test_refusals(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[r.start : r.end], r.reason) for r in refusals(text)] == found


def test_every_wording_is_of_a_reason_that_exists() -> None:
    assert set(wordings()["refusals"]) <= set(_CHECKS) | {"date", "no unit"}


def test_what_was_not_made_out_is_listed() -> None:
    problems = {doubt.text: doubt.problem for doubt in page_of("新增社区食堂45个。").doubts}
    assert "地区未定" in problems["45个"]
    assert "时期未定" in problems["45个"]


def test_a_dropped_figure_stays_visible() -> None:
    document = read_text(TEXT, "a.txt")
    observations = extract(document).observations
    beds = next(o for o in observations if o.text == "830张")
    decision = Correction("a.txt", beds.start, beds.text, (), (), "重复计算", "张某", "2026-11-05", drop=True)
    kept = [o for o in observations if o is not beds]
    page = source_page(extract(document), analyse([document], kept), [replace(beds, corrected=decision)])
    shown = next(s for s in stretches(page) if s.text == "830张")
    assert shown.dropped
    assert any("不予采用（重复计算）" in detail.text for detail in shown.details)


def test_hostile_text_stays_text() -> None:
    html = render_page("document.html", source=page_of(TEXT + '\n" onmouseover="alert(1)\u202e{{ 7*7 }}{% raw %}'))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert 'onmouseover="' not in html
    assert "\u202e" not in html
    assert "{{ 7*7 }}" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_no_number_is_refused_that_is_a_figure() -> None:
    extraction = extract(read_text(TEXT + "| 地区 | 床位（张） |\n|---|---|\n| 东镇 | 1200 |\n", "a.txt"))
    for refused in extraction.refusals:
        assert not any(o.start < refused.end and refused.start < o.end for o in extraction.observations)
    assert extraction.document.raw[slice(extraction.refusals[0].start, extraction.refusals[0].end)] == "4月"
