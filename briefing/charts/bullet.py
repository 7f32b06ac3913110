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
_APART = 0.36  # of the scale's width: labels of marks that are closer are written as one
_REACH = 0.08  # of the scale's width that half a label takes, at least
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
    """One bar a row from zero, with ticks for what it is held against and every number written beside its mark."""
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
        _tick(axes, position, reference.value / scale, dashed=reference.kind != "target")
    for height, targets in ((position - 0.36, True), (position + 0.38, False)):
        side = sorted((r for r in row.references if (r.kind == "target") is targets), key=lambda r: r.value)
        _write(axes, height, [(reference.value / scale, style.label(reference.text, 26)) for reference in side])


def _tick(axes: Axes, position: int, x: float, *, dashed: bool) -> None:
    axes.plot(
        [x, x],
        [position - 0.24, position + 0.24],
        color=style.REFERENCE,
        linewidth=2.2 if not dashed else 1.4,
        linestyle=(0, (2, 1.2)) if dashed else "-",
        solid_capstyle="butt",
    )


def _write(axes: Axes, height: float, labels: Sequence[tuple[float, str]]) -> None:
    """Targets are labelled above the bar, actual values below it, those too close for two texts in one, the lower value
    first: none overprints another."""
    groups: list[list[tuple[float, str]]] = []
    for x, text in labels:
        if groups and x - groups[-1][-1][0] < _APART:
            groups[-1].append((x, text))
        else:
            groups.append([(x, text)])
    for group in groups:
        x = sum(x for x, _ in group) / len(group)
        reach = _REACH * len(group)
        side = "left" if x < reach else "right" if x > 1 - 1.5 * reach else "center"
        place = 0.0 if side == "left" and len(group) > 1 else 1.0 if side == "right" and len(group) > 1 else x
        axes.text(place, height, "　".join(text for _, text in group), ha=side, va="center", **style.NOTE)


def _described(row: BulletRow) -> str:
    held = "、".join(reference.text for reference in row.references)
    return f"{row.label}{row.text}（{held}）"
