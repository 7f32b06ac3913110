"""Blocks into paragraphs: what each block is, and which blocks are one paragraph that a column or a picture cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from briefing.documents.fragments import Block, Fragment, concatenated
from briefing.documents.page_words import any_of, any_word, heading_pattern, page_words
from briefing.model import Paragraph, ParagraphKind

_FINAL = frozenset('。！？；：…”’」』）)】》〉!?;:~～—|｜"')
_SENTENCE_MARK = re.compile("[。！？；]")
_LONGEST_HEADING = 42
_LONGEST_BYLINE = 70
_LONGEST_CAPTION = 60
_LONGEST_FURNITURE = 160
_SHORTEST_RUNNING = 15
_SHORTEST_CUT = 60  # a paragraph without a mark inside that ends without one is taken for cut from this length on
_MOST_INSERTED = 3  # captions and headings that may stand between the halves of a paragraph
# - 公办托位200个 · 3. 公办托位200个: a list item with a figure
_LIST_ITEM = re.compile(r"(?:[-*•·●]|[（(]?\d{1,2}[）).、．])\s*\D[^\d]*\d")
# 在校学生 人 100235 -1.2: a row of a table
_TABLE_ROW = re.compile(r"\s[-−]?[\d,]+(?:\.\d+)?%?\s+[-−]?[\d,]+(?:\.\d+)?%?(?:\s|$)")
# 参保人数19. 3 and 万人: a number that the end of a line cut, and its rest; not 附件1 and 2个文件
_NUMBER_CUT = re.compile(r"[一-龥](?<![第件表图注例章])[0-9]{1,4}(?:[.．] ?[0-9]{0,2})?$")
_NUMBER_REST = re.compile(r"[0-9]*(?:[.．][0-9]+)?(?:[万亿%％‰]|个百分点|元|人|户|所|家|个|名|张|亩)")
_DATE_ONLY = re.compile(
    r"[\[【(（]?\s*(?:\d{2,4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*(?:星期[一二三四五六日天])?"
    r"\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*[\]】)）]?|星期[一二三四五六日天]"
)


@dataclass(slots=True)
class _Page:
    """What is typical of a page: blocks are read against it."""

    gap: int
    indented: bool
    wrapped: bool


def paragraphs(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document in order."""
    page = _typical(blocks)
    kinds = [block.kind or _kind(block.text) for block in blocks]
    kinds = _with_captions(blocks, kinds, page)
    return tuple(_joined(blocks, kinds, page))


def _typical(blocks: Sequence[Block]) -> _Page:
    if not blocks:
        return _Page(1, False, False)
    long = [block for block in blocks if len(block.text) > _LONGEST_HEADING]
    return _Page(
        gap=median_low([block.gap for block in blocks[1:]] or [1]),
        indented=2 * sum(block.indented for block in long) > len(long),
        wrapped=_is_wrapped(blocks),
    )


def _is_wrapped(blocks: Sequence[Block]) -> bool:
    """Whether lines were broken at a fixed width: most lines are as long as the longest and follow one another."""
    lengths = [len(block.text) for block in blocks]
    longest = max(lengths)
    full = sum(length >= longest - 3 for length in lengths)
    return len(blocks) >= 4 and longest <= 80 and 2 * full > len(blocks) and all(block.gap <= 2 for block in blocks[1:])


def _kind(text: str) -> ParagraphKind:
    """What a block is by its words alone; captions that only their surroundings give away come later."""
    if is_furniture(text):
        return ParagraphKind.FURNITURE
    if len(text) <= _LONGEST_CAPTION and any_of("caption").search(text) and not re.search("。[^（(]", text):
        return ParagraphKind.CAPTION
    if _looks_like_heading(text):
        return ParagraphKind.HEADING
    return ParagraphKind.BODY


def is_furniture(text: str) -> bool:
    """Whether a line is navigation, a byline, a date line, a licence or contact line: nothing the text says."""
    if len(text) > _LONGEST_FURNITURE:
        return False
    if any_of("furniture").search(text) or _DATE_ONLY.fullmatch(text) or not re.search(r"\w", text):
        return True
    if _SENTENCE_MARK.search(text):
        return False
    return _is_byline(text) or _is_navigation(text) or _is_source_line(text)


def _is_byline(text: str) -> bool:
    if len(text) > _LONGEST_BYLINE or re.search("[，,：]", text):
        return False
    marked = text[0] in page_words()["furniture"]["byline_marks"] and len(text) <= 40
    return (marked and not re.search(r"\d", text)) or any_word("furniture", "byline").search(
        text.replace("答记者问", "")
    ) is not None


def _is_navigation(text: str) -> bool:
    links = any_word("furniture", "navigation").findall(text)
    rest = len(text) - sum(map(len, links))
    return len(set(links)) >= 2 or (len(links) == 1 and rest <= 6)


# 某某网 2024-04-23 来源：某报: a full date and a source or time in a short line
_DATED_LINE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")


def _is_source_line(text: str) -> bool:
    if len(text) > 80 or not _DATED_LINE.search(text):
        return False
    return re.search(r"来源|\d{1,2}:\d{2}|作者|浏览|阅读", text) is not None


def _looks_like_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or re.search("[。；]", text) or text[-1] in "，、：；,:":
        return False
    if _LIST_ITEM.match(text) or _TABLE_ROW.search(text):
        return False
    if text[-1] in "？！?!" and re.search("[，,]", text):
        return False  # 面对难题，如何破解？ opens a paragraph
    return re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text) is not None


def _with_captions(blocks: Sequence[Block], kinds: Sequence[ParagraphKind], page: _Page) -> list[ParagraphKind]:
    """Find captions by where they stand: alone in wide space, or between headline and byline."""
    found = list(kinds)
    body_begins = next((i for i, kind in enumerate(kinds) if kind is ParagraphKind.BODY), len(kinds))
    for i, block in enumerate(blocks):
        if block.kind is not None or block.atomic or kinds[i] not in (ParagraphKind.HEADING, ParagraphKind.BODY):
            continue
        apart = block.gap > page.gap + 1
        under_picture = _is_lone_sentence(block.text) and (apart or _stands_above_byline(kinds, i))
        if under_picture and i > 0 and kinds[i - 1] is ParagraphKind.BODY:
            under_picture = not _breaks_off(blocks[i - 1].text, page)  # else it is the rest of that paragraph
        label = kinds[i] is ParagraphKind.HEADING and apart and i > body_begins and _heading_follows(kinds, i)
        if under_picture or label:
            found[i] = ParagraphKind.CAPTION
    return found


def _heading_follows(kinds: Sequence[ParagraphKind], i: int) -> bool:
    """Whether the next block is a heading, or none: what stands apart above it is no heading too."""
    return kinds[i + 1 : i + 2] in ([ParagraphKind.HEADING], [])


def _is_lone_sentence(text: str) -> bool:
    """华西医院专家来院坐诊。: one short sentence without a figure."""
    return len(text) <= 30 and text[-1] == "。" and text.count("。") == 1 and not re.search(r"\d", text)


def _stands_above_byline(kinds: Sequence[ParagraphKind], i: int) -> bool:
    """Below the headline and its date line, with the byline among the next lines."""
    above = kinds[max(0, i - 4) : i]
    if ParagraphKind.FURNITURE not in above or ParagraphKind.BODY in above[:-1]:
        return False
    return ParagraphKind.HEADING in above and ParagraphKind.FURNITURE in kinds[i + 1 : i + 4]


def _joined(blocks: Sequence[Block], kinds: Sequence[ParagraphKind], page: _Page) -> list[Paragraph]:
    result: list[Paragraph] = []
    taken = [False] * len(blocks)
    for i in range(len(blocks)):
        if taken[i]:
            continue
        parts, kind = [i], kinds[i]
        while kind in (ParagraphKind.BODY, ParagraphKind.HEADING):
            following = _continuation(blocks, kinds, taken, parts[-1], page)
            if following is None:
                break
            parts.append(following)
            taken[following] = True
            kind = ParagraphKind.BODY
        fragment: Fragment = concatenated(blocks[part].fragment for part in parts)
        result.append(Paragraph(fragment.text, kind, fragment.runs))
    return result


def _continuation(
    blocks: Sequence[Block], kinds: Sequence[ParagraphKind], taken: Sequence[bool], last: int, page: _Page
) -> int | None:
    """The block that goes on with the sentence in which block `last` breaks off."""
    block = blocks[last]
    if block.atomic:
        return None
    if last + 1 < len(blocks) and _number_cut(block.text, blocks[last + 1]) and not taken[last + 1]:
        return last + 1
    if not _breaks_off(block.text, page):
        return None
    for i in range(last + 1, min(last + 2 + _MOST_INSERTED, len(blocks))):
        candidate, inserted = blocks[i], i > last + 1
        if candidate.atomic or taken[i]:
            return None
        if kinds[i] is ParagraphKind.BODY:
            return i if _goes_on(block.text, candidate, page, inserted) else None
        if kinds[i] is ParagraphKind.HEADING and page.wrapped and not inserted:
            return i
        if kinds[i] is ParagraphKind.HEADING and candidate.gap <= page.gap:
            return None  # a heading in its usual place: the rest of the paragraph is lost
    return None


def _number_cut(text: str, following: Block) -> bool:
    """Whether the line ends inside a number: 参保人数19. 3 | 万人, 新建学校1 | 2所."""
    if not text[-1].isdigit() and text[-1] not in ".．":
        return False
    if following.atomic or not _NUMBER_CUT.search(text) or not _NUMBER_REST.match(following.text):
        return False
    running = len(text) >= _SHORTEST_RUNNING and re.search("[，。；]", text) is not None
    return (
        running or not following.text[0].isdigit()
    )  # lines of a list may each end or begin with a number of their own


def _breaks_off(text: str, page: _Page) -> bool:
    if text[-1] in "，、,":
        return True
    if text[-1] in _FINAL:
        return False
    if page.wrapped:
        return len(text) > 8
    return _SENTENCE_MARK.search(text) is not None or len(text) >= _SHORTEST_CUT


def _goes_on(before: str, candidate: Block, page: _Page, inserted: bool) -> bool:
    text = candidate.text
    if heading_pattern("marks").match(text):
        return False
    if before[-1] in "，、," or before[-1].isdigit():
        return True
    if page.indented and candidate.indented:
        return False
    fresh = heading_pattern("openers").match(text) is not None or text[0] in "“‘「『《"
    return not fresh
