"""Tiles: three to five indicators of a region at a glance, each with target, nation, place above and peers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.comparison.benchmark_gaps import is_timely
from briefing.composition.fixed_wordings import benchmark_value
from briefing.composition.held import Held
from briefing.composition.page_model import Tile, TileLine
from briefing.composition.rows import mark_signs, marks, unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import SIGNS, Standing, gap_text, standing, verdict
from briefing.model import BenchmarkGap, Fact, Measure, Status
from briefing.printing import numbers, periods
from briefing.reference.divisions import short_name as place_name
from briefing.reference.short_names import short_name

MOST = 5
_OF_A_SECTOR = 2
_OPEN = f"{SIGNS[Standing.OPEN]}只并列"
_NONE = "—"
_MULTIPLE = re.compile("^(.*?)([万亿])$")


def chosen(held: Iterable[Held]) -> tuple[Held, ...]:
    """The indicators that a first page shows: those that may be judged by their target, then by other regions, then
    those that only stand beside something, then the plain; within a class those with the most comparable regions, then
    in the order given, at most two of a sector."""
    ranked = sorted(filter(_is_plain_level, held), key=lambda one: (_grade(one), -len(one.comparable)))
    found: list[Held] = []
    sectors: Counter[str] = Counter()
    stated: set[str] = set()
    for one in ranked:
        name, sector = one.fact.observation.id, one.fact.indicator.sector.value
        if len(found) < MOST and sectors[sector] < _OF_A_SECTOR and name not in stated:
            found.append(one)
            sectors[sector] += 1
            stated.add(name)
    return tuple(found)


def _is_plain_level(held: Held) -> bool:
    """Whether the figure is a level of the whole region at a known time, that holds or happened, that nobody doubts and
    anybody may see."""
    observation = held.fact.observation
    level = observation.measure in (Measure.LEVEL, Measure.SHARE) and not observation.optional
    level = level and observation.status is not Status.PLANNED and observation.period is not None
    named = held.fact.indicator.listed and held.fact.indicator.sensitivity == "public"
    return level and named and not (observation.doubts or observation.locality)


def _grade(held: Held) -> int:
    if held.targeted:
        return 0
    if held.comparable:
        return 1
    return 3 if held.alone else 2


def tile(held: Held, register: SourceRegister) -> Tile:
    """The tile of one indicator with the sources of all that it prints."""
    observation = held.fact.observation
    value, unit = _value(held.fact)
    references = [gap.benchmark for gap in (held.target, *held.above[:1], held.nation) if gap]
    return Tile(
        name=short_name(held.fact.indicator.name),
        value=value,
        unit=unit,
        period=periods.short_label(observation.period),
        lines=tuple(_plain_lines(held) if held.alone else _lines(held)),
        state="judged" if held.judged else "plain" if held.alone else "beside",
        marks=mark_signs(marks(held.fact)),
        citations=(
            *register.cite_all([observation]),
            *register.cite_benchmarks(references),
            *register.cite_denominators([held.fact]),
        ),
        fact=held.fact,
    )


def _value(fact: Fact) -> tuple[str, str]:
    """The figure and its unit apart: (66.51, %), (1.08, 万人)."""
    text, unit = numbers.figure(fact.observation), unit_text(fact.observation)
    for sign in "%‰":
        if text.endswith(sign):
            return text[:-1], sign
    multiple = _MULTIPLE.match(text)
    return (multiple[1], f"{multiple[2]}{unit}") if multiple else (text, unit)


def _plain_lines(held: Held) -> Iterator[TileLine]:
    scale = "总量受人口多少影响，不与别地比" if not held.fact.indicator.intensive else "本期没有可以对照的数"
    yield TileLine("", scale)


def _lines(held: Held) -> Iterator[TileLine]:
    neutral = held.fact.indicator.polarity == "neutral"
    yield against("目标", held.target, neutral=neutral)
    yield against("全国", held.nation, neutral=neutral)
    for gap in held.above[:1]:
        yield against(place_name(gap.benchmark.region), gap, neutral=neutral)
    for line in _peers(held):
        yield replace(line, tone="neutral") if neutral and line.tone in ("above", "below") else line


def against(label: str, gap: BenchmarkGap | None, *, neutral: bool) -> TileLine:
    """What a value of a place above is to the figure, in a line; `neutral`: neither high nor low is good."""
    if gap is None:
        return TileLine(label, _NONE)
    year = "" if is_timely(gap) or gap.benchmark.kind == "target" else f"（{gap.benchmark.year}）"
    text, tone = short_verdict(gap)
    tone = "neutral" if neutral and tone in ("above", "below") else tone
    return TileLine(label, f"{benchmark_value(gap.benchmark)}{year}", text, tone)


def short_verdict(gap: BenchmarkGap) -> tuple[str, str]:
    """The verdict in a word and its tone: ▲高0.62, ○只并列."""
    if standing(gap) is Standing.OPEN:
        return _OPEN, Standing.OPEN.value
    text, tone = verdict(gap)
    return text.replace(" ", ""), tone


def _peers(held: Held) -> Iterator[TileLine]:
    comparable, beside = held.comparable, [aside.fact for aside in held.beside]
    if comparable:
        yield _comparable_line(held, comparable)
    if beside:
        label = place_of(beside[0]) if len(beside) == 1 else f"{'另' if comparable else ''}{len(beside)}地"
        yield TileLine(label, value_range(beside), _OPEN, Standing.OPEN.value)
    if not comparable and not beside:
        yield TileLine("各地", _NONE)


def _comparable_line(held: Held, others: Sequence[Fact]) -> TileLine:
    counts = {kind: number for kind, number in held.standings.items() if number}
    if len(others) == 1:
        kind = next(iter(counts))
        own, other = held.fact.observation, others[0].observation
        places = max(map(numbers.decimals, (own, other)))
        text, tone = gap_text(own.value - other.value, places, own)
        told = f"{SIGNS[kind]}基本相当" if kind is Standing.LEVEL else text.replace(" ", "")
        return TileLine(
            place_of(others[0]), numbers.figure(other), told, kind.value if kind is Standing.LEVEL else tone
        )
    label, values = f"{len(others)}地", value_range(others)
    if len(counts) == 1:
        kind = next(iter(counts))
        word = {Standing.ABOVE: "均高于", Standing.BELOW: "均低于", Standing.LEVEL: "均基本相当"}[kind]
        return TileLine(label, values, f"{SIGNS[kind]}{word}", kind.value)
    return TileLine(label, values, " ".join(f"{SIGNS[kind]}{number}" for kind, number in counts.items()), "level")


def value_range(facts: Sequence[Fact]) -> str:
    """The smallest and the largest of some figures, the unit once: 58.4–63.2%."""
    ordered = sorted(facts, key=lambda fact: fact.observation.value)
    low, high = (numbers.figure(fact.observation) for fact in (ordered[0], ordered[-1]))
    if low == high:
        return low
    return f"{low.rstrip('%‰') if high[-1] in '%‰' else low}–{high}"


def place_of(fact: Fact) -> str:
    """The short name of a figure's region."""
    return place_name(fact.observation.region or "")
