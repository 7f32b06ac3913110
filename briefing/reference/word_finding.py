"""Finding the words of a long list in a running text, in one pass over its characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
Hit = tuple[int, int, T]  # from where to where a word stands, and what it stands for


class WordFinder(Generic[T]):
    """The words of a list, of two characters or more, each with what it stands for."""

    def __init__(self, listed: Mapping[str, T]) -> None:
        self._by_opening: dict[str, list[tuple[str, int, T]]] = {}
        for word in sorted(listed, key=len, reverse=True):
            self._by_opening.setdefault(word[:2], []).append((word, len(word), listed[word]))
        first, second = (re.escape("".join({opening[at] for opening in self._by_opening})) for at in (0, 1))
        self._may_begin = re.compile(f"[{first}](?=[{second}])")  # passes over most characters faster than a look-up

    def opens(self, text: str) -> bool:
        """Whether `text` begins as some word does: a cheap question before the search."""
        return text[:2] in self._by_opening

    def found_in(self, text: str) -> Iterator[Hit[T]]:
        """Where each word begins and ends and what it stands for, in order; the longest at each place."""
        for begun in self._may_begin.finditer(text):
            start = begun.start()
            for word, length, meaning in self._by_opening.get(text[start : start + 2], ()):
                if text.startswith(word, start):
                    yield start, start + length, meaning
                    break


def read_off(part: str, text: str, found: Sequence[Hit[T]]) -> Sequence[Hit[T]] | None:
    """The words of `part` as they were `found` in `text`; None where one stands across its ends there."""
    start = text.find(part)
    end = start + len(part)
    first, last = bisect_left(found, (start,)), bisect_left(found, (end,))
    if start < 0 or (first and found[first - 1][1] > start) or (first < last and found[last - 1][1] > end):
        return None
    return [(low - start, high - start, meaning) for low, high, meaning in found[first:last]]
