"""The indicator that a name outside the catalogue may mean, for people to decide: never an alignment by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.comparison.alignment import agrees
from briefing.comparison.folded_names import folded
from briefing.comparison.likeness import likeness_in_pairs
from briefing.model import Indicator, Observation

_LEAST_LIKENESS = 0.4  # below, two names have little more than an ending in common


@dataclass(frozen=True, slots=True)
class Proposal:
    """An indicator that a stated name is like (0 to 1), and the words that it has besides and lacks."""

    indicator: Indicator
    likeness: float
    more: tuple[str, ...]
    fewer: tuple[str, ...]


def proposal(observation: Observation, indicators: Iterable[Indicator]) -> Proposal | None:
    """The indicator whose names are most like the stated one and whose unit fits; None where none is like it."""
    own = folded(observation.indicator, observation.region)
    alike = [
        (likeness_in_pairs(own, known), indicator, known)
        for indicator in indicators
        if agrees(indicator, observation)
        for known in {folded(name) for name in (indicator.name, *indicator.aliases)}
    ]
    best = max(alike, key=lambda found: (found[0], found[1].id, found[2]), default=None)
    if best is None or best[0] < _LEAST_LIKENESS:
        return None
    return Proposal(best[1], best[0], *_differences(own, best[2]))


def _differences(own: str, known: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stretches that the stated name alone has, and those that the known one alone has."""
    changed = [code for code in SequenceMatcher(None, own, known, False).get_opcodes() if code[0] != "equal"]
    more = tuple(own[start:end] for _, start, end, _, _ in changed if end > start)
    return more, tuple(known[start:end] for *_, start, end in changed if end > start)
