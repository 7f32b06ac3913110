"""Which field of public service a figure belongs to: weighted words of its name, sentence, heading and paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.extraction.word_files import one_of, word_file
from briefing.model import Sector

# How much a word counts by where it stands; a place's words count together for at most its share.
_NAME = 4.0
_SURROUNDINGS = (("sentence", 6.0), ("heading", 6.0), ("paragraph", 5.0))
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


@dataclass(frozen=True, slots=True)
class _Words:
    pattern: re.Pattern[str]
    weights: Mapping[str, tuple[tuple[Sector, float], ...]]
    overrides: tuple[tuple[str, Sector], ...]


@cache
def _words() -> _Words:
    data = word_file("sectors")
    weights: dict[str, list[tuple[Sector, float]]] = {}
    for sector in Sector:
        for weight, listed in data[sector.value].items():
            for word in listed:
                weights.setdefault(word, []).append((sector, _WEIGHTS[weight]))
    overrides = tuple((word, Sector(sector)) for word, sector in data["overrides"]["rows"])
    return _Words(re.compile(one_of(list(weights))), {word: tuple(rows) for word, rows in weights.items()}, overrides)


def sector_of(name: str, sentence: str, heading: str | None, paragraph: str = "") -> Sector:
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
    surroundings = {"sentence": sentence, "heading": heading or "", "paragraph": paragraph}
    for place, share in _SURROUNDINGS:
        found = _scores(surroundings[place])
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


@lru_cache(maxsize=4096)
def _scores(text: str) -> tuple[tuple[Sector, float], ...]:
    """Summed weights of the words of `text` by field. In a short text, a name, the last word says what it is."""
    words = _words()
    totals: dict[Sector, float] = {}
    length = len(text)
    for match in words.pattern.finditer(text):
        position = 1.0 + match.end() / length if length <= _LONGEST_NAME else 1.0
        for sector, weight in words.weights[match.group()]:
            totals[sector] = totals.get(sector, 0.0) + weight * position
    return tuple(totals.items())
