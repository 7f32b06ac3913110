"""A group on the page: title, dots, table and sentences say the same, and nothing of what may only stand beside."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import analyse
from briefing.comparison.grouping import groups_of
from briefing.comparison.groups import Group
from briefing.comparison.peer_groups import chain, own_groups
from briefing.composition import group_charts, peers, region_briefing, theme_briefing
from briefing.composition.not_compared import exclusions
from briefing.composition.source_numbers import SourceRegister
from briefing.config import Settings
from briefing.model import Analysis, Document
from briefing.narrative import standings
from tests.comparison.builders import DONGQU, FENGJIE, FUCHENG, XIQU, ZIYANG, obs
from tests.composition.test_briefings import section

BEDS, PLACES, JOBLESS = "养老机构护理型床位占比", "每千人口拥有3岁以下婴幼儿托位数", "城镇登记失业率"
RENHE, MIYI, YANBIAN = "510411", "510421", "510422"
MONTH = "2026-11"


def beds(*values: float, **fields: object) -> list[object]:
    places = (XIQU, DONGQU, RENHE, MIYI, YANBIAN, FUCHENG)
    return [obs(BEDS, value, "%", region=place, **fields) for value, place in zip(values, places, strict=False)]


SOURCE = Document("a.txt", "字" * 500_000, ())


def analysed(*observations: object) -> Analysis:
    return replace(analyse([], observations), documents=(SOURCE,))  # type: ignore[arg-type]


def first(analysis: Analysis, name: str = "nursing_bed_share") -> Group:
    return groups_of(analysis).of_indicator(name)[0]


def around(analysis: Analysis, code: str, name: str = "nursing_bed_share") -> Group:
    group = groups_of(analysis).around(code, name, chain(code))
    assert group is not None
    return group


def told(table: object) -> list[tuple[str, str]]:
    return [(row.reference, row.verdict) for row in table.rows if not row.heading]  # type: ignore[attr-defined]


def test_a_title_names_the_ends_and_counts_the_solid_dots() -> None:
    group = first(analysed(*beds(50, 60, 40), obs(BEDS, 55, "%", region=ZIYANG)))
    assert standings.finding(group) == (
        "养老机构护理型床位占比：3个可比县区中，攀枝花市东区60%最高，攀枝花市仁和区40%最低；另1地只并列"
    )
    assert [dot.hollow for dot in group_charts._dots(group)] == [False, False, False, True]


def test_a_title_of_regions_alike_calls_no_one_first() -> None:
    assert standings.finding(first(analysed(*beds(50, 51, 50.5)))).endswith("3个可比县区基本相当，在50%至51%之间")
    tied = standings.finding(first(analysed(*beds(50, 51, 40))))
    assert "攀枝花市东区51%最高（与攀枝花市西区基本相当），攀枝花市仁和区40%最低" in tied


def test_where_less_is_better_the_lowest_comes_first() -> None:
    rates = [obs(JOBLESS, v, "%", region=r) for v, r in ((3, XIQU), (4, DONGQU), (5, RENHE))]
    group = around(analysed(*rates), DONGQU, "registered_unemployment")
    assert "攀枝花市西区3%最低，攀枝花市仁和区5%最高" in standings.finding(group)
    assert group.own_member is not None
    assert standings.position(group, group.own_member) == "由低到高第2，共3个可比县区"


def test_two_comparable_regions_give_a_difference() -> None:
    group = first(analysed(*beds(50, 60)))
    assert standings.finding(group) == "养老机构护理型床位占比：攀枝花市东区60%，较攀枝花市西区高10个百分点"
    assert standings.order_of_group(group) is None
    (table,) = section(theme_briefing(analysed(*beds(50, 60)), "养老", MONTH), "comparable").tables
    assert [row.reference for row in table.rows if row.heading] == ["2个可比县区，前者高10个百分点"]


def test_a_region_is_told_its_place_its_peers_and_its_distances() -> None:
    analysis = analysed(*beds(50, 60, 40, 58))
    statement = standings.place_of_region(around(analysis, XIQU))
    assert statement is not None
    assert statement.text == (
        "养老机构护理型床位占比50%（2024年），在攀枝花市各县区中第3，共4个可比县区，"
        "较最高的攀枝花市东区低10个百分点，较中位数54%低4个百分点。"
    )
    (table,) = section(region_briefing(analysis, XIQU, MONTH), "peers").tables
    assert (table.rows[0].label, table.rows[0].reference) == ("与攀枝花市各县区比", "1项")
    assert told(table) == [
        ("各地 40%至60%", "第3，共4个可比县区"),
        ("最高：攀枝花市东区 60%（2024）", "▼ 低10个百分点"),
        ("中位数 54%", "▼ 低4个百分点"),
        ("“十四五”目标 55%（2025年）", "▼ 低5个百分点"),
        ("全国2024年 65.7%", "▼ 低15.7个百分点"),
    ]


def test_an_offices_own_peers_are_named_on_the_page() -> None:
    named = {"两江城区": ("攀枝花市西区", "涪城区", "奉节县")}
    analysis = analysed(*beds(50, 60, 40, 45, 45, 70), obs(BEDS, 30, "%", region=FENGJIE))
    (table,) = section(region_briefing(analysis, XIQU, MONTH, Settings(peers=named)), "peers").tables
    assert table.rows[0].label == "与两江城区比"
    assert told(table)[0] == ("各地 30%至70%", "第2，共3个可比县区")
    assert [group.name for group in own_groups(named)] == ["两江城区"]


def test_a_refusal_is_one_line_an_indicator_with_its_true_reason_and_what_is_near() -> None:
    counts = [obs("养老机构", 10 + n, "家", region=r, sector="elderly") for n, r in enumerate((XIQU, DONGQU, RENHE))]
    physicians = [obs("执业(助理)医师数", 500 + n, "人", region=r) for n, r in enumerate((XIQU, DONGQU, RENHE))]
    analysis = analysed(*counts, *physicians)
    pool = groups_of(analysis)
    groups = [group for name in pool.pairs.indicators() for group in pool.of_indicator(name)]
    lines = {line.indicator: line for line in exclusions(groups, [], SourceRegister([SOURCE]))}
    assert set(lines) == {"养老机构数"}  # physicians stand beside one another per head
    line = lines["养老机构数"]
    assert line.parties == "攀枝花市东区、攀枝花市西区、攀枝花市仁和区"
    assert (line.reason, line.nearest) == (
        "绝对数受地区规模影响，目录没有登记该指标折算用的人口，只列出、不比较",
        "",
    )


def test_two_regions_refused_are_told_once() -> None:
    analysis = analysed(obs(BEDS, 50, "%", period="2020"), obs(BEDS, 60, "%", region=DONGQU, period="2024"))
    pool = groups_of(analysis)
    (line,) = exclusions(pool.of_indicator("nursing_bed_share"), [], SourceRegister([SOURCE]))
    assert line.parties == "攀枝花市东区、攀枝花市西区"
    assert line.reason == "攀枝花市西区为2020年，攀枝花市东区为2024年，时点相差48个月，不作比较"
    assert line.nearest.endswith("时点更近的数可以比较")


def test_a_chart_has_one_line_of_the_nation() -> None:
    analysis = analysed(*beds(50, 60, 40), obs(BEDS, 55, "%", region=YANBIAN, period="2023"))
    group = first(analysis)
    lines = group_charts._lines(group, analysis.gaps)
    assert [(line.kind, line.year) for line in lines] == [("target", 2025), ("actual", 2024)]


def test_a_theme_opens_with_who_is_at_the_ends() -> None:
    points = theme_briefing(analysed(*beds(50, 60, 40)), "养老", MONTH).points
    assert points[0].text == (
        "养老机构护理型床位占比：3个可比县区中，攀枝花市东区60%最高，攀枝花市仁和区40%最低，中位数50%。"
    )


figures = st.builds(
    lambda name, region, value, period, bound: obs(
        name[0], value, name[1], region=region, period=period, bound=bound, sector="elderly"
    ),
    st.sampled_from([(BEDS, "%"), (PLACES, "个"), (JOBLESS, "%"), ("执业(助理)医师数", "人")]),
    st.sampled_from([XIQU, DONGQU, RENHE, MIYI, YANBIAN, FUCHENG, ZIYANG, FENGJIE]),
    st.integers(20, 30),
    st.sampled_from(["2023", "2024", "2024-11-05", "2022"]),
    st.sampled_from(["eq", "eq", "eq", "ge"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(figures, max_size=24))
def test_title_dots_table_and_sentences_agree(observations: list[object]) -> None:
    analysis = analysed(*observations)
    pool = groups_of(analysis)
    found = [group for name in pool.pairs.indicators() for group in pool.of_indicator(name)]
    found += [g for name in pool.pairs.indicators() if (g := pool.around(XIQU, name, chain(XIQU)))]
    for group in (group for group in found if len(group.shown) > 1):
        title = standings.finding(group)
        solid = [dot for dot in group_charts._dots(group) if not dot.hollow]
        assert len(solid) == len(group.members)
        if group.ranked:
            assert re.findall(r"(\d+)个可比", title) == [str(len(solid))]
        if not group.members:
            assert not re.search("最高|最低|较.*[高低]", title)
        ranked = {member.fact.observation.id for member in group.members}
        for statement in (standings.order_of_group(group), group.own and standings.place_of_region(group)):
            if statement is not None:
                assert {o.id for o in statement.observations} <= ranked
        register = SourceRegister([SOURCE])
        table = peers.region_table([group], (), register) if group.own else peers.groups_table([group], register)
        beside = {aside.fact.observation.id for aside in group.beside}
        for row in table.rows:
            fact = row.against if group.own else row.fact
            if fact is not None and fact.observation.id in beside:  # type: ignore[union-attr]
                assert row.verdict.startswith("○ 有条件")
                assert not re.search("[高低]", row.verdict)
