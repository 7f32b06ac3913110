"""Arabic and Chinese numerals: tables of spellings, and the round trip of every integer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.chinese_numerals import CHINESE_CHARACTERS, read_chinese
from briefing.extraction.amount.numerals import (
    alternatives,
    multiplier_value,
    read_digits,
    read_number,
    split_multiplier,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", "7"),
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1，234", "1234"),
        ("13,851,968.07", "13851968.07"),
        ("２０３", "203"),
        ("５５．４", "55.4"),
        ("１，２３４", "1234"),
        ("1 234", "1234"),
    ],
)
def test_digits(written: str, value: str) -> None:
    assert read_digits(written) == Decimal(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零五", 105),
        ("三百五", 350),
        ("五千五百", 5500),
        ("三百五十六", 356),
        ("百", 100),
        ("千", 1000),
        ("万", 10_000),
        ("亿", 100_000_000),
        ("两万三", 23_000),
        ("十万", 100_000),
        ("千万", 10_000_000),
        ("一亿二千万", 120_000_000),
        ("三万亿", 3_000_000_000_000),
        ("二〇二一", 2021),
        ("二点五", Decimal("2.5")),
        ("三点二亿", Decimal(320_000_000)),
    ],
)
def test_chinese(written: str, value: int | Decimal) -> None:
    assert read_chinese(written) == value


@pytest.mark.parametrize("written", ["", "点五", "三四", "十百", "一二十", "百千", "三点"])
def test_malformed_chinese(written: str) -> None:
    assert read_chinese(written) is None


@pytest.mark.parametrize(
    ("written", "value", "surplus"),
    [
        ("1.08万", 10_800, False),
        ("6390.96万", Decimal("63909600"), False),
        ("140余万", 1_400_000, True),
        ("1300多万", 13_000_000, True),
        ("31万余", 310_000, True),
        ("5千余", 5000, True),
        ("百余", 100, True),
        ("三十多万", 300_000, True),
        ("3.2万亿", Decimal(3_200_000_000_000), False),
        ("3万5千", 35_000, False),
        ("1亿2000万", 120_000_000, False),
        ("7万 余", 70_000, True),
        ("15010亿", Decimal(1_501_000_000_000), False),
    ],
)
def test_numbers_with_multipliers(written: str, value: int | Decimal, *, surplus: bool) -> None:
    read = read_number(written)
    assert read is not None
    assert (read.value, read.surplus) == (value, surplus)


@pytest.mark.parametrize(
    ("written", "choice"),
    [
        ("三四百", (300, 400)),
        ("七八十", (70, 80)),
        ("十五六", (15, 16)),
        ("两三", (2, 3)),
        ("三百", None),
        ("五一", None),
        ("九八", None),
        ("五", None),
    ],
)
def test_alternatives(written: str, choice: tuple[int, int] | None) -> None:
    assert alternatives(written) == choice


def test_multipliers() -> None:
    assert split_multiplier("140余万") == ("140", "万")
    assert split_multiplier("35") == ("35", "")
    assert multiplier_value("万亿") == 10**12
    assert multiplier_value("") == 1


_NAMES = "零一二三四五六七八九"


def spell(number: int) -> str:
    """`number` as it is written in Chinese: the inverse that the reader is tested against."""
    if number >= 10**8:
        return _spell_section(number, 10**8, "亿")
    if number >= 10**4:
        return _spell_section(number, 10**4, "万")
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            written += ("零" if gap and written else "") + _NAMES[digit] + name
            gap = False
        else:
            gap = True
    return written or "零"


def _spell_section(number: int, size: int, name: str) -> str:
    head, rest = divmod(number, size)
    if not rest:
        return spell(head) + name
    return spell(head) + name + ("零" if rest < size // 10 else "") + spell(rest)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_round_trip(number: int) -> None:
    assert read_chinese(spell(number)) == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["", "万", "亿", "百", "千"]))
def test_digits_round_trip(number: int, multiplier: str) -> None:
    read = read_number(f"{number:,}{multiplier}")
    assert read is not None
    assert read.value == number * multiplier_value(multiplier)


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点余多0123456789,.，．", max_size=12))
def test_any_numeral_reads_or_not(text: str) -> None:
    value = read_chinese(text)
    assert value is None or (value.is_finite() and value >= 0 and set(text) <= set(CHINESE_CHARACTERS + "点"))
    choice = alternatives(text)
    if choice is not None:
        low, high = choice
        assert 0 < low < high <= 2 * low
