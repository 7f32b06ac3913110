"""What kind of statement a figure makes: an amount, a share, a change, a gap or a rank, and its sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure
from briefing.extraction.sentences import phrase_start
from briefing.model import Measure
from briefing.packaged import one_of, toml_file

_SHARE_UNITS = frozenset(["%", "％", "‰", "成"])
_POINT_UNITS = frozenset(["个百分点", "百分点", "个基点", "基点", "个点", "pct"])
# Figures that a list puts before this one: 分别增长3.4%、5.4%和 → the verb counts for all
_ITEM = r"(?:[约近超逾]|超过)?[\d.．０-９]+[万亿千百]?[多余]?(?:[%％‰]|个百分点|[一-龥]{1,2})?(?:以上|左右)?\s*"
_LIST_BEFORE = re.compile(rf"(?:{_ITEM}(?:、|和|及|与|以及))+$")
_SHARES_BEFORE = re.compile(r"(?:[约近超逾]?[\d.．０-９]+[%％‰]\s*(?:[、，,]|和|及|与|以及)\s*)+$")
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?|约)(?:[^，。；]{0,24})的$")  # 是全省平均的|2倍

_RAISED_BY = r"(?:的标准|的比例|的幅度)?(?:调整)?(?:增加|上调|提高)"  # 按29元|增加
_BY = re.compile(r"按(?:照)?[^，。；]{0,24}$")  # 按本人基本养老金水平的|1.2%


@dataclass(frozen=True, slots=True)
class _Patterns:
    rising: re.Pattern[str]
    falling: re.Pattern[str]
    rising_short: re.Pattern[str]
    falling_short: re.Pattern[str]
    nouns_rising: re.Pattern[str]
    nouns_falling: re.Pattern[str]
    transitive_rising: re.Pattern[str]
    transitive_falling: re.Pattern[str]
    reaching: re.Pattern[str]
    after_rising: re.Pattern[str]
    after_falling: re.Pattern[str]
    raised_by: re.Pattern[str]
    compared_with_time: re.Pattern[str]
    more_or_less: re.Pattern[str]
    gap_higher: re.Pattern[str]
    gap_lower: re.Pattern[str]
    rank: re.Pattern[str]
    improving: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = toml_file("extraction/data/measures.toml")
    filler = one_of(words["fillers"]) + "{0,2}"
    avoid = one_of(words["not_transitive"])
    times, targets = one_of(words["times"]), one_of(words["gap_targets"])
    linked = r"(?:为|是|达到?|约|超过|均为|均超|保持在|稳定在|在|高达|分别为|分别达|分别是|分别|最高达|平均)?"

    def transitive(verbs: list[str]) -> re.Pattern[str]:
        # 增加优质学位|2590个, but not 新增学位|2590个 nor 增加值|30亿元
        return re.compile(rf"(?<!新)(?!{avoid}){one_of(verbs)}了?[^，。；：,;:]{{0,30}}$")

    def gap(heads: list[str], ends: list[str]) -> re.Pattern[str]:
        # 高于全省平均水平|约6个百分点; 比全国平均高|3.2岁
        heading = rf"{one_of(heads)}[^，。；]{{0,16}}?{targets}[^，。；]{{0,12}}$"
        comparing = rf"(?:比|较)[^，。；]{{0,20}}{targets}[^，。；]{{0,12}}{one_of(ends)}出?{filler}$"
        return re.compile(f"{heading}|{comparing}")

    return _Patterns(
        rising=re.compile(rf"{one_of(words['rising'])}{filler}$"),
        falling=re.compile(rf"{one_of(words['falling'])}{filler}$"),
        rising_short=re.compile(rf"(?<!新){one_of(words['rising_short'])}{filler}$"),
        falling_short=re.compile(rf"{one_of(words['falling_short'])}{filler}$"),
        nouns_rising=re.compile(rf"(?<!自然){one_of(words['rising_nouns'])}{linked}$"),
        nouns_falling=re.compile(rf"{one_of(words['falling_nouns'])}{linked}$"),
        transitive_rising=transitive(words["rising_transitive"]),
        transitive_falling=transitive(words["falling_transitive"]),
        reaching=re.compile(rf"{one_of(words['reaching'])}(?:约|近|超过?|逾)?$"),
        after_rising=re.compile(one_of(words["rising_after"])),
        raised_by=re.compile(_RAISED_BY),
        after_falling=re.compile(one_of(words["falling_after"])),
        compared_with_time=re.compile(rf"同比|环比|(?:比|较|相比|对比)[^，。；]{{0,16}}?(?:{times}|[12]\d{{3}}年)"),
        more_or_less=re.compile(rf"(多|少|快|慢|长|短|高|低|增|减|升|降|涨|跌)(?:了|出)?{filler}$"),
        gap_higher=gap(words["gap_higher"], words["gap_more"]),
        gap_lower=gap(words["gap_lower"], words["gap_less"]),
        improving=re.compile(f"{one_of(words['improving'])}了?$"),
        rank=re.compile(rf"{one_of(words['rank_heads'])}[^，。；]{{0,8}}$"),
    )


class Measured(NamedTuple):
    """The measure of a figure and its sign: -1 for decreases and for gaps to the lower side, else +1."""

    measure: Measure
    sign: int = 1


def measure_of(figure: Figure) -> Answer[Measured]:
    """What kind of statement a figure makes about its indicator."""
    quantity = figure.quantity
    printed = figure.written
    if printed.startswith("翻"):
        return Answer(Measured(Measure.CHANGE), "multiplied")
    left, right = _left(figure), figure.right
    if _is_rank(printed, quantity.unit, left):
        return Answer(Measured(Measure.RANK), "rank")
    if sign := _gap(left, right, quantity.unit):
        return Answer(Measured(Measure.GAP, sign), "gap")
    if sign := _change(left, right, quantity.unit):
        return Answer(Measured(Measure.CHANGE, sign), "change")
    if quantity.unit in _POINT_UNITS:
        return Answer(Measured(Measure.CHANGE), "points")
    if quantity.unit == "倍":
        return Answer(Measured(Measure.GAP), "times")
    if quantity.unit in _SHARE_UNITS:
        return Answer(Measured(Measure.SHARE), "share")
    return Answer(Measured(Measure.LEVEL), "level")


# 高于|全省平均水平|约, 位居|全省, 居|区县
_FIELD = re.compile(
    r"全国|全省|全市|全县|全区|全州|全自治区|各?区县|各市州|各设区市|各地市|各市（区）|各县区|同类[一-龥]{2,6}"
)
_REFERENCE = re.compile(
    r"(?:全国|全省|全市|全县|全区|全州|东部|中部|西部|同类地区|周边)(?:[一-龥]{0,4}平均(?:水平|值)?|水平)|[一-龥]{2,6}平均(?:水平|值)"
)
_AGAINST = re.compile(r"^.*(?:高于|低于|超过|优于|多于|少于|比|较)")
_SCOPE_REACH = 24  # characters before a figure in which its scope stands


def scope_of(figure: Figure) -> Answer[str]:
    """What a rank or a gap is held against, in the words of the sentence up to the figure; '' if unsaid."""
    if figure.measure not in (Measure.RANK, Measure.GAP):
        return Answer("", "no-scope")
    start, end = figure.sentence.start, figure.quantity.start
    pattern = _FIELD if figure.measure is Measure.RANK else _REFERENCE
    found = pattern.findall(figure.text[max(start, end - _SCOPE_REACH) : end])
    return Answer(_AGAINST.sub("", str(found[-1])) if found else "", "scope")


def _left(figure: Figure) -> str:
    """The phrase before the figure, without the figures of a list that it continues."""
    text, start, end = figure.text, figure.sentence.start, figure.quantity.start
    if text[end - 1 : end] in "、，,和及与":
        items = _SHARES_BEFORE if figure.quantity.unit in _SHARE_UNITS else _LIST_BEFORE
        listed = items.search(text, max(start, end - 60), end)
        if listed:
            end = listed.start()
    return text[phrase_start(text, start, end) : end].rstrip("（( ")


def _is_rank(printed: str, unit: str, left: str) -> bool:
    if "第" in printed or left.endswith("第"):
        return True
    if unit not in ("位", "名", "强"):
        return False
    before = left.endswith("前") or printed.startswith("前")
    return bool(_patterns().rank.search(left)) and (before or unit == "位" or left.endswith("前列"))


def _gap(left: str, right: str, unit: str) -> int:
    patterns = _patterns()
    if unit == "倍" and _TIMES_OF.search(left):
        return 1
    if unit not in _POINT_UNITS and (right.startswith("的") or left.endswith("的")):
        return 0  # 高于国家80%的标准, 低于预期的4.2%: the standard itself
    if patterns.compared_with_time.search(left):
        return 0
    if patterns.gap_lower.search(left):
        return -1
    return 1 if patterns.gap_higher.search(left) else 0


def _change(left: str, right: str, unit: str) -> int:
    """+1 or -1 when the figure is a change, else 0."""
    patterns = _patterns()
    relative = unit in _SHARE_UNITS or unit in _POINT_UNITS
    if not relative and len(right) > 1 and patterns.improving.search(left):
        return 0
    if patterns.nouns_falling.search(left) or patterns.falling.search(left):
        return -1
    if patterns.nouns_rising.search(left) or patterns.rising.search(left):
        return 1
    compared = bool(patterns.compared_with_time.search(left))
    if compared or relative:
        if patterns.falling_short.search(left):
            return -1
        if patterns.rising_short.search(left):
            return 1
    if compared and (match := patterns.more_or_less.search(left)):
        return -1 if match.group(1) in "少慢短低减降跌" else 1
    if patterns.after_falling.match(right):
        return -1
    if patterns.after_rising.match(right) or (_BY.search(left) and patterns.raised_by.match(right)):
        return 1
    return 0 if patterns.reaching.search(left) else _change_with_object(left, unit)


def _change_with_object(left: str, unit: str) -> int:
    """增加优质学位2590个: the verb's object stands between."""
    patterns = _patterns()
    if patterns.transitive_falling.search(left):
        return -1
    return 1 if patterns.transitive_rising.search(left) else 0
