"""Which figures are stated parts of which total: 其中 …, bracketed breakdowns, and lists that add up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.extraction.amount.quantities import Quantity
from briefing.extraction.name.contexts import Context, Joint
from briefing.model import Measure

PART_WORD = "其中"
_PERSONS = frozenset("人名位") | {"人次"}
# Breakdowns whose parts overlap (二孩127户,三孩6户,同时享受1户) exceed the total a little.
_OVERLAP = 1.25


def parents(
    text: str,
    quantities: Sequence[Quantity],
    contexts: Sequence[Context],
    measures: Sequence[Measure],
    sentence: tuple[int, int],
    earlier: int | None,
) -> list[int | None]:
    """For each figure of a sentence the index of the total it is a part of, or None.

    `earlier`: number of figures at the head of the sequences that belong to the previous sentence and serve only as
    totals for a sentence that opens with 其中 (None is 0). The result speaks of all of them, None for the earlier ones.
    """
    first = earlier or 0
    found: list[int | None] = [None] * first
    scope: list[int] | None = None
    for index in range(first, len(quantities)):
        low = quantities[index - 1].end if index > first else sentence[0]
        gap = text[low : quantities[index].start]
        if PART_WORD in gap:
            scope = list(range(index)) if index > first or first else []
        parent = _same_kind(quantities, measures, scope, index) if scope else None
        if parent is None and contexts[index].joint is Joint.BRACKET and index > first:
            parent = _same_kind(quantities, measures, [index - 1], index)
            if parent is not None and found[parent] is not None:
                parent = found[parent]
        elif (
            parent is None
            and contexts[index].joint is Joint.LIST
            and index > first
            and _in_bracket(text, low, sentence[0])
        ):
            parent = found[index - 1]
        if parent is not None and not _fits(quantities, found, parent, index):
            parent = None
        found.append(parent)
    _exact_sums(quantities, measures, found, first)
    return found


def _same_kind(
    quantities: Sequence[Quantity], measures: Sequence[Measure], candidates: list[int], index: int
) -> int | None:
    unit = quantities[index].unit
    if measures[index] is not Measure.LEVEL:
        return None
    for candidate in reversed(candidates):
        other = quantities[candidate]
        same = other.unit == unit or (other.unit in _PERSONS and unit in _PERSONS)
        if same and measures[candidate] is Measure.LEVEL and other.value >= quantities[index].value:
            return candidate
    return None


def _fits(quantities: Sequence[Quantity], found: list[int | None], parent: int, index: int) -> bool:
    stated = sum(quantities[i].value for i, p in enumerate(found) if p == parent)
    return stated + quantities[index].value <= _OVERLAP * quantities[parent].value


def _in_bracket(text: str, position: int, start: int) -> bool:
    before = text[start:position]
    return before.count("(") + before.count("（") > before.count(")") + before.count("）")


def _exact_sums(
    quantities: Sequence[Quantity], measures: Sequence[Measure], found: list[int | None], first: int
) -> None:
    """Mark runs of at least two later figures of one unit that add up exactly to an earlier one."""
    for total in range(first, len(quantities) - 2):
        if found[total] is not None or measures[total] is not Measure.LEVEL:
            continue
        run = []
        sum_ = 0.0
        for index in range(total + 1, len(quantities)):
            same = quantities[index].unit == quantities[total].unit and measures[index] is Measure.LEVEL
            if not same or found[index] is not None:
                break
            run.append(index)
            sum_ += quantities[index].value
            if len(run) >= 2 and abs(sum_ - quantities[total].value) <= 1e-9 * max(1.0, sum_):
                for member in run:
                    found[member] = total
                break
