"""Finding the groups of an analysis: the largest sets of comparable regions, and where every other region belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product

from briefing.comparison.cliques import Covering, largest
from briefing.comparison.groups import Aside, Group, places
from briefing.comparison.pairing import Pairings
from briefing.comparison.peer_groups import PeerGroup, everyone
from briefing.config import Thresholds
from briefing.model import Analysis, Comparability, Fact, Indicator, Level
from briefing.printing import periods
from briefing.reference.divisions import regions

Anchors = Mapping[int, Sequence[Fact]]
_REFUSED = Comparability.NOT_COMPARABLE
_MOST_ANCHORS = 4  # figures of a level that every region is held against where no two may stand side by side


def groups_of(analysis: Analysis) -> Groups:
    """The groups of an analysis."""
    pairs = analysis.comparisons
    if not isinstance(pairs, Pairings):
        pairs = Pairings((*analysis.facts, *analysis.derived), analysis.thresholds)
    return Groups(pairs, analysis.thresholds)


class Groups:
    """The groups of an analysis's pairs."""

    def __init__(self, pairs: Pairings, thresholds: Thresholds) -> None:
        self.pairs = pairs
        self._thresholds = thresholds

    def of_indicator(self, indicator: str) -> tuple[Group, ...]:
        """The groups of an indicator over all regions, the largest first; each region is in one of them at most once.

        A second group holds regions that are comparable with one another, not with those of the first (counties,
        prefectures). Empty where fewer than two regions state the indicator.
        """
        return tuple(self._apart(self.pairs.facts_of(indicator)))

    def together(self, indicator: str) -> Group | None:
        """The largest group of an indicator with all other regions held against it, those of other groups too."""
        facts = self.pairs.facts_of(indicator)
        members = self._largest(facts, Comparability.COMPARABLE)
        if len(members) < 2:
            return self._beside_only(facts) if len(_regions(facts)) > 1 else None
        rest = [fact for fact in facts if fact.observation.region not in _regions(members)]
        return self._group(members, rest, everyone())

    def around(self, code: str, indicator: str, chain: Sequence[PeerGroup]) -> Group | None:
        """The group of a region's figure: of the first of its groups of peers in which it can be ranked, else of the
        last. None where the region or every other one has no figure of the indicator."""
        facts = self.pairs.facts_of(indicator)
        own = _latest_first(fact for fact in facts if fact.observation.region == code)
        found = None
        for peers in chain if own else ():
            others = [fact for fact in facts if fact.observation.region != code and fact.observation.region in peers]
            if others and ((found := self._around(own, others, peers)).ranked or peers is chain[-1]):
                return found
        return found

    def _around(self, own: Sequence[Fact], others: Sequence[Fact], peers: PeerGroup) -> Group:
        sets = (self._largest([fact, *others], Comparability.COMPARABLE, fact) for fact in own)
        members = max(sets, key=len)
        if len(members) < 2:
            mine, members = min(own, key=lambda fact: self._outcomes(fact, self._anchors(others))[_REFUSED]), []
        else:
            mine = members[0]
        rest = [fact for fact in others if fact.observation.region not in _regions(members)]
        return self._group(members, rest, peers, own=mine)

    def _apart(self, facts: Sequence[Fact]) -> Iterator[Group]:
        found: list[list[Fact]] = []
        rest = list(facts)
        while len(members := self._largest(rest, Comparability.COMPARABLE)) > 1:
            found.append(members)
            rest = [fact for fact in rest if fact.observation.region not in _regions(members)]
        if not found and len(_regions(facts)) > 1:
            yield self._beside_only(facts)
        others = self._shared_out(rest, found) if found else []
        for members, belonging in zip(found, others, strict=True):
            yield self._group(members, belonging, everyone())

    def _shared_out(self, rest: Sequence[Fact], found: Sequence[Sequence[Fact]]) -> list[list[Fact]]:
        """The figures of the other regions, each with the set that it goes best with: that allows it, else that is of
        its level."""
        shares: list[list[Fact]] = [[] for _ in found]
        anchors = [self._anchors(members) for members in found]
        levels = [regions()[_code(members[0])].level for members in found]
        for figures in _by_region(rest):
            level = regions()[_code(figures[0])].level

            def unlike(number: int, figures: Sequence[Fact] = figures, level: Level = level) -> tuple[bool, bool]:
                counts = [self._outcomes(fact, anchors[number]) for fact in figures]
                return all(2 * c[_REFUSED] >= c.total() for c in counts), levels[number] is not level

            shares[min(range(len(found)), key=unlike)] += figures
        return shares

    def _beside_only(self, facts: Sequence[Fact]) -> Group:
        """Figures that may stand next to one another without being ranked, and what refuses each of the others."""
        held = self._side_by_side(facts)
        beside = [self._aside(fact, self._anchors(held)) for fact in held]
        rest = [fact for fact in facts if fact.observation.region not in _regions(held)]
        anchors = self._anchors(held or _few_of_each_level(facts))
        refused = [self._aside(self._best(group, anchors), anchors, _REFUSED) for group in _by_region(rest)]
        return self._made((), beside, refused, everyone(), None, facts[0].indicator)

    def _side_by_side(self, facts: Sequence[Fact]) -> list[Fact]:
        """Figures of different regions every two of which may stand side by side, to which no other region can be
        added; none where no two may."""
        ordered = _latest_first(facts)
        held = self._added([], self._largest(ordered, Comparability.CONDITIONAL))
        if len(held) < 2:  # the largest set was a region and what lies in it
            held = next(self._pairs(ordered), [])
        return self._added(held, ordered) if held else []

    def _added(self, held: Sequence[Fact], others: Iterable[Fact]) -> list[Fact]:
        """The figures and those of the others that may stand beside all of them and one another."""
        found = list(held)
        for fact in others:
            if _code(fact) not in _regions(found) and all(self.pairs.allows(fact, other) for other in found):
                found.append(fact)
        return found

    def _pairs(self, facts: Sequence[Fact]) -> Iterator[list[Fact]]:
        """Every two figures of different regions that may stand side by side."""
        kinds = self._anchors(facts)
        for one, two in combinations_with_replacement(self._sound(kinds, Comparability.CONDITIONAL), 2):
            if self.pairs.kinds_allow(one, two, Comparability.CONDITIONAL):
                both = product(kinds[one], kinds[two])
                yield from ([a, b] for a, b in both if _code(a) != _code(b) and self.pairs.allows(a, b))

    def _group(self, members: Sequence[Fact], rest: Sequence[Fact], peers: PeerGroup, own: Fact | None = None) -> Group:
        """The group of these members, the figures of other regions put beside it or refused."""
        held = list(members) or [fact for fact in [own] if fact is not None]
        anchors = self._anchors(held)
        asides = [self._aside(self._best(group, anchors), anchors) for group in _by_region(rest)]
        refused = [aside for aside in asides if aside.verdict.outcome is _REFUSED]
        beside = [aside for aside in asides if aside.verdict.outcome is not _REFUSED]
        return self._made(members, beside, refused, peers, own, held[0].indicator)

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
            self._thresholds,
        )

    def _anchors(self, facts: Iterable[Fact]) -> dict[int, list[Fact]]:
        """Figures by what the rules see of them: those of one kind have one outcome with all of a level."""
        kinds: dict[int, list[Fact]] = {}
        for fact in facts:
            kinds.setdefault(self.pairs.kind(fact), []).append(fact)
        return kinds

    def _best(self, figures: Sequence[Fact], anchors: Anchors) -> Fact:
        """Of a region's figures the one that goes best with the anchors."""

        def against(fact: Fact) -> tuple[int, int]:
            outcomes = self._outcomes(fact, anchors)
            return outcomes[_REFUSED], -outcomes[Comparability.COMPARABLE]

        ordered = _latest_first(figures)
        return min(ordered, key=against) if len(ordered) > 1 else ordered[0]

    def _aside(self, fact: Fact, anchors: Anchors, wanted: Comparability | None = None) -> Aside:
        """The figure against the anchor, the nearest in time, that says best why it is not ranked: with the `wanted`
        outcome, by default allowed but for a condition where more than half of them allow it, else refused."""
        if wanted is None:
            outcomes = self._outcomes(fact, anchors)
            wanted = _REFUSED if 2 * outcomes[_REFUSED] >= outcomes.total() else Comparability.CONDITIONAL
        against = min(
            self._parted(fact, anchors),
            key=lambda pair: (pair[0] is not wanted, _months_apart(fact, pair[1][0]), _code(pair[1][0])),
        )[1][0]
        return Aside(fact, against, self.pairs.verdict(against, fact))

    def _outcomes(self, fact: Fact, anchors: Anchors) -> Counter[Comparability]:
        """How many of the anchors of other regions have which outcome with a figure."""
        counts = Counter[Comparability]()
        for outcome, found in self._parted(fact, anchors):
            counts[outcome] += len(found)
        return counts

    def _parted(self, fact: Fact, anchors: Anchors) -> Iterator[tuple[Comparability, Sequence[Fact]]]:
        """Anchors of other regions, those together that have one outcome with a figure for one reason."""
        level = regions()[_code(fact)].level
        for same in anchors.values():
            found = [other for other in same if other.observation.region != fact.observation.region]
            if not found:
                continue
            if fact.alignment == "adhoc" or regions()[_code(found[0])].level is not level:
                yield from ((self.pairs.outcome(fact, other), [other]) for other in found)
            else:
                yield self.pairs.outcome(fact, found[0]), found

    def _largest(self, facts: Sequence[Fact], least: Comparability, own: Fact | None = None) -> list[Fact]:
        """The figures, one a region, of the largest set in which every two have at least that outcome; `own` first."""
        kinds = self._anchors(_latest_first(facts))
        sound = self._sound(kinds, least)
        must = self.pairs.kind(own) if own is not None else None
        if must is not None and must not in sound:
            return []
        covering = [Covering(name, frozenset(_regions(kinds[name]))) for name in sound]
        chosen = largest(covering, lambda one, two: self.pairs.kinds_allow(one, two, least), must)
        return _one_a_region([] if own is None else [own], (fact for name in chosen for fact in kinds[name]))

    def _sound(self, kinds: Iterable[int], least: Comparability) -> list[int]:
        """The kinds two figures of which have at least that outcome; what refuses them refuses those of others too."""
        return [kind for kind in kinds if self.pairs.kinds_allow(kind, kind, least)]


def _one_a_region(first: Sequence[Fact], facts: Iterable[Fact]) -> list[Fact]:
    """The first figures and the latest of each other region; one report that two places carried stands once."""
    found = {_code(fact): fact for fact in first}
    sources = {source for fact in first for source in _sources(fact)}
    for fact in _latest_first(facts):
        if _code(fact) not in found and sources.isdisjoint(own := _sources(fact)):
            found[_code(fact)] = fact
            sources |= own
    return list(found.values())


def _sources(fact: Fact) -> set[str]:
    return {fact.observation.id, *(reprint.id for reprint in fact.reprints)}


def _few_of_each_level(facts: Iterable[Fact]) -> list[Fact]:
    """The latest figures of some regions of each level."""
    found: list[Fact] = []
    levels = Counter[str]()
    for fact in _one_a_region([], facts):
        level = regions()[_code(fact)].level
        levels[level] += 1
        if levels[level] <= _MOST_ANCHORS:
            found.append(fact)
    return found


def _regions(facts: Iterable[Fact]) -> set[str]:
    return {_code(fact) for fact in facts}


def _by_region(facts: Iterable[Fact]) -> Collection[list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_code(fact), []).append(fact)
    return groups.values()


def _latest_first(facts: Iterable[Fact]) -> list[Fact]:
    """Figures in an order that does not depend on how they came: the latest first."""
    return sorted(facts, key=lambda f: (-periods.last_month(f.observation.period), _code(f), f.observation.id))


def _by_code(aside: Aside) -> str:
    return _code(aside.fact)


def _code(fact: Fact) -> str:
    return fact.observation.region or ""


def _months_apart(fact: Fact, other: Fact) -> int:
    return abs(periods.last_month(fact.observation.period) - periods.last_month(other.observation.period))
