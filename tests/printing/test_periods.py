"""Periods: their length in months and their printed form."""

import pytest

from briefing.printing import periods

CASES = [
    # period, months, end year, label, short label
    ("2024-11-05", 1, 2024, "2024年11月5日", "2024-11"),
    ("2024-11", 1, 2024, "2024年11月", "2024-11"),
    ("2021", 12, 2021, "2021年", "2021"),
    ("2022/2024", 36, 2024, "2022—2024年", "2022–2024"),
    ("2023-01/2023-06", 6, 2023, "2023年1月至2023年6月", "2023-01–06"),
    ("2023-01/2024-04", 16, 2024, "2023年1月至2024年4月", "2023–2024-04"),
    ("2023-03/2024-04", 14, 2024, "2023年3月至2024年4月", "2023-03–2024-04"),
]


@pytest.mark.parametrize(("period", "months", "year", "label", "short"), CASES)
def test_period(period, months, year, label, short):
    found = periods.span(period)
    assert found is not None
    assert (found.months, found.year) == (months, year)
    assert periods.label(period) == label
    assert periods.short_label(period) == short


@pytest.mark.parametrize("period", [None, "", "近年", "2024/2021", "2021-06/.."])
def test_what_is_not_a_period_has_no_span(period):
    assert periods.span(period) is None
    assert periods.label(period) == "时间不详"


@pytest.mark.parametrize(
    ("year", "plan"),
    [
        (1981, "六五"),
        (2001, "十五"),
        (2010, "十一五"),
        (2015, "十二五"),
        (2021, "十四五"),
        (2025, "十四五"),
        (2026, "十五五"),
    ],
)
def test_the_plan_a_year_belongs_to(year, plan):
    assert periods.plan_of(year) == plan


def test_the_first_year_of_a_plan():
    assert [periods.plan_start(year) for year in (2021, 2025, 2026, 1981)] == [2021, 2021, 2026, 1981]
