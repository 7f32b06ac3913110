"""Stretches that name an occasion: places in them say where or by whom it was held, not whom figures describe."""

from __future__ import annotations

import re

from briefing.extraction.answers import Span
from briefing.extraction.sentences import title_spans

# “2023年某市三年行动”系列新闻发布会: a quoted name with the noun that it belongs to; no speech, which has stops
_QUOTED = re.compile(r"[“\"][^“”\"。！？；，：]{4,80}[”\"](?=[一-龥])")
# 在某市新闻发布会(第五场)上, 在某省民营企业座谈会上
_AT = re.compile(
    r"在[^，。；：！？]{2,60}?(?:会议|大会|会|论坛|仪式|活动|比赛|大赛|现场)(?:[（(][^（()）]{1,12}[)）])?上"
)


def occasion_spans(text: str) -> list[Span]:
    """Spans of 《titles》, of quoted names of events and of 在…会上, in order."""
    spans = title_spans(text)
    if "”" in text or '"' in text:
        spans = spans + [match.span() for match in _QUOTED.finditer(text)]
    if "上" in text:
        spans = spans + [match.span() for match in _AT.finditer(text)]
    return _merged(spans)


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
