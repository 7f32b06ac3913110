"""Over what time an amount was counted: years added up, up to a date, each year; and years that were inferred."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.comparison.clauses import Context
from briefing.model import Caveat, Fact, Measure, Status
from briefing.packaged import one_of, toml_file
from briefing.printing import periods

# 自2021年6月起, 2019年以来, 从2020年开始
_START = re.compile(r"(?P<start>(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:起|以来|开始|至今)")
# 3年来, 过去三年, 五年累计, 近年来, 去年以来
_SPAN_WORDS = re.compile(r"(?:近|过去|这)?[\d一二两三四五六七八九十]+年(?:[来间里]|累计)?|近年来|去年以来|今年以来")
_THIS_YEAR = re.compile(r"今年(?:以来)?|年内|本年")
_HOLIDAY = re.compile("暑[假期](?:期间)?")
# What a change is measured from: 同比, 较上年, 三年里, 由…提高
_BASE = re.compile("[同环]比|[比较]|以来|[年月]来|[年月]里|期间|[由从]|上[年月]|去年|前年|年初|增速|涨幅")
_WRITTEN_YEAR = re.compile(r"\d{4}(?=年)")
_TO_DATE = "截至刊发时，未必是全年数。"
_YEAR = 12


@dataclass(frozen=True, slots=True)
class DurationWords:
    """Word lists of data/durations.toml."""

    running: tuple[str, ...]
    flows: re.Pattern[str]
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    each: re.Pattern[str]


@cache
def _words() -> DurationWords:
    raw = toml_file("comparison/data/durations.toml")
    return DurationWords(
        tuple(raw["running"]),
        re.compile("|".join(raw["flows"])),
        tuple(raw["units"]),
        tuple(raw["kinds"]),
        re.compile(one_of(raw["each"])),
    )


def is_flow_name(name: str) -> bool:
    """Whether a name outside the catalogue says something that happens, not something that stands."""
    return _words().flows.search(name) is not None


def cumulative(fact: Fact, context: Context) -> Caveat | None:
    """Years added up, an amount up to a date, or an amount of each year or month."""
    observation = fact.observation
    if observation.measure is not Measure.LEVEL or observation.status is Status.RULE:
        return None
    if fact.indicator.intensive and fact.derivation is None:
        return None
    found = periods.span(observation.period)
    label = periods.label(observation.period)
    each = _words().each.search(context.clause_lead) or _words().each.search(observation.indicator)
    if each:
        return Caveat("R03", "每", f"原文为“{each.group()}”的数，不是累计数。")
    if found is not None and found.months > _YEAR:
        return Caveat("R03", "累", f"{label}累计数{_until(fact, context)}，不是一年的数。")
    if found is None or not _runs(fact, context):
        return None
    if observation.period in _WRITTEN_YEAR.findall(context.lead):
        return None  # 2024年累计新增…: the total of the year that is written
    start = _START.search(context.lead) or _START.search(context.before)
    if start:
        return Caveat("R03", "累", f"自{start['start']}起至{label}的累计数。")
    this_year = _THIS_YEAR.search(context.lead)
    if this_year is not None and fact.indicator.regime:
        return None  # an examination is held once a year
    if this_year is None:
        return Caveat("R03", "累", f"截至{label}的累计数，原文未说明从何时起算。")
    if "/" in (observation.period or ""):
        return None  # its period has the months
    if periods.is_date(observation.period):
        return Caveat("R03", "累", f"当年初至{label}的累计数。")
    return Caveat("R03", "累", f"原文为“{this_year.group()}”的数，{_TO_DATE}")


def _until(fact: Fact, context: Context) -> str:
    """That the document came out before the period ended: nothing can have been counted after."""
    published, found = periods.span(context.published), periods.span(fact.observation.period)
    over = published is None or found is None or published.last >= found.last
    planned = fact.observation.status is not Status.ACTUAL
    return "" if over or planned else f"（截至{periods.label(context.published)}刊发时）"


def is_to_date(fact: Fact) -> bool:
    """Whether the figure of a year was counted only up to the day its document came out."""
    found = periods.span(fact.observation.period)
    told = any(caveat.code == "R03" and caveat.text.endswith(_TO_DATE) for caveat in fact.caveats)
    return told and found is not None and found.months == _YEAR and "/" not in (fact.observation.period or "")


def undated(fact: Fact, context: Context) -> Caveat | None:
    """What the source does not tell of the time: any, the months of a holiday, what a change is measured from."""
    observation = fact.observation
    if periods.span(observation.period) is None:
        return Caveat("R04", "期", "原文没有说明时间。")
    holiday = _HOLIDAY.search(context.lead)
    if holiday and (observation.period or "").endswith("-08"):
        return Caveat("R04", "期", f"原文为“{holiday.group()}”，按7—8月计。")
    moved = observation.measure is Measure.CHANGE and observation.status is Status.ACTUAL
    if moved and context.lead and periods.is_date(observation.period) and not _BASE.search(context.sentence):
        return Caveat("R04", "期", "原文没有说明与何时相比。")
    return None


def _runs(fact: Fact, context: Context) -> bool:
    """Whether the amount has been added up over time: what stands (institutions, beds) has not."""
    observation = fact.observation
    if observation.unit in _words().kinds:
        return False
    dated = (
        periods.is_date(observation.period)
        or _is_until_publication(fact, context)
        or (observation.period == context.published[:4] and _THIS_YEAR.search(context.lead) is not None)
    )
    if fact.indicator.listed:
        return fact.indicator.kind != "stock" and (dated or any(word in context.clause for word in _words().running))
    if any(word in context.clause for word in _words().running):
        return True
    if observation.part_of is not None and any(word in context.lead for word in _words().running):
        return True
    flow = is_flow_name(observation.indicator) or observation.unit in _words().units
    return flow and (dated or any(word in context.lead for word in _words().running))


def _is_until_publication(fact: Fact, context: Context) -> bool:
    """Whether the period is only the year in which the document came out, which its sentence does not speak of."""
    period = fact.observation.period
    written = context.before + context.sentence
    return bool(period) and period == context.published and period[:4] not in written


def inferred_date(fact: Fact, context: Context) -> Caveat | None:
    """The year of a figure that rests on a document's inferred year, and intervals counted back from it."""
    found = periods.span(fact.observation.period)
    if not context.inferred_year or found is None or str(found.year) != context.inferred_year:
        return None
    if context.inferred_year in context.before + context.sentence:
        return None
    label = periods.label(fact.observation.period)
    if found.first_year != found.year:
        if periods.plan_start(found.year) == found.first_year and periods.plan_of(found.year) in context.plans:
            return None  # the years of a plan that the document names
        words = [match.group() for match in _SPAN_WORDS.finditer(context.lead)]
        said = f"原文只说“{words[-1]}”，" if words else ""
        return Caveat("R04", "推", f"{said}{label}是按推定的文献年份推算的，{found.year}年只到刊发时。")
    return Caveat("R04", "年", f"{found.year}年（年份推定）：文献没有写明刊发年份。")
