"""The `source` command: which document is meant, and its page on disk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from briefing import corrections as decisions
from briefing.comparison import analyse
from briefing.config import Thresholds
from briefing.documents.file_names import document_names
from briefing.documents.folders import scan
from briefing.errors import UnreadableInputError, UsageError
from briefing.inspection.locating import called
from briefing.inspection.source_view import source_page
from briefing.intake.corpus import read_file
from briefing.model import Correction
from briefing.reference.catalogue import Catalogue
from briefing.rendering.html import render_page
from briefing.writing import write_text

_FOLDER = "原文"
# What no file system, or no reader of a listing, takes well in a name: separators, control and direction characters.
_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST_NAME = 60  # characters; with suffix under 255 bytes


def find_file(asked: str, folder: Path) -> tuple[Path, str]:
    """The file that `asked` names (a path, or the name or its beginning of a document in the folder), and its name.

    Raises UsageError with the nearest names when there is none, or with the choices when there are several.
    """
    path = Path(asked)
    if _is_file(path):
        home = folder if folder.resolve() in path.resolve().parents else path.parent
        return path, document_names([(path.resolve(), home.resolve())])[path.resolve()]
    files = {name: file for file, name in scan([folder]).names.items()} if folder.is_dir() else {}
    found = called(asked, files)
    if len(found) == 1:
        return files[found[0]], found[0]
    if found:
        raise UsageError(f"“{asked}”可以指 {'、'.join(found[:8])}，请写全文件名。")
    near = get_close_matches(asked, files, n=3, cutoff=0.3)
    hint = f"相近的有 {'、'.join(near)}" if near else "请检查路径，或用 list 命令查看文献文件夹"
    raise UsageError(f"找不到文献“{asked[:80]}”，{hint}。")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # too long, or with a character that no path has


def write_pages(
    asked: tuple[Path, str],
    corrections: Iterable[Correction],
    catalogue: Catalogue,
    thresholds: Thresholds,
    reports: Path,
    output: Path | None,
    templates: Path | None,
) -> tuple[list[Path], list[UnreadableInputError]]:
    """Write the pages of the documents in a file (see `find_file`; several for an archive); returns them and what could
    not be read.

    Raises UsageError when several documents would go into one `output`, ConfigurationError and OutputError.
    """
    decided = list(corrections)
    read = list(read_file(*asked))
    problems = [result for result in read if isinstance(result, UnreadableInputError)]
    extractions = [result for result in read if not isinstance(result, UnreadableInputError)]
    if output is not None and len(extractions) > 1:
        raise UsageError(f"{asked[1]} 里有 {len(extractions)} 篇文献，不能写进一个文件，请去掉 --output。")
    written = []
    for extraction in extractions:
        document = extraction.document
        own = [correction for correction in decided if correction.document == document.name]
        applied = decisions.apply(extraction.observations, own, decisions.FILE_NAME)
        analysis = analyse([document], applied.observations, thresholds, catalogue)
        problems += analysis.problems
        page = source_page(extraction, analysis, applied.dropped)
        path = output or reports / _FOLDER / f"{page_name(document.name)}.html"
        write_text(path, render_page("document.html", templates, source=page))
        written.append(path)
    return written, problems


def page_name(name: str) -> str:
    """A document's name as a file's: `资料.zip/a.txt` → `资料.zip_a.txt`; one that is cut has its SHA-256 after it."""
    safe = _UNSAFE.sub("_", name).strip(". ") or "文献"
    if len(safe) <= _LONGEST_NAME:
        return safe
    return f"{safe[:_LONGEST_NAME]}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
