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

from briefing.composition.model import Briefing
from briefing.errors import ConfigurationError
from briefing.rendering.conformance import VARIANT, conform
from briefing.rendering.enclosures import Enclosure, enclosures
from briefing.rendering.html import drawings, render_html
from briefing.rendering.typesetter import fetcher, typesetter
from briefing.writing import replacing

_LOGGER_NAME = "weasyprint"
_BASE = "briefing:/"  # a scheme that nothing answers


def write_pdf(briefing: Briefing, path: Path, templates: Path | None = None) -> None:
    """Write the briefing as PDF to `path`, whole or not at all. Raises ConfigurationError and OutputError."""
    data = briefing_pdf(briefing, templates)
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def briefing_pdf(briefing: Briefing, templates: Path | None = None) -> bytes:
    """The briefing as PDF with its data inside. Raises ConfigurationError."""
    html = render_html(briefing, templates, standalone=False)
    return pdf_bytes(html, drawings(briefing), enclosures(briefing), briefing.month)


def pdf_bytes(
    html: str, files: Mapping[str, str] | None = None, enclosed: Sequence[Enclosure] = (), month: str = "2000-01"
) -> bytes:
    """The tagged PDF of a page of ours; `files` are the drawings it refers to, URL → SVG.

    The enclosed files are dated on the first of `month`. Raises ConfigurationError when the page needs a glyph that no
    font has.
    """
    files = files or {}
    with _complaints() as missing, _no_garbage_collection():
        document = typesetter().HTML(string=html, base_url=_BASE, url_fetcher=fetcher(files))
        data: bytes = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=_identifier(html, files, enclosed),
            attachments=[_attachment(enclosure, month) for enclosure in enclosed],
            finisher=conform,
        )
    if missing:
        raise ConfigurationError(f"字体缺字：{missing[0]}。请运行 python -m briefing doctor 检查字体。")
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
def _complaints() -> Iterator[list[str]]:
    logger = logging.getLogger(_LOGGER_NAME)
    collector = _Collector()
    logger.addHandler(collector)
    try:
        yield collector.missing
    finally:
        logger.removeHandler(collector)
