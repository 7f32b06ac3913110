"""One quantity in other forms: units of one scale, bases of one name, two amounts as the share they make."""

from __future__ import annotations

import pytest

from briefing.comparison import Pairings
from briefing.comparison.unit_forms import are_of_one_size, forms
from briefing.model import Comparability, Comparison
from tests.comparison.builders import MIANYANG, ZIYANG, analysed, obs, told


def pair(first: str, second: str) -> Comparison | None:
    """The pair of figures of one indicator that a reader wants of 资阳市 and 绵阳市."""
    other = told(second.replace("资阳", "绵阳"), "b.txt", "绵阳日报")
    analysis = analysed(told(first), other)
    pairs = [
        p for p in analysis.comparisons if {p.left.observation.region, p.right.observation.region} == {ZIYANG, MIANYANG}
    ]
    order = list(Comparability)
    return min(pairs, key=lambda p: order.index(p.verdict.outcome), default=None)


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        ("2024年，全市城市低保标准为每人每月780元。", "2024年，资阳市城市低保标准为每人每年9000元。", [750, 780]),
        ("2024年，全市特困人员供养标准为1014元/月。", "2024年，资阳市年人均特困人员供养标准12000元。", [1000, 1014]),
        (
            "2024年，全市每千人口拥有3岁以下婴幼儿托位4.5个。",
            "2024年，资阳市每万人口拥有3岁以下婴幼儿托位42个。",
            [4.2, 4.5],
        ),
        ("2024年，全市每千人口执业(助理)医师2.91人。", "2024年，资阳市每万人口执业(助理)医师28.5人。", [2.85, 2.91]),
        ("2024年，全市婴儿死亡率2.8‰。", "2024年，资阳市婴儿死亡率0.31%。", [2.8, 3.1]),
    ],
)
def test_what_is_one_quantity_compares(first: str, second: str, values: list[float]) -> None:
    found = pair(first, second)
    assert found is not None
    assert found.verdict.outcome is not Comparability.NOT_COMPARABLE
    assert sorted((found.left.observation.value, found.right.observation.value)) == pytest.approx(values)
    assert any(caveat.mark == "折" for fact in (found.left, found.right) for caveat in fact.caveats)
    assert any("原文为" in note.text for note in found.verdict.notes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2024年，全市开展职业技能培训1.2万人。", "2024年，资阳市开展职业技能培训1.2万人次。"),
        ("2024年，全市新开工保障性住房1200套。", "2024年，资阳市新开工保障性住房1200户。"),
        ("2024年，全市城市低保标准为每人每月780元。", "2024年，资阳市农村低保标准为每人每年9000元。"),
        ("2024年，全市每千人口拥有托位4.5个。", "2024年，资阳市每千名老年人拥有养老床位38张。"),
    ],
)
def test_what_counts_something_else_never_does(first: str, second: str) -> None:
    found = pair(first, second)
    assert found is None or found.verdict.outcome is Comparability.NOT_COMPARABLE


def test_the_stated_figure_stays_as_it_is() -> None:
    analysis = analysed(told("2024年，全市城市低保标准为每人每年9360元。"))
    (stated,), (converted,) = analysis.facts, analysis.derived
    assert (stated.observation.value, stated.observation.unit) == (9360, "元/年")
    assert (converted.observation.value, converted.observation.unit) == (780, "元/月")
    assert converted.stated == stated.observation
    assert [caveat.text for caveat in converted.caveats if caveat.mark == "折"] == [
        "原文为每人每年9360元，按1年12个月折算。"
    ]


def test_what_is_stated_in_both_forms_is_not_converted() -> None:
    assert not analysed(told("2024年，全市城市低保标准为每人每月780元，每人每年9360元。")).derived


def test_an_area_is_converted_before_it_is_divided() -> None:
    analysis = analysed(told("2024年，全市体育场地面积520公顷。"))
    values = {fact.indicator.id: fact.observation.value for fact in analysis.derived}
    assert values["sports_area"] == 5_200_000
    assert values["sports_area_per_capita"] == pytest.approx(2.25, abs=0.1)
    assert all(fact.stated.text == "520公顷" for fact in analysis.derived)


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("2024年，全市在园幼儿2.4万人，其中公办园在园幼儿1.3万人。", "公办园在园幼儿占比", 54.2),
        ("2024年，全市养老机构床位5200张，其中护理型床位3016张。", "养老机构护理型床位占比", 58.0),
        ("2024年，全市幼儿园216所，其中公办幼儿园120所。", "公办幼儿园占比", 55.6),
        ("2024年，全市一般公共预算支出320亿元，民生支出250.2亿元。", "民生投入占财政支出比重", 78.2),
    ],
)
def test_two_amounts_make_the_share_that_other_places_state(text: str, indicator: str, value: float) -> None:
    (share,) = [fact for fact in analysed(told(text)).derived if fact.recast and fact.recast.mark == "推"]
    assert (share.indicator.name, share.observation.value) == (indicator, value)
    (caveat,) = [caveat for caveat in share.caveats if caveat.mark == "推"]
    assert "÷" in caveat.text
    assert "原文没有这一占比" in caveat.text


@pytest.mark.parametrize(
    "text",
    [
        "2024年，全市在园幼儿2.4万人，其中公办园在园幼儿1.3万人，公办园在园幼儿占比54.2%。",  # stated
        "2024年，全市幼儿园21所，其中公办幼儿园12所。",  # a handful
        "2024年，全市在园幼儿约2.4万人，其中公办园在园幼儿超过1.3万人。",
        "2024年全市在园幼儿2.4万人。2023年全市公办园在园幼儿1.3万人。",
        "2024年，全市在园幼儿2.4万人，计划到2025年公办园在园幼儿1.3万人。",
    ],
)
def test_no_share_is_computed_of_what_is_stated_or_vague_or_of_another_time(text: str) -> None:
    assert not [fact for fact in analysed(told(text)).derived if fact.recast]


COMPUTED = "2024年，全市在园幼儿2.4万人，其中公办园在园幼儿1.3万人。"


def test_a_computed_share_is_never_ranked() -> None:
    stated = (told(f"2024年，{p}公办园在园幼儿占比达到5{n}%。", f"{n}.txt") for n, p in enumerate(("绵阳市", "内江市")))
    pairs = analysed(*stated, told(COMPUTED)).comparisons
    assert isinstance(pairs, Pairings)
    assert {(p.verdict.outcome, pairs.outcome(p.left, p.right)) for p in pairs} == {
        (Comparability.COMPARABLE, Comparability.COMPARABLE),
        (Comparability.CONDITIONAL, Comparability.CONDITIONAL),
    }


def test_a_figure_that_was_converted_is_not_refused_besides() -> None:
    monthly, yearly = "2024年，全市城市低保标准为每人每月780元。", "2024年，绵阳市城市低保标准为每人每年9000元。"
    (found,) = analysed(told(monthly), told(yearly, "b.txt", "绵阳日报")).comparisons
    assert found.verdict.outcome is not Comparability.NOT_COMPARABLE


def test_a_computed_share_compares_with_a_condition() -> None:
    found = pair(COMPUTED, "2024年，资阳市公办园在园幼儿占比达到52%。")
    assert found is not None
    assert found.verdict.outcome is Comparability.CONDITIONAL
    assert [reason.code for reason in found.verdict.reasons] == ["R07"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("元/月", "元/人/月", True),
        ("元/月", "元/年", False),
        ("元/月", "元", True),
        ("亩", "公顷", False),
        ("平方米", "㎡", True),
        ("人", "人次", True),  # of no scale: R08 asks for their families
        ("%", "‰", False),
    ],
)
def test_units_of_one_size(one: str, other: str, expected: bool) -> None:
    assert are_of_one_size(one, other) is expected


def test_a_form_there_and_back_is_the_figure() -> None:
    for unit, value in (("元/月", 787.5), ("亩", 12.6), ("%", 0.31), ("公顷", 3.3)):
        stated = obs("标准", value, unit, measure="level")
        for form in forms(stated):
            back = {other.observation.unit: other.observation.value for other in forms(form.observation)}
            assert back[unit] == pytest.approx(value)
