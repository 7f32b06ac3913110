"""One fact, told several times: reprints become further sources, a correction supersedes what it corrects, and two
values for one thing at one time are shown as a conflict, never resolved in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.comparison.contradictions import Witnesses, retells
from briefing.comparison.restatements import with_reprint, without_block_repetitions, without_restatements
from briefing.comparison.scopes import scope_of
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Caveat, Document, Fact, Observation, Reconciliation
from briefing.printing import numbers, periods
from briefing.reference.catalogue import unit_families
from briefing.reference.divisions import full_name

_SAME_STOCK_MONTHS = 3  # an unchanged stock told again within so many months is one fact


@dataclass(slots=True)
class Merged:
    """Facts without repetitions, those that were superseded, and what was found on the way."""

    facts: list[Fact] = field(default_factory=list)
    told: list[Fact] = field(default_factory=list)  # those of every document, each as it stands there
    history: list[Fact] = field(default_factory=list)
    findings: list[Reconciliation] = field(default_factory=list)
    caveats: dict[str, tuple[Caveat, ...]] = field(default_factory=dict)


def merge(
    facts: Iterable[Fact], documents: Iterable[Document], problems: list[UnreadableInputError] | None = None
) -> Merged:
    """Facts with their reprints; order kept."""
    problems = [] if problems is None else problems
    told = without_restatements(without_block_repetitions(facts), problems)
    wholes = {(fact.observation.document, fact.observation.start): fact for fact in told}
    witnesses = Witnesses({document.name: document for document in documents}, wholes)
    merged = Merged(told=told)
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in told:
        groups[_subject(fact)].append(fact)
    for group in groups.values():
        with fenced(f"指标“{group[0].indicator.name}”", "归并", problems):
            _merge_group(group, witnesses, merged)
    order = {fact.observation.id: number for number, fact in enumerate(told)}
    merged.facts.sort(key=lambda fact: order[fact.observation.id])
    return merged


def _subject(fact: Fact) -> tuple[object, ...]:
    """What a fact speaks of, its time and value apart. A fact without a place stands alone."""
    o = fact.observation
    alone = o.id if o.region is None or o.optional else ""
    return (fact.indicator.id, o.region, o.locality, o.measure, o.status, _unit_of(fact), alone)


def _unit_of(fact: Fact) -> str:
    """家, 所 and 个 of institutions are one unit, as 人 and 名 are."""
    family = unit_families().get(fact.indicator.family)
    unit = fact.observation.unit
    return family.unit if family and unit in family.members and "元" not in unit else unit


def _merge_group(group: list[Fact], witnesses: Witnesses, merged: Merged) -> None:
    """Latest document first, so that of two like tellings the later is kept."""
    kept: list[Fact] = []
    for fact in sorted(group, key=lambda f: (witnesses.published(f), -f.observation.start), reverse=True):
        index = next((i for i, other in enumerate(kept) if _is_same(fact, other, witnesses)), None)
        if index is not None:
            kept[index] = _fold(fact, kept[index])
            continue
        against = [other for other in kept if witnesses.contradict(fact, other)]
        better = next((other for other in against if witnesses.corrects(other, fact)), None)
        if better is not None:
            _note_revision(better, fact, witnesses, merged)
            continue
        kept.append(fact)
        for other in against:
            if witnesses.corrects(fact, other):
                _note_revision(fact, other, witnesses, merged)
                kept.remove(other)
            else:
                _note_conflict(other, fact, witnesses, merged)
    merged.facts.extend(kept)


def _is_same(fact: Fact, other: Fact, witnesses: Witnesses) -> bool:
    """Whether two statements may be one: one time, one value, or the other's rounded. A part is never its whole."""
    mine, theirs = fact.observation, other.observation
    if mine.document == theirs.document and (mine.part_of is None) != (theirs.part_of is None):
        return False
    if mine.value == theirs.value:
        return _same_time(mine, theirs) or witnesses.same_time(fact, other)
    like = witnesses.same_time(fact, other) and (mine.part_of is None) == (theirs.part_of is None)
    return like and scope_of(fact) == scope_of(other) and retells(fact, other)


def _same_time(mine: Observation, other: Observation) -> bool:
    if mine.period == other.period:
        return mine.period is not None or mine.document == other.document
    if not (periods.is_date(mine.period) and periods.is_date(other.period)):
        return False
    first, second = periods.span(mine.period), periods.span(other.period)
    return first is not None and second is not None and abs(first.last - second.last) <= _SAME_STOCK_MONTHS


def _fold(fact: Fact, other: Fact) -> Fact:
    """Keep the sharper telling, the later one (`other`) when both are alike."""
    sharper = numbers.precision(fact.observation) < numbers.precision(other.observation)
    keep, give = (fact, other) if sharper else (other, fact)
    return with_reprint(keep, give.observation, *give.reprints)


def _told(fact: Fact) -> str:
    place = full_name(fact.observation.region) if fact.observation.region else ""
    return f"{place}{fact.indicator.name}（{periods.label(fact.observation.period)}）"


def _said(fact: Fact, witnesses: Witnesses) -> str:
    """Who gave which value when: 811张（资阳日报，2024年3月1日）."""
    by = "、".join(sorted(witnesses.publishers(fact)))
    when = periods.label(published) if (published := witnesses.published(fact)) else ""
    source = "，".join(part for part in (by, when) if part)
    return numbers.phrase(fact.observation) + (f"（{source}）" if source else "")


def _note_revision(later: Fact, earlier: Fact, witnesses: Witnesses, merged: Merged) -> None:
    was, now = _said(earlier, witnesses), _said(later, witnesses)
    words = witnesses.amends(later)
    why = f"原文说明“{words}”" if words else "同一发布者后来另有发布"
    text = f"{_told(later)}：先前为{was}，更正为{now}，{why}，以后者为准，前者留作历史。"
    merged.findings.append(Reconciliation("revision", True, text, (later.observation, earlier.observation)))
    merged.history.append(earlier)
    _add(merged, later, Caveat("R17", "改", f"先前为{was}，{why}，已更正。"))


def _note_conflict(one: Fact, other: Fact, witnesses: Witnesses, merged: Merged) -> None:
    apart = one.observation.document != other.observation.document
    values = "与".join(_said(f, witnesses) if apart else numbers.phrase(f.observation) for f in (one, other))
    text = f"{_told(one)}{'' if apart else '在同一篇文献里'}有两个不同的数：{values}，待核。"
    merged.findings.append(Reconciliation("conflict", False, text, (one.observation, other.observation)))
    for fact in (one, other):
        _add(merged, fact, Caveat("R17", "核", f"同一时点另有不同的数（{values}），待核。"))


def _add(merged: Merged, fact: Fact, caveat: Caveat) -> None:
    merged.caveats[fact.observation.id] = (*merged.caveats.get(fact.observation.id, ()), caveat)
