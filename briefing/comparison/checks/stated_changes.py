"""Stated changes against the two levels they lie between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import (
    are_near,
    check_words,
    conclude,
    is_exact,
    rounding_slack,
    subject,
)
from briefing.model import Fact, Measure, Observation, Reconciliation, Status
from briefing.printing import numbers, periods


def changes(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """A stated change against the two levels it lies between."""
    groups: dict[tuple[str, str | None, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.observation.status is Status.ACTUAL and not fact.observation.optional:
            groups[fact.indicator.id, fact.observation.region, fact.observation.locality].append(fact)
    for group in groups.values():
        levels = [f.observation for f in group if f.observation.measure in (Measure.LEVEL, Measure.SHARE)]
        moved = [f.observation for f in group if f.observation.measure is Measure.CHANGE]
        if len(levels) == 2 and len(moved) == 1 and all(map(is_exact, (*levels, *moved))):
            first, second = sorted(levels, key=lambda level: periods.last_month(level.period))
            if _lies_between(moved[0], first, second):
                yield _change(moved[0], first, second)


def _lies_between(moved: Observation, first: Observation, second: Observation) -> bool:
    """Whether a change is that from the first level to the second; one without a period is the earlier
    (由5.3%提升至8.5%), and periods of two lengths have no change between them."""
    before, after = periods.span(first.period), periods.span(second.period)
    if moved.region is None or after is None or first.unit != second.unit:
        return False
    if moved.unit == "%" and (second.unit == "%" or not first.value):
        return False  # 提高5.2%: of per cents nobody can tell whether points are meant
    if before is None:
        return are_near(first, second)
    if before.last == after.last or before.months != after.months:
        return False
    apart = check_words()["apart"].get(moved.around.compared)
    return after.last - before.last == apart if apart else are_near(first, second) and are_near(second, moved)


def _change(moved: Observation, first: Observation, second: Observation) -> Reconciliation:
    relative = moved.unit == "%"
    value = 100 * (second.value / first.value - 1) if relative else second.value - first.value
    places = numbers.decimals(moved)
    error = numbers.precision(first) + numbers.precision(second)
    slack = rounding_slack(places) + (100 * error / first.value if relative else error / 2)
    passed = abs(value - moved.value) <= slack
    operation = "÷" if relative else numbers.MINUS
    result = f"{numbers.plain(value, places)}{moved.unit}"
    text = f"{subject(moved)}：{numbers.phrase(second)}{operation}{numbers.phrase(first)}"
    text += f"{'−1' if relative else ''}={result}"
    return Reconciliation("change", passed, conclude(text, moved, passed), (moved, first, second))
