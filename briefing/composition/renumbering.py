"""Source numbers as a reader looks them up: document by document, reference values by where they are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from briefing.composition import page_model
from briefing.composition.page_model import Briefing, Citation


def by_document(briefing: Briefing) -> Briefing:
    """The briefing with its sentences numbered in the order of the documents and of their places in them, the reference
    values in the order of their sources; the register gave them out in the order of first use."""
    sources = sorted(briefing.sources, key=lambda entry: (entry.document, entry.start, entry.number))
    published = list(dict.fromkeys(entry.source for entry in briefing.references))
    references = sorted(briefing.references, key=lambda entry: (published.index(entry.source), entry.number))
    numbers = {("", entry.number): number for number, entry in enumerate(sources, start=1)}
    numbers |= {("参", entry.number): number for number, entry in enumerate(references, start=1)}
    changed: Briefing = _renumbered(briefing, numbers)
    return replace(
        changed,
        sources=tuple(replace(entry, number=n) for n, entry in enumerate(sources, start=1)),
        references=tuple(replace(entry, number=n) for n, entry in enumerate(references, start=1)),
    )


def _renumbered(part: Any, numbers: Mapping[tuple[str, int], int]) -> Any:
    """A part of a page with the new numbers in its citations, which stay in ascending order."""
    if isinstance(part, Citation):
        return replace(part, number=numbers[part.series, part.number])
    if isinstance(part, tuple):
        found = tuple(_renumbered(item, numbers) for item in part)
        if found and all(isinstance(item, Citation) for item in found):
            return tuple(sorted(found, key=lambda citation: (citation.series, citation.number)))
        return found
    if type(part).__module__ != page_model.__name__ or not hasattr(part, "__dataclass_fields__"):
        return part
    values = {item.name: (getattr(part, item.name)) for item in fields(part)}
    new = {name: after for name, before in values.items() if (after := _renumbered(before, numbers)) != before}
    return replace(part, **new) if new else part
