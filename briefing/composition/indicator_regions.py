"""One indicator of a theme with all its regions and what they are held against: the one object that a theme's sentence,
counts, chart and table tell it from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.comparison.benchmark_gaps import is_timely
from briefing.comparison.grouping import Groups
from briefing.comparison.groups import Group
from briefing.composition.rows import key
from briefing.composition.target_rows import Standing, on_its_own, standing
from briefing.model import Benchmark, BenchmarkGap, Fact
from briefing.printing import periods
from briefing.reference.divisions import NATION, short_name


@dataclass(frozen=True)
class Compared:
    """An indicator's group with the targets and the nation's values that its figures are held against."""

    group: Group
    gaps: tuple[BenchmarkGap, ...] = ()

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The figures that may stand next to one another, the largest first."""
        return tuple(sorted(self.group.shown, key=_descending))

    @property
    def refused(self) -> tuple[Fact, ...]:
        """The figures of the regions that may not even stand beside."""
        return tuple(sorted((aside.fact for aside in self.group.refused), key=_descending))

    @cached_property
    def solid(self) -> frozenset[tuple[str, str]]:
        """The keys of the figures that may be called higher or lower than one another."""
        return frozenset(key(member.fact) for member in self.group.members)

    @property
    def regions(self) -> int:
        """How many regions report the indicator."""
        return len({fact.observation.region for fact in (*self.facts, *self.refused)})

    @cached_property
    def target(self) -> Benchmark | None:
        """The target that most of the figures are held against; the nation's before another, the latest of several."""
        found = Counter(gap.benchmark for gap in self.gaps if gap.benchmark.kind == "target")
        return max(found, key=lambda b: (b.region == NATION, found[b], b.year, b.value), default=None)

    @property
    def line(self) -> Benchmark | None:
        """The target as a chart may draw it: not one that is itself the reason why no figure is judged by it."""
        drawn = any(gap.benchmark == self.target and not on_its_own(gap) for gap in self.gaps)
        return self.target if drawn else None

    def to_target(self, fact: Fact) -> BenchmarkGap | None:
        """What a figure is to the target."""
        return next((gap for gap in self._of(fact) if gap.benchmark == self.target), None)

    def to_nation(self, fact: Fact) -> BenchmarkGap | None:
        """What a figure is to the nation's value of its own year."""
        found = (g for g in self._of(fact) if g.benchmark.kind == "actual" and g.benchmark.region == NATION)
        return next((gap for gap in found if is_timely(gap)), None)

    def _of(self, fact: Fact) -> Iterable[BenchmarkGap]:
        return self._by_fact.get(key(fact), ())

    @cached_property
    def _by_fact(self) -> dict[tuple[str, str], list[BenchmarkGap]]:
        found: dict[tuple[str, str], list[BenchmarkGap]] = {}
        for gap in self.gaps:
            found.setdefault(key(gap.fact), []).append(gap)
        return found

    def counted(self, held: Callable[[Fact], BenchmarkGap | None]) -> dict[Standing, int]:
        """How many regions stand where to what `held` gives; whoever has nothing is open."""
        found = dict.fromkeys((Standing.ABOVE, Standing.LEVEL, Standing.BELOW, Standing.OPEN), 0)
        for fact in (*self.facts, *self.refused):
            gap = held(fact)
            found[standing(gap) if gap else Standing.OPEN] += 1
        return found


def _descending(fact: Fact) -> tuple[float, str]:
    return -fact.observation.value, fact.observation.region or ""


def target_words(target: Benchmark) -> str:
    """`“十四五”全国目标`, `四川“十四五”目标`."""
    plan = f"“{periods.plan_of(target.year)}”"
    return f"{plan}全国目标" if target.region == NATION else f"{short_name(target.region)}{plan}目标"


def leading(found: Groups, indicators: Iterable[str], gaps: Sequence[BenchmarkGap]) -> Compared | None:
    """The indicator that a theme opens with: one that can be ranked before a pair, that before one that only stands
    beside; of these the one with most regions, then one with a target, then in the order given. None without two
    regions that report one indicator."""
    known: dict[str, list[BenchmarkGap]] = {}
    for gap in gaps:
        known.setdefault(gap.fact.indicator.id, []).append(gap)
    groups = [group for name in indicators if (group := found.together(name)) is not None and len(group.shown) > 1]
    candidates = [Compared(group, tuple(known.get(group.indicator.id, ()))) for group in groups]
    return max(candidates, key=_weight, default=None)


def _weight(one: Compared) -> tuple[bool, bool, int, bool]:
    return one.group.ranked, bool(one.group.members), len(one.facts), one.target is not None
