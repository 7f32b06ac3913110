"""Tartan rug: regions × indicators, each cell saying by sign, tint and number where a value stands to its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from briefing.charts import style
from briefing.model import Chart

MINIMUM_REGIONS = 3  # fewer are read faster in the table
MINIMUM_INDICATORS = 2  # one indicator is a dot plot
PAGE, HALF = 30, 11  # regions of one chart: what a page holds under a heading, and half a page
COLUMNS = 6  # indicators of one chart
_ROW, _HEAD, _SIDE = 5.5, 17.0, 40.0  # millimetres: a region, the heads, the regions' names
_NAME, _LINES = 12, 3  # characters of a region's name; lines of a head
# Tints that differ in grey as well; the sign in the cell says the same without any of them.
_TINTS = {"above": "#B9CCE2", "below": "#F3D9BC", "level": "#E4E9EF", "open": "#FFFFFF"}


@dataclass(frozen=True, slots=True)
class Patch:
    """One cell: its text (`▼ 2.91`) and where the value stands to the target (above, below, level, open)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the indicator, and under it the target as printed."""

    label: str
    note: str


def rugs(
    regions: Sequence[str], heads: Sequence[Head], cells: Sequence[Sequence[Patch | None]], title: str, subtitle: str
) -> tuple[Chart, ...]:
    """One row a region, `None` where it reports nothing; no chart below either minimum, several for a long list."""
    if len(regions) < MINIMUM_REGIONS or len(heads) < MINIMUM_INDICATORS:
        return ()
    blocks = [
        (rows, range(column, min(column + COLUMNS, len(heads))))
        for column in range(0, len(heads), COLUMNS)
        for rows in style.paged(len(regions), PAGE, HALF)
    ]
    return tuple(
        _chart(
            [regions[row] for row in rows],
            [heads[column] for column in columns],
            [[cells[row][column] for column in columns] for row in rows],
            f"{title}（续）" if number else title,
            subtitle,
        )
        for number, (rows, columns) in enumerate(blocks)
    )


def _chart(
    regions: Sequence[str], heads: Sequence[Head], cells: Sequence[Sequence[Patch | None]], title: str, subtitle: str
) -> Chart:
    with style.styled():
        height = _HEAD + _ROW * len(regions)
        figure, axes = style.canvas(height, left=_SIDE, right=0, top=_HEAD, bottom=0)
        axes.set_xlim(0, len(heads))
        axes.set_ylim(len(regions), 0)
        axes.set_xticks([])
        axes.set_yticks([row + 0.5 for row in range(len(regions))], [style.label(name, _NAME) for name in regions])
        letters = int(style.WIDTH * 72 * (156 - _SIDE) / 156 / len(heads) / (style.SMALL * 1.03))
        for column, head in enumerate(heads):
            _head(axes, column, head, letters)
        for row, line in enumerate(cells):
            for column, patch in enumerate(line):
                _cell(axes, row, column, patch)
        told = (_described(*pair, heads) for pair in zip(regions, cells, strict=True))
        return style.chart(figure, title, subtitle, told)


def _head(axes: Axes, column: int, head: Head, letters: int) -> None:
    """The column's name in lines of `letters` characters, and the target under it."""
    name = style.label(head.label, letters * _LINES)
    lines = [name[start : start + letters] for start in range(0, len(name), letters)]
    look = {"ha": "center", "va": "bottom", "annotation_clip": False}
    for number, line in enumerate(reversed(lines)):
        own = {"size": style.SMALL, "color": style.INK}
        style.beside(axes, line, (column + 0.5, 0), (0, 12 + 10.5 * number), **look, **own)
    style.beside(axes, style.label(head.note, 16), (column + 0.5, 0), (0, 2), **look, **style.NOTE)


def _cell(axes: Axes, row: int, column: int, patch: Patch | None) -> None:
    tint = _TINTS.get(patch.tone, "#FFFFFF") if patch else "#FFFFFF"
    axes.add_patch(Rectangle((column, row), 1, 1, facecolor=tint, edgecolor=style.RULE, linewidth=0.5))
    text, colour = (patch.text, style.INK) if patch else ("—", style.MUTED)
    axes.text(column + 0.5, row + 0.52, text, ha="center", va="center", color=colour)


def _described(region: str, line: Sequence[Patch | None], heads: Sequence[Head]) -> str:
    told = [f"{head.label}{patch.text}" for head, patch in zip(heads, line, strict=True) if patch]
    return f"{region}：{'、'.join(told) or '未见报道'}"
