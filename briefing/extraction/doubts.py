"""How sure the answers to the questions of a figure are: what is less sure than its threshold is in doubt.

A logistic model for each question over named evidence: the rule that answered it, how the name is built, how the place
and time stand to those of the document. The weights stand in data/doubt_weights.toml (benchmarks/doubts.py fits them on
documents that no rule was written for); a field is in doubt below the threshold there, above which answers were right
in at least 95 of 100 cases.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import repeat

from briefing.extraction.answers import Answer, Span
from briefing.extraction.figure import Figure
from briefing.extraction.name.lexicon import pattern
from briefing.model import Document, Status
from briefing.packaged import toml_file, word_pattern

_WORDS = "extraction/data/doubts.toml"
_WEIGHTS = "extraction/data/doubt_weights.toml"
_SHORT, _LONG, _VERY_LONG = 3, 12, 18  # characters of a name
_UNCLEAR = 0.5  # the most that is believed of a name that could not be printed as it was read
_CROWDED = 4  # figures in a sentence
_LONG_SENTENCE = 120  # characters
_UNNAMED = ("particles", "adverbs", "prepositions", "pronouns")
_ANY_UNNAMED = f"<{'|'.join(_UNNAMED)}>"
_BASE = re.compile("[比较]|基础上|按照?|月人均|以来|至今|累计")  # a time named here is that of a base or the beginning
_MARKS = re.compile(r"[“”（）()，、：:《》\d]")


def name_evidence(figure: Figure, document: Document) -> Iterator[str]:
    """What tells how sure a name is: the reading it came by, its length, words that no name has."""
    answers, right, name = figure.answers, figure.right, figure.answers["name"].value.text
    yield f"by-{answers['name'].rule}"
    yield f"measure-{figure.measure}"
    yield from _length(name)
    if len(figure.sentence.figures) > 1 and any(
        other is not figure and _named(other) == name for other in figure.sentence.figures
    ):
        yield "repeated"
    yield f"status-{figure.status}"
    if not name.isalpha() and _MARKS.search(name):
        yield "marks"
    if word_pattern(_WORDS, _ANY_UNNAMED).search(name):
        yield from (kind for kind in _UNNAMED if word_pattern(_WORDS, f"<{kind}>").search(name))
    if pattern("kept_verb").match(name) or pattern("leading_existence").match(name):
        yield "opens-with-verb"
    if name[-1:] in toml_file(_WORDS)["noun_ends"]:
        yield "ends-as-noun"
    if name in figure.sentence.text:
        yield "as-written"
    if answers["part_of"].value is not None:
        yield "part"
    if right.startswith(name) and len(right) - len(name) >= _SHORT:
        yield "goes-on"
    yield from _sentence(figure)


def _length(name: str) -> Iterator[str]:
    if len(name) <= _SHORT:
        yield "short"
    elif len(name) > _LONG:
        yield "very-long" if len(name) > _VERY_LONG else "long"
    own = word_pattern(_WORDS, "<heads>").sub("", name)
    if len(own) <= 1:
        yield "bare"
    elif len(own) <= _SHORT and own != name:
        yield "nearly-bare"


def _named(figure: Figure) -> str:
    answer = figure.answers.get("name")
    return answer.value.text if answer else ""


def region_evidence(figure: Figure, document: Document) -> Iterator[str]:
    """What tells how sure a place is: how it was told and how it stands to the document's own."""
    answer, home = figure.answers["region"], document.place
    yield f"by-{answer.rule}"
    if answer.value is None or home is None:
        yield "no-place" if answer.value is None else "no-home"
    elif answer.value == home:
        yield "home"
    else:
        own, other = home.rstrip("0"), answer.value.rstrip("0")
        yield "below-home" if other.startswith(own) else "above-home" if own.startswith(other) else "elsewhere"
    if figure.answers["locality"].value:
        yield "locality"
    yield from _sentence(figure)


def period_evidence(figure: Figure, document: Document) -> Iterator[str]:
    """What tells how sure a time is: how it was told, how exact it is, how it stands to the document's date."""
    answer, published = figure.answers["period"], document.published or ""
    yield f"by-{answer.rule}"
    value = answer.value or ""
    if value:
        yield "interval" if "/" in value else f"digits-{len(value)}"
        yield "same-year" if value[:4] == published[:4] else "other-year"
    yield "dated" if published else "undated"
    yield from _seen(figure, answer.seen)
    if document.published_inferred:
        yield "inferred"
    yield f"measure-{figure.measure.value}"
    yield f"status-{figure.status.value}"
    yield from _sentence(figure)


def _seen(figure: Figure, seen: Span | None) -> Iterator[str]:
    """Where the words stand that told a time, and whether a base is spoken of between them and the figure."""
    if seen is None:
        yield "unseen"
        return
    started = {"phrase": figure.phrase_start, "sentence": figure.sentence.start}
    yield next((f"seen-in-{name}" for name, start in started.items() if seen[0] >= start), "seen-before")
    if _BASE.search(figure.text, seen[1], figure.quantity.start):
        yield "base"


def status_evidence(figure: Figure, document: Document) -> Iterator[str]:
    """What tells how sure a status is: the rule, and words of the sentence that speak for another one."""
    status = figure.status
    yield f"by-{figure.answers['status'].rule}"
    yield status.value
    for kind in _spoken(figure.sentence.text):
        yield f"{kind}-words-{status.value}"
    if figure.quantity.unit.startswith("元"):
        yield "money"
    if status is Status.ACTUAL and "/" in figure.quantity.unit:
        yield "rate"
    yield from _sentence(figure)


def sector_evidence(figure: Figure, document: Document) -> Iterator[str]:
    """What tells how sure a sector is: where the words stood that decided, and which it is."""
    answer = figure.answers["sector"]
    yield f"by-{answer.rule}"
    yield answer.value.value
    yield from _sentence(figure)


@lru_cache(maxsize=4)  # the figures of a sentence ask in turn
def _spoken(sentence: str) -> tuple[str, ...]:
    return tuple(kind for kind in ("planning", "ruling") if word_pattern(_WORDS, f"<{kind}>").search(sentence))


def _sentence(figure: Figure) -> tuple[str, ...]:
    sentence = figure.sentence
    return _place_in(len(sentence.figures) >= _CROWDED, len(sentence.text) > _LONG_SENTENCE, figure.index > 0)


@cache
def _place_in(crowded: bool, long: bool, later: bool) -> tuple[str, ...]:
    told = {"crowded": crowded, "long-sentence": long, "later": later}
    return ("always", *(name for name, holds in told.items() if holds))


EVIDENCE: Mapping[str, Callable[[Figure, Document], Iterator[str]]] = {
    "name": name_evidence,
    "region": region_evidence,
    "period": period_evidence,
    "status": status_evidence,
    "sector": sector_evidence,
}


@cache
def _thresholds() -> Mapping[str, float]:
    """The questions whose answers can be in doubt, with the confidence below which they are."""
    return {question: least for question, least in toml_file(_WEIGHTS)["thresholds"].items() if least > 0}


def weigh(figure: Figure, document: Document, explained: bool = False) -> None:
    """Give the answers of a figure their confidence, the probability that they are right.

    Where it need not be `explained`, those only that can be in doubt.
    """
    for question in EVIDENCE if explained else _thresholds():
        total = sum(map(weights(question).get, EVIDENCE[question](figure, document), repeat(0.0)))
        value, rule, seen, _, runner_up = figure.answers[question]
        most = _UNCLEAR if question == "name" and rule == "unclear" else 1.0
        figure.answers[question] = Answer(value, rule, seen, min(most, 1 / (1 + math.exp(-total))), runner_up)


def doubts(figure: Figure) -> Iterator[str]:
    """The fields whose answers are in doubt. What is left unknown (a place, a time) claims nothing."""
    for question, threshold in _thresholds().items():
        answer = figure.answers[question]
        if answer.value is not None and answer.confidence is not None and answer.confidence < threshold:
            yield "indicator" if question == "name" else question


@cache
def weights(question: str) -> Mapping[str, float]:
    """What each piece of evidence weighs for the answer to a question being right."""
    return {name: float(weight) for name, weight in toml_file(_WEIGHTS)[question].items()}
