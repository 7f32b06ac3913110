"""Files into documents: decode, take apart, put together, and ask what is known about the text."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from briefing.documents import markup, plain
from briefing.documents.encoding import decode
from briefing.documents.fragments import Block, clean
from briefing.documents.front_matter import FrontMatter, read_front_matter
from briefing.documents.metadata import describe
from briefing.documents.structure import paragraphs
from briefing.errors import NothingFoundError, UnreadableInputError, UsageError
from briefing.model import Document, ParagraphKind

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
_LARGEST_FILE = 16_000_000  # bytes
_LONGEST_LINE = 4_000_000  # characters; no text written for people has such a line
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_document(path: Path) -> Document:
    """Read one file. Offsets are code points into its text as decoded, line breaks as in the file.

    Raises UnreadableInputError with what is wrong when the file is no text, too large, or cannot be opened.
    """
    data = _bytes_of(path)
    document = read_text(decode(data, path.name), path.name)
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            size = f"{_LARGEST_FILE // 1_000_000} MB"
            raise UnreadableInputError(f"{path.name} 超过 {size}，不像一篇文章，请拆分后再放入。")
        return path.read_bytes()
    except PermissionError:
        raise UnreadableInputError(f"没有权限读取 {path.name}，请检查文件权限。") from None
    except FileNotFoundError:
        raise UnreadableInputError(f"找不到文件 {path}，请检查路径。") from None
    except IsADirectoryError:
        raise UnreadableInputError(f"{path.name} 是文件夹，不是文件。") from None
    except OSError as error:
        raise UnreadableInputError(f"读取 {path.name} 时出错（{error.strerror}），请检查磁盘或网络位置。") from None


def read_text(raw: str, name: str) -> Document:
    """A document from text in memory. Raises UnreadableInputError when the text is empty or damaged."""
    _refuse_damaged(raw, name)
    front = read_front_matter(raw)
    if markup.is_markup(raw, front.end):
        page = markup.read_page(raw, front.end)
        blocks = page.blocks
    else:
        page = None
        blocks = list(plain.blocks(raw, front.end))
    parts = paragraphs(_title_blocks(raw, front) + blocks)
    if all(part.kind is ParagraphKind.FURNITURE for part in parts):
        raise UnreadableInputError(f"{name} 里没有正文，请检查文件内容。")
    return describe(name, raw, parts, front, page)


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


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """The document files among files and folders, in the order of their names; hidden and unknown files left out.

    Raises UsageError for a path that does not exist and NothingFoundError when there is nothing to read.
    """
    found: dict[Path, None] = {}
    asked = list(paths)
    for path in asked:
        if path.is_dir():
            for file in sorted(_files_in(path)):
                found[file] = None
        elif path.exists():
            found[path] = None
        else:
            raise UsageError(f"找不到 {path}，请检查文件或文件夹的路径。")
    if not found:
        where = "、".join(str(path) for path in asked) or "所给路径"
        raise NothingFoundError(f"{where} 里没有可读的文档，请放入 .txt、.md 或 .html 文件。")
    return list(found)


def _files_in(folder: Path) -> Iterable[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(parent) / name
