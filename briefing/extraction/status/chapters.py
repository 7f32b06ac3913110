"""What stands above a figure and tells its status: headings, the document's title, lists that were opened."""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache

from briefing.extraction.answers import Answer, Span
from briefing.extraction.status.cues import PAST, PAST_KINDS, YEAR, Evidence, Kind, cues_of, pattern, planned
from briefing.model import Status

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
_LIST_OPENING = re.compile(r"(?:[将要拟]|计划)[^，。；]{0,24}以下[^。；，]{0,12}[：:]")
_LIST_REACH = 480  # characters before a sentence in which a list of plans may have been opened
_AIMS = 2  # of them in one paragraph make it a paragraph of aims
_SHORTEST_OF_AIMS = 80  # characters


def looks_ahead(evidence: Evidence) -> bool | None:
    """Whether the innermost heading that tells announces plans; None where none tells.

    一、2023年主要工作 in a report of 2024 looks back, though the same words of 2024 announce.
    """
    published = evidence.document.published
    for line in reversed(evidence.sentence.passage.headings):
        if pattern("<done_headings>").search(line):
            return False
        if pattern(_PLAN_HEADING).search(line):
            year = max(YEAR.findall(line), default="")
            gone = published is not None and year and year < published[:4]
            return not gone or bool(pattern("目标|计划|预期").search(line))
    return None


def plan_heading(evidence: Evidence) -> Answer[Status] | None:
    """二、2024年工作安排: a heading that announces plans speaks for its section."""
    return Answer(Status.PLANNED, "plan-heading") if looks_ahead(evidence) else None


def list_goes_on(evidence: Evidence) -> Answer[Status] | None:
    """今年将实施以下几项工作：…。培训教师|300人: a list that was opened, until something is said to be done."""
    start, text = evidence.sentence.statement_start, evidence.text
    first = max(0, start - _LIST_REACH)
    if text.find("以下", first, start) < 0:
        return None
    opened = deque(_LIST_OPENING.finditer(text, first, start), maxlen=1)
    if not opened or PAST.search(text, opened[0].end(), evidence.start):
        return None
    done = any(cue.kind is Kind.DONE for cue in evidence.cues_since(opened[0].end()))
    return None if done else planned("list-goes-on", opened[0])


def plan_title(evidence: Evidence) -> Answer[Status] | None:
    """某县养老服务发展三年行动计划（2023—2025年）: a plan's title speaks for all of it but what looks back."""
    title = evidence.document.title
    if title is None or not pattern(_PLAN_TITLE).search(title):
        return None
    return None if looks_ahead(evidence) is False else Answer(Status.PLANNED, "plan-title")


def plan_passage(evidence: Evidence) -> Answer[Status] | None:
    """A paragraph of aims in a text without a date, as parts of reports are: all that it counts is planned."""
    if evidence.document.published is not None:
        return None  # an article's paragraph speaks of many things
    aim = _last_aim(evidence.text)
    return None if aim is None else Answer(Status.PLANNED, "plan-passage", aim)


@lru_cache(maxsize=4)
def _last_aim(text: str) -> Span | None:
    """The last aim of a paragraph that states several, and tells of nothing that was done."""
    cues = cues_of(text)
    past = any(cue.kind in (*PAST_KINDS, Kind.YEAR) for cue in cues) or PAST.search(text)
    if past or len(text) < _SHORTEST_OF_AIMS:
        return None
    aims = [cue.span for cue in cues if cue.strives]
    return aims[-1] if len(aims) >= _AIMS else None


CANDIDATES = (plan_heading, plan_title, list_goes_on, plan_passage)
