"""Tidy tables of an analysis with pandas: facts, a theme's (indicators × regions), pairs, coverage, time series.

Values are numbers in base units with their printed form beside them; flags are the one-character marks of the caveats.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from briefing.comparison.pairing import Pairings, takes_part
from briefing.model import Analysis, Comparability, Comparison, Fact, Measure, Sector, Status
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.divisions import full_name
from briefing.reference.themes import Theme, resolve_theme

FACT_COLUMNS = [
    "id",
    "region",
    "region_name",
    "sector",
    "theme",
    "indicator_id",
    "indicator",
    "stated_name",
    "value",
    "printed",
    "unit",
    "period",
    "measure",
    "status",
    "bound",
    "flags",
    "alignment",
    "score",
    "listed",
    "derived",
    "sensitive",
    "sources",
]
COMPARISON_COLUMNS = [
    "indicator_id",
    "indicator",
    "left",
    "left_region",
    "left_value",
    "left_period",
    "right",
    "right_region",
    "right_value",
    "right_period",
    "outcome",
    "verdict",
    "codes",
    "reasons",
]


def facts_table(facts: Iterable[Fact]) -> pd.DataFrame:
    """One row a fact, in the order given."""
    return pd.DataFrame([_fact_row(fact) for fact in facts], columns=FACT_COLUMNS)


def _fact_row(fact: Fact) -> dict[str, Any]:
    observation = fact.observation
    return {
        "id": observation.id,
        "region": observation.region,
        "region_name": full_name(observation.region) if observation.region else None,
        "sector": fact.indicator.sector.value,
        "theme": fact.indicator.theme,
        "indicator_id": fact.indicator.id,
        "indicator": fact.indicator.name,
        "stated_name": observation.indicator,
        "value": observation.value,
        "printed": numbers.figure(observation),
        "unit": observation.unit,
        "period": observation.period,
        "measure": observation.measure.value,
        "status": observation.status.value,
        "bound": observation.bound.value,
        "flags": flags(fact),
        "alignment": fact.alignment,
        "score": fact.score,
        "listed": fact.indicator.listed,
        "derived": fact.derivation is not None,
        "sensitive": fact.indicator.sensitivity != "public",
        "sources": 1 + len(fact.reprints),
    }


def flags(fact: Fact) -> str:
    """The marks of a fact's caveats, each once: 约累."""
    return "".join(dict.fromkeys(caveat.mark for caveat in fact.caveats))


def theme_facts(analysis: Analysis, theme: Theme | str) -> list[Fact]:
    """Stated and derived facts of a theme that have an indicator in common with others, sensitive ones left out."""
    sectors = (resolve_theme(theme) if isinstance(theme, str) else theme).sectors
    return [
        fact
        for fact in (*analysis.facts, *analysis.derived)
        if fact.indicator.sector in sectors and fact.indicator.sensitivity == "public" and takes_part(fact)
    ]


def theme_table(analysis: Analysis, theme: Theme | str, *, least_regions: int = 1) -> pd.DataFrame:
    """Indicators (rows) × regions (columns) of a theme: the latest level as printed, with its period and flags; —
    for nothing.

    The column `verdict` says how the regions of a row compare at best: 可比, 有条件, 不可比, or empty for one region.
    """
    latest = latest_levels(theme_facts(analysis, theme))
    rows: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for fact in latest:
        region = full_name(fact.observation.region or "")
        rows.setdefault(fact.indicator.id, {})[region] = _cell(fact)
        names[fact.indicator.id] = fact.indicator.name
    verdicts = _best_verdicts(analysis, rows)
    columns = sorted({region for row in rows.values() for region in row})
    data = [
        {"indicator": names[name], "verdict": verdicts.get(name, ""), **{c: row.get(c, "—") for c in columns}}
        for name, row in rows.items()
        if len(row) >= least_regions
    ]
    return pd.DataFrame(data, columns=["indicator", "verdict", *columns])


def _cell(fact: Fact) -> str:
    marks = flags(fact)
    period = periods.short_label(fact.observation.period)
    return f"{numbers.figure_with_unit(fact.observation)}（{period}）{f'[{marks}]' if marks else ''}"


def latest_levels(facts: Iterable[Fact]) -> list[Fact]:
    """For each indicator and region its latest level or share that happened."""
    latest: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        o = fact.observation
        if o.status is not Status.ACTUAL:
            continue
        if o.measure not in (Measure.LEVEL, Measure.SHARE):
            continue
        key = (fact.indicator.id, o.region or "")
        if key not in latest or _end(fact) > _end(latest[key]):
            latest[key] = fact
    return list(latest.values())


def _end(fact: Fact) -> int:
    found = periods.span(fact.observation.period)
    return found.last if found else -1


def _best_verdicts(analysis: Analysis, indicators: Iterable[str]) -> dict[str, str]:
    """The best outcome among the pairs of each indicator."""
    order = list(Comparability)
    found: dict[str, str] = {}
    for name in indicators:
        outcomes = _outcomes_of(analysis, name)
        if outcomes:
            found[name] = term(min(outcomes, key=order.index))
    return found


def _outcomes_of(analysis: Analysis, name: str) -> set[Comparability]:
    if isinstance(analysis.comparisons, Pairings):
        return analysis.comparisons.outcomes_of(name)
    return {c.verdict.outcome for c in analysis.comparisons if c.left.indicator.id == c.right.indicator.id == name}


def comparison_table(comparisons: Iterable[Comparison]) -> pd.DataFrame:
    """One row a pair of facts, with outcome, codes and reasons."""
    rows = [
        {
            "indicator_id": c.indicator.id,
            "indicator": c.indicator.name,
            "left": c.left.observation.id,
            "left_region": full_name(c.left.observation.region or ""),
            "left_value": numbers.figure_with_unit(c.left.observation),
            "left_period": c.left.observation.period,
            "right": c.right.observation.id,
            "right_region": full_name(c.right.observation.region or ""),
            "right_value": numbers.figure_with_unit(c.right.observation),
            "right_period": c.right.observation.period,
            "outcome": c.verdict.outcome.value,
            "verdict": term(c.verdict.outcome),
            "codes": " ".join(caveat.code for caveat in c.verdict.reasons),
            "reasons": "".join(caveat.text for caveat in c.verdict.reasons),
        }
        for c in comparisons
    ]
    return pd.DataFrame(rows, columns=COMPARISON_COLUMNS)


def coverage_matrix(analysis: Analysis) -> pd.DataFrame:
    """Regions × sectors: how many figures the documents state of each; the index is the region's full name."""
    table = facts_table(f for f in analysis.facts if f.observation.region and not f.observation.optional)
    columns = [sector.value for sector in Sector]
    if table.empty:
        return pd.DataFrame(columns=columns)
    counts = pd.crosstab(table["region_name"], table["sector"])
    return counts.reindex(columns=columns, fill_value=0)


def comparable_matrix(pairs: Iterable[Comparison]) -> pd.DataFrame:
    """Regions × sectors: how many indicators may be compared with another region, with or without condition, by the
    pairs that readers want (`headline`)."""
    rows = [
        {
            "region_name": full_name(fact.observation.region or ""),
            "sector": c.indicator.sector.value,
            "id": c.indicator.id,
        }
        for c in pairs
        if c.verdict.outcome is not Comparability.NOT_COMPARABLE
        for fact in (c.left, c.right)
    ]
    columns = [sector.value for sector in Sector]
    if not rows:
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame(rows).drop_duplicates()
    return pd.crosstab(table["region_name"], table["sector"]).reindex(columns=columns, fill_value=0)


def time_series(analysis: Analysis) -> pd.DataFrame:
    """Levels of one indicator in one region at two or more times, earliest first; superseded figures left out."""
    table = facts_table(
        f
        for f in analysis.facts
        if f.observation.measure in (Measure.LEVEL, Measure.SHARE)
        and f.observation.status is Status.ACTUAL
        and not f.observation.optional
        and f.observation.region
        and not f.observation.locality
        and f.indicator.sensitivity == "public"
        and periods.span(f.observation.period)
    )
    if table.empty:
        return table
    table["end"] = table["period"].map(_last_month)
    times = table.groupby(["indicator_id", "region"])["end"].transform("nunique")
    series = table[times > 1].sort_values(["indicator_id", "region", "end"], kind="stable")
    return series.drop(columns="end").reset_index(drop=True)


def _last_month(period: str) -> int:
    found = periods.span(period)
    return found.last if found else -1
