"""The headings above a paragraph: 二、2024年工作安排 still stands above （一）办好教育."""

from __future__ import annotations

import re

# Numbering by depth: 第一章, 一、, （一）, 1., (1)
_NUMBERINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十]{1,3}[章节篇部]",
        r"[一二三四五六七八九十]{1,3}[、.．]",
        r"[（(][一二三四五六七八九十]{1,3}[)）]",
        r"\d{1,2}[.、．](?!\d)",
        r"[（(]\d{1,2}[)）]",
    )
)
_UNNUMBERED = len(_NUMBERINGS)
_CHAPTER = -1  # “十一五”时期工作回顾 without a number stands above 一、
# What makes an unnumbered heading the heading of a chapter: the time that it names and what it does with it.
_TIME = r"(?:20\d\d年|十[一二三四五六]五|过去|五年|今后|未来|去年|今年|明年|下一年)"
_CHAPTER_HEADING = re.compile(rf"{_TIME}.*(?:回顾|总结|成就|成绩|情况|目标|任务|安排|打算|重点|思路|部署|建议|工作)$")
# 2024年要重点抓好以下五个方面工作：the sentence that opens a list speaks for it as a heading does, below its chapter.
_ANNOUNCEMENT = re.compile(r"[^。；]{0,60}以下[^。；，]{0,12}(?:工作|任务|方面|实事|项目|事项)[^。；，]{0,4}[：:]$")
_ANNOUNCED = 1.5


class Outline:
    """The headings that a document's next paragraph stands under."""

    def __init__(self) -> None:
        self._open: list[tuple[float, str]] = []  # depth and text, the outermost first

    def enter(self, heading: str) -> None:
        """Close the headings of the same depth or deeper, and open this one."""
        depth = _depth(heading)
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        self._open.append((depth, heading))

    def read(self, text: str) -> None:
        """Take in a paragraph that is no heading: its last sentence may announce the list that follows."""
        if text.endswith(("：", ":")) and (announced := _ANNOUNCEMENT.search(text)):
            self._open = [(depth, heading) for depth, heading in self._open if depth < _ANNOUNCED]
            self._open.append((_ANNOUNCED, announced[0]))

    @property
    def path(self) -> tuple[str, ...]:
        """The open headings, the outermost first."""
        return tuple(text for _, text in self._open)


def _depth(heading: str) -> int:
    """0 for 第一章, 1 for 一、, … ; an unnumbered heading is deeper than all numbered ones, but for a chapter's."""
    stripped = heading.strip()
    unnumbered = _CHAPTER if _CHAPTER_HEADING.search(stripped) else _UNNUMBERED
    return next((depth for depth, pattern in enumerate(_NUMBERINGS) if pattern.match(stripped)), unnumbered)
