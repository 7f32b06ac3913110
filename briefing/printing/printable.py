"""What may be printed: text from documents with the characters that a page cannot or must not show replaced.

A document may hold anything: direction marks that reorder a line, control characters that PDF and XML refuse, emoji
that no Chinese face has. Each becomes 〓, the printer's old sign for missing type, and the reader sees that something
stood there.
"""

from __future__ import annotations

import unicodedata

from briefing.fonts import missing_characters

GETA = "〓"
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")  # they print nothing and carry no meaning here


def printable(text: str) -> str:
    """`text` with white space made plain, invisible joiners dropped and every unprintable character shown as 〓."""
    if text.isascii() and text.isprintable():
        return text
    missing = frozenset(missing_characters(text))
    return "".join(_shown(character, missing) for character in text if character not in _DROPPED)


def _shown(character: str, missing: frozenset[str]) -> str:
    if character in missing:
        return GETA
    category = unicodedata.category(character)
    if category.startswith("Z") or character in "\t\n\r\f\v":
        return "\u3000" if character == "\u3000" else " "
    return GETA if category.startswith("C") else character


def terminal_columns(text: str) -> int:
    """The columns of a terminal that a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def shortened(text: str, limit: int) -> str:
    """`text` of at most `limit` characters; what is cut shows as …."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
