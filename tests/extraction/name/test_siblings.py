"""Names of figures that leave out what they share with what stands before them, and of those that do not."""

import pytest

from tests.extraction.name.test_naming import named

SHARED = [
    # the group differs, what is told of it goes on
    (
        "城镇常住居民人均可支配收入55360元，农村常住居民为32108元。",
        ["城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"],
    ),
    ("公办幼儿园在园幼儿3.2万人，民办幼儿园2.1万人。", ["公办幼儿园在园幼儿", "民办幼儿园在园幼儿"]),
    ("城市居民恩格尔系数28.4%，农村居民32.1%。", ["城市居民恩格尔系数", "农村居民恩格尔系数"]),
    ("三级医院门诊患者3.2万人次，二级医院2.1万人次。", ["三级医院门诊患者", "二级医院门诊患者"]),
    ("公办幼儿园在园幼儿3.2万人，民办幼儿园教师1800人。", ["公办幼儿园在园幼儿", "民办幼儿园教师"]),
    ("小学专任教师2100人，初中专任教师1800人。", ["小学专任教师", "初中专任教师"]),
    # a modifier divides what was counted in the same unit
    (
        "建成养老机构11家，机构床位2380张，其中公办6家1360张、民办5家1020张。",
        ["养老机构", "养老机构床位", "公办养老机构", "公办养老机构床位", "民办养老机构", "民办养老机构床位"],
    ),
    ("养老机构85家，床位8500张，公办32家。", ["养老机构", "养老机构床位", "公办养老机构"]),
    ("幼儿园42所，在园幼儿8300人，其中普惠性30所。", ["幼儿园", "幼儿园在园幼儿", "普惠性幼儿园"]),
    # what is counted belongs to what was counted before
    ("各类医疗卫生机构241家，实有床位2318张。", ["各类医疗卫生机构", "医疗卫生机构床位"]),
    ("养老机构23家，机构床位利用率62%。", ["养老机构", "养老机构床位利用率"]),
    ("特殊教育学校3所，学校教师86人。", ["特殊教育学校", "特殊教育学校教师"]),
    # but not what is per head of the region, nor what has a subject of its own
    ("公共图书馆1个，文化馆1个。人均体育场地面积为2.9平方米。", ["公共图书馆", "文化馆", "人均体育场地面积"]),
    ("全年送戏下乡890场。城市人均公园绿地面积14.1平方米。", ["送戏下乡", "城市人均公园绿地面积"]),
    ("执业医师1468人、注册护士1732人。家庭医生累计签约18.7万人。", ["执业医师", "注册护士", "家庭医生签约"]),
    # an aim is of what was told before
    ("每千人口托位数4.4个，全市目标是2025年达到4.6个。", ["每千人口托位数"] * 2),
    ("护理型床位占比61%，规划目标值为65%。", ["护理型床位占比"] * 2),
    ("城镇新增就业4.9万人，完成全年目标任务的62%。", ["城镇新增就业", "城镇新增就业完成全年目标任务比例"]),
    ("给付金累计发放5.6亿元。", ["给付金发放"]),
    # an act that only holds a thing is no part of its name; nor is that a standard holds for town and country
    ("组织补贴性职业技能培训2360人次。", ["补贴性职业技能培训"]),
    ("举办专场招聘会46场。", ["专场招聘会"]),
    ("最低生活保障标准城乡一体，年末为1130元/月。", ["城乡最低生活保障标准"]),
    ("低保不分城乡，每人每年13560元。", ["城乡低保标准"]),
]


@pytest.mark.parametrize(("text", "names"), SHARED, ids=[row[0] for row in SHARED])
def test_a_name_has_what_its_sibling_says_and_no_more(text: str, names: list[str]) -> None:
    assert [name for _, name in named(text)] == names
