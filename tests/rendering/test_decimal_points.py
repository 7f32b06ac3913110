"""Figures of a column stand with their decimal points under each other."""

from __future__ import annotations

import pytest

from briefing.rendering.decimal_points import padding


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (["2.91", "811"], ["", ".00"]),
        (["2.9", "2.91", "3"], ["0", "", ".00"]),
        (["811", "304"], ["", ""]),
        (["50.79%", "100%"], ["", ".00"]),
        (["50.79%", "811"], ["", ""]),
        (["50.79%", "1.08万"], ["", ""]),
        (["", "2.91"], [".00", ""]),
        ([], []),
    ],
)
def test_padding(figures: list[str], expected: list[str]) -> None:
    assert padding(figures) == expected
