"""What every chart promises: words that are words, the same bytes again, nothing drawn that the rules do not admit."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from briefing.charts import style
from briefing.charts.composition_bar import Part, Whole, composition_bars
from briefing.charts.multiples import Course, Point, direction, small_multiples
from briefing.charts.ranked import Column, RankedRow, Reference, ranked_charts
from briefing.charts.rug import Head, Patch, rugs
from briefing.charts.slope import Slope, slope_panels
from briefing.charts.trend import Panel, PlacedDot, trend_charts
from briefing.model import Chart

TARGET = Reference(4.5, "目标 4.5")


def ranked(name: str = "云溪县", *, value: float = 5.12, solid: bool = True) -> Chart:
    rows = [
        RankedRow(name, value, f"{value:.2f}", solid, nation=4.08, cells=("2024", "4.08", "")),
        RankedRow("太滨市", 4.95, "4.95", solid=False, nation=4.08, cells=("2024", "4.08", "层级")),
        RankedRow("海屿县", 4.9, "近4.9", solid=False, truth=-1, nation=4.08, cells=("2024", "4.08", "约数")),
        RankedRow("橙岭县", 3.85, "3.85", solid, nation=4.73, cells=("2025-01", "4.73", "")),
    ]
    columns = (Column("时点", 15), Column("同年全国", 15), Column("只并列的原因", 26))
    titles = ("云溪5.12个高于目标", "每千人口托位数（个）；实心可论高低，空心只并列")
    (chart,) = ranked_charts(rows, TARGET, titles, "个", columns, nation="全国2024年 4.08")
    return chart


def bars(name: str = "养老机构床位") -> Chart:
    return composition_bars(
        [Whole(name, "811张", (Part("公办", 304, "304"), Part("民办", 507, "507")))], "民办较多", "张"
    )


def slopes(name: str = "群众满意度") -> Chart:
    rows = [
        Slope(name, 89.59, 95.37, "89.59%", "95.37%", "2022", "2024"),
        Slope("乡村医生占比", 16.4, 21.65, "16.4%", "21.65%", "2022", "2024"),
    ]
    chart = slope_panels(rows, "两项上升", "%")
    assert chart is not None
    return chart


NATION = [Point(year, value, str(value), year == 2022) for year, value in ((2020, 1.8), (2022, 2.5), (2024, 4.08))]


def panel(name: str, *values: float) -> Panel:
    return Panel(name, "2024", tuple(PlacedDot(2025.0 - len(values) + n, v, f"{v:g}") for n, v in enumerate(values)))


def trend(name: str = "资阳市") -> Chart:
    dots = (PlacedDot(2023.9, 4.5, "4.5"), PlacedDot(2025, 4.8, "4.8", plan=True))
    soft = Panel("西区", "2024 [约]", (PlacedDot(2023.9, 2.91, "近2.91", hollow=True, truth=-1),))
    panels = [Panel(name, "2024", dots), soft, panel("东区", 1, 1.5, 2, 2.4, 2.91), panel("仁和", 3, 2, 2.5)]
    (chart,) = trend_charts(NATION, panels, TARGET, ("全国由1.8到4.08", "个/千人"))
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


FORMS = [ranked, bars, slopes, trend, multiples, rug]


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
def test_a_ranked_plot_writes_values_columns_target_and_nation(value: float, text: str) -> None:
    found = words(ranked(value=value))
    assert all(told in found for told in (text, "目标 4.5", "全国2024年 4.08", "时点", "2025-01", "4.73", "层级"))


def rows(*values: float, name: str = "地区") -> list[RankedRow]:
    return [RankedRow(f"{name}{number}", value, f"{value:g}") for number, value in enumerate(values)]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_few_regions_make_no_ranked_plot(count: int) -> None:
    assert ranked_charts(rows(*range(count)), None, ("t", "s"), "个") == ()


def test_a_long_list_goes_on_on_the_same_scale_and_loses_nobody() -> None:
    charts = ranked_charts(rows(*range(70, 0, -1)), None, ("比较", "个"), "个")
    assert [chart.title for chart in charts] == ["比较", "比较（续）", "比较（续）"]
    drawn = " ".join(words(chart) for chart in charts).split()
    assert {f"地区{number}" for number in range(70)} <= set(drawn)
    assert all({"0", "20", "40", "60", "80"} <= set(words(chart).split()) for chart in charts)
    heights = [float(ET.fromstring(chart.svg).attrib["height"].removesuffix("pt")) for chart in charts]
    assert all(height < 150 / 25.4 * 72 for height in heights)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1e12, 0.01, 5e11), {"0", "2,000亿", "10,000亿"}),
        ((0.01, 0.02, 0.05), {"0.01", "0.05"}),
        ((310000, 290000, 280000), {"28万", "31万"}),
        ((7, 7, 7), {"7"}),
        ((-3, -2, 4), {"0"}),
    ],
)
def test_an_axis_is_printed_in_short_numbers(values: tuple[float, ...], expected: set[str]) -> None:
    (chart,) = ranked_charts(rows(*values), None, ("t", "s"), "个")
    assert expected <= set(words(chart).split())


def test_no_axis_of_shares_goes_beyond_the_whole() -> None:
    (chart,) = ranked_charts(rows(100, 99.8, 99.7), None, ("t", "s"), "%", width=75.5)
    assert max(float(found) for found in re.findall(r"\d+\.?\d*", words(chart))) <= 100


def test_an_axis_off_zero_says_so_on_the_plot_or_under_the_title() -> None:
    assert "横轴不从0起" in words(ranked())
    (narrow,) = ranked_charts(rows(5, 4.9, 4.8), None, ("t", "s"), "个", width=75.5)
    assert "横轴不从0起" in narrow.subtitle
    (zero,) = ranked_charts(rows(5, 1, 0), None, ("t", "s"), "个", width=75.5)
    assert "横轴" not in zero.subtitle + words(zero)


def test_long_names_have_a_wider_column_and_are_not_cut() -> None:
    name = "双江拉祜族佤族布朗族傣族自治"
    (chart,) = ranked_charts(rows(3, 2, 1, name=name), None, ("t", "s"), "个", (), 60.0)
    assert f"{name}0" in words(chart)


def test_a_single_change_makes_no_slope_chart() -> None:
    assert slope_panels([Slope("满意度", 1, 2, "1%", "2%", "2022", "2024")], "t", "s") is None


def test_who_only_stands_beside_is_said_in_words() -> None:
    assert "太滨市4.95（只并列）" in ranked().alt
    assert "橙岭县3.85；" in ranked().alt


def test_a_part_too_thin_for_its_name_is_listed_beside_the_bar() -> None:
    whole = Whole("机构", "66家", (Part("个体诊所", 65, "65"), Part("疾病预防控制中心", 1, "1")))
    assert "疾病预防控制中心 1" in words(composition_bars([whole], "t", "s"))


@pytest.mark.parametrize("draw", FORMS)
def test_charts_on_one_page_do_not_share_names_of_different_things(draw: Callable[[], Chart]) -> None:
    ids = re.findall(r' id="([^"]*)"', draw().svg)
    assert len(ids) == len(set(ids))
    assert all(name.startswith(("p", "m", "h")) and len(name) > 8 for name in ids)


def test_a_national_course_of_two_years_is_not_drawn() -> None:
    assert trend_charts(NATION[:2], [panel("甲", 1)], None, ("t", "s")) == ()
    assert trend_charts(NATION, [], None, ("t", "s")) == ()


def test_only_a_course_of_five_years_that_never_turns_has_an_arrow() -> None:
    found = words(trend())
    assert "东区 ↗" in found
    assert not re.search("(仁和|资阳市|西区) [↗↘→]", found)


def test_a_plan_is_said_to_be_one_and_of_a_course_both_ends_are_printed() -> None:
    found = words(trend()).split()
    assert {"计划4.8", "4.5", "近2.91", "1", "2.91"} <= set(found)
    assert "1.5" not in found


def test_many_regions_are_drawn_in_charts_that_lose_nobody() -> None:
    charts = trend_charts(NATION, [panel(f"地区{n}", n + 1) for n in range(30)], TARGET, ("走势", "个"))
    assert [chart.title for chart in charts] == ["走势", "走势（续）", "走势（续）"]
    assert {f"地区{n}" for n in range(30)} <= set(" ".join(words(chart) for chart in charts).split())


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1.0, 4.5], (0.0, 4.92)), ([90.0, 95.0], (89.4, 95.6)), ([-5.0, 5.0], (-6.2, 6.2)), ([0.0, 0.0], (-1.0, 1.0))],
)
def test_axes_start_at_zero_unless_that_hides_the_differences(
    values: list[float], expected: tuple[float, float]
) -> None:
    assert style.limits(values) == pytest.approx(expected, abs=0.01)


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
