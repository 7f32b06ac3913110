"""Bullet chart: how far one region's values are from their targets and from the nation, each on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.model import Chart

_ROW = 17.0  # millimetres a row
_NAME = 13  # characters of one line of an indicator's name
_HEADROOM = 1.05  # the largest value ends a little before its row does
_VALUES = 17.0  # millimetres right of the bars for the values


@dataclass(frozen=True, slots=True)
class Reference:
    """A value to hold against: `target` draws a solid tick, `actual` a dashed one."""

    value: float
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class BulletRow:
    """One indicator: its name and unit line, the value as number and as printed, and the references on the same scale.

    `hollow` marks an approximate or conditional value.
    """

    label: str
    note: str
    value: float
    text: str
    references: tuple[Reference, ...]
    hollow: bool = False
    full: float | None = None  # the scale's end where the indicator has one: 100 for a share


def bullet_chart(rows: Sequence[BulletRow], title: str, subtitle: str) -> Chart:
    """One bar a row from zero, with ticks for target and national value and every number written beside its mark."""
    with style.styled():
        figure, axes = style.rows_canvas(len(rows), _ROW, left=44, right=_VALUES, margin=1)
        for position, row in enumerate(rows):
            _draw(axes, position, row)
        return style.chart(figure, title, subtitle, map(_described, rows))


def _draw(axes: Axes, position: int, row: BulletRow) -> None:
    largest = max([row.value, *(reference.value for reference in row.references)])
    scale = max(row.full, largest) if row.full else largest * _HEADROOM or 1.0
    name = style.label(row.label, 2 * _NAME)
    lines = [name] if len(name) <= _NAME else [name[:_NAME], name[_NAME:]]
    for index, line in enumerate(lines):
        axes.text(-0.015, position + 0.27 * (index - len(lines) / 2 + 0.25), line, ha="right", va="center")
    below = position + 0.27 * (len(lines) / 2 + 0.2)
    axes.text(-0.015, below, style.label(row.note, 20), ha="right", va="center", **style.NOTE)
    axes.barh(position, 1, height=0.30, color=style.PALE, linewidth=0)
    width = row.value / scale
    if row.hollow:
        axes.barh(position, width, height=0.30, facecolor="white", edgecolor=style.LOCAL, linewidth=1.1, hatch="////")
    else:
        axes.barh(position, width, height=0.30, color=style.LOCAL, linewidth=0)
    axes.text(1.015, position, row.text, ha="left", va="center", weight="bold")
    for reference in row.references:
        _tick(axes, position, reference, reference.value / scale)


def _tick(axes: Axes, position: int, reference: Reference, x: float) -> None:
    """Targets are labelled above the bar, national values below it: two of them never overprint."""
    dashed = reference.kind != "target"
    axes.plot(
        [x, x],
        [position - 0.24, position + 0.24],
        color=style.REFERENCE,
        linewidth=2.2 if not dashed else 1.4,
        linestyle=(0, (2, 1.2)) if dashed else "-",
        solid_capstyle="butt",
    )
    alignment = "left" if x < 0.08 else "right" if x > 0.88 else "center"
    height = position + 0.38 if dashed else position - 0.36
    axes.text(x, height, style.label(reference.text, 26), ha=alignment, va="center", **style.NOTE)


def _described(row: BulletRow) -> str:
    held = "、".join(reference.text for reference in row.references)
    return f"{row.label}{row.text}（{held}）"
