"""What a heading of a table says: the indicator, a place, a time, a unit, whether it is a change, a share or a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.extraction.amount.units import Kind, match_unit
from briefing.extraction.period.time_words import Calendar
from briefing.packaged import one_of, toml_file
from briefing.reference.divisions import PlaceMention, find_places
from briefing.reference.place_names import disambiguate

_SPACE = re.compile(r"\s+")
# 床位（张） · 增长(%) · 床位/张: the unit in a heading
_BRACKETED = re.compile(r"[（(](?P<inside>[^（）()]{1,12})[）)]")
_AFTER_STROKE = re.compile(r"(?<=[\u4e00-\u9fff])[/／](?P<unit>[万亿]?[元人张个所家户%])$")
_UNIT_LABEL = re.compile(r"单\s*位\s*[:：]?\s*(?P<unit>[^\s，,。、；;）)]{1,8})(?![、，,])")
# 万人 · 亿元: the multiplier before a unit
_MULTIPLIER = re.compile(r"[十百千]?[万亿]{0,2}")
_NO_UNITS = (Kind.LABEL, Kind.NOUN, Kind.AGE)
_YEAR = re.compile(r"(?:(?:19|20)\d{2})(?:年度?)?")
_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})[-./](?P<month>0?[1-9]|1[0-2])")
_EDGES = " 　:：、，,-—（）()*"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `name` is what remains of it: the indicator or a part of its name."""

    name: str = ""
    unit: str = ""
    region: str | None = None
    whole: bool = False  # 全市, 合计: the place that the table is about
    period: str | None = None
    change: bool = False
    share: bool = False
    planned: bool = False
    part: bool = False  # 其中：


@dataclass(frozen=True, slots=True)
class _Words:
    serial: frozenset[str]
    unit: frozenset[str]
    generic: frozenset[str]
    whole: frozenset[str]
    change: re.Pattern[str]
    share: re.Pattern[str]
    planned: re.Pattern[str]
    part: re.Pattern[str]
    implied: tuple[tuple[str, str], ...]


@cache
def _words() -> _Words:
    data = toml_file("extraction/data/tables.toml")
    implied = [(ending, unit) for unit, endings in data["implied"].items() for ending in endings]
    return _Words(
        serial=frozenset(data["serial"]["headings"]),
        unit=frozenset(data["unit"]["headings"]),
        generic=frozenset(data["generic"]["words"]),
        whole=frozenset(data["whole"]["words"]),
        change=re.compile(one_of(data["change"]["words"])),
        share=re.compile(one_of(data["share"]["words"])),
        planned=re.compile(one_of(data["planned"]["words"])),
        part=re.compile(data["part"]["marks"]),
        implied=tuple(sorted(implied, key=lambda pair: -len(pair[0]))),
    )


def is_serial(text: str) -> bool:
    """Whether a column with this heading numbers or ranks its rows."""
    return _SPACE.sub("", text) in _words().serial


def is_unit_column(text: str) -> bool:
    """Whether a column with this heading holds units."""
    return _SPACE.sub("", text) in _words().unit


def as_unit(text: str) -> str:
    """A text that is a unit with nothing else, its multiplier before it (万人, 张/千人, %), else empty."""
    plain = _SPACE.sub("", text).replace("％", "%")
    multiplier = _MULTIPLIER.match(plain)
    begin = 0 if multiplier is None else multiplier.end()
    if begin == len(plain):
        return plain if plain in ("万", "亿") else ""
    unit = match_unit(plain, begin)
    return plain if unit is not None and unit.end == len(plain) and unit.kind not in _NO_UNITS else ""


def labelled_unit(text: str) -> str:
    """The one unit that a note names (单位：万人); empty when there is none, or several."""
    match = _UNIT_LABEL.search(text)
    return as_unit(match["unit"]) if match is not None else ""


def implied_unit(name: str) -> str:
    """The unit that an indicator's name ends in saying: 床位数 → 张; empty when it does not say."""
    return next((unit for ending, unit in _words().implied if name.endswith(ending)), "")


def read_heading(text: str, home: str | None, calendar: Calendar) -> Heading:
    """Take a heading apart. `home` is the code of the place that the table is about, `calendar` dates its times."""
    words = _words()
    plain = _SPACE.sub("", text)
    part = words.part.match(plain)
    rest = plain[part.end() :] if part is not None else plain
    unit, rest = _without_unit(rest)
    period, rest = _without_period(rest, calendar)
    whole = rest.strip(_EDGES) in words.whole
    region = None if whole else _region(rest.strip(_EDGES), home)
    change = words.change.search(rest) is not None
    planned = words.planned.search(plain) is not None
    name = rest.strip(_EDGES)
    if whole or region is not None or name in words.generic:
        name = ""
    if change:
        name = _without_change(name)
    return Heading(
        name=name,
        unit=unit,
        region=region,
        whole=whole,
        period=period,
        change=change,
        share=not change and words.share.search(rest) is not None,
        planned=planned,
        part=part is not None,
    )


def _without_unit(text: str) -> tuple[str, str]:
    """The unit in brackets or after a stroke, and the heading without it."""
    for match in _BRACKETED.finditer(text):
        inside = match["inside"].removeprefix("单位：").removeprefix("单位:")
        unit = as_unit(inside)
        if unit:
            return unit, text[: match.start()] + text[match.end() :]
    stroke = _AFTER_STROKE.search(text)
    if stroke is not None:
        return stroke["unit"], text[: stroke.start()]
    if text.endswith(("%", "％")):
        return "%", text[:-1]
    return "", text


def _without_period(text: str, calendar: Calendar) -> tuple[str | None, str]:
    """The time a heading names, and the heading without it."""
    if _YEAR.fullmatch(text):
        return text[:4], ""
    month = _MONTH.fullmatch(text)
    if month is not None:
        return f"{month['year']}-{int(month['month']):02d}", ""
    mentions = [m for m in calendar.mentions(text) if m.period and not m.compared]
    if len(mentions) != 1:
        return None, text
    only = mentions[0]
    rest = text[: only.start].removesuffix("截至").removesuffix("截止") + text[only.end :]
    return only.period, rest


def _region(text: str, home: str | None) -> str | None:
    """The division that a heading names, when it is nothing else."""
    mentions: list[PlaceMention] = [m for m in find_places(text) if m.start == 0 and m.end == len(text)]
    if not mentions:
        return None
    code = disambiguate(mentions[0], home)
    if code is None and len(mentions[0].candidates) == 1 and mentions[0].full:
        code = mentions[0].candidates[0]
    return code


def _without_change(name: str) -> str:
    """同比增长, 比上年增长, 增减: what the column says of the indicator that the row names; a name before it stays."""
    match = re.search(
        r"(?:(?:比|较)?(?:上年|去年|上月)(?:同期)?|同比|环比)?(?:增长|增减|增速|增幅|降幅|变化|±|同比|环比|比上年|较上年).*$",
        name,
    )
    return name if match is None else name[: match.start()].strip(_EDGES)
