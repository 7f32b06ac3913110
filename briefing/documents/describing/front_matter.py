"""The block of `key: value` lines between two rules with which Markdown files begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BLOCK = re.compile(r"\ufeff?\s*---[ \t]*\r?\n(?P<lines>.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.S)
_LINE = re.compile(r"^(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*$", re.M)
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Fields with the raw positions of their values, and where the text begins after them."""

    end: int = 0
    fields: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def value(self, *keys: str) -> str | None:
        """The value of the first key that is present and not empty."""
        return next((self.fields[key][0] for key in keys if key in self.fields and self.fields[key][0]), None)


def read_front_matter(raw: str) -> FrontMatter:
    """The front matter at the beginning of a text; empty when there is none."""
    block = _BLOCK.match(raw, 0, _LONGEST)
    if block is None:
        return FrontMatter()
    fields: dict[str, tuple[str, int, int]] = {}
    for line in _LINE.finditer(raw, block.start("lines"), block.end("lines")):
        start, end = line.span("value")
        if end - start >= 2 and raw[start] == raw[end - 1] and raw[start] in "\"'":
            start, end = start + 1, end - 1
        fields.setdefault(line["key"].lower(), (raw[start:end], start, end))
    return FrontMatter(block.end(), fields)
