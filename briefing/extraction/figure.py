"""The figure: a quantity in its sentence and passage, with the answers that are found about it.

A passage is what is read at one go, a paragraph. Offsets of quantities, sentences and answers count in its text.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

from briefing.extraction.amount.quantities import find_quantities
from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.answers import Answer, Span
from briefing.extraction.headings import Outline
from briefing.extraction.name.contexts import Context, contexts
from briefing.extraction.sentences import phrase_end, phrase_start, sentence_spans, statement_start
from briefing.model import Measure, Paragraph, ParagraphKind, Status


class Passage:
    """A paragraph as it is read: its text, the headings above it, its sentences with their figures.

    `headings` are those above it, the outermost first; `section` those that hold from here on, itself included where it
    is one. A passage without figures has no sentences. Where it is `explained`, answers come with their runners-up.
    """

    def __init__(
        self,
        paragraph: Paragraph,
        outline: Outline | None = None,
        quantities: list[Quantity] | None = None,
        explained: bool = False,
    ) -> None:
        outline = outline or Outline()
        self.explained = explained
        self.paragraph = paragraph
        self.text = paragraph.text
        self.headings = outline.path
        if self.is_heading:
            outline.enter(self.text)
        else:
            outline.read(self.text)
        self.section = outline.path
        quantities = find_quantities(self.text) if quantities is None else quantities
        spans = sentence_spans(self.text) if quantities else []
        starts = [quantity.start for quantity in quantities]
        self.sentences = [
            Sentence(self, span, quantities[bisect_left(starts, span[0]) : bisect_left(starts, span[1])])
            for span in spans
        ]
        self.figures = [figure for sentence in self.sentences for figure in sentence.figures]

    @property
    def is_heading(self) -> bool:
        """Whether it is itself a heading."""
        return self.paragraph.kind is ParagraphKind.HEADING


class Sentence:
    """A sentence of a passage with its figures, in order; `span` is where it stands in the passage's text."""

    def __init__(self, passage: Passage, span: Span, quantities: list[Quantity]) -> None:
        self.passage = passage
        self.span = self.start, self.end = span
        self.text = passage.text[span[0] : span[1]]
        around = contexts(passage.text, quantities, span) if quantities else []
        self.figures = [
            Figure(self, index, q, context) for index, (q, context) in enumerate(zip(quantities, around, strict=True))
        ]

    @cached_property
    def statement_start(self) -> int:
        """Where the statement begins that it belongs to, which may be in the sentence before."""
        return statement_start(self.passage.text, self.start)


class Figure:
    """A quantity with all that stands around it and, question by question, what is known of it.

    `context` is the text on both sides that may name it, `index` its place among the sentence's figures; its phrase
    goes from `phrase_start` to `phrase_end`, its comma left out, `left` is the phrase up to it; `answers` are keyed by
    the question: measure, status, period, region, locality, part_of, name, sector, scope.
    """

    def __init__(self, sentence: Sentence, index: int, quantity: Quantity, context: Context) -> None:
        self.sentence = sentence
        self.index = index
        self.quantity = quantity
        self.context = context
        self.text = sentence.passage.text
        self.explained = sentence.passage.explained
        self.phrase_start = phrase_start(self.text, sentence.start, quantity.start)
        self.phrase_end = phrase_end(self.text, quantity.end, sentence.end)
        self.left = self.text[self.phrase_start : quantity.start]
        self.answers: dict[str, Answer[Any]] = {}

    @property
    def written(self) -> str:
        """The figure as the text has it, unit and bound included."""
        return self.text[self.quantity.start : self.quantity.end]

    @property
    def right(self) -> str:
        """The phrase after the figure."""
        return self.text[self.quantity.end : self.phrase_end]

    @property
    def measure(self) -> Measure:
        """What kind of statement it makes; asked first of all questions."""
        measure: Measure = self.answers["measure"].value.measure
        return measure

    @property
    def status(self) -> Status:
        """Whether it happened, is planned, or is a rule."""
        status: Status = self.answers["status"].value
        return status
