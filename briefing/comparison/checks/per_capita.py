"""Stated ratios against counts and a population: the document's own, else that of the census."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.comparison.checks.checkable import actual_levels, check_words, is_exact, subject
from briefing.comparison.denominators import denominator, denominator_of
from briefing.comparison.normalisation import rounded_ratio
from briefing.config import Thresholds
from briefing.model import Fact, Reconciliation
from briefing.printing import numbers
from briefing.reference.catalogue import by_id


class _People(NamedTuple):
    """What a ratio is divided by, and how it is printed."""

    number: int
    printed: str


def per_capita(facts: Sequence[Fact], thresholds: Thresholds) -> Iterator[Reconciliation]:
    """A stated ratio against a stated count of the same thing at the same time and the population.

    A count of some of it (普惠托位) says something only where that of all is not stated.
    """
    levels = [fact for fact in actual_levels(facts) if not fact.observation.optional]
    counts = [fact for fact in levels if fact.indicator.denominator is not None and is_exact(fact.observation)]
    whole = {fact.indicator.id for fact in counts}
    for fact in counts:
        source = by_id().get(fact.indicator.subset_of or "", fact.indicator)
        if source.id != fact.indicator.id and source.id in whole:
            continue
        ratio = next((f for f in levels if f.indicator.id == source.per_head and _same_time(f, fact)), None)
        people = _people(fact, source.denominator or "population", levels) if ratio else None
        if ratio and people:
            yield _per_capita(fact, ratio, people, thresholds)


def _same_time(fact: Fact, other: Fact) -> bool:
    mine, theirs = fact.observation, other.observation
    return (mine.region, mine.period) == (theirs.region, theirs.period)


def _people(count: Fact, kind: str, levels: Sequence[Fact]) -> _People | None:
    """The population of the count's place: as its document states it for that time, else at the census."""
    for name in check_words()["populations"].get(kind, ()):
        for fact in levels:
            if fact.indicator.id == name and _same_time(fact, count) and fact.observation.value:
                stated = fact.observation
                return _People(round(stated.value), f"{stated.indicator}{numbers.phrase(stated)}")
    people = denominator(count.observation.region, kind)
    return _People(people, f"{denominator_of(count.indicator)}{numbers.plain(people)}人") if people else None


def _per_capita(count: Fact, ratio: Fact, people: _People, thresholds: Thresholds) -> Reconciliation:
    stated, counted, per = ratio.observation, count.observation, count.indicator.per
    value = rounded_ratio(counted.value, people.number, per)
    slack = max(numbers.precision(stated), thresholds.population_drift * stated.value)
    passed = abs(value - stated.value) <= slack
    places = max(2, numbers.decimals(stated))
    line = (
        f"{subject(counted)}：{numbers.phrase(counted)}÷{people.printed}"
        f"×{numbers.plain(per)}={numbers.plain(value, places)}{counted.unit}"
    )
    if passed:
        return Reconciliation("per_capita", True, f"{line}，与原文{numbers.phrase(stated)}相符。", (stated, counted))
    text = f"{line}，与原文{numbers.phrase(stated)}不符"
    if stated.value and counted.value:
        implied = numbers.plain(counted.value / stated.value * per / 10_000, 2)
        why = f"，或原文比率不只计“{count.indicator.name}”" if count.indicator.subset_of else ""
        text += f"；按原文比率反推分母为{implied}万人，分母口径待核{why}"
    text += "。"
    return Reconciliation("per_capita", False, text, (stated, counted))
