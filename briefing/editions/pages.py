"""How many pages a PDF has, read from its own objects: a page that is missing shows before a mail goes out."""

from __future__ import annotations

import re
import zlib

# `7 0 obj << … >> stream`, to the end of the stream
_STREAM = re.compile(rb"<<(?P<head>(?:(?!stream|endobj).)*)>>\s*stream\r?\n(?P<body>.*?)\r?\nendstream", re.DOTALL)
# `/Type /Page` but not `/Type /Pages`
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def page_count(data: bytes) -> int:
    """Pages of a PDF that our typesetter wrote, packed object streams included; 0 for what is no whole PDF."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        return 0
    count = len(_PAGE.findall(_STREAM.sub(b"", data)))
    for match in _STREAM.finditer(data):
        if b"/ObjStm" in match["head"]:
            try:
                count += len(_PAGE.findall(zlib.decompress(match["body"])))
            except zlib.error:
                return 0
    return count
