"""Build the font folder: every face cut, renamed and weighted, with a manifest of what it covers."""

from __future__ import annotations

import io
import json
import shutil
import struct
import tempfile
import time
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTCollection, TTFont

from briefing.errors import ConfigurationError
from briefing.fonts.face_sources import Report, source_files, source_of
from briefing.fonts.faces import Face, face_catalogue
from briefing.fonts.folder import COVERAGE, MANIFEST, FontFolder
from briefing.fonts.subset import subset

_SIMPLIFIED = " SC"  # "Noto Serif CJK SC": the face of a collection whose glyphs follow mainland forms
_SCRATCH = ".fonts-"
_ALL = range(0x20, 0x30000)
_FIXED_TIME = 3_600_000_000  # head.created/modified, so that two builds from the same sources are the same bytes


def build(target: Path, given: Iterable[Path], report: Report) -> None:
    """Build the folder beside `target` and put it in its place in one move; an older one is replaced.

    `given` are folders to look into first; `report` receives a line per step. Raises ConfigurationError.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_over(target.parent)
        scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=target.parent))
    except OSError as error:
        raise ConfigurationError(f"无法写入 {target.parent}，请检查目录权限或用 --folder 指定其他目录") from error
    try:
        files = source_files(given, scratch, report)
        report("裁剪字体")
        folder = scratch / "folder"
        faces = FontFolder(folder).faces
        faces.mkdir(parents=True)
        rows = [_write(face, files, faces) for face in face_catalogue().faces]
        _write_manifest(folder, rows)
        if target.exists():
            target.rename(scratch / "old")
        folder.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _remove_left_over(parent: Path) -> None:
    """Remove the scratch folders of builds that were killed more than an hour ago."""
    for folder in parent.glob(f"{_SCRATCH}*"):
        if time.time() - folder.stat().st_mtime > 3600:
            shutil.rmtree(folder, ignore_errors=True)


def text_characters() -> set[int]:
    """What a text face keeps: GB 2312, Latin-1, the symbols, and every character of the reference data."""
    codes = {ord(character) for row in range(0xA1, 0xF8) for character in _gb2312_row(row)}
    codes.update(range(0x20, 0x7F), range(0xA0, 0x100))
    codes.update(map(ord, face_catalogue().symbols))
    for file in resources.files("briefing").joinpath("reference", "data").iterdir():
        if file.is_file():
            codes.update(code for code in map(ord, file.read_text(encoding="utf-8")) if code >= 0x20)
    return codes


def _gb2312_row(row: int) -> str:
    """The characters of one row of GB 2312, with the Unicode equivalents that GBK gives (— and ·, not ― and ・)."""
    characters = (bytes([row, cell]).decode("gbk", "ignore") for cell in range(0xA1, 0xFF))
    return "".join(character for character in characters if not 0xE000 <= ord(character or " ") < 0xF900)


def _write(face: Face, files: dict[str, Path], folder: Path) -> dict[str, Any]:
    """Cut one face and write it; returns its manifest row with the code points it covers."""
    source = source_of(face.sources, files)
    assert source is not None, face.file  # source_files() has checked
    kept: Iterable[int] = _ALL
    if face.characters == "text":
        kept = text_characters()
    elif face.characters == "digits":
        kept = [*range(0x20, 0x7F), *map(ord, face_catalogue().digits)]
    cut = _numbered_by_glyph(subset(source, _index(source), kept))
    font = TTFont(io.BytesIO(cut), recalcTimestamp=False)
    _rename(font, face)
    path = folder / face.file
    font.save(path)
    covered = sorted(font.getBestCmap())
    return {
        "file": face.file,
        "family": face.family,
        "bytes": path.stat().st_size,
        "source": source.name,
        "covered": covered,
    }


def _index(source: Path) -> int:
    """The number of the face for simplified Chinese in a collection; 0 for a single font."""
    if source.suffix.casefold() not in {".ttc", ".otc"}:
        return 0
    with TTCollection(str(source), lazy=True) as collection:
        names = [font["name"].getDebugName(1) or "" for font in collection.fonts]
    for index, name in enumerate(names):
        if name.endswith(_SIMPLIFIED):
            return index
    raise ConfigurationError(f"字体文件 {source} 中没有简体中文字面（{'、'.join(names)}），请换用含简体中文的版本")


def _rename(font: TTFont, face: Face) -> None:
    """Give a face our family name, since a cut font must not pass for the whole, and its true weight."""
    style = "Bold" if face.weight >= 700 else "Regular"
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in {0, 13, 14}]
    postscript = f"{face.family.replace(' ', '')}-{style}"
    for number, text in ((1, face.family), (2, style), (3, postscript), (4, f"{face.family} {style}"), (6, postscript)):
        names.setName(text, number, 3, 1, 0x409)
    metrics = font["OS/2"]
    metrics.usWeightClass = face.weight
    metrics.fsSelection = metrics.fsSelection & ~0b1100001 | (0b100000 if style == "Bold" else 0b1000000)
    font["head"].macStyle = 1 if style == "Bold" else 0
    font["head"].created = font["head"].modified = _FIXED_TIME


def _numbered_by_glyph(data: bytes) -> bytes:
    """The same font; if it is a CID-keyed CFF font, with each glyph's own index as its CID.

    A PDF's text names CIDs, WeasyPrint writes glyph indices there, and after cutting the two differ: MuPDF and others,
    which follow the font's charset table as the standard says, then draw other glyphs or none.
    """
    font = TTFont(io.BytesIO(data), lazy=True)
    top = font["CFF "].cff[0] if "CFF " in font else None
    if top is None or not hasattr(top, "ROS"):
        return data
    start = font.reader.tables["CFF "].offset + top.rawDict["charset"]
    charset = struct.pack(">BHH", 2, 1, len(top.charset) - 2)  # one range from CID 1: no longer than any other
    return data[:start] + charset + data[start + len(charset) :]


def _write_manifest(folder: Path, rows: list[dict[str, Any]]) -> None:
    """The manifest (key, files, sizes, sources), and apart from it the ranges that all weights of a family cover."""
    coverage = {}
    for family in face_catalogue().families:
        covered = [set(row["covered"]) for row in rows if row["family"] == family]
        coverage[family] = _ranges(sorted(set.intersection(*covered)))
    (folder / COVERAGE).write_text(json.dumps(coverage, separators=(",", ":")), encoding="utf-8")
    faces = [{name: row[name] for name in ("file", "family", "bytes", "source")} for row in rows]
    text = json.dumps({"key": face_catalogue().key, "faces": faces}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _ranges(codes: list[int]) -> list[tuple[int, int]]:
    """Sorted code points as (first, last) pairs: [1, 2, 3, 7] → [(1, 3), (7, 7)]."""
    ranges: list[tuple[int, int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges
