"""The checks of reconciliation, one function a kind, over the facts of one document."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from briefing import numbers, periods
from briefing.comparison.names import bare
from briefing.comparison.normalisation import denominator, denominator_of, rounded_ratio
from briefing.config import Thresholds
from briefing.model import Bound, Fact, Measure, Observation, Reconciliation, Sector, Status
from briefing.reference.catalogue import by_id, unit_families
from briefing.reference.divisions import full_name
from briefing.reference.population import population

_PERSONS = unit_families()["person"].members
_POPULATION_MARGIN = 1.2  # a count of persons above the census population by more than this is taken for a slip


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("briefing.comparison") / "data" / "checks.toml").read_text(encoding="utf-8"))


def _is_exact(observation: Observation) -> bool:
    return observation.bound is Bound.EXACT and observation.upper is None


def _is_of_a_place(observation: Observation) -> bool:
    """Whether the figure is about a place's public services; a company's accounts are not."""
    return observation.region is not None and observation.sector is not Sector.OTHER


def _levels(facts: Sequence[Fact]) -> list[Fact]:
    return [f for f in facts if f.observation.measure is Measure.LEVEL and f.observation.status is Status.ACTUAL]


# --- parts and totals ------------------------------------------------------------------------------------------------


def parts(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """Stated parts against their stated total: 4+7=11; 127+6−1（重复）=132. A list of some parts only is left alone."""
    levels = _levels(facts)
    totals = {fact.observation.start: fact for fact in levels}
    groups: dict[int, list[Fact]] = defaultdict(list)
    for fact in levels:
        if fact.observation.part_of in totals and not fact.observation.optional:
            groups[fact.observation.part_of or 0].append(fact)
    for start, group in _complements(levels):
        groups.setdefault(start, group)
    for start, group in groups.items():
        found = _parts_of(totals[start].observation, [fact.observation for fact in group])
        if found is not None:
            yield found


def _complements(levels: Sequence[Fact]) -> Iterator[tuple[int, list[Fact]]]:
    """Totals with parts that together must be the whole, whether or not the text says 其中: 公办X and 民办X of X."""
    by_name = {bare(fact.observation.indicator): fact for fact in reversed(levels)}
    for name, total in by_name.items():
        for words in _words()["complements"]:
            found = [by_name[word + name] for word in words if word + name in by_name]
            if len(found) == len(words):
                yield total.observation.start, found


def _parts_of(total: Observation, group: list[Observation]) -> Reconciliation | None:
    group = [o for o in group if o.unit == total.unit]
    overlaps = [o for o in group if any(word in o.indicator for word in _words()["overlap"])]
    added = [o for o in group if o not in overlaps]
    if len(added) < 2 or not all(map(_is_exact, (total, *group))):
        return None
    result = sum(o.value for o in added) - sum(o.value for o in overlaps)
    sum_text = "+".join(_digits(o) for o in added) + "".join(f"{numbers.MINUS}{_digits(o)}（重复计）" for o in overlaps)
    line = f"{_subject(total)}：{sum_text}={numbers.plain(result)}{total.unit}"
    step = max(numbers.precision(o) for o in (total, *group))
    slack = step * len(group) / 2 if step > 1 else 0
    if abs(result - total.value) <= slack:
        return Reconciliation("parts", True, f"{line}，与合计{numbers.phrase(total)}相符。", (total, *group))
    if result > total.value or _is_whole(total, added):
        return Reconciliation("parts", False, f"{line}，与合计{numbers.phrase(total)}不符。", (total, *group))
    return None  # parts of a longer list


def _is_whole(total: Observation, added: Sequence[Observation]) -> bool:
    names = {bare(o.indicator) for o in added}
    return any(names == {word + bare(total.indicator) for word in words} for words in _words()["complements"])


def _digits(observation: Observation) -> str:
    return numbers.plain(observation.value)


def _subject(observation: Observation) -> str:
    place = full_name(observation.region) if observation.region else ""
    return f"{place}{observation.indicator}"


# --- shares and their counts -----------------------------------------------------------------------------------------


def shares(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """A share against the count it is a share of, or the count that is its numerator: does a whole number fit?"""
    for fact in facts:
        share = fact.observation
        if share.measure is not Measure.SHARE or share.unit != "%" or not _is_exact(share) or not 0 < share.value < 100:
            continue
        if not _is_of_a_place(share):
            continue
        stem = _share_stem(share)
        counts = [f.observation for f in _levels(facts) if _may_count(f.observation, share)]
        ratio = _named_ratio(share, stem, counts)
        if ratio is not None:
            yield ratio
            continue
        whole = next((o for o in counts if stem.endswith(bare(o.indicator)) and o.value >= 1), None)
        part = next((o for o in counts if bare(o.indicator).endswith(stem)), None)
        if part is not None:
            named = bare(part.indicator) == stem  # else the count may be of something wider: only agreement means much
            yield from (found for found in _whole_of(share, part) if found.passed or named)
        elif whole is not None and stem != bare(whole.indicator):
            yield from _part_of(share, whole)


def _share_stem(share: Observation) -> str:
    name = bare(share.indicator)
    for ending in _words()["share_endings"]:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def _may_count(observation: Observation, share: Observation) -> bool:
    """An exact count of the share's place and time, in a unit of things."""
    return (
        observation.region == share.region
        and observation.period == share.period
        and _is_exact(observation)
        and float(observation.value).is_integer()
        and len(bare(observation.indicator)) > 2
    )


def _named_ratio(share: Observation, stem: str, counts: Sequence[Observation]) -> Reconciliation | None:
    """X占Y比重 with both X and Y stated."""
    part_name, _, whole_name = stem.partition("占")
    by_name = {bare(o.indicator): o for o in counts}
    part, whole = by_name.get(part_name), by_name.get(whole_name)
    if part is None or whole is None or not whole.value or part.unit != whole.unit:
        return None
    places = numbers.decimals(share)
    value = 100 * part.value / whole.value
    slack = _slack(places) + value * (numbers.precision(part) / part.value + numbers.precision(whole) / whole.value) / 2
    passed = abs(value - share.value) <= slack
    text = f"{_subject(share)}：{numbers.phrase(part)}÷{numbers.phrase(whole)}={numbers.plain(value, places)}%"
    return Reconciliation("share", passed, _conclude(text, share, passed), (share, part, whole))


def _slack(places: int) -> float:
    return float(0.5 * 10**-places) + 1e-9


def _part_of(share: Observation, whole: Observation) -> Iterator[Reconciliation]:
    """Is there a whole numerator that gives the share of this count?"""
    places, n = numbers.decimals(share), whole.value
    if n >= 10 ** (places + 2):
        return  # some whole number always fits: the check says nothing
    part = round(n * share.value / 100)
    fits = abs(100 * part / n - share.value) <= _slack(places)
    text = f"{_subject(share)}：{numbers.plain(part)}÷{numbers.plain(n)}={numbers.plain(100 * part / n, places)}%"
    yield Reconciliation("share", fits, _conclude(text, share, fits, "存在整数解"), (share, whole))


def _whole_of(share: Observation, part: Observation) -> Iterator[Reconciliation]:
    """Is there a whole denominator that gives the share with this numerator?"""
    places = numbers.decimals(share)
    near = 100 * part.value / share.value
    if near >= 10 ** (places + 2) or part.value < 1:
        return
    candidates = {math.floor(near), math.ceil(near)} - {0}
    whole = min(candidates, key=lambda n: abs(100 * part.value / n - share.value))
    fits = abs(100 * part.value / whole - share.value) <= _slack(places)
    value = numbers.plain(100 * part.value / whole, places)
    text = f"{_subject(share)}：{numbers.plain(part.value)}÷{numbers.plain(whole)}={value}%"
    yield Reconciliation("share", fits, _conclude(text, share, fits, "存在整数解"), (share, part))


def _conclude(text: str, stated: Observation, passed: bool, note: str = "") -> str:
    if passed:
        return f"{text}，与原文{numbers.phrase(stated)}相符{f'（{note}）' if note else ''}。"
    return f"{text}，与原文{numbers.phrase(stated)}不符。"


# --- ratios to population --------------------------------------------------------------------------------------------


def per_capita(facts: Sequence[Fact], thresholds: Thresholds) -> Iterator[Reconciliation]:
    """A stated ratio against a stated count of the same thing and the census population."""
    levels = _levels(facts)
    ratios = {(f.indicator.id, f.observation.region): f for f in levels if f.indicator.intensive}
    for fact in levels:
        source = by_id().get(fact.indicator.subset_of or "", fact.indicator)
        ratio = ratios.get((source.per_head or "", fact.observation.region))
        if ratio is None or fact.indicator.denominator is None or fact.observation.optional:
            continue
        people = denominator(fact.observation.region, source.denominator or "population")
        if people:
            yield _per_capita(fact, ratio, people, thresholds)


def _per_capita(count: Fact, ratio: Fact, people: int, thresholds: Thresholds) -> Reconciliation:
    stated, counted, per = ratio.observation, count.observation, count.indicator.per
    value = rounded_ratio(counted.value, people, per)
    slack = max(numbers.precision(stated), thresholds.population_drift * stated.value)
    passed = abs(value - stated.value) <= slack
    places = max(2, numbers.decimals(stated))
    line = (
        f"{_subject(counted)}：{numbers.phrase(counted)}÷{denominator_of(count.indicator)}{numbers.plain(people)}人"
        f"×{numbers.plain(per)}={numbers.plain(value, places)}{counted.unit}"
    )
    if passed:
        return Reconciliation("per_capita", True, f"{line}，与原文{numbers.phrase(stated)}相符。", (stated, counted))
    implied = numbers.plain(counted.value / stated.value * per / 10_000, 2)
    why = f"，或原文比率不只计“{count.indicator.name}”" if count.indicator.subset_of else ""
    text = f"{line}，与原文{numbers.phrase(stated)}不符；按原文比率反推分母为{implied}万人，分母口径待核{why}。"
    return Reconciliation("per_capita", False, text, (stated, counted))


# --- changes and their levels ----------------------------------------------------------------------------------------


def changes(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """A stated change against the two levels it lies between."""
    groups: dict[tuple[str, str | None], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.observation.status is Status.ACTUAL and not fact.observation.optional:
            groups[fact.indicator.id, fact.observation.region].append(fact)
    for group in groups.values():
        levels = [f.observation for f in group if f.observation.measure in (Measure.LEVEL, Measure.SHARE)]
        moved = [f.observation for f in group if f.observation.measure is Measure.CHANGE]
        if len(levels) == 2 and len(moved) == 1 and all(map(_is_exact, (*levels, *moved))):
            found = _change(levels, moved[0])
            if found is not None:
                yield found


def _change(levels: Sequence[Observation], moved: Observation) -> Reconciliation | None:
    """Earlier level first; one without a period is the earlier (由5.3%提升至8.5%)."""
    first, second = sorted(levels, key=_when)
    if _when(first) == _when(second) or moved.region is None:
        return None
    relative = moved.unit == "%" and second.unit != "%"
    if relative and not first.value:
        return None
    value = 100 * (second.value / first.value - 1) if relative else second.value - first.value
    places = numbers.decimals(moved)
    error = numbers.precision(first) + numbers.precision(second)
    slack = _slack(places) + (100 * error / first.value if relative else error / 2)
    passed = abs(value - moved.value) <= slack
    operation = "÷" if relative else numbers.MINUS
    result = f"{numbers.plain(value, places)}{moved.unit}"
    text = f"{_subject(moved)}：{numbers.phrase(second)}{operation}{numbers.phrase(first)}"
    text += f"{'−1' if relative else ''}={result}"
    return Reconciliation("change", passed, _conclude(text, moved, passed), (moved, first, second))


def _when(observation: Observation) -> int:
    found = periods.span(observation.period)
    return found.last if found else -1


# --- magnitudes ------------------------------------------------------------------------------------------------------


def magnitudes(facts: Sequence[Fact]) -> Iterator[Reconciliation]:
    """Values that cannot be: shares over the whole, ratios out of all range, more people than the place has."""
    for fact in facts:
        text = _impossible(fact)
        if text:
            yield Reconciliation("magnitude", False, text, (fact.observation,))


def _impossible(fact: Fact) -> str:
    observation, indicator = fact.observation, fact.indicator
    if observation.status is not Status.ACTUAL or observation.optional or not _is_of_a_place(observation):
        return ""
    if observation.measure is Measure.SHARE and observation.unit == "%" and observation.value > 100:
        open_ended = any(word in observation.indicator for word in _words()["open_shares"])
        return "" if open_ended else f"{_subject(observation)}为{numbers.phrase(observation)}，占比超过100%。"
    if observation.measure in (Measure.LEVEL, Measure.SHARE) and indicator.plausible and indicator.intensive:
        low, high = indicator.plausible
        if not low <= observation.value <= high:
            return (
                f"{_subject(observation)}为{numbers.phrase(observation)}，"
                f"超出合理范围（{numbers.plain(low)}—{numbers.plain(high)}）。"
            )
    return _too_many(fact)


def _too_many(fact: Fact) -> str:
    """More persons than the place has: usually 万 read or printed twice."""
    observation = fact.observation
    found = population(observation.region) if observation.region else None
    if found is None or observation.measure is not Measure.LEVEL or observation.unit not in _PERSONS:
        return ""
    if (
        fact.indicator.kind != "stock"
        or fact.indicator.intensive
        or observation.value <= found.total * _POPULATION_MARGIN
    ):
        return ""
    people = numbers.plain(found.total)
    return f"{_subject(observation)}为{numbers.phrase(observation)}，多于全部常住人口（2020年普查{people}人）。"


# --- small bases -----------------------------------------------------------------------------------------------------


def small_bases(facts: Sequence[Fact], thresholds: Thresholds) -> Iterator[tuple[Observation, str]]:
    """Percentages whose stated base is a handful: 33% more of 4 people."""
    for fact in facts:
        observation = fact.observation
        if observation.unit != "%":
            continue
        if observation.measure is Measure.CHANGE:
            for level in _levels(facts):
                base = level.observation
                same = level.indicator.id == fact.indicator.id and base.region == observation.region
                if same and base.unit != "%" and 0 < base.value < thresholds.small_numerator:
                    yield observation, f"基数过小（{numbers.phrase(base)}），不宜用百分数，只看绝对数。"
                    break
        elif observation.measure is Measure.SHARE:
            stem = _share_stem(observation)
            for level in _levels(facts):
                base = level.observation
                if (
                    _may_count(base, observation)
                    and stem.endswith(bare(base.indicator))
                    and base.value < thresholds.small_denominator
                    and base.unit in _PERSONS
                ):
                    yield observation, f"分母过小（{numbers.phrase(base)}），不宜用百分数。"
                    break
