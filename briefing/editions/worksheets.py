"""The comparison workbook of an edition: regions beside one another by theme, every pair's verdict, series, coverage.

For statisticians who go on working with the figures. Sensitive indicators are left out, so that it may be passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from briefing.comparison import headline, rank
from briefing.composition.fixed_wordings import wordings
from briefing.composition.withholding import public_part
from briefing.exports.spreadsheets import Cell, Column, Sheet, workbook_bytes
from briefing.model import Analysis, Comparison, Sector
from briefing.printing.terms import term
from briefing.reference.themes import themes

if TYPE_CHECKING:
    from pandas import DataFrame

FILE_NAME = "对比底稿.xlsx"
_MOST_PAIRS = 50_000  # rows of the sheet of pairs, the comparable first
_PAIRS = {
    "indicator": Column("指标", 30, wrap=True),
    "left_region": Column("地区甲", 18),
    "left_value": Column("甲数值", 14),
    "left_period": Column("甲时期", 16),
    "right_region": Column("地区乙", 18),
    "right_value": Column("乙数值", 14),
    "right_period": Column("乙时期", 16),
    "verdict": Column("判定", 10),
    "codes": Column("规则", 16),
    "reasons": Column("理由", 70, wrap=True),
    "left": Column("甲数字编号", 28),
    "right": Column("乙数字编号", 28),
}
_SERIES = {
    "indicator": Column("指标", 30, wrap=True),
    "region_name": Column("地区", 18),
    "period": Column("时期", 16),
    "value": Column("数值", 14),
    "unit": Column("单位", 8),
    "printed": Column("印出的数", 12),
    "flags": Column("口径标记", 9),
    "id": Column("数字编号", 28),
}


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
    pairs = data_frames.comparison_table(nsmallest(_MOST_PAIRS, wanted, key=rank))
    yield Sheet("逐对判定", tuple(_PAIRS.values()), _rows(pairs[list(_PAIRS)]))
    series = data_frames.time_series(analysis)
    if not series.empty:
        yield Sheet("多期数据", tuple(_SERIES.values()), _rows(series[list(_SERIES)]))
    words = wordings()
    rows: list[list[Cell]] = [["标记", mark, text] for mark, text in words["marks"].items()]
    rows += [["规则", code, texts[1] if len(texts) > 1 else texts[0]] for code, texts in words["reasons"].items()]
    yield Sheet("说明", (Column("类别", 8), Column("标记或规则", 10), Column("意思", 70, wrap=True)), rows)


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


def _rows(table: DataFrame) -> list[list[Cell]]:
    return [[_plain(value) for value in row] for row in table.itertuples(index=False)]


def _plain(value: Any) -> Cell:
    return value if value is None or isinstance(value, str) else float(value)
