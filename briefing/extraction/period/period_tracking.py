"""The period each figure speaks of: what the text states, carried as far as grammar carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.extraction.answers import Answer, choose, in_order
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
_YEAR_BEFORE = re.compile("上一?年")  # 按企业上年度缴费的60%返还
_TOUCHING = ("", "的", "末的", "底的")  # between a time and the figure that it is attached to
# Titles of texts that report on the year they name
_ANNUAL_TITLE = re.compile(
    r"(?P<year>20\d\d)年?度?.{0,24}(?:公报|年报|决算|年鉴|总结|情况|清单|要点|预算|民生实事|计划)"
)


@dataclass(slots=True)
class _Times:
    """What is known of time where the reading stands.

    `governing` holds for the figures from here on; where the passage states no time it is the section's or the
    document's, which start at -1. `earlier` are the indices of the sentence's figures on the earlier side of a change,
    with the offset where that side opens, and `origin` the period of those sides: 由2012年2.5万增加至…；由7791增加至….
    """

    published: str | None
    title_year: str | None  # where it is not the year of publication
    section: str | None = None
    effective: TimeMention | None = None  # since when the rules of the document hold: 自2021年6月起
    governing: TimeMention = field(init=False)
    origin: str | None = None
    earlier: dict[int, int] = field(default_factory=dict)
    attached: TimeMention | None = None  # touches the figure that is asked about
    waiting: list[TimeMention] = field(default_factory=list)  # the times of the sentence that are still to come

    @property
    def document(self) -> str | None:
        """What the document as a whole speaks of."""
        return self.title_year or self.published

    def begin(self) -> None:
        """Let the section or the document govern."""
        scope = Scope.SPAN if self.section else Scope.NOW
        self.governing = TimeMention(-1, -1, self.section or self.document, scope)


class PeriodTracker:
    """Follows the times of a document from passage to passage.

    `document_published` is the document's ISO date, as precise as known; `title` its title, which names the year of an
    annual report.
    """

    def __init__(self, document_published: str | None, title: str | None = None) -> None:
        self._calendar = Calendar(document_published)
        annual = _ANNUAL_TITLE.search(title or "")
        year = annual["year"] if annual and annual["year"] != (document_published or "")[:4] else None
        self._times = _Times(document_published, year)
        self._times.begin()
        self._stated: list[TimeMention] = []  # the times of the passage's sentences to come
        self._sentence: Sentence | None = None
        self._aside: tuple[int, TimeMention] | None = None  # where a time of one phrase ends, and what governs again

    def enter(self, passage: Passage) -> None:
        """Take notice of a passage: of the section that it opens, and of the times that it states."""
        times = self._times
        if passage.is_heading:
            times.section = self._time_of(passage.section)
        self._calendar.day = None  # 当天 is a day that its own passage names
        self._sentence = self._aside = times.origin = None
        times.begin()
        if not passage.figures and "起" not in passage.text:
            return
        self._stated, times.waiting = self._calendar.mentions(passage.text), []
        since = next((mention for mention in self._stated if mention.since), None)
        times.effective = since or (times.effective and times.effective._replace(start=-1))

    def enter_sentence(self, sentence: Sentence) -> None:
        """Leave the sentence before, and decide which time holds where this one begins."""
        times, text, start = self._times, sentence.passage.text, sentence.start
        joined = self._leave_sentence() in ("；", ";")
        times.origin = times.origin if joined else None
        continues = joined or _CONTINUING.match(text, start) is not None
        if not continues and (times.governing.scope is not Scope.SPAN or _NEW_TOPIC.match(text, start)):
            times.begin()
        self._sentence = sentence
        times.waiting = [mention for mention in self._stated if mention.start < sentence.end]
        del self._stated[: len(times.waiting)]
        times.earlier = _earlier_sides(sentence)

    def period_of(self, figure: Figure) -> Answer[str | None]:
        """The ISO 8601 period that a figure speaks of, None where the text does not tell; asked in order."""
        self._advance(figure)
        answer = choose(_PERIODS, self._times, figure, explain=figure.explained)
        assert answer is not None
        return answer

    def _leave_sentence(self) -> str:
        """Let the times after the last figure govern what follows; the sentence's stop, empty before the first."""
        if self._sentence is None:
            return ""
        for mention in self._times.waiting:
            self._govern(mention)
        if self._aside is not None:
            self._times.governing, self._aside = self._aside[1], None
        return self._sentence.passage.text[self._sentence.end - 1]

    def _time_of(self, section: Sequence[str]) -> str | None:
        """The innermost open heading that names one time governs its section: 一、2023年工作回顾."""
        for line in reversed(section):
            times = [m for m in self._calendar.mentions(line) if m.scope is Scope.SPAN and not m.compared]
            if len(times) == 1:
                return times[0].period
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
        if mention.compared or self._sentence is None:
            return
        end = _aside_end(mention, self._sentence)
        if end is not None:
            self._aside = (end, self._times.governing if self._aside is None else self._aside[1])
        elif self._aside is not None and self._aside[0] <= mention.start:
            self._aside = None
        self._times.governing = mention


def _aside_end(mention: TimeMention, sentence: Sentence) -> int | None:
    """Where a time that holds for its phrase (在去年突破200人大关后) or its bracket only stops to govern."""
    text, before = sentence.passage.text, sentence.passage.text[mention.start - 1 : mention.start]
    if before in _OPENING:
        close = _CLOSING.search(text, mention.end, sentence.end)
        return close.end() if close else None
    end = phrase_end(text, mention.end, sentence.end)
    return end if before == "在" and _ASIDE.search(text, mention.end, end) else None


def _earlier_sides(sentence: Sentence) -> dict[int, int]:
    """Indices of figures on the earlier side of 由…提升至…, with the offset where that side opens."""
    text, quantities = sentence.passage.text, [figure.quantity for figure in sentence.figures]
    earlier: dict[int, int] = {}
    if len(quantities) < 2 or not _FROM.search(text, sentence.start, quantities[-1].start):
        return earlier
    for joint in _TRANSITION.finditer(text, quantities[0].end, quantities[-1].start + 1):
        low = max([sentence.start, joint.start() - 60, *(quantities[i].end for i in earlier)])
        opened = [m.start() for m in _FROM.finditer(text, low, joint.start())]
        if opened:
            earlier.update(
                (i, opened[-1]) for i, q in enumerate(quantities) if opened[-1] < q.start and q.end <= joint.start()
            )
    return earlier


# The candidates: each reads the period from one kind of evidence
_Reading = Answer[str | None] | None


def _attached(times: _Times, _: Figure) -> _Reading:
    """较2020年的|5.3%"""
    return Answer(times.attached.period, "attached", times.attached.span) if times.attached else None


def _earlier_side(times: _Times, figure: Figure) -> _Reading:
    """2018年至2022年，由|40%提高到60%: of the range's first year, else of what an earlier side before it stated."""
    if times.governing.start >= times.earlier.get(figure.index, -1):
        return None
    if (years := _years(times.governing)) and times.governing.scope is Scope.SPAN:
        return Answer(years[0], "range-start", times.governing.span)
    return Answer(times.origin, "earlier-side")


def _later_side(times: _Times, figure: Figure) -> _Reading:
    """The later side is of a range's last year; 十年间由…增加到|… of the document's."""
    if figure.index - 1 not in times.earlier or not (years := _years(times.governing)):
        return None
    if times.governing.scope is Scope.SPAN:
        return Answer(years[1], "range-end", times.governing.span)
    return Answer(times.document, "later-side", times.governing.span)


def _following(times: _Times, figure: Figure) -> _Reading:
    """计划新增学位|900个，9月投用: a plan whose time stands after the figure, in its phrase."""
    if figure.status is not Status.PLANNED or times.governing.start >= figure.sentence.start:
        return None
    mention = next((m for m in times.waiting if m.start < figure.phrase_end and not m.compared), None)
    return Answer(mention.upcoming or mention.period, "following", mention.span) if mention else None


def _effective(times: _Times, figure: Figure) -> _Reading:
    """A rule holds from its start on: the date of the case it is applied to is not its period."""
    unsaid = times.governing.scope in (Scope.NOW, Scope.VAGUE) or _is_set_aside(times, figure)
    if figure.status is not Status.RULE or times.effective is None or not unsaid:
        return None
    return Answer(times.effective.period, "effective", times.effective.span)


def _upcoming(times: _Times, figure: Figure) -> _Reading:
    """预计9月新增学位|900个: the month that is still to come."""
    mention, status = times.governing, figure.status
    ahead = status is Status.PLANNED or (status is Status.RULE and not _is_set_aside(times, figure))
    return Answer(mention.upcoming, "upcoming", mention.span) if mention.upcoming is not None and ahead else None


def _standing(times: _Times, figure: Figure) -> _Reading:
    """近年来，累计回引企业家|325名: a total that stands today."""
    if times.governing.scope is not Scope.VAGUE or figure.status is Status.RULE:
        return None
    word = _STANDING.search(figure.text, times.governing.start, figure.quantity.start)
    return Answer(times.document, "standing", word.span()) if word else None


def _stated(times: _Times, figure: Figure) -> _Reading:
    """2023年，民生投入|30亿元: the time that governs, of this sentence or an earlier one."""
    mention = times.governing
    if mention.start < 0 or _is_set_aside(times, figure):
        return None
    here = "stated" if mention.start >= figure.sentence.start else "carried"
    return Answer(mention.period, {Scope.NOW: "now", Scope.VAGUE: "vague"}.get(mention.scope, here), mention.span)


def _section(times: _Times, _: Figure) -> _Reading:
    return Answer(times.section, "section") if times.section else None


def _title_year(times: _Times, _: Figure) -> _Reading:
    return Answer(times.title_year, "title-year") if times.title_year else None


def _document_date(times: _Times, _: Figure) -> _Reading:
    return Answer(times.published, "document-date" if times.published else "undated")


_OF_A_CHANGE = (_attached, _earlier_side, _later_side)
_OF_THE_TEXT = (_following, _effective, _upcoming, _standing, _stated)
_PERIODS = in_order("period", (*_OF_A_CHANGE, *_OF_THE_TEXT, _section, _title_year, _document_date))


def _years(mention: TimeMention) -> tuple[str, str] | None:
    """The first and the last of several years."""
    first, _, last = (mention.period or "").partition("/")
    return (first, last) if last and first[:4] != last[:4] else None


def _is_set_aside(times: _Times, figure: Figure) -> bool:
    """Whether the governing time says nothing of a plan or rule: it lies behind, or is of a case (2022年底前退休的)."""
    mention, document = times.governing, times.document
    if figure.status is Status.ACTUAL or mention.start < 0:
        return False
    of_a_case = mention.scope is Scope.EVENT and not mention.since
    of_a_case = of_a_case or _YEAR_BEFORE.match(figure.text, mention.start, mention.end) is not None
    if figure.status is Status.RULE and of_a_case and figure.text[mention.end : mention.end + 1] not in "，,":
        return True
    end = (mention.period or "").rpartition("/")[2]
    carried = mention.start < figure.sentence.start
    return carried and document is not None and end[: len(document)] < document[: len(end)]
