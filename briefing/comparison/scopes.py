"""Of what part and over what time a figure is told, beyond its name: what two figures must have in common before either
can be said to contradict the other, or to be told anew by it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing.extraction.surroundings import own_clause
from briefing.model import Fact, Measure, Observation, Status
from briefing.packaged import Table, one_of, toml_file
from briefing.printing import periods
from briefing.reference.divisions import regions

_UP_TO_FIGURE = re.compile(r".*\d[^\d，,、和及与及；;]*[，,、和及与；;]?", re.DOTALL)
_DATE = re.compile(r"[\d—–\-至]*\d[年月日][底末初]?")
_ADDED_UP = "累计"  # of what stands it says nothing
_YEAR_END, _MONTH_END = "-12-31", "-31"  # no calendar: only the order of dates matters


class Moment(NamedTuple):
    """Over what time a figure was counted; `since` is empty for what stands."""

    since: str
    until: str


@cache
def _words() -> Table:
    return toml_file("comparison/data/scopes.toml")


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(one_of(sorted(_words()["words"], key=len, reverse=True)))


@cache
def _totals() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(_words()['totals'])})[为达到有]*")


@cache
def _raised() -> re.Pattern[str]:
    return re.compile(one_of(_words()["raised"]))


def own_words(observation: Observation) -> str:
    """What stands in the figure's clause before it, from the figure before on: 民办 of 公办4家、民办6家."""
    return _UP_TO_FIGURE.sub("", _DATE.sub("", own_clause(observation.around.lead)))


def sums_up(observation: Observation) -> bool:
    """Whether nothing but 共, 合计 stands before the figure: its name is that of the figures it sums up."""
    lead = observation.around.lead
    return bool(lead) and _totals().fullmatch(own_words(observation)) is not None


def scope_words(text: str) -> frozenset[str]:
    """The words in a text that say of which part it speaks."""
    return frozenset(_scope().findall(text))


def scope_of(fact: Fact) -> frozenset[str]:
    """The words in a figure's name and clause that say of which part it is told, those of its indicator apart."""
    observation, words = fact.observation, own_words(fact.observation)
    found = set(_scope().findall(f"{observation.indicator}，{words}"))
    if fact.indicator.listed:
        found -= set(_scope().findall(fact.indicator.name))
        found -= {_ADDED_UP} if fact.indicator.kind == "stock" else set()
    found |= {word for word, ending in _words()["levels"].items() if word in words and not _is_a(observation, ending)}
    if observation.status is Status.RULE or "/" in observation.unit:
        found |= {"调整" for _ in _raised().findall(own_clause(observation.around.lead))}
    return frozenset(found)


def _is_a(observation: Observation, ending: str) -> bool:
    region = regions().get(observation.region or "")
    return region is None or region.name.endswith(ending)


def moment_of(fact: Fact, published: str) -> Moment | None:
    """Over what time the figure was counted; what happened was counted no later than the day it was told."""
    observation = fact.observation
    first, _, last = (observation.period or "").partition("/")
    if periods.span(observation.period) is None:
        return None
    until = _end(last or first)
    if observation.status is Status.ACTUAL and published:
        until = min(until, _end(published))
    stands = fact.indicator.kind == "stock" or observation.measure is Measure.RANK
    around = observation.around
    return Moment("" if stands else f"{first}{around.since}{around.each}", until)


def _end(day: str) -> str:
    return day + {4: _YEAR_END, 7: _MONTH_END}.get(len(day), "")
