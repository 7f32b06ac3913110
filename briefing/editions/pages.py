"""How many pages a PDF has: one that is missing shows before a mail goes out."""

from __future__ import annotations

from pypdfium2 import PdfDocument, PdfiumError


def page_count(data: bytes) -> int:
    """Pages of a PDF; 0 for what is no whole PDF, its head and its end mark included."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        return 0
    try:
        with PdfDocument(data) as pdf:
            return len(pdf)
    except PdfiumError:
        return 0
