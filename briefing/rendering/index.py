"""The page of contents of an edition: every briefing with its files, for a browser; links lead into the same folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.printing import periods
from briefing.rendering.html import render_page

_GROUPS = (("overview", "总览"), ("region", "地区简报"), ("theme", "主题简报"))
_FORMATS = {"html": "网页", "pdf": "PDF", "xlsx": "Excel"}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One briefing of an edition: `files` are its file names by format, `figures` how many figures it prints."""

    kind: str  # region | theme | overview
    title: str
    files: Mapping[str, str]
    points: tuple[str, ...] = ()
    figures: int = 0
    pages: int = 0
    correction: str = ""


@dataclass(frozen=True, slots=True)
class _Link:
    """A file of a briefing: its name, what the page calls it, what it is."""

    file: str
    label: str
    form: str


def render_index(
    entries: Sequence[IndexEntry], name: str, office: str, month: str, templates: Path | None = None
) -> str:
    """The page for the edition of `month` (YYYY-MM); `name` and `office` as in the masthead.

    Raises ConfigurationError for a folder or template that is missing or broken.
    """
    groups = [
        (heading, [(entry, _links(entry)) for entry in entries if entry.kind == kind]) for kind, heading in _GROUPS
    ]
    return render_page(
        "index.html",
        templates,
        name=name,
        office=office,
        month=periods.label(month),
        groups=[(heading, found) for heading, found in groups if found],
    )


def _links(entry: IndexEntry) -> list[_Link]:
    """The files of a briefing, those for reading first; other formats keep their own name."""
    order = [*_FORMATS, *(form for form in entry.files if form not in _FORMATS)]
    return [_Link(entry.files[form], _FORMATS.get(form, form), form) for form in order if form in entry.files]
