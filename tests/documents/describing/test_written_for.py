"""The place a text is written for."""

from __future__ import annotations

import pytest

from briefing.documents import read_text

WRITTEN_FOR = [
    # a site of one place that carries the article of another
    (
        "首页 走进雁江 政务公开\n民生实事结硕果\n雁江区门户网站 2024-04-23 来源:资阳日报\n"
        "我市坚持办好民生实事。资阳新增学位1.26万个，全市受益。雁江区第六中学重建，我市投入加大。\n主办:资阳市雁江区人民政府",
        "512000",
    ),
    # an ordinary word as a name, settled by the paper and by one full mention
    (
        "当前报纸名称:攀枝花日报\n公共服务增进福祉\n西区全面提升服务，全区有托位350个。西区现有学校8所。攀枝花市西区桃蹊托育中心投用。",
        "510403",
    ),
    (
        "涪城多点发力\n涪城区投入1000万元，全区就业1.08万人。涪城区卫健局介绍。\n（文章来源：绵阳日报）",
        "510703",
    ),
    ("奉节写好答卷\n奉节县投入300万元，全县就业2.4万人。重庆大学附属医院与奉节县人民医院合作。", "500236"),
    # 全市 lifts a district to its city; a county-level city stays
    ("托育服务走访\n全市托位3.67万个，我市机构787家。济宁市任城区和济宁市兖州区同步推进。", "370800"),
    ("简阳市办好实事\n简阳市新增托位350个，全市群众受益，我市投入加大。", "510185"),
    ("山东加快建设\n山东省新增学位4万个，全省投入加大，我省推进有力。济南市、青岛市先行。", "370000"),
    # the dateline is where the report was filed
    ("新华社成都7月30日电 绵竹市新建学校5所。绵竹市教育局介绍，全市受益。", "510683"),
    ("资阳区打造食堂\n益阳市资阳区新增食堂9个，全区受益。资阳区民政局介绍情况。", "430902"),
    ("上海杨浦区健康服务\n杨浦区新增托位500个，杨浦区卫健委介绍，全区有机构89家。", "310110"),
]


@pytest.mark.parametrize(("raw", "code"), WRITTEN_FOR)
def test_written_for(raw: str, code: str) -> None:
    document = read_text(raw, "a.txt")
    assert document.place == code
    assert document.provenance["place"]


NOWHERE = [
    "国家卫生健康委介绍，全国托位达到477万个，我国每千人口托位3.38个。全国有四川、河南、山东、湖南等地先行。",
    "美国7月新增就业18.7万人，美国失业率下降。美国劳工部公布数据。",
    "成都市、济南市、郑州市、长沙市、合肥市、南昌市各有一项试点。",
    "新华社北京7月23日电 韩国军队人数去年首次跌破50万人。",
    "东湖边新增长椅9张，大家都说好。",
    "没有地名的一段话，只有数字350个。",
]


@pytest.mark.parametrize("raw", NOWHERE)
def test_written_for_no_single_place(raw: str) -> None:
    assert read_text(raw, "a.txt").place is None
