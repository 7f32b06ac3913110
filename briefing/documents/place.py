"""The place a text is written for: the one it speaks of most, at the level at which it says 全市, 全县, 全区.

The site that carries a text only helps to tell places of one name apart. National and foreign texts have none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.documents.words import countries
from briefing.model import Level, Paragraph, ParagraphKind
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
_FEWEST_VOTES = 2.0
_SMALLEST_SHARE = 0.4  # of all votes that the winner's province must have

# 新华社济南7月30日电: where the report was filed, not what it is about
_FILED = re.compile(r"\s*\d{1,2}月\d{1,2}日(?:电|讯|消息|报道|综合)")

_SPEAKS_AS = {
    Level.PROVINCE: re.compile("全省|我省|省委|省政府|全区各盟市|自治区党委"),
    Level.PREFECTURE: re.compile("全市|我市|市委|市政府|市教|市卫|市民政|市人社|市医保|市县两级"),
    Level.COUNTY: re.compile(
        "全县|我县|县委|县政府|县教|县卫|县民政|县人社|全区|我区|区委|区政府|区教|区卫|区民政|区人社|区财政|全旗|旗委"
    ),
}
_NATIONAL = re.compile("全国|我国|国务院|国家统计局|中央财政|国家发展改革委")


@dataclass(frozen=True, slots=True)
class Place:
    """A region code and why it was chosen, in Chinese."""

    code: str
    origin: str


@dataclass(slots=True)
class _Votes:
    """Weighted mentions by region."""

    sure: Counter[str] = field(default_factory=Counter)
    unsure: list[tuple[PlaceMention, float]] = field(default_factory=list)
    titled: set[str] = field(default_factory=set)


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
        return None
    code = _at_level(winner, votes.sure, text, carriers)
    return Place(
        code, f"文中提及{full_name(code)}最多" if code not in votes.titled else f"标题与正文提及{full_name(code)}"
    )


def _count(votes: _Votes, text: str, weight: float, in_title: bool = False) -> None:
    for mention in find_places(text):
        if (mention.zone and not mention.candidates) or _FILED.match(text, mention.end):
            continue
        worth = weight * (_INSTITUTION_WEIGHT if mention.institution else 1.0)
        if len(mention.candidates) == 1 and not mention.ordinary:
            votes.sure[mention.candidates[0]] += worth
            if in_title:
                votes.titled.add(mention.candidates[0])
        else:
            votes.unsure.append((mention, worth))


def _carriers(source: str | None, parts: Sequence[Paragraph]) -> tuple[str, ...]:
    """Places in the names of the source and in the page's own lines (某某日报, 某区人民政府主办)."""
    lines = [source or ""] + [p.text for p in parts if p.kind is ParagraphKind.FURNITURE]
    codes = (code for line in lines for mention in find_places(line) for code in mention.candidates)
    return tuple(dict.fromkeys(codes))


def _settle(votes: _Votes, carriers: tuple[str, ...]) -> None:
    """Give ambiguous names to the one candidate that its neighbourhood supports."""
    known = Counter(votes.sure)
    for code in carriers:
        known[code] += 0.5
    for mention, worth in votes.unsure:
        support = {code: _support(code, known, mention.ordinary) for code in mention.candidates}
        best = max(support.values(), default=0.0)
        leaders = [code for code, value in support.items() if value == best]
        if best > 0 and leaders and (len(leaders) == 1 or lies_in(leaders[-1], leaders[0])):
            votes.sure[leaders[0]] += worth


def _support(code: str, known: Counter[str], nearby_only: bool) -> float:
    """Votes for the same prefecture, and a little for the same province."""
    prefecture = code[:4]
    near = sum(value for other, value in known.items() if other[:4] == prefecture and other != code)
    own = known[code]
    if nearby_only:
        return near + own
    province = sum(value for other, value in known.items() if other[:2] == code[:2])
    return 10 * (near + own) + province


def _winner(votes: _Votes, text: str, title: str) -> str | None:
    """The region with most votes, when it stands out."""
    if not votes.sure:
        return None
    code, count = max(votes.sure.items(), key=lambda item: (item[1], len(ancestors(item[0]))))
    provinces: Counter[str] = Counter()
    for other, value in votes.sure.items():
        provinces[province_of(other) or other] += value
    share = provinces[province_of(code) or code] / provinces.total()
    foreign = len(countries().findall(text)) + 5 * len(countries().findall(title))
    national = len(_NATIONAL.findall(text)) + 5 * len(_NATIONAL.findall(title))
    own = provinces[province_of(code) or code] + sum(len(p.findall(text)) for p in _SPEAKS_AS.values())
    if count < _FEWEST_VOTES or share < _SMALLEST_SHARE or foreign > own or national > own:
        return None
    return code


def _at_level(code: str, votes: Counter[str], text: str, carriers: Iterable[str]) -> str:
    """Move to the level at which the text speaks of itself, where the places it names allow it."""
    spoken = {level: len(pattern.findall(text)) for level, pattern in _SPEAKS_AS.items()}
    level = regions()[code].level
    if level is Level.COUNTY and regions()[code].name.endswith("市"):
        return code  # 全市 is the county-level city itself
    most = max(spoken, key=lambda key: spoken[key])
    if spoken[most] < 2 or most is level or spoken[most] <= 2 * spoken[level]:
        return code
    if most is Level.PREFECTURE and province_of(code) == code and _is_municipality(code):
        return code
    above = next((up for up in ancestors(code) if regions()[up].level is most), None)
    if above is not None:
        return above if votes[above] > 0 or above in carriers else code
    if most is Level.PREFECTURE and level is Level.COUNTY and _is_municipality(province_of(code) or code):
        return province_of(code) or code
    inside = [
        (votes[other], other)
        for other in votes
        if other != code and lies_in(other, code) and regions()[other].level is most
    ]
    count, below = max(inside, default=(0.0, code))
    return below if count >= _FEWEST_VOTES and 2 * count >= votes[code] else code


def _is_municipality(code: str) -> bool:
    return regions()[code].level is Level.PROVINCE and regions()[code].name.endswith("市")
