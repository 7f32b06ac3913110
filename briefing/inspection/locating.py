"""Which figures a place in a document means: `004_a2311.txt:340`, `004:594`, `004:581–621`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from briefing.errors import NothingFoundError, UsageError
from briefing.model import Document, Observation

# 004:594 · 004：594 · 004:581–621
_PLACE = re.compile(r"(?P<name>.+)[:：](?P<first>\d+)(?:[-–—~](?P<last>\d+))?$")
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document, the figures that it means, and all figures of their sentences."""

    document: Document
    first: int
    last: int
    figures: tuple[Observation, ...]
    neighbours: tuple[Observation, ...]


def locate(written: str, documents: Sequence[Document], observations: Sequence[Observation]) -> Place:
    """The figures at `file:offset` or `file:first–last`; a file's name may be cut short.

    An offset means the figure that it lies in, otherwise all figures of the sentence that it lies in. Raises UsageError
    for another form or a name that fits several files, NothingFoundError when there is no such file or figure.
    """
    match = _PLACE.match(written.strip())
    if match is None:
        raise UsageError(f"编号“{written}”应写成“文件名:字符位置”，如 004:594；文件名可以只写开头，只要不重复。")
    first = int(match["first"])
    last = int(match["last"] or first)
    document = _document(match["name"], documents)
    own = [observation for observation in observations if observation.document == document.name]
    figures = [o for o in own if o.start <= last and first < o.end]
    figures = [o for o in figures if o.start == first] or figures if first == last else figures
    if not figures:
        figures = [o for o in own if o.sentence_start <= last and first < o.sentence_end]
    if not figures:
        raise NothingFoundError(_nothing(document, first, own))
    sentences = {(o.sentence_start, o.sentence_end) for o in figures}
    neighbours = [o for o in own if (o.sentence_start, o.sentence_end) in sentences]
    return Place(document, first, last, tuple(figures), tuple(neighbours))


def _document(name: str, documents: Sequence[Document]) -> Document:
    by_name = {document.name: document for document in documents}
    found = called(name, by_name)
    if len(found) == 1:
        return by_name[found[0]]
    if found:
        raise UsageError(f"“{name}”可以指 {'、'.join(found[:_MOST_NAMED])}，请把文件名写得更全。")
    near = get_close_matches(name, by_name, n=3, cutoff=0.3)
    hint = f"，相近的有 {'、'.join(near)}" if near else ""
    raise NothingFoundError(f"没有名称以“{name}”开头的文献{hint}。")


def called(asked: str, names: Iterable[str]) -> list[str]:
    """The names that `asked` may stand for: the same one, else those that begin with it, in a folder or not."""
    names = list(names)
    return (
        [name for name in names if name == asked]
        or [name for name in names if name.startswith(asked)]
        or [name for name in names if f"/{asked}" in name]
    )


def _nothing(document: Document, offset: int, figures: Sequence[Observation]) -> str:
    where = f"{document.name}:{offset} 处没有数字"
    if offset >= len(document.raw):
        return f"{where}：这个文件只有 {len(document.raw)} 个字符。"
    if not figures:
        return f"{where}，整个文件都没有抽取到数字。"
    near = min(figures, key=lambda figure: abs(figure.start - offset))
    return f"{where}，离得最近的是 {near.id}（{near.text}）。"
