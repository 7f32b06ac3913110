"""The ruler of one indicator: round ends around all its marks, wide enough that small differences look small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.ruler import Mark, ends, ruler


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([99.6, 97.1], True, (85, 100)),
        ([3.42, 3.08, 3.2], False, (2.75, 3.75)),
        ([0.0, 0.0], False, (0.0, 1.0)),
        ([4.5], False, (3.8, 5.2)),
        ([138.0, 90.0], True, (80, 145)),
    ],
)
def test_the_ends(values: list[float], share: bool, expected: tuple[float, float]) -> None:
    low, high = ends(values, share=share)
    assert low <= min(values)
    assert high >= max(values)
    assert (low, high) == pytest.approx(expected, rel=0.15, abs=0.6)


@given(st.lists(st.floats(0, 1e12, allow_nan=False), min_size=1, max_size=12), st.booleans())
def test_every_mark_is_between_the_ends(values: list[float], share: bool) -> None:
    low, high = ends(values, share=share)
    assert low <= min(values)
    assert max(values) <= high
    assert low < high
    if share and max(values) <= 100:
        assert high <= 100


def test_it_says_what_it_shows() -> None:
    marks = [Mark(4.9, "own", -1), Mark(4.6, "solid"), Mark(4.0, "hollow"), Mark(4.5, "target"), Mark(4.08, "nation")]
    chart = ruler(marks, share=False, told="每千人口托位数：本地近4.9，龙游4.6")
    assert chart.alt.startswith("每千人口托位数：本地近4.9")
    assert "目标" in chart.svg
    assert "全国" in chart.svg
    assert ruler(marks, share=False, told="每千人口托位数：本地近4.9，龙游4.6").svg == chart.svg
