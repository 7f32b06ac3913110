"""What the places named in a text say about whose text it is: every mention votes for a division.

How much it counts depends on where it stands and in what part it is named. Who is named beside the place that acts
(a partner, a donor, where somebody comes from, where a report was filed, a company called after a city) hardly votes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.documents.page_words import place_pattern
from briefing.model import Level
from briefing.reference.division_names import codes_by_name, codes_by_stem
from briefing.reference.divisions import PlaceMention, ancestors, find_places, lies_in, regions

_INSTITUTION = 0.3
_PARTNER = 0.3
_BARE = 0.7  # 徽州 in 徽州文化: the short name of a county that is never named in full is a style or a brand too
_CARRIER = 0.5
_BEFORE = 4  # characters in which the word before a place stands


@dataclass(slots=True)
class Votes:
    """Weighted mentions by division, and those that could be several or none."""

    sure: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    unsure: list[tuple[PlaceMention, float]] = field(default_factory=list)
    titled: set[str] = field(default_factory=set)
    zones: int = 0  # mentions of zones that no place is named with: 高新区
    parents: set[str] = field(default_factory=set)  # named in front of a county: 济宁市 in 济宁市任城区

    def count(self, text: str, weight: float, in_title: bool = False, following: str = "") -> None:
        """Let the places of `text` vote, each mention with at most `weight`; `following` stands right behind it."""
        for mention in find_places(text):
            self.zones += mention.zone and not mention.candidates
            worth = weight * _role(mention, text + following)
            if not worth or not mention.candidates:
                continue
            if in_title and len(mention.candidates) == 1:
                self.titled.add(mention.candidates[0])
            if len(mention.candidates) > 1 or mention.ordinary or _is_bare_county(mention):
                self.unsure.append((mention, worth))
            else:
                self._vote(mention, mention.candidates[0], worth)

    def settle(self, carriers: tuple[str, ...]) -> None:
        """Give ambiguous names to the one candidate that its neighbourhood supports."""
        known, in_full = defaultdict(float, self.sure), frozenset(self.sure)
        for code in (*carriers, *self.titled):  # a headline names its place: 东湖 there is a county
            known[code] += _CARRIER
        for mention, worth in self.unsure:
            support = {code: _support(code, known, mention.ordinary) for code in mention.candidates}
            best = max(support.values(), default=0.0)
            leaders = [code for code, value in support.items() if value == best]
            if best > 0 and leaders and (len(leaders) == 1 or lies_in(leaders[-1], leaders[0])):
                bare = leaders[0] not in in_full and _is_bare_county(mention)
                self._vote(mention, leaders[0], worth * _BARE if bare else worth)

    def inside(self, code: str) -> Mapping[str, float]:
        """The votes for each division right below `code`, with those for all that lies in it."""
        totals: dict[str, float] = defaultdict(float)
        for other, value in self.sure.items():
            chain = (other, *ancestors(other))
            if code in chain[1:]:
                totals[chain[chain.index(code) - 1]] += value
        return totals

    def _vote(self, mention: PlaceMention, code: str, worth: float) -> None:
        self.sure[code] += worth
        if mention.name not in codes_by_name() and mention.name not in codes_by_stem():
            self.parents.update(ancestors(code)[:1])


def _role(mention: PlaceMention, text: str) -> float:
    """What part of a vote a mention has by the words around it."""
    before, after = text[max(0, mention.start - _BEFORE) : mention.start], mention.end
    if place_pattern("no_vote_after").match(text, after) or place_pattern("company").match(text, after):
        return 0.0
    if place_pattern("partner_before").search(before) or place_pattern("partner_after").match(text, after):
        return _PARTNER
    if mention.institution or place_pattern("institution").match(text, after):
        return _INSTITUTION
    return 1.0


def _is_bare_county(mention: PlaceMention) -> bool:
    """A short name of a county with nothing beside it (东湖): other things bear such names too."""
    alone = not mention.full and mention.name in codes_by_stem()
    return alone and all(regions()[code].level is Level.COUNTY for code in mention.candidates)


def _support(code: str, known: Mapping[str, float], nearby_only: bool) -> float:
    """Votes for the same prefecture, and a little for the same province."""
    near = sum(value for other, value in known.items() if other[:4] == code[:4])
    if nearby_only:
        return near
    return 10 * near + sum(value for other, value in known.items() if other[:2] == code[:2])
