"""Names as tiles and sentences shorten them."""

from __future__ import annotations

import pytest

from briefing.reference.catalogue import catalogue
from briefing.reference.short_names import short_name, stem_of


@pytest.mark.parametrize(
    ("name", "short", "stem"),
    [
        ("每千人口拥有3岁以下婴幼儿托位数", "每千人口托位数", "托位"),
        ("每千老年人口养老床位数", "每千老年人口养老床位数", "养老床位"),
        ("养老机构护理型床位占比", "护理型床位占比", "护理型床位占比"),
        ("每千人口执业(助理)医师数", "每千人口医师数", "医师"),
        ("一般公共预算支出", "一般公共预算支出", "一般公共预算支出"),
        ("民生支出占一般公共预算支出比重", "民生支出占比", "民生支出占比"),
        ("人均体育场地面积", "人均体育场地面积", "体育场地"),
        ("九年义务教育巩固率", "九年义务教育巩固率", "九年义务教育巩固率"),
        ("面积", "面积", "面积"),
    ],
)
def test_names_lose_what_goes_without_saying(name: str, short: str, stem: str) -> None:
    assert (short_name(name), stem_of(name)) == (short, stem)


def test_every_indicator_keeps_a_name() -> None:
    for indicator in catalogue():
        assert len(short_name(indicator.name)) >= 2, indicator.id
        assert len(stem_of(indicator.name)) >= 2, indicator.id
