"""What the words before a figure tell of its status: the cues of its statement, weighed one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.extraction.answers import Answer
from briefing.extraction.period.time_expressions import reckoned_by
from briefing.extraction.sentences import phrase_end, phrase_start
from briefing.extraction.status.chapters import looks_ahead
from briefing.extraction.status.cues import PAST, YEAR, Cue, Evidence, Kind, listed
from briefing.model import Status

_FROM = re.compile(r"[由从](?:目前|现在|现有|原来|当前)?的?$")
_CHANGED = re.compile(r"[^，。；]{0,8}?[提增扩升降减缩调改](?:[^，。；]{0,3})?[到至为成]")
_DIGIT = re.compile(r"\d")
_AIM_OF_FIGURES = re.compile(r"\d|[年月季][底末内度]?前?$|期间?$|以前$")
_TO_COME = re.compile("将|明年|年底|[月年]建成|投用|投入使用|竣工|交付|开工|到20")
_EARLY = "03"  # the month until which what is said of the whole running year is still to come
_REACH = 240  # characters before a sentence in which its statement is looked for
_SHORT = 12  # characters of a phrase that only says until when: 到2025年，
_FAR = 2  # years
_BEGINNING = 20000  # characters of a document in which its years are looked for


def cue_before(evidence: Evidence) -> Answer[Status] | None:
    """The planning word, finishing word or year that stands nearest before the figure in its statement."""
    cues = evidence.cues_since(max(evidence.sentence.statement_start, evidence.sentence.start - _REACH))
    past = PAST.search(evidence.text, evidence.phrase, evidence.start)
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
    if cue.kind is Kind.DONE and number and _for_next_year(evidence, cues[number - 1], cue):
        return Answer(Status.PLANNED, "planning-word", cues[number - 1].span)
    done = cue.kind is Kind.EITHER and not _planned_before(evidence, cues[:number], cue)
    if done or cue.kind is Kind.DONE:
        return Answer(Status.ACTUAL, "finishing-word", cue.span)
    once = cue.kind is Kind.ONCE and looks_ahead(evidence) is not False
    once = once and not PAST.search(evidence.text, cue.span[1], evidence.start)
    under_way = cue.kind is Kind.PROGRESS and _under_way(evidence, cue)
    if cue.kind is Kind.PLAN and looks_ahead(evidence) is False:
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
        if cue.span[0] < evidence.phrase and looks_ahead(evidence) is False:
            return None
        return Answer(Status.PLANNED, "planned-year-ahead", cue.span)
    base = evidence.is_share and reckoned_by(evidence.text, cue.span[0])
    return None if base or cue.until or cue.year >= published[:4] else Answer(Status.ACTUAL, "year-gone", cue.span)


def _of_earlier_side(evidence: Evidence, cue: Cue) -> bool:
    """将从原来的80张增至|200张: 原来 is said of the number before the change alone."""
    text, (start, end) = evidence.text, cue.span
    return text[start - 1 : start] in ("从", "由") and _DIGIT.search(text, end, evidence.start) is not None


def _for_next_year(evidence: Evidence, before: Cue, done: Cue) -> bool:
    """明年，财政已安排|3亿元: what is already arranged for the year to come; not 明年投用的医院已投入|3亿元."""
    between = evidence.text[before.span[1] : done.span[0]]
    next_year = before.kind is Kind.PLAN and evidence.text.startswith("明年", before.span[0])
    return next_year and not any(stop in between for stop in "的。；")


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
    others = [other for other in YEAR.findall(raw[:_BEGINNING]) if other < year]
    last = year >= max(YEAR.findall(raw[:_BEGINNING]), default=year)
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
    if looks_ahead(evidence) or before is None or before.kind not in (Kind.PLAN, Kind.ONCE, Kind.YEAR):
        return bool(looks_ahead(evidence))
    phrase = phrase_start(evidence.text, evidence.sentence.start, either.span[0])
    between = evidence.text[before.span[1] : max(phrase, before.span[1])]
    near = (len(between) <= _SHORT and not _DIGIT.search(between)) or before.until or before.strives
    told = _told(evidence, [before], 0) if near else None
    return told is not None and told.value is Status.PLANNED


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


CANDIDATES = (cue_before, earlier_side)
