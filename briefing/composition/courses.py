"""Courses over the years: figures of one indicator and region that may stand on one line, as small multiples."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.multiples import MINIMUM, Course, Point, small_multiples
from briefing.composition.page_model import Figure
from briefing.composition.rows import region_name
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import is_soft
from briefing.model import Fact, Measure, Status
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened

_MOST_CHARTS = 4
_WIDEST = 5.0  # courses whose largest values differ by more than this factor do not share a scale
_SUBTITLE = "各格纵轴相同；空心为约数、推算或待核；满5个年度且方向不变的才标箭头"


def region_courses(facts: Sequence[Fact], register: SourceRegister) -> tuple[Figure, ...]:
    """A region's indicators over the years: one panel an indicator, indicators of one unit and size in one chart."""
    groups: list[list[list[Fact]]] = []
    for line in _lines(facts):
        for group in groups:
            if _share_a_scale(group[0], line):
                group.append(line)
                break
        else:
            groups.append([line])
    drawn = [figure for group in groups for figure in _figures(group, register, by_region=False)]
    return tuple(drawn)[:_MOST_CHARTS]


def theme_courses(facts: Sequence[Fact], register: SourceRegister) -> tuple[Figure, ...]:
    """Every region's course of an indicator: one panel a region, one chart an indicator."""
    groups: dict[str, list[list[Fact]]] = {}
    for line in _lines(facts):
        groups.setdefault(line[0].indicator.id, []).append(line)
    drawn = [figure for group in groups.values() for figure in _figures(group, register, by_region=True)]
    return tuple(drawn)[:_MOST_CHARTS]


def _lines(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The figures of one indicator, unit and region, one a year, from the earliest; lines of `MINIMUM` years or more.

    A year for which the documents state different values is left out: which of them holds is not ours to say.
    """
    groups: dict[tuple[str, str, str], dict[int, list[Fact]]] = {}
    for fact in facts:
        year = _year(fact)
        if year is not None:
            key = (fact.observation.region or "", fact.indicator.id, fact.observation.unit)
            groups.setdefault(key, {}).setdefault(year, []).append(fact)
    lines = [
        [found[0] for _, found in sorted(years.items()) if len({fact.observation.value for fact in found}) == 1]
        for years in groups.values()
    ]
    return [line for line in lines if len(line) >= MINIMUM]


def _year(fact: Fact) -> int | None:
    """The year of a figure that may stand on a line: an actual value, of one year or of a day in it."""
    observation = fact.observation
    span = periods.span(observation.period)
    drawable = (
        observation.region
        and not observation.locality
        and observation.status is Status.ACTUAL
        and observation.measure in (Measure.LEVEL, Measure.SHARE)
        and fact.indicator.sensitivity != "no_rank"
        and fact.derivation is None
    )
    if not drawable or span is None or span.first_year != span.year:
        return None
    whole = span.months == 12
    return span.year if whole or (fact.indicator.kind == "stock" and span.months == 1) else None


def _share_a_scale(line: Sequence[Fact], other: Sequence[Fact]) -> bool:
    if line[0].observation.unit != other[0].observation.unit:
        return False
    largest = sorted(max(abs(fact.observation.value) for fact in found) for found in (line, other))
    return largest[1] <= largest[0] * _WIDEST


def _figures(lines: Sequence[Sequence[Fact]], register: SourceRegister, *, by_region: bool) -> list[Figure]:
    first = lines[0][0]
    unit = f"单位：{first.observation.unit}；" if first.observation.unit else ""
    name = f"{shortened(first.indicator.name, 30)}；" if by_region else ""
    charts = small_multiples(
        [_course(line, by_region=by_region) for line in lines], _title(lines), name + unit + _SUBTITLE
    )
    facts = tuple(fact for line in lines for fact in line)
    return [Figure(chart, register.cite_all(fact.observation for fact in facts), facts) for chart in charts]


def _course(line: Sequence[Fact], *, by_region: bool) -> Course:
    return Course(
        region_name(line[0]) if by_region else shortened(line[0].indicator.name, 30),
        tuple(Point(_known_year(fact), fact.observation.value, numbers.figure(fact.observation)) for fact in line),
        frozenset(_known_year(fact) for fact in line if is_soft(fact)),
    )


def _known_year(fact: Fact) -> int:
    year = _year(fact)
    assert year is not None
    return year


def _title(lines: Sequence[Sequence[Fact]]) -> str:
    """The first line's course in words: `每千人口托位数：2021年2.0到2024年2.91`, and how many more there are."""
    line = lines[0]
    start, end = line[0], line[-1]
    name = shortened(start.indicator.name, 20)
    told = (
        f"{name}：{region_name(start)}由{_known_year(start)}年{numbers.figure(start.observation)}"
        f"到{_known_year(end)}年{numbers.figure(end.observation)}"
    )
    return told + (f"等{len(lines)}条" if len(lines) > 1 else "")
