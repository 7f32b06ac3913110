"""Slope chart: each indicator at an earlier and a later time, in small panels where equal slopes are equal changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.model import Chart

MINIMUM = 2  # a single change is a sentence, not a chart
_PANEL = 27.0  # millimetres high
_NAME = 15  # characters of a panel's name
_GAP = 7  # points between a dot and its number
_BESIDE: dict[str, Any] = {"va": "center", "annotation_clip": False}


@dataclass(frozen=True, slots=True)
class Slope:
    """One indicator at an earlier and a later time: numbers, the numbers as printed, the times as printed."""

    label: str
    before: float
    after: float
    before_text: str
    after_text: str
    before_time: str
    after_time: str


def slope_panels(slopes: Sequence[Slope], title: str, subtitle: str) -> Chart | None:
    """One panel an indicator of a common unit; all panels span the same height of change. None below `MINIMUM`."""
    if len(slopes) < MINIMUM:
        return None
    with style.styled():
        sides = ("left", "right")
        figure, panels = style.panels(len(slopes), _PANEL, margin=17, top=0.30, bottom=0.72, sides=sides)
        reach = max(abs(slope.after - slope.before) for slope in slopes) or 1.0
        for axes, slope in zip(panels, slopes, strict=True):
            _panel(axes, slope, reach)
        return style.chart(figure, title, subtitle, map(_described, slopes))


def _panel(axes: Axes, slope: Slope, reach: float) -> None:
    middle = (slope.before + slope.after) / 2
    axes.set_xlim(0, 1)
    axes.set_ylim(middle - reach * 0.55, middle + reach * 0.55)
    axes.set_xticks([0, 1], [slope.before_time, slope.after_time])
    axes.plot([0, 1], [slope.before, slope.after], color=style.LOCAL, marker="o", markersize=5, clip_on=False, zorder=3)
    style.beside(axes, slope.before_text, (0, slope.before), (-_GAP, 0), ha="right", **_BESIDE)
    style.beside(axes, slope.after_text, (1, slope.after), (_GAP, 0), ha="left", weight="bold", **_BESIDE)
    axes.set_title(style.label(slope.label, _NAME), size=style.SIZE, pad=9)


def _described(slope: Slope) -> str:
    return f"{slope.label}由{slope.before_time}{slope.before_text}变为{slope.after_time}{slope.after_text}"
