"""Builds the figures of a test sentence: they are marked in it, so that no other module is under test."""

from __future__ import annotations

import re

from briefing.extraction.amount.quantities import Quantity
from briefing.model import Bound

_MARKED = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")
_NUMBER = re.compile(r"[\d.]+")


def marked(text: str) -> tuple[str, list[Quantity]]:
    """The plain text and its figures: `下降[45%|%]` -> 下降45% with one figure of unit %."""
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
