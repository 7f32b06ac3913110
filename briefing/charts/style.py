"""The one style of all charts: faces, sizes, colours, and how a figure becomes the same SVG every time.

Text stays text (`svg.fonttype: none`), so it is set in the page's own faces and can be searched and copied. Sizes
are in points on paper: the figure is as wide as the type area and is never scaled.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import pairwise
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from briefing.fonts import matplotlib_families
from briefing.model import Chart
from briefing.printing.printable import printable, shortened

WIDTH = 156 / 25.4  # inches: the type area of GB/T 9704

# Blue and orange stay apart for every common colour blindness, and their lightness differs enough for a grey printer.
INK = "#222222"
MUTED = "#595959"
RULE = "#9A9A9A"  # axes
GRID = "#D4D4D4"
PALE = "#E4E9EF"
BAND = "#F4F6F9"  # every other row of a ranked plot
OWN_BAND = "#D9E3EF"  # the row of the region that the page is about
LOCAL = "#1F4E8C"  # the region's own value
OTHER = "#6F829B"  # other regions beside it
REFERENCE = "#B4560A"  # targets: a solid line
NATION = "#3C3C3C"  # values of the nation and the places above: a dashed line
TINTS = ("#1F4E8C", "#6F97C4", "#B9CCE2", "#DDE6F0", "#EEF2F7")  # parts of a whole, largest first

SIZE = 9.0
SMALL = 8.0
NOTE: dict[str, Any] = {"size": 7.5, "color": MUTED}  # what is printed small beside marks and names
ACROSS = 3  # small panels a row

_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "briefing",
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a document is a dollar sign
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.6,
    "axes.labelcolor": MUTED,
    "axes.unicode_minus": True,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SIZE,
    "lines.linewidth": 1.4,
    "path.simplify": False,
}
_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_STYLE = re.compile(r"\s*<defs>\s*<style[^>]*>.*?</style>\s*</defs>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_REFERRED = re.compile(r'(?:href="#|url\(#)([^")]+)')


@contextmanager
def styled() -> Iterator[None]:
    """Draw inside this: the briefing's settings, without touching anybody else's."""
    settings: Any = {**_SETTINGS, "font.family": list(matplotlib_families())}
    with mpl.rc_context(settings):
        yield


def canvas(
    height: float, *, left: float, right: float, top: float = 4, bottom: float = 4, width: float = 156.0
) -> tuple[Figure, Axes]:
    """A figure of the page's width with one bare pair of axes; all sizes in millimetres, margins inside the figure."""
    figure = Figure(figsize=(width / 25.4, height / 25.4))
    axes = figure.add_axes((left / width, bottom / height, 1 - (left + right) / width, 1 - (top + bottom) / height))
    axes.set_facecolor("none")
    figure.patch.set_alpha(0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    return figure, axes


def rows_canvas(count: int, row: float, *, left: float, right: float, margin: float) -> tuple[Figure, Axes]:
    """A canvas of `count` rows of `row` millimetres, the first on top: y is the row's number, x runs from 0 to 1."""
    figure, axes = canvas(row * count + 2 * margin, left=left, right=right, top=margin, bottom=margin)
    axes.set_xlim(0, 1)
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    return figure, axes


def panels(
    count: int, height: float, *, margin: float, top: float, bottom: float, sides: Sequence[str]
) -> tuple[Figure, list[Axes]]:
    """A canvas of small panels, `ACROSS` a row of `height` millimetres, with `sides` drawn and no ticks on the left.

    `margin`: millimetres beside a panel's axes; `top` and `bottom`: where the axes begin and end, as shares of the row.
    """
    across = min(ACROSS, count)
    down = math.ceil(count / across)
    figure, first = canvas(height * down, left=0, right=0, top=0, bottom=0)
    first.remove()
    found = []
    for index in range(count):
        row, column = divmod(index, across)
        left, width = (column * 156 / across + margin) / 156, (156 / across - 2 * margin) / 156
        axes = figure.add_axes((left, 1 - (row + bottom) / down, width, (bottom - top) / down))
        axes.set_facecolor("none")
        axes.set_yticks([])
        axes.tick_params(length=0, pad=4)
        for side, spine in axes.spines.items():
            spine.set_visible(side in sides)
        found.append(axes)
    return figure, found


def dot(
    axes: Axes, x: float, y: float, size: float = 7, edge: float = 1.4, *, hollow: bool, clip: bool = False
) -> None:
    """A region's own value; `hollow`: approximate, computed or comparable under a condition."""
    axes.plot(
        [x],
        [y],
        "o",
        markersize=size,
        markerfacecolor="white" if hollow else LOCAL,
        markeredgecolor=LOCAL,
        markeredgewidth=edge,
        zorder=3,
        clip_on=clip,
    )


def beside(axes: Axes, text: str, place: tuple[float, float], apart: tuple[float, float], **look: Any) -> None:
    """A text so many points `apart` from a place."""
    axes.annotate(text, place, xytext=apart, textcoords="offset points", **look)


def chart(figure: Figure, title: str, subtitle: str, told: Iterable[str]) -> Chart:
    """The finished chart; `told`: what it shows, in words, for those who do not see it."""
    alt = f"{title}。{'；'.join(told)}。"
    return Chart(svg(figure, alt), title, subtitle, alt)


def label(text: str, limit: int = 24) -> str:
    """A text as it may stand in a chart: printable and not longer than `limit` characters."""
    return shortened(printable(text), limit)


def limits(values: Sequence[float]) -> tuple[float, float]:
    """The axis of dots and lines: from zero where that keeps differences visible, else just around the values."""
    low, high = min(values), max(values)
    pad = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    if low >= 0 and low < 0.6 * high:
        return 0.0, high + pad
    return low - pad, high + pad


def paged(count: int, whole: int, part: int) -> list[range]:
    """The rows of one chart, or of several: a chart holds `whole` rows on its page, of two on one page each `part`."""
    if count <= whole:
        return [range(count)]
    charts = math.ceil(count / part)
    bounds = [round(number * count / charts) for number in range(charts + 1)]
    return [range(start, end) for start, end in pairwise(bounds)]


def svg(figure: Figure, alt: str) -> str:
    """The figure as one `<svg>` element for a page: alternative text inside, no metadata, no style of its own.

    Only ids that something refers to are kept, and they are named by content, so several charts share a page.
    """
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    text = _PROLOGUE.sub("", buffer.getvalue())
    text = _STYLE.sub("", _METADATA.sub("", text))
    referred = set(_REFERRED.findall(text))
    text = _ID.sub(lambda match: match[0] if match[1] in referred else "", text)
    head, _, body = text.partition(">")
    title = escape(printable(alt), quote=False)
    return f'{head} role="img" stroke-linejoin="round"><title>{title}</title>{body}'.strip()
