"""Small Chinese numerals, read and written."""

import pytest

from briefing.chinese_numerals import WRITTEN_OUT, read_count, written


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("３", 3), ("两", 2), ("十", 10), ("十一", 11), ("二十", 20), ("三五", 5)],
)
def test_read_count(text: str, number: int) -> None:
    assert read_count(text) == number


@pytest.mark.parametrize("number", range(1, 100))
def test_what_is_written_is_read(number: int) -> None:
    assert read_count(written(number)) == number


def test_a_written_out_year() -> None:
    assert "二○二三 二〇一零 一九九八".translate(WRITTEN_OUT) == "2023 2010 1998"
