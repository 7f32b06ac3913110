"""What a reader must know about a single figure: approximate, a target, cumulative, derived, to be checked …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing import corrections
from briefing.comparison.durations import Telling, cumulative, inferred_date, undated
from briefing.extraction.surroundings import own_clause, population_of
from briefing.model import Bound, Caveat, Fact, Observation, Status
from briefing.printing import numbers, periods
from briefing.reference.divisions import full_name

_BOUND_TEXTS = {
    Bound.AT_LEAST: "是下限，实际数不低于此",
    Bound.AT_MOST: "是上限，实际数不高于此",
    Bound.APPROXIMATE: "是约数",
}
_STRICT_TEXTS = {">": "实际数高于此", "<": "实际数低于此", "近": "实际数略低于此"}


def with_caveats(fact: Fact, extra: Mapping[str, tuple[Caveat, ...]], told: Telling | None) -> Fact:
    """The fact with its caveats, gravest first, and the population it rests on. A policy's figure is a rule and
    nothing else.

    `extra` are the caveats found by reconciliation, by observation id; `told`: when the figure was told.
    """
    if told is None or not fact.observation.sentence_end:
        told = Telling()
    found: tuple[Caveat | None, ...] = (_sensitive(fact), _corrected(fact), _doubted(fact), _status(fact, told))
    found += (_recast(fact),)
    if fact.observation.status is not Status.RULE:
        found += (
            _derived(fact),
            _local(fact),
            _of_whom(fact),
            cumulative(fact, told),
            _bounded(fact),
            undated(fact),
            inferred_date(fact, told),
            _worded(fact),
        )
    own = (caveat for caveat in found if caveat is not None)
    return replace(fact, caveats=(*own, *extra.get(fact.observation.id, ())), population=_population(fact))


def _sensitive(fact: Fact) -> Caveat | None:
    if fact.indicator.sensitivity == "no_rank":
        return Caveat("R15", "敏", "涉及升学考试结果，仅供内部参考，不排名、不对外发送。")
    return None


def _corrected(fact: Fact) -> Caveat | None:
    correction = fact.observation.corrected
    return Caveat("C01", "改", f"{corrections.description(correction)}。") if correction else None


def _doubted(fact: Fact) -> Caveat | None:
    named = corrections.FIELD_NAMES
    doubted = "、".join(named[field] for field in fact.observation.doubts)
    text = f"{doubted}的判断把握不大，不参与比较，请对照原文核对。"
    return Caveat("C03", "疑", text) if doubted else None


def _status(fact: Fact, told: Telling) -> Caveat | None:
    if fact.observation.status is Status.PLANNED:
        due, month, day = (periods.span(p) for p in (fact.observation.period, told.month, told.published))
        set_ahead = due is not None and day is not None and due.last > day.last  # else it is the document's own date
        over = set_ahead and due is not None and month is not None and due.last < month.first
        return Caveat("R02", "目", f"目标或计划数，不是实绩{'；期限已过，未见完成情况的报道' if over else ''}。")
    if fact.observation.status is Status.RULE:
        return Caveat("R02", "规", "政策规定的标准或条件，不是统计结果。")
    return None


def _local(fact: Fact) -> Caveat | None:
    observation = fact.observation
    if not observation.locality:
        return None
    whole = full_name(observation.region) if observation.region else "所在地区"
    return Caveat("R05", "异", f"只是{observation.locality}的数，不是{whole}的数，不参与比较。")


def _of_whom(fact: Fact) -> Caveat | None:
    """A rate in a sentence that opens with one institution: the source leaves open whether it is the region's."""
    if not fact.indicator.intensive or fact.derivation is not None or fact.observation.locality:
        return None
    named = fact.observation.around.institution
    if not named or named in fact.observation.indicator:
        return None
    return Caveat("R05", "异", f"同句先说到“{named}”，是该院的数还是全地区的数，原文没有分清。")


def _population(fact: Fact) -> str:
    """The population by which the source says a ratio was divided; empty for amounts and where nothing is said."""
    if not fact.indicator.intensive or fact.derivation is not None:
        return ""
    return population_of(fact.observation.indicator, fact.observation.around.population)


def _derived(fact: Fact) -> Caveat | None:
    if fact.derivation is None:
        return None
    made = fact.derivation
    parts = f"{numbers.phrase(made.numerator)}÷{made.denominator_name}{numbers.plain(made.denominator)}人"
    times = f"×{numbers.plain(made.per)}" if made.per != 1 else ""
    return Caveat("R07", "推", f"由{parts}{times}推算，原文没有这一比率。")


def _recast(fact: Fact) -> Caveat | None:
    if fact.recast is None:
        return None
    stated = [numbers.phrase(observation) for observation in fact.recast.stated]
    if len(stated) == 1:
        return Caveat("R08", fact.recast.mark, f"原文为{stated[0]}，{fact.recast.how}。")
    return Caveat("R07", fact.recast.mark, f"由{fact.recast.how}推算，原文没有这一占比。")


def _bounded(fact: Fact) -> Caveat | None:
    observation = fact.stated
    if observation.bound is Bound.EXACT:
        return None
    words = _own_words(observation)
    quoted = f"原文为“{words}”，" if words else ""
    text = _STRICT_TEXTS.get(numbers.bound_mark(observation)) or _BOUND_TEXTS[observation.bound]
    return Caveat("R10", "约", f"{quoted}{text}。")


def _own_words(observation: Observation) -> str:
    """The figure as its source has it, from the word that bounds it on; empty where that word is not at hand."""
    text = numbers.quotation(observation)
    word = numbers.bound_word(observation)
    if not word or word in text:
        return text if word else ""
    lead = own_clause(observation.around.lead)
    at = lead.rfind(word)
    return lead[at:] + text if at >= 0 else ""


def _worded(fact: Fact) -> Caveat | None:
    if fact.indicator.sensitivity != "public":
        return None  # it is compared with nothing
    if fact.indicator.local_definition and (fact.indicator.intensive or fact.indicator.denominator):
        return Caveat("R01", "异", f"口径由各地自定（一般指{fact.indicator.definition}）。")
    return None
