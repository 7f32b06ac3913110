"""Plain text into blocks: lines, and inside a line the headings and paragraphs that wide space sets apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.documents.fragments import Block, clean
from briefing.documents.page_words import heading_pattern
from briefing.model import ParagraphKind

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_NEWLINE = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")

# End of a sentence and white space: a paragraph ends (。”   下一段).
_SENTENCE_SPACE = re.compile(r"[。！？!?…][”’」』）)\"]*[\s\u3000]+")
# Two blanks or more, or a full-width one.
_WIDE_SPACE = re.compile(r"[^\S\r\n]{2,}|\u3000")
_BLACK = re.compile(r"\S")
# The label with which collected pages introduce the text: 2023-07-23 22:29，正文：
_BODY_LABEL = re.compile(r"[,，\s]?正文\s*[:：]")
_LONGEST_HEAD = 200
_GAP_INSIDE_LINE = 1  # what wide space in a line counts as, in line breaks
# Page furniture glued to the last sentence: 。返回某网，查看更多 · 。（责任编辑：…） · 。来源：某报
_TAIL = re.compile(
    r"返回.{2,6}[，,]?\s?查看更多|分享让更多人看到"
    r"|(?<=[。！？”）)】])\s*(?=[（(]\s*(?:责任编辑|编辑|来源|文章来源|完[）)])"
    r"|(?:责任编辑|责编|编辑|编审|来源|文章来源|新闻线索报料[^：]{0,4}|微信编辑)\s*[:：\s]"
    r"|[（(《【]\s*.{0,6}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*第?\s*\d{1,3}\s*版)"
)
# ## 二级标题
_MARKDOWN_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?=\S)")
# > 引文
_MARKDOWN_QUOTE = re.compile(r"[ ]{0,3}>[ \t]+(?=\S)")
_ORIGINAL_TITLE = re.compile(r"\s*原标题\s*[:：]\s*")
_LONGEST_TITLE = 60
_LONGEST_GLUED_HEADING = 40


def blocks(raw: str, start: int = 0) -> Iterator[Block]:
    """Blocks of plain text from `start` on."""
    previous_end, gap = start, 0
    for line in _LINE.finditer(raw, start):
        gap += len(_NEWLINE.findall(raw, previous_end, line.start()))
        previous_end = line.end()
        first = True
        for piece_start, piece_end, kind in _split(raw, line.start(), line.end()):
            fragment = clean(raw, piece_start, piece_end)
            if fragment is not None:
                indented = not first or raw[line.start()].isspace()
                yield Block(fragment, gap if first else _GAP_INSIDE_LINE, indented, kind)
                first, gap = False, 0


Piece = tuple[int, int, ParagraphKind | None]


def _split(raw: str, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a line with what is known of their kind."""
    quote = _MARKDOWN_QUOTE.match(raw, start, end)
    start = start if quote is None else quote.end()
    marked = _MARKDOWN_HEADING.match(raw, start, end)
    if marked is not None:
        yield marked.end(), end, ParagraphKind.HEADING
        return
    label = _BODY_LABEL.search(raw, start, min(end, start + _LONGEST_HEAD))
    if label is not None and not re.search("[。！？]", raw[start : label.start()]):
        yield start, label.end(), ParagraphKind.FURNITURE
        start = label.end()
    title = _ORIGINAL_TITLE.match(raw, start, end)
    if title is not None:
        title_end = _end_of_title(raw, title.end(), end)
        yield start, title.end(), ParagraphKind.FURNITURE
        if title_end > title.end():
            yield title.end(), title_end, ParagraphKind.HEADING
        start = _after_repetition(raw, title.end(), title_end, end)
    for piece_start, piece_end in _split_tail(raw, start, end):
        for sentence_start, sentence_end in _split_at(_SENTENCE_SPACE, raw, piece_start, piece_end):
            for part_start, part_end in _split_wide(raw, sentence_start, sentence_end):
                yield part_start, part_end, None


def _end_of_title(raw: str, start: int, end: int) -> int:
    """Where a headline of unknown length ends: repeated, at wide space, at the words a report opens with."""
    limit = min(end, start + _LONGEST_TITLE)
    for length in range(8, _LONGEST_TITLE):
        if raw.startswith(raw[start : start + length], start + length) and start + 2 * length <= end:
            return start + length
    wide = _WIDE_SPACE.search(raw, start, limit)
    opener = heading_pattern("openers").search(raw, min(start + 6, limit), limit)
    ends = [match.start() for match in (wide, opener) if match is not None]
    return min(ends, default=start)


def _after_repetition(raw: str, start: int, title_end: int, end: int) -> int:
    title = raw[start:title_end]
    repeated_end = title_end + len(title)
    return repeated_end if title and repeated_end <= end and raw.startswith(title, title_end) else title_end


def _split_tail(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for tail in _TAIL.finditer(raw, start, end):
        if tail.start() > position:
            yield position, tail.start()
            position = tail.start()
    if position < end:
        yield position, end


def _split_at(pattern: re.Pattern[str], raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in pattern.finditer(raw, start, end):
        yield position, match.end()
        position = match.end()
    if position < end:
        yield position, end


def _split_wide(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut off headings that wide space glues to the text behind them."""
    first = _BLACK.search(raw, start, end)
    position = end if first is None else first.start()
    for wide in _WIDE_SPACE.finditer(raw, position, end):
        if wide.start() - position > 2 * _LONGEST_GLUED_HEADING:
            break  # the sentence has begun
        left = raw[position : wide.start()].strip()
        if left and _is_glued_heading(left) and _BLACK.search(raw, wide.end(), end):
            yield position, wide.start()
            position = wide.end()
    yield position, end


def _is_glued_heading(left: str) -> bool:
    """Whether the text before wide space stands alone: short, no sentence, no bracket or label left open."""
    if not 4 <= len(left) <= _LONGEST_GLUED_HEADING or re.search("[。！？；，：:,]|(?:电|讯|记者)$", left):
        return False
    return all(left.count(a) == left.count(b) for a, b in ("（）", "()", "“”", "《》", "【】", "[]"))
