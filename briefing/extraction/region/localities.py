"""The smaller place within its division that a figure speaks of: a community, a village, a town, a street."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.extraction.name.lexicon import lexicon
from briefing.extraction.period.time_expressions import TIME
from briefing.extraction.word_files import one_of, word_file
from briefing.reference.divisions import find_places

if TYPE_CHECKING:
    from briefing.extraction.amount.quantities import Quantity

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
    words = word_file("localities")
    unit, inner = one_of(words["units"]), one_of(words["inner_units"])
    return _Patterns(
        re.compile(rf"(?P<stem>(?:(?!{unit})[一-龥]){{2,4}}){unit}(?:(?:(?!{inner})[一-龥]){{2,4}}{inner})?"),
        re.compile(one_of(words["joints"])),
        re.compile(one_of(words["not_after"])),
        re.compile(one_of(words["leads"])),
        re.compile(one_of(words["generic"])),
        re.compile(one_of(words["deictic"])),
        re.compile(one_of(word_file("places")["level_words"])),
    )


def localities(text: str, sentences: Sequence[tuple[tuple[int, int], Sequence[Quantity]]]) -> list[str]:
    """For every figure of a paragraph's sentences (spans with their figures) the place below the county that is the
    subject it stands under, in the text's words; empty where that is a division or not told.

    A place governs its sentence until a division takes over, and sentences that take it up (当天，食堂…).
    """
    found: list[str] = []
    if _patterns().name.search(text) is None:
        return [""] * sum(len(figures) for _, figures in sentences)
    current = ""
    for (start, end), figures in sentences:
        if not _patterns().deictic.match(text, start):
            current = ""
        position = start
        for figure in figures:
            current = _governing(text, position, figure.start, current)
            position = figure.end
            found.append(current)
        current = _governing(text, position, end, current)
    return found


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
    words = lexicon()
    return not (
        _CLASS_END.search(stem)
        or _patterns().generic.search(stem)
        or words.leading_existence.match(stem + "x")
        or words.kept_verb.match(stem)
    )
