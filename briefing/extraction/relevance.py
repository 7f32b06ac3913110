"""Whose statistic a figure is: a region's, one institution's or event's, the economy's, or nobody's.

A linear model over named evidence: the words of the document, the sentence and the name by groups, the unit, and what
the other questions answered. The words stand in data/relevance.toml, what each piece of evidence weighs for each of the
four in data/relevance_weights.toml (benchmarks/relevance.py fits them on labelled figures).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.model import Document, Measure, Relevance
from briefing.packaged import toml_file, word_pattern
from briefing.reference.word_finding import WordFinder

_WORDS = "extraction/data/relevance.toml"
_WEIGHTS = "extraction/data/relevance_weights.toml"
_CLASSES = tuple(Relevance)
_BEGINNING = 20000  # characters that tell what a document speaks of
_SHORTEST = 300  # characters: in a shorter text one word does not count more
_DENSE = 1.5  # square root of the words in a hundred characters from which a document speaks of nothing else
_FEW, _MANY = 5, 1000
COMMON = 0.25  # how much the mean of the document's figures counts for each of them
_LEAST = 1e-4

Scores = tuple[float, ...]


class Subject:
    """What a document speaks of: how much each group of words counts in it, and what that weighs for each class."""

    def __init__(self, document: Document) -> None:
        beginning = document.raw[:_BEGINNING]
        length = max(len(beginning), _SHORTEST)
        self.levels = {
            f"document-{group}": min(1.0, math.sqrt(100 * count / length) / _DENSE)
            for group, count in Counter(_groups(beginning)).items()
        }
        self.levels[f"genre-{document.genre.value if document.genre else 'unknown'}"] = 1.0
        self.scores = _weighed(self.levels.items())


def judge(figures: Sequence[Figure], subject: Subject) -> None:
    """Answer for all figures of a document, which have their other answers, whose statistic each is.

    The rule is the evidence that spoke loudest, the confidence the model's probability; what the figures of a document
    have in common counts for each of them. A figure is a region's only from the threshold of the weights' file on.
    """
    own = [_logarithms(figure, subject) for figure in figures]
    common = [sum(column) / len(own) for column in zip(*own, strict=True)]
    for figure, logarithms in zip(figures, own, strict=True):
        mixed = [(1 - COMMON) * one + COMMON * all_ for one, all_ in zip(logarithms, common, strict=True)]
        figure.answers["relevance"] = _answer(figure, subject, dict(zip(_CLASSES, _shares(mixed), strict=True)))


def _logarithms(figure: Figure, subject: Subject) -> Scores:
    """The logarithms of the probability of each class by the figure's own evidence."""
    own = _weighed((name, 1.0) for name in evidence_of(figure))
    sentence = _sentence_scores(figure.sentence.text)
    shares = _shares([sum(scores) for scores in zip(subject.scores, sentence, own, strict=True)])
    return tuple(math.log(share + _LEAST) for share in shares)


def _shares(totals: Sequence[float]) -> Scores:
    powers = [math.exp(total - max(totals)) for total in totals]
    return tuple(power / sum(powers) for power in powers)


def _answer(figure: Figure, subject: Subject, probable: Mapping[Relevance, float]) -> Answer[Relevance]:
    if never := _tells_of_no_service(figure):
        return Answer(Relevance.NONE, never)
    chosen, second = sorted(_CLASSES, key=lambda kind: -probable[kind])[:2]
    if chosen is Relevance.REGION and probable[chosen] < toml_file(_WEIGHTS)["threshold"]:
        chosen, second = second, chosen
    told = evidence(figure, subject)
    loudest = max(told, key=lambda name: told[name] * (_weight(name, chosen) - _weight(name, second)))
    other = Answer(second, loudest, None, probable[second]) if figure.explained else None
    return Answer(chosen, loudest, None, probable[chosen], other)


def _tells_of_no_service(figure: Figure) -> str | None:
    """The rule by which a figure is nobody's statistic whatever its text speaks of: crimes, victims; 31个省份, 五类."""
    if word_pattern(_WORDS, "<never>").search(f"{figure.answers['name'].value.text}，{figure.left}"):
        return "crime-or-victims"
    if figure.measure is not Measure.LEVEL:
        return None
    if figure.quantity.unit in toml_file(_WORDS)["uncounted"]:
        return "counts-kinds"
    if figure.quantity.unit not in ("个", "家"):
        return None
    return "counts-places" if word_pattern(_WORDS, "<places>").match(figure.text, figure.quantity.end) else None


def evidence_of(figure: Figure) -> Iterator[str]:
    """The names of what a figure itself tells: groups of words of its name, its unit, size and other answers."""
    answers, quantity = figure.answers, figure.quantity
    for group in dict.fromkeys(_groups(answers["name"].value.text)):
        yield f"name-{group}"
    counted, _, per = quantity.unit.partition("/")
    for kind, ends in toml_file(_WORDS)["units"].items():
        if counted.endswith(tuple(ends)):
            yield f"unit-{kind}"
    if per:
        yield "unit-rate"
    for question in ("sector", "status"):
        yield f"{question}-{answers[question].value.value}"
        yield f"{question}-by-{answers[question].rule}"
    yield f"measure-{figure.measure.value}"
    for question in ("region", "period"):
        yield f"{question}-by-{answers[question].rule}"
        if answers[question].value is None:
            yield f"no-{question}"
    if answers["locality"].value:
        yield "locality"
    if quantity.value <= _FEW and figure.measure is Measure.LEVEL:
        yield "few"
    elif quantity.value >= _MANY:
        yield "many"
    yield "always"


@lru_cache(maxsize=4)  # the figures of a sentence ask in turn
def _sentence_evidence(sentence: str) -> tuple[str, ...]:
    groups = dict.fromkeys(_groups(sentence))
    plain = ("sentence-plain",) if groups.keys() <= set(toml_file(_WORDS)["plain"]) else ()
    return (*(f"sentence-{group}" for group in groups), *plain)


@lru_cache(maxsize=4)
def _sentence_scores(sentence: str) -> Scores:
    return _weighed((name, 1.0) for name in _sentence_evidence(sentence))


def evidence(figure: Figure, subject: Subject) -> Mapping[str, float]:
    """All named evidence about a figure with its strength, 0 to 1."""
    names = (*_sentence_evidence(figure.sentence.text), *evidence_of(figure))
    return {**subject.levels, **dict.fromkeys(names, 1.0)}


def _weighed(told: Iterable[tuple[str, float]]) -> Scores:
    totals = [0.0] * len(_CLASSES)
    weights = _weights()
    for name, strength in told:
        if name in weights:
            for index, weight in enumerate(weights[name]):
                totals[index] += strength * weight
    return tuple(totals)


def _weight(name: str, kind: Relevance) -> float:
    weights = _weights().get(name)
    return weights[_CLASSES.index(kind)] if weights else 0.0


@cache
def _weights() -> Mapping[str, Scores]:
    return {name: tuple(map(float, row)) for name, row in toml_file(_WEIGHTS)["weights"].items()}


@cache
def _finder() -> WordFinder[str]:
    groups = toml_file(_WORDS)["groups"]
    return WordFinder({word: group for group, words in groups.items() for word in words})


def _groups(text: str) -> Iterator[str]:
    return (group for _, _, group in _finder().apart_in(text))
