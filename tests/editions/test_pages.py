"""Pages are counted as another PDF reader counts them."""

from __future__ import annotations

import io
import re

import pytest
from pikepdf import ObjectStreamMode, Pdf, String
from pypdf import PdfReader

from briefing.editions.pages import page_count
from briefing.rendering import pdf_bytes

_UNLUCKY = re.compile(rb"/ObjStm(?:(?!endstream).)*\r\nendstream", re.DOTALL)


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


def test_a_packed_stream_may_end_in_the_byte_of_a_line_break() -> None:
    """One in 256 does; the next edition has the same bytes, so that it would be held for ever."""
    found = next(data for data in map(_packed, range(2000)) if _UNLUCKY.search(data))
    assert page_count(found) == 3


def _packed(number: int) -> bytes:
    """A PDF of three pages whose objects stand in a compressed stream; the sum that ends it grows with the number."""
    pdf = Pdf.new()
    for _ in range(3):
        pdf.add_blank_page(page_size=(100, 100))
    pdf.Root.Filler = String("a" * number)
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()
