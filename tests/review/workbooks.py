"""An exported workbook to fill in: cells by sheet, figure and head of the column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

SIGNED = {"理由": "核对原件", "姓名": "张某", "日期": "2026-11-05"}
BEDS, RATE, UNKNOWN_PLACE = "830张", "65.29%", "45个"
TEXT = (
    "青禾县民生实事\n2023-05-06 来源：青禾日报\n"
    "截至4月底，攀枝花市西区建成养老机构12家、床位830张，其中公办304张、民办507张。\n"
    "攀枝花市西区本科上线率65.29%。攀枝花市西区每千人口托位供给量为4.5个。=1+1的新增社区食堂有45个。\n"
)


class Filled:
    """A workbook opened for editing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path, rich_text=True)

    def heads(self, sheet: str) -> dict[str, int]:
        """Column numbers by head."""
        return {str(cell.value): cell.column for cell in self.book[sheet][1]}

    def row(self, sheet: str, text: str, head: str = "原文的数") -> int:
        """The first row whose cell under `head` is `text`."""
        column = self.heads(sheet)[head]
        return next(n for n in range(2, self.book[sheet].max_row + 1) if self.book[sheet].cell(n, column).value == text)

    def get(self, sheet: str, row: int, head: str) -> Any:
        """A cell's value."""
        return self.book[sheet].cell(row, self.heads(sheet)[head]).value

    def set(self, sheet: str, row: int, cells: dict[str, Any]) -> Filled:
        """Fill in cells by head."""
        for head, value in cells.items():
            self.book[sheet].cell(row, self.heads(sheet)[head]).value = value
        return self

    def save(self) -> Path:
        """Write the workbook back."""
        self.book.save(self.path)
        return self.path
