"""What else tells that a figure is planned: words after it, targets, orders, openings to come, buildings under way."""

from __future__ import annotations

import re
from collections import deque
from functools import cache

from briefing.extraction.answers import Answer
from briefing.extraction.status.chapters import looks_ahead
from briefing.extraction.status.cues import PAST, PAST_KINDS, Evidence, future_form, listed, pattern, planned
from briefing.model import Status

_ORDERED = (
    "(?P<by>(?:根据|按照|按|依据|落实)[^，。；]{0,40})?<orders>》?[^，。；：]{0,6}<ordering>"
    "|会议(?:要求|强调|提出|明确|指出)[，,:：]"
    "|(?:根据|按照|按)(?:《[^》]{1,40}<plans>》|<plans>)[，,]"
)
_OPENING_REACH = 80  # characters before a figure in which it is told when what it counts will open
_REACH = 240  # characters around a figure in which an order or a building's progress is told
# 某市印发文件，推出19条举措。…某市提出，|每家企业配备专员1名
_ISSUED = "(?:印发|出台|下发|制定)[^。；]{0,24}(?:文件|<orders>)"
_PROPOSED = "(?<=[，。；])[^，。；]{0,8}提出[，：]"
_AUTUMN = 9  # September, when schools open


def planning_after(evidence: Evidence) -> Answer[Status] | None:
    """10所学校|将于9月投入使用: the planning word follows the figure in its phrase."""
    return planned("planning-after", _ahead().search(evidence.text, evidence.end, evidence.figure.phrase_end))


@cache
def _ahead() -> re.Pattern[str]:
    return pattern(rf"<planning_after>|(?<![模虚草比])拟(?![定订写人态])|{future_form()}")


def task(evidence: Evidence) -> Answer[Status] | None:
    """120户|改造任务, 超过3000万人|的年度目标: what a target asks, where it is not said to be reached."""
    if evidence.before("<reached>(?![^，。；]*<set_before>)"):
        return None
    asked = evidence.before("(?:<task_of>)[^，。；]{0,6}(?:任务|目标)(?:任务)?[数量值]?(?:为|是|：)?$")
    return planned(
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
    return planned("opening-ahead", found if int(found["month"] or _AUTUMN) > int(published[5:7]) else None)


def ordered(evidence: Evidence) -> Answer[Status] | None:
    """《方案》提出，全县新建幼儿园|12所: what a plan or notice asks for, where nothing is said to be done since."""
    first = max(evidence.sentence.statement_start, evidence.sentence.start - _REACH)
    named = pattern("<orders>|<plans>|会议").search(evidence.text, first, evidence.start)  # saves a slow search
    match = pattern(_ORDERED).search(evidence.text, first, evidence.start) if named else None
    if match is None and pattern(_ISSUED).search(evidence.text, 0, evidence.sentence.start):
        match = pattern(_PROPOSED).search(evidence.text, first, evidence.start)
    if match is None or match.groupdict().get("by") or PAST.search(evidence.text, match.end(), evidence.start):
        return None  # 根据《通知》要求，检查机构120家: what was done as it was asked
    if any(cue.kind in PAST_KINDS for cue in evidence.cues_since(match.end())):
        return None
    return planned("ordered", match)


def at_least(evidence: Evidence) -> Answer[Status] | None:
    """招募规模不低于300人, 募集不少于900个岗位: how much is to be brought about, where nothing is said to be done."""
    number = evidence.quantity.number_start
    form = "(?:<brought_about>|规模|计划|目标)[^，。；]{0,12}不[低少]于$"
    found = pattern(form).search(evidence.text, evidence.phrase, number)
    if found is None or PAST.search(evidence.text, evidence.phrase, number):
        return None
    done = any(cue.kind in PAST_KINDS for cue in evidence.cues_since(evidence.sentence.start))
    return None if done else planned("at-least", found)


def under_way(evidence: Evidence) -> Answer[Status] | None:
    """建筑面积3万平方米 of a school that 预计明年建成: what a building will have is a plan until it stands."""
    if _goes_on_under_way(evidence):
        return Answer(Status.PLANNED, "under-way")
    by_unit = evidence.quantity.unit in listed("design_units") and looks_ahead(evidence) is not False
    designed = by_unit or evidence.before("<design>")
    if not designed and not evidence.after("<design_after>(?![次车组主])"):
        return None
    progress = pattern("(?P<under_way><building>|<built_soon>[^，。；]{0,16}?<built>)|<built>")
    text, start, end = evidence.text, evidence.start, evidence.end
    told = deque(progress.finditer(text, max(0, start - _REACH), start), maxlen=1)
    nearest = told[0] if told else progress.search(text, end, end + _REACH)
    return planned("under-way", nearest) if nearest and nearest["under_way"] else None


def _goes_on_under_way(evidence: Evidence) -> bool:
    """建筑面积1.6万平方米，设置床位|280张: the next figure of a building under way, in the same sentence."""
    figure = evidence.figure
    before = figure.sentence.figures[figure.index - 1].answers.get("status") if figure.index else None
    if before is None or before.rule != "under-way":
        return False
    return pattern("<has>[^，。；]{0,12}$|、[^，。；、]{0,8}$").search(figure.left or "、") is not None


CANDIDATES = (planning_after, task, opening_ahead, ordered, at_least, under_way)
