"""Analysis → key points: sentences made from patterns, each tied to the observations it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from briefing.comparison import Pairings, headline
from briefing.comparison.groups import Group
from briefing.model import Analysis, BenchmarkGap, Comparison, Fact, Sector, Statement
from briefing.narrative import selection
from briefing.reference.themes import Theme, resolve_theme

__all__ = ["overview_points", "region_points", "theme_points"]


_MOST_PAIRS = 50  # of an indicator that are looked at: the best are said


def region_points(analysis: Analysis, code: str, groups: Sequence[Group] = ()) -> tuple[Statement, ...]:
    """At most six key points of a region, the most important first; `groups` are those around its figures."""
    facts = selection.sayable(f for f in analysis.facts if f.observation.region == code)
    gaps = (g for g in analysis.gaps if g.fact.observation.region == code)
    candidates = _candidates(analysis, facts, gaps, _headline(analysis, groups, code), groups, with_place=False)
    return selection.choose([*candidates, *selection.of_levels(facts, candidates, with_place=False)])


def theme_points(analysis: Analysis, theme: Theme | str, groups: Sequence[Group] = ()) -> tuple[Statement, ...]:
    """At most six key points of a theme across regions, the most important first; `groups` are its indicators'."""
    sectors = (resolve_theme(theme) if isinstance(theme, str) else theme).sectors
    facts = selection.sayable(f for f in analysis.facts if f.indicator.sector in sectors)
    gaps = (g for g in analysis.gaps if g.fact.indicator.sector in sectors)
    candidates = _candidates(
        analysis, facts, gaps, _headline(analysis, groups, sectors=sectors), groups, with_place=True
    )
    return selection.choose([*candidates, *selection.of_levels(facts, candidates, with_place=True)])


def overview_points(analysis: Analysis, groups: Sequence[Group] = ()) -> tuple[Statement, ...]:
    """At most six key points over all regions and fields."""
    facts = selection.sayable(analysis.facts)
    return selection.choose(
        _candidates(analysis, facts, analysis.gaps, _headline(analysis, groups), groups, with_place=True)
    )


def _candidates(
    analysis: Analysis,
    facts: Sequence[Fact],
    gaps: Iterable[BenchmarkGap],
    comparisons: Sequence[Comparison],
    groups: Sequence[Group],
    *,
    with_place: bool,
) -> list[selection.Candidate]:
    """What may be said of figures; of several regions (`with_place`) also what must not be compared."""
    return [
        *selection.of_groups(groups),
        *selection.joined(selection.of_gaps(gaps, with_place=with_place)),
        *selection.of_comparisons(comparisons, analysis.thresholds),
        *(selection.of_refusals(comparisons) if with_place else ()),
        *selection.of_changes(facts, with_place=with_place),
        *selection.joined(selection.of_parts(facts, analysis.thresholds, with_place=with_place)),
    ]


def _headline(
    analysis: Analysis, groups: Sequence[Group], code: str | None = None, sectors: Collection[Sector] | None = None
) -> list[Comparison]:
    """The pairs a reader wants, of one region or of some fields; those of an indicator that is ranked are said by its
    group."""
    ranked = {group.indicator.id for group in groups if group.ranked}
    if isinstance(analysis.comparisons, Pairings):
        return analysis.comparisons.headline(code, sectors, ranked, _MOST_PAIRS)
    return headline(
        c
        for c in analysis.comparisons
        if code in (None, c.left.observation.region, c.right.observation.region)
        and (sectors is None or c.indicator.sector in sectors)
        and c.indicator.id not in ranked
    )
