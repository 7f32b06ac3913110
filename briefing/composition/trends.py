"""National courses with the regions' values beside them, where the reference data follow an indicator over years."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.trend import MINIMUM, PlacedDot, Point, trend_chart
from briefing.composition.fixed_wordings import benchmark_value
from briefing.composition.page_model import Figure
from briefing.composition.peers import MANY
from briefing.composition.rows import region_name
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import drawn_reference, is_soft
from briefing.model import Benchmark, BenchmarkGap, Bound, Fact
from briefing.printing import numbers, periods
from briefing.reference.benchmarks import national_courses

_MOST_CHARTS = 3
_DRAWN = (Bound.EXACT, Bound.APPROXIMATE)
_LEAST_REGIONS = 2  # one region against the nation is a bullet, not a course
_NAMED = 3  # regions named in a title


def trend_figures(
    gaps: Sequence[BenchmarkGap], register: SourceRegister, month: str | None = None
) -> tuple[Figure, ...]:
    """One chart for each indicator held against a benchmark whose national values cover three years or more.

    Values that were published after `month` (YYYY-MM) are not known.
    """
    facts: dict[str, dict[str, Fact]] = {}
    for gap in gaps:
        own = gap.fact.observation.region
        if gap.fact.indicator.sensitivity != "no_rank" and own:
            facts.setdefault(gap.fact.indicator.name, {})[f"{own}:{gap.fact.observation.period}"] = gap.fact
    drawn = (_figure(name, list(found.values()), gaps, register, month) for name, found in facts.items())
    return tuple(figure for figure in drawn if figure)[:_MOST_CHARTS]


def _series(name: str, month: str | None) -> list[Benchmark]:
    """The national values of single years, exact or rounded, that are counted on one basis."""
    found = [b for b in national_courses(month).get(name, ()) if b.bound in _DRAWN]
    return [benchmark for benchmark in found if benchmark.basis == found[-1].basis]


def _figure(
    name: str, facts: Sequence[Fact], gaps: Sequence[BenchmarkGap], register: SourceRegister, month: str | None
) -> Figure | None:
    series = _series(name, month)
    dots = [dot for fact in facts if (dot := _dot(fact))]
    if len(series) < MINIMUM or len({dot.label for dot in dots}) < _LEAST_REGIONS:
        return None
    target = next((g.benchmark for g in gaps if g.fact.indicator.name == name and g.benchmark.kind == "target"), None)
    rule = drawn_reference(target) if target else None
    first, last = series[0], series[-1]
    ranked = sorted(dots, key=lambda dot: -dot.value)
    own = "、".join(f"{dot.label}{dot.text}" for dot in ranked[:_NAMED]) + ("等" if len(dots) > _NAMED else "")
    chart = trend_chart(
        [Point(b.year, b.value, benchmark_value(b), b.bound is not Bound.EXACT) for b in series],
        dots,
        rule,
        f"全国由{first.year}年{benchmark_value(first)}到{last.year}年{benchmark_value(last)}；{own}",
        f"{name}；单位：{first.unit}；各地按各自时点标出，时点不同，不排高低；空心为约数、推算或待核",
    )
    if chart is None:
        return None
    cited = [register.cite_benchmark(benchmark) for benchmark in series]
    stated = register.cite_all(fact.observation for fact in facts) if len(facts) <= MANY else ()
    citations = (*stated, *cited, *((register.cite_benchmark(target),) if target else ()))
    return Figure(chart, citations, tuple(facts), (*series, *((target,) if target else ())))


def _dot(fact: Fact) -> PlacedDot | None:
    span = periods.span(fact.observation.period)
    if span is None:
        return None
    text = f"{numbers.figure(fact.observation)}（{periods.short_label(fact.observation.period)}）"
    return PlacedDot(region_name(fact), (span.last + 1) / 12 - 1, fact.observation.value, text, is_soft(fact))
