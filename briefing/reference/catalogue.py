"""The indicator catalogue: what is known about each indicator, read from a data file and checked when it is loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefing.errors import ConfigurationError, toml_fault
from briefing.model import Benchmark, Indicator, Sector
from briefing.packaged import text_file, toml_file
from briefing.reference.local_catalogue import Alias, read_aliases, with_aliases

CATALOGUE_FILE = "catalogue.toml"
FAMILIES_FILE = "reference/data/unit_families.toml"
_REQUIRED: Mapping[str, type] = {
    "id": str,
    "name": str,
    "sector": str,
    "theme": str,
    "family": str,
    "kind": str,
    "intensive": bool,
    "polarity": str,
    "definition": str,
    "source": str,
}
_OPTIONAL: Mapping[str, type] = {
    "unit": str,
    "sensitivity": str,
    "denominator": str,
    "per": int,
    "per_head": str,
    "subset_of": str,
    "regime": str,
    "local_definition": bool,
    "also": list,
    "plausible": list,
    "aliases": list,
    "patterns": list,
    "not_same_as": list,
}


@cache
def _choices() -> Mapping[str, Collection[str]]:
    """What some fields may say."""
    return {
        "sector": tuple(Sector),
        "kind": ("stock", "flow_year", "flow_ytd", "cumulative"),
        "polarity": ("higher_better", "lower_better", "neutral"),
        "sensitivity": ("public", "no_rank"),
        "regime": ("", "province"),
        "family": unit_families(),
        "denominator": ("population", "population_60_plus", "population_65_plus", "population_0_14"),
        "also": unit_families(),
    }


@dataclass(frozen=True, slots=True)
class UnitFamily:
    """Units that count the same kind of thing. `share`: the unit is a part of a whole (%)."""

    name: str
    unit: str
    members: frozenset[str]
    share: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue as loaded: indicators in printing order.

    `local`: the aliases of an office that the indicators have besides those of the package; `values`: its reference
    values.
    """

    indicators: tuple[Indicator, ...]
    local: tuple[Alias, ...] = ()
    values: tuple[Benchmark, ...] = ()


@cache
def unit_families() -> Mapping[str, UnitFamily]:
    """Families of interchangeable units by name."""
    raw = toml_file(FAMILIES_FILE)
    return MappingProxyType(
        {
            name: UnitFamily(name, entry["unit"], frozenset(entry["members"]), entry.get("share", False))
            for name, entry in raw["family"].items()
        }
    )


def catalogue() -> tuple[Indicator, ...]:
    """Every indicator of the catalogue. Raises ConfigurationError naming file, entry and fix."""
    return packaged_catalogue().indicators


@cache
def by_id() -> Mapping[str, Indicator]:
    """The catalogue's indicators by identifier."""
    return MappingProxyType({indicator.id: indicator for indicator in catalogue()})


@cache
def by_name() -> Mapping[str, Indicator]:
    """The catalogue's indicators by standard name."""
    return MappingProxyType({indicator.name: indicator for indicator in catalogue()})


def with_local(path: Path) -> Catalogue:
    """The catalogue with the aliases that an office has confirmed (catalogue.local.toml); without them when there is
    no such file. Raises ConfigurationError naming file, entry and fix."""
    loaded, aliases = packaged_catalogue(), read_aliases(path)
    if not aliases:
        return loaded
    return replace(loaded, indicators=with_aliases(loaded.indicators, aliases, str(path)), local=aliases)


@cache
def packaged_catalogue() -> Catalogue:
    """The catalogue that comes with the package, without any office's aliases."""
    return load_catalogue(text_file(f"reference/data/{CATALOGUE_FILE}"))


def load_catalogue(text: str, filename: str = CATALOGUE_FILE) -> Catalogue:
    """Parse and check a catalogue file's text. Raises ConfigurationError naming file, line, entry and fix."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"数据文件 {filename} {toml_fault(error)}，请改正后再运行。") from None
    lines = (number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[indicator]]")
    placed = []
    for index, entry in enumerate(raw.get("indicator", [])):
        place = _Place(filename, next(lines, 0), index)
        placed.append((_indicator(entry, raw.get("sources", {}), place), place))
    _check_identity(placed)
    _check_references(placed)
    return Catalogue(tuple(indicator for indicator, _ in placed))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a catalogue file an entry stands, for messages."""

    filename: str
    line: int
    index: int

    def wrong(self, name: str, problem: str, fix: str) -> ConfigurationError:
        entry = f"条目“{name}”" if name else f"第 {self.index + 1} 个条目"
        return ConfigurationError(f"数据文件 {self.filename} 第 {self.line} 行{entry}{problem}；请{fix}后再运行。")


def _indicator(entry: Mapping[str, Any], sources: Mapping[str, str], place: _Place) -> Indicator:
    name = str(entry.get("id", entry.get("name", "")))
    _check_fields(entry, name, place)
    _check_choices(entry, name, place)
    if entry["source"] not in sources:
        raise place.wrong(name, f"的 source“{entry['source']}”没有列在 [sources] 中", "在 [sources] 中补上该文件")
    plausible = entry.get("plausible")
    if plausible is not None and (len(plausible) != 2 or not plausible[0] < plausible[1]):
        raise place.wrong(name, "的 plausible 应为两个由小到大的数", "改正 plausible")
    fields: dict[str, Any] = {"unit": unit_families()[entry["family"]].unit}
    fields |= {field: tuple(value) if isinstance(value, list) else value for field, value in entry.items()}
    fields["sector"], fields["source"] = Sector(entry["sector"]), sources[entry["source"]]
    fields["patterns"] = tuple(_compiled(pattern, place, name) for pattern in entry.get("patterns", ()))
    return Indicator(**fields)


def _check_fields(entry: Mapping[str, Any], name: str, place: _Place) -> None:
    for field, kind in _REQUIRED.items():
        if field not in entry or entry[field] == "":
            raise place.wrong(name, f"缺少字段 {field}", f"补上 {field}")
        if not isinstance(entry[field], kind):
            raise place.wrong(name, f"的字段 {field} 类型不对", f"改正 {field}")
    for field, value in entry.items():
        if field not in _REQUIRED and field not in _OPTIONAL:
            raise place.wrong(name, f"有不认识的字段 {field}", f"删去或改正 {field}")
        if field in _OPTIONAL and not isinstance(value, _OPTIONAL[field]):
            raise place.wrong(name, f"的字段 {field} 类型不对", f"改正 {field}")


def _check_choices(entry: Mapping[str, Any], name: str, place: _Place) -> None:
    for field, choices in _choices().items():
        told = entry.get(field, [])
        for value in told if isinstance(told, list) else [told]:
            if value not in choices:
                listed = "、".join(choice for choice in choices if choice)
                raise place.wrong(name, f"的 {field}“{value}”不认识", f"改为 {listed} 之一")


def _check_identity(placed: Iterable[tuple[Indicator, _Place]]) -> None:
    """No identifier twice, and no name or alias that leads to two indicators."""
    ids: set[str] = set()
    names: dict[str, str] = {}
    for indicator, place in placed:
        if indicator.id in ids:
            raise place.wrong(indicator.id, "的 id 与前面的条目重复", "改用另一个 id")
        ids.add(indicator.id)
        for name in (indicator.name, *indicator.aliases):
            owner = names.setdefault(name, indicator.id)
            if owner != indicator.id or (name in indicator.aliases and name == indicator.name):
                raise place.wrong(indicator.id, f"的名称“{name}”已属于“{owner}”", "删去其中一处")


def _check_references(placed: Sequence[tuple[Indicator, _Place]]) -> None:
    known = {indicator.id: indicator for indicator, _ in placed}
    for indicator, place in placed:
        for reference in (*indicator.not_same_as, indicator.per_head, indicator.subset_of):
            if reference is not None and (reference not in known or reference == indicator.id):
                raise place.wrong(indicator.id, f"提到的指标“{reference}”不存在", "改正该 id 或补上该指标")
        if indicator.denominator is not None and indicator.intensive:
            raise place.wrong(indicator.id, "已是比率，不应再有分母 denominator", "删去 denominator")
        if indicator.per_head is not None and not (
            known[indicator.per_head].intensive and known[indicator.per_head].family == indicator.family
        ):
            raise place.wrong(indicator.id, f"的人均指标“{indicator.per_head}”不是同一单位的比率", "改正 per_head")


def _compiled(pattern: object, place: _Place, name: str = "") -> str:
    try:
        return re.compile(str(pattern)).pattern
    except re.error as error:
        raise place.wrong(name, f"的正则式“{pattern}”有误（{error}）", "改正该正则式") from None
