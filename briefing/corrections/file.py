"""corrections.toml: read with every doubt reported by entry and field, written in one order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from briefing.corrections.fields import FIELDS, field_problem
from briefing.errors import ConfigurationError
from briefing.model import Correction
from briefing.reference.decision_files import decision_text, entries, quoted, told

FILE_NAME = "corrections.toml"
_ALWAYS_EXPECTED = ("value", "unit")
_KEYS = ("document", "start", "text", "expect", "set", "drop", "reason", "author", "date")
_MOST_MEGABYTES = 16
_HEADER = (
    "# 人工核定的改动，由 review apply 写入；编辑请用 review export 导出的工作簿。\n"
    "# expect 是核定时抽取到的内容，与现在不符时程序会停下，不会改错数字。\n"
)


def load(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file in its order; none when there is no file. Raises ConfigurationError."""
    return parse(decision_text(path, "改动记录", _MOST_MEGABYTES), str(path))


def parse(text: str, name: str = FILE_NAME) -> tuple[Correction, ...]:
    """The corrections in a file's text. Raises ConfigurationError naming file, entry and fix."""
    found: dict[str, Correction] = {}
    for entry, where in entries(text, name, "correction", _KEYS):
        correction = _correction(entry, where)
        if found.setdefault(correction.figure, correction) is not correction:
            raise ConfigurationError(f"{where}与前面一条是同一个数字（{correction.figure}），请删去一条。")
    return tuple(found.values())


def _correction(entry: dict[str, Any], where: str) -> Correction:
    correction = Correction(
        document=told(entry, "document", where),
        start=_start(entry, where),
        text=told(entry, "text", where),
        expected=_fields(entry, "expect", where),
        changes=_fields(entry, "set", where),
        reason=told(entry, "reason", where),
        author=told(entry, "author", where),
        date=_date(entry, where),
        drop=_drop(entry, where),
    )
    expected = dict(correction.expected)
    needed = [name for name in (*_ALWAYS_EXPECTED, *dict(correction.changes)) if name not in expected]
    if needed:
        raise ConfigurationError(f"{where}的 expect 中缺少 {needed[0]}，请补上核定时的原值。")
    if bool(correction.changes) == correction.drop:
        problem = "既要剔除又要改动" if correction.drop else "没有写明改动什么"
        raise ConfigurationError(f"{where}{problem}，请只保留 set 或 drop = true 之一。")
    return correction


def _start(entry: Mapping[str, Any], where: str) -> int:
    value = entry.get("start")
    if type(value) is not int or value < 0:
        raise ConfigurationError(f"{where}的 start 应为不小于 0 的整数，请改正。")
    return value


def _date(entry: Mapping[str, Any], where: str) -> str:
    value = entry.get("date")
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ConfigurationError(f"{where}的 date 应写成 2026-11-05 的样子，请改正。") from None


def _drop(entry: Mapping[str, Any], where: str) -> bool:
    value = entry.get("drop", False)
    if not isinstance(value, bool):
        raise ConfigurationError(f"{where}的 drop 应为 true 或 false，请改正。")
    return value


def _fields(entry: Mapping[str, Any], key: str, where: str) -> tuple[tuple[str, str | float], ...]:
    """The fields of `expect` or `set`, in the order of FIELDS."""
    found = entry.get(key, {})
    if not isinstance(found, dict):
        raise ConfigurationError(f"{where}的 {key} 应写成一组字段，请改正。")
    unknown = sorted(set(found) - set(FIELDS))
    if unknown:
        raise ConfigurationError(f"{where}的 {key} 中有不认识的字段 {unknown[0]}，可用的有：{'、'.join(FIELDS)}。")
    return tuple((name, _field(name, found[name], f"{where}的 {key}.{name}")) for name in FIELDS if name in found)


def _field(name: str, value: object, where: str) -> str | float:
    problem = field_problem(name, value)
    if problem:
        raise ConfigurationError(f"{where} {problem}，请改正。")
    return float(value) if name == "value" else str(value)  # type: ignore[arg-type]


def dump(corrections: Iterable[Correction]) -> str:
    """The text of a corrections file, in the order of documents and places."""
    ordered = sorted(corrections, key=lambda correction: (correction.document, correction.start))
    return _HEADER + "".join(f"\n{_entry(correction)}" for correction in ordered)


def _entry(correction: Correction) -> str:
    lines = [
        "[[correction]]",
        f"document = {quoted(correction.document)}",
        f"start = {correction.start}",
        f"text = {quoted(correction.text)}",
        f"expect = {_table(correction.expected)}",
        "drop = true" if correction.drop else f"set = {_table(correction.changes)}",
        f"reason = {quoted(correction.reason)}",
        f"author = {quoted(correction.author)}",
        f"date = {quoted(correction.date)}",
    ]
    return "\n".join(lines) + "\n"


def _table(fields: Iterable[tuple[str, str | float]]) -> str:
    return "{ " + ", ".join(f"{name} = {_written(value)}" for name, value in fields) + " }"


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return quoted(value)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
