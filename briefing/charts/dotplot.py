"""Ranked dot plot: one indicator, several regions that may be compared, with the nation and the target as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from briefing.charts import style
from briefing.charts.bullet import Reference
from briefing.model import Chart

MINIMUM = 3  # fewer comparable regions than this make two lines of text, not a chart
PAGE, HALF = 26, 14  # regions of one chart: what a page holds under a heading, and half a page
_ROW, _CLOSE = 6.4, 5.6  # millimetres a region; of a long list
_LONG = 12
_NOTED = 42  # millimetres right of the plot: a value beside the last dot, and notes
_APART = 0.5  # rows between the solid dots and the hollow ones


@dataclass(frozen=True, slots=True)
class Dot:
    """A region's value. `hollow`: it only stands beside, `note` says why; `strong`: the page is about it."""

    label: str
    value: float
    text: str
    hollow: bool = False
    strong: bool = False
    note: str = ""


def dot_plots(dots: Sequence[Dot], references: Sequence[Reference], title: str, subtitle: str) -> tuple[Chart, ...]:
    """Regions in the order given, the solid dots above the hollow ones; none when fewer than `MINIMUM` regions.

    Each number stands beside its dot, the note at the end of its row. A long list is drawn in charts of `HALF` regions
    on one scale.
    """
    if len(dots) < MINIMUM:
        return ()
    ordered = sorted(dots, key=lambda dot: dot.hollow)  # stable
    limits = style.limits([dot.value for dot in ordered] + [reference.value for reference in references])
    pages = [[ordered[index] for index in rows] for rows in style.paged(len(ordered), PAGE, HALF)]
    return tuple(
        _chart(page, references, f"{title}（续）" if number else title, subtitle, limits)
        for number, page in enumerate(pages)
    )


def _chart(
    dots: Sequence[Dot],
    references: Sequence[Reference],
    title: str,
    subtitle: str,
    limits: tuple[float, float],
) -> Chart:
    low, high = limits
    solid = sum(not dot.hollow for dot in dots)
    apart = _APART if 0 < solid < len(dots) else 0.0
    places = [index + apart * dot.hollow for index, dot in enumerate(dots)]
    with style.styled():
        top = 7.0 if references else 2.0
        row = _CLOSE if len(dots) > _LONG else _ROW
        right = _NOTED if any(dot.note for dot in dots) else 16
        figure, axes = style.canvas(row * (len(dots) + apart) + top + 2, left=34, right=right, top=top, bottom=2)
        axes.set_xlim(low, high)
        axes.set_ylim(places[-1] + 0.5, -0.5)
        axes.set_xticks([])
        axes.set_yticks(places, [style.label(dot.label, 11) for dot in dots])
        for name, dot in zip(axes.get_yticklabels(), dots, strict=True):
            name.set_fontweight("bold" if dot.strong else "normal")
        for place, dot in zip(places, dots, strict=True):
            _draw(axes, place, dot, high - low)
        if apart:
            axes.axhline(solid - 0.5 + apart / 2, color=style.RULE, linewidth=0.6, zorder=0)
        _lines(axes, references, limits)
        held = ["、".join(reference.text for reference in references)] if references else []
        return style.chart(figure, title, subtitle, [*map(_described, dots), *held])


def _described(dot: Dot) -> str:
    return f"{dot.label}{dot.text}{f'（只并列：{dot.note}）' if dot.note else ''}"


def _draw(axes: Axes, place: float, dot: Dot, width: float) -> None:
    axes.axhline(place, color=style.PALE, linewidth=0.8, zorder=0)
    style.dot(axes, dot.value, place, hollow=dot.hollow, clip=True)
    axes.text(
        dot.value + width * 0.022,
        place,
        dot.text,
        ha="left",
        va="center",
        weight="bold" if dot.strong else "normal",
        bbox={"facecolor": "white", "linewidth": 0, "pad": 0.8},
        zorder=2,
    )
    if dot.note:
        look = {"xycoords": ("axes fraction", "data"), "ha": "left", "va": "center", **style.NOTE}
        style.beside(axes, style.label(dot.note, 12), (1, place), (30, 0), **look)


def _lines(axes: Axes, references: Sequence[Reference], limits: tuple[float, float]) -> None:
    """Vertical lines with their labels over the plot, on alternating lines where they would meet."""
    low, high = limits
    previous = -1.0
    for reference in sorted(_merged(references), key=lambda reference: reference.value):
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
        style.beside(axes, style.label(reference.text, 40), (share, 1), (0, 10 if raised else 1.5), **look)
        previous = -1.0 if raised else share


def _merged(references: Sequence[Reference]) -> list[Reference]:
    """References of one value as one, the target's line before the nation's."""
    by_value: dict[float, list[Reference]] = {}
    for reference in sorted(references, key=lambda reference: reference.kind != "target"):
        by_value.setdefault(reference.value, []).append(reference)
    return [replace(same[0], text="、".join(r.text for r in same)) for same in by_value.values()]
