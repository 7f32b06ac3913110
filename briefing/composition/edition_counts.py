"""What an edition holds, counted once: the one object that an overview's sentence, counts, findings and rows tell it
from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.comparison.grouping import Groups
from briefing.comparison.groups import Group
from briefing.comparison.pair_counts import PairCounts, pair_counts
from briefing.comparison.verdicts import SEVERITY
from briefing.composition.rugs import held_to_targets
from briefing.composition.shared_parts import NINE_FIELDS
from briefing.composition.withholding import is_sensitive
from briefing.model import Analysis, BenchmarkGap, Comparability, Fact, Indicator, Sector
from briefing.reference.divisions import NATION

FIELDS = (*NINE_FIELDS, Sector.FINANCE)


@dataclass(frozen=True, slots=True)
class Reported:
    """An indicator over all regions: its groups, its pairs of regions, and the regions that are held to its target."""

    indicator: Indicator
    regions: int
    groups: tuple[Group, ...]
    pairs: PairCounts
    targets: tuple[BenchmarkGap, ...]


class EditionCounts:
    """The figures, regions and pairs of an edition without sensitive ones."""

    def __init__(self, analysis: Analysis, found: Groups) -> None:
        self.analysis = analysis
        self._found = found

    @cached_property
    def targets(self) -> tuple[BenchmarkGap, ...]:
        """The latest figure of each region that is held against a target."""
        return tuple(held_to_targets(self.analysis.gaps).values())

    @cached_property
    def indicators(self) -> tuple[Reported, ...]:
        """Every indicator that anybody may see with figures of known regions, in order of first appearance."""
        pairs = self._found.pairs
        open_to_all = [name for name in pairs.indicators() if not is_sensitive(pairs.facts_of(name)[0])]
        held: dict[str, list[BenchmarkGap]] = {}
        for gap in self.targets:
            held.setdefault(gap.fact.indicator.id, []).append(gap)
        return tuple(self._reported(name, held.get(name, ())) for name in open_to_all)

    def _reported(self, name: str, targets: Sequence[BenchmarkGap]) -> Reported:
        facts = self._found.pairs.facts_of(name)
        regions = len({fact.observation.region for fact in facts})
        groups = self._found.of_indicator(name)
        return Reported(
            facts[0].indicator, regions, groups, pair_counts(self._found.pairs, name), _of_one_target(targets)
        )

    @cached_property
    def regions(self) -> dict[str, tuple[Fact, ...]]:
        """The figures of each region below the nation, in the order of the codes."""
        found: dict[str, list[Fact]] = {}
        for fact in self.analysis.facts:
            if fact.observation.region and fact.observation.region != NATION:
                found.setdefault(fact.observation.region, []).append(fact)
        return {code: tuple(found[code]) for code in sorted(found)}

    @cached_property
    def best(self) -> dict[tuple[str, Sector], Comparability]:
        """The best that may be said of a region's figures of a field beside those of another region."""
        best: dict[tuple[str, Sector], Comparability] = {}
        for one in self.indicators:
            for code, outcome in one.pairs.best.items():
                name = (code, one.indicator.sector)
                if name not in best or SEVERITY[outcome] < SEVERITY[best[name]]:
                    best[name] = outcome
        return best

    def pairs(self, outcome: Comparability) -> int:
        """The pairs of regions with an outcome, over all indicators."""
        return sum(one.pairs.outcomes[outcome] for one in self.indicators)

    @cached_property
    def refusals(self) -> Counter[str]:
        """The pairs that are not compared, by the code of the gravest rule."""
        counts = Counter[str]()
        for one in self.indicators:
            counts.update(one.pairs.codes(Comparability.NOT_COMPARABLE))
        return counts


def _of_one_target(gaps: Sequence[BenchmarkGap]) -> tuple[BenchmarkGap, ...]:
    """The regions held to the target that most are held to: the nation's rather than those of provinces."""
    counts = Counter(gap.benchmark for gap in gaps)
    if not counts:
        return ()
    chosen = max(counts, key=lambda target: (counts[target], target.region == NATION, target.year))
    return tuple(gap for gap in gaps if gap.benchmark == chosen)
