"""Which kind of evidence decides a figure's measure and scope; the last figure of each text is asked."""

from __future__ import annotations

import pytest

from briefing.extraction.amount.measures import Measured, measure_of, scope_of
from tests.extraction.figures import marked, measured

RULES = {
    ("multiplied", "change", 1): ("青溪县游客数实现[翻番|%]", "云岭镇合作社收入五年[翻一番|%]"),
    ("ordinal", "rank", 1): ("柳河县综合满意度列全市[第3|位]", "白水县签约率排名第[2位|位]"),
    ("rank", "rank", 1): ("青溪县就业率位居全市[二位|位]", "云岭镇绩效考核位列全县前[5名|名]"),
    ("times-of", "gap", 1): ("柳河县人均藏书是全市平均的[1.2倍|倍]", "白水县床位数相当于五年前的[2倍|倍]"),
    ("gap-above", "gap", 1): (
        "青溪县入园率高于全市平均[3%|%]",
        "云岭镇人均寿命比全省平均高[1.1岁|岁]",
    ),
    ("gap-below", "gap", -1): (
        "柳河县失业率低于全市平均[0.6个点|个点]",
        "白水县每千人床位低于全省平均[0.5张|张]",
    ),
    ("falling", "change", -1): ("青溪县办理时限平均压缩[60%|%]", "云岭镇药价降幅为[38%|%]"),
    ("rising", "change", 1): ("柳河县居民收入同比增长[6.1%|%]", "白水县参保人数增幅达[12%|%]"),
    ("compared", "change", -1): ("青溪县登记失业人数同比减[260人|人]", "云岭镇住院天数比上年少[1.2天|天]"),
    ("compared", "change", 1): ("柳河县志愿者比上年多[430人|人]", "白水县门诊量同比增[8%|%]"),
    ("change-after", "change", 1): ("青溪县客流实现[9%|%]的增长", "云岭镇养老金按每人[30元|元]增加"),
    ("change-with-object", "change", 1): ("柳河县增加优质学位[1200个|个]", "白水县增加护理床位[90张|张]"),
    ("points", "change", 1): ("青溪县覆盖面[2.1个百分点|个百分点]", "云岭镇利率[20个基点|个基点]"),
    ("times", "gap", 1): ("柳河县每百户车位[1.5倍|倍]", "白水县护工需求[3倍|倍]"),
    ("share", "share", 1): ("青溪县公办园占比[58%|%]", "云岭镇死亡率[1.2‰|‰]"),
    ("level", "level", 1): ("柳河县开设老年课堂[36个|个]", "白水县专任教师[530名|名]"),
}
ROWS = [(*expected, text) for expected, texts in RULES.items() for text in texts]


@pytest.mark.parametrize(("rule", "measure", "sign", "text"), ROWS, ids=[f"{row[0]} {row[3]}" for row in ROWS])
def test_the_evidence_that_decides(rule: str, measure: str, sign: int, text: str) -> None:
    answer = measure_of(marked(text).figures[-1])
    assert (answer.rule, answer.value.measure, answer.value.sign) == (rule, measure, sign)


@pytest.mark.parametrize(
    ("rule", "scope", "text"),
    [
        ("ranked-among", "全市", "青溪县满意度位居全市[第三|位]"),
        ("ranked-among", "全省", "云岭镇小学排名全省[第12|位]"),
        ("held-against", "全市平均水平", "柳河县入园率高于全市平均水平[3个百分点|个百分点]"),
        ("held-against", "全省平均", "白水县每千人床位低于全省平均[0.5张|张]"),
        ("unsaid", "", "青溪县合唱团获得[第一|位]"),
        ("unsaid", "", "云岭镇需求[3倍|倍]"),
        ("no-scope", "", "柳河县全市新增学位[900个|个]"),
        ("no-scope", "", "白水县占比[58%|%]"),
    ],
)
def test_what_it_is_held_to(rule: str, scope: str, text: str) -> None:
    answer = scope_of(measured(marked(text)).figures[-1])
    assert (answer.rule, answer.value) == (rule, scope)


def test_the_words_that_decided_and_what_spoke_against_them_are_kept() -> None:
    passage = marked("青溪县入园率同比提高[3%|%]")
    passage.figures[0].explained = True
    answer = measure_of(passage.figures[0])
    assert answer.seen is not None
    assert passage.text[slice(*answer.seen)] == "提高"
    assert answer.runner_up is not None
    assert answer.runner_up.value == Measured("share")
