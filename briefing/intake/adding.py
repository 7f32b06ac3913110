"""Files into the corpus: copied under a stable name with what is known about them, each file once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.documents import find_documents, read_documents
from briefing.documents.describing.sidecar import SUFFIX as SIDECAR
from briefing.documents.describing.sidecar import sidecar_paths
from briefing.documents.document_reading import bytes_of
from briefing.documents.file_names import label, safe_stem
from briefing.documents.folders import LOOKED_AT
from briefing.documents.formats.file_kinds import SUFFIXES, format_of
from briefing.errors import UnreadableInputError
from briefing.extraction import extract
from briefing.model import Document
from briefing.printing.periods import label as period_label
from briefing.reference.divisions import full_name
from briefing.writing import write_bytes, write_text

_NO_DATE = "日期不详"


@dataclass(frozen=True, slots=True)
class Understood:
    """One document of an added file and how many figures it states."""

    document: Document
    figures: int


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one file: where it stands now and what it holds, or the file that is the same (`duplicate`)."""

    file: Path
    target: Path
    understood: tuple[Understood, ...] = ()
    problems: tuple[UnreadableInputError, ...] = ()
    duplicate: bool = False


def add(paths: Iterable[Path], seeds: Path) -> Iterator[Addition | UnreadableInputError]:
    """Copy every document under `paths` into `seeds`; a file that cannot be read is complained of and left out.

    Raises UsageError and NothingFoundError for paths without documents, OutputError when `seeds` cannot be written.
    """
    present = _present(seeds)
    for path in find_documents(paths):
        try:
            data = bytes_of(path)
        except UnreadableInputError as error:
            yield error
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest in present:
            yield Addition(path, present[digest], duplicate=True)
            continue
        results = list(read_documents(path))
        documents = [result for result in results if isinstance(result, Document)]
        problems = tuple(result for result in results if isinstance(result, UnreadableInputError))
        if not documents:
            yield from problems
            continue
        target = seeds / _stable_name(path, data, documents, digest)
        write_bytes(target, data)
        write_text(target.with_name(target.name + SIDECAR), _sidecar(path, digest))
        present[digest] = target
        understood = tuple(Understood(document, len(extract(document).observations)) for document in documents)
        yield Addition(path, target, understood, problems)


def _present(seeds: Path) -> dict[str, Path]:
    """The files of the corpus by their SHA-256."""
    present: dict[str, Path] = {}
    if seeds.is_dir():
        for path in sorted(seeds.rglob("*")):
            if path.is_file() and path.suffix.lower() in LOOKED_AT:
                present.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), path)
    return present


def _stable_name(path: Path, data: bytes, documents: Sequence[Document], digest: str) -> str:
    """2023-05-06_青禾县民生实事_1a2b3c4d.docx: date, title and content; the same file always gets the same name."""
    only = documents[0] if len(documents) == 1 else None
    date = (only.published if only is not None else None) or _NO_DATE
    title = (only.title if only is not None else None) or Path(label(path.name)).stem
    usual = SUFFIXES[format_of(data, label(path.name))]
    own = path.suffix.lower()
    suffix = own if own in usual else usual[0]
    return f"{date}_{safe_stem(title)}_{digest[:8]}{suffix}"


def _sidecar(path: Path, digest: str) -> str:
    """The sidecar that came with the file, and how the file was called when it came."""
    given = next((side.read_text(encoding="utf-8-sig") for side in sidecar_paths(path) if side.is_file()), "")
    received = f"[received]\nname = {json.dumps(label(path.name), ensure_ascii=False)}\nsha256 = {json.dumps(digest)}\n"
    if "[received]" in given:
        return given
    return f"{given.rstrip()}\n\n{received}" if given.strip() else received


def told(addition: Addition) -> Iterator[str]:
    """The lines that say what was understood of an added file."""
    yield str(addition.target)
    for understood in addition.understood:
        document = understood.document
        if len(addition.understood) > 1:
            yield f"  {document.name}"
        yield f"  标题　{_field(document, 'title', document.title)}"
        inferred = "，推定" if document.published_inferred else ""
        date = f"{period_label(document.published)}{inferred}" if document.published else None
        yield f"  日期　{_field(document, 'published', date)}"
        yield f"  来源　{_field(document, 'source', document.source)}"
        yield f"  地点　{_field(document, 'place', full_name(document.place) if document.place else None)}"
        yield f"  数字　{understood.figures} 条"
        yield from (f"  注意　{note}" for note in document.notes)
    if any(_lacks(understood.document) for understood in addition.understood):
        yield f'  未知的各项可写进 {addition.target.name}{SIDECAR}，如 date = "2023-05-06"、place = "攀枝花市西区"。'


def _lacks(document: Document) -> bool:
    return not (document.title and document.published and document.place)


def _field(document: Document, name: str, value: str | None) -> str:
    """A value with where it was read."""
    return f"{value}（{document.provenance.get(name, '原文')}）" if value else "未知"
