"""Whether a figure happened, is planned, or is a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.extraction.status.plans import is_earlier_side, nearest_cue, planned_after, planned_by, under_way
from briefing.extraction.status.standards import is_rule
from briefing.model import Status

if TYPE_CHECKING:
    from briefing.extraction.amount.quantities import Quantity


def status_of(
    text: str,
    quantity: Quantity,
    sentence: tuple[int, int],
    heading: str | None,
    published: str | None = None,
    title: str | None = None,
) -> Status:
    """The status of a figure. Offsets count in the paragraph `text`; `sentence` is the span that holds the figure.

    `heading` holds the headings above the paragraph (Outline.text). `published`, the document's ISO date, tells
    到2025年 in a text of 2023 from the same words in one of 2026. `title` is the document's: in a plan (…行动计划) what
    is not said to be done is planned.
    """
    if is_rule(text, quantity, sentence):
        return Status.RULE
    cue = nearest_cue(text, quantity.start, sentence, published)
    if cue is None:
        planned = (
            planned_after(text, quantity, sentence) or planned_by(heading, title) or under_way(text, quantity, sentence)
        )
        return Status.PLANNED if planned else Status.ACTUAL
    if cue is Status.PLANNED and is_earlier_side(text, quantity):
        return Status.ACTUAL
    return cue
