"""The findings of an overview, chosen by rule: what may be judged first, what must be verified last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from briefing.charts.ruler import Mark, ruler
from briefing.comparison.groups import Group
from briefing.composition.edition_counts import EditionCounts, Reported
from briefing.composition.fixed_wordings import benchmark_value
from briefing.composition.headline import target_name
from briefing.composition.page_model import Citation, Figure, Finding
from briefing.composition.peers import words_of
from briefing.composition.rows import key, unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import Standing, standing
from briefing.composition.tiles import place_of
from briefing.composition.truths import truth
from briefing.model import Benchmark, BenchmarkGap, Fact, Reconciliation
from briefing.narrative.standings import finding as order_of
from briefing.printing import numbers, periods
from briefing.reference.divisions import short_name as place_name
from briefing.reference.short_names import short_name, stem_of

_MOST_TARGETS = 3
_LEAST_BELOW = 2  # indicators below target that make a region a finding
_MOST_NAMED = 5
_MOST_BESIDE_STRIP = 3  # regions named where a strip takes half of the line and not all can be named
_LEAST_DRAWN = 3  # regions of a strip
_WORDS = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "持平"}


def findings(
    counted: EditionCounts, failed: Sequence[Reconciliation], register: SourceRegister, most: int
) -> tuple[Finding, ...]:
    """At most so many: the indicators with the most judged targets, the region with the most below, then what may be
    ranked, then what may only stand side by side, never two on one indicator; failed reconciliations last."""
    judged = sorted(
        (one for one in counted.indicators if _decided(one.targets)), key=lambda one: -_decided(one.targets)
    )[:_MOST_TARGETS]
    told = {one.indicator.id for one in judged}
    others = [one for one in counted.indicators if one.indicator.id not in told]
    candidates = _candidates(counted, judged, others, register)
    found = list(islice(candidates, most - bool(failed)))
    return (*found, *([_to_verify(failed, register)] if failed else []))


def _candidates(
    counted: EditionCounts, judged: Sequence[Reported], others: Sequence[Reported], register: SourceRegister
) -> Iterator[Finding]:
    yield from (_of_target(one, register) for one in judged)
    yield from _of_region(counted, register)
    ranked = [one for one in others if one.groups and one.groups[0].ranked]
    for one in sorted(ranked, key=lambda one: -len(one.groups[0].members)):
        yield _of_group(one.groups[0], register)
    crowds = [one for one in others if not any(g.members for g in one.groups) and len(_beside(one)) >= _LEAST_DRAWN]
    for one in sorted(crowds, key=lambda one: -len(_beside(one))):
        yield _of_crowd(one, register)
    told = {one.indicator.id for one in (*ranked, *crowds)}
    yield from (_of_open(one.targets[0], register) for one in others if one.targets and one.indicator.id not in told)


def _decided(gaps: Iterable[BenchmarkGap]) -> int:
    return sum(standing(gap) is not Standing.OPEN for gap in gaps)


def _beside(one: Reported) -> tuple[Fact, ...]:
    return tuple(aside.fact for aside in one.groups[0].beside) if one.groups else ()


def _of_target(one: Reported, register: SourceRegister) -> Finding:
    """How many regions of an indicator stand above and below its target: `托位：4地高于全国目标4.5个，5地低于`."""
    gaps = sorted(one.targets, key=lambda gap: -gap.fact.observation.value)
    benchmark = gaps[0].benchmark
    if len(gaps) == 1:
        return _of_one(gaps[0], register)
    found: dict[Standing, list[BenchmarkGap]] = {}
    for gap in gaps:
        found.setdefault(standing(gap), []).append(gap)
    target = _target(gaps[0])
    counts = [(kind, len(found[kind])) for kind in _WORDS if kind in found]
    (first, number), *rest = counts
    every = "都" if number == len(gaps) else ""
    told = [f"{number}地{every}{'与' if first is Standing.LEVEL else _WORDS[first]}{target}{_level(first)}"]
    told += [f"{count}地{_WORDS[kind]}" for kind, count in rest]
    opened = found.get(Standing.OPEN, [])
    named = _fewest(found) if len(counts) > 1 else [found[first][-1], found[first][0]]
    tail = [f"{_WORDS[standing(named[0])]}的为{_listed(named)}" if len(counts) > 1 else _between(named)]
    tail += [f"{_listed(opened)}不能判定"] * bool(opened)
    cited = [gap.fact for gap in (*_named(named), *_named(opened))]
    return Finding(
        f"{stem_of(one.indicator.name)}：{'，'.join(told)}",
        f"。{'；'.join(tail)}。",
        _cited(cited, (benchmark,), register),
        _target_strip(gaps) if len(gaps) >= _LEAST_DRAWN else None,
    )


def _level(kind: Standing) -> str:
    return "持平" if kind is Standing.LEVEL else ""


def _target(gap: BenchmarkGap) -> str:
    """The target with its value, without the sign of a bound, which the words before it say: 全国目标85%."""
    value = benchmark_value(gap.benchmark).lstrip("≥≤")
    return f"{_whose(gap.benchmark)}目标{value}{unit_text(gap.fact.observation)}"


def _whose(benchmark: Benchmark) -> str:
    return target_name((benchmark,)).partition("”")[2].removesuffix("目标")


def _fewest(found: dict[Standing, list[BenchmarkGap]]) -> list[BenchmarkGap]:
    """The regions that a reader asks for: the fewer of those above and below, the farthest from the target first where
    not all are named."""
    fewest = min((found[kind] for kind in (Standing.ABOVE, Standing.BELOW) if kind in found), key=len)
    below = standing(fewest[0]) is Standing.BELOW
    return fewest[::-1] if below and len(fewest) > _MOST_NAMED else fewest


def _between(gaps: Sequence[BenchmarkGap]) -> str:
    low, high = (gap.fact for gap in gaps)
    if low is high:
        return _listed(gaps[:1])
    ends = (f"{place_of(fact)}{numbers.phrase(fact.observation)}" for fact in (low, high))
    return f"在{'至'.join(ends)}之间"


def _listed(gaps: Sequence[BenchmarkGap]) -> str:
    names = [f"{place_of(gap.fact)}{numbers.figure(gap.fact.observation)}" for gap in _named(gaps)]
    return "、".join(names) + (f"等{len(gaps)}地" if len(gaps) > len(names) else "")


def _named(gaps: Sequence[BenchmarkGap]) -> Sequence[BenchmarkGap]:
    return gaps if len(gaps) <= _MOST_NAMED else gaps[:_MOST_BESIDE_STRIP]


def _of_one(gap: BenchmarkGap, register: SourceRegister) -> Finding:
    """The only region of an indicator with a target."""
    own, benchmark = gap.fact, gap.benchmark
    target = _target(gap)
    kind = standing(gap)
    held = f"与{target}持平" if kind is Standing.LEVEL else f"{_WORDS[kind]}{target}"
    return Finding(f"{_stated(own)}，{held}", "。", _cited([own], (benchmark,), register))


def _stated(fact: Fact) -> str:
    observation = fact.observation
    name = short_name(fact.indicator.name)
    return f"{place_of(fact)}{name}{numbers.phrase(observation)}（{periods.short_label(observation.period)}）"


def _of_region(counted: EditionCounts, register: SourceRegister) -> Iterator[Finding]:
    """The region with the most figures below a target."""
    below: dict[str, list[BenchmarkGap]] = {}
    above = Counter[str]()
    for gap in counted.targets:
        code = gap.fact.observation.region or ""
        if standing(gap) is Standing.BELOW:
            below.setdefault(code, []).append(gap)
        above[code] += standing(gap) is Standing.ABOVE
    code = min(below, key=lambda code: (-len(below[code]), code), default="")
    if not code or len(below[code]) < _LEAST_BELOW:
        return
    gaps = below[code]
    whose = _whose(gaps[0].benchmark) if len({gap.benchmark.region for gap in gaps}) == 1 else "规划"
    shown = gaps[:_MOST_NAMED]
    told = "、".join(f"{stem_of(g.fact.indicator.name)}{numbers.phrase(g.fact.observation)}" for g in shown)
    more = f"等{len(gaps)}项" if len(gaps) > len(shown) else ""
    also = f"；另有{above[code]}项高于" if above[code] else ""
    yield Finding(
        f"{place_name(code)}有{len(gaps)}项低于{whose}目标",
        f"：{told}{more}{also}。",
        _cited([gap.fact for gap in shown], [gap.benchmark for gap in shown], register),
    )


def _of_group(group: Group, register: SourceRegister) -> Finding:
    """Who is at the ends of those that may be ranked."""
    ends = [group.members[0].fact, group.members[-1].fact]
    solid = {key(member.fact) for member in group.members}
    marks = [_mark(fact, "solid" if key(fact) in solid else "hollow") for fact in group.shown]
    return Finding(order_of(group), "。", _cited(ends, (), register), _strip(marks, group.shown, ()))


def _of_crowd(one: Reported, register: SourceRegister) -> Finding:
    """Regions that may only stand side by side: between which values, and why."""
    facts = sorted(_beside(one), key=lambda fact: fact.observation.value)
    low, high = facts[0], facts[-1]
    reasons = Counter(words_of(aside.verdict) for aside in one.groups[0].beside)
    between = f"在{numbers.figure(low.observation)}至{numbers.phrase(high.observation)}之间"
    if low.observation.value == high.observation.value:
        between = f"均为{numbers.phrase(low.observation)}"
    return Finding(
        f"{len(facts)}地{short_name(one.indicator.name)}{between}",
        f"；{reasons.most_common(1)[0][0]}有别，只并列，不论高低。",
        _cited([low, high], (), register),
        _strip([_mark(fact, "hollow") for fact in facts], facts, ()),
    )


def _of_open(gap: BenchmarkGap, register: SourceRegister) -> Finding:
    """A figure that only stands beside its target."""
    reasons = "、".join(dict.fromkeys(caveat.text for caveat in gap.conditions)) or "原文为约数"
    return Finding(
        _stated(gap.fact), f"，{_target(gap)}；{reasons}，只并列。", _cited([gap.fact], (gap.benchmark,), register)
    )


def _to_verify(failed: Sequence[Reconciliation], register: SourceRegister) -> Finding:
    """The figures that do not agree with others."""
    told = dict.fromkeys(_subject(check) for check in failed if check.observations)
    names = list(told)[:_MOST_NAMED]
    more = "等" if len(told) > len(names) else ""
    return Finding(f"勾稽不符{len(failed)}处，待核", f"：{'、'.join(names)}{more}，见“待核事项”。")


def _subject(check: Reconciliation) -> str:
    first = check.observations[0]
    return f"{place_name(first.region) if first.region else ''}{short_name(first.indicator)}"


def _mark(fact: Fact, kind: str) -> Mark:
    return Mark(fact.observation.value, kind, truth(fact))


def _target_strip(gaps: Sequence[BenchmarkGap]) -> Figure:
    marks = [_mark(gap.fact, "hollow" if standing(gap) is Standing.OPEN else "solid") for gap in gaps]
    benchmark = gaps[0].benchmark
    marks.append(Mark(benchmark.value, "target", text=benchmark_value(benchmark).strip("≥≤%")))
    return _strip(marks, [gap.fact for gap in gaps], (benchmark,))


def _strip(marks: Sequence[Mark], facts: Sequence[Fact], benchmarks: tuple[Benchmark, ...]) -> Figure:
    told = "，".join(f"{place_of(fact)}{numbers.figure(fact.observation)}" for fact in facts[:12])
    chart = ruler(marks, share=facts[0].observation.unit == "%", told=f"{facts[0].indicator.name}：{told}")
    return Figure(chart, (), tuple(facts), benchmarks)


def _cited(facts: Sequence[Fact], benchmarks: Iterable[Benchmark], register: SourceRegister) -> tuple[Citation, ...]:
    return (
        *register.cite_all(fact.observation for fact in facts),
        *register.cite_benchmarks(benchmarks),
        *register.cite_denominators(facts),
    )
