"""Decimal alignment of a column of figures: what must follow each one, unseen, to bring the points under each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The end of a printed figure after its last whole digit: `.56%`, `%`, `万`, `.08万`
_TAIL = re.compile(r"(?P<fraction>\.\d+)?(?P<suffix>[^\d.]*)$")


def padding(figures: Iterable[str]) -> list[str]:
    """For each figure the digits to print invisibly after it: `2.91`, `811` → ``, `.00`.

    Nothing for a column whose figures end differently (`%`, `万`): it is flush right.
    """
    parts = [(match["fraction"] or "", match["suffix"]) for figure in figures if (match := _TAIL.search(figure))]
    if len({suffix for fraction, suffix in parts}) > 1:
        return ["" for _ in parts]
    longest = max((len(fraction) for fraction, _ in parts), default=0)
    return [f".{'0' * longest}"[len(fraction) : longest] for fraction, _ in parts]
