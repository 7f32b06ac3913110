"""The correction workbook's sheets and columns: the one description that export writes and apply reads."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.packaged import toml_file

FIGURES = "数字"
DOUBTS = "把握不大"
REGIONS = "地区未定"
INDICATORS = "指标未对上"
CHECKS = "勾稽未平"
UNREAD = "读不了的文件"
OUTDATED = "失效的改动"
HELP = "说明"
LISTS = "选项"
FIGURE_SHEETS = (DOUBTS, REGIONS, CHECKS, FIGURES)  # a figure may be corrected on any of them

YES = "是"
UNKNOWN = "未定"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its key in the program, its head, its width; `edited`: an editor fills it in; `hint` is shown there."""

    key: str
    head: str
    width: float = 12
    edited: bool = False
    hidden: bool = False
    hint: str = ""


_WORDS = toml_file("review/data/review_sheets.toml")
HELP_LINES: tuple[str, ...] = tuple(_WORDS["help_lines"])


def _fields(section: str) -> tuple[Field, ...]:
    """A section's columns; those with a hint are an editor's."""
    return tuple(
        Field(key, head, width, bool(hint), section == "hidden", "".join(hint))
        for key, head, width, *hint in _WORDS[section]
    )


CORRECTED = (*_fields("corrected"), *_fields("signed"), *_fields("hidden"))
_COLUMNS = {
    DOUBTS: (*_fields("doubted"), *_fields("extracted"), *CORRECTED),
    CHECKS: (*_fields("check"), *_fields("extracted"), *CORRECTED),
    INDICATORS: (*_fields("names"), *_fields("confirmed"), *_fields("signed")),
    OUTDATED: (*_fields("outdated"), *_fields("hidden")),
    UNREAD: _fields("unread"),
    HELP: _fields("help"),
}


def fields_of(sheet: str) -> tuple[Field, ...]:
    """The columns of a sheet."""
    return _COLUMNS.get(sheet, (*_fields("extracted"), *CORRECTED))
