"""Whose statistic a figure is: a region's, one institution's or event's, the economy's, or nobody's.

A linear model over named evidence: the words of the document, the sentence and the name by groups, the unit, and what
the other questions answered. The words stand in data/relevance.toml, what each piece of evidence weighs for each of the
four in data/relevance_weights.toml (benchmarks/relevance.py fits them on labelled figures).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.model import Document, Measure, Relevance
from briefing.packaged import toml_file
from briefing.reference.word_finding import WordFinder

_WORDS = "extraction/data/relevance.toml"
_WEIGHTS = "extraction/data/relevance_weights.toml"
_CLASSES = tuple(Relevance)
_BEGINNING = 20000  # characters that tell what a document speaks of
_SHORTEST = 300  # characters: in a shorter text one word does not count more
_DENSE = 1.5  # square root of the words in a hundred characters from which a document speaks of nothing else
_FEW, _MANY = 5, 1000

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
        self.scores = _weighed(self.levels.items())


def relevance_of(figure: Figure, subject: Subject) -> Answer[Relevance]:
    """Whose statistic a figure is that has its other answers; the rule is the evidence that spoke loudest for it.

    The confidence is the model's probability. A figure is a region's only from the threshold of the weights' file on:
    below it, it is what the model takes it for otherwise.
    """
    sentence = _sentence_evidence(figure.sentence.text)
    own = [(name, 1.0) for name in evidence_of(figure)]
    totals = [
        sum(scores)
        for scores in zip(subject.scores, _sentence_scores(figure.sentence.text), _weighed(own), strict=True)
    ]
    most = max(totals)
    shares = [math.exp(total - most) for total in totals]
    probable = {kind: share / sum(shares) for kind, share in zip(_CLASSES, shares, strict=True)}
    ranked = sorted(probable, key=probable.__getitem__, reverse=True)
    if ranked[0] is Relevance.REGION and probable[Relevance.REGION] < toml_file(_WEIGHTS)["threshold"]:
        ranked[0], ranked[1] = ranked[1], ranked[0]
    chosen, second = ranked[:2]
    told = {**subject.levels, **dict.fromkeys(sentence, 1.0), **dict(own)}
    loudest = max(told, key=lambda name: told[name] * (_weight(name, chosen) - _weight(name, second)))
    other = Answer(second, loudest, None, probable[second]) if figure.explained else None
    return Answer(chosen, loudest, None, probable[chosen], other)


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
    return tuple(dict.fromkeys(f"sentence-{group}" for group in _groups(sentence)))


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
