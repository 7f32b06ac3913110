"""Resident population of divisions at the census of 1 November 2020, and where it may not serve as a denominator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from briefing.model import Level
from briefing.packaged import broken, csv_rows, reading_row
from briefing.reference.division_table import regions

_FILE = "reference/data/population_2020.csv"
_ZONES = "reference/data/population_2020_zones.csv"
_COLUMNS = ("population", "age_0_14_pct", "age_60_plus_pct", "age_65_plus_pct", "basis", "refusal", "note")
SOURCE = "国家统计局《中国人口普查分县资料—2020》（第七次全国人口普查，2020年11月1日零时）"


@dataclass(frozen=True, slots=True)
class Population:
    """Census 2020 residents of a division, in persons.

    Age groups are computed from published shares of two decimals, so they are right to about 0.005 % of the total; None
    where the source gives no ages. `refusal` is empty when the figure is a sound denominator, `boundary` when the
    territory changed after the census, `zone` when development zones of the prefecture were counted outside its
    counties. `note` says so in one Chinese clause.
    """

    code: str
    total: int
    age_0_14: int | None
    age_60_plus: int | None
    age_65_plus: int | None
    basis: str  # direct | renamed | recoded | merged | bulletin | approx
    refusal: str = ""
    note: str = ""

    @property
    def reliable(self) -> bool:
        """Whether figures per head may be computed with it."""
        return not self.refusal


def population(code: str) -> Population | None:
    """The census population of a division; None where it was not counted (new divisions, HK, Macau, Taiwan)."""
    return populations().get(code)


@cache
def populations() -> Mapping[str, Population]:
    """Census populations by code."""
    table: dict[str, Population] = {}
    for line, row in csv_rows(_FILE, _COLUMNS, unique=("code",)):
        code = row["code"]
        if code not in regions():
            raise broken(_FILE, f"第 {line} 行的代码 {code} 不是现行的行政区划")
        with reading_row(_FILE, line):
            if row["population"]:
                table[code] = _population(code, row)
    return MappingProxyType(table)


def _population(code: str, row: dict[str, str]) -> Population:
    total = int(row["population"])
    refusal, note = row["refusal"], row["note"]
    region = regions()[code]
    if not refusal and region.level is Level.COUNTY and region.parent is not None and region.parent in zones():
        refusal, note = "zone", f"所在{regions()[region.parent].name}的开发区人口单列，不含在本区划内"
    return Population(
        code,
        total,
        _count(total, row["age_0_14_pct"]),
        _count(total, row["age_60_plus_pct"]),
        _count(total, row["age_65_plus_pct"]),
        row["basis"],
        refusal,
        note,
    )


def _count(total: int, percent: str) -> int | None:
    return round(total * float(percent) / 100) if percent else None


@cache
def zones() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Development zones that the census lists beside the counties: prefecture code -> (name, residents)."""
    found: dict[str, list[tuple[str, int]]] = {}
    for line, row in csv_rows(_ZONES, ("name", "population"), unique=("parent_code", "name")):
        if row["parent_code"] not in regions():
            raise broken(_ZONES, f"第 {line} 行的上级代码 {row['parent_code']} 不是现行的行政区划")
        with reading_row(_ZONES, line):
            found.setdefault(row["parent_code"], []).append((row["name"], int(row["population"])))
    return MappingProxyType({code: tuple(listed) for code, listed in found.items()})
