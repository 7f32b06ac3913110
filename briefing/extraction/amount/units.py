"""What a number counts: the unit after it, from the table of units and the grammar of compounds (元/月, 张/千人)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from briefing.packaged import one_of, toml_file


class Kind(StrEnum):
    """What sort of unit a word is, which decides the checks that a number before it must pass."""

    COUNT = "count"  # 家, 人次
    DIGIT_COUNT = "digit_count"  # 期, 组: counted only by digits
    SIZE = "size"  # 平方米, 公里
    MONEY = "money"
    RATIO = "ratio"  # %, 个百分点, 倍
    DURATION = "duration"  # 年, 个工作日
    AGE = "age"  # 岁
    LABEL = "label"  # 号, 届, 级: never a quantity
    NOUN = "noun"  # 老年人: no unit stands, the noun implies it


class Unit(NamedTuple):
    """A unit found in a text, `name` as normalised. `end`: of its characters (before the noun, for `Kind.NOUN`)."""

    end: int
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The loaded table: word → (normalised name, kind), and the words that only begin like a unit."""

    words: dict[str, tuple[str, Kind]]
    longest: dict[str, int]  # first character → length of the longest word that starts with it
    not_units: re.Pattern[str]
    not_after_years: re.Pattern[str]
    denominator: re.Pattern[str]
    times: frozenset[str]


_SECTIONS = {
    "labels": Kind.LABEL,
    "ages": Kind.AGE,
    "durations": Kind.DURATION,
    "digit_classifiers": Kind.DIGIT_COUNT,
    "classifiers": Kind.COUNT,
    "measures": Kind.SIZE,
    "money": Kind.MONEY,
    "ratios": Kind.RATIO,
}


@cache
def unit_table() -> UnitTable:
    """The table of data/units.toml; read once."""
    data = toml_file("extraction/data/units.toml")
    aliases: dict[str, str] = data["aliases"]
    words: dict[str, tuple[str, Kind]] = {}
    for unit, nouns in data["nouns"].items():
        words |= dict.fromkeys(nouns, (unit, Kind.NOUN))
    for section, kind in _SECTIONS.items():
        words |= {word: (aliases.get(word, word), kind) for word in data[section]}
    longest: dict[str, int] = {}
    for word in words:
        longest[word[0]] = max(longest.get(word[0], 0), len(word))
    denominators = one_of(data["denominators"]["words"])
    return UnitTable(
        words=words,
        longest=longest,
        not_units=re.compile(one_of(data["not_units"]["always"])),
        not_after_years=re.compile(one_of(data["not_units"]["after_years"])),
        # /月 · /人·年 · /人/月 · 每月
        denominator=re.compile(
            rf"(?:[/／∕]{denominators}(?:[/／∕·•.]{denominators})?|每{denominators}(?:每{denominators})?(?=[，。；、,;）)]|$))"
        ),
        times=frozenset(data["denominators"]["times"]),
    )


def match_unit(text: str, position: int) -> Unit | None:
    """The longest unit at `position` of `text`, with its denominator; None where no word of the table stands."""
    table = unit_table()
    if position >= len(text):
        return None
    if text[position] in "/／" and (rate := _BARE_RATE.match(text, position)) is not None:
        return Unit(rate.end(), "/" + rate[1], Kind.RATIO)
    for length in range(table.longest.get(text[position], 0), 0, -1):
        word = table.words.get(text[position : position + length])
        if word is not None and position + length <= len(text):
            break
    else:
        return None
    name, kind = word
    if kind is Kind.NOUN:
        return Unit(position, name, kind)
    end = position + length
    if kind is Kind.COUNT or kind is Kind.DIGIT_COUNT or kind is Kind.SIZE:
        stop = table.not_units.match(text, position)
        if stop is not None and stop.end() > end:
            return None
    stroke = end + text.startswith((" /", " ／"), end)  # 65元 /人
    if stroke < len(text) and text[stroke] in "/／∕每":
        denominator = table.denominator.match(text, stroke)
        if denominator is not None:
            return Unit(denominator.end(), name + per(denominator[0]), kind)
    return Unit(end, name, kind)


# 死亡率10.5/10万: a rate with no unit above the stroke
_BARE_RATE = re.compile("[/／](10万|十万|1万|万|千)(?![0-9元])")


# Heads: a rate by them and by a time is quoted by its time; 每月每平方米8元 is not.
_PEOPLE = frozenset("人孩生户名位胎班")


def per(written: str) -> str:
    """The denominator as it is printed: /月 for 每人每月 and /人·月 (a rate is quoted by its time), /人 for 每人."""
    parts = [p for p in re.split(r"[/／∕·•.每]", written) if p]
    things = [p for p in parts if p not in unit_table().times and p not in _PEOPLE]
    return "/" + (things or [p for p in parts if p in unit_table().times][-1:] or parts)[0]


def begins_other_word(text: str, position: int) -> bool:
    """Whether a word at `position`, after a number that may be a year, only begins like a unit (2025所有)."""
    return unit_table().not_after_years.match(text, position) is not None
