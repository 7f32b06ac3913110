"""A ruler of one indicator: every region's value, the target and the nation on one short line, both ends printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from briefing.charts import style
from briefing.model import Chart

WIDTH, HEIGHT = 60.0, 8.4  # millimetres
_LINE = 5.6  # from the top
_FROM, _TO = 10.0, 50.0
_NARROWEST = 0.25  # of the largest value: 99.6 and 97.1 must look alike
_AIR = 0.04
_CROWD = 25  # marks
_NOTHING = 1e-9
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on the ruler: `kind` is own, open (the own one, only beside others), solid (comparable), hollow (only
    beside), target or nation."""

    value: float
    kind: str
    truth: int = 0  # side on which the true value of an approximate one lies
    text: str = ""  # the value behind the word over a target or the nation


def ruler(marks: Sequence[Mark], *, share: bool, told: str) -> Chart:
    """The marks on their ruler; `share`: per cent, never beyond 100; `told`: what it shows, in words."""
    low, high = ends([mark.value for mark in marks], share=share)
    with style.styled():
        figure = Figure(figsize=(WIDTH / 25.4, HEIGHT / 25.4))
        figure.patch.set_alpha(0)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(HEIGHT, 0)
        axes.axis("off")
        axes.plot([_FROM, _TO], [_LINE] * 2, color=style.RULE, linewidth=0.8, zorder=1)
        for x, text, side in ((_FROM, f"{low:g}", "right"), (_TO, f"{high:g}{'%' if share else ''}", "left")):
            axes.plot([x, x], [_LINE - 0.8, _LINE + 0.8], color=style.RULE, linewidth=0.8)
            apart = 1.0 if side == "left" else -1.0
            axes.text(x + apart, _LINE, text, ha=side, va="center", size=7.5, color=style.MUTED)
        order = ("nation", "target", "hollow", "solid", "open", "own")
        for mark in sorted(marks, key=lambda mark: order.index(mark.kind)):
            _draw(axes, mark, _FROM + (mark.value - low) / (high - low) * (_TO - _FROM), _edge(len(marks)))
        _names(axes, marks, low, high)
        return style.chart(figure, told, "", [])


def ends(values: Sequence[float], *, share: bool) -> tuple[float, float]:
    """Round ends with all values between them, at least a quarter of the largest apart, never beyond 100 %."""
    low, high = min(values), max(values)
    width = max(high - low, _NARROWEST * abs(high))
    width = width if width > _NOTHING else 1.0
    step = _step(width)
    middle = (low + high) / 2
    first = math.floor(min(low - _AIR * width, middle - width / 2) / step) * step
    last = math.ceil(max(high + _AIR * width, middle + width / 2) / step) * step
    if low >= 0:
        first = max(0.0, first)
    if share and high <= 100:
        last = min(100.0, last)
    return first, last


def _step(width: float) -> float:
    rough = width / 8
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough)


def _edge(marks: int) -> float:
    """The width of a dot's white edge; none where there are so many that it would hide its neighbours."""
    return 0.7 if marks <= _CROWD else 0.0


def _draw(axes: Axes, mark: Mark, x: float, white: float) -> None:
    tick = [x, x], [_LINE - 2.0, _LINE + 1.6]
    if mark.kind == "target":
        axes.plot(*tick, color=style.REFERENCE, linewidth=1.6, zorder=2)
        return
    if mark.kind == "nation":
        axes.plot(*tick, color=style.NATION, linewidth=1.3, linestyle=(0, (1.6, 1.0)), zorder=2)
        return
    own = mark.kind in ("own", "open")
    colour = style.LOCAL if own else style.OTHER
    face, edge, width = (colour, "white", white) if mark.kind in ("own", "solid") else ("white", colour, 1.2)
    size = (3.3 if own else 2.3) / 25.4 * 72
    look: dict[str, Any] = {"markerfacecolor": face, "markeredgecolor": edge, "markeredgewidth": width}
    axes.plot([x], [_LINE], "o", markersize=size, zorder=4 if own else 3, **look)
    if mark.truth:
        end = x + 3.2 * mark.truth
        axes.plot([x + 1.4 * mark.truth, end], [_LINE] * 2, color=colour, linewidth=1.0, zorder=2)
        axes.plot([end], [_LINE], "<" if mark.truth < 0 else ">", markersize=2.6, color=colour, zorder=2)


def _names(axes: Axes, marks: Sequence[Mark], low: float, high: float) -> None:
    """目标 and 全国 over their lines; where they would meet, one left and one right of its line."""
    named = [mark for mark in marks if mark.kind in ("target", "nation")]
    places = [_FROM + (mark.value - low) / (high - low) * (_TO - _FROM) for mark in named]
    close = len(places) == 2 and abs(places[0] - places[1]) < (18 if any(mark.text for mark in named) else 8)
    for mark, x in zip(named, places, strict=True):
        side = "center" if not close else "right" if x == min(places) else "left"
        colour = style.REFERENCE if mark.kind == "target" else style.NATION
        word = "目标" if mark.kind == "target" else "全国"
        axes.text(x, 1.6, f"{word}{mark.text}", ha=side, va="center", size=7.5, color=colour)
