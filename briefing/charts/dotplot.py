"""Ranked dot plot: one indicator, several regions that may be compared, with the nation and the target as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.charts.bullet import Reference
from briefing.model import Chart

MINIMUM = 3  # fewer comparable regions than this make two lines of text, not a chart
PAGE, HALF = 26, 14  # regions of one chart: what a page holds under a heading, and half a page
_ROW, _CLOSE = 6.4, 5.6  # millimetres a region; of a long list
_LONG = 12


@dataclass(frozen=True, slots=True)
class Dot:
    """A region's value. `hollow`: approximate or comparable under a condition; `strong`: the page is about it."""

    label: str
    value: float
    text: str
    hollow: bool = False
    strong: bool = False


def dot_plots(dots: Sequence[Dot], references: Sequence[Reference], title: str, subtitle: str) -> tuple[Chart, ...]:
    """Regions from the largest value down, each number beside its dot; none when fewer than `MINIMUM` regions.

    A long list is drawn in charts of `HALF` regions on one scale.
    """
    if len(dots) < MINIMUM:
        return ()
    ranked = sorted(dots, key=lambda dot: (-dot.value, dot.label))
    limits = style.limits([dot.value for dot in ranked] + [reference.value for reference in references])
    pages = [[ranked[index] for index in rows] for rows in style.paged(len(ranked), PAGE, HALF)]
    return tuple(
        _chart(page, references, f"{title}（续）" if number else title, subtitle, limits)
        for number, page in enumerate(pages)
    )


def _chart(
    ranked: Sequence[Dot],
    references: Sequence[Reference],
    title: str,
    subtitle: str,
    limits: tuple[float, float],
) -> Chart:
    low, high = limits
    with style.styled():
        top = 7.0 if references else 2.0
        row = _CLOSE if len(ranked) > _LONG else _ROW
        figure, axes = style.canvas(row * len(ranked) + top + 2, left=34, right=16, top=top, bottom=2)
        axes.set_xlim(low, high)
        axes.set_ylim(len(ranked) - 0.5, -0.5)
        axes.set_xticks([])
        axes.set_yticks(range(len(ranked)), [style.label(dot.label, 11) for dot in ranked])
        for name, dot in zip(axes.get_yticklabels(), ranked, strict=True):
            name.set_fontweight("bold" if dot.strong else "normal")
        for position, dot in enumerate(ranked):
            _draw(axes, position, dot, high - low)
        _lines(axes, references, limits)
        held = ["、".join(reference.text for reference in references)] if references else []
        return style.chart(figure, title, subtitle, [*(f"{dot.label}{dot.text}" for dot in ranked), *held])


def _draw(axes: Axes, position: int, dot: Dot, width: float) -> None:
    axes.axhline(position, color=style.PALE, linewidth=0.8, zorder=0)
    style.dot(axes, dot.value, position, hollow=dot.hollow, clip=True)
    axes.text(
        dot.value + width * 0.022,
        position,
        dot.text,
        ha="left",
        va="center",
        weight="bold" if dot.strong else "normal",
        bbox={"facecolor": "white", "linewidth": 0, "pad": 0.8},
        zorder=2,
    )


def _lines(axes: Axes, references: Sequence[Reference], limits: tuple[float, float]) -> None:
    """Vertical lines with their labels over the plot, on alternating lines where they would meet."""
    low, high = limits
    previous = -1.0
    for reference in sorted(references, key=lambda reference: reference.value):
        share = (reference.value - low) / (high - low)
        raised = 0 <= share - previous < 0.3
        axes.axvline(
            reference.value,
            color=style.REFERENCE,
            linewidth=1.3,
            linestyle="-" if reference.kind == "target" else (0, (3, 2)),
            zorder=1,
        )
        side = "center" if 0.15 < share < 0.85 else "left" if share <= 0.15 else "right"
        look = {"xycoords": "axes fraction", "ha": side, "va": "bottom", **style.NOTE}
        style.beside(axes, style.label(reference.text, 26), (share, 1), (0, 10 if raised else 1.5), **look)
        previous = -1.0 if raised else share
