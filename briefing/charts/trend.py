"""Trend chart: the nation's yearly values as a line, regions as dots at their own times, the target as a rule."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.charts.bullet import Reference
from briefing.model import Chart

MINIMUM = 3  # a line of fewer points says nothing of a course
_HEIGHT = 52.0  # millimetres
_NAMED = 8  # more dots than this are named only at both ends
_NEAR = 0.16  # a dot this near above a national value pushes its number below the line
_LEAST = 0.075  # least distance of two names, as a share of the height


@dataclass(frozen=True, slots=True)
class Point:
    """A year's national value, as number and as printed. `hollow`: rounded."""

    year: int
    value: float
    text: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class PlacedDot:
    """A region's value at its own time (`time`: years, the end of 2024 is 2024.0). `hollow` as in the dot plot."""

    label: str
    time: float
    value: float
    text: str
    hollow: bool = False


def trend_chart(
    points: Sequence[Point], dots: Sequence[PlacedDot], target: Reference | None, title: str, subtitle: str
) -> Chart | None:
    """The national course with the regions' values beside it. None below `MINIMUM` national points."""
    if len(points) < MINIMUM:
        return None
    points = sorted(points, key=lambda point: point.year)
    with style.styled():
        figure, axes = style.canvas(_HEIGHT, left=8, right=44, top=5, bottom=7)
        values = [point.value for point in points] + [dot.value for dot in dots] + ([target.value] if target else [])
        low, high = style.limits(values)
        years = [point.year for point in points]
        axes.set_xlim(min(years) - 0.3, max([*years, *(math.ceil(dot.time) for dot in dots)]) + 0.15)
        axes.set_ylim(low, high)
        axes.spines["bottom"].set_visible(True)
        last = max(math.ceil(max((dot.time for dot in dots), default=0.0)), *years)
        ticks = sorted({*years, *range(max(years), last + 1)})
        axes.set_xticks(ticks, [f"{year}年末" for year in ticks])
        axes.set_yticks([])
        _line(axes, points, dots, target, high - low)
        if target:
            _rule(axes, target)
        _dots(axes, dots, high - low)
        alt = f"{title}。" + "，".join(f"{point.year}年{point.text}" for point in points) + "（全国）。"
        alt += "".join(f"{dot.label}{dot.text}。" for dot in dots)
        return Chart(style.svg(figure, alt), title, subtitle, alt)


def _line(
    axes: Axes, points: Sequence[Point], dots: Sequence[PlacedDot], target: Reference | None, height: float
) -> None:
    axes.plot(
        [point.year for point in points],
        [point.value for point in points],
        color=style.MUTED,
        marker="s",
        markersize=3.5,
        linewidth=1.2,
        zorder=2,
    )
    rounded = [point for point in points if point.hollow]
    axes.plot(
        [point.year for point in rounded],
        [point.value for point in rounded],
        "s",
        markersize=3.5,
        markerfacecolor="white",
        markeredgecolor=style.MUTED,
        zorder=3,
    )
    for index, point in enumerate(points):
        over = [dot.value for dot in dots if abs(dot.time - point.year) < 1] + ([target.value] if target else [])
        below = any(0 <= value - point.value < height * _NEAR for value in over)
        axes.annotate(
            point.text if index else f"全国 {point.text}",
            (point.year, point.value),
            xytext=(0, -5 if below else 5),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            size=style.SMALL,
            color=style.MUTED,
            bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.4},
        )


def _rule(axes: Axes, target: Reference) -> None:
    axes.axhline(target.value, color=style.REFERENCE, linewidth=1.4, zorder=1)
    look = {"xycoords": ("axes fraction", "data"), "va": "top", "size": style.SMALL, "color": style.MUTED}
    style.beside(axes, style.label(target.text), (0, target.value), (2, -2.5), **look)


def _dots(axes: Axes, dots: Sequence[PlacedDot], height: float) -> None:
    ranked = sorted(dots, key=lambda dot: dot.value)
    named = ranked if len(ranked) <= _NAMED else [*ranked[:2], *ranked[-2:]]
    for dot in ranked:
        style.dot(axes, dot.time, dot.value, hollow=dot.hollow)
    places = spread([dot.value for dot in named], height * _LEAST)
    right = axes.get_xlim()[1]
    for dot, place in zip(named, places, strict=True):
        axes.plot([dot.time, right], [dot.value, place], color=style.LOCAL, linewidth=0.5, zorder=1, clip_on=False)
        look = {"va": "center", "annotation_clip": False, "color": style.LOCAL}
        style.beside(axes, f"{style.label(dot.label, 10)} {dot.text}", (right, place), (3, 0), **look)


def spread(values: Sequence[float], least: float) -> list[float]:
    """Places for the names of ascending `values`, at least `least` apart and as near to their values as that allows."""
    placed: list[float] = []
    for value in values:
        placed.append(max(value, placed[-1] + least) if placed else value)
    shift = sum(place - value for place, value in zip(placed, values, strict=True)) / max(1, len(placed))
    return [place - shift for place in placed]
