"""What a reader of a binary format hands on: the text of the file, in blocks, with their places and own metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from briefing.documents.fragments import Block, Fragment, joined, pieces
from briefing.model import Location, ParagraphKind, Run, Table


@dataclass(frozen=True, slots=True)
class Declared:
    """A metadata value that the text, the format's own fields or a sidecar give, and where (Chinese)."""

    value: str
    origin: str


@dataclass(slots=True)
class Extracted:
    """The text of a file that is no text. `raw` is built by the reader; blocks, locations and tables point into it.

    `fields` hold title, source, author, url, published, place; `not_after` is a date on which the file existed: the
    text is not younger, but it may be older.
    """

    raw: str
    blocks: list[Block]
    locations: list[Location] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    fields: dict[str, Declared] = field(default_factory=dict)
    not_after: date | None = None
    notes: list[str] = field(default_factory=list)


class RawText:
    """The raw text of a document while a reader writes it, piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> tuple[int, int]:
        """Append a text; returns its span."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start, self._length

    def __len__(self) -> int:
        return self._length

    def __str__(self) -> str:
        return "".join(self._parts)


@dataclass(slots=True)
class Draft:
    """What a reader has read so far; blocks, locations and tables point into the raw text."""

    raw: RawText = field(default_factory=RawText)
    blocks: list[Block] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def finished(self) -> Extracted:
        """The text as it is handed on."""
        return Extracted(str(self.raw), self.blocks, self.locations, self.tables)


def block_of_lines(
    lines: list[tuple[str, int]], kind: ParagraphKind | None = None, indented: bool = False, atomic: bool = False
) -> Block | None:
    """One block of the lines (text, raw start) of a paragraph; between lines a space only where Latin words meet."""
    fragment = _joined_lines(lines)
    return None if fragment is None else Block(fragment, 1, indented, kind, atomic)


def _joined_lines(lines: list[tuple[str, int]]) -> Fragment | None:
    def parts() -> Iterator[tuple[str, int]]:
        before = ""
        for text, start in lines:
            if before and _is_latin(before[-1]) and _is_latin(text[:1]):
                yield " ", start - 1  # the line break
            yield from pieces(text, 0, len(text), start)
            before = text.rstrip() or before

    return joined(parts())


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def block_at(block: Block, start: int, kind: ParagraphKind | None) -> Block:
    """A block that was read from a line by itself, as it stands in the raw text from `start` on."""
    runs = tuple(Run(run.text_start, run.raw_start + start) for run in block.fragment.runs)
    return replace(block, fragment=Fragment(block.text, runs), gap=1, kind=block.kind or kind)
