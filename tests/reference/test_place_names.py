"""Names of divisions in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reference.divisions import disambiguate, find_places, regions

RESOLVED = [
    # text, region it is written for, codes of its mentions
    ("四川省资阳市雁江区新建学校", None, ["512002"]),
    ("资阳雁江新建学校", None, ["512002"]),
    ("攀枝花西区与绵阳涪城", None, ["510403", "510703"]),
    ("成都、德阳、眉山、资阳四市", "510100", ["510100", "510600", "511400", "512000"]),
    ("资阳区的学校", "430900", ["430902"]),
    ("资阳的学校", "430900", ["430902"]),
    ("资阳的学校", "512002", ["512000"]),
    ("资阳的学校", None, [None]),
    ("西区现有学校8所", "510400", ["510403"]),
    ("西区现有学校8所", "510403", ["510403"]),
    ("西区现有学校8所", "512000", [None]),
    ("鼓楼区的居民", "320100", ["320106"]),
    ("鼓楼区的居民", None, [None]),
    ("南昌的居民", None, ["360100"]),
    ("原郫县的居民", None, ["510117"]),
    ("雁江六中新增学位", "512000", ["512002"]),
    ("安岳县、乐至县", None, ["512021", "512022"]),
    ("凉山州会理市", None, ["513402"]),
    ("奉节目前有学校", "500000", ["500236"]),
    ("在内蒙古和新疆", None, ["150000", "650000"]),
    ("江北区的公园", "320100", [None]),
    ("刚从江西来", None, ["360000"]),
    ("提高玉林的水平", None, ["450900"]),
    ("江苏盐城，江苏南京", None, ["320900", "320100"]),
    # another division in a text about one place
    ("与成都市新都区中医院合作", "500236", ["510114"]),
    # a street or town of the same name elsewhere in the province or outside it
    ("兴隆的居民", "500236", []),
    ("镇原的居民", "500236", [None]),
    ("近日，泸县新增学位", "510500", ["510521"]),
    ("西咸新区新增学位", None, ["610100"]),
    ("防城港市港口货物", None, ["450600"]),
    # a name that a district had until lately
    ("江北区的居民", "500000", ["500157"]),
]


@pytest.mark.parametrize(("text", "context", "codes"), RESOLVED)
def test_mentions_mean_the_place_that_the_context_allows(text: str, context: str, codes: list[str | None]) -> None:
    assert [disambiguate(mention, context) for mention in find_places(text)] == codes


NO_PLACE = [
    "县级以上城市空气质量达标",
    "创建示范县5个",
    "健康县区建设",
    "三秦都市报讯",
    "周口店遗址出土",
    "投资中心建成",
    "提高要求",
    "社会理事会",
    "其中卫生机构5家",
    "创新和发展",
    "完成安置2000人",
    "改造3个旧小区",
    "百余干部下沉",
    "全市中区县占比",
    "西区街道办事处",
    "朝阳社区的食堂",
    "涪城路小学旁",
    "教育资源向江北片区转移",
    "合作市场化运作",
    "民航西南医院",
    "城乡互助合作",
    "延长服务时间",
    "南部县域医疗",
    "新建水厂一座",
    "公安机关",
    "副局长樊海东介绍",
    "怀孕满24周至出生",
    "阿里巴巴集团",
    "没有一个地名。",
    "",
    "县",
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_words_that_only_look_like_names(text: str) -> None:
    assert not find_places(text)


def test_a_mention_tells_its_form() -> None:
    stem, full = find_places("涪城与雁江区")
    assert (stem.name, stem.full, full.name, full.full) == ("涪城", False, "雁江区", True)
    (west,) = find_places("在西区，")
    assert west.ordinary and west.full


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("资阳高新区492户", "512000", "512000"),
        ("高新区492户", "512000", "512000"),
        ("绵阳市经济技术开发区", None, "510700"),
        ("天府新区", None, "510000"),
        ("贵安新区", None, "520000"),
        ("高新区", None, None),
    ],
)
def test_zones_belong_to_the_division_that_holds_them(text: str, context: str | None, code: str | None) -> None:
    (mention,) = find_places(text)
    assert mention.zone
    assert disambiguate(mention, context) == code


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("重庆大学附属肿瘤医院", "500236", None),
        ("四川音乐学院", "512000", None),
        ("资阳师范学院", "512000", "512000"),
    ],
)
def test_names_inside_institutions_say_nothing_about_other_places(text: str, context: str, code: str | None) -> None:
    (mention,) = find_places(text)
    assert mention.institution
    assert disambiguate(mention, context) == code


@given(st.text(st.sampled_from("资阳市雁江区西县四川省高新北京朝中合作的，1 \n") | st.characters(), max_size=40))
def test_mentions_stand_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in find_places(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.name
        assert all(code in regions() for code in mention.candidates)
        end = mention.end
