"""Observations and facts made by hand, as an extraction would deliver them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from briefing.comparison import analyse
from briefing.comparison.alignment import align
from briefing.comparison.caveats import with_caveats
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.extraction.surroundings import plans_named, surroundings_of
from briefing.model import Analysis, Bound, Document, Fact, Measure, Observation, Sector, Status

_STARTS = count(10, 20)

XIQU, FUCHENG, FENGJIE, YANJIANG, DONGQU = "510403", "510703", "500236", "512002", "510402"
ZIYANG, MIANYANG, PANZHIHUA = "512000", "510700", "510400"


def obs(indicator: str, value: float, unit: str = "人", **fields: Any) -> Observation:
    """An observation; strings for bound, measure, status and sector; `text` is made from value and unit."""
    start = fields.pop("start", next(_STARTS))
    text = fields.pop("text", f"{value:g}{unit}")
    measure = fields.pop("measure", "share" if unit == "%" else "level")
    return Observation(
        document=fields.pop("document", "a.txt"),
        start=start,
        end=start + len(text),
        text=text,
        indicator=indicator,
        value=value,
        unit=unit,
        sector=Sector(fields.pop("sector", "health")),
        bound=Bound(fields.pop("bound", "eq")),
        measure=Measure(measure),
        status=Status(fields.pop("status", "actual")),
        region=fields.pop("region", XIQU),
        period=fields.pop("period", "2024"),
        **fields,
    )


def facts(*observations: Observation) -> list[Fact]:
    """Aligned facts with their own caveats, in order."""
    return [with_caveats(fact, {}, None) for fact in align(observations)]


def placed(found: Observation, document: Document) -> Observation:
    """The observation with what its document says around it."""
    figure, sentence = (found.start, found.end), (found.sentence_start, found.sentence_end)
    return replace(found, around=surroundings_of(document.raw, figure, sentence, plans_named(document)))


def document(name: str = "a.txt", published: str | None = None, source: str | None = None) -> Document:
    return Document(name, "", (), published=published, source=source)


def told(text: str, name: str = "a.txt", source: str = "资阳日报", published: str = "2025-02-10") -> Document:
    """A document of 资阳市 as a newspaper prints it."""
    return read_text(f"资阳市民生事业发展综述\n来源：{source}\n日期：{published}\n\n{text}\n", name)


def analysed(*documents: Document) -> Analysis:
    """What comparison finds in documents, extraction included."""
    return analyse(documents, [o for document in documents for o in extract(document).observations])
