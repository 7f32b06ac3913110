"""When two figures may be compared: one small function a rule, R01 to R18 (docs/comparability.md).

A rule looks at two facts and returns None when it has nothing against the pair, else what it finds: the outcome it
allows at best, its code and a Chinese sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.comparison.computed_shares import is_computed
from briefing.comparison.denominators import denominator_of, denominator_refusal, rests_on_census
from briefing.comparison.durations import is_to_date
from briefing.comparison.intervals import distinguishable
from briefing.comparison.unit_forms import are_of_one_size
from briefing.config import Thresholds
from briefing.extraction.surroundings import USUAL
from briefing.model import Bound, Caveat, Comparability, Fact, Measure, Status
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.catalogue import unit_families
from briefing.reference.divisions import full_name, lies_in, province_of, regions

_INFERRED = "年推"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a pair."""

    outcome: Comparability
    caveat: Caveat


Rule = Callable[[Fact, Fact, Thresholds], Finding | None]


def _refused(code: str, mark: str, text: str) -> Finding:
    return Finding(Comparability.NOT_COMPARABLE, Caveat(code, mark, text))


def _conditional(code: str, mark: str, text: str) -> Finding:
    return Finding(Comparability.CONDITIONAL, Caveat(code, mark, text))


def _place(fact: Fact) -> str:
    return full_name(fact.observation.region) if fact.observation.region else "地区不详"


def _when(fact: Fact) -> str:
    """The period, said to be inferred where its years were not written."""
    return periods.label(fact.observation.period) + ("（年份推定）" if _is_inferred(fact) else "")


def _is_inferred(fact: Fact) -> bool:
    return any(caveat.code == "R04" and caveat.mark in _INFERRED for caveat in fact.caveats)


def same_definition(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R01: one indicator with one definition, numerator included."""
    if left.indicator.id != right.indicator.id:
        names = "与".join(f"“{fact.indicator.name}”{_unless_actual(fact.observation.status)}" for fact in (left, right))
        return _refused("R01", "异", f"{names}是两个指标，定义不同，不作比较。")
    if left.alignment == "adhoc":
        return _conditional("R01", "异", "该指标不在指标目录中，两地名称相同，定义未经核对。")
    if left.narrowed != right.narrowed:
        names = "，".join(f"{_place(fact)}原文称“{fact.observation.indicator}”" for fact in (left, right))
        return _conditional("R01", "异", f"{names}，范围可能不同。")
    if left.indicator.local_definition:
        return _conditional("R01", "异", f"“{left.indicator.name}”的口径由各地自定，可能不同。")
    return None


def _unless_actual(status: Status) -> str:
    return "" if status is Status.ACTUAL else f"（{term(status)}）"


def same_status(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R02: what happened, what is planned and what is prescribed are three things."""
    mine, other = left.observation.status, right.observation.status
    if mine != other:
        text = f"{_place(left)}为{term(mine)}，{_place(right)}为{term(other)}，性质不同，不作比较。"
        return _refused("R02", "目", text)
    if mine is Status.PLANNED:
        return _conditional("R02", "目", "两地均为目标或计划，不是实绩。")
    return None


def same_length(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R03: a flow is compared only over periods of one length and one part of the year; nothing is annualised."""
    measure = left.observation.measure
    if measure is Measure.RANK or (left.indicator.kind == "stock" and measure is not Measure.CHANGE):
        return None
    mine, other = periods.span(left.observation.period), periods.span(right.observation.period)
    if mine is None or other is None:
        return None  # R04 speaks of unknown periods
    if measure is Measure.CHANGE or (left.indicator.intensive and left.derivation is None):
        return _ratios_over(left, mine.months, right, other.months)
    for fact in (left, right):
        if is_to_date(fact):
            return _refused("R03", "累", f"{_place(fact)}为{_when(fact)}截至刊发时的数，不是全年数，不作高低比较。")
        if periods.is_date(fact.observation.period):
            return _refused("R03", "累", f"{_place(fact)}的数字截至{_when(fact)}，未说明从何时起算，不作高低比较。")
    if mine.months != other.months:
        return _refused("R03", "累", f"{_length(left)}，{_length(right)}，期限不同，不作高低比较。")
    if mine.months < 12 and mine.first % 12 != other.first % 12:
        return _refused(
            "R03", "累", f"{_place(left)}为{_when(left)}，{_place(right)}为{_when(right)}，月份不同，不作高低比较。"
        )
    return None


def _ratios_over(left: Fact, mine: int, right: Fact, other: int) -> Finding | None:
    """R03 for ratios, growths and amounts per head: 前三季度人均可支配收入 is not that of a year."""
    parts = ["/" in (fact.observation.period or "") for fact in (left, right)]
    if mine == other or not any(parts):
        return None
    text = f"{_place(left)}为{_when(left)}，{_place(right)}为{_when(right)}，期限不同"
    if Measure.SHARE in (left.observation.measure, right.observation.measure):
        return _conditional("R03", "累", f"{text}。")
    return _refused("R03", "累", f"{text}，不作比较。")


def _length(fact: Fact) -> str:
    found = periods.span(fact.observation.period)
    assert found is not None  # same_length has made sure
    if found.months == 12 and "/" not in (fact.observation.period or ""):
        return f"{_place(fact)}为{_when(fact)}当年数"
    length = f"{found.months // 12}年" if found.months % 12 == 0 else f"{found.months}个月"
    inferred = "（年份推定）" if _is_inferred(fact) else ""
    return f"{_place(fact)}为{periods.label(fact.observation.period)}{length}累计{inferred}"


def near_in_time(left: Fact, right: Fact, thresholds: Thresholds) -> Finding | None:
    """R04: at most a year apart and in one plan period; up to two years apart with a condition."""
    mine, other = periods.span(left.observation.period), periods.span(right.observation.period)
    for fact, found in ((left, mine), (right, other)):
        if found is None:
            return _refused("R04", "期", f"{_place(fact)}的时点不详，不作比较。")
    assert mine is not None and other is not None
    apart = abs(mine.last - other.last)
    times = f"{_place(left)}为{_when(left)}，{_place(right)}为{_when(right)}"
    if apart > thresholds.conditional_months:
        return _refused("R04", "期", f"{times}，时点相差{apart}个月，不作比较。")
    if apart > thresholds.comparable_months:
        return _conditional("R04", "期", f"{times}，时点相差{apart}个月。")
    if periods.plan_of(mine.year) != periods.plan_of(other.year):
        return _conditional("R04", "期", f"{times}，分属两个五年规划期。")
    return None


def same_level(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R05: ratios of different administrative levels compare with a condition, amounts do not."""
    mine, other = (regions()[fact.observation.region or ""].level for fact in (left, right))
    if mine == other:
        return None
    text = f"{_place(left)}为{term(mine)}，{_place(right)}为{term(other)}，行政层级不同"
    if left.indicator.intensive:
        return _conditional("R05", "级", f"{text}。")
    return _refused("R05", "级", f"{text}，绝对数不作比较。")


def of_the_whole(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R05: a rate that may be one institution's is compared with a condition."""
    return _carried("R05", "异", "是全地区的还是一家机构的，原文没有分清", left, right)


def not_contained(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R06: a part is not compared with its whole."""
    mine, other = left.observation.region or "", right.observation.region or ""
    for inner, outer, part, whole in ((mine, other, left, right), (other, mine, right, left)):
        if inner != outer and lies_in(inner, outer):
            return _refused("R06", "级", f"{_place(part)}属于{_place(whole)}，是本级与上级，不作地区比较。")
    return None


def per_head(left: Fact, right: Fact, thresholds: Thresholds) -> Finding | None:
    """R07: amounts only per head of a proper population; one that is too far from the figure's year makes it
    conditional. The year is told in any case."""
    if left.derivation is None and right.derivation is None:
        if left.indicator.intensive or Measure.LEVEL not in (left.observation.measure, right.observation.measure):
            return None
        return _refused("R07", "总", f"绝对数受地区规模影响，{_why_not_per_head(left, right)}")
    names = dict.fromkeys(fact.derivation.denominator_name for fact in (left, right) if fact.derivation is not None)
    text = f"按{'、'.join(names)}折算"
    far = max(map(_denominator_age, (left, right)))
    if far > thresholds.denominator_years:
        return _conditional("R07", "推", f"{text}，分母年份与数据年份最多相差{far}年。")
    return Finding(Comparability.COMPARABLE, Caveat("R07", "推", f"{text}。"))


def stated_as_such(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R07: a share that was computed here may rest on another total than the indicator's."""
    told = [f"{_place(fact)}由{fact.recast.how}推算" for fact in (left, right) if is_computed(fact) and fact.recast]
    return _conditional("R07", "推", f"{'，'.join(told)}，原文没有这一占比。") if told else None


def _why_not_per_head(left: Fact, right: Fact) -> str:
    if left.indicator.denominator is None:
        return "目录没有登记该指标折算用的人口，只列出、不比较。"
    if left.indicator.local_definition:
        return "口径又由各地自定，不折算，只列出、不比较。"
    for fact in (left, right):
        refusal = denominator_refusal(fact.observation.region, left.indicator.denominator)
        if refusal:
            return f"{_place(fact)}{refusal}，不能折算，只列出、不比较。"
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
        return _refused("R08", "异", f"{_place(left)}以“{mine}”计，{_place(right)}以“{other}”计，未能折算，不作比较。")
    if any(mine in unit_families()[name].members and other in unit_families()[name].members for name in names if name):
        return _converted(left, right)
    return _refused("R08", "异", f"{_place(left)}以“{mine}”计，{_place(right)}以“{other}”计，计量对象不同，不作比较。")


def _converted(left: Fact, right: Fact) -> Finding | None:
    """A note on what was converted: nothing that speaks against the pair."""
    told = [
        f"{_place(fact)}原文为{numbers.phrase(fact.stated)}，{fact.recast.how}"
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
        names = [f"{_place(f)}按{f.derivation.denominator_name}折算" for f in (left, right) if f.derivation]
        return _conditional("R09", "异", f"{'，'.join(names)}，分母口径不同。")
    if left.derivation or right.derivation:
        return _stated_and_derived(*((left, right) if right.derivation else (right, left)))
    mine, other = (fact.population or USUAL for fact in (left, right))
    if mine != other:
        said = [f"{_place(fact)}{_divided_by(fact)}" for fact in (left, right)]
        return _conditional("R09", "异", f"{'，'.join(said)}，分母口径不同。")
    return None


def _stated_and_derived(stated: Fact, derived: Fact) -> Finding | None:
    official = not rests_on_census(derived) and not _denominator_age(derived)
    if official and stated.population in ("", USUAL):
        return None
    name = derived.derivation.denominator_name if derived.derivation else ""
    return _conditional(
        "R09", "异", f"{_place(stated)}为原文所述比率，{_place(derived)}由{name}推算，分母口径可能不同。"
    )


def _divided_by(fact: Fact) -> str:
    return f"以{fact.population}为分母" if fact.population else f"未说明分母（一般为{USUAL}）"


def exact(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R10: a bound or an approximation is compared as such; overlapping ones cannot be told apart."""
    vague = [fact for fact in (left, right) if fact.observation.bound is not Bound.EXACT or fact.observation.upper]
    if not vague:
        return None
    stated = "、".join(f"{_place(fact)}“{numbers.quotation(fact.stated)}”" for fact in vague)
    if distinguishable(left, right):
        return _conditional("R10", "约", f"{stated}不是精确数。")
    return _conditional("R10", "约", f"{stated}不是精确数，两地难分高低。")


def large_enough(left: Fact, right: Fact, thresholds: Thresholds) -> Finding | None:
    """R11: no percentages on a handful of cases."""
    for fact in (left, right):
        if any(caveat.code == "R11" for caveat in fact.caveats):
            limits = f"分子少于{thresholds.small_numerator}或分母少于{thresholds.small_denominator}"
            return _refused("R11", "小", f"{_place(fact)}的百分数基数过小（{limits}），不作比较。")
    return None


def reconciled(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R13: a figure that does not agree with others beside it."""
    return _carried("R13", "核", "与同文其他数字勾稽未平，待核", left, right)


def unambiguous(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R17: a place with two values for one thing at one time."""
    return _carried("R17", "核", "有两个不同的数，待核", left, right)


def _carried(code: str, mark: str, text: str, left: Fact, right: Fact) -> Finding | None:
    places = [_place(fact) for fact in (left, right) if any((c.code, c.mark) == (code, mark) for c in fact.caveats)]
    return _conditional(code, mark, f"{'、'.join(dict.fromkeys(places))}的这一数字{text}。") if places else None


def same_regime(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R14: results of one examination or scoring system mean nothing in another; a position only in its own list."""
    if Measure.RANK in (left.observation.measure, right.observation.measure):
        return _refused("R14", "异", "位次只在各自的排名范围内有意义，不作跨地区比较。")
    if left.indicator.regime == "province":
        mine, other = province_of(left.observation.region or ""), province_of(right.observation.region or "")
        if mine != other:
            return _refused(
                "R14", "异", f"{full_name(mine or '')}与{full_name(other or '')}的制度（试卷、录取线）不同，不作比较。"
            )
    return None


def not_sensitive(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R15: examination results are never compared between places."""
    if "no_rank" in (left.indicator.sensitivity, right.indicator.sensitivity):
        return _refused("R15", "敏", "涉及升学考试结果，按教育部规定不作地区比较和排名。")
    return None


def distinct_events(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R16: one stated figure is not compared with itself, under whatever place it was filed. Equal values of two places
    are two facts: a province's standard holds in all its counties."""
    mine = {left.observation.id, *(o.id for o in left.reprints)}
    if mine & {right.observation.id, *(o.id for o in right.reprints)}:
        return _refused("R16", "重", "两处是同一数字的转载，不作比较。")
    return None


def both_levels(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R18: a growth without its base is not compared with an amount."""
    mine, other = left.observation.measure, right.observation.measure
    relative = (Measure.CHANGE, Measure.GAP)
    if mine not in relative and other not in relative:
        return None
    if Measure.GAP in (mine, other):
        return _refused("R18", "差", "与各自参照对象的差距，不是水平值，不作比较。")
    if mine != other:
        changed = left if mine is Measure.CHANGE else right
        return _refused("R18", "差", f"{_place(changed)}只有增减数，没有水平值，不作比较。")
    return _conditional("R18", "差", "两地均为增减数，没有基数。")


def polarity_known(left: Fact, _right: Fact, _: Thresholds) -> Finding | None:
    """R12: without a registered polarity nothing is called better or worse, and nothing is coloured."""
    if left.indicator.polarity == "neutral":
        return Finding(Comparability.COMPARABLE, Caveat("R12", "", "该指标高低没有好坏之分，不着色。"))
    return None
