"""What changed between two editions: corrected, redefined, updated, new, no longer mentioned.

The world changes when a later period is reported (更新) or another number for the same period (更正). Our own reading
changes when the same words of the same document are taken for another indicator, unit, place or period, or when the
catalogue words a definition anew (口径调整): the two must not be taken for each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefing.composition.what_changed import region, with_period
from briefing.model import Change, ChangeKind, FiledFigure
from briefing.printing import periods
from briefing.reference.divisions import full_name

_ORDER = list(ChangeKind)


def changes(
    before: Sequence[FiledFigure],
    after: Sequence[FiledFigure],
    kept: frozenset[str] = frozenset(),
) -> tuple[Change, ...]:
    """Every difference between the figures of two editions, gravest kind first, then by region and indicator.

    `kept`: names of the documents that both editions read in the same wording; only in these can the same place be
    read anew.
    """
    old, new = _without_equals(before, after)
    found, old, new = _redefined(old, new, kept)
    groups: dict[tuple[str, ...], tuple[list[FiledFigure], list[FiledFigure]]] = defaultdict(lambda: ([], []))
    for side, figures in enumerate((old, new)):
        for figure in figures:
            groups[_series(figure)][side].append(figure)
    latest = {_series(figure): figure for figure in sorted(before, key=_time)}
    for series, (olds, news) in groups.items():
        found += _within_series(olds, news, latest.get(series))
    return tuple(sorted(found, key=_place))


def kept_documents(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """Documents that two editions have with the same SHA-256 (name → SHA-256)."""
    return frozenset(name for name, digest in after.items() if before.get(name) == digest)


def relative_change(change: Change) -> float | None:
    """|after − before| / |before| of a figure that both editions have; None where there is none."""
    if change.before is None or change.after is None or change.kind is ChangeKind.REDEFINED or not change.before.value:
        return None
    return abs(change.after.value - change.before.value) / abs(change.before.value)


def sentence(change: Change) -> str:
    """The change in one line: `更正　攀枝花市西区　养老机构床位：811张（2024-11）→ 820张（2024-11）`."""
    return f"{change.kind.value}　{region(change)}　{change.figure.name}：{transition(change)}"


def summary(found: Sequence[Change]) -> str:
    """How many changes there are of each kind: `更正1项，新增3项`; `没有变动`."""
    kinds = Counter(change.kind for change in found)
    return "，".join(f"{kind.value}{kinds[kind]}项" for kind in ChangeKind if kinds[kind]) or "没有变动"


def transition(change: Change) -> str:
    """Both figures with their periods, or the one there is; a redefinition says what it was taken for."""
    if change.before is None or change.after is None:
        return with_period(change.figure)
    if change.kind is not ChangeKind.REDEFINED:
        told = f"，{change.after.corrected}" if change.after.corrected != change.before.corrected else ""
        return f"{with_period(change.before)} → {with_period(change.after)}{told}"
    reading = _reading_text(change.before, change.after)
    return f"{change.after.printed}，{reading}" if reading else f"{change.after.printed}，指标定义有调整"


def _without_equals(
    before: Sequence[FiledFigure], after: Sequence[FiledFigure]
) -> tuple[list[FiledFigure], list[FiledFigure]]:
    """Both sides without the figures that say the same of the same thing, wherever they say it."""
    waiting: dict[tuple[object, ...], list[FiledFigure]] = defaultdict(list)
    for figure in before:
        waiting[_statement(figure)].append(figure)
    new = []
    for figure in after:
        same = waiting.get(_statement(figure))
        if same:
            same.pop()
        else:
            new.append(figure)
    return [figure for figures in waiting.values() for figure in figures], new


def _redefined(
    old: list[FiledFigure], new: list[FiledFigure], kept: frozenset[str]
) -> tuple[list[Change], list[FiledFigure], list[FiledFigure]]:
    """Figures of the same words in an unchanged document that are read otherwise now: by us, or by an editor."""
    places = {(figure.document, figure.start, figure.text): figure for figure in old if figure.document in kept}
    found, rest = [], []
    for figure in new:
        former = places.pop((figure.document, figure.start, figure.text), None)
        if former is None:
            rest.append(figure)
        else:
            by_us = former.corrected == figure.corrected
            found.append(Change(ChangeKind.REDEFINED if by_us else ChangeKind.CORRECTED, former, figure))
    read_anew = {id(change.before) for change in found}
    return found, [figure for figure in old if id(figure) not in read_anew], rest


def _within_series(old: list[FiledFigure], new: list[FiledFigure], latest: FiledFigure | None) -> list[Change]:
    """Pair what is left of one series: the same period first (corrected), then the latest with the latest (updated).

    `latest` is the last figure that the earlier edition had of the series; the later one may still have it too.
    """
    found: list[Change] = []
    old, new = sorted(old, key=_time), sorted(new, key=_time)
    for figure in list(new):
        former = next((o for o in old if o.period == figure.period), None)
        if former is not None:
            old.remove(former)
            new.remove(figure)
            same_definition = former.value != figure.value or former.printed != figure.printed
            kind = ChangeKind.CORRECTED if same_definition else ChangeKind.REDEFINED
            found.append(Change(kind, former, figure))
    if new and latest is not None and _time(new[-1]) > _time(latest):
        if latest in old:
            old.remove(latest)
        found.append(Change(ChangeKind.UPDATED, latest, new.pop()))
    found += [Change(ChangeKind.NEW, None, figure) for figure in new]
    return found + [Change(ChangeKind.GONE, figure, None) for figure in old]


def _series(figure: FiledFigure) -> tuple[str, ...]:
    """What makes figures of several periods one series."""
    return figure.region or "", figure.indicator, figure.measure.value, figure.status.value, figure.unit


def _statement(figure: FiledFigure) -> tuple[object, ...]:
    return (*_series(figure), figure.period, figure.value, figure.upper, figure.bound.value, figure.definition)


def _time(figure: FiledFigure) -> tuple[int, int]:
    span = periods.span(figure.period)
    return (span.last, span.first) if span else (-1, -1)


def _place(change: Change) -> tuple[object, ...]:
    figure = change.figure
    return _ORDER.index(change.kind), figure.region or "~", figure.indicator, figure.period or "", figure.id


_READINGS: tuple[tuple[str, str], ...] = (
    ("name", "指标"),
    ("region", "地区"),
    ("period", "时点"),
    ("unit", "单位"),
    ("measure", "性质"),
    ("status", "状态"),
    ("value", "数值"),
)


def _reading_text(before: FiledFigure, after: FiledFigure) -> str:
    parts = []
    for name, word in _READINGS:
        then, now = getattr(before, name), getattr(after, name)
        if then != now:
            parts.append(f"{word}由“{_shown(name, then)}”改为“{_shown(name, now)}”")
    return "，".join(parts)


def _shown(name: str, value: object) -> str:
    if value is None:
        return "不详"
    return full_name(str(value)) if name == "region" else f"{value:g}" if isinstance(value, float) else str(value)


def of_product(
    found: Iterable[Change], kind: str, subject: str, sectors: Iterable[str], external: bool
) -> list[Change]:
    """The changes that a product prints: a region's own, a theme's sectors; sensitive ones only in a region's own."""
    chosen = frozenset(sectors)
    result = []
    for change in found:
        sensitive = any(side is not None and side.sensitive for side in (change.before, change.after))
        own = (
            subject in {side.region for side in (change.before, change.after) if side}
            if kind == "region"
            else kind == "overview" or change.figure.sector.value in chosen
        )
        if own and not (sensitive and (external or kind != "region")):
            result.append(change)
    return result
