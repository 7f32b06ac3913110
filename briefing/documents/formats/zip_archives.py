"""ZIP archives: their members, one after the other, within bounds; names repaired, junk of systems left out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress

from briefing.documents.file_names import member_label
from briefing.documents.formats.zip_packages import is_folder, open_package, read_member
from briefing.errors import UnreadableInputError

_UTF8_NAME = 0x800
_CHINESE = re.compile("[\u4e00-\u9fff]")
_JUNK = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes | UnreadableInputError]]:
    """Name and bytes of every file in an archive, or the complaint about it. Raises UnreadableInputError for bombs."""
    with open_package(data, name) as package:
        for member in package.infolist():
            shown = _name(member)
            if is_folder(member) or any(junk in shown for junk in _JUNK) or member_label(shown).startswith((".", "~$")):
                continue
            try:
                yield shown, read_member(package, member, f"{name} 里的 {member_label(shown)}")
            except UnreadableInputError as error:
                yield shown, error


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the flag for UTF-8, Chinese systems wrote it in GBK."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        written = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    read = []
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            read.append(written.decode(encoding))
    # 通知 in GBK is valid UTF-8 too, but for letters that no file here is called by
    return next((name for name in read if name.isascii() or _CHINESE.search(name)), member.filename)
