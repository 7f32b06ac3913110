"""What a name leaves to the sentence before it: 普通小学412所，招生5.92万人 are the entrants of the primary schools.

A name is completed only to a name of the catalogue, with words that stand together in its sentence before it, and only
where nothing between tells of others and nothing beside narrows what is counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from briefing.comparison.folded_names import folded, read_through
from briefing.comparison.stated_names import qualifiers_of, words
from briefing.extraction.surroundings import own_clause
from briefing.model import Observation
from briefing.packaged import one_of

_SHORTEST = 2  # characters of a name and of what completes it
_LONGEST = 12  # characters of a name that may still leave out what it is of
_CLAUSES_BACK = 5  # how far a sentence still speaks of the same thing
_CLAUSE_END = re.compile("[，,；;：:、]")
_TOPIC = re.compile(r"[^，,；;：:。]{2,16}(?:中|方面|领域)[，,：:]")
_APART = re.compile(r"[\d.]+[万亿千百余多]*|、|其中")


def topic_end(observation: Observation) -> int:
    """Where the words end that say first of what all figures of the sentence are (老旧小区改造中，加装电梯); else 0."""
    topic = _TOPIC.match(read_through(observation.around.lead))
    return topic.end() if topic else 0


class CompleteNames:
    """The names of a catalogue, to be asked which of them a sentence makes of an incomplete one."""

    def __init__(self, folds: Iterable[str]) -> None:
        self._folds = frozenset(folds)
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for fold in self._folds:
            for pair in {first + second for first, second in pairwise(fold)}:
                self._by_pair[pair].append(fold)

    def of(self, observation: Observation, within: int = 0) -> list[str]:
        """The folded names that the sentence makes of the observation's own, the one with the nearest words first.

        `within`: only those that it makes with its first so many characters.
        """
        lead = read_through(observation.around.lead)
        start = len(lead) - len(own_clause(lead))
        found: dict[str, int] = {}
        alone = folded(_APART.split(lead[start:])[-1], observation.region)
        if alone in self._folds and folded(observation.indicator, observation.region) in alone:  # 在学|研究生
            found[alone] = len(lead)
        for own in _own_names(observation, alone):
            told, rest = lead[:start], lead[start:].replace(own, "")
            for before, after in self._lacking(own):
                ends = _owner_end(told, before, rest), _tail_end(told, after)
                fold = before + own + after
                if (
                    fold not in found
                    and min(ends) > 0
                    and qualifiers_of(_beside(told[: ends[0]], before, rest)) <= qualifiers_of(fold)
                ):
                    found[fold] = min(ends)
        found = {fold: end for fold, end in found.items() if not within or end <= within}
        return sorted(found, key=lambda fold: (-found[fold], -len(fold)))

    def _lacking(self, own: str) -> Iterator[tuple[str, str]]:
        """What the names of the catalogue have before and after `own`."""
        for fold in self._by_pair.get(own[:2], ()):
            before, told, after = fold.partition(own)
            if told and (before or after):
                yield before, after


def _own_names(observation: Observation, alone: str) -> list[str]:
    """The folded name and its aliases that may lack something; what stands alone before the figure."""
    names = (observation.indicator, *observation.aliases)
    folds = dict.fromkeys([*(folded(name, observation.region) for name in names), alone])
    return [fold for fold in folds if _SHORTEST <= len(fold) <= _LONGEST]


def _owner_end(told: str, owner: str, rest: str) -> int:
    """Where the sentence before names all of whom the figure is, and no others since; 0 where it does not."""
    if not owner:
        return len(told)
    at = told.rfind(owner) if len(owner) >= _SHORTEST else -1
    between = told[at + len(owner) :] + rest
    if at < 0 or _is_narrower(own_clause(told[:at]), owner) or _owners().search(between):
        return 0
    return at + len(owner) if len(_CLAUSE_END.findall(between)) <= _CLAUSES_BACK else 0


def _tail_end(told: str, tail: str) -> int:
    """Where the sentence before says what a sibling shares (大型企业稳岗返还比例30%，中小企业|60%); 0 for nowhere."""
    if not tail:
        return len(told)
    at = told.rfind(tail) if len(tail) >= _SHORTEST else -1
    return at + len(tail) if at >= 0 and len(_CLAUSE_END.findall(told, at)) <= _CLAUSES_BACK else 0


def _beside(told: str, owner: str, rest: str) -> str:
    """What may narrow a completed name: the owner's clause up to it, and the figure's own without the name."""
    return (own_clause(told) if owner else "") + rest


def _is_narrower(before: str, owner: str) -> bool:
    """Whether words before an owner name one house or a narrower kind: 城东|小学, 高等|学校, not 全市普通|小学."""
    return bool(before and _houses().search(owner) and not _general().search(before))


@cache
def _owners() -> re.Pattern[str]:
    """Whom or what figures are of: after 小学412所，特殊教育学校3所 a sentence speaks no more of the first."""
    return re.compile(one_of(words()["owners"]))


@cache
def _houses() -> re.Pattern[str]:
    return re.compile(f"{one_of(words()['houses'])}$")


@cache
def _general() -> re.Pattern[str]:
    return re.compile(f"{one_of(words()['general'])}$")
