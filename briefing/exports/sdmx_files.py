"""Observations as SDMX-CSV 2.0, for statistical software; docs/observations.sdmx.xml is the structure it refers to.

SDMX names (Content-Oriented Guidelines, cross-domain concepts and code lists) are used wherever there is one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from briefing.exports.spreadsheets import FORMULA_STARTS, table_columns
from briefing.model import Bound, Observation, Relevance, Status
from briefing.printing import periods

STRUCTURE_ID = "BRIEFING:OBSERVATIONS(1.0)"
DIMENSIONS: tuple[str, ...] = tuple(table_columns()["sdmx"]["dimensions"])
ATTRIBUTES: tuple[str, ...] = tuple(table_columns()["sdmx"]["attributes"])
_COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
_UNSPECIFIED = "_X"  # CL_AREA and others: not specified


def sdmx_csv_lines(observations: Iterable[Observation]) -> Iterator[str]:
    """The lines of an SDMX-CSV 2.0 file, line breaks included, of the regions' statistics that have a period."""
    yield _line(_COLUMNS)
    for observation in observations:
        if has_time(observation) and is_regional(observation):
            yield _line(_values(observation))


def is_regional(observation: Observation) -> bool:
    """Whether it is a statistic of its region, and not of one institution, the economy or nobody."""
    return observation.relevance is Relevance.REGION


def has_time(observation: Observation) -> bool:
    """Whether SDMX can hold the observation: its time dimension may not be empty."""
    return periods.span(observation.period) is not None


def _values(observation: Observation) -> tuple[str, ...]:
    return (
        "dataflow",
        STRUCTURE_ID,
        "I",
        observation.region or _UNSPECIFIED,
        _plain(observation.indicator),
        observation.measure.value,
        _plain(observation.id),
        time_period(observation.period or ""),
        _number(observation.value),
        _plain(observation.locality),
        _plain(observation.unit),
        observation_status(observation),
        observation.status.value,
        observation.bound.value,
        "" if observation.upper is None else _number(observation.upper),
        observation.sector.value,
        _plain(observation.text),
        _figure(observation, observation.part_of),
        _figure(observation, observation.duplicate_of),
    )


def observation_status(observation: Observation) -> str:
    """The code of CL_OBS_STATUS: F forecast value for a target, E estimated for an approximate number, A normal."""
    if observation.status is Status.PLANNED:
        return "F"
    return "A" if observation.bound is Bound.EXACT else "E"


def time_period(period: str) -> str:
    """A period as SDMX writes it; an interval as its first day and its length: 2021/2025 → 2021-01-01/P5Y."""
    start, _, end = period.partition("/")
    if not end or end == start:
        return start
    first, last = _first_day(start), _day_after(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if first.day != 1 or last.day != 1:
        return f"{first}/P{(last - first).days}D"
    return f"{first}/P{months // 12}Y" if months % 12 == 0 else f"{first}/P{months}M"


def _first_day(point: str) -> date:
    year, month, day = (int(part) for part in (point + "-01-01")[:10].split("-"))
    return date(year, month, day)


def _day_after(point: str) -> date:
    """The day after the last one of a year, month or day."""
    first = _first_day(point)
    if len(point) == 4:
        return date(first.year + 1, 1, 1)
    if len(point) == 7:
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() + 1)


def _figure(observation: Observation, start: int | None) -> str:
    return "" if start is None else _plain(f"{observation.document}:{start}")


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def _plain(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line


def _line(values: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()
