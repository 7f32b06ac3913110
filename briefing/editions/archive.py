"""The editions in the reports folder: one folder a revision, complete when its manifest stands in it.

`reports/2026-10` is the first revision, `reports/2026-10-r2` the second. A revision that was sent carries a mark and
is never written again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefing.editions.filed_figures import FILE_NAME as FIGURES
from briefing.editions.filed_figures import read_figures
from briefing.editions.products import Product, from_record
from briefing.errors import NothingFoundError, UnreadableInputError, because
from briefing.model import FiledFigure
from briefing.writing import write_text

MANIFEST = "manifest.json"
_SENT_MARK = "sent.json"
# 2026-10, 2026-10-r2
_FOLDER = re.compile(r"(?P<month>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?:-r(?P<revision>[2-9]|[1-9]\d+))?$")


@dataclass(frozen=True)
class Edition:
    """A finished revision of a month's edition."""

    folder: Path
    month: str
    revision: int
    manifest: Mapping[str, Any]

    @cached_property
    def products(self) -> Mapping[str, Product]:
        """Its briefings by key."""
        return {data["key"]: from_record(data) for data in self.manifest["products"]}

    @property
    def inputs(self) -> Mapping[str, str]:
        """SHA-256 of each document by name."""
        return self.manifest["inputs"]  # type: ignore[no-any-return]

    @property
    def outputs(self) -> Mapping[str, str]:
        """SHA-256 of each file by name."""
        return self.manifest["outputs"]  # type: ignore[no-any-return]

    @property
    def frozen(self) -> bool:
        """Whether a mail with it has been tried."""
        return (self.folder / _SENT_MARK).exists()

    @property
    def label(self) -> str:
        """What it is called in messages: `2026-10`, `2026-10 第2版`."""
        return self.month if self.revision == 1 else f"{self.month} 第{self.revision}版"

    def figures(self) -> tuple[FiledFigure, ...]:
        """The figures it filed. Raises UnreadableInputError."""
        path = self.folder / FIGURES
        try:
            return read_figures(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnreadableInputError(
                f"{path} 读不出（{_fault(error)}）。请用 --all --month {self.month} 重新生成这一期。"
            ) from error

    def freeze(self) -> None:
        """Mark it as sent, before the first mail goes out. Raises OutputError."""
        if not self.frozen:
            digest = hashlib.sha256((self.folder / MANIFEST).read_bytes()).hexdigest()
            write_text(self.folder / _SENT_MARK, json.dumps({"manifest": digest}) + "\n")


def edition_folder(reports: Path, month: str, revision: int) -> Path:
    """Where a revision's files stand."""
    return reports / (month if revision == 1 else f"{month}-r{revision}")


def latest(reports: Path, month: str) -> Edition | None:
    """The last finished revision of a month; None when there is none. Raises UnreadableInputError."""
    found = [revision for name, revision in _finished(reports) if name == month]
    return load(edition_folder(reports, month, max(found))) if found else None


def finished(reports: Path, month: str) -> Edition:
    """The last finished revision of a month. Raises NothingFoundError when there is none, UnreadableInputError."""
    edition = latest(reports, month)
    if edition is None:
        raise NothingFoundError(
            f"{reports} 中没有 {month} 这一期。请先运行 python -m briefing --all --month {month} 生成。"
        )
    return edition


def previous(reports: Path, month: str) -> Edition | None:
    """The last finished edition of an earlier month. Raises UnreadableInputError."""
    found = [name for name, _ in _finished(reports) if name < month]
    return latest(reports, max(found)) if found else None


def load(folder: Path) -> Edition:
    """The edition in a folder. Raises UnreadableInputError for a manifest that is damaged or not ours."""
    path = folder / MANIFEST
    match = _FOLDER.match(folder.name)
    assert match is not None
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        edition = Edition(folder, match["month"], int(match["revision"] or 1), manifest)
        _ = edition.products, edition.inputs, edition.outputs
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableInputError(
            f"清单 {path} 读不出（{_fault(error)}）。请用 --all --month {match['month']} 重新生成这一期。"
        ) from error
    return edition


def _fault(error: Exception) -> str:
    return because(error) if isinstance(error, OSError) else "内容损坏，或不是本程序写的"


def _finished(reports: Path) -> list[tuple[str, int]]:
    """Month and revision of every folder with a manifest."""
    if not reports.is_dir():
        return []
    found = []
    for entry in os.scandir(reports):
        match = _FOLDER.match(entry.name)
        if match and Path(entry.path, MANIFEST).is_file():
            found.append((match["month"], int(match["revision"] or 1)))
    return sorted(found)
