"""The divisions of GB/T 2260 as a table: codes, names, levels, parents, and what became of retired codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from briefing.model import Level, Region
from briefing.packaged import broken, csv_rows, reading_row

NATION = "100000"
_FILE = "reference/data/divisions.csv"
_RETIRED = "reference/data/divisions_retired.csv"


@dataclass(frozen=True, slots=True)
class RetiredDivision:
    """A code that is no longer in use and the codes that took its territory (the main ones, not parts)."""

    code: str
    name: str
    level: Level
    prefecture: str
    end: int
    successors: tuple[str, ...]


@cache
def regions() -> Mapping[str, Region]:
    """All current divisions by code, the nation (100000 全国) first. Provinces have the nation as parent."""
    table = {NATION: Region(NATION, "全国", Level.NATION, None)}
    for line, row in csv_rows(_FILE, ("name", "level", "parent_code"), unique=("code",)):
        with reading_row(_FILE, line):
            table[row["code"]] = Region(row["code"], row["name"], Level(row["level"]), row["parent_code"] or NATION)
    for code, region in table.items():
        if region.parent is not None and region.parent not in table:
            raise broken(_FILE, f"中 {code} 没有上级 {region.parent}")
    return MappingProxyType(table)


@cache
def ancestors(code: str) -> tuple[str, ...]:
    """Codes above a division, nearest first, ending with the nation: 510403 -> (510400, 510000, 100000)."""
    chain = []
    parent = regions()[code].parent
    while parent is not None:
        chain.append(parent)
        parent = regions()[parent].parent
    return tuple(chain)


def lies_in(code: str, container: str) -> bool:
    """Whether a division is, or lies inside, another."""
    return code == container or container in ancestors(code)


def province_of(code: str) -> str | None:
    """Code of the province a division lies in (a province's own code for itself); None for the nation."""
    return None if code == NATION else code[:2] + "0000"


@cache
def retired() -> Mapping[str, RetiredDivision]:
    """Retired codes (1995 to 2025) with the codes that follow them; a successor may be retired itself."""
    table = {}
    for line, row in csv_rows(_RETIRED, ("name", "level", "prefecture", "successor_codes"), unique=("code", "end")):
        listed = [code for code in row["successor_codes"].split(";") if code]
        whole = tuple(code for code in listed if "[" not in code)  # "510726[2009]": only a part went there
        parts = tuple(code.partition("[")[0] for code in listed)
        with reading_row(_RETIRED, line):
            table[row["code"]] = RetiredDivision(
                row["code"], row["name"], Level(row["level"]), row["prefecture"], int(row["end"]), whole or parts
            )
    return MappingProxyType(table)


def current_codes(code: str) -> tuple[str, ...]:
    """Current codes of the territory of a code, following successions; empty when nothing is known."""
    found: list[str] = []
    waiting, seen = [code], set()
    while waiting:
        candidate = waiting.pop(0)
        if candidate in seen:
            continue
        seen.add(candidate)
        if candidate in regions():
            found.append(candidate)
        elif candidate in retired():
            waiting.extend(retired()[candidate].successors)
    return tuple(dict.fromkeys(found))
