"""Where very many regions report an indicator: a line that says how they lie, in place of a row for every one.

A briefing of sixty regions must stay readable. The theme briefing draws them all and lists every figure by region; the
overview says where the middle and the ends are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.comparison.groups import Group
from briefing.composition.page_model import Row, Table
from briefing.composition.peers import summary
from briefing.composition.rows import fact_row, indicator_label, marks, notes, region_name
from briefing.composition.source_numbers import SourceRegister
from briefing.narrative.standings import ends


def summary_table(groups: Sequence[Group], register: SourceRegister) -> Table:
    """Indicators that very many regions report: the first, the middle and the last of the members of each.

    Of an indicator whose figures are comparable only under a condition, no region is set above another.
    """
    rows: list[Row] = []
    for group in groups:
        beside = "" if group.members else "；只在主题简报中并列"
        label = indicator_label(group.shown[0])
        rows.append(Row(label, "", "", "", (), reference=f"{summary(group)}{beside}", heading=True))
        if not group.members:
            continue
        top, bottom = ends(group)
        middle = group.members[len(group.members) // 2]
        for word, member in ((top, group.members[0]), ("居中", middle), (bottom, group.members[-1])):
            row = fact_row(member.fact, register, label=f"{word}：{region_name(member.fact)}")
            rows.append(replace(row, unit=""))
    shown = [row.fact for row in rows if row.fact is not None]
    return Table("", "指标与地区", tuple(rows), ("period",), notes=notes((fact, marks(fact)) for fact in shown))
