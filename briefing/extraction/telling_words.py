"""The words that tell of a field of public service, and those that tell whose statistic a figure is, in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from briefing.model import Sector
from briefing.packaged import toml_file
from briefing.reference.word_finding import Hit, WordFinder

T = TypeVar("T")
Rows = tuple[tuple[Sector, float], ...]  # fields, and what a word weighs for each
_Meaning = tuple[int, T] | None  # what the longest word of a list tells that a word begins with, and its length

_WEIGHTS = {"3": 3.0, "2": 2.0, "1": 0.5}


class Told(NamedTuple):
    """The words of a text that tell of fields, and those of the groups of relevance; each in order, without overlap."""

    fields: Sequence[Hit[Rows]]
    groups: Sequence[Hit[str]]


@lru_cache(maxsize=256)  # a document and its names are looked at for both
def told_in(text: str) -> Told:
    """The telling words of `text`."""
    told = Told(fields := [], groups := [])
    field_end = group_end = 0
    for start, _, (field, group) in _finder().found_in(text):
        if field is not None and start >= field_end:
            field_end = start + field[0]
            fields.append((start, field_end, field[1]))
        if group is not None and start >= group_end:
            group_end = start + group[0]
            groups.append((start, group_end, group[1]))
    return told


@cache
def _finder() -> WordFinder[tuple[_Meaning[Rows], _Meaning[str]]]:
    fields, groups = _fields(), _groups()
    return WordFinder({word: (_longest(word, fields), _longest(word, groups)) for word in {*fields, *groups}})


def _longest(word: str, listed: Mapping[str, T]) -> _Meaning[T]:
    return next(
        ((length, listed[word[:length]]) for length in range(len(word), 0, -1) if word[:length] in listed), None
    )


def _fields() -> Mapping[str, Rows]:
    data, rows = toml_file("extraction/data/sectors.toml"), dict[str, Rows]()
    for sector in Sector:
        for weight, listed in data[sector.value].items():
            for word in listed:
                rows[word] = (*rows.get(word, ()), (sector, _WEIGHTS[weight]))
    return rows


def _groups() -> Mapping[str, str]:
    groups = toml_file("extraction/data/relevance.toml")["groups"]
    return {word: group for group, listed in groups.items() for word in listed}
