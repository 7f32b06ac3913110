"""Time periods (ISO 8601 dates, months, years and intervals of them): their months, and how they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.chinese_numerals import written

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?$")
PLAN_YEARS = 5
_FIRST_NUMBERED = 6  # the plans run without a gap from 六五 (1981) on
_SIXTH_START = 1981


@dataclass(frozen=True, slots=True)
class Span:
    """A period as months counted from year 0, both ends included."""

    first: int
    last: int

    @property
    def months(self) -> int:
        """Length in months; one for a date or month."""
        return self.last - self.first + 1

    @property
    def year(self) -> int:
        """The year the period ends in."""
        return self.last // 12

    @property
    def first_year(self) -> int:
        """The year the period begins in."""
        return self.first // 12


@lru_cache(maxsize=4096)
def span(period: str | None) -> Span | None:
    """The months a period covers: `2024-11-05` one month, `2021` twelve, `2022/2024` thirty-six; None when unknown."""
    if not period:
        return None
    start, _, end = period.partition("/")
    first, last = _POINT.match(start), _POINT.match(end or start)
    if first is None or last is None:
        return None
    begin = int(first["year"]) * 12 + (int(first["month"]) - 1 if first["month"] else 0)
    finish = int(last["year"]) * 12 + (int(last["month"]) - 1 if last["month"] else 11)
    if finish < begin:
        return None
    return Span(begin, finish)


def last_month(period: str | None) -> int:
    """The last month of a period, counted from year 0, by which the later of two is found; -1 when unknown."""
    found = span(period)
    return found.last if found else -1


def is_date(period: str | None) -> bool:
    """Whether the period is a single day or month, as a stock has: `2024-11-05`, `2024-11`."""
    return period is not None and "/" not in period and "-" in period


def plan_of(year: int) -> str:
    """The national five-year plan a year belongs to: 2021–2025 → 十四五."""
    return f"{written(_FIRST_NUMBERED + (year - _SIXTH_START) // PLAN_YEARS)}五"


def plan_start(year: int) -> int:
    """The first year of the plan a year belongs to: 2025 → 2021."""
    return year - (year - _SIXTH_START) % PLAN_YEARS


@lru_cache(maxsize=4096)
def label(period: str | None) -> str:
    """The period as it is printed: `2024年11月5日`, `2024年`, `2022—2024年`, `时间不详`."""
    if not period or span(period) is None:
        return "时间不详"
    start, _, end = period.partition("/")
    if not end or end == start:
        return _point_label(start)
    if len(start) == 4 and len(end) == 4:
        return f"{start}—{end}年"
    return f"{_point_label(start)}至{_point_label(end)}"


def short_label(period: str | None) -> str:
    """The period for a table cell: `2024-11`, `2021`, `2022–2024`, `2024-07–08`, `2023–2024-04` from January, `—`."""
    if not period or span(period) is None:
        return "—"
    first, *last = dict.fromkeys(part[:7] for part in period.split("/"))
    if not last:
        return first
    end = last[0]
    if first[:4] == end[:4] and "-" in first and "-" in end:
        return f"{first}–{end[5:]}"
    return f"{first.removesuffix('-01')}–{end}"


def _point_label(point: str) -> str:
    year, *rest = point.split("-")
    return f"{year}年" + "".join(f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False))
