"""The readings of a figure's name: each speaks for one name where its evidence is there, and is named after its rule.

Which one is taken where several apply is a matter of their weights (data/weights.toml, [name]). The name is the
shortest noun phrase that a statistician would put in a table's first column. It stands before the figure
(养老床位利用率达到50.06%), after it (15个县域医疗卫生次中心), or was said earlier (高于全省平均约6个百分点).
"""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer, in_order
from briefing.extraction.name.carried_readings import UNNAMED, clause, told
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import find_predicate, pattern, words
from briefing.extraction.name.measured_readings import MEASURED
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import (
    LEADS_TO,
    is_kind,
    object_of,
    owner_of,
    plain_predicate,
    strip_front,
    taken_up,
    telling,
    tidy,
    without_modifier,
)

# 进行提档升级
_LIGHT_VERB = re.compile(r"(?:进行|开展|实施|予以)(?:了)?([一-龥]{2,8})$")
# (涵盖70多家)政行企校研的产教联合体
_HELD = re.compile(r"^([^的，。；]{2,16})的([^的，。；]{3,20})$")
_ATTRACTED = re.compile(r"^(?:吸引|动员|邀请|组织)了?")
_EVENT = re.compile(r"(?:活动|赛|会|培训|讲座|课|班|服务|演出|展|宣传|检查|体检)$")
# 对镇村两级负责人、协理员; 开展业务培训
_TREATED = re.compile(r"(?:对|为|向|给|组织).{2,}")
_TREATMENT = re.compile(
    r"(?:分别|集中|全部|免费)?(?:进行|开展|实施|予以|给予|提供|组织|举办|发放|送去|送上)(?:了)?([^的，。；]{2,16})$"
)
_PLAIN_CLAUSE = re.compile(r"(?:像这样的|像这样|此类|这样的|类似的|这类)")
# Characters: of a noun that takes what is said of it into the name, of an owner that such a noun may have, of an owner
# at all; of a name that says nothing without its subject, and of one that may lack it
_LONGEST_HEAD, _SHORT_OWNER, _LONGEST_OWNER = 12, 8, 16
_SHORT_CORE, _LONG_CORE = 2, 6
_LONGEST_NAME = 15
_OFFER = re.compile(r"提供(?:了)?")
_CLAUSE_MARKS = "，,；;：:"


# Figures with their noun after them


def held(w: Words) -> Answer[Name] | None:
    """涵盖70多家政行企校研的产教联合体."""
    match = _HELD.match(w.context.right.strip()) if w.noun and pattern("holds").search(w.context.left) else None
    return told("held", match.group(2) + match.group(1), match.group(1)) if match else None


def after_treatment(w: Words) -> Answer[Name] | None:
    """对34家公办养老机构进行提档升级."""
    match = _LIGHT_VERB.match(w.predicate) if w.noun and w.dealt_with else None
    return told("after-treatment", match.group(1) + w.noun, w.noun) if match else None


def after_part(w: Words) -> Answer[Name] | None:
    """24.8万中小学生受益; 吸引1200名妇女参加培训; 帮助300名学生圆了大学梦."""
    if not w.noun:
        return None
    if w.predicate == "受益":
        return told("after-part", w.predicate + w.noun, w.noun)
    verb = tidy(w.governing.whole)
    if pattern("helping").search(verb) and "了" in w.said:
        return told("after-part", verb + w.noun, w.noun)
    fits = w.people and pattern("attracting").search(verb) and telling(w.said, w.noun) and not w.memory.agent
    return told("after-part", f"{plain_predicate(w.said)}的{w.noun}", verb + w.noun, w.noun) if fits else None


def after_reach(w: Words) -> Answer[Name] | None:
    """两癌筛查覆盖3.2万名适龄妇女."""
    if not w.noun or not pattern("reach").search(w.governing.whole):
        return None
    verb = tidy(w.governing.whole)
    agent = object_of(w.memory.agent) if pattern("agents").fullmatch(verb) else ""
    said = plain_predicate(w.said.removeprefix("实现")) if agent and telling(w.said, w.noun) else ""
    return told("after-reach", agent + verb + w.noun + said, verb + w.noun + said, verb + w.noun, w.noun)


def after_same(w: Words) -> Answer[Name] | None:
    """社区食堂已建成8家食堂."""
    return told("after-same", w.owner, w.noun) if w.noun and w.owner.endswith(w.noun) else None


def recognised(w: Words) -> Answer[Name] | None:
    """9所学校获评省级文明校园."""
    match = pattern("recognised").match(w.predicate)
    if match is None:
        return None
    title = w.predicate[match.end() :]
    if not w.noun:
        return None if w.core else told("recognised", tidy(title), tidy(w.predicate))
    fits = w.noun[-1] in title[-2:]
    return told("recognised", tidy(title), f"{w.predicate}的{w.noun}", w.noun) if fits else None


def after_predicate(w: Words) -> Answer[Name] | None:
    """12个乡镇卫生院全部建成中医馆; 两地222项检查检验结果实现互认."""
    if not w.noun or not telling(w.said, w.noun):
        return None
    said = f"{plain_predicate(w.said)}的{w.noun}"
    if 0 < len(w.owner) <= _SHORT_OWNER:
        of = pattern("leading_existence").sub("", w.owner)
        return told("after-owner-predicate", of + said, w.owner + w.noun, w.noun)
    fits = not w.owner and len(w.noun) <= _LONGEST_HEAD
    return told("after-predicate", said, w.noun, tidy(w.governing.whole + w.noun)) if fits else None


def after_institution(w: Words) -> Answer[Name] | None:
    """青禾第三中学位于城东新区，设计规模48个班."""
    if not w.noun or not w.memory.institution:
        return None
    noun = w.owner + w.noun
    fits = len(w.noun) == 1 or noun == w.noun in words("relational")
    aliases = noun, tidy(w.governing.whole + w.noun)
    return told("after-institution", w.memory.institution + noun, *aliases) if fits else None


def after_owner(w: Words) -> Answer[Name] | None:
    """新建改扩建15所公办幼儿园."""
    if not w.noun or not 0 < len(w.owner) <= _LONGEST_OWNER:
        return None
    return told("after-owner", w.owner + w.noun, w.noun, tidy(w.governing.whole + w.noun))


def after(w: Words) -> Answer[Name] | None:
    """建成8个社区食堂."""
    return told("after", w.noun, tidy(w.governing.whole + w.noun)) if w.noun else None


# Figures without one


def bare_verb(w: Words) -> Answer[Name] | None:
    """上半年开工安置房3200套、建成1800套."""
    if not w.continues:
        return None
    if verb := pattern("verbs_only").fullmatch(w.core):
        alone = w.core + "人数" if w.people else w.core
        return _with_thing(w, verb.group()) or told("verb-alone", alone)
    return _with_thing(w, w.parts.verb) if w.parts.verb and not w.core and not w.predicate else None


def _with_thing(w: Words, verb: str) -> Answer[Name] | None:
    """A bare verb with what it speaks of: a clause without a figure just before, else the last thing counted so."""
    thing, memory = _PLAIN_CLAUSE.sub("", w.clause_name), w.memory
    if not 2 <= len(thing) <= 12 or find_predicate(thing, 0):
        by_unit = memory.by_unit.get(w.figure.quantity.unit)
        known = by_unit or (None if memory.previous is memory.by_unit.get("%") else memory.previous)
        thing = object_of(known.text) if known else ""
    return told("verb-of-previous", verb + thing, thing) if thing else None


def predicate_people(w: Words) -> Answer[Name] | None:
    """全年3200人顺利实现就业."""
    fits = not w.core and 3 <= len(w.predicate) <= 24 and w.people and not LEADS_TO.search(w.predicate)
    return told("predicate-people", plain_predicate(w.predicate)) if fits else None


def reach(w: Words) -> Answer[Name] | None:
    """在校学生实施视力筛查，惠及2.4万人; 建成食堂46个，日均惠及5000人次."""
    if not pattern("average_reach").fullmatch(w.core):
        return None
    counted = "人次" if w.figure.quantity.unit == "人次" else "人数" if w.people else ""
    acts = w.core in words("acts")
    if w.people and w.memory.previous and acts:
        return told("reach-people", w.core + counted, w.memory.previous.text + w.core)
    agent = "" if w.clause_name else w.memory.agent
    thing = (object_of(agent) or clause(w).value.text) + w.core
    return told("reach", thing + counted, thing, w.core, tidy(w.plain_left))


def averaged(w: Words) -> Answer[Name] | None:
    """资助金额超过20亿元，年均6.67亿元."""
    previous = w.memory.by_unit.get(w.figure.quantity.unit)
    if previous is None or w.noun or not pattern("average_alone").fullmatch(w.core):
        return None
    name = strip_front(previous.text, w.strip_place)
    return told("averaged", w.core + name, name + w.core)


def taking_part(w: Words) -> Answer[Name] | None:
    """开展创业活动2800场，共有20万人次参与; 吸引各类求职人员2800人次参与."""
    previous = w.memory.previous
    if not w.people or w.noun or not pattern("takes_part").fullmatch(w.predicate):
        return None
    thing = tidy(_ATTRACTED.sub("", w.core))
    if not w.core and previous and _EVENT.search(previous.text):
        thing = object_of(previous.text)
    elif thing == w.core:
        return None
    unit = "人次" if w.figure.quantity.unit == "人次" else "人数"
    return told("taking-part", thing + w.predicate[:2] + unit, w.predicate[:2] + thing) if thing else None


def treated(w: Words) -> Answer[Name] | None:
    """对镇村两级负责人、协理员共计7948人开展业务培训."""
    if not w.people or w.noun or not _TREATED.match(w.left):
        return None
    match = _TREATMENT.match(w.predicate)
    return told("treated", tidy(match.group(1)) + "人数", w.predicate) if match else None


def before_modifier(w: Words) -> Answer[Name] | None:
    """养老机构85家(公办32家、民办53家)."""
    if w.core not in words("modifiers") or w.memory.previous is None:
        return None
    return told("before-modifier", w.core + without_modifier(w.memory.previous.text), w.core)


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
    if not short or not w.parts.object or len(w.subject) <= _SHORT_CORE:
        return None
    return told("before-subject", w.subject + w.core, w.core, tidy(w.plain_left), subject=w.subject)


def before_owner(w: Words) -> Answer[Name] | None:
    """组建护林队伍12支，成员达到860余人."""
    previous = w.memory.previous
    if not w.core or (w.subject and not pattern("anaphor").fullmatch(w.subject)):
        return None
    owner, core = _of_institution(w) or ("", w.core)
    owner = owner or _owner(w, previous)
    subject = previous.subject if previous else ""
    return told("before-owner", owner + core, core, tidy(w.plain_left), subject=subject) if owner else None


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
    rest = core[stands_for.end() :] if stands_for else core
    sized = w.figure.quantity.unit in words("sizes") and pattern("size").search(rest)
    relational = len(rest) < _SHORT_CORE or rest in words("relational")
    near = w.memory.sentences_since <= 1
    acts = near and pattern("institution_act").match(core)
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
    memory, core = w.memory, w.core
    if previous is None or not w.continues:
        return ""
    incomplete = len(core) < _SHORT_CORE or core in words("relational")
    verb = pattern("kept_verb").match(previous.text)
    if incomplete and not (verb and verb.group() in words("carried_in_lists")):
        return object_of(owner_of(previous.text))
    # next to the figure before, but for the noun that belongs to that one
    adjacent = not w.before if w.gap[:1] in _CLAUSE_MARKS else not any(mark in w.before for mark in _CLAUSE_MARKS)
    if previous.subject and adjacent and len(core) <= _LONG_CORE:
        return previous.subject
    agent = object_of(memory.agent)
    return agent if pattern("agents").match(core) and core not in agent else ""


def before_offered(w: Words) -> Answer[Name] | None:
    """举办招聘活动3600场，提供就业岗位4.6万个: what is offered is named with its verb."""
    verb = _OFFER.search(w.context.left)
    fits = verb and w.core.endswith("岗位") and len(w.core) <= _LONG_CORE and not w.subject
    return told("before-offered", "提供" + w.core, w.core) if fits else None


def before_act(w: Words) -> Answer[Name] | None:
    """运动员在各类比赛中五年共获世界冠军26项: the object of the last act of a clause too long for a name."""
    if len(w.core) <= _LONGEST_NAME and not pattern("leading_pronoun").search(w.core):
        return None
    verbs = [match for match in pattern("finite").finditer(w.core) if match.start() >= _SHORT_CORE]
    thing = tidy(strip_front(w.core[verbs[-1].end() :], w.strip_place)) if verbs else ""
    fits = len(thing) >= _SHORT_CORE + 1 and thing not in words("funds") and thing not in words("money_heads")
    return told("before-act", thing, w.core) if fits else None


def before(w: Words) -> Answer[Name] | None:
    """养老床位利用率达到50.06%."""
    return told("before", w.core, tidy(w.plain_left)) if w.core else None


_AFTER = (held, after_treatment, after_part, after_reach, after_same, recognised, after_predicate)
_AFTER_PLAIN = (after_institution, after_owner, after)
_VERBS = (taking_part, treated, bare_verb, predicate_people, reach, averaged)
_BEFORE = (
    before_modifier,
    before_served,
    before_taken_up,
    before_subject,
    before_owner,
    before_offered,
    before_act,
    before,
)
READINGS = in_order("name", (*MEASURED, *_AFTER, *_AFTER_PLAIN, *_VERBS, *_BEFORE, *UNNAMED))
