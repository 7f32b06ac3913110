"""Each rule on pairs that it refuses, limits and lets pass."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.comparison.verdicts import RULES, verdict
from briefing.config import Thresholds
from briefing.model import Bound, Caveat, Comparability, Measure, Status
from tests.comparison.builders import (
    DONGQU,
    FENGJIE,
    FUCHENG,
    MIANYANG,
    XIQU,
    YANJIANG,
    ZIYANG,
    facts,
    obs,
)

OK, IF, NO = Comparability.COMPARABLE, Comparability.CONDITIONAL, Comparability.NOT_COMPARABLE
SHARE = "养老机构护理型床位占比"
INCOME, SPENDING = "城镇居民人均可支配收入", "民生支出占一般公共预算支出比重"
NEW_JOBS = "城镇新增就业"


def judged(left, right):
    found = verdict(*facts(left, right), Thresholds())
    return found.outcome, [caveat.code for caveat in found.reasons]


def share(**fields):
    return obs(SHARE, fields.pop("value", 60.5), "%", **fields)


CASES = [
    # left, right, outcome, codes that must be among the reasons
    ("counties, one year, one share", share(), share(region=FUCHENG), OK, []),
    ("住院率 is not 就诊率", obs("县域内住院率", 90, "%"), obs("县域内就诊率", 90, "%", region=FUCHENG), NO, ["R01"]),
    (
        "覆盖率 is not 参保率",
        obs("城乡居民基本养老保险覆盖率", 94, "%"),
        obs("城乡居民基本养老保险参保率", 95, "%", region=FUCHENG),
        NO,
        ["R01"],
    ),
    ("locally defined", obs("患者满意度", 95, "%"), obs("患者满意度", 96, "%", region=FUCHENG), IF, ["R01"]),
    ("target against actual", share(status="planned"), share(region=FUCHENG), NO, ["R02"]),
    ("rule against actual", share(status="rule"), share(region=FUCHENG), NO, ["R02"]),
    ("two targets", share(status="planned"), share(region=FUCHENG, status="planned"), IF, ["R02"]),
    (
        "two standards",
        obs("城市低保标准", 700, "元/月", status="rule"),
        obs("城市低保标准", 720, "元/月", status="rule", region=FUCHENG),
        OK,
        [],
    ),
    (
        "a year against three",
        obs(NEW_JOBS, 10800, text="1.08万人", region=FUCHENG, period="2021"),
        obs(NEW_JOBS, 24000, text="2.4万余人", bound="ge", region=FENGJIE, period="2022/2024"),
        NO,
        ["R03", "R07"],
    ),
    (
        "a quarter against another",
        obs(NEW_JOBS, 1, period="2024-01/2024-03"),
        obs(NEW_JOBS, 1, period="2024-04/2024-06", region=FUCHENG),
        NO,
        ["R03"],
    ),
    (
        "an amount since nobody says when",
        obs(NEW_JOBS, 1, period="2024-11-05"),
        obs(NEW_JOBS, 1, period="2024", region=FUCHENG),
        NO,
        ["R03"],
    ),
    (
        "an income of nine months against one of a year",
        obs(INCOME, 33120, "元", period="2024-01/2024-09"),
        obs(INCOME, 47820, "元", period="2024", region=FUCHENG),
        NO,
        ["R03"],
    ),
    (
        "incomes of the same nine months",
        obs(INCOME, 33120, "元", period="2024-01/2024-09"),
        obs(INCOME, 37820, "元", period="2024-01/2024-09", region=FUCHENG),
        OK,
        [],
    ),
    (
        "the growth of nine months against that of a year",
        obs(INCOME, 4.8, "%", measure="change", period="2024-01/2024-09"),
        obs(INCOME, 4.8, "%", measure="change", region=FUCHENG),
        NO,
        ["R03"],
    ),
    (
        "a share of nine months against one of a year",
        obs(SPENDING, 71, "%", period="2024-01/2024-09"),
        obs(SPENDING, 73, "%", region=FUCHENG),
        IF,
        ["R03"],
    ),
    ("twelve months", share(period="2023-12"), share(period="2024-12", region=FUCHENG), OK, []),
    ("thirteen months", share(period="2023-11"), share(period="2024-12", region=FUCHENG), IF, ["R04"]),
    ("twenty-five months", share(period="2022-11"), share(period="2024-12", region=FUCHENG), NO, ["R04"]),
    ("two plan periods", share(period="2025-12"), share(period="2026-02", region=FUCHENG), IF, ["R04"]),
    ("no time", share(period=None), share(region=FUCHENG), NO, ["R04"]),
    ("city and district, share", share(region=ZIYANG), share(), IF, ["R05"]),
    ("city and district, amount", obs("三级医院", 10, "家", region=ZIYANG), obs("三级医院", 1, "家"), NO, ["R05"]),
    ("district of the city", share(region=ZIYANG), share(region=YANJIANG), NO, ["R06"]),
    ("beds as such", obs("养老机构床位", 811, "张"), obs("养老机构床位", 900, "张", region=DONGQU), NO, ["R07"]),
    ("schools have no denominator", obs("幼儿园", 16, "所"), obs("幼儿园", 20, "所", region=DONGQU), NO, ["R07"]),
    (
        "over and over",
        share(value=62, bound="ge", text="62%以上"),
        share(value=65, bound="ge", text="65%以上", region=FUCHENG),
        IF,
        ["R10"],
    ),
    ("over against exact", share(value=62, bound="ge", text="超过62%"), share(value=55, region=FUCHENG), IF, ["R10"]),
    ("ranks", obs(SHARE, 2, "位", measure="rank"), obs(SHARE, 3, "位", measure="rank", region=FUCHENG), NO, ["R14"]),
    ("examinations", obs("本科上线率", 65, "%"), obs("本科上线率", 66, "%", region=DONGQU), NO, ["R15"]),
    ("growth against level", obs(NEW_JOBS, 10, "%", measure="change"), obs(NEW_JOBS, 800, region=FUCHENG), NO, ["R18"]),
    (
        "growth against growth",
        obs(NEW_JOBS, 10, "%", measure="change"),
        obs(NEW_JOBS, 8, "%", measure="change", region=FUCHENG),
        IF,
        ["R18"],
    ),
    ("distance to something", obs(SHARE, 6, "个百分点", measure="gap"), share(region=FUCHENG), NO, ["R18"]),
]


@pytest.mark.parametrize(("left", "right", "outcome", "codes"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_pair(left, right, outcome, codes):
    found, reasons = judged(left, right)
    assert found is outcome, reasons
    assert set(codes) <= set(reasons)
    if not codes:
        assert reasons == []


def test_units_that_count_different_things_are_refused():
    left, right = facts(obs("法律援助案件", 5, "件"), obs("法律援助案件", 5, "件", region=FUCHENG))
    other = facts(obs("法律援助案件", 5, "人", region=FUCHENG))[0]
    assert "R08" not in [c.code for c in verdict(left, right, Thresholds()).reasons]
    mixed = type(right)(other.observation, right.indicator, "name", 1.0)
    assert "R08" in [c.code for c in verdict(left, mixed, Thresholds()).reasons]


@pytest.mark.parametrize(
    ("code", "mark", "outcome"),
    [("R05", "异", IF), ("R11", "小", NO), ("R13", "核", IF), ("R17", "核", IF), ("R17", "改", OK)],
)
def test_what_a_figure_carries_limits_its_pairs(code, mark, outcome):
    left, right = facts(share(), share(region=FUCHENG))
    marked = type(left)(left.observation, left.indicator, "name", 1.0, (Caveat(code, mark, "…"),))
    assert verdict(marked, right, Thresholds()).outcome is outcome


def test_a_reprint_is_not_compared_with_its_original():
    left, right = facts(share(start=7), share(region=FUCHENG))
    folded = type(right)(right.observation, right.indicator, "name", 1.0, (), (left.observation,))
    assert [c.code for c in verdict(left, folded, Thresholds()).reasons] == ["R16"]


def test_vague_figures_that_overlap_cannot_be_told_apart():
    left, right = facts(share(value=62, bound="ge", text="62%以上"), share(value=65, text="65%", region=FUCHENG))
    assert "难分高低" in verdict(left, right, Thresholds()).reasons[0].text


def test_no_polarity_is_noted_but_not_held_against_a_pair():
    left, right = facts(obs("60岁以上人口占比", 20, "%"), obs("60岁以上人口占比", 21, "%", region=FUCHENG))
    found = verdict(left, right, Thresholds())
    assert (found.outcome, [c.code for c in found.notes]) == (OK, ["R12"])


def test_thresholds_are_the_configured_ones():
    pair = facts(share(period="2023-11"), share(period="2024-12", region=FUCHENG))
    assert verdict(*pair, Thresholds(comparable_months=13)).outcome is OK
    assert verdict(*pair, Thresholds(conditional_months=12)).outcome is NO


def test_refusals_stand_before_conditions():
    found = verdict(*facts(share(region=ZIYANG, period="2020"), share(period="2024")), Thresholds())
    assert [c.code for c in found.reasons] == ["R04", "R05"]


def test_there_is_a_function_for_every_rule():
    said = {(rule.__doc__ or "")[:3] for rule in RULES}
    assert said == {f"R{number:02}" for number in range(1, 19)}


observations = st.builds(
    lambda name, value, region, period, bound, status: obs(
        name, value, "%", region=region, period=period, bound=bound, status=status
    ),
    st.sampled_from([SHARE, "县域内住院率", "患者满意度"]),
    st.integers(1, 99),
    st.sampled_from([XIQU, FUCHENG, FENGJIE, ZIYANG, YANJIANG, MIANYANG]),
    st.sampled_from(["2021", "2024", "2024-11-05", "2022/2024", None]),
    st.sampled_from([b.value for b in Bound]),
    st.sampled_from([s.value for s in Status]),
)


@given(observations, observations)
def test_a_verdict_does_not_depend_on_the_order(left, right):
    one, other = verdict(*facts(left, right), Thresholds()), verdict(*facts(right, left), Thresholds())
    assert one.outcome is other.outcome
    assert {c.code for c in one.reasons} == {c.code for c in other.reasons}


@given(observations, observations)
def test_only_actual_levels_are_ever_fully_comparable(left, right):
    if verdict(*facts(left, right), Thresholds()).outcome is OK:
        assert left.status is right.status
        assert Measure.CHANGE not in (left.measure, right.measure)
        assert left.period is not None and right.period is not None


def test_a_name_that_leaves_something_out_is_compared_with_a_reservation():
    whole, other = facts(share(), share(region=FUCHENG))
    part, alike = replace(other, narrowed=frozenset({"公办"})), replace(whole, narrowed=frozenset({"公办"}))
    found = verdict(whole, part, Thresholds())
    assert (found.outcome, [caveat.code for caveat in found.reasons]) == (IF, ["R01"])
    assert verdict(alike, part, Thresholds()).outcome is OK
