"""The divisions of GB/T 2260 as a table: codes, names, levels, parents, and what became of retired codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from briefing.errors import ConfigurationError
from briefing.model import Level, Region

NATION = "100000"
DATA = Path(str(files("briefing.reference"))) / "data"


@dataclass(frozen=True, slots=True)
class RetiredDivision:
    """A code that is no longer in use and the codes that took its territory (the main ones, not parts)."""

    code: str
    name: str
    level: Level
    prefecture: str
    end: int
    successors: tuple[str, ...]


def read_rows(filename: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV data file with their line numbers. Raises ConfigurationError when the file is missing or cut."""
    try:
        with (DATA / filename).open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            for row in reader:
                if None in row or None in row.values():
                    raise ConfigurationError(f"数据文件 {filename} 第 {reader.line_num} 行列数不对，请重新安装本软件。")
                yield reader.line_num, row
    except FileNotFoundError:
        raise ConfigurationError(f"缺少数据文件 {filename}，请重新安装本软件。") from None


@cache
def regions() -> Mapping[str, Region]:
    """All current divisions by code, the nation (100000 全国) first. Provinces have the nation as parent."""
    table = {NATION: Region(NATION, "全国", Level.NATION, None)}
    for line, row in read_rows("divisions.csv"):
        code = row["code"]
        if code in table:
            raise ConfigurationError(f"数据文件 divisions.csv 第 {line} 行的代码 {code} 重复，请重新安装本软件。")
        table[code] = Region(code, row["name"], Level(row["level"]), row["parent_code"] or NATION)
    for code, region in table.items():
        if region.parent is not None and region.parent not in table:
            raise ConfigurationError(f"数据文件 divisions.csv 中 {code} 没有上级 {region.parent}，请重新安装本软件。")
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
    for _, row in read_rows("divisions_retired.csv"):
        listed = [code for code in row["successor_codes"].split(";") if code]
        whole = tuple(code for code in listed if "[" not in code)  # "510726[2009]": only a part went there
        parts = tuple(code.partition("[")[0] for code in listed)
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
