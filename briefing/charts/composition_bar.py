"""Composition bar: the stated parts of stated totals, drawn only where the parts sum to the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.model import Chart

_ROW = 8.6  # millimetres a bar
_CHARACTER = 0.029  # share of the bar's width that one Chinese character of a label needs


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its short name, its value and the value as printed."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A total with its parts, which sum to it."""

    label: str
    text: str
    parts: tuple[Part, ...]


def composition_bars(wholes: Sequence[Whole], title: str, subtitle: str) -> Chart:
    """One full-width bar a total, parts from the largest; parts too thin for their name are listed under the bar."""
    with style.styled():
        figure, axes = style.rows_canvas(len(wholes), _ROW, left=34, right=1, margin=0.5)
        for position, whole in enumerate(wholes):
            _draw(axes, position, whole)
        return style.chart(figure, title, subtitle, map(_described, wholes))


def _draw(axes: Axes, position: int, whole: Whole) -> None:
    axes.text(-0.015, position - 0.24, style.label(whole.label, 11), ha="right", va="center", size=style.SMALL)
    text: dict[str, Any] = {"weight": "bold", "color": style.LOCAL, "size": style.SMALL}
    axes.text(-0.015, position + 0.16, whole.text, ha="right", va="center", **text)
    total = sum(part.value for part in whole.parts)
    left = 0.0
    unlabelled = []
    for rank, part in enumerate(sorted(whole.parts, key=lambda part: -part.value)):
        width = part.value / total
        tint = style.TINTS[min(rank, len(style.TINTS) - 1)]
        axes.barh(position - 0.16, width, left=left, height=0.5, color=tint, edgecolor="white", linewidth=0.9)
        name = style.label(f"{part.label} {part.text}", 18)
        if width > _CHARACTER * _cells(name):
            colour = "white" if rank == 0 else style.INK
            axes.text(left + width / 2, position - 0.16, name, ha="center", va="center", color=colour, size=style.SMALL)
        else:
            unlabelled.append(name)
        left += width
    if unlabelled:
        _list(axes, position, unlabelled)


def _list(axes: Axes, position: int, names: Sequence[str]) -> None:
    """The names that did not fit, right-aligned under the thin end of the bar that they belong to."""
    shown = list(names)
    while _CHARACTER * 0.93 * sum(_cells(name) + 1 for name in shown) > 1.0:
        shown.pop()
    text = "、".join(shown) + ("，其余见表" if len(shown) < len(names) else "")
    axes.text(1, position + 0.3, text, ha="right", va="center", **style.NOTE)


def _cells(text: str) -> float:
    """Width of a text in Chinese characters: ASCII counts as half."""
    return sum(0.55 if character.isascii() else 1.0 for character in text)


def _described(whole: Whole) -> str:
    return f"{whole.label}{whole.text}，其中" + "、".join(f"{part.label}{part.text}" for part in whole.parts)
