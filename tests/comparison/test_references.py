"""What stands beside a figure: the nearest targets, the values of its own places above, per head where only amounts
are known; never its own value, nor another province's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.comparison import analyse
from briefing.comparison.benchmark_gaps import gaps, is_timely, outcome
from briefing.comparison.denominators import nearest, year_ends
from briefing.composition.fixed_wordings import computation
from briefing.model import Benchmark, BenchmarkGap, Comparability, Fact, Level, Observation, Verdict
from briefing.reference.benchmarks import benchmarks
from briefing.reference.catalogue import by_name
from briefing.reference.divisions import ancestors, regions
from tests.comparison.builders import FENGJIE, XIQU, ZIYANG, document, facts, obs

SICHUAN, CHONGQING, CHENGDU, XIAN, NATION = "510000", "500000", "510100", "610100", "100000"


def _actual(indicator: str, year: int, value: float, unit: str, region: str, **fields: str) -> Benchmark:
    return Benchmark(indicator, year, value, unit, "actual", "年鉴", region, **fields)


KNOWN = (
    _actual("城镇化率", 2023, 59.49, "%", SICHUAN),
    _actual("城镇化率", 2022, 58.35, "%", SICHUAN),
    _actual("城镇化率", 2021, 57.82, "%", SICHUAN),
    _actual("城镇化率", 2023, 71.67, "%", CHONGQING),
    _actual("城镇化率", 2023, 66.16, "%", NATION),
    _actual("城镇化率", 2020, 43.5, "%", ZIYANG),
    _actual("居民人均可支配收入", 2023, 32514, "元/人", SICHUAN),
    _actual("教育支出", 2023, 194_923_000_000, "元", SICHUAN),
    _actual("教育支出", 2023, 3_967_660_000_000, "元", NATION, basis="为地方合计，不含中央本级"),
    _actual("医疗卫生机构床位数", 2023, 700_000, "张", SICHUAN),
    _actual("年末常住人口", 2023, 83_680_000, "人", SICHUAN),
    _actual("年末常住人口", 2023, 1_409_670_000, "人", NATION),
    Benchmark("养老机构护理型床位占比", 2025, 55, "%", "target", "国家规划", NATION),
    Benchmark("养老机构护理型床位占比", 2025, 60, "%", "target", "省规划", SICHUAN),
)


def _held(observation: Observation) -> list[tuple[str, int, float]]:
    return [(g.benchmark.region, g.benchmark.year, g.benchmark.value) for g in gaps(facts(observation), KNOWN)]


@pytest.mark.parametrize(
    ("observation", "expected"),
    [
        # its province, then the nation; its own prefecture where that has a value of the time
        (obs("城镇化率", 46.5, "%", period="2023", region=ZIYANG), [(SICHUAN, 2023, 59.49), (NATION, 2023, 66.16)]),
        (obs("城镇化率", 37.2, "%", period="2021", region="512021"), [(ZIYANG, 2020, 43.5), (SICHUAN, 2021, 57.82)]),
        # not another province's
        (obs("城镇化率", 50.1, "%", period="2023", region=FENGJIE), [(CHONGQING, 2023, 71.67), (NATION, 2023, 66.16)]),
        # never a place's own value
        (obs("城镇化率", 59.5, "%", period="2023", region=SICHUAN), [(NATION, 2023, 66.16)]),
        # the latest before, two years at most
        (obs("城镇化率", 47.5, "%", period="2025", region=ZIYANG), [(SICHUAN, 2023, 59.49), (NATION, 2023, 66.16)]),
        (obs("城镇化率", 48.5, "%", period="2026", region=ZIYANG), []),
        (obs("城镇化率", 41.5, "%", period="2020", region="513224"), []),
        # what adds up over a year is held against a year only
        (obs("居民人均可支配收入", 27846, "元", period="2023"), [(SICHUAN, 2023, 32514)]),
        (obs("居民人均可支配收入", 13846, "元", period="2023-01/2023-06"), []),
        (obs("居民人均可支配收入", 13846, "元", period="2023-06"), []),
        # of targets the nearest level's
        (obs("护理型床位占比", 60.5, "%", period="2024"), [(SICHUAN, 2025, 60)]),
        (obs("护理型床位占比", 60.5, "%", period="2024", region=FENGJIE), [(NATION, 2025, 55)]),
        # a stated ratio against one that is computed from the count
        (obs("每千人口医疗卫生机构床位数", 7.71, "张", period="2023"), [(SICHUAN, 2023, 8.37)]),
    ],
)
def test_what_stands_beside_a_figure(observation: Observation, expected: list[tuple[str, int, float]]) -> None:
    assert _held(observation) == expected


def test_a_value_of_a_year_before_is_a_condition_with_its_year() -> None:
    found = gaps(facts(obs("城镇化率", 47.5, "%", period="2024", region=ZIYANG)), KNOWN)
    assert [[c.text for c in gap.conditions] for gap in found] == [["年份不同"], ["年份不同"]]
    assert {outcome(gap) for gap in found} == {Comparability.CONDITIONAL}
    assert not any(map(is_timely, found))


def test_a_value_per_head_shows_what_it_was_computed_from() -> None:
    known = (*KNOWN, _actual("年末常住人口", 2023, 120_000, "人", XIQU))
    (fact,) = analyse([], [obs("教育支出", 285_000_000, "元", period="2023")]).derived
    (province, nation) = gaps([fact], known)
    made = province.benchmark.per_head
    assert made is not None
    assert (made.amount, made.people, made.people_name) == (194_923_000_000, 83_680_000, "常住人口（2023年末）")
    assert province.benchmark.value == 2329
    assert computation(made) == "1,949.23亿元÷常住人口（2023年末）8,368万人"
    assert any("为地方合计，不含中央本级" in caveat.text for caveat in nation.caveats)
    assert province.benchmark.source == "年鉴；年鉴"


def _gaps(*observations: Observation) -> list[BenchmarkGap]:
    return list(analyse([], observations).gaps)


def test_public_money_of_a_county_is_not_that_of_all_levels() -> None:
    county = _gaps(obs("教育支出", 285_000_000, "元", period="2021"))
    assert {"上级数含各级财政"} <= {c.text for gap in county for c in gap.conditions}
    province = _gaps(obs("教育支出", 194_923_000_000, "元", period="2023", region=SICHUAN))
    assert [(gap.benchmark.region, gap.conditions) for gap in province] == [(NATION, ())]


def test_the_nearest_count_of_people_is_taken() -> None:
    ends = year_ends([_actual("年末常住人口", year, 20_000_000 + year, "人", CHENGDU) for year in (2021, 2023)])
    near = {year: nearest(CHENGDU, "population", year, ends) for year in (2020, 2021, 2022, 2023, 2026)}
    assert {year: found.year for year, found in near.items() if found} == {
        2020: 2020,
        2021: 2021,
        2022: 2021,
        2023: 2023,
        2026: 2023,
    }
    assert near[2023] is not None
    assert (near[2023].name, near[2023].source) == ("常住人口（2023年末）", "年鉴")
    old = nearest(CHENGDU, "population_60_plus", 2023, ends)
    assert old is not None
    assert (old.year, old.name) == (2020, "60岁及以上人口（2020年普查）")
    assert nearest("653228", "population", 2023, ends) is None  # a county that was set up later


def _verdict(left: Observation, right: Observation) -> Verdict:
    found = [c for c in analyse([], [left, right]).comparisons if c.left.derivation or c.right.derivation]
    (comparison,) = found
    return comparison.verdict


@pytest.mark.parametrize(
    ("left", "right", "expected", "said"),
    [
        # both cities by their residents at the end of the year
        (
            obs("医疗卫生机构床位", 176_000, "张", period="2023", region=CHENGDU),
            obs("医疗卫生机构床位", 91_000, "张", period="2023", region=XIAN),
            Comparability.COMPARABLE,
            [],
        ),
        # the census is two years from the figures at most
        (
            obs("城镇新增就业", 10_800, period="2022", region="510703"),
            obs("城镇新增就业", 5_800, period="2022", region="512002"),
            Comparability.COMPARABLE,
            [],
        ),
        (
            obs("城镇新增就业", 10_800, period="2023", region="510703"),
            obs("城镇新增就业", 5_800, period="2023", region="512002"),
            Comparability.CONDITIONAL,
            ["R07 按常住人口（2020年普查）折算，分母年份与数据年份最多相差3年。"],
        ),
        # one by the census, one by the year's end
        (
            obs("城镇新增就业", 200_000, period="2022", region=CHENGDU),
            obs("城镇新增就业", 30_000, period="2022", region="510700"),
            Comparability.CONDITIONAL,
            ["R09 成都市按常住人口（2022年末）折算，绵阳市按常住人口（2020年普查）折算，分母口径不同。"],
        ),
        # official ratios rest on the residents at the year's end
        (
            obs("医疗卫生机构床位", 176_000, "张", period="2023", region=CHENGDU),
            obs("每千人口医疗卫生机构床位数", 6.9, "张", period="2023", region=XIAN),
            Comparability.COMPARABLE,
            [],
        ),
    ],
)
def test_a_denominator_of_the_time_makes_amounts_comparable(
    left: Observation, right: Observation, expected: Comparability, said: list[str]
) -> None:
    verdict = _verdict(left, right)
    assert (verdict.outcome, [f"{c.code} {c.text}" for c in verdict.reasons]) == (expected, said)
    assert verdict.reasons or any("折算" in note.text or note.code == "R12" for note in verdict.notes)


@pytest.mark.parametrize(
    ("people", "year"),
    [
        (obs("年末常住人口", 82_300, period="2023", region=XIQU), 2020),  # too far from the census
        (obs("年末常住人口", 129_400, period="2023", region=XIQU), 2023),
        (obs("全区常住人口", 129_400, period="2023-12-31", region=XIQU), 2023),
        (obs("年末常住人口", 129_400, period="2023-06", region=XIQU), 2020),
        (obs("年末常住人口", 129_400, period="2023", region=XIQU, bound="approx"), 2020),
        (obs("年末常住人口", 129_400, period="2023", region=XIQU, status="planned"), 2020),
        (obs("年末户籍人口", 129_400, period="2023", region=XIQU), 2020),
    ],
)
def test_what_a_document_says_of_its_residents_is_divided_by(people: Observation, year: int) -> None:
    made = analyse([document()], [people, obs("城镇新增就业", 800, period="2023")]).derived
    assert [fact.derivation.denominator_year for fact in made if fact.derivation] == [year]


def test_populations_that_came_out_later_are_not_known() -> None:
    jobs = obs("城镇新增就业", 200_000, period="2024", region=CHENGDU)
    years = {
        month: [f.derivation.denominator_year for f in analyse([], [jobs], month=month).derived if f.derivation]
        for month in ("2025-01", "2026-01")
    }
    assert years == {"2025-01": [2023], "2026-01": [2024]}


def test_a_figure_of_the_census_year_stands_beside_amounts_over_the_census() -> None:
    jobs = obs("城镇新增就业", 1_118_000, period="2020", region="330000")
    (fact,) = analyse([], [jobs]).derived
    (gap,) = gaps([fact])
    assert gap.benchmark.per_head is not None
    assert (gap.benchmark.region, gap.benchmark.per_head.people_name) == (NATION, "常住人口（2020年普查）")
    assert not gap.conditions


_NAMES = sorted({value.indicator for value in benchmarks()})
_PLACES = sorted(code for code, region in regions().items() if region.level is not Level.NATION)


@given(st.sampled_from(_NAMES), st.sampled_from(_PLACES), st.integers(2017, 2027), st.floats(0.5, 90))
def test_only_places_above_and_years_up_to_the_figures_stand_beside_it(
    name: str, place: str, year: int, value: float
) -> None:
    indicator = by_name()[name]
    observation = obs(name, round(value, 2), indicator.unit, period=str(year), region=place)
    for gap in gaps([Fact(observation, indicator, "name", 1.0)]):
        assert gap.benchmark.region in ancestors(place)
        if gap.benchmark.kind == "actual":
            assert 0 <= year - gap.benchmark.year <= 2
            assert is_timely(gap) == (year == gap.benchmark.year)
