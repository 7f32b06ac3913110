"""The smaller place within its division that a figure speaks of: a community, a village, a town, a street."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from briefing.extraction.answers import Answer, choose, in_order
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.name.lexicon import pattern
from briefing.extraction.period.time_expressions import TIME
from briefing.packaged import word_pattern
from briefing.reference.divisions import find_places
from briefing.reference.place_names import may_open_with_place

_PHRASE = re.compile(r"[^，,；;：:。！？!?\n—]+")
_EDGE = ' 　“”"‘’的'
# 城镇, 乡镇, 农村, 返乡, 下乡, 入乡, 集镇: what makes the ending a word of its own
_CLASS_END = re.compile("[城农乡返下入集市街在各]$")
_OPENING = 24  # characters in which a phrase names its subject
_words = partial(word_pattern, "extraction/data/localities.toml")
# 朝阳|社区, 鱼复街道明良社区
_NAME = "(?P<stem>(?:(?!<units>)[一-龥]){2,4})<units>(?:(?:(?!<inner_units>)[一-龥]){2,4}<inner_units>)?"
WHOLE_REGION = Answer("", "whole-region")  # nothing smaller is told


@dataclass(frozen=True, slots=True)
class _Place:
    """The place at [start, end) that a phrase opens with; `name` is empty where that is a division or a list."""

    start: int
    end: int
    name: str


def _locality(place: _Place | None, figure: Figure) -> Answer[str] | None:
    """朝阳社区食堂开张，接待老人|90名; 当天，…: the phrase that it opens, and sentences that take it up."""
    if place is None or not place.name:
        return None
    rule = "locality" if place.start >= figure.sentence.start else "taken-up"
    return Answer(place.name, rule, (place.start, place.end))


def _division(place: _Place | None, _: Figure) -> Answer[str] | None:
    """走进城关镇，…，全县新增床位|300张: a division took over, or a list of places."""
    return Answer("", "division", (place.start, place.end)) if place else None


def _whole_region(_: _Place | None, __: Figure) -> Answer[str]:
    return WHOLE_REGION


_LOCALITIES = in_order("locality", (_locality, _division, _whole_region))


class Localities:
    """Follows the places below the county through the sentences of a passage.

    A place governs its sentence until a division takes over, and sentences that take it up (当天，食堂…).
    """

    def __init__(self) -> None:
        self._named = False  # whether the passage names any such place
        self._current: _Place | None = None
        self._rest = "", 0, 0  # the stretch of text that has not been looked at

    def enter(self, passage: Passage) -> None:
        """Forget the places of other passages."""
        self._current, self._rest = None, ("", 0, 0)
        likely = passage.figures and _words("<units>").search(passage.text)  # saves a slow search
        self._named = bool(likely and _words(_NAME).search(passage.text))

    def enter_sentence(self, sentence: Sentence) -> None:
        """Go on with the place of the sentence before only where this one takes it up."""
        if not self._named:
            return
        self._look_until(self._rest[2])
        text = sentence.passage.text
        if not _words("<deictic>").match(text, sentence.start):
            self._current = None
        self._rest = text, *sentence.span

    def locality_of(self, figure: Figure) -> Answer[str]:
        """The place below the county that is the subject a figure stands under, in the text's words.

        Empty where that is a division or not told. To be asked in order.
        """
        if not self._named:
            return WHOLE_REGION
        self._look_until(figure.quantity.start)
        self._rest = figure.text, figure.quantity.end, self._rest[2]
        answer = choose(_LOCALITIES, self._current, figure, explain=figure.explained)
        assert answer is not None
        return answer

    def _look_until(self, end: int) -> None:
        text, start, _ = self._rest
        for phrase in _PHRASE.finditer(text, start, end):
            self._current = _opening(phrase) or self._current


def _opening(phrase: re.Match[str]) -> _Place | None:
    """The small place that a phrase opens with, nameless where that is a division or a list; None for neither."""
    rest, division = phrase.group(), False
    while True:
        rest = rest.lstrip(_EDGE)
        if (match := _words("<leads>").match(rest) or TIME.match(rest)) and match.end():
            rest = rest[match.end() :]
        elif match := word_pattern("extraction/data/places.toml", "<level_words>").match(rest):
            rest, division = rest[match.end() :], True
        elif (
            may_open_with_place(rest)
            and (places := find_places(rest[:_OPENING]))
            and places[0].start == 0
            and not places[0].institution
        ):
            rest, division = rest[places[0].end :], True
        else:
            break
    position, match = phrase.end() - len(rest), _words(_NAME).match(rest)
    if match is None or not _is_proper(match["stem"]) or _words("<not_after>").match(rest, match.end()):
        return _Place(phrase.start(), position, "") if division else None
    return _Place(
        position, position + match.end(), "" if _words("<joints>").match(rest, match.end()) else match.group()
    )


def _is_proper(stem: str) -> bool:
    """Whether the words before 社区 or 镇 can be a name: no class of places, no verb."""
    return not (
        _CLASS_END.search(stem)
        or _words("<generic>").search(stem)
        or pattern("leading_existence").match(stem + "x")
        or pattern("kept_verb").match(stem)
    )
