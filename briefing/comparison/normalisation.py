"""Amounts per head: divided by the census population of the place, marked as derived, refused where that is unsound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.errors import UnreadableInputError, fenced
from briefing.model import Derivation, Fact, Indicator, Measure, Observation, Status
from briefing.printing import numbers, periods
from briefing.reference.catalogue import by_id
from briefing.reference.population import population

CENSUS_YEAR = 2020
_DENOMINATOR_NAMES = {
    "population": "常住人口",
    "population_60_plus": "60岁及以上人口",
    "population_65_plus": "65岁及以上人口",
    "population_0_14": "0—14岁人口",
}
_PER_NAMES = {1: "人均", 100: "每百", 1000: "每千", 10_000: "每万", 100_000: "每十万"}
_TWO_DECIMALS = 0.1  # ratios from here on have two decimals, smaller ones three significant digits
_SURE = ("name", "alias", "pattern", "worded", "completed")


def denominator_of(indicator: Indicator) -> str:
    """The printed name of an indicator's denominator: 常住人口（2020年普查）."""
    return f"{_DENOMINATOR_NAMES[indicator.denominator or 'population']}（{CENSUS_YEAR}年普查）"


def denominator(region: str | None, kind: str) -> int | None:
    """People of that kind in the region at the census; None where there is no sound figure."""
    if denominator_refusal(region, kind):
        return None
    found = population(region or "")
    assert found is not None  # denominator_refusal has made sure
    return _count(found, kind)


def denominator_refusal(region: str | None, kind: str) -> str:
    """Why figures of a region may not be divided by its census population; empty when they may."""
    found = population(region) if region else None
    if found is None:
        return "没有2020年普查人口"
    if not found.reliable:
        return f"的普查人口不宜作分母（{found.note}）"
    if not _count(found, kind):
        return f"没有{_DENOMINATOR_NAMES[kind]}的普查数"
    return ""


def _count(found: object, kind: str) -> int | None:
    field = {"population": "total"}.get(kind, kind.replace("population", "age"))
    value = getattr(found, field)
    return value if value is None else int(value)


def per_head_indicator(indicator: Indicator) -> Indicator:
    """The ratio that belongs to an extensive indicator: the catalogue's own, or one named after it."""
    if indicator.per_head is not None:
        return by_id()[indicator.per_head]
    kind = (
        ""
        if indicator.per == 1 and indicator.denominator == "population"
        else _DENOMINATOR_NAMES[indicator.denominator or ""]
    )
    return replace(
        indicator,
        id=f"{indicator.id}@per_head",
        name=f"{_PER_NAMES.get(indicator.per, f'每{indicator.per}')}{kind}{indicator.name}",
        intensive=True,
        denominator=None,
        aliases=(),
        patterns=(),
        subset_of=None,
    )


def derive(facts: Iterable[Fact], problems: list[UnreadableInputError] | None = None) -> list[Fact]:
    """Per-head facts of the extensive ones with a sound denominator and no stated ratio of that place and year.

    Refused for what each place defines for itself (meal points of a street, meal points of a village).
    """
    facts, problems = list(facts), [] if problems is None else problems
    stated = {(f.indicator.id, f.observation.region, _year(f.observation)) for f in facts if f.indicator.intensive}
    derived = []
    for fact in facts:
        with fenced(fact.observation.document, "推算", problems):
            found = _derived(fact)
            if found and (found.indicator.id, fact.observation.region, _year(fact.observation)) not in stated:
                derived.append(found)
    return derived


def _year(observation: Observation) -> int | None:
    found = periods.span(observation.period)
    return found.year if found else None


def _derived(fact: Fact) -> Fact | None:
    indicator, observation = fact.indicator, fact.observation
    if indicator.intensive or indicator.denominator is None or fact.alignment not in _SURE:
        return None
    if observation.measure is not Measure.LEVEL or observation.status is not Status.ACTUAL or observation.optional:
        return None
    if observation.locality:
        return None  # its people are not those of the region
    people = denominator(observation.region, indicator.denominator)
    if people is None or _year(observation) is None:
        return None
    target = per_head_indicator(indicator)
    if indicator.local_definition or target.local_definition:
        return None  # what each place counts in its own way is not made to look alike by a denominator
    value = rounded_ratio(observation.value, people, indicator.per)
    if target.plausible and not target.plausible[0] <= value <= target.plausible[1]:
        return None
    upper = rounded_ratio(observation.upper, people, indicator.per) if observation.upper is not None else None
    text = numbers.amount(value, observation.unit, 2 if value >= _TWO_DECIMALS else None)
    return Fact(
        observation=replace(
            observation,
            text=text,
            bound_word=numbers.bound_word(observation),
            indicator=target.name,
            value=value,
            upper=upper,
            aliases=(),
            part_of=None,
        ),
        indicator=target,
        alignment="derived",
        score=fact.score,
        derivation=Derivation(observation, people, denominator_of(indicator), CENSUS_YEAR, indicator.per),
    )


def rounded_ratio(numerator: float, people: int, per: int) -> float:
    """numerator / people × per to two decimals, three significant digits below 0.1."""
    value = numerator / people * per
    if value >= _TWO_DECIMALS:
        return round(value, 2)
    return float(f"{value:.3g}")
