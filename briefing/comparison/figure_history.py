"""One figure and all that was decided about it: how its name was understood, what it was compared with, what failed."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.comparison.pairing import Pairings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, BenchmarkGap, Comparison, Fact, Reconciliation


@dataclass(frozen=True, slots=True)
class Trace:
    """All that an analysis says of one observation."""

    fact: Fact
    derived: tuple[Fact, ...]
    comparisons: tuple[Comparison, ...]
    gaps: tuple[BenchmarkGap, ...]
    reconciliations: tuple[Reconciliation, ...]
    superseded: bool


def trace(analysis: Analysis, observation: str) -> Trace:
    """The trace of an observation by its id (document:offset), reprints included. Raises NothingFoundError."""
    for fact in (*analysis.facts, *analysis.history):
        if observation in (fact.observation.id, *(o.id for o in fact.reprints)):
            return _trace(analysis, fact)
    raise NothingFoundError(f"没有编号为“{observation}”的数字；编号形如“文件名:起始位置”，可用 extract 命令查看。")


def _trace(analysis: Analysis, fact: Fact) -> Trace:
    name, region = fact.observation.id, fact.observation.region
    comparisons = analysis.comparisons
    near = comparisons.of_region(region) if isinstance(comparisons, Pairings) and region else list(comparisons)
    return Trace(
        fact=fact,
        derived=tuple(f for f in analysis.derived if f.observation.id == name),
        comparisons=tuple(c for c in near if name in (c.left.observation.id, c.right.observation.id)),
        gaps=tuple(gap for gap in analysis.gaps if gap.fact.observation.id == name),
        reconciliations=tuple(r for r in analysis.reconciliations if any(o.id == name for o in r.observations)),
        superseded=fact in analysis.history,
    )
