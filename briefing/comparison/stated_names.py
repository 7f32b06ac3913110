"""The stated name of a figure, brought to the form in which it is compared with the names of the catalogue."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from briefing.packaged import Table, one_of, toml_file
from briefing.reference.divisions import full_name, regions, short_name

_QUOTES = str.maketrans("", "", " \t\r\n“”‘’\"'「」『』《》")
_SHORTEST = 2  # a name is never stripped below two characters


def words() -> Table:
    """Word lists and thresholds of the alignment (data/alignment.toml)."""
    return toml_file("comparison/data/alignment.toml")


@cache
def _longest_first(name: str) -> tuple[str, ...]:
    return tuple(sorted(words()[name], key=len, reverse=True))


@lru_cache(maxsize=65536)
def spelling(name: str) -> str:
    """The name without quotes and spaces, brackets and digits half-width: `“两癌”筛查（免费）` → `两癌筛查(免费)`."""
    return unicodedata.normalize("NFKC", name).translate(_QUOTES)


@lru_cache(maxsize=65536)
def bare(name: str, region: str | None = None) -> str:
    """The name without its place, time and counting words: `全市累计养老床位数` → `养老床位`."""
    text = _strip_prefixes(without_place(name, region))
    for suffix in _longest_first("suffixes"):
        if text.endswith(suffix) and len(text) - len(suffix) >= _SHORTEST:
            return text.removesuffix(suffix)
    return text


@lru_cache(maxsize=65536)
def without_place(name: str, region: str | None = None) -> str:
    """The spelled name without the names of its region before it: `资阳市养老机构` → `养老机构`."""
    text = spelling(name)
    for place in _place_names(region):
        text = _without_prefix(text, place)
    return text


def _strip_prefixes(text: str) -> str:
    """Prefixes off, one after another, as long as a whole name is left."""
    changed = True
    while changed:
        changed = False
        for prefix in _longest_first("prefixes"):
            if text.startswith(prefix) and len(text) - len(prefix) > _SHORTEST:
                text, changed = text.removeprefix(prefix), True
                break
    return text


def _without_prefix(text: str, prefix: str) -> str:
    return text.removeprefix(prefix) if len(text) - len(prefix) > _SHORTEST else text


@lru_cache(maxsize=4096)
def _place_names(region: str | None) -> tuple[str, ...]:
    """Names of a region, longest first: 重庆市奉节县, 奉节县, 奉节."""
    if region is None or region not in regions():
        return ()
    names = (full_name(region), regions()[region].name, short_name(region))
    return tuple(sorted({name for name in names if len(name) >= _SHORTEST}, key=len, reverse=True))


@lru_cache(maxsize=65536)
def qualifiers_of(name: str) -> frozenset[str]:
    """Words in the name that change what is counted: 公办, 新增, 率 …"""
    return frozenset(word for word in words()["qualifiers"] if word in name)


@lru_cache(maxsize=65536)
def narrowing_of(name: str) -> frozenset[str]:
    """Words in the name by which some of what is counted is left out: 公办, 农村, 职工 …"""
    return frozenset(word for word in words()["narrowing"] if word in name)


@lru_cache(maxsize=65536)
def base_of(name: str) -> str:
    """What the name says its figure is counted per: 千 (每千人口, 千人), 人 (人均), 户 (户均) …; '' for nothing."""
    found = _bases().search(name)
    return words()["per_head"][found.group()] if found else ""


@cache
def _bases() -> re.Pattern[str]:
    return re.compile(one_of(words()["per_head"]))


def is_per_head(name: str) -> bool:
    """Whether the name says a ratio to people or beds: 每千人口…, 人均…"""
    return bool(base_of(name))
