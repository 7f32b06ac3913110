"""Outcomes of many pairs at little cost: facts alike in everything a rule looks at get the same outcome.

A fact's profile is all that the rules see of it apart from its own region and value. Outcomes are computed once for two
profiles; containment of regions, which no profile shows, is looked up for each pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from briefing.comparison.durations import is_to_date
from briefing.comparison.verdicts import PROFILE_RULES, verdict
from briefing.config import Thresholds
from briefing.extraction.surroundings import USUAL
from briefing.model import Bound, Comparability, Fact, Indicator
from briefing.printing import periods
from briefing.reference.catalogue import unit_families
from briefing.reference.divisions import ancestors, province_of, regions

_CARRIED = ("R05", "R11", "R13", "R17")


@dataclass(frozen=True, slots=True)
class Summary:
    """How many pairs there are, by outcome and by the codes of their reasons."""

    pairs: int
    outcomes: Mapping[Comparability, int]
    codes: Mapping[str, int]


class Judge:
    """Remembers the outcome of every two profiles it has met."""

    def __init__(self, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._numbers: dict[tuple[object, ...], int] = {}
        self._representatives: list[Fact] = []
        self._outcomes: dict[tuple[int, int], tuple[Comparability, tuple[str, ...]]] = {}

    def profile(self, fact: Fact) -> int:
        """The number of the fact's profile."""
        key = (_traits(fact.indicator), _profile(fact))
        if key not in self._numbers:
            self._numbers[key] = len(self._representatives)
            self._representatives.append(fact)
        return self._numbers[key]

    def outcome(self, left: int, right: int) -> tuple[Comparability, tuple[str, ...]]:
        """Outcome and codes for facts of two profiles, neither of whose regions contains the other."""
        key = (left, right) if left <= right else (right, left)
        if key not in self._outcomes:
            mine, other = self._representatives[key[0]], self._representatives[key[1]]
            found = verdict(mine, _of_indicator(other, mine.indicator), self.thresholds, PROFILE_RULES)
            self._outcomes[key] = (found.outcome, tuple(caveat.code for caveat in found.reasons))
        return self._outcomes[key]

    def count(self, group: Sequence[Fact], outcomes: Counter[Comparability], codes: Counter[str]) -> None:
        """Add the pairs of one indicator's facts to the counts."""
        if group[0].alignment == "adhoc":
            self._count_one_by_one(group, outcomes, codes)
            return
        members: dict[int, Counter[str]] = defaultdict(Counter)
        for fact in group:
            members[self.profile(fact)][fact.observation.region or ""] += 1
        present = {fact.observation.region or "" for fact in group}
        nested = any(above in present for place in present for above in ancestors(place))
        public = group[0].indicator.sensitivity == "public"
        ordered = list(members.items())
        for i, (mine, places) in enumerate(ordered):
            for other, others in ordered[i:]:
                total = _pairs_across(places, others, same=mine == other)
                if not total:
                    continue
                contained = _contained(places, others, same=mine == other) if nested else 0
                outcome, reasons = self.outcome(mine, other)
                outcomes[outcome] += total - contained
                outcomes[Comparability.NOT_COMPARABLE] += contained
                if public:  # else R15 has said all
                    codes["R06"] += contained
                for code in reasons:
                    codes[code] += total

    def _count_one_by_one(self, group: Sequence[Fact], outcomes: Counter[Comparability], codes: Counter[str]) -> None:
        """Indicators outside the catalogue are small, and R16 looks at their values."""
        for left, right in combinations(group, 2):
            if left.observation.region != right.observation.region:
                found = verdict(left, right, self.thresholds)
                outcomes[found.outcome] += 1
                codes.update({caveat.code for caveat in found.reasons})


def _of_indicator(fact: Fact, indicator: Indicator) -> Fact:
    """The fact as if it were of that indicator, which has the same traits."""
    if fact.indicator.id == indicator.id:
        return fact
    return replace(fact, indicator=indicator, reprints=())


def _traits(indicator: Indicator) -> tuple[object, ...]:
    """All that a rule looks at in an indicator whose facts are compared with one another."""
    return (
        indicator.kind,
        indicator.intensive,
        indicator.local_definition,
        indicator.sensitivity,
        indicator.regime,
        indicator.polarity == "neutral",
        indicator.family,
        indicator.also,
    )


def _profile(fact: Fact) -> tuple[object, ...]:
    observation = fact.observation
    region = observation.region or ""
    return (
        observation.measure,
        observation.status,
        _unit_class(fact),
        observation.period,
        regions()[region].level,
        observation.bound is Bound.EXACT and observation.upper is None,
        fact.alignment if fact.alignment in ("adhoc", "lexical") else "",
        fact.derivation is not None,
        fact.population or USUAL,
        tuple(caveat.code for caveat in fact.caveats if caveat.code in _CARRIED and caveat.mark != "改"),
        is_to_date(fact),
        province_of(region) if fact.indicator.regime else None,
    )


def _unit_class(fact: Fact) -> object:
    """The families of the indicator that the unit belongs to; the unit itself when it belongs to none."""
    families = (fact.indicator.family, *fact.indicator.also)
    found = tuple(name for name in families if name and fact.observation.unit in unit_families()[name].members)
    return found or fact.observation.unit


def _pairs_across(left: Counter[str], right: Counter[str], *, same: bool) -> int:
    """Pairs of facts of two groups (or within one) that are of different places."""
    shared = sum(left[place] * right[place] for place in left.keys() & right.keys())
    total = left.total() * right.total() - shared
    return total // 2 if same else total


def _contained(left: Counter[str], right: Counter[str], *, same: bool) -> int:
    """Pairs of a place and one that contains it."""
    pairs = ((left, right),) if same else ((left, right), (right, left))
    return sum(
        count * outer[above]
        for inner, outer in pairs
        for place, count in inner.items()
        for above in ancestors(place)
        if above in outer
    )


def last_month(fact: Fact) -> int | None:
    """The last month of the fact's period, None when unknown."""
    found = periods.span(fact.observation.period)
    return found.last if found else None
