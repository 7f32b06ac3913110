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
from briefing.composition import Briefing, peers, region_briefing, theme_briefing
from briefing.composition.group_charts import group_figures
from briefing.composition.held import Held
from briefing.composition.indicator_regions import Compared, leading
from briefing.composition.not_compared import exclusions
from briefing.composition.page_model import RulerRow
from briefing.composition.ruler_rows import comparison_section
from briefing.composition.source_numbers import SourceRegister
from briefing.config import Settings
from briefing.model import Analysis, Document
from briefing.narrative import standings
from briefing.reference.divisions import regions
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


def ruled(briefing: Briefing) -> list[RulerRow]:
    rulers = section(briefing, "comparison").rulers
    assert rulers is not None
    return [*rulers.judged, *rulers.beside]


def test_a_title_names_the_ends_and_counts_the_solid_dots() -> None:
    group = first(analysed(*beds(50, 60, 40), obs(BEDS, 55, "%", region=ZIYANG)))
    assert standings.finding(group) == (
        "护理型床位占比：3个可比县区中，攀枝花市东区60%最高，攀枝花市仁和区40%最低；另1地只并列"
    )
    assert [fact.observation.value for fact in Compared(group).facts] == [60, 55, 50, 40]
    assert len(Compared(group).solid) == 3


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
    assert standings.finding(group) == "护理型床位占比：攀枝花市东区60%，较攀枝花市西区高10个百分点"
    assert standings.order_of_group(group) is None
    assert [row.reference for row in peers.groups_table([group], SourceRegister([SOURCE])).rows if row.heading] == [
        "2个可比县区，前者高10个百分点"
    ]
    front = theme_briefing(analysed(*beds(50, 60)), "养老", MONTH).front
    assert front is not None
    assert front.listing is not None
    assert [row[:2] for row in front.listing.rows] == [("攀枝花东区", "60%"), ("攀枝花西区", "50%")]


def test_a_region_is_told_its_place_its_peers_and_its_distances() -> None:
    analysis = analysed(*beds(50, 60, 40, 58))
    statement = standings.place_of_region(around(analysis, XIQU))
    assert statement is not None
    assert statement.text == (
        "养老机构护理型床位占比50%（2024年），在攀枝花市各县区中第3，共4个可比县区，"
        "较最高的攀枝花市东区低10个百分点，较中位数54%低4个百分点。"
    )
    (row,) = ruled(region_briefing(analysis, XIQU, MONTH))
    assert row.standing == "▲1 ▼2　第3，共4个可比县区，中位数54%"
    assert [peer.text for peer in row.peers] == ["仁和区40%", "米易58%", "攀枝花东区60%"]
    assert [(line.label, line.value, line.verdict) for line in row.references] == [
        ("目标", "55%", "▼低5个百分点"),
        ("全国", "65.7%", "▼低15.7个百分点"),
    ]


def test_an_offices_own_peers_are_named_on_the_page() -> None:
    named = {"两江城区": ("攀枝花市西区", "涪城区", "奉节县")}
    analysis = analysed(*beds(50, 60, 40, 45, 45, 70), obs(BEDS, 30, "%", region=FENGJIE))
    (row,) = ruled(region_briefing(analysis, XIQU, MONTH, Settings(peers=named)))
    assert "两江城区" in row.note
    assert row.standing.endswith("第2，共3个可比县区，中位数50%")
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
    (refusal,) = line.refusals
    assert line.value == "攀枝花东区11家（2024）"
    assert (refusal.word, [p.text for p in refusal.parties]) == ("总量", ["攀枝花西区10", "仁和区12"])
    assert (refusal.reason, refusal.nearest) == (
        "绝对数受地区规模影响，目录没有登记该指标折算用的人口，只列出、不比较",
        "",
    )


def test_of_very_many_places_the_lowest_and_the_highest_are_printed_and_all_kept() -> None:
    codes = sorted(code for code in regions() if code.startswith("5101") and not code.endswith("00"))[:15]
    analysis = analysed(*(obs("养老机构", 30 - n, "家", region=c, sector="elderly") for n, c in enumerate(codes)))
    pool = groups_of(analysis)
    (line,) = exclusions(groups_of(analysis).of_indicator(pool.pairs.indicators()[0]), [], SourceRegister([SOURCE]))
    (refusal,) = line.refusals
    assert [re.sub(r"\D+", "", party.text) for party in refusal.parties] == ["16", "29"]
    assert (refusal.more, refusal.pairs) == ("等14地", 14)
    assert len(refusal.everyone.split("、")) == 14
    assert len(line.citations) == 3


def test_near_names_are_told_with_the_name_of_the_other() -> None:
    own = obs("城乡低保标准", 1180, "元", region=XIQU, sector="assistance")
    others = [obs("农村低保标准", 705 + n, "元", region=r, sector="assistance") for n, r in enumerate((DONGQU, RENHE))]
    analysis = analysed(own, *others)
    pool = groups_of(analysis)
    found = exclusions([], pool.pairs.near_names(XIQU), SourceRegister([SOURCE]), XIQU)
    (line,) = found
    (refusal,) = line.refusals
    assert (line.indicator, refusal.word) == ("城乡低保标准", "口径")
    assert [(party.name, party.text) for party in refusal.parties] == [
        ("农村低保标准", "攀枝花东区705"),
        ("", "仁和区706"),
    ]


def test_two_regions_refused_are_told_once() -> None:
    analysis = analysed(obs(BEDS, 50, "%", period="2020"), obs(BEDS, 60, "%", region=DONGQU, period="2024"))
    pool = groups_of(analysis)
    (line,) = exclusions(pool.of_indicator("nursing_bed_share"), [], SourceRegister([SOURCE]))
    (refusal,) = line.refusals
    assert (line.value, [party.text for party in refusal.parties]) == (
        "攀枝花西区50%（2020）",
        ["攀枝花东区60%（2024）"],
    )
    assert refusal.reason == "攀枝花市西区为2020年，攀枝花市东区为2024年，时点相差48个月，不作比较"
    assert refusal.nearest.endswith("时点更近的数可以比较")


def test_a_plot_holds_every_row_against_the_nation_of_its_own_year() -> None:
    analysis = analysed(*beds(50, 60, 40), obs(BEDS, 55, "%", region=YANBIAN, period="2023"))
    one = leading(groups_of(analysis), ["nursing_bed_share"], analysis.gaps)
    assert one is not None
    nations = {fact.observation.period: gap.benchmark.year for fact in one.facts if (gap := one.to_nation(fact))}
    assert nations == {"2024": 2024, "2023": 2023}
    assert one.target is not None
    assert one.target.year == 2025
    (figure,) = group_figures(one.group, analysis.gaps, SourceRegister([SOURCE]))
    assert sorted((b.kind, b.year) for b in figure.benchmarks) == [("actual", 2023), ("actual", 2024), ("target", 2025)]


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
        solid = Compared(group).solid
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
        if group.own is not None:
            told = comparison_section([Held(group.own, (), group)], MONTH, register)
            assert told is not None
            assert told.rulers is not None
            (row,) = (*told.rulers.judged, *told.rulers.beside)
            assert len(row.others) == len(group.shown) - 1
            assert ("▲" in row.standing or "▼" in row.standing or "＝" in row.standing) == bool(group.own_member)
            continue
        table = peers.groups_table([group], register)
        beside = {aside.fact.observation.id for aside in group.beside}
        for row in table.rows:
            if row.fact is not None and row.fact.observation.id in beside:
                assert row.verdict.startswith("○ 有条件")
                assert not re.search("[高低]", row.verdict)
