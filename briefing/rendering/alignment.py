"""Decimal alignment of a column of figures: what must follow each one, unseen, to bring the points under each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The end of a printed figure after its last whole digit: `.56%`, `%`, `万`, `.08万`
_TAIL = re.compile(r"(?P<fraction>\.\d+)?(?P<suffix>[^\d.]*)$")


def padding(figures: Iterable[str]) -> list[str]:
    """For each figure the text to print invisibly after it: `2.91`, `811`, `50.79%` → `%`, `.00%`, ``.

    A column that mixes suffixes of different width (`%`, `万`) is left ragged: nothing is right for all.
    """
    tails = [_TAIL.search(figure) for figure in figures]
    parts = [(tail["fraction"] or "", tail["suffix"] or "") if tail else ("", "") for tail in tails]
    longest = max((len(fraction) for fraction, _ in parts), default=0)
    suffixes = {suffix for _, suffix in parts if suffix}
    shared = suffixes.pop() if len(suffixes) == 1 else ""
    if len({suffix for _, suffix in parts} - {"", shared}) > 0:
        return ["" for _ in parts]
    return [_missing(fraction, suffix, longest, shared) for fraction, suffix in parts]


def _missing(fraction: str, suffix: str, longest: int, shared: str) -> str:
    lacking = longest - len(fraction)
    digits = ("." if not fraction and lacking else "") + "0" * (lacking - (0 if fraction else 1))
    if suffix:  # the suffix stands before the padding could: only the fraction's own width can be given
        return digits
    return digits + shared
