"""What admits figures to a course over the years and to the overview's rug, and what keeps them out."""

from __future__ import annotations

import pytest

from briefing.composition.courses import region_courses, theme_courses
from briefing.composition.rugs import rug_figures
from briefing.composition.source_numbers import SourceRegister
from briefing.model import Benchmark, BenchmarkGap, Bound, Caveat, Document, Fact, Measure, Status
from tests.composition.material import WEST, ZIYANG, document, fact, observation

YEARS = ("2021", "2022", "2023")
TEXT = "，".join(f"{index}.{index}个" for index in range(1, 10)) + "。"


def line(
    source: Document, name: str = "托位数", periods: tuple[str, ...] = YEARS, unit: str = "个", **fields: object
) -> list[Fact]:
    """Facts of one indicator at several times, the n-th reading n.n."""
    kind = {"kind": "flow_year", "id": name, **{k: fields.pop(k) for k in ("sensitivity",) if k in fields}}
    return [
        fact(observation(source, f"{n}.{n}个", name, n * 1.1, unit, period=period, **fields), name=name, **kind)
        for n, period in enumerate(periods, start=1)
    ]


def test_three_years_of_one_indicator_make_a_course() -> None:
    west = document("west.txt", TEXT)
    facts = line(west)
    (figure,) = region_courses(facts, SourceRegister([west]))
    assert "2021年1.1" in figure.chart.alt
    assert "2023年3.3" in figure.chart.alt
    assert figure.facts == tuple(facts)
    assert figure.citations


@pytest.mark.parametrize(
    ("periods", "fields"),
    [
        (("2021", "2022"), {}),
        (("2021", "2022", "2022"), {}),
        (("2019/2021", "2020/2022", "2021/2023"), {}),
        (("2021-01/2021-06", "2022-01/2022-06", "2023-01/2023-06"), {}),
        (("2021-12", "2022-12", "2023-12"), {}),  # a flow of one month is not a year's
        (YEARS, {"status": Status.PLANNED}),
        (YEARS, {"measure": Measure.CHANGE}),
        (YEARS, {"region": None}),
        (YEARS, {"sensitivity": "no_rank"}),
    ],
)
def test_what_is_no_course(periods: tuple[str, ...], fields: dict[str, object]) -> None:
    west = document("west.txt", TEXT)
    assert region_courses(line(west, "托位数", periods, **fields), SourceRegister([west])) == ()


def test_a_year_with_two_values_is_left_out() -> None:
    west = document("west.txt", TEXT)
    (figure,) = region_courses(line(west, "托位数", ("2020", "2021", "2022", "2023", "2023")), SourceRegister([west]))
    assert "2023" not in figure.chart.alt


def test_indicators_of_one_unit_and_size_share_a_chart_others_do_not() -> None:
    west = document("west.txt", TEXT)
    near = [*line(west, "甲"), *line(west, "乙")]
    assert len(region_courses(near, SourceRegister([west]))) == 1
    far = [*line(west, "甲"), *line(west, "乙", unit="元")]
    assert len(region_courses(far, SourceRegister([west]))) == 2


def test_a_theme_draws_regions_of_one_indicator_side_by_side() -> None:
    west, ziyang = document("west.txt", TEXT), document("ziyang.txt", TEXT, place=ZIYANG)
    (figure,) = theme_courses([*line(west), *line(ziyang)], SourceRegister([west, ziyang]))
    assert "攀枝花市西区" in figure.chart.alt
    assert "资阳市" in figure.chart.alt


def gaps(*regions: str, kind: str = "target", **fields: object) -> tuple[list[BenchmarkGap], SourceRegister]:
    """Two indicators of every region, each held against its target of 2.5."""
    sources = [document(f"{region}.txt", TEXT, place=region) for region in regions]
    found = []
    for source in sources:
        for number, name in ((1, "甲率"), (4, "乙率")):
            own = fact(observation(source, f"{number}.{number}个", name, number * 1.1, "个"), name=name, **fields)
            found.append(BenchmarkGap(own, Benchmark(name, 2025, 2.5, "个", kind, "规划"), number * 1.1 - 2.5))
    return found, SourceRegister(sources)


def test_a_rug_shows_every_region_and_target_with_its_sources() -> None:
    found, register = gaps(WEST, ZIYANG, "510402")
    (figure,) = rug_figures(found, register)
    assert figure.chart.title == "3个地区有6项数据可与全国目标对照：3项高于、3项低于"
    assert "攀枝花西区：甲率▼ 1.1、乙率▲ 4.4" in figure.chart.alt
    assert {citation.series for citation in figure.citations} == {"", "参"}


@pytest.mark.parametrize(
    ("regions", "fields"),
    [
        ((WEST, ZIYANG), {}),
        ((WEST, ZIYANG, "510402"), {"kind": "actual"}),
        ((WEST, ZIYANG, "510402"), {"sensitivity": "no_rank"}),
    ],
)
def test_what_makes_no_rug(regions: tuple[str, ...], fields: dict[str, object]) -> None:
    assert rug_figures(*gaps(*regions, **fields)) == ()  # type: ignore[arg-type]


def test_the_latest_figure_of_a_region_stands_and_soft_ones_are_bracketed() -> None:
    found, register = gaps(WEST, ZIYANG, "510402")
    source = document(f"{WEST}.txt", TEXT)
    later = observation(source, "6.6个", "甲率", 6.6, "个", period="2025-12", bound=Bound.APPROXIMATE)
    newer = BenchmarkGap(fact(later, Caveat("R10", "约", "原文为约数"), name="甲率"), found[0].benchmark, 4.1)
    (figure,) = rug_figures([newer, *found], register)
    assert "甲率▲ （≈6.6）" in figure.chart.alt
