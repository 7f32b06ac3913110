"""Which files of a folder are documents."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from briefing.documents.sidecar import SUFFIX as SIDECAR
from briefing.errors import NothingFoundError, UsageError

# What is looked at in a folder. A file's content decides how it is read; those that cannot be (.doc, .rar) are
# complained about, not passed over. Files named one by one may be called anything.
_READ = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
    ".mht",
    ".mhtml",
    ".pdf",
    ".docx",
    ".docm",
    ".xlsx",
    ".xlsm",
    ".csv",
    ".tsv",
    ".eml",
    ".zip",
    ".png",
    ".jpg",
    ".jpeg",
    ".tif",
    ".tiff",
)
_REFUSED = (".doc", ".wps", ".xls", ".et", ".ppt", ".pptx", ".rtf", ".odt", ".ods", ".ofd", ".rar", ".7z")
SUFFIXES = frozenset((*_READ, *_REFUSED))
_IGNORED_STARTS = (".", "~$")
LISTED = ".txt、.md、.html、.pdf、.docx、.xlsx、.csv、.eml 或 .zip"


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
        raise NothingFoundError(f"{where} 里没有可读的文档，请放入 {LISTED} 文件。")
    return list(found)


def _files_in(folder: Path) -> Iterable[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            known = Path(name).suffix.lower() in SUFFIXES and not name.endswith(SIDECAR)
            if known and not name.startswith(_IGNORED_STARTS):
                yield Path(parent) / name
