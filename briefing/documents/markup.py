"""HTML into blocks, with the standard library's parser, which knows the position of everything it reads.

Scripts, styles, navigation and forms are left out; entities become the character they stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from briefing.documents.fragments import WIDTHLESS, Block, Fragment, joined, pieces
from briefing.documents.words import page_words
from briefing.model import ParagraphKind

# A text is read as HTML when it holds one of the tags that pages are built of.
_PAGE_TAG = re.compile(r"<(?:!doctype html|html|body|div|p|br|table|article|section|h[1-6]|ul)(?:\s[^<>]*)?/?>", re.I)
_FEWEST_TAGS = 2

_SKIPPED = frozenset({"script", "style", "nav", "noscript", "template", "form", "button", "select", "iframe", "svg"})
_FURNITURE = frozenset({"footer", "aside"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATOMIC = frozenset({"li", "td", "th", "dt", "dd", "caption"})
# Elements that begin and end a block of their own.
_BLOCKS = frozenset(page_words()["markup"]["blocks"].split())
# Elements without an end tag.
_VOID = frozenset(page_words()["markup"]["void"].split())


@dataclass(slots=True)
class Page:
    """What an HTML page holds: its blocks, and the metadata of its head."""

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    meta: dict[str, str] = field(default_factory=dict)


def is_markup(raw: str, start: int = 0) -> bool:
    """Whether a text is HTML, or holds enough of its tags to be read as such."""
    for found, match in enumerate(_PAGE_TAG.finditer(raw, start), 1):
        if found >= _FEWEST_TAGS or match.group().lower().startswith(("<!doctype", "<html")):
            return True
    return False


def read_page(raw: str, start: int = 0) -> Page:
    """The blocks and head of an HTML text from `start` on; offsets count from the beginning of `raw`."""
    reader = _PageReader(raw, start)
    reader.feed(raw[start:])
    reader.close()
    reader.end_block()
    return reader.page


class _PageReader(HTMLParser):
    """Collects text between block tags."""

    def __init__(self, raw: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.page = Page()
        self._start = start
        self._lines = [0, *(match.end() for match in re.finditer("\n", raw[start:]))]
        self._open: list[str] = []
        self._pieces: list[tuple[str, int]] = []
        self._in_title = False

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._start + self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            self._take_meta({name: value or "" for name, value in attrs})
        if tag in _BLOCKS:
            self.end_block()
        if tag not in _VOID:
            if tag == "p" and self._open and self._open[-1] == "p":
                self._open.pop()
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not _SKIPPED.isdisjoint(self._open):
            return
        self._pieces.extend(pieces(data, 0, len(data), self._offset()))

    def handle_entityref(self, name: str) -> None:
        self._take_character(f"&{name};", len(name) + 1)

    def handle_charref(self, name: str) -> None:
        self._take_character(f"&#{name};", len(name) + 2)

    def _take_character(self, reference: str, length: int) -> None:
        if not _SKIPPED.isdisjoint(self._open):
            return
        character = unescape(reference)
        if character == reference:  # no entity after all: AT&T
            self._pieces.append((reference[:length], self._offset()))
        elif not WIDTHLESS.fullmatch(character):
            self._pieces.append((" " if character.isspace() else character[:1], self._offset()))

    def _take_meta(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name") or attributes.get("property") or ""
        if name and attributes.get("content"):
            self.page.meta.setdefault(name.lower(), attributes["content"].strip())

    def end_block(self) -> None:
        """Close the block in hand: what follows belongs to the next."""
        fragment = joined(self._pieces)
        self._pieces = []
        if fragment is None:
            return
        if "title" in self._open:
            self.page.title = self.page.title or fragment.text
            return
        self.page.blocks.append(self._block(fragment))

    def _block(self, fragment: Fragment) -> Block:
        tags = set(self._open)
        kind = None
        if tags & _FURNITURE:
            kind = ParagraphKind.FURNITURE
        elif tags & _HEADINGS:
            kind = ParagraphKind.HEADING
        elif "figcaption" in tags:
            kind = ParagraphKind.CAPTION
        return Block(fragment, gap=1, kind=kind, atomic=bool(tags & _ATOMIC))
