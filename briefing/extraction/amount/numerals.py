"""How a number is written: Arabic and Chinese numerals, multipliers, and what their characters are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from briefing.chinese_numerals import CHINESE_CHARACTERS, CHINESE_DIGITS, DIGITS, MYRIADS, NARROW, TENS, read_chinese

_LONGEST = 24  # characters of a number; a longer run of digits is a code
_SURPLUS = "余多来几"
# A digit, ASCII or full-width (\d would also take Arabic-Indic and others).
DIGIT = "[0-9０-９]"
# 参保人数19. 3万: a point that the printer parted from its digits; not the number of an item (1. 3所学校)
_PARTED = (
    rf"(?<=[一-龥])(?<![第表图例附章节条款]){DIGIT}{{1,4}}(?:[.．][ \u00a0]| [.．]){DIGIT}{{1,2}}"
    r"(?=[ \u00a0]?(?:[万亿%％‰倍元亩吨米岁]|个百分点|平方|公里|公顷))"
)
# 1,234.5 · 1，234 · 1 234 · 55.4 · ２０３
ARABIC = (
    rf"(?:{_PARTED}"
    rf"|{DIGIT}{{1,3}}(?:(?:[,，]{DIGIT}{{3}})+|(?:[ \u00a0\u2009]{DIGIT}{{3}})+)(?!{DIGIT})(?:[.．]{DIGIT}+)?"
    rf"|{DIGIT}+(?:[.．]{DIGIT}+)?)"
)
# 十 百 千 万 亿 万亿 十万 after a number. 千 is no multiplier in 千米, 千克, 千瓦, 千伏, 千卡, 千焦.
MULTIPLIER = r"(?:[十百千]?(?:万亿|万|亿)|十|百(?!分|姓)|千(?![米克瓦伏卡焦]))"
# 余 多 来 几 between a number and what it counts. 来 only before a unit (10来个, not 100来自).
SURPLUS = r"(?:余|多(?!式|媒|样化|渠道|元化|功能|种形)|来(?=[个家名位人户万亿千百天里米斤岁块])|几(?=[万亿千百]))"
# What follows the bare digits: 余万, 万余, 多, 千余, 亿
SCALE = rf"(?:[ \u00a0]?(?:{SURPLUS}?{MULTIPLIER}(?:[ \u00a0]?{SURPLUS})?|{SURPLUS}))?"
# 5千余 · 140余万 · 1.08万 · 3万5千 · 1亿2000万 · 2个多亿
DIGIT_NUMBER = (
    rf"{ARABIC}亿{DIGIT}{{1,4}}(?:[.．]{DIGIT}+)?万{SURPLUS}?|{DIGIT}+万{DIGIT}千{SURPLUS}?|{ARABIC}个多?亿"
    rf"|{ARABIC}{SCALE}"
)
# 五千五百 · 百余 · 三十多万 · 二点五 · 千余
CHINESE_NUMBER = (
    rf"[{CHINESE_CHARACTERS}]+(?:点[{CHINESE_DIGITS}]+[万亿]?)?"
    rf"(?:(?<=[十百千万亿]){SURPLUS}[百千]?[万亿]*)?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from a text. `surplus`: 余, 多, 来 or 几 says that it is somewhat more."""

    value: Decimal
    surplus: bool = False


def read_digits(text: str) -> Decimal:
    """The value of an Arabic numeral with separators, ASCII or full-width (`1，234.5` → 1234.5)."""
    return Decimal("".join(text.translate(NARROW).replace(",", "").split()))


def read_number(text: str) -> Numeral | None:
    """The value of a number with its multipliers (`140余万` → 1400000 and more); None where it is malformed."""
    if len(text) > _LONGEST:
        return None
    bare = without_surplus(text)
    surplus = any(c in _SURPLUS for c in text)
    if not bare:
        return None
    if bare[0] in CHINESE_CHARACTERS:
        value = read_chinese(bare)
        return None if value is None else Numeral(value, surplus)
    return _read_mixed(bare, surplus)


_MIXED = re.compile(rf"({ARABIC})([十百千万亿]*)")


def _read_mixed(text: str, surplus: bool) -> Numeral | None:
    """`1.08万`, `3万5千`, `1亿2000万`: the sum of digits times their multipliers."""
    total, position = Decimal(0), 0
    while position < len(text):
        match = _MIXED.match(text, position)
        if match is None:
            return None
        total += read_digits(match[1]) * multiplier_value(match[2])
        position = match.end()
    return Numeral(total, surplus)


def multiplier_value(text: str) -> int:
    """What a run of multiplier characters multiplies by (万亿 → 10**12, 十万 → 10**5, empty → 1)."""
    product = 1
    for character in text:
        product *= TENS.get(character) or MYRIADS.get(character) or 1
    return product


def without_surplus(text: str) -> str:
    """A number without 余, 多, 来, 几, the 个 of 2个亿, and spaces."""
    return "".join(c for c in text if c not in _SURPLUS and c != "个" and not c.isspace())


def split_multiplier(text: str) -> tuple[str, str]:
    """A number as (bare numeral, multiplier characters): `140余万` → (`140`, `万`)."""
    kept = without_surplus(text)
    bare = kept.rstrip("十百千万亿")
    return bare, kept[len(bare) :]


def alternatives(text: str) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits as a choice: 三四百 → (300, 400), 七八十 → (70, 80), 十五六 → (15, 16); else None."""
    for position in range(len(text) - 1 if len(text) <= _LONGEST else 0):
        first, second = text[position], text[position + 1]
        if first in DIGITS and second in DIGITS and DIGITS[second] - DIGITS[first] == 1 and DIGITS[first]:
            low = read_chinese(text[: position + 1] + text[position + 2 :])
            high = read_chinese(text[:position] + text[position + 1 :])
            rest = text[position + 2 :]
            if low is not None and high is not None and not any(c in DIGITS for c in rest):
                return low, high
    return None
