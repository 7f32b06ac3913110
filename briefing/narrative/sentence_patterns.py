"""One sentence pattern a function: facts in, Statement out.

No causal words, no praise: what is, what it is held against, by how much. Shares differ by 个百分点; no percentages on
small bases; what lies within the precision of the figures is 基本相当.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.comparison.benchmark_gaps import is_timely
from briefing.comparison.intervals import interval, is_similar
from briefing.config import Thresholds
from briefing.model import (
    Benchmark,
    BenchmarkGap,
    Bound,
    Comparability,
    Comparison,
    Fact,
    Measure,
    Observation,
    Statement,
    Status,
)
from briefing.packaged import Table, toml_file
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.divisions import full_name, short_name
from briefing.reference.value_rows import plain_unit

_COUNT_SUFFIX = re.compile(r"(?<![人户套次件])数$")  # 养老机构数11个 → 养老机构11个, but 签约人数27428人
_PERSONS = ("人", "人次", "名", "位")  # 签约人数27428人 is how one writes it, 户数132户 is not


def name(fact: Fact) -> str:
    """The indicator as a sentence names it: by its catalogue name where the source's is the same or an exact alias."""
    if not is_named(fact) or (fact.indicator.local_definition and fact.alignment == "alias"):
        return fact.observation.indicator
    if fact.indicator.listed and not fact.indicator.intensive:
        unit = fact.observation.unit
        plain = fact.indicator.name if unit in _PERSONS else fact.indicator.name.removesuffix(f"{unit}数")
        return _COUNT_SUFFIX.sub("", plain)
    return fact.indicator.name


def is_named(fact: Fact) -> bool:
    """Whether the catalogue's name says no more than the source's."""
    return fact.alignment not in ("pattern", "completed")


def place(fact: Fact) -> str:
    """The fact's region, written out."""
    return full_name(fact.observation.region) if fact.observation.region else ""


def stated(fact: Fact) -> Observation:
    """The observation a reader finds in the source: of a derived fact its numerator."""
    return fact.stated


def _made(fact: Fact) -> str:
    """That a value was computed or converted here; empty for one that stands in the source."""
    if fact.derivation is not None:
        return "推算"
    return f"{fact.recast.mark}算" if fact.recast is not None else ""


def dated(fact: Fact) -> str:
    """Value and time; a computed one says so (what was divided stands below the tables): 3.90人（推算，2024年11月）."""
    notes = [made, when(fact)] if (made := _made(fact)) else [when(fact)]
    notes += ["待核"] if any(caveat.mark == "核" for caveat in fact.caveats) else []
    return f"{numbers.phrase(fact.observation)}（{'，'.join(notes)}）"


def when(fact: Fact) -> str:
    """The time of a fact; an amount up to a date says so: 截至2024年11月."""
    observation = fact.observation
    amount = fact.indicator.kind != "stock" and not fact.indicator.intensive
    until = amount and periods.is_date(observation.period) and observation.status is Status.ACTUAL
    inferred = any((caveat.code, caveat.mark) == ("R04", "推") for caveat in fact.caveats)
    return f"{'截至' if until else ''}{_time(observation)}{'，年份推定' if inferred else ''}"


def _time(observation: Observation) -> str:
    """The period without its day; of several years added up it says so."""
    period = observation.period
    if period is not None and "/" not in period:
        period = period[:7]
    found = periods.span(period)
    several = found is not None and found.months > 12 and observation.measure is Measure.LEVEL
    return f"{periods.label(period)}累计" if several else periods.label(period)


def benchmark_phrase(benchmark: Benchmark) -> str:
    """The benchmark with what it is: “十四五”全国目标4.5个, 2024年全国4.08个, 2023年四川2215.4元（推算）."""
    value = numbers.amount(benchmark.value, plain_unit(benchmark.unit))
    value += {Bound.AT_LEAST: "以上", Bound.AT_MOST: "以内"}.get(benchmark.bound, "")
    if benchmark.kind == "target":
        return f"“{periods.plan_of(benchmark.year)}”{short_name(benchmark.region)}目标{value}"
    return f"{benchmark.year}年{short_name(benchmark.region)}{value}{'（推算）' if benchmark.per_head else ''}"


def held_against(gaps: Sequence[BenchmarkGap], *, with_place: bool) -> Statement:
    """A fact against its target, then against the values of its year of the places above it, those of other years only
    where there is nothing else; where something forbids to call it higher or lower, only beside them."""
    fact = gaps[0].fact
    timely = [gap for gap in gaps if is_timely(gap)]
    ordered = sorted(timely or gaps, key=lambda gap: gap.benchmark.kind != "target")
    if conditions := dict.fromkeys(caveat.text for gap in ordered for caveat in gap.conditions):
        parts = "，".join(benchmark_phrase(gap.benchmark) for gap in ordered)
        parts += f"；{'、'.join(conditions)}，只并列、不论高低"
    else:
        parts = "，".join(_against(gap) for gap in ordered)
    subject = f"{place(fact)}{name(fact)}" if with_place else name(fact)
    text = f"{subject}{dated(fact)}，{parts}。"
    return Statement(text, (stated(fact),), tuple(gap.benchmark for gap in ordered), derived_of(fact))


def derived_of(*facts: Fact) -> tuple[Fact, ...]:
    """Those of the facts that were computed here."""
    return tuple(fact for fact in facts if fact.derivation is not None)


def _against(gap: BenchmarkGap) -> str:
    unit = difference_unit(gap.fact.observation)
    reference = benchmark_phrase(gap.benchmark)
    low, high = interval(gap.fact)
    if gap.difference == 0:
        return f"与{reference}持平"
    if low < gap.benchmark.value < high and gap.fact.observation.bound is not Bound.EXACT:
        return f"能否达到{reference}不能判定"
    word = "高" if gap.difference > 0 else "低"
    places = max(numbers.decimals(gap.fact.observation), numbers.places(gap.benchmark.value))
    return f"较{reference}{word}{numbers.amount(abs(gap.difference), unit, places)}"


def difference_unit(observation: Observation) -> str:
    """The unit of a difference of two such figures: 个百分点 for shares."""
    return "个百分点" if observation.unit == "%" else observation.unit.partition("/")[0]


def moved(earlier: Fact, later: Fact, *, with_place: bool) -> Statement:
    """One indicator at two times: 由…提高到…，提高5.25个百分点."""
    difference = later.observation.value - earlier.observation.value
    places = max(numbers.decimals(earlier.observation), numbers.decimals(later.observation))
    share = later.observation.unit == "%"
    up, down = ("提高", "降低") if share or later.indicator.intensive else ("增加", "减少")
    word = up if difference > 0 else down
    since = f"{_time(earlier.observation)}的" if periods.span(earlier.observation.period) else "此前的"
    amount = numbers.amount(abs(difference), difference_unit(later.observation), places)
    subject = f"{place(later)}{name(later)}" if with_place else name(later)
    start = numbers.phrase(earlier.observation)
    if difference == 0:
        text = f"{subject}{_time(later.observation)}为{numbers.phrase(later.observation)}，与{since}{start}持平。"
    else:
        end = f"{_time(later.observation)}的{numbers.phrase(later.observation)}"
        text = f"{subject}由{since}{start}{word}到{end}，{word}{amount}。"
    return Statement(text, (earlier.observation, later.observation))


def composed(total: Fact, parts: Sequence[Fact], thresholds: Thresholds, *, with_place: bool) -> Statement:
    """A total with its largest part and that part's computed share, where part and total are large enough (R11)."""
    largest = max(parts, key=lambda part: part.observation.value)
    subject = f"{place(total)}{name(total)}" if with_place else name(total)
    text = f"{subject}{dated(total)}，其中{name(largest)}{numbers.phrase(largest.observation)}"
    if total.observation.value >= thresholds.small_denominator and (
        largest.observation.value >= thresholds.small_numerator
    ):
        share = 100 * largest.observation.value / total.observation.value
        text += f"，占{numbers.amount(share, '%', 1)}（推算）"
    return Statement(f"{text}。", (total.observation, largest.observation))


def changed(level: Fact, change: Fact, *, with_place: bool) -> Statement:
    """A level and the stated change that led to it, as the source has them."""
    word = "减少" if change.observation.value < 0 else "增加"
    subject = f"{place(level)}{name(level)}" if with_place else name(level)
    amount = numbers.phrase(change.observation)
    base = next((c.text for c in change.caveats if (c.code, c.mark) == ("R04", "期")), "").rstrip("。")
    text = f"{subject}{dated(level)}，{word}{amount}{f'（{base}）' if base else ''}。"
    return Statement(text, (level.observation, change.observation))


def side_by_side(comparison: Comparison, thresholds: Thresholds) -> Statement:
    """Two regions of one indicator: who is higher where nothing speaks against it, else only next to one another."""
    high, low = sorted((comparison.left, comparison.right), key=lambda fact: -fact.observation.value)
    both = f"{name(high)}{_of_change(high)}：{place(high)}{dated(high)}，{place(low)}{dated(low)}"
    observations = (stated(high), stated(low))
    if comparison.verdict.outcome is not Comparability.COMPARABLE:
        reasons = "、".join(dict.fromkeys(_reasons()["beside"][c.code] for c in comparison.verdict.reasons))
        return Statement(f"{both}；{reasons}，只并列、不论高低。", observations, derived=derived_of(high, low))
    difference = high.observation.value - low.observation.value
    if is_similar(high, low, thresholds):
        return Statement(f"{both}，基本相当。", observations, derived=derived_of(high, low))
    places = max(numbers.decimals(high.observation), numbers.decimals(low.observation))
    amount = numbers.amount(difference, difference_unit(high.observation), places)
    return Statement(f"{both}，前者高{amount}。", observations, derived=derived_of(high, low))


def _of_change(fact: Fact) -> str:
    """What tells in a sentence that its two values are no levels: 同比增减."""
    observation = fact.observation
    return observation.around.compared + term(Measure.CHANGE) if observation.measure is Measure.CHANGE else ""


def _reasons() -> Table:
    return toml_file("narrative/data/reasons.toml")


def refused(comparison: Comparison) -> Statement:
    """A comparison a reader would look for: both figures, and why they are not compared."""
    left, right = comparison.left, comparison.right
    both = f"{name(left)}{_of_change(left)}：{place(left)}{dated(left)}，{place(right)}{dated(right)}"
    code = comparison.verdict.reasons[0].code
    words = _reasons()["refused"].get(code) or _reasons()["beside"][code]
    return Statement(f"{both}；{words}，不作高低比较。", (stated(left), stated(right)))


def listed(facts: Sequence[Fact], *, with_place: bool) -> Statement:
    """Several figures of one region and field in a row."""
    times = list(dict.fromkeys(when(fact) for fact in facts))
    same = len(times) == 1
    items = "，".join(f"{name(fact)}{_plain(fact)}{_noted(fact, timed=not same)}" for fact in facts)
    time = f"（{times[0]}）" if same else ""
    return Statement(f"{place(facts[0]) if with_place else ''}{items}{time}。", tuple(stated(fact) for fact in facts))


def _noted(fact: Fact, *, timed: bool) -> str:
    notes = [when(fact)] * timed + ["待核"] * any(caveat.mark == "核" for caveat in fact.caveats)
    return f"（{'，'.join(notes)}）" if notes else ""


def _plain(fact: Fact) -> str:
    """The value with unit; a derived one says so: 折3.90人（推算）."""
    observation = fact.observation
    if observation.measure is Measure.CHANGE:
        return f"{'减少' if observation.value < 0 else '增加'}{numbers.phrase(observation)}"
    return f"{numbers.phrase(observation)}{f'（{made}）' if (made := _made(fact)) else ''}"
