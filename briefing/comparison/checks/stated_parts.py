"""Stated parts against their stated total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import (
    actual_levels,
    check_words,
    is_exact,
    subject,
)
from briefing.comparison.stated_names import bare
from briefing.model import Fact, Observation, Reconciliation
from briefing.printing import numbers


def parts(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """Stated parts against their stated total: 4+7=11; 127+6−1（重复）=132. A list of some parts only is left alone."""
    levels = actual_levels(facts)
    totals = {fact.observation.start: fact for fact in levels}
    groups: dict[int, list[Fact]] = defaultdict(list)
    for fact in levels:
        if fact.observation.part_of in totals and not fact.observation.optional:
            groups[fact.observation.part_of or 0].append(fact)
    for start, group in _complements(levels):
        groups.setdefault(start, group)
    for start, group in groups.items():
        found = _parts_of(totals[start].observation, [fact.observation for fact in group])
        if found is not None:
            yield found


def _complements(levels: Sequence[Fact]) -> Iterator[tuple[int, list[Fact]]]:
    """Totals with parts that together must be the whole, whether or not the text says 其中: 公办X and 民办X of X."""
    by_name = {bare(fact.observation.indicator): fact for fact in reversed(levels)}
    for name, total in by_name.items():
        for words in check_words()["complements"]:
            found = [by_name[word + name] for word in words if word + name in by_name]
            if len(found) == len(words):
                yield total.observation.start, found


def _parts_of(total: Observation, group: list[Observation]) -> Reconciliation | None:
    group = [o for o in group if o.unit == total.unit]
    overlaps = [o for o in group if any(word in o.indicator for word in check_words()["overlap"])]
    added = [o for o in group if o not in overlaps]
    if len(added) < 2 or not all(map(is_exact, (total, *group))):
        return None
    result = sum(o.value for o in added) - sum(o.value for o in overlaps)
    sum_text = "+".join(_digits(o) for o in added) + "".join(f"{numbers.MINUS}{_digits(o)}（重复计）" for o in overlaps)
    line = f"{subject(total)}：{sum_text}={numbers.plain(result)}{total.unit}"
    step = max(numbers.precision(o) for o in (total, *group))
    slack = step * len(group) / 2 if step > 1 else 0
    if abs(result - total.value) <= slack:
        return Reconciliation("parts", True, f"{line}，与合计{numbers.phrase(total)}相符。", (total, *group))
    if result > total.value or _is_whole(total, added):
        return Reconciliation("parts", False, f"{line}，与合计{numbers.phrase(total)}不符。", (total, *group))
    return None  # parts of a longer list


def _is_whole(total: Observation, added: Sequence[Observation]) -> bool:
    names = {bare(o.indicator) for o in added}
    return any(names == {word + bare(total.indicator) for word in words} for words in check_words()["complements"])


def _digits(observation: Observation) -> str:
    return numbers.plain(observation.value)
