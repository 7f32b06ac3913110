"""Why each field of a figure is what it is: the rule, the words it saw and where, and what spoke against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.extraction.questions import asked
from briefing.model import Document, Observation
from briefing.packaged import toml_file
from briefing.printing.periods import label
from briefing.printing.terms import term
from briefing.reference.divisions import full_name

# The questions in the order in which `trace` tells of them, and how an answer is written.
_QUESTIONS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "name": ("指标", lambda name: str(name.text)),
    "part_of": ("合计", lambda whole: whole.written if whole else "不是分项"),
    "measure": ("种类", lambda measured: term(measured.measure)),
    "scope": ("范围", lambda scope: scope or "未说"),
    "period": ("时期", label),
    "region": ("地区", lambda code: full_name(code) if code else "未定"),
    "locality": ("地点", lambda place: place or "整个地区"),
    "status": ("性质", term),
    "sector": ("领域", term),
    "relevance": ("归属", term),
}

_SELDOM = ("part_of", "scope", "locality")  # told only of the figures that they say something of


def evidence(document: Document, observation: Observation) -> Iterator[str]:
    """A line for every question that extraction asked of a figure: the answer, its rule, what was seen, the runner-up.

    The document is read once more with every candidate asked. A figure that a person changed shows the program's own
    answers.
    """
    for figure in asked(document, explained=True):
        span = figure.sentence.passage.paragraph.raw_span
        if span(figure.quantity.start, figure.quantity.end) == (observation.start, observation.end):
            yield from _lines(figure)
            return


def _lines(figure: Figure) -> Iterator[str]:
    for question, (title, written) in _QUESTIONS.items():
        answer = figure.answers[question]
        if not answer.value and answer.runner_up is None and question in _SELDOM:
            continue
        told = f"{rule_words(question, answer.rule)}{_seen(figure, answer)}{_against(question, answer)}"
        sure = "" if answer.confidence is None else f"（把握 {answer.confidence:.0%}）"
        yield f"{title}：{written(answer.value)}{sure}——{told}"


def _seen(figure: Figure, answer: Answer[Any]) -> str:
    """The words that decided, with their place in the document."""
    if answer.seen is None or answer.seen[0] >= answer.seen[1]:
        return ""
    start, end = figure.sentence.passage.paragraph.raw_span(*answer.seen)
    return f"（“{figure.text[slice(*answer.seen)]}”，{start}–{end}）"


def _against(question: str, answer: Answer[Any]) -> str:
    """The best other answer, and what speaks for it."""
    other = answer.runner_up
    if other is None:
        return ""
    return f"；另一种读法：{_QUESTIONS[question][1](other.value)}（{rule_words(question, other.rule)}）"


def rule_words(question: str, rule: str) -> str:
    """What a rule of a question did, in Chinese; a rule without words of its own is told by its family."""
    table = toml_file("extraction/data/rule_words.toml").get(question, {})
    told = table.get(rule) or table.get("families", {}).get(rule.partition("-")[0])
    return str(told or f"未列出的规则（{rule}）")
