"""Stretches of the raw text as they are read: cleaned characters that still know where they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.model import ParagraphKind, Run

# White space of any kind, and characters without width that pages carry along (zero-width space, BOM, soft hyphen).
# The signs for bold type in Markdown go with them (新增**350**个).
_BLANK = re.compile(r"(?:[\s\u200b-\u200f\u2060\ufeff\u00ad]|\*\*)+")
_SPACE = re.compile(r"\s")
WIDTHLESS = re.compile(r"(?:[\u200b-\u200f\u2060\ufeff\u00ad]|\*\*)+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Cleaned text and its runs back into the raw text (see Paragraph)."""

    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A fragment as the page sets it apart: a line, an HTML element. `gap` counts the line breaks before it."""

    fragment: Fragment
    gap: int = 1
    indented: bool = False
    kind: ParagraphKind | None = None  # what the markup says it is
    atomic: bool = False  # a list item, a cell: never the rest of another block

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.fragment.text


def clean(raw: str, start: int, end: int) -> Fragment | None:
    """raw[start:end] without the white space around it, inner white space as one space; None when nothing is left."""
    return joined(pieces(raw, start, end))


def pieces(raw: str, start: int, end: int, offset: int = 0) -> Iterator[tuple[str, int]]:
    """Words and single spaces of raw[start:end] with their positions, counted from `offset`."""
    position = start
    for blank in _BLANK.finditer(raw, start, end):
        if blank.start() > position:
            yield raw[position : blank.start()], offset + position
        space = _SPACE.search(raw, blank.start(), blank.end())
        if space is not None:
            yield " ", offset + space.start()
        position = blank.end()
    if position < end:
        yield raw[position:end], offset + position


def joined(parts: Iterable[tuple[str, int]]) -> Fragment | None:
    """A fragment of parts (text, raw offset); runs of spaces are folded, spaces at the ends dropped."""
    texts: list[str] = []
    runs: list[Run] = []
    length, raw_end, spaced = 0, -1, True
    for text, raw_start in parts:
        if text == " ":
            if spaced:
                continue
            spaced = True
        else:
            spaced = False
        if raw_start != raw_end or not runs:
            runs.append(Run(length, raw_start))
        texts.append(text)
        length += len(text)
        raw_end = raw_start + len(text)
    if texts and texts[-1] == " ":
        texts.pop()
        length -= 1
        if runs[-1].text_start == length:
            runs.pop()
    return Fragment("".join(texts), tuple(runs)) if texts else None


def concatenated(fragments: Iterable[Fragment]) -> Fragment:
    """Fragments as one, nothing between them: a paragraph that a column cut."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for fragment in fragments:
        texts.append(fragment.text)
        runs.extend(Run(run.text_start + length, run.raw_start) for run in fragment.runs)
        length += len(fragment.text)
    return Fragment("".join(texts), tuple(runs))
