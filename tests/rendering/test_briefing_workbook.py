"""The workbook of a briefing: the page's figures as numbers, with units, caveats and sources."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from briefing.composition import overview_briefing, region_briefing, theme_briefing
from briefing.composition.page_model import Briefing
from briefing.rendering import briefing_workbook
from tests.composition.material import WEST, WEST_TEXT, analysis

MONTH = "2026-11"


def opened(briefing: Briefing) -> Workbook:
    return load_workbook(io.BytesIO(briefing_workbook(briefing)))


def table(book: Workbook, name: str) -> list[dict[str, Any]]:
    heads, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def west() -> Workbook:
    return opened(region_briefing(analysis(), WEST, MONTH))


def test_figures_are_numbers_with_units_and_sources(west: Workbook) -> None:
    beds = next(row for row in table(west, "数据") if row["项目"] == "养老机构床位")
    assert (beds["数值"], beds["单位"], beds["地区"], beds["时期"]) == (811, "张", "攀枝花市西区", "2024-11-05")
    assert (beds["确数或约数"], beds["性质"]) == ("确数", "实绩")
    sentences = {str(row["编号"]): row["原句"] for row in table(west, "出处")}
    assert all("【811张】" in sentences[number] for number in beds["出处"].split("、"))


def test_targets_carry_their_benchmark(west: Workbook) -> None:
    held = next(row for row in table(west, "数据") if row["对照值"] == 4.5 and row["对照单位"] == "个/千人")
    assert (held["数值"], held["判定"]) == (2.91, "▼低1.59")


def test_caveats_are_spelled_out(west: Workbook) -> None:
    planned = next(row for row in table(west, "数据") if row["项目"] == "新建托位")
    assert planned["口径标记"] == "目"
    assert planned["性质"] == "目标或计划"
    assert "不是实际完成数" in planned["口径说明"]


def test_every_chart_has_its_data(west: Workbook) -> None:
    briefing = region_briefing(analysis(), WEST, MONTH)
    titles = {figure.chart.title for figure in briefing.figures}
    rows = table(west, "图表数据")
    assert titles
    assert {row["图"] for row in rows} == titles
    assert all(isinstance(row["数值"], int | float) for row in rows)


def test_every_printed_figure_is_in_the_workbook() -> None:
    for briefing in (
        region_briefing(analysis(), WEST, MONTH),
        theme_briefing(analysis(), "托育", MONTH),
        overview_briefing(analysis(), MONTH),
    ):
        printed = [r for s in briefing.sections for t in s.tables for r in t.rows if not r.heading]
        book = opened(briefing)
        found = table(book, "数据") if "数据" in book.sheetnames else []
        ruled = [r for s in briefing.sections if s.rulers for r in (*s.rulers.judged, *s.rulers.beside)]
        assert len(found) == len(printed) + sum(len(r.benchmarks) + len(r.others) for r in ruled)
        assert {row["印出的数"] for row in found} >= {row.value for row in printed if row.value}


def test_hostile_text_is_inert() -> None:
    hostile = "=cmd|'/c calc'!A1"
    book = opened(region_briefing(analysis(WEST_TEXT, title=hostile), WEST, MONTH))
    document = table(book, "文献")[0]
    assert document["标题"] == hostile
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert briefing_workbook(region_briefing(analysis(), WEST, MONTH)) == briefing_workbook(
        region_briefing(analysis(), WEST, MONTH)
    )
