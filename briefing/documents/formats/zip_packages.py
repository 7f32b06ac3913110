"""ZIP packages (archives, Word, Excel): opened within bounds on size, number and compression of what they hold."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from briefing.errors import UnreadableInputError

CORE_PROPERTIES = "docProps/core.xml"  # without it the libraries make up properties with today's date
BROKEN = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, struct.error)  # what zipfile raises on damage
MOST_MEMBERS = 2000
LARGEST_MEMBER = 200_000_000  # bytes unpacked
LARGEST_WHOLE = 400_000_000
_HIGHEST_RATIO = 200  # unpacked to packed: text and XML reach 30
_SMALL = 5_000_000  # below, the ratio does not matter
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """A package whose contents are within bounds. Raises UnreadableInputError: broken, encrypted, or a bomb."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise UnreadableInputError(f"{name} 已损坏或不完整，请重新下载或重新保存。") from None
    members = package.infolist()
    whole = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise UnreadableInputError(f"{name} 里有 {len(members)} 个文件，超过 {MOST_MEMBERS} 个的上限，请分成几包。")
    largest = max((member.file_size for member in members), default=0)
    ratio = whole / max(1, len(data))
    if whole > LARGEST_WHOLE or largest > LARGEST_MEMBER or (whole > _SMALL and ratio > _HIGHEST_RATIO):
        raise UnreadableInputError(f"{name} 解开后有 {whole // 1_000_000} MB，像是压缩炸弹，已拒绝。")
    if members and all(member.flag_bits & _ENCRYPTED for member in members if not is_folder(member)):
        raise UnreadableInputError(f"{name} 有密码或加密，请先解除密码另存一份再放入。")
    return package


def is_folder(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder; ZipInfo's own `is_dir` breaks on an empty name."""
    return member.filename.endswith("/")


def read_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most: int = LARGEST_MEMBER) -> bytes:
    """The bytes of a member, never more than it declares. Raises UnreadableInputError: encrypted, broken, too large."""
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableInputError(f"{name} 有密码或加密，请先解除密码另存一份再放入。")
    try:
        with package.open(member) as stream:
            data = b"".join(_chunks(stream, min(most, member.file_size)))
    except (*BROKEN, EOFError, zlib.error, lzma.LZMAError):
        raise UnreadableInputError(f"{name} 已损坏或不完整，请重新下载或重新保存。") from None
    if len(data) > most:
        raise UnreadableInputError(f"{name} 解开后超过 {most // 1_000_000} MB，已拒绝。")
    return data


def _chunks(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """What a stream holds, up to just over `most`."""
    total = 0
    while total <= most and (chunk := stream.read(_CHUNK)):
        total += len(chunk)
        yield chunk


def refuse_unsafe_xml(package: zipfile.ZipFile, name: str) -> None:
    """Refuse Office packages whose XML declares a document type: Office never writes one, bombs and leaks need one."""
    for member in package.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            data = read_member(package, member, name)
            if any("<!DOCTYPE".encode(code) in data for code in ("ascii", "utf-16-le", "utf-16-be")):
                raise UnreadableInputError(f"{name} 的内部 XML 含有实体声明，不是 Office 写出的文件，已拒绝。")
