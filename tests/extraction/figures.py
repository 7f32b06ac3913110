"""Passages for tests; where the figures are marked in the text, no other module is under test."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extraction.amount.measures import measure_of
from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.figure import Passage
from briefing.extraction.headings import Outline
from briefing.model import Bound, Paragraph, ParagraphKind, Run

_MARKED = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")
_NUMBER = re.compile(r"[\d.]+")


def passage(text: str, *headings: str, kind: ParagraphKind = ParagraphKind.BODY) -> Passage:
    """The passage that a paragraph `text` under `headings` is, its figures found in it."""
    return Passage(Paragraph(text, kind, (Run(0, 0),)), _outline(headings))


def marked(
    sentence: str, *headings: str, kind: ParagraphKind = ParagraphKind.BODY, outline: Outline | None = None
) -> Passage:
    """The passage with the figures that are marked in it: `下降[45%|%]` -> 下降45% with one figure of unit %."""
    text, quantities = _unmarked(sentence)
    return Passage(Paragraph(text, kind, (Run(0, 0),)), outline or _outline(headings), quantities)


def measured(found: Passage) -> Passage:
    """The passage, every figure of it asked for its measure."""
    for figure in found.figures:
        figure.answers["measure"] = measure_of(figure)
    return found


def _outline(headings: Sequence[str]) -> Outline:
    outline = Outline()
    for heading in headings:
        outline.enter(heading)
    return outline


def _unmarked(text: str) -> tuple[str, list[Quantity]]:
    plain, quantities = "", []
    last = 0
    for match in _MARKED.finditer(text):
        plain += text[last : match.start()]
        start = len(plain)
        plain += match[1]
        number = _NUMBER.search(match[1])
        begin, end = number.span() if number else (0, len(match[1]))
        value = float(number[0]) if number else 1.0
        quantities.append(Quantity(start, len(plain), start + begin, start + end, value, None, match[2], Bound.EXACT))
        last = match.end()
    return plain + text[last:], quantities
