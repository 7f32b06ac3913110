"""The names a division goes by: its own, its short form, and with its parents in front."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from briefing.model import Level
from briefing.packaged import Table, csv_rows, toml_file
from briefing.reference.division_table import NATION, lies_in, regions, retired


def place_words() -> Table:
    """The word lists of place_words.toml."""
    return toml_file("reference/data/place_words.toml")


@cache
def ordinary_words() -> Mapping[str, str]:
    """Names and stems that mean something else too, with the reason: `word`, `full_word` (西区) or `township`."""
    rows = csv_rows("reference/data/names_ordinary.csv", ("reason",), unique=("name", "reason"))
    return MappingProxyType({row["name"]: row["reason"] for _, row in rows})


@cache
def stem(name: str) -> str:
    """A division's name without its suffix and ethnic groups: 凉山彝族自治州 -> 凉山, 西区 -> 西."""
    words = place_words()["stem"]
    if name in words["long_suffixes"]:
        return name.removesuffix(words["long_suffixes"][name])
    suffix = next((s for s in words["suffixes"] if name.endswith(s) and name != s), "")
    rest = name.removesuffix(suffix)
    return _without_ethnic_groups(rest) if suffix.startswith("自治") else rest


def _without_ethnic_groups(name: str) -> str:
    """积石山保安族东乡族撒拉族 -> 积石山; 东乡族 -> 东乡; 内蒙古 stays."""
    groups = sorted(place_words()["stem"]["ethnic"], key=len, reverse=True)
    rest = name
    while group := next((g for g in groups if rest.endswith(g) and len(rest) - len(g) >= 2), ""):
        rest = rest.removesuffix(group)
    return rest if len(rest) <= 2 else rest.removesuffix("族")


def full_name(code: str) -> str:
    """The name that says which place is meant: counties with their parent (攀枝花市西区), others alone (四川省)."""
    region = regions()[code]
    if region.level is not Level.COUNTY or region.parent is None:
        return region.name
    return regions()[region.parent].name + region.name


@cache
def short_name(code: str) -> str:
    """The shortest form that still says which place is meant: 雁江, 资阳, 奉节, but 攀枝花西区 and 北京朝阳."""
    region = regions()[code]
    short = stem(region.name)
    if region.level in (Level.NATION, Level.PROVINCE):
        return short
    if region.level is Level.PREFECTURE:
        return region.name if _names_a_province(short) else short
    parent = stem(regions()[region.parent or NATION].name)
    reason = ordinary_words().get(region.name) or ordinary_words().get(short)
    if len(short) < 2 or reason == "full_word":
        return parent + region.name
    if reason == "word" or parent == short or len(_siblings_called(short, code)) > 1:
        return region.name if len(codes_by_name()[region.name]) == 1 else parent + region.name
    return short if len(codes_by_stem()[short]) == 1 else parent + short


def _names_a_province(short: str) -> bool:
    return any(regions()[code].level is Level.PROVINCE for code in codes_by_stem()[short])


def _siblings_called(short: str, code: str) -> list[str]:
    return [other for other in codes_by_stem()[short] if regions()[other].parent == regions()[code].parent]


@cache
def codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """Codes of each official name: 鼓楼区 -> four codes."""
    return _grouped((region.name, code) for code, region in regions().items())


@cache
def codes_by_stem() -> Mapping[str, tuple[str, ...]]:
    """Codes of each short name, the highest level first; one-character stems included (callers decide)."""
    return _grouped((stem(region.name), code) for code, region in regions().items())


@cache
def codes_by_informal_name() -> Mapping[str, tuple[str, ...]]:
    """Codes of the names that autonomous divisions go by: 凉山州, 峨边县, 鄂温克旗."""
    pairs = []
    for code, region in regions().items():
        suffix = next((kind for kind in ("州", "县", "旗") if region.name.endswith(f"自治{kind}")), None)
        if suffix is not None:
            pairs.append((stem(region.name) + suffix, code))
    return _grouped(pair for pair in pairs if pair[0] not in codes_by_name())


@cache
def retired_codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """Codes of each name that no current division bears (郫县), the last to be retired first."""
    rows = sorted(retired().values(), key=lambda row: -row.end)
    return _grouped((row.name, row.code) for row in rows if row.name not in codes_by_name())


def _grouped(pairs: Any) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name, code in pairs:
        groups.setdefault(name, []).append(code)
    return MappingProxyType({name: tuple(codes) for name, codes in groups.items()})


def within(codes: tuple[str, ...], containers: tuple[str, ...]) -> tuple[str, ...]:
    """Those codes that lie strictly inside one of the containers."""
    return tuple(code for code in codes if any(code != box and lies_in(code, box) for box in containers))


def same_place(codes: tuple[str, ...]) -> str | None:
    """The prefecture that a shared short name means when the others lie inside it (南昌: 南昌市 over 南昌县)."""
    for code in codes:
        if regions()[code].level is Level.PREFECTURE and all(lies_in(other, code) for other in codes):
            return code
    return None
