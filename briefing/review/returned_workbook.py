"""The workbook that comes back → its rows by column, with the cell that each value stands in. Nothing is executed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import ConfigurationError, UnreadableInputError, UsageError, because
from briefing.review.review_sheets import FIGURES, Field, fields_of

if TYPE_CHECKING:
    from openpyxl import Workbook

_LARGEST_FILE = 64_000_000  # bytes
_LARGEST_CONTENT = 800_000_000  # bytes unpacked
_MOST_ROWS = 200_000
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"  # encrypted .xlsx files and .xls files


@dataclass(frozen=True, slots=True)
class Entry:
    """A filled cell. `percent`: it is shown as a percentage, so 0.5 means 50."""

    value: Any
    percent: bool = False
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number and its filled cells by the column's key."""

    sheet: str
    number: int
    cells: Mapping[str, Entry]
    letters: Mapping[str, str]

    def get(self, key: str) -> Any:
        """A cell's value; None when it is empty."""
        return self.cells[key].value if key in self.cells else None

    def place(self, key: str) -> str:
        """The cell as messages name it: 工作表“数字”Q12."""
        return f"工作表“{self.sheet}”{self.letters[key]}{self.number}"


def read(path: Path, sheets: tuple[str, ...]) -> dict[str, list[Row]]:
    """The rows of the named sheets, empty ones left out.

    Raises UsageError when the file is missing, UnreadableInputError when it is no workbook, and ConfigurationError when
    a sheet or a column is missing.
    """
    with _opened(path) as book:
        if FIGURES not in book.sheetnames:
            raise ConfigurationError(f"{path.name} 中没有工作表“{FIGURES}”，请使用 review export 导出的工作簿。")
        return {name: list(_rows(book[name], name, path)) for name in sheets if name in book.sheetnames}


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    _check_file(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the broken part of the file leads it to
        raise UnreadableInputError(_broken(path)) from error
    try:
        yield book
    except (ConfigurationError, UnreadableInputError):
        raise
    except Exception as error:  # read-only sheets are parsed while they are read
        raise UnreadableInputError(_broken(path)) from error
    finally:
        book.close()


def _broken(path: Path) -> str:
    return f"{path.name} 不是完好的 .xlsx 工作簿，请在表格软件中打开后另存为 .xlsx 再试。"


def _check_file(path: Path) -> None:
    """Refuse what is no workbook, is encrypted, or would unpack to more than any workbook of ours."""
    try:
        if not path.exists():
            raise UsageError(f"找不到 {path}，请检查文件的路径。")
        if path.is_dir():
            raise UsageError(f"{path} 是文件夹，应为 review export 导出的工作簿。")
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableInputError(f"{path.name} 超过 64 MB，不像改动工作簿，请检查文件。")
        with path.open("rb") as file:
            if file.read(4) == _OLD_FORMAT:
                raise UnreadableInputError(
                    f"{path.name} 设有打开密码，或是旧的 .xls 格式，请取消密码、另存为 .xlsx 再试。"
                )
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST_CONTENT:
                raise UnreadableInputError(f"{path.name} 解压后过大，不像改动工作簿，请检查文件。")
    except zipfile.BadZipFile:
        raise UnreadableInputError(_broken(path)) from None
    except OSError as error:
        raise UnreadableInputError(f"{path.name} 无法读取（{because(error)}），请检查权限。") from None


def _rows(sheet: Any, name: str, path: Path) -> Iterator[Row]:
    from openpyxl.utils import get_column_letter

    sheet.reset_dimensions()  # other programs write wrong ones
    rows = sheet.iter_rows()
    keys = _keys(next(rows, ()), name, path)
    letters = {key: get_column_letter(index + 1) for index, key in keys.items()}
    for number, cells in enumerate(rows, start=2):
        if number > _MOST_ROWS:
            raise UnreadableInputError(f"{path.name} 的工作表“{name}”超过 {_MOST_ROWS // 10_000} 万行，请检查文件。")
        filled = {key: entry for index, key in keys.items() if index < len(cells) and (entry := _entry(cells[index]))}
        if filled:
            yield Row(name, number, filled, letters)


def _keys(head: tuple[Any, ...], name: str, path: Path) -> dict[int, str]:
    """The key of every column we know, by its index."""
    fields: dict[str, Field] = {field.head: field for field in fields_of(name)}
    found: dict[int, str] = {}
    for index, cell in enumerate(head):
        text = str(cell.value).strip() if cell.value is not None else ""
        if text in fields:
            if fields[text].key in found.values():
                raise ConfigurationError(f"{path.name} 的工作表“{name}”有两列“{text}”，请删去多余的一列。")
            found[index] = fields[text].key
    missing = [field.head for field in fields.values() if field.key not in found.values()]
    if missing:
        raise ConfigurationError(
            f"{path.name} 的工作表“{name}”第 1 行缺少列“{'”“'.join(missing)}”，请使用 review export 导出的工作簿。"
        )
    return found


def _entry(cell: Any) -> Entry | None:
    value = cell.value
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        return None
    return Entry(value, "%" in str(getattr(cell, "number_format", "")), getattr(cell, "data_type", "") == "f")
