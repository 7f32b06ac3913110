"""Amounts per head: divided by the people of the place, marked as derived, refused where their number is unsound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.comparison.denominators import PEOPLE_NAMES, YearEnds, nearest
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Derivation, Fact, Indicator, Measure, Observation, Status
from briefing.printing import numbers, periods
from briefing.reference.catalogue import by_id

_PER_NAMES = {1: "人均", 100: "每百", 1000: "每千", 10_000: "每万", 100_000: "每十万"}
_WHOLE = 1000  # ratios from here on have no decimals
_TWO_DECIMALS = 0.1  # from here on two, smaller ones three significant digits
_SURE = ("name", "alias", "pattern", "worded", "completed")


def per_head_indicator(indicator: Indicator) -> Indicator:
    """The ratio that belongs to an extensive indicator: the catalogue's own, or one named after it."""
    if indicator.per_head is not None:
        return by_id()[indicator.per_head]
    kind = (
        ""
        if indicator.per == 1 and indicator.denominator == "population"
        else PEOPLE_NAMES[indicator.denominator or ""]
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


def derive(
    facts: Iterable[Fact], problems: list[UnreadableInputError] | None = None, ends: YearEnds | None = None
) -> list[Fact]:
    """Per-head facts of the extensive ones with a sound denominator and no stated ratio of that place and year.

    `ends`: people at the end of years; without them only the census is known.
    Refused for what each place defines for itself (meal points of a street, meal points of a village).
    """
    facts, problems = list(facts), [] if problems is None else problems
    stated = {(f.indicator.id, f.observation.region, _year(f.observation)) for f in facts if f.indicator.intensive}
    derived = []
    for fact in facts:
        with fenced(fact.observation.document, "推算", problems):
            found = _derived(fact, ends or {})
            if found and (found.indicator.id, fact.observation.region, _year(fact.observation)) not in stated:
                derived.append(found)
    return derived


def _year(observation: Observation) -> int | None:
    found = periods.span(observation.period)
    return found.year if found else None


def _derived(fact: Fact, ends: YearEnds) -> Fact | None:
    indicator, observation = fact.indicator, fact.observation
    if indicator.intensive or indicator.denominator is None or fact.alignment not in _SURE:
        return None
    if observation.measure is not Measure.LEVEL or observation.status is not Status.ACTUAL or observation.optional:
        return None
    if observation.locality:
        return None  # its people are not those of the region
    year = _year(observation)
    divisor = None if year is None else nearest(observation.region, indicator.denominator, year, ends)
    if divisor is None:
        return None
    target = per_head_indicator(indicator)
    if indicator.local_definition or target.local_definition:
        return None  # what each place counts in its own way is not made to look alike by a denominator
    value = rounded_ratio(observation.value, divisor.people, indicator.per)
    if target.plausible and not target.plausible[0] <= value <= target.plausible[1]:
        return None
    upper = rounded_ratio(observation.upper, divisor.people, indicator.per) if observation.upper is not None else None
    text = numbers.amount(value, observation.unit, _places(value))
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
        recast=fact.recast,
        score=fact.score,
        narrowed=fact.narrowed,
        derivation=Derivation(observation, divisor.people, divisor.name, divisor.year, indicator.per, divisor.source),
    )


def rounded_ratio(numerator: float, people: int, per: int) -> float:
    """numerator / people × per to two decimals, whole from 1,000 on, three significant digits below 0.1."""
    value = numerator / people * per
    places = _places(value)
    return float(f"{value:.3g}") if places is None else round(value, places)


def _places(value: float) -> int | None:
    if value >= _WHOLE:
        return 0
    return 2 if value >= _TWO_DECIMALS else None
