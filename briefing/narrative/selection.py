"""Which sentences a briefing opens with: at most six, the most important first, no field taking all the room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.comparison import headline, rank
from briefing.comparison.groups import Group
from briefing.config import Thresholds
from briefing.model import (
    BenchmarkGap,
    Comparability,
    Comparison,
    Fact,
    Measure,
    Sector,
    Statement,
    Status,
)
from briefing.narrative import sentence_patterns, standings
from briefing.printing import periods

MOST_POINTS = 6
_MOST_OF_A_SECTOR = 2
_MOST_IN_A_ROW = 3  # figures in one sentence of bare levels
_OWN_MESSAGE = 88.0  # of this weight a sentence is said even when its figures were named before
_BOTH_COMPUTED = 20.0  # less weight for what stands only beside values that were computed here
_PLAIN_REFUSALS = ("R05", "R06", "R07")  # amounts of places of different size: nothing a reader would expect
_ORDER = 98.0  # who is at the ends, before each region's gap to the target
_MOST_OF_AN_INDICATOR = 3  # pairs of regions that are put into sentences
_WEAK = 30.0  # sentences of less weight are said only when there are fewer than
_ENOUGH = 3  # so many others


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could open a briefing. Higher weight first; `subject` keeps two from saying the same."""

    weight: float
    sector: Sector
    subject: str
    statement: Statement


def choose(candidates: Iterable[Candidate], most: int = MOST_POINTS) -> tuple[Statement, ...]:
    """The most important ones: one a subject, two a sector, more only when there is nothing else."""
    waiting = sorted(candidates, key=lambda c: -c.weight)  # stable: of equal weight, document order
    chosen: list[Candidate] = []
    for limit in (_MOST_OF_A_SECTOR, most):
        for candidate in waiting:
            if len(chosen) == most:
                break
            sectors = Counter(c.sector for c in chosen)
            if candidate in chosen or sectors[candidate.sector] >= limit:
                continue
            if candidate.weight < _WEAK and len(chosen) >= _ENOUGH:
                continue
            if candidate.subject in {c.subject for c in chosen} or _said_already(candidate, chosen):
                continue
            chosen.append(candidate)
    chosen.sort(key=lambda c: -c.weight)
    return tuple(candidate.statement for candidate in chosen)


def joined(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Two statements of one kind about figures of one source sentence made one: institutions and their beds."""
    kept: list[Candidate] = []
    open_for: dict[tuple[str, int, Sector], int] = {}
    for candidate in candidates:
        first = candidate.statement.observations[0]
        key = (first.document, first.sentence_start, candidate.sector)
        if first.sentence_end and key in open_for:
            index = open_for.pop(key)
            kept[index] = _join(kept[index], candidate)
        else:
            open_for[key] = len(kept)
            kept.append(candidate)
    return kept


def _join(one: Candidate, other: Candidate) -> Candidate:
    text = f"{_without_common_end(one.statement.text, other.statement.text)}；{other.statement.text}"
    observations = tuple(dict.fromkeys((*one.statement.observations, *other.statement.observations)))
    benchmarks = tuple(dict.fromkeys((*one.statement.benchmarks, *other.statement.benchmarks)))
    derived = (*one.statement.derived, *other.statement.derived)
    statement = Statement(text, observations, benchmarks, derived)
    return Candidate(max(one.weight, other.weight), one.sector, one.subject, statement)


def _without_common_end(text: str, following: str) -> str:
    """A text without its last clause where the text after it ends with the same: …；分母为2020年普查，只并列。"""
    head, _, end = text.rpartition("；")
    return head if head and following.endswith(f"；{end}") else text.removesuffix("。")


def _said_already(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    if candidate.weight >= _OWN_MESSAGE:
        return False
    said = {o.id for c in chosen for o in c.statement.observations}
    return all(o.id in said for o in candidate.statement.observations)


def sayable(facts: Iterable[Fact]) -> list[Fact]:
    """Facts a key point may speak of: what happened, surely of the whole of a known place, not sensitive."""
    return [
        fact
        for fact in facts
        if fact.indicator.sensitivity == "public"
        and fact.observation.status is Status.ACTUAL
        and fact.observation.measure is not Measure.RANK
        and not (fact.observation.optional or fact.observation.doubts)
        and fact.observation.region is not None
        and not fact.observation.locality
        and not any((caveat.code, caveat.mark) == ("R05", "异") for caveat in fact.caveats)
    ]


def of_gaps(gaps: Iterable[BenchmarkGap], *, with_place: bool) -> Iterator[Candidate]:
    """Facts against targets and the nation; stated ratios before derived ones, targets missed before targets met."""
    groups: dict[tuple[str, str], list[BenchmarkGap]] = defaultdict(list)
    for gap in gaps:
        groups[gap.fact.observation.id, gap.fact.indicator.id].append(gap)
    for (_, indicator), group in groups.items():
        fact = group[0].fact
        missed = any(_is_worse(gap) for gap in group if gap.benchmark.kind == "target" and not gap.conditions)
        targets = any(gap.benchmark.kind == "target" for gap in group)
        weight = 90.0 + 5 * missed + 2 * targets - 8 * (fact.derivation is not None) - 6 * bool(group[0].conditions)
        weight -= _BOTH_COMPUTED * all(gap.benchmark.per_head for gap in group)
        statement = sentence_patterns.held_against(group, with_place=with_place)
        yield Candidate(weight, fact.indicator.sector, f"{indicator}|{fact.observation.region}", statement)


def _is_worse(gap: BenchmarkGap) -> bool:
    if gap.fact.indicator.polarity == "lower_better":
        return gap.difference > 0
    return gap.fact.indicator.polarity == "higher_better" and gap.difference < 0


def of_changes(facts: Sequence[Fact], *, with_place: bool) -> Iterator[Candidate]:
    """One indicator at two times, and levels with a stated change."""
    for group in _by_indicator(facts).values():
        levels = [f for f in group if f.observation.measure in (Measure.LEVEL, Measure.SHARE)]
        changes = [f for f in group if f.observation.measure is Measure.CHANGE]
        dated = sorted(levels, key=lambda level: periods.last_month(level.observation.period))
        fact = group[0]
        subject = f"{fact.indicator.id}|{fact.observation.region}"
        if _is_pair_in_time(dated):
            statement = sentence_patterns.moved(dated[-2], dated[-1], with_place=with_place)
            weight = 82.0 if fact.indicator.polarity != "neutral" else 45.0 + 15 * fact.indicator.intensive
            yield Candidate(weight, fact.indicator.sector, subject, statement)
        elif len(levels) == 1 and len(changes) == 1 and changes[0].observation.unit == levels[0].observation.unit:
            statement = sentence_patterns.changed(levels[0], changes[0], with_place=with_place)
            yield Candidate(70.0, fact.indicator.sector, subject, statement)


def _is_pair_in_time(dated: Sequence[Fact]) -> bool:
    """Two exact levels at two times, in one unit and over periods of one length; the earlier may be undated."""
    if len(dated) < 2 or any(f.observation.bound.value != "eq" for f in dated[-2:]):
        return False
    earlier, later = (f.observation for f in dated[-2:])
    first, second = periods.span(earlier.period), periods.span(later.period)
    if second is None or earlier.unit != later.unit or (first and first.last == second.last):
        return False
    if first is None:
        return earlier.document == later.document
    return dated[-1].indicator.kind == "stock" or dated[-1].indicator.intensive or first.months == second.months


def of_parts(facts: Sequence[Fact], thresholds: Thresholds, *, with_place: bool) -> Iterator[Candidate]:
    """Totals that the source breaks down."""
    by_start = {(f.observation.document, f.observation.start): f for f in facts}
    parts: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        key = (fact.observation.document, fact.observation.part_of if fact.observation.part_of is not None else -1)
        if key in by_start and fact.observation.unit == by_start[key].observation.unit:
            parts[key].append(fact)
    for key, group in parts.items():
        total = by_start[key]
        if len(group) > 1 and all(f.observation.value <= total.observation.value for f in group):
            statement = sentence_patterns.composed(total, group, thresholds, with_place=with_place)
            weight = 58.0 + 10 * total.indicator.listed + 5 * (total.indicator.polarity != "neutral")
            yield Candidate(
                weight, total.indicator.sector, f"{total.indicator.id}|{total.observation.region}", statement
            )


def of_groups(groups: Iterable[Group]) -> Iterator[Candidate]:
    """Where a region stands among its peers, or who is at the ends of an indicator's order."""
    for group in groups:
        statement = standings.place_of_region(group) if group.own else standings.order_of_group(group)
        if statement is not None:
            subject = f"{group.indicator.id}|{group.peers.name}|{group.noun}"
            weight = _OWN_MESSAGE + 1 if group.own else _ORDER
            yield Candidate(weight, group.indicator.sector, subject, statement)


def of_comparisons(comparisons: Iterable[Comparison], thresholds: Thresholds) -> Iterator[Candidate]:
    """Regions that may be set side by side."""
    said: Counter[str] = Counter()
    for comparison in sorted(headline(comparisons), key=rank):
        fact = comparison.left
        if comparison.verdict.outcome is Comparability.NOT_COMPARABLE or fact.indicator.sensitivity != "public":
            continue
        said[fact.indicator.id] += 1
        if said[fact.indicator.id] > _MOST_OF_AN_INDICATOR:
            continue
        sure = comparison.verdict.outcome is Comparability.COMPARABLE
        weight = _OWN_MESSAGE if sure else 66.0 - 10 * (fact.derivation is not None) - 10 * (not fact.indicator.listed)
        subject = f"{fact.indicator.id}|{comparison.right.observation.region}|{fact.observation.region}"
        yield Candidate(weight, fact.indicator.sector, subject, sentence_patterns.side_by_side(comparison, thresholds))


def of_refusals(comparisons: Iterable[Comparison]) -> Iterator[Candidate]:
    """Stated figures of one listed indicator that a reader would compare and must not."""
    for comparison in headline(comparisons):
        same = comparison.left.indicator.id == comparison.right.indicator.id
        stated = comparison.left.derivation is None and comparison.right.derivation is None
        refused = comparison.verdict.outcome is Comparability.NOT_COMPARABLE
        telling = comparison.verdict.reasons[:1] and comparison.verdict.reasons[0].code not in _PLAIN_REFUSALS
        if refused and telling and same and stated and comparison.indicator.sensitivity == "public":
            yield Candidate(
                50.0, comparison.indicator.sector, comparison.indicator.id, sentence_patterns.refused(comparison)
            )


def of_levels(facts: Sequence[Fact], said: Iterable[Candidate], *, with_place: bool) -> Iterator[Candidate]:
    """What the other candidates leave, a few figures of one region and field in a row: listed indicators first."""
    taken = {o.id for candidate in said for o in candidate.statement.observations}
    groups: dict[tuple[str, Sector], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.observation.id in taken:
            continue
        if fact.observation.measure in (Measure.LEVEL, Measure.SHARE) and fact.observation.part_of is None:
            groups[fact.observation.region or "", fact.indicator.sector].append(fact)
    for (region, sector), group in groups.items():
        for number, row in enumerate(_rows(group)):
            known = sum(f.indicator.listed for f in row)
            weight = (40.0 if known else 25.0) + 3 * known - 5 * number - 20 * (sector is Sector.OTHER)
            yield Candidate(
                weight, sector, f"{region}|{sector}|{number}", sentence_patterns.listed(row, with_place=with_place)
            )


def _rows(group: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """The listed facts in rows, then the others: what is in no catalogue does not borrow weight from what is."""
    for known in (True, False):
        facts = [fact for fact in group if fact.indicator.listed is known]
        for start in range(0, len(facts), _MOST_IN_A_ROW):
            yield facts[start : start + _MOST_IN_A_ROW]


def _by_indicator(facts: Iterable[Fact]) -> dict[tuple[str, str], list[Fact]]:
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.indicator.id, fact.observation.region or ""].append(fact)
    return groups
