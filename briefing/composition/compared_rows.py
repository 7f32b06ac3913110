"""What may be compared, an indicator a line: pairs of regions by what may be said of them, targets, ends, limits.

The figures themselves stand in the briefings of the themes; the overview says of each indicator how far they go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.comparison.groups import Group
from briefing.composition.edition_counts import EditionCounts, Reported
from briefing.composition.fixed_wordings import reason_word
from briefing.composition.overview_front import left_out, reasons
from briefing.composition.page_model import Compared, ComparedField, Section
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import SIGNS, Standing, standing
from briefing.composition.tiles import place_of
from briefing.model import Comparability, Comparison, Sector
from briefing.printing import numbers
from briefing.printing.printable import shortened
from briefing.printing.terms import term
from briefing.reference.short_names import short_name
from briefing.reference.themes import themes

_LONGEST_NAME = 28
_MOST_REASONS = 3


def compared_section(
    counted: EditionCounts, near: Iterable[Comparison], register: SourceRegister, *, complete: bool
) -> Section:
    """Every indicator of several regions or with a target, by field; `near`: refused pairs of names alike;
    `complete`: what the first page has no room for, the counts by rule and what is left out, stands here."""
    shown = [one for one in counted.indicators if one.pairs.outcomes or one.targets]
    fields = []
    for sector in Sector:
        own = [one for one in shown if one.indicator.sector is sector]
        own.sort(key=lambda one: (-one.pairs.comparable, -len(one.targets), -one.pairs.beside, -one.regions))
        if own:
            told = [one for one in own if one.pairs.comparable or one.pairs.beside or one.targets]
            rows = tuple(_row(one, register) for one in told)
            fields.append(ComparedField(term(sector), _theme(sector), rows, _refused(own[len(told) :])))
    remark = (
        "一行一个指标；两地为一对，两地各有几个数的取口径最近的。◆为可论高低，○为只能并列；目标栏为各地最近的数与目标对照："
        "▲高于　▼低于　＝持平　○不能判定。各地数值、时点和逐地原因见各主题简报。"
    )
    return Section(
        "comparable",
        "各指标能比到哪一步",
        counts=reasons(counted) if complete else None,
        compared=tuple(fields),
        remark=remark + _alike(near) + (left_out(counted) if complete else ""),
    )


def _refused(found: Sequence[Reported]) -> str:
    """Indicators none of whose pairs is compared: `幼儿园数3对（时点）、…`."""
    return "、".join(
        f"{shortened(short_name(one.indicator.name), _LONGEST_NAME)}{one.pairs.refused}对（{_words(one)}）"
        for one in found
    )


def _words(one: Reported, outcome: Comparability = Comparability.NOT_COMPARABLE) -> str:
    """The gravest rules against the pairs of an outcome, in a word each, those of most pairs first."""
    codes = one.pairs.codes(outcome).most_common(_MOST_REASONS)
    return "、".join(dict.fromkeys(reason_word(code) for code, _ in codes))


def _theme(sector: Sector) -> str:
    """Where the figures of a field are printed."""
    found = next((theme.name for theme in themes() if theme.sectors == (sector,)), "")
    return f"各地数见“主题-{found}”" if found else "各地数见各地区简报"


def _row(one: Reported, register: SourceRegister) -> Compared:
    group = next((group for group in one.groups if len(group.members) > 1), None)
    ends = group.range if group else ()
    return Compared(
        name=shortened(short_name(one.indicator.name), _LONGEST_NAME),
        regions=one.regions,
        comparable=one.pairs.comparable,
        beside=one.pairs.beside,
        refused=one.pairs.refused,
        targets=_standings(one),
        range=_range(group) if group else "",
        limits=_limits(one),
        citations=(
            *register.cite_all(fact.observation for fact in ends),
            *register.cite_denominators(ends),
        ),
    )


def _standings(one: Reported) -> str:
    kinds = Counter(map(standing, one.targets))
    return " ".join(f"{SIGNS[kind]}{kinds[kind]}" for kind in Standing if kinds[kind])


def _range(group: Group) -> str:
    """The ends of the comparable regions: `常山3.30—江山4.91个，6地`."""
    low, high = group.range
    ends = f"{place_of(low)}{numbers.figure(low.observation)}—{place_of(high)}{numbers.phrase(high.observation)}"
    return f"{ends}，{len(group.members)}地" if len(group.members) > 2 else ends


def _limits(one: Reported) -> str:
    """Why pairs only stand side by side, and why others are not compared, in a word a rule."""
    signs = {Comparability.CONDITIONAL: "○", Comparability.NOT_COMPARABLE: "不比"}
    return "；".join(f"{sign}因{words}" for outcome, sign in signs.items() if (words := _words(one, outcome)))


def _alike(near: Iterable[Comparison]) -> str:
    """Names that a reader could take for one, and their numbers of pairs."""
    counts = Counter(
        "／".join(shortened(short_name(fact.indicator.name), 20) for fact in (c.left, c.right))
        for c in near
        if c.verdict.outcome is Comparability.NOT_COMPARABLE
    )
    told = "、".join(f"{names}（{number}对）" for names, number in counts.most_common())
    return f"名称相近而定义不同、不作比较的：{told}。" if told else ""
