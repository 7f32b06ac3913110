"""Which files of a folder are documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from briefing.documents.file_names import document_names, label
from briefing.documents.formats.file_kinds import SUFFIXES
from briefing.errors import NothingFoundError, UnreadableInputError, UsageError, because

# What is looked at in a folder. A file's content decides how it is read; those that cannot be (.doc, .rar) are
# complained about, not passed over. Files named one by one may be called anything.
_REFUSED = (".doc", ".wps", ".xls", ".et", ".ppt", ".pptx", ".rtf", ".odt", ".ods", ".ofd", ".rar", ".7z")
LOOKED_AT = frozenset((*chain.from_iterable(SUFFIXES.values()), *_REFUSED))
_IGNORED_STARTS = (".", "~$")
_OWN = (".toml",)  # sidecars and the editors' corrections stand beside the documents
_JUNK = ("Thumbs.db", "desktop.ini")  # what systems leave in folders
_MOST_NAMED = 5
LISTED = ".txt、.md、.html、.pdf、.docx、.xlsx、.csv、.eml 或 .zip"


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands among files and folders: documents in the order of their paths with the names that they are known by,
    files of a kind that is not read, and the folders that cannot be looked into."""

    names: Mapping[Path, str]
    passed_over: tuple[Path, ...]
    problems: tuple[UnreadableInputError, ...]


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """The document files among files and folders, in the order of their names; hidden and unknown files left out.

    Raises UsageError for a path that does not exist, UnreadableInputError or NothingFoundError when there is nothing
    to read.
    """
    return list(scan(paths).names)


def scan(paths: Iterable[Path]) -> Scan:
    """Everything that stands among files and folders. Raises as `find_documents` does."""
    found: dict[Path, Path] = {}  # with the folder each was found in
    passed_over: dict[Path, None] = {}
    problems: list[UnreadableInputError] = []
    asked = list(paths)
    for path in asked:
        kind = _kind(path)
        if kind == "folder":
            for file in sorted(_files_in(path, problems)):
                if file.suffix.lower() in LOOKED_AT:
                    found.setdefault(file, path)
                else:
                    passed_over[file] = None
        elif kind == "file":
            found.setdefault(path, path.parent)
        else:
            raise UsageError(f"找不到 {path}，请检查文件或文件夹的路径。")
    if not found:
        if problems:
            raise problems[0]
        where = "、".join(str(path) for path in asked) or "所给路径"
        raise NothingFoundError(f"{where} 里没有可读的文档，请放入 {LISTED} 文件。{passed_over_sentence(passed_over)}")
    return Scan(document_names(found.items()), tuple(passed_over), tuple(problems))


def passed_over_sentence(files: Iterable[Path]) -> str:
    """The sentence that names the files passed over: `跳过 3 个不支持的文件：a.xyz、b.psd、c.mp4。`; empty for none."""
    names = [label(file.name) for file in files]
    if not names:
        return ""
    more = "等" if len(names) > _MOST_NAMED else ""
    return f"跳过 {len(names)} 个不支持的文件：{'、'.join(names[:_MOST_NAMED])}{more}。"


def _kind(path: Path) -> str:
    try:
        return "folder" if path.is_dir() else "file" if path.exists() else ""
    except OSError as error:
        raise UnreadableInputError(f"无法查看 {path}（{because(error)}），请检查上级文件夹的权限。") from None


def _files_in(folder: Path, problems: list[UnreadableInputError]) -> Iterable[Path]:
    """The files under a folder that people put there; what cannot be listed is complained of."""

    def complain(error: OSError) -> None:
        where = error.filename or folder
        problems.append(UnreadableInputError(f"无法查看文件夹 {where}（{because(error)}），请检查它的权限。"))

    for parent, folders, names in os.walk(folder, onerror=complain):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not (name.startswith(_IGNORED_STARTS) or name.endswith(_OWN) or name in _JUNK):
                yield Path(parent) / name
