"""Whether a figure happened, is planned, or is a rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.extraction.headings import SEPARATOR
from briefing.extraction.sentences import phrase_end, phrase_start, statement_start
from briefing.extraction.word_files import one_of, word_file
from briefing.model import Status

if TYPE_CHECKING:
    from briefing.extraction.quantities import Quantity


_PLAN_ENDS = {"三": "2020", "四": "2025", "五": "2030", "六": "2035"}  # last years of the five-year plans
# The rest of a list: 按1000元|、1500元、2000元的标准
_LIST_AFTER = re.compile(r"(?:[、和](?:每人)?[\d.]+[万亿千百]?[元%])+")
_FROM = re.compile(r"[由从](?:目前|现在|现有|原来|当前)?的?$")
_CHANGED = re.compile(r"[^，。；]{0,8}?[提增扩升降减缩调改](?:[^，。；]{0,3})?[到至为成]")
_CONTINUING = ("同时", "并", "其中")  # sentences that go on with the plan of the one before
_REACH = 240  # characters around a figure in which a building's progress may be told


@dataclass(frozen=True, slots=True)
class _Patterns:
    cues: re.Pattern[str]
    after: re.Pattern[str]
    rule_any: re.Pattern[str]
    rule_money: re.Pattern[str]
    rule_share: re.Pattern[str]
    rule_sentence: re.Pattern[str]
    rule_after: re.Pattern[str]
    rule_not: re.Pattern[str]
    subsidy_before: re.Pattern[str]
    subsidy_after: re.Pattern[str]
    paid: re.Pattern[str]
    each: re.Pattern[str]
    case_before: re.Pattern[str]
    largest_case: float
    bounds: re.Pattern[str]
    demands: re.Pattern[str]
    norms: re.Pattern[str]
    threshold_before: re.Pattern[str]
    threshold_after: re.Pattern[str]
    design: re.Pattern[str]
    design_units: frozenset[str]
    progress: re.Pattern[str]
    plan_headings: re.Pattern[str]
    done_headings: re.Pattern[str]
    plan_titles: re.Pattern[str]
    rule_units: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = word_file("statuses")
    plan_nouns = "".join(f"(?<!{word})" for word in words["plan_noun_before"])
    disposal = rf"(?![^，。；]{{0,24}}{one_of(words['disposing'])})"
    plan = "|".join(
        (
            one_of(words["planning"]),
            rf"(?<![即必也还均都则又仍就会])将(?!{one_of(words['jiang_is_ba'])}){disposal}{one_of(words['future_after_jiang'])}",
            rf"{plan_nouns}计划{one_of(words['plan_verb_after'])}",
            r"(?<![模虚草比])拟(?![定订写人态])",  # 拟申请总投资, but not 拟定方案
            r"(?P<until>(?<![\d年月])[到至])?(?:[“\"]?十(?P<five>[三四五六])五[”\"]?(?:期|时期)?末|(?<![比较与在于从由自])(?P<year>20[0-9]{2})年)",
        )
    )
    # What every cue begins with: lets the search pass over all other characters.
    first = {word[0] for word in [*words["planning"], *words["done"]]} | set('将计拟到至“"十2')
    return _Patterns(
        cues=re.compile(f"(?=[{''.join(sorted(first))}])(?:(?P<plan>{plan})|(?P<done>{one_of(words['done'])}))"),
        after=re.compile(f"(?!{one_of(words['planning_after_not'])}){one_of(words['planning_after'])}"),
        rule_any=re.compile(one_of(words["rule_any"])),
        rule_money=re.compile(one_of(words["rule_money"])),
        rule_share=re.compile(one_of(words["rule_share"])),
        rule_sentence=re.compile(one_of(words["rule_sentence"])),
        rule_after=re.compile(
            f"[）)]?(?:{one_of(words['rule_after'])}|标准(?=[，。；、,;]|给|发|执|缴|收|补|进行|予|$))"
        ),
        rule_not=re.compile(one_of(words["rule_not"])),
        subsidy_before=re.compile(one_of(words["rule_subsidy_before"])),
        # 给予8000元|的建设补助; 按60%|的比例
        subsidy_after=re.compile(
            f"的?[^，。；]{{0,6}}{one_of(words['rule_subsidy_after'])}|(?:[和、]\\S{{1,6}})?的比例"
        ),
        paid=re.compile(f"{one_of(words['rule_paid'])}|(?<!可)获"),
        each=re.compile(one_of(words["rule_each"])),
        case_before=re.compile(f"{one_of(words['rule_case_before'])}$"),
        largest_case=float(words["rule_largest_case"]),
        bounds=re.compile(one_of(words["rule_bounds"])),
        demands=re.compile(one_of(words["rule_demands"])),
        norms=re.compile(one_of(words["rule_norms"])),
        threshold_before=re.compile(f"{one_of(words['rule_threshold_before'])}[^，。；]{{0,16}}$"),
        threshold_after=re.compile(one_of(words["rule_threshold_after"])),
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
        rule_units=frozenset(words["rule_units"]),
    )


def status_of(
    text: str,
    quantity: Quantity,
    sentence: tuple[int, int],
    heading: str | None,
    published: str | None = None,
    title: str | None = None,
) -> Status:
    """The status of a figure. Offsets count in the paragraph `text`; `sentence` is the span that holds the figure.

    `heading` holds the headings above the paragraph (Outline.text). `published`, the document's ISO date, tells
    到2025年 in a text of 2023 from the same words in one of 2026. `title` is the document's: in a plan (…行动计划) what
    is not said to be done is planned.
    """
    if _is_rule(text, quantity, sentence):
        return Status.RULE
    cue = _nearest_cue(text, quantity.start, sentence, published)
    if cue is None:
        planned = (
            _planned_after(text, quantity, sentence)
            or _planned_by(heading, title)
            or _under_way(text, quantity, sentence)
        )
        return Status.PLANNED if planned else Status.ACTUAL
    if cue is Status.PLANNED and _is_earlier_side(text, quantity):
        return Status.ACTUAL
    return cue


def _is_earlier_side(text: str, quantity: Quantity) -> bool:
    """将由80张增至200张: what is to be changed stands today."""
    before = text[max(0, quantity.start - 8) : quantity.start]
    return _FROM.search(before) is not None and _CHANGED.match(text, quantity.end) is not None


def _nearest_cue(text: str, position: int, sentence: tuple[int, int], published: str | None) -> Status | None:
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


@dataclass(frozen=True, slots=True)
class _Cue:
    """A planning word, a finishing word, or a year (`until`: 到2025年), which is a plan when it lies ahead."""

    start: int
    done: bool
    year: str | None
    until: bool


def _is_ahead(cue: _Cue, published: str | None) -> bool:
    """Whether the year of a cue is still to come: 2026年, and 到2025年 in that year itself."""
    if cue.year is None or published is None:
        return False
    return cue.year > published[:4] or (cue.until and cue.year == published[:4])


@lru_cache(maxsize=4)
def _cues(text: str) -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            match.start(),
            match["done"] is not None,
            _PLAN_ENDS[match["five"]] if match["five"] else match["year"],
            match["until"] is not None,
        )
        for match in _patterns().cues.finditer(text)
    )


def _cues_between(text: str, start: int, end: int) -> tuple[_Cue, ...]:
    cues = _cues(text)
    first, last = (bisect_left(cues, offset, key=lambda cue: cue.start) for offset in (start, end))
    return cues[first:last]


def _planned_after(text: str, quantity: Quantity, sentence: tuple[int, int]) -> bool:
    """10所学校将于9月投入使用: the planning word follows the figure in its phrase."""
    end = phrase_end(text, quantity.end, sentence[1])
    return _patterns().after.search(text, quantity.end, end) is not None


def _under_way(text: str, quantity: Quantity, sentence: tuple[int, int]) -> bool:
    """建筑面积3万平方米 of a school that 预计明年建成: what a building will have is a plan until it stands."""
    patterns = _patterns()
    start = phrase_start(text, sentence[0], quantity.start)
    if quantity.unit not in patterns.design_units and not patterns.design.search(text, start, quantity.start):
        return False
    nearest = None
    for nearest in patterns.progress.finditer(text, max(0, quantity.start - _REACH), quantity.start):  # noqa: B007
        pass
    nearest = nearest or patterns.progress.search(text, quantity.end, quantity.end + _REACH)
    return nearest is not None and nearest["under_way"] is not None


def _planned_by(heading: str | None, title: str | None) -> bool:
    """A heading that announces plans speaks for its section, a plan's title for all of it but what looks back.

    `heading` holds the open headings, one a line, the outermost first; the innermost that says anything decides.
    """
    patterns = _patterns()
    for line in reversed((heading or "").split(SEPARATOR)):
        if patterns.done_headings.search(line):
            return False
        if patterns.plan_headings.search(line):
            return True
    return title is not None and patterns.plan_titles.search(title) is not None


def _is_rule(text: str, quantity: Quantity, sentence: tuple[int, int]) -> bool:
    patterns = _patterns()
    start = phrase_start(text, sentence[0], quantity.start)
    listed = _LIST_AFTER.match(text, quantity.end)
    if patterns.rule_after.match(text, listed.end() if listed else quantity.end):
        return True
    left = text[start : quantity.start]
    with_bound = text[start : quantity.number_start]  # 原则上不超过|4%
    if patterns.rule_any.search(with_bound):
        return True
    if quantity.unit.startswith("元"):
        return _is_ruled_sum(text, quantity, sentence[0], left)
    if quantity.unit in ("%", "个百分点"):
        before = text[phrase_start(text, sentence[0], max(sentence[0], start - 1)) : start] if len(left) <= 10 else ""
        share = patterns.rule_share.search(before + left) is not None and "平均" not in left
        if share or _ruled_earlier(text, sentence[0], quantity.start) or _is_subsidy(text, quantity, left):
            return True
    return _is_threshold(text, quantity, left) or _is_demanded(text, quantity, sentence[0], with_bound)


def _is_ruled_sum(text: str, quantity: Quantity, start: int, left: str) -> bool:
    """A standard, a price or an entitlement in money, and not a sum that was paid out by it."""
    patterns = _patterns()
    if quantity.unit in patterns.rule_units:
        return not patterns.rule_not.search(left)
    since_last_figure = left[_last_digit(left) + 1 :]
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
    )


def _last_digit(text: str) -> int:
    return max((i for i, character in enumerate(text) if character.isdigit()), default=-1)


def _ruled_earlier(text: str, start: int, position: int) -> bool:
    """与基本养老金挂钩的标准为，按1.5%增加: the rule was announced earlier in the sentence, nothing was done since."""
    patterns = _patterns()
    announced = patterns.rule_sentence.search(text, max(start, position - 2 * _REACH), position)
    if announced is None:
        return False
    return not any(cue.done for cue in _cues_between(text, announced.end(), position))


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
    cues = _cues_between(text, start, quantity.start)
    if any(cue.done or cue.year for cue in cues):
        return False
    if bounded and not cues:
        return True
    return patterns.norms.search(text, max(0, start - 2 * _REACH), quantity.start) is not None
