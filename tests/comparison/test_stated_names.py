"""Names without their place, time and counting words, but with all that changes what is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.comparison.stated_names import bare, is_per_head, qualifiers_of, spelling


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("全市养老床位利用率", None, "养老床位利用率"),
        ("养老机构床位数", None, "养老机构床位"),
        ("累计享受育儿补贴户数", None, "享受育儿补贴"),
        ("资阳市养老机构数量", "512000", "养老机构"),
        ("奉节县村卫生室", "500236", "村卫生室"),
        ("“两癌”筛查人数", None, "两癌筛查"),
        ("执业（助理）医师数", None, "执业(助理)医师"),
        ("新增学位", None, "新增学位"),
        ("全市", None, "全市"),
        ("人数", None, "人数"),
    ],
)
def test_bare(name, region, expected):
    assert bare(name, region) == expected


def test_a_qualifier_tells_two_names_apart():
    assert qualifiers_of("公办养老机构床位") != qualifiers_of("养老机构床位")
    assert qualifiers_of("新增学位") != qualifiers_of("学位")


@pytest.mark.parametrize(("name", "answer"), [("每千人口托位数", True), ("人均体育场地面积", True), ("托位数", False)])
def test_per_head(name, answer):
    assert is_per_head(name) is answer


@given(st.text(max_size=30))
def test_a_name_is_never_lost(name):
    once = bare(name)
    assert len(once) >= min(2, len(spelling(name)))
