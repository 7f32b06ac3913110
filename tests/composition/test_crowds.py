"""Sixty regions: summed up in a region's briefing and in the overview, drawn in the theme briefing; pages stay few."""

from __future__ import annotations

import pytest

from briefing import comparison
from briefing.composition import Briefing, overview_briefing, region_briefing, theme_briefing
from briefing.composition.peers import MANY
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.model import Analysis
from briefing.reference.divisions import full_name, regions
from tests.composition.test_briefings import citations, section

MONTH = "2026-11"
COUNTIES = [code for code in sorted(regions()) if code.startswith("51") and not code.endswith("00")][:60]
OWN = COUNTIES[10]


def corpus(count: int) -> Analysis:
    documents = []
    for number, code in enumerate(COUNTIES[:count]):
        name = full_name(code)
        raw = (
            f"{name}民生事业\n2025-03-01\n\n2024年末，{name}每千人口拥有3岁以下婴幼儿托位数{2 + number / 20:.2f}个，"
            f"每千人口执业(助理)医师数{2.5 + number / 40:.2f}人，城镇登记失业率{2.5 + number / 50:.2f}%。"
        )
        documents.append(read_text(raw, f"{number:03}.txt"))
    return comparison.analyse(documents, [o for document in documents for o in extract(document).observations])


@pytest.fixture(scope="module")
def crowd() -> Analysis:
    return corpus(60)


@pytest.fixture(scope="module")
def region(crowd: Analysis) -> Briefing:
    return region_briefing(crowd, OWN, MONTH)


def test_a_region_among_many_is_told_its_place_the_best_and_the_middle(region: Briefing) -> None:
    (table,) = section(region, "peers").tables
    heading, *rows = table.rows
    assert (heading.label, heading.reference) == ("与成都市各县区比", "3项")
    start = next(number for number, row in enumerate(rows) if "托位" in row.label)
    own = rows[start : start + rows[start].span]
    assert own[0].value == "2.50"
    assert [(row.reference, row.verdict) for row in own] == [
        ("各地 2.00至2.95", "第8—12，共20个可比县区"),
        ("最高：成都市简阳市 2.95（2024）", "▼ 低0.45"),
        ("中位数 2.475", "＝ 基本相当"),
        ("“十四五”目标 4.5（2025年）", "▼ 低2.00"),
        ("全国2024年 4.08", "▼ 低1.58"),
    ]


def test_a_region_among_few_gets_a_row_a_peer() -> None:
    few = region_briefing(corpus(2), COUNTIES[0], MONTH)
    (table,) = section(few, "peers").tables
    rows = [(row.reference, row.verdict) for row in table.rows if not row.heading]
    assert rows[0] == ("成都市青羊区 2.05（2024）", "＝ 基本相当")
    assert len(rows) == 3


def test_the_overview_names_middle_and_ends(crowd: Analysis) -> None:
    overview = overview_briefing(crowd, MONTH)
    labels = [
        row.label for table in section(overview, "comparable").tables for row in table.rows if "托位" not in row.label
    ]
    assert f"最高：{full_name(COUNTIES[59])}" in labels
    assert f"最低：{full_name(COUNTIES[0])}" in labels
    assert len(labels) < 3 * 5
    assert not section(overview, "comparable").figures


def test_a_theme_draws_every_region_and_lists_its_figures_once(crowd: Analysis) -> None:
    theme = theme_briefing(crowd, "托育", MONTH)
    drawn = " ".join(figure.chart.alt for figure in section(theme, "comparable").figures)
    assert all(full_name(code) in drawn for code in COUNTIES)
    listed = [row.label for row in section(theme, "regions").tables[0].rows if row.heading]
    assert sorted(listed) == sorted(full_name(code) for code in COUNTIES)
    assert not section(theme, "comparable").tables


def test_no_chart_lists_dozens_of_sources_and_every_citation_arrives(crowd: Analysis, region: Briefing) -> None:
    for briefing in (region, theme_briefing(crowd, "托育", MONTH), overview_briefing(crowd, MONTH)):
        for part in briefing.sections:
            assert all(len(figure.citations) <= 4 * MANY for figure in part.figures)
        cited = citations(briefing)
        targets = {piece.target for entry in briefing.sources for piece in entry.pieces if piece.target}
        assert {c.target for c in cited if not c.series} <= targets
        backs = {piece.back for entry in briefing.sources for piece in entry.pieces if piece.back}
        assert backs <= {c.id for c in cited}
