"""The words around a figure, taken apart: fronts and backs stripped, noun phrases and lists found.

Everything here works on short stretches of text and knows nothing of quantities or of what was named before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from briefing.extraction.name.lexicon import pattern, words

# 2021年, 截至2023年底, 2022年1月以来, 今年1至6月, 9月30日, 到2025年, “十四五”期间
_TIME = re.compile(
    r"(?:截至|截止|到|至|自|从|自从|早在|在)?(?:"
    r"(?:[〇零一二三四五六七八九\d]{2,4}年|今年|去年|前年|当年|上年|本年)?\s*"
    r"(?:\d{1,2}月份?(?:\d{1,2}日)?(?:[-—~至到]\d{1,2}月份?(?:\d{1,2}日)?)?|\d{1,2}[-—~至到]\d{1,2}月份?|[上下]半年|前?[一二三四]季度|前三季度|全年|暑假期间|寒假期间|春节期间)"
    r"|(?:[〇零一二三四五六七八九\d]{4}年?[-—~～至到])?(?:[〇零一二三四五六七八九\d]{4}(?:学年|年度?))(?:[-—~至到][〇零一二三四五六七八九\d]{4}年)?"
    r"|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来|规划期)?"
    r"|(?:[今去前当上本]年|年(?=[末底]))(?=[末底初])|当月(?=..)"
    r"|(?:过去|近|最近)[一二三四五六七八九十两几\d]+(?:年|个月|周|天)|[一二三四五六七八九十两\d]+年(?:下来|来|间|以来|(?=累计|共|合计|新增|新建|招聘|改造|投入|培训|引进|筹集|完成|建成|$)))"
    r"(?:底|末|初|中|以来|以后|起|止|期间|前|后|时|内|间|里|中旬|上旬|下旬)*(?:，|,)?"
)
_SUFFIX_TIME = re.compile(
    r"(?:从|由|自|至|到|在)?(?:[\d〇零一二三四五六七八九]{4}年|今年|去年|上年|当年|目前|现在|原来|原先|过去|以前|最初|当初|年底|年末|全年|年内|当月|[前第]?[一二三四]季度|[上下]半年|同期|期初|期末|近[一二三四五六七八九十\d]+年|按[季月年])(?:\d{1,2}月)?(?:底|末|初|的|时|内|来|间)*$"
)
_SUFFIX_ENDS = tuple("年月前期底末初的时来先去在内间季度")
# 第一名：, 第十二位
RANK_LABEL = re.compile(r"第[一二三四五六七八九十百\d]+(?:名|位).*$")
# [10], 03学校简介, 一、, 2.: marks and labels that a page puts before its text
_FURNITURE = re.compile(
    r"\[\d+\]|【[^】]{1,12}】|[●■◆▲★×·]+|0\d(?=[一-龥])|\d{1,2}[.．、](?=[一-龥])|[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十])"
    r"|[一-龥“”]{2,12}?(?:简介|概况)(?=[一-龥]{4})|(?:上升|下降|增长|回落)?[到至]?第\d+周"
    r"|(?:省|自治区|直辖市|[、（(）)])+[和及]新疆生产建设兵团共?"
)
# A heading run into the paragraph that begins with the same words
_TWICE = re.compile(r"^(.{4,30}?)\1")
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_SHORT_BRACKET = re.compile(r"[（(][一-龥、]{1,6}[)）]")
_PER_WHOM = tuple("人户月年日床生校班")
EDGE = " 　·、，,；;：:。.！!？?—-~～/的了\"'"
# 老年食堂开了|186家
_OPENED = re.compile(r"(?<=[一-龥]{2})(?:已|共|先后)*(?:新?[开办建设修]|新增)了\s*$")
_CONJUNCTIONS = ("和", "及", "与", "或", "并")
_CONJUNCTION_END = re.compile(r"(?<![普惠涉以共参旁总饱温缓谐平调])(?:和|及|与|或|并)$")
# 依托“大学生乡村医生专项计划”引进…, 通过“健康敲门行动”为…, 按小区数计|开工率, 抽样调查显示…, 连续9年…
_MEANS = re.compile(
    r"(?:依托|通过|借助|围绕|按照|根据|结合|利用|实施|落实|以)(?:“[^”]{1,24}”|《[^》]{1,30}》)(?:等)?(?=..)"
    r"|(?:折合|折算|约合)(?:为|成|到)?(?=每[一二三四五六七八九十百千万\d]|人均)|按[^，。；、]{2,6}?计算?(?!划)(?=..)|[一-龥]{2,10}(?:显示|表明)(?![屏器])(?=..)|要(?=新?建|建设|完成|打造|培育|推进|实现)|连续[一二三四五六七八九十\d]+(?:年|个月)(?=..)"
    r"|各(?:县[（(][市、区]+[)）]区?|县市区|市县区?|区县|县区|地市|市州|乡镇|镇街)(?=[一-龥]{4})"
)
_WITHIN = re.compile(r"在[一-龥“”]{2,12}(?:中|里|上|方面|领域)$")
_ASPECT = re.compile(r"(?<=[一-龥]{4})(?:方面|来看)$")  # 每千名老人床位数方面，…分别为|38张
_UNIFORM = re.compile(r"(?<=[准额例度])(?:城乡)?统一$")  # 低保标准统一|提高到
# 每千人口拥有…, 每百名老年人…, 人均…: one name, whatever verbs it holds
PER_HEAD = re.compile(r"每[一二三四五六七八九十百千万\d]+(?:名|位|户|个)?|人均|户均|平均每")
_QUOTES = {"“": "”", "‘": "’", "《": "》", "(": ")", "（": "）", "「": "」"}

# Predicates that go on to another figure (优化调整为)
LEADS_TO = re.compile(r"[为至到成]$")
_LAST_WORDS = re.compile(r"[一-龥]{2,6}$")
_JOINING = re.compile(r"^加入(?:到)?([^，。；]{2,8}?)的?行列$")
_DOING = re.compile(r"(?:实现|开展|实施|进行|组织|推进|提供|完成|推行)(?:了)?([一-龥“”]{4,12})$")
_ACT_LAST = re.compile(r"(?<=..)(?:新?开工|竣工|完工)$")
_GENERAL_NOUN = 4  # characters
_LONGEST_CLAUSE = 18
_DATE_REST = re.compile("^[0-9年月日]*[年月日](?:份|底|末|期间|的)*")
_CLAUSE_ENDS = re.compile("[，,；;：:。]")
_LEADING_COUNT = re.compile(r"^.*(?:等)?[\d一二三四五六七八九十百千万余多]+[个项所家处座条套](?=[^\d]{2})")
_CLOSING_COUNT = re.compile(r"[约近超]?[\d.]+[余多万千百]*[一-龥]{1,2}$")
_CONCRETE = frozenset(["项目", "户", "人"])  # relational nouns that own things themselves

_RATES = ("率", "占比", "比重", "比例", "增速", "满意度")
_PERSON_END = re.compile(r"[生师工员民众庭]$")
_LONG_AGENT = 10  # characters
_SCHOOLS = ("学", "校", "校区", "学院")

_QUOTE = re.compile(f"[{re.escape(''.join([*_QUOTES, *_QUOTES.values()]))}]")

PlaceStripper = Callable[[str], str]


def tidy(name: str) -> str:
    """`name` without white space, edge punctuation and unpaired quotes or brackets."""
    plain = name.isalpha()  # most are words only
    name = name.strip(EDGE) if plain else "".join(name.split()).strip(EDGE)
    if name.endswith(_CONJUNCTIONS):
        name = _CONJUNCTION_END.sub("", name)
    if not plain and _QUOTE.search(name):
        for opening, closing in _QUOTES.items():
            if name.count(opening) != name.count(closing):
                name = name.replace(opening, "").replace(closing, "")
    return name.strip(EDGE)


def strip_front(text: str, strip_place: PlaceStripper) -> str:
    """`text` without the adverbs, times, places and connectives that open a clause."""
    while text:
        text = text.lstrip(EDGE)
        if text[0:1] == "“" and "”" not in text:
            text = text[1:]
            continue
        match = _openings().match(text)
        if match and match.end() == 1 and (placeless := strip_place(text)) != text:  # 和田县, not 和 and 田县
            text = placeless
            continue
        if match and match.end():
            text = text[match.end() :]
            continue
        shorter = text if pattern("protected_start").match(text) else strip_place(text)
        if shorter == text:
            return text
        text = shorter
    return text


@cache
def _openings() -> re.Pattern[str]:
    """What opens a clause before its own words; the first that fits counts."""
    patterns = (_TIME, _MEANS, pattern("opener"), RANK_LABEL, _FURNITURE)
    return re.compile("|".join(f"(?:{one.pattern})" for one in patterns))


def strip_back(text: str) -> str:
    """`text` without the linking words between a name and its figure."""
    while text:
        text = text.rstrip(EDGE)
        if pattern("protected_end").search(text):
            return text
        timed = _SUFFIX_TIME.search(text) if text.endswith(_SUFFIX_ENDS) else None
        match = timed or pattern("trailing_link").search(text) or _WITHIN.search(text) or _UNIFORM.search(text)
        match = match or _ASPECT.search(text)
        if not match:
            return text
        average = text[match.start()] == "均" and text[: match.start()].endswith(_PER_WHOM)  # 月人均达|3120元
        if average and match.start() + 1 == len(text):
            return text
        text = text[: match.start() + average]
    return text


def strip_change(text: str) -> str:
    """`text` without its closing verb of change (信访量同比下降 → 信访量)."""
    stripped = strip_back(text)
    if pattern("protected_end").search(stripped):
        return stripped
    match = pattern("trailing_change").search(stripped)
    return strip_back(stripped[: match.start()]) if match else stripped


def shorten_brackets(text: str) -> str:
    """`text` with short plain brackets kept (执业(助理)医师) and all others removed."""
    return _BRACKETED.sub(lambda m: m.group() if _SHORT_BRACKET.fullmatch(m.group()) else "", text)


def cleaned(text: str, strip_place: PlaceStripper) -> str:
    """A left context without brackets, and without what opens and links it."""
    return strip_back(strip_front(once(shorten_brackets(_OPENED.sub("", text))), strip_place))


def once(text: str) -> str:
    """`text` without a heading that was run into it (青禾小学青禾小学位于… → 青禾小学位于…)."""
    text = text.lstrip(EDGE)
    return _TWICE.sub(r"\1", text) if text.find(text[:4], 4) > 0 else text


def last_clause(text: str) -> str:
    """What stands after the last comma, semicolon, colon or stop, closing ones and 第一名 passed over."""
    clauses = [clause for clause in _CLAUSE_ENDS.split(text) if clause.strip()]
    while len(clauses) > 1 and RANK_LABEL.fullmatch(clauses[-1].strip()):
        clauses.pop()
    return clauses[-1] if clauses else ""


class Left(NamedTuple):
    """The left context taken apart: subject 机构, verb 可提供, object 普惠托育托位."""

    subject: str = ""
    verb: str = ""
    object: str = ""

    @property
    def whole(self) -> str:
        """The context put together again."""
        return self.subject + self.verb + self.object


def take_apart(text: str) -> Left:
    """`text` split at its last verb that says only that something exists or came about."""
    last: re.Match[str] | None = None
    if not PER_HEAD.match(text):
        for match in pattern("splitter").finditer(text):
            last = match
    if last is None:
        closing = pattern("trailing_existence").search(text)
        if closing and not pattern("protected_end").search(text):
            return Left(text[: closing.start()], closing.group(), "")
        return Left("", "", text)
    return Left(text[: last.start()], last.group(), text[last.end() :])


def plain_predicate(text: str) -> str:
    """A predicate without its adverbs and its 了 (终于拿到了房产证 → 拿到房产证)."""
    return tidy(_JOINING.sub(r"\1", pattern("plain_predicate").sub("", text)))


def is_kind(institution: str, word: str) -> bool:
    """Whether `word` can stand for `institution` (学校 for 青禾小学)."""
    return institution.endswith(word) or (word == "学校" and institution.endswith(_SCHOOLS))


def owner_of(name: str) -> str:
    """`name` without a relational noun at its end: what a following relational noun belongs to."""
    abstract = _abstract()
    if name.removesuffix("数") in abstract or name.endswith(_RATES):
        return ""
    owner = next((name[:-size] for size in range(len(name) - 2, 0, -1) if name[-size:] in abstract), name)
    reached = pattern("reach").sub("", owner)
    reached = reached if len(reached) > len("临时") else owner  # 临时救助8214人次，支出1630万元
    schooled = owner != name and name.endswith(
        ("在校学生", "在校生", "在园幼儿", "招生", "毕业生")
    )  # 学校286所，在校学生5.8万人，教师3812人
    return name if reached == owner and _PERSON_END.search(name) and not schooled else reached


@cache
def _abstract() -> frozenset[str]:
    return words("relational") - _CONCRETE


def without_modifier(name: str) -> str:
    """`name` without the modifier that a sibling has in its place (公办幼儿园 → 幼儿园)."""
    match = pattern("leading_modifier").match(name)
    return name[match.end() :] if match else name


def object_of(name: str) -> str:
    """`name` without the verb it opens or closes with (开工棚改安置房, 棚改安置房开工 → 棚改安置房)."""
    name = _ACT_LAST.sub("", name)
    match = pattern("leading_existence").match(name) or pattern("kept_verb").match(name)
    return name[match.end() :] if match and len(name) - match.end() >= 2 else name


def deed_of(name: str) -> str:
    """What was done, by the name of what it was done to (新开工改造老旧小区 → 老旧小区改造), else those things."""
    acts = pattern("mending").match(name)
    return name[acts.end() :] + acts["act"] if acts else object_of(name)


def agent_of(name: str) -> str:
    """What things do something, by their name without its verb or a long clause (建成便民生活圈的社区 → 社区)."""
    thing = object_of(name)
    return thing.rpartition("的")[2] if len(thing) > _LONG_AGENT else thing


def telling(predicate: str, noun: str) -> bool:
    """Whether what is said of the things counted sets them apart from others of their kind (完成改造, not 全部建成).

    A short, general noun takes whatever is said of it (建成投用的项目).
    """
    said = 3 <= len(_QUOTE.sub("", predicate)) <= 16 and not LEADS_TO.search(predicate)
    return said and (len(noun) <= _GENERAL_NOUN or not pattern("being_there").fullmatch(predicate))


def taken_up(core: str, clause: str) -> str:
    """`core` with the modifier that the clause before gave its first word (…发放育儿补贴,补贴标准 → 育儿补贴标准)."""
    if len(core) == 2 and clause.endswith(core) and (doing := _DOING.search(clause)):  # 开展“两癌”筛查，筛查|3200人
        return doing.group(1)
    if not 3 <= len(core) <= 6 or not clause.endswith(core[:2]):
        return ""
    modifier = _LAST_WORDS.search(clause, 0, len(clause) - 2)
    if modifier is None:
        return ""
    told = modifier.group()
    for verb in pattern("kept_verb").finditer(modifier.group()):
        told = modifier.group()[verb.end() :]
    return told + core if 2 <= len(told) <= 4 else ""


def ending_of(clause: str) -> str:
    """The end of a clause that is too long for a name, not begun inside a date (2022年12月份个人养老金…)."""
    if len(clause) <= _LONGEST_CLAUSE:
        return clause
    return _DATE_REST.sub("", clause[-_LONGEST_CLAUSE:]) or clause


def spent_next(rest: str) -> str:
    """What a sum was spent on when the next clause tells: ，建成5个社区养老服务综合体 → 社区养老服务综合体."""
    match = pattern("spent_next").match(rest)
    if match is None:
        return ""
    return tidy(_CLOSING_COUNT.sub("", _LEADING_COUNT.sub("", match.group(1)).rpartition("的")[2]))
