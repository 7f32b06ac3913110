"""The three publications over a small corpus: what is printed, what is not, and what leads where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.comparison import analyse
from briefing.composition import Briefing, overview_briefing, region_briefing, theme_briefing
from briefing.composition.page_model import Citation, Section
from briefing.composition.source_numbers import SourceRegister
from briefing.config import Publication, Settings
from briefing.documents import read_text
from briefing.errors import NothingFoundError, UsageError
from briefing.extraction import extract
from briefing.model import Analysis, Sector
from tests.comparison.builders import obs
from tests.composition.material import WEST, ZIYANG, analysis

MONTH = "2026-11"


def section(briefing: Briefing, name: str) -> Section:
    return next(part for part in briefing.sections if part.id == name)


def names(briefing: Briefing) -> list[str]:
    return [part.id for part in briefing.sections]


def citations(briefing: Briefing) -> list[Citation]:
    found = [c for point in briefing.points for c in point.citations]
    for part in briefing.sections:
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
    assert "“十四五”规划期到2025年为止" in section(west, "targets").remark
    during = region_briefing(analysis(), WEST, "2025-06")
    assert "规划期" not in section(during, "targets").remark


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
    (table,) = section(west, "elderly").tables
    assert [(row.label, row.value, row.unit, row.period, row.depth) for row in table.rows] == [
        ("养老机构床位", "811", "张", "2024-11", 0),
        ("公办养老机构床位", "304", "张", "2024-11", 1),
        ("民办养老机构床位", "507", "张", "2024-11", 1),
    ]


def test_parts_that_sum_are_drawn(west: Briefing) -> None:
    (figure,) = section(west, "elderly").figures
    assert figure.chart.title == "养老机构床位811张，其中民办507张"


def test_parts_that_do_not_sum_are_not_drawn() -> None:
    whole = analysis()
    facts = tuple(
        replace(fact, observation=replace(fact.observation, value=505)) if fact.observation.value == 507 else fact
        for fact in whole.facts
    )
    assert not section(region_briefing(replace(whole, facts=facts), WEST, MONTH), "elderly").figures


def test_a_plan_is_marked_and_explained(west: Briefing) -> None:
    (table,) = section(west, "childcare").tables
    planned = next(row for row in table.rows if row.label == "新建托位")
    assert planned.marks == ("目",)
    assert [note.mark for note in table.notes] == ["目"]


def test_a_sensitive_rate_is_neither_drawn_nor_held_against_others(west: Briefing) -> None:
    education = section(west, "education")
    assert not education.figures
    assert {mark for row in education.tables[0].rows for mark in row.marks} == {"敏"}
    (table,) = section(west, "peers").tables
    assert [row.label for row in table.rows if not row.heading] == ["每千人口拥有3岁以下婴幼儿托位数（个）"]


def test_sensitive_figures_leave_the_office_nowhere(west: Briefing, overview: Briefing) -> None:
    external = region_briefing(analysis(), WEST, MONTH, external=True)
    for briefing in (external, overview, theme_briefing(analysis(), "教育", MONTH)):
        assert "65.29" not in repr(briefing)
        assert "另有2项" in section(briefing, "withheld").lead[0].text
    assert "65.29" in repr(west)


def test_the_target_is_held_against_with_its_gap(west: Briefing) -> None:
    (table,) = section(west, "targets").tables
    (row,) = table.rows
    assert (row.value, row.reference, row.verdict) == ("2.91", "“十四五”目标 4.5（2025年）", "▼ 低1.59")
    assert section(west, "targets").figures[0].chart.title == "与“十四五”目标对照：1项低于"


def test_two_regions_make_a_table_and_no_dot_plot(west: Briefing) -> None:
    peers = section(west, "peers")
    assert not peers.figures
    (table,) = peers.tables
    heading, row = table.rows
    assert (heading.label, heading.reference) == ("与有数据的全部地区比", "1项")
    assert (row.value, row.reference, row.verdict) == ("2.91", "资阳市 4.5（2025-12）", "○ 有条件：时点、层级")


def test_what_is_not_compared_says_why(west: Briefing) -> None:
    (item,) = section(west, "exclusions").exclusions
    assert item.parties == "资阳市"
    assert item.codes == ("R02", "R04", "R05")
    assert item.reason == "攀枝花市西区为目标或计划，资阳市为实绩，性质不同，不作比较"
    assert item.further == ("时点", "层级")
    assert item.nearest == "都有实绩数时可以比较"


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
    assert heads == ["一", "二", "三", "四", "五", "六", "七"]


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
    matrix = section(overview, "coverage").matrix
    assert matrix is not None
    assert [row.label for row in matrix.rows] == ["攀枝花市西区", "资阳市"]
    assert dict(zip(matrix.heads, matrix.rows[0].counts, strict=True))["老有所养"] == 3
    assert matrix.rows[0].comparable[0] == 1


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
    assert "另有8项" in section(briefing, "coverage").remark


def test_composing_again_gives_the_same_briefing(west: Briefing) -> None:
    assert region_briefing(analysis(), WEST, MONTH) == west


def test_fields_are_in_the_order_of_the_national_standard(west: Briefing) -> None:
    order = [sector.value for sector in Sector]
    found = [name for name in names(west) if name in order]
    assert found == sorted(found, key=order.index)


def test_a_page_with_sensitive_figures_says_that_it_is_internal(west: Briefing) -> None:
    assert west.imprint.notice == "内部资料　注意保存"
    assert region_briefing(analysis(), WEST, MONTH, external=True).imprint.notice == ""
    assert any(note.mark == "敏" and "内部" in note.text for note in section(west, "education").tables[0].notes)


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


def test_codes_of_rules_are_explained_once(west: Briefing) -> None:
    assert section(west, "exclusions").remark == "规则编号：R02 性质，R04 时点，R05 层级。"
