"""Stated ratios against counts and a population: the document's own, else the one counted nearest to their year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.comparison.checks.checkable import actual_levels, is_exact, subject
from briefing.comparison.denominators import COUNTED_AS, PEOPLE_NAMES, YearEnds, nearest
from briefing.comparison.normalisation import rounded_ratio
from briefing.config import Thresholds
from briefing.model import Fact, Reconciliation
from briefing.printing import numbers, periods
from briefing.reference.catalogue import by_id

_DRIFT_A_YEAR = 0.005  # by which a county's residents move in a year that lies between ratio and population


class _People(NamedTuple):
    """What a ratio is divided by, how it is printed, and how many years from the ratio it was counted."""

    number: int
    printed: str
    apart: int = 0


def per_capita(facts: Sequence[Fact], thresholds: Thresholds, ends: YearEnds) -> Iterator[Reconciliation]:
    """A stated ratio, in whatever form, against a stated count of the same thing at the same time and the population.

    A count of some of it (普惠托位) says something only where that of all is not stated.
    """
    levels = [fact for fact in actual_levels(facts) if not fact.observation.optional]
    counts = [f for f in levels if f.indicator.denominator is not None and f.recast is None and is_exact(f.observation)]
    whole = {fact.indicator.id for fact in counts}
    for fact in counts:
        source = by_id().get(fact.indicator.subset_of or "", fact.indicator)
        if source.id != fact.indicator.id and source.id in whole:
            continue
        ratio = next((f for f in levels if f.indicator.id == source.per_head and _same_time(f, fact)), None)
        people = _people(fact, source.denominator or "population", levels, ends) if ratio else None
        if ratio and people:
            yield _per_capita(fact, ratio, people, thresholds)


def _same_time(fact: Fact, other: Fact) -> bool:
    mine, theirs = fact.observation, other.observation
    return (mine.region, mine.period) == (theirs.region, theirs.period)


def _people(count: Fact, kind: str, levels: Sequence[Fact], ends: YearEnds) -> _People | None:
    """The population of the count's place: as its document states it for that time, else the nearest that is known."""
    for fact in levels:
        stated = fact.observation
        people = fact.indicator.name == COUNTED_AS[kind] or stated.indicator.endswith(PEOPLE_NAMES[kind])
        if people and _same_time(fact, count) and is_exact(stated) and stated.value:
            return _People(round(stated.value), f"{stated.indicator}{numbers.phrase(stated)}")
    observation = count.observation
    span = periods.span(observation.period)
    year = span.year if span else 0
    found = nearest(observation.region, kind, year, ends)
    if found is None:
        return None
    return _People(found.people, f"{found.name}{numbers.plain(found.people)}人", abs(found.year - year) if year else 0)


def _per_capita(count: Fact, ratio: Fact, people: _People, thresholds: Thresholds) -> Reconciliation:
    stated, counted, per = ratio.observation, count.observation, count.indicator.per
    value = rounded_ratio(counted.value, people.number, per)
    drift = thresholds.population_drift + _DRIFT_A_YEAR * people.apart
    passed = abs(value - stated.value) <= max(numbers.precision(stated), drift * stated.value)
    places = max(2, numbers.decimals(stated))
    line = (
        f"{subject(counted)}：{numbers.phrase(counted)}÷{people.printed}"
        f"×{numbers.plain(per)}={numbers.plain(value, places)}{counted.unit}"
    )
    told = numbers.phrase(ratio.stated) + (f"（折{numbers.phrase(stated)}）" if ratio.recast else "")
    if passed:
        return Reconciliation("per_capita", True, f"{line}，与原文{told}相符。", (ratio.stated, counted))
    text = f"{line}，与原文{told}不符"
    if stated.value and counted.value:
        implied = numbers.plain(counted.value / stated.value * per / 10_000, 2)
        why = f"，或原文比率不只计“{count.indicator.name}”" if count.indicator.subset_of else ""
        text += f"；按原文比率反推分母为{implied}万人，分母口径待核{why}"
    return Reconciliation("per_capita", False, f"{text}。", (ratio.stated, counted))
