"""Readings of the names of figures with their noun after them (建成8个社区食堂): alone, or with an owner or an act."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import told
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import object_of, plain_predicate, telling, tidy

# 进行提档升级
_LIGHT_VERB = re.compile(r"(?:进行|开展|实施|予以)(?:了)?([一-龥]{2,8})$")
# (涵盖70多家)政行企校研的产教联合体
_HELD = re.compile(r"^([^的，。；]{2,16})的([^的，。；]{3,20})$")
_GROUP = re.compile(r"(?:[人员者师生士民]|对象|群众|家庭)$")
# 入选住建部完整社区建设试点名单
_LISTED = re.compile(
    r"(?:[一-龥和、]{2,}(?:部|委|厅|局|办|省|市))?([^，。]{3,16}?(?:试点|示范|计划|目录|项目|工程|范围)?)名单"
)
_UNDERTAKING = ("完成", "实施", "推进", "启动", "开展")
_SHARED_ACT = re.compile(r"(?<=..)(?:提档升级|改造提升|提升改造|升级改造|标准化建设|改造|建设|整治|修缮|升级)$")
_OWN_ACT = re.compile(r"(?:升级|提升|改造|建设|整治|修缮|更新|创建|治理|扩建|新建)$")
_HOST = re.compile(r"^.{2,}(?:举办|主办)的?(?=.{4,})")  # 人社局举办的|招聘会吸引
_MODIFIED = r"(?:进行|开展|实施|完成|推进|推动|启动|组织)(?:了)?([一-龥]{2,8}?)"
# Characters: of a noun that takes what is said of it into the name, of an owner that such a noun may have, of an owner
# at all; of a noun that says nothing alone, of an act with its modifier; of a name with what those reached then do
_LONGEST_HEAD, _SHORT_OWNER, _LONGEST_OWNER = 12, 8, 16
_SHORT_NOUN, _LONG_NOUN = 2, 6
_LONGEST_ACT = 19


def held(w: Words) -> Answer[Name] | None:
    """涵盖70多家政行企校研的产教联合体."""
    match = _HELD.match(w.context.right.strip()) if pattern("holds").search(w.context.left) else None
    if match and w.people and _GROUP.search(match.group(1)):  # 涵盖|11万名|退役军人及优抚对象的数据库
        return told("held", match.group(1))
    return told("held", match.group(2) + match.group(1), match.group(1)) if match else None


def after_treatment(w: Words) -> Answer[Name] | None:
    """对34家公办养老机构进行提档升级."""
    match = _LIGHT_VERB.match(w.predicate) if w.dealt_with else None
    return told("after-treatment", match.group(1) + w.noun, w.noun) if match else None


def after_part(w: Words) -> Answer[Name] | None:
    """24.8万中小学生受益; 吸引1200名妇女参加培训; 帮助300名学生圆了大学梦."""
    if w.predicate in ("受益", "脱贫", "受惠"):
        return told("after-part", w.predicate + w.noun, w.noun)
    verb = tidy(w.governing.whole)
    if pattern("helping").search(verb) and "了" in w.said:
        return told("after-part", verb + w.noun, w.noun)
    fits = w.people and pattern("attracting").search(verb) and telling(w.said, w.noun) and not w.memory.agent
    return told("after-part", f"{plain_predicate(w.said)}的{w.noun}", verb + w.noun, w.noun) if fits else None


def after_reach(w: Words) -> Answer[Name] | None:
    """两癌筛查覆盖3.2万名适龄妇女."""
    if not pattern("reach").search(w.governing.whole):
        return None
    verb = pattern("inner_total").sub("", _HOST.sub("", tidy(w.governing.whole)))
    agent = object_of(w.memory.agent) if pattern("agents").fullmatch(verb) else ""
    said = plain_predicate(w.said.removeprefix("实现")) if agent and telling(w.said, w.noun) else ""
    said = said if len(agent + verb + w.noun + said) <= _LONGEST_ACT else ""
    return told("after-reach", agent + verb + w.noun + said, verb + w.noun + said, verb + w.noun, w.noun)


def after_same(w: Words) -> Answer[Name] | None:
    """社区食堂已建成8家食堂."""
    return told("after-same", w.owner, w.noun) if w.owner.endswith(w.noun) else None


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
    if not telling(w.said, w.noun):
        return None
    said = f"{plain_predicate(w.said)}的{w.noun}"
    if 0 < len(w.owner) <= _SHORT_OWNER:
        of = pattern("leading_existence").sub("", w.owner)
        return told("after-owner-predicate", of + said, w.owner + w.noun, w.noun)
    fits = not w.owner and len(w.noun) <= _LONGEST_HEAD
    return told("after-predicate", said, w.noun, tidy(w.governing.whole + w.noun)) if fits else None


def after_institution(w: Words) -> Answer[Name] | None:
    """青禾第三中学位于城东新区，设计规模48个班."""
    if not w.memory.institution:
        return None
    noun = w.owner + w.noun
    fits = len(w.noun) == 1 or noun == w.noun in words("relational")
    aliases = noun, tidy(w.governing.whole + w.noun)
    institution = "" if noun.startswith(w.memory.institution) else w.memory.institution
    fits = fits and w.noun not in words("divisions")
    return told("after-institution", institution + noun, *aliases) if fits else None


def after_owner(w: Words) -> Answer[Name] | None:
    """新建改扩建15所公办幼儿园."""
    if not 0 < len(w.owner) <= _LONGEST_OWNER:
        return None
    return told("after-owner", w.owner + w.noun, w.noun, tidy(w.governing.whole + w.noun))


def after_sibling(w: Words) -> Answer[Name] | None:
    """群众反映的问题100%接听、100%回应: another act of the same list takes the place of the one before."""
    previous = w.memory.previous
    if previous is None or w.context.left.strip():
        return None
    short = 0 < len(w.noun_before) <= _SHORT_NOUN and len(w.noun) <= _SHORT_NOUN
    if not short or w.context.joint is not Joint.LIST or not previous.text.endswith(w.noun_before):
        return None
    return told("after-sibling", previous.text.removesuffix(w.noun_before) + w.noun, w.noun)


def after_earlier(w: Words) -> Answer[Name] | None:
    """在进行居家适老化改造时…。去年完成72户改造: an act alone takes the modifier that the passage gave it."""
    act = pattern("act_alone").match(w.noun)
    if act is None or w.owner or len(w.noun) > _LONG_NOUN:
        return None
    told_before = list(re.finditer(_MODIFIED + act.group(), w.figure.text[: w.figure.quantity.start]))
    modifier = told_before[-1].group(1) if told_before else ""
    return told("after-earlier", modifier + w.noun, w.noun) if modifier else None


def after(w: Words) -> Answer[Name] | None:
    """建成8个社区食堂."""
    verb = w.parts.verb if len(w.noun) <= _SHORT_NOUN and pattern("kept_act").fullmatch(w.parts.verb) else ""
    shared = _SHARED_ACT.search(w.list_noun) if w.parts.verb in _UNDERTAKING else None
    if shared and not _OWN_ACT.search(w.noun):  # 完成|37个|乡镇卫生院、|286个|村卫生室提档升级
        return told("after", w.noun + shared.group(), w.noun)
    heads = w.heads if pattern("act_done").fullmatch(w.noun) else ""  # 已有27万人|参保
    return told("after", verb + w.noun + heads, w.noun, tidy(w.governing.whole + w.noun))


# Only of figures that have such
OF_NOUNS = (
    held,
    after_treatment,
    after_part,
    after_reach,
    after_same,
    after_predicate,
    after_sibling,
    after_institution,
    after_owner,
    after,
    after_earlier,
)
OF_SHARES = (after_sibling,)
OF_PREDICATES = (recognised,)
