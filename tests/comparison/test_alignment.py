"""A figure goes under an indicator only when name, unit, measure and per-head-ness agree; else it stays by itself."""

import pytest

from briefing.comparison.alignment import Aligner, align
from tests.comparison.builders import FENGJIE, FUCHENG, XIQU, ZIYANG, obs

ALIGNED = [
    # stated name, unit, indicator id, method
    ("每千人口拥有3岁以下婴幼儿托位数", "个", "childcare_places_per_1000", "name"),
    ("每千人口托位数", "个", "childcare_places_per_1000", "alias"),
    ("全市每千常住人口托位数", "个", "childcare_places_per_1000", "alias"),
    ("每千名常住人口拥有婴幼儿照护服务托位", "个", "childcare_places_per_1000", "pattern"),
    ("普惠托育托位", "个", "affordable_childcare_places", "alias"),
    ("城镇新增就业人数", "人", "urban_new_employment", "name"),
    ("全县累计实现城镇新增就业", "人", "urban_new_employment", "name"),
    ("养老机构", "家", "elderly_institutions", "name"),
    ("已建成养老机构", "个", "elderly_institutions", "name"),
    ("养老机构床位", "张", "elderly_institution_beds", "name"),
    ("执业（助理）医师数", "人", "physicians", "name"),
    ("“两癌”筛查", "名", "cervical_breast_screening", "name"),
    ("重点人群家庭医生签约服务率", "%", "family_doctor_key_rate", "pattern"),
    ("标准化助餐点", "处", "elderly_meal_points", "alias"),
    ("年末常住人口", "人", "resident_population", "name"),
    ("常住人口城镇化率", "%", "urbanisation_rate", "alias"),
    ("65岁及以上老年人口占比", "%", "population_65_plus_share", "alias"),
    ("文化体育与传媒支出", "元", "culture_expenditure", "alias"),
    ("长者幸福食堂", "家", "elderly_canteens", "pattern"),
    ("城市低保标准", "元/月", "subsistence_standard_urban", "name"),
    ("本科上线率", "%", "exam_undergraduate_rate", "alias"),
]


@pytest.mark.parametrize(("name", "unit", "indicator", "method"), ALIGNED)
def test_a_known_name_is_found(name, unit, indicator, method):
    found = Aligner().align(obs(name, 12, unit))
    assert (found.indicator.id, found.method) == (indicator, method)


UNLISTED = [
    # stated name, unit, why it must not be forced
    ("县域内就诊率", "人", "a rate is not a number of persons"),
    ("每千人口托位数", "%", "a ratio per thousand is not a share"),
    ("托位数占比", "%", "a share is not the count"),
    ("改造托育中心", "家", "renovated ones are not all"),
    ("格里坪镇卫生院床位", "张", "one hospital's beds are not the region's"),
    ("农村养老机构床位", "张", "a part is not the whole"),
    ("新建养老机构", "家", "new ones are not all"),
    ("养老机构志愿者", "人", "another thing"),
    ("城区常住人口", "人", "a part of the city is not the city"),
    ("户籍人口城镇化率", "%", "registered residents, not those who live there"),
    ("乡镇卫生院医护人员", "人", "a part is not the whole"),
    ("享受二孩育儿补贴户数", "户", "a part is not the whole"),
    ("新招录教师中研究生", "人", "a part is not the whole"),
    ("嵌入式就业服务点", "个", "a kind of them is not all"),
    ("卫星工厂和微型工厂", "个", "not all of them are recognised workshops"),
    ("发放保险补贴", "元", "which insurance is not said"),
    ("诗城康养·孝善食堂", "家", "a brand is not the kind"),
]


@pytest.mark.parametrize(("name", "unit", "why"), UNLISTED)
def test_a_name_that_means_something_else_stays_by_itself(name, unit, why):
    found = Aligner().align(obs(name, 12, unit))
    assert found.method == "unlisted", (found.indicator.name, why)
    assert not found.indicator.listed


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("县域内住院率", "县域内就诊率"),
        ("养老机构床位", "养老服务床位"),
        ("普惠托位", "托位"),
        ("城市低保标准", "农村低保标准"),
        ("助餐点", "老年食堂"),
        ("家庭医生签约率", "重点人群家庭医生签约率"),
    ],
)
def test_near_names_are_kept_apart(name, other):
    aligner = Aligner()
    unit = {"率": "%", "准": "元/月", "位": "张"}.get(name[-1], "个")
    unit = "个" if name.endswith("托位") else unit
    assert aligner.align(obs(name, 1, unit)).indicator.id != aligner.align(obs(other, 1, unit)).indicator.id


def test_a_name_that_is_only_alike_is_no_match():
    assert Aligner().align(obs("重点人群家庭医生签约团队人数", 100, "人")).method == "unlisted"


def test_a_growth_goes_to_its_indicator_but_is_no_level():
    fact = align([obs("城镇新增就业", 10.4, "%", measure="change")])[0]
    assert fact.indicator.id == "urban_new_employment"
    assert fact.observation.measure == "change"


def test_equal_unlisted_names_of_two_regions_become_an_indicator():
    one, two, lone = align(
        [
            obs("社区老年活动站点", 3, "个", region=XIQU, sector="elderly"),
            obs("社区老年活动站点", 5, "个", region=FUCHENG, sector="elderly"),
            obs("乡愁记忆馆", 5, "个", region=FUCHENG),
        ]
    )
    assert one.indicator.id == two.indicator.id
    assert (one.alignment, lone.alignment) == ("adhoc", "unlisted")


@pytest.mark.parametrize(
    "other", [obs("社区老年活动站点", 5, "人", region=FUCHENG), obs("社区老年活动站点", 5, "个", region=XIQU)]
)
def test_another_unit_or_the_same_region_makes_none(other):
    assert [f.alignment for f in align([obs("社区老年活动站点", 3, "个", region=XIQU, sector="elderly"), other])] == [
        "unlisted"
    ] * 2


def test_a_name_of_several_figures_does_not_say_which_and_makes_none():
    steps = [obs("社区食堂分档优惠比例", value, "%", region=XIQU, status="rule") for value in (0.5, 0.9)]
    other = obs("社区食堂分档优惠比例", 1.1, "%", region=FUCHENG, status="rule", document="b.txt")
    assert {fact.alignment for fact in align([*steps, other])} == {"unlisted"}


def test_a_name_of_three_figures_of_a_time_is_no_indicators():
    parts = [obs("临时救助资金", value, "元", sector="assistance") for value in (394e8, 354e8, 26e8)]
    assert {fact.alignment for fact in align(parts)} == {"unlisted"}
    years = [
        obs("临时救助资金", value, "元", sector="assistance", period=year)
        for value, year in ((1e8, "2022"), (2e8, "2023"), (3e8, "2024"))
    ]
    assert {fact.indicator.id for fact in align(years)} == {"temporary_assistance_money"}
    assert {fact.indicator.id for fact in align(parts[:2])} == {
        "temporary_assistance_money"
    }  # a contradiction, for people


@pytest.mark.parametrize(("measure", "unit", "expected"), [("change", "人", True), ("level", "人", False)])
def test_a_verb_of_change_belongs_to_a_change_only(measure, unit, expected):
    found = Aligner().align(obs("城镇新增就业减少", 200, unit, measure=measure))
    assert (found.indicator.id == "urban_new_employment") is expected


def test_the_place_in_a_name_is_no_part_of_it():
    for region, name in ((ZIYANG, "资阳市养老床位利用率"), (FENGJIE, "奉节县养老床位利用率")):
        assert Aligner().align(obs(name, 50, "%", region=region)).method == "name"


def test_the_local_part_of_the_nations_budget_is_not_the_nations_but_a_places_own_is():
    aligner = Aligner()
    assert aligner.align(obs("地方一般公共预算支出", 5e11, "元", region="100000")).method == "unlisted"
    assert aligner.align(obs("地方一般公共预算支出", 5e9, "元", region=FUCHENG)).indicator.id == "budget_expenditure"


def test_an_alias_that_is_the_name_cut_short_does_not_count():
    cut = obs("建成胸痛中心的医疗机构", 809, "家", aliases=("医疗机构",))
    assert Aligner().align(cut).method == "unlisted"
    other = obs("民生支出占总支出比重", 75, "%", aliases=("民生支出占比",))
    assert Aligner().align(other).indicator.id == "livelihood_expenditure_share"


def test_examination_results_outside_the_catalogue_are_sensitive_too():
    assert align([obs("双语学校中考升学率", 90, "%")])[0].indicator.sensitivity == "no_rank"
