"""What is named beside the subject of a statement: occasions, communities whose division is told, lists of places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.answers import Span
from briefing.extraction.figure import Figure
from briefing.extraction.region.place_evidence import Subject
from briefing.extraction.sentences import title_spans
from briefing.model import Level, Paragraph
from briefing.reference.division_names import codes_by_stem
from briefing.reference.divisions import ancestors, disambiguate, find_places, lies_in, regions, stem

# “2023年某市三年行动”系列新闻发布会: a quoted name with the noun that it belongs to; no speech, which has stops
_QUOTED = re.compile(r"[“\"][^“”\"。！？；，：]{4,80}[”\"](?=[一-龥])")
# 在某市新闻发布会(第五场)上, 在某省民营企业座谈会上
_AT = re.compile(
    r"在[^，。；：！？]{2,60}?(?:会议|大会|会场|会|论坛|仪式|活动|比赛|大赛|现场)(?:[（(][^（()）]{1,12}[)）])?上"
)

_KINDS = "(?:社区|街道|片区|镇|乡|村)"
_KIND = re.compile(_KINDS)
_AFTER_DIVISION = re.compile(rf"(?P<name>(?:(?!{_KINDS})[一-龥]){{2,4}}{_KINDS})(?![医小委级民卫干])")

# What joins the places of a list, brackets after each passed over
BETWEEN = re.compile(r"(?:[（(][^（()）]*[)）])?(?:、|和|及|与|以及)")
# 北京市十一学校|石景山|学校: a branch bears the name of its place behind that of its parent
_PARENT = re.compile("(?:学校|中学|小学|大学|医院|幼儿园)(?:附属)?$")
_BRANCH = re.compile("(?:实验|分|附属)?(?:学校|校区|院区|院|医院|中学|小学|幼儿园)")
EDGE = '“”"‘’（）()《》—·□●◆ 　'  # what stands around names and phrases
_LONGEST_BARE = 4  # characters of a short name
_OF_WHICH = re.compile("其中[，,]?")
_OTHER_WHOLE = re.compile("[全我][国省市州县区]")
_RESPECTIVE_REACH = 30  # characters from a list of places to its figures
# 其余四县|655户; 三地合计|91个: of no one division, nor of the one that holds them all
_TOGETHER = re.compile(
    r"(?:其余|其他|另外|剩余)[两二三四五六七八九十\d]*个?(?:县|区|市|县区|县市|地区?)[^，。；]{0,12}$"
    r"|[两二三四五六七八九十]个?(?:地|县|区|市|县区)(?:合计|共计|总计)[^，。；]{0,12}$"
)
# 新华社济南7月30日电, 本报成都讯: where the text was sent from; 珠海市对口帮扶: who gives to another
ASIDE = re.compile(
    r"(?:\d{1,2}月\d{1,2}日)?(?:[电讯]|消息)[（(\s]|[^，。；：]{0,8}?(?:对口|援助|支援|援建|捐赠|捐助|捐款)"
)
# One of several places, or the first item of a list: 雁江六中、兰家坡小学等
LISTED = re.compile(r"[^，。；,;]{0,20}、[^。；;]*?等|(?:[（(][^（()）]*[)）])?、")
# 镇安县最低，仅为28.7张
STANDING = re.compile(r"(?:最[高低多少快慢]|领先|居前|靠前|居首|垫底)[，,]")


def occasion_spans(text: str) -> list[Span]:
    """Spans of 《titles》, of quoted names of events and of 在…会上, in order."""
    spans = title_spans(text)
    if "”" in text or '"' in text:
        spans = spans + [match.span() for match in _QUOTED.finditer(text)]
    if "上" in text:
        spans = spans + [match.span() for match in _AT.finditer(text)]
    return _merged(spans)


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def divisions_of_neighbourhoods(paragraphs: Sequence[Paragraph], home: str | None) -> Mapping[str, str]:
    """The division inside `home` of every small place that stands right behind one; names told of two are left out."""
    told: dict[str, set[str]] = {}
    if home is None:
        return {}
    for paragraph in paragraphs:
        for mention in find_places(paragraph.text) if _KIND.search(paragraph.text) else ():
            behind = _AFTER_DIVISION.match(paragraph.text, mention.end)
            code = disambiguate(mention, home) if behind and mention.full and not mention.zone else None
            if behind and code is not None and code != home and lies_in(code, home):
                told.setdefault(behind["name"], set()).add(code)
    return {name: codes.pop() for name, codes in told.items() if len(codes) == 1}


def common(codes: list[str]) -> str | None:
    """The smallest division that holds all of `codes`."""
    return next((c for c in (codes[0], *ancestors(codes[0])) if all(lies_in(d, c) for d in codes)), None)


def respective(text: str, items: list[Subject], paired: Sequence[Quantity]) -> list[Subject]:
    """永安市、沙县区分别获得620万元和480万元: each figure of the list with its place."""
    reach = text[items[-1].end : min(paired[0].start, items[-1].end + _RESPECTIVE_REACH)] if items and paired else ""
    if len(paired) < len(items) or "分别" not in reach:
        return []
    if any(not BETWEEN.fullmatch(text, left.end, right.start) for left, right in pairwise(paired)):
        return []
    return [
        replace(item, start=q.start - 1, words=(item.start, item.end)) for q, item in zip(paired, items, strict=True)
    ]


def is_called(code: str, last: str) -> bool:
    """Whether 全<last> can mean the division: 区 a district or an autonomous region, 市 a city of any level."""
    region = regions()[code]
    if last == "省":
        return region.level is Level.PROVINCE
    return region.name.endswith(last) and region.level is not Level.NATION


def bare_name(figure: Figure, home: str | None) -> Subject | None:
    """白沙1家，东方1家 in a list of places inside `home`: there ordinary words are names."""
    left = figure.left.strip(EDGE)
    if home is None or not 2 <= len(left) <= _LONGEST_BARE:
        return None
    codes = [code for code in codes_by_stem().get(left, ()) if code != home and lies_in(code, home)]
    return Subject(figure.phrase_start, figure.quantity.start, codes[0], "bare-name") if len(codes) == 1 else None


def wider_place(figure: Figure, home: str | None, named: str | None) -> Subject | None:
    """共评出金奖|10个，其中，青岛市2个 in a text of 青岛: the place last named that holds it, or none that is known."""
    text, start = figure.text, figure.quantity.end
    part = _OF_WHICH.search(text, start, figure.sentence.end) if home is not None else None
    if (
        home is None
        or part is None
        or not text.startswith((regions()[home].name, stem(regions()[home].name)), part.end())
    ):
        return None
    between = text[start : part.start()]
    if _OTHER_WHOLE.search(between) or find_places(between):
        return None  # 新增|900个，全省1万个，其中青岛市…
    return Subject(part.start(), part.end(), named if named in ancestors(home) else None, "wider")


def names_branch(before: str, text: str, end: int) -> bool:
    """Whether the place between `before` and the text from `end` names a branch of the institution before it."""
    return _PARENT.search(before) is not None and _BRANCH.match(text, end) is not None


def of_several(figure: Figure) -> bool:
    """Whether a figure is of some places together, so that it is of no one of them and not of all."""
    return _TOGETHER.search(figure.left) is not None
