"""How numbers are printed: the one place where a value, its unit and its bound become text.

A stated figure keeps the decimals and the multiplier (万, 亿) of its source: nothing is printed more precisely than it
was said. In tables `超过2200人` is `>2,200`; in sentences it stays `超过2200人`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from briefing.chinese_numerals import NARROW
from briefing.model import Bound, Measure, Observation
from briefing.packaged import Table, toml_file

MINUS = "−"
_DURATION = re.compile("时间|时长|时限|周期|天数|距离|里程")  # what a fall of makes shorter
_SCALES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12}
# A number with its multiplier: `2200`, `1.08万`, `6,390.96万`, `3.2亿`, `8千`, `140余万`
_NUMBER = re.compile(r"(?P<mantissa>\d[\d,]*(?:\.\d+)?)[余多来]?(?P<scale>[十百千万]?[亿万]|千|百)?")
# A number with nothing else: `12.5`, `-3`
_BARE = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
_SMALL = 0.1
_SIGNS = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as a source prints it: digits, decimals and multiplier (a power of ten with its character)."""

    mantissa: Decimal
    decimals: int
    scale: str
    exponent: int


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[Decimal, int, str, int] | None:
    """Digits, decimals, multiplier and its power of ten of the first number in a text."""
    match = _NUMBER.search(_clean(text))
    if match is None:
        return None
    digits = match["mantissa"].replace(",", "")
    scale = match["scale"] or ""
    return Decimal(digits), len(digits.partition(".")[2]), scale, _SCALES.get(scale, 0)


def stated(observation: Observation) -> Stated | None:
    """The number in the observation's own text; None where it is in words (三分之一) or reads differently."""
    read = _read(observation.text)
    if read is None:
        return None
    found = Stated(*read)
    return found if _agrees(found, observation.value) else None


def _agrees(found: Stated, value: float) -> bool:
    return abs(float(found.mantissa.scaleb(found.exponent)) - abs(value)) <= 1e-6 * max(1.0, abs(value))


def precision(observation: Observation) -> float:
    """The step of the last digit that carries information, in base units: 2.91 → 0.01, 1.08万 → 100, 400余 → 100."""
    found = stated(observation)
    if found is None:
        return _rounding_step(abs(observation.value))
    step = float(Decimal(1).scaleb(found.exponent - found.decimals))
    if observation.bound is not Bound.EXACT and not found.decimals:
        step = max(step, _rounding_step(abs(observation.value)))
    return step


def _rounding_step(value: float) -> float:
    """The power of ten at the last digit that is not zero: 2200 → 100, 46 → 1."""
    if value != int(value):
        return 10.0 ** -len(repr(value).partition(".")[2])
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if value else 1.0


def decimals(observation: Observation) -> int:
    """Decimals of the figure in base units: 50.06% → 2, 1.08万 → 0."""
    found = stated(observation)
    if found is None:
        return _natural_decimals(abs(observation.value))
    return max(0, found.decimals - found.exponent)


def plain(value: float, places: int | None = None) -> str:
    """A number with thousands separators, rounded half up to `places` (up to two as needed when None): 10,059."""
    places = _natural_decimals(abs(value)) if places is None else places
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def places(value: float) -> int:
    """Decimals a number needs, two at most: 4.5 → 1, 0.0123 → 2."""
    return _natural_decimals(abs(value))


def _natural_decimals(value: float) -> int:
    """Two at most, three significant digits for small ones: 12.345 → 2, 4.5 → 1, 0.00412 → 5."""
    if value == int(value):
        return 0
    most = 2 if value >= _SMALL else 2 - math.floor(math.log10(value))
    return len(f"{value:.{most}f}".rstrip("0").partition(".")[2])


def amount(value: float, unit: str, places: int | None = None) -> str:
    """A computed number with its unit, in 万 or 亿 where a source would: 98500000 元 → 9,850万元, 0.78 % → 0.78%."""
    for scale, exponent in (("亿", 8), ("万", 4)):
        if (
            unit in ("元", "人", "人次")
            and abs(value) >= 10**exponent
            and places is None
            and _is_round(value, exponent)
        ):
            return f"{plain(value / 10**exponent)}{scale}{unit}"
    return f"{plain(value, places)}{unit}"


def _is_round(value: float, exponent: int) -> bool:
    return bool(float(value) % 10 ** (exponent - 2) == 0)


def figure(observation: Observation) -> str:
    """The number for a table cell, unit left to the heading except %: `>2,200`, `1.08万`, `≥62%`, `5–7`, `−45%`.

    A bound speaks of the magnitude, so a bounded fall is put in words: `缩短近60%`, not `>−60%`.
    """
    if observation.value < 0 and observation.bound is not Bound.EXACT:
        return f"{_fall(observation)}{phrase(observation)}"
    number = _number(observation)
    if observation.upper is not None:
        number = f"{number}–{plain(observation.upper)}"
    if observation.measure is Measure.RANK:
        return f"第{number}{observation.unit}"
    sign, mark = "", bound_mark(observation)
    if observation.value < 0:
        sign = MINUS
    elif observation.measure in (Measure.CHANGE, Measure.GAP):
        sign = "+"
    unit = observation.unit if observation.unit in _SIGNS else ""
    return f"{mark}{sign}{number}{unit}"


def _fall(observation: Observation) -> str:
    """The verb of a fall."""
    if observation.measure is Measure.GAP:
        return "低"
    if _DURATION.search(observation.indicator):
        return "缩短"
    return "下降" if observation.unit in ("%", "‰", "个百分点") else "减少"


def figure_with_unit(observation: Observation) -> str:
    """The table form with its unit: `>2,200人`, `1.08万人`."""
    text = figure(observation)
    return text if text.endswith(observation.unit) else f"{text}{observation.unit}"


def phrase(observation: Observation) -> str:
    """The figure for a sentence, as its source says it, unit and bound completed: `超过2200人`, `超过30万人`."""
    if observation.corrected is not None and {"value", "unit"} & dict(observation.corrected.changes).keys():
        return figure_with_unit(observation)  # the source's words say something else
    text = _clean(observation.text)
    if _BARE.fullmatch(text):  # a cell of a table
        if stated(observation) is None:
            return figure_with_unit(observation)  # its heading has the 万
        if observation.measure is Measure.CHANGE:
            text = text.lstrip("-−+")  # as texts say it: 下降1.2%
    head = observation.unit.partition("/")[0]
    if head and head not in text and text[-1:] in "0123456789十百千万亿余多上下右内":
        text += head
    if observation.bound is Bound.EXACT or ((word := bound_word(observation)) in text and word):
        return text
    return f"{word or _default_word(observation)}{text}"


def quotation(observation: Observation) -> str:
    """The figure's own text, nothing added: what may stand between quotation marks."""
    return _clean(observation.text)


def bound_mark(observation: Observation) -> str:
    """The sign before a bounded figure in a table: > ≥ < ≤ ≈ 近, empty for an exact one."""
    if observation.bound is Bound.EXACT:
        return ""
    table = _marks()[observation.bound.value]
    word = bound_word(observation)
    kinds = (kind for kind in table.values() if isinstance(kind, dict))
    return str(next((kind["mark"] for kind in kinds if word in kind["words"]), table["default_mark"]))


def bound_word(observation: Observation) -> str:
    """The word that bounds the figure, in its text or apart from it; empty for an exact one and an unlisted word."""
    if observation.bound is Bound.EXACT:
        return ""
    text = observation.bound_word or _clean(observation.text)
    return next((word for word in _bound_words(observation.bound) if word in text), "")


@cache
def _bound_words(bound: Bound) -> tuple[str, ...]:
    """The words of a bound, longest first."""
    kinds = (kind for kind in _marks()[bound.value].values() if isinstance(kind, dict))
    return tuple(sorted((word for kind in kinds for word in kind["words"]), key=len, reverse=True))


def _default_word(observation: Observation) -> str:
    return str(_marks()[observation.bound.value]["default_word"])


def _number(observation: Observation) -> str:
    """Digits of the value without sign: as the source prints them, multiplier kept."""
    found = stated(observation)
    if found is None:
        return plain(abs(observation.value))
    if found.scale in ("千", "百"):
        return plain(abs(observation.value))
    return f"{found.mantissa:,.{found.decimals}f}{found.scale}"


def _clean(text: str) -> str:
    return _SPACE.sub("", text.translate(NARROW))


def _marks() -> Table:
    return toml_file("reference/data/number_marks.toml")
