"""The readings of a figure's name: each speaks for one name where its evidence is there, and is named after its rule.

Which one is taken where several apply is a matter of their weights (data/weights.toml, [name]). The name is the
shortest noun phrase that a statistician would put in a table's first column. It stands before the figure
(养老床位利用率达到50.06%), after it (15个县域医疗卫生次中心), or was said earlier (高于全省平均约6个百分点).
"""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer, Candidate, grouped
from briefing.extraction.name import (
    act_readings,
    after_readings,
    base_readings,
    carried_readings,
    measured_readings,
    money_readings,
    sentence_readings,
    sibling_readings,
)
from briefing.extraction.name.carried_readings import told
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import (
    PER_HEAD,
    agent_of,
    deed_of,
    is_kind,
    owner_of,
    strip_front,
    taken_up,
    tidy,
    without_modifier,
)
from briefing.extraction.name.sibling_readings import EVERY, of_kind
from briefing.model import Bound, Measure

# Characters: of a name that says nothing without its subject, and of one that may lack it; of the longest name; of a
# subject that belongs to it
_SHORT_CORE, _LONG_CORE = 2, 6
_LONGEST_NAME, _SHORT_SUBJECT = 15, 8
_OFFER = re.compile(r"提供(?:了)?")
_WORKS = ("工程", "项目", "计划", "行动")
_OF_WORKS = re.compile(r"(?:总|规划|建筑|占地|用地|面积|地上|地下)")
_ONLY = re.compile(r"(?:仅|只|约|就)(?=占比$)")
_YEAR_INSIDE = re.compile(r"(?<=[一-龥]{3})(?<![到至从自于在按照])\d{4}年度?(?=[一-龥]{2})")
_NOW_INSIDE = re.compile(
    r"(?<=[一-龥]{2})(?:今年|去年|全年|[上下]半年|[前第]?[一二三四]季度(?![到至])|年[末底](?!余额|结)|目前|近年来)(?:以来)?(?=[一-龥]{2})"
)
_LEVEL_OF = re.compile(r"(.{2,}(?:水平|比例|幅度|标准))为.{4,}")
_HAVING = re.compile(r"^(?:实有|实际拥有|设(?![计施备立置])|有(?![效机限关组偿]))(?=[一-龥]{2})")
_COUNTED = re.compile(r"(?:总?数量?|总数)$")
_AMONG = re.compile(r"(.{3,})中以[^，。；]{2,8}")
_AVERAGE_END = re.compile(r"([^，。]{4,}?)(?:[从由]|折合|折算)?((?:月|年|日)?(?:人均|户均|床均))")
# 残疾人两项补贴惠及|1.2万人
_REACHED_END = re.compile(r"..(?:惠及|受益|受惠|覆盖)$")
# 营养改善计划|惠及学生1.4万人，补助标准5元; 户均补助
_REACHED = re.compile(r"(?<=[一-龥]{3})(?:共|累计)?(?:惠及|覆盖|受益|资助)[一-龥]{1,6}$")
_PERSONS = re.compile(r"(?:[人员者生师士民工户童妇]|学历|对象|群众|家庭|人数)$")
# 为环卫工人发放|防寒手套; 为劳动者|挽回损失
_GIVEN_TO = re.compile(
    r"^(?:为|向|给)([^，。为向给的]{2,10}?)(?:(?:免费)?(?:发放|赠送|提供|送去|送上|捐赠|配发|送出)(?:了)?(?=..)|(?=挽回|追讨|追回|减免|办理|解决|争取))"
)
_GIVEN = re.compile(r"^(?:为|向|给(?!付))(?=[^，。]{2,})")
# 市级财政对|民办养老机构每床每月补贴
_PAYER = re.compile(r"^[^，。对]{0,8}对(?=[^，。]{3,}(?:补贴|补助|奖励|奖补)$)")
_KINDS = 2
_CLAUSE_MARKS = "，,；;：:"


def over_threshold(w: Words) -> Answer[Name] | None:
    """投资1亿元以上项目57个: the threshold beside the noun is part of what is counted."""
    if w.context.joint is not Joint.SHARED or w.noun or not w.noun_before or tidy(w.context.left) != w.noun_before:
        return None
    before = w.figure.sentence.figures[w.figure.index - 1]
    if before.quantity.bound is Bound.EXACT or before.quantity.unit == w.figure.quantity.unit:
        return None
    named = before.answers["name"].value.text
    head = named.removesuffix(w.noun_before) if named.endswith(w.noun_before) else ""
    return told("over-threshold", head + before.written + w.noun_before, head + w.noun_before, w.noun_before)


def before_served(w: Words) -> Answer[Name] | None:
    """老年助餐服务已实现全覆盖，月均服务达1.2万人次."""
    if not (average := pattern("average_act").fullmatch(w.core)):
        return None
    served = re.search(f"([一-龥]{{2,6}}){average.group(1)}", w.clause.rpartition("的")[2])
    return told("before-served", served.group(1) + w.core, w.core, tidy(w.plain_left)) if served else None


def before_taken_up(w: Words) -> Answer[Name] | None:
    """发放生育津贴，津贴标准为每孩每月300元."""
    name = taken_up(w.core, w.clause)
    return told("before-taken-up", name, w.core, tidy(w.plain_left)) if name else None


def before_subject(w: Words) -> Answer[Name] | None:
    """“问题楼盘”化解累计实现交房2.4万套."""
    short = len(w.core) <= _SHORT_CORE or w.core in words("relational")
    if pattern("average_alone").fullmatch(w.core) and w.subject:  # 体育场地面积达到人均|2.8平方米
        return told("before-subject", w.core + w.subject, w.subject)
    if not short or not w.parts.object or len(w.subject) <= _SHORT_CORE:
        return None
    subject = _GIVEN.sub("", w.subject)
    return told("before-subject", subject + w.core, w.core, tidy(w.plain_left), subject=subject)


def before_owner(w: Words) -> Answer[Name] | None:
    """组建护林队伍12支，成员达到860余人."""
    previous = w.memory.previous
    if not w.core or (w.subject and not pattern("anaphor").fullmatch(w.subject)):
        return None
    told_so = w.memory.by_unit.get("%")  # 旧厂改造开工率为80%…。分省份看，11个省份开工率达到95%
    if told_so and w.core in words("relational") and w.core.endswith("率") and told_so.text.endswith(w.core):
        return told("before-owner", told_so.text, w.core)
    owner, core = _of_institution(w) or of_kind(w) or ("", w.core)
    core = _HAVING.sub("", core)
    owner = owner or _owner(w, previous)
    subject = previous.subject if previous else ""
    if not owner or owner.endswith(core) or owner in core:
        return None
    owner = owner.removesuffix(core[:_SHORT_CORE]) or owner
    return told("before-owner", owner + core, core, tidy(w.plain_left), subject=subject)


def _of_institution(w: Words) -> tuple[str, str] | None:
    """The institution that a name lacks, and the name without the word that stood for it (项目占地 → 占地)."""
    institution, core = w.memory.institution, w.core
    if not institution or core.startswith(institution):
        return None
    stands_for = pattern("leading_anaphor").match(core)
    if (
        stands_for
        and not pattern("anaphor").fullmatch(stands_for.group())
        and not is_kind(institution, stands_for.group())
    ):
        return None
    rest = core[stands_for.end() :] if stands_for and not core.endswith(("资金", "经费")) else core
    if PER_HEAD.search(rest):
        return None  # 公共图书馆1个。人均体育场地面积|2.9平方米
    sized = w.figure.quantity.unit in words("sizes") and pattern("size").search(rest)
    if sized and institution.endswith(_WORKS) and not _OF_WORKS.match(rest):
        return None
    relational = len(rest) < _SHORT_CORE or rest in words("relational")
    near = w.memory.sentences_since <= 1
    acts = near and not institution.endswith(_WORKS) and pattern("institution_act").match(core)
    if (
        relational
        or acts
        or (sized and near)
        or (not w.memory.sentences_since and pattern("has").match(w.context.left))
    ):
        return institution, rest
    return None


def _owner(w: Words, previous: Name | None) -> str:
    """What a name without a subject of its own belongs to of what was counted just before."""
    memory, core = w.memory, _HAVING.sub("", w.core)
    if previous is None or not w.continues:
        return ""
    incomplete = (
        len(core) < _SHORT_CORE or core in words("relational") or pattern("paid_each").fullmatch(core) is not None
    )
    taken_up = core[_SHORT_CORE:] in words("sums_of_act") and previous.text.endswith(core[:_SHORT_CORE])
    incomplete |= taken_up  # 医疗救助3.8万人次，救助金额2680万元
    previous = _acting(w, previous)
    verb = pattern("kept_verb").match(previous.text)
    sized = w.figure.quantity.unit in words("sizes") and pattern("bare_size").fullmatch(core)
    if sized or (
        incomplete
        and (w.figure.quantity.unit.startswith("元") or not (verb and verb.group() in words("carried_in_lists")))
    ):
        return EVERY.sub("", deed_of(owner_of(_kind(w) or _REACHED.sub("", previous.text))))
    # next to the figure before, but for the noun that belongs to that one
    adjacent = not w.before if w.gap[:1] in _CLAUSE_MARKS else not any(mark in w.before for mark in _CLAUSE_MARKS)
    own_head = core[-_SHORT_CORE:] == previous.subject[-_SHORT_CORE:]
    if previous.subject and adjacent and len(core) <= _LONG_CORE and not own_head:
        return previous.subject
    agent = agent_of(deed_of(memory.agent))
    return agent if pattern("agents").match(core) and core not in agent else ""


def _acting(w: Words, previous: Name) -> Name:
    """What reached the things counted just before (改造小区126个，涉及楼栋860栋，总投资5亿元), else those things."""
    held: Name | None = None
    for figure in reversed(w.figure.sentence.figures[: w.figure.index]):
        name: Name = figure.answers["name"].value
        held = None if pattern("reaching").match(name.text) else held or name
        if held and figure.context.joint is not Joint.LIST:
            return held
    return held or previous


def _kind(w: Words) -> str:
    """What two kinds have in common whose list ends before the figure (公办幼儿园120所、民办幼儿园86所，教师…)."""
    figures, index = w.figure.sentence.figures, w.figure.index
    if index < _KINDS or w.context.joint is Joint.LIST or figures[index - 1].context.joint is not Joint.LIST:
        return ""
    names = [without_modifier(figure.answers["name"].value.text) for figure in figures[index - _KINDS : index]]
    return names[0] if len(set(names)) == 1 else ""


def before_offered(w: Words) -> Answer[Name] | None:
    """举办招聘活动3600场，提供就业岗位4.6万个: what is offered is named with its verb."""
    verb = _OFFER.search(w.context.left)
    fits = verb and w.core.endswith("岗位") and len(w.core) <= _LONG_CORE and len(w.subject) <= _SHORT_SUBJECT
    return told("before-offered", w.subject + "提供" + w.core, w.core) if fits else None


def before_act(w: Words) -> Answer[Name] | None:
    """运动员在各类比赛中五年共获世界冠军26项: the object of the last act of a clause too long for a name."""
    if len(w.core) <= _LONGEST_NAME and not pattern("leading_pronoun").search(w.core):
        return None
    verbs = [match for match in pattern("finite").finditer(w.core) if match.start() >= _SHORT_CORE]
    thing = tidy(strip_front(w.core[verbs[-1].end() :], w.strip_place)) if verbs else ""
    fits = len(thing) >= _SHORT_CORE + 1 and thing not in words("funds") and thing not in words("money_heads")
    kept = verbs[-1].group() if verbs and verbs[-1].group() in words("treating") else ""
    return told("before-act", kept + thing, thing, w.core) if fits else None


def before(w: Words) -> Answer[Name] | None:
    """养老床位利用率达到50.06%."""
    if not w.core:
        return None
    bare = _COUNTED.sub("", w.core)
    general = len(bare) <= _SHORT_CORE or pattern("kept_act").match(w.core)  # 新开工|小区, 新开工|改造老旧小区
    general = general and pattern("kept_act").fullmatch(w.parts.verb)
    core = w.parts.verb.removeprefix("可") + w.core if general else pattern("inner_total").sub("", w.core)
    if w.people and w.parts.verb in words("obtaining") and not _PERSONS.search(core):  # 取得技能等级证书|860人
        core = w.parts.verb + core
    if w.people and pattern("act_done").fullmatch(core):  # 累计接待|3200人次
        core += w.heads
    if w.figure.quantity.unit.startswith("元"):
        core = _PAYER.sub("", core)
    if core == w.subject and w.parts.verb in ("开工", "新开工", "竣工", "完工"):  # 棚户区改造开工|6500套
        core += w.parts.verb
    core = pattern("act_held").sub("", core)
    core = _GIVEN_TO.sub(r"\1", _HAVING.sub("", _NOW_INSIDE.sub("", core)))
    if w.measure is Measure.SHARE and (level := _LEVEL_OF.fullmatch(core)):  # 调整水平为月人均养老金的|3.8%
        core = level.group(1)
    core = _YEAR_INSIDE.sub("", _ONLY.sub("", core))
    if among := _AMONG.fullmatch(core):  # 确诊病例中以台南市的|855例为最多
        core = among.group(1)
    if core.endswith("均") and (average := _AVERAGE_END.fullmatch(core)):  # 企业退休人员基本养老金月人均|3286元
        core = average.group(2) + average.group(1)
    if w.people and _REACHED_END.search(core):
        core += w.heads
    if w.figure.quantity.unit == "平方米" and pattern("institution").search(core):  # 疾控中心提高到|8000平方米
        core += "面积"
    return told("before", core, tidy(w.plain_left), w.core)


_BEFORE = (
    over_threshold,
    before_served,
    before_taken_up,
    before_subject,
    before_owner,
    before_offered,
    before_act,
    before,
)
_READINGS = grouped(
    "name",
    (
        *measured_readings.OF_ALL,
        *base_readings.OF_ALL,
        *carried_readings.OF_ALL,
        *sentence_readings.OF_ALL,
        *money_readings.OF_ALL,
        *act_readings.OF_ALL,
        *sibling_readings.OF_ALL,
        *_BEFORE,
    ),
    measured_readings.OF_COMPARED,
    after_readings.OF_NOUNS + sentence_readings.OF_NOUNS + money_readings.OF_NOUNS + measured_readings.OF_NOUNS,
    after_readings.OF_PREDICATES + act_readings.OF_PREDICATES + money_readings.OF_PREDICATES,
    act_readings.OF_PEOPLE + sentence_readings.OF_PEOPLE,
    measured_readings.OF_ROWS + sentence_readings.OF_ROWS,
    sentence_readings.OF_MONEY + money_readings.OF_MONEY,
    measured_readings.OF_SHARES + sentence_readings.OF_SHARES + money_readings.OF_SHARES + after_readings.OF_SHARES,
    money_readings.OF_TERMS + sentence_readings.OF_TERMS,
)


def readings(w: Words) -> tuple[Candidate[Name], ...]:
    """The readings by falling weight, without those that have nothing to say of a figure."""
    money, share = w.figure.quantity.unit.startswith("元"), w.measure is Measure.SHARE
    compared = w.measure in (Measure.CHANGE, Measure.GAP, Measure.RANK)
    said = bool(w.noun), bool(w.predicate)
    return _READINGS(compared, *said, w.people, w.row.length > 1, money, share, money or share)
