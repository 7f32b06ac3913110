"""CSV and tab-separated text: a table whose cells keep their places in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefing.documents.fragments import Block, clean
from briefing.documents.pages.grids import GridCell, is_data_grid, split_titles
from briefing.model import Cell, Location, ParagraphKind, Table

_DELIMITERS = (",", "\t", ";", "|")
_FEWEST_LINES = 2
_SAMPLE = 50  # lines that tell whether a text is a table
_REGULAR = 0.8  # share of lines with as many cells as most
_MOST_CELLS = 500_000


def delimiter_of(raw: str) -> str | None:
    """The character that sets the cells of a text apart when it is a table of figures; None when it is a text."""
    lines = [line for line in raw[:200_000].splitlines() if line.strip()][:_SAMPLE]
    if len(lines) < _FEWEST_LINES:
        return None
    for delimiter in _DELIMITERS:
        widths = [sum(1 for _ in _split(line, 0, len(line), delimiter)) for line in lines]
        width, count = Counter(widths).most_common(1)[0]
        if width == 1 and len(widths) <= 4:  # a title and a unit line above a short table
            width, count = max(Counter(w for w in widths if w > 1).items(), key=lambda item: item[1], default=(1, 0))
        if width >= 2 and count >= _REGULAR * sum(w > 1 for w in widths) and count >= max(2, len(lines) // 2):
            cells = [cell for cell, _, _ in _cells(raw, delimiter, len(lines))]
            if is_data_grid(split_titles(cells)[1]):
                return delimiter
    return None


def read_delimited(raw: str, delimiter: str) -> tuple[list[Block], list[Table], list[Location]]:
    """Blocks (a row each), the table, and the place of every cell by row and column."""
    found = list(_cells(raw, delimiter, None))
    spans = {(cell.row, cell.column): (start, end) for cell, start, end in found}
    head, body, _ = split_titles([cell for cell, _, _ in found])
    cells = tuple(
        Cell(cell.text, *spans[cell.row, cell.column], cell.row, cell.column)
        for cell in sorted(body, key=lambda c: (c.row, c.column))
    )
    inside = {cell.row for cell in body}
    rows: dict[int, list[tuple[int, int]]] = {}
    for cell, start, end in found:
        rows.setdefault(cell.row, []).append((start, end))
    blocks = []
    for number, row in rows.items():
        fragment = clean(raw, row[0][0], row[-1][1])
        if fragment is not None:
            kind = ParagraphKind.TABLE if number in inside else None
            blocks.append(Block(fragment, 1, False, kind, atomic=True))
    table = Table(cells, "\n".join(cell.text for cell in head if len(cell.text) <= 50))
    locations = [Location(start, end, cell=cell.name) for cell, start, end in found]
    return blocks, [table], locations


def _cells(raw: str, delimiter: str, most_lines: int | None) -> Iterator[tuple[GridCell, int, int]]:
    """Filled cells with their spans in the text, quotes left out. A quoted cell may hold line breaks."""
    position, row, count = 0, 0, 0
    while position < len(raw) and (most_lines is None or row < 2 * most_lines):
        end = _end_of_row(raw, position)
        for column, (start, stop) in enumerate(_split(raw, position, end, delimiter)):
            text = " ".join(raw[start:stop].replace('""', '"').replace("\ufeff", "").split())
            count += 1
            if text and count <= _MOST_CELLS:
                yield GridCell(text, row, column, name=f"第{row + 1}行第{column + 1}列"), start, stop
        position, row = end + (2 if raw.startswith("\r\n", end) else 1), row + 1


def _end_of_row(raw: str, position: int) -> int:
    """Where the row that begins at `position` ends: at a line break outside quotes."""
    line = re.compile(r"[\r\n]|\Z").search(raw, position)
    end = len(raw) if line is None else line.start()
    while raw.count('"', position, end) % 2 and end < len(raw):
        following = re.compile(r"[\r\n]|\Z").search(raw, end + 1)
        further = len(raw) if following is None else following.start()
        if further - position > 20_000:
            break  # a stray quote, not a cell of many lines
        end = further
    return end


def _split(raw: str, start: int, end: int, delimiter: str) -> Iterator[tuple[int, int]]:
    """The spans of the cells of a row, without the quotes around them."""
    position = start
    while position <= end:
        if position < end and raw[position] == '"':
            close = position + 1
            while (close := raw.find('"', close, end)) >= 0 and raw.startswith('""', close):
                close += 2
            if close >= 0:
                yield position + 1, close
                following = raw.find(delimiter, close, end)
                if following < 0:
                    return
                position = following + 1
                continue
        following = raw.find(delimiter, position, end)
        if following < 0:
            following = end
        yield position, following
        position = following + 1
