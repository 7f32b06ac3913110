"""Arithmetic over stated figures: what holds, what does not, and what cannot be judged."""

import pytest

from briefing.comparison.reconciliation import reconcile
from briefing.config import Thresholds
from briefing.reference.population import population
from tests.comparison.builders import XIQU, facts, obs


def findings(*observations):
    return [(r.kind, r.passed) for r in reconcile(facts(*observations), Thresholds()).findings]


def marked(*observations):
    return reconcile(facts(*observations), Thresholds()).caveats


def parts_of(total, *values, names=None, **fields):
    whole = obs("医疗卫生机构", total, "家", start=100)
    names = names or [f"第{n}类机构" for n in range(len(values))]
    return whole, *(obs(n, v, "家", part_of=100, **fields) for n, v in zip(names, values, strict=True))


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        (parts_of(11, 4, 7), [("parts", True)]),
        (parts_of(11, 4, 8), [("parts", False)]),
        (parts_of(89, 1, 1, 1, 1, 1, 4, 1, 7, 5, 65, 2), [("parts", True)]),
        (parts_of(132, 127, 6, 1, names=["二孩", "三孩", "同时享受二孩、三孩"]), [("parts", True)]),
        (parts_of(11, 4), []),  # one part says nothing
        (parts_of(100, 40, 7), []),  # parts of a longer list
        (parts_of(11, 4, 7, bound="ge"), []),  # bounds do not add up
        (parts_of(11, 4, 8, status="planned"), []),
    ],
)
def test_parts(observations, expected):
    assert findings(*observations) == expected


def test_public_and_private_must_make_the_whole_though_nobody_says_so():
    names = ("养老机构床位", "公办养老机构床位", "民办养老机构床位")
    assert findings(*(obs(n, v, "张") for n, v in zip(names, (811, 304, 507), strict=True))) == [("parts", True)]
    assert findings(*(obs(n, v, "张") for n, v in zip(names, (811, 304, 500), strict=True))) == [("parts", False)]


def test_parts_in_ten_thousands_may_miss_by_their_rounding():
    whole = obs("卫生技术人员", 7_993_000, text="799.3万人", start=100, region="100000")
    values = ((5_077_000, "507.7万人"), (2_915_000, "291.5万人"))
    parts = [obs(f"第{v}类", v, text=t, part_of=100, region="100000") for v, t in values]
    assert findings(whole, *parts) == [("parts", True)]


@pytest.mark.parametrize(
    ("share", "count", "expected"),
    [
        (obs("公办、企业办在园幼儿比例", 50.79, "%"), obs("在园幼儿", 2022), [("share", True)]),
        (obs("公办、企业办在园幼儿比例", 50.7, "%", text="50.70%"), obs("在园幼儿", 199), [("share", False)]),
        (obs("本科上线率", 65.29, "%"), obs("高考本科上线人数", 331), [("share", True)]),
        (obs("本科上线率", 65.27, "%"), obs("本科上线人数", 331), [("share", False)]),
        (obs("签约率", 65.27, "%"), obs("重点人群签约", 331), []),  # perhaps of other people
        (obs("普惠性幼儿园在园幼儿比例", 100, "%"), obs("在园幼儿", 2022), []),
        (
            obs("公办在园幼儿比例", 50.79, "%", region="510000"),
            obs("在园幼儿", 202200, region="510000"),
            [],
        ),  # any fits
        (obs("公办在园幼儿比例", 50.79, "%", period="2020"), obs("在园幼儿", 2022), []),
    ],
)
def test_shares(share, count, expected):
    assert findings(share, count) == expected


def test_a_number_that_only_fits_is_possible_not_verified():
    (found,) = reconcile(facts(obs("本科上线率", 65.29, "%"), obs("高考本科上线人数", 331)), Thresholds()).findings
    assert found.passed and found.inferred
    assert "分母507为反推，原文未给出" in found.text
    assert "相符" not in found.text
    (both,) = reconcile(
        facts(obs("养老机构", 11, "个"), obs("公办养老机构", 4, "个"), obs("民办养老机构", 7, "个")),
        Thresholds(),
    ).findings
    assert both.passed and not both.inferred


def test_a_share_with_both_its_amounts():
    amounts = (obs("民生投入", 30, "元", text="30元"), obs("财政支出", 40, "元", text="40元"))
    assert ("share", True) in findings(obs("民生投入占财政支出比重", 75, "%"), *amounts)
    assert ("share", False) in findings(obs("民生投入占财政支出比重", 71.5, "%"), *amounts)


def test_places_against_places_per_thousand():
    people = population(XIQU).total
    ratio = obs("每千人口托位数", 2.91, "个")
    assert findings(ratio, obs("托位数", round(2.91 * people / 1000), "个")) == [("per_capita", True)]
    assert findings(ratio, obs("普惠托育托位", 350, "个")) == [("per_capita", False)]
    assert findings(ratio, obs("普惠托育托位", 350, "个", region="510402")) == []


def test_a_failed_check_marks_both_figures_and_says_what_it_computed():
    ratio, count = obs("每千人口托位数", 2.91, "个"), obs("普惠托育托位", 350, "个")
    caveats = marked(ratio, count)
    assert set(caveats) == {ratio.id, count.id}
    text = caveats[ratio.id][0].text
    assert "2.70个" in text and "12.03万人" in text and "129,406" in text


def levels(first, second, change, unit="人", change_unit="人"):
    kind = "share" if unit == "%" else "level"
    return (
        obs("注册护士数", first, unit, period="2023", measure=kind),
        obs("注册护士数", second, unit, period="2024", measure=kind),
        obs("注册护士数", change, change_unit, period="2024", measure="change"),
    )


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        (levels(1000, 1100, 100), [("change", True)]),
        (levels(1000, 1100, 90), [("change", False)]),
        (levels(1000, 1100, 10, change_unit="%"), [("change", True)]),
        (levels(1000, 1100, 12, change_unit="%"), [("change", False)]),
        (levels(1000, 1100, 100)[1:], []),
    ],
)
def test_changes(observations, expected):
    assert findings(*observations) == expected


@pytest.mark.parametrize(
    ("observation", "expected"),
    [
        (obs("县域内住院率", 190, "%"), [("magnitude", False)]),
        (obs("目标任务完成率", 168.3, "%"), []),
        (obs("学前教育毛入园率", 103, "%"), []),
        (obs("每千人口托位数", 291, "个"), [("magnitude", False)]),
        (obs("人均预期寿命", 79, "岁"), []),
        (obs("执业(助理)医师数", 5_050_000), [("magnitude", False)]),  # 万 twice
        (obs("城镇新增就业", 5_050_000), []),  # a flow may be anything, its period decides
        (obs("县域内住院率", 190, "%", status="planned"), []),
    ],
)
def test_magnitudes(observation, expected):
    assert findings(observation) == expected


def test_a_percentage_on_a_handful_is_marked():
    growth = obs("清华大学、北京大学录取人数", 33, "%", measure="change")
    caveats = marked(obs("清华大学、北京大学录取人数", 4), growth)
    assert [c.code for c in caveats[growth.id]] == ["R11"]
    many = obs("城镇新增就业", 33, "%", measure="change")
    assert marked(obs("城镇新增就业", 4000), many) == {}


def test_the_base_of_a_percentage_is_the_value_before_the_change():
    level = obs("清华大学、北京大学录取", 4, sector="education")
    change = obs("清华大学、北京大学录取", 33, "%", measure="change", sector="education")
    (caveat,) = [c for c in marked(level, change)[change.id] if c.code == "R11"]
    assert caveat.text == "基数过小（现为4人，反推此前约3人），不宜用百分数。"
