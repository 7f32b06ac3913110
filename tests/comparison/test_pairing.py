"""Every pair gets a verdict, and the counts of all pairs agree with making them one by one."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import analyse
from briefing.comparison.normalisation import derive
from briefing.comparison.pairing import Pairings, headline
from briefing.config import Thresholds
from briefing.model import Comparability
from tests.comparison.builders import (
    DONGQU,
    FENGJIE,
    FUCHENG,
    MIANYANG,
    XIQU,
    YANJIANG,
    ZIYANG,
    facts,
    obs,
)

SHARE = "养老机构护理型床位占比"
REGIONS = [XIQU, DONGQU, FUCHENG, FENGJIE, ZIYANG, YANJIANG, MIANYANG]


def pairings(*observations):
    found = facts(*observations)
    return Pairings([*found, *derive(found)], Thresholds())


def test_pairs_are_across_regions_only():
    pairs = pairings(
        obs(SHARE, 50, "%", period="2023"), obs(SHARE, 60, "%", period="2024"), obs(SHARE, 55, "%", region=FUCHENG)
    )
    assert len(pairs) == 2
    assert {c.left.observation.region for c in pairs} | {c.right.observation.region for c in pairs} == {XIQU, FUCHENG}


def test_doubted_placeless_and_unlisted_figures_stay_out():
    other = obs(SHARE, 55, "%", region=FUCHENG)
    for fields in ({"optional": True}, {"region": None}, {"region": "999999"}, {"duplicate_of": 3}):
        assert len(pairings(obs(SHARE, 50, "%", **fields), other)) == 0
    assert len(pairings(obs("乡愁记忆馆", 5, "个"), obs("农耕陈列馆", 5, "个", region=FUCHENG))) == 0


def test_near_names_are_refused_once_and_only_where_nothing_better_is_there():
    inpatient, visits = obs("县域内住院率", 90, "%"), obs("县域内就诊率", 91, "%", region=FUCHENG)
    (found,) = pairings(inpatient, visits)
    assert [c.code for c in found.verdict.reasons] == ["R01"]
    both = pairings(inpatient, visits, obs("县域内住院率", 92, "%", region=FUCHENG))
    assert [c.left.indicator.id == c.right.indicator.id for c in both] == [True]


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        (obs("重点人群签约人数", 27428), obs("重点人群签约率", 100, "%", status="planned", region=FUCHENG), 1),
        (obs("重点人群签约人数", 27428), obs("签约人数", 320000, region=FUCHENG), 1),
        (obs("重点人群签约人数", 27428), obs("签约人数", 320000, sector="housing", region=FUCHENG), 0),
        (obs("县域医疗卫生次中心", 15, "个"), obs("乡镇卫生院", 1, "家", region=FUCHENG), 0),
        (
            obs("老年食堂", 100, "家", sector="elderly"),
            obs("助餐服务网络", 8, "个", sector="elderly", region=FUCHENG),
            0,
        ),
    ],
)
def test_near_names_are_those_a_reader_would_look_for(one, other, pairs):
    found = list(pairings(one, other))
    assert len(found) == pairs
    assert all([c.code for c in pair.verdict.reasons] == ["R01"] for pair in found)


def test_an_index_a_slice_and_a_region_give_the_same_pairs():
    pairs = pairings(*(obs(SHARE, 50 + n, "%", region=region) for n, region in enumerate(REGIONS)))
    everyone = list(pairs)
    assert pairs[0] == everyone[0]
    assert pairs[-1] == everyone[-1]
    assert pairs[1:3] == tuple(everyone[1:3])
    own = [c for c in everyone if XIQU in (c.left.observation.region, c.right.observation.region)]
    fresh = pairings(*(obs(SHARE, 50 + n, "%", region=region) for n, region in enumerate(REGIONS)))
    assert len(fresh.of_region(XIQU)) == len(own) == len(REGIONS) - 1


def test_the_pair_a_reader_wants_is_the_best_and_nearest():
    pairs = pairings(
        obs(SHARE, 50, "%", period="2020"),
        obs(SHARE, 55, "%", period="2023"),
        obs(SHARE, 60, "%", period="2024"),
        obs(SHARE, 58, "%", period="2024", region=FUCHENG),
    )
    (best,) = headline(pairs)
    assert (best.left.observation.value, best.right.observation.value) == (60, 58)


many = st.lists(
    st.builds(
        lambda name, region, period, bound, status: obs(
            name[0], 40, name[1], region=region, period=period, bound=bound, status=status
        ),
        st.sampled_from([(SHARE, "%"), ("城镇新增就业", "人"), ("养老机构床位", "张"), ("本科上线率", "%")]),
        st.sampled_from(REGIONS),
        st.sampled_from(["2021", "2023", "2024", "2022/2024", None]),
        st.sampled_from(["eq", "ge"]),
        st.sampled_from(["actual", "planned"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(many)
def test_facts_alike_in_what_the_rules_see_have_one_outcome(observations):
    pairs = pairings(*observations)
    outcomes: defaultdict[str, set[Comparability]] = defaultdict(set)
    for comparison in pairs:
        if comparison.left.indicator.id == comparison.right.indicator.id:
            outcomes[comparison.indicator.id].add(comparison.verdict.outcome)
    assert all(pairs.outcomes_of(indicator) == found for indicator, found in outcomes.items())


def test_a_figure_of_a_community_stands_for_no_region():
    beds = [
        obs("养老机构床位", 60, "张", region=XIQU, locality="朝阳社区"),
        obs("养老机构床位", 811, "张", region=FUCHENG),
        obs("每千人口拥有3岁以下婴幼儿托位数", 4.8, "个", region=XIQU, locality="朝阳社区"),
    ]
    found = analyse([], beds)
    assert len(found.facts) == 3
    assert not list(found.comparisons)
    assert {gap.fact.observation.region for gap in found.gaps} == {FUCHENG}
    assert [fact.observation.region for fact in found.derived] == [FUCHENG] * len(found.derived)
    (caveat,) = [c.text for c in found.facts[0].caveats if c.code == "R05"]
    assert caveat == "只是朝阳社区的数，不是攀枝花市西区的数，不参与比较。"


def test_only_the_best_pairs_of_an_indicator_are_made_where_so_many_are_asked_for():
    periods = ("2022", "2023", "2024", "2024")
    pairs = pairings(
        *(
            obs(SHARE, 50, "%", region=r, period=p)
            for r, p in zip((XIQU, DONGQU, FUCHENG, FENGJIE), periods, strict=True)
        )
    )
    (best,) = pairs.headline(most=1)
    assert {best.left.observation.region, best.right.observation.region} == {FUCHENG, FENGJIE}
    assert pairs.headline(but={best.indicator.id}) == []
    assert len(pairs.headline()) == 6
