"""The readings of a figure's name: each speaks for one name where its evidence is there, and is named after its rule.

Which one is taken where several apply is a matter of their weights (data/weights.toml, [name]). The name is the
shortest noun phrase that a statistician would put in a table's first column. It stands before the figure
(养老床位利用率达到50.06%), after it (15个县域医疗卫生次中心), or was said earlier (高于全省平均约6个百分点).
"""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer, in_order
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import OF_WHOLE, Words
from briefing.extraction.name.lexicon import find_predicate, pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import (
    LEADS_TO,
    cleaned,
    ending_of,
    object_of,
    owner_of,
    plain_predicate,
    shorten_brackets,
    spent_next,
    strip_back,
    strip_change,
    strip_front,
    take_apart,
    taken_up,
    telling,
    tidy,
    without_modifier,
)
from briefing.model import Measure

# 自付医疗费用超过当次住院总费用|10%的部分
_EXCESS = re.compile(r"^(.{2,20}?)(?:超过|超出|高于)(.{2,16})$")
# 进行提档升级
_LIGHT_VERB = re.compile(r"(?:进行|开展|实施|予以)(?:了)?([一-龥]{2,8})$")
_FUND = re.compile(r"(?:专项)?(?:资金|基金|经费)$")
# (涵盖70多家)政行企校研的产教联合体
_HELD = re.compile(r"^([^的，。；]{2,16})的([^的，。；]{3,20})$")
_PLAIN_CLAUSE = re.compile(r"(?:像这样的|像这样|此类|这样的|类似的|这类)")
# Characters: of a noun that takes what is said of it into the name, of an owner that such a noun may have, of an owner
# at all; of a name that says nothing without its subject, and of one that may lack it
_LONGEST_HEAD, _SHORT_OWNER, _LONGEST_OWNER = 12, 8, 16
_SHORT_CORE, _LONG_CORE = 2, 6
_LONGEST_PREDICATE = 18
_CLAUSE_MARKS = "，,；;：:"
_CHANGES = (Measure.CHANGE, Measure.GAP)


def _told(rule: str, text: str, *aliases: str, subject: str = "") -> Answer[Name]:
    return Answer(Name(text, aliases, subject), rule)


def paired(w: Words) -> Answer[Name] | None:
    """小学、初中在校生分别增长3.4%、5.4%."""
    row = w.row
    if not len(row.names) == row.length > 1:
        return None
    name = row.names[w.figure.index - row.first]
    if not row.shared or not row.distributed:
        return _told("paired", name)
    return _told("paired-shared", pattern("preposition").sub("", name, count=1) + row.shared, row.shared)


def paired_earlier(w: Words) -> Answer[Name] | None:
    """教育支出12亿元、医疗支出8亿元，分别增长5%、7.5%."""
    return Answer(w.taken_up, "paired-earlier") if w.taken_up else None


def excess(w: Words) -> Answer[Name] | None:
    """医疗费用超过总费用10%的部分."""
    match = _EXCESS.match(w.left) if w.context.right.lstrip().startswith("的部分") else None
    return _told("excess", f"{tidy(match.group(1))}占{tidy(match.group(2))}比例", w.left) if match else None


# Places in an order, changes and distances


def _ranked(w: Words, text: str) -> str:
    """What is ranked: 三级公立医院在省级考核中位列 → 三级公立医院省级考核."""
    text = pattern("ranked").sub("", text)
    text = strip_front(take_apart(text).object or text, w.strip_place)
    contest = pattern("in_contest")
    return tidy(contest.sub(r"\1", text) if contest.search(text) else strip_back(text))


def rank_base(w: Words) -> Answer[Name] | None:
    """养老床位利用率位居全省第二; 护理院成功入选实训基地，综合实力排名全省第三."""
    if w.measure is not Measure.RANK:
        return None
    left = strip_front(shorten_brackets(w.context.left), w.strip_place)
    base = _ranked(w, left)
    if w.memory.institution and base in words("relational"):
        return _told("rank-institution", w.memory.institution + base, base)
    return _told("rank-base", base, tidy(left)) if len(base) >= 2 else None


def rank_clause(w: Words) -> Answer[Name] | None:
    """养老床位利用率居全省前列(第二)."""
    if w.measure is not Measure.RANK or w.context.joint is not Joint.BRACKET:
        return None
    base = _ranked(w, cleaned(w.clause, w.strip_place))
    return _told("rank-clause", base) if len(base) >= 2 else None


def change_base(w: Words) -> Answer[Name] | None:
    """信访量同比下降45%; 增加优质学位2590个."""
    if w.measure not in _CHANGES:
        return None
    base = strip_change(w.left)
    if w.memory.previous is not None:
        base = pattern("against").sub("", base)
    base = tidy(take_apart(base).object or base)
    if (verb := pattern("changing").match(base)) and len(base) - verb.end() >= 2:
        return _told("change-object", base[verb.end() :], base)
    if len(base) < 2 or pattern("trailing_change").fullmatch(base):
        return None
    return _told("change-base", base, *([base + w.noun] if w.noun else []))


def change_after(w: Words) -> Answer[Name] | None:
    """增加3000个学位."""
    return _told("change-after", w.noun) if w.measure in _CHANGES and w.noun else None


def change_trend(w: Words) -> Answer[Name] | None:
    """毕业生人数稳中有升，增长9.38%."""
    return _told("change-trend", w.trend) if w.measure in _CHANGES and w.trend else None


def compared_inherited(w: Words) -> Answer[Name] | None:
    """签约居民3.2万人，比上年增加1800人; 参保率达到97.5%，居全省第三."""
    rule = "rank-inherited" if w.measure is Measure.RANK else "change-inherited" if w.measure in _CHANGES else ""
    return _again(w, rule) if rule else None


def compared_alone(w: Words) -> Answer[Name] | None:
    """A position, a change or a figure alone in a bracket: what stands after it, else what was told before."""
    if w.measure is Measure.RANK and w.noun:
        return _told("rank-after", w.noun)
    bare = w.context.joint is Joint.BRACKET and not w.left and not w.noun
    return clause(w) if bare or w.measure is Measure.RANK or w.measure in _CHANGES else None


# Shares


def _whose(w: Words) -> str:
    return w.memory.previous.text if w.memory.previous else clause(w).value.text


def share_of(w: Words) -> Answer[Name] | None:
    """民生支出41.5亿元，占一般公共预算支出的76.4%."""
    match = OF_WHOLE.match(w.left)
    if match is None:
        return None
    part, whole = _whose(w), tidy(match.group(1))
    if not whole:
        return _told("share-of", f"{part}占比")
    return _told("share-of", f"{part}占{whole}比重", f"{part}占比", f"{part}占{whole}")


def share_of_task(w: Words) -> Answer[Name] | None:
    """一般公共预算收入完成年初预算的54.4%."""
    if w.measure is not Measure.SHARE or w.noun or not (match := pattern("of_task").match(w.left)):
        return None
    part = tidy(match.group(1)) or _whose(w)
    return _told("share-of-task", f"{part}完成{tidy(match.group(2))}比例", part)


def share_of_noun(w: Words) -> Answer[Name] | None:
    """86%的综合医院建成老年友善医疗机构."""
    if w.measure is not Measure.SHARE or not w.noun or not w.context.right.startswith("的"):
        return None
    return _told("share-of-noun", f"{w.predicate}的{w.noun}占比" if w.predicate else f"{w.noun}占比", w.noun)


# Money


def spent_on(w: Words) -> Answer[Name] | None:
    """投入260万元建成智慧养老服务平台."""
    match = pattern("spent_on").match(w.predicate)
    if match is None or w.noun:
        return None
    thing = tidy(match.group(1))
    if len(w.core) <= 4:
        return _told("spent-on", thing + (w.core or "投入"), w.core + thing, w.core)
    money = pattern("money_head").search(w.core)
    thing = tidy(match.group(1).removeprefix("首个"))
    return _told("spent-on", w.core[: money.start()] + thing + money.group(), w.core) if money else None


def spent_after(w: Words) -> Answer[Name] | None:
    """投入资金1300万元，建成5个社区养老服务综合体."""
    money, end = w.noun or w.core, w.figure.quantity.end
    if w.figure.index or (money not in words("funds") and (w.noun or money not in words("money_heads"))):
        return None
    if "，" not in (until := w.figure.text[end : w.room[1]]) and "," not in until:
        return None
    thing = spent_next(w.figure.text[end : w.figure.sentence.end])
    aliases = (money, thing) if w.noun else (money,)
    return _told("spent-after", _FUND.sub("", thing) + money, *aliases) if thing else None


def worth(w: Words) -> Answer[Name] | None:
    """总价值300万元的医疗设备."""
    match = pattern("worth").search(w.plain_left) if w.noun and w.context.right.startswith("的") else None
    return _told("worth", w.noun + match.group(), w.noun) if match else None


def tariff(w: Words) -> Answer[Name] | None:
    """津贴的标准分为：65-69周岁，75元/月."""
    if not w.memory.tariff or w.predicate:
        return None
    case = w.core or tidy(w.clause)
    fits = 2 <= len(case) <= 14 and pattern("case").search(case)
    return _told("tariff", case + w.memory.tariff, w.memory.tariff, case) if fits else None


# Figures with their noun after them


def held(w: Words) -> Answer[Name] | None:
    """涵盖70多家政行企校研的产教联合体."""
    match = _HELD.match(w.context.right.strip()) if w.noun and pattern("holds").search(w.context.left) else None
    return _told("held", match.group(2) + match.group(1), match.group(1)) if match else None


def after_treatment(w: Words) -> Answer[Name] | None:
    """对34家公办养老机构进行提档升级."""
    match = _LIGHT_VERB.match(w.predicate) if w.noun and w.dealt_with else None
    return _told("after-treatment", match.group(1) + w.noun, w.noun) if match else None


def after_reach(w: Words) -> Answer[Name] | None:
    """两癌筛查覆盖3.2万名适龄妇女."""
    if not w.noun or not pattern("reach").search(w.governing.whole):
        return None
    verb = tidy(w.governing.whole)
    agent = object_of(w.memory.agent) if pattern("agents").fullmatch(verb) else ""
    said = plain_predicate(w.said.removeprefix("实现")) if agent and telling(w.said, w.noun) else ""
    return _told("after-reach", agent + verb + w.noun + said, verb + w.noun + said, verb + w.noun, w.noun)


def after_same(w: Words) -> Answer[Name] | None:
    """社区食堂已建成8家食堂."""
    return _told("after-same", w.owner, w.noun) if w.noun and w.owner.endswith(w.noun) else None


def recognised(w: Words) -> Answer[Name] | None:
    """9所学校获评省级文明校园."""
    match = pattern("recognised").match(w.predicate)
    if match is None:
        return None
    title = w.predicate[match.end() :]
    if not w.noun:
        return None if w.core else _told("recognised", tidy(title), tidy(w.predicate))
    fits = w.noun[-1] in title[-2:]
    return _told("recognised", tidy(title), f"{w.predicate}的{w.noun}", w.noun) if fits else None


def after_predicate(w: Words) -> Answer[Name] | None:
    """12个乡镇卫生院全部建成中医馆; 两地222项检查检验结果实现互认."""
    if not w.noun or not telling(w.said, w.noun):
        return None
    told = f"{plain_predicate(w.said)}的{w.noun}"
    if 0 < len(w.owner) <= _SHORT_OWNER:
        of = pattern("leading_existence").sub("", w.owner)
        return _told("after-owner-predicate", of + told, w.owner + w.noun, w.noun)
    fits = not w.owner and len(w.noun) <= _LONGEST_HEAD
    return _told("after-predicate", told, w.noun, tidy(w.governing.whole + w.noun)) if fits else None


def after_institution(w: Words) -> Answer[Name] | None:
    """青禾第三中学位于城东新区，设计规模48个班."""
    if not w.noun or not w.memory.institution:
        return None
    noun = w.owner + w.noun
    fits = len(w.noun) == 1 or noun == w.noun in words("relational")
    aliases = noun, tidy(w.governing.whole + w.noun)
    return _told("after-institution", w.memory.institution + noun, *aliases) if fits else None


def after_owner(w: Words) -> Answer[Name] | None:
    """新建改扩建15所公办幼儿园."""
    if not w.noun or not 0 < len(w.owner) <= _LONGEST_OWNER:
        return None
    return _told("after-owner", w.owner + w.noun, w.noun, tidy(w.governing.whole + w.noun))


def after(w: Words) -> Answer[Name] | None:
    """建成8个社区食堂."""
    return _told("after", w.noun, tidy(w.governing.whole + w.noun)) if w.noun else None


# Figures without one


def bare_verb(w: Words) -> Answer[Name] | None:
    """上半年开工安置房3200套、建成1800套."""
    if not w.continues:
        return None
    if verb := pattern("verbs_only").fullmatch(w.core):
        alone = w.core + "人数" if w.people else w.core
        return _with_thing(w, verb.group()) or _told("verb-alone", alone)
    return _with_thing(w, w.parts.verb) if w.parts.verb and not w.core and not w.predicate else None


def _with_thing(w: Words, verb: str) -> Answer[Name] | None:
    """A bare verb with what it speaks of: a clause without a figure just before, else the last thing counted so."""
    thing, memory = _PLAIN_CLAUSE.sub("", w.clause_name), w.memory
    if not 2 <= len(thing) <= 12 or find_predicate(thing, 0):
        by_unit = memory.by_unit.get(w.figure.quantity.unit)
        known = by_unit or (None if memory.previous is memory.by_unit.get("%") else memory.previous)
        thing = object_of(known.text) if known else ""
    return _told("verb-of-previous", verb + thing, thing) if thing else None


def predicate_people(w: Words) -> Answer[Name] | None:
    """全年3200人顺利实现就业."""
    told = not w.core and 3 <= len(w.predicate) <= 24 and w.people and not LEADS_TO.search(w.predicate)
    return _told("predicate-people", plain_predicate(w.predicate)) if told else None


def reach(w: Words) -> Answer[Name] | None:
    """在校学生实施视力筛查，惠及2.4万人; 举办技能班12期，共培训730人."""
    if not pattern("reach").fullmatch(w.core):
        return None
    if w.people and w.memory.previous and w.core in words("acts"):
        return _told("reach-people", w.core + "人数", w.memory.previous.text + w.core)
    thing = clause(w).value.text + w.core
    return _told("reach", thing + ("人数" if w.people else ""), thing, w.core, tidy(w.plain_left))


def before_modifier(w: Words) -> Answer[Name] | None:
    """养老机构85家(公办32家、民办53家)."""
    if w.core not in words("modifiers") or w.memory.previous is None:
        return None
    return _told("before-modifier", w.core + without_modifier(w.memory.previous.text), w.core)


def before_served(w: Words) -> Answer[Name] | None:
    """老年助餐服务已实现全覆盖，月均服务达1.2万人次."""
    if not (average := pattern("average_act").fullmatch(w.core)):
        return None
    served = re.search(f"([一-龥]{{2,6}}){average.group(1)}", w.clause.rpartition("的")[2])
    return _told("before-served", served.group(1) + w.core, w.core, tidy(w.plain_left)) if served else None


def before_taken_up(w: Words) -> Answer[Name] | None:
    """发放生育津贴，津贴标准为每孩每月300元."""
    told = taken_up(w.core, w.clause)
    return _told("before-taken-up", told, w.core, tidy(w.plain_left)) if told else None


def before_subject(w: Words) -> Answer[Name] | None:
    """“问题楼盘”化解累计实现交房2.4万套."""
    short = len(w.core) <= _SHORT_CORE or w.core in words("relational")
    if not short or not w.parts.object or len(w.subject) <= _SHORT_CORE:
        return None
    return _told("before-subject", w.subject + w.core, w.core, tidy(w.plain_left), subject=w.subject)


def before_owner(w: Words) -> Answer[Name] | None:
    """组建护林队伍12支，成员达到860余人."""
    previous = w.memory.previous
    owner = _owner(w, previous) if w.core and not w.subject else ""
    subject = previous.subject if previous else ""
    return _told("before-owner", owner + w.core, w.core, tidy(w.plain_left), subject=subject) if owner else None


def _owner(w: Words, previous: Name | None) -> str:
    """What a name without a subject of its own belongs to: an institution, or what was counted just before."""
    memory, core = w.memory, w.core
    incomplete = len(core) < _SHORT_CORE or core in words("relational")
    acts = memory.sentences_since <= 1 and pattern("institution_act").match(core)
    if memory.institution and (incomplete or acts):
        return memory.institution
    if previous is None or not w.continues:
        return ""
    verb = pattern("kept_verb").match(previous.text)
    if incomplete and not (verb and verb.group() in words("carried_in_lists")):
        return object_of(owner_of(previous.text))
    # next to the figure before, but for the noun that belongs to that one
    adjacent = not w.before if w.gap[:1] in _CLAUSE_MARKS else not any(mark in w.before for mark in _CLAUSE_MARKS)
    if previous.subject and adjacent and len(core) <= _LONG_CORE:
        return previous.subject
    agent = object_of(memory.agent)
    return agent if pattern("agents").match(core) and core not in agent else ""


def before(w: Words) -> Answer[Name] | None:
    """养老床位利用率达到50.06%."""
    return _told("before", w.core, tidy(w.plain_left)) if w.core else None


# Figures that nothing beside them names


def trend_clause(w: Words) -> Answer[Name] | None:
    """床位数稳步增长，达到320张."""
    return _told("trend-clause", w.trend) if w.trend else None


def _again(w: Words, rule: str) -> Answer[Name] | None:
    previous = w.memory.previous
    return _told(rule, previous.text, *previous.aliases) if previous else None


def inherited(w: Words) -> Answer[Name] | None:
    """群众满意度由88.2%提升至93.6%."""
    return _again(w, "inherited") if w.continues and w.context.joint is not Joint.COLON else None


def predicate(w: Words) -> Answer[Name] | None:
    """12家顺利通过验收."""
    told = tidy(w.predicate)[:_LONGEST_PREDICATE] if w.context.joint is not Joint.COLON else ""
    return _told("predicate", told) if told else None


def clause(w: Words) -> Answer[Name]:
    """全市养老机构数：23家."""
    if len(w.clause_name) >= 2:
        return _told("clause", ending_of(w.clause_name))
    return _again(w, "inherited") or _told("clause", w.clause_name or "未指明")


_COMPARED = (rank_base, rank_clause, change_base, change_after, change_trend, compared_inherited, compared_alone)
_SHARES_AND_MONEY = (excess, share_of, share_of_task, share_of_noun, spent_on, spent_after, worth, tariff)
_AFTER = (held, after_treatment, after_reach, after_same, recognised, after_predicate)
_AFTER_PLAIN = (after_institution, after_owner, after)
_VERBS = (bare_verb, predicate_people, reach)
_BEFORE = (before_modifier, before_served, before_taken_up, before_subject, before_owner, before)
_UNNAMED = (trend_clause, inherited, predicate, clause)
READINGS = in_order(
    "name",
    (paired, paired_earlier, *_COMPARED, *_SHARES_AND_MONEY, *_AFTER, *_AFTER_PLAIN, *_VERBS, *_BEFORE, *_UNNAMED),
)
