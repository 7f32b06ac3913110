"""Words that leave something out and stand directly before a figure, but not in the name that was given to it.

居民人均可支配收入42316元，农村26873元: the second is of the villages, whatever its name was taken to be. Aligned under
the name alone it would stand for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefing.comparison.stated_names import base_of, words
from briefing.extraction.surroundings import own_clause
from briefing.model import Observation
from briefing.packaged import one_of

PERSON = "人"  # the base of amounts and counts for each person
_SLACK = (
    4  # characters between the word and the figure, or before the word where the clause says nothing else: 其中农村为
)


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(one_of(word for kind in words()["kinds"] for word in kind.split("|")))


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(f"{_kinds().pattern}(?=.{{0,{_SLACK}}}$)")


def dropped_word(observation: Observation) -> str:
    """Such a word shortly before the figure or its name, which no name of the figure has; '' where there is none."""
    lead = observation.around.lead
    if not _kinds().search(lead):
        return ""
    clause = own_clause(lead).rpartition("、")[2]
    before = clause.rpartition(observation.indicator)[0] if observation.indicator in clause else clause
    found = _dropped().search(before)
    if found is None or any(found.group() in name for name in (observation.indicator, *observation.aliases)):
        return ""
    alone = found.start() <= _SLACK
    return found.group() if alone or not any(word in observation.indicator for word in _others(found.group())) else ""


def names_with(word: str, name: str) -> Iterator[str]:
    """The name with the word put back: in the place of the other kind that it names, else before it."""
    other = next((other for other in _others(word) if other in name), "")
    yield name.replace(other, word) if other else word + name


def _others(word: str) -> list[str]:
    """The words of the same kinds: 农村 for 城镇."""
    kinds = (kind.split("|") for kind in words()["kinds"])
    return [other for kind in kinds if word in kind for other in kind if other != word]


def says_each(observation: Observation) -> bool:
    """Whether unit or words say that an amount is for each person, as its name need not: 补助标准每人每年670元."""
    said = own_clause(observation.around.lead) + observation.text
    return "/人" in observation.unit + said or base_of(said) == PERSON
