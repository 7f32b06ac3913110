"""Rows of published values, national, provincial or an office's own: read, checked, in base units.

Whatever is wrong with a row is told by the `wrong` that the reader of the file hands in, which names file and line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from briefing.errors import ConfigurationError, UsageError
from briefing.model import Benchmark, Bound, Indicator
from briefing.printing import periods
from briefing.reference.catalogue import unit_families
from briefing.reference.division_table import NATION, regions
from briefing.reference.resolution import resolve

Wrong = Callable[[int, str], ConfigurationError]

_KINDS = ("target", "actual")
_VERIFICATION = ("yes", "no", "memory", "unsourced")  # only what was read in the document named is used
_MULTIPLIERS = {"万": 10_000, "亿": 100_000_000}
_BASE = re.compile(
    "(?<=.)/(?:(?:每)?(?:百|千|万|10万)?(?:人|老人)|千老年人口)$"
)  # 个/千人, 元/人: the name says per whom
_PAID = re.compile("/[年月]$")
_YEARS = range(1949, 2101)
_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")


def names_of(indicators: Iterable[Indicator]) -> Mapping[str, Indicator]:
    """The indicators by every name that a row may give them: identifier, standard name, aliases."""
    found: dict[str, Indicator] = {}
    for indicator in indicators:
        for name in (indicator.id, indicator.name, *indicator.aliases):
            found.setdefault(name, indicator)
    return found


def read_values(
    rows: Iterable[tuple[int, Mapping[str, str]]], names: Mapping[str, Indicator], wrong: Wrong
) -> Iterator[tuple[int, Benchmark]]:
    """The usable values of the rows, each with its line.

    What a row may leave out: area (the nation), kind (actual), bound (exact), basis, start_year, published, verified
    (yes). Rows that are not verified are checked and left out. Raises what `wrong` makes of a line and a problem.
    """
    seen: set[tuple[str, str, int, int | None, str]] = set()
    for line, row in rows:
        try:
            value = _value(row, names)
        except ValueError as error:
            raise wrong(line, str(error)) from None
        if row.get("verified", "yes") != "yes":
            continue
        key = key_of(value)
        if key in seen:
            raise wrong(line, f"与前面的行重复（{value.indicator}，{regions()[value.region].name}，{value.year}年）")
        seen.add(key)
        yield line, value


def key_of(value: Benchmark) -> tuple[str, str, int, int | None, str]:
    """What only one value may have: indicator, place, years and kind."""
    return value.indicator, value.region, value.year, value.start_year, value.kind


def plain_unit(unit: str) -> str:
    """A unit without the people it is counted on, which the indicator's name says: 个/千人 is 个, 元/人 is 元."""
    return _BASE.sub("", unit)


def _value(row: Mapping[str, str], names: Mapping[str, Indicator]) -> Benchmark:
    kind, verified, source = row.get("kind") or "actual", row.get("verified", "yes"), row["source"].strip()
    if kind not in _KINDS:
        raise ValueError(f"的类别“{kind}”应为 target（目标）或 actual（实际）")
    if verified not in _VERIFICATION:
        raise ValueError(f"的核实情况“{verified}”应为 yes、no、memory 或 unsourced")
    if verified == "yes" and not source:
        raise ValueError("没有写出处（source）")
    indicator = names.get(row["indicator"].strip())
    if indicator is None:
        raise ValueError(f"的指标“{row['indicator']}”不在指标目录中")
    unit, value = _amount(row, indicator)
    return Benchmark(
        indicator=indicator.name,
        year=_year(row["year"]),
        value=value,
        unit=unit,
        kind=kind,
        source=source,
        region=_area(row.get("area", NATION)),
        bound=_bound(row.get("bound") or "eq"),
        basis=row.get("basis", ""),
        start_year=_year(row["start_year"]) if row.get("start_year") else None,
        published=_published(row.get("published", "")),
    )


def _amount(row: Mapping[str, str], indicator: Indicator) -> tuple[str, float]:
    """Unit and value: 万张 is 张, a count its ten thousandfold. The unit is one that the indicator is counted in."""
    unit, multiplier = row["unit"].strip(), 1
    if unit[:1] in _MULTIPLIERS and len(unit) > 1:
        unit, multiplier = unit[1:], _MULTIPLIERS[unit[0]]
    families = [unit_families()[name] for name in (indicator.family, *indicator.also)]
    if not any({unit, plain_unit(unit)} & family.members for family in families):
        raise ValueError(f"的单位“{row['unit']}”不是“{indicator.name}”的单位（{indicator.unit}）")
    if (mine := _PAID.search(unit)) and (other := _PAID.search(indicator.unit)) and mine[0] != other[0]:
        raise ValueError(f"的单位“{row['unit']}”应换算为“{indicator.unit}”")
    try:
        number = float(row["value"])
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"有无法识别的值“{row['value']}”，应为不带逗号和单位的数字")
    value = round(number * multiplier, 6)
    if indicator.intensive and indicator.plausible and not indicator.plausible[0] <= value <= indicator.plausible[1]:
        raise ValueError(f"的值 {row['value']} 超出“{indicator.name}”的合理范围")
    return unit, value


def _area(text: str) -> str:
    """The code of a division given by code or name."""
    area = text.strip()
    if area in regions():
        return area
    if area.isascii() and area.isdigit():
        raise ValueError(f"的地区有误：没有行政区划代码“{area}”")
    try:
        return resolve(area).code
    except UsageError as error:
        raise ValueError(f"的地区有误：{str(error).rstrip('。')}") from None


def _year(text: str) -> int:
    if not text.strip().isascii() or not text.strip().isdigit() or int(text) not in _YEARS:
        raise ValueError(f"的年份“{text}”应为四位数，如 2024")
    return int(text)


def _bound(text: str) -> Bound:
    try:
        return Bound(text)
    except ValueError:
        raise ValueError(f"有无法识别的值“{text}”，bound 应为 {'、'.join(Bound)} 之一") from None


def _published(text: str) -> str:
    if text and (_PUBLISHED.match(text) is None or periods.span(text) is None):
        raise ValueError(f"的发布日期“{text}”应写作 2024-12 或 2024-12-05")
    return text
