"""Document → observations: the questions of this package asked in order, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.extraction.amount.measures import measure_of, scope_of
from briefing.extraction.amount.quantities import Quantity, find_quantities
from briefing.extraction.headings import Outline
from briefing.extraction.name.contexts import contexts
from briefing.extraction.name.name_forms import Name
from briefing.extraction.name.naming import Namer
from briefing.extraction.name.wholes import PART_WORD, parents
from briefing.extraction.period.period_tracking import PeriodTracker
from briefing.extraction.region.localities import localities
from briefing.extraction.region.subjects import PlaceTracker
from briefing.extraction.sectors import sector_of
from briefing.extraction.sentences import sentence_spans
from briefing.extraction.status.statuses import status_of
from briefing.model import Document, Measure, Observation, Paragraph, ParagraphKind, Status
from briefing.reference.divisions import ancestors, find_places, regions, short_name
from briefing.reference.place_names import may_open_with_place

_UNREAD = (ParagraphKind.FURNITURE, ParagraphKind.CAPTION, ParagraphKind.TABLE)
_LONGEST_PLACE = 20  # characters of a place with its parents in front
_BEGINNING = 20000  # characters that tell what a document speaks of
Span = tuple[int, int]


def extract(document: Document) -> list[Observation]:
    """Every figure that `document` states, in the order of its text; reprints in the same file are marked."""
    found: list[Observation] = []
    reader = _Reader(document)
    for paragraph in document.paragraphs:
        if paragraph.kind not in _UNREAD:
            found.extend(reader.read(paragraph))
    if document.tables:
        from briefing.extraction.table.table_figures import table_observations

        found.extend(table_observations(document))
        found.sort(key=lambda observation: observation.start)
    return _mark_reprints(found, document.raw)


class _Reader:
    """Reads one document's paragraphs in order and carries what a paragraph leaves to the next."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._periods = PeriodTracker(document.published, document.title)
        self._places = PlaceTracker(document)
        self._namer = Namer(_place_stripper(document.place))
        self._outline = Outline()
        self._beginning = document.raw[:_BEGINNING]

    def read(self, paragraph: Paragraph) -> Iterator[Observation]:
        text = paragraph.text
        quantities = find_quantities(text)
        sentences = [(span, _inside(quantities, span)) for span in sentence_spans(text)] if quantities else []
        measured = [measure_of(text, q, span) for span, group in sentences for q in group]
        quantities = [q for _, group in sentences for q in group]
        published, title = self._document.published, self._document.title
        heading = self._outline.text
        statuses = [status_of(text, q, span, heading, published, title) for span, group in sentences for q in group]
        measures = [measure for measure, _ in measured]
        periods = self._periods.assign(text, quantities, measures, statuses, paragraph.kind)
        places = self._places.assign(text, quantities, paragraph.kind)
        local = localities(text, sentences)
        names, wholes = self._names(text, sentences, measures)
        for index, (span, quantity) in enumerate((span, q) for span, group in sentences for q in group):
            whole = wholes[index]
            yield self._observation(
                paragraph,
                span,
                quantity,
                name=names[index],
                measure=measures[index],
                sign=measured[index][1],
                status=statuses[index],
                period=periods[index],
                region=places[index],
                locality=local[index],
                part_of=None if whole is None else paragraph.raw_offset(quantities[whole].start),
            )
        if paragraph.kind is ParagraphKind.HEADING:
            self._outline.enter(text)

    def _names(
        self, text: str, sentences: list[tuple[Span, list[Quantity]]], measures: list[Measure]
    ) -> tuple[list[Name], list[int | None]]:
        """Names of a paragraph's figures and the index of the total that each is a part of."""
        names: list[Name] = []
        wholes: list[int | None] = []
        previous: list[Quantity] = []
        previous_measures: list[Measure] = []
        self._namer.start_paragraph()
        for span, group in sentences:
            if not group:
                self._namer.pass_over(text[span[0] : span[1]])
                continue
            base = len(names)
            own = measures[base : base + len(group)]
            around = contexts(text, group, span)
            opens_with_part = text[span[0] : group[0].start].lstrip().startswith(PART_WORD)
            head = previous if opens_with_part else []
            offset = base - len(head)
            local = parents(
                text,
                [*head, *group],
                [*around[:1] * len(head), *around],
                [*(previous_measures if head else []), *own],
                span,
                len(head),
            )[len(head) :]
            known = [None if p is None else p - len(head) if p >= len(head) else names[offset + p] for p in local]
            names.extend(self._namer.name(text, group, own, around, known, span))
            wholes.extend(None if p is None else p + offset for p in local)
            previous, previous_measures = group, own
        return names, wholes

    def _observation(
        self,
        paragraph: Paragraph,
        span: Span,
        quantity: Quantity,
        *,
        name: Name,
        measure: Measure,
        sign: int,
        status: Status,
        period: str | None,
        region: str | None,
        locality: str,
        part_of: int | None,
    ) -> Observation:
        start, end = paragraph.raw_span(quantity.start, quantity.end)
        sentence_start, sentence_end = paragraph.raw_span(*span)
        sentence = paragraph.text[span[0] : span[1]]
        return Observation(
            document=self._document.name,
            start=start,
            end=end,
            text=self._document.raw[start:end],
            indicator=name.text,
            aliases=tuple(dict.fromkeys(a for a in name.aliases if a and a != name.text)),
            value=sign * quantity.value,
            upper=None if quantity.upper is None else sign * quantity.upper,
            unit=quantity.unit,
            bound=quantity.bound,
            bound_word=quantity.bound_word,
            measure=measure,
            region=region,
            locality=locality,
            period=period,
            status=status,
            sector=sector_of(name.text, sentence, self._outline.text, paragraph.text, self._beginning),
            part_of=part_of,
            sentence_start=sentence_start,
            sentence_end=sentence_end,
            rules=(f"name:{name.rule}",),
            scope=scope_of(paragraph.text[span[0] : quantity.start], measure),
        )


def _inside(quantities: list[Quantity], span: Span) -> list[Quantity]:
    return [q for q in quantities if span[0] <= q.start < span[1]]


def _place_stripper(code: str | None) -> Callable[[str], str]:
    """A function that takes a place's name off the front of a text; the document's own place `code` in every form."""
    codes = () if code is None or code not in regions() else (code, *ancestors(code))
    names = {regions()[c].name for c in codes if c in regions()}
    # A bare one-character stem (西 of 西区) is never a name by itself.
    names |= {short for c in codes if c in regions() and len(short := short_name(c)) > 1}
    ordered = sorted(names, key=len, reverse=True)

    def strip(text: str) -> str:
        for name in ordered:
            if text.startswith(name):
                return text[len(name) :]
        if not may_open_with_place(text):
            return text
        for mention in find_places(text[:_LONGEST_PLACE])[:1]:
            plain = not (mention.institution or mention.ordinary or mention.zone)
            if mention.start == 0 and plain and text[mention.end : mention.end + 1] != "第":
                return text[mention.end :]
        return text

    return strip


def _mark_reprints(found: list[Observation], raw: str) -> list[Observation]:
    """Mark the figures of sentences that the same file prints again (a block printed twice)."""
    from dataclasses import replace

    first: dict[tuple[str, int], Observation] = {}
    marked = []
    for observation in found:
        sentence = raw[observation.sentence_start : observation.sentence_end]
        key = (sentence, observation.start - observation.sentence_start)
        original = first.setdefault(key, observation)
        if original is not observation and len(sentence) > 12:
            observation = replace(observation, duplicate_of=original.start, optional=True)
        marked.append(observation)
    return marked
