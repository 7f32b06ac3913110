"""Readings of the names of figures that say what they measure: lists, positions, changes, shares, money."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import again, clause, told
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import OF_WHOLE, Words
from briefing.extraction.name.lexicon import find_predicate, pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import (
    cleaned,
    shorten_brackets,
    spent_next,
    strip_back,
    strip_change,
    strip_front,
    take_apart,
    tidy,
)
from briefing.model import Measure

# 自付医疗费用超过当次住院总费用|10%的部分
_EXCESS = re.compile(r"^(.{2,20}?)(?:超过|超出|高于)(.{2,16})$")
_SHORT_TERM = 4  # characters of what may stand between a standard's clause and its amount
# 每年将财政新增支出的|90%以上投入民生
_SPENT_SHARE = re.compile(r"(?:将|把)([^，。；]{2,16}?)的?$")
# 是“十五”时期的|26.5倍
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?)[^，。是为]{2,16}$|^“?十[一二三四五]五”?(?:时期|期间)?$")
# 所购住房为|新建商品房的，
_CASE = re.compile(
    r"(?:为|是|属于|对于|对)?([^为是，。；：]{3,12}?)(?:于\d[^，。；：]{2,16}|在\d[^，。；：]{2,16})?的[，,]$"
)
_FUND = re.compile(r"(?:专项)?(?:资金|基金|经费)$")
_PART_WORD = re.compile(r"^(?:其中|另有|还有|包括)[：:，,]?")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_LONGEST_PLACE = 3  # characters of a place's short name
_LONGEST_TERM = 12  # characters of what a rule sets for a case
_CHANGES = (Measure.CHANGE, Measure.GAP)


def paired(w: Words) -> Answer[Name] | None:
    """小学、初中在校生分别增长3.4%、5.4%."""
    row = w.row
    if not len(row.names) == row.length > 1:
        return None
    name = row.names[w.figure.index - row.first]
    if not row.shared or not row.distributed:
        return told("paired", name)
    return told("paired-shared", pattern("preposition").sub("", name, count=1) + row.shared, row.shared)


def paired_earlier(w: Words) -> Answer[Name] | None:
    """教育支出12亿元、医疗支出8亿元，分别增长5%、7.5%."""
    return Answer(w.taken_up, "paired-earlier") if w.taken_up else None


def by_place(w: Words) -> Answer[Name] | None:
    """定点医院22家，其中城关镇5家，青坪2家，白沙1家: the place is told by the region; the name is the total's."""
    if w.noun or w.predicate or w.context.joint not in (Joint.CLAUSE, Joint.LIST) or w.measure is not Measure.LEVEL:
        return None
    told_place = _IN_BRACKETS.sub("", _PART_WORD.sub("", w.context.left.strip()))
    is_place = bool(told_place) and not w.strip_place(told_place)
    total = w.memory.divided or _divided(w) if is_place else w.memory.divided
    fits = total is not None and (is_place or 0 < len(w.core) <= _LONGEST_PLACE)
    return Answer(Name(total.text, total.aliases), "by-place") if total and fits else None


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
    """A position, a change or a figure alone in a bracket: what stands after it, else what was told before."""
    if w.measure is Measure.RANK and w.noun:
        return told("rank-after", w.noun)
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
        return told("share-of", f"{part}占比")
    return told("share-of", f"{part}占{whole}比重", f"{part}占比", f"{part}占{whole}")


def share_of_task(w: Words) -> Answer[Name] | None:
    """一般公共预算收入完成年初预算的54.4%."""
    if w.measure is not Measure.SHARE or w.noun or not (match := pattern("of_task").match(w.left)):
        return None
    part = tidy(match.group(1)) or _whose(w)
    return told("share-of-task", f"{part}完成{tidy(match.group(2))}比例", part)


def share_spent(w: Words) -> Answer[Name] | None:
    """每年将财政新增支出的90%以上投入民生."""
    match = _SPENT_SHARE.search(w.context.left) if w.measure is Measure.SHARE else None
    use = pattern("spent_share").match(w.noun + w.predicate) if match else None
    return told("share-spent", tidy(match.group(1)) + use.group() + "比例") if match and use else None


def standard_is(w: Words) -> Answer[Name] | None:
    """重建补助标准是鉴定为D级的住房，每户不低于6万元."""
    match = (
        pattern("standard_is").search(w.gap)
        if w.figure.quantity.unit.startswith("元") or w.measure is Measure.SHARE
        else None
    )
    if match is None or len(w.core) > _SHORT_TERM:
        return None
    return told("standard-is", tidy(strip_front(match.group(1), w.strip_place)))


def sibling_case(w: Words) -> Answer[Name] | None:
    """本专科生助学贷款最高12000元，研究生16000元: another case of what the figure before has."""
    previous = w.memory.previous
    if previous is None or not w.figure.index or w.noun or not pattern("case_end").search(w.core):
        return None
    unit, other = w.figure.quantity.unit, w.figure.sentence.figures[w.figure.index - 1].quantity.unit
    alike = (unit == other and w.measure is Measure.SHARE) or (unit.startswith("元") and other.startswith("元"))
    head = pattern("term_head").search(previous.text) if alike else None
    if head is None or head.start() < 2 or pattern("term_head").search(w.core) or w.core in previous.text:
        return None
    return told("sibling-case", w.core + head.group(), w.core)


def share_of_noun(w: Words) -> Answer[Name] | None:
    """86%的综合医院建成老年友善医疗机构."""
    if w.measure is not Measure.SHARE or not w.noun or not w.context.right.startswith("的"):
        return None
    return told("share-of-noun", f"{w.predicate}的{w.noun}占比" if w.predicate else f"{w.noun}占比", w.noun)


# Money


def spent_on(w: Words) -> Answer[Name] | None:
    """投入260万元建成智慧养老服务平台."""
    match = pattern("spent_on").match(w.predicate)
    if match is None or w.noun:
        return None
    thing = tidy(match.group(1))
    if len(w.core) <= 4:
        return told("spent-on", thing + (w.core or "投入"), w.core + thing, w.core)
    money = pattern("money_head").search(w.core)
    thing = tidy(match.group(1).removeprefix("首个"))
    return told("spent-on", w.core[: money.start()] + thing + money.group(), w.core) if money else None


def spent_after(w: Words) -> Answer[Name] | None:
    """投入资金1300万元，建成5个社区养老服务综合体."""
    money, end = w.noun or w.core, w.figure.quantity.end
    apart = not w.figure.index or w.gap[-1:] in "，,；;"
    if not apart or (money not in words("funds") and (w.noun or money not in words("money_heads"))):
        return None
    if "，" not in (until := w.figure.text[end : w.room[1]]) and "," not in until:
        return None
    thing = spent_next(w.figure.text[end : w.figure.sentence.end])
    aliases = (money, thing) if w.noun else (money,)
    return told("spent-after", _FUND.sub("", thing) + money, *aliases) if thing else None


def worth(w: Words) -> Answer[Name] | None:
    """总价值300万元的医疗设备."""
    match = pattern("worth").search(w.plain_left) if w.noun and w.context.right.startswith("的") else None
    return told("worth", w.noun + match.group(), w.noun) if match else None


def tariff(w: Words) -> Answer[Name] | None:
    """津贴的标准分为：65-69周岁，75元/月."""
    if not w.memory.tariff or w.predicate:
        return None
    case = w.core or tidy(w.clause)
    fits = 2 <= len(case) <= 14 and pattern("case").search(case)
    return told("tariff", case + w.memory.tariff, w.memory.tariff, case) if fits else None


def paid_standard(w: Words) -> Answer[Name] | None:
    """按每人1500元的标准向企业发放一次性扩岗补助; 按照户均2000元的标准，对改造对象予以资金补助."""
    rest = w.figure.text[w.figure.quantity.end : w.figure.sentence.end]
    match = pattern("paid_by").match(rest) if rest.startswith("的") else None
    if match is None:
        return None
    thing = tidy(match["thing"]) or match["verb"]
    if not pattern("paid_thing").search(thing.removesuffix("标准")):
        return None
    per = w.core if w.core in ("户均", "人均") else ""
    return told("paid-standard", per + thing.removesuffix("标准") + "标准", thing)


def paid_share(w: Words) -> Answer[Name] | None:
    """大型企业按实际缴纳失业保险费的30%返还."""
    who = (
        pattern("share_paid").match(strip_front(w.context.left, w.strip_place)) if w.measure is Measure.SHARE else None
    )
    match = pattern("paid").match(w.predicate or w.noun) if who else None
    if who is None or match is None:
        return None
    return told("paid-share", f"{tidy(who['who'])}{match['verb']}比例", f"{match['verb']}比例")


def condition_case(w: Words) -> Answer[Name] | None:
    """所购住房为新建商品房的，最低首付款比例为20%."""
    match = _CASE.search(w.gap) if w.core else None
    if (
        match is None
        or len(w.core) > _LONGEST_TERM
        or find_predicate(match.group(1), 0)
        or w.figure.quantity.unit not in ("%", "元", "元/月", "元/年")
    ):
        return None
    return told("condition-case", tidy(match.group(1)) + w.core, w.core)


_COMPARED = (rank_base, rank_clause, change_base, change_after, change_trend, compared_inherited, compared_alone)
_SHARES = (
    share_spent,
    standard_is,
    sibling_case,
    excess,
    share_of,
    share_of_task,
    share_of_noun,
    paid_standard,
    paid_share,
    condition_case,
)
_MONEY = (spent_on, spent_after, worth, tariff)
MEASURED = (by_place, paired, paired_earlier, *_COMPARED, *_SHARES, *_MONEY)
