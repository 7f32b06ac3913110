"""One indicator's regions held against one another: who may be ranked, who stands beside them and why, who is refused.

Chart, sentence, table and workbook all print one `Group`, so that none can say more than another. A group ranks the
largest set of regions whose figures are comparable, every two of them; a region that may only stand beside most of them
is `beside`, with the verdict that keeps it from being ranked; the others are `refused`.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.comparison.intervals import alike, measured
from briefing.comparison.peer_groups import PeerGroup, counting_noun
from briefing.config import Thresholds
from briefing.model import Fact, Indicator, Verdict


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
    thresholds: Thresholds = field(default_factory=Thresholds)  # by which it was made

    @property
    def ranked(self) -> bool:
        """Whether there are enough members to rank; two give a difference."""
        return len(self.members) >= max(2, self.thresholds.ranking_regions)

    @property
    def shown(self) -> tuple[Fact, ...]:
        """The figures that stand next to one another: the members in their order, the own one where it is none of
        them, then those beside."""
        alone = () if self.own is None or self.members else (self.own,)
        return (*(member.fact for member in self.members), *alone, *(aside.fact for aside in self.beside))

    @property
    def best(self) -> Fact:
        """The first of the members; of an indicator without a better end the largest."""
        return self.members[0].fact

    @property
    def range(self) -> tuple[Fact, Fact]:
        """The members with the smallest and the largest value."""
        ends = (self.members[0].fact, self.members[-1].fact)
        return ends if ends[0].observation.value <= ends[1].observation.value else ends[::-1]

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


def places(ordered: Sequence[Fact], thresholds: Thresholds) -> Iterator[Member]:
    """Members with their places, from figures in order; those that are 基本相当 share theirs."""
    known = [measured(fact) for fact in ordered]
    for number, fact in enumerate(ordered):
        before = sum(not alike(known[other], known[number], thresholds) for other in range(number))
        after = sum(not alike(known[number], known[other], thresholds) for other in range(number + 1, len(known)))
        yield Member(fact, before + 1, len(known) - after)
