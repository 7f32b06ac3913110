"""What a figure may stand beside: targets of its place or the nearest above, actual values of the places above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from briefing.comparison.denominators import nearest, year_ends
from briefing.comparison.durations import is_to_date
from briefing.comparison.normalisation import per_head_indicator, rounded_ratio
from briefing.comparison.unit_forms import are_of_one_size
from briefing.model import Benchmark, Fact, Indicator, PerHead
from briefing.printing import periods
from briefing.reference.catalogue import catalogue, unit_families
from briefing.reference.divisions import NATION, ancestors
from briefing.reference.population import SOURCE as CENSUS_SOURCE
from briefing.reference.value_rows import plain_unit

_YEAR = 12


class References:
    """The values known in a month by indicator and place; those per head are computed where only amounts are known."""

    def __init__(self, known: Iterable[Benchmark]) -> None:
        known = tuple(known)
        self._ends = year_ends(known)
        self._values: dict[tuple[str, str], list[Benchmark]] = defaultdict(list)
        for value in known:
            self._values[value.indicator, value.region].append(value)
        self._names = {name for name, _ in self._values} | _counts().keys()
        self._computed: dict[tuple[str, str], list[Benchmark]] = {}

    def beside(self, fact: Fact, years: int) -> Iterator[Benchmark]:
        """What the fact may be held against: targets of its plan period, of the lowest level that has one; of each
        place above it, nearest first, the actual value of its year, or the latest at most `years` before.
        """
        if fact.indicator.name not in self._names:
            return
        region = fact.observation.region or NATION
        places = ancestors(region)
        for place in (region, *places):
            targets = [v for v in self._of(fact, place) if v.kind == "target" and applies(v, fact)]
            if targets:
                yield from targets
                break
        for place in places:
            actual = [v for v in self._of(fact, place) if v.kind == "actual" and _reaches(v, fact, years)]
            if actual:
                yield max(actual, key=lambda value: value.year)

    def _of(self, fact: Fact, place: str) -> list[Benchmark]:
        key = (fact.indicator.name, place)
        found = self._values.get(key, [])
        if key not in self._computed:
            stated = {(value.year, value.kind) for value in found}
            made = (self._per_head(count, place) for count in _counts().get(fact.indicator.name, ()))
            self._computed[key] = [v for values in made for v in values if (v.year, v.kind) not in stated]
        return [v for v in (*found, *self._computed[key]) if _same_unit(v, fact)]

    def _per_head(self, count: Indicator, place: str) -> Iterator[Benchmark]:
        """The values of a count divided by the people of the same place and year."""
        kind = count.denominator or "population"
        for value in self._values.get((count.name, place), ()):
            divisor = nearest(place, kind, value.year, self._ends)
            if value.kind != "actual" or value.start_year not in (None, value.year):
                continue
            if divisor is None or divisor.year != value.year:
                continue
            yield Benchmark(
                indicator=per_head_indicator(count).name,
                year=value.year,
                value=rounded_ratio(value.value, divisor.people, count.per),
                unit=value.unit,
                kind="actual",
                source=f"{value.source}；{divisor.source or CENSUS_SOURCE}",
                region=place,
                bound=value.bound,
                basis=value.basis,
                per_head=PerHead(value.value, value.unit, divisor.people, divisor.name, count.per),
            )


@cache
def _counts() -> Mapping[str, tuple[Indicator, ...]]:
    """The counts that give a ratio, by the ratio's name; parts of other counts do not."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in catalogue():
        if not indicator.intensive and indicator.denominator and not indicator.subset_of:
            found[per_head_indicator(indicator).name].append(indicator)
    return {name: tuple(counts) for name, counts in found.items()}


def applies(benchmark: Benchmark, fact: Fact) -> bool:
    """A target for its plan period, an actual for its year."""
    found = periods.span(fact.observation.period)
    if found is None or found.months > _YEAR:
        return False
    if benchmark.kind == "target":
        return periods.plan_of(found.year) == periods.plan_of(benchmark.year)
    return _reaches(benchmark, fact, 0)


def _reaches(benchmark: Benchmark, fact: Fact, years: int) -> bool:
    """Whether the value of a year stands for the fact's: of the same, or of one at most so many years before."""
    found = periods.span(fact.observation.period)
    if found is None or benchmark.start_year not in (None, benchmark.year) or not _of_a_year(fact):
        return False
    return 0 <= found.year - benchmark.year <= years


def _of_a_year(fact: Fact) -> bool:
    """Whether the figure is of one whole year where that matters: what adds up over the year (money, cases) is not
    held against a year's sum before the year is over."""
    found, indicator = periods.span(fact.observation.period), fact.indicator
    if found is None or found.months > _YEAR:
        return False
    adds_up = indicator.kind != "stock" and not unit_families()[indicator.family].share
    return not adds_up or (found.months == _YEAR and found.first_year == found.year and not is_to_date(fact))


def _same_unit(benchmark: Benchmark, fact: Fact) -> bool:
    families = [unit_families()[name] for name in (fact.indicator.family, *fact.indicator.also) if name]
    if not are_of_one_size(benchmark.unit, fact.observation.unit):
        return False
    mine, other = plain_unit(benchmark.unit), plain_unit(fact.observation.unit)
    return mine == other or any({mine, other} <= {plain_unit(u) for u in family.members} for family in families)
