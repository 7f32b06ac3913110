"""Readings of the name of a figure that no word beside it names: told before it, said of it, or its whole clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from briefing.extraction.answers import Answer
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import ending_of, tidy
from briefing.extraction.name.topics import joined, topic_of

UNSAID = "未指明"
_SUM = re.compile(r"(?:总计|合计|共计|总共|以上)(?:共)?")
_AIM = re.compile("(?:年度|全年|总体|规划|预期|既定|今年)?的?目标(?:值|任务|要求)?")
_MET = re.compile("完成|占|实现|达成")  # 完成全年目标任务的|57%
_BOTH = re.compile(r"([^，。城乡]{2,12})(?:城乡(?:一体化?|统一|统筹|一致|同标)|不分城乡|城乡不分)")
_COUNTED = {"人": "人数", "名": "人数", "户": "户数"}
_FEW = 3
_ROUNDING = 1e-9
_BARE = 4  # characters of what a sum says of itself
_ANY_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_LONGEST_PREDICATE = 18  # characters


def told(rule: str, text: str, *aliases: str, subject: str = "") -> Answer[Name]:
    """The answer that a figure's name is `text`, by `rule`."""
    return Answer(Name(text, aliases, subject), rule)


def again(w: Words, rule: str) -> Answer[Name] | None:
    """The name of the figure before, by `rule`; None where there is none."""
    previous = w.memory.previous
    return told(rule, previous.text, *previous.aliases) if previous else None


def summed(w: Words) -> Answer[Name] | None:
    """小学录取学生1200人…初中录取学生3400人…。总计录取4600人: a sum is of what its parts have in common."""
    quantity, core = w.figure.quantity, _SUM.sub("", w.core)
    if not _SUM.match(w.context.left.strip()) or w.noun or len(core) > _BARE:
        return None
    total, parts = 0.0, list[str]()
    for figure in reversed([figure for figure in w.memory.counted if figure.quantity.unit == quantity.unit]):
        total += figure.quantity.value
        parts.append(_ANY_BRACKETS.sub("", figure.answers["name"].value.text))
        if total >= quantity.value:
            break
    if abs(total - quantity.value) > _ROUNDING * total or len(parts) < 2:
        return None
    if len(parts) < _FEW and quantity.unit not in words("people"):  # 租赁住房3000套、公租房800套，合计3800套
        return told("summed", "和".join(reversed(parts)))
    head, tail = _common(parts), _common([part[::-1] for part in parts])[::-1]
    head = head if len(head) > 1 else ""
    name = head if head == tail else head + tail
    return told("summed", name if core in name else name + core) if len(name) > _BARE // 2 else None


def _common(texts: Sequence[str]) -> str:
    """What all `texts` begin with."""
    return "".join(
        letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    )


def topic_head(w: Words) -> Answer[Name] | None:
    """“沪惠保”…截至6月底，已有27万人参保: a head alone is that of the thing told before."""
    head = w.noun or w.core or (w.predicate if w.people else "")
    match = pattern("topic_head").fullmatch(head)
    if match is None or (w.owner if w.noun else w.subject not in ("", head)):
        return None
    said = w.headings + w.figure.text[: w.figure.context.left_start]
    topic = topic_of(match.lastgroup or "", said, w.strip_place)
    counted = "" if head.endswith(("数", "次")) else w.heads
    return told("topic-head", joined(topic, head) + counted, head) if topic else None


def vouched(w: Words) -> Answer[Name] | None:
    """消费券满|200元|减|80元: from which sum on a voucher counts, and for how much."""
    figure, figures = w.figure, w.figure.sentence.figures
    after = figures[figure.index + 1 :][:1]
    opens = w.context.left.endswith("满") and after and w.context.right == "减" and "满减门槛"
    closes = w.context.left == "减" and figure.index and figures[figure.index - 1].context.left.endswith("满")
    head = opens or (closes and "面额")
    if not head:
        return None
    topic = topic_of("vouched", w.headings + w.figure.text[: figure.quantity.start], w.strip_place)
    return told("vouched", joined(topic, head)) if topic else None


def aimed_at(w: Words) -> Answer[Name] | None:
    """每千人口托位4.4个，全市目标是2025年达到4.6个: the aim of what was told before."""
    fits = (
        _AIM.fullmatch(w.core)
        and not w.noun
        and not _MET.search(w.context.left)
        and w.context.joint is not Joint.BRACKET
    )
    return again(w, "aimed-at") if fits else None


def manned(w: Words) -> Answer[Name] | None:
    """派出医疗队547支2800余人; 83个小区7245户: the people of what was just counted."""
    previous, figure, counted = w.memory.previous, w.figure, _COUNTED.get(w.figure.quantity.unit)
    if previous is None or counted is None or w.context.joint is not Joint.SHARED or w.noun or w.predicate:
        return None
    before = figure.sentence.figures[figure.index - 1].quantity.unit
    fits = w.core == w.noun_before and before in words("actors") and before not in _COUNTED
    return told("manned", previous.text + counted, previous.text) if fits else None


def trend_clause(w: Words) -> Answer[Name] | None:
    """床位数稳步增长，达到320张."""
    return told("trend-clause", w.trend) if w.trend else None


def inherited(w: Words) -> Answer[Name] | None:
    """群众满意度由88.2%提升至93.6%."""
    if not w.continues or w.context.joint is Joint.COLON:
        return None
    figures, unit = w.figure.sentence.figures[: w.figure.index], w.figure.quantity.unit
    alike = next((figure for figure in reversed(figures) if figure.quantity.unit == unit), None)
    if alike and "%" in (unit, figures[-1].quantity.unit):  # 千人托位3.9个，普惠占比72%，今年将达到|4.5个
        return Answer(alike.answers["name"].value, "inherited")
    previous = w.memory.previous
    if previous and previous.text.endswith("户数") and unit == "人":  # 惠及2180户|3015人
        return told("inherited", previous.text.removesuffix("户数") + "人数", *previous.aliases)
    return again(w, "inherited")


def predicate(w: Words) -> Answer[Name] | None:
    """12家顺利通过验收."""
    said = tidy(w.predicate)[:_LONGEST_PREDICATE] if w.context.joint is not Joint.COLON else ""
    return told("predicate", said) if said else None


def clause(w: Words) -> Answer[Name]:
    """全市养老机构数：23家."""
    if len(w.clause_name) >= 2:
        both = _BOTH.fullmatch(w.clause_name)  # 低保标准城乡一体，每人每月|1130元
        standard = "标准" if w.figure.quantity.unit.startswith("元/") else ""
        return told(
            "clause", f"城乡{both.group(1).removesuffix('标准')}{standard}" if both else ending_of(w.clause_name)
        )
    return again(w, "inherited") or told("clause", w.clause_name or UNSAID)


OF_ALL = (aimed_at, manned, vouched, summed, topic_head, trend_clause, inherited, predicate, clause)
