"""Shares of which one amount is stated: is there a whole number that gives them? What fits is possible, no more."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import (
    actual_levels,
    are_near,
    conclude_inferred,
    may_count,
    rounding_slack,
    share_stem,
    subject,
)
from briefing.comparison.stated_names import bare
from briefing.model import Fact, Observation, Reconciliation
from briefing.printing import numbers

_SHORTEST = 2  # characters of a name that tells what is counted


def implied(share: Observation, facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """The other amount of a share, where its numerator or the count it is a share of is stated near it."""
    stem = share_stem(share)
    counting = [f for f in actual_levels(facts) if may_count(f.observation, share)]
    part = next((f.observation for f in counting if bare(f.observation.indicator).endswith(stem)), None)
    whole = next((f.observation for f in counting if _ends_with(stem, f) and f.observation.value >= 1), None)
    if part is not None:
        named = bare(part.indicator) == stem  # else the count may be of something wider: only agreement means much
        found, sure = _whole_of(share, part), named and are_near(part, share)
    elif whole is not None and stem != bare(whole.indicator):
        found, sure = _part_of(share, whole), are_near(whole, share)
    else:
        return
    yield from (result for result in found if result.passed or sure)


def _ends_with(stem: str, count: Fact) -> bool:
    """Whether the thing whose share it is is named after the counted things, by their own or the catalogue's name."""
    names = {bare(count.observation.indicator)} | ({bare(count.indicator.name)} if count.indicator.listed else set())
    return any(stem.endswith(name) and len(name) > _SHORTEST for name in names)


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
