"""The quantity: a number that a text states of something, with its unit, range and bound."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model import Bound


class Quantity(NamedTuple):
    """A number that a text states of something. Offsets are in the paragraph; the value is the magnitude as written.

    `start`/`end` span number, multiplier, unit and the modifiers that touch them; `number_start`/`number_end` the first
    number alone. `upper` is the upper end of a range. `rules` names the special rules that made it what it is,
    `bound_word` the word of a bound that stands apart from the figure.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    upper: float | None
    unit: str
    bound: Bound
    is_percent: bool = False
    rules: tuple[str, ...] = ()
    bound_word: str = ""
