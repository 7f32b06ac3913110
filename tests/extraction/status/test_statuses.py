"""Whether a figure happened, is planned, or is a rule."""

from __future__ import annotations

import pytest

from briefing.extraction.status.statuses import status_of
from briefing.model import Document
from tests.extraction.figures import marked

A, P, R = "actual", "planned", "rule"

ROWS = [
    # planned
    ("项目预计今年8月底交付，届时可提供[1200个|个]学位。", [P]),
    ("力争到“十四五”末，引育硕士[100名|名]、本科人才[500人|人]，新增高级职称[400名|名]。", [P, P, P]),
    ("明年计划新建公办幼儿园[12所|所]。", [P]),
    ("到2025年，每千人口托位数达到[4.5个|个]。", [P]),
    ("拟申请总投资[2.25亿元|元]。", [P]),
    ("建成后可新增养老床位[200张|张]。", [P]),
    ("今年我市将再改造老旧小区[35个|个]，惠及[6000户|户]。", [P, P]),
    ("[10所|所]学校将于9月投入使用。", [P]),
    ("确保“十四五”期间，重点人群签约率达到[100%|%]。", [P]),
    ("全年目标是：新增学位[3000个|个]；改造校舍[20所|所]；招聘教师[300名|名]。", [P, P, P]),
    ("学校设计规模[54个|个]教学班，即将投入使用。", [P]),
    ("目前[350个|个]托位正在建设。", [A]),  # 目前 says what stands
    ("规划总用地[1.8万平方米|平方米]。", [P]),
    ("力争全年就业突破[8000人|人]，比去年多增[500人|人]。", [P, P]),
    ("预计收入同比增长[5%|%]。", [P]),
    ("“十四五”末，护理型床位占比将不低于[55%|%]。", [P]),
    ("2025年，全县公办园占比达到[60%|%]。", [P]),
    ("预计明年9月投用，总建筑面积[3.1万平方米|平方米]，办学规模[36个|个]班。", [P, P]),
    ("学校2022年建成投用。占地[40亩|亩]，建筑面积[2万平方米|平方米]。", [A, A]),
    ("未来可期，全县[12所|所]学校获表彰。", [A]),
    # actual, although a planning word is near
    ("将[3个|个]教育集团优化调整为[2个|个]。", [A, A]),
    ("实施补短行动计划[38个|个]项目，新增学位[1.2万个|个]。", [A, A]),
    ("完成年度目标任务的[68.3%|%]。", [A]),
    ("三年行动计划累计投入[20亿元|元]。", [A]),
    ("拟定工作方案[3个|个]。", [A]),
    ("将近[40所|所]学校参加。", [A]),
    ("将全县卫生室划分为[6个|个]片区。", [A]),
    ("到2021年底，全市共有医院[32家|家]。", [A]),
    ("计划生育家庭[1200户|户]领到扶助金。", [A]),
    ("建成后床位将由[80张|张]增至[200张|张]。", [A, P]),
    ("下一步将力争三年完成。2021年，新增学位[900个|个]。", [A]),
    # rules
    ("补贴标准为每孩[每月500元|元/月]。", [R]),
    ("住院报销比例达到[85%|%]。", [R]),
    ("对首次创业者给予一次性补贴[5000元|元]。", [R]),
    ("自付费用超过住院总费用[10%|%]的部分由基金解决。", [R]),
    ("低于自治区[85%|%]的要求。", [R]),
    ("最高可贷[30万元|元]。", [R]),
    ("城乡低保标准由[600元|元]提高到[650元|元]。", [R, R]),
    ("每班人数原则上不超过[45人|人]。", [R]),
    ("对新建托位每个给予[1万元|元]建设补助，已拨付[1260万元|元]。", [R, A]),
    ("高级工按每人[1500元|元]、[2000元|元]的标准补贴。", [R, R]),
    ("对[10万元以内|元]的个人贷款免除反担保。", [R]),
    ("根据《养老机构管理规范》，床位数不少于[100张|张]。", [R]),
    ("在职职工报销比例提高[5个百分点|个百分点]，达到[55%|%]。", [R, R]),
    ("每人每月增加[42元|元]。", [R]),
    ("每年可获得[3万元|元]的补贴。", [R]),
    ("特困人员生活标准为低保标准的[1.3倍|倍]。", [R]),
    ("生活补贴按低保标准的[30%|%]发放。", [R]),
    ("人均金融资产[不超过3.6万元|元]的，可申请低保。", [R]),
    ("有[2套以上|套]住房的，不予受理。", [R]),
    ("最低工资标准为[2010元|元/月]。", [R]),
    ("每月发放[75元|元]至600元不等的津贴。", [R]),
    # not rules
    ("为符合条件的[3000名|名]老人上门服务。", [A]),
    ("按每人每月[500元|元]的标准发放补贴[98.5万元|元]。", [R, A]),
    ("平均担保费率[0.67%|%]。", [A]),
    ("满足[500户|户]居民需求。", [A]),
    ("公园有[2片|片]足球场、[3片|片]标准篮球场。", [A, A]),
    ("职工平均工资[6800元|元/月]。", [A]),
    ("活动入户慰问金[4000元|元]。", [A]),
    ("争取项目资金[1000万元|元]，救助患儿[240例|例]。", [A, A]),
    ("居民人均可支配收入[3.2万元|元]。", [A]),
    ("建成[25个|个]标准化助餐点。", [A]),
    ("累计发放补贴金[98.5万元|元]。", [A]),
    # all three in a paragraph
    (
        "全县已建成托育机构[11家|家]，到2025年将建成[20家|家]，对新建机构每个托位补助[1万元|元]的标准不变。",
        [A, P, R],
    ),
    ("已建成充电桩[300个|个]，将新建[200个|个]。目前已完成投资[5000万元|元]。", [A, P, A]),
]


def statuses(
    sentence: str, heading: str | None = None, published: str | None = "2023-06-30", title: str | None = None
) -> list[str]:
    passage = marked(sentence, *([heading] if heading else []))
    return [
        str(status_of(figure, Document("", "", (), title=title, published=published)).value)
        for figure in passage.figures
    ]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_status(sentence: str, expected: list[str]) -> None:
    assert statuses(sentence) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("二、2024年工作安排", P),
        ("主要目标", P),
        ("一、2023年目标完成情况", A),
        ("工作成效", A),
        (None, A),
        ("二、2024年工作安排\n（一）办好教育", P),
        ("二、2024年工作安排\n（一）去年完成情况", A),
    ],
)
def test_a_heading_speaks_for_sentences_without_cues(heading: str | None, expected: str) -> None:
    assert statuses("新增学位[2000个|个]。", heading) == [expected]


@pytest.mark.parametrize(("published", "expected"), [("2023-06-30", P), ("2026-02-01", A)])
def test_a_year_to_come_is_a_plan_and_a_year_gone_is_not(published: str, expected: str) -> None:
    assert statuses("到2025年，床位达到[500张|张]。", published=published) == [expected]


@pytest.mark.parametrize(
    ("title", "heading", "sentence", "expected"),
    [
        ("某市养老服务三年行动计划（2023—2025年）", "三、重点任务", "适老化改造[5000户|户]。", P),
        ("某区2024年民生实事项目清单", None, "新建幼儿园[3所|所]。", P),
        ("某市养老服务三年行动计划（2023—2025年）", "一、发展现状", "建成养老机构[62家|家]。", A),
        ("某市养老服务三年行动计划（2023—2025年）", None, "目前，建成养老机构[62家|家]。", A),
        ("行动计划落地生根 老人乐享晚年", None, "建成养老机构[62家|家]。", A),
    ],
)
def test_what_a_plan_does_not_say_to_be_done_is_planned(
    title: str, heading: str | None, sentence: str, expected: str
) -> None:
    assert statuses(sentence, heading, title=title) == [expected]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("2022年区财政投入[1000万元|元]引导资金。", "2022-03-29", P),
        ("2022年区财政投入[1000万元|元]引导资金。", "2022-11-29", A),
        ("2022年1月，区财政投入[1000万元|元]。", "2022-03-29", A),
        ("2022年以来，区财政投入[1000万元|元]。", "2022-03-29", A),
        ("2021年，区财政投入[1000万元|元]。", "2022-03-29", A),
    ],
)
def test_what_is_said_of_a_year_that_has_just_begun_is_a_plan(text: str, published: str, expected: str) -> None:
    assert statuses(text, published=published) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现场为19名困境儿童每人发放了[500元|元]捐助金。", A),
        ("走访退役军人，每人发放慰问金[1000元|元]。", A),
        ("送去价值[500元|元]的健康体检卡。", A),
        ("对困境儿童每人每月发放[500元/月|元/月]生活补贴。", R),
        ("一次性给予每户[1万元|元]补助。", R),
    ],
)
def test_gifts_on_a_day_are_no_entitlements(text: str, expected: str) -> None:
    assert statuses(text, published=None) == [expected]
