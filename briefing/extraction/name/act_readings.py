"""Readings of the names of figures that only an act tells: who took part, whom it reached, what was done."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import UNSAID, clause, told
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import find_predicate, pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import LEADS_TO, agent_of, object_of, plain_predicate, strip_front, tidy

_INVOLVED = re.compile(r"^.*涉及(?=..)")
_GROUPS = ("居民", "职工", "学生", "家庭", "农户", "农民", "人员", "群众", "员工")
_AGED = re.compile(r"\d+(?:周?岁)?[-—至]?\d*周?岁(?:及?以[上下])?")
_AGED_GROUP = re.compile(r"\d+(?:周?岁)?[-—至]?\d*周?岁(?:及?以[上下])?的?([一-龥]{2,6})(?:数量|人口)?$")
_GROUP = 2  # characters of a group of people at the head of a name
_ATTRACTED = re.compile(r"^(?:吸引|动员|邀请|组织)了?")
_EVENT = re.compile(r"(?:活动|赛|会|培训|讲座|课|班|服务|演出|展|宣传|检查|体检)$")
# 对镇村两级负责人、协理员; 开展业务培训
_TREATED = re.compile(r"(?:对|为|向|给|组织).{2,}")
_TREATMENT = re.compile(
    r"(?:分别|集中|全部|免费)?(?:进行|开展|实施|予以|给予|提供|组织|举办|发放|送去|送上)(?:了)?([^的，。；]{2,16})$"
)
# 实施棚户区改造，新开工|3200套
_UNDERTAKEN = re.compile(r"^(?:实施|推进|开展|启动|加快|推动)(?=.{2,8}(?:改造|建设|工程|行动|整治|修缮)$)")
_PLAIN_CLAUSE = re.compile(r"(?:像这样的|像这样|此类|这样的|类似的|这类)")


def taking_part(w: Words) -> Answer[Name] | None:
    """开展创业活动2800场，共有20万人次参与; 吸引各类求职人员2800人次参与."""
    previous = w.memory.previous
    taken = pattern("takes_part").fullmatch(w.predicate)
    if w.noun or not taken:
        return None
    thing = tidy(_ATTRACTED.sub("", w.core))
    if not w.core and previous and _EVENT.search(previous.text):
        thing = object_of(previous.text)
    elif thing == w.core:
        return None
    return told("taking-part", thing + taken["part"] + w.heads, taken["part"] + thing) if thing else None


def treated(w: Words) -> Answer[Name] | None:
    """对镇村两级负责人、协理员共计7948人开展业务培训."""
    if w.noun or not _TREATED.match(w.left):
        return None
    match = _TREATMENT.match(w.predicate)
    return told("treated", tidy(match.group(1)) + "人数", w.predicate) if match else None


def bare_verb(w: Words) -> Answer[Name] | None:
    """上半年开工安置房3200套、建成1800套."""
    if not w.continues and w.figure.quantity.unit not in w.memory.by_unit and not _UNDERTAKEN.match(w.clause_name):
        return None
    if w.subject not in ("", w.core) and len(w.subject) > _GROUP and not pattern("anaphor").fullmatch(w.subject):
        return None  # 家庭医生累计签约|18.7万人
    if verb := pattern("verbs_only").fullmatch(w.core):
        alone = w.core + "人数" if w.people else w.core
        return _with_thing(w, verb.group()) or told("verb-alone", alone)
    return _with_thing(w, w.parts.verb) if w.parts.verb and not w.core and not w.predicate else None


def predicate_people(w: Words) -> Answer[Name] | None:
    """全年3200人顺利实现就业."""
    helped = pattern("attracting").fullmatch(w.core) or pattern("helping").fullmatch(w.core)
    fits = (not w.core or helped) and 3 <= len(w.predicate) <= 24 and not LEADS_TO.search(w.predicate)
    return told("predicate-people", plain_predicate(w.predicate)) if fits else None


def reach(w: Words) -> Answer[Name] | None:
    """在校学生实施视力筛查，惠及2.4万人; 建成食堂46个，日均惠及5000人次."""
    if not pattern("average_reach").fullmatch(w.core):
        return None
    acts = w.core in words("acts")
    if w.people and w.memory.previous and acts:
        return told("reach-people", w.core + w.heads, w.memory.previous.text + w.core)
    agent = "" if w.clause_name else w.memory.agent
    if not agent and not w.subject and clause(w).value.text == UNSAID:
        return None
    thing = (w.subject or agent_of(agent) or _told_before(w)) + w.core
    return told("reach", thing + w.heads, thing, w.core, tidy(w.plain_left))


def _told_before(w: Words) -> str:
    """What the clause names, else the total of the figure before, else that figure."""
    told_by = clause(w)
    previous = w.figure.sentence.figures[w.figure.index - 1] if w.figure.index else None
    whole = previous.answers["part_of"].value if previous and told_by.rule == "inherited" else None
    name: Name = whole.answers["name"].value if whole else told_by.value
    return name.text


def narrowed(w: Words) -> Answer[Name] | None:
    """居民人均可支配收入1.8万元，其中城镇居民2.3万元: the narrower group takes the place of the wider."""
    older = _AGED.fullmatch(w.core)
    counted = w.memory.by_unit.get(w.figure.quantity.unit)
    if older and counted and (aged := _AGED_GROUP.match(counted.text)):  # 60岁以上老年人32万人…；80岁以上4.8万人
        return told("narrowed", w.core + aged.group(1), w.core)
    total, group = w.memory.by_unit.get(w.figure.quantity.unit), w.core[-_GROUP:]
    people = group in _GROUPS and len(w.core) > _GROUP and not w.noun
    at = total.text.find(group) if total and people else -1
    if total is None or not 0 <= at <= _GROUP or len(total.text) - at - _GROUP < _GROUP or w.core in total.text:
        return None
    return told("narrowed", w.core + total.text[at + _GROUP :], w.core)


def averaged(w: Words) -> Answer[Name] | None:
    """资助金额超过20亿元，年均6.67亿元."""
    previous, unit = w.memory.by_unit.get(w.figure.quantity.unit), w.figure.quantity.unit
    if previous is None and unit.startswith("元"):
        previous = w.memory.by_unit.get("元")
    whose = previous.text if previous else w.trend
    if not whose or w.noun or not pattern("average_alone").fullmatch(w.core):
        return None
    name = strip_front(whose, w.strip_place)
    return told("averaged", w.core + name, name + w.core)


def _with_thing(w: Words, verb: str) -> Answer[Name] | None:
    """A bare verb with what it speaks of: a clause without a figure just before, else the last thing counted so."""
    thing, memory = _UNDERTAKEN.sub("", _PLAIN_CLAUSE.sub("", w.clause_name)), w.memory
    if not 2 <= len(thing) <= 12 or find_predicate(thing, 0):
        by_unit = memory.by_unit.get(w.figure.quantity.unit)
        known = by_unit or (None if memory.previous is memory.by_unit.get("%") else memory.previous)
        thing = _INVOLVED.sub("", object_of(known.text)) if known else ""
        if (done := pattern("verbs_only").match(thing)) and 2 <= done.end() <= len(
            thing
        ) - 2:  # 完工|卫生室26所，剩余6所
            thing = thing[done.end() :]
    if verb in thing and pattern("term_head").search(thing):  # 改造每户补助最高3000元，全年改造1200户
        thing = thing[: thing.index(verb) + len(verb)]
    return told("verb-of-previous", thing if verb in thing else verb + thing, thing) if thing else None


OF_PEOPLE = OF_PREDICATES = (taking_part, treated, predicate_people)  # only of them
OF_ALL = (bare_verb, reach, narrowed, averaged)
