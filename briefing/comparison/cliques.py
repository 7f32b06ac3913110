"""The largest set of places that are covered by kinds of figures every two of which go together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

_MOST_STEPS = 20_000  # steps of the search; what is found by then is returned


@dataclass(frozen=True, slots=True)
class Covering:
    """A kind of figures and the places that have one."""

    kind: int
    places: frozenset[str]


def largest(
    kinds: Sequence[Covering], go_together: Callable[[int, int], bool], must: int | None = None
) -> tuple[int, ...]:
    """The kinds, every two of which go together, that cover the most places; of equal ones those given first.

    `must`: a kind that has to be among them. Exact up to 20,000 steps of the search, which figures of several hundred
    kinds do not need: kinds differ mostly in time, and those within one window all go together. Deterministic.
    """
    search = _Search(kinds, go_together)
    everyone = (1 << len(kinds)) - 1
    if must is None:
        search.expand(0, everyone, 0)
    else:
        index = next(number for number, kind in enumerate(kinds) if kind.kind == must)
        search.expand(1 << index, search.near(index), search.places[index])
    return tuple(kind.kind for number, kind in enumerate(kinds) if search.best >> number & 1)


class _Search:
    """Branch and bound; sets of kinds and of places are the bits of an integer."""

    def __init__(self, kinds: Sequence[Covering], go_together: Callable[[int, int], bool]) -> None:
        numbers: dict[Hashable, int] = {}
        self.places = [sum(1 << numbers.setdefault(place, len(numbers)) for place in kind.places) for kind in kinds]
        self._kinds = kinds
        self._go_together = go_together
        self._near: dict[int, int] = {}
        self._steps = 0
        self.best = 0
        self._covered = -1

    def near(self, index: int) -> int:
        """The other kinds that go together with one."""
        if index not in self._near:
            own = self._kinds[index].kind
            others = ((number, other.kind) for number, other in enumerate(self._kinds) if number != index)
            self._near[index] = sum(1 << number for number, kind in others if self._go_together(own, kind))
        return self._near[index]

    def expand(self, chosen: int, candidates: int, covered: int) -> None:
        """Look at every set that has the chosen kinds and some of the candidates."""
        self._steps += 1
        if covered.bit_count() > self._covered:
            self.best, self._covered = chosen, covered.bit_count()
        while candidates and self._steps <= _MOST_STEPS:
            indices = _bits(candidates)
            reach = covered
            for index in indices:
                reach |= self.places[index]
            if reach.bit_count() <= self._covered:
                return
            if all(candidates & ~(1 << index) & ~self.near(index) == 0 for index in indices):
                self.best, self._covered = chosen | candidates, reach.bit_count()
                return
            first = indices[0]
            candidates &= ~(1 << first)
            self.expand(chosen | 1 << first, candidates & self.near(first), covered | self.places[first])


def _bits(number: int) -> list[int]:
    return [index for index in range(number.bit_length()) if number >> index & 1]
