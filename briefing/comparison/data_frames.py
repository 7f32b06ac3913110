"""Tidy tables of an analysis with pandas: facts, a theme's (indicators × regions), pairs, coverage, time series.

Values are numbers in base units with their printed form beside them; flags are the one-character marks of the caveats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from briefing.comparison.groups import Group
from briefing.comparison.pairing import Pairings, takes_part
from briefing.model import Analysis, Comparability, Comparison, Fact, Measure, Sector, Status
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.divisions import full_name
from briefing.reference.themes import Theme


def facts_table(facts: Iterable[Fact]) -> pd.DataFrame:
    """One row a fact of a known place, in the order given; no columns where there is none."""
    return pd.DataFrame(_fact_row(fact) for fact in facts)


def _fact_row(fact: Fact) -> dict[str, Any]:
    observation = fact.observation
    return {
        "id": observation.id,
        "region": observation.region,
        "region_name": full_name(observation.region or ""),
        "sector": fact.indicator.sector.value,
        "indicator_id": fact.indicator.id,
        "indicator": fact.indicator.name,
        "value": observation.value,
        "printed": numbers.figure(observation),
        "unit": observation.unit,
        "period": observation.period,
        "flags": flags(fact),
    }


def flags(fact: Fact) -> str:
    """The marks of a fact's caveats, each once: 约累."""
    return "".join(dict.fromkeys(caveat.mark for caveat in fact.caveats))


def theme_table(analysis: Analysis, theme: Theme) -> pd.DataFrame:
    """Indicators (rows) × regions (columns) of a theme: the latest level as printed, with its period and flags; —
    for nothing. Only what has an indicator in common with others is told, and nothing sensitive.

    The column `verdict` says how the regions of a row compare at best: 可比, 有条件, 不可比, or empty for one region.
    """
    rows: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for fact in _latest_levels(
        fact
        for fact in (*analysis.facts, *analysis.derived)
        if fact.indicator.sector in theme.sectors and fact.indicator.sensitivity == "public" and takes_part(fact)
    ):
        rows.setdefault(fact.indicator.id, {})[full_name(fact.observation.region or "")] = _cell(fact)
        names[fact.indicator.id] = fact.indicator.name
    columns = sorted({region for row in rows.values() for region in row})
    data = [
        {"indicator": names[name], "verdict": _best_verdict(analysis, name), **{c: row.get(c, "—") for c in columns}}
        for name, row in rows.items()
    ]
    return pd.DataFrame(data, columns=["indicator", "verdict", *columns])


def _cell(fact: Fact) -> str:
    marks = flags(fact)
    period = periods.short_label(fact.observation.period)
    return f"{numbers.figure_with_unit(fact.observation)}（{period}）{f'[{marks}]' if marks else ''}"


def _latest_levels(facts: Iterable[Fact]) -> list[Fact]:
    """For each indicator and region its latest level or share that happened."""
    latest: dict[tuple[str, str], Fact] = {}
    for fact in filter(_is_level, facts):
        key = (fact.indicator.id, fact.observation.region or "")
        if key not in latest or periods.last_month(fact.observation.period) > periods.last_month(
            latest[key].observation.period
        ):
            latest[key] = fact
    return list(latest.values())


def _is_level(fact: Fact) -> bool:
    observation = fact.observation
    return observation.status is Status.ACTUAL and observation.measure in (Measure.LEVEL, Measure.SHARE)


def _best_verdict(analysis: Analysis, indicator: str) -> str:
    """The best outcome among the pairs of an indicator."""
    pairs = analysis.comparisons
    if isinstance(pairs, Pairings):
        outcomes = pairs.outcomes_of(indicator)
    else:
        outcomes = {c.verdict.outcome for c in pairs if c.left.indicator.id == c.right.indicator.id == indicator}
    return term(min(outcomes, key=list(Comparability).index)) if outcomes else ""


def comparison_table(comparisons: Iterable[Comparison]) -> pd.DataFrame:
    """One row a pair of facts, with outcome, codes and reasons; no columns where there is none."""
    return pd.DataFrame(
        {
            "indicator": c.indicator.name,
            "left": c.left.observation.id,
            "left_region": full_name(c.left.observation.region or ""),
            "left_value": numbers.figure_with_unit(c.left.observation),
            "left_period": c.left.observation.period,
            "right": c.right.observation.id,
            "right_region": full_name(c.right.observation.region or ""),
            "right_value": numbers.figure_with_unit(c.right.observation),
            "right_period": c.right.observation.period,
            "verdict": term(c.verdict.outcome),
            "codes": " ".join(caveat.code for caveat in c.verdict.reasons),
            "reasons": "".join(caveat.text for caveat in c.verdict.reasons),
        }
        for c in comparisons
    )


def group_table(groups: Iterable[Group]) -> pd.DataFrame:
    """One row a region of each group, in its order: place, role (可比, 有条件, 不可比), and for those that are not
    ranked whom they were held against and why; no columns where there is none."""
    return pd.DataFrame(row for number, group in enumerate(groups, 1) for row in _group_rows(number, group))


def _group_rows(number: int, group: Group) -> Iterator[dict[str, Any]]:
    for member in group.members:
        place = f"{member.first}—{member.last}" if member.last > member.first else f"{member.first}"
        role = {"place": place if group.ranked else "", "verdict": term(Comparability.COMPARABLE)}
        yield {"group": number, **_fact_row(member.fact), **role}
    for aside in (*group.beside, *group.refused):
        reasons = aside.verdict.reasons
        yield {
            "group": number,
            **_fact_row(aside.fact),
            "place": "",
            "verdict": term(aside.verdict.outcome),
            "against": full_name(aside.against.observation.region or ""),
            "codes": " ".join(caveat.code for caveat in reasons),
            "reasons": "".join(caveat.text for caveat in reasons),
        }


def coverage_matrix(analysis: Analysis) -> pd.DataFrame:
    """Regions × sectors: how many figures the documents state of each; the index is the region's full name."""
    return _by_region(facts_table(f for f in analysis.facts if f.observation.region and not f.observation.optional))


def comparable_matrix(pairs: Iterable[Comparison]) -> pd.DataFrame:
    """Regions × sectors: how many indicators may be compared with another region, with or without condition, by the
    pairs that readers want (`headline`)."""
    return _by_region(
        pd.DataFrame(
            {
                "region_name": full_name(fact.observation.region or ""),
                "sector": c.indicator.sector.value,
                "id": c.indicator.id,
            }
            for c in pairs
            if c.verdict.outcome is not Comparability.NOT_COMPARABLE
            for fact in (c.left, c.right)
        ).drop_duplicates()
    )


def _by_region(table: pd.DataFrame) -> pd.DataFrame:
    columns = [sector.value for sector in Sector]
    if table.empty:
        return pd.DataFrame(columns=columns)
    return pd.crosstab(table["region_name"], table["sector"]).reindex(columns=columns, fill_value=0)


def time_series(analysis: Analysis) -> pd.DataFrame:
    """Levels of one indicator in one region at two or more times, earliest first; superseded figures left out."""
    table = facts_table(
        f
        for f in filter(_is_level, analysis.facts)
        if not f.observation.optional
        and f.observation.region
        and not f.observation.locality
        and f.indicator.sensitivity == "public"
        and periods.span(f.observation.period)
    )
    if table.empty:
        return table
    table["end"] = table["period"].map(periods.last_month)
    times = table.groupby(["indicator_id", "region"])["end"].transform("nunique")
    series = table[times > 1].sort_values(["indicator_id", "region", "end"], kind="stable")
    return series.reset_index(drop=True)
