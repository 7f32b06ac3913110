"""All regions against all targets at a glance, for the overview: who stands above, who below, who reports nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.charts.rug import Head, Patch, rugs
from briefing.composition.fixed_wordings import benchmark_value
from briefing.composition.page_model import Citation, Figure
from briefing.composition.peers import MANY
from briefing.composition.rows import place_names, unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import SIGNS, counted, is_soft, standing
from briefing.model import Benchmark, BenchmarkGap
from briefing.printing import numbers, periods
from briefing.reference.divisions import NATION, short_name

_ELSEWHERE = "；出处见各地区简报"
_SUBTITLE = (
    "▲高于目标　▼低于目标　＝持平　○不能判定　—未见报道；（ ）内为约数、推算或待核；"
    "列头为目标，全国目标不是对各地的考核"
)


def rug_figures(gaps: Sequence[BenchmarkGap], register: SourceRegister) -> tuple[Figure, ...]:
    """The rug of the figures that are held against a target, the latest of each region; none where too few are."""
    held = held_to_targets(gaps)
    regions = sorted({region for region, _ in held})
    targets = list(dict.fromkeys(gap.benchmark for gap in gaps if gap.benchmark in {target for _, target in held}))
    names = place_names(regions)
    cells = [[_patch(held.get((region, target))) for target in targets] for region in regions]
    charts = rugs(
        [names[region] for region in regions],
        [_head(target, held) for target in targets],
        cells,
        _title(list(held.values()), len(regions)),
        _SUBTITLE + (_ELSEWHERE if len(held) > MANY else ""),
    )
    facts = tuple(gap.fact for gap in held.values())

    def cited() -> Iterator[Citation]:
        if len(facts) <= MANY:
            yield from register.cite_all(fact.observation for fact in facts)
            yield from map(register.cite_benchmark, targets)

    return tuple(Figure(chart, tuple(cited()), facts, tuple(targets)) for chart in charts)


def held_to_targets(gaps: Sequence[BenchmarkGap]) -> dict[tuple[str, Benchmark], BenchmarkGap]:
    """The latest figure of each region that is held against a target, by region and target."""
    held: dict[tuple[str, Benchmark], BenchmarkGap] = {}
    for gap in sorted(gaps, key=lambda gap: periods.last_month(gap.fact.observation.period)):
        region = gap.fact.observation.region
        if gap.benchmark.kind == "target" and region and gap.fact.indicator.sensitivity != "no_rank":
            held[region, gap.benchmark] = gap
    return held


def _head(target: Benchmark, held: dict[tuple[str, Benchmark], BenchmarkGap]) -> Head:
    fact = next(gap.fact for (_, found), gap in held.items() if found == target)
    unit = unit_text(fact.observation)
    whose = "" if target.region == NATION else short_name(target.region)
    return Head(target.indicator, f"{whose}{target.year}年{benchmark_value(target)}{unit}")


def _patch(gap: BenchmarkGap | None) -> Patch | None:
    if gap is None:
        return None
    found = standing(gap)
    figure = numbers.figure(gap.fact.observation)
    return Patch(f"{SIGNS[found]} {f'（{figure}）' if is_soft(gap.fact) else figure}", found.value)


def _title(gaps: Sequence[BenchmarkGap], regions: int) -> str:
    whose = "全国" if all(gap.benchmark.region == NATION for gap in gaps) else ""
    return f"{regions}个地区有{len(gaps)}项数据可与{whose}目标对照：{counted(gaps, '不能判定')}"
