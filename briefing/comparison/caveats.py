"""What a reader must know about a single figure: approximate, a target, cumulative, derived, to be checked …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing import corrections, numbers, periods
from briefing.model import Bound, Caveat, Fact, Status

_BOUND_TEXTS = {
    Bound.AT_LEAST: "是下限，实际数不低于此",
    Bound.AT_MOST: "是上限，实际数不高于此",
    Bound.APPROXIMATE: "是约数",
}


def with_caveats(fact: Fact, extra: Mapping[str, tuple[Caveat, ...]]) -> Fact:
    """The fact with its caveats; `extra` are those found by reconciliation, by observation id."""
    return replace(fact, caveats=(*caveats_of(fact), *extra.get(fact.observation.id, ())))


def caveats_of(fact: Fact) -> tuple[Caveat, ...]:
    """Caveats that a fact carries by itself, gravest first."""
    found = (
        _sensitive(fact),
        _corrected(fact),
        _status(fact),
        _derived(fact),
        _cumulative(fact),
        _bounded(fact),
        _undated(fact),
        _worded(fact),
    )
    return tuple(caveat for caveat in found if caveat is not None)


def _sensitive(fact: Fact) -> Caveat | None:
    if fact.indicator.sensitivity == "no_rank":
        return Caveat("R15", "敏", "涉及升学考试结果，不排名、不对外发送。")
    return None


def _corrected(fact: Fact) -> Caveat | None:
    correction = fact.observation.corrected
    return Caveat("C01", "改", f"{corrections.description(correction)}。") if correction else None


def _status(fact: Fact) -> Caveat | None:
    if fact.observation.status is Status.PLANNED:
        return Caveat("R02", "目", "目标或计划数，不是实绩。")
    if fact.observation.status is Status.RULE:
        return Caveat("R02", "规", "政策规定的标准，不是统计结果。")
    return None


def _derived(fact: Fact) -> Caveat | None:
    if fact.derivation is None:
        return None
    made = fact.derivation
    parts = f"{numbers.phrase(made.numerator)}÷{made.denominator_name}{numbers.plain(made.denominator)}人"
    times = f"×{numbers.plain(made.per)}" if made.per != 1 else ""
    return Caveat("R07", "推", f"由{parts}{times}推算，原文没有这一比率。")


def _cumulative(fact: Fact) -> Caveat | None:
    """Years added up, or an amount up to a date that does not say since when."""
    if (
        fact.observation.status is Status.RULE
        or fact.indicator.kind == "stock"
        or (fact.indicator.intensive and fact.derivation is None)
    ):
        return None
    found = periods.span(fact.observation.period)
    if found is not None and found.months > 12:
        return Caveat("R03", "累", f"{periods.label(fact.observation.period)}累计数，不是一年的数。")
    if periods.is_date(fact.observation.period):
        return Caveat("R03", "累", f"截至{periods.label(fact.observation.period)}的数，原文未说明从何时起算。")
    return None


def _bounded(fact: Fact) -> Caveat | None:
    observation = fact.derivation.numerator if fact.derivation else fact.observation
    if observation.bound is Bound.EXACT:
        return None
    return Caveat("R10", "约", f"原文为“{numbers.phrase(observation)}”，{_BOUND_TEXTS[observation.bound]}。")


def _undated(fact: Fact) -> Caveat | None:
    if periods.span(fact.observation.period) is None:
        return Caveat("R04", "期", "原文没有说明时间。")
    return None


def _worded(fact: Fact) -> Caveat | None:
    if fact.indicator.sensitivity != "public":
        return None  # it is compared with nothing
    if fact.alignment == "lexical":
        return Caveat(
            "R01", "异", f"原文称“{fact.observation.indicator}”，按“{fact.indicator.name}”归类，口径可能有别。"
        )
    if fact.indicator.local_definition and (fact.indicator.intensive or fact.indicator.denominator):
        return Caveat("R01", "异", f"口径由各地自定：{fact.indicator.definition}。")
    return None
