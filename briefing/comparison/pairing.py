"""Every pair of figures that an indicator brings together, each with its verdict.

The pairs of a large corpus are tens of millions, so they are made as they are asked for: iterate, ask for a region's or
an indicator's, or take the `headline` pairs a reader wants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from heapq import nsmallest
from itertools import combinations, islice, product
from operator import itemgetter
from typing import overload

from briefing.comparison.judging import Judge
from briefing.comparison.likeness import likeness
from briefing.comparison.stated_names import spelling
from briefing.comparison.unit_forms import are_of_one_size
from briefing.comparison.verdicts import SEVERITY, verdict
from briefing.config import Thresholds
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Comparability, Comparison, Fact, Measure, Sector, Verdict
from briefing.printing import periods
from briefing.reference.divisions import lies_in, regions

_KEPT_PAIRS = 50_000  # up to so many pairs are kept once made
_SHORTEST_TAIL = 4  # characters of a name that may be another's cut short
_ALIKE = 0.4  # share of common characters of two names that a reader could take for one
_MUCH_ALIKE = 0.6
_FAR = 10_000  # months between figures one of which has no time
Rank = tuple[int, int, int]


class Pairings(Sequence[Comparison]):
    """The pairs of facts of one indicator in different regions, and of near names the catalogue calls different.

    A pair on which the rules break is left out; its indicator is told among the `problems`.
    """

    def __init__(
        self, facts: Iterable[Fact], thresholds: Thresholds, problems: list[UnreadableInputError] | None = None
    ) -> None:
        self._thresholds = thresholds
        self._problems = [] if problems is None else problems
        self._judge = Judge(thresholds)
        self._by_indicator: dict[str, list[Fact]] = defaultdict(list)
        facts = tuple(facts)
        for fact in facts:
            if takes_part(fact):
                self._by_indicator[fact.indicator.id].append(fact)
        self._short = tuple(self._short_names(facts))
        self._places = {name: {f.observation.region for f in group} for name, group in self._by_indicator.items()}
        self._near = tuple(self._near_names())
        self._kinds: dict[tuple[str, str], int] = {}
        self._made: tuple[Comparison, ...] | None = None
        self._length: int | None = None

    def _near_names(self) -> Iterator[tuple[str, str]]:
        """Pairs of present indicators that the catalogue says are not the same, each once."""
        seen = set()
        for name, group in self._by_indicator.items():
            for other in group[0].indicator.not_same_as:
                key = (min(name, other), max(name, other))
                if other in self._by_indicator and key not in seen:
                    seen.add(key)
                    yield key

    def _short_names(self, facts: Iterable[Fact]) -> Iterator[tuple[str, Fact]]:
        """Indicators with facts outside the catalogue that a reader would look for beside them, because their name is
        the indicator's cut short (签约人数 beside 重点人群签约人数)."""
        tails: dict[tuple[str, Sector], list[str]] = defaultdict(list)
        for name, group in self._by_indicator.items():
            own, sector = spelling(group[0].indicator.name), group[0].indicator.sector
            if group[0].indicator.listed:
                for length in range(_SHORTEST_TAIL, len(own)):
                    tails[own[-length:], sector].append(name)
        for fact in facts:
            if fact.alignment == "unlisted" and has_place(fact):
                for name in tails.get((spelling(fact.observation.indicator), fact.indicator.sector), ()):
                    yield name, fact

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(1 for _ in self._pairs()) if self._made is None else len(self._made)
        return self._length

    def __iter__(self) -> Iterator[Comparison]:
        if self._made is None:
            first = tuple(islice(self._comparisons(self._pairs()), _KEPT_PAIRS))
            if len(first) == _KEPT_PAIRS:
                return self._comparisons(self._pairs())
            self._made = first
        return iter(self._made)

    @overload
    def __getitem__(self, index: int) -> Comparison: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Comparison, ...]: ...
    def __getitem__(self, index: int | slice) -> Comparison | tuple[Comparison, ...]:
        if isinstance(index, slice) or index < 0:
            return tuple(self)[index]
        found = next(islice(iter(self), index, None), None)
        if found is None:
            raise IndexError(index)
        return found

    def of_region(self, code: str) -> list[Comparison]:
        """The comparisons that a region takes part in."""
        return list(self._comparisons(self._pairs(code)))

    def of_indicator(self, indicator: str) -> list[Comparison]:
        """The comparisons of one indicator, by identifier."""
        return list(self._comparisons(_across(self._by_indicator.get(indicator, ()))))

    def near_names(self, code: str | None = None) -> list[Comparison]:
        """The refused pairs of near names, of all regions or of one."""
        return list(self._comparisons(self._across_names(code)))

    def outcomes_of(self, indicator: str) -> set[Comparability]:
        """Which outcomes occur among the pairs of an indicator."""
        found = set[Comparability]()
        for left, right in _across(self._by_indicator.get(indicator, ())):
            with self._around(left):
                found.add(self.outcome(left, right))
        return found

    def headline(
        self,
        code: str | None = None,
        sectors: Collection[Sector] | None = None,
        but: Collection[str] = (),
        most: int | None = None,
    ) -> list[Comparison]:
        """For each indicator and two regions (one of them `code`) the pair a reader wants, made only once chosen.

        `but`: identifiers of indicators that are left out; `most`: only so many pairs an indicator, the best first.
        """
        best: dict[tuple[str, str, str], tuple[Rank, Fact, Fact]] = {}
        for left, right in self._pairs(code):
            if left.indicator.id in but or (sectors is not None and left.indicator.sector not in sectors):
                continue
            mine, other = sorted((left.observation.region or "", right.observation.region or ""))
            key = (left.indicator.id, mine, other)
            with self._around(left):
                rank = _rank(self.outcome(left, right), left, right)
                if key not in best or rank < best[key][0]:
                    best[key] = (rank, left, right)
        found = best.values() if most is None else _best_of_each(best, most)
        return list(self._comparisons((left, right) for _, left, right in found))

    def indicators(self) -> tuple[str, ...]:
        """The identifiers of the indicators with facts, in order of first appearance."""
        return tuple(self._by_indicator)

    def facts_of(self, indicator: str) -> tuple[Fact, ...]:
        """The facts of an indicator that enter comparison, in order."""
        return tuple(self._by_indicator.get(indicator, ()))

    def outcome(self, left: Fact, right: Fact) -> Comparability:
        """The outcome of a pair of facts of different regions, without its sentences."""
        if left.indicator.id != right.indicator.id:
            return Comparability.NOT_COMPARABLE
        mine, other = left.observation.region or "", right.observation.region or ""
        if lies_in(mine, other) or lies_in(other, mine):
            return Comparability.NOT_COMPARABLE
        return self._judge.outcome(self.kind(left), self.kind(right))

    def allows(self, left: Fact, right: Fact) -> bool:
        """Whether two facts of different regions may stand side by side, with or without a condition."""
        return self.outcome(left, right) is not Comparability.NOT_COMPARABLE

    def verdict(self, left: Fact, right: Fact) -> Verdict:
        """The outcome of a pair of facts with every reason."""
        return verdict(left, right, self._thresholds)

    def kind(self, fact: Fact) -> int:
        """A number that a fact shares with those that are alike in everything a rule looks at but region and value."""
        name = (fact.observation.id, fact.indicator.id)
        if name not in self._kinds:
            self._kinds[name] = self._judge.profile(fact)
        return self._kinds[name]

    def kinds_allow(self, left: int, right: int, least: Comparability) -> bool:
        """Whether facts of two kinds have at least that outcome where neither region lies in the other."""
        return SEVERITY[self._judge.outcome(left, right)] <= SEVERITY[least]

    def of_kinds(self, left: int, right: int) -> tuple[Comparability, str]:
        """The outcome of facts of two kinds where neither region lies in the other, and the code of the gravest rule
        against them."""
        return self._judge.finding(left, right)

    def _comparisons(self, pairs: Iterable[tuple[Fact, Fact]]) -> Iterator[Comparison]:
        for left, right in pairs:
            with self._around(left):
                yield Comparison(left.indicator, left, right, self.verdict(left, right))

    def _around(self, fact: Fact) -> AbstractContextManager[None]:
        return fenced(f"指标“{fact.indicator.name}”", "比较", self._problems)

    def _pairs(self, code: str | None = None) -> Iterator[tuple[Fact, Fact]]:
        for name, group in self._by_indicator.items():
            if code is None:
                yield from _across(group)
            elif code in self._places[name]:
                own = [f for f in group if f.observation.region == code]
                yield from product(own, [f for f in group if f.observation.region != code])
        yield from self._across_names(code)

    def _across_names(self, code: str | None) -> Iterator[tuple[Fact, Fact]]:
        for name, other in self._near:
            yield from self._near_pairs(name, other, code)
        for name, fact in self._short:
            if fact.observation.region not in self._places[name]:
                yield from (
                    (own, fact)
                    for own in self._by_indicator[name]
                    if code in (None, own.observation.region, fact.observation.region) and _confusable(own, fact)
                )

    def _near_pairs(self, name: str, other: str, code: str | None) -> Iterator[tuple[Fact, Fact]]:
        """Pairs of near names, where neither region states the other's indicator too."""
        mine = [f for f in self._by_indicator[name] if f.observation.region not in self._places[other]]
        theirs = [f for f in self._by_indicator[other] if f.observation.region not in self._places[name]]
        for left, right in product(mine, theirs):
            if code in (None, left.observation.region, right.observation.region) and _confusable(left, right):
                yield left, right


def _best_of_each(
    pairs: Mapping[tuple[str, str, str], tuple[Rank, Fact, Fact]], most: int
) -> list[tuple[Rank, Fact, Fact]]:
    """The pairs of each indicator, at most so many, those of the lowest rank, in their order."""
    groups: dict[str, list[tuple[Rank, Fact, Fact]]] = defaultdict(list)
    for (indicator, _, _), pair in pairs.items():
        groups[indicator].append(pair)
    return [pair for group in groups.values() for pair in nsmallest(most, group, key=itemgetter(0))]


def takes_part(fact: Fact) -> bool:
    """Whether a fact enters comparison: a known place, and a figure nobody doubts to be one, in its indicator's form
    (of another one its converted twin does)."""
    return (
        has_place(fact) and fact.alignment != "unlisted" and are_of_one_size(fact.observation.unit, fact.indicator.unit)
    )


def has_place(fact: Fact) -> bool:
    """Whether a figure is about the whole of a known place, stated once and not doubted."""
    observation = fact.observation
    whole = observation.region in regions() and not observation.locality
    return whole and not (observation.optional or observation.doubts) and observation.duplicate_of is None


def _across(group: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    return ((a, b) for a, b in combinations(group, 2) if a.observation.region != b.observation.region)


def _confusable(left: Fact, right: Fact) -> bool:
    """Whether a reader could take two near names for one: stated amounts or shares whose names are alike, much alike
    where they are counted in different ways (a rate, a number of persons)."""
    measures = {left.observation.measure, right.observation.measure}
    if not measures <= {Measure.LEVEL, Measure.SHARE} or left.derivation is not None or right.derivation is not None:
        return False
    if "no_rank" in (left.indicator.sensitivity, right.indicator.sensitivity):
        return False
    counted_alike = len(measures) == 1 and left.indicator.intensive == right.indicator.intensive
    return likeness(left.indicator.name, right.indicator.name) >= (_ALIKE if counted_alike else _MUCH_ALIKE)


def headline(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """For each indicator and two regions the pair of facts a reader wants: best outcome, nearest and latest."""
    if isinstance(comparisons, Pairings):
        return comparisons.headline()
    best: dict[tuple[str, frozenset[str | None]], Comparison] = {}
    for comparison in comparisons:
        left, right = comparison.left, comparison.right
        key = (comparison.indicator.id, frozenset((left.observation.region, right.observation.region)))
        if key not in best or rank(comparison) < rank(best[key]):
            best[key] = comparison
    return list(best.values())


def rank(comparison: Comparison) -> Rank:
    """The order in which a reader wants comparisons: best outcome, nearest in time, latest."""
    return _rank(comparison.verdict.outcome, comparison.left, comparison.right)


def _rank(outcome: Comparability, left: Fact, right: Fact) -> Rank:
    mine, other = (periods.last_month(fact.observation.period) for fact in (left, right))
    return SEVERITY[outcome], abs(mine - other) if min(mine, other) >= 0 else _FAR, -max(mine, other, 0)
