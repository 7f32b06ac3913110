"""Shares against the counts they are shares of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import (
    actual_levels,
    conclude,
    conclude_inferred,
    is_exact,
    is_of_a_place,
    may_count,
    rounding_slack,
    share_stem,
    subject,
)
from briefing.comparison.stated_names import bare
from briefing.model import Fact, Measure, Observation, Reconciliation
from briefing.printing import numbers

_SHORTEST = 2  # characters of a name that tells what is counted


def shares(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """A share against the count it is a share of, or the count that is its numerator: does a whole number fit?"""
    for fact in facts:
        share = fact.observation
        if share.measure is not Measure.SHARE or share.unit != "%" or not is_exact(share) or not 0 < share.value < 100:
            continue
        if not is_of_a_place(share):
            continue
        stem = share_stem(share)
        counting = [f for f in actual_levels(facts) if may_count(f.observation, share)]
        counts = [f.observation for f in counting]
        ratio = _named_ratio(share, stem, counts)
        if ratio is not None:
            yield ratio
            continue
        whole = next((f.observation for f in counting if _ends_with(stem, f) and f.observation.value >= 1), None)
        part = next((o for o in counts if bare(o.indicator).endswith(stem)), None)
        if part is not None:
            named = bare(part.indicator) == stem  # else the count may be of something wider: only agreement means much
            yield from (found for found in _whole_of(share, part) if found.passed or named)
        elif whole is not None and stem != bare(whole.indicator):
            yield from _part_of(share, whole)


def _ends_with(stem: str, count: Fact) -> bool:
    """Whether the thing whose share it is is named after the counted things, by their own or the catalogue's name."""
    names = {bare(count.observation.indicator)} | ({bare(count.indicator.name)} if count.indicator.listed else set())
    return any(stem.endswith(name) and len(name) > _SHORTEST for name in names)


def _named_ratio(share: Observation, stem: str, counts: Sequence[Observation]) -> Reconciliation | None:
    """X占Y比重 with both X and Y stated."""
    part_name, _, whole_name = stem.partition("占")
    by_name = {bare(o.indicator): o for o in counts}
    part, whole = by_name.get(part_name), by_name.get(whole_name)
    if part is None or whole is None or not whole.value or part.unit != whole.unit:
        return None
    places = numbers.decimals(share)
    value = 100 * part.value / whole.value
    slack = (
        rounding_slack(places) + 50 * (numbers.precision(part) + value / 100 * numbers.precision(whole)) / whole.value
    )
    passed = abs(value - share.value) <= slack
    text = f"{subject(share)}：{numbers.phrase(part)}÷{numbers.phrase(whole)}={numbers.plain(value, places)}%"
    return Reconciliation("share", passed, conclude(text, share, passed), (share, part, whole))


def _part_of(share: Observation, whole: Observation) -> Iterator[Reconciliation]:
    """Is there a whole numerator that gives the share of this count?"""
    places, n = numbers.decimals(share), whole.value
    if n >= 10 ** (places + 2):
        return  # some whole number always fits: the check says nothing
    part = round(n * share.value / 100)
    fits = abs(100 * part / n - share.value) <= rounding_slack(places)
    text = f"{subject(share)}：{numbers.plain(part)}÷{numbers.plain(n)}={numbers.plain(100 * part / n, places)}%"
    told = conclude_inferred(text, share, fits, f"分子{numbers.plain(part)}")
    yield Reconciliation("share", fits, told, (share, whole), inferred=True)


def _whole_of(share: Observation, part: Observation) -> Iterator[Reconciliation]:
    """Is there a whole denominator that gives the share with this numerator?"""
    places = numbers.decimals(share)
    near = 100 * part.value / share.value
    if near >= 10 ** (places + 2) or part.value < 1:
        return
    candidates = {math.floor(near), math.ceil(near)} - {0}
    whole = min(candidates, key=lambda n: abs(100 * part.value / n - share.value))
    fits = abs(100 * part.value / whole - share.value) <= rounding_slack(places)
    value = numbers.plain(100 * part.value / whole, places)
    text = f"{subject(share)}：{numbers.plain(part.value)}÷{numbers.plain(whole)}={value}%"
    told = conclude_inferred(text, share, fits, f"分母{numbers.plain(whole)}")
    yield Reconciliation("share", fits, told, (share, part), inferred=True)
