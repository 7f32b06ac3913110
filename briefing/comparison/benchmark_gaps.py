"""Facts held against targets of their own plan period and the values of the places above them: of their own year, or
with a condition the latest before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.comparison.computed_shares import is_computed
from briefing.comparison.denominators import rests_on_census
from briefing.comparison.references import References
from briefing.config import Thresholds
from briefing.errors import UnreadableInputError, fenced
from briefing.extraction.surroundings import USUAL
from briefing.model import Benchmark, BenchmarkGap, Caveat, Comparability, Fact, Level, Measure, Status
from briefing.printing import numbers, periods
from briefing.reference.benchmarks import available
from briefing.reference.divisions import NATION, regions, short_name

_PUBLIC_MONEY = "money"  # the budgets of a province are those of all levels in it, not so those of a city or county
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
    thresholds: Thresholds | None = None,
) -> list[BenchmarkGap]:
    """Every fact with every benchmark it may be held against, in the order of the facts.

    A fact that this breaks on is left out, and told among the `problems`.
    """
    references = References(available(None) if known is None else known)
    thresholds = thresholds or Thresholds()
    found: list[BenchmarkGap] = []
    for fact in facts:
        with fenced(fact.observation.document, "与目标对照", [] if problems is None else problems):
            for benchmark in references.beside(fact, thresholds.conditional_months // 12) if _may_be_held(fact) else ():
                conditions = tuple(_conditions(fact, benchmark, thresholds))
                notes = _caveats(fact, benchmark)
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


def difference(fact: Fact, benchmark: Benchmark) -> float:
    """Fact minus benchmark in the fact's unit, to the coarser of their decimals."""
    places = max(numbers.decimals(fact.observation), numbers.places(benchmark.value))
    return round(fact.observation.value - benchmark.value, places)


def is_similar(fact: Fact, benchmark: Benchmark) -> bool:
    """Whether the difference is within the precision of the stated figure."""
    return abs(fact.observation.value - benchmark.value) < numbers.precision(fact.observation) / 2


def _is_province(fact: Fact) -> bool:
    return regions()[fact.observation.region or NATION].level is Level.PROVINCE


def is_timely(gap: BenchmarkGap) -> bool:
    """Whether the value is of the figure's year, not of one before."""
    return not any(caveat.code == "R04" for caveat in gap.conditions)


def _caveats(fact: Fact, benchmark: Benchmark) -> tuple[Caveat, ...]:
    found = list(fact.caveats)
    whose = f"{short_name(benchmark.region)}数"
    if rests_on_census(fact):
        found.append(Caveat("R09", "异", f"推算所用的普查人口与{whose}的分母（当年末人口）不同。"))
    if benchmark.basis and not _is_counted_so(fact, benchmark):
        found.append(Caveat("R01", "异", f"{whose}{benchmark.basis}。"))
    return tuple(found)


def _is_counted_so(fact: Fact, benchmark: Benchmark) -> bool:
    """Whether the figure's own name says that it is counted as the benchmark is: 按在园幼儿计算."""
    counted = benchmark.basis.removeprefix("按").removesuffix("计算").removesuffix("计")
    return counted in fact.observation.indicator


def _conditions(fact: Fact, benchmark: Benchmark, thresholds: Thresholds) -> Iterator[Caveat]:
    """What is held against other regions only with a condition is so against the nation too; and a value of a year
    before."""
    found, made = periods.span(fact.observation.period), fact.derivation
    if is_computed(fact):
        yield Caveat("R07", "推", "占比为推算")
    if benchmark.kind == "actual" and found and found.year != benchmark.year:
        yield Caveat("R04", "期", "年份不同")
    if made and fact.indicator.family == _PUBLIC_MONEY and not _is_province(fact):
        yield Caveat("R05", "级", "上级数含各级财政")
    if made and rests_on_census(fact) and found and found.year != made.denominator_year:
        yield Caveat("R07", "推", f"分母为{made.denominator_year}年普查")
    elif made and found and abs(found.year - made.denominator_year) > thresholds.denominator_years:
        yield Caveat("R07", "推", f"分母为{made.denominator_year}年末人口")
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
