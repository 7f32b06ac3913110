"""What the checks ask of a figure: exact, of a place, a count of the thing whose share another figure is."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.stated_names import bare
from briefing.model import Bound, Fact, Measure, Observation, Sector, Status
from briefing.packaged import Table, toml_file
from briefing.printing import numbers
from briefing.reference.catalogue import unit_families
from briefing.reference.divisions import full_name

PERSONS = unit_families()["person"].members
_COUNTS = (unit_families()["institution"].members, PERSONS)  # 家 and 所 add up, 人 and 名
_NEAR = 4  # characters between the end of one sentence and the beginning of the next


def check_words() -> Table:
    """The word lists of the checks (data/checks.toml)."""
    return toml_file("comparison/data/checks.toml")


def is_exact(observation: Observation) -> bool:
    """Whether the figure is one exact number, neither bounded nor a range."""
    return observation.bound is Bound.EXACT and observation.upper is None


def is_of_a_place(observation: Observation) -> bool:
    """Whether the figure is about a place's public services; a company's accounts are not."""
    return observation.region is not None and observation.sector is not Sector.OTHER


def actual_levels(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that are amounts of a whole region and happened."""
    return [
        f
        for f in facts
        if f.observation.measure is Measure.LEVEL
        and f.observation.status is Status.ACTUAL
        and not f.observation.locality
    ]


def subject(observation: Observation) -> str:
    """Place and name of a figure, as a finding begins."""
    place = full_name(observation.region) if observation.region else ""
    return f"{place}{observation.indicator}"


def rounding_slack(places: int) -> float:
    """How far a number with so many decimals may lie from the true one."""
    return float(0.5 * 10**-places) + 1e-9


def conclude(text: str, stated: Observation, passed: bool) -> str:
    """The computation with its outcome: …，与原文50.79%相符。"""
    if passed:
        return f"{text}，与原文{numbers.phrase(stated)}相符。"
    return f"{text}，与原文{numbers.phrase(stated)}不符。"


def conclude_inferred(text: str, stated: Observation, fits: bool, inferred: str) -> str:
    """The computation with a number that the source does not give: what fits is possible, no more."""
    note = f"{inferred}为反推，原文未给出"
    if fits:
        return f"{text}；{note}，只说明存在整数解，与原文{numbers.phrase(stated)}不矛盾。"
    return f"{text}，与原文{numbers.phrase(stated)}不符；{note}。"


def share_stem(share: Observation) -> str:
    """The thing whose share it is: 公办在园幼儿比例 → 公办在园幼儿."""
    name = bare(share.indicator)
    for ending in check_words()["share_endings"]:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def may_count(observation: Observation, share: Observation) -> bool:
    """An exact count of the share's place and time, in a unit of things."""
    return (
        (observation.region, observation.locality) == (share.region, share.locality)
        and observation.period == share.period
        and is_exact(observation)
        and float(observation.value).is_integer()
        and len(bare(observation.indicator)) > 2
    )


def are_alike(total: Observation, part: Observation) -> bool:
    """Whether two amounts are of one place and time, counted in one unit: else one is no part of the other."""
    return (
        (total.region, total.locality, total.period) == (part.region, part.locality, part.period)
        and total.around.each == part.around.each
        and (total.unit == part.unit or any({total.unit, part.unit} <= members for members in _COUNTS))
    )


def are_near(one: Observation, other: Observation) -> bool:
    """Whether two figures stand in one sentence or in two that follow each other."""
    first, second = sorted((one, other), key=lambda o: o.start)
    return first.sentence_start == second.sentence_start or second.sentence_start <= first.sentence_end + _NEAR


def text_between(first: Observation, second: Observation) -> str:
    """The text between two figures of one sentence, without spaces."""
    start = len(first.around.lead) + len("".join(first.text.split()))
    return second.around.lead[start:]
