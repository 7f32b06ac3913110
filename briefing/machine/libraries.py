"""Which system libraries the program needs, whether this machine has them, and the command that installs them.

Standard library only: the set-up runs this before any dependency is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefing.packaged import toml_file


@dataclass(frozen=True, slots=True)
class Library:
    """One library: `files` are its names on Linux, macOS and Windows, then the package that brings it."""

    name: str
    files: tuple[str, ...]
    purpose: str
    debian: str
    rpm: str
    brew: str


@cache
def libraries() -> tuple[Library, ...]:
    """The libraries of `libraries.toml`."""
    rows = toml_file("machine/libraries.toml")["libraries"]
    return tuple(Library(**{**row, "files": tuple(row["files"])}) for row in rows)


def missing_libraries() -> tuple[Library, ...]:
    """The libraries that cannot be loaded here."""
    return tuple(library for library in libraries() if not _loads(library))


def install_command(missing: Iterable[Library], extra: Iterable[str] = ()) -> str:
    """The line that a user or administrator runs to install `missing` (and `extra` Debian packages) on this system."""
    missing = list(missing)
    sudo = "sudo " if not is_root() and shutil.which("sudo") else ""
    if shutil.which("apt-get"):
        packages = " ".join([*(library.debian for library in missing), *extra])
        return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {packages}"
    if manager := next((name for name in ("dnf", "yum") if shutil.which(name)), None):
        return f"{sudo}{manager} install -y {_unique(library.rpm for library in missing)}"
    if sys.platform == "win32":
        return "在 MSYS2 中运行 pacman -S mingw-w64-ucrt-x86_64-pango"
    return f"brew install {_unique(library.brew for library in missing)}"


def is_root() -> bool:
    """Whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _loads(library: Library) -> bool:
    for name in library.files:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _unique(packages: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(packages))
