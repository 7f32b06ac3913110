"""One indicator of one region with all that it is held against: the one object that a region's pages tell it from.

Tile, row, chart, sentence and cell of a workbook take value, signs and counts from here, so that none says more than
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.comparison.groups import Aside, Group
from briefing.comparison.intervals import is_similar
from briefing.composition.rows import key
from briefing.composition.target_rows import Standing, standing
from briefing.model import Analysis, BenchmarkGap, Fact
from briefing.reference.divisions import NATION


@dataclass(frozen=True)
class Held:
    """A region's figure with its targets, the values of the places above it, and its peers."""

    fact: Fact
    gaps: tuple[BenchmarkGap, ...] = ()
    group: Group | None = None

    @property
    def target(self) -> BenchmarkGap | None:
        """The nearest target: the region's own before its province's before the nation's."""
        return next((gap for gap in self.gaps if gap.benchmark.kind == "target"), None)

    @property
    def nation(self) -> BenchmarkGap | None:
        """The nation's value of the same year, or of the latest before."""
        return next((gap for gap in self._actuals if gap.benchmark.region == NATION), None)

    @property
    def above(self) -> tuple[BenchmarkGap, ...]:
        """The values of the places above that are not the nation, the nearest first: its city, its province."""
        return tuple(gap for gap in self._actuals if gap.benchmark.region != NATION)

    @property
    def _actuals(self) -> Iterator[BenchmarkGap]:
        return (gap for gap in self.gaps if gap.benchmark.kind == "actual")

    @property
    def comparable(self) -> tuple[Fact, ...]:
        """The figures of other regions that this one may be called higher or lower than, ascending."""
        if self.group is None or self.group.own_member is None:
            return ()
        others = (member.fact for member in self.group.members if member.fact is not self.fact)
        return tuple(sorted(others, key=_ascending))

    @property
    def beside(self) -> tuple[Aside, ...]:
        """The figures of other regions that may only stand beside this one, ascending."""
        return () if self.group is None else tuple(sorted(self.group.beside, key=lambda aside: _ascending(aside.fact)))

    @cached_property
    def standings(self) -> dict[Standing, int]:
        """Than how many comparable regions the figure is higher, lower, and with how many 基本相当."""
        found = dict.fromkeys((Standing.ABOVE, Standing.BELOW, Standing.LEVEL), 0)
        for other in self.comparable:
            found[self.standing_to(other)] += 1
        return found

    def standing_to(self, other: Fact) -> Standing:
        """Where the figure stands to that of a comparable region."""
        assert self.group is not None  # whoever has a comparable region is in a group
        if is_similar(self.fact, other, self.group.thresholds):
            return Standing.LEVEL
        return Standing.ABOVE if self.fact.observation.value > other.observation.value else Standing.BELOW

    @property
    def targeted(self) -> bool:
        """Whether it may be said where the figure stands to its target."""
        return self.target is not None and standing(self.target) is not Standing.OPEN

    @property
    def judged(self) -> bool:
        """Whether anything may be called higher or lower: a target or the nation of the year, or one region."""
        decided = any(gap is not None and standing(gap) is not Standing.OPEN for gap in (self.target, self.nation))
        return decided or bool(self.comparable)

    @property
    def alone(self) -> bool:
        """Whether there is nothing at all to hold the figure against."""
        return not (self.gaps or self.comparable or self.beside)


def _ascending(fact: Fact) -> tuple[float, str]:
    return fact.observation.value, fact.observation.region or ""


def held_figures(analysis: Analysis, code: str, groups: Sequence[Group]) -> tuple[Held, ...]:
    """A region's indicators with what they are held against, one figure each: that of its group of peers, else the one
    with the most targets and values, the latest of several; in the order of the groups, then of the page."""
    by_indicator: dict[str, Held] = {}
    gaps: dict[tuple[str, str], list[BenchmarkGap]] = {}
    for gap in analysis.gaps:
        if gap.fact.observation.region == code:
            gaps.setdefault(key(gap.fact), []).append(gap)
    for group in groups:
        if group.own is not None:
            by_indicator[group.indicator.id] = Held(group.own, tuple(gaps.get(key(group.own), ())), group)
    own = [
        f for f in (*analysis.facts, *analysis.derived) if f.observation.region == code and not f.observation.locality
    ]
    for fact in sorted(own, key=lambda fact: -len(gaps.get(key(fact), ()))):
        by_indicator.setdefault(fact.indicator.id, Held(fact, tuple(gaps.get(key(fact), ()))))
    return tuple(by_indicator.values())
