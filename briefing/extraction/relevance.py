"""Whose statistic a figure is: a region's, one institution's or event's, the economy's, or nobody's.

A linear model over named evidence: the words of the document, the sentence and the name by groups, the unit, and what
the other questions answered. The words stand in data/relevance.toml, what each piece of evidence weighs for each of the
four in data/relevance_weights.toml (benchmarks/relevance.py fits them on labelled figures).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, repeat
from operator import itemgetter

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.extraction.houses import is_of_one_house
from briefing.extraction.telling_words import told_in
from briefing.model import Document, Measure, Relevance
from briefing.packaged import toml_file, word_pattern
from briefing.reference.word_finding import read_off

_WORDS = "extraction/data/relevance.toml"
_WEIGHTS = "extraction/data/relevance_weights.toml"
_CLASSES = tuple(Relevance)
_BEGINNING = 20000  # characters that tell what a document speaks of
_SHORTEST = 300  # characters: in a shorter text one word does not count more
_DENSE = 1.5  # square root of the words in a hundred characters from which a document speaks of nothing else
_FEW, _MANY = 5, 1000
COMMON = 0.25  # how much the mean of the document's figures counts for each of them
_LEAST = 1e-4
_NOTHING = (0.0,) * len(_CLASSES)

Scores = tuple[float, ...]


class Subject:
    """What a document speaks of: how much each group of words counts in it, and what that weighs for each class."""

    def __init__(self, document: Document) -> None:
        self._beginning = document.raw[:_BEGINNING]
        self._found = told_in(self._beginning).groups
        length = max(len(self._beginning), _SHORTEST)
        self.levels = {
            f"document-{group}": min(1.0, math.sqrt(100 * count / length) / _DENSE)
            for group, count in Counter([group for _, _, group in self._found]).items()
        }
        self.levels[f"genre-{document.genre.value if document.genre else 'unknown'}"] = 1.0
        self.scores = _sum(*([of * one for one in _weights().get(name, _NOTHING)] for name, of in self.levels.items()))
        self._sentences: dict[str, tuple[tuple[str, ...], Scores]] = {}
        self._loudest: dict[tuple[int, int], tuple[float, str]] = {}

    def spoken(self, sentence: str) -> tuple[tuple[str, ...], Scores]:
        """The evidence of a sentence of the document, and what it weighs together with the document's."""
        if sentence not in self._sentences:
            found = read_off(sentence, self._beginning, self._found)
            found = told_in(sentence).groups if found is None else found
            groups = dict.fromkeys(group for _, _, group in found)
            plain = ("sentence-plain",) if groups.keys() <= set(toml_file(_WORDS)["plain"]) else ()
            names = (*(f"sentence-{group}" for group in groups), *plain)
            self._sentences[sentence] = names, _sum(self.scores, _weighed(names))
        return self._sentences[sentence]

    def loudest(self, chosen: int, second: int) -> tuple[float, str]:
        """What in the whole document speaks most for one class against another, and how much."""
        if (chosen, second) not in self._loudest:
            contrast = _contrast(chosen, second)
            told = ((strength * contrast.get(name, 0.0), name) for name, strength in self.levels.items())
            self._loudest[chosen, second] = max(told, key=itemgetter(0))
        return self._loudest[chosen, second]


def judge(figures: Sequence[Figure], subject: Subject) -> None:
    """Answer for all figures of a document, which have their other answers, whose statistic each is.

    The rule is the evidence that spoke loudest, the confidence the model's probability; what the figures of a document
    have in common counts for each of them. A figure is a region's only from the threshold of the weights' file on.
    """
    told = [tuple(evidence_of(figure)) for figure in figures]
    spoken = [subject.spoken(figure.sentence.text) for figure in figures]
    own = [
        [math.log(share + _LEAST) for share in _shares(_sum(scores, *map(_weighed, pieces)))]
        for (_, scores), pieces in zip(spoken, told, strict=True)
    ]
    common = [COMMON * (sum(column) / len(own)) for column in zip(*own, strict=True)]
    for figure, (around, _), pieces, logarithms in zip(figures, spoken, told, own, strict=True):
        mixed = [(1 - COMMON) * one + all_ for one, all_ in zip(logarithms, common, strict=True)]
        figure.answers["relevance"] = _answer(figure, (*around, *chain(*pieces)), subject, _shares(mixed))


def _shares(totals: Sequence[float]) -> Sequence[float]:
    highest = max(totals)
    powers = [math.exp(total - highest) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def _answer(figure: Figure, names: Sequence[str], subject: Subject, probable: Sequence[float]) -> Answer[Relevance]:
    if never := _tells_of_no_service(figure):
        return Answer(Relevance.NONE, never)
    chosen, second = sorted(range(len(_CLASSES)), key=probable.__getitem__, reverse=True)[:2]
    if _CLASSES[chosen] is Relevance.REGION and probable[chosen] < toml_file(_WEIGHTS)["threshold"]:
        chosen, second = second, chosen
    if _CLASSES[chosen] is Relevance.REGION and is_of_one_house(figure):
        return Answer(Relevance.SINGLE, "one-house")
    weighs = [*map(_contrast(chosen, second).get, names, repeat(0.0))]
    loudness, loudest = subject.loudest(chosen, second)
    if (most := max(weighs)) > loudness:
        loudest = names[weighs.index(most)]
    other = Answer(_CLASSES[second], loudest, None, probable[second]) if figure.explained else None
    return Answer(_CLASSES[chosen], loudest, None, probable[chosen], other)


def _tells_of_no_service(figure: Figure) -> str | None:
    """The rule by which a figure is nobody's statistic whatever its text speaks of: crimes, victims; 31个省份, 五类."""
    never = word_pattern(_WORDS, "<never>")
    if never.search(figure.answers["name"].value.text) or never.search(figure.left):
        return "crime-or-victims"
    if figure.measure is not Measure.LEVEL:
        return None
    if figure.quantity.unit in toml_file(_WORDS)["uncounted"]:
        return "counts-kinds"
    if figure.quantity.unit not in ("个", "家"):
        return None
    return "counts-places" if word_pattern(_WORDS, "<places>").match(figure.text, figure.quantity.end) else None


def evidence_of(figure: Figure) -> Iterator[tuple[str, ...]]:
    """The names of what a figure itself tells: groups of words of its name, its unit, size and other answers.

    They come in pieces that recur from figure to figure, each of which is weighed once.
    """
    answers, quantity = figure.answers, figure.quantity
    sector, status = answers["sector"], answers["status"]
    yield tuple(dict.fromkeys([f"name-{group}" for _, _, group in told_in(answers["name"].value.text).groups]))
    yield _unit_evidence(quantity.unit)
    yield f"sector-{sector.value}", f"sector-by-{sector.rule}"
    yield f"status-{status.value}", f"status-by-{status.rule}", f"measure-{figure.measure}"
    for question in ("region", "period"):
        by = f"{question}-by-{answers[question].rule}"
        yield (by, f"no-{question}") if answers[question].value is None else (by,)
    if answers["locality"].value:
        yield ("locality",)
    if quantity.value <= _FEW and figure.measure is Measure.LEVEL:
        yield ("few", "always")
    else:
        yield ("many", "always") if quantity.value >= _MANY else ("always",)


@lru_cache(maxsize=256)
def _unit_evidence(unit: str) -> tuple[str, ...]:
    counted, _, per = unit.partition("/")
    kinds = (kind for kind, ends in toml_file(_WORDS)["units"].items() if counted.endswith(tuple(ends)))
    return (*(f"unit-{kind}" for kind in kinds), *(("unit-rate",) if per else ()))


def evidence(figure: Figure, subject: Subject) -> Mapping[str, float]:
    """All named evidence about a figure with its strength, 0 to 1."""
    names = (*subject.spoken(figure.sentence.text)[0], *chain(*evidence_of(figure)))
    return {**subject.levels, **dict.fromkeys(names, 1.0)}


@lru_cache(maxsize=1024)
def _weighed(names: tuple[str, ...]) -> Scores:
    """What pieces of evidence weigh together for each class."""
    weights = _weights()
    return _sum(_NOTHING, *(weights[name] for name in names if name in weights))


def _sum(*rows: Sequence[float]) -> Scores:
    return tuple(map(sum, zip(*rows, strict=True)))


@cache
def _contrast(chosen: int, second: int) -> Mapping[str, float]:
    """How much more each piece of evidence speaks for one class than for another."""
    return {name: row[chosen] - row[second] for name, row in _weights().items()}


@cache
def _weights() -> Mapping[str, Scores]:
    return {name: tuple(map(float, row)) for name, row in toml_file(_WEIGHTS)["weights"].items()}
