"""Which faces there are and who uses them: `faces.toml`, read once."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing.packaged import text_file, toml_file

_FILE = "fonts/faces.toml"


@dataclass(frozen=True, slots=True)
class Face:
    """One file of the font folder: `characters` is text, digits or all; `sources` are file names it may be cut from."""

    file: str
    family: str
    weight: int
    characters: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a text is set in: families first to last, and the weight the role is meant for."""

    name: str
    weight: int
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeFont:
    """A face that offices own: its family names and the file names it is known by."""

    name: str
    families: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FontPackage:
    """A distribution package that holds source faces: its size and the part of its archive to take."""

    name: str
    contents: str
    megabytes: int
    pattern: str


@dataclass(frozen=True, slots=True)
class FaceCatalogue:
    """Everything `faces.toml` says; `key` changes whenever the font folder has to be built again."""

    key: str
    symbols: str
    digits: str
    faces: tuple[Face, ...]
    roles: Mapping[str, Role]
    office: Mapping[str, OfficeFont]
    packages: tuple[FontPackage, ...]
    system_folders: tuple[Path, ...]
    tex_folders: tuple[Path, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """The families of the font folder, without repeats."""
        return tuple(dict.fromkeys(face.family for face in self.faces))


@cache
def face_catalogue() -> FaceCatalogue:
    """The catalogue of faces, roles and packages of this installation."""
    data = toml_file(_FILE)
    office = {name: OfficeFont(name=name, **_plain(row)) for name, row in data["office"].items()}
    folders = data["folders"].get(sys.platform, data["folders"]["linux"])
    return FaceCatalogue(
        key=hashlib.sha256(text_file(_FILE).encode()).hexdigest()[:16],
        symbols=data["symbols"],
        digits=data["digits"],
        faces=tuple(Face(**_plain(row)) for row in data["faces"]),
        roles={
            name: Role(name, row["weight"], _families(row["families"], office)) for name, row in data["roles"].items()
        },
        office=office,
        packages=tuple(FontPackage(**row) for row in data["packages"]),
        system_folders=_folders(folders["system"]),
        tex_folders=_folders(folders["tex"]),
    )


def stacks() -> dict[str, str]:
    """The CSS `font-family` value of each role: {"body": '"Briefing Latin", "FangSong_GB2312", …'}."""
    return {name: ", ".join(f'"{family}"' for family in role.families) for name, role in face_catalogue().roles.items()}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the file with its lists as tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _families(names: list[str], office: Mapping[str, OfficeFont]) -> tuple[str, ...]:
    """Family names of a role, with `@fangsong` replaced by the families of that office font."""
    families: list[str] = []
    for name in names:
        families.extend(office[name[1:]].families if name.startswith("@") else [name])
    return tuple(families)


def _folders(names: list[str]) -> tuple[Path, ...]:
    """Folders with ~ and variables resolved; one whose variable is not set is left out."""
    paths = [Path(os.path.expandvars(name)).expanduser() for name in names]
    return tuple(path for path in paths if "$" not in str(path))
