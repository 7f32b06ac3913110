"""A theme's first page: sentence, counts and plot say the same of the same regions, whatever the documents hold."""

from __future__ import annotations

import pytest

from briefing.composition import theme_briefing
from briefing.composition.page_model import Front
from tests.comparison.builders import DONGQU, FENGJIE, FUCHENG, XIQU, ZIYANG, obs
from tests.composition.test_peers import BEDS, MIYI, MONTH, RENHE, YANBIAN, analysed, beds


def front(*observations: object) -> Front:
    found = theme_briefing(analysed(*observations), "养老", MONTH).front
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("observations", "sentence"),
    [
        (beds(50, 60, 40), "3地有护理型床位占比：1地高于“十四五”全国目标，2地低于"),
        (beds(60, 70, 80), "3地有护理型床位占比：3地高于“十四五”全国目标"),
        (beds(50), "1地有养老数据1项，没有两地可以并列的同一指标"),
    ],
)
def test_the_sentence_counts_who_stands_where(observations: list[object], sentence: str) -> None:
    assert "".join(front(*observations).verdict) == sentence


def test_counts_and_plot_agree() -> None:
    found = front(*beds(50, 60, 40), obs(BEDS, 55, "%", region=ZIYANG))
    assert [(count.number, count.text[:4]) for count in found.counts[:3]] == [
        ("4", "有护理型"),
        ("3", "口径一致"),
        ("1", "口径有别"),
    ]
    assert found.figure is not None
    assert found.figure.chart.alt.count("（只并列）") == 1
    assert len(found.figure.facts) == 4


@pytest.mark.parametrize("values", [(0.01, 0.02, 0.03), (1e12, 1, 5e11), (7, 7, 7)])
def test_any_size_of_values_makes_a_page(values: tuple[float, ...]) -> None:
    places = (XIQU, DONGQU, RENHE)
    found = front(
        *(obs("老年人助餐补贴", v, "元", region=r, sector="elderly") for v, r in zip(values, places, strict=True))
    )
    assert found.verdict


def test_only_plans_are_no_indicator_to_open_with() -> None:
    found = front(*beds(50, 60, 40, status="planned"))
    assert found.figure is None or "高于" not in "".join(found.verdict)


def test_of_only_approximate_values_no_finding_is_lost() -> None:
    regions = (XIQU, DONGQU, RENHE, MIYI, YANBIAN, FUCHENG, FENGJIE)
    found = front(*(obs(BEDS, 60 + n, "%", region=r, bound="ge") for n, r in enumerate(regions)))
    assert "7地" in found.verdict[0]
    assert found.figure is not None
    assert len(found.figure.facts) + sum("未画" in point.text for point in found.absent) >= 7
