"""The rules of how two figures are measured: per head of whom, in what unit, divided by what (R07 to R09)."""

from __future__ import annotations

from briefing.comparison.computed_shares import is_computed
from briefing.comparison.denominators import denominator_of, denominator_refusal, rests_on_census
from briefing.comparison.rule_findings import Finding, conditional, place_of, refused
from briefing.comparison.unit_forms import are_of_one_size
from briefing.config import Thresholds
from briefing.extraction.surroundings import USUAL
from briefing.model import Caveat, Comparability, Fact, Measure
from briefing.printing import numbers, periods
from briefing.reference.catalogue import unit_families


def per_head(left: Fact, right: Fact, thresholds: Thresholds) -> Finding | None:
    """R07: amounts only per head of a proper population; one that is too far from the figure's year makes it
    conditional. The year is told in any case."""
    if left.derivation is None and right.derivation is None:
        if left.indicator.intensive or Measure.LEVEL not in (left.observation.measure, right.observation.measure):
            return None
        return refused("R07", "总", f"绝对数受地区规模影响，{_why_not_per_head(left, right)}")
    names = dict.fromkeys(fact.derivation.denominator_name for fact in (left, right) if fact.derivation is not None)
    text = f"按{'、'.join(names)}折算"
    far = max(map(_denominator_age, (left, right)))
    if far > thresholds.denominator_years:
        return conditional("R07", "推", f"{text}，分母年份与数据年份最多相差{far}年。")
    return Finding(Comparability.COMPARABLE, Caveat("R07", "推", f"{text}。"))


def stated_as_such(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R07: a share that was computed here may rest on another total than the indicator's."""
    told = [f"{place_of(fact)}由{fact.recast.how}推算" for fact in (left, right) if is_computed(fact) and fact.recast]
    return conditional("R07", "推", f"{'，'.join(told)}，原文没有这一占比。") if told else None


def _why_not_per_head(left: Fact, right: Fact) -> str:
    if left.indicator.denominator is None:
        return "目录没有登记该指标折算用的人口，只列出、不比较。"
    if left.indicator.local_definition:
        return "口径又由各地自定，不折算，只列出、不比较。"
    for fact in (left, right):
        refusal = denominator_refusal(fact.observation.region, left.indicator.denominator)
        if refusal:
            return f"{place_of(fact)}{refusal}，不能折算，只列出、不比较。"
    return f"不直接比较；须按{denominator_of(left.indicator)}折算后再看。"


def _denominator_age(fact: Fact) -> int:
    found = periods.span(fact.observation.period)
    return abs(found.year - fact.derivation.denominator_year) if found and fact.derivation else 0


def same_unit(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R08: units count the same thing: persons are not person-times, households not dwellings."""
    mine, other = left.observation.unit, right.observation.unit
    if mine == other:
        return _converted(left, right)
    names = (left.indicator.family, *left.indicator.also)
    if not are_of_one_size(mine, other):
        return refused(
            "R08", "异", f"{place_of(left)}以“{mine}”计，{place_of(right)}以“{other}”计，未能折算，不作比较。"
        )
    if any(mine in unit_families()[name].members and other in unit_families()[name].members for name in names if name):
        return _converted(left, right)
    return refused(
        "R08", "异", f"{place_of(left)}以“{mine}”计，{place_of(right)}以“{other}”计，计量对象不同，不作比较。"
    )


def _converted(left: Fact, right: Fact) -> Finding | None:
    """A note on what was converted: nothing that speaks against the pair."""
    told = [
        f"{place_of(fact)}原文为{numbers.phrase(fact.stated)}，{fact.recast.how}"
        for fact in (left, right)
        if fact.recast is not None and len(fact.recast.stated) == 1
    ]
    return Finding(Comparability.COMPARABLE, Caveat("R08", "", f"{'；'.join(told)}。")) if told else None


def same_denominator(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R09: ratios are divided by one population: 常住, 户籍, that of a census. What official ratios rest on where
    nothing is said is the residents at the end of their year."""
    if left.derivation and right.derivation:
        if rests_on_census(left) == rests_on_census(right):
            return None
        names = [f"{place_of(f)}按{f.derivation.denominator_name}折算" for f in (left, right) if f.derivation]
        return conditional("R09", "异", f"{'，'.join(names)}，分母口径不同。")
    if left.derivation or right.derivation:
        return _stated_and_derived(*((left, right) if right.derivation else (right, left)))
    mine, other = (fact.population or USUAL for fact in (left, right))
    if mine != other:
        said = [f"{place_of(fact)}{_divided_by(fact)}" for fact in (left, right)]
        return conditional("R09", "异", f"{'，'.join(said)}，分母口径不同。")
    return None


def _stated_and_derived(stated: Fact, derived: Fact) -> Finding | None:
    official = not rests_on_census(derived) and not _denominator_age(derived)
    if official and stated.population in ("", USUAL):
        return None
    name = derived.derivation.denominator_name if derived.derivation else ""
    return conditional(
        "R09", "异", f"{place_of(stated)}为原文所述比率，{place_of(derived)}由{name}推算，分母口径可能不同。"
    )


def _divided_by(fact: Fact) -> str:
    return f"以{fact.population}为分母" if fact.population else f"未说明分母（一般为{USUAL}）"
