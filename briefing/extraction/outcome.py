"""What extraction made of a document: its observations, and the numbers that it refused with the reason."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from briefing.extraction.amount.quantities import refusals
from briefing.model import Document, Observation, ParagraphKind

UNREAD = (ParagraphKind.FURNITURE, ParagraphKind.CAPTION)


@dataclass(frozen=True, slots=True)
class RefusedNumber:
    """A number that is no observation: raw [start, end) and why (a check's name, `date` or `no unit`)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Extraction:
    """The observations of a document in the order of its text."""

    document: Document
    observations: tuple[Observation, ...]

    @cached_property
    def refusals(self) -> tuple[RefusedNumber, ...]:
        """The numbers of the paragraphs that were read which no observation touches; looked for when asked for."""
        taken = sorted((observation.start, observation.end) for observation in self.observations)
        found: list[RefusedNumber] = []
        for paragraph in self.document.paragraphs:
            for refusal in refusals(paragraph.text) if paragraph.kind not in UNREAD else ():
                start, end = paragraph.raw_span(refusal.start, refusal.end)
                position = bisect_left(taken, (end, 0)) - 1  # the last figure that begins before it ends
                if position < 0 or taken[position][1] <= start:
                    found.append(RefusedNumber(start, end, refusal.reason))
        return tuple(found)
