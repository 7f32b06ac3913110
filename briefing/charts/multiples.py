"""Small multiples: the course of one measure over the years, one panel a region or indicator, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.model import Chart

MINIMUM = 3  # two points are a change, not a course
ARROW = 5  # years from which on a direction is named (Fingertips: trend markers)
PAGE = 15  # panels of one chart: what a page holds under a heading
_PANEL = 33.0  # millimetres high
_NAME = 14  # characters of a panel's name
_STEADY = 0.05  # a difference below this share of the first value is no direction


@dataclass(frozen=True, slots=True)
class Point:
    """A year's value, as number and as printed. `hollow`: rounded."""

    year: int
    value: float
    text: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """What one panel shows: yearly values in any order. `hollow`: years whose value is approximate or computed."""

    label: str
    points: tuple[Point, ...]
    hollow: frozenset[int] = frozenset()
    strong: bool = False


def small_multiples(courses: Sequence[Course], title: str, subtitle: str) -> tuple[Chart, ...]:
    """One panel a course, in charts of `PAGE` on one scale; courses of fewer than `MINIMUM` years are left out."""
    admitted = [course for course in courses if len({point.year for point in course.points}) >= MINIMUM]
    if not admitted:
        return ()
    years = [point.year for course in admitted for point in course.points]
    values = style.limits([point.value for course in admitted for point in course.points])
    pages = [admitted[start : start + PAGE] for start in range(0, len(admitted), PAGE)]
    return tuple(
        _chart(page, (min(years), max(years)), values, f"{title}（续）" if number else title, subtitle)
        for number, page in enumerate(pages)
    )


def _chart(
    courses: Sequence[Course], years: tuple[int, int], values: tuple[float, float], title: str, subtitle: str
) -> Chart:
    """One chart; all its panels share the scales of `years` and `values`."""
    with style.styled():
        sides = ("bottom",)
        figure, panels = style.panels(len(courses), _PANEL, margin=8, top=0.24, bottom=0.80, sides=sides)
        for axes, course in zip(panels, courses, strict=True):
            _panel(axes, course, years, values)
        return style.chart(figure, title, subtitle, map(_described, courses))


def _panel(axes: Axes, course: Course, years: tuple[int, int], values: tuple[float, float]) -> None:
    points = sorted(course.points, key=lambda point: point.year)
    low, high = values
    margin = (high - low) * 0.08
    axes.set_xlim(years[0] - 0.2, years[1] + 0.2)
    axes.set_ylim(low - margin, high + margin)
    axes.set_xticks([points[0].year, points[-1].year], [str(points[0].year), str(points[-1].year)])
    axes.plot([p.year for p in points], [p.value for p in points], color=style.LOCAL, linewidth=1.3, zorder=2)
    for point in points:
        style.dot(axes, point.year, point.value, 4.5, 1.1, hollow=point.year in course.hollow)
    for point, weight in ((points[0], "normal"), (points[-1], "bold")):
        look = {"ha": "center", "va": "bottom", "size": style.SMALL, "weight": weight}
        style.beside(axes, point.text, (point.year, point.value), (0, 5), **look)
    axes.set_title(
        style.label(course.label, _NAME) + direction(points),
        size=style.SIZE,
        pad=9,
        weight="bold" if course.strong else "normal",
    )


def direction(points: Sequence[Point]) -> str:
    """` ↗`, ` ↘` or ` →` from `ARROW` years on that never turn back; nothing for fewer or for a course that does."""
    values = [point.value for point in sorted(points, key=lambda point: point.year)]
    if len(values) < ARROW:
        return ""
    steps = [later - earlier for earlier, later in pairwise(values)]
    if abs(values[-1] - values[0]) <= abs(values[0]) * _STEADY and max(map(abs, steps)) <= abs(values[0]) * _STEADY:
        return " →"
    if all(step >= 0 for step in steps):
        return " ↗"
    return " ↘" if all(step <= 0 for step in steps) else ""


def _described(course: Course) -> str:
    points = sorted(course.points, key=lambda point: point.year)
    return course.label + "、".join(f"{point.year}年{point.text}" for point in points)
