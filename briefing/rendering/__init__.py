"""Briefing → HTML text, PDF file and Excel workbook."""

from __future__ import annotations

from briefing.rendering.briefing_workbook import briefing_workbook
from briefing.rendering.html import render_html
from briefing.rendering.index import IndexEntry, render_index
from briefing.rendering.pdf_files import briefing_pdf, pdf_bytes, write_pdf

__all__ = [
    "IndexEntry",
    "briefing_pdf",
    "briefing_workbook",
    "pdf_bytes",
    "render_html",
    "render_index",
    "write_pdf",
]
