"""Finds the quantities of a paragraph: every number that counts something, with its unit, range and bound.

One scan over the text finds candidates (a run of digits or Chinese numerals, 翻番); each is read, given a unit and
passed through small named checks. What a quantity means (its name, period, place) is other modules' question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from briefing.chinese_numerals import CHINESE_CHARACTERS
from briefing.extraction.amount.bounds import bound_after, bound_before, combine, distant_bound
from briefing.extraction.amount.exclusions import Candidate, exclusion
from briefing.extraction.amount.implied_units import implied_unit
from briefing.extraction.amount.number_forms import FORMS, read_form, read_tenths
from briefing.extraction.amount.numerals import (
    CHINESE_NUMBER,
    DIGIT_NUMBER,
    alternatives,
    multiplier_value,
    read_number,
    split_multiplier,
    without_surplus,
)
from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.amount.rates import rate_before, rate_governing
from briefing.extraction.amount.units import Kind, Unit, match_unit

__all__ = ["Quantity", "Refusal", "find_quantities", "refusals"]


class _Number(NamedTuple):
    """A number on its own: where it stands and what it is worth."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    surplus: bool  # 余, 多
    chinese: bool
    exact: bool  # has a multiplier, decimals or more than two digits: too exact for rhetoric
    multiplied: bool  # digits with 万 or 亿: a quantity even without a unit
    bare_multiplier: bool  # 百, 千, 万 with no numeral before: a number only with a bound (上百, 百余)


# A number, or one of the forms that have a grammar of their own (三分之一, 翻两番, 第五位).
# The look-ahead at the characters that they begin with lets the search pass over all others.
_CANDIDATE = re.compile(
    f"(?=[0-9０-９{CHINESE_CHARACTERS}第翻半])(?:{FORMS}|(?P<digits>{DIGIT_NUMBER})|(?P<chinese>{CHINESE_NUMBER}))"
)
_NUMBER = re.compile(f"(?:{DIGIT_NUMBER})|(?:{CHINESE_NUMBER})")
# 8月, 23日, 12号 after a digit: most numbers of a newspaper are dates, and need no reading
_DATE = re.compile("[0-9０-９](?:月|日(?!元)|号)")
# Between the ends of a range: 5-7位, 500—1000元, 10%~15%, 3至5个
_RANGE = re.compile(r"[ ]?(?:-|－|—{1,2}|–|―|~|～|至|到)[ ]?")
# Before a pair of points rather than a range: 从5.3%到8.5%, 由10%至15%; 减少100人至1.04万人
_FROM = re.compile(r"(?:从|由)[^，。；、]{0,12}$")
_CHANGED = re.compile(r"(?:增加|减少|上升|下降|提高|降低|提升|增长|上涨|下跌|压缩|缩短|扩大|增|降|减)了?[约近超]?$")
# 从20.9万[下调至]18.5万人, 由35[提高到2023年的]67个
_CHANGED_TO = re.compile(
    r"(?:左右)?(?:大幅|持续|稳步|逐步|进一步)?(?:增加|提高|提升|上升|增长|下降|降低|减少|调整|扩大|上调|下调|缩减|压缩|发展|跃升|增|升|降|减|扩)"
    r"(?:到|至|为)了?(?:[0-9]{4}年(?:底|末)?的?|目前的?|现在的?|如今的?)?"
)
# Between numbers that share the unit at the end: 分别下跌0.3及0.4个百分点
_LONGEST_LIST = 12
_LIST_JOINT = re.compile("[、及和与]")
_SEVERALLY = re.compile("(?:分别|依次|各)[^，。；]{0,16}$")


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of one cleaned paragraph (no line breaks), in order, never overlapping."""
    found: list[Quantity] = []
    floor = position = 0
    while (match := _CANDIDATE.search(text, position)) is not None:
        position = match.end()
        for quantity in _read(text, match):
            if quantity.number_start < floor:
                continue
            found.append(quantity if quantity.start >= floor else quantity._replace(start=floor))
            floor = quantity.end
        position = max(position, floor)
    return found


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number that is no quantity: where it stands with its unit, and why (a check's name, `date` or `no unit`)."""

    start: int
    end: int
    reason: str


def refusals(text: str) -> list[Refusal]:
    """The numbers of one cleaned paragraph that `find_quantities` leaves out, in order; not for speed."""
    taken = [(quantity.start, quantity.end) for quantity in find_quantities(text)]
    found: list[Refusal] = []
    floor = 0
    for match in _NUMBER.finditer(text):
        number = _number(text, match.start(), match.end())
        inside = any(start <= match.start() < end for start, end in taken)
        if number is None or inside or number.start < floor or (number.chinese and number.bare_multiplier):
            continue
        refusal = _refusal(text, number)
        if refusal is not None:
            found.append(refusal)
            floor = refusal.end
    return found


def _refusal(text: str, number: _Number) -> Refusal | None:
    """Why a number is no quantity; None for a Chinese numeral that is part of a word (一些, 统一)."""
    if _DATE.match(text, number.end - 1):
        return Refusal(number.start, number.end + 1, "date")
    unit = _unit_after(text, number)
    if unit is None:
        return None if number.chinese else Refusal(number.start, number.end, "no unit")
    return Refusal(number.start, unit.end, exclusion(_candidate(text, number, unit, number.end)) or "no unit")


def _read(text: str, match: re.Match[str]) -> list[Quantity]:
    """The quantities (none, one, or several of a list or a from–to pair) that the candidate at `match` begins."""
    if _DATE.match(text, match.end() - 1):
        return []
    if match.lastgroup not in ("digits", "chinese"):
        form = read_form(text, match)
        return [] if form is None else [form]
    number = _number(text, match.start(), match.end())
    if number is None or (number.chinese and not number.value):
        return []
    tenths = read_tenths(text, number.start, number.end, number.value)
    if tenths is not None:
        return [tenths]
    unit = _unit_after(text, number)
    several = _range(text, number, unit)
    if several is None and unit is None:
        several = _list(text, number) or _from_to(text, number)
    if several is not None:
        return several
    if unit is None:
        unit = _implied(text, number)
    return list(_quantity(text, number, unit, number.end)) if unit is not None else []


def _number(text: str, start: int, end: int) -> _Number | None:
    """The number written at [start, end)."""
    written = _written(text[start:end])
    return None if written is None else _Number(start, end, *written[2:])


@lru_cache(maxsize=1024)
def _written(written: str) -> _Number | None:
    """The number that is written so, wherever it stands."""
    chinese = written[0] in CHINESE_CHARACTERS
    read = read_number(written)
    upper = None
    if read is not None:
        value, surplus = read.value, read.surplus
    else:
        choice = alternatives(without_surplus(written)) if chinese else None
        if choice is None:
            return None
        (value, upper), surplus = choice, False
    bare, multiplier = split_multiplier(written)
    return _Number(
        0,
        len(written),
        value,
        upper,
        surplus,
        chinese,
        exact=bool(multiplier and (bare or surplus)) or "." in bare or "．" in bare or len(bare) > 2,
        multiplied=not chinese and multiplier[-1:] in ("万", "亿"),
        bare_multiplier=chinese and not bare and written[0] != "十",
    )


def _unit_after(text: str, number: _Number) -> Unit | None:
    """The unit after a number (one space may stand between); restricted after Chinese numerals."""
    position = number.end
    if not number.chinese and text[position : position + 1] in (" ", "\u00a0"):
        position += 1
    unit = match_unit(text, position)
    if unit is None or (number.chinese and unit.kind is Kind.DIGIT_COUNT and not number.exact):
        return None
    if unit.kind is Kind.NOUN:
        return _noun_counted(text, number)
    return None if unit.kind is Kind.LABEL and number.multiplied else unit


def _noun_counted(text: str, number: _Number) -> Unit | None:
    """The unit of a number directly before a noun (120户 is 户, 120农户 too); not of a year (2023学生资助)."""
    year = not number.multiplied and 1949 <= number.value <= 2060
    return None if year or number.value < 10 or number.chinese else _implied(text, number, bare=True)


def _implied(text: str, number: _Number, *, bare: bool = False) -> Unit | None:
    """The unit of a number with 万 or 亿 that has none of its own (超过30万老年人)."""
    if not (number.multiplied or bare):
        return None
    name = implied_unit(text, number.start, number.end)
    return None if name is None else Unit(number.end, name, Kind.NOUN)


def _range(text: str, first: _Number, unit: Unit | None) -> list[Quantity] | None:
    """`5-7位`, `10-20万元`, `10%~15%`: one quantity with an upper end; two of them after 从 or 由. None: no range."""
    joint = _RANGE.match(text, first.end if unit is None else unit.end)
    match = None if joint is None else _NUMBER.match(text, joint.end())
    if joint is None or match is None:
        return None
    second = _number(text, match.start(), match.end())
    if second is None or second.chinese != first.chinese:
        return None
    last = _unit_after(text, second) or (_implied(text, second) if unit is None else None)
    if last is None or (unit is not None and unit.name != last.name):
        return None
    if joint[0].strip() in ("至", "到"):
        before = text[max(0, first.start - 14) : first.start]
        if unit is not None and _CHANGED.search(before):
            return None
        if _FROM.search(before) and not text.startswith("不等", last.end):
            own = unit or Unit(first.end, last.name, last.kind)
            return [*_quantity(text, first, own, first.end), *_quantity(text, second, last, second.end)]
    if unit is None:
        first = _with_multiplier_of(text, first, second)
    if second.value < first.value:
        return None
    merged = first._replace(upper=second.value, surplus=second.surplus)
    return list(_quantity(text, merged, last, second.end))


def _list(text: str, first: _Number) -> list[Quantity] | None:
    """`分别下跌0.3及0.4个百分点`: numbers in a row that share the unit at the end. None: no such row."""
    numbers = [first]
    while len(numbers) <= _LONGEST_LIST and (joint := _LIST_JOINT.match(text, numbers[-1].end)) is not None:
        match = _NUMBER.match(text, joint.end())
        number = None if match is None else _number(text, match.start(), match.end())
        if number is None or number.chinese != first.chinese:
            return None
        numbers.append(number)
    unit = _unit_after(text, numbers[-1]) if len(numbers) > 1 else None
    if unit is None or not _SEVERALLY.search(text[max(0, first.start - 20) : first.start]):
        return None
    shared = [_with_multiplier_of(text, number, numbers[-1]) for number in numbers[:-1]]
    found = [q for n in shared for q in _quantity(text, n, Unit(n.end, unit.name, unit.kind), n.end)]
    return [*found, *_quantity(text, numbers[-1], unit, numbers[-1].end)]


def _from_to(text: str, first: _Number) -> list[Quantity] | None:
    """`从20.9万下调至18.5万人`: the first of two points takes the unit of the second. None: no such pair."""
    if not _FROM.search(text[max(0, first.start - 14) : first.start]):
        return None
    change = _CHANGED_TO.match(text, first.end)
    match = None if change is None else _NUMBER.match(text, change.end())
    second = None if match is None else _number(text, match.start(), match.end())
    unit = None if second is None else _unit_after(text, second)
    if second is None or unit is None or unit.kind in (Kind.DURATION, Kind.LABEL, Kind.AGE):
        return None
    first = _with_multiplier_of(text, first, second)
    own = Unit(first.end, unit.name, unit.kind)
    return [*_quantity(text, first, own, first.end), *_quantity(text, second, unit, second.end)]


def _with_multiplier_of(text: str, number: _Number, last: _Number) -> _Number:
    """`number` with the multiplier that stands only at the last of a row (10-20万元 → 100000)."""
    _, own = split_multiplier(text[number.start : number.end])
    bare, shared = split_multiplier(text[last.start : last.end])
    if own or not shared or number.chinese or not bare:
        return number
    scaled = number.value * multiplier_value(shared)
    small = number.value < 10000 and scaled < last.value * 100
    return number._replace(value=scaled, exact=True) if small else number


def _quantity(text: str, number: _Number, unit: Unit, written_end: int) -> Iterator[Quantity]:
    """The quantity of `number` and `unit`, with bounds and rate; nothing where a check excludes it."""
    start, before = bound_before(text, number.start, bare_multiplier=number.bare_multiplier)
    end, surplus = unit.end, number.surplus
    if unit.kind in (Kind.RATIO, Kind.MONEY, Kind.SIZE) and text.startswith("多", end):
        end, surplus = end + 1, True
    end, after = bound_after(text, end)
    bounded = before is not None or surplus or after is not None
    if number.bare_multiplier and not bounded:
        return
    if exclusion(_candidate(text, number, unit, written_end, bounded=bounded)) is not None:
        return
    name = unit.name
    if unit.kind is Kind.MONEY and "/" not in name:
        touching = rate_before(text, start)
        if touching is not None:
            start = touching[0]
        name += touching[1] if touching is not None else rate_governing(text, start) or ""
    distant = None if before is not None or after is not None else distant_bound(text, start)
    bound, word = combine(before, surplus, after, distant)
    yield Quantity(
        start,
        end,
        number.start,
        number.end,
        float(number.value),
        None if number.upper is None else float(number.upper),
        name,
        bound,
        is_percent=name == "%",
        bound_word=word,
    )


def _candidate(text: str, number: _Number, unit: Unit, written_end: int, *, bounded: bool = False) -> Candidate:
    value, exact = float(number.value), number.exact
    start, end, name, kind = number.start, unit.end, unit.name, unit.kind
    return Candidate(text, start, written_end, end, value, name, kind, number.chinese, bounded, exact)
