"""What indicators are held against: targets and actual values of the nation, the provinces and cities, each with the
document it comes from. Those of the package, and an office's own (reference/office_values.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain

from briefing.errors import ConfigurationError
from briefing.model import Benchmark
from briefing.packaged import broken, csv_rows
from briefing.printing import periods
from briefing.reference.catalogue import catalogue
from briefing.reference.division_table import NATION
from briefing.reference.value_rows import key_of, names_of, read_values

RESIDENTS = "年末常住人口"
_KINDS_OF_PEOPLE = {"常住": RESIDENTS, "户籍": "年末户籍人口"}
_NATIONAL = "reference/data/benchmarks.csv"
_PROVINCIAL = "reference/data/provincial.csv"
_SOURCES = "reference/data/provincial_sources.csv"
_POPULATIONS = "reference/data/population_later.csv"
_NEEDED = ("indicator", "year", "value", "unit", "source")

Row = tuple[int, dict[str, str]]


def available(month: str | None, own: Sequence[Benchmark] = ()) -> tuple[Benchmark, ...]:
    """The values that were published by the end of the month (YYYY-MM), all of them when None; an office's `own` go
    before the package's for the same indicator, place and year."""
    if not own:
        return _published(month)
    known = {key_of(value): value for value in chain(_published(month), _by(own, month))}
    return tuple(known.values())


def available_from(benchmark: Benchmark) -> str:
    """The month (YYYY-MM) from which a value is known: of publication, else a cautious one after its year.

    An actual of a year without a date counts from December of the next year on (the bulletins come out during it), a
    target without one from the December of its plan period's first year, one dated by year from its December.
    """
    if benchmark.published:
        return benchmark.published[:7] if "-" in benchmark.published else f"{benchmark.published}-12"
    if benchmark.kind == "target":
        return f"{periods.plan_start(benchmark.year)}-12"
    return f"{benchmark.year + 1}-12"


@lru_cache(maxsize=4)
def _published(month: str | None) -> tuple[Benchmark, ...]:
    return tuple(_by(benchmarks(), month))


def _by(values: Iterable[Benchmark], month: str | None) -> Iterator[Benchmark]:
    return (value for value in values if month is None or available_from(value) <= month)


@lru_cache(maxsize=4)
def national_courses(month: str | None) -> Mapping[str, tuple[Benchmark, ...]]:
    """The nation's actual values of single years that are known in the month, by indicator, in the order of years."""
    found: dict[str, list[Benchmark]] = {}
    for value in _published(month):
        if value.region == NATION and value.kind == "actual" and value.start_year in (None, value.year):
            found.setdefault(value.indicator, []).append(value)
    return {name: tuple(sorted(values, key=lambda value: value.year)) for name, values in found.items()}


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """The verified values of the package, in base units (万张 -> 张); of several for one indicator, place and year that
    of the first file. Raises ConfigurationError naming file and line."""
    found: dict[object, Benchmark] = {}
    names = names_of(catalogue())
    for file, rows in ((_NATIONAL, _national_rows), (_PROVINCIAL, _provincial_rows), (_POPULATIONS, _population_rows)):
        for _, value in read_values(rows(file), names, partial(_wrong, file)):
            found.setdefault(key_of(value), value)
    return tuple(found.values())


def _national_rows(file: str) -> Iterator[Row]:
    return csv_rows(file, (*_NEEDED, "verified"))


def _provincial_rows(file: str) -> Iterator[Row]:
    """Rows with their source written out."""
    sources = {row["id"]: row["source"] for _, row in csv_rows(_SOURCES, ("source",), unique=("id",))}
    for line, row in csv_rows(file, (*_NEEDED, "area", "verified")):
        if row["source"] not in sources:
            raise _wrong(file, line, f"的出处“{row['source']}”没有列在 {_SOURCES} 中")
        yield line, {**row, "source": sources[row["source"]]}


def _population_rows(file: str) -> Iterator[Row]:
    for line, row in csv_rows(file, ("code", "year", "population", "kind", "source", "verified")):
        if row["kind"] not in _KINDS_OF_PEOPLE:
            raise _wrong(file, line, f"的人口口径“{row['kind']}”应为{'或'.join(_KINDS_OF_PEOPLE)}")
        counted = {"indicator": _KINDS_OF_PEOPLE[row["kind"]], "value": row["population"], "unit": "人"}
        yield line, {**row, **counted, "area": row["code"], "kind": "actual"}


def _wrong(file: str, line: int, problem: str) -> ConfigurationError:
    return broken(file, f"第 {line} 行{problem}")
