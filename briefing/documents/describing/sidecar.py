"""NAME.meta.toml beside a document: what a person knows about it, which overrides what the text seems to say."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

from briefing.documents.extracted import Declared
from briefing.errors import BriefingError, UnreadableInputError, because, toml_fault, written
from briefing.reference.resolution import resolve

SUFFIX = ".meta.toml"
_FIELDS = ("title", "source", "date", "place", "author", "url")
_RECEIVED = "received"  # the table that `add` writes: how the file came
_LARGEST = 100_000  # bytes
ORIGIN = "附注文件"


def sidecar_paths(path: Path) -> tuple[Path, Path]:
    """Where the sidecar of a file may stand: 通知.docx.meta.toml, 通知.meta.toml."""
    return path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX)


def read_sidecar(path: Path) -> dict[str, Declared]:
    """The fields of the sidecar beside `path`; empty when there is none. Raises UnreadableInputError: it is wrong."""
    for candidate in sidecar_paths(path):
        try:
            if candidate.is_file():
                if candidate.stat().st_size > _LARGEST:
                    raise UnreadableInputError(f"{candidate.name} 太大，不像附注文件，请检查。")
                return parse_sidecar(candidate.read_bytes(), candidate.name)
        except OSError as error:
            raise UnreadableInputError(
                f"附注文件 {candidate.name} 无法读取（{because(error)}），请检查权限。"
            ) from None
    return {}


def parse_sidecar(data: bytes, name: str) -> dict[str, Declared]:
    """The fields of a sidecar, checked. Raises UnreadableInputError naming what is wrong."""
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableInputError(f"附注文件 {name} {toml_fault(error)}，请改正或删除它。") from None
    fields: dict[str, Declared] = {}
    for key, value in content.items():
        if key == _RECEIVED:
            continue
        if key not in _FIELDS:
            raise UnreadableInputError(f"附注文件 {name} 中的 {key} 不是已知的项；可用的有：{'、'.join(_FIELDS)}。")
        fields[key] = Declared(_checked(key, value, name), f"{ORIGIN} {name}")
    return fields


def _checked(key: str, value: object, name: str) -> str:
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str) or not text.strip():
        raise UnreadableInputError(f"附注文件 {name} 中的 {key} 应为文字，现为 {written(value)}，请改正。")
    if key == "date":
        return _date(text.strip(), name)
    if key == "place":
        try:
            return resolve(text.strip()).code
        except BriefingError as error:
            raise UnreadableInputError(f"附注文件 {name} 中的 place 无法确定：{error}") from None
    return text.strip()


def _date(text: str, name: str) -> str:
    """An ISO 8601 date, month or year."""
    for length, suffix in ((10, ""), (7, "-01"), (4, "-01-01")):
        if len(text) == length:
            try:
                date.fromisoformat(text + suffix)
            except ValueError:
                break
            return text
    raise UnreadableInputError(f"附注文件 {name} 中的 date“{text}”不是日期，应写成 2023-05-06、2023-05 或 2023。")
