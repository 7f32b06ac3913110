"""Amounts of money per head or time: 每孩每月500元, 每人每月再增加10元、15元, and what they give the unit."""

from __future__ import annotations

import re

from briefing.extraction.amount.units import per

_HEADS = "[人孩生户名位亩胎]|平方米|人次|床日"
_TIMES = "学年|学期|季度|课时|小时|[年月天日次周]"
_REACH = 48  # characters before an amount in which a rate may govern it

# 每孩每月 · 每人 · 每平方米, directly before an amount
_TOUCHING = re.compile(
    rf"(?:每(?:{_HEADS}|{_TIMES}|平米|千瓦时|立方米|公里|[个张床辆台吨度家所班村场例件份套公斤])){{1,3}}$"
)
# 每人每月再分别增加10元、15元、[20元] · 每户最高补助[3万元]: a head, and perhaps a time, earlier in the clause
_GOVERNING = re.compile(
    rf"(?P<rate>(?:每(?:{_TIMES}))?每(?:{_HEADS})(?:每(?:{_TIMES}))?)"
    r"(?P<words>[^，。；：、0-9０-９每]{0,14}(?:[0-9０-９.．]+万?元(?:左右|以上|以内)?[^，。；：0-9０-９每]{1,8})*)$"
)
# Words between that make the amount a total after all: 每人每月补贴300元、全年共3600元
_TOTALS = re.compile("共|总|合计|全年|年内|投入|资金|人均|封顶")


def rate_before(text: str, position: int) -> tuple[int, str] | None:
    """A rate that ends at `position` (每孩每月): where it starts and the denominator it gives the unit (`/月`)."""
    low = max(0, position - 14)
    if "每" not in text[low:position]:
        return None
    match = _TOUCHING.search(text[low:position])
    return None if match is None else (low + match.start(), per(match[0]))


def rate_governing(text: str, position: int) -> str | None:
    """The denominator (`/月`) of a rate earlier in the clause that ends at `position`; None where none governs it."""
    before = text[max(0, position - _REACH) : position]
    if "每" not in before:
        return None
    match = _GOVERNING.search(before)
    if match is None or _TOTALS.search(match["words"]):
        return None
    denominator = per(match["rate"])
    return "/人" if denominator in ("/名", "/位") else denominator
