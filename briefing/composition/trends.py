"""The nation's course with every region at its own time, where the reference data follow an indicator over years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.charts.multiples import MINIMUM, Point
from briefing.charts.trend import PAGE, Panel, PlacedDot, trend_charts
from briefing.composition.fixed_wordings import benchmark_value
from briefing.composition.page_model import Figure
from briefing.composition.peers import MANY
from briefing.composition.rows import key, mark_signs, marks, unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import drawn_reference, is_soft
from briefing.composition.truths import truth
from briefing.model import Benchmark, BenchmarkGap, Bound, Fact, Measure, Status
from briefing.printing import numbers, periods
from briefing.reference.benchmarks import national_courses
from briefing.reference.divisions import NATION, short_name
from briefing.reference.short_names import short_name as indicator_name

_MOST_CHARTS = 3
_DRAWN = (Bound.EXACT, Bound.APPROXIMATE)
_LEAST_REGIONS = 2  # one region against the nation is a row of a table
_MOST_REGIONS = 2 * (PAGE - 1)  # of more those with a course of their own
_LEVELS = (Measure.LEVEL, Measure.SHARE)
_STATUSES = (Status.ACTUAL, Status.PLANNED)


def trend_figures(
    gaps: Sequence[BenchmarkGap], facts: Sequence[Fact], register: SourceRegister, month: str | None = None
) -> tuple[Figure, ...]:
    """Panels for each indicator held against a benchmark whose national values cover three years or more: `facts` at
    their own times, plans apart. Values that were published after `month` (YYYY-MM) are not known."""
    held: dict[str, dict[tuple[str, str], Fact]] = {}
    for gap in gaps:
        held.setdefault(gap.fact.indicator.name, {})[key(gap.fact)] = gap.fact
    found: list[Figure] = []
    for name, own in held.items():
        others = (fact for fact in facts if fact.indicator.name == name)
        everything = {**own, **{key(fact): fact for fact in others}}
        if len(found) < _MOST_CHARTS:
            found += _figures(name, list(filter(_is_drawn, everything.values())), gaps, register, month)
    return tuple(found)


def _is_drawn(fact: Fact) -> bool:
    """Whether the figure is a value of a whole region at a known time, reached or planned, that anybody may see."""
    observation = fact.observation
    placed = observation.region not in (None, NATION) and not observation.locality
    stated = observation.measure in _LEVELS and observation.status in _STATUSES and not observation.optional
    return placed and stated and fact.indicator.sensitivity == "public" and periods.span(observation.period) is not None


def _series(name: str, month: str | None) -> list[Benchmark]:
    """The national values of single years, exact or rounded, that are counted on one basis."""
    found = [b for b in national_courses(month).get(name, ()) if b.bound in _DRAWN]
    return [benchmark for benchmark in found if benchmark.basis == found[-1].basis]


def _figures(
    name: str, facts: Sequence[Fact], gaps: Sequence[BenchmarkGap], register: SourceRegister, month: str | None
) -> list[Figure]:
    series = _series(name, month)
    regions = _by_region(facts)
    if len(series) < MINIMUM or len(regions) < _LEAST_REGIONS:
        return []
    target = next((g.benchmark for g in gaps if g.fact.indicator.name == name and g.benchmark.kind == "target"), None)
    charts = trend_charts(
        [Point(b.year, b.value, benchmark_value(b), b.bound is not Bound.EXACT) for b in series],
        [_panel(found) for found in regions],
        drawn_reference(target) if target else None,
        (_title(name, series, regions), _about(name, facts[0])),
    )
    drawn = [fact for found in regions for fact in found]
    held = (*series, *((target,) if target else ()))
    cited = register.cite_all(fact.observation for fact in drawn) if len(drawn) <= MANY else ()
    citations = (*cited, *register.cite_benchmarks(held))
    return [Figure(chart, citations, tuple(drawn), held) for chart in charts]


def _by_region(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The figures of each region by time, those with the largest last actual value first; of very many regions those
    with a course."""
    found: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: periods.last_month(fact.observation.period)):
        found.setdefault(fact.observation.region or "", []).append(fact)
    regions = [own for own in found.values() if _last(own) is not None]
    if len(regions) > _MOST_REGIONS:
        regions = [own for own in regions if len({_time(fact) for fact in own if _is_actual(fact)}) >= MINIMUM]
    return sorted(regions, key=lambda own: -(last.observation.value if (last := _last(own)) else 0.0))[:_MOST_REGIONS]


def _is_actual(fact: Fact) -> bool:
    return fact.observation.status is Status.ACTUAL


def _last(facts: Sequence[Fact]) -> Fact | None:
    return next((fact for fact in reversed(facts) if _is_actual(fact)), None)


def _time(fact: Fact) -> float:
    """Years, the end of 2024 being 2024.0."""
    return (periods.last_month(fact.observation.period) + 1) / 12 - 1


def _panel(facts: Sequence[Fact]) -> Panel:
    last = _last(facts)
    assert last is not None  # only regions with an actual value have a panel
    signs = "".join(f" [{sign}]" for sign in mark_signs(marks(last)))
    dots = {(_time(fact), fact.observation.value, fact.observation.status): _dot(fact) for fact in facts}
    when = periods.short_label(last.observation.period) + signs
    return Panel(short_name(last.observation.region or ""), when, tuple(dots.values()))


def _dot(fact: Fact) -> PlacedDot:
    observation = fact.observation
    plan = not _is_actual(fact)
    return PlacedDot(
        _time(fact), observation.value, numbers.figure(observation), is_soft(fact), plan, 0 if plan else truth(fact)
    )


def _title(name: str, series: Sequence[Benchmark], regions: Sequence[Sequence[Fact]]) -> str:
    """The nation's course, and how many regions have one of their own."""
    first, last = series[0], series[-1]
    courses = sum(len({_time(fact) for fact in own if _is_actual(fact)}) >= MINIMUM for own in regions)
    told = f"{courses}地有3个以上时点" if courses else f"{len(regions)}地都不足3个时点，不连线、不说走势"
    span = f"全国由{first.year}年{benchmark_value(first)}到{last.year}年{benchmark_value(last)}"
    return f"{indicator_name(name)}：{span}；{told}"


def _about(name: str, fact: Fact) -> str:
    unit = unit_text(fact.observation)
    return (
        f"{name}{f'（{unit}）' if unit else ''}；各格纵轴、横轴（年末）相同，按最近一次实际数从大到小；虚线全国；"
        "空心为约数、推算或待核，菱形为计划；时点不同，格与格之间不排高低"
    )
