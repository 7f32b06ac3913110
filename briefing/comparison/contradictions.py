"""Two values of one fact: whether they contradict each other, and whether one corrects the other (R17).

Whoever is newer is not thereby right: the two are shown side by side, unless the same publisher said it anew or words
say that an earlier figure is corrected. Figures of two scopes, times or wholes accuse nobody.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.comparison.intervals import interval
from briefing.comparison.scopes import moment_of, scope_of, sums_up
from briefing.comparison.stated_names import bare
from briefing.comparison.unlisted_names import may_be_shared
from briefing.extraction.surroundings import amendment_in
from briefing.model import Bound, Document, Fact, Measure, Observation
from briefing.printing import numbers
from briefing.reference.divisions import NATION

_NEAR_FACTOR = 2  # further apart, two figures have two scopes
_SLIPS = (3, 4, 8)  # powers of ten of 千, 万 and 亿, which are read or printed once too often
_SLIP_SLACK = 0.02  # decades
_EDGE = 1e-6  # of a step: what only touches does not overlap
_SURE = ("name", "alias", "pattern", "worded", "completed")


@dataclass(slots=True)
class Witnesses:
    """The documents that state the facts, and the facts that others are parts of."""

    documents: Mapping[str, Document]
    wholes: Mapping[tuple[str, int], Fact] = field(default_factory=dict)

    def published(self, fact: Fact) -> str:
        """The date of the fact's document, as precise as it is known; empty where it is not."""
        document = self.documents.get(fact.observation.document)
        return (document.published or "") if document else ""

    def publishers(self, fact: Fact) -> frozenset[str]:
        """Who published the document, republications included."""
        document = self.documents.get(fact.observation.document)
        if document is None:
            return frozenset()
        sources = (document.source, *(other.source for other in document.republications))
        return frozenset("".join(source.split()) for source in sources if source)

    def whole(self, fact: Fact) -> Fact | None:
        """The fact that this one is a part of."""
        start = fact.observation.part_of
        return None if start is None else self.wholes.get((fact.observation.document, start))

    def corrects(self, fact: Fact, other: Fact) -> bool:
        """Whether a fact takes the place of another: its publisher said it anew, or words say that it is corrected."""
        mine, theirs = fact.observation, other.observation
        if mine.document == theirs.document:
            return mine.start > theirs.start and bool(mine.around.amends)
        earlier, later = self.published(other), self.published(fact)
        if self.amends(fact) and not self.amends(other):
            return not (earlier and later) or earlier <= later
        return bool(earlier) and earlier < later and bool(self.publishers(fact) & self.publishers(other))

    def amends(self, fact: Fact) -> str:
        """The words by which the fact, or the title of its document, says that it corrects an earlier one."""
        document = self.documents.get(fact.observation.document)
        title = (document.title or "") if document else ""
        return fact.observation.around.amends or amendment_in(title)

    def contradict(self, fact: Fact, other: Fact) -> bool:
        """Whether two facts of one subject give values of one thing at one time that cannot both be true."""
        return (
            _may_accuse(fact)
            and _may_accuse(other)
            and self.same_time(fact, other)
            and _same_name(fact, other)
            and _counted_alike(fact, other)
            and self._same_whole(fact, other)
            and self._speak_of_one_thing(fact, other)
            and not compatible(fact, other)
        )

    def same_time(self, fact: Fact, other: Fact) -> bool:
        """Whether both were counted over the same known time."""
        moment = moment_of(fact, self.published(fact))
        return moment is not None and moment == moment_of(other, self.published(other))

    def _same_whole(self, fact: Fact, other: Fact) -> bool:
        """Only parts of one whole meet, or one with a name of its own: else it may have lost what makes it a part."""
        whole, theirs = self.whole(fact), self.whole(other)
        if fact.observation.part_of is None and other.observation.part_of is None:
            return True
        if whole is not None and theirs is not None:
            return bare(whole.observation.indicator) == bare(theirs.observation.indicator)
        part, of = (fact, whole) if whole is not None else (other, theirs)
        return part.alignment in ("name", "alias") and of is not None and part.indicator.id != of.indicator.id

    def _speak_of_one_thing(self, fact: Fact, other: Fact) -> bool:
        """Two figures that are near. Of one document only those that stand apart: two growths are often against last
        year and last month, and in one sentence two values are two things, or the second corrects the first."""
        mine, theirs = fact.observation, other.observation
        if mine.document != theirs.document:
            return _is_near(mine, theirs) or _is_slip(mine, theirs)
        if mine.sentence_start == theirs.sentence_start and mine.sentence_end and not mine.around.amends:
            return False
        return fact.indicator.listed and mine.measure is not Measure.CHANGE and _is_near(mine, theirs)


def compatible(fact: Fact, other: Fact) -> bool:
    """Whether both values can be true: one may be a rounded, cut or bounded telling of the other (近5万 of 48,600)."""
    low, high = _allowed(fact, other)
    other_low, other_high = _allowed(other, fact)
    return low < other_high and other_low < high


def retells(fact: Fact, other: Fact) -> bool:
    """Whether the vaguer of two values is the sharper one rounded, cut or bounded, and no more than a step from it."""
    mine, theirs = fact.observation, other.observation
    if Bound.EXACT not in (mine.bound, theirs.bound) and mine.bound != theirs.bound:
        return False
    vague, sharp = (fact, other) if numbers.precision(mine) >= numbers.precision(theirs) else (other, fact)
    low, high = _allowed(vague, sharp)
    value, step = vague.observation.value, numbers.precision(vague.observation)
    return max(low, value - step) <= sharp.observation.value <= min(high, value + step)


def _allowed(fact: Fact, sharper: Fact) -> tuple[float, float]:
    """The values that a figure allows beside one that may be sharper: 4.8万 of 48,600 is cut, not rounded."""
    low, high = interval(fact)
    step = numbers.precision(fact.observation)
    if fact.observation.bound is Bound.EXACT and numbers.precision(sharper.observation) < step:
        high = max(high, fact.observation.value + step)
    return low, high - _EDGE * step


def _may_accuse(fact: Fact) -> bool:
    """Of the nation documents speak in too many scopes (central, local, all)."""
    observation = fact.observation
    sure = not (observation.optional or observation.doubts or sums_up(observation))
    return sure and observation.region not in (None, NATION)


def _same_name(fact: Fact, other: Fact) -> bool:
    """One indicator of the catalogue, found surely, or one full name outside it. A document that calls two figures by
    two names means two things."""
    mine, theirs = fact.observation, other.observation
    names = sorted((bare(mine.indicator, mine.region), bare(theirs.indicator, theirs.region)), key=len)
    called_alike = names[0] == names[1]
    if fact.indicator.listed and fact.alignment in _SURE and other.alignment in _SURE:
        more = names[1].removesuffix(names[0])  # 补贴性 of 补贴性职业技能培训
        narrower = more != names[1] and more not in fact.indicator.name
        return called_alike or (mine.document != theirs.document and not narrower)
    return called_alike and mine.document != theirs.document and may_be_shared(mine) and may_be_shared(theirs)


def _counted_alike(fact: Fact, other: Fact) -> bool:
    """Whether both are told of the same part, population, institution and basis."""
    mine, theirs = fact.observation, other.observation
    return (
        (scope_of(fact), fact.narrowed) == (scope_of(other), other.narrowed)
        and mine.scope == theirs.scope
        and mine.around.population == theirs.around.population
        and mine.around.institution == theirs.around.institution
        and (mine.measure is not Measure.CHANGE or mine.around.compared == theirs.around.compared)
    )


def _is_near(mine: Observation, theirs: Observation) -> bool:
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    return high <= _NEAR_FACTOR * low


def _is_slip(mine: Observation, theirs: Observation) -> bool:
    """Whether one is the other with a 千, 万 or 亿 too much."""
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    if not low:
        return False
    decades = math.log10(high / low)
    return any(abs(decades - power) <= _SLIP_SLACK for power in _SLIPS)
