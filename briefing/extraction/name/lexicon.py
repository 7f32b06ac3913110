"""Word lists of the naming grammar and the patterns that are made of them: data/names.toml says what each means."""

from __future__ import annotations

import re
from functools import cache

from briefing.packaged import toml_file, word_pattern

_FILE = "extraction/data/names.toml"


@cache
def words(name: str) -> frozenset[str]:
    """A word list."""
    return frozenset(toml_file(_FILE)[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern, compiled."""
    return word_pattern(_FILE, toml_file(_FILE)["patterns"][name])


def find_predicate(text: str, start: int) -> re.Match[str] | None:
    """The first predicate in `text` from `start` on that is not the inside of a noun (社会, 功能)."""
    for match in pattern("predicate").finditer(text, max(0, start - 1)):
        if match.start() >= start and match.group("word"):
            return match
    return None
