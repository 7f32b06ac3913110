"""How alike two names are, 0 to 1: what they have in common of their characters or pairs of characters.

Words are as jieba cuts them on a small dictionary of the words of the catalogue (reference/data/indicator_words.txt),
which loads in milliseconds and writes no cache; characters outside it stand alone.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from operator import add
from typing import Any

from briefing.comparison.stated_names import bare
from briefing.packaged import text_file

_MEANINGLESS = re.compile(r"[\W_]+")


def _dice(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """The Dice coefficient of two names by how often they have each part."""
    common = sum(min(mine[part], theirs[part]) for part in mine.keys() & theirs.keys())
    return 2 * common / max(1.0, sum(mine.values()) + sum(theirs.values()))


@lru_cache(maxsize=65536)
def likeness(name: str, other: str) -> float:
    """What two names have in common of their characters, without place, time and counting words."""
    return _dice(Counter(bare(name)), Counter(bare(other)))


def likeness_in_pairs(name: str, other: str) -> float:
    """What two names as they are written have in common of their pairs of neighbouring characters."""
    return _dice(_pairs(name), _pairs(other))


@lru_cache(maxsize=65536)
def _pairs(name: str) -> Mapping[str, int]:
    return dict.fromkeys(map(add, name, name[1:]), 1)


@lru_cache(maxsize=65536)
def cut_in_order(name: str) -> tuple[str, ...]:
    """The words of a name from left to right, punctuation left out."""
    return tuple(w for w in _tokenizer().cut(name, HMM=False) if not _MEANINGLESS.fullmatch(w))


@cache
def _tokenizer() -> Any:
    import jieba  # only when some name is not in the catalogue

    tokenizer = jieba.Tokenizer()
    words = io.BytesIO(text_file("reference/data/indicator_words.txt").encode())
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(words)
    tokenizer.initialized = True
    return tokenizer
