"""A document's page as HTML: its text with every figure highlighted. It holds no script and asks for nothing."""

from __future__ import annotations

from pathlib import Path

from briefing.inspection.source_view import SourcePage
from briefing.rendering.html import render_page


def render_source_page(page: SourcePage, templates: Path | None = None) -> str:
    """The page as one HTML file. Raises ConfigurationError for a template that is missing or broken."""
    return render_page("document.html", templates, source=page)
