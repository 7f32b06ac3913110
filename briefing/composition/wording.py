"""Small fixed wordings of a page: Chinese ordinals, names of rows."""

from __future__ import annotations

from briefing.model import Measure, Observation

_DIGITS = "〇一二三四五六七八九"
_MEASURES = {Measure.CHANGE: "增减", Measure.GAP: "差距", Measure.RANK: "位次，原文自称"}

# What a mark means when several figures of a table bear it for reasons of their own.
GENERAL_MEANINGS = {
    "约": "原文为约数：> ≥ 表示实际数不低于此，< ≤ 表示不高于此，≈ 表示上下均可",
    "累": "多年累计，或原文未说明从何时起算",
    "推": "由原文的数除以普查人口推算，原文没有这一比率",
    "期": "原文没有说明时间",
}


def ordinal(number: int) -> str:
    """A heading's Chinese number (1 ≤ number < 100): 1 → 一, 12 → 十二, 23 → 二十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def observation_label(observation: Observation, name: str) -> str:
    """A row's name; what is not a level or a share says so: `家庭医生签约人数（增减）`."""
    kind = _MEASURES.get(observation.measure)
    return f"{name}（{kind}）" if kind else name
