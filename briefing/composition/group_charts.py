"""Charts of groups of regions: the dot plot of one indicator, and where a region stands among many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.charts.dotplot import Dot, dot_plots
from briefing.charts.spine import MINIMUM as SPINE_MINIMUM
from briefing.charts.spine import SpineRow, spine_chart
from briefing.comparison.groups import Group
from briefing.composition.page_model import Citation, Figure
from briefing.composition.peers import words_of
from briefing.composition.rows import key, region_name
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import common, drawn_reference
from briefing.model import Benchmark, BenchmarkGap, Fact
from briefing.narrative.standings import finding
from briefing.printing import numbers, periods

_MOST_CITED = 12  # source numbers of one chart


def group_figures(group: Group, gaps: Sequence[BenchmarkGap], register: SourceRegister) -> tuple[Figure, ...]:
    """The dot plot of a group: its members in order and solid, those beside below them, hollow, with their reason."""
    facts = group.shown
    held_to = _lines(group, gaps)
    charts = dot_plots(list(_dots(group)), list(map(drawn_reference, held_to)), finding(group), _subtitle(group))

    def cited() -> Iterator[Citation]:
        if len(facts) <= _MOST_CITED:  # of more a table of the page has them all
            yield from register.cite_all(fact.observation for fact in facts)
            yield from map(register.cite_benchmark, held_to)
            yield from register.cite_denominators(facts)

    return tuple(Figure(chart, tuple(cited()), facts, held_to) for chart in charts)


def _lines(group: Group, gaps: Sequence[BenchmarkGap]) -> tuple[Benchmark, ...]:
    """What all the regions of a chart stand beside: of a place's values only that of the year most have."""
    found = common(gaps, group.shown)
    years = Counter(found_span.year for f in group.shown if (found_span := periods.span(f.observation.period)))
    chosen = {(b.kind, b.region): b for b in sorted(found, key=lambda b: (years[b.year], b.year))}
    return tuple(b for b in found if b is chosen[b.kind, b.region])


def _dots(group: Group) -> Iterator[Dot]:
    reasons = {key(aside.fact): words_of(aside.verdict) for aside in group.beside}
    members = {key(member.fact) for member in group.members}
    for fact in group.shown:
        yield Dot(
            region_name(fact),
            fact.observation.value,
            numbers.figure(fact.observation),
            hollow=key(fact) not in members,
            strong=fact is group.own,
            note=reasons.get(key(fact), ""),
        )


def _subtitle(group: Group) -> str:
    unit = group.shown[0].observation.unit
    spans = sorted({periods.short_label(fact.observation.period) for fact in group.shown})
    told = [f"单位：{unit}"] * bool(unit) + [f"时点：{'、'.join(spans)}"]
    if group.own is not None:
        told.append(f"范围：{group.peers.name}")
    if group.ranked:
        told.append("实心由低到高排列" if group.indicator.polarity == "lower_better" else "实心由高到低排列")
    told += ["空心口径有别、只并列，右注原因"] * bool(len(group.shown) > len(group.members))
    return "；".join(told)


def spine_figure(groups: Sequence[Group], register: SourceRegister) -> Figure | None:
    """Where a region stands among many, for the indicators in which enough regions are comparable with it."""
    rows, cited = [], []
    drawn: list[Fact] = []
    for group in groups:
        member = group.own_member
        if member is None or len(group.members) < SPINE_MINIMUM:
            continue
        own = member.fact.observation
        ordered = sorted((found.fact for found in group.members), key=lambda fact: fact.observation.value)
        when = periods.short_label(own.period)
        note = (own.unit, when, f"{len(ordered)}个{group.noun}")
        rows.append(
            SpineRow(
                label=group.indicator.name,
                note=" · ".join(part for part in note if part),
                value=own.value,
                text=numbers.figure(own),
                values=tuple(fact.observation.value for fact in ordered),
                low_text=numbers.figure(ordered[0].observation),
                high_text=numbers.figure(ordered[-1].observation),
            )
        )
        cited += [own, ordered[0].observation, ordered[-1].observation]
        drawn += ordered
    title = f"{numbers.plain(len(rows))}项指标有{numbers.plain(SPINE_MINIMUM)}个以上可比地区，本地位置如下"
    chart = spine_chart(rows, title, "各行由最小到最大；灰带为中间一半地区，竖线为中位数，圆点为本地")
    return Figure(chart, register.cite_all(cited), tuple(drawn)) if chart else None
