"""The readings of a figure's name: each speaks for one name where its evidence is there, and is named after its rule.

Which one is taken where several apply is a matter of their weights (data/weights.toml, [name]). The name is the
shortest noun phrase that a statistician would put in a table's first column. It stands before the figure
(养老床位利用率达到50.06%), after it (15个县域医疗卫生次中心), or was said earlier (高于全省平均约6个百分点).
"""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer, in_order
from briefing.extraction.name.act_readings import ACTS
from briefing.extraction.name.carried_readings import UNNAMED, told
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.measured_readings import MEASURED
from briefing.extraction.name.money_readings import MONEY
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import (
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
# Characters: of a noun that takes what is said of it into the name, of an owner that such a noun may have, of an owner
# at all; of a name that says nothing without its subject, and of one that may lack it
_LONGEST_HEAD, _SHORT_OWNER, _LONGEST_OWNER = 12, 8, 16
_SHORT_CORE, _LONG_CORE = 2, 6
_LONGEST_NAME, _LONGEST_ACT = 15, 19
_OFFER = re.compile(r"提供(?:了)?")
_WORKS = ("工程", "项目", "计划", "行动")
_LISTED = re.compile(
    r"(?:[一-龥和、]{2,}(?:部|委|厅|局|办|省|市))?([^，。]{3,16}?(?:试点|示范|计划|目录|项目|工程|范围)?)名单"
)
_MODIFIED = r"(?:进行|开展|实施|完成|推进|推动|启动|组织)(?:了)?([一-龥]{2,8}?)"
_ONLY = re.compile(r"(?:仅|只|约|就)(?=占比$)")
_COUNTED = re.compile(r"(?:总?数量?|总数)$")
_AMONG = re.compile(r"(.{3,})中以[^，。；]{2,8}")
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
    verb = pattern("inner_total").sub("", tidy(w.governing.whole))
    agent = object_of(w.memory.agent) if pattern("agents").fullmatch(verb) else ""
    said = plain_predicate(w.said.removeprefix("实现")) if agent and telling(w.said, w.noun) else ""
    said = said if len(agent + verb + w.noun + said) <= _LONGEST_ACT else ""
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
    if w.noun and (listed := _LISTED.fullmatch(title)):  # 5个社区入选住建部完整社区建设试点名单
        return told("recognised", tidy(listed.group(1)) + w.noun, w.noun)
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
    institution = "" if noun.startswith(w.memory.institution) else w.memory.institution
    fits = fits and w.noun not in words("divisions")
    return told("after-institution", institution + noun, *aliases) if fits else None


def after_owner(w: Words) -> Answer[Name] | None:
    """新建改扩建15所公办幼儿园."""
    if not w.noun or not 0 < len(w.owner) <= _LONGEST_OWNER:
        return None
    return told("after-owner", w.owner + w.noun, w.noun, tidy(w.governing.whole + w.noun))


def after_earlier(w: Words) -> Answer[Name] | None:
    """在进行居家适老化改造时…。去年完成72户改造: an act alone takes the modifier that the passage gave it."""
    act = pattern("act_alone").match(w.noun)
    if act is None or w.owner or len(w.noun) > _LONG_CORE:
        return None
    told_before = list(re.finditer(_MODIFIED + act.group(), w.figure.text[: w.figure.quantity.start]))
    modifier = told_before[-1].group(1) if told_before else ""
    return told("after-earlier", modifier + w.noun, w.noun) if modifier else None


def after(w: Words) -> Answer[Name] | None:
    """建成8个社区食堂."""
    if not w.noun:
        return None
    verb = w.parts.verb if len(w.noun) <= _SHORT_CORE and pattern("kept_act").fullmatch(w.parts.verb) else ""
    return told("after", verb + w.noun, w.noun, tidy(w.governing.whole + w.noun))


# Figures with their words before them


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
    if not owner or owner.endswith(core):
        return None
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
    sized = w.figure.quantity.unit in words("sizes") and pattern("size").search(rest)
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
    fits = verb and w.core.endswith("岗位") and len(w.core) <= _LONG_CORE and len(w.subject) <= _SHORT_OWNER
    return told("before-offered", w.subject + "提供" + w.core, w.core) if fits else None


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
    if not w.core:
        return None
    bare = _COUNTED.sub("", w.core)
    general = len(bare) <= _SHORT_CORE and pattern("kept_act").fullmatch(w.parts.verb)  # 新开工|小区
    core = w.parts.verb + w.core if general else pattern("inner_total").sub("", w.core)
    core = _ONLY.sub("", core)
    if among := _AMONG.fullmatch(core):  # 确诊病例中以台南市的|855例为最多
        core = among.group(1)
    return told("before", core, tidy(w.plain_left), w.core)


_AFTER = (held, after_treatment, after_part, after_reach, after_same, recognised, after_predicate)
_AFTER_PLAIN = (after_institution, after_earlier, after_owner, after)
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
READINGS = in_order("name", (*MEASURED, *MONEY, *_AFTER, *_AFTER_PLAIN, *ACTS, *_BEFORE, *UNNAMED))
