"""What is known about a text: title, source, date, place, address, and where each was read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from briefing.documents.describing.front_matter import FrontMatter
from briefing.documents.describing.genres import genre_of
from briefing.documents.describing.publication_dates import PublicationDate, publication_date
from briefing.documents.describing.unstated_dates import named_date, report_year
from briefing.documents.describing.written_for import place_of
from briefing.documents.extracted import Declared
from briefing.documents.formats.markup import Page
from briefing.model import Document, Paragraph, ParagraphKind
from briefing.reference.divisions import find_places

# 来源：某某日报 · 当前报纸名称:某某日报
_SOURCE_LABEL = re.compile(
    r"(?:文章来源|稿件来源|信息来源|来源|稿源|当前报纸名称|报纸名称|转自)\s*[:：]\s*(?P<name>[^\s，,。|｜）)\]】<]{2,20}?)(?=返回|版权|作者|编辑|责任|记者|[\s，,。|｜）)\]】<]|$)"
)
_MEDIUM = r"(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|导报|新闻网|报|社|网|在线|新闻|电视台|客户端|融媒体中心|融媒)"
# 新华社南京8月8日电 · 四川在线记者 · 【深圳商报讯】 · 本报讯（沈阳日报记者 …）
_DATELINE_SOURCE = re.compile(
    rf"^\W{{0,2}}(?P<agency>[\u4e00-\u9fff]{{1,8}}?{_MEDIUM})[^，。]{{0,14}}?\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息|报道|综合)"
    rf"|^(?P<reporter>[\u4e00-\u9fff]{{2,8}}?{_MEDIUM})(?:首席|见习|实习)?记者"
    rf"|^(?P<brief>[\u4e00-\u9fff]{{2,8}}?(?:报|新闻网|网))讯\s*[（(]"
    rf"|【(?P<boxed>[\u4e00-\u9fff]{{2,10}}?{_MEDIUM})讯】"
    rf"|本报讯\s*[（(](?P<bracketed>[\u4e00-\u9fff]{{2,8}}{_MEDIUM})"
)
_NO_NAME = frozenset({"本报", "本网", "本社", "原创", "网络", "本站", "互联网"})
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)\]，。]+")
_BARE_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
# 某某日报 above the date of its issue is no headline
_MASTHEAD = re.compile(r"^.{0,10}(?:报|网|新闻|周刊|杂志|公报)$")
_OFFICE = "(?:局|办|办公室|委|委员会|政府|厅|中心|发布)"
# 永康日报 2024-10-22 08:15 · 永康市民政局 2024年10月22日 · （记者 普文华 2023年7月13日 红河日报）
_DATED_MEDIUM = re.compile(
    rf"^《?(?P<before>[\u4e00-\u9fff]{{2,22}}?(?:{_MEDIUM}|{_OFFICE}))》?\s*(?:19|20)\d{{2}}\s*[-/.年]"
    rf"|\d\s*日?\s+(?P<after>[\u4e00-\u9fff]{{2,10}}?{_MEDIUM})[）)]?$"
)
# 永康市统计局, with the date in the next line
_OFFICE_ALONE = re.compile(rf"[\u4e00-\u9fff]{{2,22}}(?:{_MEDIUM}|{_OFFICE})")
# 2024年1月15日在某市第八届人民代表大会第四次会议上
_DELIVERED = re.compile(r"[（(]?20\d\d年\d{1,2}月\d{1,2}日在[^。]{2,40}(?:会议|大会)上[）)]?$")
# 青禾县人民政府办公室 below a headline: who wrote; not 打开新格局
_SIGNED = re.compile(r"[\u4e00-\u9fff]{2,18}(?:(?<![格开新布结破棋])局|办公室|人民政府|委员会|厅)")
_SUBTITLE = re.compile("^[—–-]{1,2}")
_HEAD_LIMIT = 25  # paragraphs among which the body must begin
_SHORTEST_TITLE = 5
_LONGER_TITLE = 8
# 青禾县人民政府门户网站 · 青禾县信息公开: what a page calls itself, not its text
_SITE_NAME = re.compile(r"(?:网|网站|政府|频道|报|社|门户|客户端|公开|首页|平台|中心|电视台|委员会|局|办公室|新闻)$")
_LONGEST_SCRAP = 30
_LIKE_TITLE = re.compile(r"[\W_]+")
# 作者：张三 · 记者 李四 · 本报记者 王五 赵六: names of two to four characters
_NAME = r"[\u4e00-\u9fff]{2,4}"
_AUTHOR = re.compile(
    rf"(?:作者|撰稿|撰文|记者|文)\s*[:：／/ \u3000]\s*(?P<names>{_NAME}(?:[ 、\u3000]+{_NAME}){{0,3}})"
    r"(?![\u4e00-\u9fff])"
)
_ROLES = ("记者", "通讯员", "实习生", "摄影", "见习记者")


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known besides the text: a person's word, which overrides; the format's own fields, which the text
    confirms or completes; and a day on which the file existed."""

    overrides: Mapping[str, Declared] = field(default_factory=dict)
    fields: Mapping[str, Declared] = field(default_factory=dict)
    not_after: date | None = None


def describe(
    name: str,
    raw: str,
    parts: tuple[Paragraph, ...],
    front: FrontMatter,
    page: Page | None,
    hints: Hints | None = None,
) -> Document:
    """The document with its metadata; `provenance` says in Chinese where each field was read."""
    hints = hints or Hints()
    provenance: dict[str, str] = {}
    meta = page.meta if page is not None else {}
    head = _head_length(parts)
    over = hints.overrides
    title = _noted(provenance, "title", over.get("title") or _title(parts, head, front, page, hints))
    source = _noted(provenance, "source", over.get("source") or _source(parts, front, meta))
    url = _noted(provenance, "url", over.get("url") or _url(raw, parts, front, page) or hints.fields.get("url"))
    author = _noted(provenance, "author", over.get("author") or _author(parts, front, meta, head, hints))
    published = _published(parts, front, meta, head, hints, named_date(url, name)) or _of_report(parts, name)
    if published is not None:
        provenance["published"] = published.origin
    place = _noted(provenance, "place", over.get("place") or place_of(title, parts, source, name))
    return Document(
        name=name,
        raw=raw,
        paragraphs=parts,
        title=title,
        source=source,
        published=published.value if published is not None else None,
        published_inferred=published is not None and published.inferred,
        place=place,
        url=url,
        author=author,
        genre=genre_of(title, parts, name),
        sha256=hashlib.sha256(raw.encode()).hexdigest(),
        provenance=provenance,
    )


def _noted(provenance: dict[str, str], name: str, found: Declared | None) -> str | None:
    if found is None:
        return None
    provenance[name] = found.origin
    return found.value


def _head_length(parts: Sequence[Paragraph]) -> int:
    """How many paragraphs stand before the first of the body."""
    for i, part in enumerate(parts[:_HEAD_LIMIT]):
        if part.kind is ParagraphKind.BODY and not _is_scrap(part.text):
            return i
    return min(len(parts), _HEAD_LIMIT)


def _is_scrap(text: str) -> bool:
    """A number or label above the text (索引号, 008123456/2023-00012), not its beginning."""
    return len(text) <= _LONGEST_SCRAP and not re.search("[。；！？]", text)


def _published(
    parts: Sequence[Paragraph],
    front: FrontMatter,
    meta: dict[str, str],
    head: int,
    hints: Hints,
    named: Declared | None,
) -> PublicationDate | None:
    """A person's word, what the text states, its address or name, what it shows, and last the day a mail was sent."""
    given = hints.overrides.get("date")
    if given is not None:
        return PublicationDate(given.value, False, given.origin)
    declared = front.value("date", "published", "pubdate", "publish_date")
    found = publication_date(parts, declared, meta, head, hints.not_after)
    if named is not None and (found is None or found.inferred):
        return PublicationDate(named.value, True, named.origin)
    sent = hints.fields.get("sent")
    if found is None and sent is not None:
        return PublicationDate(sent.value, True, sent.origin)
    return found


def _of_report(parts: Sequence[Paragraph], name: str) -> PublicationDate | None:
    """The year of a work report without a date, as its chapters or its file's name tell it."""
    found = report_year(parts, name)
    return None if found is None else PublicationDate(found.value, True, f"年份据{found.origin}推定")


def _author(
    parts: Sequence[Paragraph], front: FrontMatter, meta: dict[str, str], head: int, hints: Hints
) -> Declared | None:
    """Who wrote: declared, or named in a line of the page's own."""
    declared = front.value("author", "authors")
    if declared:
        return Declared(declared, "文件头信息")
    for key in ("author", "article:author"):
        if meta.get(key):
            return Declared(meta[key], f"网页 meta {key}")
    lines = [part.text for part in (*parts[: head + 1], *parts[-3:]) if part.kind is ParagraphKind.FURNITURE]
    for line in lines:
        match = _AUTHOR.search(line)
        if match is not None:
            names = [name for name in re.split(r"[ 、\u3000]+", match["names"]) if name not in _ROLES]
            return Declared("、".join(names), f"“{match.group()}”")
    return hints.fields.get("author")


def _title(
    parts: Sequence[Paragraph], head: int, front: FrontMatter, page: Page | None, hints: Hints
) -> Declared | None:
    declared = front.value("title")
    if declared:
        return Declared(declared, "文件头信息")
    given = hints.fields.get("title")
    if given is not None and _is_in_head(given.value, parts[: head + 2]):
        return given
    if page is not None and "og:title" in page.meta:
        return Declared(page.meta["og:title"], "网页 meta og:title")
    headline = _headline_at(page.title or "", parts) if page is not None else None
    if headline is not None:
        return Declared(parts[headline].text, "网页标题与正文标题")
    own = re.split(r"[_|｜]|\s[-—]\s|-{2}", page.title)[0].strip() if page is not None and page.title else ""
    if len(own) >= _LONGER_TITLE and not _SITE_NAME.search(own):
        return Declared(own, "网页标题")
    headings = [
        part.text
        for part, below in pairwise(parts[: head + 1])
        if part.kind is ParagraphKind.HEADING
        and not _SUBTITLE.match(part.text)
        and not _DELIVERED.match(part.text)
        and not _SIGNED.fullmatch(part.text.strip())
        and not (_MASTHEAD.search(part.text) and _is_issue_date(below))
    ]
    if headings:
        first = headings[0]
        # a kicker above the headline: the line that names the place is the headline
        if len(headings) > 1 and not find_places(first) and find_places(headings[1]) and _adjacent(parts, headings):
            return Declared(headings[1], "正文前的第二行标题")
        return Declared(first, "正文前的第一行标题")
    if page is not None and page.title:
        return Declared(own, "网页标题")
    return hints.fields.get("title")


def below_headline(parts: tuple[Paragraph, ...], page: Page) -> tuple[Paragraph, ...]:
    """The parts of a web page; what stands above the headline that the page's title repeats is the site's."""
    headline = _headline_at(page.title or "", parts)
    if headline is None:
        return parts
    above = (replace(part, kind=ParagraphKind.FURNITURE) for part in parts[:headline])
    return (*above, *parts[headline:])


def _headline_at(page_title: str, parts: Sequence[Paragraph]) -> int | None:
    """Where the heading stands with which the page's title begins (某市新增托位_某网)."""
    wanted = _LIKE_TITLE.sub("", page_title)
    for number, part in enumerate(parts[: 2 * _HEAD_LIMIT]):
        plain = _LIKE_TITLE.sub("", part.text)
        if part.kind is ParagraphKind.HEADING and len(plain) >= _SHORTEST_TITLE and wanted.startswith(plain):
            return number
    return None


def _is_in_head(title: str, parts: Sequence[Paragraph]) -> bool:
    """Whether the text's first lines say the same: programs keep titles of earlier documents in their fields."""
    wanted = _LIKE_TITLE.sub("", title)
    return bool(wanted) and wanted in _LIKE_TITLE.sub("", "".join(part.text for part in parts[:4]))


def _is_issue_date(part: Paragraph | None) -> bool:
    """Whether `part` is the date of a newspaper's issue, so that the line above is the paper's name."""
    return part is not None and part.kind is ParagraphKind.FURNITURE and bool(_BARE_DATE.fullmatch(part.text.strip()))


def _adjacent(parts: Sequence[Paragraph], headings: Sequence[str]) -> bool:
    texts = [part.text for part in parts]
    return texts.index(headings[1]) == texts.index(headings[0]) + 1


def _source(parts: Sequence[Paragraph], front: FrontMatter, meta: dict[str, str]) -> Declared | None:
    declared = front.value("source", "publisher", "media")
    if declared:
        return Declared(declared, "文件头信息")
    for part in parts:
        label = _SOURCE_LABEL.search(part.text) if part.kind is ParagraphKind.FURNITURE else None
        if label is not None and label["name"] not in _NO_NAME:
            return Declared(label["name"], f"“{label.group()}”")
    beside = _named_beside_date(parts)
    if beside is not None:
        return beside
    for key in ("source", "mediaid", "og:site_name"):
        if meta.get(key):
            return Declared(meta[key], f"网页 meta {key}")
    for part in parts[:_HEAD_LIMIT]:
        dateline = _DATELINE_SOURCE.search(part.text, 0, 200) if part.kind is ParagraphKind.BODY else None
        if dateline is not None:
            medium = next(value for value in dateline.groups() if value)
            if medium not in _NO_NAME:
                return Declared(medium, f"电头“{dateline.group()[:24]}”")
    return None


def _named_beside_date(parts: Sequence[Paragraph]) -> Declared | None:
    """The paper or office that a line of head or foot dates."""
    for part in (*parts[:_HEAD_LIMIT], *parts[-2:]):
        dated = _DATED_MEDIUM.search(part.text) if part.kind is ParagraphKind.FURNITURE else None
        if dated is not None:
            return Declared(dated["before"] or dated["after"], f"“{part.text[:24]}”")
    for part, below in pairwise(parts[:_HEAD_LIMIT]):
        if _is_issue_date(below) and _OFFICE_ALONE.fullmatch(part.text.strip()):
            return Declared(part.text.strip(), f"“{part.text[:24]}”")
    return None


def _url(raw: str, parts: Sequence[Paragraph], front: FrontMatter, page: Page | None) -> Declared | None:
    declared = front.value("url", "link", "original_url", "source_url")
    if declared:
        return Declared(declared, "文件头信息")
    if page is not None and "og:url" in page.meta:
        return Declared(page.meta["og:url"], "网页 meta og:url")
    link = _AUTOLINK.search(raw)
    if link is not None:
        return Declared(link[1], "文中链接")
    if page is None:
        for part in parts:
            address = _ADDRESS.search(part.text) if part.kind is ParagraphKind.FURNITURE else None
            if address is not None:
                return Declared(address.group(), "页面所附链接")
    return None
