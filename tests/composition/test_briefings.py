"""The three publications over a small corpus: what is printed, what is not, and what leads where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.comparison import analyse
from briefing.composition import Briefing, overview_briefing, region_briefing, theme_briefing
from briefing.composition.page_model import Citation, Section, Table, TileLine
from briefing.composition.source_numbers import SourceRegister
from briefing.config import Publication, Settings
from briefing.documents import read_text
from briefing.errors import NothingFoundError, UsageError
from briefing.extraction import extract
from briefing.model import Analysis, Sector
from briefing.printing.terms import term
from tests.comparison.builders import obs
from tests.composition.material import WEST, ZIYANG, analysis

MONTH = "2026-11"


def section(briefing: Briefing, name: str) -> Section:
    return next(part for part in briefing.sections if part.id == name)


def field(briefing: Briefing, name: str) -> Table:
    """A field's table among the region's own figures."""
    return next(table for table in section(briefing, "figures").tables if table.caption == name)


def names(briefing: Briefing) -> list[str]:
    return [part.id for part in briefing.sections]


def citations(briefing: Briefing) -> list[Citation]:
    """Those that a page prints."""
    first = briefing.front
    found: list[Citation] = []
    for block in (*first.tiles, *first.findings, *((first.figure,) if first.figure else ())):
        found += block.citations
    for part in briefing.sections:
        for field in part.compared:
            found += [c for row in field.rows for c in row.citations]
        if part.rulers:
            found += [c for row in (*part.rulers.judged, *part.rulers.beside) for c in row.citations]
        for table in part.tables:
            found += [c for row in table.rows for c in row.citations]
        for item in (*part.figures, *part.exclusions, *part.checks, *part.lead):
            found += item.citations
    return found


@pytest.fixture(scope="module")
def west() -> Briefing:
    return region_briefing(analysis(), WEST, MONTH)


@pytest.fixture(scope="module")
def childcare() -> Briefing:
    return theme_briefing(analysis(), "托育", MONTH)


@pytest.fixture(scope="module")
def overview() -> Briefing:
    return overview_briefing(analysis(), MONTH)


def test_years_that_rest_on_an_inferred_date_are_told_below_the_points() -> None:
    raw = "目前，全区有养老机构床位811张，执业(助理)医师505人。"
    documents = [read_text(raw, "a.txt")]
    documents[0] = replace(documents[0], published="2024-11-05", published_inferred=True, place=WEST)
    found = analyse(documents, extract(documents[0]).observations)
    briefing = region_briefing(found, WEST, MONTH)
    assert briefing.points_note == "要点中的年份，攀枝花市西区2024年为推定：所据文献没有写明刊发年份。"
    documents[0] = replace(documents[0], published_inferred=False)
    assert region_briefing(analyse(documents, extract(documents[0]).observations), WEST, MONTH).points_note == ""


def test_one_inferred_year_is_told_with_the_common_time() -> None:
    raw = "目前，全区有养老机构11家，幼儿园16所，各类医疗卫生机构89家。"
    documents = [replace(read_text(raw, "a.txt"), published="2024-11-05", published_inferred=True, place=WEST)]
    briefing = region_briefing(analyse(documents, extract(documents[0]).observations), WEST, MONTH)
    assert briefing.points_note == ("要点中本地的数未注明时间的，均为2024年11月（年份推定：文献没有写明刊发年份）。")


def test_a_region_with_a_figure_or_two_opens_with_them() -> None:
    raw = "项目预计2027年8月交付使用，提供学位1200个。"
    documents = [replace(read_text(raw, "a.txt"), published="2026-04-23", place=WEST)]
    briefing = region_briefing(analyse(documents, extract(documents[0]).observations), WEST, MONTH)
    (point,) = briefing.points
    assert point.text.endswith("1200个（2027年8月，目标或计划）。")
    assert point.citations


def test_what_a_bare_sentence_would_tell_wrongly_is_left_to_the_table() -> None:
    documents = [replace(read_text("养老机构比上年减少3家。", "a.txt"), published="2024-11-05", place=WEST)]
    (point,) = region_briefing(analyse(documents, extract(documents[0]).observations), WEST, MONTH).points
    assert point.text == "本期所收文献中有关数字共1项，列于下表。"


def test_the_end_of_a_plan_is_told_after_it(west: Briefing) -> None:
    assert "“十四五”规划期到2025年为止" in section(west, "comparison").remark
    during = region_briefing(analysis(), WEST, "2025-06")
    assert "规划期" not in section(during, "comparison").remark


def test_file_stems_are_those_of_the_edition(west: Briefing, childcare: Briefing, overview: Briefing) -> None:
    assert (west.stem, childcare.stem, overview.stem) == ("地区-510403-攀枝花市西区", "主题-托育", "总览")


def test_every_printed_figure_leads_to_a_mark_and_back(west: Briefing, childcare: Briefing, overview: Briefing) -> None:
    for briefing in (west, childcare, overview):
        cited = citations(briefing)
        targets = {piece.target for entry in briefing.sources for piece in entry.pieces if piece.target}
        targets |= {entry.id for entry in briefing.references}
        ids = [citation.id for citation in cited]
        assert {citation.target for citation in cited} <= targets
        assert {c.number for c in cited if not c.series} == {entry.number for entry in briefing.sources}
        assert {c.number for c in cited if c.series} == {entry.number for entry in briefing.references}
        assert len(ids) == len(set(ids))
        assert {piece.back for entry in briefing.sources for piece in entry.pieces if piece.back} <= set(ids)
        rows = [row for part in briefing.sections for table in part.tables for row in table.rows if row.value]
        assert all(row.citations for row in rows)


def test_figures_are_printed_once_a_table_with_their_unit_and_period(west: Briefing) -> None:
    table = field(west, "老有所养")
    assert [(row.label, row.value, row.unit, row.period, row.depth) for row in table.rows] == [
        ("养老机构床位", "811", "张", "2024-11", 0),
        ("公办养老机构床位", "304", "张", "2024-11", 1),
        ("民办养老机构床位", "507", "张", "2024-11", 1),
    ]


def test_parts_that_sum_are_drawn(west: Briefing) -> None:
    (figure,) = section(west, "figures").figures
    assert figure.chart.title == "养老机构床位811张，其中民办507张"


def test_parts_that_do_not_sum_are_not_drawn() -> None:
    whole = analysis()
    facts = tuple(
        replace(fact, observation=replace(fact.observation, value=505)) if fact.observation.value == 507 else fact
        for fact in whole.facts
    )
    assert not section(region_briefing(replace(whole, facts=facts), WEST, MONTH), "figures").figures


def test_a_plan_is_marked_and_explained(west: Briefing) -> None:
    table = field(west, "幼有所育")
    planned = next(row for row in table.rows if row.label == "新建托位")
    assert planned.marks == ("目",)
    assert not table.notes  # told once for all fields
    assert [note.mark for note in section(west, "figures").notes] == ["敏", "目"]


def test_a_sensitive_rate_is_neither_drawn_nor_held_against_others(west: Briefing) -> None:
    drawn = {fact.observation.id for figure in section(west, "figures").figures for fact in figure.facts}
    education = field(west, "学有所教")
    assert not drawn & {row.fact.observation.id for row in education.rows if row.fact}
    assert {mark for row in education.rows for mark in row.marks} == {"敏"}
    rulers = section(west, "comparison").rulers
    assert rulers is not None
    assert [row.name for row in (*rulers.judged, *rulers.beside)] == ["每千人口拥有3岁以下婴幼儿托位数"]
    assert "65.29" not in repr(west.front)


def test_sensitive_figures_leave_the_office_nowhere(west: Briefing, overview: Briefing) -> None:
    external = region_briefing(analysis(), WEST, MONTH, external=True)
    for briefing in (external, overview, theme_briefing(analysis(), "教育", MONTH)):
        assert "65.29" not in repr(briefing)
        assert "另有2项" in section(briefing, "withheld").lead[0].text
        assert "上线率" not in repr(briefing.front) + repr(briefing.sections)
    assert "65.29" in repr(west)


def test_the_target_is_held_against_with_its_gap(west: Briefing) -> None:
    rulers = section(west, "comparison").rulers
    assert rulers is not None
    (row,) = rulers.judged
    assert (row.value, row.references[0]) == ("2.91", TileLine("目标", "4.5", "▼低1.59", "below"))
    assert west.front.verdict == ("托位低于“十四五”全国目标",)


def test_two_regions_make_a_row_and_no_dot_plot(west: Briefing) -> None:
    rulers = section(west, "comparison").rulers
    assert rulers is not None
    (row,) = rulers.judged
    assert [(peer.text, peer.reason) for peer in row.peers] == [("资阳4.5", "时")]
    assert row.standing == "○1"
    assert west.front.figure is None


def test_what_is_not_compared_says_why(west: Briefing) -> None:
    (item,) = section(west, "exclusions").exclusions
    (refusal,) = item.refusals
    assert (item.indicator, item.value) == ("新建托位", "200个（目标，2024-11）")
    assert (refusal.word, [party.text for party in refusal.parties]) == ("目标", ["资阳900（2025-12）"])
    assert refusal.codes == ("R02", "R04", "R05")
    assert refusal.reason == "攀枝花市西区为目标或计划，资阳市为实绩，性质不同，不作比较"
    assert refusal.further == ("时点", "层级")
    assert refusal.nearest == "都有实绩数时可以比较"


def test_failed_checks_come_first(west: Briefing, overview: Briefing) -> None:
    assert [check.passed for check in section(west, "checks").checks] == [False, True]
    assert [check.passed for check in section(overview, "checks").checks] == [False]


def test_the_strip_has_nine_fields_and_counts(west: Briefing) -> None:
    assert [(cell.name, cell.count) for cell in west.strip] == [
        ("幼有所育", 2), ("学有所教", 2), ("劳有所得", 0), ("病有所医", 0), ("老有所养", 3),
        ("住有所居", 0), ("弱有所扶", 0), ("优军服务", 0), ("文体服务", 0),
    ]  # fmt: skip


def test_sections_are_numbered_without_gaps(west: Briefing) -> None:
    heads = [part.title.partition("、")[0] for part in west.sections]
    assert heads == ["一", "二", "附一", "附二"]


def test_a_region_without_peers_says_so_once() -> None:
    found = analysis()
    alone = tuple(fact for fact in found.facts if fact.observation.region == ZIYANG)
    briefing = region_briefing(replace(found, facts=alone, comparisons=()), ZIYANG, MONTH)
    assert "peers" not in names(briefing)
    (point,) = section(briefing, "exclusions").lead
    assert "不作高低比较" in point.text


def test_the_theme_lists_regions_and_those_that_report_nothing() -> None:
    briefing = theme_briefing(analysis(), "养老", MONTH)
    assert "region-510403" in names(briefing)
    assert "资阳市" in section(briefing, "silent").remark


def test_the_overview_counts_figures_by_region_and_field(overview: Briefing) -> None:
    matrix = overview.front.matrix
    assert matrix is not None
    assert [row.label for row in matrix.rows] == ["攀枝花西区", "资阳市"]
    assert dict(zip(matrix.heads, matrix.rows[0].counts, strict=True))["老有所养"] == 3
    assert dict(zip(matrix.heads, matrix.rows[0].states, strict=True)) == {
        **dict.fromkeys(matrix.heads, "none"),
        "幼有所育": "beside",
        "老有所养": "local",
    }


def test_the_overview_counts_what_it_holds_and_says_it_in_a_sentence(overview: Briefing) -> None:
    front = overview.front
    assert front is not None
    assert front.verdict == ("2地8个数字中，1项可与目标论高低；", "没有可论高低的两地数据")
    assert [(count.number, count.unit, count.text) for count in front.counts] == [
        ("2", "篇", "文献，2024年11月"),
        ("8", "个", "数字"),
        ("2", "地", "地级1、县级1"),
        ("0", "对", "可论高低"),
        ("1", "对", "只能并列；另1对不比"),
    ]
    assert [finding.head for finding in front.findings] == [
        "攀枝花西区每千人口托位数2.91个（2024-11），低于全国目标4.5个",
        "勾稽不符1处，待核",
    ]


def test_a_count_of_pairs_is_found_again_in_the_rows(overview: Briefing) -> None:
    (field,) = section(overview, "comparable").compared
    (row,) = field.rows
    assert (row.name, row.comparable, row.beside, row.refused, row.targets) == ("每千人口托位数", 0, 1, 0, "▼1")
    assert row.limits == "○因时点"
    assert field.refused == "新建托位1对（性质）"


@pytest.mark.parametrize(
    ("first", "issue"),
    [
        ("", "2026年第11期"),
        ("2026-09", "第3期（总第3期）"),
        ("2024-01", "第11期（总第35期）"),
        ("2027-01", "2026年第11期"),
    ],
)
def test_issues_are_counted_from_the_first(first: str, issue: str) -> None:
    settings = Settings(publication=Publication(unit="市政策研究室", first_issue_month=first))
    briefing = region_briefing(analysis(), WEST, MONTH, settings)
    assert (briefing.imprint.issue, briefing.imprint.office) == (issue, "市政策研究室")


def test_nothing_found_says_what_to_do() -> None:
    empty = Analysis((), (), (), (), ())
    for make in (
        lambda: region_briefing(empty, WEST, MONTH),
        lambda: theme_briefing(empty, "托育", MONTH),
        lambda: overview_briefing(empty, MONTH),
    ):
        with pytest.raises(NothingFoundError, match="请"):
            make()
    with pytest.raises(UsageError):
        theme_briefing(empty, "不存在的主题", MONTH)


def test_a_figure_of_no_known_region_is_counted_but_not_placed() -> None:
    whole = analysis()
    facts = tuple(replace(f, observation=replace(f.observation, region=None)) for f in whole.facts)
    briefing = overview_briefing(replace(whole, facts=facts, comparisons=(), gaps=()), MONTH)
    assert "另有所指地区无法从原文确定的8项" in section(briefing, "comparable").remark


def test_composing_again_gives_the_same_briefing(west: Briefing) -> None:
    assert region_briefing(analysis(), WEST, MONTH) == west


def test_fields_are_in_the_order_of_the_national_standard(west: Briefing) -> None:
    order = [term(sector) for sector in Sector]
    found = [table.caption for table in section(west, "figures").tables]
    assert found == sorted(found, key=order.index)


def test_a_page_with_sensitive_figures_says_that_it_is_internal(west: Briefing) -> None:
    assert west.imprint.notice == "内部资料　注意保存"
    assert region_briefing(analysis(), WEST, MONTH, external=True).imprint.notice == ""
    assert any(note.mark == "敏" and "内部" in note.text for note in section(west, "figures").notes)


def test_key_points_cite_the_values_they_are_held_against(west: Briefing, overview: Briefing) -> None:
    for briefing in (west, overview):
        point = next(p for p in briefing.points if "目标" in p.text)
        (cited,) = [c for c in point.citations if c.series == "参"]
        assert briefing.references[cited.number - 1].name.endswith("“十四五”目标（2025年）")


def test_a_census_population_has_an_entry_of_its_own() -> None:
    found = analyse([], [obs("执业(助理)医师数", 505)])
    register = SourceRegister([])
    (citation,) = register.cite_denominators([*found.facts, *found.derived])
    (entry,) = register.references()
    assert (citation.series, citation.target) == ("参", entry.id)
    assert (entry.name, entry.value) == ("攀枝花市西区常住人口（2020年普查）", "129,406人")
    assert "人口普查" in entry.source


def test_reasons_are_counted_and_explained_once(west: Briefing) -> None:
    part = section(west, "exclusions")
    assert [(c.number, c.word, c.text) for c in part.grounds] == [("1", "目标", "一为实绩，一为目标、计划或规定 R02")]
    assert part.intro.startswith("1项数据有1对没有作高低比较")
    assert part.intro.endswith("怎样可以比较：目标——都有实绩数时可以比较。")


def test_sources_are_numbered_document_by_document(west: Briefing, childcare: Briefing, overview: Briefing) -> None:
    for briefing in (west, childcare, overview):
        assert [entry.number for entry in briefing.sources] == list(range(1, len(briefing.sources) + 1))
        places = [(entry.document, entry.start) for entry in briefing.sources]
        assert places == sorted(places)
        grouped = [entry for _, entries in briefing.sources_by_document for entry in entries]
        assert grouped == list(briefing.sources)
        published = [entry for _, entries in briefing.references_by_source for entry in entries]
        assert published == list(briefing.references)


def test_a_citation_keeps_its_sentence_when_it_is_numbered_anew(west: Briefing) -> None:
    entries = {piece.target: e.number for e in west.sources for piece in e.pieces if piece.target}
    entries |= {entry.id: entry.number for entry in west.references}
    cited = citations(west)
    assert cited
    assert all(entries[citation.target] == citation.number for citation in cited)
