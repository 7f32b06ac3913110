"""Time and memory of comparing a large corpus: 100,000 synthetic observations in 500 regions.

    python -m benchmarks.comparison [--observations 100000] [--regions 500]

Prints seconds by stage and the peak memory. Synthetic values only measure cost, not quality.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from briefing.comparison import Pairings, analyse, data_frames
from briefing.comparison.grouping import groups_of
from briefing.comparison.peer_groups import chain
from briefing.model import Bound, Level, Measure, Observation, Status
from briefing.narrative import region_points
from briefing.reference.catalogue import catalogue, unit_families
from briefing.reference.divisions import regions

PERIODS = ["2021", "2022", "2023", "2024", "2024-06-30", "2024-11-05", "2025-01/2025-06", "2022/2024"]


def synthetic(count: int, places: int, seed: int = 7) -> list[Observation]:
    """Observations of catalogue indicators and of some unlisted names, in every period, bound and status."""
    chance = random.Random(seed)
    counties = [code for code, region in regions().items() if region.level is Level.COUNTY]
    codes = chance.sample(counties, places)
    known = catalogue()
    made = []
    for number in range(count):
        indicator = chance.choice(known)
        unit = indicator.unit
        share = unit_families()[indicator.family].share
        listed = chance.random() < 0.8
        value = round(chance.uniform(1, 99), 2) if indicator.intensive else float(chance.randint(10, 5000))
        text = f"{value:g}{unit}"
        made.append(
            Observation(
                document=f"{number % 2000}.txt",
                start=number * 40,
                end=number * 40 + len(text),
                text=text,
                indicator=indicator.name if listed else f"{indicator.name[:6]}专项第{chance.randint(1, 400)}类",
                value=value,
                unit=unit,
                sector=indicator.sector,
                bound=chance.choice([Bound.EXACT] * 5 + [Bound.AT_LEAST]),
                measure=Measure.SHARE if share else Measure.LEVEL,
                region=chance.choice(codes),
                period=chance.choice(PERIODS),
                status=chance.choice([Status.ACTUAL] * 9 + [Status.PLANNED]),
            )
        )
    return made


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--observations", type=int, default=100_000)
    arguments.add_argument("--regions", type=int, default=500)
    options = arguments.parse_args()
    observations = synthetic(options.observations, options.regions)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    analysis = analyse([], observations)
    analysed = time.perf_counter()
    assert isinstance(analysis.comparisons, Pairings)
    coverage = data_frames.coverage_matrix(analysis)
    series = data_frames.time_series(analysis)
    tabled = time.perf_counter()
    code = analysis.facts[0].observation.region or ""
    own = analysis.comparisons.of_region(code)
    points = region_points(analysis, code)
    pointed = time.perf_counter()
    pool = groups_of(analysis)
    groups = [group for name in pool.pairs.indicators() for group in pool.of_indicator(name)]
    ranked = time.perf_counter()
    around = [group for name in pool.pairs.indicators() if (group := pool.around(code, name, chain(code)))]
    placed = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"observations {len(observations):,} · regions {len(coverage):,} · facts {len(analysis.facts):,}")
    print(f"one region: {len(own):,} comparisons, {len(points)} key points · {len(series):,} rows in series")
    print(f"{len(groups):,} groups, {sum(g.ranked for g in groups):,} of them ranked · {len(around):,} of a region")
    stages = {
        "analyse": analysed - start,
        "tables": tabled - analysed,
        "region": pointed - tabled,
        "groups": ranked - pointed,
        "a region's groups": placed - ranked,
    }
    print(" · ".join(f"{name} {seconds:.1f} s" for name, seconds in stages.items()))
    print(f"total {placed - start:.1f} s · peak {peak / 1024:.0f} MB ({base / 1024:.0f} MB before)")


if __name__ == "__main__":
    main()
