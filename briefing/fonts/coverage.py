"""Which characters the fonts have: a page must never show a box."""

from __future__ import annotations

import unicodedata
from functools import cache

from briefing.fonts.folder import font_folder

# Characters that print nothing of their own: controls, formats, separators (Unicode general categories).
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def missing_characters(text: str) -> tuple[str, ...]:
    """The visible characters of `text` that no face of the folder has, each once, in order of appearance."""
    covered = _covered()
    return tuple(
        character
        for character in dict.fromkeys(text)
        if ord(character) not in covered and unicodedata.category(character) not in _INVISIBLE
    )


@cache
def _covered() -> frozenset[int]:
    """Every code point that some family of the folder covers; all role stacks end with the widest family."""
    return frozenset(
        code for pairs in font_folder().ranges().values() for first, last in pairs for code in range(first, last + 1)
    )
