"""What a document is: a report, a plan, a bulletin, a notice, a list, a press conference, news.

Told by its title, the words that open it, and how its text is laid out; the words stand in data/genres.toml. Kinds of
official papers and their forms of words: 《党政机关公文处理工作条例》第八条, GB/T 9704—2012.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Genre, Paragraph, ParagraphKind
from briefing.packaged import word_pattern

_WORDS = "documents/data/genres.toml"
_TITLED = (Genre.WORK_REPORT, Genre.BULLETIN, Genre.PROJECT_LIST, Genre.PLAN, Genre.NOTICE)
_TITLE_END = r"(?:[（(][^（()）]*[）)])?(?:的通知|全文|摘要|发布)?(?:\[\d+\])?(?:（节选）)?$"
_OPENING = 12  # paragraphs in which a text says what it is
_OPENING_CHARACTERS = 600
_FEWEST_ARTICLES = 3  # 第一条 … of a notice
_FEWEST_ITEMS, _SHARE_OF_ITEMS = 6, 0.6  # numbered paragraphs of a list


def genre_of(title: str | None, parts: Sequence[Paragraph], name: str = "") -> Genre | None:
    """What the document is; None where neither its title nor its text tells.

    `name` is the file's, which people give it: 2024年政府工作报告.docx.
    """
    body = [part.text.strip() for part in parts if part.kind is not ParagraphKind.FURNITURE]
    opening = "\n".join(body[:_OPENING])[:_OPENING_CHARACTERS]
    if _found("<report_openings>", opening):
        return Genre.WORK_REPORT
    stem = name.rpartition("/")[2].rpartition(".")[0]
    for line in filter(None, (title, stem, *body[:2])):
        for genre in _TITLED:
            if _found(f"<{genre.value}_titles>{_TITLE_END}", line.strip('》”" ')):
                return Genre.NOTICE if line.endswith("的通知") and genre is not Genre.PLAN else genre
    if _found("<conference_openings>", f"{title or ''}\n{opening}"):
        return Genre.PRESS_CONFERENCE
    if _found(r"<news_openings>|(?<!年)\d{1,2}月\d{1,2}日[，,]", opening):
        return Genre.NEWS
    if sum(_found(r"^第[一二三四五六七八九十]+条", text) for text in body) >= _FEWEST_ARTICLES:
        return Genre.NOTICE
    items = sum(_found(r"^[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)、.．]", text) for text in body)
    return Genre.PROJECT_LIST if items >= max(_FEWEST_ITEMS, _SHARE_OF_ITEMS * len(body)) else None


def _found(form: str, text: str) -> bool:
    return word_pattern(_WORDS, form).search(text) is not None
