"""Which characters the fonts have: a page must never show a box."""

from __future__ import annotations

import unicodedata
from functools import cache

from briefing.errors import ConfigurationError
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


def require_characters(text: str) -> None:
    """Raise ConfigurationError naming the first characters of `text` that the fonts lack."""
    missing = missing_characters(text)
    if missing:
        named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in missing[:5])
        more = f"等 {len(missing)} 个" if len(missing) > 5 else ""
        raise ConfigurationError(f"简报字体中没有字符 {named}{more}，请在源文件中改用常用字符后重试")


@cache
def _covered() -> frozenset[int]:
    """Every code point that some family of the folder covers; all role stacks end with the widest family."""
    return frozenset(
        code for pairs in font_folder().ranges().values() for first, last in pairs for code in range(first, last + 1)
    )
