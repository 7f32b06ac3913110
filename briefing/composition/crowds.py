"""Where very many regions report an indicator: a line that says how they lie, in place of a row for every one.

A briefing of sixty regions must stay readable. The theme briefing draws them all and lists every figure by region; a
region's briefing and the overview say where the middle and the ends are, and where the region stands among them.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace

from briefing.composition import peers
from briefing.composition.page_model import Row, Table
from briefing.composition.rows import fact_row, indicator_label, key, marks, notes, region_name
from briefing.composition.source_numbers import SourceRegister
from briefing.model import Bound, Comparability, Comparison, Fact
from briefing.printing import numbers

MANY = 12  # more regions than this of one indicator are summed up
_LEAST = 8  # quartiles of fewer values say nothing
_QUARTERS = ("在较低的四分之一", "居中间一半", "在较高的四分之一")


def split(
    pairs: Sequence[tuple[Fact, Comparison]],
) -> tuple[list[tuple[Fact, Comparison]], list[tuple[Fact, list[Comparison]]]]:
    """A region's pairs apart: those of figures with few peers, and figures with all their many peers."""
    groups: dict[tuple[str, str], tuple[Fact, list[Comparison]]] = {}
    for own, comparison in pairs:
        groups.setdefault(key(own), (own, []))[1].append(comparison)
    few = [pair for pair in pairs if len(groups[key(pair[0])][1]) <= MANY]
    return few, [(own, found) for own, found in groups.values() if len(found) > MANY]


def crowd_table(crowds: Sequence[tuple[Fact, Sequence[Comparison]]], register: SourceRegister) -> Table:
    """One row a figure of the region: how its many peers lie, and in which quarter of them it stands."""
    rows = [_crowd_row(own, comparisons, register) for own, comparisons in crowds]
    legend = notes((own, marks(own)) for own, _ in crowds)
    return Table("", "指标", tuple(rows), ("period", "reference", "verdict"), notes=legend)


def _crowd_row(own: Fact, comparisons: Sequence[Comparison], register: SourceRegister) -> Row:
    strict = [c for c in comparisons if c.verdict.outcome is Comparability.COMPARABLE]
    held = strict if len(strict) >= _LEAST else list(comparisons)
    others = sorted((peers.other_of(own, c) for c in held), key=lambda fact: fact.observation.value)
    low, middle, high = others[0], statistics.median(f.observation.value for f in others), others[-1]
    places = max(numbers.decimals(fact.observation) for fact in (own, low, high))
    unit = "%" if own.observation.unit == "%" else ""
    ends = f"{numbers.figure(low.observation)}至{numbers.figure(high.observation)}"
    row = fact_row(own, register, label=indicator_label(own), others=(low.observation, high.observation))
    text, tone = _place(own, others, held) if held is strict else (f"○ {peers.conditions(held)}", "open")
    return replace(
        row,
        reference=f"{len(others)}个地区{ends}，中位数{numbers.plain(middle, places)}{unit}",
        verdict=text,
        tone=tone,
        against=None,
    )


def _place(own: Fact, others: Sequence[Fact], held: Sequence[Comparison]) -> tuple[str, str]:
    """The quarter of all values that the own one lies in; ends of quarters belong to the middle half."""
    if own.observation.bound is not Bound.EXACT:
        return "○ 约数，不作判定", "open"
    values = [own.observation.value, *(fact.observation.value for fact in others)]
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
    if own.observation.value < lower:
        return f"▼ {_QUARTERS[0]}", "below"
    return (f"▲ {_QUARTERS[2]}", "above") if own.observation.value > upper else (f"● {_QUARTERS[1]}", "level")


def summary_table(groups: Sequence[tuple[Sequence[Fact], Sequence[Comparison]]], register: SourceRegister) -> Table:
    """Indicators that very many regions report: the largest, the middle and the smallest value of each.

    Of an indicator whose figures are comparable only under a condition, no region is set above another.
    """
    rows: list[Row] = []
    shown: list[Fact] = []
    for facts, comparisons in groups:
        limits = peers.conditions(peers.among(facts, comparisons))
        count = f"{len(facts)}个地区"
        told = f"{count}，{limits}；只在主题简报中并列" if limits else count
        rows.append(Row(indicator_label(facts[0]), "", "", "", (), reference=told, heading=True))
        if limits:
            continue
        for word, fact in (("最高", facts[0]), ("居中", facts[len(facts) // 2]), ("最低", facts[-1])):
            rows.append(replace(fact_row(fact, register, label=f"{word}：{region_name(fact)}"), unit=""))
            shown.append(fact)
    return Table("", "指标与地区", tuple(rows), ("period",), notes=notes((fact, marks(fact)) for fact in shown))
