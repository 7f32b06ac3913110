"""Which kind of evidence decides a figure's status; the last figure of each text is asked."""

from __future__ import annotations

import pytest

from briefing.extraction.status.statuses import status_of
from briefing.model import Document
from tests.extraction.figures import marked

# rule -> texts in which it decides
RULES = {
    "rule": {
        "standard-after": (
            "青溪县对一孩家庭按每户[1200元|元]的标准发放育儿礼包。",
            "云岭镇落实医疗费自付超过[1.5万元|元]的部分由专项基金兜底。",
            "柳河县按每班[800元|元]、[1000元|元]的标准核定幼儿园公用经费。",
        ),
        "limit-before": (
            "白水县小学每班人数原则上不超过[45人|人]。",
            "平湖乡创业青年最高可贷[20万元|元]。",
        ),
        "condition": (
            "青溪县家庭财产低于[2.4万元|元]的，纳入低收入监测。",
            "云岭镇连续居住满[3年|年]的，可列入轮候名册。",
        ),
        "price": (
            "柳河县城区居家上门服务每次[35元/小时|元/小时]。",
            "白水县公益岗位补助[1800元/月|元/月]。",
        ),
        "standard-sum": (
            "青溪县农村低保标准由[620元|元]起步。",
            "云岭镇高龄津贴标准为[100元|元]。",
        ),
        "case-sum": (
            "柳河县对毕业生创办的网店有创业补贴[5000元|元]。",
            "白水县为技能大赛选手设奖励[3000元|元]。",
        ),
        "standard-share": (
            "青溪县职工门诊报销比例达到[70%|%]。",
            "云岭镇特困人员医疗救助比例，为[90%|%]。",
        ),
        "share-by": (
            "青溪县困难残疾人生活补贴按城乡低保金的[30%|%]发放。",
            "柳河县失业人员医疗费按原工资总额的[6%|%]缴纳。",
        ),
        "times-standard": (
            "云岭镇特困人员基本生活标准为低保的[1.3倍|倍]。",
            "白水县孤儿养育标准为散居儿童的[1.4倍|倍]。",
        ),
        "announced": (
            "青溪县规定，新建小区物业用房面积占比[4%|%]。",
            "云岭镇出台规定，村医到岗后另加[200元|元]。",
        ),
        "subsidy": (
            "柳河县对示范老年食堂给予[8000元|元]的建设补助。",
            "白水县为新招医师每名一次给予[2万元|元]安家补助。",
        ),
        "fee": (
            "柳河县社区食堂的服务费是[3元|元]。",
            "白水县日间照料每天床位费[20元|元]。",
        ),
        "threshold": (
            "青溪县对[10万元以内|元]的个人贷款免收担保费。",
            "云岭镇凡吸纳[20人以上|人]的帮扶车间均可申报。",
        ),
        "each-at-least": (
            "柳河县每个乡镇至少开展义诊[2场|场]。",
            "白水县每所学校至少设心理辅导室[1间|间]。",
        ),
        "demanded": (
            "柳河县乡镇敬老院床位不少于[60张|张]。",
            "依据《社区食堂建设规范》，每处须设座位[30个|个]。",
        ),
    },
    "planned": {
        "planning-word": (
            "青溪县预计年底新增公办学位[900个|个]。",
            "云岭镇计划新建村卫生室[12所|所]。",
        ),
        "planned-year-ahead": (
            "到2025年，柳河县每千人口托位数达到[4.6个|个]。",
            "2024年，白水县城镇新增就业[8000人|人]。",
        ),
        "planning-after": (
            "青溪县[6所|所]社区幼儿园将于秋季开园。",
            "云岭镇[120套|套]保障房正在建设。",
        ),
        "task": (
            "柳河县为今年的[120户|户]适老化改造任务备料。",
            "白水县参保人数超过[3万人|人]的目标。",
        ),
        "opening-ahead": (
            "青溪县[6所|所]学校今秋投用。",
            "云岭镇7月启用的[2家|家]托育园通过验收。",
        ),
        "ordered": (
            "青溪县《实施意见》提出，新建幼儿园[12所|所]。",
            "云岭镇按照《建设规划》，改造卫生室[30间|间]。",
        ),
        "list-goes-on": (
            "柳河县将开展以下工作：名师送教。走进学校[12所|所]。",
            "白水县计划组织以下三项活动：义诊。进村[8场|场]。",
        ),
        "under-way": (
            "柳河县新中学占地[60亩|亩]，正在施工。",
            "白水县医养中心建筑面积[2.1万平方米|平方米]，主体在建。",
        ),
    },
    "actual": {
        "earlier-side": (
            "青溪县医院床位预计由[80张|张]增至200张。",
            "云岭镇计划把养老床位由[40张|张]扩到90张。",
        ),
        "finishing-word": (
            "柳河县已建成老年食堂[25个|个]。",
            "截至年末，白水县累计发放助学金[340万元|元]。",
        ),
        "past-particle": (
            "一批道路即将建成；青溪县更新了公交车[50辆|辆]。",
            "云岭镇计划稳步推进，种植户拿到了分红[30万元|元]。",
        ),
        "year-gone": (
            "2021年，青溪县改造危房[310户|户]。",
            "云岭镇2020年招录乡村教师[46人|人]。",
        ),
        "nothing-against": (
            "柳河县图书馆接待读者[3.2万人次|人次]。",
            "白水县组织义诊[18场|场]。",
        ),
    },
}
ROWS = [(v, rule, text) for v, rules in RULES.items() for rule, texts in rules.items() for text in texts]
ABOVE = [
    ("plan-heading", "二、2024年工作安排", None),
    ("plan-heading", "（三）主要目标", "青溪县政府工作报告"),
    ("plan-title", None, "青溪县养老服务三年行动计划（2023—2025年）"),
    ("plan-title", None, "云岭镇2024年民生实事项目清单"),
]


@pytest.mark.parametrize(("value", "rule", "text"), ROWS, ids=[f"{row[1]} {row[2]}" for row in ROWS])
def test_the_evidence_that_decides(value: str, rule: str, text: str) -> None:
    answer = status_of(marked(text).figures[-1], Document("", "", (), published="2023-06-30"))
    assert (answer.value, answer.rule) == (value, rule)


@pytest.mark.parametrize(("rule", "heading", "title"), ABOVE)
@pytest.mark.parametrize("text", ["新建幼儿园[3所|所]。", "改造老旧小区[15个|个]。"])
def test_a_plan_speaks_for_what_stands_under_it(rule: str, heading: str | None, title: str | None, text: str) -> None:
    (figure,) = marked(text, *([heading] if heading else [])).figures
    answer = status_of(figure, Document("", "", (), title=title, published="2023-06-30"))
    assert (answer.value, answer.rule) == ("planned", rule)


def test_the_words_that_decided_and_what_spoke_against_them_are_kept() -> None:
    passage = marked("青溪县预计按每户[1200元|元]的标准发放育儿礼包。")
    passage.figures[0].explained = True
    answer = status_of(passage.figures[0], Document("", "", (), published="2023-06-30"))
    assert answer.seen is not None
    assert passage.text[slice(*answer.seen)] == "的标准"
    assert answer.runner_up is not None
    assert (answer.runner_up.value, answer.runner_up.rule) == ("planned", "planning-word")
