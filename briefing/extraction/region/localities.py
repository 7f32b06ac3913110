"""The smaller place within its division that a figure speaks of: a community, a village, a town, a street."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.name.lexicon import pattern
from briefing.extraction.period.time_expressions import TIME
from briefing.packaged import one_of, toml_file
from briefing.reference.divisions import find_places

_PHRASE = re.compile(r"[^，,；;：:。！？!?\n—]+")
_EDGE = ' 　“”"‘’的'
# 城镇, 乡镇, 农村, 返乡, 下乡, 入乡, 集镇: what makes the ending a word of its own
_CLASS_END = re.compile("[城农乡返下入集市街在各]$")
_OPENING = 24  # characters in which a phrase names its subject


class _Patterns(NamedTuple):
    name: re.Pattern[str]
    joint: re.Pattern[str]
    not_after: re.Pattern[str]
    lead: re.Pattern[str]
    generic: re.Pattern[str]
    deictic: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = toml_file("extraction/data/localities.toml")
    unit, inner = one_of(words["units"]), one_of(words["inner_units"])
    return _Patterns(
        re.compile(rf"(?P<stem>(?:(?!{unit})[一-龥]){{2,4}}){unit}(?:(?:(?!{inner})[一-龥]){{2,4}}{inner})?"),
        re.compile(one_of(words["joints"])),
        re.compile(one_of(words["not_after"])),
        re.compile(one_of(words["leads"])),
        re.compile(one_of(words["generic"])),
        re.compile(one_of(words["deictic"])),
        re.compile(one_of(toml_file("extraction/data/places.toml")["level_words"])),
    )


WHOLE_REGION = Answer("", "whole-region")  # nothing smaller is told


class Localities:
    """Follows the places below the county through the sentences of a passage.

    A place governs its sentence until a division takes over, and sentences that take it up (当天，食堂…).
    """

    def __init__(self) -> None:
        self._named = False  # whether the passage names any such place
        self._current = ""
        self._rest: tuple[str, int, int] = "", 0, 0  # the stretch of text that has not been looked at

    def enter(self, passage: Passage) -> None:
        """Forget the places of other passages."""
        self._current, self._rest = "", ("", 0, 0)
        self._named = _patterns().name.search(passage.text) is not None

    def enter_sentence(self, sentence: Sentence) -> None:
        """Go on with the place of the sentence before only where this one takes it up."""
        self._look_until(self._rest[2])
        text = sentence.passage.text
        if not _patterns().deictic.match(text, sentence.start):
            self._current = ""
        self._rest = text, *sentence.span

    def locality_of(self, figure: Figure) -> Answer[str]:
        """The place below the county that is the subject a figure stands under, in the text's words.

        Empty where that is a division or not told. To be asked in order.
        """
        self._look_until(figure.quantity.start)
        self._rest = figure.text, figure.quantity.end, self._rest[2]
        return Answer(self._current, "locality") if self._current else WHOLE_REGION

    def _look_until(self, end: int) -> None:
        if self._named:
            self._current = _governing(self._rest[0], self._rest[1], end, self._current)


def _governing(text: str, start: int, end: int, current: str) -> str:
    """The place that governs at `end`, where `current` does at `start`."""
    for phrase in _PHRASE.finditer(text, start, end):
        named = _subject(phrase.group())
        current = current if named is None else named
    return current


def _subject(phrase: str) -> str | None:
    """The small place that a phrase opens with; empty where that is a division or a list, None where it is neither."""
    patterns = _patterns()
    rest, division = phrase, False
    while True:
        rest = rest.lstrip(_EDGE)
        if (match := patterns.lead.match(rest) or TIME.match(rest)) and match.end():
            rest = rest[match.end() :]
        elif match := patterns.whole.match(rest):
            rest, division = rest[match.end() :], True
        elif (places := find_places(rest[:_OPENING])) and places[0].start == 0 and not places[0].institution:
            rest, division = rest[places[0].end :], True
        else:
            break
    match = patterns.name.match(rest)
    if match is None or not _is_proper(match["stem"]) or patterns.not_after.match(rest, match.end()):
        return "" if division else None
    return "" if patterns.joint.match(rest, match.end()) else match.group()


def _is_proper(stem: str) -> bool:
    """Whether the words before 社区 or 镇 can be a name: no class of places, no verb."""
    return not (
        _CLASS_END.search(stem)
        or _patterns().generic.search(stem)
        or pattern("leading_existence").match(stem + "x")
        or pattern("kept_verb").match(stem)
    )
