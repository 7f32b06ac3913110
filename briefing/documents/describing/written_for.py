"""The place a text is written for: the one it speaks of most, at the level at which it says 全市, 全县, 全区.

The site that carries a text only helps to tell places of one name apart. National and foreign texts have none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.documents.page_words import any_word, countries
from briefing.model import Level, Paragraph, ParagraphKind
from briefing.reference.division_names import codes_by_name, codes_by_stem
from briefing.reference.division_table import NATION
from briefing.reference.divisions import (
    PlaceMention,
    ancestors,
    find_places,
    full_name,
    lies_in,
    province_of,
    regions,
)

_TITLE_WEIGHT = 5.0
_LEAD_WEIGHT = 2.0
_HEADING_WEIGHT = 2.0
_BODY_WEIGHT = 1.0
_INSTITUTION_WEIGHT = 0.3
_CARRIER_WEIGHT = 0.5
_FEWEST_VOTES = 2.0
_SMALLEST_SHARE = 0.4  # of all votes that the winner's province must have
_MANY_PROVINCES = 4
_SHARE_AMONG_MANY = 0.5

# 新华社济南7月30日电: where the report was filed, not what it is about
_FILED = re.compile(r"\s*\d{1,2}月\d{1,2}日(?:电|讯|消息|报道|综合)")


@dataclass(frozen=True, slots=True)
class Place:
    """A region code and why it was chosen, in Chinese."""

    code: str
    origin: str


@dataclass(slots=True)
class _Votes:
    """Weighted mentions by region, and the mentions that could be several or none."""

    sure: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    unsure: list[tuple[PlaceMention, float]] = field(default_factory=list)
    titled: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)  # named in front of a county: 济宁市 in 济宁市任城区


def place_of(title: str | None, parts: Sequence[Paragraph], source: str | None) -> Place | None:
    """The place a text is written for; None when it is about the country, abroad, or many places."""
    votes = _Votes()
    _count(votes, title or "", _TITLE_WEIGHT, in_title=True)
    body = [p for p in parts if p.kind in (ParagraphKind.BODY, ParagraphKind.HEADING) and p.text != title]
    lead = next((p for p in body if p.kind is ParagraphKind.BODY), None)
    for part in body:
        weight = _HEADING_WEIGHT if part.kind is ParagraphKind.HEADING else _BODY_WEIGHT
        _count(votes, part.text, _LEAD_WEIGHT if part is lead else weight)
    carriers = _carriers(source, parts)
    _settle(votes, carriers)
    text = "\n".join(p.text for p in body)
    winner = _winner(votes, text, title or "")
    if winner is None:
        return _nation(votes, text, title or "")
    code = _at_level(winner, votes.sure, text, votes.parents.union(carriers))
    where = "标题与正文" if code in votes.titled else "文中"
    return Place(code, f"{where}多次提及{full_name(code)}")


def _nation(votes: _Votes, text: str, title: str) -> Place | None:
    """The country, for a text that speaks of it and of no place in it or outside."""
    whole = f"{title}\n{text}"
    spoken = len(any_word("place", "nation").findall(whole)) + len(any_word("place", "ministry").findall(whole))
    local = sum(votes.sure.values()) + sum(len(pattern.findall(text)) for pattern in _spoken_patterns().values())
    abroad = len(countries().findall(whole))
    if spoken < _FEWEST_VOTES or spoken <= 2 * local or abroad:
        return None
    return Place(NATION, "文中讲的是全国的情况")


def _count(votes: _Votes, text: str, weight: float, in_title: bool = False) -> None:
    for mention in find_places(text):
        if (mention.zone and not mention.candidates) or _FILED.match(text, mention.end):
            continue
        worth = weight * (_INSTITUTION_WEIGHT if mention.institution else 1.0)
        if in_title and len(mention.candidates) == 1:
            votes.titled.add(mention.candidates[0])
        if len(mention.candidates) > 1 or mention.ordinary or _is_bare_county(mention):
            votes.unsure.append((mention, worth))
        else:
            votes.sure[mention.candidates[0]] += worth
            if mention.name not in codes_by_name() and mention.name not in codes_by_stem():
                votes.parents.update(ancestors(mention.candidates[0])[:1])


def _is_bare_county(mention: PlaceMention) -> bool:
    """A short name of a county with nothing beside it (东湖): other things bear such names too."""
    alone = not mention.full and mention.name in codes_by_stem()
    return alone and all(regions()[code].level is Level.COUNTY for code in mention.candidates)


def _carriers(source: str | None, parts: Sequence[Paragraph]) -> tuple[str, ...]:
    """Places in the names of the source and in the page's own lines (某某日报, 某区人民政府主办)."""
    lines = [source or ""] + [p.text for p in parts if p.kind is ParagraphKind.FURNITURE]
    codes = (code for line in lines for mention in find_places(line) for code in mention.candidates)
    return tuple(dict.fromkeys(codes))


def _settle(votes: _Votes, carriers: tuple[str, ...]) -> None:
    """Give ambiguous names to the one candidate that its neighbourhood supports."""
    known = defaultdict(float, votes.sure)
    for code in carriers:
        known[code] += _CARRIER_WEIGHT
    for code in votes.titled:
        known[code] += _CARRIER_WEIGHT  # a headline names its place: 东湖 there is a county
    for mention, worth in votes.unsure:
        support = {code: _support(code, known, mention.ordinary) for code in mention.candidates}
        best = max(support.values(), default=0.0)
        leaders = [code for code, value in support.items() if value == best]
        if best > 0 and leaders and (len(leaders) == 1 or lies_in(leaders[-1], leaders[0])):
            votes.sure[leaders[0]] += worth


def _support(code: str, known: Mapping[str, float], nearby_only: bool) -> float:
    """Votes for the same prefecture, and a little for the same province."""
    near = sum(value for other, value in known.items() if other[:4] == code[:4])
    if nearby_only:
        return near
    return 10 * near + sum(value for other, value in known.items() if other[:2] == code[:2])


def _winner(votes: _Votes, text: str, title: str) -> str | None:
    """The region with most votes, when it stands out."""
    if not votes.sure:
        return None
    code, count = max(votes.sure.items(), key=lambda item: (item[1], len(ancestors(item[0]))))
    provinces: dict[str, float] = defaultdict(float)
    for other, value in votes.sure.items():
        provinces[province_of(other) or other] += value
    own = provinces[province_of(code) or code]
    share = own / sum(provinces.values())
    spoken = sum(len(pattern.findall(text)) for pattern in _spoken_patterns().values())
    national, abroad = any_word("place", "nation"), countries()
    elsewhere = max(len(pattern.findall(text)) + 5 * len(pattern.findall(title)) for pattern in (national, abroad))
    needed = _SMALLEST_SHARE if len(provinces) < _MANY_PROVINCES else _SHARE_AMONG_MANY
    if count < _FEWEST_VOTES or share < needed or elsewhere > own + spoken:
        return None
    return _common_prefecture(code, votes)


def _common_prefecture(code: str, votes: _Votes) -> str:
    """The prefecture of the winner when the text speaks of it and of another of its counties about as much."""
    above = regions()[code].parent
    if regions()[code].level is not Level.COUNTY or above is None:
        return code
    if votes.sure.get(above, 0.0) == 0 and above not in votes.parents:
        return code
    rivals = [count for other, count in votes.sure.items() if regions()[other].parent == above and other != code]
    return above if max(rivals, default=0.0) >= votes.sure[code] / 2 else code


def _spoken_patterns() -> dict[Level, re.Pattern[str]]:
    """How a text speaks of its own place, by level."""
    return {
        Level.PROVINCE: any_word("place", "province"),
        Level.PREFECTURE: any_word("place", "city"),
        Level.COUNTY: any_word("place", "county"),
    }


def _at_level(code: str, votes: Mapping[str, float], text: str, named: Iterable[str]) -> str:
    """Move to the level at which the text speaks of itself, where the places it names allow it."""
    spoken = {level: len(pattern.findall(text)) for level, pattern in _spoken_patterns().items()}
    level = regions()[code].level
    if level is Level.PREFECTURE and spoken[level] == 0 and spoken[Level.COUNTY] > 0:
        counties = [other for other in votes if lies_in(other, code) and regions()[other].level is Level.COUNTY]
        # 襄阳市襄州区 in the lead, and 全区 from there on
        if len(counties) == 1 and votes[counties[0]] >= max(_FEWEST_VOTES, 0.25 * votes.get(code, 0.0)):
            return counties[0]
    most = max(spoken, key=lambda key: spoken[key])
    if spoken[most] < 2 or spoken[most] <= 2 * spoken.get(level, 0) or _is_city(code):
        return code  # 全市 is the county-level city, or the municipality, itself
    above = next((up for up in ancestors(code) if regions()[up].level is most), None)
    if above is not None:
        return above if votes.get(above, 0.0) > 0 or above in named else code
    province = province_of(code) or code
    if most is Level.PREFECTURE and _is_city(province):
        return province
    inside = [other for other in votes if lies_in(other, code) and regions()[other].level is most]
    below = max(inside, key=lambda other: votes[other], default=code)
    return below if votes.get(below, 0.0) >= max(_FEWEST_VOTES, votes.get(code, 0.0) / 2) else code


def _is_city(code: str) -> bool:
    """A county-level city or a municipality."""
    return regions()[code].level in (Level.COUNTY, Level.PROVINCE) and regions()[code].name.endswith("市")
