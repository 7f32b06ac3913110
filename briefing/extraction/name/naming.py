"""What a figure measures: the indicator's name, built from the words around it.

The name is the shortest noun phrase that a statistician would put in a table's first column. It stands before the
figure (养老床位利用率达到50.06%), after it (15个县域医疗卫生次中心), or was said earlier (高于全省平均约6个百分点).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.name.contexts import Context, Joint
from briefing.extraction.name.lexicon import lexicon
from briefing.extraction.name.name_forms import LEADS_TO, PEOPLE, Name, as_part, carried, taken_up, telling
from briefing.extraction.name.name_memory import PREPOSITION, SHORT_CORE, Memory
from briefing.extraction.name.phrases import (
    Left,
    PlaceStripper,
    drop_enumeration,
    last_clause,
    list_items,
    plain_predicate,
    right_phrase,
    shorten_brackets,
    strip_back,
    strip_change,
    strip_front,
    take_apart,
    tidy,
    without_modifier,
)
from briefing.model import Measure

_OF_WHOLE = re.compile(r"^占(?:比)?(?:到|了)?(.*)$")
_RECOGNISED = re.compile(
    r"^(?:被)?(?:评为|评选为|认定为|命名为|列为|授予|入选|获评|获批|荣获|获得|成为|创建为|创成|升级为|纳入|跻身)(?:了)?"
)
_SPENT_ON = re.compile(
    r"^(?:用于|用以|支持|建成投用|建成|新建|改建|扩建|建设|改造|打造|购置|购买|实施|开展|完善|推进|兑现|修建|落实|升级)(?:了)?(.{2,})$"
)
# 高于全省平均水平, 比周边县区低
_AGAINST = re.compile(r"^(?:高于|低于|多于|少于|高出|超出|优于|快于|比|较|与).*")
# 自付医疗费用超过当次住院总费用|10%的部分
_EXCESS = re.compile(r"^(.{2,20}?)(?:超过|超出|高于)(.{2,16})$")
_LONGEST_HEAD = 12  # characters of a noun that takes what is said of it into the name
# Things counted as the place or the object of an act (在20处幸福院…建立助餐点, 对34家机构进行改造)
_DEALT_WITH = re.compile(r"(?:在|对|为|向|给|将|把)$")
# 进行提档升级
_LIGHT_VERB = re.compile(r"(?:进行|开展|实施|予以)(?:了)?([一-龥]{2,8})$")
# 前两项, 二者, 上述三项: names said before
_EARLIER_ITEMS = re.compile(r"(?:前|上述|以上|这|后)?[两二三四五六七八九十\d]+(?:项|者|类|个|种)(?:指标|数据)?")
# 位居全省, 排名, 居各区县
_RANKED = re.compile(
    r"(?:已|均|仍|连续[一-龥\d]{1,3}年)*(?:位居|位列|名列|排名|排在|排|居|列|跃居|稳居|升至|跃升|上升).*$"
)
_FUND = re.compile(r"(?:专项)?(?:资金|基金|经费)$")
_WORTH = re.compile(r"(?:价值|总价值|总价|估值|市值|货值|折价)$")
# 完成年度任务的52%, 完成年初预算的54.4%
_OF_TASK = re.compile(
    r"^(.*?)(?:已|累计)?(?:完成|占|达到?|实现)(.*?(?:任务|预算|计划|目标|工程量|投资|总量|进度))(?:数)?$"
)


_SHORT_OWNER = 8
# 三级公立医院|在省级考核中
_IN_CONTEST = re.compile(r"在([一-龥]{2,8}?(?:考核|评价|评比|竞赛|比赛|考评|测评|排名))(?:中|里)?$")
_CHANGING = re.compile(r"(?:净)?(?:增加|减少|提高|提升|下降|降低|压减|增长)(?!值)")
_GIVING = re.compile(r"^(常态化|累计|免费|集中|统一|全部)?(?:提供|开展|进行)(?:了)?")
# 涵盖70多家|政行企校研的产教联合体
_HOLDS = re.compile(r"(?:涵盖|包括|包含|集聚|汇聚|聚集|囊括)$")
_HELD = re.compile(r"^([^的，。；]{2,16})的([^的，。；]{3,20})$")
# 月均服务, 日均接待
_AVERAGE_ACT = re.compile(r"(月均|日均|年均|每月|每日)(服务|培训|接待|供餐)")
_PLAIN = ("before", "after")  # rules whose names may lack the verb of the list they stand in


class Namer:
    """Names the figures of one document in order; remembers the last name for the figures that carry none."""

    def __init__(self, strip_place: PlaceStripper) -> None:
        self._memory = Memory(strip_place)
        self._names: list[Name] = []  # of the sentence's figures so far

    def enter(self, passage: Passage) -> None:
        """Forget what earlier passages spoke of."""
        self._memory.start_paragraph()

    def enter_sentence(self, sentence: Sentence) -> None:
        """Take notice of a sentence: it may say which institution its figures, or the next ones, are about."""
        first = sentence.figures[0].quantity.start if sentence.figures else sentence.end
        self._memory.start_sentence(sentence.text, sentence.text[: first - sentence.start])
        self._names = []

    def name_of(self, figure: Figure) -> Answer[Name]:
        """The name of a figure whose measure and total are known; to be asked in order."""
        quantity, context, index, text = figure.quantity, figure.context, figure.index, figure.text
        figures, end = figure.sentence.figures, figure.sentence.end
        low = figures[index - 1].quantity.end if index else figure.sentence.start
        high = figures[index + 1].quantity.start if index + 1 < len(figures) else end
        gap, rest, until = text[low : context.left_start], text[quantity.end : end], text[quantity.end : high]
        before = self._memory.stand(gap, rest, until, first=not index)
        around = [other.context for other in figures]
        if paired := self._paired(around, self._names, index, before):
            name = paired
        else:
            name = self._one(quantity, figure.measure, context, before, _shared_predicate(around, index))
        name = self._completed(name, figure, joined=bool(index) and (context.joint is Joint.LIST or not before))
        self._names.append(name)
        self._memory.remember(name, quantity, figure.measure)
        return Answer(name, name.rule)

    def _completed(self, name: Name, figure: Figure, joined: bool) -> Name:
        """`name` with what its total or, where it is `joined` to the figure before, the verb of its list gives it."""
        whole = figure.answers["part_of"].value
        if whole is not None and figure.measure is Measure.LEVEL:
            return as_part(name, whole.answers["name"].value, figure.quantity.unit, figure.context.joint)
        before = figure.sentence.figures[figure.index - 1].quantity
        if joined and name.rule in _PLAIN and _alike(figure.quantity, before):
            return carried(name, self._names[-1], figure.context.joint)
        return name

    def _paired(self, contexts: Sequence[Context], names: list[Name], index: int, before: str) -> Name | None:
        """The name of a figure in a run that pairs off with a list (A、B分别增长3.4%、5.4%), else None."""
        first, last = _run(contexts, index)
        length = last - first + 1
        if length < 2:
            return None
        listed, said, tail = contexts[first].left.partition("分别")
        listed = strip_change(self._memory.clean_left(listed))
        earlier = _EARLIER_ITEMS.fullmatch(listed)
        if listed and not earlier:
            items = list_items(listed)
        else:
            if index == first:
                self._memory.listed = (
                    list_items(strip_change(self._memory.clean_left(last_clause(before)))) if said else []
                )
            items = self._memory.listed
        if len(items) == length:
            if match := _OF_WHOLE.match(tidy(strip_back(tail))):
                items = [f"{item}占{tidy(match.group(1))}比重" for item in items]
            shared = right_phrase(contexts[last].right)[0]
            if shared and said:
                return Name(PREPOSITION.sub("", items[index - first], count=1) + shared, [shared], rule="paired-shared")
            return Name(items[index - first], rule="paired")
        if len(items) > 1 or first < length or not (said or not listed):
            return None
        if earlier and earlier.group().startswith("前"):
            return names[_run(contexts, first - 1)[0] + index - first]
        return names[index - length]

    def _one(self, quantity: Quantity, measure: Measure, context: Context, before: str, shared: str) -> Name:
        left = self._memory.clean_left(context.left)
        noun, predicate = right_phrase(context.right)
        predicate = predicate or shared
        if context.right.lstrip().startswith("的部分") and (match := _EXCESS.match(left)):
            return Name(f"{tidy(match.group(1))}占{tidy(match.group(2))}比例", [left], rule="excess")
        if noun in lexicon().hollow or not self._memory.strip_place(noun).strip():
            noun = ""
        previous = self._memory.previous
        if measure is Measure.RANK:
            return self._ranked(
                strip_front(shorten_brackets(context.left), self._memory.strip_place), noun, before, context
            )
        if measure in (Measure.CHANGE, Measure.GAP):
            return self._changed(left, noun, before, previous)
        if match := _OF_WHOLE.match(left):
            return self._share(match.group(1), previous, before)
        if measure is Measure.SHARE and not noun and (match := _OF_TASK.match(left)):
            subject = tidy(match.group(1)) or (
                previous.text if previous else self._memory.from_clause(before, None).text
            )
            return Name(f"{subject}完成{tidy(match.group(2))}比例", [subject], rule="share-of-task")
        if context.joint is Joint.BRACKET and not left and not noun:
            return self._memory.from_clause(before, previous)
        left = drop_enumeration(left)
        parts = take_apart(left)
        parts.object = strip_front(parts.object, self._memory.strip_place)
        if noun:
            return self._with_noun(measure, context, left, parts, noun, predicate)
        return self._before(quantity, parts, left, predicate, before, context)

    def _with_noun(self, measure: Measure, context: Context, left: str, parts: Left, noun: str, predicate: str) -> Name:
        """The name of a figure that a noun follows."""
        if noun in lexicon().funds and (purpose := self._memory.object_after):
            return Name(_FUND.sub("", purpose) + noun, [noun, purpose], rule="spent-after")
        if context.left.rstrip().endswith(("和", "、", "及", "与")):
            parts = Left("", "", "")
        elif _HOLDS.search(context.left) and (match := _HELD.match(context.right.strip())):
            return Name(match.group(2) + match.group(1), [match.group(1)], rule="held")
        elif "、" in context.left and "等" not in context.left:
            verb = lexicon().kept_verb.match(left) or lexicon().reach.match(parts.verb)
            parts = Left("", "", verb.group() if verb else "")
        if context.right.startswith("的"):
            if worth := _WORTH.search(left):
                return Name(noun + worth.group(), [noun], rule="worth")
            if measure is Measure.SHARE:
                return Name(f"{predicate}的{noun}占比" if predicate else f"{noun}占比", [noun], rule="share-of-noun")
        if _DEALT_WITH.search(context.left) and telling(predicate, noun):
            parts = Left("", "", "")
            if match := _LIGHT_VERB.match(predicate):
                return Name(match.group(1) + noun, [noun], rule="after-treatment")
            if context.left.rstrip().endswith(("为", "向", "给")):
                predicate = _GIVING.sub(r"\1接受", predicate)
        return self._after(parts, noun, predicate)

    def _ranked(self, left: str, noun: str, before: str, context: Context) -> Name:
        base = self._ranked_thing(left)
        if base in lexicon().relational and self._memory.institution:
            return Name(self._memory.institution + base, [base], rule="rank-institution")
        if len(base) >= 2:
            return Name(base, [tidy(left)], rule="rank-base")
        if context.joint is Joint.BRACKET:
            clause = last_clause(before)
            base = self._ranked_thing(self._memory.clean_left(clause))
            if len(base) >= 2:
                return Name(base, rule="rank-clause")
        if self._memory.previous is not None:
            return Name(self._memory.previous.text, list(self._memory.previous.aliases), rule="rank-inherited")
        return Name(noun, rule="rank-after") if noun else self._memory.from_clause(before, None)

    def _ranked_thing(self, text: str) -> str:
        """What is ranked: 三级公立医院在省级考核中位列 → 三级公立医院省级考核."""
        text = _RANKED.sub("", text)
        text = strip_front(take_apart(text).object or text, self._memory.strip_place)
        return tidy(_IN_CONTEST.sub(r"\1", text) if _IN_CONTEST.search(text) else strip_back(text))

    def _changed(self, left: str, noun: str, before: str, previous: Name | None) -> Name:
        base = _AGAINST.sub("", strip_change(left)) if previous is not None else strip_change(left)
        base = tidy(take_apart(base).object or base)
        if (verb := _CHANGING.match(base)) and len(base) - verb.end() >= 2:
            return Name(base[verb.end() :], [base], rule="change-object")
        if len(base) >= 2 and not lexicon().trailing_change.fullmatch(base):
            return Name(base, [base + noun] if noun else [], rule="change-base")
        if noun and noun not in lexicon().hollow:
            return Name(noun, rule="change-after")
        return self._memory.trend(before) or self._from_previous(before, previous, "change-inherited")

    def _from_previous(self, before: str, previous: Name | None, rule: str) -> Name:
        if previous is not None:
            return Name(previous.text, list(previous.aliases), rule=rule)
        return self._memory.from_clause(before, None)

    def _share(self, whole: str, previous: Name | None, before: str) -> Name:
        subject = previous.text if previous else self._memory.from_clause(before, None).text
        whole = tidy(whole)
        if not whole:
            return Name(f"{subject}占比", rule="share-of")
        return Name(f"{subject}占{whole}比重", [f"{subject}占比", f"{subject}占{whole}"], rule="share-of")

    def _after(self, parts: Left, noun: str, predicate: str) -> Name:
        words = lexicon()
        owner = tidy(parts.object)
        if words.reach.search(parts.whole):
            agent = self._memory.agent if words.agents.fullmatch(tidy(parts.whole)) else ""
            reached = tidy(parts.whole) + noun
            said = plain_predicate(predicate.removeprefix("实现")) if agent and telling(predicate, noun) else ""
            return Name(agent + reached + said, [reached + said, reached, noun], rule="after-reach")
        if not owner or owner.endswith("等") or words.trailing_existence.fullmatch(owner):
            owner = ""
        if owner.endswith(noun):
            return Name(owner, [noun], rule="after-same")
        aliases = [tidy(parts.whole + noun)]
        if (match := _RECOGNISED.match(predicate)) and noun[-1] in predicate[match.end() :][-2:]:
            return Name(tidy(predicate[match.end() :]), [f"{predicate}的{noun}", noun], rule="recognised")
        if telling(predicate, noun) and 0 < len(owner) <= _SHORT_OWNER:
            of = words.leading_existence.sub("", owner)
            return Name(f"{of}{plain_predicate(predicate)}的{noun}", [owner + noun, noun], rule="after-owner")
        if telling(predicate, noun) and len(noun) <= _LONGEST_HEAD and not owner:
            return Name(f"{plain_predicate(predicate)}的{noun}", [noun, *aliases], rule="after-predicate")
        if self._memory.institution and (len(noun) == 1 or (not owner and noun in words.relational)):
            noun = owner + noun
            return Name(self._memory.institution + noun, [noun, *aliases], rule="after-institution")
        if owner and len(owner) <= 16:
            return Name(owner + noun, [noun, *aliases], rule="after-owner")
        return Name(noun, aliases, rule="after")

    def _before(
        self, quantity: Quantity, parts: Left, left: str, predicate: str, before: str, context: Context
    ) -> Name:
        words = lexicon()
        core = tidy(parts.object) or _plain_subject(parts)
        if lexicon().trailing_change.fullmatch(core):
            core = ""
        if predicate and (match := _SPENT_ON.match(predicate)) and len(core) <= 4:
            spent = tidy(match.group(1)) + (core or "投入")
            return Name(spent, [core + tidy(match.group(1)), core], rule="spent-on")
        money = words.money_head.search(core)
        if money and predicate and (match := _SPENT_ON.match(predicate)):
            spent = core[: money.start()] + tidy(match.group(1).removeprefix("首个")) + money.group()
            return Name(spent, [core], rule="spent-on")
        if (core in words.money_heads or core in words.funds) and (purpose := self._memory.object_after):
            return Name(_FUND.sub("", purpose) + core, [core], rule="spent-after")
        continues = context.joint is not Joint.START
        if parts.verb and not core and continues and not predicate and (thing := self._memory.thing(quantity, before)):
            return Name(parts.verb + thing, [thing], rule="verb-of-previous")
        if self._memory.tariff and not predicate and (case := self._memory.case(core, before)):
            return Name(case + self._memory.tariff, [self._memory.tariff, case], rule="tariff")
        if not core:
            if predicate and (match := _RECOGNISED.match(predicate)):
                return Name(tidy(predicate[match.end() :]), [tidy(predicate)], rule="recognised")
            if 3 <= len(predicate) <= 24 and quantity.unit in PEOPLE and not LEADS_TO.search(predicate):
                return Name(plain_predicate(predicate), rule="predicate-people")
            return self._inherit(predicate, before, context)
        if words.verbs_only.fullmatch(core) and continues:
            if thing := self._memory.thing(quantity, before):
                return Name(core + thing, [thing], rule="verb-of-previous")
            return Name(core + "人数" if quantity.unit in PEOPLE else core, rule="verb-alone")
        return self._owned(quantity, core, parts, [tidy(left)], before, continues)

    def _owned(
        self, quantity: Quantity, core: str, parts: Left, aliases: list[str], before: str, continues: bool
    ) -> Name:
        """`core` with the owner that a verb of reach, a modifier or a relational noun needs."""
        words = lexicon()
        previous = self._memory.previous
        if words.reach.fullmatch(core):
            if core in words.acts and previous is not None and quantity.unit in PEOPLE:
                return Name(core + "人数", [previous.text + core], rule="reach-people")
            ending = "人数" if quantity.unit in PEOPLE else ""
            thing = self._memory.from_clause(before, previous).text + core
            return Name(thing + ending, [thing, core, *aliases], rule="reach")
        if core in words.modifiers and previous is not None:
            return Name(core + without_modifier(previous.text), [core], rule="before-modifier")
        if (match := _AVERAGE_ACT.fullmatch(core)) and (thing := _served(last_clause(before), match.group(2))):
            return Name(thing + core, [core, *aliases], rule="before-served")
        if told := taken_up(core, last_clause(before)):
            return Name(told, [core, *aliases], rule="before-taken-up")
        subject = _plain_subject(parts)
        short = core in words.relational or len(core) <= SHORT_CORE
        if short and parts.object and len(subject) > SHORT_CORE:
            return Name(subject + core, [core, *aliases], subject=subject, rule="before-subject")
        if not subject and (owner := self._memory.owner_of(core, continues)):
            return Name(
                owner + core, [core, *aliases], subject=previous.subject if previous else "", rule="before-owner"
            )
        return Name(core, aliases, rule="before")

    def _inherit(self, predicate: str, before: str, context: Context) -> Name:
        previous = self._memory.previous
        if told := self._memory.trend(before):
            return told
        if context.joint is Joint.COLON:
            return self._memory.from_clause(before, previous)
        if previous is not None and context.joint is not Joint.START:
            return Name(previous.text, list(previous.aliases), rule="inherited")
        if predicate:
            return Name(tidy(predicate)[:18], rule="predicate")
        return self._memory.from_clause(before, previous)


def _served(clause: str, act: str) -> str:
    """What an act is done with, from the clause before: 老年助餐服务已实现全覆盖,月均服务… → 老年助餐."""
    match = re.search(f"([一-龥]{{2,6}}){act}", clause.rpartition("的")[2])
    return match.group(1) if match else ""


def _plain_subject(parts: Left) -> str:
    return tidy(re.sub(r"(?:累计|共|已|共计)+$", "", parts.subject))


def _alike(quantity: Quantity, other: Quantity) -> bool:
    """Whether two figures count the same kind of thing."""
    return quantity.unit == other.unit or (quantity.unit in PEOPLE and other.unit in PEOPLE)


def _shared_predicate(contexts: Sequence[Context], index: int) -> str:
    """What is said of all members of a list after its last (在20处幸福院和46个中心建立助餐点)."""
    last = index
    while last + 1 < len(contexts) and _listed(contexts[last + 1]):
        last += 1
    return right_phrase(contexts[last].right)[1] if last > index and _DEALT_WITH.search(contexts[index].left) else ""


def _run(contexts: Sequence[Context], index: int) -> tuple[int, int]:
    """First and last index of the list of bare figures that the figure at `index` belongs to."""
    first = last = index
    while first > 0 and _listed(contexts[first]) and not right_phrase(contexts[first - 1].right)[0]:
        first -= 1
    while last + 1 < len(contexts) and _listed(contexts[last + 1]) and not right_phrase(contexts[last].right)[0]:
        last += 1
    return first, last


def _listed(context: Context) -> bool:
    """Whether nothing but a list mark stands between a figure and the one before it."""
    return context.joint is Joint.LIST and not context.left.strip()
