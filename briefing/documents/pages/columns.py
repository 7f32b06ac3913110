"""The reading order of a printed page: its articles and columns.

Pages are cut recursively: above and below a headline that has nothing beside it; at a gutter, where columns of running
text stand side by side; else between two lines, where that leaves a part with a gutter. Short stretches side by side
are a table's cells and stay in one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from briefing.documents.pages.printed import Stretch

_GUTTER = 0.8  # narrowest gutter, in type sizes
_HEADLINE = 1.4  # type so much larger than the usual is a headline's
_COLUMN_TEXT = 8  # characters that half of a column's stretches must have: fewer are a table's cells


def columns(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The columns of a part of a page in reading order."""
    if not stretches:
        return
    parts = _at_headline(stretches) or _at_gutter(stretches) or _below_headline(stretches)
    if parts is None:
        yield list(stretches)
        return
    for part in parts:
        yield from columns(part)


def _at_headline(stretches: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch]] | None:
    """Above and below a line of large type that has nothing beside it: an article ends and another begins there."""
    usual = median(s.size for s in stretches)
    bands = _bands(stretches)
    large = [all(s.size > _HEADLINE * usual for s in band) for band in bands]
    cuts = [i for i in range(1, len(bands)) if large[i] != large[i - 1]]
    if not cuts:
        return None
    return [s for band in bands[: cuts[0]] for s in band], [s for band in bands[cuts[0] :] for s in band]


def _at_gutter(stretches: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch]] | None:
    """Left and right of the widest gutter between columns of text; None when there is none."""
    if len(stretches) < 4:
        return None
    size = median(s.size for s in stretches)
    best: tuple[float, float] | None = None
    ordered = sorted(stretches, key=lambda s: s.left)
    reach = ordered[0].right
    for stretch in ordered[1:]:
        gap = stretch.left - reach
        if gap > _GUTTER * size and (best is None or gap > best[0]):
            left = [s for s in stretches if s.right <= reach]
            if _is_column(left) and _is_column([s for s in stretches if s.left >= stretch.left]):
                best = (gap, stretch.left)
        reach = max(reach, stretch.right)
    if best is None:
        return None
    return [s for s in stretches if s.left < best[1]], [s for s in stretches if s.left >= best[1]]


def _is_column(stretches: Sequence[Stretch]) -> bool:
    return len(stretches) >= 2 and median(len(s.text) for s in stretches) >= _COLUMN_TEXT


def _below_headline(stretches: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch]] | None:
    """Above and below the gap between lines that lets most of the type stand in columns; None when no gap does."""
    bands = _bands(stretches)
    best: tuple[int, int] | None = None
    for cut in range(1, len(bands)):
        above = [s for band in bands[:cut] for s in band]
        below = [s for band in bands[cut:] for s in band]
        freed = sum(len(part) for part in (above, below) if _at_gutter(part) is not None)
        if freed and (best is None or freed > best[0]):
            best = (freed, cut)
    if best is None:
        return None
    return [s for band in bands[: best[1]] for s in band], [s for band in bands[best[1] :] for s in band]


def _bands(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches grouped by white space that runs across the whole part, from the top down."""
    bands: list[list[Stretch]] = []
    reach = float("-inf")
    for stretch in sorted(stretches, key=lambda s: s.top):
        # loose boxes of neighbouring lines touch: only the middle four fifths count
        inset = 0.1 * (stretch.bottom - stretch.top)
        if stretch.top + inset >= reach or not bands:
            bands.append([])
        bands[-1].append(stretch)
        reach = max(reach, stretch.bottom - inset)
    return bands
