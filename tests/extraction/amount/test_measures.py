"""What kind of statement a figure makes. Figures are marked [text|unit]; expected: one measure (and sign) a figure."""

from __future__ import annotations

import pytest

from briefing.extraction.amount.measures import Measured, measure_of, scope_of
from briefing.extraction.answers import Answer
from briefing.model import Measure
from tests.extraction.figures import marked

LEVEL, SHARE, GAP, RANK, UP, DOWN = ("level", 1), ("share", 1), ("gap", 1), ("rank", 1), ("change", 1), ("change", -1)
BELOW = ("gap", -1)

ROWS = [
    # changes, up and down
    ("去年全县信访总量同比下降[45%|%]", [DOWN]),
    ("窗口办理时间平均缩短[近60%|%]", [DOWN]),
    ("在册困难职工比年初减少[120人|人]", [DOWN]),
    ("公办园在园幼儿占比较上年提高[2.3个百分点|个百分点]", [UP]),
    ("失业率比上月回落[0.2个百分点|个百分点]", [DOWN]),
    ("门诊量实现[翻番|%]", [UP]),
    ("接诊能力提高[一倍|倍]", [UP]),
    ("三产分别增长[3.4%|%]、[5.4%|%]、[4.6%|%]", [UP, UP, UP]),
    ("城镇和农村居民收入同比分别增长[5.1%|%]和[7.6%|%]", [UP, UP]),
    ("签约[27000人|人]，增加[1700人|人]", [LEVEL, UP]),
    ("全年增加公办学位[2590个|个]", [UP]),
    ("增加护理型床位[300张|张]、康复床位[120张|张]", [UP, UP]),
    ("住院天数减少了[1.5天|天]", [DOWN]),
    ("参保人数达到[32万人|人]，增幅达[12%|%]", [LEVEL, UP]),
    ("客流量实现了[8.4%|%]的增长", [UP]),
    ("药品价格降幅为[52%|%]", [DOWN]),
    ("以年均[6%|%]的速度递增", [UP]),
    ("较往年提升[33%|%]", [UP]),
    ("农村低保标准提高[50元|元]", [UP]),
    ("登记失业人数同比减[300人|人]", [DOWN]),
    ("按本人养老金水平的[1.2%|%]增加基本养老金", [UP]),
    ("岗位[780个|个]，同比增加[210个|个]，增幅为[37%|%]，环比减少[66个|个]", [LEVEL, UP, UP, DOWN]),
    # levels that look like changes
    ("专项资金增长了[17.4%|%]，[25万|人]贫困人口脱贫", [UP, LEVEL]),
    ("增设村小附属园[150个|个]", [LEVEL]),
    ("提升改造农村公路[50公里|公里]", [LEVEL]),
    ("新增学位[1.26万个|个]", [LEVEL]),
    ("城镇新增就业[1.08万人|人]", [LEVEL]),
    ("床位增加到[500张|张]", [LEVEL]),
    ("低保标准由[600元|元]提高到[650元|元]", [LEVEL, LEVEL]),
    ("工业增加值[30亿元|元]", [LEVEL]),
    ("为群众节省费用[1840万元|元]", [LEVEL]),
    ("教师队伍不断扩大，现有专任教师[530名|名]", [LEVEL]),
    ("上线人数在去年突破[200人|人]大关后再创新高", [LEVEL]),
    # shares
    ("占比由[16.4%|%]提升至[21.65%|%]", [SHARE, SHARE]),
    ("养老床位利用率达到[50.06%|%]", [SHARE]),
    ("完成目标任务的[68.3%|%]", [SHARE]),
    ("自付超过当次总费用[10%|%]的部分", [SHARE]),
    ("毛入园率提高到[91%|%]", [SHARE]),
    ("新生儿死亡率为[1.2‰|‰]", [SHARE]),
    ("公办、民办园分别占[58%|%]、[42%|%]", [SHARE, SHARE]),
    ("巩固率较2020年的[94.1%|%]提高[1.2个百分点|个百分点]", [SHARE, UP]),
    # gaps
    ("利用率高于全省平均水平[约6个百分点|个百分点]", [GAP]),
    ("人均预期寿命比全国平均高[1.3岁|岁]", [GAP]),
    ("每千人口床位低于全省平均[0.4张|张]", [BELOW]),
    ("人均面积是全国平均水平的[2倍|倍]", [GAP]),
    ("增速高于全市[1.5个百分点|个百分点]", [GAP]),
    ("平均费率远低于同类机构[2.5个百分点|个百分点]", [BELOW]),
    ("蔬菜价格低于市场均价[30%|%]", [BELOW]),
    ("失业率低于预期的[3.6%|%]", [SHARE]),
    ("建设标准高于国家[80%|%]的要求", [SHARE]),
    # ranks
    ("综合考核位居全省[第五位|位]", [RANK]),
    ("上线率位居全省前列（[5-7位|位]）", [RANK]),
    ("满意度排名全市[第3|位]", [RANK]),
    ("在省级考核中位列全省[第四|位]", [RANK]),
    # not ranks
    ("引进全科医生[7位|位]", [LEVEL]),
    ("超过[150位|位]专家实现下沉", [LEVEL]),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_measure_and_sign(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert [measure_of(figure).value for figure in marked(sentence).figures] == expected


def test_a_verb_of_the_sentence_before_has_no_say() -> None:
    passage = marked("信访量同比下降[45%|%]。群众满意率[98%|%]。")
    assert [measure_of(figure).value for figure in passage.figures] == [DOWN, SHARE]


@pytest.mark.parametrize(
    ("before", "measure", "expected"),
    [
        ("全市养老床位利用率达到50.06%,高于全省平均水平", Measure.GAP, "全省平均水平"),
        ("比全国平均水平高", Measure.GAP, "全国平均水平"),
        ("高考整体水平稳定在全省", Measure.RANK, "全省"),
        ("义务教育质量已连续多年居区县", Measure.RANK, "区县"),
        ("位居", Measure.RANK, ""),
        ("全省新增", Measure.LEVEL, ""),
    ],
)
def test_what_ranks_and_gaps_are_held_against(before: str, measure: Measure, expected: str) -> None:
    (figure,) = marked(f"{before}[5|位]").figures
    figure.answers["measure"] = Answer(Measured(measure), "test")
    assert scope_of(figure).value == expected
