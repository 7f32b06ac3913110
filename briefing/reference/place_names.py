"""Names of divisions in running text: where they stand, which divisions they can mean, and which is meant here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.model import Level
from briefing.packaged import csv_rows, one_of
from briefing.reference.division_names import (
    codes_by_informal_name,
    codes_by_name,
    codes_by_stem,
    ordinary_words,
    place_words,
    retired_codes_by_name,
    same_place,
    stem,
    within,
)
from briefing.reference.division_table import NATION, current_codes, lies_in, province_of, regions, retired
from briefing.reference.word_finding import WordFinder

_LONGEST_INSTITUTION = 14  # characters from a name to the end of the institution that bears it (重庆大学附属肿瘤医院)
_LATELY = 2014  # districts dissolved since then still stand in the documents that are read


class PlaceMention(NamedTuple):
    """A name of a division in a text. `name` is the text at [start, end), parents in front included (资阳市雁江区)."""

    start: int
    end: int
    name: str
    candidates: tuple[str, ...]  # codes the name can mean, highest level first; empty for a zone without a place name
    full: bool  # the last part bears its suffix (雁江区), not a bare stem (雁江)
    ordinary: bool = False  # an ordinary word too (西区, 资源, 江北): counts only where the context holds the place
    zone: bool = False  # a development zone; the candidates are the divisions that hold it
    institution: bool = False  # part of an institution's name (重庆大学): no statement about the place


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    codes: tuple[str, ...]
    full: bool
    ordinary: bool
    zone: bool = False


@cache
def _finder() -> WordFinder[_Name]:
    names: dict[str, _Name] = {}
    for short, codes in codes_by_stem().items():
        if len(short) > 1 and codes != (NATION,):
            names[short] = _Name(short, _spoken_of(codes), full=False, ordinary=ordinary_words().get(short) == "word")
    for name, codes in _former_names().items():
        names[name] = _Name(name, codes, full=True, ordinary=name in ordinary_words())
    for name, codes in codes_by_informal_name().items():
        names[name] = _Name(name, codes, full=True, ordinary=False)
    for name, codes in codes_by_name().items():
        if codes != (NATION,):
            also = tuple(code for code in _lately_called().get(name, ()) if code not in codes)
            names[name] = _Name(name, codes + also, full=True, ordinary=name in ordinary_words())
    zones = place_words()["zones"]
    for word in zones["words"]:
        names[word] = _Name(word, (), full=True, ordinary=False, zone=True)
    for word, code in zones["named"].items():
        names[word] = _Name(word, (code,), full=True, ordinary=False, zone=True)
    return WordFinder(names)


def _spoken_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """What a short name can mean: a county that shares it with a province is never called so (河北 is no 河北区)."""
    levels = {code: regions()[code].level for code in codes}
    if Level.PROVINCE not in levels.values():
        return codes
    return tuple(code for code in codes if levels[code] is not Level.COUNTY)


def _former_names() -> dict[str, tuple[str, ...]]:
    """Names that no current division bears with the current codes of their territory (郫县 -> 510117)."""
    former = {}
    for name, codes in retired_codes_by_name().items():
        current = tuple(dict.fromkeys(now for code in codes for now in current_codes(code)))
        if current and len(name) > 1:
            former[name] = current
    return former


@cache
def _lately_called() -> dict[str, list[str]]:
    """Current codes of the districts that had a name until lately, as documents have it (江北区 of 重庆)."""
    called: dict[str, list[str]] = {}
    for code, division in retired().items():
        if division.end >= _LATELY and division.level is Level.COUNTY and division.name.endswith("区"):
            called.setdefault(division.name, []).extend(current_codes(code)[:1])
    return called


def may_open_with_place(text: str) -> bool:
    """Whether `text` begins as some name of a division does; a cheap question before find_places."""
    return _finder().opens(text)


@lru_cache(maxsize=128)  # several readers look at the same paragraphs
def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Mentions of divisions and zones in `text`, in order, without overlap."""
    mentions: list[PlaceMention] = []
    taken = 0
    for start, _, name in _finder().found_in(text):
        if start < taken:
            continue
        mention = _mention(text, start, name, mentions[-1] if mentions else None)
        if mention is None:
            continue
        if mentions and mention.start < mentions[-1].end:
            mentions.pop()  # the parent in front is now part of this mention
        mentions.append(mention)
        taken = mention.end
    return tuple(mentions)


def _mention(text: str, start: int, name: _Name, before: PlaceMention | None) -> PlaceMention | None:
    """The mention that a name at `start` makes, joined to a parent that ends there; None when it is another word."""
    end = start + len(name.text)
    parent = before if before is not None and before.end == start and not before.institution else None
    if parent is not None:
        joined = _joined(text, parent, end, name)
        if joined is not None:
            return joined
    if _is_other_word(text, start, end, name):
        return None
    return PlaceMention(
        start,
        end,
        name.text,
        name.codes,
        full=name.full,
        ordinary=name.ordinary,
        zone=name.zone,
        institution=not name.full and _in_institution(text, end),
    )


def _joined(text: str, parent: PlaceMention, end: int, name: _Name) -> PlaceMention | None:
    """资阳 + 雁江区, 绵阳 + 高新区: one mention, when the second lies in the first."""
    if name.zone and not name.codes:
        return PlaceMention(parent.start, end, text[parent.start : end], parent.candidates, full=True, zone=True)
    if not name.full and (_followed(text, end, "bare_followers") or name.ordinary):
        return None
    inside = within(name.codes, parent.candidates)
    if not inside:
        return None
    return PlaceMention(
        parent.start,
        end,
        text[parent.start : end],
        inside,
        full=name.full,
        zone=name.zone,
        institution=not name.full and _in_institution(text, end),
    )


def _is_other_word(text: str, start: int, end: int, name: _Name) -> bool:
    """Whether the characters only look like the name: a street or township, or the seam of two words."""
    if name.zone:
        return False
    if name.full:
        seam = name.ordinary and start > 0 and text[start - 1] in _SWALLOWING_BEFORE
        split = _stem_is_word(name.text) and text[end - 1 : end + 1] in _words("full_seams")
        short = len(name.text) == 2
        # 示范|县 is not 范县
        ends_word = short and start > 0 and text[start - 1] in _joints().get(text[start], ("", ""))[0]
        return seam or split or ends_word or ((name.ordinary or short) and _followed(text, end, "full_followers"))
    if name.ordinary or _followed(text, end, "bare_followers") or _is_cut_short(text, end, name):
        return True
    return _is_seam(text, start, end) or _is_given_name(text, start) or _hides_a_larger_place(text, end, name)


def _stem_is_word(name: str) -> bool:
    return ordinary_words().get(stem(name)) == "word"


# A full name made of ordinary words is none after these: 全|市中区, 中心|城区, 县城东区.
_SWALLOWING_BEFORE = frozenset("全老心新主各本我该旧县市镇乡村山景园小社灾片辖东西南北中个两多")


def _is_cut_short(text: str, end: int, name: _Name) -> bool:
    """县级以|上城|市 is not 上城: no county's short name has 市 behind it without being called so."""
    counties = all(regions()[code].level is Level.COUNTY for code in name.codes)
    return counties and text.startswith("市", end) and not text.startswith(("市民", "市场"), end)


def _is_seam(text: str, start: int, end: int) -> bool:
    """投资|中心 is not 资中: the first character ends a word before it and the last begins one after it."""
    if start == 0 or end == len(text):
        return False
    joints, single = _joints(), place_words()["context"]
    first, last = text[start], text[end - 1]
    ends_word = text[start - 1] in joints.get(first, ("", ""))[0] or first in single["single_left"]
    if not ends_word:
        return False
    return text[end] in joints.get(last, ("", ""))[1] or last in single["single_right"]


def _is_given_name(text: str, start: int) -> bool:
    """局长林海东 is a person: a family name stands in front that ends no word (提高|玉林 is none)."""
    if start == 0 or text[start - 1] not in place_words()["context"]["family_names"]:
        return False
    return start < 2 or text[start - 2] not in _joints().get(text[start - 1], ("", ""))[0]


def _hides_a_larger_place(text: str, end: int, name: _Name) -> bool:
    """从|江苏 is not 从江: the last character of a county's short name begins a province or prefecture."""
    if any(regions()[code].level is not Level.COUNTY for code in name.codes):
        return False
    behind = codes_by_stem().get(text[end - 1 : end + 1], ())
    return any(regions()[code].level is not Level.COUNTY for code in behind)


@cache
def _joints() -> Mapping[str, tuple[str, str]]:
    """For a character: those that make a word with it in front, and those that make one behind it."""
    rows = csv_rows("reference/data/word_joints.csv", ("before", "after"), unique=("character",))
    return {row["character"]: (row["before"], row["after"]) for _, row in rows}


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(place_words()["context"][kind])


def _followed(text: str, end: int, kind: str) -> bool:
    return text.startswith(_words(kind), end)


def _in_institution(text: str, end: int) -> bool:
    """Whether a bare name opens an institution's name: 重庆|大学附属肿瘤医院, 四川|音乐学院."""
    return _institution().match(text, end, end + _LONGEST_INSTITUTION) is not None


@cache
def _institution() -> re.Pattern[str]:
    """The rest of an institution's name: no word of a clause stands before what kind of institution it is."""
    return re.compile(f"(?:(?![{_CLAUSE_WORDS}])[\u4e00-\u9fff])*?{one_of(_words('institutions'))}")


_CLAUSE_WORDS = "的在与和是为将有到从等对把被向以已其这各多所家及了共"


def disambiguate(mention: PlaceMention, context: str | None) -> str | None:
    """The code a mention means in a text written for `context` (None: unknown or national); None when unclear.

    What lies in the context wins, then what lies in its prefecture or province; elsewhere only a full name or the short
    name of a province or prefecture that no other division shares is believed.
    """
    if mention.zone and not mention.candidates:
        return context
    for circle in _circles(context):
        inside = tuple(code for code in mention.candidates if lies_in(code, circle))
        chosen = _single(inside)
        if chosen is not None:
            return chosen if _credible(mention, chosen, circle, context) else None
        if inside:
            return None
    chosen = _single(mention.candidates)
    if chosen is None or mention.ordinary or mention.institution:
        return None
    if mention.full or regions()[chosen].level is not Level.COUNTY or _joined_with_parent(mention):
        return chosen
    return chosen if mention.name not in ordinary_words() and context == NATION else None


@lru_cache(maxsize=64)
def _circles(context: str | None) -> tuple[str, ...]:
    """The context, its prefecture, its province."""
    if context is None or context == NATION:
        return ()
    wider = (context, context[:4] + "00", province_of(context) or context)
    return tuple(dict.fromkeys(code for code in wider if code in regions()))


def _single(codes: tuple[str, ...]) -> str | None:
    return codes[0] if len(codes) == 1 else same_place(codes) if codes else None


def _credible(mention: PlaceMention, code: str, circle: str, context: str | None) -> bool:
    """Whether a candidate inside `circle` may be taken: the vaguer the name, the nearer the place must be."""
    if context is None or mention.institution:
        return context is not None and lies_in(code, context)
    in_province_only = circle == province_of(context) and circle not in (context, context[:4] + "00")
    if mention.full or not in_province_only or regions()[code].level is not Level.COUNTY:
        return not (mention.ordinary and in_province_only)
    return _joined_with_parent(mention) or mention.name not in ordinary_words()


def _joined_with_parent(mention: PlaceMention) -> bool:
    return mention.name not in codes_by_stem() and not mention.full
