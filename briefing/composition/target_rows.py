"""Figures held against targets and the values of the places above: the rows, the bullet chart and the sentence above
it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from briefing.charts.bullet import BulletRow, Reference, bullet_chart
from briefing.comparison.benchmark_gaps import is_similar, is_timely
from briefing.composition.fixed_wordings import benchmark_name, benchmark_text, benchmark_value
from briefing.composition.page_model import Figure, Row, Table
from briefing.composition.rows import (
    distinguishing,
    fact_row,
    held_name,
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
from briefing.reference.divisions import NATION, full_name, lies_in, short_name

_MOST_BARS = 10
_DITTO = "○ 同上"
_SOFT = ("R10", "R13", "R17")  # approximate, not reconciled, contradicted
_SUBTITLE = "各指标各用一尺，均从零起；橙色实线为目标，虚线为上级地区和全国的值；斜线为约数、推算或有条件"


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


def targets_table(gaps: Sequence[BenchmarkGap], register: SourceRegister, *, by_region: bool = False) -> Table:
    """One row a benchmark, the figure itself on the first row of its group; `by_region`: a heading an indicator."""
    rows: list[Row] = []
    seen = []
    indicator = ""
    for fact, group in grouped(gaps, by_indicator=by_region):
        if by_region and fact.indicator.id != indicator:
            indicator = fact.indicator.id
            rows.append(Row(indicator_label(fact), "", "", "", (), heading=True))
        name = region_name(fact) if by_region else indicator_label(fact)
        base = fact_row(fact, register, label=name)
        for index, gap in enumerate(group):
            text, tone = verdict(gap)
            if index and tone == Standing.OPEN.value and text == verdict(group[index - 1])[0]:
                text = _DITTO
            row = base if not index else Row("", "", "", "", (), fact=fact)
            found = marks(fact, [c for g in group for c in g.caveats]) if not index else ()
            rows.append(
                replace(
                    row,
                    reference=benchmark_text(gap.benchmark),
                    verdict=text,
                    tone=tone,
                    span=0 if index else len(group),
                    marks=mark_signs(found),
                    citations=(
                        *row.citations,
                        register.cite_benchmark(gap.benchmark),
                        *(register.cite_denominators([fact]) if not index else ()),
                    ),
                    against=gap.benchmark,
                )
            )
            seen.append((fact, found))
    head = "指标与地区" if by_region else "指标"
    naming = distinguishing(fact for fact, _ in seen) if by_region else held_name
    return Table("", head, tuple(rows), ("period", "reference", "verdict"), notes=notes(seen, naming))


def targets_figure(gaps: Sequence[BenchmarkGap], register: SourceRegister, *, by_region: bool = False) -> Figure | None:
    """The bullet chart of figures that are held against something of their year; sensitive ones are never drawn."""
    groups = [
        (fact, group)
        for fact, group in grouped(filter(is_timely, gaps), by_indicator=by_region)
        if fact.indicator.sensitivity != "no_rank"
    ][:_MOST_BARS]
    if not groups:
        return None
    chart = bullet_chart(
        [_bullet(fact, group, by_region=by_region) for fact, group in groups],
        finding(gaps),
        _SUBTITLE,
    )
    return Figure(
        chart,
        (
            *register.cite_all(fact.observation for fact, _ in groups),
            *register.cite_benchmarks(gap.benchmark for _, group in groups for gap in group),
        ),
        tuple(fact for fact, _ in groups),
        tuple(dict.fromkeys(gap.benchmark for _, group in groups for gap in group)),
    )


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


def common(gaps: Sequence[BenchmarkGap], facts: Sequence[Fact]) -> tuple[Benchmark, ...]:
    """What all of several facts stand beside: targets and values of their years, of places that hold them all, without
    conditions of their own."""
    drawn = {key(fact) for fact in facts}
    found = dict.fromkeys(gap.benchmark for gap in gaps if key(gap.fact) in drawn and not _on_its_own(gap))
    regions = [fact.observation.region or NATION for fact in facts]
    return tuple(b for b in found if all(lies_in(region, b.region) for region in regions))


def _on_its_own(gap: BenchmarkGap) -> bool:
    """Whether it is the reference value that forbids a judgement: of another year, of another scope."""
    return any(caveat.code in ("R04", "R05") for caveat in gap.conditions)


def finding(gaps: Sequence[BenchmarkGap]) -> str:
    """The chart's title: how many indicators stand above, below and level with the targets of their plan; where there
    are none, with the values of the nearest place above."""
    targets = [gap for gap in gaps if gap.benchmark.kind == "target"]
    nearest = [group[0] for _, group in grouped(gaps)]
    return f"与{_whose(targets or nearest)}对照：{counted(targets or nearest, '不作高低判断')}"


def _whose(gaps: Sequence[BenchmarkGap]) -> str:
    if gaps[0].benchmark.kind == "target":
        plans = {periods.plan_of(gap.benchmark.year) for gap in gaps}
        return f"“{plans.pop()}”目标" if len(plans) == 1 else "“十四五”等规划目标"
    places = {gap.benchmark.region for gap in gaps}
    return short_name(places.pop()) if len(places) == 1 else "上级地区或全国"


def counted(gaps: Sequence[BenchmarkGap], undecided: str) -> str:
    """How many stand where: `3项高于、1项持平`; `undecided`: what is said of those that are open."""
    words = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "持平", Standing.OPEN: undecided}
    counts = Counter(map(standing, gaps))
    return "、".join(f"{counts[kind]}项{word}" for kind, word in words.items() if counts[kind])


def drawn_reference(benchmark: Benchmark) -> Reference:
    """A benchmark as charts draw it."""
    return Reference(benchmark.value, f"{benchmark_name(benchmark)} {benchmark_value(benchmark)}", benchmark.kind)


def is_soft(fact: Fact) -> bool:
    """Whether a figure is drawn hollow: approximate, computed by us, or not reconciled."""
    codes = {caveat.code for caveat in fact.caveats}
    return fact.observation.bound is not Bound.EXACT or fact.derivation is not None or not codes.isdisjoint(_SOFT)


def _bullet(fact: Fact, group: Sequence[BenchmarkGap], *, by_region: bool) -> BulletRow:
    observation = fact.observation
    place = short_name(observation.region) if by_region and observation.region else ""
    note = (place, observation.unit, periods.short_label(observation.period))
    return BulletRow(
        label=fact.indicator.name,
        note=" · ".join(part for part in note if part),
        value=observation.value,
        text=numbers.figure(observation),
        references=tuple(drawn_reference(gap.benchmark) for gap in group),
        full=100.0 if observation.unit == "%" else None,
        hollow=is_soft(fact) or any(gap.conditions for gap in group),
    )
