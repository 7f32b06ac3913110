"""Stated parts against their stated total: 4+7=11; 127+6−1（重复）=132."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import check_words, subject
from briefing.comparison.checks.sums import Kinds, Sum, kinds, sums
from briefing.model import Fact, Observation, Reconciliation
from briefing.printing import numbers

_SLIP = 0.02  # of the total
_SLIP_DIGITS = 4


def parts(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """Sums that hold, and those that do not: of parts that must be all of their total, or that are more than it.

    Parts of a longer list say nothing, nor do parts that may be counted twice.
    """
    for found in sums(facts):
        result = _judged(found)
        if result is not None:
            yield result


def _judged(found: Sum) -> Reconciliation | None:
    kind = _kinds_of(found)
    shorter = (found.parts[:length] for length in range(len(found.parts), 1, -1))  # what follows may be read wrongly
    for group in (_of_kinds(kind, found.parts) if kind else (), *shorter):
        if len(group) > 1 and _adds_up(found.total, group):
            return _told(found.total, group, passed=True)
    if kind is None and not found.whole:
        more = _added(found.parts) > found.total.value + _slack(found.total, found.parts)
        wrong = not _may_overlap(found.parts) if more else _is_slip(found)
        return _told(found.total, found.parts, passed=False) if wrong else None
    group = _of_kinds(kind, found.parts) if kind else found.parts
    if len(group) < len(found.parts) and _added(group) < found.total.value < _added(found.parts):
        return None  # some of the others may be one kind more
    return _told(found.total, group, passed=False)


def _kinds_of(found: Sum) -> Kinds | None:
    """The division by which the parts must be all of the total."""
    for kind in kinds():
        words = {kind.of_part(o) for o in found.parts} - {""}
        if len(words) == len(kind.words) and kind.may_divide(found.total):
            return kind
    return None


def _of_kinds(kind: Kinds, group: Sequence[Observation]) -> tuple[Observation, ...]:
    return tuple(o for o in group if kind.of_part(o))


def _is_slip(found: Sum) -> bool:
    """Whether the parts miss their total by very little and in one digit before the last: 7,184 of 7,284. A part that
    was left out would hardly be so small and so round."""
    step = min(numbers.precision(o) for o in (found.total, *found.parts))
    total, added = (str(round(value / step)) for value in (found.total.value, _added(found.parts)))
    near = abs(float(total) - float(added)) <= _SLIP * float(total)
    different = [place for place, pair in enumerate(zip(total, added, strict=False)) if pair[0] != pair[1]]
    long_enough = len(total) == len(added) >= _SLIP_DIGITS and len(found.parts) > 1
    return near and long_enough and len(different) == 1 and different[0] < len(total) - 1


def _is_overlap(part: Observation) -> bool:
    return any(word in part.indicator for word in check_words()["overlap"])


def _added(group: Sequence[Observation]) -> float:
    return sum(-o.value if _is_overlap(o) else o.value for o in group)


def _adds_up(total: Observation, group: Sequence[Observation]) -> bool:
    return abs(_added(group) - total.value) <= _slack(total, group)


def _slack(total: Observation, group: Sequence[Observation]) -> float:
    """How far rounded parts may miss their total; whole numbers must not."""
    steps = [numbers.precision(o) for o in (total, *group)]
    return 1e-6 if set(steps) == {1.0} else sum(steps) / 2 + 1e-6


def _may_overlap(group: Sequence[Observation]) -> bool:
    """Whether something may be counted in two of the parts: 公办 and 普惠, 老年人 and 残疾人."""
    found = set[str]()
    persons = 0
    for part in group:
        own = {name for name, words in check_words()["divisions"].items() if any(w in part.indicator for w in words)}
        persons += "groups" in own
        found |= own
    return len(found) > 1 or persons > 1


def _told(total: Observation, group: Sequence[Observation], passed: bool) -> Reconciliation:
    added = "+".join(numbers.plain(o.value) for o in group if not _is_overlap(o))
    taken = "".join(f"{numbers.MINUS}{numbers.plain(o.value)}（重复计）" for o in group if _is_overlap(o))
    text = f"{added}{taken}={numbers.plain(_added(group))}{total.unit}，与合计"
    if len(group) == 1:
        text = f"其中的{group[0].indicator}为{numbers.phrase(group[0])}，与合计"
    outcome = "相符" if passed else "不符"
    line = f"{subject(total)}：{text}{numbers.phrase(total)}{outcome}。"
    return Reconciliation("parts", passed, line, (total, *group))
