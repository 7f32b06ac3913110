"""Key points: few, sober, and every number in them re-computed from the observations they name."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import analyse
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.model import Comparability, Sector, Statement, Surroundings
from briefing.narrative import overview_points, region_points, theme_points
from briefing.narrative.times import said_once
from briefing.printing.periods import span
from briefing.reference.population import population
from briefing.reference.themes import themes
from tests.comparison.builders import DONGQU, FENGJIE, FUCHENG, XIQU, ZIYANG, obs
from tests.comparison.test_analyse import corpus

FORBIDDEN = re.compile("跃居|领先|遥遥|垫底|原因|得益于|由于|因此|第一|名列|显著|大幅|趋势|亮眼")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Digits that belong to names, years and months, not to values.
NOT_VALUES = re.compile(r"\d{4}(?:—\d{4})?年(?:\d{1,2}月)?(?:至\d{4}年\d{1,2}月)?|[036]+岁|2型|每\w?[千万]")


def numbers_in(statement):
    text = statement.text
    for observation in statement.observations:
        text = text.replace(observation.indicator, "")
    text = NOT_VALUES.sub("", text)
    return [Decimal(match.group().replace(",", "")) for match in NUMBER.finditer(text)]


def candidates(statement):
    """All values a sentence may print: stated, benchmarks, differences, shares, ratios to population, in 万 and 亿."""
    stated = [o.value for o in statement.observations] + [b.value for b in statement.benchmarks]
    values = [abs(v) for v in stated]
    values += [f.derivation.denominator for f in statement.derived]
    values += [abs(a - b) for a, b in permutations(stated, 2)]
    values += [100 * a / b for a, b in permutations(stated, 2) if b]
    for observation in statement.observations:
        found = population(observation.region)
        ratios = [
            ratio
            for people in (found.total, found.age_60_plus or 1)
            for per in (1, 1000, 10_000, 100_000)
            for ratio in (observation.value / people * per, round(observation.value / people * per, 2))
        ]
        values += ratios
        values += [abs(ratio - b.value) for ratio in ratios for b in statement.benchmarks]
    shown = [f.observation.value for f in statement.derived]
    values += [abs(a - b) for a, b in permutations(shown, 2)]
    spans = [found for o in statement.observations if (found := span(o.period))]
    values += [abs(a.last - b.last) for a, b in permutations(spans, 2)]
    values += [found.months for found in spans] + [found.months / 12 for found in spans]
    return [value / scale for value in values for scale in (1, 1000, 10_000, 100_000_000)]


def assert_recomputable(statement):
    possible = candidates(statement)
    for number in numbers_in(statement):
        step = 10.0 ** number.as_tuple().exponent
        assert any(abs(float(number) - value) <= step / 2 + 1e-9 for value in possible), (number, statement.text)


def all_points(analysis):
    regions = sorted({f.observation.region for f in analysis.facts if f.observation.region})
    yield from (region_points(analysis, code) for code in regions)
    yield from (theme_points(analysis, theme) for theme in themes())
    yield overview_points(analysis)


@pytest.fixture(scope="module")
def analysis():
    return analyse([], corpus())


def test_every_number_is_computed_from_what_the_sentence_names(analysis):
    statements = [s for points in all_points(analysis) for s in points]
    assert len(statements) > 10
    for statement in statements:
        assert statement.observations
        assert_recomputable(statement)


def test_there_are_at_most_six_and_none_twice(analysis):
    for points in all_points(analysis):
        assert len(points) <= 6
        assert len({s.text for s in points}) == len(points)


def test_no_praise_no_causes(analysis):
    for points in all_points(analysis):
        for statement in points:
            assert not FORBIDDEN.search(statement.text), statement.text
            assert statement.text.endswith("。")


def test_the_missed_target_comes_first(analysis):
    first = region_points(analysis, XIQU)[0]
    assert first.text == (
        "每千人口拥有3岁以下婴幼儿托位数2.91个（2024年11月，待核），“十四五”全国目标4.5个，2024年全国4.08个；勾稽待核，只并列、不论高低。"
    )


def test_a_share_moves_by_percentage_points(analysis):
    texts = [s.text for s in region_points(analysis, FENGJIE)]
    assert "乡村医生执业(助理)医师占比由2022年的16.4%提高到2024年的21.65%，提高5.25个百分点。" in texts


def test_what_is_not_comparable_says_so_and_gives_no_order(analysis):
    texts = " ".join(s.text for s in theme_points(analysis, "就业"))
    assert "期限不同，不作高低比较" in texts
    assert "高于" not in texts


def test_examination_results_are_not_spoken_of(analysis):
    assert all("上线" not in s.text for points in all_points(analysis) for s in points)


def sentences_of(*observations, theme="养老"):
    return [s.text for s in theme_points(analyse([], observations), theme)]


SHARE = "县域内住院率"  # has no benchmark


@pytest.mark.parametrize(
    ("high", "low", "end"),
    [
        (obs(SHARE, 66.0, "%", text="66.0%"), obs(SHARE, 56.5, "%", region=FUCHENG), "前者高9.5个百分点。"),
        (obs(SHARE, 60.1, "%"), obs(SHARE, 60.0, "%", region=FUCHENG), "基本相当。"),
        (obs(SHARE, 62, "%", text="62%以上", bound="ge"), obs(SHARE, 50, "%", region=FUCHENG), "只并列、不论高低。"),
        (obs(SHARE, 66, "%"), obs(SHARE, 50, "%", region=ZIYANG), "只并列、不论高低。"),
    ],
)
def test_two_regions_side_by_side(high, low, end):
    assert any("攀枝花市西区" in text and text.endswith(end) for text in sentences_of(high, low, theme="医疗"))


def test_two_changes_side_by_side_are_said_to_be_changes():
    raised = {"measure": "change", "around": Surroundings(compared="比上年"), "sector": "finance"}
    pair = obs("一般公共预算收入", 34, "%", **raised), obs("一般公共预算收入", 28.7, "%", region=FUCHENG, **raised)
    texts = [s.text for s in overview_points(analyse([], pair))]
    assert any(text.startswith("一般公共预算收入比上年增减：攀枝花市西区") for text in texts)


def test_no_percentage_on_a_handful():
    whole = obs("养老机构", 5, "个", start=3, sector="elderly")
    parts = (
        obs("公办养老机构", 2, "个", part_of=3, sector="elderly"),
        obs("民办养老机构", 3, "个", part_of=3, sector="elderly"),
    )
    (text,) = [t for t in sentences_of(whole, *parts) if "其中" in t]
    assert "%" not in text


def test_institutions_and_their_beds_in_one_sentence_of_the_source_are_one_point():
    sentence = {"sector": "elderly", "sentence_start": 1, "sentence_end": 90}
    observations = [
        obs("养老机构", 11, "个", start=3, **sentence),
        obs("养老机构床位", 811, "张", start=9, **sentence),
        obs("公办养老机构", 4, "个", part_of=3, **sentence),
        obs("公办养老机构床位", 304, "张", part_of=9, **sentence),
        obs("民办养老机构", 7, "个", part_of=3, **sentence),
        obs("民办养老机构床位", 507, "张", part_of=9, **sentence),
    ]
    texts = sentences_of(*observations)
    assert "攀枝花市西区养老机构11个（2024年），其中民办养老机构7个；" in texts[0]
    assert texts[0].endswith("养老机构床位811张（2024年），其中民办养老机构床位507张，占62.5%（推算）。")


def test_a_computed_ratio_says_so():
    texts = [s.text for s in region_points(analyse([], [obs("执业(助理)医师数", 505)]), XIQU)]
    assert "每千人口执业(助理)医师数3.90人（推算，2024年）" in texts[0]


def test_a_change_whose_base_is_not_told_says_so():
    raw = "截至目前，全区家庭医生签约服务重点人群签约27428人，增加1783人。"
    document = replace(read_text(raw, "a.txt"), published="2024-11-05", place="510403")
    texts = [s.text for s in region_points(analyse([document], extract(document).observations), "510403")]
    assert any("增加1783人（原文没有说明与何时相比）" in text for text in texts)


def statement(text):
    return Statement(text, ())


def test_a_time_that_most_figures_have_is_said_once():
    texts = (
        "托位4.5个（2024年11月，待核）。",
        "医师3.90人（推算，2024年11月），护士8.49人（推算，2024年11月）。",
        "机构11个（2024年11月），补贴132户（截至2024年11月）。",
        "新增就业2.4万人（2022—2024年累计），本科上线331人（2023年）。",
    )
    found, time = said_once([statement(text) for text in texts])
    assert time == "2024年11月"
    assert [s.text for s in found] == [
        "托位4.5个（待核）。",
        "医师3.90人（推算），护士8.49人（推算）。",
        "机构11个，补贴132户（截至2024年11月）。",
        "新增就业2.4万人（2022—2024年累计），本科上线331人（2023年）。",
    ]


def test_a_time_that_few_figures_have_stays():
    few = (statement("托位4.5个（2024年11月）。"), statement("机构11个（2024年11月）。"))
    assert said_once(few) == (few, "")


def test_what_rests_on_the_census_is_only_put_beside_target_and_nation():
    (statement,) = region_points(analyse([], [obs("执业(助理)医师数", 505)]), XIQU)
    assert statement.text.endswith(
        "，“十四五”全国目标3.2人，2024年全国3.61人；分母为2020年普查、机构服务不限于本地，只并列、不论高低。"
    )
    assert [f.derivation.denominator for f in statement.derived] == [129_406]


def test_what_is_to_be_checked_is_only_put_beside_target_and_nation():
    observations = [obs("每千人口托位数", 2.91, "个"), obs("普惠托位", 350, "个")]
    texts = [s.text for s in region_points(analyse([], observations), XIQU)]
    assert any(text.endswith("2024年全国4.08个；勾稽待核，只并列、不论高低。") for text in texts)


def test_what_each_place_defines_for_itself_is_not_made_comparable_by_a_denominator():
    observations = [
        obs("老年助餐点", 25, "个", region=ZIYANG, sector="elderly"),
        obs("老年助餐点", 66, "处", region=FENGJIE, sector="elderly"),
    ]
    found = analyse([], observations)
    assert not found.derived
    (comparison,) = found.comparisons
    assert comparison.verdict.outcome is Comparability.NOT_COMPARABLE
    assert any("口径又由各地自定" in reason.text for reason in comparison.verdict.reasons)
    assert all("推算" not in s.text for points in all_points(found) for s in points)


def test_a_refused_comparison_gives_the_figures_it_speaks_of():
    texts = sentences_of(
        obs("城镇新增就业", 24000, text="2.4万余人", bound="ge", period="2022/2024", region=FENGJIE),
        obs("城镇新增就业", 10800, text="1.08万人", period="2021", region=FUCHENG),
        theme="就业",
    )
    assert any(
        "绵阳市涪城区1.08万人（2021年）" in text
        and "重庆市奉节县2.4万余人（2022—2024年累计）" in text
        and text.endswith("；期限不同，不作高低比较。")
        for text in texts
    )


@pytest.mark.parametrize(
    ("whole", "part", "share"), [(100, 10, True), (99, 50, False), (120, 9, False), (132, 127, True)]
)
def test_a_share_is_computed_only_where_part_and_total_are_large_enough(whole, part, share):
    total = obs("养老机构", whole, "个", start=3, sector="elderly")
    parts = [obs(f"{kind}养老机构", part, "个", part_of=3, sector="elderly") for kind in ("公办", "民办")]
    text = next(t for t in sentences_of(total, *parts) if "其中" in t)
    assert ("%（推算）" in text) is share


def test_a_large_whole_has_its_largest_share():
    whole = obs("养老机构床位", 811, "张", start=3)
    parts = (obs("公办养老机构床位", 304, "张", part_of=3), obs("民办养老机构床位", 507, "张", part_of=3))
    said = "攀枝花市西区养老机构床位811张（2024年），其中民办养老机构床位507张，占62.5%（推算）。"
    assert said in sentences_of(whole, *parts)


def test_years_added_up_are_never_said_without_their_years():
    texts = sentences_of(
        obs("城镇新增就业", 24000, text="2.4万余人", bound="ge", period="2022/2024", region=FENGJIE),
        obs("失业人员再就业", 800, period="2024", region=FENGJIE),
        theme="就业",
    )
    assert any("2.4万余人（2022—2024年累计）" in text for text in texts)


def test_plans_and_prescriptions_are_not_told_as_facts():
    planned = obs("养老机构床位", 900, "张", status="planned")
    rule = obs("城乡居民基础养老金", 150, "元/月", status="rule")
    assert sentences_of(planned, rule) == []


names = st.sampled_from(
    [
        ("养老机构床位", "张", "elderly"),
        (SHARE, "%", "health"),
        ("护理型床位占比", "%", "elderly"),
        ("每千人口托位数", "个", "childcare"),
        ("城镇新增就业", "人", "employment"),
        ("民生投入", "元", "finance"),
        ("乡愁记忆馆", "个", "other"),
    ]
)
random_observations = st.lists(
    st.builds(
        lambda name, value, region, period, measure: obs(
            name[0],
            value,
            name[1],
            text=f"{value}{name[1]}",
            sector=name[2],
            region=region,
            period=period,
            measure="change" if measure == "change" else ("share" if name[1] == "%" else "level"),
        ),
        names,
        st.integers(1, 90),
        st.sampled_from([XIQU, DONGQU, FUCHENG, FENGJIE, ZIYANG]),
        st.sampled_from(["2021", "2023", "2024", "2024-11", "2022/2024"]),
        st.sampled_from(["level", "level", "change"]),
    ),
    max_size=10,
)


@settings(max_examples=60, deadline=None)
@given(random_observations)
def test_numbers_hold_whatever_comes(observations):
    found = analyse([], observations)
    for points in all_points(found):
        assert len(points) <= 6
        for statement in points:
            assert_recomputable(statement)


def test_sectors_share_the_room():
    many = [obs(f"养老服务事项{n}", 10 + n, "项", sector="elderly") for n in range(12)]
    other = [obs("养老机构床位", 811, "张", sector="elderly"), obs("幼儿园", 16, "所", sector="education")]
    points = region_points(analyse([], [*many, *other]), XIQU)
    assert any(o.sector is Sector.EDUCATION for s in points for o in s.observations)


def test_two_ratios_of_one_sentence_share_their_condition():
    sentence = {"sentence_start": 1, "sentence_end": 90}
    found = analyse([], [obs("执业(助理)医师数", 505, **sentence), obs("注册护士数", 1099, **sentence)])
    text = region_points(found, XIQU)[0].text
    assert text.count("只并列、不论高低") == 1
    assert "3.61人；每千人口注册护士数" in text
    assert len(region_points(found, XIQU)[0].derived) == 2
