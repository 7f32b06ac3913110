"""Whether a figure is one house's: a hospital's, a school's, a home's that its clause, or the one before, is about.

县人民医院去年门急诊58.4万人次，床位使用率|81.2%; 一家公办托育园开园两年，现有托位|180个. What a county has as a whole
stands beside it in the same reports and is called the same: read as the county's, it would be held against others.
"""

from __future__ import annotations

import re
from functools import cache, partial

from briefing.extraction.figure import Figure
from briefing.packaged import toml_file, word_pattern

_WORDS = "extraction/data/houses.toml"
_pattern = partial(word_pattern, _WORDS)
_CLAUSE = re.compile(r"[，,；;：:。！？!?（）()“”\s]")
# 县人民医院, 槐林镇中心幼儿园, 第二中学, 一家托育园, 该院; not 乡镇卫生院, 全县医院, 城区学校
_SINGULAR = re.compile(
    r"(?:(?:^|[^各全每辖城社地乡县市])(?:县|市|区|州|旗)|(?<![各全每])[一-龥]{2,}(?:镇|乡|街道|村))(?:直属|机关|实验|中心)?$"
    r"|第?[一二三四五六七八九十]{1,2}$|(?:^|[^之进唯])一[所家个座处间](?:[一-龥“”]{0,8})?$|(?:^|[^应])该$"
)
_HOUSE = "<houses>|(?<!第)[一二三四五六七八九十]中(?![学心小等])"
_SEVERAL = re.compile(r"[、和及与等]|\d|们")


def is_of_one_house(figure: Figure) -> bool:
    """Whether a figure counts what one house, which the sentence tells of before it, has or does."""
    sentence, start = figure.sentence, figure.quantity.start
    if figure.quantity.unit.startswith(_units()) or not _pattern("<held>").search(_told(figure)):
        return False
    for house in reversed(list(_pattern(_HOUSE).finditer(figure.text, sentence.start, start))):
        between = figure.text[house.end() : start]
        if _pattern("<whole>|；|;").search(between) or _SEVERAL.match(between):
            return False
        if _is_one(figure.text[sentence.start : house.start()], house.group()):
            return True
        if house.start() >= figure.phrase_start:  # 乡镇卫生院门诊量
            return False
    return False


def _is_one(told: str, kind: str) -> bool:
    """Whether what was `told` before a house's `kind` in its clause makes it one of them."""
    before = _pattern("^<openers>+").sub("", _CLAUSE.split(told)[-1].rpartition("的")[2])
    if kind.startswith("该"):
        return True
    if _SEVERAL.search(before):
        return False
    named = 2 <= len(before) <= 6 and not _pattern("<kinds>").search(before)
    return named or _SINGULAR.search(before) is not None


def _told(figure: Figure) -> str:
    name: str = figure.answers["name"].value.text
    return "" if _pattern("<never>").search(name) else f"{name}{figure.left}"


@cache
def _units() -> tuple[str, ...]:
    return tuple(toml_file(_WORDS)["counted"])
