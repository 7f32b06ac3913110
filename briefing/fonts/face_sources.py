"""Where the source faces come from: a folder given, the system's fonts, or the distribution's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.fonts.faces import FontPackage, face_catalogue
from briefing.fonts.folder import user_cache

Report = Callable[[str], None]

_MANUAL = (
    "请安装思源宋体、思源黑体（Noto CJK 或 Source Han）与 Fandol 字体，"
    "或把字体文件放进一个目录后运行 python -m briefing.fonts --from 目录"
)


def source_files(given: Iterable[Path], scratch: Path, report: Report) -> dict[str, Path]:
    """A file for every source face, by its name in lower case.

    Packages are fetched only if something is missing; their faces stay in the user's cache for the next build.
    Raises ConfigurationError naming what is missing and what to do.
    """
    kept = user_cache() / "font-sources"
    folders = [*given, *face_catalogue().system_folders, *face_catalogue().tex_folders, _matplotlib_fonts(), kept]
    files = _find(folders)
    if _missing(files):
        for package in face_catalogue().packages:
            if _offers_what_is_missing(package, files):
                files = {**files, **_find([_kept(_unpacked(package, scratch, report), kept)])}
    if missing := _missing(files):
        raise ConfigurationError(f"缺少字体 {'、'.join(missing)}；{_MANUAL}")
    return files


def source_of(names: Iterable[str], files: dict[str, Path]) -> Path | None:
    """The first of several file names that was found."""
    return next((files[name.casefold()] for name in names if name.casefold() in files), None)


def _missing(files: dict[str, Path]) -> list[str]:
    return [face.sources[0] for face in face_catalogue().faces if source_of(face.sources, files) is None]


def _offers_what_is_missing(package: FontPackage, files: dict[str, Path]) -> bool:
    return any(Path(name).match(Path(package.pattern).name) for name in _missing(files))


def _find(folders: Iterable[Path]) -> dict[str, Path]:
    """Every wanted file below the folders; the first folder wins."""
    wanted = {name.casefold() for face in face_catalogue().faces for name in face.sources}
    found: dict[str, Path] = {}
    for folder in folders:
        for parent, subfolders, names in os.walk(folder):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            for name in sorted(names):
                if name.casefold() in wanted:
                    found.setdefault(name.casefold(), Path(parent) / name)
    return found


def _matplotlib_fonts() -> Path:
    """The fonts that ship inside matplotlib, found without importing it."""
    from importlib.util import find_spec

    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise ConfigurationError("没有安装 matplotlib，请先运行 pip install -r requirements.lock")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


def _unpacked(package: FontPackage, scratch: Path, report: Report) -> Path:
    """The faces of a Debian package, fetched with apt (no root needed) and unpacked without installing it."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise ConfigurationError(f"本机没有 apt，不能自动取得字体包 {package.name}；{_MANUAL}")
    report(f"下载字体包 {package.name}（约 {package.megabytes} MB）：{package.contents}")
    folder = scratch / package.name
    folder.mkdir(parents=True)
    if not _download(package.name, folder, []) and not _download(package.name, folder, _own_lists(scratch)):
        raise ConfigurationError(
            f"无法下载字体包 {package.name}，请检查网络与软件源后重试，或由管理员运行："
            "apt-get update && apt-get install -y --no-install-recommends "
            + " ".join(each.name for each in face_catalogue().packages)
        )
    archive = next(folder.glob("*.deb"))
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(archive)], stdout=subprocess.PIPE) as unpacking:
        subprocess.run(
            ["tar", "-x", "-C", str(folder), "--wildcards", package.pattern], stdin=unpacking.stdout, check=True
        )
    archive.unlink()
    return folder


def _kept(unpacked: Path, cache: Path) -> Path:
    """Put an unpacked package into the cache in one move; returns where it lies then."""
    place = cache / unpacked.name
    if place.exists():
        return unpacked
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".part-", dir=cache, ignore_cleanup_errors=True) as part:
            return Path(shutil.copytree(unpacked, Path(part) / unpacked.name)).rename(place)
    except OSError:
        return unpacked  # a cache that cannot be written only means another download next time


def _download(package: str, folder: Path, options: list[str]) -> bool:
    """Whether apt delivered the package's archive into the folder; apt checks its signature chain."""
    run = subprocess.run(
        ["apt-get", *options, "-q", "download", package],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return run.returncode == 0 and any(folder.glob("*.deb"))


def _own_lists(scratch: Path) -> list[str]:
    """Options that let apt read fresh package lists in a folder of ours: the system's may be empty or old."""
    lists, archives = scratch / "apt-lists", scratch / "apt-cache"
    options = ["-o", f"Dir::State::Lists={lists}", "-o", f"Dir::Cache={archives}"]
    if not lists.exists():
        for folder in (lists / "partial", archives / "archives" / "partial"):
            folder.mkdir(parents=True)
        command = ["apt-get", *options, "-q", "update"]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return options
