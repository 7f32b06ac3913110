"""A folder of documents → documents and observations, with every file that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.documents import find_documents, read_document
from briefing.errors import UnreadableInputError
from briefing.extraction import extract
from briefing.model import Document, Observation


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read: documents in the order of their names, their observations, one complaint a file that failed."""

    documents: tuple[Document, ...]
    observations: tuple[Observation, ...]
    problems: tuple[UnreadableInputError, ...]


def read_each(paths: Iterable[Path]) -> Iterator[tuple[Document, list[Observation]] | UnreadableInputError]:
    """One file after the other, so that memory does not grow with their number."""
    for path in find_documents(paths):
        try:
            document = read_document(path)
            yield document, extract(document)
        except UnreadableInputError as error:
            yield error


def read_corpus(folder: Path, month: str | None = None) -> Corpus:
    """All documents under `folder`; those dated after `month` (YYYY-MM) do not exist for it.

    Raises UsageError when the folder is missing and NothingFoundError when it holds no document.
    """
    documents: list[Document] = []
    observations: list[Observation] = []
    problems: list[UnreadableInputError] = []
    for result in read_each([folder]):
        if isinstance(result, UnreadableInputError):
            problems.append(result)
            continue
        document, found = result
        if month and document.published and document.published[: len(month)] > month:
            continue
        documents.append(document)
        observations.extend(found)
    return Corpus(tuple(documents), tuple(observations), tuple(problems))
