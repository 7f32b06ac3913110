"""Document → observations: every figure is asked the same questions in the same order.

What each question does stands in the room of its name; what a text leaves to what follows is kept by the trackers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from operator import attrgetter

from briefing.extraction.amount.measures import measure_of, scope_of
from briefing.extraction.doubts import doubts, weigh
from briefing.extraction.figure import Figure, Passage
from briefing.extraction.headings import Outline
from briefing.extraction.name.naming import Namer
from briefing.extraction.name.wholes import Wholes
from briefing.extraction.outcome import UNREAD, Extraction
from briefing.extraction.period.headline_times import date_headlines
from briefing.extraction.period.period_tracking import PeriodTracker
from briefing.extraction.region.localities import Localities
from briefing.extraction.region.subjects import PlaceTracker
from briefing.extraction.relevance import Subject, judge
from briefing.extraction.sectors import sector_of
from briefing.extraction.status.statuses import status_of
from briefing.extraction.surroundings import plans_named, surroundings_of
from briefing.extraction.table.table_figures import table_figures
from briefing.model import Document, Observation, ParagraphKind
from briefing.reference.division_names import ordinary_words, stem
from briefing.reference.divisions import ancestors, find_places, regions, short_name
from briefing.reference.place_names import may_open_with_place

_UNIVERSITY = re.compile(r"[一-龥]{0,4}大学")  # its name begins with a place that is not where it lies
_LONGEST_PLACE = 20  # characters of a place with its parents in front
# Questions whose answers are fields as they are
_AS_ANSWERED = ("region", "locality", "period", "status", "sector", "scope", "relevance")
_RULE = attrgetter("rule")
_BEGINNING = 20000  # characters that tell what a document speaks of


def extract(document: Document) -> Extraction:
    """Every figure that `document` states, in the order of its text; reprints in the same file are marked."""
    plans = plans_named(document)
    found = [_observation(figure, document, plans) for figure in asked(document)]
    found.sort(key=lambda observation: observation.start)
    return Extraction(document, _mark_reprints(found, document.raw))


def asked(document: Document, explained: bool = False) -> list[Figure]:
    """Every figure of the document with all its answers; `explained`: and what spoke against them."""
    prose = list(_prose_figures(document, explained))
    date_headlines(prose)
    figures = [*prose, *table_figures(document)]
    judge(figures, Subject(document))
    for figure in figures:
        weigh(figure, document, explained)
    return figures


def _prose_figures(document: Document, explained: bool) -> Iterator[Figure]:
    outline = Outline()
    periods = PeriodTracker(document.published, f"{document.title or ''}\n{document.name}")
    places, localities = PlaceTracker(document), Localities()
    wholes, names = Wholes(), Namer(_place_stripper(document.place))
    beginning = document.raw[:_BEGINNING]
    for paragraph in document.paragraphs:
        if paragraph.kind in UNREAD or paragraph.kind is ParagraphKind.TABLE:
            continue
        passage = Passage(paragraph, outline, explained=explained)
        for follower in (periods, places, localities, wholes, names):
            follower.enter(passage)
        for sentence in passage.sentences:
            for figure in sentence.figures:
                figure.answers["measure"] = measure_of(figure)
            for reader in (periods, localities, wholes, names):
                reader.enter_sentence(sentence)
            for figure in sentence.figures:
                answers = figure.answers
                answers["scope"] = scope_of(figure)
                answers["status"] = status_of(figure, document)
                answers["period"] = periods.period_of(figure)
                answers["region"] = places.region_of(figure)
                answers["locality"] = localities.locality_of(figure)
                answers["part_of"] = wholes.whole_of(figure)
                answers["name"] = names.name_of(figure)
                answers["sector"] = sector_of(figure, beginning)
                yield figure


def _observation(figure: Figure, document: Document, plans: frozenset[str]) -> Observation:
    quantity, answers = figure.quantity, figure.answers
    raw_span = figure.sentence.passage.paragraph.raw_span
    start, end = raw_span(quantity.start, quantity.end)
    sentence_start, sentence_end = raw_span(*figure.sentence.span)
    measure, sign = answers["measure"].value
    name, whole = answers["name"].value, answers["part_of"].value
    return Observation(
        document=document.name,
        start=start,
        end=end,
        text=document.raw[start:end],
        indicator=name.text,
        aliases=tuple(dict.fromkeys([a for a in name.aliases if a and a != name.text])),
        value=sign * quantity.value,
        upper=None if quantity.upper is None else sign * quantity.upper,
        unit=quantity.unit,
        bound=quantity.bound,
        bound_word=quantity.bound_word,
        measure=measure,
        part_of=None if whole is None else raw_span(whole.quantity.start, whole.quantity.end)[0],
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        doubts=tuple(doubts(figure)),
        rules=tuple(map(_rule_of, answers, map(_RULE, answers.values()))),
        around=surroundings_of(document.raw, (start, end), (sentence_start, sentence_end), plans),
        **{question: answers[question].value for question in _AS_ANSWERED},
    )


@cache
def _rule_of(question: str, rule: str) -> str:
    return f"{question}:{rule}"


def _place_stripper(code: str | None) -> Callable[[str], str]:
    """A function that takes a place's name off the front of a text; the document's own place `code` in every form."""
    codes = () if code is None or code not in regions() else (code, *ancestors(code))
    names = {regions()[c].name for c in codes if c in regions()}
    # A bare one-character stem (西 of 西区) is never a name by itself.
    names |= {short for c in codes if c in regions() and len(short := short_name(c)) > 1}
    names |= {own for c in codes[:1] if len(own := stem(regions()[c].name)) > 1 and own not in ordinary_words()}
    ordered = tuple(sorted(names, key=len, reverse=True))

    def strip(text: str) -> str:
        for name in ordered if text.startswith(ordered) else ():
            if text.startswith(name) and text[len(name) :][:1] != "级" and not _UNIVERSITY.match(text, len(name)):
                return text[len(name) :]
        if not may_open_with_place(text):
            return text
        for mention in find_places(text[:_LONGEST_PLACE])[:1]:
            plain = not (mention.institution or mention.ordinary or mention.zone)
            if mention.start == 0 and plain and text[mention.end : mention.end + 1] != "第":
                return text[mention.end :]
        return text

    return strip


def _mark_reprints(found: list[Observation], raw: str) -> tuple[Observation, ...]:
    """Mark the figures of sentences that the same file prints again (a block printed twice)."""
    first: dict[tuple[str, int], Observation] = {}
    marked = []
    for observation in found:
        sentence = raw[observation.sentence_start : observation.sentence_end]
        key = (sentence, observation.start - observation.sentence_start)
        original = first.setdefault(key, observation)
        if original is not observation and len(sentence) > 12:
            observation = replace(observation, duplicate_of=original.start, optional=True)
        marked.append(observation)
    return tuple(marked)
