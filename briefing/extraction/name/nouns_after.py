"""The noun phrase after a figure: where it ends, and what is then said of it."""

from __future__ import annotations

import re

from briefing.extraction.name.lexicon import find_predicate, pattern
from briefing.extraction.name.phrases import RANK_LABEL, tidy

_MADE_OF = re.compile(r"^集.*(?:为一体|于一体)的(.{2,})$")
# 资金的支持下, 目标的基础上
_CIRCUMSTANCE = re.compile(
    r"的?(?:大力)?(?:支持|帮助|基础|情况|前提|带动|推动|指导|条件|背景)[上下].*$|(?:的)?情况来?看$"
)
# What a news page runs on after its title: 新京报讯（记者…, 三秦都市报-三秦网讯
_BYLINE = re.compile(
    r"(?:(?:中国[一-龥]{2}|[一-龥]{2}(?:日|晚|早|晨|都市|商|时)|本|[一-龥]{2})报|新华社|中新[网社]|[一-龥]{2,4}(?:网|客户端))"
    r"[-—－·]?(?:[一-龥]{2,6}(?:网|报|客户端))?[一-龥\d]{0,8}?(?:讯|日电|记者|消息).*$"
    r"|(?:原标题|来源|记者|通讯员|返回搜狐|责任编辑)[：:（(]?.*$"
)
_ADVERB_END = re.compile(
    r"(?<=..)(?:更|也|还|均|已|仍|都|正|又|再|共同|联合|同步|正式|成功|全部|多次|自发|主动|一直|陆续|先后|率先|分别|一道|一起|纷纷|扎实|有序|稳步|顺利|深入|免费|无偿|即|则)$"
)
_COPULA = re.compile(r"^系(?![统列数])")  # 2.7万元|系保障志愿者食宿费用
# 在|150组|入围节目中|脱颖而出: the things are only where it happened
_AMONG = re.compile(r"(?<=[者员人家生目案品院区市县户行业])[中内里]$")
_BUILDS = re.compile(
    r"(?:建设|改造|购置|升级)(?=[^，。；、]{3})(?!.*(?:资金|经费|费用?|补助|补贴|基金|款|投资|投入|奖补|贷款)$)"
)
_PREPOSED = re.compile(r"基于|根据|按照|面向|针对|用于|适合|适应|符合|围绕|由|以")
# 基于生产实际|需要的实验性项目
_RELATIVE = re.compile(r"[^的，。]{2,8}的([^的，。]{2,10}?)((?:全部|已|均).*)?$")
# 3个|项目的服务标准
_OF_ABSTRACT = re.compile(r"([^的，。；]{2,})的[一-龥、]{0,12}(?:标准|范围|内容|表述|水平|质量|特点)")
_AFTERWARDS = re.compile(r"[之以]?后(?:开始|又|再|略|有|逐|缓|稳|持续|继续)")  # 降至|12.0%|后略有上升
_YEAR = re.compile(r"\d{4}年")
_DIVISIONS = frozenset("省市州县区镇乡村户")


def right_phrase(text: str, whole: bool = False) -> tuple[str, str]:
    """The noun phrase that opens the right context and the predicate that follows it ('' each when absent).

    `whole`: the unit is itself what is counted (人, 元), so that a verb after it is said of it and opens no noun.
    """
    text = RANK_LABEL.sub("", text.lstrip(" 　"))
    if not text or text[0] in "（(、或":
        return "", ""
    if _AFTERWARDS.match(text):
        return "", tidy(text)
    text = _COPULA.sub("", text.removeprefix("不等的").removeprefix("不等"))
    if whole and _BUILDS.match(text):  # 社会资本1.5亿元|建设医养结合项目
        return "", tidy(text)
    text = tidy(_BYLINE.sub("", _CIRCUMSTANCE.sub("", text)))
    if not text:
        return "", ""
    if match := _MADE_OF.match(text):
        text = match.group(1)
    starts = pattern("protected_start").match(text)
    search_from = starts.end() if starts else 1 if text[0] in _DIVISIONS else 2
    relative = text.find("的", 2)
    opening = find_predicate(text, 0)
    if not starts and opening is not None and opening.start() == 0:
        if (
            whole
            or not (0 < relative < 16 and len(text) - relative > 2)
            or text.startswith(("在", "已", "均", "是", "为"))
        ):
            return "", text
        search_from = relative + 2
    adverb = pattern("leading_adverbial").match(text)
    if adverb and (act := find_predicate(text, adverb.end())) and act.start() == adverb.end():
        return "", text
    match = find_predicate(text, search_from)
    if match and _PREPOSED.match(text) and (inner := _RELATIVE.match(text, match.start())):
        return tidy(inner.group(1)), tidy(inner.group(2) or "")
    if match and _AMONG.search(text[: match.start()]):
        return _without_clause(tidy(text[: match.start() - 1])), ""
    if match and not text[: match.start()].endswith(("、", "和")):
        return _without_clause(tidy(text[: match.start()])), tidy(text[match.start() :])
    of = None if whole else _OF_ABSTRACT.fullmatch(_AMONG.sub("", text))
    return (of.group(1) if of else _without_clause(_AMONG.sub("", text))), ""


def _without_clause(noun: str) -> str:
    """`noun` without a long relative clause before it (政治素质良好、作风过硬的政法干部 → 政法干部)."""
    noun = _ADVERB_END.sub("", noun)
    if _YEAR.fullmatch(noun):
        return ""
    clause, _, head = noun.rpartition("的")
    return head if len(clause) > 8 and len(head) >= 2 else noun
