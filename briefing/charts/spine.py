"""Spine chart: where one region stands among many on several indicators, each from its smallest to its largest."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.model import Chart

MINIMUM = 8  # quartiles of fewer regions say nothing
_ROW = 10.0  # millimetres
_NAME = 14  # characters of one line of an indicator's name


@dataclass(frozen=True, slots=True)
class SpineRow:
    """One indicator: the own value, all comparable values (own included), and both ends as printed."""

    label: str
    note: str
    value: float
    text: str
    values: tuple[float, ...]
    low_text: str
    high_text: str


def spine_chart(rows: Sequence[SpineRow], title: str, subtitle: str) -> Chart | None:
    """One line an indicator: range, middle half, median, own dot. Rows of fewer than `MINIMUM` values are left out."""
    rows = [row for row in rows if len(row.values) >= MINIMUM and max(row.values) > min(row.values)]
    if not rows:
        return None
    with style.styled():
        figure, axes = style.rows_canvas(len(rows), _ROW, left=58, right=18, margin=1)
        for position, row in enumerate(rows):
            _draw(axes, position, row)
        return style.chart(figure, title, subtitle, map(_described, rows))


def _draw(axes: Axes, position: int, row: SpineRow) -> None:
    low, high = min(row.values), max(row.values)
    lower, middle, upper = ((value - low) / (high - low) for value in statistics.quantiles(row.values, n=4))
    own = (row.value - low) / (high - low)
    axes.text(-0.19, position - 0.12, style.label(row.label, _NAME), ha="right", va="center")
    axes.text(-0.19, position + 0.24, style.label(row.note, 24), ha="right", va="center", **style.NOTE)
    axes.barh(position, 1, height=0.1, color=style.PALE, linewidth=0)
    axes.barh(position, upper - lower, left=lower, height=0.36, color=style.RULE, linewidth=0)
    axes.plot([middle, middle], [position - 0.22, position + 0.22], color=style.INK, linewidth=1.2)
    style.dot(axes, own, position, 8, hollow=False)
    alignment = "left" if own < 0.1 else "right" if own > 0.9 else "center"
    axes.text(own, position - 0.36, row.text, ha=alignment, va="center", weight="bold", color=style.LOCAL)
    for x, text, side in ((-0.035, row.low_text, "right"), (1.035, row.high_text, "left")):
        axes.text(x, position, text, ha=side, va="center", **style.NOTE)


def _described(row: SpineRow) -> str:
    return f"{row.label}{row.text}，{len(row.values)}个可比地区在{row.low_text}至{row.high_text}之间"
