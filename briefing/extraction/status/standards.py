"""Whether a figure is a rule: a standard, an entitlement, a price, a threshold, a requirement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.extraction.sentences import phrase_end, phrase_start
from briefing.extraction.status.plans import cues_between
from briefing.packaged import one_of, toml_file

if TYPE_CHECKING:
    from briefing.extraction.amount.quantities import Quantity

# The rest of a list: 按1000元|、1500元、2000元的标准
_LIST_AFTER = re.compile(r"(?:[、和](?:每人)?[\d.]+[万亿千百]?[元%])+")
_BY = re.compile(r"按(?:照)?[^，。；]{1,24}的?$")  # 按低保标准的|30%发放
_REACH = 480  # characters before a figure in which the norm that it belongs to is named


@dataclass(frozen=True, slots=True)
class _Patterns:
    rule_any: re.Pattern[str]
    rule_money: re.Pattern[str]
    rule_share: re.Pattern[str]
    rule_sentence: re.Pattern[str]
    rule_after: re.Pattern[str]
    rule_not: re.Pattern[str]
    by_after: re.Pattern[str]
    subsidy_before: re.Pattern[str]
    subsidy_after: re.Pattern[str]
    paid: re.Pattern[str]
    each: re.Pattern[str]
    given_once: re.Pattern[str]
    given_after: re.Pattern[str]
    case_before: re.Pattern[str]
    largest_case: float
    bounds: re.Pattern[str]
    demands: re.Pattern[str]
    norms: re.Pattern[str]
    threshold_before: re.Pattern[str]
    threshold_after: re.Pattern[str]
    rule_units: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = toml_file("extraction/data/statuses.toml")
    return _Patterns(
        rule_any=re.compile(one_of(words["rule_any"])),
        rule_money=re.compile(one_of(words["rule_money"])),
        rule_share=re.compile(one_of(words["rule_share"])),
        rule_sentence=re.compile(one_of(words["rule_sentence"])),
        rule_after=re.compile(
            f"[）)]?(?:{one_of(words['rule_after'])}|标准(?=[，。；、,;]|给|发|执|缴|收|补|进行|予|$))"
        ),
        rule_not=re.compile(one_of(words["rule_not"])),
        by_after=re.compile(f"(?:的比例)?{one_of(words['rule_by_after'])}"),
        subsidy_before=re.compile(one_of(words["rule_subsidy_before"])),
        # 给予8000元|的建设补助; 按60%|的比例
        subsidy_after=re.compile(
            f"的?[^，。；]{{0,6}}{one_of(words['rule_subsidy_after'])}|(?:[和、]\\S{{1,6}})?的比例"
        ),
        paid=re.compile(f"{one_of(words['rule_paid'])}|(?<!可)获"),
        each=re.compile(one_of(words["rule_each"])),
        # 每人发放了|500元, 为19名儿童送去价值|500元的书包: given once, on the day that is told of
        given_once=re.compile(f"{one_of(words['given_once'])}[^，。；]{{0,12}}$"),
        given_after=re.compile(f"的?[^，。；]{{0,4}}{one_of(words['gifts'])}"),
        case_before=re.compile(f"{one_of(words['rule_case_before'])}$"),
        largest_case=float(words["rule_largest_case"]),
        bounds=re.compile(one_of(words["rule_bounds"])),
        demands=re.compile(one_of(words["rule_demands"])),
        norms=re.compile(one_of(words["rule_norms"])),
        threshold_before=re.compile(f"{one_of(words['rule_threshold_before'])}[^，。；]{{0,16}}$"),
        threshold_after=re.compile(one_of(words["rule_threshold_after"])),
        rule_units=frozenset(words["rule_units"]),
    )


def is_rule(text: str, quantity: Quantity, sentence: tuple[int, int]) -> bool:
    """Whether the figure is a policy parameter. Offsets count in the paragraph `text`."""
    patterns = _patterns()
    start = phrase_start(text, sentence[0], quantity.start)
    listed = _LIST_AFTER.match(text, quantity.end)
    if patterns.rule_after.match(text, listed.end() if listed else quantity.end):
        return True
    left = text[start : quantity.start]
    with_bound = text[start : quantity.number_start]  # 原则上不超过|4%
    if patterns.rule_any.search(with_bound) or _is_condition(text, quantity.end, sentence[1]):
        return True
    if quantity.unit.startswith("元"):
        return _is_ruled_sum(text, quantity, sentence[0], left)
    if quantity.unit in ("%", "个百分点"):
        before = text[phrase_start(text, sentence[0], max(sentence[0], start - 1)) : start] if len(left) <= 10 else ""
        share = patterns.rule_share.search(before + left) is not None and "平均" not in left
        by = _BY.search(left) is not None and patterns.by_after.match(text, quantity.end) is not None
        if share or by or _ruled_earlier(text, sentence[0], quantity.start) or _is_subsidy(text, quantity, left):
            return True
    if quantity.unit == "倍" and "标准为" in left:  # 特困人员标准为低保标准的1.3倍
        return True
    return _is_threshold(text, quantity, left) or _is_demanded(text, quantity, sentence[0], with_bound)


def _is_condition(text: str, position: int, end: int) -> bool:
    """有2套以上住房的，不予受理: the phrase is the condition of a rule."""
    stop = phrase_end(text, position, min(end, position + 40))
    return stop > position and text[stop - 1] == "的" and text[stop : stop + 1] in ("，", ",")


def _is_ruled_sum(text: str, quantity: Quantity, start: int, left: str) -> bool:
    """A standard, a price or an entitlement in money, and not a sum that was paid out by it."""
    patterns = _patterns()
    if quantity.unit in patterns.rule_units:
        return bool(patterns.rule_money.search(left)) or not patterns.rule_not.search(left)
    since_last_figure = left[_last_digit(left) + 1 :]
    if patterns.given_once.search(left) or patterns.given_after.match(text, quantity.end):
        return False
    if patterns.paid.search(since_last_figure) and not patterns.each.search(since_last_figure):
        return False
    case = quantity.value <= patterns.largest_case and patterns.case_before.search(left)
    standard = patterns.rule_money.search(left) and "平均" not in left
    return bool(
        case
        or standard
        or _ruled_earlier(text, start, quantity.start)
        or _is_threshold(text, quantity, left)
        or _is_subsidy(text, quantity, left)
        or _is_demanded(text, quantity, start, text[quantity.start - len(left) : quantity.number_start])
    )


def _last_digit(text: str) -> int:
    return max((i for i, character in enumerate(text) if character.isdigit()), default=-1)


def _ruled_earlier(text: str, start: int, position: int) -> bool:
    """与基本养老金挂钩的标准为，按1.5%增加: the rule was announced earlier in the sentence, nothing was done since."""
    patterns = _patterns()
    announced = patterns.rule_sentence.search(text, max(start, position - _REACH), position)
    if announced is None:
        return False
    return not any(cue.done for cue in cues_between(text, announced.end(), position))


def _is_threshold(text: str, quantity: Quantity, left: str) -> bool:
    """对10万元以内的贷款: the figure decides who is eligible."""
    patterns = _patterns()
    end = text[quantity.number_end : quantity.end + 4]
    return bool(patterns.threshold_before.search(left)) and bool(patterns.threshold_after.search(end))


def _is_subsidy(text: str, quantity: Quantity, left: str) -> bool:
    """给予8000元的建设补助, 按60%的比例补助: a sum or share that is given per case, not one that was paid out."""
    patterns = _patterns()
    if not patterns.subsidy_before.search(left) or (patterns.paid.search(left) and not patterns.each.search(left)):
        return False
    return bool(patterns.subsidy_after.match(text, quantity.end))


def _is_demanded(text: str, quantity: Quantity, start: int, left: str) -> bool:
    """床位数不少于100张, 签约率要达到100% where a norm (《规范》) was named: what somebody has to meet."""
    patterns = _patterns()
    bounded, demanded = patterns.bounds.search(left), patterns.demands.search(text, max(0, start - 1), quantity.start)
    if not bounded and not demanded:
        return False
    cues = cues_between(text, start, quantity.start)
    if any(cue.done or cue.year for cue in cues):
        return False
    if bounded and not cues:
        return True
    return patterns.norms.search(text, max(0, start - _REACH), quantity.start) is not None
