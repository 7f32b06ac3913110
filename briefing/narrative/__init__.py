"""Analysis → key points: sentences made from patterns, each tied to the observations it speaks of."""

from __future__ import annotations

from collections.abc import Collection

from briefing.comparison import Pairings, headline
from briefing.config import Thresholds
from briefing.model import Analysis, Comparison, Sector, Statement
from briefing.narrative import selection
from briefing.reference.themes import Theme, resolve_theme

__all__ = ["overview_points", "region_points", "theme_points"]


def region_points(analysis: Analysis, code: str, thresholds: Thresholds | None = None) -> tuple[Statement, ...]:
    """At most six key points of a region, the most important first."""
    thresholds = thresholds or Thresholds()
    facts = selection.sayable(f for f in analysis.facts if f.observation.region == code)
    comparisons = _headline(analysis, code)
    candidates = [
        *selection.joined(
            selection.of_gaps((g for g in analysis.gaps if g.fact.observation.region == code), with_place=False)
        ),
        *selection.of_comparisons(comparisons, thresholds),
        *selection.of_changes(facts, with_place=False),
        *selection.joined(selection.of_parts(facts, with_place=False)),
    ]
    return selection.choose([*candidates, *selection.of_levels(facts, candidates, with_place=False)])


def theme_points(analysis: Analysis, theme: Theme | str, thresholds: Thresholds | None = None) -> tuple[Statement, ...]:
    """At most six key points of a theme across regions, the most important first."""
    thresholds = thresholds or Thresholds()
    sectors = (resolve_theme(theme) if isinstance(theme, str) else theme).sectors
    facts = selection.sayable(f for f in analysis.facts if f.indicator.sector in sectors)
    comparisons = _headline(analysis, sectors=sectors)
    candidates = [
        *selection.joined(
            selection.of_gaps((g for g in analysis.gaps if g.fact.indicator.sector in sectors), with_place=True)
        ),
        *selection.of_comparisons(comparisons, thresholds),
        *selection.of_refusals(comparisons),
        *selection.of_changes(facts, with_place=True),
        *selection.joined(selection.of_parts(facts, with_place=True)),
    ]
    return selection.choose([*candidates, *selection.of_levels(facts, candidates, with_place=True)])


def overview_points(analysis: Analysis, thresholds: Thresholds | None = None) -> tuple[Statement, ...]:
    """At most six key points over all regions and fields."""
    thresholds = thresholds or Thresholds()
    facts = selection.sayable(analysis.facts)
    comparisons = _headline(analysis)
    candidates = [
        *selection.joined(selection.of_gaps(analysis.gaps, with_place=True)),
        *selection.of_comparisons(comparisons, thresholds),
        *selection.of_refusals(comparisons),
        *selection.of_changes(facts, with_place=True),
        *selection.joined(selection.of_parts(facts, with_place=True)),
    ]
    return selection.choose(candidates)


def _headline(
    analysis: Analysis, code: str | None = None, sectors: Collection[Sector] | None = None
) -> list[Comparison]:
    """The pairs a reader wants, of one region or of some fields."""
    if isinstance(analysis.comparisons, Pairings):
        return analysis.comparisons.headline(code, sectors)
    return headline(
        c
        for c in analysis.comparisons
        if code in (None, c.left.observation.region, c.right.observation.region)
        and (sectors is None or c.indicator.sector in sectors)
    )
