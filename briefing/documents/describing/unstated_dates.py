"""Dates that a text does not state: in its address, in its file's name, and of work reports in their chapters.

A work report reviews the year before and plans its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.documents.extracted import Declared
from briefing.model import Paragraph, ParagraphKind

# 2024年政府工作报告, as a title or the file's name
_TITLE = re.compile(r"(?P<year>20\d\d)年.{0,12}?(?:政府|人民政府)?工作报告")
# 各位代表：, with which such a report opens
_ADDRESS = re.compile(r"^\s*各位(?:代表|委员)")
_ADDRESS_WITHIN = 8  # paragraphs
# 一、2023年工作回顾 · “十二五”时期工作回顾
_REVIEW = re.compile(r"(?:回顾|总结|成就|成绩|情况)$")
# 二、2024年主要工作安排
_PLAN = re.compile(r"(?:安排|打算|重点|部署|建议|任务|工作)$")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_FIVE_YEARS = re.compile(r"十(?P<plan>[一二三四五六])五")
_LAST_YEARS = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}


# /2024/0423/c1.html · t20240423_123.html · 2024-04-23 某县新增托位.docx
_NUMERIC = re.compile(r"(?<!\d)(20[0-3]\d)[-_./年]?(0[1-9]|1[0-2])[-_./月]?([0-2]\d|3[01])(?!\d)")


def named_date(url: str | None, name: str) -> Declared | None:
    """The full date in the address of a text, else in the name of its file, with where it stands."""
    for words, where in ((url or "", "网址"), (re.split(r"[/\\]", name)[-1], "文件名")):
        for found in _NUMERIC.finditer(words):
            try:
                day = date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
            return Declared(day.isoformat(), f"{where}中的“{found.group()}”")
    return None


def report_year(parts: Sequence[Paragraph], name: str) -> Declared | None:
    """The year of a work report with the words that tell it; None for other texts and where its chapters disagree.

    `name` is the file's: a title that names its year counts wherever it stands.
    """
    headings = [part.text.strip() for part in parts if part.kind is ParagraphKind.HEADING]
    titled = next((found for line in (*headings[:3], name) if (found := _TITLE.search(line))), None)
    if titled is not None:
        return Declared(titled["year"], f"“{titled.group()}”")
    if not any(_ADDRESS.match(part.text) for part in parts[:_ADDRESS_WITHIN]):
        return None
    told = {year: line for line in headings if (year := _told(line)) is not None}
    if len(told) != 1:
        return None
    ((year, line),) = told.items()
    return Declared(str(year), f"“{line[:20]}”")


def _told(heading: str) -> int | None:
    """The year of the report that has such a chapter."""
    years = [int(year) for year in _YEAR.findall(heading)]
    plans = [_LAST_YEARS[found["plan"]] for found in _FIVE_YEARS.finditer(heading)]
    if _REVIEW.search(heading) and (years or plans):
        return max(*years, *plans, 0) + 1
    return max(years) if years and _PLAN.search(heading) else None
