"""Where the font folder lies and what it holds: a manifest written when it is built, checked before every use."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.fonts.faces import face_catalogue

MANIFEST = "manifest.json"
COVERAGE = "coverage.json"
_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class FontFolder:
    """A folder that holds every face of the catalogue."""

    path: Path

    @property
    def faces(self) -> Path:
        """The subfolder of the font files alone: fontconfig keys its cache on the time of the folder."""
        return self.path / "faces"

    def ranges(self) -> dict[str, list[tuple[int, int]]]:
        """The code points that each family covers in all its weights, as (first, last) pairs."""
        file = self.path / COVERAGE
        try:
            return {
                family: [(int(first), int(last)) for first, last in pairs]
                for family, pairs in json.loads(file.read_text(encoding="utf-8")).items()
            }
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise ConfigurationError(f"字符覆盖表 {file} 无法读取，请运行 {build_command()} --force 重建") from error


def default_path() -> Path:
    """Where the folder is or would be built: $BRIEFING_FONTS, .fonts of a checkout, or the user's data folder."""
    if configured := os.environ.get("BRIEFING_FONTS"):
        return Path(configured).expanduser()
    return _CHECKOUT / ".fonts" if _is_checkout() else _user_data() / "briefing" / "fonts"


def build_command() -> str:
    """The line that builds the folder, to be copied from any message into a terminal."""
    place = f"cd {_CHECKOUT} && " if _is_checkout() else ""
    return f"{place}{sys.executable} -m briefing.fonts"


@cache
def font_folder(path: Path | None = None) -> FontFolder:
    """The folder at `path` (default: `default_path()`), every file of its manifest present and whole.

    Raises ConfigurationError, with what to run, when it does not exist, was built for another version or is damaged.
    """
    path = path or default_path()
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        sizes = {row["file"]: row["bytes"] for row in manifest["faces"]}
        key = manifest["key"]
    except FileNotFoundError:
        raise ConfigurationError(f"没有找到简报字体（{path}），请先运行 {build_command()} 准备字体") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"字体目录的清单 {path / MANIFEST} 无法读取，请运行 {build_command()} 重建") from error
    if key != face_catalogue().key:
        raise ConfigurationError(f"字体目录 {path} 由另一版本生成，请运行 {build_command()} 重建")
    folder = FontFolder(path)
    for face in face_catalogue().faces:
        file = folder.faces / face.file
        if not file.is_file() or file.stat().st_size != sizes.get(face.file):
            raise ConfigurationError(f"字体文件 {file} 缺失或已损坏，请运行 {build_command()} 重建")
    return folder


def user_cache() -> Path:
    """The user's folder for what may be deleted at any time."""
    if sys.platform == "linux":
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefing"
    return _user_data() / "briefing" / "cache"


def _is_checkout() -> bool:
    return (_CHECKOUT / "pyproject.toml").is_file()


def _user_data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
