"""A folder of documents → documents and observations, with every file that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing import corrections as decisions
from briefing.documents import read_documents
from briefing.documents.describing.republished import merged
from briefing.documents.folders import scan
from briefing.errors import ConfigurationError, UnreadableInputError, fenced
from briefing.extraction import Extraction, extract
from briefing.model import Correction, Document, Observation


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read: documents in the order of their names, their observations, one complaint a file that failed."""

    documents: tuple[Document, ...]
    observations: tuple[Observation, ...]
    problems: tuple[UnreadableInputError, ...]
    dropped: tuple[Observation, ...] = ()  # figures that an editor took out
    later: int = 0  # documents left out because they are dated after the month asked for


def read_each(paths: Iterable[Path]) -> Iterator[Extraction | UnreadableInputError]:
    """One file after the other, so that memory does not grow with their number; folders that cannot be read first."""
    found = scan(paths)
    yield from found.problems
    for path, name in found.names.items():
        yield from read_file(path, name)


def read_file(path: Path, name: str) -> Iterator[Extraction | UnreadableInputError]:
    """What was extracted from each document of the file that is called `name`, or the complaint about each."""
    for result in read_documents(path, name):
        if isinstance(result, UnreadableInputError):
            yield result
            continue
        problems: list[UnreadableInputError] = []
        with fenced(result.name, "抽取", problems):
            yield extract(result)
        yield from problems


def read_corpus(
    folder: Path, month: str | None = None, corrections: Iterable[Correction] = (), preferred: Iterable[str] = ()
) -> Corpus:
    """All documents under `folder` with their editors' corrections; those dated after `month` do not exist for it, and
    an article that several files carry counts once: as the `preferred` document, or the one with corrections.

    Raises UsageError when the folder is missing, NothingFoundError when it holds no document, and ConfigurationError
    when a correction is for another figure than there is now.
    """
    decided: dict[str, list[Correction]] = {}
    worked_on = set(preferred)
    for correction in corrections:
        decided.setdefault(correction.document, []).append(correction)
    dropped: list[Observation] = []
    documents: list[Document] = []
    observations: list[Observation] = []
    problems: list[UnreadableInputError] = []
    later = 0
    moved = _by_base_name(folder, decided)
    for result in read_each([folder]):
        if isinstance(result, UnreadableInputError):
            problems.append(result)
            continue
        document = result.document
        own = decided.pop(moved.get(document.name, document.name), ())
        if month and document.published and _known_from(document.published) > month:
            later += 1
            continue
        applied = decisions.apply(result.observations, own, decisions.FILE_NAME)
        if own:
            worked_on.add(document.name)
        documents.append(document)
        observations.extend(applied.observations)
        dropped.extend(applied.dropped)
    _refuse_orphans(decided, problems)
    kept, folded = merged(documents, worked_on)
    observations = [observation for observation in observations if observation.document not in folded]
    return Corpus(kept, tuple(observations), tuple(problems), tuple(dropped), later)


def _by_base_name(folder: Path, decided: Collection[str]) -> dict[str, str]:
    """Documents in inner folders whose corrections still name them by their base names only, as version 0.1 did."""
    names = list(scan([folder]).names.values())
    bases = Counter(name.rpartition("/")[2] for name in names)
    inner = {name: name.rpartition("/")[2] for name in names if name not in decided}
    return {name: base for name, base in inner.items() if base in decided and bases[base] == 1}


def _known_from(published: str) -> str:
    """The month from which a document exists; one that is dated by its year only may be of the year's end."""
    return published[: len("2026-11")] if "-" in published else f"{published}-12"


def _refuse_orphans(decided: Mapping[str, Sequence[Correction]], problems: Sequence[UnreadableInputError]) -> None:
    """A correction whose document has gone must not be lost in silence; that of an unread one is reported already."""
    for name in decided:
        if not any(name in str(problem) for problem in problems):
            raise ConfigurationError(
                f"{decisions.FILE_NAME} 中有 {len(decided[name])} 条改动属于 {name}，而文献中没有这个文件；"
                "请放回该文件，或用 review export 重新核定后删去这些条目。"
            )
