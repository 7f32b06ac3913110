"""Sixty regions: summed up in a region's briefing and in the overview, drawn in the theme briefing; pages stay few."""

from __future__ import annotations

import pytest

from briefing import comparison
from briefing.composition import Briefing, overview_briefing, region_briefing, theme_briefing
from briefing.composition.peers import MANY
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.model import Analysis
from briefing.reference.divisions import full_name, regions, short_name
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


def test_a_region_among_many_is_told_its_place_the_ends_and_the_middle(region: Briefing) -> None:
    rulers = section(region, "comparison").rulers
    assert rulers is not None
    row = next(row for row in rulers.judged if "托位" in row.name)
    assert row.value == "2.50"
    assert "成都市各县区" in row.note
    assert row.standing == "▲8 ▼7 ＝4　第8—12，共20个可比县区，中位数2.475"
    assert [peer.text for peer in row.peers][0::5] == ["锦江2.00", "简阳2.95"]
    assert row.peers[-1].text == "等19地"
    assert [(line.label, line.value, line.verdict) for line in row.references] == [
        ("目标", "4.5", "▼低2.00"),
        ("全国", "4.08", "▼低1.58"),
    ]


def test_a_region_among_few_is_told_every_peer() -> None:
    few = region_briefing(corpus(2), COUNTIES[0], MONTH)
    rulers = section(few, "comparison").rulers
    assert rulers is not None
    row = next(row for row in rulers.judged if "托位" in row.name)
    assert [peer.text for peer in row.peers] == ["青羊2.05"]
    assert row.standing == "＝1"


@pytest.fixture(scope="module")
def overview(crowd: Analysis) -> Briefing:
    return overview_briefing(crowd, MONTH)


def test_the_overview_has_a_row_an_indicator_with_its_ends(overview: Briefing) -> None:
    part = section(overview, "comparable")
    rows = [row for field in part.compared for row in field.rows]
    assert len(rows) == 3
    row = next(row for row in rows if "托位" in row.name)
    assert (row.regions, row.comparable, row.beside, row.refused) == (60, 60 * 59 // 2, 0, 0)
    assert row.range == "锦江2.00—苍溪4.95个，60地"
    assert row.citations
    assert not part.figures


def test_many_regions_have_bars_on_the_first_page_and_a_matrix_in_columns(overview: Briefing) -> None:
    front = overview.front
    assert front is not None
    assert front.matrix is None
    assert front.bars is not None
    assert [(bar.name, bar.judged, bar.regions) for bar in front.bars.bars if bar.regions] == [
        ("幼有所育", 60, 60), ("劳有所得", 60, 60), ("病有所医", 60, 60),
    ]  # fmt: skip
    matrix = section(overview, "coverage").matrix
    assert matrix is not None
    assert [len(rows) for rows in matrix.sheets] == [60]
    assert tuple(row for rows in matrix.sheets for row in rows) == matrix.rows


def test_findings_name_an_indicator_once_and_draw_its_regions(overview: Briefing) -> None:
    front = overview.front
    assert front is not None
    heads = [finding.head for finding in front.findings]
    assert len(set(heads)) == len(heads) <= 5
    (places,) = [finding for finding in front.findings if finding.head.startswith("托位：")]
    assert places.head == "托位：9地高于全国目标4.5个，50地低于，1地持平"
    assert places.figure is not None
    assert places.citations


def test_a_theme_draws_every_region_and_lists_its_figures_once(crowd: Analysis) -> None:
    theme = theme_briefing(crowd, "托育", MONTH)
    assert theme.front.figure is not None
    plots = [theme.front.figure, *section(theme, "comparable").figures]
    drawn = " ".join(figure.chart.alt for figure in plots)
    assert all(short_name(code) in drawn for code in COUNTIES)
    assert len({figure.chart.svg for figure in plots}) == len(plots) == 3
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
