"""Which figures are stated parts of which total: 其中 …, bracketed breakdowns, and lists that add up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.extraction.answers import Answer, Span
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.name.contexts import Joint
from briefing.model import Measure

_PART_WORD = "其中"
_PERSONS = frozenset("人名位") | {"人次"}
# Breakdowns whose parts overlap (二孩127户,三孩6户,同时享受1户) exceed the total a little.
_OVERLAP = 1.25


_WHOLE: Answer[Figure | None] = Answer(None, "whole")


class Wholes:
    """Finds, sentence by sentence, the total that each figure is a part of."""

    def __init__(self) -> None:
        self._earlier: list[Figure] = []  # the figures of the last sentence of the passage that has any
        self._found: list[Answer[Figure | None]] = []

    def enter(self, passage: Passage) -> None:
        """A passage's parts have their totals in it."""
        self._earlier = []

    def enter_sentence(self, sentence: Sentence) -> None:
        """Find the totals of a sentence's figures, whose measures are known."""
        if not sentence.figures:
            return
        opens = sentence.text[: sentence.figures[0].quantity.start - sentence.start].lstrip().startswith(_PART_WORD)
        head = self._earlier if opens else []
        alone = not head and len(sentence.figures) == 1
        self._found = [_WHOLE] if alone else _wholes([*head, *sentence.figures], len(head), sentence)
        self._earlier = sentence.figures

    def whole_of(self, figure: Figure) -> Answer[Figure | None]:
        """The total of which a figure is a stated part, None where it is none."""
        return self._found[figure.index]


def _wholes(figures: Sequence[Figure], first: int, sentence: Sentence) -> list[Answer[Figure | None]]:
    """For each figure of a sentence its total; the first `first` figures are the sentence's before and only totals."""
    found: list[int | None] = [None] * first
    rules: list[tuple[str, Span | None]] = [("whole", None)] * len(figures)
    scope: list[int] | None = None
    word: Span | None = None
    for index in range(first, len(figures)):
        figure = figures[index]
        low = figures[index - 1].quantity.end if index > first else sentence.start
        part_word = figure.text.find(_PART_WORD, low, figure.quantity.start)
        if part_word >= 0:
            scope = list(range(index)) if index > first or first else []
            word = part_word, part_word + len(_PART_WORD)
        parent = _same_kind(figures, scope, index) if scope else None
        rules[index] = "part-word", word
        if parent is None and index > first:
            if figure.context.joint is Joint.BRACKET:
                parent = _same_kind(figures, [index - 1], index)
                parent = parent if parent is None or found[parent] is None else found[parent]
                rules[index] = "part-in-bracket", (low, figure.quantity.start)
            elif figure.context.joint is Joint.LIST and _in_bracket(figure.text, low, sentence.start):
                parent = found[index - 1]
                rules[index] = "part-in-list", (low, figure.quantity.start)
        found.append(parent if parent is None or _fits(figures, found, parent, index) else None)
    for member, total in _exact_sums(figures, found, first):
        rules[member] = "exact-sum", (figures[total].quantity.start, figures[total].quantity.end)
    return [
        _WHOLE if whole is None else Answer(figures[whole], *rule)
        for whole, rule in zip(found[first:], rules[first:], strict=True)
    ]


def _same_kind(figures: Sequence[Figure], candidates: list[int], index: int) -> int | None:
    quantity = figures[index].quantity
    if figures[index].measure is not Measure.LEVEL:
        return None
    for candidate in reversed(candidates):
        other = figures[candidate].quantity
        same = other.unit == quantity.unit or (other.unit in _PERSONS and quantity.unit in _PERSONS)
        if same and figures[candidate].measure is Measure.LEVEL and other.value >= quantity.value:
            return candidate
    return None


def _fits(figures: Sequence[Figure], found: list[int | None], parent: int, index: int) -> bool:
    stated = sum(figures[i].quantity.value for i, p in enumerate(found) if p == parent)
    return stated + figures[index].quantity.value <= _OVERLAP * figures[parent].quantity.value


def _in_bracket(text: str, position: int, start: int) -> bool:
    before = text[start:position]
    return before.count("(") + before.count("（") > before.count(")") + before.count("）")


def _exact_sums(figures: Sequence[Figure], found: list[int | None], first: int) -> list[tuple[int, int]]:
    """Mark runs of at least two later figures of one unit that add up exactly to an earlier one; returns both."""
    marked: list[tuple[int, int]] = []
    for total in range(first, len(figures) - 2):
        if found[total] is not None or figures[total].measure is not Measure.LEVEL:
            continue
        run = []
        sum_ = 0.0
        for index in range(total + 1, len(figures)):
            same = figures[index].quantity.unit == figures[total].quantity.unit
            if not same or figures[index].measure is not Measure.LEVEL or found[index] is not None:
                break
            run.append(index)
            sum_ += figures[index].quantity.value
            if len(run) >= 2 and abs(sum_ - figures[total].quantity.value) <= 1e-9 * max(1.0, sum_):
                for member in run:
                    found[member] = total
                marked += [(member, total) for member in run]
                break
    return marked
