"""National targets and actuals that an indicator is held against, each with the document it comes from."""

from __future__ import annotations

from functools import cache

from briefing.errors import ConfigurationError
from briefing.model import Benchmark, Bound
from briefing.packaged import broken, csv_rows
from briefing.printing import periods

_FILE = "reference/data/benchmarks.csv"
_KINDS = ("target", "actual")
_VERIFICATION = ("yes", "memory", "unsourced")  # only what was read in the document named is used
_MULTIPLIERS = {"万": 10_000, "亿": 100_000_000}


def available(month: str | None) -> tuple[Benchmark, ...]:
    """The benchmarks that were published by the end of the month (YYYY-MM); all of them when None."""
    return tuple(b for b in benchmarks() if month is None or available_from(b) <= month)


def available_from(benchmark: Benchmark) -> str:
    """The month (YYYY-MM) from which a benchmark is known: of publication, else a cautious one after its year.

    An actual of a year without a date counts from December of the next year on (the bulletins come out during it), a
    target without one from the December of its plan period's first year.
    """
    if benchmark.published:
        return benchmark.published[:7]
    if benchmark.kind == "target":
        return f"{periods.plan_start(benchmark.year)}-12"
    return f"{benchmark.year + 1}-12"


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """The verified benchmarks, values in base units (万张 -> 张). Raises ConfigurationError naming file and line."""
    found: dict[tuple[str, int, int | None, str], Benchmark] = {}
    for line, row in csv_rows(_FILE):
        benchmark = _benchmark(line, row)
        if row["verified"] != "yes":
            continue
        key = (benchmark.indicator, benchmark.year, benchmark.start_year, benchmark.kind)
        if key in found:
            raise _wrong(line, f"与前面的行重复（{benchmark.indicator}，{benchmark.year}年）")
        found[key] = benchmark
    return tuple(found.values())


def _benchmark(line: int, row: dict[str, str]) -> Benchmark:
    if row["kind"] not in _KINDS:
        raise _wrong(line, f"的类别“{row['kind']}”应为 target 或 actual")
    if row["verified"] not in _VERIFICATION:
        raise _wrong(line, f"的核实情况“{row['verified']}”应为 yes、memory 或 unsourced")
    if row["verified"] == "yes" and not row["source"]:
        raise _wrong(line, "没有写出处")
    unit, multiplier = row["unit"], 1
    if unit[:1] in _MULTIPLIERS:
        unit, multiplier = unit[1:], _MULTIPLIERS[unit[0]]
    try:
        return Benchmark(
            indicator=row["indicator"],
            year=int(row["year"]),
            value=round(float(row["value"]) * multiplier, 6),
            unit=unit,
            kind=row["kind"],
            source=row["source"],
            bound=Bound(row["bound"]),
            basis=row["basis"],
            start_year=int(row["start_year"]) if row["start_year"] else None,
            published=_published(line, row["published"]),
        )
    except ValueError as error:
        raise _wrong(line, f"有无法识别的值（{error}）") from None


def _published(line: int, text: str) -> str:
    if text and (periods.span(text) is None or len(text) < len("2024-01")):
        raise _wrong(line, f"的发布日期“{text}”应写作 2024-12 或 2024-12-05")
    return text


def _wrong(line: int, problem: str) -> ConfigurationError:
    return broken(_FILE, f"第 {line} 行{problem}")
