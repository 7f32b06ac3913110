"""Briefing → HTML text and PDF file."""

from __future__ import annotations

from briefing.rendering.html import render_html
from briefing.rendering.pdf import pdf_bytes, write_pdf

__all__ = ["pdf_bytes", "render_html", "write_pdf"]
