"""One quantity in another form: 元/年 as 元/月, 公顷 as 平方米, per 万 as per 千, two counts as the share they make.

A figure is brought into the form of the catalogue's indicator, and says what its source has and what was done with it.
The stated figure stays as it is; only comparison meets the other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from briefing.comparison.alignment import Aligner
from briefing.comparison.stated_names import narrowing_of
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Fact, Indicator, Measure, Observation, Recast
from briefing.packaged import Table, one_of, toml_file
from briefing.printing import numbers

_LISTED = ("name", "alias", "pattern", "worded")
_MEASURES = (Measure.LEVEL, Measure.SHARE)
_DIGITS = 10  # significant, so that 4.5 does not become 4.500000000000001
CONVERTED = "折"


class Scale(NamedTuple):
    """Units that count one thing in pieces of other sizes, with the number of smallest pieces in each."""

    how: str
    units: dict[str, float]
    of: str  # the end of the names that are counted in it; empty for any


class Form(NamedTuple):
    """A figure in another form, and how it came to it."""

    observation: Observation
    how: str


@cache
def _data() -> Table:
    return toml_file("comparison/data/unit_forms.toml")


@cache
def scales() -> tuple[Scale, ...]:
    """The scales of the data file."""
    return tuple(Scale(entry["how"], dict(entry["units"]), entry.get("of", "")) for entry in _data()["scale"])


def are_of_one_size(unit: str, other: str) -> bool:
    """Whether a figure in one unit may stand beside one in the other as it is: 元/月 beside 元/年 may not."""
    return all(
        scale.units.get(unit) == scale.units.get(other)
        for scale in scales()
        if unit in scale.units and other in scale.units
    )


def recast(facts: Iterable[Fact], aligner: Aligner, problems: list[UnreadableInputError] | None = None) -> list[Fact]:
    """The facts that meet an indicator of the catalogue only in another form, in that form.

    None where the place states the indicator itself for that time, in its own form.
    """
    facts, problems = list(facts), [] if problems is None else problems
    stated = {_place_and_time(fact) for fact in facts if fact.indicator.listed and _fits(fact)}
    found = []
    for fact in facts:
        if fact.observation.measure not in _MEASURES or _is_kept_back(fact) or _stands(fact):
            continue
        with fenced(fact.observation.document, "折算", problems):
            other = _recast(fact, aligner)
            if other is not None and _place_and_time(other) not in stated:
                found.append(other)
    return found


def _is_kept_back(fact: Fact) -> bool:
    return fact.observation.optional or fact.indicator.sensitivity != "public"


def _stands(fact: Fact) -> bool:
    """Whether the figure needs no other form, as nearly all do."""
    return _fits(fact) if fact.indicator.listed else not any(True for _ in forms(fact.observation))


def _fits(fact: Fact) -> bool:
    return are_of_one_size(_unit(fact.observation), fact.indicator.unit)


def _place_and_time(fact: Fact) -> tuple[object, ...]:
    observation = fact.observation
    return fact.indicator.id, observation.region, observation.locality, observation.period, observation.status


def _recast(fact: Fact, aligner: Aligner) -> Fact | None:
    for form in forms(fact.observation):
        if fact.indicator.listed:
            indicator, method, score = fact.indicator, fact.alignment, fact.score
        else:
            aligned = aligner.align(form.observation)
            indicator, method, score = aligned.indicator, aligned.method, aligned.score
        if method in _LISTED and _agrees(form.observation, indicator):
            return replace(
                fact,
                observation=form.observation,
                indicator=indicator,
                alignment=method,
                score=score,
                recast=Recast((fact.observation,), form.how, CONVERTED),
                narrowed=narrowing_of(form.observation.indicator) - narrowing_of(indicator.name + indicator.definition),
            )
    return None


def _agrees(observation: Observation, indicator: Indicator) -> bool:
    low, high = indicator.plausible or (float("-inf"), float("inf"))
    return are_of_one_size(observation.unit, indicator.unit) and low <= observation.value <= high


def forms(observation: Observation) -> Iterator[Form]:
    """The figure in every other unit of its scale, and per every other base that its name may count per."""
    yield from _in_other_units(observation)
    yield from _per_other_bases(observation)


def _in_other_units(observation: Observation) -> Iterator[Form]:
    unit = _unit(observation)
    if unit != observation.unit:  # 年人均…: what it is paid by goes from the name to the unit
        observation = replace(observation, indicator=_unpaid(observation.indicator), aliases=())
        yield Form(_in_unit(observation, unit, 1), f"按{unit}计")
    for scale in scales():
        size = scale.units.get(unit) if observation.indicator.endswith(scale.of) else None
        sizes = {other: name for name, other in reversed(scale.units.items())} if size else {}
        for other, name in sizes.items():
            if size and other != size:
                yield Form(_in_unit(observation, name, size / other), scale.how)


def _per_other_bases(observation: Observation) -> Iterator[Form]:
    said = _bases().search(observation.indicator)
    if said is None:
        return
    bases, stated = _data()["bases"], said.group()
    for base, number in bases.items():
        if number != bases[stated]:
            form = _in_unit(observation, observation.unit, number / bases[stated])
            per = observation.around.per.replace(stated, base, 1)
            name = observation.indicator.replace(stated, base, 1)
            form = replace(form, indicator=name, aliases=(), around=observation.around._replace(per=per))
            yield Form(form, f"由{stated}折为{base}")


@cache
def _bases() -> re.Pattern[str]:
    return re.compile(one_of(_data()["bases"]))


def _unit(observation: Observation) -> str:
    """The unit, completed where a bare 元 is paid by the year or month."""
    if observation.unit == "元":
        said = observation.indicator + observation.around.each
        for unit, words in _data()["paid"].items():
            if any(word in said for word in words):
                return str(unit)
    return observation.unit


def _unpaid(name: str) -> str:
    for words in _data()["paid"].values():
        for word in words:
            name = name.replace(word, "", 1)
    return name


def _in_unit(observation: Observation, unit: str, factor: float) -> Observation:
    """The figure times a factor, in its unit; text and name follow, the place in the source stays."""
    value = _rounded(observation.value * factor)
    return replace(
        observation,
        value=value,
        upper=None if observation.upper is None else _rounded(observation.upper * factor),
        unit=unit,
        text=numbers.amount(value, unit),
        bound_word=numbers.bound_word(observation),
        part_of=None,
    )


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
