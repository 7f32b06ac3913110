"""What tells that a figure is planned: planning words, years to come, plans by their headings, buildings under way."""

from __future__ import annotations

import re
from collections import deque

from briefing.extraction.answers import Answer
from briefing.extraction.status.cues import Cue, Evidence, listed, pattern
from briefing.model import Status

_FROM = re.compile(r"[由从](?:目前|现在|现有|原来|当前)?的?$")
_CHANGED = re.compile(r"[^，。；]{0,8}?[提增扩升降减缩调改](?:[^，。；]{0,3})?[到至为成]")
_EARLY = "03"  # the month until which what is said of the whole running year is still to come
_REACH = 240  # characters around a figure in which a plan or a building's progress is told


def cue_before(evidence: Evidence) -> Answer[Status] | None:
    """The planning word, finishing word or year that stands nearest before the figure in its statement."""
    published = evidence.document.published
    for cue in reversed(evidence.cues_since(max(evidence.sentence.statement_start, evidence.sentence.start - _REACH))):
        if cue.done:
            return Answer(Status.ACTUAL, "finishing-word", cue.span)
        if cue.year is None:
            return Answer(Status.PLANNED, "planning-word", cue.span)
        if published is not None and _is_ahead(cue, cue.year, published):
            return Answer(Status.PLANNED, "planned-year-ahead", cue.span)
        if not cue.until and published is not None and cue.year < published[:4]:
            return Answer(Status.ACTUAL, "year-gone", cue.span)
    return None


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
    form = "(?!<planning_after_not>)<planning_after>"
    return _planned("planning-after", pattern(form).search(evidence.text, evidence.end, evidence.figure.phrase_end))


def _planned(rule: str, found: re.Match[str] | None) -> Answer[Status] | None:
    return None if found is None else Answer(Status.PLANNED, rule, found.span())


def _heading(evidence: Evidence) -> bool | None:
    """Whether the innermost heading that tells announces plans; None where none tells."""
    for line in reversed(evidence.sentence.passage.headings):
        if pattern("<done_headings>").search(line):
            return False
        if pattern("<plan_headings>").search(line):
            return True
    return None


def plan_heading(evidence: Evidence) -> Answer[Status] | None:
    """二、2024年工作安排: a heading that announces plans speaks for its section."""
    return Answer(Status.PLANNED, "plan-heading") if _heading(evidence) else None


def plan_title(evidence: Evidence) -> Answer[Status] | None:
    """某县养老服务发展三年行动计划（2023—2025年）: a plan's title speaks for all of it but what looks back."""
    title = evidence.document.title
    if title is None or not pattern("<plan_titles>(?:[（(][^（()）]*[）)])?(?:的通知)?$").search(title):
        return None
    return None if _heading(evidence) is False else Answer(Status.PLANNED, "plan-title")


def under_way(evidence: Evidence) -> Answer[Status] | None:
    """建筑面积3万平方米 of a school that 预计明年建成: what a building will have is a plan until it stands."""
    if evidence.quantity.unit not in listed("design_units") and not evidence.before("<design>"):
        return None
    progress = pattern("(?P<under_way><building>|<built_soon>[^，。；]{0,16}?<built>)|<built>")
    text, start, end = evidence.text, evidence.start, evidence.end
    told = deque(progress.finditer(text, max(0, start - _REACH), start), maxlen=1)
    nearest = told[0] if told else progress.search(text, end, end + _REACH)
    return _planned("under-way", nearest) if nearest and nearest["under_way"] else None


CANDIDATES = (cue_before, earlier_side, planning_after, plan_heading, plan_title, under_way)
