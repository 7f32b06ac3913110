"""What has changed since the edition before: the overview's list of figures that are not alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.composition.page_model import ChangeRow, Point, Section
from briefing.composition.source_numbers import SourceRegister
from briefing.model import Change, ChangeKind, Fact, FiledFigure, Observation
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened
from briefing.reference.divisions import full_name

_MOST_ROWS = 40
_MOST_NEW = 12  # more new figures than this are counted by region
_MOST_REGIONS = 12
_LONGEST_NAME = 30
_MEANINGS = (
    "“更正”指同一时点的数字不同，“更新”指有了更近时点的数字，“口径调整”指原文未变而归入的指标、地区或时点有改变，"
    "“不再提及”指本期文献中已没有这个数字。"
)


def changes_section(month: str, changes: Sequence[Change], facts: Sequence[Fact], register: SourceRegister) -> Section:
    """The changes since the edition of `month`, in their order; figures that still stand are cited."""
    since = periods.label(month)
    if not changes:
        return Section("changes", "与上期相比", lead=(Point(f"与{since}一期相比，所列数字没有变动。"),))
    kinds = Counter(change.kind for change in changes)
    counted = "，".join(f"{kind.value}{numbers.plain(kinds[kind])}项" for kind in ChangeKind if kinds[kind])
    observations = {fact.observation.id: fact.observation for fact in facts}
    fresh = [change for change in changes if change.kind is ChangeKind.NEW]
    listed = [change for change in changes if change.kind is not ChangeKind.NEW]
    lead = [Point(f"与{since}一期相比：{counted}。")]
    if len(fresh) <= _MOST_NEW:
        listed += fresh
    else:
        lead.append(Point(f"新增的数字按地区计：{_by_region(fresh)}。"))
    rows = [_row(change, observations, register) for change in listed[:_MOST_ROWS]]
    left = len(listed) - len(rows)
    more = f"另有{numbers.plain(left)}项从略，可用 diff 命令查看。" if left else ""
    return Section(
        "changes", "与上期相比", lead=tuple(lead), changes=tuple(rows), remark=f"{_MEANINGS}{more}" if rows else ""
    )


def _row(change: Change, observations: Mapping[str, Observation], register: SourceRegister) -> ChangeRow:
    now = observations.get(change.after.id) if change.after else None
    return ChangeRow(
        kind=change.kind.value,
        region=region(change),
        indicator=shortened(change.figure.name, _LONGEST_NAME),
        before=with_period(change.before) if change.before else "—",
        after=with_period(change.after) if change.after else "—",
        citations=register.cite_all((now,) if now else ()),
    )


def _by_region(changes: Sequence[Change]) -> str:
    counts = Counter(region(change) for change in changes)
    most = counts.most_common(_MOST_REGIONS)
    text = "，".join(f"{name}{numbers.plain(count)}项" for name, count in most)
    rest = len(counts) - len(most)
    return f"{text}，另有{numbers.plain(rest)}个地区" if rest else text


def region(change: Change) -> str:
    """The printed name of the change's region."""
    return full_name(change.figure.region) if change.figure.region else "地区不详"


def with_period(figure: FiledFigure) -> str:
    """A figure as it was printed, and its time: `811张（2024-11）`."""
    return f"{figure.printed}（{periods.short_label(figure.period)}）"
