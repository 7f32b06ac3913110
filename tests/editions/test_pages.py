"""Pages are counted as another PDF reader counts them."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from briefing.editions.pages import page_count
from briefing.rendering import pdf_bytes


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_pages_of_our_typesetter(pages: int) -> None:
    body = "<p style='break-after: page'>/Type /Page 页</p>" * (pages - 1) + "<p>末页</p>"
    data = pdf_bytes(
        f"<html lang='zh-CN'><title>试</title><body style='font-family: Briefing Song'>{body}</body></html>"
    )
    assert page_count(data) == len(PdfReader(io.BytesIO(data)).pages) == pages
    assert page_count(data[: len(data) // 2]) == 0
    assert page_count(b"x" + data) == 0


def test_what_is_no_pdf() -> None:
    assert page_count(b"") == 0
    assert page_count(b"<html>502 Bad Gateway</html>") == 0
    assert page_count(b"%PDF-1.7\n1 0 obj << /Type /ObjStm >>\nstream\nbroken\nendstream\n%%EOF") == 0
