"""What a text shows about the year in which it was written: it is not older than what it reports.

How much an explicit year says depends on how it is given. News names the running year only in passing (今年), so a bare
year is mostly last year's balance until March, and says nothing sure in the middle of a year; an end of year, a full
date, a dated event, or the running year named beside 去年 are believed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from briefing.documents.page_words import events


class _Kind(Enum):
    """How evidence is given, with the longest time (days) that may lie between it and the text."""

    EVENT = 367
    END_OF_YEAR = 366
    DAY = 100
    FIRST_DAY = 240  # 2023年1月1日起: a rule in force
    MONTH = 125
    PART = 124  # 2023年上半年
    BARE_YEAR = 0


@dataclass(frozen=True, slots=True)
class _Reached:
    """A day that had come when the text was written, and the words that show it."""

    day: date
    kind: _Kind
    words: str


@dataclass(frozen=True, slots=True)
class DatedYear:
    """A year and the words it was inferred from, quoted."""

    year: int
    origin: str


# 2024年 and what narrows it: 2024年8月3日 · 2024年8月 · 2024年底 · 2024年上半年
_YEAR = re.compile(
    r"(?<![\d.])(?P<year>20[0-4]\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
    r"(?P<part>底|末|上半年|前三季度|三季度|一季度)?"
)
_PART_ENDS = {
    "底": (12, 31),
    "末": (12, 31),
    "上半年": (6, 30),
    "前三季度": (9, 30),
    "三季度": (9, 30),
    "一季度": (3, 31),
}
_ENDS_OF_YEAR = ("底", "末")
_NOT_YET = re.compile("将|力争|预计|目标|计划|拟|争取|规划|远景|有望|建成后|版|届时")
_LONGEST_CLAUSE = 60
_TERM = re.compile("期限|有效期|执行|实施")  # 政策实施期限截至2023年12月底
_TERM_REACH = 8
_PLANNED = re.compile("计划[至到在于]|拟[于在]|预计|力争")
_PLAN_REACH = 24  # characters before a year in which its plan is spoken of: 计划至年底完工，2024年上半年验收
_RECAP_UNTIL = 3  # until March a bare past year is last year, whose figures are being summed up
_SAME_YEAR_FROM = 10  # from October it is the running year
# The running year named: 今年（2024年） · 2024年，…在去年…的基础上 · 2024年，我们将…
_THIS_YEAR = re.compile(r"今年[（(](?P<year>20[0-4]\d)年?[）)]")
_LAST_YEAR = re.compile(r"去年[（(](?P<year>20[0-4]\d)年?[）)]")
_BESIDE_LAST_YEAR = re.compile(r"(?<![\d到至])(?P<year>20[0-4]\d)年[，,][^。！？；\n]{0,40}?去年")
# 在2022年提高标准的基础上，今年再…: the year before; 2015年已安排…。明年…: the running one
_BASE_OF_THIS_YEAR = re.compile(r"(?P<year>20[0-4]\d)年[^。！？；\n]{0,60}?基础上[^。！？；\n]{0,60}[，。；]今年")
_BESIDE_NEXT_YEAR = re.compile(r"(?<![\d到至])(?P<year>20[0-4]\d)年已[^。！？\n]{0,80}[，。；]明年")
# 7月20日，…的2023年技能竞赛决赛开幕: an occasion of the year, on its day; from November it may be the next one's
_OCCASION = re.compile(
    r"(?<!\d)(?:[2-9]|10)月\d{1,2}日[^。！？；\n]{0,60}?(?P<year>20[0-4]\d)年(?![底末度]|\d{1,2}月)[^。！？；，\n]{0,24}?"
    "(?:[竞大比决联]赛|锦标赛|运动会|[周月日节年]|招聘会|论坛|博览会|活动|启动仪式|发布会|推进会|会议|培训班)[^。！？；，\n]{0,16}?"
    "(?:举行|举办|开幕|启动|召开|开赛|开班|落幕|闭幕)"
)
# 截至2023年6月: as of a month, from October on the next year may have begun
_AS_OF = re.compile(r"截[至止](?P<year>20[0-4]\d)年[1-9]月(?!\d*[日底末]?前)")
_ONLY_YEAR = 3  # times that a text names its year and no other
# 2016年，预算收入增长目标为3%: the running year, where the text tells of last year and never of 今年 or 明年
_AIM_OF_YEAR = re.compile(
    r"(?<![\d到至])(?P<year>20[0-4]\d)年[，,][^。！？；\n]{0,40}?(?:将|力争|预计|预期|目标|计划|安排)"
)
_OTHER_YEARS = re.compile("今年|明年")


# Any year of the text: 2023年, 2023届, 2023—2025年
_NAMED = re.compile(r"(?<![\d.])(20[0-4]\d)(?=年|届|[-—–至~～]20)")
# 2023年9月30日前, 至2023年12月底
_DEADLINE = re.compile(
    r"(?<![\d.])(?P<year>20[0-4]\d)年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)?(?:之?前|止)"
    r"|[至到于](?P<until_year>20[0-4]\d)年(?P<until_month>\d{1,2})月(?:(?P<until_day>\d{1,2})日|底|末)"
)
_NEAR_DEADLINE = 200  # days
# How often a text must name the year that such evidence leads to
_NEEDED = {_Kind.MONTH: 2}


class Evidence:
    """The dated things a text reports. `latest` is a day by which it was there (the day the page was read)."""

    def __init__(self, body: str, latest: date | None) -> None:
        self._latest = latest
        self._present = _present_year(body)
        reached = [*_years(body), *_events(body)]
        self._newest = max(reached, key=lambda item: (item.day, item.kind.value), default=None)
        sure = [item for item in reached if item.kind is not _Kind.BARE_YEAR]
        self._newest_sure = max(sure, key=lambda item: (item.day, item.kind.value), default=None)
        self._named = Counter(int(year) for year in _NAMED.findall(body))
        self._deadline = _deadline(body)

    def year_of(self, month: int, day: int) -> DatedYear | None:
        """The year in which a month and day fall, when the evidence is near enough to tell."""
        found = self._present or self._year_after(month, day) or self._year_before(month, day)
        if found is None or not _exists(found.year, month, day):
            return None
        dated = date(found.year, month, day)
        too_late = self._latest is not None and dated > self._latest
        too_early = self._newest is not None and dated < self._newest.day and self._newest.kind is not _Kind.BARE_YEAR
        return None if too_late or too_early else found

    def _year_after(self, month: int, day: int) -> DatedYear | None:
        newest = self._newest
        if newest is None:
            return None
        after_sure = self._after_sure(month, day)
        if newest.kind is not _Kind.BARE_YEAR:
            return after_sure
        bare = newest.day.year
        if _RECAP_UNTIL < month < _SAME_YEAR_FROM:  # believed only when surer evidence leads to the same year
            return after_sure if after_sure is not None and after_sure.year == bare else None
        return DatedYear(bare + (month <= _RECAP_UNTIL), newest.words)

    def _after_sure(self, month: int, day: int) -> DatedYear | None:
        """The first year in which the day comes after the newest sure evidence, when that is near enough."""
        sure = self._newest_sure
        if sure is None:
            return None
        year = sure.day.year
        if not _exists(year, month, day) or date(year, month, day) < sure.day:
            year += 1
        if not _exists(year, month, day) or (date(year, month, day) - sure.day).days > sure.kind.value:
            return None
        return DatedYear(year, sure.words) if self._named[year] >= _NEEDED.get(sure.kind, 1) else None

    def _year_before(self, month: int, day: int) -> DatedYear | None:
        """The year of a day that is still to come (2023年9月30日前完成), where the text names no later one."""
        if self._deadline is None or max(self._named) != self._deadline.year:
            return None
        year = self._deadline.year
        ahead = (self._deadline - date(year, month, day)).days if _exists(year, month, day) else -1
        return DatedYear(year, f"“{year}年”的期限") if 0 <= ahead <= _NEAR_DEADLINE else None

    def present_year(self) -> DatedYear | None:
        """The year alone, where the text names it as the running one, or its newest evidence is a dated event."""
        if self._present is not None:
            return self._present
        newest = self._newest
        if newest is not None and newest.kind is _Kind.EVENT and self._near(newest.day.year):
            return DatedYear(newest.day.year, newest.words)
        return None

    def _near(self, year: int) -> bool:
        """Whether the text names that year or one of the two before: 党的十八大 is spoken of for many years."""
        return any(self._named[other] for other in range(year - 2, year + 1))


def _present_year(body: str) -> DatedYear | None:
    """The running year where the text names it."""
    for pattern, later in (
        (_THIS_YEAR, 0),
        (_LAST_YEAR, 1),
        (_BASE_OF_THIS_YEAR, 1),
        (_BESIDE_NEXT_YEAR, 0),
        (_OCCASION, 0),
    ):
        found = pattern.search(body)
        if found is not None:
            return DatedYear(int(found["year"]) + later, f"“{found.group()}”")
    years = [(int(found["year"]), found["year"]) for found in _BESIDE_LAST_YEAR.finditer(body)]
    if years:
        return DatedYear(max(years)[0], f"“{max(years)[1]}年…去年”")
    named = Counter(int(year) for year in _NAMED.findall(body))
    last = max(named, default=0)
    aims = {int(found["year"]) for found in _AIM_OF_YEAR.finditer(body)}
    if aims == {last} and "去年" in body and not _OTHER_YEARS.search(body):
        return DatedYear(last, f"“去年”与“{last}年”的安排")
    if as_of := next((found for found in _AS_OF.finditer(body) if int(found["year"]) == last), None):
        return DatedYear(last, f"“{as_of.group()}”")
    days = {found.group() for found in _YEAR.finditer(body) if found["day"]}
    if len(named) == 1 and named[last] >= _ONLY_YEAR and len(days) > 1:
        return DatedYear(last, f"文中只说到{last}年的日期")
    return None


def _years(body: str) -> Iterator[_Reached]:
    for match in _YEAR.finditer(body):
        if _is_range_or_future(body, match):
            continue
        try:
            yield _Reached(_day_reached(match), _kind(match), f"“{match.group()}”")
        except ValueError:  # 2024年13月
            continue


def _kind(match: re.Match[str]) -> _Kind:
    if match["part"] in _ENDS_OF_YEAR and match["month"] is None:
        return _Kind.END_OF_YEAR
    if match["day"] is not None:
        return _Kind.FIRST_DAY if (match["month"], match["day"]) == ("1", "1") else _Kind.DAY
    if match["month"] is not None:
        return _Kind.MONTH
    return _Kind.BARE_YEAR if match["part"] is None else _Kind.PART


def _is_range_or_future(body: str, match: re.Match[str]) -> bool:
    """到2025年, 2021—2025年, 2025年将…: no sign that the year has come. 截至2024年 is one."""
    before = body[max(0, match.start() - 2) : match.start()]
    until = before not in ("截至", "截止") or _TERM.search(body, max(0, match.start() - _TERM_REACH), match.start())
    if before[-1:] in tuple("到至止-—–～~") and until:
        return True
    if body.startswith(("前", "之前", "止"), match.end()):
        return True
    clause = re.split("[。；！？\n]", body[match.end() : match.end() + _LONGEST_CLAUSE], maxsplit=1)[0]
    ahead = re.split("[。；！？\n]", body[max(0, match.start() - _PLAN_REACH) : match.start()])[-1]
    return _NOT_YET.search(clause) is not None or _PLANNED.search(ahead) is not None


def _day_reached(match: re.Match[str]) -> date:
    """The first day on which a text can speak of this time as past."""
    year, month, part = int(match["year"]), match["month"], match["part"]
    if month is None and part is not None:
        return date(year, *_PART_ENDS[part])
    if month is not None and part in _ENDS_OF_YEAR:
        return date(year + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(days=1)
    return date(year, int(month or 1), int(match["day"] or 1))


def _events(body: str) -> Iterator[_Reached]:
    for event, day in events():
        at = body.find(event)
        if at >= 0 and not body[max(0, at - 2) : at].endswith(("迎", "迎接")):
            yield _Reached(day, _Kind.EVENT, f"“{event}”（{day.year}年）")


def _deadline(body: str) -> date | None:
    """The last day that the text sets as one by which something is to be done."""
    days = []
    for match in _DEADLINE.finditer(body):
        year, month, day = (
            match["year"] or match["until_year"],
            match["month"] or match["until_month"],
            match["day"] or match["until_day"],
        )
        if _exists(int(year), int(month), int(day or 28)):
            days.append(date(int(year), int(month), int(day or 28)))
    return max(days, default=None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
