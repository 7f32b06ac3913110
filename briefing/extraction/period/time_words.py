"""Expressions of time in running text and the ISO 8601 periods they mean, seen from the document's date."""

from __future__ import annotations

import re

from briefing.chinese_numerals import read_count
from briefing.extraction.period.time_expressions import (
    COMPARED,
    FOUNDING,
    IN_NAME,
    OCCASION,
    ORIGIN,
    PARTS_OF_YEAR,
    RECORD,
    TIME,
    Scope,
    TimeMention,
    part_of_year,
    plain_digits,
)
from briefing.extraction.sentences import covers, title_spans

_FULL_DATE = len("2024-11-05")
_YEAR_ONLY = len("2024")
FIRST_MONTHS = 3  # in which a text reports on the year before
_SOON = 2  # months: 9月1日 in a text of July is still to come
_PLAN_STARTS = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}

# What stands after a date that only says when an institution began
_SINCE = re.compile(r"[^，。；]{1,24}?(?:以来|至今|到现在|到目前)")  # 自2018年|开展招聘以来
_RUNNING = re.compile(r"[^，。；、\d]{1,12}?以来")  # 7月3日|运行以来
_RELATIVE = ("今年", "去年", "上年", "上年度", "本年", "本年度", "前年", "明年")
# 一、过去五年工作回顾 · 一、工作回顾
_REVIEWED = re.compile(r"(?:(?P<count>[1-9一二三四五])年来?)?的?(?:政府|主要)?工作(?:的?回顾|总结|成就|成绩)$")
_BEFORE_CHAPTER = ("上年", "上年度")
_YEAR_END = ("底", "末")  # 2023年末人均3平方米；前三季度演出890场: nothing after it is of that year
_STOP = re.compile("[。！？；]")


class Calendar:
    """Resolves time expressions of one document. State: the year last stated, which 当年 and bare months refer to."""

    def __init__(self, published: str | None) -> None:
        self.published = published
        self.year = int(published[:4]) if published else None
        self.month = int(published[5:7]) if published and len(published) >= 7 else None
        self._early = (
            self.month is not None and self.month <= FIRST_MONTHS
        )  # in which a text reports on the year before
        self.stated: int | None = None  # year last stated, for 当年, 同年, 次年
        self.day: str | None = None  # day last stated, for 当天
        self.chapter: str | None = None  # the period that the chapter speaks of, for 上年, 近三年
        self._years: tuple[int, int] | None = None  # from which year to which the passage has told, for 五年间
        self._told: int | None = None  # the year that the passage has stated, for 上年
        self._plain: int | None = None  # the same where it stands for the whole year, not 2021年底
        self._here: int | None = None  # any year that the sentence has stated, for 1至6月 in a text without a date
        self._near: int | None = None  # the year that the sentence has stated, for 6月底 after it

    def mentions(self, text: str) -> list[TimeMention]:
        """The expressions of time in `text`, in order; those in 《titles》 left out."""
        text = plain_digits(text)
        titles = title_spans(text)
        found: list[TimeMention] = []
        self._told = self._plain = self._years = None
        for match in TIME.finditer(text):
            start, end = match.span()
            if not found or _STOP.search(text, found[-1].end, start):
                self._near = self._here = None
            if covers(titles, start) or IN_NAME.match(text, end):
                continue
            mention = self._resolve(match)
            if mention is not None:
                found.append(mention)
                whole = mention.scope is Scope.SPAN and match["year"] and not mention.compared
                self._told = int(match["year"]) if whole else self._told
                self._plain = int(match["year"]) if whole and match.group().endswith("年") else self._plain
                self._here = int(match["year"]) if match["year"] else self._here
                year_itself = whole and len(mention.period or "") == _YEAR_ONLY and match["suffix"] not in _YEAR_END
                self._near = int(match["year"]) if year_itself else None
        return found

    def _resolve(self, match: re.Match[str]) -> TimeMention | None:
        before = match.string[max(0, match.start() - 8) : match.start()]
        period, scope, since = self._period(match)
        undated = self.year is None and self.chapter is None and self._near is None
        if period is None and undated and (match["word"] in _RELATIVE or match["bare"]):
            scope = Scope.VAGUE  # 去年, 截至7月 in a text without a date
        if period is None and scope in (Scope.SPAN, Scope.WINDOW, Scope.EVENT):
            return None
        if scope is Scope.EVENT and period is not None and len(period) == _FULL_DATE:
            self.day = period
        origin = bool(ORIGIN.search(before)) and not since
        since_then = _SINCE if origin else _RUNNING if scope is Scope.EVENT else None
        if period is not None and since_then is not None and since_then.match(match.string, match.end()):
            period, scope, origin = self._until_now(period) if self.year else None, Scope.WINDOW, False
        if period is None and scope is Scope.WINDOW:
            scope = Scope.VAGUE
        record = scope is Scope.WINDOW and RECORD.match(match.string, match.end())
        return TimeMention(
            match.start(),
            match.end(),
            period,
            scope,
            since,
            compared=bool(record or COMPARED.search(before)),
            origin=origin,
            upcoming=self._upcoming(match, period),
        )

    def _period(self, group: re.Match[str]) -> tuple[str | None, Scope, bool]:
        if (found := self._range(group)) is not None:
            return found
        if group["iso_year"] and group["iso_month"] and group["iso_day"]:
            date = f"{group['iso_year']}-{int(group['iso_month']):02}-{int(group['iso_day']):02}"
            return date, Scope.EVENT, False
        if group["plan"]:
            part = group["plan_part"] or ""
            scope = Scope.WINDOW if part.endswith("以来") else Scope.SPAN
            return self._plan(group["plan"], part, group["plan_years"]), scope, False
        if group["holiday"]:
            return self._holiday(group["holiday"], group["holiday_year"]), Scope.EVENT, False
        if group["coming"]:
            return self._years_to_come(read_count(group["coming"])), Scope.SPAN, False
        if group["near"] or group["past"] or group["these"]:
            count = read_count(group["near"] or group["past"] or group["these"] or "1")
            whole = self.chapter is not None and (count == 1 or group["these"])  # 这五年，… in a report
            if self._years is not None and not group["near"] and self._years[1] - self._years[0] + 1 == count:
                return f"{self._years[0]}/{self._years[1]}", Scope.SPAN, False
            return self._years_up_to_now(count), Scope.SPAN if whole else Scope.WINDOW, False
        if group["now"]:
            return self._now(), Scope.NOW, False
        if group["vague"]:
            return None, Scope.VAGUE, False
        if group["same_day"]:
            return self.day, Scope.EVENT, False
        if group["only_day"]:
            return self._day(int(group["only_day"])), Scope.EVENT, False
        return self._dated(group)

    def _range(self, group: re.Match[str]) -> tuple[str | None, Scope, bool] | None:
        """From a year, month or day to another."""
        if group["start_year"] and group["end_year"]:
            self._years = int(group["start_year"]), int(group["end_year"])
            return f"{group['start_year']}/{group['end_year']}", Scope.SPAN, False
        if group["pair_first"] and group["pair_last"]:
            return f"{group['pair_first']}/{group['pair_last']}", Scope.SPAN, False
        if group["first_day"] and group["last_day"]:
            return self._days(group), Scope.EVENT, False
        if group["low_month"] and group["high_month"]:
            return self._date_range(group), Scope.SPAN, False
        return None

    def _dated(self, group: re.Match[str]) -> tuple[str | None, Scope, bool]:
        """A year with or without a part of it, or a part whose year is understood."""
        if group["year_end"]:
            end = self._whole_year() if self.chapter or self._early else None
            return (str(end) if end else None), Scope.SPAN, False
        prefix = "b_" if group["bare"] else ""
        suffix = group[f"{prefix}suffix"] or ""
        if prefix:
            year = self._year_of_bare(group)
        else:
            year = int(group["year"]) if group["year"] else self._year_of_word(group["word"] or "")
            named = (
                year is not None and group["word"] not in _BEFORE_CHAPTER
            )  # 比上年: the text goes on with its own year
            self.stated = year if named else self.stated
        if year is None:
            return None, Scope.SPAN, False
        period, scope = part_of_year(year, {key: group[prefix + key] for key in PARTS_OF_YEAR})
        other = self.year is not None and year != self.year
        if FOUNDING.match(group.string, group.end()) or (other and OCCASION.match(group.string, group.end())):
            scope = Scope.EVENT
        if suffix in ("以来", "至今"):
            return self._until_now(period), Scope.WINDOW, False
        return period, scope, suffix in ("起", "开始")

    def _date_range(self, group: re.Match[str]) -> str | None:
        low, high = group["low_year"] or "", group["high_year"] or group["low_year"] or ""
        first, last = (int(y) if y.isdigit() else self._year_of_word(y) for y in (low, high))
        if first is None or last is None:
            return None
        self.stated = last
        return f"{first}-{read_count(group['low_month'] or '1'):02}/{last}-{read_count(group['high_month'] or '12'):02}"

    def _year_of_word(self, word: str) -> int | None:
        if word in ("当年", "同年"):
            return self.stated or self.year
        if word in ("次年", "翌年"):
            return self.stated + 1 if self.stated else None
        chapter = int(self.chapter[-_YEAR_ONLY:]) if self.chapter else None
        if word == "全年":
            return self._whole_year()
        if word in _BEFORE_CHAPTER and (spoken_of := chapter or self._told):
            return spoken_of - 1
        if self.year is None:
            return None
        return self.year + {"去": -1, "上": -1, "前": -2, "明": 1}.get(word[0], 0)

    def _whole_year(self) -> int | None:
        """The year of 全年 and 年末: the chapter's, the one last stated; in the first months one that is over."""
        if self.chapter:
            return int(self.chapter[-_YEAR_ONLY:])
        if self._early and self.year is not None and self.stated in (None, self.year):
            return self.year - 1
        return self.stated or self.year

    def _year_of_bare(self, group: re.Match[str]) -> int | None:
        """The year of 7月 or 上半年: the document's, or the one before when the month is long to come."""
        if self._near is not None:
            return self._near
        if self.year is None:  # a year stated some sentences before is not that of 截至7月
            return int(self.chapter[-_YEAR_ONLY:]) if self.chapter else self._here or self._plain
        month = group["b_month"]
        ahead = read_count(month) - self.month if month and self.month else 0
        soon = ahead <= _SOON and (self.month or 0) > FIRST_MONTHS
        if ahead > 0 and not soon and group["b_suffix"] not in ("起", "开始"):
            return self.year - 1
        return self.year

    def _upcoming(self, group: re.Match[str], period: str | None) -> str | None:
        if self._early and not self.chapter and (group["word"] == "全年" or group["year_end"]):
            return str(self.year)
        ahead = group["b_month"] and self.month and read_count(group["b_month"]) > self.month
        return f"{self.year}{period[4:]}" if ahead and period is not None else None

    def _until_now(self, period: str) -> str:
        """From the start of `period` to the document's date, in months where its month is known."""
        start = period.partition("/")[0]
        if self.year is None or self.published is None or start == str(self.year) == self.published:
            return start
        if self.month is None:
            return f"{start}/{self.year}"
        return f"{start if '-' in start else f'{start}-01'}/{self.published[:7]}"

    def reviewed(self, heading: str) -> str | None:
        """The years that a chapter without a year reviews (过去五年工作回顾) in a report of the first months of one."""
        found = _REVIEWED.search(heading)
        if found is None or self.year is None or (self.month or 1) > FIRST_MONTHS:
            return None
        count, last = read_count(found["count"] or "一"), self.year - 1
        return str(last) if count == 1 else f"{last - count + 1}/{last}"

    def _now(self) -> str | None:
        """The document's date; the year that the chapter reviews, where no more than a year is known of the date."""
        dated = self.published is not None and len(self.published) > _YEAR_ONLY
        return self.published if dated or self.chapter is None else self.chapter[-_YEAR_ONLY:]

    def _days(self, group: re.Match[str]) -> str | None:
        """The days of 8月10至11日, in the document's year; until March later months are those of the year before."""
        month = int(group["days_month"] or self.month or 0)
        if self.year is None or not month:
            return None
        behind = self.month is not None and self.month <= FIRST_MONTHS < month
        year, until = self.year - behind, int(group["until_month"] or month)
        first, last = int(group["first_day"] or 1), int(group["last_day"] or 1)
        return f"{year}-{month:02}-{first:02}/{year}-{until:02}-{last:02}"

    def _years_up_to_now(self, count: int) -> str | None:
        if self.chapter is not None:  # 一年来, 近三年, 五年来 end with the year that the chapter reviews
            last = int(self.chapter[-_YEAR_ONLY:])
            return str(last) if count == 1 else f"{last - count + 1}/{last}"
        if self.year is None:
            return None
        if count == 1:  # 过去一年 in a report of January to March is the year that has ended
            return str(self.year - 1) if self.month is not None and self.month <= 3 else str(self.year)
        return f"{self.year - count + 1}/{self.year}"

    def _years_to_come(self, count: int) -> str | None:
        """今后五年 in a report, from its year on; a chapter of a plan names the first of them."""
        first = int(self.chapter[:_YEAR_ONLY]) if self.chapter is not None and self.year is None else self.year
        return None if first is None else f"{first}/{first + count - 1}"

    def _plan(self, ordinal: str, part: str, years: str | None) -> str | None:
        start = _PLAN_STARTS[ordinal]
        if "末" in part or part == "收官":
            return str(start + 4)
        if part == "开局":
            return str(start)
        if years:
            return f"{start}/{start + read_count(years) - 1}"
        if part.endswith("以来") and self.year is not None and self.year >= start:
            return self._until_now(str(start))
        return f"{start}/{start + 4}"

    def _holiday(self, holiday: str, year_word: str | None) -> str | None:
        year = self.year
        if year_word:
            year = int(year_word[:4]) if year_word[0] == "2" else self._year_of_word(year_word)
        if year is None:
            return None
        return f"{year}-07/{year}-08" if holiday.startswith("暑") else str(year)

    def _day(self, day: int) -> str | None:
        if self.year is None or self.month is None or self.published is None:
            return None
        year, month = self.year, self.month
        if len(self.published) >= 10 and day > int(self.published[8:10]):
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return f"{year}-{month:02}-{day:02}"
