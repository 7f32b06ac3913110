"""Tables of figures: what rows, columns, units and times say together of a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.documents import read_text
from briefing.extraction import extract
from briefing.extraction.period.time_words import Calendar
from briefing.extraction.table.table_headings import Heading, as_unit, implied_unit, labelled_unit, read_heading

REGIONS = """2023年攀枝花市各县区民生服务情况
地区,养老床位（张）,每千人口托位数（个）,普惠性幼儿园覆盖率（%）,在校学生（万人）,在校学生同比增长（%）
全市,"6,850",3.5,88.2,12.34,-1.2
东区,2100,4.1,90.1,4.2,0.5
西区,830,2.9,85,1.1,-2
"""
INDICATORS = """指标,单位,2022年,2023年,比上年增长（%）
城镇新增就业,人,6820,7011,2.8
养老机构,家,12,13,8.3
其中：公办,家,5,6,20
基本医疗保险参保率,%,98.1,98.4,
"""
UNIT_ABOVE = """米易县2022年度民生支出统计表
单位：万元
项目,合计,上级补助,本级安排
教育支出,32150,12000,20150
社会保障和就业支出,28460.5,15000.5,13460
"""
YEARS = """年份,养老机构数（家）,养老床位数（张）
2021,12,830
2022,13,905
"""


def rows(raw: str) -> list[tuple[object, ...]]:
    return [
        (o.text, o.indicator, o.value, o.unit, str(o.measure), o.region, o.period)
        for o in extract(read_text(raw, "a")).observations
    ]


def test_rows_of_regions() -> None:
    found = rows(REGIONS)
    assert len(found) == 15
    assert found[0] == ("6,850", "养老床位", 6850, "张", "level", "510400", "2023")
    assert ("1.1", "在校学生", 11000, "人", "level", "510403", "2023") in found  # 西区 of the table's own city
    assert ("-2", "在校学生", -2, "%", "change", "510403", "2023") in found
    assert ("90.1", "普惠性幼儿园覆盖率", 90.1, "%", "share", "510402", "2023") in found


def test_rows_of_indicators_with_a_column_of_units() -> None:
    found = rows(INDICATORS)
    assert ("7011", "城镇新增就业", 7011, "人", "level", None, "2023") in found
    assert ("2.8", "城镇新增就业", 2.8, "%", "change", None, "2023") in found  # the change of the latest year
    assert ("98.1", "基本医疗保险参保率", 98.1, "%", "share", None, "2022") in found
    assert len(found) == 11


def test_a_part_points_to_its_whole() -> None:
    observations = extract(read_text(INDICATORS, "a")).observations
    part = next(o for o in observations if o.text == "6")
    whole = next(o for o in observations if o.text == "13")
    assert (part.indicator, part.part_of) == ("养老机构中公办", whole.start)


def test_the_unit_and_place_of_the_title() -> None:
    found = rows(UNIT_ABOVE)
    assert found[0] == ("32150", "教育支出", 321_500_000, "元", "level", "510421", "2022")
    assert ("15000.5", "社会保障和就业支出上级补助", 150_005_000, "元", "level", "510421", "2022") in found
    assert len(found) == 6


def test_rows_of_years() -> None:
    assert [(r[1], r[2], r[6]) for r in rows(YEARS)] == [
        ("养老机构数", 12, "2021"),
        ("养老床位数", 830, "2021"),
        ("养老机构数", 13, "2022"),
        ("养老床位数", 905, "2022"),
    ]


def test_spans_are_the_cells_and_the_sentence_is_the_row() -> None:
    for observation in extract(read_text(REGIONS, "a")).observations:
        assert REGIONS[observation.start : observation.end] == observation.text
        row = REGIONS[observation.sentence_start : observation.sentence_end]
        assert "\n" not in row and observation.text in row


def test_a_cell_without_unit_is_left_out() -> None:
    assert rows("地区,幸福指数,养老机构（家）\n东区,7,12\n西区,8,9\n") == [
        ("12", "养老机构", 12, "家", "level", "510402", None),
        ("9", "养老机构", 9, "家", "level", "510403", None),
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万人", "万人"),
        ("％", "%"),
        ("张/千人", "张/千人"),
        ("亿元", "亿元"),
        ("东区", ""),
        ("公办", ""),
        ("2023年", ""),
        ("", ""),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert as_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("单位：万元", "万元"), ("（单位: 张）", "张"), ("单位：个、张", ""), ("主办单位：某市民政局", ""), ("某表", "")],
)
def test_labelled_units(text: str, unit: str) -> None:
    assert labelled_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("养老床位（张）", Heading("养老床位", "张")),
        ("2023年", Heading(period="2023")),
        ("2023", Heading(period="2023")),
        ("西区", Heading(region="510403")),
        ("全市", Heading(whole=True)),
        ("合计", Heading(whole=True)),
        ("比上年增长（%）", Heading(unit="%", change=True)),
        ("在校生同比增长%", Heading("在校生", "%", change=True)),
        ("其中：公办", Heading("公办", part=True)),
        ("幼儿园（公办）", Heading("幼儿园（公办")),
        ("2025年目标值", Heading(period="2025", planned=True)),
        ("地区", Heading()),
    ],
)
def test_headings(text: str, heading: Heading) -> None:
    assert read_heading(text, "510400", Calendar("2024-01-15")) == heading


def test_implied_units() -> None:
    assert [implied_unit(name) for name in ("养老床位数", "参保人数", "覆盖率", "幸福指数")] == ["张", "人", "%", ""]


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "12", "-3.5", "98%", "地区", "西区", "2023年", "床位（张）", "其中：公办", '"a', "合计"]
            ),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_table_is_read_and_every_figure_traceable(cells: list[list[str]]) -> None:
    raw = "青禾县统计表\n" + "\n".join(",".join(row) for row in cells)
    for observation in extract(read_text(raw, "a.csv")).observations:
        assert raw[observation.start : observation.end] == observation.text
        assert observation.sentence_start <= observation.start < observation.end <= observation.sentence_end
