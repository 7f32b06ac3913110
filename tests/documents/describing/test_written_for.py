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
    # a report is to the assembly of its own place
    (
        "政府工作报告\n——2025年1月9日在桐乡市第十七届人民代表大会第四次会议上\n民生支出占比达到78.3%，新增老年食堂15家。",
        "330483",
    ),
    (
        "关于预算执行情况的报告\n2024年1月9日在青神县第十九届人民代表大会第三次会议上\n全年支出30亿元，增长5%。",
        "511425",
    ),
    # 全市 lifts a district to its city; a county-level city stays
    ("托育服务走访\n全市托位3.67万个，我市机构787家。济宁市任城区和济宁市兖州区同步推进。", "370800"),
    ("简阳市办好实事\n简阳市新增托位350个，全市群众受益，我市投入加大。", "510185"),
    ("山东加快建设\n山东省新增学位4万个，全省投入加大，我省推进有力。济南市、青岛市先行。", "370000"),
    # the dateline is where the report was filed
    ("新华社成都7月30日电 绵竹市新建学校5所。绵竹市教育局介绍，全市受益。", "510683"),
    ("资阳区打造食堂\n益阳市资阳区新增食堂9个，全区受益。资阳区民政局介绍情况。", "430902"),
    # a district's report at a conference of its city; 位居全市第一 is a comparison
    (
        "8月7日，在“2023年益阳市三年行动”上半年工作系列新闻发布会上，资阳区区长表示，资阳区新增学位3000个，位居全市第一。"
        "资阳区建成食堂9个，在全市率先实现全覆盖。资阳区还将新建学校2所。",
        "430902",
    ),
    # several districts of a city that is only called 全市
    (
        "15日，市住建局在铁西区召开全市现场会。铁东区4个小区完工，铁西区5个小区在建，立山区、千山区进度较快。全市已完成投资三成。",
        "210300",
    ),
    # a county with its own offices, in a province that is named about as often
    (
        "江苏灌南县新增食堂9个，江苏省民政厅支持。灌南县民政局介绍，全县受益，县委县政府投入300万元。江苏先行。",
        "320724",
    ),
    # the headline runs into the dateline
    ("真心关爱退役军人\n益阳8月1日电 资阳区走访老兵20名，全区发放慰问金5万元。资阳区退役军人事务局介绍。", "430902"),
    # a zone with a name of its own
    ("西咸新区新建学校5所，西咸新区教育局介绍，西咸新区新增学位1.2万个。", "610100"),
    # what a region is first or largest in is a comparison, and a giver is not whose text it is
    ("防城港市港口吞吐量增长，是广西最大的港。防城港市居全国第3，广西首个口岸开通，占广西沿海近七成。", "450600"),
    ("珠海市对口帮扶遵义市桐梓县，桐梓县卫生院新增床位38张。珠海市援助资金91万元，桐梓县卫健局介绍。", "520322"),
    # a style named after a county that is never named in full
    ("黄山市实施徽州古建筑保护，全市打造徽州文化品牌，我市建设徽州园林，全市受益。黄山市先行。", "341000"),
    # offices that are no government's: 社区卫生, 城市教育
    ("资阳市新增社区卫生服务中心9个。社区卫生人员培训3次，城市教育投入加大，资阳市受益。雁江区先行。", "512000"),
    ("上海杨浦区健康服务\n杨浦区新增托位500个，杨浦区卫健委介绍，全区有机构89家。", "310110"),
]


@pytest.mark.parametrize(("raw", "code"), WRITTEN_FOR)
def test_written_for(raw: str, code: str) -> None:
    document = read_text(raw, "a.txt")
    assert document.place == code
    assert document.provenance["place"]


def test_the_file_s_name_is_evidence() -> None:
    raw = "政府工作报告\n各位代表：\n2023年，我县新增学位1200个，全县受益。"
    assert read_text(raw, "报告/安岳县2024年政府工作报告.docx").place == "512021"
    assert read_text(raw, "报告.docx").place is None


def test_the_short_name_of_a_county_that_speaks_of_itself() -> None:
    raw = "区长赴区民政局走访，区委书记参加。要贡献杨浦力量。全区有养老机构68家。"
    assert read_text(raw, "a.txt").place == "310110"
    assert read_text(raw.replace("区", "县"), "a.txt").place is None


def test_a_zone_lies_in_the_city_whose_paper_tells_of_it() -> None:
    raw = "高新区新增学位\n《绵阳日报》 2024-05-08\n今年以来，高新区新增学位1200个。高新区管委会介绍，全区有学校12所。"
    document = read_text(raw, "a.txt")
    assert (document.place, document.published) == ("510700", "2024-05-08")
    assert read_text(raw.replace("《绵阳日报》", "《民生日报》"), "a.txt").place is None


def test_the_carrier_s_own_place_where_the_text_names_none() -> None:
    raw = "我县新增学位1200个\n来源：安岳县融媒体中心\n2023年，我县新增学位1200个，全县受益，投入加大。"
    assert read_text(raw, "a.txt").place == "512021"


def test_a_district_called_by_an_ordinary_word_where_the_source_names_its_city() -> None:
    raw = "宝山新增托位120个\n来源：上海宝山发布\n宝山今年新增托位120个，全区已有9000个。宝山的家长说好。"
    assert read_text(raw, "a.txt").place == "310113"
    assert read_text(raw.replace("上海宝山发布", "民生发布"), "a.txt").place is None
    assert read_text(raw.replace("全区", "目前"), "a.txt").place is None


NOWHERE = [
    "资阳银行股份有限公司发布半年报。上半年，资阳银行营业收入41.40亿元，资阳银行净利润9.62亿元。",
    "宝安区结对帮扶都安县，宝安区残联捐赠51万元。都安县残联介绍，都安县新增就业300人，宝安区投入加大。",
    "国家卫生健康委介绍，全国托位达到477万个，我国每千人口托位3.38个。全国有四川、河南、山东、湖南等地先行。",
    "公司在中国市场增长，中国消费者欢迎，中国业务扩大，中国居民购买，中国家庭喜爱。公司收购青岛一厂，青岛工厂推出新品。",
    "美国7月新增就业18.7万人，美国失业率下降。美国劳工部公布数据。",
    "成都市、济南市、郑州市、长沙市、合肥市、南昌市各有一项试点。",
    "新华社北京7月23日电 韩国军队人数去年首次跌破50万人。",
    "东湖边新增长椅9张，大家都说好。",
    "没有地名的一段话，只有数字350个。",
]


@pytest.mark.parametrize("raw", NOWHERE)
def test_written_for_no_single_place(raw: str) -> None:
    assert read_text(raw, "a.txt").place is None
