"""How alike two names are: the share of weighted words they have in common, words as jieba cuts them.

jieba runs on a small dictionary of the words of the catalogue (reference/data/indicator_words.txt), which loads in
milliseconds and writes no cache; characters outside it stand alone.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from briefing.packaged import text_file

_MEANINGLESS = re.compile(r"[\W_]+")
_EMPTY_WORDS = frozenset("的了和与及或等在为对从")


@lru_cache(maxsize=65536)
def cut(name: str) -> frozenset[str]:
    """The words of a name that carry meaning."""
    return frozenset(word for word in cut_in_order(name) if word not in _EMPTY_WORDS)


@lru_cache(maxsize=65536)
def cut_in_order(name: str) -> tuple[str, ...]:
    """The words of a name from left to right, punctuation left out."""
    return tuple(w for w in _tokenizer().cut(name, HMM=False) if not _MEANINGLESS.fullmatch(w))


@cache
def _tokenizer() -> Any:
    import jieba  # only when some name is in neither catalogue nor patterns

    tokenizer = jieba.Tokenizer()
    words = io.BytesIO(text_file("reference/data/indicator_words.txt").encode())
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(words)
    tokenizer.initialized = True
    return tokenizer


class Weights:
    """Weights of words by how few of the known names have them."""

    def __init__(self, names: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for name in names:
            counts.update(cut(name))
            total += 1
        self._weights = {word: math.log((1 + total) / (1 + count)) + 1 for word, count in counts.items()}
        self._unknown = math.log(1 + total) + 1

    def similarity(self, left: str, right: str) -> float:
        """Dice coefficient of the weighted words of two names, 0 to 1."""
        a, b = cut(left), cut(right)
        total = self._sum(a) + self._sum(b)
        return 2 * self._sum(a & b) / total if total else 0.0

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._unknown) for word in words)
