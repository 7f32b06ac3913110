"""What a file is, by its first bytes and not by its name; formats that cannot be read are refused with what to do."""

from __future__ import annotations

import io
import re
from enum import StrEnum

from briefing.errors import UnreadableInputError


class Format(StrEnum):
    """The formats that have a reader."""

    TEXT = "text"
    PDF = "pdf"
    WORD = "word"
    WORKBOOK = "workbook"
    PICTURE = "picture"
    MAIL = "mail"
    ARCHIVE = "archive"


# The suffixes that files of a format have; the first is given to one that is called otherwise.
SUFFIXES = {
    Format.TEXT: (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".csv", ".tsv"),
    Format.PDF: (".pdf",),
    Format.WORD: (".docx", ".docm"),
    Format.WORKBOOK: (".xlsx", ".xlsm"),
    Format.PICTURE: (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    Format.MAIL: (".eml", ".mht", ".mhtml"),
    Format.ARCHIVE: (".zip",),
}
# Formats that people drop into the folder and what to say of them.
_REFUSED = (
    (b"GIF8", "GIF 图片，请另存为 PNG 或 JPEG"),
    (b"BM", "BMP 图片，请另存为 PNG 或 JPEG"),
    (b"Rar!", "RAR 压缩包，请解压，或改用 ZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包，请解压，或改用 ZIP"),
    (b"\x1f\x8b", "GZIP 压缩包，请解压"),
    (b"{\\rtf", "RTF 文档，请另存为 .docx"),
    (b"MZ", "可执行程序，不是文献"),
    (b"\x7fELF", "可执行程序，不是文献"),
)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_WITHIN = 1024  # bytes of a PDF before which other bytes may stand
# Subject: · Received: : the field names with which a mail begins
_MAIL_FIELD = re.compile(
    rb"(?P<name>Return-Path|Received|Delivered-To|From|To|Cc|Date|Subject|Message-ID|MIME-Version|Content-Type"
    rb"|Content-Transfer-Encoding|Snapshot-Content-Location|Reply-To|X-[\w-]+|DKIM-Signature|Sender|Authentication-Results"
    rb"|ARC-[\w-]+)[ \t]*:",
    re.I,
)
_FEWEST_MAIL_FIELDS = 3


def format_of(data: bytes, name: str) -> Format:
    """The format of a file's bytes. Raises UnreadableInputError for formats that have no reader."""
    start = data[:_PDF_WITHIN]
    if start.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF"):
        return Format.PDF
    if data.startswith(_PICTURES):
        return Format.PICTURE
    if data.startswith(_ZIP_STARTS):
        return _package(data, name)
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise UnreadableInputError(f"{name} 有密码或加密，请先解除密码另存一份再放入。")
        raise UnreadableInputError(f"{name} 是旧版 Office 文档，请另存为 .docx 或 .xlsx 后再放入。")
    for signature, kind in _REFUSED:
        if data.startswith(signature) and (len(signature) > 2 or b"\0" in data[:64]):
            raise UnreadableInputError(f"{name} 是{kind}后再放入。" if "请" in kind else f"{name} 是{kind}。")
    return Format.MAIL if _is_mail(data) else Format.TEXT


def _package(data: bytes, name: str) -> Format:
    """What a ZIP file is: an Office document or an archive."""
    import zipfile

    from briefing.documents.formats.zip_packages import BROKEN

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except BROKEN:
        raise UnreadableInputError(f"{name} 是 Office 文档或压缩包，但已损坏或不完整，请重新下载或重新保存。") from None
    if "word/document.xml" in names:
        return Format.WORD
    if "xl/workbook.xml" in names:
        return Format.WORKBOOK
    for member, kind in (
        ("xl/workbook.bin", "二进制工作簿，请另存为 .xlsx"),
        ("ppt/presentation.xml", "演示文稿，请另存为 PDF"),
        ("OFD.xml", "OFD 版式文件，请另存为 PDF"),
        ("content.xml", "OpenDocument 文档，请另存为 .docx 或 .xlsx"),
    ):
        if member in names:
            raise UnreadableInputError(f"{name} 是{kind}后再放入。")
    return Format.ARCHIVE


def _is_mail(data: bytes) -> bool:
    """Whether the head of a file is a mail's (or a page saved as MHTML)."""
    fields = set()
    for line in data.lstrip(b"\xef\xbb\xbf\r\n")[:8000].splitlines():
        if not line.strip():
            break
        match = _MAIL_FIELD.match(line)
        if match is not None:
            fields.add(match["name"].lower())
        elif line[:1] not in b" \t":
            return False
    return len(fields) >= _FEWEST_MAIL_FIELDS
