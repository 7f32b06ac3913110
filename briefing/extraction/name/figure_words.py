"""The words around a figure, taken apart once, for all readings of its name to ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefing.extraction.answers import Span
from briefing.extraction.figure import Figure
from briefing.extraction.name.contexts import Context, Joint
from briefing.extraction.name.lexicon import find_predicate, pattern, words
from briefing.extraction.name.name_memory import Memory, Name
from briefing.extraction.name.phrases import (
    Left,
    PlaceStripper,
    cleaned,
    ending_of,
    plain_predicate,
    telling,
    tidy,
)
from briefing.model import Measure

OF_WHOLE = re.compile(r"^占(?!地|道|用)(?:比)?(?:到|了)?(.*)$")
# Things counted as the place or the object of an act (在20处幸福院…建立助餐点, 对34家机构进行改造)
DEALT_WITH = re.compile(
    r"(?:在|对|向|给|将|把|(?<![成作认称因以])为)(?:全[市县区省镇乡州]|[一-龥]{2,6}[市县区州省镇乡]|我[市县区省])*(?:城区|辖区|农村)?的?$"
)
_GIVING = re.compile(r"^(常态化|累计|免费|集中|统一|全部)?(?:提供|开展|进行)(?:了)?")
_PRESENTING = re.compile(r"^(?:送去|送上|赠送|捐赠)(?:了)?")
# 开展医疗帮扶并培养本地人才|3642人
_FURTHER_ACT = re.compile(r"(?<=..)(?:并且|并|且|同时)(?=..)")
# 累计提供就业岗位|50万个, 课后服务覆盖率达|100%: what came of it, no trait
_OUTCOME = re.compile(r"^(?:累计|已累计|共|共计|总计|平均|年均|日均|月均|人均).*|.*(?:率|达|数)$")
_ANY_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_WITH = ("与", "和", "同", "跟")
_OF_WORK = re.compile(r"(?<=[援扶建助治育])工作$")  # 纳入对口支援|工作
_INCLUDED = re.compile(r"^.*(?:包含|包括|含)[^，。；]{2,}在内")
_MAY = re.compile(r"^可?(?:以|最高|最多)*(?:享受?|获得?|领取|申请|申领)$")
_COUNT = re.compile(r"\d+[栋幢个所座家套户](?:楼)?")
_JOINED = re.compile(r"(?<![普惠涉共参旁])[和、及与]$")
_COPULA = re.compile(r"[^为是]{0,8}(?:对象|范围|主体|人群|成员)(?:为|是)(.*)")
TOTAL_END = re.compile(r"(?:累计|共|已|共计)+$")


class Row(NamedTuple):
    """A list of bare figures that starts at `first` in its sentence, and the `names` listed before it.

    `distributed`: what was told before is dealt out to the figures (分别); `earlier`: 前两项 or the like stands for it;
    `shared`: the noun after the last of them.
    """

    first: int
    length: int
    names: list[str]
    distributed: bool
    earlier: str
    shared: str


@dataclass(eq=False)
class Words:
    """What naming knows of a figure when its turn has come."""

    figure: Figure
    memory: Memory
    strip_place: PlaceStripper
    measure: Measure
    context: Context
    row: Row
    left: str  # the left context without what opens and links it
    plain_left: str  # without lists of examples either
    parts: Left  # that taken apart at its verb
    subject: str
    core: str  # what it names, '' where it only tells a change
    noun: str  # what stands after the figure, '' where it names nothing
    predicate: str  # what is said of that
    list_noun: str  # what stands after the last of the list that begins here
    noun_before: str  # what stands after the figure before
    room: Span  # where, between its neighbours in the sentence, the words stand that are its own
    gap: str  # what stands between the figure before and the left context
    before: str  # the clauses in that
    clause: str  # the last of them
    taken_up: Name | None  # the name of the earlier figure that a row takes up

    @property
    def people(self) -> bool:
        """Whether it is a number of people or households."""
        return self.figure.quantity.unit in words("people")

    @property
    def heads(self) -> str:
        """What closes the name of a number of people that an act reached: 人数, 人次, 户数; '' for other things."""
        unit = self.figure.quantity.unit
        return {"人次": "人次", "户": "户数"}.get(unit, "人数") if self.people else ""

    @property
    def continues(self) -> bool:
        """Whether something of its sentence stands before it."""
        return self.context.joint is not Joint.START

    @property
    def headings(self) -> str:
        """The headings that it stands under, one after the other."""
        return "".join(f"{heading}\n" for heading in self.figure.sentence.passage.headings)

    @cached_property
    def clause_name(self) -> str:
        """What the clause before names."""
        return tidy(cleaned(self.clause, self.strip_place))

    @cached_property
    def trend(self) -> str:
        """The thing whose trend that clause tells without a figure (毕业生人数稳中有升，增长9.38%), '' when none."""
        told = pattern("trend").sub("", self.clause)
        base = "" if told == self.clause else tidy(cleaned(told, self.strip_place))
        return ending_of(base) if len(base) >= 3 else ""

    @cached_property
    def dealt_with(self) -> bool:
        """Whether the things counted are the place or the object of a telling act."""
        return bool(DEALT_WITH.search(self.context.left)) and telling(self.predicate, self.noun)

    @cached_property
    def governing(self) -> Left:
        """The parts of the left context that belong to the noun after the figure."""
        left = self.context.left
        if left.rstrip().endswith("的") and pattern("recognised").match(self.plain_left):  # 入选“海聚基地”的|7个平台
            return Left(object=_ANY_BRACKETS.sub("", self.plain_left))
        if self.dealt_with or _JOINED.search(left.rstrip()):
            return Left()
        if "、" in left and "等" not in left:
            verb = pattern("kept_verb").match(self.plain_left) or pattern("reach").match(self.parts.verb)
            verb = None if verb and verb.group() == "每年" else verb
            return Left(object=verb.group() if verb else "")
        return self.parts

    @cached_property
    def owner(self) -> str:
        """What the left context says that the noun after the figure belongs to."""
        owner = tidy(self.governing.object)
        before = self.noun_before
        if before and owner.startswith(before) and owner[len(before) : len(before) + 1] in _WITH:
            return ""  # 8所省属院校与新疆|13所本科院校
        if before and owner == before:  # 2个服务模块|14个服务窗口, 资金慰问|600户家庭
            return owner[-2:] if len(owner) > 2 and owner[-2:] in words("finite_verbs") else ""
        if copula := _COPULA.fullmatch(owner):  # 捐赠对象为溧水区|51名困难学生
            owner = tidy(self.strip_place(copula.group(1)))
        if preposition := pattern("circumstance").match(owner):
            owner = owner[preposition.end() :] if self.measure is Measure.SHARE else ""
        if self.figure.quantity.unit.startswith("元"):
            owner = pattern("entitled").sub("", owner)
            owner = _MAY.sub("", owner)
        owner = _COUNT.sub("", owner)
        owner = _INCLUDED.sub("", owner)
        alone = owner.endswith("等") or pattern("trailing_existence").fullmatch(owner)
        return "" if alone else owner

    @cached_property
    def said(self) -> str:
        """The predicate as it is said of the things counted (为60万老年人提供体检 → 接受体检)."""
        given = self.dealt_with and self.context.left.rstrip().endswith(("为", "向", "给"))
        said = _PRESENTING.sub("获赠", _GIVING.sub(r"\1接受", self.predicate)) if given else self.predicate
        whole, said = said, _OF_WORK.sub("", _FURTHER_ACT.split(said)[0])
        if self.runs_on and whole.startswith(said) and not _FURTHER_ACT.search(whole):
            said = _OUTCOME.sub("", said)
        return "" if pattern("no_trait").search(plain_predicate(said)) else TOTAL_END.sub("", _briefly(said))

    @cached_property
    def runs_on(self) -> bool:
        """Whether the predicate goes on to the next figure, which is what the act came to."""
        figures, index = self.figure.sentence.figures, self.figure.index
        return index + 1 < len(figures) and figures[index + 1].context.joint is Joint.SHARED

    def seen(self, name: Name) -> Span | None:
        """Where a name's words stand: beside the figure, else nearest before it; None where the passage has none."""
        text, quantity = self.figure.text, self.figure.quantity
        low, high = self.room
        for told in filter(None, (name.text, *name.aliases)):
            start = text.rfind(told, low, quantity.start)
            if start < 0 and (start := text.find(told, quantity.end, high)) < 0:
                start = text.rfind(told, 0, low)
            if start >= 0:
                return start, start + len(told)
        return None


def _briefly(said: str) -> str:
    """A predicate without what only describes its object (开展为期两年的社区建设试点 → 开展社区建设试点)."""
    if "的" not in said:
        return said
    act = plain_predicate(said)
    verb = find_predicate(act, 0)
    return verb.group() + act.rpartition("的")[2] if verb and verb.start() == 0 and len(verb.group()) > 1 else said
