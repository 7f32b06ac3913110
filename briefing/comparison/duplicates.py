"""One fact, told several times: reprints become further sources, later documents supersede earlier ones, and two values
for one thing at one time are shown as a conflict, never resolved in silence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefing.comparison.intervals import interval
from briefing.comparison.stated_names import bare
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Bound, Caveat, Document, Fact, Measure, Observation, Reconciliation, Status
from briefing.printing import numbers, periods
from briefing.reference.divisions import NATION, full_name

_SAME_STOCK_MONTHS = 3  # an unchanged stock told again within so many months is one fact
_NEAR_FACTOR = 2
_CAUTIOUS = re.compile("将|拟|计划|预计|力争|准备")
_SURE = ("name", "alias", "pattern", "worded", "completed", "adhoc")


@dataclass(slots=True)
class Merged:
    """Facts without repetitions, those that were superseded, and what was found on the way."""

    facts: list[Fact] = field(default_factory=list)
    history: list[Fact] = field(default_factory=list)
    findings: list[Reconciliation] = field(default_factory=list)
    caveats: dict[str, tuple[Caveat, ...]] = field(default_factory=dict)


def merge(
    facts: Iterable[Fact], documents: Iterable[Document], problems: list[UnreadableInputError] | None = None
) -> Merged:
    """Facts with their reprints; order kept."""
    documents, problems = tuple(documents), [] if problems is None else problems
    published = {document.name: document.published or "" for document in documents}
    merged = Merged()
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    order: dict[str, int] = {}
    for number, fact in enumerate(_without_restatements(_without_block_repetitions(facts), problems)):
        order[fact.observation.id] = number
        groups[_subject(fact)].append(fact)
    for group in groups.values():
        with fenced(f"指标“{group[0].indicator.name}”", "归并", problems):
            _merge_group(group, published, merged)
    merged.facts.sort(key=lambda fact: order[fact.observation.id])
    return merged


def _subject(fact: Fact) -> tuple[object, ...]:
    """What a fact speaks of, its time and value apart. A fact without a place stands alone."""
    o = fact.observation
    alone = o.id if o.region is None or o.optional else ""
    return (fact.indicator.id, o.region, o.locality, o.measure, o.status, o.unit, alone)


def _without_block_repetitions(facts: Iterable[Fact]) -> list[Fact]:
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
            kept[key] = _with_reprint(kept[key], fact.observation)
        else:  # the first statement was not found: the second stands for it
            kept[fact.observation.document, fact.observation.start] = replace(
                fact, observation=replace(fact.observation, duplicate_of=None)
            )
    return list(kept.values())


def _without_restatements(facts: Iterable[Fact], problems: list[UnreadableInputError]) -> list[Fact]:
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
    return _with_reprint(fact, other.observation, *other.reprints)


def _with_reprint(fact: Fact, *observations: Observation) -> Fact:
    return replace(fact, reprints=(*fact.reprints, *observations))


def _merge_group(group: list[Fact], published: Mapping[str, str], merged: Merged) -> None:
    """Latest document first, so that what is kept is what was said last."""
    kept: list[Fact] = []
    for fact in sorted(
        group, key=lambda f: (published.get(f.observation.document, ""), -f.observation.start), reverse=True
    ):
        for index, other in enumerate(kept):
            if _is_same(fact, other):
                kept[index] = _fold(fact, other)
                break
            if _contradicts(fact, other):
                if _supersedes(other, fact, published):
                    _note_revision(other, fact, merged)
                    merged.history.append(fact)
                else:
                    _note_conflict(other, fact, merged)
                    kept.append(fact)
                break
        else:
            kept.append(fact)
    merged.facts.extend(kept)


def _is_same(fact: Fact, other: Fact) -> bool:
    """Whether two statements may be one: one time, and values that do not exclude each other."""
    if not _same_time(fact.observation, other.observation):
        return False
    return fact.observation.value == other.observation.value or _compatible(fact, other)


def _compatible(fact: Fact, other: Fact) -> bool:
    """A rounded or bounded telling of the other figure: 近5万 of 48,600."""
    mine, theirs = fact.observation, other.observation
    if Bound.EXACT not in (mine.bound, theirs.bound) and mine.bound != theirs.bound:
        return False
    vague, sharp = (fact, other) if numbers.precision(mine) >= numbers.precision(theirs) else (other, fact)
    low, high = interval(vague)
    step = numbers.precision(vague.observation)
    value = sharp.observation.value
    return max(low, vague.observation.value - step) <= value <= min(high, vague.observation.value + step)


def _same_time(mine: Observation, other: Observation) -> bool:
    if mine.period == other.period:
        return mine.period is not None or mine.document == other.document
    if mine.value != other.value or not (periods.is_date(mine.period) and periods.is_date(other.period)):
        return False
    first, second = periods.span(mine.period), periods.span(other.period)
    return first is not None and second is not None and abs(first.last - second.last) <= _SAME_STOCK_MONTHS


def _fold(fact: Fact, other: Fact) -> Fact:
    """Keep the sharper telling, the later one (`other`) when both are alike."""
    sharper = numbers.precision(fact.observation) < numbers.precision(other.observation)
    keep, give = (fact, other) if sharper else (other, fact)
    return _with_reprint(keep, give.observation, *give.reprints)


def _contradicts(fact: Fact, other: Fact) -> bool:
    """Two values of one indicator for one time. Names outside the catalogue are too vague to accuse anyone."""
    mine, theirs = fact.observation, other.observation
    return (
        fact.alignment in _SURE
        and mine.region != NATION  # documents speak of the nation in too many scopes (central, local, all)
        and mine.period is not None
        and mine.period == theirs.period
        and mine.part_of is None
        and theirs.part_of is None
        and (mine.document != theirs.document or (fact.indicator.listed and _speak_of_one_thing(mine, theirs)))
    )


def _speak_of_one_thing(mine: Observation, theirs: Observation) -> bool:
    """Two figures of one document contradict each other only when they are near: far apart they have two scopes, and
    of two growths one is often against last year, the other against last month."""
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    return mine.measure is not Measure.CHANGE and high <= _NEAR_FACTOR * low


def _supersedes(later: Fact, earlier: Fact, published: Mapping[str, str]) -> bool:
    first, second = published.get(earlier.observation.document, ""), published.get(later.observation.document, "")
    return bool(first) and first < second


def _told(fact: Fact) -> str:
    place = full_name(fact.observation.region) if fact.observation.region else ""
    return f"{place}{fact.indicator.name}（{periods.label(fact.observation.period)}）"


def _note_revision(later: Fact, earlier: Fact, merged: Merged) -> None:
    was, now = numbers.phrase(earlier.observation), numbers.phrase(later.observation)
    text = f"{_told(later)}：先前报道为{was}，后来的报道为{now}，以后者为准，前者留作历史。"
    merged.findings.append(Reconciliation("revision", True, text, (later.observation, earlier.observation)))
    _add(merged, later, Caveat("R17", "改", f"先前报道为{was}，按后来的报道更正。"))


def _note_conflict(one: Fact, other: Fact, merged: Merged) -> None:
    values = f"{numbers.phrase(one.observation)}与{numbers.phrase(other.observation)}"
    merged.findings.append(
        Reconciliation(
            "conflict", False, f"{_told(one)}有两个不同的数：{values}，待核。", (one.observation, other.observation)
        )
    )
    for fact in (one, other):
        _add(merged, fact, Caveat("R17", "核", f"同一时点另有不同的数（{values}），待核。"))


def _add(merged: Merged, fact: Fact, caveat: Caveat) -> None:
    merged.caveats[fact.observation.id] = (*merged.caveats.get(fact.observation.id, ()), caveat)
