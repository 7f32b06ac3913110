"""The values that a stated figure allows, whether two figures can be told apart, and when they are as good as equal."""

from __future__ import annotations

from briefing.config import Thresholds
from briefing.model import Bound, Fact
from briefing.printing import numbers

_FUZZ = 1e-9  # 2.91 − 2.90 is a step of 0.01 and not a little less


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


def is_similar(left: Fact, right: Fact, thresholds: Thresholds) -> bool:
    """Whether two figures are 基本相当: closer than the last digit of the coarser one, or than the share for that
    (thresholds.similar_share) of the larger one. The one place that says so."""
    return alike(measured(left), measured(right), thresholds)


def measured(fact: Fact) -> tuple[float, float]:
    """Value and step of the last digit that carries information, which `alike` compares."""
    return fact.observation.value, numbers.precision(fact.observation)


def alike(mine: tuple[float, float], other: tuple[float, float], thresholds: Thresholds) -> bool:
    """Whether two values with their steps are 基本相当."""
    apart = abs(mine[0] - other[0])
    limit = max(mine[1], other[1], thresholds.similar_share * max(abs(mine[0]), abs(other[0])))
    return apart < limit - _FUZZ * limit
