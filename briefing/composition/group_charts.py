"""Ranked plots of the regions of an indicator: the large one of a first page, and small ones side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.ranked import MINIMUM, PAGE, Column, RankedRow, ranked_charts
from briefing.comparison.groups import Group
from briefing.composition.fixed_wordings import benchmark_value
from briefing.composition.indicator_regions import Compared
from briefing.composition.page_model import Citation, Figure
from briefing.composition.peers import MANY, words_of
from briefing.composition.rows import key, unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import Standing, drawn_reference, standing
from briefing.composition.truths import truth
from briefing.model import Benchmark, BenchmarkGap, Fact
from briefing.narrative.standings import finding
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened
from briefing.reference.divisions import short_name
from briefing.reference.short_names import short_name as indicator_name

_WHEN, _NATION, _WHY = Column("时点", 16), Column("同年全国", 15), Column("只并列的原因", 26)
_NONE = "—"
_HALF = 75.5  # millimetres of a plot that stands beside another
_HALF_ROWS, _HALF_NAME = 12, 6  # … its rows at most, and characters of a name
_LONGEST_REASON = 8  # characters of a column
_MOST_NAMED = 3
_WIDE = 130.0  # millimetres that the rows of a plot on a page of its own may take


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns that tell regions apart, a cell each for every row, and what is the same for all, in words."""

    heads: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    common: str


def lead_figures(one: Compared, register: SourceRegister, room: float, page: int) -> tuple[Figure, ...]:
    """All regions of an indicator on one scale, `page` rows a chart at most, the rows of one in `room` millimetres."""
    return _figures(one, register, _lead_title(one), room, page)


def group_figures(
    group: Group, gaps: Sequence[BenchmarkGap], register: SourceRegister, *, half: bool = True
) -> tuple[Figure, ...]:
    """A group's plot, `half` as wide as the page where names and columns allow; none below three regions."""
    facts = set(map(key, group.shown))
    one = Compared(group, tuple(gap for gap in gaps if key(gap.fact) in facts))
    return _figures(one, register, finding(group), _WIDE, PAGE, half=half)


def _figures(
    one: Compared, register: SourceRegister, title: str, room: float, page: int, *, half: bool = False
) -> tuple[Figure, ...]:
    if len(one.facts) < MINIMUM:
        return ()
    columns = _columns(one)
    half = half and _fits_half(one, columns)
    rows = [_row(one, fact, cells) for fact, cells in zip(one.facts, columns.cells, strict=True)]
    target = one.line
    reference = drawn_reference(target) if target else None
    unit = one.facts[0].observation.unit
    charts = ranked_charts(
        rows,
        reference,
        (title, _about(one, columns)),
        unit,
        columns.heads,
        room,
        _nation_line(one),
        page=page,
        names=16.0 if half else 21.0,
        width=_HALF if half else 156.0,
    )
    held = _drawn_against(one)
    cited = _cited(one, held, register)
    return tuple(Figure(chart, cited, one.facts, held, half=half) for chart in charts)


def _fits_half(one: Compared, columns: _Columns) -> bool:
    short = all(len(short_name(fact.observation.region or "")) <= _HALF_NAME for fact in one.facts)
    return short and len(one.facts) <= _HALF_ROWS and len(columns.heads) <= 1 and _WHY not in columns.heads


def _row(one: Compared, fact: Fact, cells: tuple[str, ...]) -> RankedRow:
    nation = one.to_nation(fact)
    return RankedRow(
        label=short_name(fact.observation.region or ""),
        value=fact.observation.value,
        text=numbers.figure(fact.observation),
        solid=key(fact) in one.solid,
        truth=truth(fact),
        nation=nation.benchmark.value if nation else None,
        cells=cells,
    )


def _columns(one: Compared) -> _Columns:
    """A column that is the same for all regions is said in a word instead."""
    reasons = {key(aside.fact): _reason(words_of(aside.verdict)) for aside in one.group.beside}
    nations = [one.to_nation(fact) for fact in one.facts]
    columns = (
        (_WHEN, [periods.short_label(fact.observation.period) for fact in one.facts], "时点均为{}"),
        (_NATION, [benchmark_value(gap.benchmark) if gap else _NONE for gap in nations], "同年全国均为{}"),
        (_WHY, [reasons.get(key(fact), "") for fact in one.facts], "全部只并列（{}）"),
    )
    kept = [(head, cells) for head, cells, _ in columns if len(set(cells)) > 1]
    common = [text.format(cells[0]) for _, cells, text in columns if set(cells) - {"", _NONE} and len(set(cells)) == 1]
    return _Columns(
        tuple(head for head, _ in kept),
        tuple(tuple(cells[number] for _, cells in kept) for number in range(len(one.facts))),
        "；".join(common),
    )


def _reason(words: str) -> str:
    """As many of the reasons as a column holds, the gravest first."""
    told, *rest = words.split("、")
    for word in rest:
        if len(told) + len(word) + 1 > _LONGEST_REASON:
            return f"{told}等"
        told = f"{told}、{word}"
    return told


def _about(one: Compared, columns: _Columns) -> str:
    """What is drawn: the indicator with its unit, the order, the signs, and what all regions share."""
    unit = unit_text(one.facts[0].observation)
    told = [shortened(one.group.indicator.name, 40) + (f"（{unit}）" if unit else "") + "，从大到小"]
    if one.group.members and one.group.beside:
        told.append("实心粗字可论高低，空心只并列")
    if any(one.to_nation(fact) for fact in one.facts):
        told.append("虚线为各行同年全国")
    return "；".join([*told, *([columns.common] if columns.common else [])])


def _nation_line(one: Compared) -> str:
    """The words over the dashed line that most rows have."""
    found = [gap.benchmark for fact in one.facts if (gap := one.to_nation(fact))]
    usual = max(found, key=lambda b: (found.count(b), b.year), default=None)
    return f"全国{usual.year}年 {benchmark_value(usual)}" if usual else ""


def _drawn_against(one: Compared) -> tuple[Benchmark, ...]:
    nations = dict.fromkeys(gap.benchmark for fact in one.facts if (gap := one.to_nation(fact)))
    return (*((one.line,) if one.line else ()), *nations)


def _cited(one: Compared, held: Sequence[Benchmark], register: SourceRegister) -> tuple[Citation, ...]:
    """The sources of a chart; of very many regions a table of the briefing has them."""
    if len(one.facts) > MANY:
        return ()
    return (
        *register.cite_all(fact.observation for fact in one.facts),
        *register.cite_benchmarks(held),
        *register.cite_denominators(one.facts),
    )


def _lead_title(one: Compared) -> str:
    """Who of the comparable regions stands where to the target, else what the group shows."""
    if not one.group.members or one.target is None:
        return finding(one.group)
    words = {Standing.ABOVE: "高于目标", Standing.LEVEL: "与目标持平", Standing.BELOW: "低于目标"}
    found: dict[Standing, list[Fact]] = {}
    for fact in one.facts:
        gap = one.to_target(fact) if key(fact) in one.solid else None
        found.setdefault(standing(gap) if gap else Standing.OPEN, []).append(fact)
    told = [f"{_named(found[kind])}{word}" for kind, word in words.items() if kind in found]
    if not told:
        return finding(one.group)
    return f"{indicator_name(one.group.indicator.name)}：可比的{len(one.group.members)}地中，{'，'.join(told)}"


def _named(facts: Sequence[Fact]) -> str:
    if len(facts) > _MOST_NAMED:
        return f"{len(facts)}地"
    return "、".join(f"{short_name(f.observation.region or '')}{numbers.phrase(f.observation)}" for f in facts)
