"""Files that hold other files, mails and archives: every document in them, however deep, within bounds."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from briefing.documents.describing.metadata import Hints
from briefing.documents.describing.sidecar import SUFFIX, parse_sidecar
from briefing.documents.extracted import Declared
from briefing.documents.file_names import member_label
from briefing.documents.formats import mail, zip_archives
from briefing.documents.formats.file_kinds import Format, format_of
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Document

_DEEPEST = 3
_MOST_DOCUMENTS = 2000
_LARGEST_WHOLE = 400_000_000  # bytes of all members of a file, unpacked
_ORNAMENT = 20_000  # bytes; smaller pictures beside a mail's text are logos


@dataclass(slots=True)
class _Budget:
    """What may still be read out of one file."""

    documents: int = _MOST_DOCUMENTS
    size: int = _LARGEST_WHOLE

    def spend(self, size: int, name: str) -> None:
        self.documents -= 1
        self.size -= size
        if self.documents < 0 or self.size < 0:
            raise UnreadableInputError(f"{name} 里的文件太多或太大，其余的没有读，请分成几份。")


@dataclass(frozen=True, slots=True)
class Readers:
    """How one document is read, from a file's bytes or from a text; both raise UnreadableInputError."""

    of_bytes: Callable[[Format, bytes, str, dict[str, Declared]], Document]
    of_text: Callable[[str, str, Hints], Document]


@dataclass(frozen=True, slots=True)
class Container:
    """A mail or an archive, its name, the readers of what it holds, and what a person says of all that."""

    form: Format
    data: bytes
    name: str
    readers: Readers
    overrides: dict[str, Declared] = field(default_factory=dict)
    depth: int = 0


def documents_in(container: Container, budget: _Budget | None = None) -> Iterator[Document | UnreadableInputError]:
    """Every document in a container, or the complaint about it; nothing that is wrong with one touches the others."""
    budget = budget or _Budget()
    problems: list[UnreadableInputError] = []
    with fenced(container.name, "读取", problems):
        yield from (_mail if container.form is Format.MAIL else _archive)(container, budget)
    yield from problems


def _archive(container: Container, budget: _Budget) -> Iterator[Document | UnreadableInputError]:
    found = list[tuple[str, bytes]]()
    for shown, content in zip_archives.members(container.data, container.name):
        if isinstance(content, UnreadableInputError):
            yield content
        else:
            budget.spend(len(content), container.name)
            found.append((shown, content))
    sidecars = {shown: content for shown, content in found if shown.endswith(SUFFIX)}
    documents = [(shown, content) for shown, content in found if shown not in sidecars]
    if not documents:
        raise UnreadableInputError(f"{container.name} 里没有文献，请检查压缩包。")
    names = _Names(container.name)
    for shown, content in documents:
        sidecar = sidecars.get(shown + SUFFIX) or sidecars.get(shown.rpartition(".")[0] + SUFFIX)
        yield from _member(content, names.of(shown), container, budget, sidecar)


def _mail(container: Container, budget: _Budget) -> Iterator[Document | UnreadableInputError]:
    found = mail.read_mail(container.data, container.name)
    yielded = 0
    try:
        yield _body(container, found)
        yielded += 1
    except UnreadableInputError as error:
        if not found.attachments:
            yield error
            return
    names = _Names(container.name)
    for shown, content in found.attachments:
        if len(content) < _ORNAMENT and content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
            continue
        budget.spend(len(content), container.name)
        yielded += 1
        yield from _member(content, names.of(shown), container, budget)
    if not yielded:
        raise UnreadableInputError(f"{container.name} 这封邮件里没有正文，也没有可读的附件。")


def _body(container: Container, found: mail.Mail) -> Document:
    """The mail's own text; of a page saved with its frames the longest."""
    sent = found.fields.get("sent")
    not_after = date.fromisoformat(sent.value) if sent is not None else None
    hints = Hints(container.overrides, found.fields, not_after)
    texts = found.texts if "url" in found.fields else found.texts[:1]
    read: list[Document] = []
    failure = UnreadableInputError(f"{container.name} 这封邮件里没有正文。")
    for text in texts:
        try:
            read.append(container.readers.of_text(text, container.name, hints))
        except UnreadableInputError as error:
            failure = error
    if not read:
        raise failure
    best = max(read, key=lambda document: sum(len(part.text) for part in document.paragraphs))
    return replace(best, sha256=hashlib.sha256(container.data).hexdigest())


def _member(
    content: bytes, name: str, container: Container, budget: _Budget, sidecar: bytes | None = None
) -> Iterator[Document | UnreadableInputError]:
    problems: list[UnreadableInputError] = []
    with fenced(name, "读取", problems):
        if not content.strip(b" \t\r\n\0"):
            raise UnreadableInputError(f"{name} 是空文件，请检查是否保存完整。")
        own = parse_sidecar(sidecar, f"{name}{SUFFIX}") if sidecar else {}
        overrides = {**container.overrides, **own}
        form = format_of(content, name)
        if form in (Format.MAIL, Format.ARCHIVE):
            if container.depth + 1 >= _DEEPEST:
                raise UnreadableInputError(f"{name} 层层套了 {_DEEPEST} 层以上，没有再往里读，请先解开。")
            inner = Container(form, content, name, container.readers, overrides, container.depth + 1)
            yield from documents_in(inner, budget)
        else:
            yield container.readers.of_bytes(form, content, name, overrides)
    yield from problems


class _Names:
    """Names of members, each different."""

    def __init__(self, container: str) -> None:
        self._container = container
        self._seen: Counter[str] = Counter()

    def of(self, shown: str) -> str:
        """归档.zip/公告.docx; the second of the same name 归档.zip/公告.docx#2."""
        name = f"{self._container}/{member_label(shown)}"
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}#{self._seen[name]}"
