"""Files into documents: what a file is decides its reader; text is taken apart and put together, and described."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefing.documents.describing.front_matter import FrontMatter, read_front_matter
from briefing.documents.describing.metadata import Hints, below_headline, describe
from briefing.documents.describing.sidecar import read_sidecar
from briefing.documents.extracted import Declared, Extracted
from briefing.documents.file_names import label
from briefing.documents.file_names import plain as plain_name
from briefing.documents.formats import delimited, markup, plain
from briefing.documents.formats.encoding import decode
from briefing.documents.formats.file_kinds import Format, format_of
from briefing.documents.fragments import Block, clean
from briefing.documents.structure import paragraphs
from briefing.errors import UnreadableInputError, because, fenced
from briefing.model import Document, Location, ParagraphKind, Table

_LARGEST_TEXT = 16_000_000  # bytes
_LARGEST_FILE = 200_000_000
_LONGEST_LINE = 4_000_000  # characters; no text written for people has such a line
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_document(path: Path) -> Document:
    """Read a file that holds one document. Offsets are code points into Document.raw; of a text file that is its text
    as decoded, line breaks as in the file.

    Raises UnreadableInputError with what is wrong when the file cannot be read or holds several documents.
    """
    found = list(read_documents(path))
    if len(found) != 1:
        raise UnreadableInputError(f"{label(path.name)} 里有 {len(found)} 份文献，请解开后逐份放入。")
    if isinstance(found[0], UnreadableInputError):
        raise found[0]
    return found[0]


def read_documents(path: Path, name: str | None = None) -> Iterator[Document | UnreadableInputError]:
    """Every document that a file holds (an archive or a mail may hold many), or the complaint about it.

    `name` is what the document is called by, if not by the file's name.
    """
    name = name or plain_name(path.name)
    problems: list[UnreadableInputError] = []
    with fenced(name, "读取", problems):
        data = bytes_of(path)
        overrides = read_sidecar(path)
        form = format_of(data, name)
        if form in (Format.MAIL, Format.ARCHIVE):
            # Mails and archives are seldom; their libraries would cost every start.
            from briefing.documents.formats.containers import Container, Readers, documents_in

            yield from documents_in(Container(form, data, name, Readers(read_bytes, read_text), overrides))
        else:
            yield read_bytes(form, data, name, overrides)
    yield from problems


def read_bytes(form: Format, data: bytes, name: str, overrides: dict[str, Declared] | None = None) -> Document:
    """The document that bytes of a format hold (not of a mail or archive). Raises UnreadableInputError."""
    overrides = overrides or {}
    if form is Format.TEXT:
        if len(data) > _LARGEST_TEXT:
            size = f"{_LARGEST_TEXT // 1_000_000} MB"
            raise UnreadableInputError(f"{name} 超过 {size}，不像一篇文章，请拆分后再放入。")
        document = read_text(decode(data, name), name, Hints(overrides))
    else:
        # Only formats that are no text need another process; its library would cost every start.
        from briefing.documents.formats.isolation import read_isolated

        document = _document_of(read_isolated(form, data, name), name, overrides)
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableInputError: missing, a folder, without permission, too large."""
    name = label(path.name)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableInputError(f"{name} 超过 {_LARGEST_FILE // 1_000_000} MB，请拆分后再放入。")
        data = path.read_bytes()
    except PermissionError:
        raise UnreadableInputError(f"没有权限读取 {name}，请检查文件权限。") from None
    except FileNotFoundError:
        raise UnreadableInputError(f"找不到文件 {label(str(path))}，请检查路径。") from None
    except IsADirectoryError:
        raise UnreadableInputError(f"{name} 是文件夹，不是文件。") from None
    except OSError as error:
        raise UnreadableInputError(f"读取 {name} 时出错（{because(error)}），请检查磁盘或网络位置。") from None
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableInputError(f"{name} 是空文件，请检查是否保存完整。")
    return data


def read_text(raw: str, name: str, hints: Hints | None = None) -> Document:
    """A document from text in memory. Raises UnreadableInputError when the text is empty or damaged."""
    _refuse_damaged(raw, name)
    front = read_front_matter(raw)
    page, tables, locations = None, list[Table](), list[Location]()
    if markup.is_markup(raw, front.end):
        page = markup.read_page(raw, front.end)
        blocks, tables = page.blocks, page.tables
    elif not front.end and (delimiter := delimited.delimiter_of(raw)) is not None:
        blocks, tables, locations = delimited.read_delimited(raw, delimiter)
    else:
        blocks = list(plain.blocks(raw, front.end))
    parts = paragraphs(_title_blocks(raw, front) + blocks)
    if page is not None:
        parts = below_headline(parts, page)
    if all(part.kind is ParagraphKind.FURNITURE for part in parts):
        if page is not None and page.frames:
            raise UnreadableInputError(f"{name} 是框架页，正文在另外的文件里，请打开正文所在的框架单独保存。")
        raise UnreadableInputError(f"{name} 里没有正文，请检查文件内容。")
    document = describe(name, raw, parts, front, page, hints)
    return replace(document, tables=tuple(tables), locations=tuple(locations)) if tables else document


def _document_of(found: Extracted, name: str, overrides: dict[str, Declared]) -> Document:
    """The document of a text that was read out of a file."""
    _refuse_damaged(found.raw, name)
    parts = paragraphs(found.blocks)
    if all(part.kind is ParagraphKind.FURNITURE for part in parts):
        raise UnreadableInputError(f"{name} 里没有正文，请检查文件内容。")
    hints = Hints(overrides, found.fields, found.not_after)
    document = describe(name, found.raw, parts, FrontMatter(), None, hints)
    locations = tuple(sorted(found.locations, key=lambda location: location.start))
    return replace(document, locations=locations, tables=tuple(found.tables), notes=tuple(found.notes))


def _refuse_damaged(raw: str, name: str) -> None:
    if not raw.strip():
        raise UnreadableInputError(f"{name} 是空文件，请检查是否保存完整。")
    if "\0" in raw:
        raise UnreadableInputError(f"{name} 含有空字符，不是正常的文本文件，请检查文件是否损坏。")
    damaged = _LONE_SURROGATE.search(raw)
    if damaged is not None:
        raise UnreadableInputError(f"{name} 第 {damaged.start() + 1} 个字符已损坏，请重新保存该文件。")
    if len(raw) > _LONGEST_LINE and max(map(len, raw.splitlines())) > _LONGEST_LINE:
        raise UnreadableInputError(f"{name} 有一行超过 {_LONGEST_LINE // 10_000} 万字，不像一篇文章，请检查文件。")


def _title_blocks(raw: str, front: FrontMatter) -> list[Block]:
    """The title that stands in the front matter, as a heading."""
    if "title" not in front.fields:
        return []
    _, start, end = front.fields["title"]
    fragment = clean(raw, start, end)
    return [] if fragment is None else [Block(fragment, kind=ParagraphKind.HEADING)]
