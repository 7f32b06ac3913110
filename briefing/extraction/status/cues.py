"""The planning words, finishing words and years of a text, and what else tells of a figure's status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from briefing.extraction.answers import Answer, Span
from briefing.extraction.figure import Figure
from briefing.model import Document, Status
from briefing.packaged import one_of, toml_file, word_pattern

_WORDS = "extraction/data/statuses.toml"
_PLAN_ENDS = {"三": "2020", "四": "2025", "五": "2030", "六": "2035"}  # last years of the five-year plans
_PART_OF_YEAR = re.compile(r"\s*(?:[度初底末]|\d|以来|[一二三四上下前首]|春|元旦|开年|的?[今新]年)")

PAST = re.compile(r"(?<![为除罢])了(?!解|不)")  # 更新了50部, 有了新变化
YEAR = re.compile(r"20\d\d(?=年)")


@cache
def pattern(form: str) -> re.Pattern[str]:
    """`form` as a pattern; <list> in it stands for any of the words of that list in data/statuses.toml."""
    return word_pattern(_WORDS, form)


class Kind(Enum):
    """What a cue says of the figures after it."""

    PLAN = "plan"
    PROGRESS = "progress"  # 正在建设: a plan in its own phrase
    ONCE = "once"  # 建成后: a plan unless the statement goes on in the past
    DONE = "done"
    EITHER = "either"  # 累计: done, unless a plan is spoken of
    YEAR = "year"  # a plan when it lies ahead, done when it is gone


PAST_KINDS = (Kind.DONE, Kind.EITHER)
_KINDS = {kind.value: kind for kind in Kind}


class Cue(NamedTuple):
    """A word or year that tells of the status of what follows it."""

    span: Span
    kind: Kind
    year: str | None
    until: bool  # 到2025年, 2025年底前
    whole: bool  # the year as a whole (2022年投入…), not a part of it (2022年1月, 2022年以来)
    strives: bool  # 力争, 确保: an aim, which reaches over all that is listed after it


class Evidence:
    """What tells of a figure's status: its phrase, the cues around it, its document.

    `start` and `end` are the figure's, `phrase` the beginning of its phrase; `left` is the phrase up to it. What is
    `handed_out` is a sum that was given on a day or paid out, or has a unit that has a rule of its own.
    """

    def __init__(self, figure: Figure, document: Document) -> None:
        self.figure = figure
        self.document = document
        self.text = figure.text
        self.quantity = figure.quantity
        self.start, self.end = figure.quantity.start, figure.quantity.end
        self.sentence = figure.sentence
        self.phrase = figure.phrase_start
        self.left = figure.left
        unit = figure.quantity.unit
        self.is_sum, self.is_share = unit.startswith("元"), unit in ("%", "个百分点")
        self.has_rule_price = self.is_sum and unit in listed("rule_units")
        self.handed_out = self.is_sum and self._is_handed_out()

    def before(self, form: str) -> re.Match[str] | None:
        """The first match of a pattern in the phrase up to the figure."""
        return pattern(form).search(self.text, self.phrase, self.start)

    def after(self, form: str) -> re.Match[str] | None:
        """The match of a pattern right after the figure."""
        return pattern(form).match(self.text, self.end)

    def cues_since(self, start: int) -> Sequence[Cue]:
        """The cues that begin between `start` and the figure."""
        cues = cues_of(self.text)
        return cues[bisect_left(cues, ((start,),)) : bisect_left(cues, ((self.start,),))]

    def _is_handed_out(self) -> bool:
        if self.has_rule_price or self.before("<given_once>[^，。；]{0,12}$") or self.after("的?[^，。；]{0,4}<gifts>"):
            return True  # 每人发放了|500元, 为19名儿童送去价值|500元的书包: given once, on the day that is told of
        last_figure = next((i for i in range(len(self.left), 0, -1) if self.left[i - 1].isdigit()), 0)
        return _paid(self.left[last_figure:])

    @property
    def paid(self) -> bool:
        """Whether the phrase speaks of what was paid, and not of what each one gets."""
        return _paid(self.left)


def _paid(text: str) -> bool:
    return bool(pattern("<rule_paid>(?!标准|对象|比例|范围)|(?<!可)获").search(text)) and not pattern(
        "<rule_each>"
    ).search(text)


def listed(name: str) -> Any:
    """One of the entries of data/statuses.toml."""
    return toml_file(_WORDS)[name]


def planned(rule: str, found: re.Match[str] | None) -> Answer[Status] | None:
    """The answer that a figure is planned, where something was found."""
    return None if found is None else Answer(Status.PLANNED, rule, found.span())


@lru_cache(maxsize=4)
def cues_of(text: str) -> tuple[Cue, ...]:
    """The cues of a passage, in order."""
    striving = tuple(listed("striving"))
    return tuple(
        Cue(
            match.span(),
            _KINDS.get(match.lastgroup or "", Kind.YEAR),
            _PLAN_ENDS[match["five"]] if match["five"] else match["year"],
            match["until"] is not None or match["term"] is not None,
            _PART_OF_YEAR.match(text, match.end()) is None,
            match.lastgroup == "plan" and match.group().startswith(striving),
        )
        for match in _cue_pattern().finditer(text)
    )


@cache
def _cue_pattern() -> re.Pattern[str]:
    words = toml_file(_WORDS)
    plan_nouns = "".join(f"(?<!{word})" for word in words["plan_noun_before"])
    within = rf"(?=[^，。；]{{0,6}}{one_of(words['by_term'])})"
    plan = "|".join(
        (
            rf"(?<!为){one_of(words['aims'])}",
            rf"(?<!努){one_of(words['planning'])}",  # 努力争取 is no 力争
            # 争取3家企业上市, but not 争取资金, 争取到项目
            rf"争取(?!到|[，。；、了]|[^，。；]{{0,10}}{one_of(words['obtained'])})",
            future_form(),
            # 计划新建, but not 行动计划投资
            rf"{plan_nouns}计划{one_of(words['plan_verb_after'])}",
            # 全年计划支出, but not 完成全年计划的80%
            r"(?<![成占达现]全年)(?<![成占达现]今年)(?:(?<=[全今]年)|(?<=年内)|(?<=[还拟]))计划(?![的，。；、内外数量总]|任务|目标)",
            # 今年要改造老旧小区, but not 需要改造的
            rf"(?<![需重主必首只不快而想])要(?:再|继续)?{one_of(words['tasks'])}",
            # 拟申请总投资, but not 拟定方案
            r"(?<![模虚草比])拟(?![定订写人态])",
            # 年底前完成, 9月30日前建成, but not 2022年底前 (which the year tells), 去年底前
            rf"(?:(?<![去上前]年)(?<![\d去上前])年[底末]|月[底末]|月\d{{1,2}}日)之?前{within}",
        )
    )
    five_year_plan = r"[“\"]?十(?P<five>[三四五六])五[”\"]?(?:期|时期)?末"  # “十四五”末
    # 2026年, 2025年底前, but not 比2020年
    year = rf"(?<![比较与在于从由自])(?P<year>20[0-9]{{2}})年(?P<term>年?[底末]?之?前{within})?"
    done = rf"(?<![比较同与])(?P<done>{one_of(words['done'])})"
    kinds = "|".join(
        f"(?P<{kind.value}>{one_of(words[listed])})"
        for kind, listed in ((Kind.EITHER, "done_or_planned"), (Kind.PROGRESS, "progress"), (Kind.ONCE, "once_there"))
    )
    # What every cue begins with, one character and two: lets the search pass over all others.
    lists = ("planning", "aims", "done", "done_or_planned", "progress", "once_there")
    two = {word[:2] for listed in lists for word in words[listed]} | set('将计拟要争到至“"')
    first = "".join(sorted({opening[0] for opening in two}))
    begins = rf"(?=[{first}]|20|十[三四五六]|[年月][底末]|月\d)(?={one_of(two)}|20|[十年月])"
    # 到2025年, but not 2021至2025年
    until = rf"(?P<until>(?<![\d年月])[到至])?(?:{five_year_plan}|{year})"
    return re.compile(f"{begins}(?:{kinds}|(?P<plan>{plan})|{until}|{done})")


@cache
def future_form() -> str:
    """The pattern of 将 before a verb: 将新建|12所, but not 将3个教育集团调整为, 将有关部门."""
    words = toml_file(_WORDS)
    disposal = rf"(?![^，。；]{{0,24}}{one_of(words['disposing'])})"
    not_future = one_of(words["jiang_is_ba"])
    return rf"(?<![即必也还均都则又仍就会])将(?!{not_future}){disposal}{one_of(words['future_after_jiang'])}"
