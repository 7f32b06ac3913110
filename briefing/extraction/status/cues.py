"""The planning words, finishing words and years of a text, and what else tells of a figure's status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from briefing.extraction.answers import Span
from briefing.extraction.figure import Figure
from briefing.model import Document
from briefing.packaged import one_of, toml_file, word_pattern

_WORDS = "extraction/data/statuses.toml"
_PLAN_ENDS = {"三": "2020", "四": "2025", "五": "2030", "六": "2035"}  # last years of the five-year plans
_PART_OF_YEAR = re.compile(r"\s*(?:[度初底末]|\d|以来|[一二三四上下前首]|春|元旦|开年|的?[今新]年)")


@cache
def pattern(form: str) -> re.Pattern[str]:
    """`form` as a pattern; <list> in it stands for any of the words of that list in data/statuses.toml."""
    return word_pattern(_WORDS, form)


class Cue(NamedTuple):
    """A planning word, a finishing word, or a year (`until`: 到2025年), which is a plan when it lies ahead."""

    span: Span
    done: bool
    year: str | None
    until: bool
    whole: bool  # the year as a whole (2022年投入…), not a part of it (2022年1月, 2022年以来)


class Evidence:
    """What tells of a figure's status: its phrase, the cues around it, its document.

    `start` and `end` are the figure's, `phrase` the beginning of its phrase; `left` is the phrase up to it.
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

    def before(self, form: str) -> re.Match[str] | None:
        """The first match of a pattern in the phrase up to the figure."""
        return pattern(form).search(self.text, self.phrase, self.start)

    def after(self, form: str) -> re.Match[str] | None:
        """The match of a pattern right after the figure."""
        return pattern(form).match(self.text, self.end)

    def cues_since(self, start: int) -> Sequence[Cue]:
        """The cues that begin between `start` and the figure."""
        cues = _cues(self.text)
        first, last = (bisect_left(cues, offset, key=lambda cue: cue.span[0]) for offset in (start, self.start))
        return cues[first:last]

    @cached_property
    def handed_out(self) -> bool:
        """Whether it is a sum that was given on a day or paid out, or has a unit that has a rule of its own."""
        if not self.is_sum:
            return False
        if self.has_rule_price or self.before("<given_once>[^，。；]{0,12}$") or self.after("的?[^，。；]{0,4}<gifts>"):
            return True  # 每人发放了|500元, 为19名儿童送去价值|500元的书包: given once, on the day that is told of
        last_figure = next((i for i in range(len(self.left), 0, -1) if self.left[i - 1].isdigit()), 0)
        return _paid(self.left[last_figure:])

    @property
    def paid(self) -> bool:
        """Whether the phrase speaks of what was paid, and not of what each one gets."""
        return _paid(self.left)


def _paid(text: str) -> bool:
    return bool(pattern("<rule_paid>|(?<!可)获").search(text)) and not pattern("<rule_each>").search(text)


def listed(name: str) -> Any:
    """One of the entries of data/statuses.toml."""
    return toml_file(_WORDS)[name]


@lru_cache(maxsize=4)
def _cues(text: str) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            match.span(),
            match["done"] is not None,
            _PLAN_ENDS[match["five"]] if match["five"] else match["year"],
            match["until"] is not None,
            _PART_OF_YEAR.match(text, match.end()) is None,
        )
        for match in _cue_pattern().finditer(text)
    )


@cache
def _cue_pattern() -> re.Pattern[str]:
    words = toml_file(_WORDS)
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
