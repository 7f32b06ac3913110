"""Readings of the names of figures that stand beside a sibling and leave out what they share with it."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import told
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import object_of, without_modifier

EVERY = re.compile(r"^各[级类种项]")
_GRADE = re.compile(r"[一二三四五]级及以[上下]")
_GROUP = re.compile(
    r"(?:居民|职工|人员|人口|学生|教师|老人|老年人|儿童|家庭|农户|园|学校|小学|中学|机构|医院|企业|单位|户|镇|村)$"
)
_KIND_SIZES = (2, 3)  # characters: 机构, 幼儿园
_INSURED = re.compile(r"保险(参保(?:人数|人员)?)$")
_MODIFIER, _SIBLING = 2, 4  # characters of a modifier, of a group with its own: 农村居民


def before_modifier(w: Words) -> Answer[Name] | None:
    """养老机构85家(公办32家、民办53家)."""
    if not (w.core in words("modifiers") or _GRADE.fullmatch(w.core)) or w.memory.previous is None:
        return None
    return told("before-modifier", w.core + _divided(w), w.core)


def modifier_again(w: Words) -> Answer[Name] | None:
    """床位2380张，其中公办6家|1360张: the modifier of the figure that it touches."""
    if w.context.joint is not Joint.SHARED or w.core or w.noun or w.figure.quantity.unit not in w.memory.by_unit:
        return None
    before = w.figure.sentence.figures[w.figure.index - 1].answers["name"]
    modifier = before.value.aliases[0] if before.rule == "before-modifier" else ""
    return told("modifier-again", modifier + _divided(w), modifier) if modifier else None


def _divided(w: Words) -> str:
    """What modifiers divide: the figure's whole, else what was counted in its unit, else just before."""
    whole, counted = w.figure.answers["part_of"].value, w.memory.by_unit.get(w.figure.quantity.unit)
    name = whole.answers["name"].value if whole else counted or w.memory.previous
    thing = without_modifier(EVERY.sub("", object_of(name.text))) if name else ""
    return thing.removeprefix("城乡") if w.core in ("城市", "城镇", "农村", "乡村") else thing


def sibling_whose(w: Words) -> Answer[Name] | None:
    """城镇常住居民人均可支配收入5.5万元，农村常住居民|3.2万元: a sibling has what is told of the one before."""
    total, own = w.memory.by_unit.get(w.figure.quantity.unit), w.core
    if total is None or w.noun or len(own) < _SIBLING or own[:_MODIFIER] == total.text[:_MODIFIER]:
        return None
    group = _GROUP.search(own)
    shared = own[_MODIFIER:] if group else ""
    tail = total.text[len(own) :] if shared and total.text.startswith(shared, _MODIFIER) else ""
    if (
        group and len(group.group()) >= _MODIFIER and not tail and total.text.startswith(group.group())
    ):  # 医院病床使用率82%，其中公立医院|85%
        tail = total.text[len(group.group()) :]
    return told("sibling-whose", own + tail, own) if len(tail) >= _MODIFIER else None


def of_kind(w: Words) -> tuple[str, str] | None:
    """The things counted before that a name calls by their kind (养老机构11家，机构床位), and the rest of the name."""
    for size in () if w.parts.verb else _KIND_SIZES:
        kind, rest = w.core[:size], w.core[size:]
        if rest not in words("relational") and not (rest[:_MODIFIER] in words("relational") and rest[-1] == "率"):
            continue
        counted = [name.text for unit, name in w.memory.by_unit.items() if unit in words("actors")]
        named = next((text for text in counted if text.endswith(kind) and len(text) > size), "")
        if named:
            return EVERY.sub("", object_of(named)), rest
    return None


def insured(w: Words) -> Answer[Name] | None:
    """失业保险参保1.9万人，工伤保险|3.6万人: a sibling insurance, of which those insured are counted too."""
    total = w.memory.by_unit.get(w.figure.quantity.unit)
    tail = _INSURED.search(total.text) if total and w.core.endswith("保险") and not w.noun else None
    if total is None or tail is None:
        return None
    verb = pattern("carried_verb").match(total.text)  # 新增养老保险参保人数2.4万人，失业保险5.9万人
    return told("sibling-whose", f"{verb.group() if verb else ''}{w.core}{tail.group(1)}", w.core)


OF_ALL = (insured, before_modifier, modifier_again, sibling_whose)
