"""Source numbers: one for each sentence that a printed figure comes from, in the order of first use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing import corrections
from briefing.composition.fixed_wordings import benchmark_name, benchmark_value, computation
from briefing.composition.page_model import Citation, DocumentEntry, ReferenceEntry, SourceEntry, SourcePiece
from briefing.documents.file_names import label
from briefing.model import Benchmark, Document, Fact, Observation
from briefing.printing import numbers, periods
from briefing.reference.divisions import full_name
from briefing.reference.examinations import tells_examination
from briefing.reference.population import SOURCE as CENSUS_SOURCE

_ENDS = "。！？!?；;"  # a sentence of a source list ends here
_CONTEXT = 46  # characters kept before, between and after the marked figures of a long sentence
_ELLIPSIS = "……"
_SNAP = 20  # characters that a cut moves to fall between two clauses
_SHORT_CLAUSE = 10  # so short a clause stays with the next: 2021年，
_IN_NUMBER = re.compile("[0-9.,%年月日]")  # what a cut does not separate from the digits before it
_OPEN_NUMBER = re.compile("[0-9.,]+$")
_CLAUSE_ENDS = f"{_ENDS}，,："
_PARTS = re.compile(f"[^{_CLAUSE_ENDS}、]+")
_NUMERAL = re.compile("[0-9０-９一二三四五六七八九十百]")
_BLANK = "\x00"
_BLANKS = re.compile(f"{_BLANK}+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands in the cleaned text: paragraph index and [start, end) of figure and sentence."""

    paragraph: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(slots=True)
class _Numbered:
    number: int
    document: str
    place: _Place
    figures: dict[str, tuple[_Place, Observation]] = field(default_factory=dict)
    cited_by: dict[str, str] = field(default_factory=dict)  # target -> id of its first citation


@dataclass(frozen=True, slots=True)
class Census:
    """A population that figures were divided by: of which place, how many, which people."""

    region: str
    people: int
    name: str
    source: str

    @classmethod
    def of(cls, fact: Fact) -> Census | None:
        """The population of a derived fact, None for a stated one."""
        made = fact.derivation
        if made is None:
            return None
        source = made.denominator_source or CENSUS_SOURCE
        return cls(fact.observation.region or "", made.denominator, made.denominator_name, source)


def _reference_texts(reference: Benchmark | Census) -> tuple[str, str, str]:
    """Name, value and source as the list of references prints them."""
    if isinstance(reference, Benchmark):
        due = f"（{reference.year}年）" if reference.kind == "target" else ""
        name = f"{reference.indicator}，{benchmark_name(reference)}{due}"
        made = f"（{computation(reference.per_head)}）" if reference.per_head else ""
        return f"{name}{made}", benchmark_value(reference), reference.source
    return f"{full_name(reference.region)}{reference.name}", f"{numbers.plain(reference.people)}人", reference.source


class SourceRegister:
    """Hands out citations while a briefing is composed, then lists the sentences they lead to."""

    def __init__(self, documents: Iterable[Document], withheld: Iterable[Observation] | None = None) -> None:
        """`withheld`: figures whose clauses are left out of the sentences that are quoted for others, as are clauses
        that name an examination beside a number nobody took for a figure. None: an internal page, which quotes all."""
        self._documents = {document.name: document for document in documents}
        self._discreet = withheld is not None
        self._withheld: dict[str, list[Observation]] = {}
        for observation in withheld or ():
            self._withheld.setdefault(observation.document, []).append(observation)
        self._numbered: dict[tuple[str, int, int], _Numbered] = {}
        self._references: dict[Benchmark | Census, list[Citation]] = {}
        self._citations = 0

    def cite(self, observation: Observation) -> Citation:
        """A new citation of the sentence that states the observation."""
        entry = self._entry(observation)
        self._citations += 1
        citation = Citation(entry.number, f"c{self._citations}", _target(entry, observation))
        entry.cited_by.setdefault(citation.target, citation.id)
        return citation

    def cite_all(self, observations: Iterable[Observation]) -> tuple[Citation, ...]:
        """Citations of several observations, one for each sentence, in ascending order of their numbers."""
        cited: dict[int, Observation] = {}
        for observation in observations:
            cited.setdefault(self._entry(observation).number, observation)
        return tuple(sorted((self.cite(observation) for observation in cited.values()), key=lambda c: c.number))

    def cite_benchmark(self, reference: Benchmark | Census) -> Citation:
        """A new citation of a national value, a target or a census population."""
        cited = self._references.setdefault(reference, [])
        number = list(self._references).index(reference) + 1
        self._citations += 1
        citation = Citation(number, f"c{self._citations}", f"b{number}", "参")
        cited.append(citation)
        return citation

    def cite_benchmarks(self, benchmarks: Iterable[Benchmark]) -> tuple[Citation, ...]:
        """New citations of several, each once, in ascending order of their numbers."""
        return tuple(sorted(map(self.cite_benchmark, dict.fromkeys(benchmarks)), key=lambda c: c.number))

    def cite_denominators(self, facts: Iterable[Fact]) -> tuple[Citation, ...]:
        """New citations of the census populations that derived facts were computed with, each once."""
        used = dict.fromkeys(census for fact in facts if (census := Census.of(fact)))
        return tuple(map(self.cite_benchmark, used))

    def is_cited(self, source: Observation | Benchmark | Census) -> bool:
        """Whether something on the page has cited it."""
        if not isinstance(source, Observation):
            return source in self._references
        place = _place(self._documents[source.document], source)
        entry = self._numbered.get((source.document, place.paragraph, place.sentence_start))
        return entry is not None and _target(entry, source) in entry.figures

    def references(self) -> tuple[ReferenceEntry, ...]:
        """The national values, targets and census populations cited."""
        return tuple(
            ReferenceEntry(number, f"b{number}", *_reference_texts(reference), back=cited[0].id)
            for number, (reference, cited) in enumerate(self._references.items(), start=1)
        )

    def entries(self) -> tuple[SourceEntry, ...]:
        """The numbered sentences."""
        numbers = self._document_numbers()
        return tuple(
            SourceEntry(
                number=entry.number,
                pieces=_pieces(entry, self._quotable(entry)),
                document=numbers[entry.document],
                start=min(observation.start for _, observation in entry.figures.values()),
                end=max(observation.end for _, observation in entry.figures.values()),
                cited_by=_first(entry),
                corrections=_corrections(entry),
            )
            for entry in self._numbered.values()
        )

    def documents(self) -> tuple[DocumentEntry, ...]:
        """The documents cited, in the order of first use."""
        return tuple(
            _document_entry(number, self._documents[name]) for name, number in self._document_numbers().items()
        )

    def _entry(self, observation: Observation) -> _Numbered:
        """The numbered sentence of an observation, which is marked in it."""
        place = _place(self._documents[observation.document], observation)
        key = (observation.document, place.paragraph, place.sentence_start)
        entry = self._numbered.setdefault(key, _Numbered(len(self._numbered) + 1, observation.document, place))
        entry.figures.setdefault(_target(entry, observation), (place, observation))
        return entry

    def _quotable(self, entry: _Numbered) -> str:
        """The paragraph that an entry's sentence stands in, as long as it is, what is withheld blanked."""
        document = self._documents[entry.document]
        text = document.raw if entry.place.paragraph < 0 else document.paragraphs[entry.place.paragraph].text
        shown = [place for place, _ in entry.figures.values()]
        for observation in self._withheld.get(entry.document, ()):
            place = _place(document, observation)
            if place.paragraph == entry.place.paragraph:
                text = _masked(text, place, shown)
        return _without_examinations(text, entry.place, shown) if self._discreet else text

    def _document_numbers(self) -> dict[str, int]:
        names = dict.fromkeys(entry.document for entry in self._numbered.values())
        return {name: number for number, name in enumerate(names, start=1)}


def _target(entry: _Numbered, observation: Observation) -> str:
    return f"s{entry.number}-{observation.start}"


def _first(entry: _Numbered) -> str:
    return next(iter(entry.cited_by.values()))


def _corrections(entry: _Numbered) -> tuple[str, ...]:
    """What editors changed in the marked figures of a sentence."""
    return tuple(
        f"“{observation.text}”：{corrections.description(observation.corrected)}"
        for _, observation in sorted(entry.figures.values(), key=lambda figure: figure[1].start)
        if observation.corrected is not None
    )


def _carriers(document: Document) -> str:
    """The document's source, and others that carry the same article."""
    own = document.source or ""
    others = dict.fromkeys(r.source for r in document.republications if r.source and r.source != own)
    if not others:
        return own
    return f"{own}（另见{'、'.join(others)}）" if own else "、".join(others)


def _document_entry(number: int, document: Document) -> DocumentEntry:
    published = periods.label(document.published)
    return DocumentEntry(
        number=number,
        title=document.title or "（原文无标题）",
        source=_carriers(document),
        published=f"{published}（推定）" if document.published_inferred else published,
        file=label(document.name),
        sha256=document.sha256,
    )


def _place(document: Document, observation: Observation) -> _Place:
    """The observation's place in the cleaned text; in the raw text (paragraph −1) when no paragraph has it."""
    found = document.text_span(observation.start, observation.end)
    index, start, end = found or (-1, observation.start, observation.end)
    text = document.raw if found is None else document.paragraphs[index].text
    return _Place(index, start, end, *_sentence(text, start, end))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around [start, end), its closing mark included, spaces at the head left out."""
    first = max((text.rfind(mark, 0, start) for mark in _ENDS + "\n"), default=-1) + 1
    ends = [position for mark in _ENDS + "\n" if (position := text.find(mark, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    while first < start and text[first].isspace():
        first += 1
    return first, last


def _pieces(entry: _Numbered, text: str) -> tuple[SourcePiece, ...]:
    """The sentence of a paragraph's text cut at its marked figures, long stretches between them shortened."""
    pieces: list[SourcePiece] = []
    position, last = entry.place.sentence_start, entry.place.sentence_end
    for target, (place, _) in sorted(entry.figures.items(), key=lambda item: item[1][0].start):
        if place.start < position:
            continue  # overlaps the figure before it
        pieces.append(SourcePiece(_cut(text[position : place.start], head=bool(pieces), tail=True)))
        pieces.append(SourcePiece(text[place.start : place.end], target, entry.cited_by.get(target, _first(entry))))
        position = place.end
    pieces.append(SourcePiece(_cut(text[position:last], head=True, tail=False)))
    return tuple(piece for piece in pieces if piece.text)


def _masked(text: str, secret: _Place, shown: Iterable[_Place]) -> str:
    """`text`, as long as before, with a figure's clause blanked; the figure alone where its clause has a shown one."""
    start = max(text.rfind(mark, 0, secret.start) for mark in _CLAUSE_ENDS) + 1
    end = min((found for mark in _CLAUSE_ENDS if (found := text.find(mark, secret.end)) >= 0), default=len(text))
    if any(start < place.end and place.start < end for place in shown):
        start, end = secret.start, secret.end
    return text[:start] + _BLANK * (end - start) + text[end:]


def _without_examinations(text: str, sentence: _Place, shown: Iterable[_Place]) -> str:
    """`text`, as long as before, with those parts of the sentence blanked that name an examination's result and have a
    number, but no shown figure."""
    for part in _PARTS.finditer(text, sentence.sentence_start, sentence.sentence_end):
        alone = not any(part.start() < place.end and place.start < part.end() for place in shown)
        if alone and _NUMERAL.search(part[0]) and tells_examination(part[0]):
            text = text[: part.start()] + _BLANK * len(part[0]) + text[part.end() :]
    return text


def _cut(text: str, *, head: bool, tail: bool) -> str:
    """A stretch beside marked figures; a long one keeps only what touches them (`head`: before, `tail`: after it)."""
    text = _BLANKS.sub(_ELLIPSIS, " ".join(text.split()))
    if len(text) <= _CONTEXT * (head + tail):
        return text
    return (_beginning(text) if head else "") + _ELLIPSIS + (_end(text) if tail else "")


def _beginning(text: str) -> str:
    """About _CONTEXT characters: up to the end of a clause where one is near, never into a number."""
    kept = text[:_CONTEXT]
    clause = max(kept.rfind(mark) for mark in _CLAUSE_ENDS)
    if clause >= _CONTEXT - _SNAP:
        return kept[:clause]
    return _OPEN_NUMBER.sub("", kept) if _IN_NUMBER.match(text, _CONTEXT) else kept


def _end(text: str) -> str:
    """About the last _CONTEXT characters: from the beginning of a clause where one is near, never out of a number."""
    start = len(text) - _CONTEXT
    clauses = [place for mark in _CLAUSE_ENDS if start - _SNAP <= (place := text.rfind(mark, 0, start)) + 1]
    if clauses:
        begin = max(clauses) + 1
        opening = max(text.rfind(mark, 0, begin - 1) for mark in _CLAUSE_ENDS) + 1
        return text[opening if begin - opening <= _SHORT_CLAUSE else begin :]
    while start and _IN_NUMBER.match(text, start):
        start -= 1
    return text[start:]
