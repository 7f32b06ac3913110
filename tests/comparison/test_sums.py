"""Parts and their total, in the words of documents: which must add up, which need not, which are no parts."""

from __future__ import annotations

import pytest

from tests.comparison.builders import analysed, told


def sums(text: str) -> list[bool]:
    """Of every sum that is found, whether it holds."""
    return [finding.passed for finding in analysed(told(text)).reconciliations if finding.kind == "parts"]


@pytest.mark.parametrize(
    "text",
    [
        # by kind, the total called a little differently
        "全市养老机构共11家，其中公办4家、民办6家。",
        "全市现有养老机构11家，公办4家，民办6家。",
        "全市学校总数达到218所。其中，公办学校180所，民办学校42所。",
        "全市各级各类学校218所，其中公办180所、民办42所。",
        "2024年底，全市幼儿园总数216所。公办幼儿园120所，民办幼儿园90所。",
        "截至2024年底，全市共有各类幼儿园216所，公办幼儿园120所，民办幼儿园90所。",
        "全市共有公办幼儿园120所、民办幼儿园90所，幼儿园总数达216所。",
        "2024年全市义务教育学校总数186所，小学120所，初中60所。",
        "2024年，全市义务教育阶段在校学生12.5万人，其中小学8.2万人、初中4.9万人。",
        "全市养老床位总数1.2万张，其中公办养老机构床位5000张，民办养老机构床位6000张。",
        "全市特困人员5200人，其中集中供养1800人，分散供养3600人。",
        "全市低保对象8.6万人，城市低保1.2万人，农村低保7.1万人。",
        "2024年全市基本医保参保人数230万人，其中职工医保40万人，居民医保185万人。",
        "全市60岁以上老年人32.5万人，其中城镇12.1万人，农村21.4万人。",
        "2024年全市在园幼儿9800人，其中男童5100人，女童4600人。",
        "全市幼儿园216所，其中普惠性幼儿园190所，非普惠性幼儿园20所。",
        # the text says that it is all of it
        "2024年末，全市共有公办幼儿园120所、民办幼儿园86所，合计216所。",
        "全市公办、民办养老机构分别为4家和6家，共11家。",
        "全市有小学120所、初中60所、高中30所，共计220所。",
        "全市有公共图书馆5家、文化馆6家、博物馆4家，总计16家。",
        "全市养老机构12家，其中公办5家，其余6家为民办。",
        "全市85家养老服务设施由养老机构12家、社区养老服务站40家、日间照料中心30家组成。",
        # one digit is wrong
        "全市各类救助对象年末在册7284人，其中最低生活保障5612人、特困供养642人、低保边缘930人。",
        # more than the total
        "全市共有各类学校218所，其中小学120所、初中80所、高中30所。",
        "全市文化场馆20个，其中图书馆6个、文化馆8个、博物馆9个。",
        "全市养老机构11家，其中公办13家。",
    ],
)
def test_parts_that_miss_their_total_are_found(text: str) -> None:
    assert sums(text) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "全市养老机构共11家，其中公办4家、民办7家。",
        "2024年末，全市共有公办幼儿园120所、民办幼儿园96所，合计216所。",
        "2024年全市义务教育学校总数180所，小学120所，初中60所。",
        "全市学校总数达到222所。其中，公办学校180所，民办学校42所。",
        "全市低保对象8.3万人，城市低保1.2万人，农村低保7.1万人。",
        "全市常住老年人32.5万人，其中城镇12.16万人，农村20.34万人。",
        "全市有小学120所、初中60所、高中30所，共计210所。",
        "全市现有学校218所，今年新建小学3所、初中2所，共5所。",
        "全市幼儿园216所，其中公办120所、民办普惠性60所、民办非普惠性36所。",
        "全市民生投入3017万元，其中教育投入454万元，增长16.5%，医疗投入2563万元，增长10.8%，社会投入669万元，增长3.2%。",
    ],
)
def test_parts_that_make_their_total_are_found_too(text: str) -> None:
    assert sums(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        # a list of some
        "全市共有各类学校230所，其中小学120所、初中60所、高中30所。",
        "全市养老机构11家，其中公办4家。",
        "全市发放救助金1.2亿元，其中低保金8000万元，特困供养金3000万元。",
        "2024年全市学校218所，小学120所，初中60所。",
        "全市卫生技术人员1.2万人，其中执业(助理)医师4500人、注册护士5600人。",
        "全市社会救助对象7284人，其中最低生活保障5612人、特困供养642人、低保边缘927人。",
        "全市社会救助对象7284人，其中最低生活保障5012人、特困供养642人、低保边缘930人。",
        "全市学校218所，其中小学120所、初中61所、高中27所。",
        # rates are not added to counts
        "全市每千人口托位数4.5个，托位总数9500个，其中普惠托位6000个。",
        "全市托位总数9500个，其中每千人口拥有托位4.5个、普惠托位9600个以上。",
        "全市城镇居民人均可支配收入42000元，农村居民人均可支配收入21000元，全体居民人均可支配收入30000元。",
        # a month and a year
        "2024年全市城镇新增就业12000人，其中12月城镇新增就业900人、11月城镇新增就业800人。",
        "2024年全市新建幼儿园12所，2023年公办幼儿园7所、民办幼儿园4所。",
        # plan and actual
        "2024年全市计划新建幼儿园12所，已建成公办幼儿园7所、民办幼儿园4所。",
        "2024年全市改造老旧小区102个，2025年计划改造城市小区80个、农村小区30个。",
        # persons and person-times
        "全市共开展技能培训1.2万人次，其中男性5600人，女性8000人。",
        # overlapping
        "全市培训1.2万人，其中女性5600人，农民工8000人。",
        "全市幼儿园216所，其中公办120所，普惠性180所。",
        "全市登记失业人员8000人，其中残疾人3000人、高校毕业生4000人、妇女4500人。",
        "全市公办学校180所（含乡镇学校160所），其中小学120所。",
        "全市养老机构50家，其中公办30家，其中农村敬老院28家。",
        "全市养老机构50家，其中公办30家，星级机构42家。",
        # something else is counted
        "全市新建幼儿园12所。全市公办幼儿园120所，民办幼儿园86所。",
        "全市普惠性幼儿园190所。公办幼儿园120所、民办幼儿园86所。",
        "资阳市养老机构102家。雁江区公办养老机构12家、民办养老机构20家。",
        "全市公办、民办养老机构分别为4家和6家。",
        # bounds
        "全市养老机构近110家，其中公办40家、民办60余家。",
    ],
)
def test_what_need_not_add_up_is_left_alone(text: str) -> None:
    assert False not in sums(text)


def test_a_total_that_another_document_tells_too_is_still_summed_up() -> None:
    again = told("截至2024年底，资阳市有养老机构11家。", "b.txt", "四川日报", "2025-03-12")
    analysis = analysed(told("截至2024年底，全市养老机构共11家，其中公办4家、民办6家。"), again)
    assert [finding.passed for finding in analysis.reconciliations] == [False]
    (total,) = [fact for fact in analysis.facts if fact.observation.value == 11]
    assert len(total.reprints) == 1
    assert "R13" in [caveat.code for caveat in total.caveats]


def test_a_sum_that_two_documents_have_alike_is_told_once() -> None:
    text = "全市养老机构共11家，其中公办4家、民办6家。"
    assert len(analysed(told(text), told(text, "b.txt", "四川日报", "2025-02-10")).reconciliations) == 1
