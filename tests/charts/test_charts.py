"""What every chart promises: words that are words, the same bytes again, nothing drawn that the rules do not admit."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts import style
from briefing.charts.bullet import BulletRow, Reference, bullet_chart
from briefing.charts.composition_bar import Part, Whole, composition_bars
from briefing.charts.dotplot import Dot, dot_plots
from briefing.charts.multiples import Course, direction, small_multiples
from briefing.charts.rug import Head, Patch, rugs
from briefing.charts.slope import Slope, slope_panels
from briefing.charts.spine import SpineRow, spine_chart
from briefing.charts.trend import PlacedDot, Point, spread, trend_chart
from briefing.model import Chart

TARGET = Reference(4.5, "“十四五”目标 4.5", "target")
NATION = Reference(4.08, "全国2024年 4.08", "actual")


def bullet(name: str = "每千人口托位数", *, value: float = 2.91, hollow: bool = False) -> Chart:
    row = BulletRow(name, "个 · 2024-11", value, f"{value:.2f}", (TARGET, NATION), hollow)
    return bullet_chart([row], "1项低于目标", "各用一尺")


def bars(name: str = "养老机构床位") -> Chart:
    return composition_bars(
        [Whole(name, "811张", (Part("公办", 304, "304"), Part("民办", 507, "507")))], "民办较多", "张"
    )


def dots(name: str = "资阳市", count: int = 3) -> Chart:
    values = [Dot(f"{name}{number}" if number else name, 5.0 - number, f"{5 - number}.0") for number in range(count)]
    values.append(Dot("浔江市", 3.5, "≈3.5", hollow=True, note="层级、约数"))
    (chart,) = dot_plots(values, [TARGET, NATION], "三地比较", "个")
    return chart


def slopes(name: str = "群众满意度") -> Chart:
    rows = [
        Slope(name, 89.59, 95.37, "89.59%", "95.37%", "2022", "2024"),
        Slope("乡村医生占比", 16.4, 21.65, "16.4%", "21.65%", "2022", "2024"),
    ]
    chart = slope_panels(rows, "两项上升", "%")
    assert chart is not None
    return chart


def trend(name: str = "资阳市") -> Chart:
    points = [Point(year, value, str(value)) for year, value in ((2020, 1.8), (2022, 2.5), (2024, 4.08))]
    placed = [PlacedDot(name, 2023.9, 4.5, "4.5"), PlacedDot("西区", 2023.9, 2.91, "2.91", hollow=True)]
    chart = trend_chart(points, placed, TARGET, "全国由1.8到4.08", "个/千人")
    assert chart is not None
    return chart


def spine(name: str = "每千人口托位数") -> Chart:
    row = SpineRow(name, "个 · 2024-11", 3.0, "3.0", tuple(map(float, range(1, 10))), "1.0", "9.0")
    chart = spine_chart([row], "1项指标", "个")
    assert chart is not None
    return chart


def course(name: str = "资阳市", values: tuple[float, ...] = (1.0, 2.0, 3.0), strong: bool = False) -> Course:
    points = tuple(Point(2020 + index, value, f"{value:.1f}") for index, value in enumerate(values))
    return Course(name, points, frozenset({2020}), strong)


def multiples(name: str = "资阳市") -> Chart:
    (chart,) = small_multiples(
        [course(name), course("西区", (1, 1.5, 2, 2.4, 2.91)), course("东区", (3, 2, 2.5, 2))], "三地走势", "个/千人"
    )
    return chart


def rug(name: str = "资阳市") -> Chart:
    regions = [name, "西区", "东区"]
    cells = [
        [Patch("● 4.5", "level"), None],
        [Patch("▼ 2.91", "below"), Patch("▲ 100%", "above")],
        [Patch("○（4.4）", "open"), None],
    ]
    (chart,) = rugs(
        regions, [Head("每千人口托位数", "目标4.5个"), Head("普惠性幼儿园覆盖率", "目标≥85%")], cells, "3项", "说明"
    )
    return chart


FORMS = [bullet, bars, dots, slopes, trend, spine, multiples, rug]


def words(chart: Chart) -> str:
    return " ".join("".join(element.itertext()) for element in ET.fromstring(chart.svg).iter() if "text" in element.tag)


@pytest.mark.parametrize("draw", FORMS)
def test_svg_is_well_formed_and_as_wide_as_the_type_area(draw: Callable[[], Chart]) -> None:
    root = ET.fromstring(draw().svg)
    assert root.tag.endswith("svg")
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(156 / 25.4 * 72, abs=0.1)


@pytest.mark.parametrize("draw", FORMS)
def test_drawing_again_gives_the_same_bytes(draw: Callable[[], Chart]) -> None:
    assert draw().svg == draw().svg


@pytest.mark.parametrize("draw", FORMS)
def test_alternative_text_states_finding_and_numbers(draw: Callable[[], Chart]) -> None:
    chart = draw()
    title = ET.fromstring(chart.svg).find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == chart.alt
    assert chart.alt.startswith(chart.title)
    assert re.search(r"\d", chart.alt)


@pytest.mark.parametrize("draw", FORMS)
def test_text_is_text_in_the_briefings_own_face(draw: Callable[[], Chart]) -> None:
    chart = draw()
    assert "Briefing Sans" in chart.svg
    assert re.search(r"[\u4e00-\u9fff]", words(chart))


@pytest.mark.parametrize("draw", FORMS)
@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "$x^2$ & “引号”", "很" * 10_000, "甲\u202e乙", "😀托位", "\x00空"]
)
def test_hostile_names_are_drawn_as_plain_text(draw: Callable[[str], Chart], name: str) -> None:
    chart = draw(name)
    ET.fromstring(chart.svg)
    assert "<script" not in chart.svg
    assert not set("\u202e\x00😀") & set(chart.svg)
    assert len(chart.svg) < 60_000 + 3 * len(name)


@pytest.mark.parametrize(("value", "text"), [(0.0, "0.00"), (2.91, "2.91"), (4.5, "4.50"), (90000.0, "90000.00")])
def test_bullet_writes_the_value_and_its_references(value: float, text: str) -> None:
    found = words(bullet(value=value))
    assert text in found
    assert "“十四五”目标 4.5" in found
    assert "全国2024年 4.08" in found


def test_bars_start_at_zero_and_keep_their_proportion() -> None:
    """The bar of 2.25 is half as long as the tick of 4.5 is far from the origin."""
    chart = bullet(value=2.25)
    rectangles = re.findall(r'd="M ([\d.]+) [\d.]+ \nL ([\d.]+) [^"]*"[^>]*style="fill: (#\w+)', chart.svg)
    start, end = next((float(a), float(b)) for a, b, fill in rectangles if fill == style.LOCAL.lower())
    tick = re.search(
        rf'd="M ([\d.]+) [\d.]+ \nL \1 [^"]*"[^>]*stroke: {style.REFERENCE.lower()}; stroke-width: 2.2', chart.svg
    )
    assert tick
    assert (end - start) / (float(tick[1]) - start) == pytest.approx(0.5, abs=0.01)


def test_an_approximate_value_is_drawn_hollow() -> None:
    filled = re.compile(rf'clip-path="[^"]*" style="fill: {style.LOCAL.lower()}')
    assert filled.search(bullet().svg)
    assert not filled.search(bullet(hollow=True).svg)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_few_regions_make_no_dot_plot(count: int) -> None:
    assert dot_plots([Dot("甲", 1.0, "1")] * count, [], "t", "s") == ()


def test_a_long_list_is_drawn_in_pages_that_lose_nobody() -> None:
    charts = dot_plots([Dot(f"地区{number}", number, str(number)) for number in range(70)], [], "比较", "个")
    assert [chart.title for chart in charts] == ["比较", *["比较（续）"] * 4]
    drawn = " ".join(words(chart) for chart in charts).split()
    assert {f"地区{number}" for number in range(70)} <= set(drawn)
    assert all(
        float(ET.fromstring(chart.svg).attrib["height"].removesuffix("pt")) < 225 / 25.4 * 72 for chart in charts
    )


def test_a_single_change_makes_no_slope_chart() -> None:
    assert slope_panels([Slope("满意度", 1, 2, "1%", "2%", "2022", "2024")], "t", "s") is None


def test_dots_stand_as_given_and_the_hollow_ones_below_with_their_reason() -> None:
    given = [
        Dot("甲县", 3.0, "3"),
        Dot("乙市", 9.0, "9", hollow=True, note="层级"),
        Dot("丙县", 2.0, "2"),
        Dot("丁县", 4, "4"),
    ]
    (chart,) = dot_plots(given, [], "t", "s")
    found = words(chart)
    assert found.index("甲县") < found.index("丙县") < found.index("丁县") < found.index("乙市")
    assert "层级" in found
    assert "乙市9（只并列：层级）" in chart.alt


def test_a_part_too_thin_for_its_name_is_listed_beside_the_bar() -> None:
    whole = Whole("机构", "66家", (Part("个体诊所", 65, "65"), Part("疾病预防控制中心", 1, "1")))
    assert "疾病预防控制中心 1" in words(composition_bars([whole], "t", "s"))


@pytest.mark.parametrize("draw", FORMS)
def test_charts_on_one_page_do_not_share_names_of_different_things(draw: Callable[[], Chart]) -> None:
    ids = re.findall(r' id="([^"]*)"', draw().svg)
    assert len(ids) == len(set(ids))
    assert all(name.startswith(("p", "m", "h")) and len(name) > 8 for name in ids)


def test_a_course_of_two_years_is_not_drawn() -> None:
    assert trend_chart([Point(2020, 1.8, "1.8"), Point(2021, 2.0, "2.0")], [], None, "t", "s") is None


@given(st.lists(st.floats(0, 100), max_size=12).map(sorted), st.floats(0.1, 20))
def test_names_stand_apart_in_the_order_of_their_values(values: list[float], least: float) -> None:
    places = spread(values, least)
    assert len(places) == len(values)
    assert all(later - earlier >= least * 0.999 for earlier, later in pairwise(places))


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1.0, 4.5], (0.0, 4.92)), ([90.0, 95.0], (89.4, 95.6)), ([-5.0, 5.0], (-6.2, 6.2)), ([0.0, 0.0], (-1.0, 1.0))],
)
def test_axes_start_at_zero_unless_that_hides_the_differences(
    values: list[float], expected: tuple[float, float]
) -> None:
    assert style.limits(values) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("values", [(1.0,) * 8, tuple(map(float, range(7)))])
def test_too_few_or_equal_values_make_no_spine(values: tuple[float, ...]) -> None:
    assert spine_chart([SpineRow("指标", "个", 1.0, "1", values, "1", "1")], "t", "s") is None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_course_of_too_few_years_is_left_out(count: int) -> None:
    assert small_multiples([course(values=(1.0,) * count)], "t", "s") == ()
    (chart,) = small_multiples([course("甲", (1.0,) * count), course("乙")], "t", "s")
    assert "甲" not in words(chart)


def test_the_same_year_twice_is_one_point() -> None:
    assert (
        small_multiples([Course("甲", (Point(2020, 1, "1"), Point(2020, 2, "2"), Point(2021, 3, "3")))], "t", "s") == ()
    )


def test_panels_share_one_scale() -> None:
    """A line that rises by half as much is drawn half as high."""
    (chart,) = small_multiples([course("甲", (0, 5, 10)), course("乙", (0, 2, 5))], "t", "s")
    lines = re.findall(r'd="M ([\d.]+) ([\d.]+) \nL [\d.]+ [\d.]+ \nL [\d.]+ ([\d.]+) \n"', chart.svg)
    heights = [float(start) - float(end) for _, start, end in lines]
    assert len(heights) == 2
    assert heights[1] / heights[0] == pytest.approx(0.5, abs=0.01)


def test_many_panels_are_drawn_in_pages_that_lose_nobody() -> None:
    charts = small_multiples([course(f"地区{number}") for number in range(40)], "走势", "个")
    assert [chart.title for chart in charts] == ["走势", "走势（续）", "走势（续）"]
    assert {f"地区{number}" for number in range(40)} <= set(" ".join(words(chart) for chart in charts).split())


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1, 2, 3, 4), ""),
        ((1, 2, 3, 4, 5), " ↗"),
        ((5, 4, 3, 3, 1), " ↘"),
        ((1, 2, 3, 2, 5), ""),
        ((100, 101, 100, 101, 102), " →"),
        ((100, 150, 100, 150, 102), ""),
    ],
)
def test_a_direction_is_named_from_five_years_on(values: tuple[float, ...], expected: str) -> None:
    assert direction(course(values=values).points) == expected


@pytest.mark.parametrize(("regions", "heads"), [(2, 2), (3, 1), (0, 0)])
def test_too_few_regions_or_indicators_make_no_rug(regions: int, heads: int) -> None:
    cells = [[Patch("▲ 1", "above")] * heads] * regions
    assert rugs(["甲"] * regions, [Head("指标", "目标")] * heads, cells, "t", "s") == ()


def test_a_large_rug_is_cut_into_charts_that_lose_no_cell() -> None:
    regions = [f"地区{number}" for number in range(35)]
    heads = [Head(f"指标{number}", "目标") for number in range(8)]
    cells = [[Patch(f"▲ {row}-{column}", "above") for column in range(8)] for row in range(35)]
    charts = rugs(regions, heads, cells, "t", "s")
    assert len(charts) == 2 * 4
    found = " ".join(words(chart) for chart in charts)
    assert all(f"▲ {row}-{column} " in found + " " for row in range(35) for column in range(8))


def test_a_rug_says_who_reports_nothing() -> None:
    assert "东区：普惠性" not in rug().alt
    cells = [[Patch("▲ 1", "above")] * 2, [None, None], [None, None]]
    (chart,) = rugs(["甲", "乙", "丙"], [Head("指标", "目标")] * 2, cells, "t", "s")
    assert "乙：未见报道" in chart.alt


@pytest.mark.parametrize(
    ("count", "expected"), [(0, [0]), (26, [26]), (27, [14, 13]), (60, [12] * 5), (61, [12, 12, 13, 12, 12])]
)
def test_rows_are_dealt_evenly_over_charts(count: int, expected: list[int]) -> None:
    dealt = style.paged(count, 26, 14)
    assert sorted(map(len, dealt)) == sorted(expected)
    assert [index for rows in dealt for index in rows] == list(range(count))
