"""Shares against the counts they are shares of, where the text states them: 13,000÷24,000=54.2%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefing.comparison.checks.checkable import (
    actual_levels,
    are_alike,
    are_near,
    check_words,
    conclude,
    is_exact,
    is_of_a_place,
    rounding_slack,
    share_stem,
    subject,
    text_between,
)
from briefing.comparison.checks.implied_counts import implied
from briefing.comparison.stated_names import bare
from briefing.model import Fact, Measure, Observation, Reconciliation
from briefing.packaged import one_of
from briefing.printing import numbers

_SHORTEST = 2  # characters of a name that tells what is counted


class Count(NamedTuple):
    """A stated amount and what it may be called: as its source does, and as the catalogue does."""

    observation: Observation
    names: frozenset[str]


class Ratio(NamedTuple):
    """A stated share with the stated amounts that it is the ratio of."""

    share: Observation
    part: Observation
    whole: Observation

    @property
    def value(self) -> float:
        """The share that the amounts give, in per cent."""
        return 100 * self.part.value / self.whole.value

    @property
    def slack(self) -> float:
        """How far the stated share may lie from it: all three are rounded."""
        error = numbers.precision(self.part) + self.value / 100 * numbers.precision(self.whole)
        return rounding_slack(numbers.decimals(self.share)) + 50 * error / self.whole.value


def shares(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """Every share against both its amounts, or, where only one is stated, against a whole number that may fit."""
    counts = [fact for fact in actual_levels(facts) if not fact.indicator.intensive and is_exact(fact.observation)]
    levels = [Count(fact.observation, _names(fact)) for fact in counts]
    for fact in facts:
        share = fact.observation
        if share.measure is not Measure.SHARE or share.unit != "%" or not is_exact(share) or not 0 < share.value < 100:
            continue
        if is_of_a_place(share):
            ratio = _ratio(share, levels)
            yield from [_told(ratio)] if ratio else implied(share, facts)


def _names(fact: Fact) -> frozenset[str]:
    stated = bare(fact.observation.indicator, fact.observation.region)
    known = (fact.indicator.name, *fact.indicator.aliases) if fact.indicator.listed else ()
    return frozenset((stated, *map(bare, known)))


def _told(ratio: Ratio) -> Reconciliation:
    share, part, whole = ratio
    passed = abs(ratio.value - share.value) <= ratio.slack
    places = max(numbers.decimals(share), 1)
    text = f"{subject(share)}：{numbers.phrase(part)}÷{numbers.phrase(whole)}={numbers.plain(ratio.value, places)}%"
    return Reconciliation("share", passed, conclude(text, share, passed), (share, part, whole))


def _ratio(share: Observation, levels: Sequence[Count]) -> Ratio | None:
    """The amounts of a share: by its name (X占Y比重), else the part that stands before it and what that is part of."""
    counts = [c for c in levels if _is_counted_with(c.observation, share) and are_near(c.observation, share)]
    near = [count.observation for count in counts]
    before = [o for o in near if o.start < share.start and o.sentence_start == share.sentence_start]
    part_name, divided, whole_name = share_stem(share).partition("占")
    part = _called(part_name, share, counts, before)
    whole = _whole(part, whole_name if divided else "", near) if part else None
    if whole is None and len(before) > 1 and _is_rate_of(before[-1], before[-2], share, part_name):
        part, whole = before[-1], before[-2]
    if part is None:
        return None
    if whole is None or whole.value <= part.value or not are_alike(whole, part):
        return None
    return Ratio(share, part, whole)


def _is_counted_with(count: Observation, share: Observation) -> bool:
    return (count.region, count.locality, count.period) == (share.region, share.locality, share.period)


def _called(name: str, share: Observation, near: Sequence[Count], before: Sequence[Observation]) -> Observation | None:
    """The amount that has the name of a share's part; a longer name will do just before it (…护理型床位, 占58%)."""
    called = [count.observation for count in near if name in count.names]
    if called:
        return min(called, key=lambda o: abs(o.start - share.start))
    if not before or not before[-1].indicator.endswith(name):
        return None
    return before[-1] if _share_follows().search(text_between(before[-1], share)) else None


def _is_rate_of(last: Observation, whole: Observation, share: Observation, name: str) -> bool:
    """Whether the two figures directly before a rate are its total and its part: 老年人48万人，签约36万人，签约率85%.
    What is called more narrowly (留资就业 before 就业率) is not."""
    if not share.indicator.endswith("率") or any(word in share.indicator for word in check_words()["other_bases"]):
        return False
    told = text_between(last, share).strip("，,、（(")
    rate = bare(share.indicator, share.region)
    called = bare(last.indicator, last.region)
    more = called.removesuffix(name)
    plain = called.startswith(name) or (more != called and more in bare(whole.indicator, whole.region))
    return plain and any(told.startswith(rate[start:]) for start in range(len(rate) - _SHORTEST))


@cache
def _share_follows() -> re.Pattern[str]:
    return re.compile(rf"^[^，,。；;]*[，,、（(]?[^，,。；;]*{one_of(check_words()['share_follows'])}[^，,。；;]*$")


def _whole(part: Observation, name: str, near: Sequence[Observation]) -> Observation | None:
    """What the part is a part of: named after 占, linked by the extraction, or called like its end."""
    others = [o for o in near if o is not part]
    if name and name not in check_words()["any_whole"]:
        named = [o for o in others if _is_called(o, name)]
        return min(named, key=lambda o: abs(o.start - part.start)) if named else None
    linked = next((o for o in others if o.start == part.part_of), None)
    ending = [o for o in others if part.indicator.endswith(bare(o.indicator, o.region)) and o.start < part.start]
    return linked or (ending[-1] if ending else None)


def _is_called(observation: Observation, name: str) -> bool:
    """Whether an amount is what is named after 占, one of the two names being the other's end."""
    called, named = bare(observation.indicator, observation.region), bare(name)
    short, long = sorted((called, named), key=len)
    return called == name or (long.endswith(short) and len(short) > _SHORTEST)
