"""The period each figure speaks of: what the text states, carried as far as grammar carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from briefing.extraction.headings import Outline
from briefing.extraction.period.time_words import Calendar, Scope, TimeMention
from briefing.extraction.sentences import phrase_end, sentence_spans
from briefing.model import Measure, ParagraphKind, Status

if TYPE_CHECKING:
    from briefing.extraction.amount.quantities import Quantity

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

_Item = TypeVar("_Item", "Quantity", TimeMention)


@dataclass(frozen=True, slots=True)
class _Governing:
    """The time that governs the figures from here on. `position`: where it was stated, -1 for the document's date."""

    period: str | None
    scope: Scope
    position: int = -1
    starts_rule: bool = True  # False for the date of a case: 为2022年12月31日前退休的人员
    upcoming: str | None = None


class PeriodTracker:
    """Assigns a period to every figure of a document, paragraph by paragraph.

    `document_published` is the document's ISO date, as precise as known; `title` its title, which names the year of an
    annual report.
    """

    def __init__(self, document_published: str | None, title: str | None = None) -> None:
        self._calendar = Calendar(document_published)
        annual = _ANNUAL_TITLE.search(title or "")
        year = annual["year"] if annual else None
        self._default = year if year and year != (document_published or "")[:4] else document_published
        self._outline = Outline()
        self._section: str | None = None
        self._effective: str | None = None  # start of the rules that the document speaks of: 自2021年6月起

    def assign(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: Sequence[Measure],
        statuses: Sequence[Status],
        kind: ParagraphKind = ParagraphKind.BODY,
    ) -> list[str | None]:
        """Periods of `quantities` (in order of their offsets in `text`), None where the text does not tell."""
        if kind is ParagraphKind.HEADING:
            self._enter_section(text)
        self._calendar.day = None  # 当天 is a day that its own paragraph names
        if not quantities and "起" not in text:
            return []
        mentions = self._calendar.mentions(text)
        self._effective = next((m.period for m in mentions if m.since), self._effective)
        governing = self._start()
        periods: list[str | None] = []
        previous = ""
        first = next_time = 0
        origin: str | None = None
        for start, end in sentence_spans(text):
            inside, first = _within(first, end, quantities)
            times, next_time = _within(next_time, end, mentions)
            continues = previous in ("；", ";") or _CONTINUING.match(text, start) is not None
            if not continues and (governing.scope is not Scope.SPAN or _NEW_TOPIC.match(text, start)):
                governing = self._start()
            previous = text[end - 1]
            if not inside and not times:
                continue
            sentence = _Sentence(text, start, end, governing, self._default, origin)
            sentence.rule_start, sentence.fallback = self._effective, self._start().period
            own = statuses[first - len(inside) : first]
            periods += sentence.periods(times, inside, own)
            governing = sentence.governing
            origin = sentence.origin if previous in ("；", ";") else None
        return periods + [self._default] * (len(quantities) - len(periods))

    def _enter_section(self, heading: str) -> None:
        """The innermost open heading that names one time governs its section: 一、2023年工作回顾."""
        self._outline.enter(heading)
        self._section = None
        for line in reversed(self._outline.path):
            times = [m for m in self._calendar.mentions(line) if m.scope is Scope.SPAN and not m.compared]
            if len(times) == 1:
                self._section = times[0].period
                return

    def _start(self) -> _Governing:
        return _Governing(self._section or self._default, Scope.SPAN if self._section else Scope.NOW)


def _within(first: int, end: int, items: Sequence[_Item]) -> tuple[Sequence[_Item], int]:
    """The items from index `first` on that start before `end`, and the index after them."""
    last = first
    while last < len(items) and items[last].start < end:
        last += 1
    return items[first:last], last


class _Sentence:
    """One sentence: its times and what they govern. `governing` is what holds after its last figure."""

    def __init__(
        self, text: str, start: int, end: int, governing: _Governing, default: str | None, origin: str | None
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.governing = governing
        self.origin = origin  # period of the earlier sides: 由2012年2.5万增加至…；由7791增加至…
        self._default = default
        self.rule_start: str | None = None  # since when the rules of the document hold, where it says so
        self.fallback: str | None = None  # the period of the section, or the document's date
        self._aside: tuple[int, _Governing] | None = None  # where a time of one phrase ends, and what governs again

    def periods(
        self, times: Sequence[TimeMention], quantities: Sequence[Quantity], statuses: Sequence[Status]
    ) -> list[str | None]:
        """The period of each figure of the sentence, whose times are `times`."""
        earlier = self._earlier_sides(quantities)
        waiting = list(times)
        found = []
        for index, (quantity, status) in enumerate(zip(quantities, statuses, strict=True)):
            attached = self._advance(waiting, quantity)
            if attached is not None:
                found.append(attached.period)
                self.origin = attached.period if index in earlier else self.origin
            elif index in earlier and self.governing.position < earlier[index]:
                found.append(self._start_of_range() or self.origin)
            elif index - 1 in earlier and self._end_of_range() is not None:
                found.append(self._end_of_range())
            else:
                found.append(self._governed(quantity, status, waiting))
        for mention in waiting:
            self._govern(mention)
        if self._aside is not None:
            self.governing = self._aside[1]
        return found

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
