"""Charts of a region's own figures: parts of totals and changes between two times, where the data admit them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.composition_bar import Part, Whole, composition_bars
from briefing.charts.slope import Slope, slope_panels
from briefing.composition.page_model import Figure
from briefing.composition.rows import parent_place
from briefing.composition.source_numbers import SourceRegister
from briefing.model import Bound, Fact, Measure, Status
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened

_MOST_WHOLES = 12
_LEAST_PARTS = 2
_MOST_CHANGES = 15  # panels that a page holds under a heading


def _drawable(fact: Fact) -> bool:
    observation = fact.observation
    return fact.indicator.sensitivity != "no_rank" and observation.status is Status.ACTUAL and not observation.locality


def composition_figure(facts: Sequence[Fact], register: SourceRegister) -> Figure | None:
    """Totals with all their stated parts; a total whose parts do not sum to it is not drawn."""
    wholes = [(whole, parts) for whole, parts in _wholes(facts) if _sums(whole, parts)][:_MOST_WHOLES]
    if not wholes:
        return None
    chart = composition_bars(
        [_whole(whole, parts) for whole, parts in wholes],
        _composition_finding(wholes),
        f"各条为合计的100%，分项与合计相符；{_periods([whole for whole, _ in wholes])}",
    )
    drawn = tuple(fact for whole, parts in wholes for fact in (whole, *parts))
    return Figure(chart, register.cite_all(fact.observation for fact in drawn), drawn)


def _wholes(facts: Sequence[Fact]) -> list[tuple[Fact, list[Fact]]]:
    parts: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        parts.setdefault(parent_place(fact.observation), []).append(fact)
    return [
        (fact, found)
        for fact in facts
        if len(found := parts.get((fact.observation.document, fact.observation.start), [])) >= _LEAST_PARTS
    ]


def _sums(whole: Fact, parts: Sequence[Fact]) -> bool:
    everything = [whole, *parts]
    exact = all(
        fact.observation.bound is Bound.EXACT
        and fact.observation.measure is Measure.LEVEL
        and fact.observation.unit == whole.observation.unit
        and fact.observation.value > 0
        and _drawable(fact)
        for fact in everything
    )
    return exact and abs(sum(fact.observation.value for fact in parts) - whole.observation.value) < 1e-6


def _whole(whole: Fact, parts: Sequence[Fact]) -> Whole:
    name = whole.observation.indicator
    return Whole(
        name,
        numbers.figure_with_unit(whole.observation),
        tuple(
            Part(short_part(fact.observation.indicator, name), fact.observation.value, numbers.figure(fact.observation))
            for fact in parts
        ),
    )


def short_part(part: str, whole: str) -> str:
    """A part's name without what it shares with the total's: 公办养老机构床位 of 养老机构床位 → 公办."""
    if part.endswith(whole) and len(part) > len(whole):
        return part[: -len(whole)].rstrip("的中：、") or part
    if part.startswith(whole) and len(part) > len(whole):
        return part[len(whole) :].lstrip("的中：、") or part
    return part


def _composition_finding(wholes: Sequence[tuple[Fact, Sequence[Fact]]]) -> str:
    phrases = []
    for whole, parts in wholes[:2]:
        largest = max(parts, key=lambda fact: fact.observation.value)
        phrases.append(
            f"{whole.observation.indicator}{numbers.figure_with_unit(whole.observation)}，其中"
            f"{short_part(largest.observation.indicator, whole.observation.indicator)}"
            f"{numbers.figure_with_unit(largest.observation)}"
        )
    return shortened("；".join(phrases), 60)


def change_figures(facts: Sequence[Fact], register: SourceRegister) -> tuple[Figure, ...]:
    """Shares stated at two times, as many to a chart as a page holds; the earlier is the one with the earlier (or no)
    period."""
    pairs = _pairs(facts)
    parts = (pairs[start : start + _MOST_CHANGES] for start in range(0, len(pairs), _MOST_CHANGES))
    return tuple(figure for part in parts if (figure := _changes(part, register)))


def _changes(pairs: Sequence[tuple[Fact, Fact]], register: SourceRegister) -> Figure | None:
    slopes = [
        Slope(
            before.observation.indicator,
            before.observation.value,
            after.observation.value,
            numbers.figure(before.observation),
            numbers.figure(after.observation),
            _time(before),
            _time(after),
        )
        for before, after in pairs
    ]
    rising = sum(slope.after > slope.before for slope in slopes)
    falling = sum(slope.after < slope.before for slope in slopes)
    parts = [f"{rising}项上升"] * bool(rising) + [f"{falling}项下降"] * bool(falling)
    title = f"有前后两个时点的{len(slopes)}项比率：{'、'.join(parts) or '均无变化'}"
    chart = slope_panels(slopes, title, "单位：%；各格纵轴跨度相同，坡度相同即变动的百分点相同")
    drawn = tuple(fact for pair in pairs for fact in pair)
    return Figure(chart, register.cite_all(fact.observation for fact in drawn), drawn) if chart else None


def _pairs(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.observation.measure is Measure.SHARE and fact.observation.unit == "%" and _drawable(fact):
            groups.setdefault(fact.observation.indicator, []).append(fact)
    return [
        (group[0], group[1])
        for group in (sorted(found, key=_order) for found in groups.values())
        if len(group) == 2 and group[0].observation.period != group[1].observation.period
    ]


def _order(fact: Fact) -> tuple[int, int]:
    span = periods.span(fact.observation.period)
    return (span.last if span else -1, fact.observation.start)


def _time(fact: Fact) -> str:
    return periods.short_label(fact.observation.period) if fact.observation.period else "此前"


def _periods(facts: Sequence[Fact]) -> str:
    return "、".join(dict.fromkeys(periods.short_label(fact.observation.period) for fact in facts))
