"""What a figure measures: the indicator's name, built from the words around it.

The name is the shortest noun phrase that a statistician would put in a table's first column. It stands before the
figure (养老床位利用率达到50.06%), after it (15个县域医疗卫生次中心), or was said earlier (高于全省平均约6个百分点).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefing.extraction.contexts import Context, Joint
from briefing.extraction.lexicon import lexicon
from briefing.extraction.quantities import Quantity
from briefing.model import Measure

# 2021年, 截至2023年底, 2022年1月以来, 今年1至6月, 9月30日, 到2025年, “十四五”期间
_TIME = re.compile(
    r"(?:截至|截止|到|至|自|从|自从|早在|在)?(?:"
    r"(?:[〇零一二三四五六七八九\d]{2,4}年|今年|去年|前年|当年|上年|本年)?\s*"
    r"(?:\d{1,2}月份?(?:\d{1,2}日)?(?:[-—~至到]\d{1,2}月份?(?:\d{1,2}日)?)?|\d{1,2}[-—~至到]\d{1,2}月份?|[上下]半年|前?[一二三四]季度|前三季度|全年|暑假期间|寒假期间|春节期间)"
    r"|(?:[〇零一二三四五六七八九\d]{4}年)(?:[-—~至到][〇零一二三四五六七八九\d]{4}年)?"
    r"|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来|规划期)?"
    r"|(?:过去|近|最近)[一二三四五六七八九十两几\d]+(?:年|个月|周|天)|[一二三四五六七八九十两\d]+年(?:来|间|以来))"
    r"(?:底|末|初|中|以来|以后|起|止|期间|前|后|时|内|间|里|中旬|上旬|下旬)*(?:，|,)?"
)
_SUFFIX_TIME = re.compile(
    r"(?:从|由|自|至|到|在)?(?:[\d〇零一二三四五六七八九]{4}年|今年|去年|上年|当年|目前|年底|年末|同期|期初|期末)(?:\d{1,2}月)?(?:底|末|初|的|时)*$"
)
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_SHORT_BRACKET = re.compile(r"[（(][一-龥、]{1,6}[)）]")
_ENUMERATION = re.compile(r"(?:[^、，。；]+、)+[^、，。；]*?等(?:[\d一二三四五六七八九十]+[个项家类种名所])?(?=.{2,})")
_OF_WHOLE = re.compile(r"^占(?:比)?(?:到|了)?(.*)$")
_MADE_OF = re.compile(r"^集.*(?:为一体|于一体)的(.{2,})$")
_FROM_TO = re.compile(r"(?:由|从)$")
_EDGE = " 　·、，,；;：:。.！!？?—-~～/的了\"'"
_CONJUNCTION_END = re.compile(r"(?<![普惠涉以共参旁])(?:和|及|与|或|并)$")
_RECOGNISED = re.compile(
    r"^(?:被)?(?:评为|评选为|认定为|命名为|列为|授予|入选|获评|获批|荣获|获得|成为|创建为|创成|升级为|纳入|跻身)(?:了)?"
)
_SPENT_ON = re.compile(
    r"^(?:用于|用以|支持|建成投用|建成|新建|改建|扩建|建设|改造|打造|购置|购买|实施|开展|完善|推进|兑现|修建|落实|升级)(?:了)?(.{2,})$"
)
_HOLLOW = frozenset(
    [
        "部分",
        "标准",
        "比例",
        "幅度",
        "水平",
        "要求",
        "目标",
        "以上",
        "速度",
        "增速",
        "大关",
        "左右",
        "任务",
        "目标任务",
        "价格",
        "额度",
        "门槛",
        "关口",
    ]
)
# 依托“大学生乡村医生专项计划”引进…, 通过“健康敲门行动”为…
_MEANS = re.compile(
    r"(?:依托|通过|借助|围绕|按照|根据|结合|利用|实施|落实|以)(?:“[^”]{1,24}”|《[^》]{1,30}》)(?:等)?(?=..)"
)
_WITHIN = re.compile(r"在[一-龥“”]{2,12}(?:中|里|上|方面|领域)$")
# 每千人口拥有…, 每百名老年人…, 人均…: one name, whatever verbs it holds
_PER_HEAD = re.compile(r"每[一二三四五六七八九十百千万\d]+(?:名|位|户|个)?|人均|户均|平均每")
# 高于全省平均水平, 比周边县区低
_AGAINST = re.compile(r"^(?:高于|低于|多于|少于|高出|超出|优于|快于|比|较|与).*")
_LEADS_TO = re.compile(r"[为至到成]$")
_PERSON = re.compile(r"[人员生者师工户手民童妇士]$")
# 前两项, 二者, 上述三项: names said before
_EARLIER_ITEMS = re.compile(r"(?:前|上述|以上|这|后)?[两二三四五六七八九十\d]+(?:项|者|类|个|种)(?:指标|数据)?")
# 位居全省, 排名, 居各区县
_RANKED = re.compile(
    r"(?:已|均|仍|连续[一-龥\d]{1,3}年)*(?:位居|位列|名列|排名|排在|排|居|列|跃居|稳居|升至|跃升|上升).*$"
)
_PLAIN_CLAUSE = re.compile(r"(?:像这样的|像这样|此类|这样的|类似的|这类)")
_PREPOSITION = re.compile(r"[对为向给把将以从由在让使被按经据]")
# 第一、二、三产业
_ORDINAL_LIST = re.compile(r"(?P<head>.*?)第(?P<numbers>[一二三四五](?:[、和及与][一二三四五])+)(?P<tail>.+)")
# 完成年度任务的52%, 完成年初预算的54.4%
_OF_TASK = re.compile(
    r"^(.*?)(?:已|累计)?(?:完成|占|达到?|实现)(.*?(?:任务|预算|计划|目标|工程量|投资|总量|进度))(?:数)?$"
)
# Acts that name their own count of people (共培训730人)
_ACTS = frozenset(["培训", "服务", "救助", "资助", "帮扶", "安置"])
_PEOPLE = frozenset(["人", "名", "位", "户", "人次"])
_SPLIT_LIST = re.compile(r"、|以及|和|及|与")
_QUOTES = {"“": "”", "‘": "’", "《": "》", "(": ")", "（": "）", "「": "」"}

PlaceStripper = Callable[[str], str]


@dataclass(slots=True)
class Name:
    """An indicator's name with other names that are as good, and the words it was built from."""

    text: str
    aliases: list[str] = field(default_factory=list)
    subject: str = ""
    rule: str = ""

    @property
    def head(self) -> str:
        """The last two characters: what kind of thing is named."""
        return self.text[-2:]


def tidy(name: str) -> str:
    """`name` without white space, edge punctuation and unpaired quotes or brackets."""
    name = _CONJUNCTION_END.sub("", re.sub(r"\s+", "", name).strip(_EDGE))
    for opening, closing in _QUOTES.items():
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    return name.strip(_EDGE)


def strip_front(text: str, strip_place: PlaceStripper) -> str:
    """`text` without the adverbs, times, places and connectives that open a clause."""
    words = lexicon()
    while text:
        text = text.lstrip(_EDGE)
        match = _TIME.match(text) or words.opener.match(text) or _MEANS.match(text)
        if match and match.end():
            text = text[match.end() :]
            continue
        shorter = strip_place(text)
        if shorter == text:
            return text
        text = shorter
    return text


def strip_back(text: str) -> str:
    """`text` without the linking words between a name and its figure."""
    words = lexicon()
    while text:
        text = text.rstrip(_EDGE)
        if words.protected_end.search(text):
            return text
        match = _SUFFIX_TIME.search(text) or words.trailing_link.search(text) or _WITHIN.search(text)
        if not match:
            return text
        text = text[: match.start()]
    return text


def strip_change(text: str) -> str:
    """`text` without its closing verb of change (信访量同比下降 → 信访量)."""
    words = lexicon()
    stripped = strip_back(text)
    if words.protected_end.search(stripped):
        return stripped
    match = words.trailing_change.search(stripped)
    return strip_back(stripped[: match.start()]) if match else stripped


def _shorten_brackets(text: str) -> str:
    return _BRACKETED.sub(lambda m: m.group() if _SHORT_BRACKET.fullmatch(m.group()) else "", text)


@dataclass(slots=True)
class _Left:
    """The left context taken apart: subject 机构, verb 可提供, object 普惠托育托位."""

    subject: str
    verb: str
    object: str

    @property
    def whole(self) -> str:
        return self.subject + self.verb + self.object


def _take_apart(text: str) -> _Left:
    words = lexicon()
    last = None
    if not _PER_HEAD.match(text):
        for match in words.splitter.finditer(text):
            last = match
    if last is None:
        match = words.trailing_existence.search(text)
        if match and not words.protected_end.search(text):
            return _Left(text[: match.start()], match.group(), "")
        return _Left("", "", text)
    return _Left(text[: last.start()], last.group(), text[last.end() :])


def _right_phrase(text: str) -> tuple[str, str]:
    """The noun phrase that opens the right context and the predicate that follows it ('' each when absent)."""
    words = lexicon()
    text = text.lstrip(" 　")
    if not text or text[0] in "（(、":
        return "", ""
    text = tidy(text)
    if match := _MADE_OF.match(text):
        text = match.group(1)
    starts = words.protected_start.match(text)
    search_from = starts.end() if starts else 2
    relative = text.find("的", 2)
    opening = words.find_predicate(text, 0)
    if not starts and opening is not None and opening.start() == 0:
        if not (0 < relative < 16 and len(text) - relative > 2) or text.startswith(("在", "已", "均", "是", "为")):
            return "", text
        search_from = relative + 2
    match = words.find_predicate(text, search_from)
    if match and not text[: match.start()].endswith(("、", "和")):
        return _without_clause(tidy(text[: match.start()])), tidy(text[match.start() :])
    return _without_clause(text), ""


def _without_clause(noun: str) -> str:
    """`noun` without a long relative clause before it (政治素质良好、作风过硬的政法干部 → 政法干部)."""
    clause, _, head = noun.rpartition("的")
    return head if len(clause) > 8 and len(head) >= 2 else noun


class Namer:
    """Names the figures of one document in order; remembers the last name for the figures that carry none."""

    def __init__(self, strip_place: PlaceStripper) -> None:
        self._strip_place = strip_place
        self._previous: Name | None = None
        self._institution = ""
        self._listed: list[str] = []
        self._by_unit: dict[str, Name] = {}

    def start_paragraph(self) -> None:
        """Forget what earlier paragraphs spoke of."""
        self._previous = None
        self._institution = ""
        self._by_unit = {}

    def pass_over(self, sentence: str) -> None:
        """Take notice of a sentence without figures: it may say which institution the next ones are about."""
        self._institution = self._subject(sentence)

    def name(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: Sequence[Measure],
        contexts: Sequence[Context],
        parents: Sequence[Name | int | None],
        sentence: tuple[int, int],
    ) -> list[Name]:
        """Names of one sentence's figures, in order. `parents`: for each the index of its total in the same sentence,
        the name of a total in the sentence before, or None."""
        names: list[Name] = []
        self._institution = self._subject(text[sentence[0] : quantities[0].start if quantities else sentence[1]])
        for index, (quantity, measure, context) in enumerate(zip(quantities, measures, contexts, strict=True)):
            low = quantities[index - 1].end if index else sentence[0]
            before = text[low : context.left_start].strip(_EDGE + "(（")
            if paired := self._paired(contexts, names, index, before):
                name = paired
            else:
                name = self._one(quantity, measure, context, before)
            whole = parents[index]
            parent = names[whole] if isinstance(whole, int) else whole
            if parent is not None and measure is Measure.LEVEL:
                name = _as_part(name, parent, quantity.unit, context.joint)
            names.append(name)
            self._previous = name
            self._by_unit[quantity.unit] = name
        return names

    def _subject(self, opening: str) -> str:
        """The institution whose figures a sentence states, given its text up to the first figure; '' when none."""
        words = lexicon()
        if words.regional_subject.search(opening):
            return ""
        for clause in re.split(r"[，,；;：:。]", opening):
            clause = strip_front(clause, self._strip_place)
            verb = words.find_predicate(clause, 2)
            noun = tidy(_shorten_brackets(clause[: verb.start()] if verb else clause))
            if words.anaphor.match(noun):
                return self._institution
            plain = "、" not in noun and "的" not in noun and not _PREPOSITION.match(noun)
            plain = plain and not words.kept_verb.match(noun) and not words.splitter.search(noun)
            if 3 < len(noun) <= 24 and plain and words.institution.search(noun):
                return noun
        return self._institution

    def _clean_left(self, text: str) -> str:
        return strip_back(strip_front(_shorten_brackets(text), self._strip_place))

    def _paired(self, contexts: Sequence[Context], names: list[Name], index: int, before: str) -> Name | None:
        """The name of a figure in a run that pairs off with a list (A、B分别增长3.4%、5.4%), else None."""
        first = index
        while first > 0 and _bare(contexts[first]) and contexts[first].joint is Joint.LIST:
            first -= 1
        last = index
        while last + 1 < len(contexts) and _bare(contexts[last + 1]) and contexts[last + 1].joint is Joint.LIST:
            last += 1
        length = last - first + 1
        if length < 2:
            return None
        listed, said, tail = contexts[first].left.partition("分别")
        listed = strip_change(self._clean_left(listed))
        earlier = _EARLIER_ITEMS.fullmatch(listed)
        if not listed or earlier:
            if index == first:
                clause = re.split(r"[，,；;：:。]", before)[-1]
                self._listed = _list_items(strip_change(self._clean_left(clause))) if said else []
            items = self._listed
        else:
            items = _list_items(listed)
        if len(items) == length:
            if match := _OF_WHOLE.match(tidy(strip_back(tail))):
                items = [f"{item}占{tidy(match.group(1))}比重" for item in items]
            return Name(items[index - first], rule="paired")
        if len(items) <= 1 and (said or not listed) and first >= length:
            run = length
            if earlier and earlier.group().startswith("前"):
                run = first
                while run > 0 and _bare(contexts[run - 1]) and contexts[run - 1].joint is Joint.LIST:
                    run -= 1
                return names[max(0, run - 1) + index - first]
            return names[index - run]
        return None

    def _one(self, quantity: Quantity, measure: Measure, context: Context, before: str) -> Name:
        left = self._clean_left(context.left)
        noun, predicate = _right_phrase(context.right)
        previous = self._previous
        if measure is Measure.RANK:
            return self._ranked(left, noun, before, context)
        if measure in (Measure.CHANGE, Measure.GAP):
            return self._changed(left, noun, before, previous)
        if match := _OF_WHOLE.match(left):
            return self._share(match.group(1), previous, before)
        if measure is Measure.SHARE and (match := _OF_TASK.match(left)) and noun in ("", *_HOLLOW):
            subject = tidy(match.group(1)) or (previous.text if previous else self._from_clause(before, None).text)
            return Name(f"{subject}完成{tidy(match.group(2))}比例", [subject], rule="share-of-task")
        if context.joint is Joint.BRACKET and not left and not noun:
            return self._from_clause(before, previous)
        left = _drop_enumeration(left)
        if noun in _HOLLOW:
            noun = ""
        parts = _take_apart(left)
        parts.object = strip_front(parts.object, self._strip_place)
        if noun and context.left.rstrip().endswith(("和", "、", "及", "与")):
            parts = _Left("", "", "")
        if noun:
            if measure is Measure.SHARE and context.right.startswith("的"):
                return Name(f"{predicate}的{noun}占比" if predicate else f"{noun}占比", [noun], rule="share-of-noun")
            return self._after(parts, noun, predicate)
        return self._before(quantity, parts, left, predicate, before, context)

    def _ranked(self, left: str, noun: str, before: str, context: Context) -> Name:
        base = tidy(strip_back(_RANKED.sub("", left)))
        if len(base) >= 2:
            return Name(base, [tidy(left)], rule="rank-base")
        if context.joint is Joint.BRACKET:
            clause = re.split(r"[，,；;：:]", before)[-1]
            base = tidy(strip_back(_RANKED.sub("", self._clean_left(clause))))
            if len(base) >= 2:
                return Name(base, rule="rank-clause")
        if self._previous is not None:
            return Name(self._previous.text, list(self._previous.aliases), rule="rank-inherited")
        return Name(noun, rule="rank-after") if noun else self._from_clause(before, None)

    def _changed(self, left: str, noun: str, before: str, previous: Name | None) -> Name:
        base = _AGAINST.sub("", strip_change(left)) if previous is not None else strip_change(left)
        base = tidy(_take_apart(base).object or base)
        if len(base) >= 2 and not lexicon().trailing_change.fullmatch(base):
            return Name(base, [base + noun] if noun else [], rule="change-base")
        if noun and noun not in _HOLLOW:
            return Name(noun, rule="change-after")
        if previous is not None:
            return Name(previous.text, list(previous.aliases), rule="change-inherited")
        return self._from_clause(before, None)

    def _share(self, whole: str, previous: Name | None, before: str) -> Name:
        subject = previous.text if previous else self._from_clause(before, None).text
        whole = tidy(whole)
        if not whole:
            return Name(f"{subject}占比", rule="share-of")
        return Name(f"{subject}占{whole}比重", [f"{subject}占比", f"{subject}占{whole}"], rule="share-of")

    def _after(self, parts: _Left, noun: str, predicate: str) -> Name:
        words = lexicon()
        owner = tidy(parts.object)
        if words.reach.search(parts.whole):
            return Name(tidy(parts.whole) + noun, [noun], rule="after-reach")
        if not owner or owner.endswith("等") or words.trailing_existence.fullmatch(owner):
            owner = ""
        if owner.endswith(noun):
            return Name(owner, [noun], rule="after-same")
        aliases = [tidy(parts.whole + noun)]
        telling = 3 <= len(predicate) <= 16 and not _LEADS_TO.search(predicate)
        if telling and len(noun) <= 4 and not owner:
            return Name(f"{_plain_predicate(predicate)}的{noun}", [noun, *aliases], rule="after-predicate")
        if self._institution and (len(noun) == 1 or (not owner and noun in words.relational)):
            noun = owner + noun
            return Name(self._institution + noun, [noun, *aliases], rule="after-institution")
        if owner and len(owner) <= 16:
            return Name(owner + noun, [noun, *aliases], rule="after-owner")
        return Name(noun, aliases, rule="after")

    def _before(
        self, quantity: Quantity, parts: _Left, left: str, predicate: str, before: str, context: Context
    ) -> Name:
        words = lexicon()
        previous = self._previous
        core = tidy(parts.object) or tidy(parts.subject)
        if predicate and (match := _SPENT_ON.match(predicate)) and len(core) <= 4:
            return Name(tidy(match.group(1)) + (core or "投入"), [core + tidy(match.group(1)), core], rule="spent-on")
        if parts.verb and not core and context.joint is not Joint.START and not predicate:
            thing = self._thing(quantity, before)
            if thing:
                return Name(parts.verb + thing, [thing], rule="verb-of-previous")
        if not core:
            if predicate and (match := _RECOGNISED.match(predicate)):
                return Name(tidy(predicate[match.end() :]), [tidy(predicate)], rule="recognised")
            return self._inherit(predicate, before, context)
        aliases = [tidy(left)]
        if words.verbs_only.fullmatch(core) and context.joint is not Joint.START:
            thing = self._thing(quantity, before)
            if thing:
                return Name(core + thing, [thing], rule="verb-of-previous")
            return Name(core + "人数" if quantity.unit in _PEOPLE else core, rule="verb-alone")
        if words.reach.fullmatch(core):
            if core in _ACTS and previous is not None and quantity.unit in _PEOPLE:
                return Name(core + "人数", [previous.text + core], rule="reach-people")
            return Name(self._from_clause(before, previous).text + core, [core, *aliases], rule="reach")
        if core in words.modifiers and previous is not None:
            return Name(core + _without_modifier(previous.text), [core], rule="before-modifier")
        if core in words.relational or len(core) < 2:
            if self._institution and not parts.subject:
                return Name(self._institution + core, [core, *aliases], rule="before-institution")
            if parts.object and len(tidy(parts.subject)) >= 2:
                return Name(tidy(parts.subject) + core, [core, *aliases], rule="before-subject")
            if previous is not None and context.joint is not Joint.START:
                owner = _owner(previous.text)
                return Name(owner + core, [core, *aliases], rule="before-relational")
        return Name(core, aliases, rule="before")

    def _thing(self, quantity: Quantity, before: str) -> str:
        """What a bare verb speaks of: a clause without a figure just before, else the last thing counted so."""
        clause = _PLAIN_CLAUSE.sub("", tidy(self._clean_left(re.split(r"[，,；;：:]", before.rstrip("，,；;：:"))[-1])))
        if 2 <= len(clause) <= 12 and not lexicon().find_predicate(clause, 0):
            return clause
        known = self._by_unit.get(quantity.unit)
        if known is None and self._previous is not None and self._previous is not self._by_unit.get("%"):
            known = self._previous
        return _object(known.text) if known else ""

    def _inherit(self, predicate: str, before: str, context: Context) -> Name:
        previous = self._previous
        if previous is not None and context.joint is not Joint.START:
            return Name(previous.text, list(previous.aliases), rule="inherited")
        if predicate:
            return Name(tidy(predicate)[:18], rule="predicate")
        return self._from_clause(before, previous)

    def _from_clause(self, before: str, previous: Name | None) -> Name:
        clause = re.split(r"[，,；;：:]", before)[-1] if before else ""
        clause = tidy(self._clean_left(clause))
        if len(clause) >= 2:
            return Name(clause[-18:], rule="clause")
        if previous is not None:
            return Name(previous.text, list(previous.aliases), rule="inherited")
        return Name(clause or "未指明", rule="clause")


def _bare(context: Context) -> bool:
    """Whether nothing but a list mark stands on the left and nothing that names on the right."""
    return not context.left.strip() and not _right_phrase(context.right)[0]


def _list_items(text: str) -> list[str]:
    """The members of a list, a shared closing noun given to each (小学、初中占比 → 小学占比, 初中占比)."""
    if match := _ORDINAL_LIST.fullmatch(text):
        return [f"{match['head']}第{n}{match['tail']}" for n in match["numbers"] if n in "一二三四五"]
    items = [tidy(item) for item in _SPLIT_LIST.split(text) if tidy(item)]
    if len(items) > 1 and "的" in items[-1]:
        tail = items[-1].rpartition("的")[2]
        items = [item if item.endswith(tail) else item + tail for item in items]
    elif len(items) > 1:
        width = len(items[0])
        if 2 <= width <= 4 and len(items[-1]) > width and all(len(item) == width for item in items[:-1]):
            return [item + items[-1][width:] for item in items[:-1]] + items[-1:]
        shared = items[-1].rfind(items[0][-2:]) + 2 if len(items[0]) > 2 else 0
        if 2 < shared < len(items[-1]):
            return [item + items[-1][shared:] for item in items[:-1]] + items[-1:]
        tails = [word for word in lexicon().relational if items[-1].endswith(word) and len(items[-1]) > len(word)]
        if tails and not any(item.endswith(max(tails, key=len)) for item in items[:-1]):
            items = [item + max(tails, key=len) for item in items[:-1]] + items[-1:]
    return items


def _drop_enumeration(text: str) -> str:
    verb = lexicon().kept_verb.match(text)
    shorter = _ENUMERATION.sub("", text)
    if verb and shorter != text:
        shorter = verb.group() + shorter
    return text if tidy(shorter) in lexicon().relational or len(tidy(shorter)) < 2 else shorter


def _plain_predicate(text: str) -> str:
    return tidy(re.sub(r"^(?:终于|已经|已|均|全部|将|都|正|共|顺利|率先|陆续)+|(?<=[完成立现到得供展])了", "", text))


def _owner(name: str) -> str:
    """`name` without a relational noun at its end: what a following relational noun belongs to."""
    tails = [word for word in lexicon().relational if name.endswith(word) and len(name) > len(word) + 1]
    return name[: -len(max(tails, key=len))] if tails else name


def _without_modifier(name: str) -> str:
    """`name` without the modifier that a sibling has in its place (公办幼儿园 → 幼儿园)."""
    match = lexicon().leading_modifier.match(name)
    return name[match.end() :] if match else name


def _object(name: str) -> str:
    """`name` without the verb it opens with (开工棚改安置房 → 棚改安置房)."""
    match = lexicon().leading_existence.match(name) or lexicon().kept_verb.match(name)
    return name[match.end() :] if match and len(name) - match.end() >= 2 else name


def _as_part(name: Name, whole: Name, unit: str, joint: Joint) -> Name:
    """The name of a part, with what it needs of its total's name put back (研究生 → 新招录教师中研究生)."""
    own = name.text
    if name.rule == "before-modifier" or own == whole.text or own in whole.text:
        return name
    if own in lexicon().modifiers or own.endswith(("级", "性", "类")):
        return Name(own + whole.text, [own, *name.aliases], rule="part-modifier")
    if unit not in _PEOPLE or own.endswith(whole.text[-2:]):
        return name
    if (
        joint is not Joint.CLAUSE
        and not _PERSON.search(own.removesuffix("数").removesuffix("人"))
        and name.rule == "before"
    ):
        return Name(own + _object(whole.text), [own, f"{whole.text}中{own}"], rule="part-of-bracket")
    if len(own) > 3:
        return name
    return Name(f"{whole.text}中{own}", [own, own + whole.text, *name.aliases], rule="part")
