"""Regions that may be set side by side, and those that may not: tables, dot plots and the list of exclusions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.charts.dotplot import Dot, dot_plots
from briefing.charts.spine import MINIMUM as SPINE_MINIMUM
from briefing.charts.spine import SpineRow, spine_chart
from briefing.comparison import Pairings, headline
from briefing.comparison.likeness import likeness
from briefing.composition.fixed_wordings import reason_sentence, reason_word
from briefing.composition.page_model import Citation, Exclusion, Figure, Point, Row, Section, Table
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
from briefing.composition.target_rows import common, drawn_reference, gap_text, is_soft
from briefing.composition.withholding import is_sensitive
from briefing.model import BenchmarkGap, Comparability, Comparison, Fact, Observation
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened

LIMITS = "标“有条件”的各数口径有别，只并列，不作高低判断。"
_MOST_NAMES = 6
_MOST_CITED = 12  # source numbers of one chart or line


def of_region(comparisons: Sequence[Comparison], code: str) -> list[Comparison]:
    """The comparisons that a region takes part in, one an indicator and other region."""
    if isinstance(comparisons, Pairings):
        return headline(comparisons.of_region(code))
    return headline(c for c in comparisons if code in (c.left.observation.region, c.right.observation.region))


def of_indicator(comparisons: Sequence[Comparison], indicator: str) -> list[Comparison]:
    """The comparisons of one indicator, one for each two regions."""
    if isinstance(comparisons, Pairings):
        return headline(comparisons.of_indicator(indicator))
    return headline(c for c in comparisons if c.indicator.id == indicator)


def by_indicator(comparisons: Iterable[Comparison]) -> dict[str, list[Comparison]]:
    """Comparisons grouped by indicator, in order of first appearance."""
    groups: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        groups.setdefault(comparison.indicator.id, []).append(comparison)
    return groups


def comparable(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Those that the rules allow, with or without a condition; sensitive indicators are never set side by side."""
    return [
        c
        for c in comparisons
        if c.verdict.outcome is not Comparability.NOT_COMPARABLE and c.indicator.sensitivity != "no_rank"
    ]


def group_of(comparisons: Sequence[Comparison]) -> list[Fact]:
    """Facts of one indicator, one a region, every two of which may be compared; the best connected are taken first."""
    allowed: dict[tuple[str, str], set[tuple[str, str]]] = {}
    facts: dict[tuple[str, str], Fact] = {}
    for comparison in comparable(comparisons):
        left, right = comparison.left, comparison.right
        for fact, other in ((left, right), (right, left)):
            facts[key(fact)] = fact
            allowed.setdefault(key(fact), set()).add(key(other))
    chosen: list[Fact] = []
    for name in sorted(facts, key=lambda name: (-len(allowed[name]), _recent(facts[name].observation), name)):
        fact = facts[name]
        distinct = all(fact.observation.region != other.observation.region for other in chosen)
        if distinct and all(key(other) in allowed[name] for other in chosen):
            chosen.append(fact)
    return sorted(chosen, key=lambda fact: (-fact.observation.value, fact.observation.region or ""))


def groups_of(comparisons: Iterable[Comparison]) -> list[tuple[list[Fact], list[Comparison]]]:
    """The groups of two regions or more, an indicator each, with the allowed comparisons they come from."""
    by_name = by_indicator(comparable(comparisons)).values()
    return [(group, found) for found in by_name if len(group := group_of(found)) > 1]


def other_of(own: Fact, comparison: Comparison) -> Fact:
    """What a fact is compared with."""
    return comparison.right if comparison.left is own else comparison.left


def _recent(observation: Observation) -> int:
    span = periods.span(observation.period)
    return -span.last if span else 0


def conditions(comparisons: Iterable[Comparison]) -> str:
    """What limits some comparisons, in a word a rule: `有条件：时点、层级`; empty when nothing does."""
    codes = dict.fromkeys(reason.code for comparison in comparisons for reason in comparison.verdict.reasons)
    return f"有条件：{'、'.join(reason_word(code) for code in codes)}" if codes else ""


def among(facts: Sequence[Fact], comparisons: Iterable[Comparison]) -> list[Comparison]:
    """The allowed comparisons of these facts with one another."""
    chosen = {key(fact) for fact in facts}
    return [c for c in comparable(comparisons) if {key(c.left), key(c.right)} <= chosen]


def pair_table(pairs: Sequence[tuple[Fact, Comparison]], register: SourceRegister) -> Table:
    """A region's own figures, each against every other region's: one row a pair, the own figure on its first row.

    A conditional pair stands side by side without a word on which is higher.
    """
    rows: list[Row] = []
    for index, (own, comparison) in enumerate(pairs):
        other = other_of(own, comparison)
        first = not index or key(pairs[index - 1][0]) != key(own)
        span = sum(key(fact) == key(own) for fact, _ in pairs) if first else 0
        if first:
            base = fact_row(own, register, label=indicator_label(own), others=(other.observation,))
        else:
            base = Row("", "", "", "", register.cite_all((other.observation,)), fact=own)
        when = periods.short_label(other.observation.period)
        signs = "".join(f"[{sign}]" for sign in mark_signs(marks(other)))
        text, tone = _relation(own, other, comparison)
        rows.append(
            replace(
                base,
                citations=(*base.citations, *register.cite_denominators((own, other) if first else (other,))),
                reference=f"{region_name(other)} {numbers.figure(other.observation)}{signs}（{when}）",
                verdict=text,
                tone=tone,
                span=span,
                against=other,
            )
        )
    others = [other_of(own, comparison) for own, comparison in pairs]
    legend = notes(((fact, marks(fact)) for fact in (*(own for own, _ in pairs), *others)), distinguishing(others))
    return Table("", "指标", tuple(rows), ("period", "reference", "verdict"), notes=legend)


def _relation(own: Fact, other: Fact, comparison: Comparison) -> tuple[str, str]:
    """Higher, lower or equal, with the difference; for a conditional pair only its conditions."""
    if comparison.verdict.outcome is Comparability.CONDITIONAL:
        return f"○ {conditions([comparison])}", "open"
    difference = own.observation.value - other.observation.value
    places = max(numbers.decimals(fact.observation) for fact in (own, other))
    return gap_text(difference, places, own.observation)


def grouped_table(groups: Sequence[tuple[Sequence[Fact], Sequence[Comparison]]], register: SourceRegister) -> Table:
    """Indicators that several regions report: a heading row each, then a row a region from the largest value."""
    rows: list[Row] = []
    for facts, comparisons in groups:
        limits = conditions(among(facts, comparisons))
        unit = unit_text(facts[0].observation)
        heading = shortened(facts[0].indicator.name, 40) + (f"（{unit}）" if unit else "")
        rows.append(Row(heading, "", "", "", (), reference=limits, heading=True))
        for fact in facts:
            own = own_name(fact)
            label = region_name(fact) + (f"（原文：{shortened(own, 24)}）" if own else "")
            row = fact_row(fact, register, label=label)
            cited = (*row.citations, *register.cite_denominators([fact]))
            rows.append(replace(row, unit="", citations=cited))
    everything = [fact for facts, _ in groups for fact in facts]
    legend = notes(((fact, marks(fact)) for fact in everything), distinguishing(everything))
    return Table("", "指标与地区", tuple(rows), ("period",), notes=legend)


def peer_figures(
    facts: Sequence[Fact],
    comparisons: Sequence[Comparison],
    gaps: Sequence[BenchmarkGap],
    register: SourceRegister,
    subject: str | None = None,
) -> tuple[Figure, ...]:
    """The ranked dot plot; none for a sensitive indicator or where too few regions may be compared."""
    if not facts or is_sensitive(facts[0]):
        return ()
    limited = bool(conditions(among(facts, comparisons)))
    dots = [
        Dot(
            region_name(fact),
            fact.observation.value,
            numbers.figure(fact.observation),
            hollow=limited or is_soft(fact),
            strong=fact.observation.region == subject,
        )
        for fact in facts
    ]
    held_to = common(gaps, facts)
    first, last = facts[0], facts[-1]
    title = (
        f"{shortened(first.indicator.name, 24)}：{len(facts)}个可比地区在"
        f"{numbers.figure(last.observation)}至{numbers.figure(first.observation)}之间"
    )
    spans = sorted({periods.short_label(fact.observation.period) for fact in facts})
    unit = f"单位：{first.observation.unit}；" if first.observation.unit else ""
    hollow = "；空心点为约数或有条件可比" if any(dot.hollow for dot in dots) else ""
    charts = dot_plots(dots, list(map(drawn_reference, held_to)), title, f"{unit}时点：{'、'.join(spans)}{hollow}")

    def cited() -> Iterator[Citation]:
        if len(facts) <= _MOST_CITED:  # of more a table of the page has them all
            yield from register.cite_all(fact.observation for fact in facts)
            yield from map(register.cite_benchmark, held_to)
            yield from register.cite_denominators(facts)

    return tuple(Figure(chart, tuple(cited()), tuple(facts), held_to) for chart in charts)


def spine_figure(
    groups: Sequence[tuple[Sequence[Fact], Sequence[Comparison]]], code: str, register: SourceRegister
) -> Figure | None:
    """Where a region stands among many, for the indicators that enough comparable regions report."""
    rows, cited = [], []
    drawn: list[Fact] = []
    for facts, comparisons in groups:
        own = next((fact for fact in facts if fact.observation.region == code), None)
        if own is None or is_sensitive(own) or len(facts) < SPINE_MINIMUM:
            continue
        ordered = sorted(facts, key=lambda fact: fact.observation.value)
        when = periods.short_label(own.observation.period)
        rows.append(
            SpineRow(
                label=own.indicator.name,
                note=" · ".join(part for part in (own.observation.unit, when, f"{len(facts)}个地区") if part),
                value=own.observation.value,
                text=numbers.figure(own.observation),
                values=tuple(fact.observation.value for fact in ordered),
                low_text=numbers.figure(ordered[0].observation),
                high_text=numbers.figure(ordered[-1].observation),
                hollow=is_soft(own) or bool(conditions(among(facts, comparisons))),
            )
        )
        cited += [own.observation, ordered[0].observation, ordered[-1].observation]
        drawn += ordered
    title = f"{numbers.plain(len(rows))}项指标有{numbers.plain(SPINE_MINIMUM)}个以上可比地区，本地位置如下"
    chart = spine_chart(rows, title, "各行由最小到最大；灰带为中间一半地区，竖线为中位数，圆点为本地，空心为有条件可比")
    return Figure(chart, register.cite_all(cited), tuple(drawn)) if chart else None


def exclusions(
    comparisons: Sequence[Comparison],
    register: SourceRegister,
    subject: str | None = None,
    *,
    sensitive: bool = False,
) -> tuple[Exclusion, ...]:
    """What was not compared and why, one line an indicator and set of rules; `subject` itself is not named.

    Sensitive figures appear only where asked for.
    An amount whose ratio is compared, and a ratio that we derived, need no line of their own.
    """
    compared = {_stated_pair(c) for c in comparable(comparisons)}
    groups: dict[tuple[frozenset[str], tuple[str, ...]], list[Comparison]] = {}
    for comparison in comparisons:
        if _needs_a_line(comparison, sensitive=sensitive) and _stated_pair(comparison) not in compared:
            codes = tuple(dict.fromkeys(reason.code for reason in comparison.verdict.reasons))
            names = frozenset((comparison.left.indicator.id, comparison.right.indicator.id))
            groups.setdefault((names, codes), []).append(comparison)
    ordered = sorted(groups.items(), key=lambda item: _expectation(item[1][0]))  # stable
    return tuple(_exclusion(codes, group, register, subject) for (_, codes), group in ordered)


def _expectation(comparison: Comparison) -> tuple[bool, bool, float]:
    """The order in which a reader looks for comparisons: one indicator, then alike names; sensitive ones last."""
    left, right = comparison.left.indicator, comparison.right.indicator
    return is_sensitive(comparison.left), left.id != right.id, -likeness(left.name, right.name)


def exclusions_section(found: tuple[Exclusion, ...], *, alone: bool = False) -> Section | None:
    """What was not compared; `alone`: nothing at all was compared with the region, which is said here."""
    lead = (Point("本期没有口径可比的其他地区数据，不作高低比较。"),) if alone else ()
    if not found and not alone:
        return None
    return Section("exclusions", "未作比较的数据及原因", lead=lead, exclusions=found, remark=codes_explained(found))


def codes_explained(found: Sequence[Exclusion]) -> str:
    """The codes of some exclusions, each with its word: `规则编号：R03 期限，R04 时点。`."""
    codes = sorted({code for exclusion in found for code in exclusion.codes})
    return f"规则编号：{'，'.join(f'{code} {reason_word(code)}' for code in codes)}。" if codes else ""


def _needs_a_line(comparison: Comparison, *, sensitive: bool) -> bool:
    facts = (comparison.left, comparison.right)
    derived = any(fact.derivation for fact in facts)
    hidden = not sensitive and any(is_sensitive(fact) for fact in facts)
    return comparison.verdict.outcome is Comparability.NOT_COMPARABLE and not derived and not hidden


def _stated_pair(comparison: Comparison) -> frozenset[str]:
    return frozenset((comparison.left.observation.id, comparison.right.observation.id))


def _exclusion(
    codes: tuple[str, ...], group: Sequence[Comparison], register: SourceRegister, subject: str | None
) -> Exclusion:
    facts = {key(fact): fact for c in group for fact in (c.left, c.right)}
    names = list(dict.fromkeys(region_name(fact) for fact in facts.values() if fact.observation.region != subject))
    more = f"等{len(names)}个地区" if len(names) > _MOST_NAMES else ""
    own_words = group[0].verdict.reasons[0].text.rstrip("。") if len(group) == 1 else ""
    return Exclusion(
        indicator="、".join(dict.fromkeys(shortened(fact.indicator.name, 30) for fact in facts.values())),
        parties="、".join(names[:_MOST_NAMES]) + more,
        reason=own_words or reason_sentence(codes[0]),
        further=tuple(dict.fromkeys(reason_word(code) for code in codes[1:])),
        codes=codes,
        citations=register.cite_all(fact.observation for fact in list(facts.values())[:_MOST_NAMES]),
    )
