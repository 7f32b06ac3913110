"""The time of a headline's figure: that of the same figure in the body, which says of when it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.model import Measure, Status

_UNSAID = ("document-date", "undated")
_STATED = ("stated", "carried")
_Key = tuple[float, float | None, str, Measure, Status]
_FEWEST_DIGITS = 3  # of a number that tells by itself that it is the same


def date_headlines(figures: Sequence[Figure]) -> None:
    """Give the figures of headings that state no time the period that the body states of the same ones."""
    headlines = [f for f in figures if f.sentence.passage.is_heading and f.answers["period"].rule in _UNSAID]
    body: dict[_Key, list[Answer[str | None]]] = defaultdict(list)
    for figure in figures if headlines else ():
        if not figure.sentence.passage.is_heading:
            body[_key(figure)].append(figure.answers["period"])
    for figure in headlines:
        if sum(character.isdigit() for character in figure.written) < _FEWEST_DIGITS:
            continue
        again = body.get(_key(figure), [])
        if len({answer.value for answer in again}) == 1 and again[0].rule in _STATED:
            figure.answers["period"] = Answer(again[0].value, "restated")


def _key(figure: Figure) -> _Key:
    """What two figures have in common that are one."""
    quantity = figure.quantity
    return quantity.value, quantity.upper, quantity.unit, figure.measure, figure.status
