"""Which field of public service a figure belongs to: weighted words of its name, sentence, heading and paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from briefing.extraction.answers import Answer, Span, weights
from briefing.extraction.figure import Figure
from briefing.extraction.telling_words import Rows, told_in
from briefing.model import Sector
from briefing.packaged import Table, one_of, toml_file
from briefing.reference.word_finding import Hit, read_off

# Words of the economy at large only tell where no field of public service is spoken of.
_GENERAL_FACTOR = 0.5
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

_Told = tuple[str, Sector, float]  # where a word stands, its field, and what it weighs there


@cache
def _deciding_words() -> re.Pattern[str]:
    return re.compile(one_of(word for word, _ in _data()["overrides"]["rows"]))


def _data() -> Table:
    return toml_file("extraction/data/sectors.toml")


def _overriding(name: str) -> tuple[str, Sector] | None:
    """The word in `name` that decides by itself, and its field."""
    if not _deciding_words().search(name):
        return None
    return next(((word, Sector(field)) for word, field in _data()["overrides"]["rows"] if word in name), None)


def sector_of(figure: Figure, beginning: str = "") -> Answer[Sector]:
    """The field of public service of a figure that has its name.

    `beginning` is the document's: what it speaks of decides where all else is silent.
    """
    passage, name = figure.sentence.passage, figure.answers["name"].value.text
    headings = "\n".join(passage.headings)
    phrase = figure.text[figure.phrase_start : figure.phrase_end]
    answer = sector_in(name, figure.sentence.text, headings, passage.text, beginning, figure.explained, phrase)
    return answer._replace(seen=_seen(figure, name, answer)) if figure.explained else answer


def sector_in(
    name: str,
    sentence: str,
    heading: str | None,
    paragraph: str = "",
    document: str = "",
    explain: bool = False,
    phrase: str = "",
) -> Answer[Sector]:
    """The field of an indicator called `name` in `sentence` under `heading`; OTHER when no word tells.

    The rule is where the words stand that decide or count most; with `explain` the second field is the runner-up.
    """
    share = weights("sector")
    if len(paragraph) > _LONGEST_PARAGRAPH:
        paragraph = ""  # a page, not a paragraph: it speaks of many things
    told = [("name", sector, share["name"] * score) for sector, score in _scores(told_in(name).fields, len(name))]
    told += _placed("phrase", phrase, paragraph, document)
    if deciding := _overriding(name):
        told.append(("override", deciding[1], share["override"]))
    field, around = _around(sentence, heading or "", paragraph, document)
    if field is not None:
        spoken_of = any(sector is field for _, sector, _ in told)
        told.append(("field-phrase", field, share["field-phrase" if spoken_of else "field-phrase-alone"]))
    return _best([*told, *around], explain)


@lru_cache(maxsize=4)  # the figures of a sentence ask in turn
def _around(sentence: str, heading: str, paragraph: str, document: str) -> tuple[Sector | None, Sequence[_Told]]:
    """The field that a phrase names, and what the words around a name tell."""
    named = _FIELD_PHRASE.search(sentence) or _FIELD_PHRASE.search(heading)
    told = (
        *_placed("sentence", sentence, paragraph, document),
        *_placed("heading", heading, paragraph, document),
        *_placed("paragraph", paragraph, paragraph, document),
        *_placed("document", document, document, document),
    )
    return _FIELDS[named["field"]] if named else None, told


@lru_cache(maxsize=64)
def _placed(place: str, text: str, paragraph: str, document: str) -> Sequence[_Told]:
    """What the words of a place tell: they count together for at most its share."""
    found = _scores(_hits(text, paragraph, _paragraph_hits(paragraph, document)), len(text))
    if not found:
        return []
    share = weights("sector")[place] / max(sum([score for _, score in found]), 6.0)
    return [
        (place, sector, share * score * (_GENERAL_FACTOR if sector in _GENERAL else 1.0)) for sector, score in found
    ]


def _best(told: Sequence[_Told], explain: bool) -> Answer[Sector]:
    scores: dict[Sector, float] = {}
    for _, sector, weight in told:
        scores[sector] = scores.get(sector, 0.0) + weight
    if not scores:
        return Answer(Sector.OTHER, "silent")
    best = max(scores, key=scores.__getitem__)
    won_by = scores.pop(best) - max(scores.values(), default=0.0)
    # A bonus without which another field would win outweighs what counts most.
    rule = max(
        [
            (place in _BONUSES and weight >= won_by, place not in _BONUSES, weight, place)
            for place, sector, weight in told
            if sector is best
        ]
    )[3]
    others = [one for one in told if one[1] is not best] if explain else []
    return Answer(best, rule, runner_up=_best(others, False) if others else None)


def _seen(figure: Figure, name: str, answer: Answer[Sector]) -> Span | None:
    """The word that counted most, where it stands in the passage; None where it stands elsewhere."""
    sentence, text = figure.sentence, figure.text
    if answer.rule == "field-phrase":
        named = _FIELD_PHRASE.search(text, *sentence.span)
        return named.span() if named else None
    spoken = {"name": name, "phrase": sentence.text, "sentence": sentence.text, "paragraph": text}.get(answer.rule, "")
    counted = [(dict(rows).get(answer.value, 0.0), spoken[start:end]) for start, end, rows in told_in(spoken).fields]
    deciding = _overriding(name) if answer.rule == "override" else None
    word = deciding[0] if deciding else max(counted, default=(0.0, ""))[1]
    start = max(text.find(word, *sentence.span), text.find(word) if answer.rule == "paragraph" else -1)
    return (start, start + len(word)) if word and start >= 0 else None


@lru_cache(maxsize=4)
def _paragraph_hits(paragraph: str, document: str) -> Sequence[Hit[Rows]]:
    """The words of a paragraph: read off the document, which is searched once, where it has them as they stand."""
    return _hits(paragraph, document, told_in(document).fields)


def _hits(part: str, text: str, found: Sequence[Hit[Rows]]) -> Sequence[Hit[Rows]]:
    """The words of `part`, read off those `found` in `text` where it stands there."""
    hits = read_off(part, text, found)
    return told_in(part).fields if hits is None else hits


def _scores(hits: Sequence[Hit[Rows]], length: int) -> Rows:
    """Summed weights by field of the words of a text of so many characters.

    In a short text, a name, the last word says what it is.
    """
    totals = dict[Sector, float]()
    for _, end, rows in hits:
        factor = 1.0 + end / length if length <= _LONGEST_NAME else 1.0
        for sector, weight in rows:
            totals[sector] = totals.get(sector, 0.0) + weight * factor
    return tuple(totals.items())
