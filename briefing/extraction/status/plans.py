"""What tells that a figure is planned: planning words, years to come, plans by their headings, buildings under way."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from briefing.extraction.answers import Answer
from briefing.extraction.sentences import phrase_end, phrase_start
from briefing.extraction.status.cues import PAST_KINDS, Cue, Evidence, Kind, future_form, listed, pattern
from briefing.model import Status

_FROM = re.compile(r"[由从](?:目前|现在|现有|原来|当前)?的?$")
_CHANGED = re.compile(r"[^，。；]{0,8}?[提增扩升降减缩调改](?:[^，。；]{0,3})?[到至为成]")
_PAST = re.compile(r"(?<![为除罢])了(?!解|不)")  # 更新了50部, 有了新变化
_LIST_OPENING = re.compile(r"(?:[将要拟]|计划)[^，。；]{0,24}以下[^。；，]{0,12}[：:]")
_OPENING_REACH = 80  # characters before a figure in which it is told when what it counts will open
_LIST_REACH = 480  # characters before a sentence in which a list of plans may have been opened
# A heading, or the sentence that opens a list: 今年将办好以下实事：
_PLAN_HEADING = (
    r"<plan_headings>|年[^，。]{0,6}实事(?:项目)?$|要[^，。]{0,6}[抓做办]好"
    r"|(?:[要将]|重点|着力|突出)[^，。]{0,10}(?:[抓做办]好|推进|实施|完成|开展|落实)[^，。]{0,4}以下"
)
_NO_VERB = "[^，：！？完推办兑落]"  # 2024年十件民生实事, but not 办好2024年民生实事
_PLAN_TITLE = (
    rf"(?:<plan_titles>|^{_NO_VERB}*20\d\d年{_NO_VERB}{{0,8}}实事)(?:[（(][^（()）]*[）)])?(?:的通知)?$"
    r"|(?:^|[府局委办会厅])关于<order_titles>[^，]*的(?:通知|意见)$"
)
_DIGIT = re.compile(r"\d")
_AIM_OF_FIGURES = re.compile(r"\d|[年月季][底末内度]?前?$|期间?$|以前$")
_TO_COME = re.compile("将|明年|年底|[月年]建成|投用|投入使用|竣工|交付|开工|到20")
_YEAR = re.compile(r"20\d\d(?=年)")
_EARLY = "03"  # the month until which what is said of the whole running year is still to come
_REACH = 240  # characters around a figure in which a plan or a building's progress is told
_SHORT = 12  # characters of a phrase that only says until when: 到2025年，
_AUTUMN = 9
_AIMS = 2
_SHORTEST_OF_AIMS = 80
_FAR = 2  # years
_BEGINNING = 20000  # characters of a document in which its years are looked for


def cue_before(evidence: Evidence) -> Answer[Status] | None:
    """The planning word, finishing word or year that stands nearest before the figure in its statement."""
    cues = evidence.cues_since(max(evidence.sentence.statement_start, evidence.sentence.start - _REACH))
    past = _PAST.search(evidence.text, evidence.phrase, evidence.start)
    if past and not any(cue.span[0] >= evidence.phrase for cue in cues):
        return Answer(Status.ACTUAL, "past-particle", past.span())
    for number in range(len(cues) - 1, -1, -1):
        if answer := _told(evidence, cues, number):
            return answer
    return None


def _told(evidence: Evidence, cues: Sequence[Cue], number: int) -> Answer[Status] | None:
    """What one of `cues` tells of the figure."""
    cue, published = cues[number], evidence.document.published
    if cue.kind is Kind.DONE and _of_earlier_side(evidence, cue):
        return None
    done = cue.kind is Kind.EITHER and not _planned_before(evidence, cues[:number], cue)
    if done or cue.kind is Kind.DONE:
        return Answer(Status.ACTUAL, "finishing-word", cue.span)
    once = cue.kind is Kind.ONCE and not _PAST.search(evidence.text, cue.span[1], evidence.start)
    under_way = cue.kind is Kind.PROGRESS and _under_way(evidence, cue)
    if cue.kind is Kind.PLAN and _heading(evidence) is False:
        return _in_review(evidence, cue)
    if once or under_way or (cue.kind is Kind.PLAN and _reaches(evidence, cue)):
        return Answer(Status.PLANNED, "planning-word", cue.span)
    if cue.year is None:
        return None
    if published is None:
        point = evidence.text.startswith(("的", "底", "末"), cue.span[1])  # 增加到2010年的85亿元 is no term
        far = cue.until and not point and _far_ahead(cue.year, evidence.document.raw)
        return Answer(Status.PLANNED, "year-far-ahead", cue.span) if far else None
    if _is_ahead(cue, cue.year, published):
        if cue.span[0] < evidence.phrase and _heading(evidence) is False:
            return None
        return Answer(Status.PLANNED, "planned-year-ahead", cue.span)
    return None if cue.until or cue.year >= published[:4] else Answer(Status.ACTUAL, "year-gone", cue.span)


def _of_earlier_side(evidence: Evidence, cue: Cue) -> bool:
    """将从原来的80张增至|200张: 原来 is said of the number before the change alone."""
    text, (start, end) = evidence.text, cue.span
    return text[start - 1 : start] in ("从", "由") and _DIGIT.search(text, end, evidence.start) is not None


def _reaches(evidence: Evidence, cue: Cue) -> bool:
    """Whether a word that also states aims (确保资金安全，…) is said of the figure: a number or a time follows it."""
    text, (start, end) = evidence.text, cue.span
    if start >= evidence.phrase or text[start:end] not in listed("aims"):
        return True
    aim = text[end : phrase_end(text, end, evidence.start)]
    return _AIM_OF_FIGURES.search(aim) is not None


@lru_cache(maxsize=256)
def _far_ahead(year: str, raw: str) -> bool:
    """Whether 到2020年 lies ahead in a text that does not tell its date: two years after all others that it names."""
    others = [other for other in _YEAR.findall(raw[:_BEGINNING]) if other < year]
    last = year >= max(_YEAR.findall(raw[:_BEGINNING]), default=year)
    return last and bool(others) and int(year) - int(max(others)) >= _FAR


def _in_review(evidence: Evidence, cue: Cue) -> Answer[Status] | None:
    """What a planning word tells in a chapter that looks back: a plan in its own phrase, with 预计 an estimate."""
    text, (start, end) = evidence.text, cue.span
    if text[start:end] == "预计" and not _TO_COME.search(text, end, evidence.figure.phrase_end):
        return Answer(Status.ACTUAL, "estimate", cue.span)
    return Answer(Status.PLANNED, "planning-word", cue.span) if start >= evidence.phrase else None


def _under_way(evidence: Evidence, cue: Cue) -> bool:
    """Whether what is being built is what the figure tells of: in its own phrase, or 正在建设的医院…，床位|800张."""
    end = cue.span[1]
    return cue.span[0] >= evidence.phrase or (
        evidence.text.startswith("的", end) and not any(stop in evidence.text[end : evidence.start] for stop in "；。")
    )


def _planned_before(evidence: Evidence, cues: Sequence[Cue], either: Cue) -> bool:
    """Whether a plan is spoken of where 累计 stands: 到2025年，累计…, 确保累计…, or in a chapter of plans."""
    before = cues[-1] if cues else None
    if before is not None and before.kind is Kind.DONE:
        return False
    if _heading(evidence) or before is None or before.kind not in (Kind.PLAN, Kind.ONCE, Kind.YEAR):
        return bool(_heading(evidence))
    phrase = phrase_start(evidence.text, evidence.sentence.start, either.span[0])
    between = evidence.text[before.span[1] : max(phrase, before.span[1])]
    near = (len(between) <= _SHORT and not _DIGIT.search(between)) or before.until or _strives(evidence, before)
    told = _told(evidence, [before], 0) if near else None
    return told is not None and told.value is Status.PLANNED


def _strives(evidence: Evidence, cue: Cue) -> bool:
    return evidence.text.startswith(tuple(listed("striving")), cue.span[0])


def _is_ahead(cue: Cue, year: str, published: str) -> bool:
    """Whether the year of a cue is still to come: 2026年, and 到2025年 in that year itself."""
    if year == published[:4] and cue.whole and published[5:7] and published[5:7] <= _EARLY:
        return True  # 2022年投入1000万元, said in March 2022
    return year > published[:4] or (cue.until and year == published[:4])


def earlier_side(evidence: Evidence) -> Answer[Status] | None:
    """将由80张增至200张: what is to be changed stands today."""
    before = _FROM.search(evidence.text, max(0, evidence.start - 8), evidence.start)
    if before is None or _CHANGED.match(evidence.text, evidence.end) is None:
        return None
    cue = cue_before(evidence)
    planned = cue is not None and cue.value is Status.PLANNED
    return Answer(Status.ACTUAL, "earlier-side", before.span()) if planned else None


def planning_after(evidence: Evidence) -> Answer[Status] | None:
    """10所学校|将于9月投入使用: the planning word follows the figure in its phrase."""
    form = rf"<planning_after>|(?<![模虚草比])拟(?![定订写人态])|{future_form()}"
    return _planned("planning-after", pattern(form).search(evidence.text, evidence.end, evidence.figure.phrase_end))


def task(evidence: Evidence) -> Answer[Status] | None:
    """120户|改造任务, 超过3000万人|的年度目标: what a target asks, where it is not said to be reached."""
    if evidence.before("<reached>(?![^，。；]*<set_before>)"):
        return None
    asked = evidence.before("(?:<task_of>)[^，。；]{0,6}(?:任务|目标)(?:任务)?[数量值]?(?:为|是|：)?$")
    return _planned(
        "task", asked or evidence.after("的?[^，。；、,;]{0,8}?(?:目标|任务)(?!的|已|[值群]|[^，。；,;]{0,4}完成)")
    )


def opening_ahead(evidence: Evidence) -> Answer[Status] | None:
    """9月投用|4所学校, 4所学校|今秋投用: what opens in a month or season to come is still a plan."""
    published = evidence.document.published or ""
    form = r"(?:(?P<month>\d{1,2})月(?:[份底初]|中旬|下旬|\d{1,2}[日号])?|今年?秋季?)[^，。；]{0,8}?<built>"
    first = max(evidence.sentence.start, evidence.start - _OPENING_REACH)
    found = pattern(form).search(evidence.text, first, evidence.figure.phrase_end)
    if found is None or not published[5:7]:
        return None
    if pattern("<done>|(?<!今)年|(?<!为)了").search(evidence.text, first, evidence.start):
        return None
    return _planned("opening-ahead", found if int(found["month"] or _AUTUMN) > int(published[5:7]) else None)


def ordered(evidence: Evidence) -> Answer[Status] | None:
    """《方案》提出，全县新建幼儿园|12所: what a plan or notice asks for, where nothing is said to be done since."""
    first = max(evidence.sentence.statement_start, evidence.sentence.start - _REACH)
    found = pattern("<orders>》?[^，。；：]{0,6}<ordering>|(?:根据|按照|按)(?:《[^》]{1,40}<orders>》|<plans>)[，,]")
    match = found.search(evidence.text, first, evidence.start)
    if match is None or any(cue.kind in PAST_KINDS for cue in evidence.cues_since(match.end())):
        return None
    return _planned("ordered", match)


def _planned(rule: str, found: re.Match[str] | None) -> Answer[Status] | None:
    return None if found is None else Answer(Status.PLANNED, rule, found.span())


def _heading(evidence: Evidence) -> bool | None:
    """Whether the innermost heading that tells announces plans; None where none tells.

    一、2023年主要工作 in a report of 2024 looks back, though the same words of 2024 announce.
    """
    published = evidence.document.published
    for line in reversed(evidence.sentence.passage.headings):
        if pattern("<done_headings>").search(line):
            return False
        if pattern(_PLAN_HEADING).search(line):
            year = max(_YEAR.findall(line), default="")
            gone = published is not None and year and year < published[:4]
            return not gone or bool(pattern("目标|计划|预期").search(line))
    return None


def plan_heading(evidence: Evidence) -> Answer[Status] | None:
    """二、2024年工作安排: a heading that announces plans speaks for its section."""
    return Answer(Status.PLANNED, "plan-heading") if _heading(evidence) else None


def list_goes_on(evidence: Evidence) -> Answer[Status] | None:
    """今年将实施以下几项工作：…。培训教师|300人: a list that was opened, until something is said to be done."""
    start, text = evidence.sentence.statement_start, evidence.text
    first = max(0, start - _LIST_REACH)
    if text.find("以下", first, start) < 0:
        return None
    opened = deque(_LIST_OPENING.finditer(text, first, start), maxlen=1)
    if not opened or _PAST.search(text, opened[0].end(), evidence.start):
        return None
    done = any(cue.kind is Kind.DONE for cue in evidence.cues_since(opened[0].end()))
    return None if done else _planned("list-goes-on", opened[0])


def plan_title(evidence: Evidence) -> Answer[Status] | None:
    """某县养老服务发展三年行动计划（2023—2025年）: a plan's title speaks for all of it but what looks back."""
    title = evidence.document.title
    if title is None or not pattern(_PLAN_TITLE).search(title):
        return None
    return None if _heading(evidence) is False else Answer(Status.PLANNED, "plan-title")


def plan_passage(evidence: Evidence) -> Answer[Status] | None:
    """A paragraph of aims, in a text without headings: it plans more than once and tells of nothing that was done."""
    passage = evidence.sentence.passage
    if evidence.document.published is not None or len(passage.text) < _SHORTEST_OF_AIMS:
        return None  # an article's paragraph speaks of many things
    cues = evidence.cues_of_passage
    if any(cue.kind in (*PAST_KINDS, Kind.YEAR) for cue in cues) or _PAST.search(passage.text):
        return None
    plans = [cue for cue in cues if cue.kind is Kind.PLAN and _strives(evidence, cue)]
    return Answer(Status.PLANNED, "plan-passage", plans[-1].span) if len(plans) >= _AIMS else None


def under_way(evidence: Evidence) -> Answer[Status] | None:
    """建筑面积3万平方米 of a school that 预计明年建成: what a building will have is a plan until it stands."""
    if _goes_on_under_way(evidence):
        return Answer(Status.PLANNED, "under-way")
    by_unit = evidence.quantity.unit in listed("design_units") and _heading(evidence) is not False
    designed = by_unit or evidence.before("<design>")
    if not designed and not evidence.after("<design_after>(?![次车组主])"):
        return None
    progress = pattern("(?P<under_way><building>|<built_soon>[^，。；]{0,16}?<built>)|<built>")
    text, start, end = evidence.text, evidence.start, evidence.end
    told = deque(progress.finditer(text, max(0, start - _REACH), start), maxlen=1)
    nearest = told[0] if told else progress.search(text, end, end + _REACH)
    return _planned("under-way", nearest) if nearest and nearest["under_way"] else None


def _goes_on_under_way(evidence: Evidence) -> bool:
    """建筑面积1.6万平方米，设置床位|280张: the next figure of a building under way, in the same sentence."""
    figure = evidence.figure
    before = figure.sentence.figures[figure.index - 1].answers.get("status") if figure.index else None
    if before is None or before.rule != "under-way":
        return False
    return pattern("<has>[^，。；]{0,12}$|、[^，。；、]{0,8}$").search(figure.left or "、") is not None


CANDIDATES = (
    cue_before,
    earlier_side,
    planning_after,
    task,
    opening_ahead,
    ordered,
    plan_heading,
    plan_title,
    list_goes_on,
    plan_passage,
    under_way,
)
