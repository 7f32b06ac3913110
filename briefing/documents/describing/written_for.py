"""The place a text is written for: the smallest one that what it names and how it speaks of itself lead to.

From the country down, a division gives way to one inside it where that one outweighs it and all the others inside. The
site that carries a text only helps to tell places of one name apart. National and foreign texts have none, and so have
those whose evidence is thin or equal.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefing.documents.describing.place_votes import Votes
from briefing.documents.extracted import Declared
from briefing.documents.page_words import any_word, countries, place_pattern
from briefing.model import Paragraph, ParagraphKind
from briefing.reference.division_names import codes_by_stem
from briefing.reference.division_table import NATION
from briefing.reference.divisions import find_places, full_name, province_of, regions

_TITLE_WEIGHT = 5.0
_FILE_WEIGHT = 4.0
_LEAD_WEIGHT = 2.0
_HEADING_WEIGHT = 2.0
_BODY_WEIGHT = 1.0
_LEAD = 150  # characters with which the body says what it is about
_SPOKEN_WEIGHT = 0.5
# ——2024年1月15日在某市第十七届人民代表大会第四次会议上: the report is to that place
_ASSEMBLY = re.compile(r"在(?P<place>[一-龥]{2,14}?)第[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大)")
_DATELINE = 12  # characters of the body that may end a headline without a break: 襄阳|8月1日电
_FEWEST_VOTES = 2.0
_MOST_SPOKEN = 2.0  # votes that 全市, 我县 may add
_FEWEST_SPOKEN = 2
_OFTEN = 3  # times that a text calls its place by a name that is an ordinary word
_LONGEST_STEM = 4
_MARGIN = 0.25  # votes by which a place must outweigh the rest of the one that holds it
_SMALLEST_SHARE = 0.4  # of all votes that the winner's province must have
_MANY_PROVINCES = 4
_SHARE_AMONG_MANY = 0.5
_RIVAL = 0.6  # of the winner's votes: a province with so many leaves it open whose text it is


def place_of(title: str | None, parts: Sequence[Paragraph], source: str | None, name: str = "") -> Declared | None:
    """The code of the place a text is written for; None when it is abroad, or there are many places.

    `name` is the file's, which people give it: 安吉县2024年政府工作报告.docx.
    """
    votes = Votes()
    body = [p for p in parts if p.kind in (ParagraphKind.BODY, ParagraphKind.HEADING) and p.text != title]
    lead = next((p for p in body if p.kind is ParagraphKind.BODY), None)
    votes.count(title or "", _TITLE_WEIGHT, in_title=True, following=body[0].text[:_DATELINE] if body else "")
    votes.count(re.split(r"[/\\]", name)[-1], _FILE_WEIGHT, in_title=True)
    for part in body:
        cut = _LEAD if part is lead else 0
        votes.count(part.text, _HEADING_WEIGHT if part.kind is ParagraphKind.HEADING else _BODY_WEIGHT)
        votes.count(part.text[:cut], _LEAD_WEIGHT - _BODY_WEIGHT)
        if assembly := _ASSEMBLY.search(part.text, 0, _LEAD):
            votes.count(assembly["place"], _TITLE_WEIGHT)
    carriers = _carriers(source, parts)
    votes.settle(carriers)
    text = "\n".join(p.text for p in body)
    spoken = _spoken(text)
    province = _province(votes, text, title or "", spoken)
    if province is None:
        told = _nation(votes, text, title or "", spoken) or _of_speech(carriers, votes, spoken)
        return told or _of_namesake(source or "", f"{title or ''}\n{text}", votes, spoken)
    code = _smallest(province, votes, spoken)
    if code is None:
        return None
    where = "标题与正文" if code in votes.titled else "文中"
    return Declared(code, f"{where}多次提及{full_name(code)}")


def _spoken(text: str) -> Mapping[str, int]:
    """How often a text speaks of its own place, by what such a place is called: 全市, 市委 -> 市."""
    found = place_pattern("spoken").finditer(text)
    return Counter(match["whole"] or match["office"] for match in found)


def _nation(votes: Votes, text: str, title: str, own: Mapping[str, int]) -> Declared | None:
    """The country, for a text that speaks of it and of no place in it or outside."""
    whole = f"{title}\n{text}"
    spoken = len(place_pattern("nation").findall(whole)) + len(any_word("place", "ministry").findall(whole))
    local = sum(votes.sure.values()) + sum(own.values())
    abroad = len(countries().findall(whole))
    if spoken < _FEWEST_VOTES or spoken <= 2 * local or abroad:
        return None
    return Declared(NATION, "文中讲的是全国的情况")


def _of_speech(carriers: Sequence[str], votes: Votes, spoken: Mapping[str, int]) -> Declared | None:
    """Of a text that says 我县 and names no place surely: the one county that it names by its short name (杨浦), else
    the place of the paper or office that carries it. A zone (高新区) lies in the one city whose paper that is."""
    if votes.sure:
        return None
    if votes.zones >= _FEWEST_SPOKEN and len(carriers) == 1:
        return Declared(carriers[0], f"刊载者为{full_name(carriers[0])}，文中讲的是其中的开发区")
    if not spoken:
        return None
    called, count = max(spoken.items(), key=lambda item: item[1])
    lone = {
        mention.candidates[0] for mention, _ in votes.unsure if len(mention.candidates) == 1 and not mention.ordinary
    }
    fitting = [code for code in (lone or carriers) if regions()[code].name.endswith(called)]
    if count < _FEWEST_SPOKEN or len(fitting) != 1:
        return None
    where = "文中提到" if lone else "刊载者为"
    return Declared(fitting[0], f"{where}{full_name(fitting[0])}，文中称“全{called}”")


def _of_namesake(source: str, text: str, votes: Votes, spoken: Mapping[str, int]) -> Declared | None:
    """Of a text that says 全区 and names no place surely: the district that its source names behind its city (上海宝山)
    and that the text goes on to call by its short name, though that is an ordinary word too."""
    if votes.sure or not spoken:
        return None
    for city in find_places(source):
        for end in range(city.end + 2, min(city.end + _LONGEST_STEM, len(source)) + 1):
            name = source[city.end : end]
            codes = [c for c in codes_by_stem().get(name, ()) if city.candidates == (regions()[c].parent,)]
            if len(codes) == 1 and regions()[codes[0]].name[-1] in spoken and text.count(name) >= _OFTEN:
                return Declared(codes[0], f"来源为“{source}”，文中多次称“{name}”")
    return None


def _carriers(source: str | None, parts: Sequence[Paragraph]) -> tuple[str, ...]:
    """Places in the names of the source and in the page's own lines (某某日报, 某区人民政府主办)."""
    lines = [source or ""] + [p.text for p in parts if p.kind is ParagraphKind.FURNITURE]
    codes = (code for line in lines for mention in find_places(line) for code in mention.candidates)
    return tuple(dict.fromkeys(codes))


def _province(votes: Votes, text: str, title: str, spoken: Mapping[str, int]) -> str | None:
    """The province that stands out among those named, and above the country and others."""
    provinces: dict[str, float] = defaultdict(float)
    for other, value in votes.sure.items():
        provinces[province_of(other) or other] += value
    if not provinces:
        return None
    for called, count in spoken.items():
        speakers = {province_of(other) or other for other in votes.sure if regions()[other].name.endswith(called)}
        if len(speakers) == 1:  # 我省 where one province is named beside an autonomous region
            provinces[speakers.pop()] += _by_speech([count])
    code, own = max(provinces.items(), key=lambda item: item[1])
    national, abroad = place_pattern("nation"), countries()
    elsewhere = max(len(pattern.findall(text)) + 5 * len(pattern.findall(title)) for pattern in (national, abroad))
    needed = _SMALLEST_SHARE if len(provinces) < _MANY_PROVINCES else _SHARE_AMONG_MANY
    rival = max((value for other, value in provinces.items() if other != code), default=0.0)
    if rival >= _RIVAL * own:
        return None
    thin = own + _by_speech(spoken.values()) < _FEWEST_VOTES or own / sum(provinces.values()) < needed
    return None if thin or elsewhere > own + sum(spoken.values()) else code


def _by_speech(counts: Iterable[int]) -> float:
    return min(_MOST_SPOKEN, _SPOKEN_WEIGHT * sum(counts))


def _smallest(code: str, votes: Votes, spoken: Mapping[str, int]) -> str | None:
    """The smallest division inside `code` that outweighs what else is named; None for a draw among equals."""
    totals = votes.inside(code)
    child, most = max(totals.items(), key=lambda item: item[1], default=("", 0.0))
    others = sum(totals.values()) - most
    here, there = regions()[code].name[-1], _called(child, votes) if child else set()
    above = votes.sure.get(code, 0.0) + others
    below, speech = most, [spoken.get(called, 0) for called in there]
    if here not in there:
        above += _SPOKEN_WEIGHT * spoken.get(here, 0)
        below += _SPOKEN_WEIGHT * sum(speech)
    enough = most > 0 and most + _by_speech(speech) >= _FEWEST_VOTES
    alone = below == above and 2 * others <= most and not spoken.get(here, 0)
    if enough and (below > above + _MARGIN or alone):
        return _smallest(child, votes, spoken)
    own = votes.sure.get(code, 0.0) or code in votes.parents or spoken.get(here, 0) >= _FEWEST_SPOKEN
    return code if own else None


def _called(code: str, votes: Votes) -> set[str]:
    """What the division and those named inside it are called: 市, 区."""
    return {regions()[code].name[-1]} | {
        regions()[other].name[-1] for other in votes.sure if regions()[other].parent == code
    }
