"""HTML → PDF with WeasyPrint, which fetches nothing and must have every glyph; the same input gives the same bytes."""

from __future__ import annotations

import gc
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.composition.page_model import Briefing
from briefing.errors import ConfigurationError
from briefing.rendering.conformance import VARIANT, conform
from briefing.rendering.enclosures import Enclosure, enclosures
from briefing.rendering.html import drawings, render_html
from briefing.rendering.layout_checks import layout_faults
from briefing.rendering.page_boxes import laid_pages
from briefing.rendering.typesetter import fetcher, typesetter
from briefing.writing import write_bytes

_LOGGER_NAME = "weasyprint"
_BASE = "briefing:/"  # a scheme that nothing answers
_END = "end"  # the anchor at the end of a briefing's text
_NEARLY_EMPTY = 0.25  # a last page filled less than this is saved by setting the tables closer, where that suffices
_PIXELS = 96 / 25.4  # CSS pixels a millimetre
_TOP_MARGIN, _TYPE_AREA = 37 * _PIXELS, 225 * _PIXELS  # GB/T 9704


def write_pdf(briefing: Briefing, path: Path, templates: Path | None = None) -> tuple[str, ...]:
    """Write the briefing as PDF to `path`, whole or not at all; returns what is wrong with its layout, a sentence each.

    Raises ConfigurationError and OutputError.
    """
    data, faults = _checked_pdf(briefing, templates)
    write_bytes(path, data)
    return faults


def briefing_pdf(briefing: Briefing, templates: Path | None = None) -> bytes:
    """The briefing as PDF with its data inside. Raises ConfigurationError."""
    return _checked_pdf(briefing, templates)[0]


def _checked_pdf(briefing: Briefing, templates: Path | None) -> tuple[bytes, tuple[str, ...]]:
    html, files = render_html(briefing, templates, standalone=False), drawings(briefing)
    with _all_glyphs(), _no_garbage_collection():
        images: dict[str, Any] = {}
        document = _laid_out(html, files, images)
        if _ends_nearly_empty(document):
            closer = render_html(briefing, templates, standalone=False, compact=True)
            compact = _laid_out(closer, files, images)
            if len(compact.pages) < len(document.pages):
                html, document = closer, compact
        faults = layout_faults(laid_pages(document, files))
        return _written(document, html, files, enclosures(briefing), briefing.month), faults


def pdf_bytes(
    html: str, files: Mapping[str, str] | None = None, enclosed: Sequence[Enclosure] = (), month: str = "2000-01"
) -> bytes:
    """The tagged PDF of a page of ours; `files` are the drawings it refers to, URL → SVG.

    The enclosed files are dated on the first of `month`. Raises ConfigurationError when the page needs a glyph that no
    font has.
    """
    with _all_glyphs(), _no_garbage_collection():
        return _written(_laid_out(html, files or {}), html, files or {}, enclosed, month)


def _laid_out(html: str, files: Mapping[str, str], images: dict[str, Any] | None = None) -> Any:
    """The page of ours as WeasyPrint's Document: laid out, not yet drawn. `images` keeps the drawings it has parsed."""
    page = typesetter().HTML(string=html, base_url=_BASE, url_fetcher=fetcher(files))
    return page.render(pdf_variant=VARIANT, cache={} if images is None else images)


def _ends_nearly_empty(document: Any) -> bool:
    """Whether the text of a briefing of several pages ends in the upper part of its last one."""
    last = document.pages[-1]
    if len(document.pages) == 1 or _END not in last.anchors:
        return False
    return bool(last.anchors[_END][1] - _TOP_MARGIN < _NEARLY_EMPTY * _TYPE_AREA)


def _written(document: Any, html: str, files: Mapping[str, str], enclosed: Sequence[Enclosure], month: str) -> bytes:
    data: bytes = document.write_pdf(
        pdf_variant=VARIANT,
        pdf_identifier=_identifier(html, files, enclosed),
        attachments=[_attachment(enclosure, month) for enclosure in enclosed],
        finisher=conform,
    )
    return data


def _identifier(html: str, files: Mapping[str, str], enclosed: Sequence[Enclosure]) -> bytes:
    """The file's identifier, from all that goes into it."""
    digest = hashlib.sha256(html.encode("utf-8"))
    for url, svg in sorted(files.items()):
        digest.update(f"{url}{svg}".encode())
    for enclosure in enclosed:
        digest.update(enclosure.data)
    return digest.digest()[:16]


def _attachment(enclosure: Enclosure, month: str) -> Any:
    """The enclosure for WeasyPrint, which takes a file's type from whoever answers its URL."""
    url = _BASE + enclosure.name
    date = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    return typesetter().Attachment(
        url=url,
        url_fetcher=fetcher({url: enclosure.data}, enclosure.content_type),
        name=enclosure.name,
        description=enclosure.description,
        created=date,
        modified=date,
        relationship="Data",
    )


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Layout makes a million objects that all live to its end: looking for dead ones meanwhile costs a twentieth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Collector(logging.Handler):
    """Keeps WeasyPrint's complaints about glyphs; its other warnings are left to its own logger."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if ".notdef" in text:
            self.missing.append(text.rpartition(":")[2].strip())


@contextmanager
def _all_glyphs() -> Iterator[None]:
    """Raises ConfigurationError where what is typeset inside needs a glyph that no font has."""
    logger = logging.getLogger(_LOGGER_NAME)
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.missing:
        raise ConfigurationError(f"字体缺字：{collector.missing[0]}。请运行 python -m briefing doctor 检查字体。")
