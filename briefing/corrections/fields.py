"""The fields of a figure that an editor may correct: what each may hold, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from sys import float_info

from briefing.model import Observation, Relevance, Status
from briefing.printing import periods
from briefing.printing.terms import term
from briefing.reference.divisions import full_name, regions

FIELDS = ("value", "unit", "indicator", "region", "period", "status", "relevance")
CODED: Mapping[str, type[StrEnum]] = {"status": Status, "relevance": Relevance}  # fields that hold one of a few codes
UNKNOWN_ALLOWED = ("region", "period")
FIELD_NAMES = {
    "value": "数值",
    "unit": "单位",
    "indicator": "指标",
    "region": "地区",
    "period": "时期",
    "status": "性质",
    "relevance": "归属",
    "sector": "领域",
}


def field_problem(name: str, value: object) -> str:
    """What is wrong with a field's value, as the end of a Chinese sentence; empty when nothing is."""
    if name == "value":
        number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= float_info.max
        return "" if number else "应为数字"
    if not isinstance(value, str):
        return "应为字符串"
    if not value.strip() and name not in UNKNOWN_ALLOWED:
        return "不能为空"
    said = " ".join(value.split())  # in one line
    if name == "region" and value and value not in regions():
        return f"“{said}”不是现行的六位行政区划代码"
    if name == "period" and value and periods.span(value) is None:
        return f"“{said}”不是时期，应写成 2024、2024-11、2024-11-05 或 2021/2025"
    if name in CODED and value not in tuple(CODED[name]):
        return f"“{said}”应为 {'、'.join(CODED[name])} 之一"
    return ""


def extracted(observation: Observation, fields: Iterable[str]) -> tuple[tuple[str, str | float], ...]:
    """The named fields of an observation as a correction expects them, in the order of FIELDS."""
    asked = set(fields)
    return tuple((name, value_of(observation, name)) for name in FIELDS if name in asked)


def value_of(observation: Observation, name: str) -> str | float:
    """A field of an observation as a correction writes it: an empty text for an unknown region or period."""
    value = getattr(observation, name)
    if name == "value":
        return float(value)
    return "" if value is None else str(value)


def shown(name: str, value: str | float) -> str:
    """A field's value in words a reader knows: the region's name, 实绩 for actual, 未定 for nothing."""
    if isinstance(value, float):
        return f"{value:.10g}"
    if not value:
        return "未定"
    if name == "region":
        return full_name(value) if value in regions() else value
    return term(CODED[name](value)) if name in CODED else value
