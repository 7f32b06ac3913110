"""A folder of documents → documents and observations, with every file that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing import corrections as decisions
from briefing.documents import find_documents, read_documents
from briefing.errors import ConfigurationError, UnreadableInputError
from briefing.extraction import extract
from briefing.model import Correction, Document, Observation


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read: documents in the order of their names, their observations, one complaint a file that failed."""

    documents: tuple[Document, ...]
    observations: tuple[Observation, ...]
    problems: tuple[UnreadableInputError, ...]
    dropped: tuple[Observation, ...] = ()  # figures that an editor took out


def read_each(paths: Iterable[Path]) -> Iterator[tuple[Document, list[Observation]] | UnreadableInputError]:
    """One file after the other, so that memory does not grow with their number."""
    for path in find_documents(paths):
        for result in read_documents(path):
            yield result if isinstance(result, UnreadableInputError) else (result, extract(result))


def read_corpus(folder: Path, month: str | None = None, corrections: Iterable[Correction] = ()) -> Corpus:
    """All documents under `folder` with their editors' corrections; those dated after `month` do not exist for it.

    Raises UsageError when the folder is missing, NothingFoundError when it holds no document, and ConfigurationError
    when a correction is for another figure than there is now.
    """
    decided: dict[str, list[Correction]] = {}
    for correction in corrections:
        decided.setdefault(correction.document, []).append(correction)
    dropped: list[Observation] = []
    documents: list[Document] = []
    observations: list[Observation] = []
    problems: list[UnreadableInputError] = []
    for result in read_each([folder]):
        if isinstance(result, UnreadableInputError):
            problems.append(result)
            continue
        document, found = result
        own = decided.pop(document.name, ())
        if month and document.published and document.published[: len(month)] > month:
            continue
        applied = decisions.apply(found, own, decisions.FILE_NAME)
        documents.append(document)
        observations.extend(applied.observations)
        dropped.extend(applied.dropped)
    _refuse_orphans(decided, problems)
    return Corpus(tuple(documents), tuple(observations), tuple(problems), tuple(dropped))


def _refuse_orphans(decided: Mapping[str, Sequence[Correction]], problems: Sequence[UnreadableInputError]) -> None:
    """A correction whose document has gone must not be lost in silence; that of an unread one is reported already."""
    for name in decided:
        if not any(name in str(problem) for problem in problems):
            raise ConfigurationError(
                f"{decisions.FILE_NAME} 中有 {len(decided[name])} 条改动属于 {name}，而文献中没有这个文件；"
                "请放回该文件，或用 review export 重新核定后删去这些条目。"
            )
