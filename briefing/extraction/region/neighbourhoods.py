"""Places below the county whose division the text told once: 南岸区金堰社区, and 金堰社区 from there on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefing.model import Paragraph
from briefing.reference.divisions import disambiguate, find_places, lies_in

_KINDS = "(?:社区|街道|片区|镇|乡|村)"
_KIND = re.compile(_KINDS)
_AFTER_DIVISION = re.compile(rf"(?P<name>(?:(?!{_KINDS})[一-龥]){{2,4}}{_KINDS})(?![医小委级民卫干])")


def divisions_of_neighbourhoods(paragraphs: Sequence[Paragraph], home: str | None) -> Mapping[str, str]:
    """The division inside `home` of every small place that stands right behind one; names told of two are left out."""
    told: dict[str, set[str]] = {}
    if home is None:
        return {}
    for paragraph in paragraphs:
        if not _KIND.search(paragraph.text) or not _AFTER_DIVISION.search(paragraph.text):  # the second is slow
            continue
        for mention in find_places(paragraph.text):
            behind = _AFTER_DIVISION.match(paragraph.text, mention.end)
            code = disambiguate(mention, home) if behind and mention.full and not mention.zone else None
            if behind and code is not None and code != home and lies_in(code, home):
                told.setdefault(behind["name"], set()).add(code)
    return {name: codes.pop() for name, codes in told.items() if len(codes) == 1}
