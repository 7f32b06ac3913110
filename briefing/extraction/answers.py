"""Answers: what was decided about a figure, by which rule, how surely, from which words, and against what else.

Where several readings of a figure compete, each is a candidate named for its evidence; `choose` takes the one with the
greatest weight of data/weights.toml, the one file in which all weights stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from briefing.packaged import toml_file

T = TypeVar("T")
Span = tuple[int, int]


class Answer(NamedTuple, Generic[T]):
    """The answer to one question about one figure.

    `rule` names what decided (data/rule_words.toml has the Chinese words); `confidence` is the share of answers by that
    rule that were right where it has been measured, else None; `seen` the words that decided, as a span of the
    passage's text; `runner_up` the best answer that would have been another. That, and the words of a name, only where
    the reader was asked to explain.
    """

    value: T
    rule: str
    seen: Span | None = None
    confidence: float | None = None
    runner_up: Answer[T] | None = None


# A candidate's function: from a figure's evidence to the answer that it speaks for, None where it says nothing
Candidate = Callable[..., "Answer[T] | None"]


@cache
def weights(question: str) -> Mapping[str, float]:
    """The weights of a question's candidates by their names: the reading with the greatest one is taken."""
    return {str(name): float(weight) for name, weight in toml_file("extraction/data/weights.toml")[question].items()}


def in_order(question: str, candidates: Sequence[Candidate[T]]) -> tuple[Candidate[T], ...]:
    """`candidates` by falling weight. Raises KeyError for one whose name has no weight in data/weights.toml."""
    known = weights(question)
    return tuple(sorted(candidates, key=lambda candidate: -known[candidate.__name__.strip("_")]))


def grouped(
    question: str, always: Sequence[Candidate[T]], *groups: Sequence[Candidate[T]]
) -> Callable[..., tuple[Candidate[T], ...]]:
    """A function that gives the candidates for a figure by falling weight, told of each group whether it may speak.

    Those of a group have nothing to say of the other figures, and need not be asked; one may be of several groups.
    """
    everyone = in_order(question, tuple(dict.fromkeys(chain(always, *groups))))

    @cache
    def that_may_speak(*speaking: bool) -> tuple[Candidate[T], ...]:
        silent = set(chain(*(group for group, speaks in zip(groups, speaking, strict=True) if not speaks)))
        return tuple(candidate for candidate in everyone if candidate not in silent)

    return that_may_speak


def choose(candidates: Sequence[Candidate[T]], *evidence: object, explain: bool = False) -> Answer[T] | None:
    """The first answer among `candidates`, which stand in the order of their weights; None where none says anything.

    The others are only asked with `explain`: the first that differs is the runner-up.
    """
    if not explain:
        first, *rest = evidence
        for candidate in candidates:
            # called with the plain argument where it is the only one: this is the busiest loop of extraction
            if (answer := candidate(first, *rest) if rest else candidate(first)) is not None:
                return answer
        return None
    answers = [answer for candidate in candidates if (answer := candidate(*evidence)) is not None]
    if not answers:
        return None
    return answers[0]._replace(runner_up=next((other for other in answers if other.value != answers[0].value), None))
