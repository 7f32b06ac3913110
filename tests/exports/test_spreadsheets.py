"""Workbooks as data: types, texts that stay texts, the same bytes."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from briefing.exports.spreadsheets import LONGEST_TEXT, Column, Sheet, decimal_format, inert, workbook_bytes

DAY = date(2026, 11, 1)
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "+SUM(A1)",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "http://example.com",
    "007",
    "_x0041_",
]


def read(sheet: Sheet):  # type: ignore[no-untyped-def]
    book = load_workbook(io.BytesIO(workbook_bytes([sheet], "标题", DAY)))
    return book[sheet.name]


def test_texts_stay_texts() -> None:
    found = read(Sheet("表", (Column("文"),), [[text] for text in HOSTILE]))
    for row, text in enumerate(HOSTILE, start=2):
        cell = found.cell(row, 1)
        assert cell.data_type == "s"
        assert cell.value == inert(text)
        assert cell.hyperlink is None
        assert cell.quotePrefix == (inert(text)[0] in "=+-@")


def test_no_formula_is_in_the_file() -> None:
    data = workbook_bytes([Sheet("表", (Column("文"),), [[text] for text in HOSTILE])], "=1+1", DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, content in parts.items() if b"<f>" in content or b"hyperlink" in content]
    assert not [name for name in parts if "vba" in name or "external" in name.lower()]


def test_numbers_are_numbers_and_the_head_stays() -> None:
    found = read(
        Sheet(
            "表",
            (Column("文"), Column("数"), Column("位", number_format="0")),
            [["甲", 10059.0, 2022], ["乙", 2.91, None]],
        )
    )
    assert [found["B2"].data_type, found["B2"].value, found["B2"].number_format] == ["n", 10059, "#,##0"]
    assert [found["B3"].value, found["B3"].number_format] == [2.91, "#,##0.00"]
    assert found["C2"].number_format == "0"
    assert found["C3"].value is None
    assert found.freeze_panes == "B2"
    assert found.auto_filter.ref == "A1:C3"
    assert found.print_title_rows == "$1:$1"


def test_the_same_sheets_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [Sheet("表", (Column("文"),), [["甲"]])]
    first = workbook_bytes(sheets, "标题", DAY)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook_bytes(sheets, "标题", DAY) == first
    assert workbook_bytes(sheets, "标题", date(2026, 12, 1)) != first


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("普通 text", "普通 text"),
        ("两\n行", "两\n行"),
        ("\u202e倒", "〓倒"),
        ("\x00空", "〓空"),
        ("\ud800半", "〓半"),
        ("很" * 40_000, "很" * (LONGEST_TEXT - 1) + "…"),
    ],
)
def test_characters_that_a_cell_cannot_show(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "#,##0"), (1000.0, "#,##0"), (-4.5, "#,##0.0"), (50.06, "#,##0.00"), (0.1 + 0.2, "#,##0.0")],
)
def test_decimals_shown(value: float, shown: str) -> None:
    assert decimal_format(value) == shown


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), None, ""])
def test_what_is_no_number_leaves_its_cell_empty(value: float | str | None) -> None:
    assert read(Sheet("表", (Column("数"),), [[value]])).cell(2, 1).value is None
