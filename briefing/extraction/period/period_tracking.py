"""The period each figure speaks of: what the text states, carried as far as grammar carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extraction.answers import Answer, choose
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.period.period_evidence import (
    Times,
    announced_year,
    earlier_sides,
    inside,
    periods_for,
    years_of,
    years_within,
)
from briefing.extraction.period.time_expressions import Scope, TimeMention
from briefing.extraction.period.time_words import FIRST_MONTHS, Calendar
from briefing.extraction.sentences import phrase_end
from briefing.model import Status

_OPENING = ("（", "(")
_LEAD = 160  # characters with which a paragraph says what time it is about
_CLOSING = re.compile(r"[)）]")
# Sentences that begin another topic, so that an earlier year no longer governs them
_NEW_TOPIC = re.compile(
    r"[“\"]?(?:据悉|据了解|据介绍|近日|日前|不久前|近期|近段时间|连日来|如今|下一步|记者|此次|本次|此前|早前|此外|另外|现场|走进)"
)
_CAPTION = re.compile(r"[^。；（(]{0,40}[（(][^（()）]{0,24}(?:供图|摄|资料图)[)）]")
# Sentences that go on with the figures of the one before
_CONTINUING = re.compile(r"\s*(?:其中|并|还|共)")
_MONTHS = re.compile(r"(\d{4})-(?!01)(?:(?P<quarter>04/\1-06|07/\1-09|10/\1-12)$|\d\d/\1)")  # 8月至12月, 二季度
_NEAR = 1  # sentences after its own that such a time reaches over
# A time that holds for its own phrase only: 在去年突破200人大关后
_ASIDE = re.compile(r"(?:后|之后|以后|基础上|的同时|前提下|的情况下)[，,]?$")
_TOUCHING = ("", "的", "末的", "底的")  # between a time and the figure that it is attached to
# Titles of texts that report on the year they name
_ANNUAL_TITLE = re.compile(
    r"(?P<year>20\d\d)年?度?.{0,24}(?:公报|年报|决算|年鉴|总结|情况|清单|要点|预算|民生实事|计划|成绩单|答卷|回眸|盘点)"
    r"|(?:数说|数读|图解|盘点|回眸)[^\d\n]{0,12}(?P<told>20\d\d)年?$",
    re.MULTILINE,
)


class PeriodTracker:
    """Follows the times of a document from passage to passage.

    `document_published` is the document's ISO date, as precise as known; `title` its title and its file's name, one a
    line: they name the year of an annual report.
    """

    def __init__(self, document_published: str | None, title: str | None = None) -> None:
        self._calendar = Calendar(document_published)
        annual = _ANNUAL_TITLE.search(title or "")
        named = (annual["year"] or annual["told"]) if annual else None
        year = named if named != (document_published or "")[:4] else None
        self._times = Times(document_published, year)
        self._calendar.chapter = year  # 上年 in a bulletin of 2023 is 2022, whenever it was published
        self._times.begin()
        self._stated: list[TimeMention] = []  # the times of the passage's sentences to come
        self._sentence: Sentence | None = None
        self._aside: tuple[int, TimeMention] | None = None  # where a time of one phrase ends, and what governs again
        self._spoken: set[int] = set()  # where the times of the passage stand that figures stood under
        self._told: set[int] = set()  # the same, of figures in the sentence that states the time
        self._titled = annual is not None
        self._opened = False  # whether the text has told a figure

    def enter(self, passage: Passage) -> None:
        """Take notice of a passage: of the section that it opens, and of the times that it states."""
        times = self._times
        if passage.is_heading:
            self._calendar.chapter = None
            times.section = self._time_of(passage.section)
            self._calendar.chapter = _in_years(times.section) or times.title_year or times.announced
        self._spoken.clear()
        self._told.clear()
        times.aims.clear()
        self._calendar.day = None  # 当天 is a day that its own passage names
        self._sentence = self._aside = times.origin = times.baseline = None
        times.begin()
        times.reviewed = None
        self._hear_announced(passage)
        if not passage.figures and "起" not in passage.text:
            return
        self._stated, times.waiting = self._calendar.mentions(passage.text), []
        times.reviewed = self._span_of_lead()
        if not self._opened and passage.figures and not passage.is_heading:
            self._opened, times.lead = True, self._year_of_opening(passage.figures[0].quantity.start)
        since = next((mention for mention in self._stated if mention.since), None)
        times.effective = since or (times.effective and times.effective._replace(start=-1))

    def enter_sentence(self, sentence: Sentence) -> None:
        """Leave the sentence before, and decide which time holds where this one begins."""
        times, text, start = self._times, sentence.passage.text, sentence.start
        joined = self._leave_sentence() in ("；", ";")
        times.origin = times.origin if joined else None
        continues = joined or _CONTINUING.match(text, start) is not None
        if not continues and self._is_over(text, start):
            times.begin()
        times.distance += 1
        self._sentence = sentence
        times.waiting = [mention for mention in self._stated if mention.start < sentence.end]
        del self._stated[: len(times.waiting)]
        times.earlier = earlier_sides(sentence)

    def period_of(self, figure: Figure) -> Answer[str | None]:
        """The ISO 8601 period that a figure speaks of, None where the text does not tell; asked in order."""
        self._advance(figure)
        self._spoken.add(self._times.governing.start)
        if self._times.governing.start >= figure.sentence.start:
            start, aims = self._times.governing.start, self._times.aims
            if figure.status is not Status.PLANNED:
                aims.discard(start)
            elif start not in self._told and self._times.governing.period == f"{self._calendar.year}":
                aims.add(start)
            self._told.add(start)
        answer = choose(periods_for(self._times, figure), self._times, figure, explain=figure.explained)
        assert answer is not None
        return answer

    def _is_over(self, text: str, start: int) -> bool:
        """Whether the time that governs ends before the sentence at `start`, which does not go on with the one before.

        A year governs on; one in the middle of a sentence that no figure stood under says nothing of what follows,
        months (8月至12月) that are no reported quarter reach to the next sentence only, and some years
        of a chapter's (2012至2014年每年…) to the end of their statement.
        """
        governing, last = self._times.governing, self._sentence
        if governing.scope is not Scope.SPAN or governing.start < 0 or last is None:
            return True
        caption = _CAPTION.match(text, start)
        if _NEW_TOPIC.match(text, start) or (caption is not None and _NEW_TOPIC.match(text, caption.end())):
            return True
        before = last.passage.text[last.start : max(last.start, governing.start)]
        unused = governing.start not in self._spoken and self._times.document is not None
        aside = unused and "，" in before and not last.passage.text.startswith(("，", ","), governing.end)
        months = _MONTHS.match(governing.period or "")
        reported = months is not None and months["quarter"] and governing.start in self._told
        aside = aside or (months is not None and not reported and self._times.distance >= _NEAR)
        chapter, years = years_within(self._calendar.chapter), years_of(governing)
        return aside or (chapter is not None and years is not None and chapter != years and inside(years, chapter))

    def _leave_sentence(self) -> str:
        """Let the times after the last figure govern what follows; the sentence's stop, empty before the first."""
        if self._sentence is None:
            return ""
        for mention in self._times.waiting:
            self._govern(mention)
        if self._aside is not None:
            self._times.governing, self._aside = self._aside[1], None
        return self._sentence.passage.text[self._sentence.end - 1]

    def _hear_announced(self, passage: Passage) -> None:
        """Take notice of the year that the text says its figures are of, before it gives the first of its body."""
        times = self._times
        if self._opened or self._titled or times.announced or passage.is_heading:
            return
        end = passage.figures[0].quantity.start if passage.figures else len(passage.text)
        times.announced = announced_year(passage.text[:end], self._calendar.published)
        self._calendar.chapter = self._calendar.chapter or times.announced

    def _span_of_lead(self) -> TimeMention | None:
        """The part of its own year, from the first of January, that the passage's first words report on."""
        start = f"{self._calendar.year}-01/"
        parts = (m for m in self._stated if m.start < _LEAD and not m.compared and (m.period or "").startswith(start))
        return next((m for m in parts if m.scope in (Scope.SPAN, Scope.WINDOW)), None)

    def _year_of_opening(self, first: int) -> str | None:
        """Last year, where a text of the first months of a year opens with it before its first figure."""
        times = self._times
        year, month = self._calendar.year, self._calendar.month
        opening = next((m for m in self._stated if m.end <= first and not m.compared), None)
        early = year is not None and (month or 1) <= FIRST_MONTHS and times.title_year is None
        return opening.period if opening and early and opening.period == f"{(year or 1) - 1}" else None

    def _time_of(self, section: Sequence[str]) -> str | None:
        """The innermost open heading that names one time governs its section: 一、2023年工作回顾."""
        for line in reversed(section):
            times = [m for m in self._calendar.mentions(line) if m.scope is Scope.SPAN and not m.compared]
            if len(times) == 1:
                return times[0].period
            if not times and (years := self._calendar.reviewed(line.strip())) is not None:
                return years
        return None

    def _advance(self, figure: Figure) -> None:
        """Let the times before the figure govern; one that touches it (较2020年的5.3%) is attached to it instead."""
        times, at = self._times, figure.quantity.start
        times.attached = None
        while times.waiting and times.waiting[0].end <= at:
            mention = times.waiting.pop(0)
            between = figure.text[mention.end : at]
            if (mention.compared or mention.origin) and between in _TOUCHING:
                times.attached = mention
                times.origin = mention.period if figure.index in times.earlier else times.origin
                return
            if figure.quantity.unit != "倍" or between != "的":  # 是去年的2倍
                self._govern(mention)
        if self._aside is not None and self._aside[0] <= at:
            self._times.governing, self._aside = self._aside[1], None

    def _govern(self, mention: TimeMention) -> None:
        if self._sentence is None:
            return
        if mention.compared:
            if self._sentence.passage.text.startswith(("相比", "相较"), mention.end):
                self._times.baseline = mention.period
            return
        if mention.origin and self._sentence.passage.text.startswith("的", mention.end):
            return  # 粮经比从上年的47：53调整为43：57: an earlier side without a figure
        end = _aside_end(mention, self._sentence)
        if end is not None:
            self._aside = (end, self._times.governing if self._aside is None else self._aside[1])
        elif self._aside is not None and self._aside[0] <= mention.start:
            self._aside = None
        self._times.governing, self._times.distance = mention, 0


def _in_years(period: str | None) -> str | None:
    """A chapter's period where it is made of whole years."""
    return period if period is not None and re.fullmatch(r"\d{4}(?:/\d{4})?", period) else None


def _aside_end(mention: TimeMention, sentence: Sentence) -> int | None:
    """Where a time that holds for its phrase (在去年突破200人大关后) or its bracket only stops to govern."""
    text, before = sentence.passage.text, sentence.passage.text[mention.start - 1 : mention.start]
    if before in _OPENING:
        close = _CLOSING.search(text, mention.end, sentence.end)
        return close.end() if close else None
    end = phrase_end(text, mention.end, sentence.end)
    return end if before == "在" and _ASIDE.search(text, mention.end, end) else None
