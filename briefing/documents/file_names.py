"""Names of files as they may be shown and written: one component, no control or direction marks, of bearable length."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_LONGEST = 120  # bytes in UTF-8
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # Windows refuses them
_NO_NAME = "未命名"


def label(name: str) -> str:
    """A name for messages and pages: control characters and direction marks left out, a long one shortened."""
    return _shortened(plain(name))


def plain(name: str) -> str:
    """A name without control characters, line breaks and direction marks, at its full length."""
    kept = "".join(c for c in name if not unicodedata.category(c).startswith("C"))
    name = " ".join(kept.split())
    return name if name.strip(". ") else _NO_NAME  # never . or ..


def document_names(files: Iterable[tuple[Path, Path]]) -> dict[Path, str]:
    """What each document is called by and kept under: its path in the folder (second of each pair) that was asked for.

    Where two would be called the same (two folders given, names that differ in invisible characters only), all but the
    first have the beginning of their path's SHA-256 after them.
    """
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for file, folder in files:
        name = "/".join(map(plain, file.relative_to(folder).parts))
        if name in taken:
            name = f"{name}#{hashlib.sha256(os.fsencode(file)).hexdigest()[:8]}"
        taken.add(name)
        names[file] = name
    return names


def member_label(name: str) -> str:
    """The name of an archive's member or an attachment, without the folders (and `..`) that it claims."""
    parts = [part for part in _SEPARATORS.split(name) if part.strip(". ")]
    return label(parts[-1]) if parts else _NO_NAME


def safe_stem(text: str, longest: int = 60) -> str:
    """A text as part of a file name on any system."""
    plain = _FORBIDDEN.sub("", _SEPARATORS.sub("", label(text))).strip(". ")
    plain = re.sub(r"\s+", "_", plain)
    return _cut(plain, longest).strip("._") or _NO_NAME


def _shortened(name: str) -> str:
    """A long name with its middle left out, so that the suffix stays."""
    if len(name.encode("utf-8", "replace")) <= _LONGEST:
        return name
    return f"{_cut(name, _LONGEST - 43)}…{name[-12:]}"


def _cut(text: str, most_bytes: int) -> str:
    return text.encode("utf-8", "replace")[:most_bytes].decode("utf-8", "ignore")
