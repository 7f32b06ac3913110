"""Trend panels: every region at its own time against the nation's course, a small panel each on one scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.charts.multiples import MINIMUM, Point, direction
from briefing.charts.ranked import Reference
from briefing.model import Chart

PAGE = 12  # panels of one chart
_ACROSS, _ROW = 4, 38.0  # panels side by side, and millimetres of a row of them
_LEFT, _PITCH, _WIDTH = 9.0, 37.0, 33.0  # millimetres: the axis's numbers, from panel to panel, and of a panel
_TOP, _HEIGHT = 8.0, 23.5  # millimetres: where a panel begins in its row, and its height
_NAME = 12  # characters of a panel's name
_NATION = "全国（各格虚线）"
_DASHES = (0, (3, 2))
_AIR = 0.08  # of the scale: for a number over the highest dot
_NEAR = 0.2  # of the scale: a plan so near pushes the number of a value below its dot
_EDGE = 0.15  # of a panel's width: numbers nearer to its side grow inward


@dataclass(frozen=True, slots=True)
class PlacedDot:
    """A region's value at its own time (`time`: years, the end of 2024 is 2024.0). `hollow`: approximate, computed or
    not reconciled; `plan`: what a plan aims at; `truth`: on which side of an approximate value the true one lies."""

    time: float
    value: float
    text: str
    hollow: bool = False
    plan: bool = False
    truth: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """A region's values with the time of the last actual one in words."""

    label: str
    when: str
    dots: tuple[PlacedDot, ...]


def trend_charts(
    nation: Sequence[Point], panels: Sequence[Panel], target: Reference | None, titles: tuple[str, str]
) -> tuple[Chart, ...]:
    """The nation's course and the regions' panels in the order given, `PAGE` a chart; none below `MINIMUM` national
    points or without a region. `titles`: the finding and what is drawn."""
    if len(nation) < MINIMUM or not panels:
        return ()
    nation = sorted(nation, key=lambda point: point.year)
    dots = [dot for panel in panels for dot in panel.dots]
    values = [*(point.value for point in nation), *(dot.value for dot in dots), *([target.value] if target else [])]
    times = [*(point.year for point in nation), *(dot.time for dot in dots)]
    low, high = style.limits(values)
    room = (high - low) * _AIR
    scales = _Scales((math.floor(min(times)) - 0.4, math.ceil(max(times)) + 0.4), (low, high + room))
    parts = [panels[start : start + PAGE - 1] for start in range(0, len(panels), PAGE - 1)]
    return tuple(
        _chart(nation, part, target, (f"{titles[0]}（续）" if number else titles[0], titles[1]), scales)
        for number, part in enumerate(parts)
    )


@dataclass(frozen=True, slots=True)
class _Scales:
    """What all panels share: the years and the values they span."""

    times: tuple[float, float]
    values: tuple[float, float]


def _chart(
    nation: Sequence[Point],
    panels: Sequence[Panel],
    target: Reference | None,
    titles: tuple[str, str],
    scales: _Scales,
) -> Chart:
    with style.styled():
        down = math.ceil((len(panels) + 1) / _ACROSS)
        height = _ROW * down
        figure, first = style.canvas(height, left=0, right=0, top=0, bottom=0)
        first.remove()
        for index in range(len(panels) + 1):
            row, column = divmod(index, _ACROSS)
            left, top = _LEFT + column * _PITCH, row * _ROW + _TOP
            axes = figure.add_axes((left / 156, 1 - (top + _HEIGHT) / height, _WIDTH / 156, _HEIGHT / height))
            _frame(axes, nation, scales, target, numbered=column == 0)
            if index:
                _region(axes, nation, panels[index - 1], target.value if target else nation[-1].value)
            else:
                _nation(axes, nation, target)
        told = ["全国" + "，".join(f"{point.year}年{point.text}" for point in nation), *map(_described, panels)]
        return style.chart(figure, *titles, [*told, *([target.text] if target else [])])


def _frame(axes: Axes, nation: Sequence[Point], scales: _Scales, target: Reference | None, *, numbered: bool) -> None:
    """The scales of a panel, its grid and the target's line."""
    axes.set_facecolor("none")
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
    axes.set_xlim(*scales.times)
    axes.set_ylim(*scales.values)
    axes.tick_params(length=0, pad=3)
    years = (nation[0].year, nation[-1].year)
    axes.set_xticks(years, [str(year) for year in years])
    axes.locator_params(axis="y", nbins=4, steps=[1, 2, 2.5, 5, 10])
    axes.grid(axis="y", color=style.GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", labelleft=numbered, labelsize=style.SMALL, labelcolor=style.MUTED)
    if target is not None:
        axes.axhline(target.value, color=style.REFERENCE, linewidth=1.2, zorder=1)


def _nation(axes: Axes, nation: Sequence[Point], target: Reference | None) -> None:
    _name(axes, _NATION, "")
    axes.plot([p.year for p in nation], [p.value for p in nation], color=style.INK, linewidth=1.1, linestyle=_DASHES)
    for point in nation:
        face = "white" if point.hollow else style.INK
        axes.plot([point.year], [point.value], "s", markersize=3.2, markerfacecolor=face, markeredgecolor=style.INK)
    falls = nation[0].value > nation[-1].value
    for point, up in ((nation[0], falls), (nation[-1], not falls)):
        _number(axes, point.text, (point.year, point.value), up=up)
    if target is not None:
        look: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "va": "bottom", "size": style.SMALL}
        style.beside(axes, target.text, (0, target.value), (1, 1.5), color=style.REFERENCE, weight="bold", **look)


def _region(axes: Axes, nation: Sequence[Point], panel: Panel, over: float) -> None:
    """A region's panel; the numbers of values from `over` on stand above their dots."""
    course = _course(panel)
    _name(axes, style.label(panel.label, _NAME) + direction(course), panel.when)
    axes.plot([p.year for p in nation], [p.value for p in nation], color=style.RULE, linewidth=1.0, linestyle=_DASHES)
    if len(course) >= MINIMUM:
        line = sorted((dot for dot in panel.dots if not dot.plan and not dot.hollow), key=lambda dot: dot.time)
        axes.plot([dot.time for dot in line], [dot.value for dot in line], color=style.LOCAL, linewidth=1.3, zorder=2)
    for dot in panel.dots:
        if dot.plan:
            look: dict[str, Any] = {"markerfacecolor": "white", "markeredgecolor": style.LOCAL, "clip_on": False}
            axes.plot([dot.time], [dot.value], "D", markersize=5, zorder=3, **look)
        else:
            style.dot(axes, dot.time, dot.value, 5.5, 1.1, hollow=dot.hollow)
        if dot.truth:
            _whisker(axes, dot)
    low, high = axes.get_ylim()
    plans = [dot.value for dot in panel.dots if dot.plan]
    for dot in _told(panel, course):
        under = any(abs(plan - dot.value) < (high - low) * _NEAR for plan in plans)
        up = dot.plan or (dot.value >= over and not under)
        text = f"计划{dot.text}" if dot.plan else dot.text
        _number(axes, text, (dot.time, dot.value), up=up, plan=dot.plan)


def _course(panel: Panel) -> list[Point]:
    """A region's yearly actual values that nothing speaks against, one a year."""
    yearly = {math.ceil(dot.time): dot for dot in panel.dots if not dot.plan and not dot.hollow}
    return [Point(year, dot.value, dot.text) for year, dot in sorted(yearly.items())]


def _told(panel: Panel, course: Sequence[Point]) -> Iterator[PlacedDot]:
    """The dots whose numbers are printed: all of few; of a course both ends, with the last plan."""
    ordered = sorted(panel.dots, key=lambda dot: dot.time)
    actual = [dot for dot in ordered if not dot.plan]
    yield from actual if len(course) < MINIMUM else (actual[0], actual[-1])
    yield from [dot for dot in ordered if dot.plan][-1:]


def _whisker(axes: Axes, dot: PlacedDot) -> None:
    """An arrow to the side of an approximate value where the truth lies: up for 余, down for 近."""
    arrow = {"arrowstyle": "<|-,head_length=0.25,head_width=0.12", "color": style.LOCAL, "shrinkA": 0, "shrinkB": 3}
    end = (0, 11 * dot.truth)
    axes.annotate("", (dot.time, dot.value), xytext=end, textcoords="offset points", arrowprops=arrow)


def _number(axes: Axes, text: str, place: tuple[float, float], *, up: bool, plan: bool = False) -> None:
    low, high = axes.get_xlim()
    share = (place[0] - low) / (high - low)
    side = "right" if share > 1 - _EDGE else "left" if share < _EDGE else "center"
    look: dict[str, Any] = {"ha": side, "va": "bottom" if up else "top", "size": style.SMALL}
    look |= {"weight": "normal" if plan else "bold", "color": style.LOCAL if plan else style.INK, "zorder": 4}
    style.beside(axes, style.label(text, 14), place, (0, 4.5 if up else -5), **look)


def _name(axes: Axes, name: str, when: str) -> None:
    axes.set_title(name, size=style.SIZE, pad=7, weight="bold", loc="left")
    if len(name) < _NAME - 2:
        axes.set_title(when, loc="right", pad=7, **style.NOTE)


def _described(panel: Panel) -> str:
    return panel.label + "、".join(f"{'计划' if dot.plan else ''}{dot.text}" for dot in panel.dots)
