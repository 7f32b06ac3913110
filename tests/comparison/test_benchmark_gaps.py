"""Facts meet only the target of their plan period and the actual of their year."""

import pytest

from briefing.comparison import analyse
from briefing.comparison.benchmark_gaps import difference, gaps, outcome
from briefing.errors import UnreadableInputError
from briefing.model import Benchmark, Comparability
from tests.comparison.builders import XIQU, ZIYANG, facts, obs

PLACES = "每千人口拥有3岁以下婴幼儿托位数"
KNOWN = [
    Benchmark(PLACES, 2025, 4.5, "个/千人", "target", "规划"),
    Benchmark(PLACES, 2024, 4.08, "个/千人", "actual", "公报"),
    Benchmark(PLACES, 2025, 4.73, "个/千人", "actual", "公报"),
    Benchmark("养老机构护理型床位占比", 2025, 55, "%", "target", "规划"),
    Benchmark("养老机构护理型床位占比", 2030, 73, "%", "target", "纲要"),
    Benchmark("城镇新增就业", 2025, 55_000_000, "人", "target", "规划", start_year=2021),
]


def held(observation):
    return [(g.benchmark.kind, g.benchmark.year, g.difference) for g in gaps(facts(observation), KNOWN)]


def test_a_fact_that_breaks_the_comparison_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, whole = obs(PLACES, 2.91, "个", period="2024-11-05"), obs(PLACES, 4.5, "个", period="2025-12-09")
    monkeypatch.setattr(
        "briefing.comparison.benchmark_gaps.difference",
        lambda fact, benchmark: difference(fact, benchmark) / (fact.observation.value != broken.value),
    )
    problems: list[UnreadableInputError] = []
    found = gaps(facts(broken, whole), KNOWN, problems)
    assert {gap.fact.observation.value for gap in found} == {4.5}
    assert ["与目标对照时出错（ZeroDivisionError" in str(problem) for problem in problems] == [True]


CASES = [
    (obs(PLACES, 2.91, "个", period="2024-11-05"), [("target", 2025, -1.59), ("actual", 2024, -1.17)]),
    (obs(PLACES, 4.5, "个", period="2025-12-09"), [("target", 2025, 0.0), ("actual", 2025, -0.23)]),
    (obs(PLACES, 2.5, "个", period="2020"), []),
    (obs(PLACES, 5.1, "个", period="2026-03"), [("actual", 2025, 0.37)]),  # of the year before, conditional
    (obs(PLACES, 5.1, "个", period="2028-03"), []),
    (obs(PLACES, 5.1, "个", period="2021/2023"), []),
    (obs(PLACES, 4.5, "个", period="2025", status="planned"), []),
    (obs(PLACES, 0.5, "个", period="2025", measure="change"), []),
    (obs(PLACES, 4.5, "个", period=None), []),
    (obs(PLACES, 4.5, "个", period="2025", region="100000"), []),
    (obs("护理型床位占比", 60.5, "%", period="2024"), [("target", 2025, 5.5)]),
    (obs("护理型床位占比", 60.5, "%", period="2027"), [("target", 2030, -12.5)]),
    (obs("城镇新增就业", 10800, period="2021"), []),
    (obs("普惠托位", 350, "个", period="2024"), []),
]


@pytest.mark.parametrize(("observation", "expected"), CASES)
def test_what_a_fact_is_held_against(observation, expected):
    assert held(observation) == expected


def test_a_difference_has_the_decimals_of_the_finer_of_the_two():
    (gap, _) = gaps(facts(obs(PLACES, 4.0, "个", text="4个", period="2024")), KNOWN)
    assert difference(gap.fact, gap.benchmark) == -0.5


def test_the_doubts_about_a_figure_go_with_its_gap():
    fact = facts(obs("患者满意度", 95, "%", region=ZIYANG))[0]
    benchmark = Benchmark("患者满意度", 2024, 90, "%", "actual", "公报", basis="按住院患者计算")
    (gap,) = gaps([fact], [benchmark])
    assert [c.code for c in gap.caveats] == ["R01", "R01"]
    assert "按住院患者计算" in gap.caveats[-1].text


def test_what_is_conditional_between_regions_is_conditional_against_the_nation():
    derived = analyse([], [obs("执业(助理)医师数", 505)]).gaps
    assert [(outcome(g), [c.text for c in g.conditions]) for g in derived] == [
        (Comparability.CONDITIONAL, ["分母为2020年普查", "机构服务不限于本地"])
    ] * len(derived)
    doubtful = analyse([], [obs(PLACES, 2.91, "个"), obs("普惠托位", 350, "个")]).gaps
    assert {c.text for g in doubtful for c in g.conditions} == {"勾稽待核"}
    survey = Benchmark("患者满意度", 2024, 90, "%", "actual", "公报")
    (satisfied,) = gaps(facts(obs("患者满意度", 95, "%")), [survey])
    assert [c.text for c in satisfied.conditions] == ["口径由各地自定"]
    assert {outcome(g) for g in analyse([], [obs(PLACES, 4.5, "个")]).gaps} == {Comparability.COMPARABLE}


def test_a_figure_that_is_counted_as_the_nations_needs_no_word_of_it():
    named = {name: analyse([], [obs(name, 100, "%")]).gaps for name in ("普惠性幼儿园覆盖率", "普惠性幼儿园在园幼儿")}
    bases = {
        name: {c.text for gap in found for c in gap.caveats if c.text.startswith("全国数")}
        for name, found in named.items()
    }
    assert bases == {"普惠性幼儿园覆盖率": {"全国数按在园幼儿计算。"}, "普惠性幼儿园在园幼儿": set()}


def test_a_month_knows_no_value_that_came_out_later():
    observations = [obs(PLACES, 4.5, "个", period="2024")]
    years = {m: [g.benchmark.year for g in analyse([], observations, month=m).gaps] for m in ("2025-07", "2025-08")}
    assert years == {"2025-07": [2025, 2023], "2025-08": [2025, 2024]}


def test_real_benchmarks_meet_real_names():
    found = gaps(facts(obs(PLACES, 2.91, "个", period="2024", region=XIQU)))
    assert {(g.benchmark.kind, g.benchmark.value) for g in found} == {("target", 4.5), ("actual", 4.08)}
