"""Printed numbers: nothing is more precise than its source, and a bound is never lost."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Bound, Measure, Observation, Sector
from briefing.printing import numbers


def observation(text, value, unit, bound="eq", measure="level", upper=None, indicator="x"):
    return Observation(
        "d.txt",
        0,
        len(text),
        text,
        indicator,
        value,
        unit,
        Sector.OTHER,
        upper=upper,
        bound=Bound(bound),
        measure=Measure(measure),
    )


CASES = [
    # text, value, unit, bound, measure, table, sentence
    ("超过2200人", 2200, "人", "ge", "level", ">2,200", "超过2200人"),
    ("1.08万人", 10800, "人", "eq", "level", "1.08万", "1.08万人"),
    ("2.4万余人", 24000, "人", "ge", "level", ">2.4万", "2.4万余人"),
    ("近4.8万人", 48000, "人", "le", "level", "近4.8万", "近4.8万人"),
    ("62%以上", 62, "%", "ge", "share", "≥62%", "62%以上"),
    ("50.06%", 50.06, "%", "eq", "share", "50.06%", "50.06%"),
    ("4.50个", 4.5, "个", "eq", "level", "4.50", "4.50个"),
    ("6390.96万元", 63909600, "元", "eq", "level", "6,390.96万", "6390.96万元"),
    ("45%", -45, "%", "eq", "change", "−45%", "45%"),
    ("近60%", -60, "%", "le", "change", "下降近60%", "近60%"),
    ("约6个百分点", 6, "个百分点", "approx", "gap", "≈+6", "约6个百分点"),
    ("12.34", 123400, "人", "eq", "level", "123,400", "123,400人"),  # a table's cell under 万人
    ("-1.2", -1.2, "%", "eq", "change", "−1.2%", "1.2%"),
    ("6,850", 6850, "张", "eq", "level", "6,850", "6,850张"),
    ("超过30万", 300000, "人", "ge", "level", ">30万", "超过30万人"),
    ("三家", 3, "家", "eq", "level", "3", "三家"),
    ("约8千人", 8000, "人", "approx", "level", "≈8,000", "约8千人"),
    ("7万\n\n余人次", 70000, "人次", "ge", "level", ">7万", "7万余人次"),
    ("5000元", 5000, "元", "le", "level", "≤5,000", "不超过5000元"),
    ("每孩每月500元", 500, "元/月", "eq", "level", "500", "每孩每月500元"),
    ("140余万元", 1400000, "元", "ge", "level", ">140万", "140余万元"),
    ("第五位", 5, "位", "eq", "rank", "第5位", "第五位"),
    ("２５个", 25, "个", "eq", "level", "25", "25个"),
]


@pytest.mark.parametrize(("text", "value", "unit", "bound", "measure", "table", "sentence"), CASES)
def test_a_figure_prints_as_it_was_stated(text, value, unit, bound, measure, table, sentence):
    seen = observation(text, value, unit, bound, measure)
    assert numbers.figure(seen) == table
    assert numbers.phrase(seen) == sentence


@pytest.mark.parametrize(
    ("word", "bound", "table", "sentence"),
    [
        ("超过", "ge", ">10%", "超过10%"),
        ("不低于", "ge", "≥10%", "不低于10%"),
        ("最高", "le", "≤10%", "最高10%"),
        ("低于", "le", "<10%", "低于10%"),
        ("", "ge", "≥10%", "不少于10%"),
    ],
)
def test_a_bound_whose_word_stands_apart_is_as_strict_as_that_word(word, bound, table, sentence):
    seen = dataclasses.replace(observation("10%", 10, "%", bound), bound_word=word)
    assert numbers.figure(seen) == table
    assert numbers.phrase(seen) == sentence


def test_a_range_prints_both_ends():
    assert numbers.figure(observation("5-7位", 5, "位", measure="rank", upper=7)) == "第5–7位"


@pytest.mark.parametrize(
    ("text", "value", "bound", "step"),
    [
        ("2.91个", 2.91, "eq", 0.01),
        ("1.08万人", 10800, "eq", 100),
        ("400余场", 400, "ge", 100),
        ("811张", 811, "eq", 1),
        ("100%", 100, "eq", 1),
        ("三家", 3, "eq", 1),
        ("近60亿元", 6e9, "le", 1e9),
    ],
)
def test_precision_is_the_step_of_the_last_digit_said(text, value, bound, step):
    assert numbers.precision(observation(text, value, "", bound)) == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "unit", "places", "printed"),
    [
        (1.59, "个", None, "1.59个"),
        (0.125, "%", 2, "0.13%"),
        (10059, "人", None, "10,059人"),
        (-0.5, "个百分点", 1, "−0.5个百分点"),
        (450000, "元", None, "45万元"),
        (2.0, "个", 2, "2.00个"),
        (0.00412, "个", None, "0.00412个"),
        (0.05, "个", None, "0.05个"),
        (12.345, "个", None, "12.35个"),
    ],
)
def test_a_computed_amount(value, unit, places, printed):
    assert numbers.amount(value, unit, places) == printed


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_plain_reads_back_to_the_same_number(digits, places):
    value = digits / 10**places
    assert float(numbers.plain(value, places).replace(",", "")) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "unit", "text", "measure", "expected"),
    [
        ("门诊候诊时间", "%", "近60%", "change", "缩短近60%"),
        ("信访量", "%", "近60%", "change", "下降近60%"),
        ("在册人数", "人", "近60人", "change", "减少近60人"),
        ("入住率", "个百分点", "近60个百分点", "gap", "低近60个百分点"),
    ],
)
def test_a_bounded_fall_is_put_in_words(name, unit, text, measure, expected):
    found = observation(text, -60, unit, bound="le", measure=measure, indicator=name)
    assert numbers.figure(found) == numbers.figure_with_unit(found) == expected
