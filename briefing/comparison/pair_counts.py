"""How many pairs of regions an indicator brings together, by what may be said of them; no pair is made for it.

Of two regions with several figures the best outcome counts. Regions whose figures are of the same kinds have the same
outcome with every other, so that pairs are counted, not looked at one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations_with_replacement, product

from briefing.comparison.pairing import Pairings
from briefing.comparison.verdicts import SEVERITY
from briefing.model import Comparability
from briefing.reference.divisions import ancestors

Kinds = frozenset[int]
_CONTAINED = (Comparability.NOT_COMPARABLE, "R06")


@dataclass(slots=True)
class PairCounts:
    """Pairs of regions by outcome, and the codes of the gravest rules against those that are not comparable; `best`:
    the best that may be said of each region."""

    outcomes: Counter[Comparability] = field(default_factory=Counter)
    reasons: dict[Comparability, Counter[str]] = field(default_factory=dict)
    best: dict[str, Comparability] = field(default_factory=dict)

    @property
    def comparable(self) -> int:
        """Pairs of which one may be called higher or lower."""
        return self.outcomes[Comparability.COMPARABLE]

    @property
    def beside(self) -> int:
        """Pairs that may only stand side by side."""
        return self.outcomes[Comparability.CONDITIONAL]

    @property
    def refused(self) -> int:
        """Pairs that are not compared."""
        return self.outcomes[Comparability.NOT_COMPARABLE]

    def codes(self, outcome: Comparability) -> Counter[str]:
        """The gravest rules against the pairs of an outcome, with their numbers of pairs."""
        return self.reasons.get(outcome, Counter())

    def _add(self, found: tuple[Comparability, str], number: int) -> None:
        outcome, code = found
        if number:
            self.outcomes[outcome] += number
        if number and code and outcome is not Comparability.COMPARABLE:
            self.reasons.setdefault(outcome, Counter())[code] += number

    def _tell(self, codes: Iterable[str], outcome: Comparability) -> None:
        for code in codes:
            if code not in self.best or SEVERITY[outcome] < SEVERITY[self.best[code]]:
                self.best[code] = outcome


def pair_counts(pairs: Pairings, indicator: str) -> PairCounts:
    """The pairs of regions of an indicator, counted."""
    places = _places(pairs, indicator)
    counts = PairCounts()
    inside = Counter(_contained(places))
    for mine, other in combinations_with_replacement(places, 2):
        among = len(places[mine])
        number = among * (among - 1) // 2 if mine is other else among * len(places[other])
        contained = inside[frozenset((mine, other))]
        found = min((pairs.of_kinds(*two) for two in product(mine, other)), key=lambda item: SEVERITY[item[0]])
        counts._add(found, number - contained)
        counts._add(_CONTAINED, contained)
        if number > contained:
            counts._tell((*places[mine], *places[other]), found[0])
    return counts


def _places(pairs: Pairings, indicator: str) -> dict[Kinds, list[str]]:
    """The regions by the kinds of figures that they have of an indicator."""
    kinds: dict[str, set[int]] = {}
    for fact in pairs.facts_of(indicator):
        kinds.setdefault(fact.observation.region or "", set()).add(pairs.kind(fact))
    places: dict[Kinds, list[str]] = {}
    for code, own in kinds.items():
        places.setdefault(frozenset(own), []).append(code)
    return places


def _contained(places: dict[Kinds, list[str]]) -> Iterator[frozenset[Kinds]]:
    """The kinds of every two regions of which one lies in the other."""
    kinds = {code: own for own, codes in places.items() for code in codes}
    for code, own in kinds.items():
        yield from (frozenset((own, kinds[above])) for above in ancestors(code) if above in kinds and above != code)
