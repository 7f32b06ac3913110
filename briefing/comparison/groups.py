"""One indicator's regions held against one another: who may be ranked, who stands beside them and why, who is refused.

Chart, sentence, table and workbook all print one `Group`, so that none can say more than another. A group ranks the
largest set of regions whose figures are comparable, every two of them; a region that may only stand beside most of them
is `beside`, with the verdict that keeps it from being ranked; the others are `refused`.
"""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.comparison.cliques import Covering, largest
from briefing.comparison.intervals import alike, measured
from briefing.comparison.pairing import Pairings
from briefing.comparison.peer_groups import PeerGroup, counting_noun, everyone
from briefing.comparison.verdicts import SEVERITY
from briefing.config import Thresholds
from briefing.model import Analysis, Comparability, Fact, Indicator, Verdict
from briefing.printing import periods


@dataclass(frozen=True, slots=True)
class Member:
    """A ranked region: its places from the best (or from the largest value) down.

    `first` to `last` are the places it may have: values that are 基本相当 are not told apart.
    """

    fact: Fact
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A region that is not ranked, the figure it was held against, and what speaks against comparing the two."""

    fact: Fact
    against: Fact
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Group:
    """The regions of one indicator among one group of peers; `own` is the figure it was made around, if any.

    `members` are comparable, every two of them, in order: the smallest first where less is better, else the largest.
    """

    indicator: Indicator
    peers: PeerGroup
    members: tuple[Member, ...] = ()
    beside: tuple[Aside, ...] = ()
    refused: tuple[Aside, ...] = ()
    own: Fact | None = None
    ranking_regions: int = 3

    @property
    def ranked(self) -> bool:
        """Whether there are enough members to rank; two give a difference."""
        return len(self.members) >= self.ranking_regions

    @property
    def shown(self) -> tuple[Fact, ...]:
        """The figures that stand next to one another: the members in their order, then those beside."""
        return (*(member.fact for member in self.members), *(aside.fact for aside in self.beside))

    @property
    def best(self) -> Fact:
        """The first of the members; of an indicator without a better end the largest."""
        return self.members[0].fact

    @property
    def median(self) -> float:
        """The middle of the members' values."""
        return statistics.median(member.fact.observation.value for member in self.members)

    @property
    def noun(self) -> str:
        """What the members are counted as: 县区, 市州, 省份, 地区."""
        return counting_noun([member.fact.observation.region or "" for member in self.members])

    @property
    def own_member(self) -> Member | None:
        """The member that the group was made around."""
        return next((member for member in self.members if member.fact is self.own), None)


class Groups:
    """The groups of an analysis's pairs, each found once."""

    def __init__(self, pairs: Pairings, thresholds: Thresholds) -> None:
        self.pairs = pairs
        self._thresholds = thresholds
        self._everywhere: dict[str, tuple[Group, ...]] = {}

    def of_indicator(self, indicator: str) -> tuple[Group, ...]:
        """The groups of an indicator over all regions, the largest first; each region is in one of them at most once.

        A second group holds regions that are comparable with one another, not with those of the first (counties,
        prefectures). Empty where fewer than two regions state the indicator.
        """
        if indicator not in self._everywhere:
            self._everywhere[indicator] = tuple(self._apart(self.pairs.facts_of(indicator)))
        return self._everywhere[indicator]

    def around(self, code: str, indicator: str, chain: Sequence[PeerGroup]) -> Group | None:
        """The group of a region's figure: of the first of its groups of peers in which it can be ranked, else of the
        last. None where the region or every other one has no figure of the indicator."""
        facts = self.pairs.facts_of(indicator)
        own = [fact for fact in facts if fact.observation.region == code]
        found = None
        for peers in chain if own else ():
            others = [fact for fact in facts if fact.observation.region != code and fact.observation.region in peers]
            if others and (found := self._around(own, others, peers)).ranked:
                return found
        return found

    def _around(self, own: Sequence[Fact], others: Sequence[Fact], peers: PeerGroup) -> Group:
        everything = (*own, *others)
        members = max(
            (self._largest(everything, Comparability.COMPARABLE, fact) for fact in _latest_first(own)), key=len
        )
        code = own[0].observation.region
        mine = next((fact for fact in members if fact.observation.region == code), None)
        if mine is None or len(members) < 2:
            mine, members = self._best_own(own, others), []
        rest = [fact for fact in others if fact.observation.region not in _regions(members)]
        return self._group(members, rest, peers, own=mine)

    def _best_own(self, own: Sequence[Fact], others: Sequence[Fact]) -> Fact:
        """The own figure that the most regions may stand beside."""

        def standing(fact: Fact) -> int:
            return len({f.observation.region for f in others if self.pairs.allows(fact, f)})

        return max(_latest_first(own), key=standing)

    def _apart(self, facts: Sequence[Fact]) -> Iterator[Group]:
        found: list[list[Fact]] = []
        rest = list(facts)
        while len(members := self._largest(rest, Comparability.COMPARABLE)) > 1:
            found.append(members)
            rest = [fact for fact in rest if fact.observation.region not in _regions(members)]
        if not found and len(_regions(facts)) > 1:
            yield self._beside_only(facts)
        for number, members in enumerate(found):
            yield self._group(members, () if number else rest, everyone())

    def _beside_only(self, facts: Sequence[Fact]) -> Group:
        """The largest set of figures that may stand next to one another without being ranked."""
        held: list[Fact] = []
        for fact in self._largest(facts, Comparability.CONDITIONAL):
            if all(self.pairs.allows(fact, other) for other in held):
                held.append(fact)
        held = held if len(held) > 1 else []
        beside = [self._aside(fact, [other for other in held if other is not fact]) for fact in held]
        rest = [fact for fact in facts if fact.observation.region not in _regions(held)]
        anchors = held or _latest_first(facts)
        refused = [self._chosen(group, _elsewhere(anchors, group)) for group in _by_region(rest)]
        return self._made((), beside, refused, everyone(), None, facts[0].indicator)

    def _group(self, members: Sequence[Fact], rest: Sequence[Fact], peers: PeerGroup, own: Fact | None = None) -> Group:
        """The group of these members, the figures of other regions put beside it or refused."""
        anchors = list(members) or [fact for fact in [own] if fact is not None]
        beside: list[Aside] = []
        refused: list[Aside] = []
        for group in _by_region(rest):
            aside = self._chosen(group, anchors)
            allowed = sum(self.pairs.allows(aside.fact, anchor) for anchor in anchors)
            (beside if 2 * allowed > len(anchors) else refused).append(aside)
        return self._made(members, beside, refused, peers, own, anchors[0].indicator)

    def _made(
        self,
        members: Sequence[Fact],
        beside: Sequence[Aside],
        refused: Sequence[Aside],
        peers: PeerGroup,
        own: Fact | None,
        indicator: Indicator,
    ) -> Group:
        rising = 1 if indicator.polarity == "lower_better" else -1
        ordered = sorted(members, key=lambda fact: (rising * fact.observation.value, fact.observation.region or ""))
        return Group(
            indicator,
            peers,
            tuple(places(ordered, self._thresholds)),
            tuple(sorted(beside, key=_by_code)),
            tuple(sorted(refused, key=_by_code)),
            own,
            self._thresholds.ranking_regions,
        )

    def _chosen(self, figures: Sequence[Fact], anchors: Sequence[Fact]) -> Aside:
        """A region's figure that goes best with the anchors."""

        def against(fact: Fact) -> tuple[int, int]:
            outcomes = [self.pairs.outcome(fact, anchor) for anchor in anchors]
            return outcomes.count(Comparability.NOT_COMPARABLE), -outcomes.count(Comparability.COMPARABLE)

        return self._aside(min(_latest_first(figures), key=against), anchors)

    def _aside(self, fact: Fact, anchors: Sequence[Fact]) -> Aside:
        """The figure against the anchor that says best why it is not ranked: allowed but for a condition where most
        are, refused where most are, and there the nearest in time."""
        outcomes = [self.pairs.outcome(fact, anchor) for anchor in anchors]
        refused = 2 * outcomes.count(Comparability.NOT_COMPARABLE) >= len(anchors)
        wanted = Comparability.NOT_COMPARABLE if refused else Comparability.CONDITIONAL
        against = min(
            zip(anchors, outcomes, strict=True),
            key=lambda pair: (pair[1] is not wanted, -SEVERITY[pair[1]], _months_apart(fact, pair[0])),
        )[0]
        return Aside(fact, against, self.pairs.verdict(fact, against))

    def _largest(self, facts: Sequence[Fact], least: Comparability, own: Fact | None = None) -> list[Fact]:
        """The figures, one a region, of the largest set in which every two have at least that outcome."""
        kinds: dict[int, list[Fact]] = {}
        for fact in _latest_first(facts):
            kinds.setdefault(self.pairs.kind(fact), []).append(fact)
        sound = [name for name in kinds if self.pairs.kinds_allow(name, name, least)]
        must = self.pairs.kind(own) if own is not None else None
        if must is not None and must not in sound:
            return []
        covering = [Covering(name, frozenset(_regions(kinds[name]))) for name in sound]
        chosen = largest(covering, lambda one, two: self.pairs.kinds_allow(one, two, least), must)
        return _one_a_region([] if own is None else [own], (fact for name in chosen for fact in kinds[name]))


def groups_of(analysis: Analysis) -> Groups:
    """The groups of an analysis."""
    pairs = analysis.comparisons
    if not isinstance(pairs, Pairings):
        pairs = Pairings((*analysis.facts, *analysis.derived), analysis.thresholds)
    return Groups(pairs, analysis.thresholds)


def places(ordered: Sequence[Fact], thresholds: Thresholds) -> Iterator[Member]:
    """Members with their places, from figures in order; those that are 基本相当 share theirs."""
    known = [measured(fact) for fact in ordered]
    for number, fact in enumerate(ordered):
        before = sum(not alike(known[other], known[number], thresholds) for other in range(number))
        after = sum(not alike(known[number], known[other], thresholds) for other in range(number + 1, len(known)))
        yield Member(fact, before + 1, len(known) - after)


def _one_a_region(first: Sequence[Fact], facts: Iterable[Fact]) -> list[Fact]:
    """The first figures and the latest of each other region; one report that two places carried stands once."""
    found = {fact.observation.region: fact for fact in first}
    sources = {source for fact in first for source in _sources(fact)}
    for fact in _latest_first(facts):
        if fact.observation.region not in found and sources.isdisjoint(own := _sources(fact)):
            found[fact.observation.region] = fact
            sources |= own
    return list(found.values())


def _sources(fact: Fact) -> set[str]:
    return {fact.observation.id, *(reprint.id for reprint in fact.reprints)}


def _regions(facts: Iterable[Fact]) -> set[str]:
    return {fact.observation.region or "" for fact in facts}


def _by_region(facts: Iterable[Fact]) -> Collection[list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.observation.region or "", []).append(fact)
    return groups.values()


def _latest_first(facts: Iterable[Fact]) -> list[Fact]:
    """Figures in an order that does not depend on how they came: the latest first."""
    return sorted(
        facts, key=lambda f: (-periods.last_month(f.observation.period), f.observation.region, f.observation.id)
    )


def _elsewhere(anchors: Sequence[Fact], figures: Sequence[Fact]) -> list[Fact]:
    own = _regions(figures)
    return [fact for fact in anchors if fact.observation.region not in own]


def _by_code(aside: Aside) -> str:
    return aside.fact.observation.region or ""


def _months_apart(fact: Fact, other: Fact) -> int:
    return abs(periods.last_month(fact.observation.period) - periods.last_month(other.observation.period))
