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


class Outline:
    """The headings that a document's next paragraph stands under."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []  # depth and text, the outermost first

    def enter(self, heading: str) -> None:
        """Close the headings of the same depth or deeper, and open this one."""
        depth = _depth(heading)
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        self._open.append((depth, heading))

    @property
    def path(self) -> tuple[str, ...]:
        """The open headings, the outermost first."""
        return tuple(text for _, text in self._open)


def _depth(heading: str) -> int:
    """0 for 第一章, 1 for 一、, … ; an unnumbered heading is deeper than all numbered ones."""
    stripped = heading.lstrip()
    return next((depth for depth, pattern in enumerate(_NUMBERINGS) if pattern.match(stripped)), _UNNUMBERED)
