"""What kind of statement a figure makes: an amount, a share, a change, a gap or a rank, and its sign."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing.extraction.answers import Answer, choose, grouped, in_order
from briefing.extraction.figure import Figure
from briefing.extraction.sentences import phrase_start
from briefing.model import Measure
from briefing.packaged import word_pattern

_SHARE_UNITS = frozenset(["%", "％", "‰", "成"])
_RANK_UNITS = frozenset(["位", "名", "强"])
_POINT_UNITS = frozenset(["个百分点", "百分点", "个基点", "基点", "个点", "pct"])
# Figures that a list puts before this one: 分别增长3.4%、5.4%和 → the verb counts for all
_ITEM = r"(?:[约近超逾]|超过)?[\d.．０-９]+[万亿千百]?[多余]?(?:[%％‰]|个百分点|[一-龥]{1,2})?(?:以上|左右)?\s*"
_LIST_BEFORE = re.compile(rf"(?:{_ITEM}(?:、|和|及|与|以及))+$")
_SHARES_BEFORE = re.compile(r"(?:[约近超逾]?[\d.．０-９]+[%％‰]\s*(?:[、，,]|和|及|与|以及)\s*)+$")

# What stands before a figure; <list> is any word of that list in data/measures.toml.
_LINKED = r"(?:为|是|达到?|约|超过|均为|均超|保持在|稳定在|在|高达|分别为|分别达|分别是|分别|最高达|平均)?$"
_FILLED = "<fillers>{0,2}$"
_RISING = f"<rising>{_FILLED}|(?<!自然)<rising_nouns>{_LINKED}"
_FALLING = f"<falling>{_FILLED}|<falling_nouns>{_LINKED}"
_WITH_TIME = r"同比|环比|(?:比|较|相比|对比)[^，。；]{0,16}?(?:<times>|[12]\d{3}年)"
_MORE_OR_LESS = rf"(多|少|快|慢|长|短|高|低|增|减|升|降|涨|跌)(?:了|出)?{_FILLED}"
# 增加优质学位|2590个, but not 新增学位|2590个 nor 增加值|30亿元
_DIFFERING = "<rising|rising_nouns|rising_transitive|falling|falling_nouns|falling_transitive|gap_higher|gap_lower>"
_WITH_OBJECT = "(?<!新)(?!<not_transitive>)<{}_transitive>了?[^，。；：,;:]{{0,30}}$"
# 高于全省平均水平|约6个百分点; 比全国平均高|3.2岁
_GAP = (
    "<gap_{}>[^，。；]{{0,16}}?<gap_targets>[^，。；]{{0,12}}$"
    "|(?:比|较)[^，。；]{{0,20}}<gap_targets>[^，。；]{{0,12}}<gap_{}>出?<fillers>{{0,2}}$"
)
_ABOVE, _BELOW = _GAP.format("higher", "more"), _GAP.format("lower", "less")
_TIMES_OF = r"(?:是|为|相当于|达到?|约)(?:[^，。；]{0,24})的$"  # 是全省平均的|2倍
_BY = r"按(?:照)?[^，。；]{0,24}$"  # 按本人基本养老金水平的|1.2%
_RAISED_BY = r"(?:的标准|的比例|的幅度)?(?:调整)?(?:增加|上调|提高)"  # 按29元|增加


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return word_pattern("extraction/data/measures.toml", form)


class Measured(NamedTuple):
    """The measure of a figure and its sign: -1 for decreases and for gaps to the lower side, else +1."""

    measure: Measure
    sign: int = 1


class _Phrase:
    """The phrase around a figure, without the figures of a list that it continues."""

    def __init__(self, figure: Figure) -> None:
        self.text, quantity = figure.text, figure.quantity
        self.quantity, self.unit, self.printed = quantity, quantity.unit, figure.written
        self.start, self.end = figure.phrase_start, quantity.start
        self.stop = figure.phrase_end
        if self.text[self.end - 1 : self.end] in "、，,和及与":
            items = _SHARES_BEFORE if self.unit in _SHARE_UNITS else _LIST_BEFORE
            listed = items.search(self.text, max(figure.sentence.start, self.end - 60), self.end)
            if listed:
                self.end = listed.start()
                self.start = phrase_start(self.text, figure.sentence.start, self.end)
        self.left = self.text[self.start : self.end].rstrip("（( ")
        self.end = self.start + len(self.left)
        self.relative = self.unit in _SHARE_UNITS or self.unit in _POINT_UNITS
        self.has_base = "比" in self.left or "较" in self.left
        self.compared = self.has_base and self.before(_WITH_TIME) is not None
        # Most phrases have no word of a change or a gap: one search saves those for each
        self.may_differ = self.has_base or self.before(_DIFFERING) is not None
        # 提升改造农村公路|50公里: the verb is about what is counted, not about the count
        self.counted = not self.relative and self.stop - quantity.end > 1 and self.before("<improving>了?$") is not None

    def before(self, form: str) -> re.Match[str] | None:
        """The first match of a pattern in the phrase before the figure."""
        return _pattern(form).search(self.text, self.start, self.end)

    def after(self, form: str) -> re.Match[str] | None:
        """The match of a pattern right after the figure."""
        return _pattern(form).match(self.text, self.quantity.end, self.stop)


def _answer(measure: Measure, rule: str, found: re.Match[str] | None, sign: int = 1) -> Answer[Measured] | None:
    return None if found is None else Answer(Measured(measure, sign), rule, found.span())


def multiplied(phrase: _Phrase) -> Answer[Measured] | None:
    """实现|翻番."""
    span = phrase.quantity.start, phrase.quantity.end
    return Answer(Measured(Measure.CHANGE), "multiplied", span) if phrase.printed.startswith("翻") else None


def ordinal(phrase: _Phrase) -> Answer[Measured] | None:
    """排名全市|第3."""
    if "第" not in phrase.printed and not phrase.left.endswith("第"):
        return None
    return Answer(Measured(Measure.RANK), "ordinal", (phrase.end - phrase.left.endswith("第"), phrase.quantity.end))


def rank(phrase: _Phrase) -> Answer[Measured] | None:
    """上线率位居全省前列（|5-7位."""
    among_first = phrase.left.endswith(("前", "前列")) or phrase.printed.startswith("前")
    if phrase.unit != "位" and not among_first:
        return None
    return _answer(Measure.RANK, "rank", phrase.before("<rank_heads>[^，。；]{0,8}$"))


def times_of(phrase: _Phrase) -> Answer[Measured] | None:
    """是全国平均水平的|2倍."""
    return _answer(Measure.GAP, "times-of", phrase.before(_TIMES_OF))


def gap(phrase: _Phrase) -> Answer[Measured] | None:
    """高于全省平均水平|6个百分点; not 高于国家|80%的标准, which is the standard itself."""
    after = phrase.text.startswith("的", phrase.quantity.end, phrase.stop)
    if phrase.compared or (phrase.unit not in _POINT_UNITS and (after or phrase.left.endswith("的"))):
        return None
    below = _answer(Measure.GAP, "gap-below", phrase.before(_BELOW), -1)
    return below or _answer(Measure.GAP, "gap-above", phrase.before(_ABOVE))


def change_before(phrase: _Phrase) -> Answer[Measured] | None:
    """信访总量同比下降|45%, 增幅达|12%."""
    if phrase.counted:
        return None
    falling = _answer(Measure.CHANGE, "falling", phrase.before(_FALLING), -1)
    return falling or _answer(Measure.CHANGE, "rising", phrase.before(_RISING))


def compared(phrase: _Phrase) -> Answer[Measured] | None:
    """同比减|300人, 比上年多|12所: short words tell of a change where two times are compared, or two shares."""
    if phrase.counted:
        return None
    if found := phrase.before(f"<falling_short>{_FILLED}"):
        return _answer(Measure.CHANGE, "compared", found, -1)
    if found := phrase.before(f"(?<!新)<rising_short>{_FILLED}"):
        return _answer(Measure.CHANGE, "compared", found)
    found = phrase.before(_MORE_OR_LESS) if phrase.compared else None
    return _answer(Measure.CHANGE, "compared", found, -1 if found and found[1] in "少慢短低减降跌" else 1)


def change_after(phrase: _Phrase) -> Answer[Measured] | None:
    """客流量实现了|8.4%|的增长, 按本人养老金水平的|1.2%|增加."""
    if phrase.counted:
        return None
    if found := phrase.after("<falling_after>"):
        return _answer(Measure.CHANGE, "change-after", found, -1)
    by = "按" in phrase.left and phrase.before(_BY)
    found = phrase.after("<rising_after>") or (phrase.after(_RAISED_BY) if by else None)
    return _answer(Measure.CHANGE, "change-after", found)


def change_with_object(phrase: _Phrase) -> Answer[Measured] | None:
    """增加优质学位|2590个: the verb's object stands between; not 床位增加到|500张."""
    if phrase.counted or phrase.before("<reaching>(?:约|近|超过?|逾)?$"):
        return None
    fallen = _answer(Measure.CHANGE, "change-with-object", phrase.before(_WITH_OBJECT.format("falling")), -1)
    return fallen or _answer(Measure.CHANGE, "change-with-object", phrase.before(_WITH_OBJECT.format("rising")))


def by_unit(phrase: _Phrase) -> Answer[Measured]:
    """2.3个百分点 are a change, 1.5倍 a gap, 45% a share where no word says otherwise."""
    if phrase.unit in _POINT_UNITS:
        measure, rule = Measure.CHANGE, "points"
    elif phrase.unit in _SHARE_UNITS:
        measure, rule = Measure.SHARE, "share"
    else:
        measure, rule = Measure.GAP, "times"
    return Answer(Measured(measure), rule, (phrase.quantity.number_end, phrase.quantity.end))


_MEASURES = grouped(
    "measure",
    (multiplied, ordinal, change_after),
    (gap, change_before, change_with_object),
    (compared,),
    (times_of,),
    (by_unit,),
    (rank,),
)


_LEVEL = Answer(Measured(Measure.LEVEL), "level")


def measure_of(figure: Figure) -> Answer[Measured]:
    """What kind of statement a figure makes about its indicator."""
    phrase, unit = _Phrase(figure), figure.quantity.unit
    candidates = _MEASURES(
        phrase.may_differ,
        phrase.compared or phrase.relative,
        unit == "倍",
        phrase.relative or unit == "倍",
        unit in _RANK_UNITS,
    )
    chosen = choose(candidates, phrase, explain=figure.explained)
    return chosen or _LEVEL


# 高于|全省平均水平|约, 位居|全省, 居|区县
_FIELD = re.compile(
    r"全国|全省|全市|全县|全区|全州|全自治区|各?区县|各市州|各设区市|各地市|各市（区）|各县区|同类[一-龥]{2,6}"
)
_REFERENCE = re.compile(
    r"(?:全国|全省|全市|全县|全区|全州|东部|中部|西部|同类地区|周边)(?:[一-龥]{0,4}平均(?:水平|值)?|水平)|[一-龥]{2,6}平均(?:水平|值)"
)
_AGAINST = re.compile(r"^.*(?:高于|低于|超过|优于|多于|少于|比|较)")
_SCOPE_REACH = 24  # characters before a figure in which its scope stands


def _named(figure: Figure, pattern: re.Pattern[str], rule: str) -> Answer[str] | None:
    first = max(figure.sentence.start, figure.quantity.start - _SCOPE_REACH)
    found = [*pattern.finditer(figure.text, first, figure.quantity.start)][-1:]
    if not found:
        return None
    scope = _AGAINST.sub("", found[0][0])
    return Answer(scope, rule, (found[0].end() - len(scope), found[0].end()))


def ranked_among(figure: Figure) -> Answer[str] | None:
    """位居全省|第五位."""
    return _named(figure, _FIELD, "ranked-among") if figure.measure is Measure.RANK else None


def held_against(figure: Figure) -> Answer[str] | None:
    """高于全省平均水平|6个百分点."""
    return _named(figure, _REFERENCE, "held-against") if figure.measure is Measure.GAP else None


_NO_SCOPE = Answer("", "no-scope")
_SCOPES = in_order("scope", (ranked_among, held_against))


def scope_of(figure: Figure) -> Answer[str]:
    """What a rank or a gap is held against, in the words of the sentence up to the figure; '' if unsaid."""
    if figure.measure not in (Measure.RANK, Measure.GAP):
        return _NO_SCOPE
    return choose(_SCOPES, figure, explain=figure.explained) or Answer("", "unsaid")
