"""Lists in names: their members each with what they share, and lists of examples left out."""

from __future__ import annotations

import re

from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.phrases import tidy

_ENUMERATION = re.compile(
    r"(?:[^、，。；]+、)+[^、，。；]*?等(?:处|地(?![方区块])|[\d一二三四五六七八九十]+[个项家类种名所])?(?=.{2,})"
)
# 第一、二、三产业
_ORDINAL_LIST = re.compile(r"(?P<head>.*?)第(?P<numbers>[一二三四五](?:[、和及与][一二三四五])+)(?P<tail>.+)")
_SPLIT_LIST = re.compile(r"、|以及|和|(?<![涉普惠波])及|与")
_LEVELS = re.compile(r"([一-龥]{3,}?)(乡镇|城镇|城市|县城|街道|乡|镇)、(行政村|乡村|农村|社区|村)([一-龥]{2,4})")
_AND_SO_ON = re.compile(r"([^的]{2,}?)等([^的]{2,8})")
_INSIDE = re.compile(r"[一-龥]{2,}?(?<![现存所])在([一-龥]{2,6})")
_PERSONS = re.compile("(?:孤儿|儿童|老人|人员|对象|学生|教师|职工|居民|[医护]士|医师)$")
_INSURANCE = re.compile(r"[一-龥]{2,6}?(保险[一-龥]{2,6})")
_MEASURED = re.compile(r"[一-龥]{2,}((?:吞吐|客运|货运|发送|周转|接待|销售|交易|成交|生产|总产|增长|入库)[量额数])")


def list_items(text: str) -> list[str]:
    """The members of a list, a shared closing noun given to each (小学、初中占比 → 小学占比, 初中占比)."""
    if match := _ORDINAL_LIST.fullmatch(text):
        return [f"{match['head']}第{n}{match['tail']}" for n in match["numbers"] if n in "一二三四五"]
    items = [tidy(item) for item in _SPLIT_LIST.split(text) if tidy(item)]
    if len(items) == 2 and (levels := _LEVELS.fullmatch("、".join(items))):  # 广播电视联网乡镇、村比率
        head, upper, lower, tail = levels.groups()
        return [head + upper + tail, head + lower + tail]
    if len(items) > 1 and (inside := _INSIDE.fullmatch(items[0])):  # 参保人员在一级、二级医院报销比例
        items[0] = inside.group(1)
    if len(items) > 1 and (rest := _AND_SO_ON.fullmatch(items[-1])):  # 试剂、药物、培养液等国产化程度
        items[-1] = rest.group(1)
        return [item if item.endswith(rest.group(2)) else item + rest.group(2) for item in items]
    if len(items) > 1 and "的" in items[-1]:
        tail = items[-1].rpartition("的")[2]
        items = [item if item.endswith(tail) else item + tail for item in items]
    elif len(items) > 1:
        if insurance := _INSURANCE.fullmatch(items[-1]):  # 参加基本养老、失业、工伤保险人数
            verb = pattern("enjoyed").match(items[0])
            lead = verb.group() if verb else ""
            items = [item if insurance.group(1) in item else item + insurance.group(1) for item in items]
            return [item if item.startswith(lead) else lead + item for item in items]
        if measure := _MEASURED.fullmatch(items[-1]):  # 货物和集装箱吞吐量
            tail = measure.group(1)
            return [item if item.endswith(tail[-1]) else item + tail for item in items[:-1]] + items[-1:]
        width = len(items[0])
        complete = _PERSONS.search(items[0])  # 孤儿和事实无人抚养儿童
        if (
            2 <= width <= 4
            and not complete
            and len(items[-1]) > width
            and all(len(item) == width for item in items[:-1])
        ):
            return [item + items[-1][width:] for item in items[:-1]] + items[-1:]
        shared = items[-1].rfind(items[0][-2:]) + 2 if len(items[0]) > 2 else 0
        if 2 < shared < len(items[-1]):
            return [item + items[-1][shared:] for item in items[:-1]] + items[-1:]
        tails = [word for word in words("relational") if items[-1].endswith(word) and len(items[-1]) > len(word)]
        if tails and not any(item.endswith(max(tails, key=len)) for item in items[:-1]):
            items = [item + max(tails, key=len) for item in items[:-1]] + items[-1:]
    return items


def drop_enumeration(text: str) -> str:
    """`text` without a list of examples (引进A、B等企业 → 引进企业)."""
    if "、" not in text or "等" not in text:
        return text
    verb = pattern("kept_verb").match(text)
    shorter = _ENUMERATION.sub("", text)
    first = text.partition("、")[0]
    if tidy(shorter) in words("general_heads") and len(first) > len(tidy(shorter)):  # 解决社会保险缴纳、维权流程等问题
        return f"{first}等{tidy(shorter)}"
    if verb and shorter != text:
        shorter = verb.group() + shorter
    return text if tidy(shorter) in words("relational") or len(tidy(shorter)) < 2 else shorter
