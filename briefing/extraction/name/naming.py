"""What a figure measures: the indicator's name, read from the words around it and completed with what it needs.

A figure's words are taken apart (`Words`), the readings speak for names, the one of most weight is taken (`readings`),
what its total or its list leaves to be understood is put in, and the name is remembered for the figures that follow.
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.extraction.answers import Answer, choose
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.institutions import counts_a_kind, institution_of
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.name_memory import Memory, Name
from briefing.extraction.name.name_readings import readings
from briefing.extraction.name.phrases import (
    PlaceStripper,
    object_of,
    strip_front,
    tidy,
)
from briefing.extraction.name.printable_names import is_printable, shortened
from briefing.extraction.name.sentence_words import SentenceWords
from briefing.model import Measure

_PERSON = re.compile(r"[人员生者师工户手民童妇士家才]$|骨干$")
_GROUPS = ("学生", "教师", "职工", "居民", "群众", "人员", "老人")
# 覆盖57家医院、|338家基层医疗机构
_REACHED = re.compile(r"[^，。]{0,10}?(?:覆盖|惠及|辐射)")
_ENROLLED = re.compile(r"(?:计划)?(招生|录取|参保|签约|报名|入学)(?:人数)?$")
# 体育场地面积37亿平方米，其中|事业单位; 民生支出40亿元，其中|教育
_MONEY = re.compile(r"(?:支出|收入|投资|资金|贷款|补助|补贴)$")
_MEASURE = re.compile(r"(?:面积|学位|床位|托位|车位|岗位|座位|支出|收入|投资|资金|贷款|补助|补贴)$")
_MEASURED = re.compile(r"(?:[学床托车岗座]位|支出|收入|投资|资金|费|款|金|额|率|数|量|值|积|补助|补贴)$")
_HOUSES = re.compile(r"^.*?(?:机构|院校?|学校|场所)(?=..)")
_LONGEST_OWNER = 8
_NARROWED = 4  # characters of an act with its kind: 民办小学录取学生1271人，其中派位录取767人
_THAT = re.compile(
    r"^该(?:[院校县市区镇乡村](?![区民])(?=..)|(?=项目|工程|学校|医院|中心|园区|公司|小区|社区|平台|基地))"
)
_PLAIN = ("before", "after")  # rules whose names may lack the verb of the list they stand in


class Namer:
    """Names the figures of one document in order; remembers what its paragraph spoke of."""

    def __init__(self, strip_place: PlaceStripper) -> None:
        self._strip_place = strip_place
        self._memory = Memory()
        self._words = SentenceWords((), strip_place)

    def enter(self, passage: Passage) -> None:
        """Forget what earlier passages spoke of."""
        self._memory = Memory()

    def enter_sentence(self, sentence: Sentence) -> None:
        """Take notice of a sentence: it may say which institution its figures, or the next ones, are about."""
        self._words = SentenceWords(sentence.figures, self._strip_place)
        first = sentence.figures[0].quantity.start if sentence.figures else sentence.end
        opening, known = sentence.text[: first - sentence.start], self._memory.institution
        kind = sentence.figures and counts_a_kind(opening, sentence.figures[0], known)
        introduces = "：" in sentence.text or ":" in sentence.text  # saves a slow search
        tariff = pattern("tariff").search(sentence.text) if introduces else None
        self._memory.hear(
            tidy(strip_front(tariff.group(1), self._strip_place)) if tariff else "",
            "" if kind else institution_of(opening, known, self._strip_place),
        )

    def name_of(self, figure: Figure) -> Answer[Name]:
        """The name of a figure whose measure and total are known; to be asked in order."""
        around = self._words.of(figure, self._memory)
        answer = choose(readings(around), around, explain=figure.explained)
        assert answer is not None  # the last of the readings always answers
        seen = around.seen(answer.value) if figure.explained else None
        name, rule = _completed(answer, around)
        if name.text.startswith("该"):
            name = replace(name, text=_THAT.sub("", name.text))
        if not is_printable(name.text):
            name, rule = Name(shortened(name.text), (name.text, *name.aliases), name.subject), "unclear"
        self._memory.remember(name, figure, rule)
        return Answer(name, rule, seen, None, answer.runner_up)


def _completed(answer: Answer[Name], around: Words) -> tuple[Name, str]:
    """The name with what its total or, in a list, the verb of the name before gives it."""
    figure, whole = around.figure, around.figure.answers["part_of"].value
    if whole is not None and around.measure is Measure.LEVEL:
        return _as_part(answer, whole.answers["name"].value, around)
    if not figure.index or answer.rule not in _PLAIN or (around.before and around.context.joint is not Joint.LIST):
        return answer.value, answer.rule
    other = figure.sentence.figures[figure.index - 1]
    carried = _REACHED.match(other.answers["name"].value.text)
    if (
        carried
        and answer.rule == "after"
        and around.context.joint is Joint.LIST
        and not answer.value.text.startswith(carried.group())
    ):
        return Name(carried.group() + answer.value.text, answer.value.aliases), "carried-verb"
    alike = figure.quantity.unit == other.quantity.unit or (around.people and other.quantity.unit in words("people"))
    acted = around.parts.verb in words("obtaining")  # 培训1260人次、取得证书|860人
    if not alike or acted or around.parts.verb == "实现":  # 培训16万人，实现|5.9万人转移就业
        return answer[:2]
    if around.people and around.context.joint is not Joint.LIST and not _PERSON.search(answer.value.text):
        return answer[:2]  # 救助流浪人员536人次，护送返乡|156人次
    return _carried(answer, other.answers["name"].value, around.context.joint)


def _carried(answer: Answer[Name], previous: Name, joint: Joint) -> tuple[Name, str]:
    """With the verb of the name before it, which governs the whole list (回引企业家325名,管理人员611名)."""
    name = answer.value
    verb = pattern("carried_verb").match(previous.text)
    own = pattern("kept_verb").match(name.text) or pattern("leading_existence").match(name.text)
    if verb is None or own or verb.group() in name.text or name.text.endswith(("总量", "总数", "总额")):
        return answer.value, answer.rule
    if verb.group() in words("carried_in_lists") and joint is not Joint.LIST:
        return answer.value, answer.rule
    return Name(verb.group() + name.text, (name.text, *name.aliases)), "carried-verb"


def _counted(name: str) -> str:
    """`name` without the act that brought it about (评定养老护理员 → 养老护理员)."""
    verb = pattern("carried_verb").match(name)
    return name[verb.end() :] if verb else object_of(name)


def _thing_as_part(answer: Answer[Name], whole: Name, around: Words) -> tuple[Name, str]:
    """机动车车位169个（其中地面20个）: a short word beside the total divides it."""
    own, known = answer.value.text, pattern("institution").search(answer.value.text)
    divides = answer.rule == "before" and 2 <= len(own) <= 3 and not known and own[-1] != whole.text[-1]
    if divides and around.context.joint is Joint.BRACKET:
        return Name(own + object_of(whole.text), (own, *answer.value.aliases)), "part-of-bracket"
    measure = _MEASURE.search(whole.text)
    if answer.rule == "before" and measure and 1 < len(own) <= _LONGEST_OWNER and not _MEASURED.search(own):
        short = len(whole.text) <= _LONGEST_OWNER and not _MONEY.search(whole.text)
        tail = object_of(whole.text) if measure.group() == "面积" else whole.text if short else measure.group()
        tail = _HOUSES.sub("", tail) if known else tail  # 医疗卫生机构床位9856张，其中医院6120张
        return Name(own + tail, (own, *answer.value.aliases)), "part-of-measure"
    return answer.value, answer.rule


def _as_part(answer: Answer[Name], whole: Name, around: Words) -> tuple[Name, str]:
    """With what a part needs of its total's name put back (研究生 → 新招录教师中研究生)."""
    name, own = answer.value, answer.value.text
    within = f"{whole.text}中{own}"
    if answer.rule == "before-modifier" or own in whole.text:
        return answer.value, answer.rule
    if own in words("modifiers") or own.endswith(("级", "性", "类")):
        thing = _counted(whole.text)
        thing = thing.removeprefix("城乡") if own in ("城市", "城镇", "农村", "乡村") else thing
        return Name(own + thing, (own, *name.aliases)), "part-modifier"
    deed = whole.text.removesuffix("人数")
    if any(pattern(kind).fullmatch(deed) for kind in ("finite", "narrowed_act")):  # 收住52人，其中自闭症15人
        return Name(deed + own, (own, within)), "part-of-act"
    person = _PERSON.search(own.removesuffix("数").removesuffix("人"))
    verb = pattern("enjoyed").match(whole.text)
    if verb and len(own) <= 3 and not _PERSON.search(own):
        part = Name(verb.group() + own + whole.text[verb.end() :], (within, own))
        return part, "part-enjoyed"
    if not around.people:
        return _thing_as_part(answer, whole, around)
    if own.endswith(whole.text[-2:]):
        return answer.value, answer.rule
    if len(own) == _NARROWED and (at := whole.text.find(own[-2:])) > 1 and pattern("narrowed_act").fullmatch(own[-2:]):
        return Name(whole.text[:at] + own, (own, within)), "part-act"
    act = _ENROLLED.search(whole.text)
    if act and act.group(1) not in own:  # 高中阶段计划招生8600人，其中普通高中5200人
        return Name(own + act.group(), (own, within)), "part-act"
    head = whole.text.rpartition("的")[2]
    if own[-1] == head[-1] and head[-2:] in _GROUPS and len(own) <= 4 < len(head):  # 困难家庭学生, 其中高中生29人
        return Name(head[:-2] + own, (own, within)), "part-sibling"
    if answer.rule == "before" and not person and around.context.joint not in (Joint.CLAUSE, Joint.COLON):
        return Name(own + object_of(whole.text), (own, within)), "part-of-bracket"
    if len(own) > 3:
        return answer.value, answer.rule
    return Name(within, (own, own + whole.text, *name.aliases)), "part"
