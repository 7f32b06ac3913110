"""The TOML files in which an office keeps what it decided: entries of one kind, each checked, written in one order."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefing.errors import ConfigurationError, because, toml_fault

_MEGABYTE = 1_000_000


def decision_text(path: Path, what: str, megabytes: int) -> str:
    """The text of a file; empty when there is none. Raises ConfigurationError, also for one that is too large."""
    try:
        if not path.exists():
            return ""
        if path.stat().st_size > megabytes * _MEGABYTE:
            raise ConfigurationError(f"{path} 超过 {megabytes} MB，不像{what}，请检查文件。")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} 不是 UTF-8 文本，请改正后再运行。") from None
    except OSError as error:
        raise ConfigurationError(f"{path} 无法读取（{because(error)}），请检查权限。") from None


def entries(text: str, filename: str, kind: str, keys: Sequence[str]) -> Iterator[tuple[dict[str, Any], str]]:
    """The [[kind]] entries of a file's text, and how each is called: `file 第 1 条`. Raises ConfigurationError naming
    file, entry and fix for what is no TOML, for other content and for a key that is not among `keys`."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{filename} {toml_fault(error)}，请改正后再运行。") from None
    listed = data.pop(kind, [])
    if data or not isinstance(listed, list):
        raise ConfigurationError(
            f"{filename} 中只应有 [[{kind}]] 条目，请删去{'、'.join(sorted(data)) or '其他内容'}。"
        )
    for number, entry in enumerate(listed, start=1):
        where = f"{filename} 第 {number} 条"
        if not isinstance(entry, dict):
            raise ConfigurationError(f"{where}应写成 [[{kind}]] 一节，请改正。")
        unknown = sorted(set(entry) - set(keys))
        if unknown:
            raise ConfigurationError(f"{where}有不认识的字段 {unknown[0]}，可用的有：{'、'.join(keys)}。")
        yield entry, where


def told(entry: dict[str, Any], key: str, where: str) -> str:
    """A text that an entry must have. Raises ConfigurationError."""
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{where}缺少 {key}，应为非空的字符串，请补上。")
    return value


def quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for the one control character that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
