"""Whatever stands in a cell, it becomes a valid field or one sentence, never anything else."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import corrections
from briefing.review.cells import CellError, parse
from briefing.review.returned_workbook import Entry
from briefing.review.review_sheets import CORRECTED

KEYS = [field.key for field in CORRECTED if field.edited]
ANYTHING = st.one_of(
    st.text(min_size=1),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"\A\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\Z"),
    st.from_regex(r"\A\d{6} ?.*\Z"),
    st.from_regex(r"\A-?[\d,]+(\.\d+)?%?\Z"),
)


@given(
    key=st.sampled_from(KEYS), value=ANYTHING, percent=st.booleans(), formula=st.booleans(), unit=st.sampled_from("%人")
)
def test_a_valid_field_or_one_sentence(key: str, value: Any, percent: bool, formula: bool, unit: str) -> None:
    try:
        found = parse(key, Entry(value, percent, formula), unit)
    except CellError as error:
        assert "\n" not in str(error).replace(str(value), "")
        return
    if key in corrections.FIELDS:
        assert corrections.field_problem(key, found) == "" or (key in ("unit", "indicator") and not found)


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("value", "１，２００．５", 1200.5),
        ("value", "−5", -5.0),
        ("value", 0, 0.0),
        ("date", "2026年11月5日", "2026-11-05"),
        ("date", "2026/1/5", "2026-01-05"),
        ("date", date(2026, 11, 5), "2026-11-05"),
        ("date", datetime(2026, 11, 5, 9), "2026-11-05"),
        ("period", 2024, "2024"),
        ("period", 2024.0, "2024"),
        ("period", "２０２４－１１", "2024-11"),
        ("region", "510403", "510403"),
        ("region", "攀枝花市西区", "510403"),
        ("status", "actual", "actual"),
        ("drop", True, True),
        ("reason", "  两  处 \n空白 ", "两 处 空白"),
    ],
)
def test_what_editors_type(key: str, value: Any, found: object) -> None:
    assert parse(key, Entry(value), "人") == found


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", "约800"),
        ("value", float("inf")),
        ("value", time(1)),
        ("date", 45000),
        ("period", 45000),
        ("reason", False),
    ],
)
def test_what_is_refused(key: str, value: Any) -> None:
    with pytest.raises(CellError):
        parse(key, Entry(value), "人")
