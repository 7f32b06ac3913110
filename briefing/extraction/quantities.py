"""Finds the quantities of a paragraph: every number that counts something, with its unit, range and bound.

One scan over the text finds candidates (a run of digits or Chinese numerals, 翻番); each is read, given a unit and
passed through small named checks. What a quantity means (its name, period, place) is other modules' question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.extraction.bounds import bound_after, bound_before, combine, distant_bound
from briefing.extraction.exclusions import Candidate, exclusion
from briefing.extraction.numerals import (
    CHINESE_NUMBER,
    DIGIT_NUMBER,
    alternatives,
    multiplier_value,
    read_chinese,
    read_digits,
    read_number,
    split_multiplier,
)
from briefing.extraction.units import Kind, Unit, match_unit, rate_before
from briefing.model import Bound


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text states of something. Offsets are in the paragraph; the value is the magnitude as written.

    `start`/`end` span number, multiplier, unit and the modifiers that touch them; `number_start`/`number_end` the first
    number alone. `upper` is the upper end of a range. `rules` names the rules that made it what it is.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    upper: float | None
    unit: str
    bound: Bound
    is_percent: bool = False
    is_rank: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Number:
    """A number on its own: where it stands and what it is worth."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    surplus: bool
    chinese: bool
    scaled: bool
    bare_multiplier: bool


# A number, or one of the forms that have their own grammar: 三分之一, 百分之五, 翻两番, 第五位, 近七成.
_CANDIDATE = re.compile(
    rf"(?P<fraction>(?:[二三四五六七八九十]{{1,3}}|[百千])分之(?:[0-9０-９.．]+|[零一二三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?))"
    rf"|第(?P<ordinal>[0-9０-９]+|[一二三四五六七八九十百]+)"
    rf"|(?P<digits>{DIGIT_NUMBER})"
    r"|翻(?:了)?(?P<doubling>[一两二三四]?)番"
    rf"|(?P<chinese>{CHINESE_NUMBER})"
)
# Between the ends of a range: 5-7位, 500—1000元, 10%~15%, 3至5个
_RANGE = re.compile(r"[ ]?(?:-|－|—{1,2}|–|―|~|～|至|到)[ ]?")
# A pair of points rather than a range: 从5.3%到8.5%, 由10%至15%
_FROM = re.compile(r"(?:从|由)[^，。；、]{0,12}$")


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of one cleaned paragraph (no line breaks), in order, never overlapping."""
    found: list[Quantity] = []
    position = 0
    while (match := _CANDIDATE.search(text, position)) is not None:
        quantities = _read_candidate(text, match)
        floor = found[-1].end if found else 0
        for quantity in quantities:
            if quantity.start < floor:
                quantity = replace(quantity, start=max(floor, min(quantity.number_start, quantity.start)))
            if quantity.number_start >= floor:
                found.append(quantity)
                floor = quantity.end
        position = max(match.end(), quantities[-1].end if quantities else 0)
    return found


def _read_candidate(text: str, match: re.Match[str]) -> list[Quantity]:
    """The quantities (none, one, or both of a from–to pair) that the candidate at `match` begins."""
    kind = match.lastgroup
    if kind == "fraction":
        return _fraction(text, match)
    if kind == "ordinal":
        return _rank(text, match)
    if kind == "doubling":
        return _doubling(match)
    number = _number(text, match.start(), match.end())
    if number is None:
        return []
    if number.chinese and (tenths := _tenths(text, number)) is not None:
        return tenths
    return _measured(text, number)


def _number(text: str, start: int, end: int) -> _Number | None:
    """The number written at [start, end)."""
    written = text[start:end]
    chinese = written[0] in "零〇一二两三四五六七八九十百千万亿"
    read = read_number(written)
    upper = None
    if read is None:
        choice = alternatives("".join(c for c in written if c not in "余多来几")) if chinese else None
        if choice is None:
            return None
        value, upper = choice
        surplus = False
    else:
        value, surplus = read.value, read.surplus
    bare, multiplier = split_multiplier(written)
    scaled = bool(multiplier and (bare or surplus)) or "." in bare or "．" in bare or len(bare) > 2
    return _Number(
        start, end, value, upper, surplus, chinese, scaled, bare_multiplier=chinese and not bare and written[0] != "十"
    )


def _measured(text: str, number: _Number) -> list[Quantity]:
    """A number with a unit after it, or the first end of a range whose unit stands at the end."""
    unit = _unit_after(text, number)
    ranged = _range(text, number, unit)
    if ranged is not None:
        return ranged
    if unit is None:
        return []
    quantity = _quantity(text, number, unit, number.end)
    return [] if quantity is None else [quantity]


def _unit_after(text: str, number: _Number) -> Unit | None:
    """The unit after a number (one space may stand between); restricted after Chinese numerals."""
    position = number.end
    if position < len(text) and text[position] in " \u00a0" and not number.chinese:
        position += 1
    unit = match_unit(text, position)
    if unit is None:
        return None
    if number.chinese and unit.kind is Kind.DIGIT_COUNT and not number.scaled:
        return None
    if unit.kind is Kind.NOUN:
        return Unit(number.end, unit.name, unit.kind) if number.scaled or number.value >= 10 else None
    return unit


def _range(text: str, first: _Number, unit: Unit | None) -> list[Quantity] | None:
    """`5-7位`, `10-20万元`, `10%~15%`: one quantity with an upper end; two of them after 从 or 由. None: no range."""
    after = unit.end if unit is not None else first.end
    joint = _RANGE.match(text, after)
    if joint is None:
        return None
    match = _SECOND.match(text, joint.end())
    if match is None:
        return None
    second = _number(text, match.start(), match.end())
    if second is None or second.chinese != first.chinese:
        return None
    last = _unit_after(text, second)
    if last is None or (unit is not None and unit.name != last.name):
        return None
    first = _shared_multiplier(text, first, second) if unit is None else first
    if (
        joint[0].strip() in ("至", "到")
        and _FROM.search(text[max(0, first.start - 14) : first.start])
        and not text.startswith("不等", last.end)
    ):
        ends = [
            _quantity(text, first, unit or Unit(first.end, last.name, last.kind), first.end),
            _quantity(text, second, last, second.end),
        ]
        return [q for q in ends if q is not None]
    if second.value < first.value:
        return None
    merged = replace(first, upper=second.value, surplus=second.surplus)
    quantity = _quantity(text, merged, last, second.end)
    return [] if quantity is None else [quantity]


_SECOND = re.compile(rf"(?:{DIGIT_NUMBER})|(?:{CHINESE_NUMBER})")


def _shared_multiplier(text: str, first: _Number, second: _Number) -> _Number:
    """The first end with the multiplier that stands only at the second (10-20万元 → 100000)."""
    _, own = split_multiplier(text[first.start : first.end])
    bare, shared = split_multiplier(text[second.start : second.end])
    if own or not shared or first.chinese or not bare or first.value >= read_digits(bare):
        return first
    return replace(first, value=first.value * multiplier_value(shared))


def _quantity(text: str, number: _Number, unit: Unit, written_end: int) -> Quantity | None:
    """The quantity of `number` and `unit`, with bounds and rate; None where a check excludes it."""
    start, before = bound_before(text, number.start, bare_multiplier=number.bare_multiplier)
    end, surplus = unit.end, number.surplus
    if unit.kind in (Kind.RATIO, Kind.MONEY, Kind.DURATION, Kind.SIZE) and text.startswith("多", end):
        end, surplus = end + 1, True
    end, after = bound_after(text, end)
    candidate = Candidate(
        text,
        number.start,
        written_end,
        unit.end,
        float(number.value),
        unit.name,
        unit.kind,
        number.chinese,
        bounded=before is not None or surplus or after is not None,
        scaled=number.scaled,
    )
    if number.bare_multiplier and not candidate.bounded:
        return None
    if exclusion(candidate) is not None:
        return None
    name = unit.name
    if unit.kind is Kind.MONEY and "/" not in name and (rate := rate_before(text, start)) is not None:
        start, name = rate[0], name + rate[1]
    distant = None if before is not None or after is not None else distant_bound(text, start)
    return Quantity(
        start,
        end,
        number.start,
        number.end,
        float(number.value),
        None if number.upper is None else float(number.upper),
        name,
        combine(before, surplus, after, distant),
        is_percent=name == "%",
    )


def _fraction(text: str, match: re.Match[str]) -> list[Quantity]:
    """三分之一 → 33.33 %, 百分之五 → 5 %, 千分之三 → 3 ‰."""
    written = match["fraction"]
    whole, _, part = written.partition("分之")
    numerator = read_digits(part.rstrip(".．")) if part[0] not in "零一二三四五六七八九十百" else read_chinese(part)
    denominator = read_chinese(whole)
    if numerator is None or not denominator:
        return []
    per_mille = whole == "千"
    value = numerator if whole in "百千" else (numerator * 100 / denominator).quantize(Decimal("0.01"))
    start, before = bound_before(text, match.start())
    end, after = bound_after(text, match.end())
    bound = combine(before, False, after, distant_bound(text, start))
    unit = "‰" if per_mille else "%"
    return [
        Quantity(
            start, end, match.start(), match.end(), float(value), None, unit, bound, not per_mille, rules=("fraction",)
        )
    ]


# 成 as a tenth stands after the digit and before none of these words (成立, 成功, 成员).
_TENTH = re.compile(
    r"成(?P<half>半|[一二三四五六七八九](?![成]))?(?P<more>多)?(?![立功员果绩熟本人长都型品分套为就效交年衣药不])"
)


def _tenths(text: str, number: _Number) -> list[Quantity] | None:
    """两成 → 20 %, 六成五 → 65 %, 三至四成 (by its range); None where no tenth stands."""
    match = _TENTH.match(text, number.end)
    if match is None or number.end - number.start != 1 or not 1 <= number.value <= 9:
        return None
    start, before = bound_before(text, number.start)
    if number.start and text[number.start - 1] in "第一二三四五六七八九十":
        return []
    end, after = bound_after(text, match.end())
    value = number.value * 10 + (
        5 if match["half"] == "半" else read_chinese(match["half"]) or 0 if match["half"] else 0
    )
    bound = combine(before, bool(match["more"]), after, distant_bound(text, start))
    return [Quantity(start, end, number.start, number.end, float(value), None, "%", bound, True, rules=("tenths",))]


def _doubling(match: re.Match[str]) -> list[Quantity]:
    """翻番, 翻一番 → 100 %, 翻两番 → 300 %: what an amount grew by when it doubled so many times."""
    times = int(read_chinese(match["doubling"]) or 1) if match["doubling"] else 1
    return [
        Quantity(
            match.start(),
            match.end(),
            match.start(),
            match.end(),
            float((2**times - 1) * 100),
            None,
            "%",
            Bound.EXACT,
            True,
            rules=("doubling",),
        )
    ]


# Words before 第五 that make it a position in a ranking.
_RANKED = re.compile(
    r"(?:位列|位居|名列|列|居|排名|排|位次|名次|稳居|跃居|升至|升到|跃升至|跻身|稳定在|保持|进至|降至|均为|进入|位于|全[省市国县区州]|[省市国县区]内|区县)[^，。；、“”《》]{0,10}$"
)


def _rank(text: str, match: re.Match[str]) -> list[Quantity]:
    """第五位, 第四 after a word of ranking; every other ordinal is part of a name (第六中学)."""
    if not _RANKED.search(text[max(0, match.start() - 16) : match.start()]):
        return []
    end = match.end()
    if end < len(text) and text[end] in "位名":
        unit, end = text[end], end + 1
    elif end < len(text) and text[end] not in "，。；、！,;）)！” 的和":
        return []
    else:
        unit = "位"
    written = match["ordinal"]
    value = read_digits(written) if written[0] not in "一二三四五六七八九十百" else read_chinese(written)
    if value is None:
        return []
    return [
        Quantity(
            match.start(), end, match.start(), end, float(value), None, unit, Bound.EXACT, is_rank=True, rules=("rank",)
        )
    ]
