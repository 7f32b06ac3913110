"""Stated changes against the two levels they lie between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import (
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
            found = _change(levels, moved[0])
            if found is not None:
                yield found


def _change(levels: Sequence[Observation], moved: Observation) -> Reconciliation | None:
    """Earlier level first; one without a period is the earlier (由5.3%提升至8.5%)."""
    first, second = sorted(levels, key=lambda level: periods.last_month(level.period))
    if periods.last_month(first.period) == periods.last_month(second.period) or moved.region is None:
        return None
    relative = moved.unit == "%" and second.unit != "%"
    if relative and not first.value:
        return None
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
