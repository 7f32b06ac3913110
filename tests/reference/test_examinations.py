"""What is an examination's result, however it is called, and what of the schools is not."""

from __future__ import annotations

import pytest

from briefing.documents import read_text
from briefing.extraction import extract
from briefing.reference.examinations import is_examination

HEAD = "丹棱县教育发展\n2024-08-06 来源：眉山日报\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "今年高考，全县600分以上[52人]。",
        "全县中考700分以上考生达[86人]。",
        "高考特殊类型控制线上线[231人]，上线率[31.2%]。",
        "初中学业水平考试优秀率[24.6%]，及格率[71.3%]。",
        "全县初三学生升入重点高中[412人]。",
        "七年级数学平均分[83.5分]，语文合格率[92%]。",
        "全县[9人]考上清华大学、北京大学。",
        "丹棱中学本科录取率[81%]。",
        "县中学高考综合评价列全市[第2位]。",
        "高考成绩再创新高，[52人]超过600分。",
        "被“双一流”高校录取[120人]。",
    ],
)
def test_results_are_kept_inside(sentence: str) -> None:
    check(sentence, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "全县新增学位[1200个]，学前三年毛入园率[96.3%]。",
        "中小学生体质健康合格率[97.2%]。",
        "九年义务教育巩固率[99.1%]，高中阶段毛入学率[98.2%]。",
        "高考期间，全县开通送考公交[20辆]。",
        "全县食品抽检合格率[98.6%]。",
        "全县小学教师学历达标率[100%]。",
        "县妇幼保健院孕产妇系统管理率[96.4%]。",
        "全县有小学在校生[10059人]，高考考点设在丹棱中学。",
    ],
)
def test_other_figures_of_schools_are_open(sentence: str) -> None:
    check(sentence, False)


def check(sentence: str, expected: bool) -> None:
    document = read_text(HEAD + sentence.replace("[", "").replace("]", "") + "\n", "a.txt")
    wanted = [part.partition("]")[0] for part in sentence.split("[")[1:]]
    found = {o.text: is_examination(o) for o in extract(document).observations if o.text in wanted}
    assert found
    assert found == dict.fromkeys(found, expected)
