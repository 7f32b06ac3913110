"""Bounds: words that touch the number, words that do not, and words that only look like bounds."""

import pytest

from briefing.extraction.amount.bounds import DistantBound, bound_after, bound_before, combine, distant_bound
from briefing.extraction.amount.quantities import find_quantities
from briefing.model import Bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("新招教师超过2200人", "ge"),
        ("投资超3亿元", "ge"),
        ("参训人数逾500人", "ge"),
        ("培训400余场", "ge"),
        ("邀请460多位", "ge"),
        ("占比在62%以上", "ge"),
        ("上线突破1000人", "ge"),
        ("入住率不低于70%", "ge"),
        ("床位不少于100张", "ge"),
        ("每校至少3名校医", "ge"),
        ("达到85%及以上", "ge"),
        ("满意率≥95%", "ge"),
        ("上万名志愿者", "ge"),
        ("捐款过万元", "ge"),
        ("惠及近4.8万人", "le"),
        ("将近2000人到场", "le"),
        ("接近90%", "le"),
        ("不足14%", "le"),
        ("费用在500元以内", "le"),
        ("班额不超过45人", "le"),
        ("最多3张", "le"),
        ("降至60万人以下", "le"),
        ("首次跌破50万人", "le"),
        ("用工需求约8千人", "approx"),
        ("大约300户", "approx"),
        ("保持在3%左右", "approx"),
        ("床位150张上下", "approx"),
        ("户型约50多平方米", "approx"),
        ("共46人", "eq"),
        ("住院率高达90%", "eq"),
        ("多达35家", "eq"),
    ],
)
def test_touching(text: str, bound: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.bound == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("最高给予一次性创业补贴5000元", "le"),
        ("对个人最高可补助本人学费3000元", "le"),
        ("每户补助不超过当地标准的600元", "le"),
        ("住院时自付部分超过当次住院总费用10%的", "ge"),
        ("约占全市人口总数的10.5%", "approx"),
        ("志愿者约有300人", "approx"),
        ("签约有300人", "eq"),
        ("至少有10人到岗", "ge"),
        ("办理时间缩短到3个工作日内办结", "le"),
        ("不低于上年同类项目的85%", "ge"),
        ("最高补偿限额达50万元", "eq"),
        ("最低生活保障标准为每月800元", "eq"),
        ("超过全省平均水平3.2个百分点", "eq"),
        ("收入最高的村，今年分红800元", "eq"),
        ("最高法院受理案件120件", "eq"),
    ],
)
def test_not_touching(text: str, bound: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "签约32万人",
        "预约200人次",
        "节约11万元",
        "最近3家门店",
        "通过3家机构",
        "中超16支球队",
        "线上百家",
        "会约180人",
        "侦破12起",
    ],
)
def test_words_that_only_look_like_bounds(text: str) -> None:
    quantities = find_quantities(text)
    assert all(q.bound is Bound.EXACT or text == "会约180人" for q in quantities)
    assert all(text[q.start] not in "近超" or text == "" for q in quantities)


def test_spans_of_bounds() -> None:
    assert bound_before("共超过30", 3) == (1, Bound.AT_LEAST)
    assert bound_before("共30", 1) == (1, None)
    assert bound_before("上30", 1) == (1, None)
    assert bound_before("上百", 1, bare_multiplier=True) == (0, Bound.AT_LEAST)
    assert bound_after("30人以上的", 3) == (5, Bound.AT_LEAST)
    assert bound_after("30人内部", 3) == (3, None)
    assert distant_bound("最高给予", 4) == DistantBound("最高", Bound.AT_MOST)
    assert distant_bound("超过当次住院总费用", 9) == DistantBound("超过", Bound.AT_LEAST)
    assert distant_bound("最高的山，给予", 7) is None


def test_combination() -> None:
    afar = DistantBound("最高", Bound.AT_MOST)
    assert combine(Bound.APPROXIMATE, True, None, None) == (Bound.APPROXIMATE, "")
    assert combine(None, True, None, afar) == (Bound.AT_LEAST, "")
    assert combine(Bound.AT_MOST, False, Bound.APPROXIMATE, None) == (Bound.APPROXIMATE, "")
    assert combine(None, False, None, afar) == (Bound.AT_MOST, "最高")
    assert combine(None, False, None, None) == (Bound.EXACT, "")
