"""Which field of public service a figure belongs to: weighted words of its name, sentence, heading and paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.model import Sector
from briefing.packaged import toml_file

# How much a word counts by where it stands; a place's words count together for at most its share.
_NAME = 4.0
_SHARES = (6.0, 6.0, 5.0, 4.0)  # sentence, heading, paragraph, document
# Words of the economy at large only tell where no field of public service is spoken of.
_GENERAL_FACTOR = 0.5
_WEIGHTS = {"3": 3.0, "2": 2.0, "1": 0.5}
# A heading or phrase that names a field outright (老有康养) wins over the service that the name speaks of (体检).
_FIELD_PHRASE = re.compile(
    r"(?P<field>幼有|学有|劳有|病有|老有|住有|弱有|优军|文体)(?:所|善|康|优|厚|良|颐|宜|众|服务)"
)
_FIELDS = {
    "幼有": Sector.CHILDCARE,
    "学有": Sector.EDUCATION,
    "劳有": Sector.EMPLOYMENT,
    "病有": Sector.HEALTH,
    "老有": Sector.ELDERLY,
    "住有": Sector.HOUSING,
    "弱有": Sector.ASSISTANCE,
    "优军": Sector.VETERANS,
    "文体": Sector.CULTURE_SPORTS,
}
_FIELD_BONUS = 20.0
_DECIDING_BONUS = 10.0
_GENERAL = frozenset({Sector.OTHER, Sector.FINANCE})
_LONGEST_NAME = 40
_LONGEST_PARAGRAPH = 5000


@dataclass(frozen=True, slots=True)
class _Words:
    by_key: Mapping[str, tuple[str, ...]]  # words by their first two characters, the longest first
    weights: Mapping[str, tuple[tuple[Sector, float], ...]]
    overrides: tuple[tuple[str, Sector], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    word: str


@cache
def _words() -> _Words:
    data = toml_file("extraction/data/sectors.toml")
    weights: dict[str, list[tuple[Sector, float]]] = {}
    for sector in Sector:
        for weight, listed in data[sector.value].items():
            for word in listed:
                weights.setdefault(word, []).append((sector, _WEIGHTS[weight]))
    overrides = tuple((word, Sector(sector)) for word, sector in data["overrides"]["rows"])
    keyed: dict[str, list[str]] = {}
    for word in sorted(weights, key=lambda w: (-len(w), w)):
        keyed.setdefault(word[:2], []).append(word)
    return _Words(
        {key: tuple(group) for key, group in keyed.items()},
        {word: tuple(rows) for word, rows in weights.items()},
        overrides,
    )


def sector_of(figure: Figure, beginning: str = "") -> Answer[Sector]:
    """The field of public service of a figure that has its name.

    `beginning` is the document's: what it speaks of decides where all else is silent.
    """
    passage = figure.sentence.passage
    name, headings = figure.answers["name"].value.text, "\n".join(passage.headings)
    return Answer(sector_in(name, figure.sentence.text, headings, passage.text, beginning), "words")


def sector_in(name: str, sentence: str, heading: str | None, paragraph: str = "", document: str = "") -> Sector:
    """The field of an indicator called `name` in `sentence` under `heading`; OTHER when no word tells."""
    scores: dict[Sector, float] = {}
    for sector, score in _scores(name):
        scores[sector] = _NAME * score
    deciding = next((sector for word, sector in _words().overrides if word in name), None)
    if deciding is not None:
        scores[deciding] = scores.get(deciding, 0.0) + _DECIDING_BONUS
    named_field = _named_field(sentence) or _named_field(heading or "")
    if named_field is not None:
        scores[named_field] = scores.get(named_field, 0.0) + (_FIELD_BONUS if scores.get(named_field) else 3.0)
    if len(paragraph) > _LONGEST_PARAGRAPH:
        paragraph = ""  # a page, not a paragraph: it speaks of many things
    wider = (_scores(text) for text in (heading or "", paragraph, document))
    for found, share in zip((_sentence_scores(sentence, paragraph), *wider), _SHARES, strict=True):
        total = sum(score for _, score in found)
        for sector, score in found:
            weight = share * score / max(total, 6.0)
            scores[sector] = scores.get(sector, 0.0) + (_GENERAL_FACTOR * weight if sector in _GENERAL else weight)
    if not scores:
        return Sector.OTHER
    return max(scores, key=lambda sector: scores[sector])


def _named_field(text: str) -> Sector | None:
    match = _FIELD_PHRASE.search(text)
    return _FIELDS[match["field"]] if match else None


@lru_cache(maxsize=256)
def _sentence_scores(sentence: str, paragraph: str) -> tuple[tuple[Sector, float], ...]:
    """Scores of a sentence: read off its paragraph, which is searched once."""
    start = paragraph.find(sentence)
    if start < 0 or len(sentence) <= _LONGEST_NAME:
        return _scores(sentence)
    end = start + len(sentence)
    return _sum((hit, 1.0) for hit in _hits(paragraph) if start <= hit.start and hit.end <= end)


@lru_cache(maxsize=512)
def _scores(text: str) -> tuple[tuple[Sector, float], ...]:
    """Summed weights of the words of `text` by field. In a short text, a name, the last word says what it is."""
    length = len(text)
    return _sum((hit, 1.0 + hit.end / length if length <= _LONGEST_NAME else 1.0) for hit in _hits(text))


def _sum(hits: Iterable[tuple[_Hit, float]]) -> tuple[tuple[Sector, float], ...]:
    weights = _words().weights
    totals: dict[Sector, float] = {}
    for hit, factor in hits:
        for sector, weight in weights[hit.word]:
            totals[sector] = totals.get(sector, 0.0) + weight * factor
    return tuple(totals.items())


@lru_cache(maxsize=8)
def _hits(text: str) -> tuple[_Hit, ...]:
    """The words of the lists in `text`, the longest at each place, without overlap."""
    by_key = _words().by_key
    found: list[_Hit] = []
    taken = 0
    starts = [position for position, key in enumerate(map(add, text, text[1:])) if key in by_key]
    for position in starts:
        if position < taken:
            continue
        for word in by_key[text[position : position + 2]]:
            if text.startswith(word, position):
                taken = position + len(word)
                found.append(_Hit(position, taken, word))
                break
    return tuple(found)
