"""Numbers that are no quantities: dates, ages, ordinals, labels, slogans, rhetoric. One small named check a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from typing import NamedTuple

from briefing.extraction.amount.units import Kind, begins_other_word
from briefing.packaged import word_pattern

_LABEL_LENGTH = 14  # a quotation up to this many characters is a name or slogan, a longer one is speech


class Candidate(NamedTuple):
    """A number with a unit that may be a quantity. `start`/`end`: number to unit, without bounds."""

    text: str
    start: int
    number_end: int
    end: int
    value: float
    unit: str
    kind: Kind
    chinese: bool  # written in Chinese numerals
    bounded: bool  # a word or 余/多 beside it says that it is a quantity
    exact: bool  # has a multiplier, decimals or more than two digits: too exact for rhetoric

    def before(self, length: int) -> str:
        """Up to `length` characters before the number."""
        return self.text[max(0, self.start - length) : self.start]

    def after(self, length: int) -> str:
        """Up to `length` characters after the unit."""
        return self.text[self.end : self.end + length]


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return word_pattern("extraction/data/exclusions.toml", form)


# directly (三项制度, not 三个服务站), or as the head after attributes (八个重点方面, not 五个社区服务中心)
_RHETORIC = (
    "<rhetoric>(?!<institutions>)"
    "|[^，。；：、！？“”（）,;:的和与及]{1,4}?<rhetoric>(?=[，。；：、！？”）)》,;:的是为在]|$)"
)


def exclusion(candidate: Candidate) -> str | None:
    """The name of the first check that says `candidate` is no quantity, else None."""
    for name, check in _checks_of(candidate.unit, candidate.kind, candidate.chinese):
        if check(candidate):
            return name
    return None


@cache
def _checks_of(unit: str, kind: Kind, chinese: bool) -> tuple[tuple[str, Callable[[Candidate], bool]], ...]:
    """The checks that have something to say of a numeral of that writing with that unit."""
    silent = {*(name for name, units in _UNITS.items() if unit not in units)}
    silent |= {name for name, of in _KINDS.items() if kind is not of}
    silent |= set() if chinese else _CHINESE
    return tuple((name, check) for name, check in _CHECKS.items() if name not in silent)


def _label(c: Candidate) -> bool:
    """第3批, 5G, 3+N, 12号, 前20名: the number is part of a name, a code or an order."""
    if c.kind is Kind.LABEL or _LEADING_ZERO.match(c.text, c.start):
        return True
    before = c.before(1)
    if before in _LETTERS and before:
        return c.kind not in (Kind.RATIO, Kind.MONEY)  # 占GDP4%
    if c.chinese and _ORDINAL_ROW.search(c.before(2)):
        return True
    return (bool(before) and before in _JOINED) or c.after(1) in ("+", "＋") or (before == "前" and not c.exact)


# 04版, 000: a code; not 0.5, 0元
_LEADING_ZERO = re.compile("[0０]+[0-9０-９]")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# 二、三、四类地区
_ORDINAL_ROW = re.compile("[一二三四五六七八九]、$")
_JOINED = "第+＋./·_=#&∶×"


def _law(c: Candidate) -> bool:
    """刑法二百三十七条, 《条例》25条."""
    return c.before(1) in ("》", "法")


def _indefinite(c: Candidate) -> bool:
    """数十家, 几十万人: no number is stated. Not 人数三百."""
    before = c.before(2)
    return before[-1:] in ("数", "几", "好") and before[:1] not in ("人", "总", "户", "次", "件", "个", "位", "座")


def _age(c: Candidate) -> bool:
    """0至3岁, 60岁以上老年人; not 平均预期寿命78.6岁."""
    return not _pattern("<measured_age>").search(c.text, max(0, c.start - 14), c.start)


def _time(c: Candidate) -> bool:
    """2022年, 连续5年, 15分钟服务圈; not 办理时间缩短至3个工作日."""
    if c.chinese and c.value == 1:
        return True
    if c.unit in ("年", "月", "日", "年度", "世纪", "年代", "年级", "周年", "时", "学年"):
        return not (c.unit == "年" and _SCHOOLING.search(c.before(14)))
    if c.value >= 10000 and "时" in c.unit:
        return False
    return not _pattern("<measured_time>").search(_CLAUSE.split(c.before(16))[-1])


_CLAUSE = re.compile("[，。；]")
# 平均受教育年限10.5年
_SCHOOLING = re.compile("(?:受教育|平均[^，。；]{0,8})年限[^，。；]{0,6}$")


def _year(c: Candidate) -> bool:
    """截至2022所有学校: a year without 年, whose next word only begins like a unit."""
    if c.chinese or not c.exact or not 1949 <= c.value <= 2060 or c.number_end - c.start != 4:
        return False
    before = c.before(1)
    return (before in _BEFORE_YEAR or not before.isalnum()) and begins_other_word(c.text, c.number_end)


_BEFORE_YEAR = ("至", "到", "自", "从", "于", "在")


def _title(c: Candidate) -> bool:
    """《关于…3项…的通知》, “15分钟服务圈”: a title or a short quoted name."""
    opened = c.text.rfind("《", max(0, c.start - 60), c.start)
    if opened >= 0 and c.text.find("》", opened, c.start) < 0 and c.text.find("》", c.end, c.end + 60) >= 0:
        return True
    if c.kind is Kind.RATIO or (c.exact and not c.chinese and c.value >= 100):
        return False
    for opening, closing in ("“”", "「」", "‘’"):
        opened = c.text.rfind(opening, max(0, c.start - _LABEL_LENGTH), c.start)
        if opened < 0 or c.text.find(closing, opened, c.start) >= 0:
            continue
        closed = c.text.find(closing, c.end, opened + _LABEL_LENGTH + 2)
        if closed >= 0 and not _SPEECH.search(c.text, opened, closed):
            return True
    return False


_SPEECH = re.compile("[，。；]")


def _article(c: Candidate) -> bool:
    """一个平台, 一名记者, 一座城市; not 新建一所幼儿园, 至少一名, 一倍, 一成."""
    if c.value != 1 or c.kind is Kind.RATIO or _AT_LEAST.search(c.before(3)):
        return False
    if _pattern("<one_classifiers>").fullmatch(c.unit) and _pattern("<counting_verbs>了?$").search(c.before(4)):
        return c.unit == "个" and bool(_pattern(_RHETORIC).match(c.text, c.end))
    return True


_AT_LEAST = re.compile("(?:至少|不少于|不低于|最多)$")


def _set_phrase(c: Candidate) -> bool:
    """四处, 三对三, 三门峡, 三家屯, 7人足球场, 亿元以上项目: words that only hold a number."""
    if c.chinese and (_pattern("<set_phrases>|<place_names>").match(c.text, c.start) or _VILLAGE.match(c.text, c.end)):
        return True
    if c.unit == "人" and _TEAM.match(c.text, c.end):
        return True
    return c.chinese and bool(_LARGE.match(c.text, c.start))


# 三间房乡, 五家屯, 六座桥街道; not 两家乡镇卫生院
_VILLAGE = re.compile("镇|乡(?![镇村])|屯|沟|湾|峡|河|桥|房[乡镇村]")
# 7人足球场, 5人制
_TEAM = re.compile("制|足球|篮球|间")
# 亿元以上项目, 万元以上设备, 千人以上社区; not 投资亿元以上，
_LARGE = re.compile(
    "[十百千]?[百千万亿](?:元以上(?![，。；、）)])|[人户]以上(?:的)?(?:社区|村|乡镇|规模|大|企业|小区))"
)


def _degree(c: Candidate) -> bool:
    """38度, 360度; not 用电1200度, 1.2亿度."""
    return c.value < 10000 and "电" not in c.before(8)


def _party(c: Candidate) -> bool:
    """二人, 三位一体: a few people of a story, or a set phrase."""
    return (c.unit == "人" and c.value <= 3 and not c.bounded) or c.after(2) == "一体"


def _rhetoric(c: Candidate) -> bool:
    """八个方面, 三项制度, 5个维度: the text counts its own points."""
    if c.exact or c.bounded or c.value > 20:
        return False
    if not c.chinese or _HARD_RHETORIC.match(c.text, c.end):
        return bool(_HARD_RHETORIC.match(c.text, c.end))
    return bool(_pattern(_RHETORIC).match(c.text, c.end)) or c.unit in ("次", "种", "条")


_HARD_RHETORIC = re.compile(
    "(?:方面|维度|环节|阶段|层面|层次|坚持|统一|转变|确立|维护|意识|一(?![般级类流定所家座名])|确保|必须|关键词|步骤|角度|防线)"
)


def _school_form(c: Candidate) -> bool:
    """初三家长, 高二名师, 周三场次: the numeral belongs to the character before it. Not 提高一倍."""
    if c.kind in (Kind.RATIO, Kind.MONEY) or c.number_end - c.start > 1:
        return False
    return bool(_NUMERAL_ENDING.search(c.before(2)))


_NUMERAL_ENDING = re.compile("(?<![提升最较扩增])[初高大小]$|[周双期拜统逐唯专单同腊农老]$")


def _rate(c: Candidate) -> bool:
    """每百名老人, 每15分钟, 每10万人: a denominator, not a figure."""
    return c.before(1) == "每"


def _page(c: Candidate) -> bool:
    """阅读次数：123次: a counter of the web page."""
    return bool(_pattern("<page_counters>(?:量|数|次数)?[ ]?[:：]?[ ]?$").search(c.text, max(0, c.start - 8), c.start))


def _race(c: Candidate) -> bool:
    """100米跑, 4×100米接力."""
    if "米" not in c.unit:
        return False
    return bool(_pattern("(?:男子|女子|个人|混合)?<races>").match(c.text, c.end)) or c.before(1) in tuple("×xX*")


def _clock(c: Candidate) -> bool:
    """5分 after 8时, 10点30分, 12:30分: a time of day."""
    return c.before(1) in tuple("时点:：")


def _class(c: Candidate) -> bool:
    """八年级1班: a class's name."""
    return c.value < 6 or c.before(1) in ("级", ")", "）")


# 距离重庆主城|约300公里
_APART = re.compile(r"(?:距离?|相距|间距|直线距离)[^，。；：,;]{0,16}$")


def _geography(c: Candidate) -> bool:
    """距离主城约300公里: where a place lies, not what it provides."""
    return _APART.search(c.before(20)) is not None


_CHECKS: dict[str, Callable[[Candidate], bool]] = {
    "label": _label,
    "law": _law,
    "indefinite": _indefinite,
    "set phrase": _set_phrase,
    "degree": _degree,
    "party": _party,
    "rate": _rate,
    "age": _age,
    "time": _time,
    "year": _year,
    "clock": _clock,
    "class": _class,
    "school form": _school_form,
    "article": _article,
    "rhetoric": _rhetoric,
    "race": _race,
    "page": _page,
    "title": _title,
    "geography": _geography,
}
# Checks that have something to say only of such candidates
_UNITS: dict[str, Collection[str]] = {
    "law": ("条", "款", "项"),
    "degree": ("度",),
    "clock": ("分",),
    "class": ("班",),
    "rhetoric": frozenset("个项类种条次场件门位道面张本"),
    "geography": ("公里", "千米", "米", "里"),
}
_KINDS = {"age": Kind.AGE, "time": Kind.DURATION, "race": Kind.SIZE}
_CHINESE = {"indefinite", "party", "school form", "article"}
