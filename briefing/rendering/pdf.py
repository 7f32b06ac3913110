"""HTML → PDF with WeasyPrint, which may fetch nothing and must have every glyph; the same HTML gives the same bytes."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import fonts
from briefing.composition.model import Briefing
from briefing.errors import ConfigurationError
from briefing.rendering.html import render_html
from briefing.writing import replacing

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

_LOGGER_NAME = "weasyprint"
_BASE = "briefing:/"  # a scheme that nothing answers


def write_pdf(briefing: Briefing, path: Path, templates: Path | None = None) -> None:
    """Write the briefing as PDF to `path`, whole or not at all. Raises ConfigurationError and OutputError."""
    data = pdf_bytes(render_html(briefing, templates, standalone=False))
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def pdf_bytes(html: str) -> bytes:
    """The tagged PDF of a page of ours. Raises ConfigurationError when the page needs a glyph that no font has."""
    fonts.prepare()
    try:
        import weasyprint
    except OSError as error:
        raise ConfigurationError(
            f"排版库 Pango 无法载入（{error}），请运行 python -m briefing doctor 查看应装什么。"
        ) from error
    with _complaints() as missing:
        document = weasyprint.HTML(string=html, base_url=_BASE, url_fetcher=_closed_fetcher())
        data: bytes = document.write_pdf(
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(html.encode("utf-8")).digest()[:16],
            custom_metadata=False,
        )
    if missing:
        raise ConfigurationError(f"字体缺字：{missing[0]}。请运行 python -m briefing doctor 检查字体。")
    return data


def _closed_fetcher() -> URLFetcher:
    """A fetcher that answers nothing: styles and drawings are inside the page, so whatever asks is not ours."""
    from weasyprint.urls import URLFetcher

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            raise ValueError(f"refused: {url}")

    return ClosedFetcher(allowed_protocols=(), allow_redirects=False)


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
