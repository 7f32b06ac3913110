"""On which side of an approximate figure the true value lies, as charts draw it."""

from __future__ import annotations

from briefing.model import Bound, Fact

_SIDES = {Bound.AT_LEAST: 1, Bound.AT_MOST: -1}


def truth(fact: Fact) -> int:
    """1 where the true value is above the printed one (余, 超), -1 below (近), 0 exact or not told."""
    return _SIDES.get(fact.observation.bound, 0)
