"""Groups of regions on a page: a region's place among its peers, the regions of a theme, their charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.comparison.groups import Aside, Group
from briefing.comparison.intervals import alike, measured
from briefing.composition.fixed_wordings import reason_word
from briefing.composition.page_model import Row, Table
from briefing.composition.rows import (
    distinguishing,
    fact_row,
    marks,
    notes,
    own_name,
    region_name,
    unit_text,
)
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import SIGNS, Standing, gap_text
from briefing.config import Thresholds
from briefing.model import Fact, Verdict
from briefing.narrative.standings import median_text, numbered
from briefing.printing import numbers
from briefing.printing.printable import shortened

MANY = 12  # more regions than this of one indicator are summed up, not listed one by one
_MOST_BESIDE = 6  # regions that stand beside, a row each


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


def _difference(own: Fact, value: float, places: int, *, equal: bool) -> tuple[str, str]:
    if equal:
        return f"{SIGNS[Standing.LEVEL]} 基本相当", Standing.LEVEL.value
    return gap_text(own.observation.value - value, places, own.observation)
