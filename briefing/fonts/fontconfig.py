"""What fontconfig may see: the font folder, the office's own faces if the system has them, and nothing else."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path

from briefing.fonts.faces import face_catalogue
from briefing.fonts.folder import FontFolder, font_folder, user_cache


def prepare() -> FontFolder:
    """Check the font folder and point FONTCONFIG_FILE at a configuration of ours; call before importing WeasyPrint.

    Returns the folder. Raises ConfigurationError when the fonts are missing or damaged.
    """
    folder = font_folder()
    os.environ["FONTCONFIG_FILE"] = str(_written(folder))
    os.environ.pop("FONTCONFIG_PATH", None)
    return folder


def configuration(folder: Path, cache_folder: Path, office_files: tuple[Path, ...] = ()) -> str:
    """The fontconfig file: no rules, so nothing is emboldened, slanted or replaced behind our back.

    Office faces lie among hundreds of others: their folders are named, everything in them but these files is rejected.
    """
    office_folders = sorted({file.parent for file in office_files})
    rejected = "".join(f"<glob>{escape(str(parent))}/*</glob>" for parent in office_folders)
    accepted = "".join(f"<glob>{escape(str(file))}</glob>" for file in office_files)
    selection = (
        f"<selectfont><acceptfont>{accepted}</acceptfont><rejectfont>{rejected}</rejectfont></selectfont>\n"
        if office_files
        else ""
    )
    directories = "".join(f"<dir>{escape(str(path))}</dir>\n" for path in [folder, *office_folders])
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"{directories}{selection}<cachedir>{escape(str(cache_folder))}</cachedir>\n</fontconfig>\n"
    )


@cache
def office_files() -> tuple[Path, ...]:
    """The system's files of 方正小标宋, 仿宋_GB2312, 黑体 and 楷体_GB2312, if it has any."""
    wanted = {name.casefold() for font in face_catalogue().office.values() for name in font.files}
    found = [
        Path(parent) / name
        for folder in face_catalogue().system_folders
        for parent, _, names in os.walk(folder)
        for name in names
        if name.casefold() in wanted
    ]
    return tuple(sorted(found))


def _written(folder: FontFolder) -> Path:
    """The configuration file: in the font folder if that may be written, else in the user's cache, else temporary."""
    for parent in (folder.path, user_cache()):
        with suppress(OSError):
            parent.mkdir(parents=True, exist_ok=True)
            return _write_if_changed(
                parent / "fonts.conf", configuration(folder.faces, parent / "cache", office_files())
            )
    parent = Path(tempfile.mkdtemp(prefix="briefing-fonts-"))
    atexit.register(shutil.rmtree, parent, ignore_errors=True)
    return _write_if_changed(parent / "fonts.conf", configuration(folder.faces, parent / "cache", office_files()))


def _write_if_changed(path: Path, text: str) -> Path:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return path
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as part:
        part.write(text)
    Path(part.name).replace(path)
    return path
