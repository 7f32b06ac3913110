"""Which field of public service a figure belongs to."""

from __future__ import annotations

import pytest

from briefing.extraction.sectors import sector_in

ROWS = [
    # the name says it
    ("每千人口托位数", "", None, "childcare"),
    ("发放育儿补贴金", "", None, "childcare"),
    ("在园幼儿", "", None, "education"),
    ("新增学位", "", None, "education"),
    ("助学金发放金额", "", None, "education"),
    ("城镇新增就业", "", None, "employment"),
    ("失业保险参保人数", "", None, "employment"),
    ("工伤保险参保人数", "", None, "employment"),
    ("发放创业担保贷款", "", None, "employment"),
    ("公益性岗位补贴", "", None, "employment"),
    ("基本医疗保险参保率", "", None, "health"),
    ("生育保险参保人数", "", None, "health"),
    ("长期护理保险参保人数", "", None, "health"),
    ("执业（助理）医师", "", None, "health"),
    ("城乡居民基本养老保险覆盖率", "", None, "elderly"),
    ("养老床位利用率", "", None, "elderly"),
    ("医养结合机构", "", None, "elderly"),
    ("老旧小区改造户数", "", None, "housing"),
    ("公租房", "", None, "housing"),
    ("城市低保标准", "", None, "assistance"),
    ("医疗救助人次", "", None, "assistance"),
    ("残疾人就业人数", "", None, "assistance"),
    ("退役军人就业人数", "", None, "veterans"),
    ("人均体育场地面积", "", None, "culture_sports"),
    ("公共图书馆", "", None, "culture_sports"),
    ("民生支出占一般公共预算支出比重", "", None, "finance"),
    ("地区生产总值", "", None, "other"),
    ("规模以上工业增加值", "全区就业形势稳定。", "千方百计促进就业", "other"),
    ("居民人均可支配收入", "", None, "other"),
    ("城乡居民收入倍差", "", None, "other"),
    ("恩格尔系数", "", None, "other"),
    ("新增公共停车泊位", "全区办学条件改善，新增公共停车泊位300个。", "教育", "other"),
    ("背街小巷整治", "", None, "other"),
    ("农村户厕改造", "", None, "other"),
    ("群众安全感", "卫生健康服务更便捷，群众安全感达98%。", None, "other"),
    ("热线工单", "", "老有所养工作推进", "other"),
    ("助学贷款金额", "", None, "education"),
    ("贷款金额", "助学贷款人数达9万人，贷款金额8亿元。", None, "education"),
    ("中小学危房改造面积", "", None, "education"),
    ("生均公用经费", "", None, "education"),
    ("小额担保贷款", "", None, "employment"),
    ("社会保险补贴", "", None, "employment"),
    ("以工代赈务工人员", "", None, "employment"),
    ("应急救护培训", "", None, "health"),
    ("婴儿死亡率", "", None, "health"),
    ("既有住宅加梯", "", None, "housing"),
    ("旧改小区", "", None, "housing"),
    ("首套房首付比例", "", None, "housing"),
    ("优抚对象", "", None, "veterans"),
    ("困境儿童补贴", "", None, "childcare"),
    ("未成年人救助保护中心", "", None, "childcare"),
    ("法律援助案件", "", None, "assistance"),
    ("被告人罚金", "被告人冒充幼儿园园长，处罚金3万元。", None, "other"),
    # several insurances in one figure
    ("社会保险参保人数", "养老、失业、工伤三项社会保险参保人数达到90万人。", None, "elderly"),
    # the sentence or the heading says it
    ("成员", "组建劳务服务队伍5个，成员达到1600人。", "促进就业", "employment"),
    ("惠及群众", "问题楼盘化解，惠及群众16.4万人。", None, "housing"),
    ("常态化下沉专家", "超过150位专家下沉，医疗资源可及。", None, "health"),
    ("投入资金", "投入资金1300万元，建成养老服务综合体。", None, "elderly"),
    ("累计服务人次", "累计服务3000人次。", "让群众共享文化大餐", "culture_sports"),
    # the group's own heading wins over the service
    ("提供健康体检的老年人", "在“老有康养”方面，为30万老年人提供健康体检。", None, "elderly"),
    ("老年人健康管理率", "基本公共卫生服务扎实推进，老年人健康管理率达72%。", None, "health"),
    ("应急救援队员", "", "退役军人志愿者受表彰", "veterans"),
    ("该项目总投资", "该项目总投资1.8亿元。", "县人民医院门诊综合楼封顶", "health"),
    ("非法募集资金", "以养老为名非法募集资金9亿元。", None, "other"),
    # nothing says it
    ("项目", "", None, "other"),
    ("", "", None, "other"),
]


@pytest.mark.parametrize(("name", "sentence", "heading", "expected"), ROWS, ids=[f"{r[0]} {r[1]}" for r in ROWS])
def test_sector(name: str, sentence: str, heading: str | None, expected: str) -> None:
    assert sector_in(name, sentence, heading, sentence).value == expected


def test_the_own_phrase_speaks_before_the_rest_of_the_sentence() -> None:
    sentence = "改造老旧小区12个，建成社区食堂5家，惠及老人3万名。"
    assert sector_in("惠及", sentence, None, phrase="惠及老人3万名").value == "elderly"
    assert sector_in("惠及", sentence, None, phrase="惠及小区住户3万名").value == "housing"


def test_the_paragraph_helps_only_where_the_rest_is_silent() -> None:
    paragraph = "全县养老服务体系不断完善，老人就餐更方便。志愿者参与2952人次。"
    assert sector_in("参与人次", "志愿者参与2952人次。", None, paragraph).value == "elderly"
    assert sector_in("在校学生", "志愿者参与2952人次。", None, paragraph).value == "education"


def test_the_document_decides_where_all_else_is_silent() -> None:
    document = "公租房、保障性租赁住房和老旧小区改造让群众住有所居。"
    assert sector_in("惠及群众", "惠及群众3万人。", None, "惠及群众3万人。", document).value == "housing"
    assert sector_in("门诊人次", "门诊3万人次。", None, "门诊3万人次。", document).value == "health"


# rule -> name, sentence, heading, paragraph, document, the field
RULES = [
    ("name", "托育服务机构", "青溪县新增托育服务机构3家。", None, "", "", "childcare"),
    ("name", "养老床位", "云岭镇添置养老床位40张。", None, "", "", "elderly"),
    ("override", "困难学生体检", "", None, "", "", "education"),
    ("override", "残疾人就业人数", "", None, "", "", "assistance"),
    (
        "field-phrase",
        "提供健康体检的老年人",
        "在“老有颐养”方面，为2万老年人提供健康体检。",
        None,
        "",
        "",
        "elderly",
    ),
    ("field-phrase", "健康体检的学生", "推进“学有优教”，健康体检的学生2万人。", None, "", "", "education"),
    ("sentence", "投入资金", "白水县投入资金900万元，建成养老服务综合体。", None, "", "", "elderly"),
    ("sentence", "惠及群众", "青溪县公租房配租，惠及群众1200人。", None, "", "", "housing"),
    ("heading", "成员", "队伍成员达到160人。", "促进就业", "", "", "employment"),
    ("heading", "参与人次", "全镇参与1.2万人次。", "全民健身", "", "", "culture_sports"),
    ("paragraph", "参与人次", "志愿者参与952人次。", None, "云岭镇养老服务更便捷。志愿者参与952人次。", "", "elderly"),
    ("paragraph", "结对", "结对60个。", None, "柳河县小学生课后服务开展。结对60个。", "", "education"),
    ("document", "惠及群众", "惠及群众3万人。", None, "", "公租房和老旧小区改造让群众住有所居。", "housing"),
    ("document", "结对", "结对12户。", None, "", "退役军人优待证发放和拥军活动。", "veterans"),
    ("silent", "结对", "", None, "", "", "other"),
    ("silent", "清单", "", None, "", "", "other"),
]


@pytest.mark.parametrize(("rule", "name", "sentence", "heading", "paragraph", "document", "field"), RULES)
def test_where_the_deciding_words_stand(
    rule: str, name: str, sentence: str, heading: str | None, paragraph: str, document: str, field: str
) -> None:
    answer = sector_in(name, sentence, heading, paragraph, document)
    assert (answer.rule, answer.value) == (rule, field)


def test_the_second_field_is_the_runner_up() -> None:
    answer = sector_in("养老床位", "青溪县卫生院设养老床位20张。", None, explain=True)
    assert answer.runner_up is not None
    assert (answer.value, answer.runner_up.value) == ("elderly", "health")
