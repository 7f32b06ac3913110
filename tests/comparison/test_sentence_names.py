"""Incomplete names take from their sentence what they leave out, nothing that belongs to another. Invented texts."""

import pytest

from briefing.comparison.alignment import Aligner
from briefing.model import Surroundings
from tests.comparison.builders import obs

MEETS = [
    # the sentence up to the figure, stated name, unit, value, indicator
    ("全市普通初中93所，招生", "招生", "人", 41200, "junior_entrants"),
    ("全市普通初中93所，招生4.12万人，在校生11.8万人，毕业生", "毕业生", "人", 38900, "junior_graduates"),
    ("普惠性幼儿园方面，去年覆盖率达到", "覆盖率", "%", 91.4, "affordable_kindergarten_coverage"),
    ("全市现有公共图书馆7个，总藏量", "总藏量", "册", 2.1e6, "library_books"),
    (
        "困难残疾人生活补贴标准每人每月90元，重度残疾人护理补贴",
        "重度残疾人护理补贴",
        "元/月",
        110,
        "disabled_care_standard",
    ),
    ("集中供养特困人员基本生活标准每人每月1300元，分散供养", "分散供养", "元/月", 1000, "extreme_standard_dispersed"),
    ("实施临时救助5200人次，支出", "支出", "元", 8.1e6, "temporary_assistance_money"),
    ("举办各类招聘会38场，提供岗位", "提供岗位", "个", 42000, "job_fair_posts"),
    ("全市普通高校9所，在学研究生", "学研究生", "人", 21600, "postgraduates"),  # the name was cut short
    ("老旧小区改造中，全市加装电梯", "加装电梯", "部", 64, "old_estates_lifts"),
]
OUTSIDE = [
    ("城东初中有学生1200人，招生", "招生", "人", 396),  # of one school
    ("全市普通小学120所，特殊教育学校3所，寄宿生", "寄宿生", "人", 210),  # of others told since
    ("新增普惠性幼儿园12所，在岗教师", "在岗教师", "人", 160),  # of some of them
    ("高等学校2所，在校生", "在校生", "人", 41000),  # no kind of school is all of them
    ("全市中等专业学校2所，在校生", "在校生", "人", 3100),
    ("综合医院4家，床位", "床位", "张", 2100),
    ("他申请了公益性岗位，每月补贴", "补贴", "元", 1900),
]


@pytest.fixture(scope="module")
def aligner():
    return Aligner()


def _aligned(aligner, lead, name, unit, value):
    each = "每月" if "每月补贴" in lead else ""
    return aligner.align(obs(name, value, unit, around=Surroundings(lead=lead, each=each))).indicator


@pytest.mark.parametrize(("lead", "name", "unit", "value", "indicator"), MEETS)
def test_a_sentence_completes_a_name(aligner, lead, name, unit, value, indicator):
    assert _aligned(aligner, lead, name, unit, value).id == indicator


@pytest.mark.parametrize(("lead", "name", "unit", "value"), OUTSIDE)
def test_a_sentence_gives_nothing_of_others(aligner, lead, name, unit, value):
    assert not _aligned(aligner, lead, name, unit, value).listed
