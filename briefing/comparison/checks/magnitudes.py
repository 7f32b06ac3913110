"""Values that cannot be, and percentages on a handful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.comparison.checks.checkable import (
    PERSONS,
    actual_levels,
    check_words,
    is_of_a_place,
    may_count,
    share_stem,
    subject,
)
from briefing.comparison.stated_names import bare
from briefing.config import Thresholds
from briefing.model import Fact, Measure, Observation, Reconciliation, Status
from briefing.printing import numbers
from briefing.reference.population import population

_POPULATION_MARGIN = 1.2  # a count of persons above the census population by more than this is taken for a slip


def magnitudes(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """Values that cannot be: shares over the whole, ratios out of all range, more people than the place has."""
    for fact in facts:
        text = _impossible(fact)
        if text:
            yield Reconciliation("magnitude", False, text, (fact.observation,))


def _impossible(fact: Fact) -> str:
    observation, indicator = fact.observation, fact.indicator
    if observation.status is not Status.ACTUAL or observation.optional or not is_of_a_place(observation):
        return ""
    if observation.measure is Measure.SHARE and observation.unit == "%" and observation.value > 100:
        open_ended = any(word in observation.indicator for word in check_words()["open_shares"])
        return "" if open_ended else f"{subject(observation)}为{numbers.phrase(observation)}，占比超过100%。"
    if observation.measure in (Measure.LEVEL, Measure.SHARE) and indicator.plausible and indicator.intensive:
        low, high = indicator.plausible
        if not low <= observation.value <= high:
            return (
                f"{subject(observation)}为{numbers.phrase(observation)}，"
                f"超出合理范围（{numbers.plain(low)}—{numbers.plain(high)}）。"
            )
    return _too_many(fact)


def _too_many(fact: Fact) -> str:
    """More persons than the place has: usually 万 read or printed twice."""
    observation = fact.observation
    found = population(observation.region) if observation.region else None
    if found is None or observation.measure is not Measure.LEVEL or observation.unit not in PERSONS:
        return ""
    if (
        fact.indicator.kind != "stock"
        or fact.indicator.intensive
        or observation.value <= found.total * _POPULATION_MARGIN
    ):
        return ""
    people = numbers.plain(found.total)
    return f"{subject(observation)}为{numbers.phrase(observation)}，多于全部常住人口（2020年普查{people}人）。"


def small_bases(facts: Sequence[Fact], thresholds: Thresholds) -> Iterator[tuple[Observation, str]]:
    """Percentages whose stated base is a handful: 33% more of 4 people."""
    for fact in facts:
        observation = fact.observation
        if observation.unit != "%":
            continue
        if observation.measure is Measure.CHANGE:
            for level in actual_levels(facts):
                base = level.observation
                same = level.indicator.id == fact.indicator.id and base.region == observation.region
                if not same or base.unit == "%" or base.value <= 0 or observation.value <= -100:
                    continue
                earlier = base.value / (1 + observation.value / 100)  # the base of a change is the value before it
                if min(base.value, earlier) < thresholds.small_numerator:
                    before = f"{numbers.plain(round(earlier))}{base.unit}"
                    yield observation, f"基数过小（现为{numbers.phrase(base)}，反推此前约{before}），不宜用百分数。"
                    break
        elif observation.measure is Measure.SHARE:
            stem = share_stem(observation)
            for level in actual_levels(facts):
                base = level.observation
                if (
                    may_count(base, observation)
                    and stem.endswith(bare(base.indicator))
                    and base.value < thresholds.small_denominator
                    and base.unit in PERSONS
                ):
                    yield observation, f"分母过小（{numbers.phrase(base)}），不宜用百分数。"
                    break
