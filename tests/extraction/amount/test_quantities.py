"""Quantities in sentences: spans, values, units, ranges and forms of their own; and what holds of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extraction.amount.quantities import Quantity, find_quantities
from briefing.extraction.amount.units import unit_table

Row = tuple[str, list[tuple[str, float, float | None, str]]]

NUMERALS: list[Row] = [
    ("投入1,234.5万元", [("1,234.5万元", 12_345_000, None, "元")]),
    ("受益群众1，234人", [("1，234人", 1234, None, "人")]),
    ("占比５５．４％", [("５５．４％", 55.4, None, "%")]),
    ("城镇新增就业1.08万人", [("1.08万人", 10_800, None, "人")]),
    ("新建三家医院", [("三家", 3, None, "家")]),
    ("百余名教师支教", [("百余名", 100, None, "名")]),
    ("发放五千五百元", [("五千五百元", 5500, None, "元")]),
    ("本科上线万人以上", [("万人以上", 10_000, None, "人")]),
    ("吸引万余人参加", [("万余人", 10_000, None, "人")]),
    ("吸纳就业5千余人", [("5千余人", 5000, None, "人")]),
    ("培训7万余人次", [("7万余人次", 70_000, None, "人次")]),
    ("服务7万 余人次", [("7万 余人次", 70_000, None, "人次")]),
    ("整合上亿元资金", [("上亿元", 100_000_000, None, "元")]),
    ("拨付900万余元", [("900万余元", 9_000_000, None, "元")]),
    ("拨付140余万元", [("140余万元", 1_400_000, None, "元")]),
    ("总产值3.2万亿元", [("3.2万亿元", 3.2e12, None, "元")]),
    ("筹资1亿2000万元", [("1亿2000万元", 120_000_000, None, "元")]),
    ("印发小册子三四百张", [("三四百张", 300, 400, "张")]),
    ("管网3000千米", [("3000千米", 3000, None, "千米")]),
    ("装机1500万千瓦", [("1500万千瓦", 15_000_000, None, "千瓦")]),
    ("收粮500千克", [("500千克", 500, None, "千克")]),
    ("每千人口拥有床位6.5张", [("6.5张", 6.5, None, "张")]),
    ("完成 1200 个站点", [("1200 个", 1200, None, "个")]),
    ("拿出2个多亿的专项资金", [("2个多亿", 200_000_000, None, "元")]),
    ("服务100多名师生", [("100多名", 100, None, "名")]),
    ("参保人数19. 3万人", [("19. 3万人", 193_000, None, "人")]),
    ("就业3 .5万人", [("3 .5万人", 35_000, None, "人")]),
    ("增幅为0. 17%", [("0. 17%", 0.17, None, "%")]),
    ("1. 3万人参保", [("3万人", 30_000, None, "人")]),
    ("下列工作1. 3所学校", [("3所", 3, None, "所")]),
    (
        "按1000元、1500元、2000元一次性补贴",
        [("1000元", 1000, None, "元"), ("1500元", 1500, None, "元"), ("2000元", 2000, None, "元")],
    ),
    ("解二元一次方程", []),
    ("百姓万众一心，统一一体化", []),
]

RATIOS: list[Row] = [
    ("惠及八成以上家庭", [("八成以上", 80, None, "%")]),
    ("降低两成", [("两成", 20, None, "%")]),
    ("完成六成五", [("六成五", 65, None, "%")]),
    ("占三分之一", [("三分之一", 33.33, None, "%")]),
    ("超过三分之二", [("超过三分之二", 66.67, None, "%")]),
    ("约占1/3", [("约占1/3", 33.33, None, "%")]),
    ("提高百分之五", [("百分之五", 5, None, "%")]),
    ("百分之九十八点五", [("百分之九十八点五", 98.5, None, "%")]),
    ("死亡率3.2‰", [("3.2‰", 3.2, None, "‰")]),
    ("死亡率10.5/10万", [("10.5/10万", 10.5, None, "/10万")]),
    ("高于全省约6个百分点", [("约6个百分点", 6, None, "个百分点")]),
    ("上升两个百分点", [("两个百分点", 2, None, "个百分点")]),
    ("是2012年的2倍", [("2倍", 2, None, "倍")]),
    ("翻了一番", [("翻了一番", 100, None, "%")]),
    ("实现翻番", [("翻番", 100, None, "%")]),
    ("翻两番", [("翻两番", 300, None, "%")]),
    ("近一半来自农村", [("近一半", 50, None, "%")]),
    ("成立、建成三成立方体", []),
    ("已完成五年规划", []),
    ("1/3 版", []),
]

RANGES: list[Row] = [
    ("位居全省5-7位", [("5-7位", 5, 7, "位")]),
    ("补助500—1000元", [("500—1000元", 500, 1000, "元")]),
    ("配备3至5名医师", [("3至5名", 3, 5, "名")]),
    ("降价10%~15%", [("10%~15%", 10, 15, "%")]),
    ("奖补10-20万元", [("10-20万元", 100_000, 200_000, "元")]),
    ("奖补10万到20万元", [("10万到20万元", 100_000, 200_000, "元")]),
    ("补贴3万元到15万元不等", [("3万元到15万元", 30_000, 150_000, "元")]),
    ("月租金500至1000元左右", [("500至1000元左右", 500, 1000, "元")]),
    ("由16.4%至21.65%", [("16.4%", 16.4, None, "%"), ("21.65%", 21.65, None, "%")]),
    ("从12.3万增加到25.6万人", [("12.3万", 123_000, None, "人"), ("25.6万人", 256_000, None, "人")]),
    ("由35提高到67个", [("35", 35, None, "个"), ("67个", 67, None, "个")]),
    ("减少100人至1.04万人", [("100人", 100, None, "人"), ("1.04万人", 10_400, None, "人")]),
    ("分别下跌0.3及0.4个百分点", [("0.3", 0.3, None, "个百分点"), ("0.4个百分点", 0.4, None, "个百分点")]),
    (
        "分别为12、15、18万人",
        [("12", 120_000, None, "人"), ("15", 150_000, None, "人"), ("18万人", 180_000, None, "人")],
    ),
    ("3至5年", []),
    ("2021—2023年", []),
    ("6-17周岁", []),
]

UNITS: list[Row] = [
    ("标准为每孩每月500元", [("每孩每月500元", 500, None, "元/月")]),
    ("提高到每人每年不低于640元", [("每人每年不低于640元", 640, None, "元/年")]),
    ("发放交通补助65元/人", [("65元/人", 65, None, "元/人")]),
    ("收费200元/月/生", [("200元/月/生", 200, None, "元/月")]),
    ("每年投入140余万元", [("140余万元", 1_400_000, None, "元")]),
    ("为超过30万老年人体检", [("超过30万", 300_000, None, "人")]),
    ("将204.3万低收入人口纳入监测", [("204.3万", 2_043_000, None, "人")]),
    ("602.2万企业退休人员", [("602.2万", 6_022_000, None, "人")]),
    ("387.8万60岁以上城乡居民", [("387.8万", 3_878_000, None, "人")]),
    ("发放4.5万司法救助金", [("4.5万", 45_000, None, "元")]),
    ("总投资达3.2亿。", [("3.2亿", 320_000_000, None, "元")]),
    ("目前有残疾人8500万。", [("8500万", 85_000_000, None, "人")]),
    ("分配房源44万套（间）", [("44万套", 440_000, None, "套")]),
    ("供水能力3.5万吨/日", [("3.5万吨/日", 35_000, None, "吨/日")]),
    ("位居全国第8", [("第8", 8, None, "位")]),
    ("位列全市第5至7位", [("第5至7位", 5, 7, "位")]),
    ("名列全省第三名", [("第三名", 3, None, "名")]),
    ("用电1.2亿度", [("1.2亿度", 120_000_000, None, "度")]),
    ("3000家企业到500个村", [("3000家", 3000, None, "家"), ("500个", 500, None, "个")]),
    ("2023企业服务年", []),
    ("高温38度", []),
    ("得到100万线上投票", []),
]


def read(text: str) -> list[tuple[str, float, float | None, str]]:
    return [(text[q.start : q.end], q.value, q.upper, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(("text", "expected"), [*NUMERALS, *RATIOS, *RANGES, *UNITS])
def test_tables(text: str, expected: list[tuple[str, float, float | None, str]]) -> None:
    assert read(text) == expected


def test_a_crowded_sentence() -> None:
    text = "建成机构11个、床位811张，其中公办4个、床位304张，民办7个、床位507张，入住率50.06%，较上年提高约6个百分点。"
    assert [q.value for q in find_quantities(text)] == [11, 811, 4, 304, 7, 507, 50.06, 6]


# Pieces of real prose, so that random texts hold many quantities; and any characters at all.
_CHARACTERS = "0123456789.,，一二三十百千万亿两余多第每近约超至到-—%个人元名家位月年岁成番、由“”《》 "
_PIECES = st.sampled_from([*_CHARACTERS, "万元", "以上", "三分之", "分别", "提高到"])
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=40).map("".join))


@given(_TEXTS)
def test_any_text(text: str) -> None:
    floor = 0
    for quantity in find_quantities(text):
        assert floor <= quantity.start < quantity.end <= len(text)
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert quantity.value >= 0
        assert quantity.upper is None or quantity.upper >= quantity.value
        assert quantity.unit
        floor = quantity.end


_COUNTED = st.sampled_from(["家", "所", "人", "人次", "张", "万元", "%", "个百分点", "平方米", "余户", "万余名"])


@given(st.lists(st.tuples(st.integers(1, 999_999), _COUNTED), min_size=1, max_size=6))
def test_every_span_reads_to_its_value_again(numbers: list[tuple[int, str]]) -> None:
    text = "，".join(f"新增床位{number}{unit}" for number, unit in numbers)
    quantities = find_quantities(text)
    assert len(quantities) == len(numbers)
    for quantity in quantities:
        (again,) = find_quantities(text[quantity.start : quantity.end])
        assert facts(again) == facts(quantity)


def facts(quantity: Quantity) -> tuple[float, float | None, str, str]:
    return quantity.value, quantity.upper, quantity.unit, quantity.bound


def test_a_long_line_of_anything_is_read() -> None:
    """A long line of anything is read in one pass; a quadratic search would take minutes here."""
    for piece in ("1", "一", "1万", "“3个”", "每3人、", "由1至", "12、"):
        text = f"{piece * 5_000}。新增床位350张"
        assert [(text[q.start : q.end], q.value, q.unit) for q in find_quantities(text)] == [("350张", 350, "张")], (
            piece
        )


def test_units_are_normalised() -> None:
    table = unit_table()
    assert {"元", "人次", "%"} <= {name for name, _ in table.words.values()}
