"""What amounts are divided by: the people of a place at the end of a year near the figure's, or at the 2020 census."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.model import Benchmark, Bound, Fact, Indicator, Measure, Observation, Status
from briefing.printing import periods
from briefing.reference.benchmarks import RESIDENTS
from briefing.reference.population import Population, population

CENSUS_YEAR = 2020
_YEAR = 12
_SURE = ("name", "alias", "worded")
_AGES = ("population_60_plus", "population_65_plus", "population_0_14")
_MOST_DRIFT = (0.3, 0.5)  # by which a place's residents, and those of an age, may have changed since the census
_REGISTERED = "户籍人口"
PEOPLE_NAMES = {
    "population": "常住人口",
    "population_60_plus": "60岁及以上人口",
    "population_65_plus": "65岁及以上人口",
    "population_0_14": "0—14岁人口",
}
COUNTED_AS = {  # the indicator of the catalogue that counts those people
    "population": RESIDENTS,
    "population_60_plus": "60岁及以上人口数",
    "population_65_plus": "65岁及以上人口数",
    "population_0_14": "0—14岁人口数",
}
_KINDS = {name: kind for kind, name in COUNTED_AS.items()}
YearEnds = Mapping[tuple[str, str], Mapping[int, Benchmark]]  # people at the end of years, by place and kind


@dataclass(frozen=True, slots=True)
class Denominator:
    """People of a place, of which year, and where that stands (`source` is empty for the census)."""

    people: int
    year: int
    name: str  # 常住人口（2023年末）
    source: str = ""


def year_ends(values: Iterable[Benchmark]) -> YearEnds:
    """The people at the end of years that are among the values, by place, kind and year; of several the first."""
    found: dict[tuple[str, str], dict[int, Benchmark]] = {}
    for value in values:
        kind = _KINDS.get(value.indicator)
        if kind and value.kind == "actual" and not (kind in _AGES and value.year == CENSUS_YEAR):  # that is the census
            found.setdefault((value.region, kind), {}).setdefault(value.year, value)
    return found


def stated_people(facts: Iterable[Fact], titles: Mapping[str, str]) -> Iterator[Benchmark]:
    """What the documents themselves say of the people of their places at the end of a year (`titles` by document):
    exact, undoubted, not the registered ones, and not far from the census."""
    for fact in facts:
        kind, observation = _KINDS.get(fact.indicator.name), fact.observation
        found = periods.span(observation.period)
        if kind is None or fact.alignment not in _SURE or found is None or found.months > _YEAR:
            continue
        if found.last % _YEAR == _YEAR - 1 and _is_plain(fact) and _is_likely(observation, kind):
            source = f"所收文献《{titles.get(observation.document) or observation.document}》"
            place = observation.region or ""
            yield Benchmark(fact.indicator.name, found.year, observation.value, "人", "actual", source, place)


def _is_plain(fact: Fact) -> bool:
    observation = fact.observation
    counted = observation.status is Status.ACTUAL and observation.measure is Measure.LEVEL
    exact = observation.bound is Bound.EXACT and observation.upper is None
    doubted = observation.optional or observation.doubts or observation.locality or fact.caveats
    registered = _REGISTERED in observation.indicator or observation.around.population == _REGISTERED
    return counted and exact and not doubted and not registered


def _is_likely(observation: Observation, kind: str) -> bool:
    counted = population(observation.region or "")
    people = _count(counted, kind) if counted else None
    return bool(people) and abs(observation.value / (people or 1) - 1) <= _MOST_DRIFT[kind in _AGES]


def nearest(region: str | None, kind: str, year: int, ends: YearEnds) -> Denominator | None:
    """The people of a place counted nearest to a year, of two as near those at a year's end; None where there is no
    sound figure."""
    known = ends.get((region or "", kind), {})
    near = min(known, key=lambda y: abs(y - year), default=None)
    people = denominator(region, kind)
    if near is not None and (people is None or abs(near - year) <= abs(CENSUS_YEAR - year)):
        value = known[near]
        return Denominator(round(value.value), near, year_end_name(kind, near), value.source)
    return Denominator(people, CENSUS_YEAR, census_name(kind)) if people else None


def rests_on_census(fact: Fact) -> bool:
    """Whether a figure per head was computed with the people of the census."""
    return fact.derivation is not None and not fact.derivation.denominator_source


def year_end_name(kind: str, year: int) -> str:
    """People at a year's end as they are printed: 常住人口（2023年末）."""
    return f"{PEOPLE_NAMES[kind]}（{year}年末）"


def census_name(kind: str) -> str:
    """People at the census as they are printed: 常住人口（2020年普查）."""
    return f"{PEOPLE_NAMES[kind]}（{CENSUS_YEAR}年普查）"


def denominator_of(indicator: Indicator) -> str:
    """The printed name of an indicator's denominator at the census: 常住人口（2020年普查）."""
    return census_name(indicator.denominator or "population")


def denominator(region: str | None, kind: str) -> int | None:
    """People of that kind in the region at the census; None where there is no sound figure."""
    if denominator_refusal(region, kind):
        return None
    found = population(region or "")
    assert found is not None  # denominator_refusal has made sure
    return _count(found, kind)


def denominator_refusal(region: str | None, kind: str) -> str:
    """Why figures of a region may not be divided by its census population; empty when they may."""
    found = population(region) if region else None
    if found is None:
        return "没有2020年普查人口"
    if not found.reliable:
        return f"的普查人口不宜作分母（{found.note}）"
    if not _count(found, kind):
        return f"没有{PEOPLE_NAMES[kind]}的普查数"
    return ""


def _count(found: Population, kind: str) -> int | None:
    field = {"population": "total"}.get(kind, kind.replace("population", "age"))
    value = getattr(found, field)
    return value if value is None else int(value)
