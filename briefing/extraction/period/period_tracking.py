"""The period each figure speaks of: what the text states, carried as far as grammar carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.period.time_words import Calendar, Scope, TimeMention
from briefing.extraction.sentences import phrase_end
from briefing.model import Status

# The joint of 由16.4%提升至21.65%: what stands before it is earlier
_TRANSITION = re.compile(
    r"(?:提升|提高|上升|增长|增加|下降|降低|扩大|减少|缩短|压缩|调整|优化|发展|扩展|延长|上调|下调|拓展|合并|整合|攀升|跃升|回落"
    r"|收窄|恢复|提|升|降|增|减|扩|变|改)[^，。；\d]{0,4}?(?:到|至|为|成)"
)
# What opens the earlier side; not in 从事, 从业人员, 由于, 将近
_FROM = re.compile(r"(?<![自随跟听服])从(?![事业而严])|(?<![理自缘不])由(?!于)|将(?!近)")
# A stock or a running total in the middle of a sentence under 近年来
_STANDING = re.compile(r"累计|达到?|共有|现有|已|拥有|总数|突破")
_OPENING = ("（", "(")
_CLOSING = re.compile(r"[)）]")
# Sentences that begin another topic, so that an earlier year no longer governs them
_NEW_TOPIC = re.compile(
    r"[“\"]?(?:据悉|据了解|据介绍|近日|日前|近期|近段时间|连日来|如今|下一步|记者|此次|本次|此外|另外|现场|走进)"
)
# Sentences that go on with the figures of the one before
_CONTINUING = re.compile(r"\s*(?:其中|并|还|共)")
# A time that holds for its own phrase only: 在去年突破200人大关后
_ASIDE = re.compile(r"(?:后|之后|以后|基础上|的同时|前提下|的情况下)[，,]?$")
# Titles of texts that report on the year they name
_ANNUAL_TITLE = re.compile(
    r"(?P<year>20\d\d)年?度?.{0,24}(?:公报|年报|决算|年鉴|总结|情况|清单|要点|预算|民生实事|计划)"
)


@dataclass(frozen=True, slots=True)
class _Governing:
    """The time that governs the figures from here on. `position`: where it was stated, -1 for the document's date."""

    period: str | None
    scope: Scope
    position: int = -1
    starts_rule: bool = True  # False for the date of a case: 为2022年12月31日前退休的人员
    upcoming: str | None = None


class PeriodTracker:
    """Follows the times of a document from passage to passage.

    `document_published` is the document's ISO date, as precise as known; `title` its title, which names the year of an
    annual report.
    """

    def __init__(self, document_published: str | None, title: str | None = None) -> None:
        self._calendar = Calendar(document_published)
        annual = _ANNUAL_TITLE.search(title or "")
        year = annual["year"] if annual else None
        self._default = year if year and year != (document_published or "")[:4] else document_published
        self._section: str | None = None
        self._effective: str | None = None  # start of the rules that the document speaks of: 自2021年6月起
        self._governing = self._start()
        self._waiting: list[TimeMention] = []
        self._origin: str | None = None
        self._closed = ""  # the stop of the sentence before
        self._sentence: _SentenceTimes | None = None

    def enter(self, passage: Passage) -> None:
        """Take notice of a passage: of the section that it opens, and of the times that it states."""
        if passage.is_heading:
            self._section = self._time_of(passage.section)
        self._calendar.day = None  # 当天 is a day that its own passage names
        self._governing, self._origin, self._closed, self._sentence = self._start(), None, "", None
        if not passage.figures and "起" not in passage.text:
            return
        self._waiting = self._calendar.mentions(passage.text)
        self._effective = next((m.period for m in self._waiting if m.since), self._effective)

    def enter_sentence(self, sentence: Sentence) -> None:
        """Leave the sentence before, and decide which time holds where this one begins."""
        self._leave_sentence()
        text, start = sentence.passage.text, sentence.start
        continues = self._closed in ("；", ";") or _CONTINUING.match(text, start) is not None
        if not continues and (self._governing.scope is not Scope.SPAN or _NEW_TOPIC.match(text, start)):
            self._governing = self._start()
        self._closed = text[sentence.end - 1]
        times = [mention for mention in self._waiting if mention.start < sentence.end]
        del self._waiting[: len(times)]
        if not times and not sentence.figures:
            return
        self._sentence = _SentenceTimes(sentence, times, self._governing, self._default, self._origin)
        self._sentence.rule_start, self._sentence.fallback = self._effective, self._start().period

    def period_of(self, figure: Figure) -> Answer[str | None]:
        """The ISO 8601 period that a figure speaks of, None where the text does not tell; asked in order."""
        assert self._sentence is not None
        return self._sentence.period_of(figure)

    def _leave_sentence(self) -> None:
        if self._sentence is not None:
            self._sentence.leave()
            self._governing = self._sentence.governing
            self._origin = self._sentence.origin if self._closed in ("；", ";") else None
            self._sentence = None

    def _time_of(self, section: Sequence[str]) -> str | None:
        """The innermost open heading that names one time governs its section: 一、2023年工作回顾."""
        for line in reversed(section):
            times = [m for m in self._calendar.mentions(line) if m.scope is Scope.SPAN and not m.compared]
            if len(times) == 1:
                return times[0].period
        return None

    def _start(self) -> _Governing:
        return _Governing(self._section or self._default, Scope.SPAN if self._section else Scope.NOW)


class _SentenceTimes:
    """The times of one sentence and what they govern. `governing` is what holds after its last figure."""

    def __init__(
        self,
        sentence: Sentence,
        times: list[TimeMention],
        governing: _Governing,
        default: str | None,
        origin: str | None,
    ) -> None:
        self.text, self.start, self.end = sentence.passage.text, sentence.start, sentence.end
        self.governing = governing
        self.origin = origin  # period of the earlier sides: 由2012年2.5万增加至…；由7791增加至…
        self._waiting = times
        self._default = default
        self.rule_start: str | None = None  # since when the rules of the document hold, where it says so
        self.fallback: str | None = None  # the period of the section, or the document's date
        self._aside: tuple[int, _Governing] | None = None  # where a time of one phrase ends, and what governs again
        self._earlier = self._earlier_sides([figure.quantity for figure in sentence.figures])

    def period_of(self, figure: Figure) -> Answer[str | None]:
        """The period of the sentence's next figure."""
        earlier, index = self._earlier, figure.index
        attached = self._advance(self._waiting, figure.quantity)
        if attached is not None:
            self.origin = attached.period if index in earlier else self.origin
            return Answer(attached.period, "attached", (attached.start, attached.end))
        if index in earlier and self.governing.position < earlier[index]:
            return Answer(self._start_of_range() or self.origin, "earlier-side")
        if index - 1 in earlier and (end := self._end_of_range()) is not None:
            return Answer(end, "later-side")
        return Answer(self._governed(figure.quantity, figure.status, self._waiting), "governing")

    def leave(self) -> None:
        """Let the times after the last figure govern what follows."""
        for mention in self._waiting:
            self._govern(mention)
        if self._aside is not None:
            self.governing = self._aside[1]

    def _advance(self, waiting: list[TimeMention], quantity: Quantity) -> TimeMention | None:
        """Let the times before the figure govern; one that touches it (较2020年的5.3%) is returned instead."""
        while waiting and waiting[0].end <= quantity.start:
            mention = waiting.pop(0)
            if mention.compared or mention.origin:
                if self.text[mention.end : quantity.start] in ("", "的", "末的", "底的"):
                    return mention
                if mention.compared:
                    continue
            if quantity.unit == "倍" and self.text[mention.end : quantity.start] == "的":  # 是去年的2倍
                continue
            self._govern(mention)
        if self._aside is not None and self._aside[0] <= quantity.start:
            self.governing = self._aside[1]
            self._aside = None
        return None

    def _govern(self, mention: TimeMention) -> None:
        if mention.compared:
            return
        end = self._aside_end(mention)
        if end is not None:
            self._aside = (end, self.governing if self._aside is None else self._aside[1])
        elif self._aside is not None and self._aside[0] <= mention.start:
            self._aside = None
        dated = mention.scope is not Scope.EVENT or mention.since or self.text[mention.end : mention.end + 1] in "，,"
        self.governing = _Governing(mention.period, mention.scope, mention.start, dated, mention.upcoming)

    def _start_of_range(self) -> str | None:
        """2018年至2022年，由40%提高到60%: the earlier side is of the first year."""
        start, _, end = (self.governing.period or "").partition("/")
        return start if end and self.governing.scope is Scope.SPAN and start[:4] != end[:4] else None

    def _end_of_range(self) -> str | None:
        """The later side is of the last year; 十年间由…增加到… of the document's date."""
        start, _, end = (self.governing.period or "").partition("/")
        if not end or start[:4] == end[:4]:
            return None
        return end if self.governing.scope is Scope.SPAN else self._default

    def _aside_end(self, mention: TimeMention) -> int | None:
        """Where a time that holds for its phrase (在去年突破200人大关后) or its bracket only stops to govern."""
        if self.text[mention.start - 1 : mention.start] in _OPENING:
            close = _CLOSING.search(self.text, mention.end, self.end)
            return close.end() if close else None
        end = phrase_end(self.text, mention.end, self.end)
        aside = self.text[mention.start - 1 : mention.start] == "在" and _ASIDE.search(self.text, mention.end, end)
        return end if aside else None

    def _governed(self, quantity: Quantity, status: Status, waiting: list[TimeMention]) -> str | None:
        if self.governing.position < self.start and status is Status.PLANNED and waiting:
            end = phrase_end(self.text, quantity.end, self.end)
            later = [m for m in waiting if m.start < end and not m.compared]
            if later:
                return later[0].upcoming or later[0].period
        if status is Status.RULE:
            return self._of_rule()
        if status is Status.PLANNED and self.governing.upcoming is not None:
            return self.governing.upcoming
        if status is Status.PLANNED and self._lies_behind():
            return self.fallback
        if self.governing.scope is Scope.VAGUE and _STANDING.search(self.text, self.governing.position, quantity.start):
            return self._default
        return self.governing.period

    def _lies_behind(self) -> bool:
        """Whether a past year governs that an earlier sentence stated: plans and rules are not of that year."""
        end = (self.governing.period or "").rpartition("/")[2]
        carried = 0 <= self.governing.position < self.start
        return carried and self._default is not None and end[: len(self._default)] < self._default[: len(end)]

    def _of_rule(self) -> str | None:
        """A rule holds from its start on: the date of the case it is applied to is not its period."""
        if self.rule_start and self.governing.scope in (Scope.NOW, Scope.VAGUE):
            return self.rule_start
        if self.governing.starts_rule and not self._lies_behind():
            return self.governing.upcoming or self.governing.period
        return self.rule_start or self.fallback

    def _earlier_sides(self, quantities: Sequence[Quantity]) -> dict[int, int]:
        """Indices of figures on the earlier side of 由…提升至…, with the offset where that side opens."""
        earlier: dict[int, int] = {}
        if len(quantities) < 2 or not _FROM.search(self.text, self.start, quantities[-1].start):
            return earlier
        for joint in _TRANSITION.finditer(self.text, quantities[0].end, quantities[-1].start + 1):
            low = max([self.start, joint.start() - 60, *(quantities[i].end for i in earlier)])
            opened = [m.start() for m in _FROM.finditer(self.text, low, joint.start())]
            if opened:
                earlier.update(
                    (i, opened[-1]) for i, q in enumerate(quantities) if opened[-1] < q.start and q.end <= joint.start()
                )
        return earlier
