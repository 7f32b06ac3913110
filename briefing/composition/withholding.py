"""What leaves the office: an analysis without sensitive figures, and the line that says how many were left out.

Entrance examination results are not ranked, compared or sent out (教育部 forbids publishing them); theme briefings,
the overview and every external edition leave them out, and a region's internal briefing lists those of the region, with
a mark; no other page quotes a sentence with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.composition.page_model import Point, Section
from briefing.model import Analysis, Fact, Observation
from briefing.printing import numbers
from briefing.reference.examinations import is_examination


def is_sensitive(fact: Fact) -> bool:
    """Whether the fact's indicator may not be ranked or sent out."""
    return fact.indicator.sensitivity == "no_rank"


def public_part(analysis: Analysis) -> Analysis:
    """The analysis without sensitive facts and checks over them; its comparisons are filtered where they are used."""
    secret = {fact.observation.id for fact in analysis.facts if is_sensitive(fact)}
    return replace(
        analysis,
        facts=tuple(fact for fact in analysis.facts if not is_sensitive(fact)),
        derived=tuple(fact for fact in analysis.derived if not is_sensitive(fact)),
        gaps=tuple(gap for gap in analysis.gaps if not is_sensitive(gap.fact)),
        reconciliations=tuple(
            r for r in analysis.reconciliations if not any(observation.id in secret for observation in r.observations)
        ),
    )


def withheld_figures(analysis: Analysis) -> Iterator[Observation]:
    """The observations of the sensitive facts, with reprints, superseded ones and those that are no region's."""
    for fact in (*analysis.facts, *analysis.history):
        if is_sensitive(fact):
            yield from (fact.observation, *fact.reprints)
    yield from (observation for observation in analysis.left_out if is_examination(observation))


def withheld_section(facts: Iterable[Fact]) -> Section | None:
    """The line on the sensitive facts among `facts`; None when there are none."""
    count = sum(is_sensitive(fact) for fact in facts)
    if not count:
        return None
    text = f"另有{numbers.plain(count)}项涉及升学考试结果的数据，按规定不列入。"
    return Section("withheld", "未列入的数据", lead=(Point(text),))
