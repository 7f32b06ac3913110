"""Whom the institutions of a place serve: hospitals of a county level place may serve more than its residents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefing.model import Caveat, Fact, Level, Sector
from briefing.reference.divisions import regions

# 市级医院, 企业医院, 省人民医院: institutions in a county that are not the county's own
_HIGHER = re.compile(
    r"(?P<whose>国家级|部属|省级?|市级?|企业|高校|大学附属|驻区|驻县)[^，。、]{0,6}(?:医院|医疗(?:卫生)?机构)"
)
_LEVELS = ("省", "市")


def with_catchment(derived: Iterable[Fact], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The derived facts, those about health resources of county level places with whom the resources serve."""
    higher = _higher_institutions(facts)
    return tuple(
        replace(fact, caveats=(*fact.caveats, _caveat(fact, higher))) if _is_of_county_health(fact) else fact
        for fact in derived
    )


def _is_of_county_health(fact: Fact) -> bool:
    region = regions().get(fact.observation.region or "")
    return (
        fact.indicator.sector is Sector.HEALTH
        and fact.indicator.kind == "stock"
        and region is not None
        and region.level is Level.COUNTY
    )


def _higher_institutions(facts: Iterable[Fact]) -> dict[tuple[str, str | None], list[str]]:
    """For a document and place, whose institutions it lists besides the place's own: 市级, 企业."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for fact in facts:
        match = _HIGHER.match(fact.observation.indicator)
        if match:
            whose = found.setdefault((fact.observation.document, fact.observation.region), [])
            word = f"{match['whose']}级" if match["whose"] in _LEVELS else match["whose"]
            if word not in whose:
                whose.append(word)
    return found


def _caveat(fact: Fact, higher: dict[tuple[str, str | None], list[str]]) -> Caveat:
    name = regions()[fact.observation.region or ""].name
    here = name[-1] if name[-1] in "区县市旗" else "地"
    whose = higher.get((fact.observation.document, fact.observation.region))
    if whose:
        return Caveat("R09", "异", f"含{'、'.join(whose)}等驻{here}机构，服务范围可能大于本{here}。")
    return Caveat("R09", "异", f"驻{here}医疗机构的服务范围可能大于本{here}。")
