"""Whether a figure happened, is planned, or is a rule."""

from __future__ import annotations

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.extraction.status.plans import is_earlier_side, nearest_cue, planned_after, planned_by, under_way
from briefing.extraction.status.standards import is_rule
from briefing.model import Status


def status_of(figure: Figure, published: str | None = None, title: str | None = None) -> Answer[Status]:
    """The status of a figure.

    `published`, the document's ISO date, tells 到2025年 in a text of 2023 from the same words in one of 2026.
    `title` is the document's: in a plan (…行动计划) what is not said to be done is planned.
    """
    text, quantity, sentence = figure.text, figure.quantity, figure.sentence.span
    if is_rule(text, quantity, sentence):
        return Answer(Status.RULE, "rule")
    cue = nearest_cue(text, quantity.start, sentence, published)
    if cue is None:
        planned = (
            planned_after(text, quantity, sentence)
            or planned_by(figure.sentence.passage.headings, title)
            or under_way(text, quantity, sentence)
        )
        return Answer(Status.PLANNED if planned else Status.ACTUAL, "no-cue")
    if cue is Status.PLANNED and is_earlier_side(text, quantity):
        return Answer(Status.ACTUAL, "earlier-side")
    return Answer(cue, "cue")
