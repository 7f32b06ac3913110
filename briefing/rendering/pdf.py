"""HTML → PDF with WeasyPrint, which may fetch nothing and must have every glyph; the same HTML gives the same bytes."""

from __future__ import annotations

import gc
import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefing.composition.model import Briefing
from briefing.errors import ConfigurationError
from briefing.rendering.html import drawings, render_html
from briefing.rendering.typesetter import fetcher, typesetter
from briefing.writing import replacing

_LOGGER_NAME = "weasyprint"
_BASE = "briefing:/"  # a scheme that nothing answers


def write_pdf(briefing: Briefing, path: Path, templates: Path | None = None) -> None:
    """Write the briefing as PDF to `path`, whole or not at all. Raises ConfigurationError and OutputError."""
    data = pdf_bytes(render_html(briefing, templates, standalone=False), drawings(briefing))
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def pdf_bytes(html: str, files: Mapping[str, str] | None = None) -> bytes:
    """The tagged PDF of a page of ours; `files` are the drawings it refers to, URL → SVG.

    Raises ConfigurationError when the page needs a glyph that no font has.
    """
    files = files or {}
    content = "".join((html, *(f"{url}{svg}" for url, svg in sorted(files.items()))))
    with _complaints() as missing, _no_garbage_collection():
        document = typesetter().HTML(string=html, base_url=_BASE, url_fetcher=fetcher(files))
        data: bytes = document.write_pdf(
            pdf_tags=True, pdf_identifier=hashlib.sha256(content.encode("utf-8")).digest()[:16]
        )
    if missing:
        raise ConfigurationError(f"字体缺字：{missing[0]}。请运行 python -m briefing doctor 检查字体。")
    return data


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
