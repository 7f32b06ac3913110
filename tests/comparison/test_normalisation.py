"""Amounts per head: computed from the census, marked, and refused where that is unsound."""

import pytest

from briefing.comparison.denominators import denominator_refusal
from briefing.comparison.normalisation import derive, rounded_ratio
from briefing.reference.population import population, populations
from tests.comparison.builders import DONGQU, XIQU, facts, obs


def derived(*observations):
    return derive(facts(*observations))


def test_physicians_per_thousand_of_the_census():
    (fact,) = derived(obs("执业(助理)医师数", 505))
    people = population(XIQU).total
    assert fact.indicator.id == "physicians_per_1000"
    assert fact.observation.value == pytest.approx(505 / people * 1000, abs=0.005)
    assert (fact.derivation.numerator.value, fact.derivation.denominator) == (505, people)
    assert fact.alignment == "derived"


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("养老机构床位", "elderly_institution_beds_per_1000"),
        ("护理型床位", "nursing_beds@per_head"),  # a part of those beds: the name of them all is not theirs
    ],
)
def test_beds_for_the_old_are_per_thousand_of_the_old(name, indicator):
    (fact,) = derived(obs(name, 811, "张"))
    assert fact.derivation.denominator == population(XIQU).age_60_plus
    assert fact.indicator.id == indicator


def test_a_bound_stays_a_bound():
    (fact,) = derived(obs("城镇新增就业", 24000, text="2.4万余人", bound="ge"))
    assert fact.observation.bound == "ge"


@pytest.mark.parametrize(
    "observation",
    [
        obs("执业(助理)医师数", 505, region=None),
        obs("执业(助理)医师数", 505, period=None),
        obs("执业(助理)医师数", 505, status="planned"),
        obs("执业(助理)医师数", 505, optional=True),
        obs("执业(助理)医师数", 50, measure="change"),
        obs("执业(助理)医师数", 3),  # one clinic's: far out of range for a region
        obs("每千人口执业(助理)医师数", 3.9),
        obs("幼儿园", 16, "所"),  # no denominator is customary
        obs("走访慰问", 16, "人"),
    ],
)
def test_what_is_not_divided(observation):
    assert derived(observation) == []


def test_a_stated_ratio_is_preferred_to_a_computed_one():
    assert derived(obs("执业(助理)医师数", 505), obs("每千人口执业(助理)医师数", 3.8)) == []
    assert len(derived(obs("执业(助理)医师数", 505), obs("每千人口执业(助理)医师数", 3.8, region=DONGQU))) == 1


def test_a_region_whose_territory_changed_is_refused_with_the_reason():
    changed = next(p for p in populations().values() if p.refusal == "boundary")
    assert "不宜作分母" in denominator_refusal(changed.code, "population")
    assert derived(obs("执业(助理)医师数", changed.total / 300, region=changed.code)) == []


def test_a_region_that_was_not_counted_is_refused():
    assert denominator_refusal("659013", "population") == "没有2020年普查人口"
    assert denominator_refusal(None, "population")


@pytest.mark.parametrize(
    ("numerator", "people", "per", "value"),
    [(505, 129406, 1000, 3.9), (1, 2_000_000, 100_000, 0.05), (7, 2_308_631, 1000, 0.00303)],
)
def test_rounding(numerator, people, per, value):
    assert rounded_ratio(numerator, people, per) == value
