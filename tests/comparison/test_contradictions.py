"""Two sources on one fact: what contradicts, what corrects, and what only looks like it."""

from __future__ import annotations

import pytest

from briefing.model import Analysis, Comparability
from tests.comparison.builders import analysed, told

LATER = {"source": "四川日报", "published": "2025-03-12"}


def found(analysis: Analysis) -> list[str]:
    return [finding.kind for finding in analysis.reconciliations if finding.kind in ("conflict", "revision")]


def two(first: str, second: str, **fields: str) -> list[str]:
    """What is found in two newspapers, the second a month later."""
    return found(analysed(told(first), told(second, "b.txt", **LATER | fields)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("截至2024年底，全市养老机构床位1286张。", "2024年末，资阳市养老机构床位达到1268张。"),
        ("2024年，全市每千人口拥有3岁以下婴幼儿托位4.5个。", "2024年，资阳市每千人口托位数为4.2个。"),
        ("2024年全市城镇新增就业1.28万人。", "2024年，资阳市实现城镇新增就业1.35万人。"),
        ("截至2024年底，全市共有幼儿园216所。", "资阳市2024年底有幼儿园232家。"),
        ("2024年，全市学前教育毛入园率达到94.2%。", "资阳市2024年学前教育毛入园率为92.4%。"),
        ("2024年，全市县域内住院率92.1%。", "2024年，资阳市县域内住院率为90.3%。"),
        ("截至2024年12月底，全市每千人口执业(助理)医师2.91人。", "2024年底，资阳市每千人口执业(助理)医师2.85人。"),
        ("截至2024年底，全市养老机构床位1286张。", "2024年末，资阳市养老机构床位达到1286万张。"),
        ("2024年全市公共图书馆总流通人次86.5万人次。", "2024年，资阳市公共图书馆总流通人次达到95.6万人次。"),
        ("截至2024年底，全市养老机构床位近5000张。", "2024年底，资阳市养老机构床位5600张。"),
        ("截至2024年底，全市养老机构床位超过5000张。", "2024年底，资阳市养老机构床位4620张。"),
        ("2024年，全市基本医疗保险参保率稳定在98.2%。", "2024年，资阳市基本医保参保率为97.5%。"),
        ("2024年末，全市建成老年助餐点186个。", "2024年末，资阳市累计建成老年助餐服务点201个。"),
        ("2024年，全市婴儿死亡率2.8‰。", "2024年，资阳市婴儿死亡率3.1‰。"),
        ("2024年上半年，全市城镇新增就业6800人。", "2024年1至6月，资阳市城镇新增就业6500人。"),
        ("2024年，全市新开工改造城镇老旧小区214个。", "2024年，资阳市新开工改造城镇老旧小区241个。"),
        ("2024年，全市失能老年人集中照护床位320张。", "2024年，资阳市失能老年人集中照护床位230张。"),
    ],
)
def test_two_sources_that_differ_on_one_fact_are_both_shown(first: str, second: str) -> None:
    assert two(first, second) == ["conflict"]
    assert two(second, first) == ["conflict"]  # whichever is newer


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # rounded, cut and bounded
        ("截至2024年底，全市养老机构床位近5万张。", "2024年底，资阳市养老机构床位48600张。"),
        ("截至2024年底，全市养老机构床位4.8万张。", "2024年底，资阳市养老机构床位48600张。"),
        ("截至2024年底，全市养老机构床位1200余张。", "2024年底，资阳市养老机构床位1286张。"),
        ("截至2024年底，全市养老机构床位超过1000张。", "2024年底，资阳市养老机构床位1286张。"),
        ("2024年，全市学前教育毛入园率95%。", "2024年，资阳市学前教育毛入园率94.7%。"),
        # the same
        ("截至2024年底，全市养老机构床位1286张。", "2024年末，资阳市养老机构床位1286张。"),
        # another time
        ("截至2024年底，全市养老机构床位1286张。", "截至2024年6月底，资阳市养老机构床位1268张。"),
        ("截至2024年底，全市养老机构床位1286张。", "截至2023年底，资阳市养老机构床位1186张。"),
        ("2024年全市城镇新增就业1.28万人。", "2024年1—11月，资阳市城镇新增就业1.2万人。"),
        ("2024年全市城镇新增就业1.28万人。", "2023年以来，资阳市城镇新增就业2.1万人。"),
        ("2024年全市城镇新增就业1.28万人。", "“十四五”以来，资阳市累计城镇新增就业5.6万人。"),
        # a plan
        ("2024年全市城镇新增就业1.28万人。", "2024年，资阳市计划城镇新增就业1.2万人。"),
        ("2024年全市城镇新增就业1.28万人。", "2024年资阳市城镇新增就业目标任务为1.2万人。"),
        ("2024年全市城镇新增就业1.28万人。", "预计2024年资阳市城镇新增就业1.25万人。"),
        # another scope
        ("截至2024年底，全市养老机构床位1286张。", "截至2024年底，市本级养老机构床位1012张。"),
        ("截至2024年底，全市养老机构床位1286张。", "截至2024年底，全市农村养老机构床位986张。"),
        ("截至2024年底，全市养老机构床位1286张。", "截至2024年底，资阳市公办养老机构床位801张。"),
        ("截至2024年底，全市养老机构床位1286张。", "截至2024年底，雁江区养老机构床位986张。"),
        ("截至2024年底，全市共有幼儿园216所。", "截至2024年底，资阳市普惠性幼儿园180所。"),
        ("2024年全市城市低保标准为每人每月780元。", "2024年资阳市农村低保标准为每人每月640元。"),
        ("2024年全市基本医保参保人数226万人。", "2024年资阳市职工基本医保参保人数36万人。"),
        ("2024年全市培训1.2万人次。", "2024年资阳市培训0.9万人。"),
        ("2024年，全市城镇登记失业率3.5%。", "2024年，资阳市城镇调查失业率5.1%。"),
        ("2024年，全市完成职业技能培训1.32万人次。", "2024年，资阳市开展补贴性职业技能培训1.12万人次。"),
        ("2024年，全市婴儿死亡率2.8‰。", "2024年，资阳市5岁以下儿童死亡率3.1‰。"),
        ("2024年末，全市医疗卫生机构床位1.32万张。", "2024年末，资阳市医院床位1.02万张。"),
        # a part and a whole
        ("截至2024年底，全市养老机构床位1286张，其中护理型床位801张。", "截至2024年底，资阳市养老机构床位1286张。"),
        ("2024年全市新建幼儿园12所。", "截至2024年底，资阳市有幼儿园216所。"),
        # a standard before and after it was raised
        ("2024年全市城市低保标准为每人每月740元。", "2024年资阳市城市低保标准提高到每人每月780元。"),
        # two bases, two lists
        ("2024年全市民生支出同比增长6.2%。", "2024年，资阳市民生支出同口径增长5.1%。"),
        # a story's own project
        ("2024年，项目总投资5亿元。", "2024年，项目总投资7亿元。"),
    ],
)
def test_what_only_looks_like_a_contradiction_accuses_nobody(first: str, second: str) -> None:
    assert two(first, second) == []
    assert two(second, first) == []


BEDS = "截至2024年底，全市养老机构床位1286张。"


@pytest.mark.parametrize(
    ("second", "fields"),
    [
        ("截至2024年底，资阳市养老机构床位1268张。", {"source": "资阳日报"}),
        ("经核实，截至2024年底，资阳市养老机构床位为1268张。", {}),
        ("更正：截至2024年底，资阳市养老机构床位应为1268张。", {}),
        ("此前公布的数据有误。截至2024年底，资阳市养老机构床位1268张。", {}),
        ("根据修订后的数据，截至2024年底，资阳市养老机构床位1268张。", {}),
        ("经市民政局最终核实，截至2024年底，资阳市养老机构床位1268张。", {}),
        ("截至2024年底，资阳市养老机构床位1268张，以本次公布为准。", {}),
    ],
)
def test_its_publisher_s_later_statement_or_words_that_say_so_correct(second: str, fields: dict[str, str]) -> None:
    analysis = analysed(told(BEDS), told(second, "b.txt", **LATER | fields))
    assert found(analysis) == ["revision"]
    assert [fact.observation.value for fact in analysis.history] == [1286]
    assert [fact.observation.value for fact in analysis.facts] == [1268]


@pytest.mark.parametrize(
    ("second", "fields"),
    [
        ("截至2024年底，资阳市养老机构床位1268张。", {"source": "资阳日报", "published": "2025-02-10"}),  # the same day
        ("截至2024年底，资阳市养老机构床位1268张，并修订《养老服务条例》。", {}),
        ("截至2024年底，资阳市养老机构床位1268张，经核实符合条件的老人优先入住。", {}),
        (
            "经核实，截至2024年底，资阳市养老机构床位为1268张。",
            {"published": "2025-01-05"},
        ),  # before it
    ],
)
def test_no_correction_without_either(second: str, fields: dict[str, str]) -> None:
    assert two(BEDS, second, **fields) == ["conflict"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024年末，全市人均公园绿地面积15.6平方米。园林部门称，2024年末，全市人均公园绿地面积为16.1平方米。",
            ["conflict"],
        ),
        (
            "2024年末，全市养老机构床位1286张。此前公布的有误，经核实，2024年末，全市养老机构床位为1268张。",
            ["revision"],
        ),
        ("2024年三孩育儿补助可申领25000元。2024年生育三孩一次性补助20000元。", []),
        ("2024年末，全市养老机构床位1286张，其中农村养老机构床位986张。", []),
        ("2024年末，全市养老机构床位1286张。2023年末，全市养老机构床位1168张。", []),
    ],
)
def test_within_one_document(text: str, expected: list[str]) -> None:
    assert found(analysed(told(text))) == expected


def test_a_conflict_names_who_said_what_when() -> None:
    analysis = analysed(told(BEDS), told(BEDS.replace("1286", "1268"), "b.txt", "四川日报", "2025-03-12"))
    (finding,) = analysis.reconciliations
    for words in ("1286张（资阳日报，2025年2月10日）", "1268张（四川日报，2025年3月12日）", "待核"):
        assert words in finding.text
    assert [[caveat.mark for caveat in fact.caveats] for fact in analysis.facts] == [["核"], ["核"]]


def test_a_third_telling_joins_the_one_it_agrees_with() -> None:
    other = BEDS.replace("1286", "1268")
    analysis = analysed(
        told(BEDS), told(other, "b.txt", "四川日报", "2025-03-12"), told(BEDS, "c.txt", "华西都市报", "2025-04-01")
    )
    assert found(analysis) == ["conflict"]
    assert sorted((f.observation.value, len(f.reprints)) for f in analysis.facts) == [(1268, 0), (1286, 1)]


def test_equal_values_of_several_places_are_several_facts() -> None:
    text = "2024年，{}退休人员基本养老金调整比例为3.8%。"
    places = ("资阳市", "绵阳市", "自贡市", "内江市")
    analysis = analysed(*(told(text.format(place), f"{number}.txt") for number, place in enumerate(places)))
    assert len(analysis.facts) == len(places)
    assert len(analysis.comparisons) == 6
    assert Comparability.NOT_COMPARABLE not in {pair.verdict.outcome for pair in analysis.comparisons}
    assert "R16" not in {reason.code for pair in analysis.comparisons for reason in pair.verdict.reasons}
