"""What one rule of comparability says of a pair: the outcome it allows at best, its code and a Chinese sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.config import Thresholds
from briefing.model import Caveat, Comparability, Fact
from briefing.reference.divisions import full_name


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a pair."""

    outcome: Comparability
    caveat: Caveat


Rule = Callable[[Fact, Fact, Thresholds], Finding | None]


def refused(code: str, mark: str, text: str) -> Finding:
    """That a pair may not be compared, and why."""
    return Finding(Comparability.NOT_COMPARABLE, Caveat(code, mark, text))


def conditional(code: str, mark: str, text: str) -> Finding:
    """That a pair stands side by side, no more, and why."""
    return Finding(Comparability.CONDITIONAL, Caveat(code, mark, text))


def place_of(fact: Fact) -> str:
    """The place of a fact as a reason names it."""
    return full_name(fact.observation.region) if fact.observation.region else "地区不详"
