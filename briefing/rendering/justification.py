"""Chinese justification for WeasyPrint 70.0, which stretches spaces only and so leaves Chinese lines ragged.

Lines of `text-align: justify` get their missing width between ideographs. Three internal functions of that one version
are replaced; under any other version nothing is touched and lines stay ragged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

VERSION = "70.0"
_MOST = 3.0  # a line that lacks more ems than this is left as it is, …
_MOST_SHARE = 0.25  # … unless that is less than this share of an em a gap
# Ideographs, kana, full-width forms and the Chinese punctuation outside them
_CHINESE = re.compile(r"[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018\u2019\u201c\u201d\u2026]+")


@cache
def justify_chinese(weasyprint: ModuleType) -> bool:
    """Teach the loaded WeasyPrint to justify Chinese lines; returns whether its version is the one we know."""
    if weasyprint.__version__ != VERSION:
        return False
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    set_text = line_break.Layout.set_text

    def spread_text(self: Any, text: str, justify: bool = False) -> None:
        set_text(self, text, justify)
        if justify and self.justification_spacing:
            _spread(line_break, self)

    inline.count_expandable_spaces = _gaps
    inline.justify_line = _justify_line
    line_break.Layout.set_text = spread_text
    return True


def _boxes() -> Any:
    from weasyprint.formatting_structure import boxes

    return boxes


def _gaps(box: Any) -> int:
    """Places of a box that may be stretched: spaces and every Chinese character."""
    boxes = _boxes()
    if isinstance(box, boxes.TextBox):
        spaces = box.text.count(" ") + box.text.count("\u00a0")
        return int(spaces + sum(len(match[0]) for match in _CHINESE.finditer(box.text)))
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return sum(_gaps(child) for child in box.children if child.is_in_normal_flow())
    return 0


def _justify_line(context: Any, line: Any, extra: float) -> None:
    """Spread `extra` pixels over a line's gaps; half of one stands before the first character and is taken back."""
    from weasyprint.layout import inline

    gaps = _gaps(line)
    if gaps < 2 or extra >= line.style["font_size"] * max(_MOST, gaps * _MOST_SHARE):
        return
    space = extra / (gaps - 1)
    inline.add_word_spacing(context, line, space, 0)
    if _starts_chinese(line):
        _shift(line, -space / 2)


def _starts_chinese(line: Any) -> bool:
    boxes = _boxes()
    first = line
    while isinstance(first, (boxes.LineBox, boxes.InlineBox)) and first.children:
        first = first.children[0]
    return isinstance(first, boxes.TextBox) and _CHINESE.match(first.text) is not None


def _shift(box: Any, distance: float) -> None:
    boxes = _boxes()
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            child.position_x += distance
        elif isinstance(child, boxes.InlineBox):
            child.position_x += distance
            _shift(child, distance)
        elif child.is_in_normal_flow():
            child.translate(distance, 0)


def _spread(line_break: Any, layout: Any) -> None:
    """Give the Chinese characters of a Pango layout its justification spacing beside their letter spacing."""
    pango, ffi = line_break.pango, line_break.ffi
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    letters = layout.style["letter_spacing"]
    spacing = int((layout.justification_spacing + (0 if letters == "normal" else letters)) * line_break.TO_UNITS)
    for start, end in _byte_ranges(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(spacing)
        attribute.start_index, attribute.end_index = start, end
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _byte_ranges(text: str) -> Iterator[tuple[int, int]]:
    """UTF-8 ranges of the Chinese runs of `text`."""
    position = last = 0
    for match in _CHINESE.finditer(text):
        position += len(text[last : match.start()].encode("utf-8"))
        length = len(match[0].encode("utf-8"))
        yield position, position + length
        position, last = position + length, match.end()
