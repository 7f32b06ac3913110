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
        (["“十四五”时期工作回顾", "一、教育"], ("“十四五”时期工作回顾", "一、教育")),
        (["2023年工作回顾", "一、教育", "2024年主要任务"], ("2024年主要任务",)),
        (["一、回顾", "（一）教育", "2024年我们要办好以下实事："], ("一、回顾", "2024年我们要办好以下实事：")),
        (["明年要抓好以下三项工作：", "（一）教育"], ("明年要抓好以下三项工作：", "（一）教育")),
        (["重点抓好以下工作：", "一、教育"], ("一、教育",)),
        (["2.5亿元惠民生", "一、回顾", "2.5亿元惠民生"], ("一、回顾", "2.5亿元惠民生")),
    ],
)
def test_open_headings(headings: list[str], path: tuple[str, ...]) -> None:
    outline = Outline()
    for line in headings:
        outline.read(line) if line.endswith("：") else outline.enter(line)
    assert outline.path == path
