"""Articles that several files carry: near-duplicates become one document with several sources.

Two texts are the same article when nearly all their stretches of eight characters are the same, and the longer has
every number of the shorter: yearly reports share their wording, not their figures; a corrected reprint, an extract, and
a page with further articles are documents of their own (equal figures are still merged later).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from briefing.model import Document, ParagraphKind, Republication

_SHINGLE = 8  # characters
_FEWEST_SHINGLES = 80  # shorter texts are too easily alike
_SAMPLED = 8  # one shingle in so many finds the candidates
_ALIKE = 0.75  # of all shingles of both texts, the share that both have
_CANDIDATE = 0.5  # the same of the sampled ones
_MOST_CARRIERS = 200  # a stretch that more files hold is boilerplate
_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d[\d,，.]*\d|\d")


@dataclass(frozen=True, slots=True)
class _Text:
    """What a document says, for comparison."""

    shingles: frozenset[int]
    numbers: Counter[str]
    length: int


def merged(
    documents: Sequence[Document], preferred: Collection[str] = ()
) -> tuple[tuple[Document, ...], frozenset[str]]:
    """The documents, each article once with its republications, and the names of the files that were folded in.

    Of the files of an article one named in `preferred` is kept (one that an editor worked on).
    """
    texts = [_text(document) for document in documents]
    groups = _groups(texts, [document.sha256 for document in documents])
    kept: list[Document] = []
    folded: set[str] = set()
    for group in groups:
        first, *others = sorted(group, key=lambda index: _preference(documents[index], texts[index], preferred))
        document = documents[first]
        if others:
            folded.update(documents[index].name for index in others)
            carriers = tuple(_republication(documents[index]) for index in sorted(others))
            document = replace(document, republications=(*document.republications, *carriers))
        kept.append(document)
    order = {document.name: number for number, document in enumerate(documents)}
    return tuple(sorted(kept, key=lambda document: order[document.name])), frozenset(folded)


def _text(document: Document) -> _Text:
    body = "".join(part.text for part in document.paragraphs if part.kind is ParagraphKind.BODY)
    plain = _NO_WORD.sub("", body)
    data = plain.encode("utf-32-le")  # four bytes a character, so that slices are shingles
    width = 4 * _SHINGLE
    shingles = frozenset(crc32(data[at : at + width]) for at in range(0, max(0, len(data) - width + 1), 4))
    return _Text(shingles, Counter(_NUMBER.findall(body)), len(plain))


def _groups(texts: Sequence[_Text], contents: Sequence[str]) -> list[list[int]]:
    """Positions of texts that are one article, every position once; equal contents (SHA-256) are, however short."""
    owner = list(range(len(texts)))

    def find(index: int) -> int:
        while owner[index] != index:
            index = owner[index]
        return index

    first = {content: index for index, content in reversed(list(enumerate(contents))) if content}
    for index, content in enumerate(contents):
        owner[index] = first.get(content, index)
    for one, other in _candidates(texts):
        if find(one) != find(other) and _is_same(texts[one], texts[other]):
            low, high = sorted((find(one), find(other)))
            owner[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(texts)):
        groups[find(index)].append(index)
    return list(groups.values())


def _candidates(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Pairs whose sampled shingles are mostly the same, by an index from shingle to texts."""
    samples = [[s for s in text.shingles if s % _SAMPLED == 0] for text in texts]
    carriers: dict[int, list[int]] = defaultdict(list)
    for index, sample in enumerate(samples):
        for shingle in sample:
            carriers[shingle].append(index)
    for index, sample in enumerate(samples):
        shared: Counter[int] = Counter()
        for shingle in sample:
            if len(carriers[shingle]) <= _MOST_CARRIERS:
                shared.update(other for other in carriers[shingle] if other > index)
        for other, count in shared.items():
            if count >= _CANDIDATE * min(len(sample), len(samples[other])):
                yield index, other


def _is_same(one: _Text, other: _Text) -> bool:
    shorter, longer = sorted((one, other), key=lambda text: len(text.shingles))
    low, high = sorted((one.length, other.length))
    if len(shorter.shingles) < _FEWEST_SHINGLES or low < _ALIKE * high:
        return False
    shared = len(shorter.shingles & longer.shingles)
    alike = shared >= _ALIKE * (len(shorter.shingles) + len(longer.shingles) - shared)
    return alike and not shorter.numbers - longer.numbers


def _preference(document: Document, text: _Text, preferred: Collection[str]) -> tuple[bool, bool, int, str, int, str]:
    """The best carrier first: worked on, read without a recogniser, the fullest, the earliest, in the upper folder."""
    unworked, depth = document.name not in preferred, document.name.count("/")
    return unworked, bool(document.notes), -text.length, document.published or "9999", depth, document.name


def _republication(document: Document) -> Republication:
    return Republication(
        document.name, document.title, document.source, document.published, document.url, document.sha256
    )
