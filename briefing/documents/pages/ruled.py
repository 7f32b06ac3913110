"""Tables drawn with lines on a printed page: the cells between the rules, merged ones included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Box

_THIN = 3.0  # points; what is thinner is a line
_SHORTEST = 6.0
_TOUCHING = 3.0  # lines so near each other meet
_MOST_RULES = 5000
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one axis: where it lies, and from where to where it runs."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between rules: place in the grid from 0, rows and columns it covers, box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


def rules_of(boxes: Iterable[Box], page_width: float, page_height: float) -> list[Rule]:
    """The rules that drawn shapes make: thin ones are lines, larger ones have edges; frames of the page count not."""
    rules: list[Rule] = []
    for left, top, right, bottom in boxes:
        width, height = right - left, bottom - top
        if width > 0.97 * page_width and height > 0.97 * page_height:
            continue
        if height <= _THIN and width >= _SHORTEST:
            rules.append(Rule(True, (top + bottom) / 2, left, right))
        elif width <= _THIN and height >= _SHORTEST:
            rules.append(Rule(False, (left + right) / 2, top, bottom))
        elif width >= _SHORTEST and height >= _SHORTEST:
            rules.extend((Rule(True, top, left, right), Rule(True, bottom, left, right)))
            rules.extend((Rule(False, left, top, bottom), Rule(False, right, top, bottom)))
        if len(rules) > _MOST_RULES:
            return []  # a drawing, not tables
    return _merged(rules)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line as one."""
    merged: list[Rule] = []
    for horizontal in (True, False):
        lines: list[list[Rule]] = []
        for rule in sorted((r for r in rules if r.horizontal is horizontal), key=lambda r: r.at):
            if lines and rule.at - lines[-1][-1].at <= _THIN / 2:
                lines[-1].append(rule)
            else:
                lines.append([rule])
        for line in lines:
            at = sum(rule.at for rule in line) / len(line)
            spans: list[list[float]] = []
            for rule in sorted(line, key=lambda r: r.start):
                if spans and rule.start <= spans[-1][1] + _TOUCHING:
                    spans[-1][1] = max(spans[-1][1], rule.end)
                else:
                    spans.append([rule.start, rule.end])
            merged.extend(Rule(horizontal, at, start, end) for start, end in spans)
    return merged


def ruled_tables(rules: Sequence[Rule]) -> list[list[RuledCell]]:
    """The cells of every table that rules make, from the top down."""
    if len(rules) > _MOST_LINES:
        return []
    tables = [_cells(group) for group in _connected(rules)]
    return sorted((cells for cells in tables if len(cells) > 1), key=lambda cells: (cells[0].box[1], cells[0].box[0]))


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that cross or touch one another."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_meet(rule, other) for other in group)]
        joined = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(joined)
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    if one.horizontal == other.horizontal:
        return False
    return (
        one.start - _TOUCHING <= other.at <= one.end + _TOUCHING
        and other.start - _TOUCHING <= one.at <= other.end + _TOUCHING
    )


def _cells(rules: Sequence[Rule]) -> list[RuledCell]:
    """The cells of one table: places of the grid with no rule between them are one cell."""
    ys = sorted({rule.at for rule in rules if rule.horizontal})
    xs = sorted({rule.at for rule in rules if not rule.horizontal})
    if len(ys) < 3 or len(xs) < 3:
        return []
    rows, columns = list(pairwise(ys)), list(pairwise(xs))
    owner = {(r, c): (r, c) for r in range(len(rows)) for c in range(len(columns))}

    def find(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    for r, (top, bottom) in enumerate(rows):
        for c, (left, right) in enumerate(columns):
            if c and not _is_ruled(rules, False, left, (top + bottom) / 2):
                owner[find((r, c))] = find((r, c - 1))
            if r and not _is_ruled(rules, True, top, (left + right) / 2):
                owner[find((r, c))] = find((r - 1, c))
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        places.setdefault(find(place), []).append(place)
    cells = []
    for members in places.values():
        first_row, last_row = min(r for r, _ in members), max(r for r, _ in members)
        first, last = min(c for _, c in members), max(c for _, c in members)
        box = (xs[first], ys[first_row], xs[last + 1], ys[last_row + 1])
        cells.append(RuledCell(first_row, first, last_row - first_row + 1, last - first + 1, box))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _is_ruled(rules: Sequence[Rule], horizontal: bool, at: float, across: float) -> bool:
    return any(
        rule.horizontal is horizontal and abs(rule.at - at) < _THIN / 2 and rule.start <= across <= rule.end
        for rule in rules
    )
