"""The date a text was published: stated by the page, or a month and day to which the text itself gives the year.

A date that belongs to the site or the machine that showed the page is not the text's; it only bounds it from above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.chinese_numerals import WRITTEN_OUT, read_count
from briefing.documents.describing.year_evidence import Evidence
from briefing.documents.page_words import page_words
from briefing.model import Paragraph, ParagraphKind

_YMD = r"(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)"
# 2024-04-23 · 2024年4月23日
_FULL = re.compile(rf"(?<!\d){_YMD}")
# 23-08-07, only in head lines
_SHORT_YEAR = re.compile(r"(?<![\d-])(?P<year>\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
# 11-05 · 07/31 · 11月5日
_MONTH_DAY = re.compile(r"(?<![\d年./-])(?P<month>\d{1,2})\s*[-/月]\s*(?P<day>\d{1,2})(?![\d/-])")
# 发布时间：
_LABEL = re.compile(r"(?:发布时间|发布日期|发表时间|更新时间|时间|日期)\s*[:：]\s*")
# 某某日报　2023年11月16日　星期四　第03版: the head of a printed page, dated as its issue
_ISSUE_PAGE = re.compile(r"(?:第\s*[A-Z]?|[A-Z])\d{1,3}\s*版")
_WEEKDAY = re.compile("星期[一二三四五六日天]")
# 新华社某地7月30日电 · 某网8月9日讯
_DATELINE = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|讯|消息|报道|综合)")
# 12月9日，某市召开新闻发布会
_EVENT_DAY = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日[^。！？\n]{0,60}?(?:召开|举行|举办|获悉|发布会|座谈会|推进会|网站|官网|公众号)"
)
# 记者 普文华 2023年7月13日 红河日报: who wrote stands beside the date
_SIGNED = re.compile(r"记者|通讯员|作者|报$")
# 2024年1月15日在某市第八届人民代表大会第四次会议上
_DELIVERED = re.compile(rf"(?<!\d){_YMD}日?在[^。]{{2,40}}(?:会议|大会)上")
# （2024年1月） · 某县民政局　二〇二四年一月十五日
_NUMERAL = "[一二三四五六七八九十]"
_LINE_DATE = re.compile(
    r"[（(\s]*(?:[^，。：；\d]{2,20}(?:局|办|办公室|委|政府|中心|厅|会|院|编|编印)\s*)?"
    rf"(?P<year>20\d\d|二[〇零○][〇零○一二三四五六七八九]{{2}})年(?P<month>\d{{1,2}}|{_NUMERAL}{{1,2}})月"
    rf"(?:(?P<day>\d{{1,2}}|{_NUMERAL}{{1,3}})日)?[）)\s]*$"
)
_FOOT = 3  # last paragraphs in which a text may be signed
_MONTH_LENGTH = len("2024-01")
_DATELINE_WITHIN = 200  # characters of a paragraph in which its dateline stands


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """An ISO 8601 date as precise as is known, whether part of it was inferred, and where it comes from (Chinese)."""

    value: str
    inferred: bool
    origin: str


def publication_date(
    parts: Sequence[Paragraph],
    front_value: str | None,
    meta: dict[str, str],
    head: int,
    not_after: date | None = None,
) -> PublicationDate | None:
    """The publication date of a text; `head` is the number of paragraphs before the body begins.

    `not_after` is a day on which the file existed: the text is not younger.
    """
    declared = _declared(front_value, meta)
    if declared is not None:
        return declared
    furniture = [part.text for part in parts if part.kind is ParagraphKind.FURNITURE]
    stated = _stated(parts, head)
    if stated is not None:
        return stated
    body = "\n".join(p.text for p in parts if p.kind in (ParagraphKind.BODY, ParagraphKind.HEADING))
    bounds = [day for day in (_latest_full(furniture), not_after) if day is not None]
    evidence = Evidence(body, latest=min(bounds, default=None))
    return _completed(parts, head, body, evidence) or _year_only(evidence)


def _declared(front_value: str | None, meta: dict[str, str]) -> PublicationDate | None:
    if front_value and (found := _first_date(_FULL, front_value)):
        return PublicationDate(found.isoformat(), False, "文件头信息")
    for key in page_words()["markup"]["dates"].split():
        if key in meta and (found := _first_date(_FULL, meta[key])):
            return PublicationDate(found.isoformat(), False, f"网页 meta {key}")
    return None


def _stated(parts: Sequence[Paragraph], head: int) -> PublicationDate | None:
    """A full date that the page's own lines give for the text."""
    lines = [part.text for part in parts[:head]]
    labelled = any(_LABEL.search(line) for line in lines)
    for line in lines:
        label = _LABEL.search(line)
        if label is not None and (found := _first_date(_FULL, line[label.end() :])):
            return PublicationDate(found.isoformat(), False, f"“{line[label.start() :][:24]}”")
    for i, line in enumerate(lines):
        delivered = _DELIVERED.search(line)
        if parts[i].kind is not ParagraphKind.FURNITURE and delivered is None:
            continue
        weekday = _WEEKDAY.search(" ".join(lines[i : i + 2])) is not None
        of_site = weekday and _ISSUE_PAGE.search(" ".join(lines[i : i + 3])) is None
        found = _first_date(_FULL, line) or _first_date(_SHORT_YEAR, line)
        if found is not None and not of_site and (not labelled or delivered is not None or "来源" in line):
            return PublicationDate(found.isoformat(), False, f"“{line.strip()[:40]}”")
    return _signed(parts) or _alone(parts, head)


def _signed(parts: Sequence[Paragraph]) -> PublicationDate | None:
    """The date under a text: 2024年1月15日 alone in one of the last lines, or with writer and paper where it ends."""
    for number, part in enumerate(parts):
        if part.kind is ParagraphKind.BODY:
            continue
        text = part.text.strip("（）() ")
        found = _first_date(_FULL, text)
        alone = len(text) <= 11 and number >= len(parts) - 3
        signed = len(text) <= 40 and part.kind is ParagraphKind.FURNITURE and _SIGNED.search(text) is not None
        if found is not None and (alone or signed):
            return PublicationDate(found.isoformat(), False, f"落款“{text}”")
    return None


def _alone(parts: Sequence[Paragraph], head: int) -> PublicationDate | None:
    """A line of the head or foot that is a date, an office before it or not: （2024年1月）, 二〇二四年一月十五日."""
    for part in (*parts[: head + 1], *parts[-_FOOT:]):
        found = _LINE_DATE.match(part.text)
        if found is None:
            continue
        year = int(found["year"].translate(WRITTEN_OUT))
        month, day = read_count(found["month"]), read_count(found["day"]) if found["day"] else None
        try:
            value = date(year, month, day or 1).isoformat()
        except ValueError:
            continue
        return PublicationDate(value if day else value[:_MONTH_LENGTH], False, f"“{part.text.strip()[:40]}”")
    return None


def _completed(parts: Sequence[Paragraph], head: int, body: str, evidence: Evidence) -> PublicationDate | None:
    """A month and day that the text gives, with the year that the evidence allows."""
    for month, day, origin in _month_days(parts, head, body):
        dated = evidence.year_of(month, day)
        if dated is not None:
            value = date(dated.year, month, day).isoformat()
            return PublicationDate(value, True, f"{origin}，年份据{dated.origin}推定")
    return None


def _year_only(evidence: Evidence) -> PublicationDate | None:
    present = evidence.present_year()
    return None if present is None else PublicationDate(str(present.year), True, f"年份据{present.origin}推定")


def _month_days(parts: Sequence[Paragraph], head: int, body: str) -> Iterable[tuple[int, int, str]]:
    """Candidates without a year, the surest first: labelled, head line, dateline, the day of what is reported."""
    lines = [part.text for part in parts[:head] if part.kind is ParagraphKind.FURNITURE]
    lines.sort(key=lambda line: _LABEL.search(line) is None)
    for line in lines:
        label = _LABEL.search(line)
        found = _MONTH_DAY.search(line, label.end() if label else 0)
        if found is not None and not _FULL.search(line):
            yield from _valid(found, f"“{line.strip()[:24]}”")
    for part in parts[head : head + 2]:
        dateline = _DATELINE.search(part.text, 0, _DATELINE_WITHIN)
        if dateline is not None:
            yield from _valid(dateline, f"电头“{dateline.group()}”")
    days = [(int(m["month"]), int(m["day"])) for m in _MONTH_DAY.finditer(body)]
    for event in _EVENT_DAY.finditer(body):
        if (int(event["month"]), int(event["day"])) == max(days, default=None):
            yield from _valid(event, f"文中“{event.group()[:16]}…”")


def _valid(match: re.Match[str], origin: str) -> Iterable[tuple[int, int, str]]:
    month, day = int(match["month"]), int(match["day"])
    try:
        date(2024, month, day)  # a leap year
    except ValueError:
        return
    yield month, day, origin


def _first_date(pattern: re.Pattern[str], text: str) -> date | None:
    for match in pattern.finditer(text):
        year = int(match["year"])
        try:
            return date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


def _latest_full(lines: Iterable[str]) -> date | None:
    """The latest full date among page lines: the day the page was read, so the text is not younger."""
    dates = [found for line in lines if (found := _first_date(_FULL, line))]
    return max(dates, default=None)
