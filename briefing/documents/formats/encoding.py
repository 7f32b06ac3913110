"""Bytes into text: which encoding a file is in, and what is no text at all."""

from __future__ import annotations

import codecs

from briefing.errors import UnreadableInputError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE_ENCODINGS = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_MOST_CONTROL_CHARACTERS = 0.01


def decode(data: bytes, name: str) -> str:
    """The text of a file, line breaks as they are. UTF-8 keeps its byte-order mark as a character.

    Raises UnreadableInputError for an empty file, a binary file and an unknown encoding.
    """
    if not data.strip():
        raise UnreadableInputError(f"{name} 是空文件，请检查是否保存完整。")
    text = _decoded(data)
    if text is None:
        raise UnreadableInputError(f"{name} 的文字编码无法识别，请用记事本另存为 UTF-8 后再放入。")
    if _is_binary(text):
        raise UnreadableInputError(f"{name} 不是文本文件（含有大量控制字符），请检查文件是否损坏。")
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    return _strictly(data, "utf-8") if b"\0" not in data else _detected(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return _detected(data) if encoding == "utf-8" else None


def _detected(data: bytes) -> str | None:
    """What charset-normalizer makes of bytes that are not UTF-8, among the encodings of Chinese text."""
    from charset_normalizer import from_bytes  # loaded only when a file needs it

    best = from_bytes(data, cp_isolation=_CHINESE_ENCODINGS, threshold=0.3).best()
    if best is None:
        return None
    encoding = best.encoding if best.encoding != "gb2312" else "gb18030"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    sample = text[:100_000]
    control = sum(sample.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    return "\0" in text or control > _MOST_CONTROL_CHARACTERS * len(sample)
