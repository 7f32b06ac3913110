"""Figures held against targets and the values of the places above: their standing, the rows and the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby

from briefing.charts.ranked import Reference
from briefing.comparison.benchmark_gaps import is_similar
from briefing.composition.fixed_wordings import benchmark_text, benchmark_value
from briefing.composition.page_model import Citation, Row, Table
from briefing.composition.rows import (
    distinguishing,
    fact_row,
    indicator_label,
    key,
    mark_signs,
    marks,
    notes,
    region_name,
)
from briefing.composition.source_numbers import SourceRegister
from briefing.model import Benchmark, BenchmarkGap, Bound, Fact, Observation
from briefing.printing import numbers, periods
from briefing.reference.divisions import NATION, full_name, short_name

_SOFT = ("R10", "R13", "R17")  # approximate, not reconciled, contradicted


class Standing(StrEnum):
    """Where a figure stands to what it is held against."""

    ABOVE = "above"
    BELOW = "below"
    LEVEL = "level"
    OPEN = "open"


SIGNS = {Standing.ABOVE: "▲", Standing.BELOW: "▼", Standing.LEVEL: "＝", Standing.OPEN: "○"}


def standing(gap: BenchmarkGap) -> Standing:
    """Above, below or level; open where the gap has conditions, or an approximate figure leaves it undecided (over 62
    held against 65)."""
    if gap.conditions:
        return Standing.OPEN
    observation = gap.fact.observation
    step = numbers.precision(observation)
    undecided = {
        Bound.AT_LEAST: gap.difference < 0,
        Bound.AT_MOST: gap.difference > 0,
        Bound.APPROXIMATE: abs(gap.difference) < step,
        Bound.EXACT: False,
    }
    if undecided[observation.bound]:
        return Standing.OPEN
    if is_similar(gap.fact, gap.benchmark):
        return Standing.LEVEL
    return Standing.ABOVE if gap.difference > 0 else Standing.BELOW


def verdict(gap: BenchmarkGap) -> tuple[str, str]:
    """The verdict as printed and its tone: (`▼ 低1.59`, `below`), (`○ 有条件：分母为2020年普查`, `open`)."""
    found = standing(gap)
    if gap.conditions:
        return f"{SIGNS[found]} 有条件：{'、'.join(c.text for c in gap.conditions)}", found.value
    if found is Standing.OPEN:
        return f"{SIGNS[found]} 约数，不能判定", found.value
    places = max(numbers.decimals(gap.fact.observation), numbers.places(gap.benchmark.value))
    difference = 0.0 if found is Standing.LEVEL else gap.difference
    return gap_text(difference, places, gap.fact.observation)


def gap_text(difference: float, places: int, observation: Observation) -> tuple[str, str]:
    """A difference as printed and its tone: `▲ 高15个百分点`, `▼ 低1.59`, `＝ 持平`."""
    amount = numbers.plain(abs(difference), places)
    if not any(digit in amount for digit in "123456789"):
        return f"{SIGNS[Standing.LEVEL]} 持平", Standing.LEVEL.value
    unit = "个百分点" if observation.unit == "%" else ""
    if difference > 0:
        return f"▲ 高{amount}{unit}", Standing.ABOVE.value
    return f"▼ 低{amount}{unit}", Standing.BELOW.value


def grouped(gaps: Iterable[BenchmarkGap], *, by_indicator: bool = False) -> list[tuple[Fact, list[BenchmarkGap]]]:
    """Gaps by fact in order of first appearance, targets first, then the nearest place; `by_indicator`: facts of one
    indicator together."""
    groups: dict[tuple[str, str], tuple[Fact, list[BenchmarkGap]]] = {}
    for gap in gaps:
        groups.setdefault(key(gap.fact), (gap.fact, []))[1].append(gap)
    for _, group in groups.values():
        group.sort(key=lambda gap: gap.benchmark.kind != "target")
    found = list(groups.values())
    if by_indicator:
        order = list(dict.fromkeys(fact.indicator.id for fact, _ in found))
        found.sort(key=lambda item: (order.index(item[0].indicator.id), -item[0].observation.value))
    return found


def targets_table(gaps: Sequence[BenchmarkGap], register: SourceRegister) -> Table:
    """A heading an indicator with what all its figures are held against, a row a region: what the figure is to its
    targets, and to the nation and the places above."""
    rows: list[Row] = []
    seen = []
    for _, facts in groupby(grouped(gaps, by_indicator=True), key=lambda item: item[0].indicator.id):
        found = list(facts)
        shared = _shared([group for _, group in found])
        cited = {benchmark: register.cite_benchmark(benchmark) for benchmark in shared}
        limits = "；".join(map(benchmark_text, shared))
        head = Row(indicator_label(found[0][0]), "", "", "", tuple(cited.values()), reference=limits, heading=True)
        rows.append(head)
        for fact, group in found:
            signs = marks(fact, [c for gap in group for c in gap.caveats])
            rows.append(_target_row(fact, group, cited, mark_signs(signs), register))
            seen.append((fact, signs))
    legend = notes(seen, distinguishing(fact for fact, _ in seen))
    heads = ("时点", "与目标比", "与全国和上级比")
    return Table("", "指标与地区", tuple(rows), ("period", "reference", "verdict"), notes=legend, heads=heads)


def _shared(groups: Sequence[Sequence[BenchmarkGap]]) -> tuple[Benchmark, ...]:
    """The target and the value that figures of an indicator are held against, where all have the same."""
    kinds: dict[str, dict[Benchmark, None]] = {}
    for group in groups:
        for gap in group:
            kinds.setdefault(gap.benchmark.kind, {})[gap.benchmark] = None
    return tuple(benchmark for found in kinds.values() if len(found) == 1 for benchmark in found)


def _target_row(
    fact: Fact,
    group: Sequence[BenchmarkGap],
    shared: Mapping[Benchmark, Citation],
    signs: tuple[str, ...],
    register: SourceRegister,
) -> Row:
    row = fact_row(fact, register, label=region_name(fact))
    targets = [gap for gap in group if gap.benchmark.kind == "target"]
    actuals = [gap for gap in group if gap.benchmark.kind != "target"]
    tones = {verdict(gap)[1] for gap in actuals}
    own = {g.benchmark: register.cite_benchmark(g.benchmark) for g in group if g.benchmark not in shared}
    cited = {**shared, **own}
    parts = [
        replace(
            row,
            citations=(*row.citations, cited[gap.benchmark]),
            reference=benchmark_text(gap.benchmark),
            verdict=verdict(gap)[0],
            against=gap.benchmark,
        )
        for gap in group
    ]
    return replace(
        row,
        reference="；".join(_told(gap, named=gap.benchmark not in shared) for gap in targets) or "—",
        verdict="；".join(_told(gap, named=gap.benchmark not in shared) for gap in actuals) or "—",
        tone=tones.pop() if len(tones) == 1 else "",
        marks=signs,
        citations=(*row.citations, *own.values(), *register.cite_denominators([fact])),
        parts=tuple(parts),
    )


def _told(gap: BenchmarkGap, *, named: bool) -> str:
    """The verdict, before it the value where the heading does not have it: `4.08（2024）▲高0.94`, `○年份不同`."""
    text = verdict(gap)[0].replace("有条件：", "").replace(" ", "")
    if not named:
        return text
    benchmark = gap.benchmark
    place = "" if benchmark.region == NATION else short_name(benchmark.region)
    return f"{place}{benchmark_value(benchmark)}（{benchmark.year}）{text}"


def targets_remark(gaps: Sequence[BenchmarkGap], month: str, whom: str) -> str:
    """What the targets are and are not, and that their plan is over where it was before the edition's month."""
    over = dict.fromkeys(
        f"“{periods.plan_of(gap.benchmark.year)}”规划期到{gap.benchmark.year}年为止"
        for gap in gaps
        if gap.benchmark.kind == "target" and gap.benchmark.year < int(month[:4])
    )
    ended = f"{'、'.join(over)}，目标按该期列出。" if over else ""
    national = any(gap.benchmark.kind == "target" and gap.benchmark.region == NATION for gap in gaps)
    aims = f"“十四五”等目标为全国指标，不是对{whom}的考核要求。" if national else ""
    values = "上级地区和全国的值取同一年份；没有同年数的，取此前最近一年并写明年份，只并列、不论高低。"
    held = values if any(gap.benchmark.kind == "actual" for gap in gaps) else ""
    computed = "标[推]的由总量除以同年末人口得出，分子、分母见出处。"
    made = computed if any(gap.benchmark.per_head for gap in gaps) else ""
    return f"{aims}{held}{made}{ended}"


def targets_title(gaps: Sequence[BenchmarkGap]) -> str:
    """The section's title says what is held against: `与目标、四川省和全国对照`."""
    values = dict.fromkeys(gap.benchmark.region for gap in gaps if gap.benchmark.kind == "actual")
    above = [region for region in values if region != NATION]
    names = ["目标"] if any(gap.benchmark.kind == "target" for gap in gaps) else []
    names += [full_name(above[0]) if len(above) == 1 else "上级地区"] if above else []
    names += ["全国"] if NATION in values else []
    return f"与{'和'.join(part for part in ('、'.join(names[:-1]), names[-1]) if part)}对照"


def on_its_own(gap: BenchmarkGap) -> bool:
    """Whether it is the reference value that forbids a judgement: of another year, of another scope."""
    return any(caveat.code in ("R04", "R05") for caveat in gap.conditions)


def counted(gaps: Sequence[BenchmarkGap], undecided: str) -> str:
    """How many stand where: `3项高于、1项持平`; `undecided`: what is said of those that are open."""
    words = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "持平", Standing.OPEN: undecided}
    counts = Counter(map(standing, gaps))
    return "、".join(f"{counts[kind]}项{word}" for kind, word in words.items() if counts[kind])


def drawn_reference(benchmark: Benchmark) -> Reference:
    """A target as charts draw it."""
    return Reference(benchmark.value, f"目标 {benchmark_value(benchmark)}")


def is_soft(fact: Fact) -> bool:
    """Whether a figure is drawn hollow: approximate, computed by us, or not reconciled."""
    codes = {caveat.code for caveat in fact.caveats}
    return fact.observation.bound is not Bound.EXACT or fact.derivation is not None or not codes.isdisjoint(_SOFT)
