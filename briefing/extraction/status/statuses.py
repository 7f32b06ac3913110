"""Whether a figure happened, is planned, or is a rule."""

from __future__ import annotations

from briefing.extraction.answers import Answer, choose, grouped
from briefing.extraction.figure import Figure
from briefing.extraction.status import chapters, plans, standards, statements
from briefing.extraction.status.cues import Evidence
from briefing.model import Bound, Document, Status

_HAPPENED = Answer(Status.ACTUAL, "nothing-against")
_CANDIDATES = grouped(
    "status",
    (*standards.CANDIDATES, *statements.CANDIDATES, *plans.CANDIDATES, *chapters.CANDIDATES),
    standards.OF_SUMS_AND_SHARES,
    standards.OF_BOUNDED,
    standards.OF_TIMES,
)


def status_of(figure: Figure, document: Document) -> Answer[Status]:
    """The status of a figure: it happened where nothing speaks for a rule or a plan.

    The document's date tells 到2025年 in a text of 2023 from the same words in one of 2026; where its title is that of
    a plan (…行动计划), what is not said to be done is planned.
    """
    evidence = Evidence(figure, document)
    quantity = figure.quantity
    bounded, times = quantity.bound is not Bound.EXACT, quantity.unit == "倍"
    candidates = _CANDIDATES(evidence.is_sum or evidence.is_share, bounded, times)
    chosen = choose(candidates, evidence, explain=figure.explained)
    return chosen or _HAPPENED
