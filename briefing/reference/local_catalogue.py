"""catalogue.local.toml: names of indicators that an office has confirmed, added to the catalogue as aliases."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.errors import ConfigurationError, because, toml_fault
from briefing.model import Indicator

_KEYS = ("indicator", "name", "reason", "author", "date")
_LARGEST_FILE = 4_000_000
_HEADER = "# 本单位确认的指标别名，由 review apply 写入；indicator 是指标目录中的 id，name 是文献中的叫法。\n"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which documents print an indicator, and who confirmed it when and why."""

    indicator: str  # id
    name: str
    reason: str
    author: str
    date: str


def read_aliases(path: Path) -> tuple[Alias, ...]:
    """The aliases of a file in its order; none when there is no file. Raises ConfigurationError naming the entry."""
    try:
        if not path.exists():
            return ()
        if path.stat().st_size > _LARGEST_FILE:
            raise ConfigurationError(f"{path} 超过 4 MB，不像指标别名，请检查文件。")
        return parse_aliases(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} 不是 UTF-8 文本，请改正后再运行。") from None
    except OSError as error:
        raise ConfigurationError(f"{path} 无法读取（{because(error)}），请检查权限。") from None


def parse_aliases(text: str, filename: str) -> tuple[Alias, ...]:
    """The aliases in a file's text. Raises ConfigurationError naming file, entry and fix."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{filename} {toml_fault(error)}，请改正后再运行。") from None
    entries = data.get("alias", [])
    if set(data) - {"alias"} or not isinstance(entries, list):
        raise ConfigurationError(f"{filename} 中只应有 [[alias]] 条目，请删去其他内容。")
    return tuple(_alias(entry, f"{filename} 第 {number} 条") for number, entry in enumerate(entries, start=1))


def _alias(entry: Mapping[str, Any], where: str) -> Alias:
    if not isinstance(entry, dict):
        raise ConfigurationError(f"{where}应写成 [[alias]] 一节，请改正。")
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        raise ConfigurationError(f"{where}有不认识的字段 {unknown[0]}，可用的有：{'、'.join(_KEYS)}。")
    for key in ("indicator", "name"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise ConfigurationError(f"{where}缺少 {key}，应为非空的字符串，请补上。")
    return Alias(**{key: str(entry.get(key, "")) for key in _KEYS})


def with_aliases(indicators: Sequence[Indicator], aliases: Iterable[Alias], filename: str) -> tuple[Indicator, ...]:
    """The indicators with the aliases added. Raises ConfigurationError for an alias that leads to two indicators."""
    known = {indicator.id: indicator for indicator in indicators}
    owners = {name: indicator.id for indicator in indicators for name in (indicator.name, *indicator.aliases)}
    for number, alias in enumerate(aliases, start=1):
        where = f"{filename} 第 {number} 条“{alias.name}”"
        if alias.indicator not in known:
            raise ConfigurationError(f"{where}提到的指标“{alias.indicator}”不在指标目录中，请改正 indicator。")
        owner = owners.setdefault(alias.name, alias.indicator)
        if owner != alias.indicator:
            raise ConfigurationError(f"{where}已是“{known[owner].name}”的名称，请删去其中一处。")
        indicator = known[alias.indicator]
        if alias.name != indicator.name and alias.name not in indicator.aliases:
            known[alias.indicator] = replace(indicator, aliases=(*indicator.aliases, alias.name))
    return tuple(known.values())


def dump_aliases(aliases: Iterable[Alias]) -> str:
    """The text of a local catalogue file, in the order of indicators and names."""
    ordered = sorted(aliases, key=lambda alias: (alias.indicator, alias.name))
    return _HEADER + "".join(f"\n{_entry(alias)}" for alias in ordered)


def _entry(alias: Alias) -> str:
    lines = [f"{key} = {_quoted(getattr(alias, key))}" for key in _KEYS if getattr(alias, key)]
    return "\n".join(["[[alias]]", *lines]) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
