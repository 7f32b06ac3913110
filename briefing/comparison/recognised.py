"""Figures that were read out of a picture: how sure the recogniser was of the place they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from briefing.model import Caveat, Document, Fact, Location

CODE = "C02"


def recognition_caveats(documents: Iterable[Document], facts: Iterable[Fact]) -> Mapping[str, tuple[Caveat, ...]]:
    """A caveat by observation id for every fact that stands in recognised text."""
    scanned = {
        document.name: document.locations
        for document in documents
        if any(location.confidence is not None for location in document.locations)
    }
    found: dict[str, tuple[Caveat, ...]] = {}
    for fact in facts if scanned else ():
        confidence = _confidence(scanned.get(fact.observation.document, ()), fact.observation.start)
        if confidence is not None:
            text = f"由图片识别而来（置信度 {confidence:.0%}），请对照原件核对。"
            found[fact.observation.id] = (Caveat(CODE, "识", text),)
    return found


def _confidence(locations: Sequence[Location], offset: int) -> float | None:
    """How sure the recogniser was of the stretch at a raw offset; None where it read nothing."""
    index = bisect_right(locations, offset, key=lambda location: location.start) - 1
    return locations[index].confidence if index >= 0 and offset < locations[index].end else None
