"""The table of divisions, its names, and what people may type for `--region`."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ExitCode, UsageError
from briefing.model import Level
from briefing.packaged import csv_rows
from briefing.reference.division_names import codes_by_stem, stem
from briefing.reference.division_table import current_codes, retired
from briefing.reference.divisions import ancestors, full_name, lies_in, regions, resolve, short_name


def test_table_has_every_division_once() -> None:
    levels = Counter(region.level for region in regions().values())
    assert levels == {Level.NATION: 1, Level.PROVINCE: 34, Level.PREFECTURE: 333, Level.COUNTY: 2847}


def test_parents_follow_the_codes() -> None:
    for code, region in regions().items():
        if region.level is Level.COUNTY:
            prefecture = code[:4] + "00"
            assert region.parent == (prefecture if prefecture in regions() else code[:2] + "0000")


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("510403", "攀枝花市西区", "攀枝花西区"),
        ("512000", "资阳市", "资阳"),
        ("512002", "资阳市雁江区", "雁江"),
        ("510703", "绵阳市涪城区", "涪城"),
        ("500236", "重庆市奉节县", "奉节"),
        ("110105", "北京市朝阳区", "北京朝阳"),
        ("510000", "四川省", "四川"),
        ("220200", "吉林市", "吉林市"),
        ("360121", "南昌市南昌县", "南昌县"),
        ("513400", "凉山彝族自治州", "凉山"),
        ("621027", "庆阳市镇原县", "镇原"),
        ("622926", "临夏回族自治州东乡族自治县", "临夏东乡"),
        ("310115", "上海市浦东新区", "浦东"),
        ("511321", "南充市南部县", "南部县"),
    ],
)
def test_names(code: str, full: str, short: str) -> None:
    assert (full_name(code), short_name(code)) == (full, short)


def test_full_and_short_names_tell_all_divisions_apart() -> None:
    assert len({full_name(code) for code in regions()}) == len(regions())
    assert len({short_name(code) for code in regions()}) == len(regions())


def test_stems_agree_with_the_list_of_ambiguous_names() -> None:
    for _, row in csv_rows("reference/data/names_ambiguous.csv"):
        if row["stem"]:  # the list leaves the stem of pure ethnic names empty
            assert stem(row["name"]) == row["stem"]
            assert len(codes_by_stem()[row["stem"]]) > 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("万柏林区", "万柏林"),
        ("神农架林区", "神农架"),
        ("清新区", "清新"),
        ("西区", "西"),
        ("香港特别行政区", "香港"),
        ("大兴安岭地区", "大兴安岭"),
        ("龙胜各族自治县", "龙胜"),
    ],
)
def test_stem(name: str, expected: str) -> None:
    assert stem(name) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("攀枝花市西区", "510403"),
        ("攀枝花西区", "510403"),
        ("四川攀枝花西区", "510403"),
        ("四川省攀枝花市西区", "510403"),
        ("西区", "510403"),
        ("510403", "510403"),
        ("５１０４０３", "510403"),
        (" 攀枝花市 西区 ", "510403"),
        ("涪城", "510703"),
        ("雁江区", "512002"),
        ("资阳雁江", "512002"),
        ("资阳市", "512000"),
        ("益阳资阳", "430902"),
        ("奉节县", "500236"),
        ("重庆奉节", "500236"),
        ("南昌", "360100"),
        ("北京", "110000"),
        ("内蒙古", "150000"),
        ("凉山", "513400"),
        ("凉山州会理", "513402"),
        ("峨边县", "511132"),
        ("全国", "100000"),
        ("郫县", "510117"),
        ("安县", "510705"),
        ("崇文", "110101"),
        ("512081", "510185"),
        ("北京市朝阳区", "110105"),
    ],
)
def test_resolve(text: str, code: str) -> None:
    assert resolve(text).code == code


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("资阳", ["512000", "430902"]),
        ("朝阳", ["110105", "211300", "211321", "220104"]),
        ("市中区", ["370103", "370402", "511002", "511102"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("吉林", ["220000", "220200"]),
        ("海南", ["150303", "460000", "632500"]),
        ("滨海", ["120116", "320922"]),
    ],
)
def test_ambiguous_names_list_their_choices(text: str, choices: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(text)
    assert caught.value.exit_code == ExitCode.USAGE
    for code in choices:
        assert f"{full_name(code)}（{code}）" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("涪诚区", "涪城区"), ("雁江市", "雁江"), ("999999", "999999"), ("", "没有给出"), ("\0\ud800", "没有名为")],
)
def test_unknown_names_say_what_is_near(text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        resolve(text)


def test_every_full_name_and_code_resolves_to_itself() -> None:
    for code in list(regions())[::17]:
        assert resolve(code).code == code
        assert resolve(full_name(code)).code == code
        assert resolve(short_name(code)).code == code


@given(st.text(max_size=12))
def test_resolve_answers_or_complains(text: str) -> None:
    try:
        assert resolve(text).code in regions()
    except UsageError as error:
        assert str(error).endswith("。")


def test_ancestors_end_with_the_nation() -> None:
    assert ancestors("510403") == ("510400", "510000", "100000")
    assert ancestors("500236") == ("500000", "100000")
    assert ancestors("100000") == ()
    assert lies_in("512002", "510000")
    assert not lies_in("512000", "512002")


def test_retired_codes_lead_to_current_ones() -> None:
    assert current_codes("510124") == ("510117",)
    assert current_codes("511082") == ("510185",)  # 简阳市: three codes in a row
    assert current_codes("500112") == ("500157", "500109")  # 渝北区 was divided
    assert current_codes("000000") == ()
    lost = [code for code in retired() if not current_codes(code)]
    assert len(lost) < 130
