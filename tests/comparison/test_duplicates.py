"""One fact told several times: reprints, revisions and contradictions."""

import pytest

from briefing.comparison.duplicates import merge
from briefing.model import Document, Status
from tests.comparison.builders import FUCHENG, document, facts, obs, placed

BEDS = "养老机构床位"
DOCUMENTS = (
    document("a.txt", "2025-03-01", "资阳日报"),
    document("b.txt", "2025-06-01", "资阳日报"),
    document("c.txt"),
    document("d.txt", "2025-06-01", "四川日报"),
)


def merged(*observations):
    return merge(facts(*observations), DOCUMENTS)


def values(found):
    return [(f.observation.value, len(f.reprints)) for f in found.facts]


def test_a_block_printed_twice_is_one_fact():
    found = merged(obs(BEDS, 811, "张", start=5), obs(BEDS, 811, "张", start=900, duplicate_of=5))
    assert values(found) == [(811, 1)]


def test_a_repetition_whose_first_statement_was_not_found_is_kept():
    found = merged(obs(BEDS, 811, "张", start=900, duplicate_of=5))
    assert values(found) == [(811, 0)]
    assert found.facts[0].observation.duplicate_of is None


def test_the_same_article_on_two_sites_is_one_fact_with_two_sources():
    found = merged(obs(BEDS, 811, "张"), obs(BEDS, 811, "张", document="b.txt"))
    assert values(found) == [(811, 1)]
    assert found.findings == []


@pytest.mark.parametrize(("period", "count"), [("2024-05-05", 1), ("2024-11-05", 2)])
def test_an_unchanged_stock_a_little_later_is_told_again_but_a_year_later_is_news(period, count):
    found = merged(obs(BEDS, 811, "张", period="2024-03-01"), obs(BEDS, 811, "张", period=period, document="b.txt"))
    assert len(found.facts) == count


def test_a_rounded_telling_gives_way_to_the_exact_one():
    found = merged(obs(BEDS, 800, "张", text="800余张", bound="ge"), obs(BEDS, 811, "张"))
    assert values(found) == [(811, 1)]
    assert found.findings == []


def test_a_publisher_s_later_statement_corrects_its_earlier_one_and_history_keeps_it():
    found = merged(obs(BEDS, 811, "张"), obs(BEDS, 830, "张", document="b.txt"))
    assert values(found) == [(830, 0)]
    assert [f.observation.value for f in found.history] == [811]
    assert [(r.kind, r.passed) for r in found.findings] == [("revision", True)]
    assert [c.mark for c in found.caveats[found.facts[0].observation.id]] == ["改"]


def test_far_apart_in_one_document_are_two_scopes_and_two_growths_two_bases():
    assert merged(obs(BEDS, 811, "张"), obs(BEDS, 50, "张")).findings == []
    growths = (obs(BEDS, v, "%", measure="change") for v in (10, 8))
    assert merged(*growths).findings == []
    assert [r.kind for r in merged(obs(BEDS, 811, "张", document="c.txt"), obs(BEDS, 8_110_000, "张")).findings] == [
        "conflict"
    ]


@pytest.mark.parametrize("other", ["a.txt", "c.txt", "d.txt"])
def test_two_values_nobody_can_order_are_shown_as_a_conflict(other):
    found = merged(obs(BEDS, 811, "张"), obs(BEDS, 830, "张", document=other))
    assert sorted(f.observation.value for f in found.facts) == [811, 830]
    assert [(r.kind, r.passed) for r in found.findings] == [("conflict", False)]
    assert {c.mark for caveats in found.caveats.values() for c in caveats} == {"核"}


@pytest.mark.parametrize(
    "other",
    [
        obs(BEDS, 830, "张", period="2023"),
        obs(BEDS, 830, "张", region=FUCHENG),
        obs(BEDS, 830, "张", status="planned"),
        obs(BEDS, 30, "张", measure="change"),
        obs(BEDS, 830, "张", part_of=3),
    ],
)
def test_another_time_place_status_or_measure_is_another_fact(other):
    found = merged(obs(BEDS, 811, "张"), other)
    assert len(found.facts) == 2
    assert found.findings == []


def test_vague_names_outside_the_catalogue_accuse_nobody():
    found = merged(obs("项目总投资", 5, "元"), obs("项目总投资", 7, "元"))
    assert len(found.facts) == 2
    assert found.findings == []


def test_order_is_kept():
    found = merged(obs("幼儿园", 16, "所"), obs(BEDS, 811, "张"), obs("在园幼儿", 2022))
    assert [f.observation.value for f in found.facts] == [16, 811, 2022]


FUND = {"unit": "元", "document": "a.txt", "sector": "assistance"}


@pytest.mark.parametrize("swapped", [False, True])
def test_a_plan_and_its_reprint_are_one_fact_and_the_plan_is_kept(swapped):
    told = [
        obs("区财政投入引导资金", 10_000_000, period="2022", status="actual", **FUND),
        obs("区财政将投入引导资金", 10_000_000, period="2022-03-29", status="planned", **FUND),
    ]
    (fact,) = merge(facts(*(told[::-1] if swapped else told)), [document("a.txt")]).facts
    assert fact.observation.status is Status.PLANNED
    assert [o.status for o in fact.reprints] == [Status.ACTUAL]


@pytest.mark.parametrize(
    "other",
    [
        obs("区财政投入专项资金", 10_000_000, period="2022", **FUND),
        obs("区财政投入引导资金", 10_000_000, period="2023", **FUND),
        obs("区财政投入引导资金", 9_000_000, period="2022", **FUND),
        obs("区财政投入引导资金", 10_000_000, period="2022", **(FUND | {"document": "b.txt"})),
    ],
)
def test_what_differs_in_more_than_a_word_stays_two_facts(other):
    plan = obs("区财政将投入引导资金", 10_000_000, period="2022-03-29", status="planned", **FUND)
    assert len(merge(facts(plan, other), [document("a.txt"), document("b.txt")]).facts) == 2


def test_what_is_said_to_be_done_is_not_folded_into_its_plan():
    raw = "计划改造120户，目前已改造120户。"
    plan = obs("改造", 120, "户", text="120户", start=4, status="planned", sentence_end=len(raw))
    done = obs("改造", 120, "户", text="120户", start=14, sentence_end=len(raw))
    told = Document("a.txt", raw, ())
    assert len(merge(facts(placed(plan, told), placed(done, told)), [told]).facts) == 2
