"""Which field of public service a figure belongs to: weighted words of its name, sentence, heading and paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from briefing.extraction.answers import Answer, Span, weights
from briefing.extraction.figure import Figure
from briefing.model import Sector
from briefing.packaged import toml_file

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
_GENERAL = frozenset({Sector.OTHER, Sector.FINANCE})
_BONUSES = ("override", "field-phrase")
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
    passage, name = figure.sentence.passage, figure.answers["name"].value.text
    headings = "\n".join(passage.headings)
    answer = sector_in(name, figure.sentence.text, headings, passage.text, beginning, figure.explained)
    return answer._replace(seen=_seen(figure, name, answer)) if figure.explained else answer


def sector_in(
    name: str, sentence: str, heading: str | None, paragraph: str = "", document: str = "", explain: bool = False
) -> Answer[Sector]:
    """The field of an indicator called `name` in `sentence` under `heading`; OTHER when no word tells.

    The rule is where the words stand that decide or count most; with `explain` the second field is the runner-up.
    """
    shares = weights("sector")
    told = [("name", sector, shares["name"] * score) for sector, score in _scores(name)]
    deciding = next((sector for word, sector in _words().overrides if word in name), None)
    if deciding is not None:
        told.append(("override", deciding, shares["override"]))
    if named := _FIELD_PHRASE.search(sentence) or _FIELD_PHRASE.search(heading or ""):
        field = _FIELDS[named["field"]]
        spoken_of = any(sector is field for _, sector, _ in told)
        told.append(("field-phrase", field, shares["field-phrase" if spoken_of else "field-phrase-alone"]))
    if len(paragraph) > _LONGEST_PARAGRAPH:
        paragraph = ""  # a page, not a paragraph: it speaks of many things
    told += _at_most(shares["sentence"], "sentence", _sentence_scores(sentence, paragraph))
    for place, text in (("heading", heading or ""), ("paragraph", paragraph), ("document", document)):
        told += _at_most(shares[place], place, _scores(text))
    return _best(told, explain)


def _at_most(share: float, place: str, found: Collection[tuple[Sector, float]]) -> Iterator[tuple[str, Sector, float]]:
    """What the words of a place tell: together they count for at most its share."""
    most = max(sum(score for _, score in found), 6.0)
    for sector, score in found:
        weight = share * score / most
        yield place, sector, _GENERAL_FACTOR * weight if sector in _GENERAL else weight


def _best(told: Sequence[tuple[str, Sector, float]], explain: bool) -> Answer[Sector]:
    scores: dict[Sector, float] = {}
    for _, sector, weight in told:
        scores[sector] = scores.get(sector, 0.0) + weight
    if not scores:
        return Answer(Sector.OTHER, "silent")
    best = max(scores, key=scores.__getitem__)
    second = max((score for sector, score in scores.items() if sector is not best), default=0.0)
    # A bonus without which another field would win outweighs what counts most.
    rule = max(
        (place in _BONUSES and scores[best] - weight <= second, weight, place)
        for place, sector, weight in told
        if sector is best
    )[2]
    others = [one for one in told if one[1] is not best] if explain else []
    return Answer(best, rule, runner_up=_best(others, False) if others else None)


def _seen(figure: Figure, name: str, answer: Answer[Sector]) -> Span | None:
    """The word that counted most, where it stands in the passage; None where it stands elsewhere."""
    sentence, text = figure.sentence, figure.text
    if answer.rule == "field-phrase":
        named = _FIELD_PHRASE.search(text, *sentence.span)
        return named.span() if named else None
    spoken, words = {"name": name, "sentence": sentence.text, "paragraph": text}.get(answer.rule, ""), _words()
    counted = [(dict(words.weights[hit.word]).get(answer.value, 0.0), hit.word) for hit in _hits(spoken)]
    if answer.rule == "override":
        counted = [(0.0, word) for word, _ in words.overrides if word in name][:1]
    word = max(counted)[1] if counted else ""
    start = max(text.find(word, *sentence.span), text.find(word) if answer.rule == "paragraph" else -1)
    return (start, start + len(word)) if word and start >= 0 else None


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
