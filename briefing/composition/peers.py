"""Groups of regions on a page: a region's place among its peers, the regions of a theme, their charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.comparison.groups import Aside, Group
from briefing.comparison.intervals import alike, measured
from briefing.composition.fixed_wordings import benchmark_text, reason_word
from briefing.composition.page_model import Citation, Row, Table
from briefing.composition.rows import (
    distinguishing,
    fact_row,
    indicator_label,
    key,
    mark_signs,
    marks,
    notes,
    own_name,
    region_name,
    unit_text,
)
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import SIGNS, Standing, gap_text, verdict
from briefing.config import Thresholds
from briefing.model import BenchmarkGap, Fact, Verdict
from briefing.narrative.standings import ends, median_places, median_text, numbered, position
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened

MANY = 12  # more regions than this of one indicator are summed up, not listed one by one
_MOST_BESIDE = 6  # regions that stand beside, a row each


@dataclass(frozen=True, slots=True)
class _Line:
    """What a region's figure is held against: a row under its name."""

    reference: str
    verdict: str
    tone: str = ""
    against: Fact | None = None
    cited: tuple[Citation, ...] = ()


def limits(thresholds: Thresholds) -> str:
    """What solid dots, places and the words of a comparison mean."""
    return (
        "实心点和名次只用于两两可比的地区；标“○ 有条件”的口径有别，只并列，不作高低判断；"
        f"相差不足{thresholds.similar_share:.0%}或不足末位的为基本相当。"
    )


def words_of(reasons: Verdict) -> str:
    """What limits a comparison, in a word a rule: `时点、层级`."""
    return "、".join(dict.fromkeys(reason_word(reason.code) for reason in reasons.reasons))


def condition(asides: Iterable[Aside]) -> str:
    """Why some regions are only set beside: `○ 有条件：时点、层级`."""
    words = dict.fromkeys(word for aside in asides for word in words_of(aside.verdict).split("、"))
    return f"○ 有条件：{'、'.join(words)}"


def region_table(groups: Sequence[Group], gaps: Sequence[BenchmarkGap], register: SourceRegister) -> Table:
    """A region's own figures among their peers, those held against the same group of peers together."""
    rows: list[Row] = []
    seen: list[Fact] = []
    for name in dict.fromkeys(group.peers.name for group in groups):
        found = [group for group in groups if group.peers.name == name]
        rows.append(Row(f"与{name}比", "", "", "", (), reference=f"{len(found)}项", heading=True))
        for group in found:
            held = [gap for gap in gaps if group.own and key(gap.fact) == key(group.own)]
            lines = [
                *_member_lines(group, register),
                *_gap_lines(group, held, register),
                *_beside_lines(group, register),
            ]
            rows += _rows(group, lines, register)
            seen += [fact for fact in (group.own, *(line.against for line in lines)) if fact is not None]
    legend = notes(((fact, marks(fact)) for fact in seen), distinguishing(seen))
    return Table("", "指标", tuple(rows), ("period", "reference", "verdict"), notes=legend)


def _rows(group: Group, lines: Sequence[_Line], register: SourceRegister) -> Iterator[Row]:
    own = group.own
    assert own is not None  # a group of one region is made around its figure
    for number, line in enumerate(lines):
        row = Row("", "", "", "", (), fact=own)
        if not number:
            row = fact_row(own, register, label=indicator_label(own))
            row = replace(row, citations=(*row.citations, *register.cite_denominators([own])))
        yield replace(
            row,
            citations=(*row.citations, *line.cited),
            reference=line.reference,
            verdict=line.verdict,
            tone=line.tone,
            span=0 if number else len(lines),
            against=line.against,
        )


def _member_lines(group: Group, register: SourceRegister) -> Iterator[_Line]:
    """A ranked region's place, then its distance to the best and to the middle; of two the difference."""
    member = group.own_member
    if member is None:
        return
    own = member.fact
    if group.ranked:
        low, high = (numbers.figure(fact.observation) for fact in group.range)
        yield _Line(f"各地 {low}至{high}", position(group, member))
        if own is not group.best:
            yield _held_against(own, group.best, group, f"{ends(group)[0]}：", register)
        text, tone = _difference(own, group.median, median_places(group), equal=_near_median(own, group))
        yield _Line(f"中位数 {median_text(group)}", text, tone)
        return
    for other in (found.fact for found in group.members if found is not member):
        yield _held_against(own, other, group, "", register)


def _near_median(own: Fact, group: Group) -> bool:
    return alike(measured(own), (group.median, 0.0), group.thresholds)


def _held_against(own: Fact, other: Fact, group: Group, word: str, register: SourceRegister) -> _Line:
    places = max(numbers.decimals(fact.observation) for fact in (own, other))
    equal = alike(measured(own), measured(other), group.thresholds)
    text, tone = _difference(own, other.observation.value, places, equal=equal)
    return _Line(f"{word}{_stated(other)}", text, tone, other, _cited(other, register))


def _difference(own: Fact, value: float, places: int, *, equal: bool) -> tuple[str, str]:
    if equal:
        return f"{SIGNS[Standing.LEVEL]} 基本相当", Standing.LEVEL.value
    return gap_text(own.observation.value - value, places, own.observation)


def _stated(fact: Fact) -> str:
    """A region's figure in a cell: `资阳市 4.5[约]（2025-12）`."""
    signs = "".join(f"[{sign}]" for sign in mark_signs(marks(fact)))
    when = periods.short_label(fact.observation.period)
    return f"{region_name(fact)} {numbers.figure(fact.observation)}{signs}（{when}）"


def _cited(fact: Fact, register: SourceRegister) -> tuple[Citation, ...]:
    return (*register.cite_all((fact.observation,)), *register.cite_denominators((fact,)))


def _gap_lines(group: Group, gaps: Sequence[BenchmarkGap], register: SourceRegister) -> Iterator[_Line]:
    """What a ranked figure is to the targets and values of its year."""
    for gap in gaps if group.ranked else ():
        text, tone = verdict(gap)
        yield _Line(benchmark_text(gap.benchmark), text, tone, cited=(register.cite_benchmark(gap.benchmark),))


def _beside_lines(group: Group, register: SourceRegister) -> Iterator[_Line]:
    """The regions beside, a row each; of many one row with both ends."""
    if len(group.beside) <= _MOST_BESIDE:
        for aside in group.beside:
            yield _Line(_stated(aside.fact), condition([aside]), "open", aside.fact, _cited(aside.fact, register))
        return
    found = sorted((aside.fact for aside in group.beside), key=lambda fact: fact.observation.value)
    low, high = found[0], found[-1]
    figures = f"{numbers.figure(low.observation)}至{numbers.figure(high.observation)}"
    also = "另" if group.members else ""
    cited = register.cite_all((low.observation, high.observation))
    yield _Line(f"{also}{len(found)}个地区 {figures}", condition(group.beside), "open", None, cited)


def groups_table(groups: Sequence[Group], register: SourceRegister) -> Table:
    """Indicators that several regions report: a heading row each, the members in their order, then those beside."""
    rows: list[Row] = []
    for group in groups:
        unit = unit_text(group.shown[0].observation)
        heading = shortened(group.indicator.name, 40) + (f"（{unit}）" if unit else "")
        rows.append(Row(heading, "", "", "", (), reference=summary(group), heading=True))
        rows += (
            replace(_region_row(member.fact, register), verdict=numbered(member) if group.ranked else "")
            for member in group.members
        )
        rows += (
            replace(_region_row(aside.fact, register), verdict=condition([aside]), tone="open")
            for aside in group.beside
        )
    everything = [fact for group in groups for fact in group.shown]
    legend = notes(((fact, marks(fact)) for fact in everything), distinguishing(everything))
    return Table("", "指标与地区", tuple(rows), ("period", "verdict"), notes=legend)


def summary(group: Group) -> str:
    """How many regions of a group are comparable and how many stand beside: `5个可比县区，中位数4.4，另2地只并列`."""
    if not group.members:
        return f"{len(group.beside)}地只并列，{condition(group.beside).removeprefix('○ ')}"
    told = [f"{len(group.members)}个可比{group.noun}"]
    if group.ranked:
        told.append(f"中位数{median_text(group)}")
    else:
        one, other = (member.fact for member in group.members)
        places = max(numbers.decimals(fact.observation) for fact in (one, other))
        equal = alike(measured(one), measured(other), group.thresholds)
        text, _ = _difference(one, other.observation.value, places, equal=equal)
        told.append("基本相当" if equal else f"前者{text.split(' ', 1)[1]}")
    told += [f"另{len(group.beside)}地只并列"] * bool(group.beside)
    return "，".join(told)


def _region_row(fact: Fact, register: SourceRegister) -> Row:
    own = own_name(fact)
    label = region_name(fact) + (f"（原文：{shortened(own, 24)}）" if own else "")
    row = fact_row(fact, register, label=label)
    return replace(row, unit="", citations=(*row.citations, *register.cite_denominators([fact])))
