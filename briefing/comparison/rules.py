"""When two figures may be compared: one small function a rule, R01 to R18 (docs/comparability.md).

How figures are measured, R07 to R09, is asked in measuring_rules.

A rule looks at two facts and returns None when it has nothing against the pair, else what it finds: the outcome it
allows at best, its code and a Chinese sentence.
"""

from __future__ import annotations

from briefing.comparison.durations import is_to_date
from briefing.comparison.intervals import distinguishable
from briefing.comparison.rule_findings import Finding, conditional, place_of, refused
from briefing.config import Thresholds
from briefing.model import Bound, Caveat, Comparability, Fact, Measure, Status
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.divisions import full_name, lies_in, province_of, regions

_INFERRED = "年推"


def _when(fact: Fact) -> str:
    """The period, said to be inferred where its years were not written."""
    return periods.label(fact.observation.period) + ("（年份推定）" if _is_inferred(fact) else "")


def _is_inferred(fact: Fact) -> bool:
    return any(caveat.code == "R04" and caveat.mark in _INFERRED for caveat in fact.caveats)


def same_definition(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R01: one indicator with one definition, numerator included."""
    if left.indicator.id != right.indicator.id:
        names = "与".join(f"“{fact.indicator.name}”{_unless_actual(fact.observation.status)}" for fact in (left, right))
        return refused("R01", "异", f"{names}是两个指标，定义不同，不作比较。")
    if left.alignment == "adhoc":
        return conditional("R01", "异", "该指标不在指标目录中，两地名称相同，定义未经核对。")
    if left.narrowed != right.narrowed:
        names = "，".join(f"{place_of(fact)}原文称“{fact.observation.indicator}”" for fact in (left, right))
        return conditional("R01", "异", f"{names}，范围可能不同。")
    if left.indicator.local_definition:
        return conditional("R01", "异", f"“{left.indicator.name}”的口径由各地自定，可能不同。")
    return None


def _unless_actual(status: Status) -> str:
    return "" if status is Status.ACTUAL else f"（{term(status)}）"


def same_status(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R02: what happened, what is planned and what is prescribed are three things."""
    mine, other = left.observation.status, right.observation.status
    if mine != other:
        text = f"{place_of(left)}为{term(mine)}，{place_of(right)}为{term(other)}，性质不同，不作比较。"
        return refused("R02", "目", text)
    if mine is Status.PLANNED:
        return conditional("R02", "目", "两地均为目标或计划，不是实绩。")
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
            return refused("R03", "累", f"{place_of(fact)}为{_when(fact)}截至刊发时的数，不是全年数，不作高低比较。")
        if periods.is_date(fact.observation.period):
            return refused("R03", "累", f"{place_of(fact)}的数字截至{_when(fact)}，未说明从何时起算，不作高低比较。")
    if mine.months != other.months:
        return refused("R03", "累", f"{_length(left)}，{_length(right)}，期限不同，不作高低比较。")
    if mine.months < 12 and mine.first % 12 != other.first % 12:
        return refused(
            "R03", "累", f"{place_of(left)}为{_when(left)}，{place_of(right)}为{_when(right)}，月份不同，不作高低比较。"
        )
    return None


def _ratios_over(left: Fact, mine: int, right: Fact, other: int) -> Finding | None:
    """R03 for ratios, growths and amounts per head: 前三季度人均可支配收入 is not that of a year."""
    parts = ["/" in (fact.observation.period or "") for fact in (left, right)]
    if mine == other or not any(parts):
        return None
    text = f"{place_of(left)}为{_when(left)}，{place_of(right)}为{_when(right)}，期限不同"
    if Measure.SHARE in (left.observation.measure, right.observation.measure):
        return conditional("R03", "累", f"{text}。")
    return refused("R03", "累", f"{text}，不作比较。")


def _length(fact: Fact) -> str:
    found = periods.span(fact.observation.period)
    assert found is not None  # same_length has made sure
    if found.months == 12 and "/" not in (fact.observation.period or ""):
        return f"{place_of(fact)}为{_when(fact)}当年数"
    length = f"{found.months // 12}年" if found.months % 12 == 0 else f"{found.months}个月"
    inferred = "（年份推定）" if _is_inferred(fact) else ""
    return f"{place_of(fact)}为{periods.label(fact.observation.period)}{length}累计{inferred}"


def near_in_time(left: Fact, right: Fact, thresholds: Thresholds) -> Finding | None:
    """R04: at most a year apart and in one plan period; up to two years apart with a condition."""
    mine, other = periods.span(left.observation.period), periods.span(right.observation.period)
    for fact, found in ((left, mine), (right, other)):
        if found is None:
            return refused("R04", "期", f"{place_of(fact)}的时点不详，不作比较。")
    assert mine is not None and other is not None
    apart = abs(mine.last - other.last)
    times = f"{place_of(left)}为{_when(left)}，{place_of(right)}为{_when(right)}"
    if apart > thresholds.conditional_months:
        return refused("R04", "期", f"{times}，时点相差{apart}个月，不作比较。")
    if apart > thresholds.comparable_months:
        return conditional("R04", "期", f"{times}，时点相差{apart}个月。")
    if periods.plan_of(mine.year) != periods.plan_of(other.year):
        return conditional("R04", "期", f"{times}，分属两个五年规划期。")
    return None


def same_level(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R05: ratios of different administrative levels compare with a condition, amounts do not."""
    mine, other = (regions()[fact.observation.region or ""].level for fact in (left, right))
    if mine == other:
        return None
    text = f"{place_of(left)}为{term(mine)}，{place_of(right)}为{term(other)}，行政层级不同"
    if left.indicator.intensive:
        return conditional("R05", "级", f"{text}。")
    return refused("R05", "级", f"{text}，绝对数不作比较。")


def of_the_whole(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R05: a rate that may be one institution's is compared with a condition."""
    return _carried("R05", "异", "是全地区的还是一家机构的，原文没有分清", left, right)


def not_contained(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R06: a part is not compared with its whole."""
    mine, other = left.observation.region or "", right.observation.region or ""
    for inner, outer, part, whole in ((mine, other, left, right), (other, mine, right, left)):
        if inner != outer and lies_in(inner, outer):
            return refused("R06", "级", f"{place_of(part)}属于{place_of(whole)}，是本级与上级，不作地区比较。")
    return None


def exact(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R10: a bound or an approximation is compared as such; overlapping ones cannot be told apart."""
    vague = [fact for fact in (left, right) if fact.observation.bound is not Bound.EXACT or fact.observation.upper]
    if not vague:
        return None
    stated = "、".join(f"{place_of(fact)}“{numbers.quotation(fact.stated)}”" for fact in vague)
    if distinguishable(left, right):
        return conditional("R10", "约", f"{stated}不是精确数。")
    return conditional("R10", "约", f"{stated}不是精确数，两地难分高低。")


def large_enough(left: Fact, right: Fact, thresholds: Thresholds) -> Finding | None:
    """R11: no percentages on a handful of cases."""
    for fact in (left, right):
        if any(caveat.code == "R11" for caveat in fact.caveats):
            limits = f"分子少于{thresholds.small_numerator}或分母少于{thresholds.small_denominator}"
            return refused("R11", "小", f"{place_of(fact)}的百分数基数过小（{limits}），不作比较。")
    return None


def reconciled(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R13: a figure that does not agree with others beside it."""
    return _carried("R13", "核", "与同文其他数字勾稽未平，待核", left, right)


def unambiguous(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R17: a place with two values for one thing at one time."""
    return _carried("R17", "核", "有两个不同的数，待核", left, right)


def _carried(code: str, mark: str, text: str, left: Fact, right: Fact) -> Finding | None:
    places = [place_of(fact) for fact in (left, right) if any((c.code, c.mark) == (code, mark) for c in fact.caveats)]
    return conditional(code, mark, f"{'、'.join(dict.fromkeys(places))}的这一数字{text}。") if places else None


def same_regime(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R14: results of one examination or scoring system mean nothing in another; a position only in its own list."""
    if Measure.RANK in (left.observation.measure, right.observation.measure):
        return refused("R14", "异", "位次只在各自的排名范围内有意义，不作跨地区比较。")
    if left.indicator.regime == "province":
        mine, other = province_of(left.observation.region or ""), province_of(right.observation.region or "")
        if mine != other:
            return refused(
                "R14", "异", f"{full_name(mine or '')}与{full_name(other or '')}的制度（试卷、录取线）不同，不作比较。"
            )
    return None


def not_sensitive(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R15: examination results are never compared between places."""
    if "no_rank" in (left.indicator.sensitivity, right.indicator.sensitivity):
        return refused("R15", "敏", "涉及升学考试结果，按教育部规定不作地区比较和排名。")
    return None


def distinct_events(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R16: one stated figure is not compared with itself, under whatever place it was filed. Equal values of two places
    are two facts: a province's standard holds in all its counties."""
    mine = {left.observation.id, *(o.id for o in left.reprints)}
    if mine & {right.observation.id, *(o.id for o in right.reprints)}:
        return refused("R16", "重", "两处是同一数字的转载，不作比较。")
    return None


def both_levels(left: Fact, right: Fact, _: Thresholds) -> Finding | None:
    """R18: a growth without its base is not compared with an amount."""
    mine, other = left.observation.measure, right.observation.measure
    relative = (Measure.CHANGE, Measure.GAP)
    if mine not in relative and other not in relative:
        return None
    if Measure.GAP in (mine, other):
        return refused("R18", "差", "与各自参照对象的差距，不是水平值，不作比较。")
    if mine != other:
        changed = left if mine is Measure.CHANGE else right
        return refused("R18", "差", f"{place_of(changed)}只有增减数，没有水平值，不作比较。")
    return conditional("R18", "差", "两地均为增减数，没有基数。")


def polarity_known(left: Fact, _right: Fact, _: Thresholds) -> Finding | None:
    """R12: without a registered polarity nothing is called better or worse, and nothing is coloured."""
    if left.indicator.polarity == "neutral":
        return Finding(Comparability.COMPARABLE, Caveat("R12", "", "该指标高低没有好坏之分，不着色。"))
    return None
