"""Figures that were read out of a picture: how sure the recogniser was of the place they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from briefing.model import Caveat, Document, Fact

CODE = "C02"


def recognition_caveats(documents: Iterable[Document], facts: Iterable[Fact]) -> Mapping[str, tuple[Caveat, ...]]:
    """A caveat by observation id for every fact that stands in recognised text."""
    scanned = {document.name: _Places(document) for document in documents if _is_recognised(document)}
    found: dict[str, tuple[Caveat, ...]] = {}
    if scanned:
        for fact in facts:
            places = scanned.get(fact.observation.document)
            confidence = None if places is None else places.confidence_at(fact.observation.start)
            if confidence is not None:
                text = f"由图片识别而来（置信度 {confidence:.0%}），请对照原件核对。"
                found[fact.observation.id] = (Caveat(CODE, "识", text),)
    return found


def _is_recognised(document: Document) -> bool:
    return any(location.confidence is not None for location in document.locations)


class _Places:
    """The locations of a document by their starts."""

    def __init__(self, document: Document) -> None:
        self._locations = document.locations
        self._starts = [location.start for location in document.locations]

    def confidence_at(self, offset: int) -> float | None:
        """How sure the recogniser was of the stretch at a raw offset; None where it read nothing."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._locations[index].end:
            return None
        return self._locations[index].confidence
