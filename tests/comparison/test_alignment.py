"""A figure goes under an indicator only when name, unit, measure and per-head-ness agree; else it stays by itself."""

import pytest

from briefing.comparison.alignment import Aligner, align
from briefing.model import Surroundings
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
    # the same thing for the whole and its parts, the towns and the villages, the standard and what is paid on average
    ("普惠性民办幼儿园", "所", "affordable_private_kindergartens", "name"),
    ("民办园", "所", "private_kindergartens", "alias"),
    ("普通高中在校生", "人", "high_school_pupils", "alias"),
    ("中职学校招生", "人", "vocational_entrants", "alias"),
    ("营养膳食补助标准", "元/天", "nutrition_standard", "alias"),
    ("新增义务教育学位", "个", "new_compulsory_places", "name"),
    ("新增公办学位", "个", "new_school_places", "pattern"),
    ("基层医疗卫生机构床位", "张", "primary_care_beds", "name"),
    ("病床使用率", "%", "bed_occupancy", "alias"),
    ("平均住院日", "天", "average_stay", "alias"),
    ("居民年平均就诊次数", "次", "visits_per_person", "name"),
    ("职工医保政策范围内住院费用报销比例", "%", "staff_inpatient_rate", "alias"),
    ("城乡居民医疗保险政策范围内住院医疗费用平均报销比例", "%", "resident_inpatient_rate", "pattern"),
    ("门诊费用跨省直接结算", "人次", "cross_province_outpatient", "alias"),
    ("80周岁以上老年人", "人", "population_80_plus", "alias"),
    ("90-99周岁高龄津贴", "元/月", "elderly_allowance_90", "alias"),
    ("特殊困难老年人家庭适老化改造", "户", "special_elderly_home_adaptation", "name"),
    ("适老化改造", "户", "elderly_home_adaptation", "alias"),
    ("养老机构床位中护理型床位占比", "%", "nursing_bed_share", "pattern"),
    ("每千名老年人拥有养老机构床位", "张", "elderly_institution_beds_per_1000", "alias"),
    ("退休人员按本人缴费年限每满1年", "元", "pension_adjust_year", "pattern"),
    ("城镇非私营单位就业人员平均工资", "元", "wage_nonprivate", "alias"),
    ("16-24岁劳动力失业率", "%", "youth_unemployment", "alias"),
    ("农村低保人均补差", "元/月", "subsistence_gap_rural", "alias"),
    ("城市特困供养标准", "元/月", "extreme_standard_urban", "alias"),
    ("社会散居孤儿", "人", "orphans_dispersed", "name"),
    ("重度残疾人护理补贴标准", "元/月", "disabled_care_standard", "name"),
    ("残疾儿童康复救助", "人", "disabled_children_rehab", "name"),
    ("结婚登记", "对", "marriages", "alias"),
    ("老旧小区改造开工", "个", "old_estates_started", "alias"),
    ("棚改基本建成", "套", "shantytown_completed", "alias"),
    ("公积金归集额", "元", "housing_fund_deposits", "alias"),
    ("农村居民人均住房建筑面积", "平方米", "floor_area_rural", "name"),
    ("公园绿地人均面积", "平方米", "park_green_per_capita", "alias"),
    ("广播综合人口覆盖率", "%", "radio_coverage", "name"),
    ("每万人拥有足球场地", "块", "football_per_10000", "name"),
    ("城乡居民收入比", "倍", "income_ratio", "name"),
    ("“三保”支出", "元", "three_guarantees", "name"),
    ("义务兵家庭优待金", "元/年", "conscript_allowance", "alias"),
]


@pytest.mark.parametrize(("name", "unit", "indicator", "method"), ALIGNED)
def test_a_known_name_is_found(name, unit, indicator, method):
    found = Aligner().align(obs(name, 12, unit))
    assert (found.indicator.id, found.method) == (indicator, method)


EACH = [
    # stated name, unit, its words, the clause before, indicator
    ("城乡居民医保财政补助标准", "元/年", "每人每年670元", "", "medical_insurance_subsidy"),
    ("居民医保财政补助标准", "元/人", "670元/人", "", "medical_insurance_subsidy"),
    ("居民医保财政补助标准", "元", "670元", "居民医保财政补助标准按每人", "medical_insurance_subsidy"),
    ("基本公共卫生服务补助标准", "元/年", "94元/人·年", "", "public_health_subsidy"),
    ("基本公共卫生服务经费补助标准", "元/年", "每人每年94元", "", "public_health_subsidy"),
    ("企业退休人员基本养老金", "元/月", "每人每月3286元", "", "average_pension"),
    ("城市低保补差水平", "元/月", "每人每月520元", "", "subsistence_gap_urban"),
    ("小学公用经费基准定额", "元/年", "每生每年720元", "", "public_funds_primary"),
    ("城乡居民医保财政补助标准", "元", "3.2亿元", "", None),  # all of it
    ("企业退休人员基本养老金", "元", "4.1亿元", "每人都按时领到，企业退休人员基本养老金", None),
    ("每床财政补助标准", "元/年", "每人每年670元", "", None),
]


UNLISTED = [
    ("乡村公益性岗位", "个", "those of the villages are not all"),
    ("自来水普及率", "%", "town and country, or only the villages"),
    ("发布岗位", "个", "not only at job fairs"),
    ("提供就业岗位", "个", "by whomever"),
    ("财政收入", "元", "often 财政总收入"),
    ("新增职工基本养老保险参保人数", "人", "without the residents"),
    ("二孩家庭货币补贴", "元", "for a home"),
    ("规模以上企业劳动合同签订率", "%", "of the large ones"),
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
    ("疫苗接种率", "%", "which vaccine is not said"),
    ("住院报销比例", "%", "whose insurance and which costs is not said"),
    ("每千人口医院床位", "个百分点", "beds are no share"),
    ("救助资金", "元", "which assistance is not said"),
    ("城市最低生活保障金", "元/月", "what is paid is not the standard"),
    ("小学生活补助", "元/年", "boarders and day pupils get two amounts"),
    ("税收占比", "%", "of what is not said"),
    ("棚改安置房", "套", "begun, finished or planned is not said"),
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
        ("基本医保参保率", "城乡居民医保参保率"),
        ("职工医保住院报销比例", "居民医保住院报销比例"),
        ("异地就医直接结算率", "跨省异地就医直接结算率"),
        ("新增托位", "托位"),
        ("完工改造老旧小区", "开工改造老旧小区"),
        ("公租房分配", "公租房"),
        ("城乡低保标准", "城市低保补差标准"),
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


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("护理型床位占全市床位总数", XIQU, "unlisted"),
        ("护理型床位占全国床位总数", ZIYANG, "unlisted"),
        ("护理型床位占全市床位总数", ZIYANG, "nursing_bed_share"),
    ],
)
def test_a_share_of_a_greater_place_is_no_share_in_the_own(name, region, expected):
    found = Aligner().align(obs(name, 12, "%", region=region))
    assert found.indicator.id.split(":")[0] == expected


@pytest.mark.parametrize(("name", "unit", "text", "lead", "expected"), EACH)
def test_an_amount_is_for_each_person_by_its_name_its_unit_or_its_words(name, unit, text, lead, expected):
    indicator = Aligner().align(obs(name, 670, unit, text=text, around=Surroundings(lead=lead))).indicator
    assert (indicator.id if indicator.listed else None) == expected


def test_a_word_that_leaves_something_out_is_remembered_where_the_indicator_has_it_not():
    whole, part = align([obs("居家养老服务站", 3, "个"), obs("农村居家养老服务站", 3, "个")])
    assert (whole.narrowed, part.narrowed) == (frozenset(), {"农村"})
    assert align([obs("农村低保标准", 3, "元/月")])[0].narrowed == frozenset()


@pytest.mark.parametrize(
    ("lead", "name", "unit", "expected"),
    [
        ("居民人均可支配收入42316元，农村", "居民人均可支配收入", "元", "disposable_income_rural"),
        ("农村低保标准650元，城市为", "农村低保标准", "元/月", "subsistence_standard_urban"),
        ("全县低保对象7318人，其中一季度新增", "低保对象", "人", "unlisted"),
        ("全县公办养老机构4家、民办", "养老机构", "家", "private_elderly_institutions"),
        ("全市城镇、农村居民人均可支配收入分别为", "城镇居民人均可支配收入", "元", "disposable_income_urban"),
        ("全县农村居民增收，养老机构", "养老机构", "家", "elderly_institutions"),
        ("全市居民人均可支配收入", "居民人均可支配收入", "元", "disposable_income"),
    ],
)
def test_a_word_before_the_figure_that_its_name_has_lost_counts(lead, name, unit, expected):
    found = Aligner().align(obs(name, 512, unit, around=Surroundings(lead=lead)))
    assert found.indicator.id.split(":")[0] == expected


def test_a_part_of_what_was_added_was_added_too():
    whole = obs("新增托位", 3260, "个", start=5)
    part = obs("普惠托位", 2105, "个", start=30, part_of=5)
    assert [fact.indicator.id for fact in align([whole, part])] == [
        "new_childcare_places",
        "new_affordable_childcare_places",
    ]
    jobs, again = obs("城镇新增就业", 3100, start=50), obs("失业人员再就业", 980, start=70, part_of=50)
    assert align([jobs, again])[1].indicator.id == "reemployment"


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
