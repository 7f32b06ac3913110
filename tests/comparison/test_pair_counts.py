"""Counted pairs are those that a look at every two regions finds."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from briefing.comparison import Pairings
from briefing.comparison.pair_counts import pair_counts
from briefing.comparison.verdicts import SEVERITY
from briefing.config import Thresholds
from briefing.model import Comparability
from tests.comparison.builders import facts, obs

PLACES = ("510000", "510400", "510403", "510402", "512000", "330000", "330881")
FIGURES = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(("2024-12", "2024-06", "2022-12", "2019-12")), st.booleans()),
    max_size=8,
)


@given(FIGURES)
def test_counts_are_those_of_every_two_regions(chosen: list[tuple[str, str, bool]]) -> None:
    made = facts(
        *(
            obs("每千人口拥有3岁以下婴幼儿托位数", 4.0 + n / 10, "个", region=region, period=period, start=n * 10,
                **({"status": "planned"} if planned else {}))
            for n, (region, period, planned) in enumerate(chosen)
        )
    )  # fmt: skip
    pairs = Pairings(made, Thresholds())
    for name in pairs.indicators():
        held: dict[str, list[object]] = {}
        for fact in pairs.facts_of(name):
            held.setdefault(fact.observation.region or "", []).append(fact)
        expected = Counter(
            min((pairs.outcome(*two) for two in product(held[a], held[b])), key=SEVERITY.__getitem__)
            for a, b in combinations(held, 2)
        )
        found = pair_counts(pairs, name)
        assert found.outcomes == expected
        for outcome in (Comparability.CONDITIONAL, Comparability.NOT_COMPARABLE):
            assert found.codes(outcome).total() == expected[outcome]
