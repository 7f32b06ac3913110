"""Outcomes of many pairs at little cost: facts alike in everything a rule looks at get the same outcome.

A fact's profile is all that the rules see of it apart from its own region and value. Outcomes are computed once for two
profiles; containment of regions, which no profile shows, is for the caller to look up.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.comparison.computed_shares import is_computed
from briefing.comparison.denominators import rests_on_census
from briefing.comparison.durations import is_to_date
from briefing.comparison.verdicts import PROFILE_RULES, verdict
from briefing.config import Thresholds
from briefing.extraction.surroundings import USUAL
from briefing.model import Bound, Comparability, Fact, Indicator
from briefing.reference.catalogue import unit_families
from briefing.reference.divisions import province_of, regions

_CARRIED = ("R05", "R11", "R13", "R17")


class Judge:
    """Remembers the outcome of every two profiles it has met."""

    def __init__(self, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._numbers: dict[tuple[object, ...], int] = {}
        self._representatives: list[Fact] = []
        self._found: dict[tuple[int, int], tuple[Comparability, str]] = {}

    def profile(self, fact: Fact) -> int:
        """The number of the fact's profile."""
        key = (_traits(fact.indicator), _profile(fact))
        if key not in self._numbers:
            self._numbers[key] = len(self._representatives)
            self._representatives.append(fact)
        return self._numbers[key]

    def outcome(self, left: int, right: int) -> Comparability:
        """The outcome for facts of two profiles, neither of whose regions contains the other."""
        return self.finding(left, right)[0]

    def finding(self, left: int, right: int) -> tuple[Comparability, str]:
        """The outcome for facts of two profiles and the code of the gravest rule against it; empty for none."""
        key = (left, right) if left <= right else (right, left)
        if key not in self._found:
            mine, other = self._representatives[key[0]], self._representatives[key[1]]
            other = _of_indicator(other, mine.indicator)
            found = verdict(mine, other, self.thresholds, PROFILE_RULES)
            self._found[key] = found.outcome, found.reasons[0].code if found.reasons else ""
        return self._found[key]


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
        fact.alignment == "adhoc",
        fact.narrowed,
        is_computed(fact),
        fact.derivation and (fact.derivation.denominator_year, rests_on_census(fact)),
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
