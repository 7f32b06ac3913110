"""The values that a stated figure allows, and whether two figures can be told apart."""

from __future__ import annotations

from briefing.model import Bound, Fact
from briefing.printing import numbers


def interval(fact: Fact) -> tuple[float, float]:
    """The values a stated figure allows: its bound, its range, its last digit."""
    observation = fact.observation
    value, step = observation.value, numbers.precision(observation)
    if observation.upper is not None:
        return value, observation.upper
    if observation.bound is Bound.AT_LEAST:
        return value, float("inf")
    if observation.bound is Bound.AT_MOST:
        return value - step, value
    if observation.bound is Bound.APPROXIMATE:
        return value - step, value + step
    return value - step / 2, value + step / 2


def distinguishable(left: Fact, right: Fact) -> bool:
    """Whether the values allowed by two figures do not overlap."""
    (low, high), (other_low, other_high) = interval(left), interval(right)
    return high < other_low or other_high < low
