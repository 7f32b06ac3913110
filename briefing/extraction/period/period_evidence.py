"""What is known of time where the reading stands, and which period each kind of evidence speaks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial

from briefing.extraction.answers import Answer, Candidate, grouped
from briefing.extraction.figure import Figure, Sentence
from briefing.extraction.period.time_expressions import Scope, TimeMention, reckoned_by
from briefing.extraction.period.time_words import FIRST_MONTHS
from briefing.model import Measure, Status
from briefing.packaged import toml_file, word_pattern

# The joint of 由16.4%提升至21.65%: what stands before it is earlier
_TRANSITION = re.compile(
    r"(?:提升|提高|上升|增长|增加|下降|降低|扩大|减少|缩短|缩小|壮大|成长|压缩|调整|优化|发展|扩展|延长|上调|下调|拓展|合并|整合|攀升|跃升|回落"
    r"|收窄|恢复|提|升|降|增|减|扩|变|改)[^，。；\d]{0,4}?(?:到|至|为|成)"
)
# What opens the earlier side; not in 从事, 从业人员, 由于, 将近
_FROM = re.compile(r"(?<![自随跟听服])从(?![事业而严])|(?<![理自缘不])由(?!于)|将(?!近)")
# A stock or a running total in the middle of a sentence under 近年来
_STANDING = re.compile(r"累计|达到?|共有|现有|已|拥有|总数|突破")
_REACHED = re.compile(
    "^(?!.*(?:合计|累计|共)).*(?:上升|提高|提升|增加|增长|下降|降低|降|升|增|扩大|达)(?:至|到)[^，。；]{0,4}$"
)
_COUNTED = re.compile(r"[这近过最今未]")  # 这五年: what lies before them is no year of theirs
_WORDS = "extraction/data/periods.toml"
_words = partial(word_pattern, _WORDS)
# 通报全市|2023|年养老服务情况; not 介绍2023年工作安排
_ANNOUNCING = (
    r"<reporting>[^，,。；：\d]{0,16}?(?P<year>20\d\d|去|过去一)年度?(?![底末初\d])"
    r"[^，,。；：\d]{0,24}?<reported>(?!<ahead>)"
)
_RUNNING_TOTAL = "累计"  # of no year that an earlier sentence stated
_REPORT = re.compile(
    r"《[^》\d]{0,20}(?P<year>20\d\d)年(?:度[^》]*(?:报告|公报|通报)|[^》]*(?:统计公报|统计报告|年鉴|年报))》"
)
_YEAR_BEFORE = re.compile("上一?年")  # 按企业上年度缴费的60%返还


@dataclass(slots=True)
class Times:
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
    distance: int = 0  # sentences since the one that stated it
    origin: str | None = None
    reviewed: TimeMention | None = None  # the part of this year that the passage opens with: 今年以来, 上半年
    lead: str | None = None  # last year, where the text opens with it: 去年，全省民生支出…
    announced: str | None = None  # the year whose figures the text's opening says it gives: 通报2023年…情况
    baseline: str | None = None  # 与2000年相比: what the earlier sides of the passage are of
    earlier: dict[int, int] = field(default_factory=dict)
    attached: TimeMention | None = None  # touches the figure that is asked about
    aims: set[int] = field(default_factory=set)  # where the times stand under which only plans were told
    waiting: list[TimeMention] = field(default_factory=list)  # the times of the sentence that are still to come

    @property
    def document(self) -> str | None:
        """What the document as a whole speaks of."""
        return self.title_year or self.published

    def begin(self) -> None:
        """Let the section or the document govern."""
        scope = Scope.SPAN if self.section else Scope.NOW
        self.governing = TimeMention(-1, -1, self.section or self.document, scope)


def announced_year(text: str, published: str | None) -> str | None:
    """The year whose figures an opening says the text gives, if it is the one before publication; None of others."""
    found = _words(_ANNOUNCING).search(text) if "年" in text else None
    early = bool(published) and int((published or "")[5:7] or 0) in range(1, FIRST_MONTHS + 1)
    if found is None or (found["year"] == "过去一" and not early):
        return None
    before = str(int(published[:4]) - 1) if published else None
    year: str | None = before if not found["year"].isdigit() else found["year"]
    return year if before in (None, year) else None


def earlier_sides(sentence: Sentence) -> dict[int, int]:
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


def _attached(times: Times, _: Figure) -> _Reading:
    """较2020年的|5.3%"""
    return Answer(times.attached.period, "attached", times.attached.span) if times.attached else None


def _earlier_side(times: Times, figure: Figure) -> _Reading:
    """2018年至2022年，由|40%提高到60%: of the range's first year, else of what an earlier side before it stated.

    The first year of a chapter (过去五年) is none of what lies before it.
    """
    if times.governing.start >= times.earlier.get(figure.index, -1):
        return None
    stated = times.governing.start >= 0 and _COUNTED.match(figure.text, times.governing.start) is None
    if stated and (years := years_of(times.governing)) and times.governing.scope is Scope.SPAN:
        return Answer(years[0], "range-start", times.governing.span)
    return Answer(times.origin or times.baseline, "earlier-side")


def _later_side(times: Times, figure: Figure) -> _Reading:
    """The later side is of a range's last year; 十年间由…增加到|… of the document's."""
    if figure.index - 1 not in times.earlier or not (years := years_of(times.governing)):
        return None
    if times.governing.scope is Scope.SPAN or times.section:  # 五年来 in a chapter are the chapter's
        return Answer(years[1], "range-end", times.governing.span)
    return Answer(times.document, "later-side", times.governing.span)


def _reached(times: Times, figure: Figure) -> _Reading:
    """这五年，…。森林覆盖率上升至|61.2%: a share that some years ended with is of their last."""
    years = years_of(times.governing)
    if years is None or times.governing.scope is not Scope.SPAN or not _REACHED.search(figure.left):
        return None
    return Answer(years[1], "range-end", times.governing.span)


def _following(times: Times, figure: Figure) -> _Reading:
    """计划新增学位|900个，9月投用: a plan whose time stands after the figure, in its phrase."""
    if times.governing.start >= figure.sentence.start:
        return None
    mention = next((m for m in times.waiting if m.start < figure.phrase_end and not m.compared), None)
    return Answer(mention.upcoming or mention.period, "following", mention.span) if mention else None


def _effective(times: Times, figure: Figure) -> _Reading:
    """A rule holds from its start on: the date of the case it is applied to is not its period."""
    unsaid = times.governing.scope in (Scope.NOW, Scope.VAGUE) or _is_set_aside(times, figure)
    if times.effective is None or not unsaid:
        return None
    return Answer(times.effective.period, "effective", times.effective.span)


def _upcoming(times: Times, figure: Figure) -> _Reading:
    """预计9月新增学位|900个: the month that is still to come."""
    mention, status = times.governing, figure.status
    ahead = status is Status.PLANNED or (status is Status.RULE and not _is_set_aside(times, figure))
    return Answer(mention.upcoming, "upcoming", mention.span) if mention.upcoming is not None and ahead else None


def _standing(times: Times, figure: Figure) -> _Reading:
    """近年来，累计回引企业家|325名: a total that stands today."""
    if figure.status is Status.RULE:
        return None
    word = _STANDING.search(figure.text, times.governing.start, figure.quantity.start)
    return Answer(times.document, "standing", word.span()) if word else None


def _stated(times: Times, figure: Figure) -> _Reading:
    """2023年，民生投入|30亿元: the time that governs, of this sentence or an earlier one."""
    mention = times.governing
    if mention.start < 0 or _is_set_aside(times, figure):
        return None
    here = "stated" if mention.start >= figure.sentence.start else "carried"
    if here == "carried" and times.distance > 1 and _RUNNING_TOTAL in figure.sentence.text:
        return None
    return Answer(mention.period, {Scope.NOW: "now", Scope.VAGUE: "vague"}.get(mention.scope, here), mention.span)


def _report_year(times: Times, figure: Figure) -> _Reading:
    """根据《2022年度居民消费调查报告》，人均消费|3400元: of the year that the paper reports on."""
    sentence = figure.sentence
    if times.governing.start >= sentence.start or figure.status is not Status.ACTUAL:
        return None
    named = list(_REPORT.finditer(figure.text, sentence.start, figure.quantity.start))
    return Answer(named[0]["year"], "report-year", named[0].span()) if len(named) == 1 else None


def _section(times: Times, _: Figure) -> _Reading:
    return Answer(times.section, "section") if times.section else None


def _title_year(times: Times, _: Figure) -> _Reading:
    return Answer(times.title_year, "title-year") if times.title_year else None


def _reviewed(times: Times, figure: Figure) -> _Reading:
    """上半年，…。新建停车场|11处: what was done without a time of its own is of the span that the paragraph opens with.

    Only what speaks of doing is (培训|300名), not what stands (建成食堂|26个) or is told as of these days (近日).
    """
    span, measure = times.reviewed, figure.measure
    if span is None or figure.status is not Status.ACTUAL or measure is not Measure.LEVEL:
        return None
    if _words("<stock>").search(figure.left) or _words("<of_the_day>").search(figure.sentence.text):
        return None
    done = figure.quantity.unit in _flow_units() or _words("<flow>").search(figure.left + figure.right)
    return Answer(span.period, "reviewed") if done else None


@cache
def _flow_units() -> frozenset[str]:
    return frozenset(toml_file(_WORDS)["flow_units"])


def _announced(times: Times, figure: Figure) -> _Reading:
    """市民政局通报2023年养老服务情况。…。护理型床位占比|62%: of the year that is reported on, not what is to come."""
    planned = figure.status is Status.PLANNED or _words("<of_the_day>").search(figure.sentence.text)
    return None if times.announced is None or planned else Answer(times.announced, "announced")


def _lead(times: Times, figure: Figure) -> _Reading:
    """去年，…。低保标准提高|7%: what a text of the first months tells is of last year, where it opens with that."""
    done = figure.status is Status.ACTUAL or (figure.status is Status.RULE and _REACHED.search(figure.left))
    if times.lead is None or not done or _words("<stock>").search(figure.left):
        return None
    return None if _words("<of_the_day>").search(figure.sentence.text) else Answer(times.lead, "lead")


def _document_date(times: Times, _: Figure) -> _Reading:
    return Answer(times.published, "document-date" if times.published else "undated")


_OF_THE_DOCUMENT = (_section, _title_year, _reviewed, _announced, _lead, _document_date)
_PERIODS = grouped(
    "period",
    (_attached, _reached, _upcoming, _report_year, _stated, *_OF_THE_DOCUMENT),
    (_earlier_side, _later_side),
    (_following,),
    (_effective,),
    (_standing,),
)


def periods_for(times: Times, figure: Figure) -> tuple[Candidate[str | None], ...]:
    """The candidates by falling weight, without those that have nothing to say of a figure."""
    status, vague = figure.status, times.governing.scope is Scope.VAGUE
    return _PERIODS(bool(times.earlier), status is Status.PLANNED, status is Status.RULE, vague)


def years_of(mention: TimeMention) -> tuple[str, str] | None:
    """The first and the last of several years; None for a time within one."""
    return years_within(mention.period)


def years_within(period: str | None) -> tuple[str, str] | None:
    """The first and the last of several years: 2018/2022."""
    first, _, last = (period or "").partition("/")
    return (first, last) if last and first[:4] != last[:4] else None


def inside(years: tuple[str, str], others: tuple[str, str]) -> bool:
    """Whether some years lie within others."""
    return others[0][:4] <= years[0][:4] and years[1][:4] <= others[1][:4]


def _is_to_come(mention: TimeMention, document: str | None) -> bool:
    """Whether a time of an earlier sentence lies ahead, so that what has happened is not of it."""
    start = (mention.period or "").partition("/")[0]
    return mention.start >= 0 and document is not None and start[: len(document)] > document[: len(start)]


def _is_set_aside(times: Times, figure: Figure) -> bool:
    """Whether the governing time says nothing of a plan or rule: it lies behind, or is of a case (2022年底前退休的)."""
    mention, document = times.governing, times.document
    if mention.start >= 0 and figure.quantity.unit == "%" and reckoned_by(figure.text, mention.start):
        return True
    if figure.status is Status.ACTUAL or mention.start < 0:
        carried = mention.start < figure.sentence.start
        return carried and (mention.start in times.aims or _is_to_come(mention, document))
    of_a_case = mention.scope is Scope.EVENT and not mention.since
    of_a_case = of_a_case or _YEAR_BEFORE.match(figure.text, mention.start, mention.end) is not None
    if figure.status is Status.RULE and of_a_case and figure.text[mention.end : mention.end + 1] not in "，,":
        return True
    end = (mention.period or "").rpartition("/")[2]
    carried = mention.start < figure.sentence.start
    return carried and document is not None and end[: len(document)] < document[: len(end)]
