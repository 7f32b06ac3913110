"""Ranked dots: one indicator, up to thirty regions a page, on one printed axis with the target and each row's nation.

Solid dots may be called higher or lower than one another, hollow ones only stand beside them, with their reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from briefing.charts import style
from briefing.model import Chart
from briefing.printing import numbers

MINIMUM = 3  # fewer regions than this are two rows of a table
PAGE = 30  # regions of one chart
CLOSEST, _WIDEST = 4.3, 7.2  # millimetres a row
FRAME = 15.5  # millimetres above and below the rows
_NAMES, _LONGEST = 21.0, 16  # millimetres of the column of names, and characters of one
_LETTER = 3.4  # millimetres of a character of a name
_HEAD, _FOOT = 8.0, 7.5  # above and below the rows
_AIR = 0.04  # of the scale, beside the outermost marks
_OFF_ZERO, _NOTE_LETTER = "横轴不从0起", 2.9
_DIGIT, _WORD = 2.1, 3.4  # millimetres of a digit and of an ideograph right of a dot
_HUNDRED_MILLION, _TEN_THOUSAND = 1e8, 1e4
_STEPS = [1, 2, 2.5, 5, 10]
_LEAST = 10.0  # millimetres of an axis
_TICK_ROOM = 11.0  # millimetres of an axis that a number takes
_NEAR = 34.0  # millimetres at which the labels of two lines would meet


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that all rows are held against and the words over its line."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A region's value. `solid`: comparable with every other solid one; `own`: the page is about it; `truth`: on which
    side of an approximate value the true one lies (-1 below, 1 above, 0 exact or either); `nation`: the nation's value
    of the row's own year; `cells`: what the columns right of the plot say."""

    label: str
    value: float
    text: str
    solid: bool = True
    own: bool = False
    truth: int = 0
    nation: float | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column right of the plot and its width in millimetres."""

    head: str
    width: float


def ranked_charts(
    rows: Sequence[RankedRow],
    target: Reference | None,
    titles: tuple[str, str],
    unit: str,
    columns: Sequence[Column] = (),
    room: float = 130.0,
    nation: str = "",
    *,
    from_zero: bool = False,
    names: float = _NAMES,
    minimum: int = MINIMUM,
    page: int = PAGE,
    width: float = 156.0,
) -> tuple[Chart, ...]:
    """The rows in the order given, on one scale: as many charts as pages are needed, none below `minimum` rows.

    `titles`: the finding and what is drawn; `room`: millimetres of height that the rows may take; `nation`: the words
    over the dashed line that most rows have; `names`: millimetres that the column of names has at least; `page`: rows
    of a chart at most; `width`: of the chart.
    """
    if len(rows) < minimum:
        return ()
    values = [row.value for row in rows] + [row.nation for row in rows if row.nation is not None]
    held = [*values, *([target.value] if target else []), *([0.0] if from_zero else [])]
    names = max(names, *(_LETTER * len(style.label(row.label, _LONGEST)) + 2 for row in rows))
    plot = width - names - sum(column.width for column in columns)
    scale = _Scale.around(held, names, plot, max(map(_text_width, rows)), 100.0 if unit == "%" else None)
    parts = [[rows[index] for index in part] for part in style.paged(len(rows), page, page)]
    pitch = min(_WIDEST, max(CLOSEST, room / max(map(len, parts))))
    own = any(row.own for row in rows)
    drawn = (
        _Plot(part, target, unit, columns, nation, scale, pitch, width, of_one=own).chart(
            (f"{titles[0]}（续）" if number else titles[0], titles[1])
        )
        for number, part in enumerate(parts)
    )
    return tuple(drawn)


def _text_width(row: RankedRow) -> float:
    """Millimetres that a figure takes right of its dot."""
    text = sum(_DIGIT if character.isascii() else _WORD for character in row.text)
    return text + (5.4 if row.truth > 0 else 2.6)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values to millimetres from the left edge."""

    low: float
    high: float
    left: float
    width: float
    ticks: tuple[float, ...]

    @classmethod
    def around(
        cls, values: Sequence[float], left: float, width: float, text: float, most: float | None = None
    ) -> _Scale:
        """The scale of a plot so wide, with room for a figure right of the largest value; none goes beyond `most`."""
        low, high = min(values), max(values)
        air = (high - low) * _AIR or abs(high) * 0.1 or 1.0
        floor = 0.0 if low >= 0 else low - air
        bins = min(6, max(3, int(width / _TICK_ROOM)))
        locator = MaxNLocator(nbins=bins, steps=_STEPS, min_n_ticks=min(4, bins))
        ceiling = most if most is not None and high <= most else high + air
        ticks = tuple(float(tick) for tick in locator.tick_values(max(floor, low - air), min(ceiling, high + air)))
        room = width - 8.0
        beyond = (ticks[-1] - high) / (ticks[-1] - ticks[0]) * room
        return cls(ticks[0], ticks[-1], left, max(_LEAST, room - max(0.0, text - 6.0 - beyond)), ticks)

    def at(self, value: float) -> float:
        return self.left + 2.0 + (value - self.low) / (self.high - self.low) * self.width


@dataclass(frozen=True, slots=True)
class _Plot:
    """One chart: its rows, what they are held against, and where everything stands. `of_one`: the page is about one
    of the regions, which is drawn larger; else the comparable ones are."""

    rows: Sequence[RankedRow]
    target: Reference | None
    unit: str
    columns: Sequence[Column]
    nation: str
    scale: _Scale
    pitch: float
    width: float
    of_one: bool

    def chart(self, titles: tuple[str, str]) -> Chart:
        """The plot drawn under its titles."""
        with style.styled():
            height = _HEAD + self.pitch * len(self.rows) + _FOOT
            figure, axes = style.canvas(height, left=0, right=0, top=0, bottom=0, width=self.width)
            axes.set_xlim(0, self.width)
            axes.set_ylim(height, 0)
            axes.set_xticks([])
            axes.set_yticks([])
            bottom = height - _FOOT
            self._axis(axes, bottom)
            self._heads(axes)
            for number, row in enumerate(self.rows):
                self._row(axes, row, number)
            if self.target is not None:
                place = [self.scale.at(self.target.value)] * 2
                axes.plot(place, [_HEAD - 1, bottom], color=style.REFERENCE, linewidth=1.6, zorder=1)
            for number, row in sorted(enumerate(self.rows), key=lambda item: item[1].own):
                self._dot(axes, row, number)
            held = [self.target.text] if self.target else []
            off_zero = self.scale.low > 0 and not self._notes_fit
            titles = (titles[0], f"{titles[1]}；{_OFF_ZERO}" if off_zero else titles[1])
            return style.chart(figure, *titles, [*map(self._told, self.rows), *held])

    def _told(self, row: RankedRow) -> str:
        """A row in words: its region and value, and that it only stands beside the others."""
        beside = "" if row.solid else "（只并列）"
        return f"{row.label}{row.text}{beside}"

    def _axis(self, axes: Axes, bottom: float) -> None:
        scale = self.scale
        look: dict[str, Any] = {"va": "center", "size": 8, "color": style.MUTED}
        for tick, text in zip(scale.ticks, _tick_texts(scale.ticks), strict=True):
            axes.plot([scale.at(tick)] * 2, [_HEAD, bottom], color=style.GRID, linewidth=0.5, zorder=0.5)
            axes.text(scale.at(tick), bottom + 2.6, text, ha="center", **look)
        axes.plot([scale.left, scale.at(scale.high)], [bottom] * 2, color=style.RULE, linewidth=0.8)
        if self._notes_fit:
            axes.text(scale.at(scale.high) + 4.5, bottom + 2.6, self._notes, ha="left", **look)

    @property
    def _notes(self) -> str:
        """What stands at the right end of the axis: its unit, and that it does not begin at zero."""
        return "　".join([self.unit, *([_OFF_ZERO] if self.scale.low > 0 else [])])

    @property
    def _notes_fit(self) -> bool:
        return self.scale.at(self.scale.high) + 4.5 + _NOTE_LETTER * len(self._notes) <= self.width

    def _heads(self, axes: Axes) -> None:
        scale, target = self.scale, self.target
        look: dict[str, Any] = {"va": "center", "size": 8.5}
        axes.text(
            1, 4.5, "地区" if any(row.text for row in self.rows) else "指标", ha="left", color=style.MUTED, **look
        )
        left = self.width - sum(column.width for column in self.columns)
        for column in self.columns:
            axes.text(left + 1, 4.5, column.head, ha="left", color=style.MUTED, **look)
            left += column.width
        usual = Counter(row.nation for row in self.rows if row.nation is not None).most_common(1)
        place = scale.at(usual[0][0]) if self.nation and usual else None
        apart = target is not None and place is not None and abs(place - scale.at(target.value)) < _NEAR
        if target is not None:
            left_of = apart and place is not None and scale.at(target.value) < place
            side = "right" if left_of else "left" if apart else "center"
            where = min(max(scale.at(target.value), scale.left + 8), scale.at(scale.high) - 4)
            axes.text(where, 4.5, target.text, ha=side, weight="bold", color=style.REFERENCE, **look)
        if place is not None:
            side = "center" if not apart else "left" if target and scale.at(target.value) < place else "right"
            axes.text(place, 4.5, self.nation, ha=side, color=style.NATION, **look)

    def _row(self, axes: Axes, row: RankedRow, number: int) -> None:
        top, middle = _HEAD + number * self.pitch, _HEAD + (number + 0.5) * self.pitch
        band = Rectangle((0, top), self.width, self.pitch, facecolor=_band(row, number), linewidth=0, zorder=0)
        axes.add_patch(band)
        size = 9.0 if self.pitch < 5 else 9.5 if self.pitch < 6.5 else 10.0
        look: dict[str, Any] = {"ha": "left", "va": "center"}
        weight = "bold" if row.own or (row.solid and not self.of_one) else "normal"
        axes.text(1, middle, style.label(row.label, _LONGEST), size=size, weight=weight, **look)
        if row.nation is not None:
            line: dict[str, Any] = {"color": style.NATION, "linewidth": 1.3, "linestyle": (0, (2.2, 1.4)), "zorder": 1}
            axes.plot([self.scale.at(row.nation)] * 2, [top, top + self.pitch], **line)
        left = self.width - sum(column.width for column in self.columns)
        for cell, column in zip(row.cells, self.columns, strict=True):
            axes.text(left + 1, middle, cell, size=8.5, color=style.MUTED, **look)
            left += column.width

    def _dot(self, axes: Axes, row: RankedRow, number: int) -> None:
        x, y = self.scale.at(row.value), _HEAD + (number + 0.5) * self.pitch
        large = row.own or (row.solid and not self.of_one)
        colour = style.LOCAL if large else style.OTHER
        size = (3.3 if large else 2.5) / 25.4 * 72
        face, edge = (colour, "white") if row.solid else ("white", colour)
        look: dict[str, Any] = {
            "markerfacecolor": face,
            "markeredgecolor": edge,
            "markeredgewidth": 0.7 if row.solid else 1.3,
        }
        axes.plot([x], [y], "o", markersize=size, zorder=4 if row.own else 3, **look)
        if row.truth:
            head = "-|>,head_length=0.25,head_width=0.12"
            arrow: dict[str, Any] = {"arrowstyle": head, "color": colour, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (x + 4.4 * row.truth, y), (x + 1.5 * row.truth, y), zorder=3, arrowprops=arrow)
        if not row.text:
            return
        axes.text(
            x + (5.4 if row.truth > 0 else 2.6),
            y,
            row.text,
            ha="left",
            va="center",
            size=9.0 if self.pitch < 5 else 9.5,
            zorder=2,
            weight="bold" if row.own or row.solid else "normal",
            bbox={"facecolor": _band(row, number), "linewidth": 0, "pad": 0.4},
        )


def _tick_texts(ticks: Sequence[float]) -> list[str]:
    """The numbers under an axis, large ones in 万 and 亿."""
    largest = max(map(abs, ticks))
    by, unit = next(
        (size for size in ((_HUNDRED_MILLION, "亿"), (_TEN_THOUSAND, "万")) if largest >= 10 * size[0]), (1.0, "")
    )
    return [f"{numbers.plain(tick / by, _decimals(ticks, by))}{unit if tick else ''}" for tick in ticks]


def _decimals(ticks: Sequence[float], by: float) -> int:
    """The fewest decimals that tell every tick exactly."""
    return next((n for n in range(6) if all(abs(round(t / by, n) - t / by) < 1e-9 for t in ticks)), 6)


def _band(row: RankedRow, number: int) -> str:
    return style.OWN_BAND if row.own and row.text else "white" if number % 2 else style.BAND
