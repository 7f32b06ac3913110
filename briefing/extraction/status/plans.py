"""Whether a figure is planned: planning words, years to come, plans by their headings, buildings under way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from briefing.extraction.sentences import phrase_end, phrase_start, statement_start
from briefing.model import Status
from briefing.packaged import one_of, toml_file

if TYPE_CHECKING:
    from briefing.extraction.amount.quantities import Quantity

_PLAN_ENDS = {"三": "2020", "四": "2025", "五": "2030", "六": "2035"}  # last years of the five-year plans
_FROM = re.compile(r"[由从](?:目前|现在|现有|原来|当前)?的?$")
_CHANGED = re.compile(r"[^，。；]{0,8}?[提增扩升降减缩调改](?:[^，。；]{0,3})?[到至为成]")
_PART_OF_YEAR = re.compile(r"\s*(?:[度初底末]|\d|以来|[一二三四上下前首]|春|元旦|开年|的?[今新]年)")
_EARLY = "03"  # the month until which what is said of the whole running year is still to come
_CONTINUING = ("同时", "并", "其中")  # sentences that go on with the plan of the one before
_REACH = 240  # characters around a figure in which a plan or a building's progress is told


@dataclass(frozen=True, slots=True)
class _Patterns:
    cues: re.Pattern[str]
    after: re.Pattern[str]
    design: re.Pattern[str]
    design_units: frozenset[str]
    progress: re.Pattern[str]
    plan_headings: re.Pattern[str]
    done_headings: re.Pattern[str]
    plan_titles: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = toml_file("extraction/data/statuses.toml")
    return _Patterns(
        cues=_cue_pattern(words),
        after=re.compile(f"(?!{one_of(words['planning_after_not'])}){one_of(words['planning_after'])}"),
        design=re.compile(one_of(words["design"])),
        design_units=frozenset(words["design_units"]),
        progress=re.compile(
            f"(?P<under_way>{one_of(words['building'])}"
            f"|{one_of(words['built_soon'])}[^，。；]{{0,16}}?{one_of(words['built'])})|{one_of(words['built'])}"
        ),
        plan_headings=re.compile(one_of(words["plan_headings"])),
        done_headings=re.compile(one_of(words["done_headings"])),
        # 某县养老服务发展三年行动计划（2023—2025年）
        plan_titles=re.compile(rf"{one_of(words['plan_titles'])}(?:[（(][^（()）]*[）)])?(?:的通知)?$"),
    )


def _cue_pattern(words: dict[str, Any]) -> re.Pattern[str]:
    plan_nouns = "".join(f"(?<!{word})" for word in words["plan_noun_before"])
    future, disposal = one_of(words["future_after_jiang"]), rf"(?![^，。；]{{0,24}}{one_of(words['disposing'])})"
    five_year_plan = r"[“\"]?十(?P<five>[三四五六])五[”\"]?(?:期|时期)?末"  # “十四五”末
    year = r"(?<![比较与在于从由自])(?P<year>20[0-9]{2})年"  # 2026年, but not 比2020年
    plan = "|".join(
        (
            one_of(words["planning"]),
            # 将新建|12所, but not 将3个教育集团调整为
            rf"(?<![即必也还均都则又仍就会])将(?!{one_of(words['jiang_is_ba'])}){disposal}{future}",
            # 计划新建, but not 行动计划投资
            rf"{plan_nouns}计划{one_of(words['plan_verb_after'])}",
            # 拟申请总投资, but not 拟定方案
            r"(?<![模虚草比])拟(?![定订写人态])",
            # 到2025年, but not 2021至2025年
            rf"(?P<until>(?<![\d年月])[到至])?(?:{five_year_plan}|{year})",
        )
    )
    # What every cue begins with: lets the search pass over all other characters.
    first = {word[0] for word in [*words["planning"], *words["done"]]} | set('将计拟到至“"十2')
    return re.compile(
        f"(?=[{''.join(sorted(first))}])(?:(?P<plan>{plan})|(?<![比较同与])(?P<done>{one_of(words['done'])}))"
    )


@dataclass(frozen=True, slots=True)
class Cue:
    """A planning word, a finishing word, or a year (`until`: 到2025年), which is a plan when it lies ahead."""

    start: int
    done: bool
    year: str | None
    until: bool
    whole: bool = False  # the year as a whole (2022年投入…), not a part of it (2022年1月, 2022年以来)


def cues_between(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """The cues that begin in [start, end)."""
    cues = _cues(text)
    first, last = (bisect_left(cues, offset, key=lambda cue: cue.start) for offset in (start, end))
    return cues[first:last]


@lru_cache(maxsize=4)
def _cues(text: str) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            match.start(),
            match["done"] is not None,
            _PLAN_ENDS[match["five"]] if match["five"] else match["year"],
            match["until"] is not None,
            _PART_OF_YEAR.match(text, match.end()) is None,
        )
        for match in _patterns().cues.finditer(text)
    )


def nearest_cue(text: str, position: int, sentence: tuple[int, int], published: str | None) -> Status | None:
    """The planning or finishing word that stands nearest before the figure in its statement."""
    start = statement_start(text, sentence[0])
    if start and text.startswith(_CONTINUING, start):
        start = statement_start(text, start - 1)
    start = max(start, sentence[0] - _REACH)
    cues = _cues(text)
    for index in range(bisect_left(cues, position, key=lambda cue: cue.start) - 1, -1, -1):
        cue = cues[index]
        if cue.start < start:
            return None
        if cue.done:
            return Status.ACTUAL
        if cue.year is None or _is_ahead(cue, published):
            return Status.PLANNED
        if not cue.until and published is not None and cue.year < published[:4]:
            return Status.ACTUAL
    return None


def _is_ahead(cue: Cue, published: str | None) -> bool:
    """Whether the year of a cue is still to come: 2026年, and 到2025年 in that year itself."""
    if cue.year is None or published is None:
        return False
    if cue.year == published[:4] and cue.whole and published[5:7] and published[5:7] <= _EARLY:
        return True  # 2022年投入1000万元, said in March 2022
    return cue.year > published[:4] or (cue.until and cue.year == published[:4])


def is_earlier_side(text: str, quantity: Quantity) -> bool:
    """将由80张增至200张: what is to be changed stands today."""
    before = text[max(0, quantity.start - 8) : quantity.start]
    return _FROM.search(before) is not None and _CHANGED.match(text, quantity.end) is not None


def planned_after(text: str, quantity: Quantity, sentence: tuple[int, int]) -> bool:
    """10所学校将于9月投入使用: the planning word follows the figure in its phrase."""
    end = phrase_end(text, quantity.end, sentence[1])
    return _patterns().after.search(text, quantity.end, end) is not None


def planned_by(headings: Sequence[str], title: str | None) -> bool:
    """A heading that announces plans speaks for its section, a plan's title for all of it but what looks back.

    `headings` are the open ones, the outermost first; the innermost that says anything decides.
    """
    patterns = _patterns()
    for line in reversed(headings):
        if patterns.done_headings.search(line):
            return False
        if patterns.plan_headings.search(line):
            return True
    return title is not None and patterns.plan_titles.search(title) is not None


def under_way(text: str, quantity: Quantity, sentence: tuple[int, int]) -> bool:
    """建筑面积3万平方米 of a school that 预计明年建成: what a building will have is a plan until it stands."""
    patterns = _patterns()
    start = phrase_start(text, sentence[0], quantity.start)
    if quantity.unit not in patterns.design_units and not patterns.design.search(text, start, quantity.start):
        return False
    told = deque(patterns.progress.finditer(text, max(0, quantity.start - _REACH), quantity.start), maxlen=1)
    nearest = told[0] if told else patterns.progress.search(text, quantity.end, quantity.end + _REACH)
    return nearest is not None and nearest["under_way"] is not None
