"""The comparison workbook of an edition: regions beside one another by theme, every pair's verdict, series, coverage.

For statisticians who go on working with the figures. Sensitive indicators are left out, so that it may be passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from briefing.comparison import headline, rank
from briefing.comparison.grouping import groups_of
from briefing.comparison.groups import Group
from briefing.composition.fixed_wordings import wordings
from briefing.composition.withholding import public_part
from briefing.exports.spreadsheets import Cell, Column, Sheet, columns, table_columns, workbook_bytes
from briefing.model import Analysis, Comparison, Sector
from briefing.printing.terms import term
from briefing.reference.themes import themes

if TYPE_CHECKING:
    from pandas import DataFrame

FILE_NAME = "对比底稿.xlsx"
_MOST_PAIRS = 50_000  # rows of the sheet of pairs, the comparable first


def comparison_workbook(analysis: Analysis, month: str) -> bytes:
    """The workbook of an edition of one month (YYYY-MM) as an .xlsx file; the same analysis gives the same bytes."""
    year, number = (int(part) for part in month.split("-"))
    return workbook_bytes(list(_sheets(public_part(analysis))), f"{month} 各地区对比底稿", date(year, number, 1))


def _sheets(analysis: Analysis) -> Iterator[Sheet]:
    from briefing.comparison import data_frames

    wanted = [c for c in headline(analysis.comparisons) if c.indicator.sensitivity == "public"]
    yield _coverage(analysis, wanted)
    for theme in themes():
        if len(theme.sectors) == 1:
            table = data_frames.theme_table(analysis, theme)
            heads = (Column("指标", 34, wrap=True), Column("可比程度", 10), *(Column(c, 18) for c in table.columns[2:]))
            if not table.empty:
                yield Sheet(theme.name, heads, _rows(table))
    groups = data_frames.group_table(_groups(analysis))
    if not groups.empty:
        yield _chosen("排序与并列", groups, "placed")
    pairs = data_frames.comparison_table(nsmallest(_MOST_PAIRS, wanted, key=rank))
    yield _chosen("逐对判定", pairs, "pairs")
    series = data_frames.time_series(analysis)
    if not series.empty:
        yield _chosen("多期数据", series, "series")
    words = wordings()
    rows: list[list[Cell]] = [["标记", mark, text] for mark, text in words["marks"].items()]
    rows += [["规则", code, texts[1] if len(texts) > 1 else texts[0]] for code, texts in words["reasons"].items()]
    yield Sheet("说明", (Column("类别", 8), Column("标记或规则", 10), Column("意思", 70, wrap=True)), rows)


def _groups(analysis: Analysis) -> Iterator[Group]:
    """The groups in which regions stand next to one another, as the briefings print them."""
    pool = groups_of(analysis)
    for name in pool.pairs.indicators():
        yield from (group for group in pool.of_indicator(name) if group.shown)


def _coverage(analysis: Analysis, pairs: Sequence[Comparison]) -> Sheet:
    """How many figures each region has of each field, and how many of its indicators have a partner elsewhere."""
    from briefing.comparison import data_frames

    counts, shared = data_frames.coverage_matrix(analysis), data_frames.comparable_matrix(pairs)
    shared = shared.reindex(index=counts.index, columns=counts.columns, fill_value=0)
    fields = [(sector.value, term(sector)) for sector in Sector]
    heads = [column for _, name in fields for column in (Column(name, 10), Column(f"{name}可比", 10))]
    rows: list[list[Cell]] = [
        [region, *(int(table.loc[region, field]) for field, _ in fields for table in (counts, shared))]
        for region in counts.index
    ]
    return Sheet("报道情况", (Column("地区", 20), *heads), rows)


def _chosen(name: str, table: DataFrame, section: str) -> Sheet:
    """A sheet of those columns of a table that a section of columns.toml lists."""
    told = table_columns()[section]
    return Sheet(name, columns(told.values()), _rows(table.reindex(columns=list(told))))


def _rows(table: DataFrame) -> list[list[Cell]]:
    return [[_plain(value) for value in row] for row in table.itertuples(index=False)]


def _plain(value: Any) -> Cell:
    return value if value is None or isinstance(value, str) else float(value)
