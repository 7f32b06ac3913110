"""Readings of the names of figures that say what they measure: lists, positions, changes, shares."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import again, clause, told
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import OF_WHOLE, Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import (
    cleaned,
    plain_predicate,
    shorten_brackets,
    strip_back,
    strip_change,
    strip_front,
    take_apart,
    tidy,
)
from briefing.model import Measure

# 自付医疗费用超过当次住院总费用|10%的部分
_EXCESS = re.compile(r"^(.{2,20}?)(?:超过|超出|高于)(.{2,16})$")
# 是“十五”时期的|26.5倍
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?)[^，。是为]{2,16}$|^“?十[一二三四]?五”?(?:时期|期间)?$")
_MEAN = re.compile(r"(?<=..)(?:人均|户均|平均)(?:每月|每年)?$")
_MEAN_ONLY = re.compile(r"(?:人均|户均|年均|月均|平均)(?:每?[月年])?")
_TASK = re.compile(r"(?<=分别)完成[^，。；\d]{0,6}(?:目标|任务|计划|预算)")
_TASK_ALONE = re.compile(r"(?:年度|全年|年初|省定|市定|省下达|市下达|既定)(?:目标)?(?:任务|计划|目标)[数量]?")
_TERM = re.compile(r"(?:标准|经费|支出|收入|费用|床位|面积|人数|比例|率)$")
_SHARED_OUT = re.compile(r"(?:分别|各)?占")
# 老年人口已|占|总人口
_PART_OF_WHOLE = re.compile(
    r"^(?P<part>[^，。占]{2,16}?)(?:已|仅|只|就|也|还|均|约)*占(?![地道用比有领据])(?:到|了)?([^从由]*)$"
)
_SHARE_NAME = re.compile(r"(?<=..)占.*比重$")
_IS_SHARE = re.compile(r"[率占比重例]$")
_PART_WORD = re.compile(r"^(?:其中|另有|还有|包括)[：:，,]?")
_PLACE = re.compile(
    r"(?!.*(?:[城市郊园景小校院片地辖社]区|[乡村]镇|[返下回进入离]乡|示范|试点|重点|[全各县本]县))[一-龥]{1,6}(?:省|市|县|区|州|旗|镇|乡|街道)的?"
)
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_LONGEST_PLACE = 3  # characters of a place's short name
_CHANGES = (Measure.CHANGE, Measure.GAP)


def paired(w: Words) -> Answer[Name] | None:
    """小学、初中在校生分别增长3.4%、5.4%."""
    row = w.row
    if len(row.names) != row.length:
        return None
    name = row.names[w.figure.index - row.first]
    paid = pattern("given_by").fullmatch(w.predicate) if w.figure.quantity.unit.startswith("元") else None
    if paid and not row.shared:  # 对一级、二级残疾人分别按120元、100元发放护理补贴
        return told("paired-shared", name + paid["thing"], paid["thing"])
    if not row.shared or not row.distributed:
        return told("paired", name)
    return told("paired-shared", pattern("preposition").sub("", name, count=1) + row.shared, row.shared)


def paired_earlier(w: Words) -> Answer[Name] | None:
    """教育支出12亿元、医疗支出8亿元，分别增长5%、7.5%."""
    if w.taken_up is None:
        return None
    name = w.taken_up.text
    if w.measure is Measure.SHARE and (task := _TASK.search(w.figure.sentence.text)):  # 分别完成年度目标的58%、62%
        return told("paired-earlier", f"{name}{task.group()}比例", name)
    if w.measure is Measure.SHARE and _SHARED_OUT.search(w.figure.sentence.text) and not _IS_SHARE.search(name):
        return told("paired-earlier", name + "占比", name)
    own = w.row.names[0] if len(w.row.names) == 1 and w.measure is Measure.LEVEL else ""
    if not own and w.measure is Measure.SHARE and len(w.row.names) == 1 and not _IS_SHARE.search(name):
        own = w.row.names[0]  # 食堂46个、幸福院213所，服务覆盖率分别为81%和92%
    if _TERM.search(own) and own not in name:  # 孤儿214人、困境儿童562人，生活费标准分别为1998元、1650元
        return told("paired-earlier", name + own, own)
    return Answer(w.taken_up, "paired-earlier")


def by_place(w: Words) -> Answer[Name] | None:
    """定点医院22家，其中城关镇5家，青坪2家，白沙1家: the place is told by the region; the name is the total's."""
    if w.noun or w.predicate or w.context.joint not in (Joint.CLAUSE, Joint.LIST) or w.measure is not Measure.LEVEL:
        return None
    is_place = _is_place(w, w.context.left)
    total = w.memory.divided or _divided(w) if is_place else w.memory.divided
    fits = total is not None and (is_place or 0 < len(w.core) <= _LONGEST_PLACE)
    return Answer(Name(total.text, total.aliases), "by-place") if total and fits else None


def row_of_places(w: Words) -> Answer[Name] | None:
    """城镇新增就业青禾县7826人、临江县5820人: the first of a row of places; its place is no part of the name."""
    following = w.figure.sentence.figures[w.figure.index + 1 :][:1]
    if w.noun or not following or not _is_place(w, following[0].context.left):
        return None
    starts = range(_LONGEST_PLACE, len(w.core) - 1)
    at = next((start for start in starts if not w.strip_place(w.core[start:])), 0)
    return told("row-of-places", w.core[:at], w.core) if at else None


def _is_place(w: Words, left: str) -> bool:
    """Whether a left context is nothing but the name of a place."""
    place = _IN_BRACKETS.sub("", _PART_WORD.sub("", left.strip()))
    return bool(place) and (bool(_PLACE.fullmatch(place)) or not w.strip_place(place))


def _divided(w: Words) -> Name | None:
    """What a row of figures that begins here divides among places."""
    whole, previous = w.figure.answers["part_of"].value, w.memory.previous
    if whole is not None:
        name: Name = whole.answers["name"].value
        return name
    if previous is None or not w.figure.index:
        return None
    if previous is w.memory.by_unit.get(w.figure.quantity.unit):
        return previous
    return Name(previous.text.removesuffix("来自")) if previous.text.endswith("来自") else None


def excess(w: Words) -> Answer[Name] | None:
    """医疗费用超过总费用10%的部分."""
    match = _EXCESS.match(w.left) if w.context.right.lstrip().startswith("的部分") else None
    return told("excess", f"{tidy(match.group(1))}占{tidy(match.group(2))}比例", w.left) if match else None


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
        return told("rank-institution", w.memory.institution + base, base)
    return told("rank-base", base, tidy(left)) if len(base) >= 2 else None


def rank_clause(w: Words) -> Answer[Name] | None:
    """养老床位利用率居全省前列(第二)."""
    if w.measure is not Measure.RANK or w.context.joint is not Joint.BRACKET:
        return None
    base = _ranked(w, cleaned(w.clause, w.strip_place))
    return told("rank-clause", base) if len(base) >= 2 else None


def change_base(w: Words) -> Answer[Name] | None:
    """信访量同比下降45%; 增加优质学位2590个."""
    if w.measure not in _CHANGES:
        return None
    base = strip_change(_TIMES_OF.sub("", w.left) if w.figure.quantity.unit == "倍" else w.left)
    if w.memory.previous is not None:
        base = pattern("against").sub("", base)
    base = tidy(take_apart(base).object or base)
    if _MEAN_ONLY.fullmatch(base):  # 人均月增收
        return told("change-base", tidy(w.left))
    base = _MEAN.sub("", base)
    if (verb := pattern("changing").match(base)) and len(base) - verb.end() >= 2:
        return told("change-object", base[verb.end() :], base)
    if len(base) < 2 or pattern("trailing_change").fullmatch(base):
        return None
    return told("change-base", base, *([base + w.noun] if w.noun else []))


def change_after(w: Words) -> Answer[Name] | None:
    """增加3000个学位."""
    return told("change-after", w.noun) if w.measure in _CHANGES and w.noun else None


def change_trend(w: Words) -> Answer[Name] | None:
    """毕业生人数稳中有升，增长9.38%."""
    return told("change-trend", w.trend) if w.measure in _CHANGES and w.trend else None


def compared_inherited(w: Words) -> Answer[Name] | None:
    """签约居民3.2万人，比上年增加1800人; 参保率达到97.5%，居全省第三."""
    rule = "rank-inherited" if w.measure is Measure.RANK else "change-inherited" if w.measure in _CHANGES else ""
    return again(w, rule) if rule else None


def compared_alone(w: Words) -> Answer[Name] | None:
    """A position, a change or a figure alone in a bracket: what was told before."""
    bare = w.context.joint is Joint.BRACKET and not w.left and not w.noun
    return clause(w) if bare or w.measure is Measure.RANK or w.measure in _CHANGES else None


# Shares


def _whose(w: Words) -> str:
    return _SHARE_NAME.sub("", w.memory.previous.text) if w.memory.previous else clause(w).value.text


def share_of(w: Words) -> Answer[Name] | None:
    """民生支出41.5亿元，占一般公共预算支出的76.4%; 女职工占62%."""
    told_here = w.left + ("占" if "占" in w.figure.written else "")
    match, own = OF_WHOLE.match(told_here), None
    if match is None and w.measure is Measure.SHARE:
        own = match = _PART_OF_WHOLE.match(told_here)
    if match is None:
        return None
    part = tidy(own["part"]) if own else _whose(w)
    whole = tidy(match[match.lastindex or 0]).removesuffix("比重").removesuffix("比例")
    if not whole:
        return told("share-of", f"{part}占比")
    return told("share-of", f"{part}占{whole}比重", f"{part}占比", f"{part}占{whole}", w.left)


def share_of_task(w: Words) -> Answer[Name] | None:
    """一般公共预算收入完成年初预算的54.4%."""
    if w.memory.previous and not w.noun and _TASK_ALONE.fullmatch(w.left):  # 改造420户，是年度任务的|105%
        return told("share-of-task", f"{_whose(w)}完成{w.left}比例", w.left)
    if w.noun or not (match := pattern("of_task").match(w.left)):
        return None
    part = tidy(match.group(1)) or _whose(w)
    return told("share-of-task", f"{part}完成{tidy(match.group(2))}比例", part)


def share_of_noun(w: Words) -> Answer[Name] | None:
    """86%的综合医院建成老年友善医疗机构."""
    if not w.context.right.startswith("的"):
        return None
    if _IS_SHARE.search(w.noun):  # 4%的优惠贷款利率
        return told("share-of-noun", w.noun)
    said = plain_predicate(w.predicate.removesuffix("占比"))  # 都选择中医的
    return told("share-of-noun", f"{said}的{w.noun}占比" if said else f"{w.noun}占比", w.noun)


# Only of figures that are or have such
OF_COMPARED = (rank_base, rank_clause, change_base, change_after, change_trend, compared_inherited)
OF_SHARES = (share_of_task, share_of_noun)
OF_NOUNS = (share_of_noun,)
OF_ROWS = (paired, paired_earlier)
OF_ALL = (by_place, row_of_places, compared_alone, excess, share_of)
