"""Every pair of figures that an indicator brings together, each with its verdict.

The pairs of a large corpus are tens of millions, so they are made as they are asked for: iterate, ask for a region's or
an indicator's, or let `summary` count them by kind without making them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import overload

from briefing import periods
from briefing.comparison.rules import PROFILE_RULES, verdict
from briefing.config import Thresholds
from briefing.model import Bound, Comparability, Comparison, Fact, Measure
from briefing.reference.divisions import ancestors, province_of, regions

_KEPT_PAIRS = 50_000  # up to so many pairs are kept once made
_CARRIED = ("R11", "R13", "R17")
_OUTCOME_ORDER = {Comparability.COMPARABLE: 0, Comparability.CONDITIONAL: 1, Comparability.NOT_COMPARABLE: 2}


@dataclass(frozen=True, slots=True)
class Summary:
    """How many pairs there are, by outcome and by the codes of their reasons."""

    pairs: int
    outcomes: Mapping[Comparability, int]
    codes: Mapping[str, int]


class Pairings(Sequence[Comparison]):
    """The pairs of facts of one indicator in different regions, and of near names the catalogue calls different."""

    def __init__(self, facts: Iterable[Fact], thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._by_indicator: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            if takes_part(fact):
                self._by_indicator[fact.indicator.id].append(fact)
        self._places = {name: {f.observation.region for f in group} for name, group in self._by_indicator.items()}
        self._near = tuple(self._near_names())
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

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(1 for _ in self._pairs()) if self._made is None else len(self._made)
        return self._length

    def __iter__(self) -> Iterator[Comparison]:
        if self._made is None:
            first = tuple(islice(self._comparisons(self._pairs()), _KEPT_PAIRS))
            if len(first) < _KEPT_PAIRS:
                self._made = first
            else:
                return self._comparisons(self._pairs())
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
        return [c for c in self if code in _regions_of(c)] if self._made else list(self._comparisons(self._pairs(code)))

    def of_indicator(self, indicator: str) -> list[Comparison]:
        """The comparisons of one indicator, by identifier."""
        return list(self._comparisons(_across(self._by_indicator.get(indicator, ()))))

    def _comparisons(self, pairs: Iterable[tuple[Fact, Fact]]) -> Iterator[Comparison]:
        for left, right in pairs:
            yield Comparison(left.indicator, left, right, verdict(left, right, self._thresholds))

    def _pairs(self, code: str | None = None) -> Iterator[tuple[Fact, Fact]]:
        for group in self._by_indicator.values():
            if code is None:
                yield from _across(group)
            elif code in {f.observation.region for f in group}:
                own = [f for f in group if f.observation.region == code]
                yield from product(own, [f for f in group if f.observation.region != code])
        for name, other in self._near:
            yield from self._near_pairs(name, other, code)

    def _near_pairs(self, name: str, other: str, code: str | None) -> Iterator[tuple[Fact, Fact]]:
        """Pairs of near names, where neither region states the other's indicator too."""
        for left, right in product(self._by_indicator[name], self._by_indicator[other]):
            mine, theirs = left.observation.region, right.observation.region
            if mine == theirs or code not in (None, mine, theirs):
                continue
            if mine not in self._places[other] and theirs not in self._places[name] and _confusable(left, right):
                yield left, right

    def summary(self) -> Summary:
        """Counts of all same-indicator pairs by outcome and reason, without making them one by one."""
        outcomes: Counter[Comparability] = Counter()
        codes: Counter[str] = Counter()
        for group in self._by_indicator.values():
            self._count(group, outcomes, codes)
        return Summary(sum(outcomes.values()), outcomes, codes)

    def _count(self, group: Sequence[Fact], outcomes: Counter[Comparability], codes: Counter[str]) -> None:
        """Facts of one profile get the same verdict, so one pair of each two profiles is enough."""
        profiles: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for fact in group:
            profiles[_profile(fact)].append(fact)
        members = list(profiles.values())
        places = [Counter(f.observation.region or "" for f in facts) for facts in members]
        for i, left in enumerate(members):
            for j in range(i, len(members)):
                total, contained = _pair_counts(places[i], places[j], same=i == j)
                if not total:
                    continue
                found = verdict(left[0], members[j][0], self._thresholds, PROFILE_RULES)
                outcomes[found.outcome] += total - contained
                outcomes[Comparability.NOT_COMPARABLE] += contained
                if left[0].indicator.sensitivity == "public":  # else R15 has said all
                    codes["R06"] += contained
                for caveat in found.reasons:
                    codes[caveat.code] += total


def takes_part(fact: Fact) -> bool:
    """Whether a fact enters comparison: a known place, and a figure nobody doubts to be one."""
    observation = fact.observation
    return (
        observation.region in regions()
        and not observation.optional
        and observation.duplicate_of is None
        and fact.alignment != "unlisted"
    )


def _confusable(left: Fact, right: Fact) -> bool:
    """Whether a reader could take two near names for one: stated amounts or shares, counted in like units."""
    measures = {left.observation.measure, right.observation.measure}
    return (
        left.derivation is None
        and right.derivation is None
        and len(measures) == 1
        and measures <= {Measure.LEVEL, Measure.SHARE}
        and left.indicator.family == right.indicator.family
        and left.indicator.intensive == right.indicator.intensive
        and left.indicator.sensitivity == right.indicator.sensitivity == "public"
    )


def _across(group: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    return ((a, b) for a, b in combinations(group, 2) if a.observation.region != b.observation.region)


def _regions_of(comparison: Comparison) -> tuple[str | None, str | None]:
    return comparison.left.observation.region, comparison.right.observation.region


def _profile(fact: Fact) -> tuple[object, ...]:
    """Everything about a fact, its region's own identity and its value apart, that a rule looks at."""
    observation = fact.observation
    region = observation.region or ""
    return (
        observation.measure,
        observation.status,
        observation.unit,
        observation.period,
        regions()[region].level,
        observation.bound is Bound.EXACT and observation.upper is None,
        fact.alignment in ("adhoc", "lexical"),
        fact.derivation is not None,
        tuple(caveat.code for caveat in fact.caveats if caveat.code in _CARRIED and caveat.mark != "改"),
        province_of(region) if fact.indicator.regime else None,
    )


def _pair_counts(left: Counter[str], right: Counter[str], *, same: bool) -> tuple[int, int]:
    """Pairs across regions of two groups of facts, and how many of them are of a place and one that contains it."""
    n, m = left.total(), right.total()
    shared = sum(count * right[place] for place, count in left.items())
    total = n * m - shared
    contained = sum(count * right[above] for place, count in left.items() for above in ancestors(place))
    if same:
        return total // 2, contained
    contained += sum(count * left[above] for place, count in right.items() for above in ancestors(place))
    return total, contained


def headline(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """For each indicator and two regions the pair of facts a reader wants: best outcome, nearest and latest."""
    best: dict[tuple[str, frozenset[str | None]], Comparison] = {}
    for comparison in comparisons:
        key = (comparison.indicator.id, frozenset(_regions_of(comparison)))
        if key not in best or _rank(comparison) < _rank(best[key]):
            best[key] = comparison
    return list(best.values())


def _rank(comparison: Comparison) -> tuple[int, int, int]:
    mine, other = (periods.span(f.observation.period) for f in (comparison.left, comparison.right))
    apart = abs(mine.last - other.last) if mine and other else 10_000
    latest = max(mine.last if mine else 0, other.last if other else 0)
    return _OUTCOME_ORDER[comparison.verdict.outcome], apart, -latest


def rankable(comparisons: Iterable[Comparison], thresholds: Thresholds) -> list[Fact]:
    """The largest set of facts of one indicator, one a region, that are mutually comparable; empty below three regions.

    A conditional pair does not rank: positions are printed only where nothing speaks against the order.
    """
    partners: dict[str, set[str]] = defaultdict(set)
    facts: dict[str, Fact] = {}
    for comparison in headline(comparisons):
        if comparison.verdict.outcome is Comparability.COMPARABLE:
            for mine, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
                facts.setdefault(mine.observation.id, mine)
                partners[mine.observation.id].add(other.observation.id)
    clique: list[str] = []
    for name in sorted(partners, key=lambda n: (-len(partners[n]), n)):
        if all(name in partners[member] for member in clique):
            clique.append(name)
    if len(clique) < thresholds.ranking_regions:
        return []
    return sorted((facts[name] for name in clique), key=lambda f: -f.observation.value)
