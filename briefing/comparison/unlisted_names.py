"""Names that stand for themselves: outside the catalogue, or given by one document to several figures of one time.

Each is an indicator of its own; where several regions state a full one, it is theirs in common (ad hoc), and their
figures can be compared with a reservation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.comparison.durations import is_flow_name
from briefing.comparison.likeness import cut_in_order
from briefing.comparison.stated_names import bare, is_per_head, words
from briefing.model import Bound, Fact, Indicator, Measure, Observation, Sector
from briefing.reference.catalogue import unit_families

SHARES = frozenset(unit for family in unit_families().values() if family.share for unit in family.members)
_RATIO_UNITS = ("/",)  # 元/月, 元/人: amounts per head or month compare directly
_CONTRADICTION = 2  # values of one name: two sources or two tellings may differ, three are parts of something


def unlisted(observation: Observation, name: str) -> Indicator:
    """An indicator for a name that is not in the catalogue: one of its own for every name, unit and measure."""
    share = observation.measure is Measure.SHARE or observation.unit in SHARES
    intensive = share or is_per_head(observation.indicator) or any(sign in observation.unit for sign in _RATIO_UNITS)
    return Indicator(
        id=f"unlisted:{name}|{_unit_class(observation.unit)}|{observation.measure.value}",
        name=observation.indicator,
        sector=observation.sector,
        theme="",
        unit=observation.unit,
        kind="flow_year" if is_flow_name(observation.indicator) else "stock",
        intensive=intensive,
        listed=False,
    )


def _unit_class(unit: str) -> str:
    """The family of a unit that belongs to one only, else the unit itself: 人 and 名 are alike, 个 is only 个."""
    owners = [
        name for name, family in unit_families().items() if unit in family.members and not name.startswith("rank")
    ]
    return owners[0] if len(owners) == 1 else unit


def without_vague_names(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, with those unlisted whose document gives their name to three or more values of one place and time.

    住院费用…减少个人垫付354亿元, 普通门诊…减少个人垫付26亿元: what they are parts of is not in the name.
    """
    told = _values(facts)
    return [
        _by_itself(fact) if fact.indicator.listed and told[_said(fact)] > _CONTRADICTION else fact for fact in facts
    ]


def with_shared_names(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, with the unlisted names ad hoc that several regions state, each for one value in its document."""
    candidates = [fact for fact in facts if fact.alignment == "unlisted" and may_be_shared(fact.observation)]
    told = _values(candidates)
    telling = [fact for fact in candidates if told[_said(fact)] <= 1]
    regions: dict[str, set[str | None]] = defaultdict(set)
    for fact in telling:
        regions[fact.indicator.id].add(fact.observation.region)
    shared = {fact.observation.id for fact in telling if len(regions[fact.indicator.id]) > 1}
    return [_adhoc(fact) if fact.observation.id in shared else fact for fact in facts]


def _values(facts: Iterable[Fact]) -> Counter[tuple[object, ...]]:
    """How many exact values a name has in a document for a place and time."""
    exact = (fact for fact in facts if fact.observation.bound is Bound.EXACT)
    return Counter(said for said, _ in {(_said(fact), fact.observation.value) for fact in exact})


def _said(fact: Fact) -> tuple[object, ...]:
    o = fact.observation
    return fact.indicator.id, o.document, o.indicator, o.unit, o.measure, o.status, o.region, o.locality, o.period


def _by_itself(fact: Fact) -> Fact:
    observation = fact.observation
    name = bare(observation.indicator, observation.region)
    return replace(fact, indicator=unlisted(observation, name), alignment="unlisted", score=0.0)


def may_be_shared(observation: Observation) -> bool:
    """Whether an unlisted name is full and sober enough to stand for the same thing in another region."""
    known = observation.region is not None and not observation.optional and observation.sector is not Sector.OTHER
    return known and _is_full(bare(observation.indicator, observation.region))


@lru_cache(maxsize=65536)
def _is_full(name: str) -> bool:
    """Whether a bare name has enough words and characters, and none of a story's."""
    return (
        len(name) >= words()["adhoc_characters"]
        and len(cut_in_order(name)) >= words()["adhoc_words"]
        and not any(word in name for word in words()["story"])
    )


def _adhoc(fact: Fact) -> Fact:
    name = "adhoc:" + fact.indicator.id.removeprefix("unlisted:")
    return replace(fact, indicator=replace(fact.indicator, id=name), alignment="adhoc", score=1.0)
