"""Regions that may be set side by side, and those that may not: tables, dot plots and the list of exclusions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing import numbers, periods
from briefing.charts.bullet import Reference
from briefing.charts.dotplot import Dot, dot_plot
from briefing.comparison import Pairings, headline
from briefing.composition.model import Exclusion, Figure, Mark, Table
from briefing.composition.rows import fact_row, key, marks, notes, unit_text
from briefing.composition.sources import SourceRegister
from briefing.composition.targets import benchmark_name, benchmark_value
from briefing.model import BenchmarkGap, Bound, Comparability, Comparison, Fact, Observation
from briefing.printable import shortened
from briefing.reference.divisions import full_name

_MOST_NAMES = 6


def region_name(fact: Fact) -> str:
    """The fact's region as a page prints it."""
    return full_name(fact.observation.region) if fact.observation.region else "地区不明"


def of_region(comparisons: Sequence[Comparison], code: str) -> list[Comparison]:
    """The comparisons that a region takes part in, one an indicator and other region."""
    if isinstance(comparisons, Pairings):
        return headline(comparisons.of_region(code))
    return headline(c for c in comparisons if code in (c.left.observation.region, c.right.observation.region))


def of_indicator(comparisons: Sequence[Comparison], indicator: str) -> list[Comparison]:
    """The comparisons of one indicator, one for each two regions."""
    if isinstance(comparisons, Pairings):
        return headline(comparisons.of_indicator(indicator))
    return headline(c for c in comparisons if c.indicator.id == indicator)


def by_indicator(comparisons: Iterable[Comparison]) -> dict[str, list[Comparison]]:
    """Comparisons grouped by indicator, in order of first appearance."""
    groups: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        groups.setdefault(comparison.indicator.id, []).append(comparison)
    return groups


def comparable(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Those that the rules allow, with or without a condition; sensitive indicators are never set side by side."""
    return [
        c
        for c in comparisons
        if c.verdict.outcome is not Comparability.NOT_COMPARABLE and c.indicator.sensitivity != "no_rank"
    ]


def group_of(comparisons: Sequence[Comparison]) -> list[Fact]:
    """Facts of one indicator, one a region, every two of which may be compared; the best connected are taken first."""
    allowed: dict[tuple[str, str], set[tuple[str, str]]] = {}
    facts: dict[tuple[str, str], Fact] = {}
    for comparison in comparable(comparisons):
        left, right = comparison.left, comparison.right
        for fact, other in ((left, right), (right, left)):
            facts[key(fact)] = fact
            allowed.setdefault(key(fact), set()).add(key(other))
    chosen: list[Fact] = []
    for name in sorted(facts, key=lambda name: (-len(allowed[name]), _recent(facts[name].observation), name)):
        fact = facts[name]
        distinct = all(fact.observation.region != other.observation.region for other in chosen)
        if distinct and all(key(other) in allowed[name] for other in chosen):
            chosen.append(fact)
    return sorted(chosen, key=lambda fact: (-fact.observation.value, fact.observation.region or ""))


def _recent(observation: Observation) -> int:
    span = periods.span(observation.period)
    return -span.last if span else 0


def conditions(facts: Sequence[Fact], comparisons: Sequence[Comparison]) -> tuple[Mark, ...]:
    """What limits the comparison of these facts with one another, as notes under their table."""
    chosen = {key(fact) for fact in facts}
    return tuple(
        dict.fromkeys(
            Mark("比", reason.text)
            for comparison in comparable(comparisons)
            if {key(comparison.left), key(comparison.right)} <= chosen
            for reason in comparison.verdict.reasons
            if reason.mark
        )
    )


def peer_table(
    facts: Sequence[Fact], comparisons: Sequence[Comparison], register: SourceRegister, caption: str = ""
) -> Table:
    """One row a region with its figure, the conditions of the comparison in the notes."""
    limits = conditions(facts, comparisons)
    rows = tuple(
        replace(row, marks=(*row.marks, *(("比",) if limits else ())))
        for row in (fact_row(fact, register, label=region_name(fact)) for fact in facts)
    )
    units = {unit_text(fact.observation) for fact in facts}
    shared = len(units) == 1
    return Table(
        caption,
        "地区",
        tuple(replace(row, unit="") for row in rows) if shared else rows,
        ("period",) if shared else ("unit", "period"),
        unit=units.pop() if shared else "",
        notes=(*notes(marks(fact) for fact in facts), *limits),
    )


def peer_figure(
    facts: Sequence[Fact],
    comparisons: Sequence[Comparison],
    gaps: Sequence[BenchmarkGap],
    register: SourceRegister,
    subject: str | None = None,
) -> Figure | None:
    """The ranked dot plot; None for a sensitive indicator or where too few regions may be compared."""
    if not facts or facts[0].indicator.sensitivity == "no_rank":
        return None
    limited = bool(conditions(facts, comparisons))
    dots = [
        Dot(
            region_name(fact),
            fact.observation.value,
            numbers.figure(fact.observation),
            hollow=limited or fact.observation.bound is not Bound.EXACT,
            strong=fact.observation.region == subject,
        )
        for fact in facts
    ]
    drawn = {key(fact) for fact in facts}
    held = {
        (gap.benchmark.kind, gap.benchmark.year): Reference(
            gap.benchmark.value, f"{benchmark_name(gap.benchmark)} {benchmark_value(gap.benchmark)}", gap.benchmark.kind
        )
        for gap in gaps
        if key(gap.fact) in drawn
    }
    first, last = facts[0], facts[-1]
    title = (
        f"{shortened(first.indicator.name, 24)}：{len(facts)}个可比地区在"
        f"{numbers.figure(last.observation)}至{numbers.figure(first.observation)}之间"
    )
    spans = sorted({periods.short_label(fact.observation.period) for fact in facts})
    unit = f"单位：{first.observation.unit}；" if first.observation.unit else ""
    hollow = "；空心点为约数或有条件可比" if any(dot.hollow for dot in dots) else ""
    chart = dot_plot(dots, list(held.values()), title, f"{unit}时点：{'、'.join(spans)}{hollow}")
    return Figure(chart, register.cite_all(fact.observation for fact in facts)) if chart else None


def exclusions(
    comparisons: Iterable[Comparison], register: SourceRegister, subject: str | None = None
) -> tuple[Exclusion, ...]:
    """What was not compared and why, one line an indicator and set of reasons; `subject` itself is not named."""
    groups: dict[tuple[str, tuple[str, ...]], list[Comparison]] = {}
    for comparison in comparisons:
        if comparison.verdict.outcome is Comparability.NOT_COMPARABLE:
            codes = tuple(dict.fromkeys(reason.code for reason in comparison.verdict.reasons))
            groups.setdefault((comparison.indicator.id, codes), []).append(comparison)
    return tuple(_exclusion(codes, group, register, subject) for (_, codes), group in groups.items())


def _exclusion(
    codes: tuple[str, ...], group: Sequence[Comparison], register: SourceRegister, subject: str | None
) -> Exclusion:
    facts = {key(fact): fact for c in group for fact in (c.left, c.right)}
    names = list(dict.fromkeys(region_name(fact) for fact in facts.values() if fact.observation.region != subject))
    more = f"等{len(names)}个地区" if len(names) > _MOST_NAMES else ""
    indicators = dict.fromkeys(shortened(fact.indicator.name, 30) for fact in facts.values())
    reasons = {reason.code: reason.text.rstrip("。") for c in reversed(group) for reason in c.verdict.reasons}
    return Exclusion(
        indicator="、".join(indicators),
        parties="、".join(names[:_MOST_NAMES]) + more,
        reasons=tuple(reasons[code] for code in codes),
        codes=codes,
        citations=register.cite_all(fact.observation for fact in facts.values()),
    )
