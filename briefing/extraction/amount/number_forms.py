"""Quantities whose number and unit are one form: 三分之一, 百分之五, 两成, 一半, 翻两番, 第五位."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.chinese_numerals import CHINESE_DIGITS, read_chinese
from briefing.extraction.amount.bounds import bound_after, bound_before, combine, distant_bound
from briefing.extraction.amount.numerals import DIGIT, read_digits
from briefing.extraction.amount.quantity import Quantity
from briefing.model import Bound

_INTEGER = rf"(?:{DIGIT}+|[{CHINESE_DIGITS}十百]+)"
# 三分之一 · 百分之五点二 · 百分之90 · 千分之三
_FRACTION = (
    rf"(?P<fraction>(?:[二三四五六七八九十]{{1,3}}|[百千])分之"
    rf"(?:{DIGIT}+(?:[.．]{DIGIT}+)?|[{CHINESE_DIGITS}十百]+(?:点[{CHINESE_DIGITS}]+)?))"
)
# 1/3, not a date or a page: 8/15, 2022/23
_SLASHED = r"(?P<slashed>(?<![0-9０-９/／.．-])[1-9][/／](?:[2-9]|1[0-9])(?![0-9０-９/／年月日.．:：]))"
# 第五位 · 第3名 · 第四
_ORDINAL = rf"第(?P<ordinal>{_INTEGER})"
# 翻番 · 翻了一番 · 翻两番 · 翻倍
_DOUBLING = r"翻了?(?:(?P<doubling>[一两二三四]?)番|一?倍)"
# 一半 · 半数
_HALF = r"(?P<half>一半|半数)"
# All of them, each in a group of its own name; 翻 is recognised by its first character.
FORMS = f"{_FRACTION}|{_SLASHED}|{_ORDINAL}|{_DOUBLING}|{_HALF}"

# 1/3 is a share only after one of these: 占1/3, 近1/3
_SHARE_BEFORE = "占比近约超过达为的到成有"
# 成 as a tenth stands directly after the digit and before none of these words (成立, 成功, 成员).
_TENTH = re.compile(
    r"成(?P<half>半|[一二三四五六七八九](?!成))?(?P<more>多)?(?![立功员果绩熟本人长都型品分套为就效交年衣药不])"
)
# Words before 第五 that make it a position in a ranking.
_RANKED = re.compile(
    r"(?:[位名]列|列|居|排名?|位次|名次|升至|升到|跻身|稳定在|保持|进至|降至|均为|进入|位于|全[省市国县区州]|[省市国县区]内|区县)"
    r"[^，。；：、“”《》]{0,10}$"
)
# 第5至7位, 第三到第五名
_RANK_RANGE = re.compile(rf"[-—–~～至到]第?(?P<last>{_INTEGER})(?=[位名])")
_AFTER_RANK = "，。；、！,;）)！” 的和"


def read_form(text: str, match: re.Match[str]) -> Quantity | None:
    """The quantity of a match of one of `FORMS`; None where it is no quantity after all (第六中学)."""
    kind = match.lastgroup
    if kind == "fraction":
        return _fraction(text, match)
    if kind == "slashed":
        return _slashed(text, match)
    if kind == "ordinal":
        return _rank(text, match)
    if kind == "half":
        return _half(text, match)
    return _doubling(match)


def _share(
    text: str, start: int, end: int, value: Decimal, rule: str, *, unit: str = "%", more: bool = False
) -> Quantity:
    """A ratio at [start, end) with the bounds that touch it."""
    first, before = bound_before(text, start)
    last, after = bound_after(text, end)
    bound, word = combine(before, more, after, distant_bound(text, first))
    return Quantity(
        first, last, start, end, float(value), None, unit, bound, unit == "%", rules=(rule,), bound_word=word
    )


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """三分之一 → 33.33 %, 百分之五 → 5 %, 千分之三 → 3 ‰."""
    whole, _, part = match["fraction"].partition("分之")
    numerator = _integer(part)
    denominator = read_chinese(whole)
    if numerator is None or not denominator:
        return None
    if whole in "百千":
        unit = "%" if whole == "百" else "‰"
        return _share(text, match.start(), match.end(), numerator, "fraction", unit=unit)
    return _share(text, match.start(), match.end(), _percent(numerator, denominator), "fraction")


def _slashed(text: str, match: re.Match[str]) -> Quantity | None:
    """占1/3 → 33.33 %."""
    part, whole = (read_digits(p) for p in re.split("[/／]", match["slashed"]))
    before = text[match.start() - 1] if match.start() else ""
    if part >= whole or not before or before not in _SHARE_BEFORE:
        return None
    return _share(text, match.start(), match.end(), _percent(part, whole), "fraction")


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.01"))


def _half(text: str, match: re.Match[str]) -> Quantity | None:
    """近一半, 半数以上 → 50 %; only where a bound or 占 says that it is a share."""
    quantity = _share(text, match.start(), match.end(), Decimal(50), "half")
    stated = quantity.bound is not Bound.EXACT or text.endswith("占", 0, match.start())
    return quantity if stated else None


def read_tenths(text: str, start: int, end: int, digit: Decimal) -> Quantity | None:
    """两成 → 20 %, 六成五 → 65 %, for the numeral at [start, end); None where no 成 of that meaning follows."""
    match = _TENTH.match(text, end)
    if match is None or end - start != 1 or not 1 <= digit <= 9:
        return None
    half = match["half"]
    value = digit * 10
    if half:
        value += 5 if half == "半" else read_chinese(half) or 0
    quantity = _share(text, start, match.end(), value, "tenths", more=bool(match["more"]))
    return Quantity(
        quantity.start, quantity.end, start, end, quantity.value, None, "%", quantity.bound, True, rules=("tenths",)
    )


def _doubling(match: re.Match[str]) -> Quantity:
    """翻番, 翻一番, 翻倍 → 100 %; 翻两番 → 300 %: what an amount grew by when it doubled so many times."""
    times = int(read_chinese(match["doubling"]) or 1) if match["doubling"] else 1
    value = float((2**times - 1) * 100)
    start, end = match.span()
    return Quantity(start, end, start, end, value, None, "%", Bound.EXACT, True, rules=("doubling",))


def _rank(text: str, match: re.Match[str]) -> Quantity | None:
    """第五位, 第四 after a word of ranking; every other ordinal is part of a name (第六中学)."""
    if not _RANKED.search(text[max(0, match.start() - 16) : match.start()]):
        return None
    number_end = end = match.end()
    unit, upper = "位", None
    last = _RANK_RANGE.match(text, end)
    if last is not None:
        upper, end = _integer(last["last"]), last.end()
    if end < len(text) and text[end] in "位名":
        unit, end = text[end], end + 1
    elif end < len(text) and text[end] not in _AFTER_RANK:
        return None
    value = _integer(match["ordinal"])
    if value is None or (upper is not None and upper < value):
        return None
    return Quantity(
        match.start(),
        end,
        match.start(),
        number_end,
        float(value),
        None if upper is None else float(upper),
        unit,
        Bound.EXACT,
        rules=("rank",),
    )


def _integer(written: str) -> Decimal | None:
    """An Arabic or a Chinese numeral."""
    return read_chinese(written) if written[0] in CHINESE_DIGITS + "十百" else read_digits(written)
