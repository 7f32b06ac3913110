"""One fact told twice in one document: a block printed twice, and a sentence said again in nearly the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from briefing.comparison.stated_names import bare
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Fact, Observation, Status
from briefing.printing import periods

_CAUTIOUS = re.compile("将|拟|计划|预计|力争|准备")


def without_block_repetitions(facts: Iterable[Fact]) -> list[Fact]:
    """Facts of a block printed twice in one file, folded into the first."""
    kept: dict[tuple[str, int], Fact] = {}
    repeated: list[Fact] = []
    for fact in facts:
        if fact.observation.duplicate_of is None:
            kept[fact.observation.document, fact.observation.start] = fact
        else:
            repeated.append(fact)
    for fact in repeated:
        key = (fact.observation.document, fact.observation.duplicate_of or 0)
        if key in kept:
            kept[key] = with_reprint(kept[key], fact.observation)
        else:  # the first statement was not found: the second stands for it
            kept[fact.observation.document, fact.observation.start] = replace(
                fact, observation=replace(fact.observation, duplicate_of=None)
            )
    return list(kept.values())


def without_restatements(facts: Iterable[Fact], problems: list[UnreadableInputError]) -> list[Fact]:
    """Facts told twice in one document in nearly the same words (财政投入1000万元, 财政将投入1000万元) folded into one.

    A plan and its reprint differ by a word; the more cautious status is kept, unless the other says that it is done.
    """
    kept: list[Fact] = []
    told: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for fact in facts:
        o = fact.observation
        same = told[o.document, o.region, o.unit, o.measure, o.value, o.upper, _CAUTIOUS.sub("", bare(o.indicator))]
        with fenced(o.document, "归并", problems):
            index = next((i for i in same if o.region and _is_restated(fact, kept[i])), None)
            if index is None:
                same.append(len(kept))
                kept.append(fact)
            else:
                kept[index] = _more_cautious(kept[index], fact)
    return kept


def _is_restated(fact: Fact, other: Fact) -> bool:
    mine, theirs = fact.observation, other.observation
    first, second = periods.span(mine.period), periods.span(theirs.period)
    if first is None or second is None or first.last < second.first or second.last < first.first:
        return False
    if mine.status is theirs.status:
        return mine.period != theirs.period or fact.indicator.id != other.indicator.id
    happened = mine if mine.status is Status.ACTUAL else theirs
    return not happened.around.done


def _more_cautious(fact: Fact, other: Fact) -> Fact:
    """The planned one of two tellings, else the first; the other becomes a reprint."""
    if fact.observation.status is not Status.PLANNED and other.observation.status is Status.PLANNED:
        fact, other = other, fact
    return with_reprint(fact, other.observation, *other.reprints)


def with_reprint(fact: Fact, *observations: Observation) -> Fact:
    """The fact with further places where it is told."""
    return replace(fact, reprints=(*fact.reprints, *observations))
