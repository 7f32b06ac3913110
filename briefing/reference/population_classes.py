"""Classes of divisions by residents at the census of 2020: which places are of one size."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from briefing.packaged import toml_file
from briefing.reference.division_table import regions
from briefing.reference.population import populations

_FILE = "reference/data/population_classes.toml"
_TEN_THOUSAND = 10_000


def population_class(code: str) -> int | None:
    """The class of a division among those of its level, 0 for the smallest; None where the census has no figure.

    A census figure that is no sound denominator (boundaries moved since) still tells the class.
    """
    found = populations().get(code)
    ends = _ends(code)
    return bisect_right(ends, found.total) if found is not None and ends else None


def class_label(code: str) -> str:
    """The class of a division as a page says it: `20万以下`, `20万—50万`, `100万以上` residents; empty for none."""
    number = population_class(code)
    if number is None:
        return ""
    ends = [end // _TEN_THOUSAND for end in _ends(code)]
    if number == 0:
        return f"{ends[0]}万以下"
    return f"{ends[-1]}万以上" if number == len(ends) else f"{ends[number - 1]}万—{ends[number]}万"


@cache
def _ends_by_level() -> dict[str, tuple[int, ...]]:
    return {level: tuple(end * _TEN_THOUSAND for end in ends) for level, ends in toml_file(_FILE).items()}


def _ends(code: str) -> tuple[int, ...]:
    return _ends_by_level().get(regions()[code].level.value, ())
