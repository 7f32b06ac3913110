"""Who is ranked, who stands beside, who is refused: what holds for every group, and the cases a reader would check."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison.cliques import Covering, largest
from briefing.comparison.grouping import Groups
from briefing.comparison.groups import Group
from briefing.comparison.normalisation import derive
from briefing.comparison.pairing import Pairings
from briefing.comparison.peer_groups import chain, everyone, own_groups
from briefing.comparison.verdicts import verdict
from briefing.config import Thresholds
from briefing.model import Comparability
from briefing.reference.divisions import regions
from tests.comparison.builders import DONGQU, FENGJIE, FUCHENG, MIANYANG, PANZHIHUA, XIQU, YANJIANG, ZIYANG, facts, obs

BEDS = "养老机构护理型床位占比"
PLACES = "每千人口拥有3岁以下婴幼儿托位数"
WAITING = "城镇登记失业率"  # less is better
RENHE, MIYI, YANBIAN, YOUXIAN = "510411", "510421", "510422", "510704"
COUNTIES = [XIQU, DONGQU, RENHE, MIYI, YANBIAN, FUCHENG, YOUXIAN]
CITIES = [PANZHIHUA, MIANYANG, ZIYANG]
EVERYWHERE = (everyone(),)


def grouped(*observations):
    found = facts(*observations)
    return Groups(Pairings([*found, *derive(found)], Thresholds()), Thresholds())


def only(groups: Groups) -> Group:
    """The one group over all regions of the first indicator."""
    (group,) = groups.of_indicator(groups.pairs.indicators()[0])
    return group


def codes(found):
    return [item.fact.observation.region for item in found]


def of_counties(*values, name=BEDS, unit="%", **fields):
    return [obs(name, value, unit, region=region, **fields) for value, region in zip(values, COUNTIES, strict=False)]


def test_three_comparable_regions_rank_and_one_conditional_pair_hides_none():
    group = only(grouped(*of_counties(50, 60, 40), obs(BEDS, 70, "%", region=MIYI, bound="ge")))
    assert group.ranked
    assert codes(group.members) == [DONGQU, XIQU, RENHE]
    assert codes(group.beside) == [MIYI]
    assert [reason.code for reason in group.beside[0].verdict.reasons] == ["R10"]
    assert not group.refused


def test_two_give_a_difference_and_one_no_group():
    group = only(grouped(*of_counties(50, 60)))
    assert (group.ranked, codes(group.members)) == (False, [DONGQU, XIQU])
    assert grouped(*of_counties(50)).of_indicator("nursing_bed_share") == ()


def test_where_less_is_better_the_smallest_is_first():
    group = only(grouped(*of_counties(3.5, 2.5, 4.5, name=WAITING)))
    assert group.indicator.polarity == "lower_better"
    assert [(member.fact.observation.value, member.first) for member in group.members] == [(2.5, 1), (3.5, 2), (4.5, 3)]
    assert group.best.observation.value == 2.5


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((50, 60, 40), [(60, 1, 1), (50, 2, 2), (40, 3, 3)]),
        ((100, 98, 80), [(100, 1, 2), (98, 1, 2), (80, 3, 3)]),  # 2 % apart
        ((100, 95, 80), [(100, 1, 1), (95, 2, 2), (80, 3, 3)]),  # 5 % are apart
        ((100, 97, 94), [(100, 1, 2), (97, 1, 3), (94, 2, 3)]),  # the ends are apart, the middle is like both
        ((50, 50, 50), [(50, 1, 3)] * 3),
    ],
)
def test_what_is_as_good_as_equal_shares_its_places(values, expected):
    group = only(grouped(*of_counties(*values)))
    assert [(m.fact.observation.value, m.first, m.last) for m in group.members] == expected


def test_the_median_and_the_best_are_those_of_the_members_only():
    group = only(grouped(*of_counties(50, 60, 44), obs(BEDS, 90, "%", region=MIYI, bound="approx")))
    assert (group.median, group.best.observation.value) == (50, 60)


def test_the_largest_window_in_time_is_ranked_and_each_region_is_in_one_group_only():
    early = [obs(BEDS, 40 + n, "%", region=region, period="2021") for n, region in enumerate(COUNTIES[:3])]
    late = [obs(BEDS, 60 + n, "%", region=region, period="2024") for n, region in enumerate(COUNTIES[2:])]
    groups = grouped(*early, *late)
    first, second = groups.of_indicator("nursing_bed_share")
    assert {m.fact.observation.period for m in first.members} == {"2024"}
    assert sorted(codes(first.members)) == sorted(COUNTIES[2:])
    assert sorted(codes(second.members)) == sorted(COUNTIES[:2])
    assert not [*first.beside, *first.refused, *second.beside]


def test_cities_and_counties_are_ranked_apart_and_one_city_stands_beside():
    counties = of_counties(50, 60, 40, 45)
    both = grouped(*counties, *(obs(BEDS, 55 + n, "%", region=city) for n, city in enumerate(CITIES)))
    assert [group.noun for group in both.of_indicator("nursing_bed_share")] == ["县区", "市州"]
    group = only(grouped(*counties, obs(BEDS, 55, "%", region=ZIYANG)))
    assert [(a.fact.observation.region, a.verdict.reasons[0].code) for a in group.beside] == [(ZIYANG, "R05")]


def test_a_region_stands_beside_those_of_its_level():
    cities = [obs(BEDS, 55 + n, "%", region=city) for n, city in enumerate([*CITIES, "510500"])]
    late = obs(BEDS, 70, "%", region=FUCHENG, period="2022")
    old = obs(BEDS, 70, "%", region=YOUXIAN, period="2020")
    first, second = grouped(*of_counties(50, 60, 40), *cities, late, old).of_indicator("nursing_bed_share")
    assert (first.noun, second.noun) == ("市州", "县区")
    assert not [*first.beside, *first.refused]
    assert (codes(second.beside), codes(second.refused)) == ([FUCHENG], [YOUXIAN])


def test_a_city_is_refused_beside_its_counties():
    group = only(grouped(*of_counties(50, 60, 40), obs(BEDS, 55, "%", region=PANZHIHUA)))
    assert [(a.fact.observation.region, a.verdict.reasons[0].code) for a in group.refused] == [(PANZHIHUA, "R06")]


def test_amounts_are_refused_and_sensitive_figures_never_ranked():
    group = only(grouped(*of_counties(500, 600, 700, name="养老机构床位", unit="张")))
    assert not group.members
    assert not group.beside
    assert len(group.refused) == 3
    secret = only(grouped(*of_counties(50, 60, 70, name="本科上线率")))
    assert not secret.shown


def test_figures_with_a_condition_stand_side_by_side_unranked():
    groups = grouped(*of_counties(505, 600, 700, name="执业(助理)医师数", unit="人"))
    (group,) = groups.of_indicator("physicians_per_1000")
    assert not group.members
    assert len(group.beside) == 3


def test_a_region_that_may_not_stand_beside_one_of_them_says_which():
    """西区 is allowed by 涪城区 and 奉节县, but lies in 攀枝花市, which stands beside them too."""
    both = [obs(BEDS, 50, "%", region=region, bound="ge") for region in (FUCHENG, FENGJIE)]
    (group,) = grouped(
        *both, obs(BEDS, 55, "%", region=PANZHIHUA, period="2024-12"), obs(BEDS, 52, "%", bound="ge")
    ).of_indicator("nursing_bed_share")
    assert codes(group.beside) == [FENGJIE, PANZHIHUA, FUCHENG]
    assert [
        (a.fact.observation.region, a.against.observation.region, a.verdict.reasons[0].code) for a in group.refused
    ] == [(XIQU, PANZHIHUA, "R06")]


def test_a_region_and_what_lies_in_it_do_not_hide_two_that_stand_side_by_side():
    late = [obs(BEDS, 50, "%", region=region, bound="ge", period="2024") for region in (XIQU, PANZHIHUA)]
    early = [obs(BEDS, 50, "%", region=region, bound="ge", period="2020") for region in (FUCHENG, ZIYANG)]
    (group,) = grouped(*late, *early).of_indicator("nursing_bed_share")
    assert codes(group.beside) == [FUCHENG, ZIYANG]
    assert codes(group.refused) == [PANZHIHUA, XIQU]
    assert {aside.verdict.outcome for aside in group.refused} == {Comparability.NOT_COMPARABLE}


@pytest.mark.parametrize(
    ("places", "kind"),
    [
        ([XIQU, DONGQU, RENHE, FUCHENG], "prefecture"),
        ([XIQU, DONGQU, FUCHENG, YOUXIAN], "province"),
        ([XIQU, FENGJIE, "440304", "330106"], "all"),
        ([XIQU, FENGJIE], "all"),
    ],
)
def test_a_region_is_held_against_the_nearest_group_that_ranks(places, kind):
    groups = grouped(*(obs(BEDS, 40 + 5 * n, "%", region=region) for n, region in enumerate(places)))
    group = groups.around(XIQU, "nursing_bed_share", chain(XIQU))
    assert group is not None
    assert group.peers.kind == kind
    assert group.own is not None
    assert group.own.observation.region == XIQU
    assert set(codes(group.members)) <= {code for code in regions() if code in group.peers}


def test_an_office_names_its_own_peers():
    own = own_groups({"两江沿岸": ["510403", "涪城区", "雁江区"]})
    groups = grouped(*(obs(BEDS, 40 + 5 * n, "%", region=r) for n, r in enumerate([*COUNTIES, YANJIANG])))
    group = groups.around(XIQU, "nursing_bed_share", chain(XIQU, own))
    assert group is not None
    assert (group.peers.name, sorted(codes(group.members))) == ("两江沿岸", sorted([XIQU, FUCHENG, YANJIANG]))


def test_a_region_alone_has_no_group():
    groups = grouped(obs(BEDS, 40, "%"))
    assert groups.around(XIQU, "nursing_bed_share", chain(XIQU)) is None
    assert groups.around(FUCHENG, "nursing_bed_share", chain(FUCHENG)) is None


figures = st.builds(
    lambda name, region, value, period, bound, status, unit: obs(
        name[0], value, name[1], region=region, period=period, bound=bound, status=status, **unit
    ),
    st.sampled_from([(BEDS, "%"), (PLACES, "个"), ("执业(助理)医师数", "人"), ("本科上线率", "%")]),
    st.sampled_from([*COUNTIES, *CITIES, FENGJIE, "510000"]),
    st.integers(20, 60),
    st.sampled_from(["2021", "2023", "2023-06", "2024", "2024-11-05", "2025-03", "2023/2024", None]),
    st.sampled_from(["eq", "eq", "eq", "ge"]),
    st.sampled_from(["actual", "actual", "actual", "planned"]),
    st.sampled_from([{}, {"locality": "朝阳社区"}]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(figures, max_size=25), st.sampled_from([XIQU, ZIYANG]))
def test_what_holds_for_every_group(observations, code):
    groups = grouped(*observations)
    for indicator in groups.pairs.indicators():
        everywhere = groups.of_indicator(indicator)
        around = groups.around(code, indicator, chain(code))
        for group in (*everywhere, *([around] if around else [])):
            _check(group)
        ranked = [region for group in everywhere for region in codes(group.members)]
        assert len(ranked) == len(set(ranked))
        if around is not None:
            assert around.own is not None
            assert around.own.observation.region == code
            assert not around.members or around.own_member is not None


def _check(group: Group) -> None:
    thresholds = Thresholds()
    for one, two in combinations([member.fact for member in group.members], 2):
        assert verdict(one, two, thresholds).outcome is Comparability.COMPARABLE
    values = [member.fact.observation.value for member in group.members]
    assert values == sorted(values, reverse=group.indicator.polarity != "lower_better")
    for aside in (*group.beside, *group.refused):
        assert aside.verdict.outcome is not Comparability.COMPARABLE
        assert aside.verdict.reasons
    assert all(aside.verdict.outcome is Comparability.CONDITIONAL for aside in group.beside)
    assert all(aside.verdict.outcome is Comparability.NOT_COMPARABLE for aside in group.refused)
    placed = codes([*group.members, *group.beside, *group.refused])
    assert len(placed) == len(set(placed))
    firsts = [member.first for member in group.members]
    assert firsts == sorted(firsts)
    assert all(member.first <= number <= member.last for number, member in enumerate(group.members, 1))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1), min_size=1, max_size=8),
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7))),
)
def test_the_largest_set_is_the_largest(places, pairs):
    kinds = [Covering(number, own) for number, own in enumerate(places)]

    def together(one: int, two: int) -> bool:
        return one == two or (one, two) in pairs or (two, one) in pairs

    def covered(chosen) -> int:
        return len(frozenset().union(*(places[number] for number in chosen)))

    found = largest(kinds, together)
    assert all(together(one, two) for one, two in combinations(found, 2))
    best = max(
        covered(chosen)
        for size in range(1, len(kinds) + 1)
        for chosen in combinations(range(len(kinds)), size)
        if all(together(one, two) for one, two in combinations(chosen, 2))
    )
    assert covered(found) == best
    assert 0 in largest(kinds, together, must=0)
