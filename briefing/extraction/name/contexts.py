"""Which stretch of a sentence speaks of which figure: the text that may name it, on its left and on its right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from briefing.extraction.amount.quantity import Quantity

# A bracket or a boundary; no boundary is the dash of 80—89周岁
_MARK = re.compile(r"[()（）\[\]，,；;：:。！？!?\n]|(?:(?<!\d)—|—(?!\d))—?")
_RIGHT_STOP = re.compile(r"[，,；;：:。！？!?\n)）—]")
_LIST_START = re.compile(r"\s*(?:、|和|及|以及|与|或|并)")
_LIST_END = re.compile(r"(?:、|和|及|以及|与|或)$")
_OPENING = "(（["
_OPENED = re.compile(r"[(（\[]")
_CLOSING = ")）]"


class Joint(Enum):
    """How a figure's left context hangs on what stands before it."""

    START = "start"  # nothing of the sentence stands before
    CLAUSE = "clause"  # a comma or semicolon
    COLON = "colon"  # a colon
    LIST = "list"  # 、 or 和 after another figure
    SHARED = "shared"  # the text between two figures belongs to both
    BRACKET = "bracket"  # an opening bracket


class Context(NamedTuple):
    """The text on both sides of a figure that may name it. `left_start`: offset of `left` in the paragraph."""

    left: str
    right: str
    left_start: int
    joint: Joint


def contexts(text: str, quantities: Sequence[Quantity], sentence: tuple[int, int]) -> list[Context]:
    """The contexts of `quantities`, all of which stand in `sentence` (offsets in `text`), in order."""
    lefts: list[tuple[int, Joint]] = []
    rights: list[int] = []
    for index, quantity in enumerate(quantities):
        if index == 0:
            lefts.append(_left_of_first(text, sentence[0], quantity.start))
        else:
            start, joint, previous_end = _between(text, quantities[index - 1], quantity)
            lefts.append((start, joint))
            rights[-1] = previous_end
        rights.append(_right_end(text, quantity.end, sentence[1]))
    return [
        Context(text[start : q.start], _right_text(text, q.end, end, sentence[1]), start, joint)
        for q, (start, joint), end in zip(quantities, lefts, rights, strict=True)
    ]


def _right_text(text: str, start: int, end: int, stop: int) -> str:
    """The right context; a bracket that touches the figure is skipped (93名（司法局20名…）政法干部)."""
    if start < stop and text[start] in _OPENING:
        closing = _closing(text, start, stop)
        return text[closing : _right_end(text, closing, stop)] if closing < stop else ""
    return text[start : max(start, end)]


def _closing(text: str, start: int, stop: int) -> int:
    """Offset after the bracket that closes the one at `start`, or `stop`."""
    depth = 0
    for position in range(start, stop):
        depth += (text[position] in _OPENING) - (text[position] in _CLOSING)
        if depth == 0:
            return position + 1
    return stop


def _left_of_first(text: str, start: int, end: int) -> tuple[int, Joint]:
    bracket = _unclosed(text, start, end)
    if bracket >= 0:
        return bracket + 1, Joint.BRACKET
    boundary = _last_boundary(text, start, end)
    return (boundary, _clause_joint(text, boundary)) if boundary > start else (start, Joint.START)


def _clause_joint(text: str, boundary: int) -> Joint:
    return Joint.COLON if text[boundary - 1] in "：:" else Joint.CLAUSE


def _between(text: str, previous: Quantity, quantity: Quantity) -> tuple[int, Joint, int]:
    """Where the left context of `quantity` starts, how it joins, and where the right context of `previous` ends."""
    low, high = previous.end, quantity.start
    bracket = _unclosed(text, low, high)
    if bracket >= 0:
        stop = _right_stop(text, low, bracket)
        inner = _last_boundary(text, bracket, high)
        return max(bracket + 1, inner), Joint.BRACKET, stop
    boundary = _last_boundary(text, low, high)
    if boundary > low:
        return boundary, _clause_joint(text, boundary), _right_end(text, low, high)
    gap = text[low:high]
    closing = max(gap.rfind(c) for c in _CLOSING)
    if closing >= 0 and not any(c in gap for c in _OPENING):
        return low + closing + 1, Joint.CLAUSE, low + gap.index(gap[closing])
    if match := _LIST_START.match(gap):
        return low + match.end(), Joint.LIST, low
    if match := _LIST_END.search(gap.rstrip()):
        return high, Joint.LIST, low + match.start()
    comma = gap.rfind("、")
    if comma >= 0 and ("等" not in gap[comma:] or gap.endswith("等")):
        return low + comma + 1, Joint.LIST, low + comma
    return low, Joint.SHARED, high


def _right_end(text: str, start: int, end: int) -> int:
    depth = 0
    for mark in _MARK.finditer(text, start, end):
        if mark[0] in _OPENING:
            depth += 1
        elif depth == 0:
            return mark.start()
        elif mark[0] in _CLOSING:
            depth -= 1
    return end


def _unclosed(text: str, start: int, end: int) -> int:
    """Position of the last bracket opened and not closed between `start` and `end`, or -1."""
    depth = 0
    opened = _OPENED.search(text, start, end)
    for position in range(end - 1, opened.start() - 1, -1) if opened else ():
        if text[position] in _CLOSING:
            depth += 1
        elif text[position] in _OPENING:
            if depth == 0:
                return position
            depth -= 1
    return -1


def _last_boundary(text: str, start: int, end: int) -> int:
    """Where the last boundary outside closed brackets ends, or `start`."""
    found, depth = start, 0
    for mark in _MARK.finditer(text, start, end):
        if mark[0] in _OPENING:
            depth += 1
        elif mark[0] in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            found = mark.end()
    return found


def _right_stop(text: str, start: int, end: int) -> int:
    match = _RIGHT_STOP.search(text, start, end)
    return match.start() if match else end
