"""Over what time an amount was counted: years added up, up to a date, each year; and years that were inferred."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.extraction.surroundings import each_of
from briefing.model import Caveat, Fact, Measure, Status
from briefing.packaged import toml_file
from briefing.printing import periods

_TO_DATE = "截至刊发时，未必是全年数。"
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Telling:
    """When a figure was told; all empty where its document is not at hand."""

    published: str = ""  # the document's date
    inferred_year: str = ""  # its year, where that was completed from evidence and not written
    month: str = ""  # YYYY-MM for which the figures are put together


def _duration_words() -> Mapping[str, Any]:
    return toml_file("comparison/data/durations.toml")


@cache
def _flows() -> re.Pattern[str]:
    return re.compile("|".join(_duration_words()["flows"]))


def is_flow_name(name: str) -> bool:
    """Whether a name outside the catalogue says something that happens, not something that stands."""
    return _flows().search(name) is not None


def cumulative(fact: Fact, told: Telling) -> Caveat | None:
    """Years added up, an amount up to a date, or an amount of each year or month."""
    observation = fact.observation
    if observation.measure is not Measure.LEVEL or observation.status is Status.RULE:
        return None
    if fact.indicator.intensive and fact.derivation is None:
        return None
    found = periods.span(observation.period)
    label = periods.label(observation.period)
    around = observation.around
    each = around.each or each_of(observation.indicator)
    if each:
        return Caveat("R03", "每", f"原文为“{each}”的数，不是累计数。")
    if found is not None and found.months > _YEAR:
        return Caveat("R03", "累", f"{label}累计数{_until(fact, told)}，不是一年的数。")
    if found is None or not _runs(fact, told):
        return None
    if observation.period in around.written_years:
        return None  # 2024年累计新增…: the total of the year that is written
    if around.since:
        return Caveat("R03", "累", f"自{around.since}起至{label}的累计数。")
    if around.this_year and fact.indicator.regime:
        return None  # an examination is held once a year
    if not around.this_year:
        return Caveat("R03", "累", f"截至{label}的累计数，原文未说明从何时起算。")
    if "/" in (observation.period or ""):
        return None  # its period has the months
    if periods.is_date(observation.period):
        return Caveat("R03", "累", f"当年初至{label}的累计数。")
    return Caveat("R03", "累", f"原文为“{around.this_year}”的数，{_TO_DATE}")


def _until(fact: Fact, told: Telling) -> str:
    """That the document came out before the period ended: nothing can have been counted after."""
    published, found = periods.span(told.published), periods.span(fact.observation.period)
    over = published is None or found is None or published.last >= found.last
    planned = fact.observation.status is not Status.ACTUAL
    return "" if over or planned else f"（截至{periods.label(told.published)}刊发时）"


def is_to_date(fact: Fact) -> bool:
    """Whether the figure of a year was counted only up to the day its document came out."""
    found = periods.span(fact.observation.period)
    told = any(caveat.code == "R03" and caveat.text.endswith(_TO_DATE) for caveat in fact.caveats)
    return told and found is not None and found.months == _YEAR and "/" not in (fact.observation.period or "")


def undated(fact: Fact) -> Caveat | None:
    """What the source does not tell of the time: any, the months of a holiday, what a change is measured from."""
    observation = fact.observation
    if periods.span(observation.period) is None:
        return Caveat("R04", "期", "原文没有说明时间。")
    holiday = observation.around.holiday
    if holiday and (observation.period or "").endswith("-08"):
        return Caveat("R04", "期", f"原文为“{holiday}”，按7—8月计。")
    moved = observation.measure is Measure.CHANGE and observation.status is Status.ACTUAL
    if moved and periods.is_date(observation.period) and not observation.around.based:
        return Caveat("R04", "期", "原文没有说明与何时相比。")
    return None


def _runs(fact: Fact, told: Telling) -> bool:
    """Whether the amount has been added up over time: what stands (institutions, beds) has not."""
    observation = fact.observation
    if observation.unit in _duration_words()["kinds"]:
        return False
    dated = (
        periods.is_date(observation.period)
        or _is_until_publication(fact, told)
        or (observation.period == told.published[:4] and observation.around.this_year != "")
    )
    if fact.indicator.listed:
        return fact.indicator.kind != "stock" and (dated or observation.around.running)
    if observation.around.running:
        return True
    if observation.part_of is not None and observation.around.running_before:
        return True
    flow = is_flow_name(observation.indicator) or observation.unit in _duration_words()["units"]
    return flow and (dated or observation.around.running_before)


def _is_until_publication(fact: Fact, told: Telling) -> bool:
    """Whether the period is only the year in which the document came out, which its sentence does not speak of."""
    period = fact.observation.period
    return bool(period) and period == told.published and period[:4] not in fact.observation.around.years


def inferred_date(fact: Fact, told: Telling) -> Caveat | None:
    """The year of a figure that rests on a document's inferred year, and intervals counted back from it."""
    found = periods.span(fact.observation.period)
    around = fact.observation.around
    if not told.inferred_year or found is None or str(found.year) != told.inferred_year:
        return None
    if told.inferred_year in around.years:
        return None
    label = periods.label(fact.observation.period)
    if found.first_year != found.year:
        if periods.plan_start(found.year) == found.first_year and periods.plan_of(found.year) in around.plans:
            return None  # the years of a plan that the document names
        said = f"原文只说“{around.years_back}”，" if around.years_back else ""
        return Caveat("R04", "推", f"{said}{label}是按推定的文献年份推算的，{found.year}年只到刊发时。")
    return Caveat("R04", "年", f"{found.year}年（年份推定）：文献没有写明刊发年份。")
