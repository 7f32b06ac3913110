"""HTML into blocks, every character with its position in the file.

A single pass over tags, comments and entities, in time linear in the text: the standard library's parser takes
quadratic time on broken tags, and pages come from strangers. Scripts, styles, navigation and forms are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from briefing.documents.formats.html_tables import TableBuilder, finish
from briefing.documents.fragments import WIDTHLESS, Block, Fragment, joined, pieces
from briefing.documents.page_words import page_words
from briefing.model import ParagraphKind, Table

# A text is read as HTML when it holds tags that pages are built of.
_PAGE_TAG = re.compile(r"<(?:!doctype html|html|body|div|p|br|table|article|section|h[1-6]|ul)(?:\s[^<>]*+)?/?>", re.I)
_FEWEST_TAGS = 2

_COMMENT = r"<!--.*?(?:-->|\Z)"
_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+"  # class="a" data-x='>'
_TAG = rf"<(?P<end>/)?(?P<tag>[a-zA-Z][\w:-]*+)(?P<attributes>{_ATTRIBUTES})>"
_DECLARATION = r"<[!?/][^<>]*+>"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
_TOKEN = re.compile(f"{_COMMENT}|{_TAG}|{_DECLARATION}|(?P<entity>{_ENTITY})", re.S)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")

_SEPARATORS = re.compile(r"[\s|｜>»›/·•\-—,，、\[\]【】]*")  # between the links of a menu
_LONGEST_LINKS = 120  # characters of a block of links, and how much of it must be in them
_LINK_SHARE = 0.6
_LONGEST_LINK = 200
_LINE_BREAK = re.compile(r"\r\n?|\n")
_HREF = re.compile(r"\bhref\s*=", re.I)
_RAW_TEXT = {tag: re.compile(rf"</{tag}\b", re.I) for tag in ("script", "style", "textarea")}
_SKIPPED = ("nav", "noscript", "template", "form", "button", "select", "iframe", "svg")
_FURNITURE = ("footer", "aside")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ATOMIC = ("li", "td", "th", "dt", "dd", "caption")
# Elements that begin and end a block of their own, and elements without an end tag.
_BLOCKS = frozenset(page_words()["markup"]["blocks"].split())
_VOID = frozenset(page_words()["markup"]["void"].split())


@dataclass(slots=True)
class Page:
    """What an HTML page holds: its blocks, and the metadata of its head."""

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    frames: bool = False  # the text stands in other files


def is_markup(raw: str, start: int = 0) -> bool:
    """Whether a text is HTML, or holds enough of its tags to be read as such."""
    for found, match in enumerate(_PAGE_TAG.finditer(raw, start), 1):
        if found >= _FEWEST_TAGS or match.group().lower().startswith(("<!doctype", "<html")):
            return True
    return False


def read_page(raw: str, start: int = 0) -> Page:
    """The blocks and head of an HTML text from `start` on; offsets count from the beginning of `raw`."""
    reader = _PageReader()
    position = start
    for token in _TOKEN.finditer(raw, start):
        if token.start() < position:
            continue  # inside a script
        reader.text(raw, position, token.start())
        position = token.end()
        if token["entity"] is not None:
            reader.entity(token["entity"], token.start())
        elif token["tag"] is not None:
            tag = token["tag"].lower()
            if token["end"] is not None:
                reader.close(tag)
            elif tag in _RAW_TEXT:
                position = _end_of_raw_text(raw, tag, position)
            else:
                reader.open(tag, token["attributes"])
    reader.text(raw, position, len(raw))
    reader.end_block()
    return reader.page


def _end_of_raw_text(raw: str, tag: str, position: int) -> int:
    end = _RAW_TEXT[tag].search(raw, position)
    return len(raw) if end is None else end.start()


class _PageReader:
    """Collects the text between block tags."""

    def __init__(self) -> None:
        self.page = Page()
        self._open: list[str] = []
        self._depth: Counter[str] = Counter()
        self._pieces: list[tuple[str, int]] = []
        self._tables: list[TableBuilder] = []
        self._linked = self._unlinked = 0  # characters of the block in hand inside and outside links
        self._link_length = 0  # characters since the last link was opened

    def open(self, tag: str, attributes: str) -> None:
        """An element begins."""
        if tag == "meta":
            self._take_meta(attributes)
        if tag in _BLOCKS:
            self.end_block()
            self._open_in_table(tag, attributes)
        elif tag in ("frame", "iframe"):
            self.page.frames = True
        if tag in _VOID or attributes.endswith("/"):
            return
        if tag == "a":
            if _HREF.search(attributes) is None:
                return  # an anchor
            self._link_length = 0
        if self._open[-1:] == [tag] and tag in ("p", "li", "a"):  # an end tag that may be left out
            self._pop()
        self._open.append(tag)
        self._depth[tag] += 1

    def close(self, tag: str) -> None:
        """An element ends, and with it those in it that were left open."""
        if tag in _BLOCKS:
            self.end_block()
            if tag == "table" and self._tables:
                self._close_table()
        if self._depth[tag]:
            while self._pop() != tag:
                pass

    def _open_in_table(self, tag: str, attributes: str) -> None:
        if tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(TableBuilder(len(self.page.blocks)))
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].begin_cell(attributes)

    def _close_table(self) -> None:
        table = finish(self._tables.pop(), self.page.blocks)
        if table is not None:
            self.page.tables.append(table)

    def _pop(self) -> str:
        tag = self._open.pop()
        self._depth[tag] -= 1
        return tag

    def _inside(self, tags: tuple[str, ...]) -> bool:
        return any(self._depth[tag] for tag in tags)

    def text(self, raw: str, start: int, end: int) -> None:
        """Characters between tags."""
        if start < end and not self._inside(_SKIPPED):
            if self._inside(("pre",)):
                self._lines(raw, start, end)
            else:
                self._count(raw, start, end)
                self._pieces.extend(pieces(raw, start, end))

    def _lines(self, raw: str, start: int, end: int) -> None:
        """Text whose line breaks count."""
        position = start
        for line in _LINE_BREAK.finditer(raw, start, end):
            self._pieces.extend(pieces(raw, position, line.start()))
            self.end_block()
            position = line.end()
        self._pieces.extend(pieces(raw, position, end))

    def _count(self, raw: str, start: int, end: int) -> None:
        """Count the characters of links, which tell a menu from a text. A link left open ends somewhere."""
        length = sum(len(word) for word in raw[start:end].split())
        if self._depth["a"] and self._link_length <= _LONGEST_LINK:
            self._link_length += length
            self._linked += length
        elif not _SEPARATORS.fullmatch(raw, start, end):
            self._unlinked += length

    def entity(self, reference: str, offset: int) -> None:
        """A character written as an entity; what is none (AT&T) stays as it is written."""
        if self._inside(_SKIPPED):
            return
        character = unescape(reference)
        if len(character) > 1:
            self._pieces.append((reference, offset))
        elif not WIDTHLESS.fullmatch(character):
            self._pieces.append((" " if character.isspace() else character, offset))

    def _take_meta(self, attributes: str) -> None:
        found = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}
        name = found.get("name") or found.get("property") or ""
        if name and found.get("content"):
            self.page.meta.setdefault(name.lower(), found["content"].strip())

    def end_block(self) -> None:
        """Close the block in hand: what follows belongs to the next."""
        fragment = joined(self._pieces)
        linked = self._linked > 0 and self._linked >= _LINK_SHARE * (self._linked + self._unlinked)
        self._pieces, self._linked, self._unlinked = [], 0, 0
        if fragment is None:
            return
        if self._inside(("title",)):
            self.page.title = self.page.title or fragment.text
        else:
            self.page.blocks.append(self._block(fragment, linked))
            if self._tables:
                self._tables[-1].add_block(len(self.page.blocks) - 1)

    def _block(self, fragment: Fragment, linked: bool) -> Block:
        kind = None
        if self._inside(_FURNITURE) or (linked and len(fragment.text) <= _LONGEST_LINKS):
            kind = ParagraphKind.FURNITURE
        elif self._inside(_HEADINGS):
            kind = ParagraphKind.HEADING
        elif self._inside(("figcaption",)):
            kind = ParagraphKind.CAPTION
        return Block(fragment, gap=1, kind=kind, atomic=self._inside(_ATOMIC))
