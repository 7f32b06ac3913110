"""How a stated number limits the true one: 超过, 近, 约, 以上 and their like, touching the number or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.model import Bound
from briefing.packaged import one_of, toml_file

_LONGEST_BEFORE = 8  # characters of the longest word before a number
_REACH = 16  # how many characters before the number a word may govern it from
_KINDS = ("ge", "le", "approx")


@dataclass(frozen=True, slots=True)
class _Words:
    before: dict[str, Bound]
    before_multiplier: dict[str, Bound]
    not_before: dict[str, str]
    after: re.Pattern[str]
    after_kinds: dict[str, Bound]
    last_characters: frozenset[str]  # of the words before: most numbers have none, one look decides
    first_characters: frozenset[str]
    distant: re.Pattern[str]
    distant_kinds: dict[str, Bound]


@cache
def _words() -> _Words:
    data = toml_file("extraction/data/bounds.toml")
    before, multiplier, after, distant = (
        {word: Bound(kind) for kind in _KINDS for word in data[part].get(kind, [])}
        for part in ("before", "before_multiplier", "after", "distant")
    )
    return _Words(
        before=before,
        before_multiplier=multiplier,
        not_before=data["not_before"],
        after=re.compile(one_of(list(after))),
        after_kinds=after,
        last_characters=frozenset(word[-1] for word in (*before, *multiplier)),
        first_characters=frozenset(word[0] for word in after),
        # 最高 … 5000元, but not 最高限额 …: the named limit is exact
        distant=re.compile(
            rf"(?<![签预节公合契履租制条婚特])({one_of(list(distant))})(?!{one_of(data['distant']['limit_nouns'])})"
        ),
        distant_kinds=distant,
    )


def bound_before(text: str, position: int, *, bare_multiplier: bool = False) -> tuple[int, Bound | None]:
    """The word that ends at `position` and bounds the number there: (its start, its bound), or (position, None).

    `bare_multiplier`: the number is a multiplier alone, before which 上 and 过 are bounds too (上百家, 过万人).
    """
    words = _words()
    if position == 0 or text[position - 1] not in words.last_characters:
        return position, None
    for length in range(min(_LONGEST_BEFORE, position), 0, -1):
        word = text[position - length : position]
        bound = words.before.get(word)
        if bound is None and bare_multiplier:
            bound = words.before_multiplier.get(word)
        if bound is not None:
            start = position - length
            spoiled = words.not_before.get(word)
            if spoiled and start and text[start - 1] in spoiled:
                return position, None
            return start, bound
    return position, None


def bound_after(text: str, position: int) -> tuple[int, Bound | None]:
    """The word that starts at `position` and bounds the number before it: (its end, its bound), or (position, None)."""
    words = _words()
    if position >= len(text) or text[position] not in words.first_characters:
        return position, None
    match = words.after.match(text, position)
    if match is None or _AFTER_TRAPS.match(text, position):
        return position, None
    return match.end(), words.after_kinds[match[0]]


# Words that only begin like a bound: 内部, 内容, 起草, 许多, 前后端
_AFTER_TRAPS = re.compile(
    r"内(?=[部容外地需科镇涵功衣饰蒙江])|起(?![，。；、,;）)])|许(?![，。；、,;）)])|以内(?:部|容)|左右(?:岸|手|侧|两)|前后端|上下(?:学|班|游|车|联)"
)
_CLAUSE_ENDS = "，。；：、？！,;:“”（）()\n"


@dataclass(frozen=True, slots=True)
class DistantBound:
    """A bound whose word does not touch the number, with that word."""

    word: str
    bound: Bound


def distant_bound(text: str, position: int) -> DistantBound | None:
    """The bound of a word in the same clause before `position` that does not touch the number (最高给予补助5000元)."""
    low = max(0, position - _REACH)
    clause = text[low:position]
    for offset in range(len(clause) - 1, -1, -1):
        if clause[offset] in _CLAUSE_ENDS:
            clause = clause[offset + 1 :]
            break
    if not clause:
        return None
    words = _words()
    found = None
    for match in words.distant.finditer(clause):
        if not any(c.isdigit() for c in clause[match.end() :]):
            found = DistantBound(match[1], words.distant_kinds[match[1]])
    if found is None and (exceeds := _EXCEEDS.search(clause)):
        found = DistantBound(exceeds[1], Bound.AT_LEAST)
    return found


# 超过当次住院总费用10%: the threshold's base stands between; not a gap (超过全省平均3个百分点)
_EXCEEDS = re.compile(
    r"(超过)(?!.*(?:平均|全[省国市县区]|目标|去年|上年|预期|同期|计划|水平))[^0-9]*(?:费用|总额|收入|金额|总数|总量|面积)的?$"
)


def combine(
    before: Bound | None, surplus: bool, after: Bound | None, distant: DistantBound | None
) -> tuple[Bound, str]:
    """One bound from those around a number, and its word where that is afar: 约 and 左右 win (约50多), then the word
    before, after, 余, afar."""
    if Bound.APPROXIMATE in (before, after):
        return Bound.APPROXIMATE, ""
    if touching := before or after or (Bound.AT_LEAST if surplus else None):
        return touching, ""
    return (distant.bound, distant.word) if distant else (Bound.EXACT, "")
