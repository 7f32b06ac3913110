"""Stated ratios against counts and the census population."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import (
    actual_levels,
    subject,
)
from briefing.comparison.normalisation import denominator, denominator_of, rounded_ratio
from briefing.config import Thresholds
from briefing.model import Fact, Reconciliation
from briefing.printing import numbers
from briefing.reference.catalogue import by_id


def per_capita(facts: Sequence[Fact], thresholds: Thresholds) -> Iterator[Reconciliation]:
    """A stated ratio against a stated count of the same thing and the census population."""
    levels = actual_levels(facts)
    ratios = {(f.indicator.id, f.observation.region): f for f in levels if f.indicator.intensive}
    for fact in levels:
        source = by_id().get(fact.indicator.subset_of or "", fact.indicator)
        ratio = ratios.get((source.per_head or "", fact.observation.region))
        if ratio is None or fact.indicator.denominator is None or fact.observation.optional:
            continue
        people = denominator(fact.observation.region, source.denominator or "population")
        if people:
            yield _per_capita(fact, ratio, people, thresholds)


def _per_capita(count: Fact, ratio: Fact, people: int, thresholds: Thresholds) -> Reconciliation:
    stated, counted, per = ratio.observation, count.observation, count.indicator.per
    value = rounded_ratio(counted.value, people, per)
    slack = max(numbers.precision(stated), thresholds.population_drift * stated.value)
    passed = abs(value - stated.value) <= slack
    places = max(2, numbers.decimals(stated))
    line = (
        f"{subject(counted)}：{numbers.phrase(counted)}÷{denominator_of(count.indicator)}{numbers.plain(people)}人"
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
