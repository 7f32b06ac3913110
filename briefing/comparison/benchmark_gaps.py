"""Facts held against national benchmarks: the target of their own plan period, the actual of their own year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from briefing.errors import UnreadableInputError, fenced
from briefing.extraction.surroundings import USUAL
from briefing.model import Benchmark, BenchmarkGap, Caveat, Comparability, Fact, Measure, Status
from briefing.printing import numbers, periods
from briefing.reference.benchmarks import available
from briefing.reference.divisions import NATION

# What forbids a judgement, by code and mark of the fact's caveat, in the words of a table cell.
_DOUBTS = {
    ("R11", "小"): "基数过小",
    ("R13", "核"): "勾稽待核",
    ("R17", "核"): "另有不同的数",
    ("R01", "异"): "口径可能不同",
    ("R09", "异"): "机构服务不限于本地",
    ("R05", "异"): "所指范围不清",
}


def gaps(
    facts: Iterable[Fact],
    known: Sequence[Benchmark] | None = None,
    problems: list[UnreadableInputError] | None = None,
) -> list[BenchmarkGap]:
    """Every fact with every benchmark it may be held against, in the order of the facts.

    A fact that this breaks on is left out, and told among the `problems`.
    """
    by_indicator: dict[str, list[Benchmark]] = defaultdict(list)
    for benchmark in available(None) if known is None else known:
        by_indicator[benchmark.indicator].append(benchmark)
    found: list[BenchmarkGap] = []
    for fact in facts:
        with fenced(fact.observation.document, "与目标对照", [] if problems is None else problems):
            for benchmark in by_indicator.get(fact.indicator.name, ()) if _may_be_held(fact) else ():
                if applies(benchmark, fact):
                    notes, conditions = _caveats(fact, benchmark), tuple(_conditions(fact))
                    found.append(BenchmarkGap(fact, benchmark, difference(fact, benchmark), notes, conditions))
    return found


def _may_be_held(fact: Fact) -> bool:
    """Ratios that happened, of places below the nation; totals of the nation cannot be shared out."""
    observation = fact.observation
    return (
        fact.indicator.intensive
        and fact.indicator.sensitivity == "public"
        and observation.status is Status.ACTUAL
        and observation.measure in (Measure.LEVEL, Measure.SHARE)
        and observation.region not in (None, NATION)
        and not observation.locality
        and not (observation.optional or observation.doubts)
    )


def applies(benchmark: Benchmark, fact: Fact) -> bool:
    """A target for its plan period, an actual for its year."""
    found = periods.span(fact.observation.period)
    if found is None:
        return False
    if benchmark.kind == "target":
        return periods.plan_of(found.year) == periods.plan_of(benchmark.year)
    return found.year == benchmark.year and benchmark.start_year in (None, benchmark.year)


def difference(fact: Fact, benchmark: Benchmark) -> float:
    """Fact minus benchmark in the fact's unit, to the coarser of their decimals."""
    places = max(numbers.decimals(fact.observation), numbers.places(benchmark.value))
    return round(fact.observation.value - benchmark.value, places)


def is_similar(fact: Fact, benchmark: Benchmark) -> bool:
    """Whether the difference is within the precision of the stated figure."""
    return abs(fact.observation.value - benchmark.value) < numbers.precision(fact.observation) / 2


def _caveats(fact: Fact, benchmark: Benchmark) -> tuple[Caveat, ...]:
    found = list(fact.caveats)
    if fact.derivation is not None:
        found.append(Caveat("R09", "异", "推算所用的普查人口与全国数的分母（当年末人口）不同。"))
    if benchmark.basis and not _is_counted_so(fact, benchmark):
        found.append(Caveat("R01", "异", f"全国数{benchmark.basis}。"))
    return tuple(found)


def _is_counted_so(fact: Fact, benchmark: Benchmark) -> bool:
    """Whether the figure's own name says that it is counted as the benchmark is: 按在园幼儿计算."""
    counted = benchmark.basis.removeprefix("按").removesuffix("计算").removesuffix("计")
    return counted in fact.observation.indicator


def _conditions(fact: Fact) -> Iterator[Caveat]:
    """What is held against other regions only with a condition is so against the nation too."""
    if fact.derivation is not None:
        yield Caveat("R07", "推", f"分母为{fact.derivation.denominator_year}年普查")
    if fact.population not in ("", USUAL):
        yield Caveat("R09", "异", f"分母为{fact.population}")
    seen = set()
    for caveat in fact.caveats:
        text = _DOUBTS.get((caveat.code, caveat.mark))
        if caveat.code == "R01" and fact.indicator.local_definition:
            text = "口径由各地自定"
        if text and text not in seen:
            seen.add(text)
            yield Caveat(caveat.code, caveat.mark, text)


def outcome(gap: BenchmarkGap) -> Comparability:
    """Comparable, or conditional where something forbids to call the figure higher or lower."""
    return Comparability.CONDITIONAL if gap.conditions else Comparability.COMPARABLE
