"""Which headings stand above a paragraph."""

from __future__ import annotations

import pytest

from briefing.extraction.headings import Outline


@pytest.mark.parametrize(
    ("headings", "path"),
    [
        ([], ()),
        (["一、回顾"], ("一、回顾",)),
        (["一、回顾", "（一）教育"], ("一、回顾", "（一）教育")),
        (["一、回顾", "（一）教育", "（二）医疗"], ("一、回顾", "（二）医疗")),
        (["一、回顾", "（一）教育", "二、安排"], ("二、安排",)),
        (["一、回顾", "办好教育", "守护健康"], ("一、回顾", "守护健康")),
        (["第一章 总则", "一、目标", "1.床位"], ("第一章 总则", "一、目标", "1.床位")),
        (["民生答卷", "一、回顾"], ("一、回顾",)),
        (["2.5亿元惠民生", "一、回顾", "2.5亿元惠民生"], ("一、回顾", "2.5亿元惠民生")),
    ],
)
def test_open_headings(headings: list[str], path: tuple[str, ...]) -> None:
    outline = Outline()
    for heading in headings:
        outline.enter(heading)
    assert outline.path == path
