"""The correction workbook: out, filled in, back; every wrong cell is named and nothing half-written."""

import io
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from briefing import corrections
from briefing.cli import main
from briefing.locking import held
from briefing.model import Correction
from briefing.reference.local_catalogue import read_aliases
from tests.review.workbooks import BEDS, RATE, SIGNED, TEXT, Filled


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two documents, one of them unreadable in some tests."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def exported(name: str = "h.xlsx") -> Filled:
    assert main(["review", "export", name, "-q"]) == 0
    return Filled(Path(name))


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of the document before anybody has decided anything."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["review", "export", str(folder / "h.xlsx"), "--seeds", str(folder), "-q"]) == 0
    return (folder / "h.xlsx").read_bytes()


def fresh(untouched: bytes) -> Filled:
    Path("h.xlsx").write_bytes(untouched)
    return Filled(Path("h.xlsx"))


def applied(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["review", "apply", str(path)])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.err


def stored() -> dict[str, Correction]:
    return {c.text: c for c in corrections.load(Path("seeds/corrections.toml"))}


def test_a_second_apply_leaves_while_the_first_writes(untouched: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    book = fresh(untouched)
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    path = book.save()
    with held(Path("seeds/.corrections.toml.lock"), "改写"):
        code, err = applied(path, capsys)
        assert (code, err.count("\n")) == (75, 1)
        assert "另一个进程正在改写 seeds/corrections.toml" in err
        assert not stored()
    assert applied(path, capsys)[0] == 0
    assert stored()


def test_one_row_a_figure_with_its_sentence() -> None:
    book = exported()
    row = book.row("数字", BEDS)
    assert f"【{BEDS}】" in str(book.get("数字", row, "原句"))
    assert (book.get("数字", row, "数值"), book.get("数字", row, "单位")) == (830, "张")
    assert book.get("数字", row, "地区") == "510403 攀枝花市西区"
    texts = [book.get("数字", n, "原文的数") for n in range(2, book.book["数字"].max_row + 1)]
    assert len(texts) == len(set(texts)) >= 6


def test_what_needs_a_decision_comes_first() -> None:
    (Path("seeds") / "b.txt").write_bytes(b"")
    assert main(["review", "export", "h.xlsx", "-q"]) == 4
    book = Filled(Path("h.xlsx"))
    names = book.book.sheetnames
    assert names.index("数字") > max(
        names.index(name) for name in ("读不了的文件", "地区未定", "指标未对上", "勾稽未平")
    )
    assert "b.txt" in str(book.get("读不了的文件", 2, "读不了的原因"))
    problem = book.get("勾稽未平", book.row("勾稽未平", BEDS), "勾稽问题")
    assert "811" in problem


def test_the_sheet_is_protected_filtered_frozen_and_has_lists() -> None:
    book = exported()
    sheet, heads = book.book["数字"], book.heads("数字")
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    row = book.row("数字", BEDS)
    assert all(sheet.cell(row, heads[head]).protection.locked for head in ("编号", "原句", "数值", "地区"))
    edited = ("改正数值", "改正单位", "改正指标", "改正地区", "改正时期", "改正性质", "剔除", *SIGNED)
    assert not any(sheet.cell(row, heads[head]).protection.locked for head in edited)
    lists = {str(v.sqref).rstrip("0123456789:")[:2].rstrip("2"): v for v in sheet.data_validations.dataValidation}
    letters = {head: sheet.cell(1, heads[head]).column_letter for head in edited}
    for head in ("改正单位", "改正指标", "改正地区", "改正性质", "剔除"):
        assert lists[letters[head]].type == "list"
    assert book.book["选项"].sheet_state == "hidden"
    assert "每千人口拥有3岁以下婴幼儿托位数" in [c.value for c in book.book["选项"]["B"]]


def test_formulas_in_documents_are_inert() -> None:
    book = exported()
    cells = [cell for sheet in book.book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_correction_arrives_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    book = exported()
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    code, err = applied(book.save(), capsys)
    assert code == 0
    assert "新增 1 条" in err
    assert stored()[BEDS].changes == (("value", 811.0),)
    assert main(["--region", "510403", "--format", "html", "--month", "2023-05", "-q"]) == 0
    page = Path("reports/2023-05/地区-510403-攀枝花市西区.html").read_text(encoding="utf-8")
    assert "811" in page
    assert "改" in page
    assert "数值由830改为811（核对原件）" in page
    assert "张某" not in page


def test_a_dropped_figure_is_not_used_but_can_be_traced(capsys: pytest.CaptureFixture[str]) -> None:
    book = exported()
    row = book.row("数字", RATE)
    figure = str(book.get("数字", row, "编号"))
    book.set("数字", row, {"剔除": "是", **SIGNED})
    assert applied(book.save(), capsys)[0] == 0
    assert main(["trace", figure]) == 0
    assert "不予采用（核对原件）" in capsys.readouterr().out
    assert main(["--region", "510403", "--format", "html", "--month", "2023-05", "-q"]) == 0
    assert "本科上线率" not in Path("reports/2023-05/地区-510403-攀枝花市西区.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cells", "changes"),
    [
        ({"改正数值": "1,200"}, (("value", 1200.0),)),
        ({"改正数值": 811, "改正单位": "个"}, (("value", 811.0), ("unit", "个"))),
        ({"改正指标": "养老床位总数"}, (("indicator", "养老床位总数"),)),
        ({"改正地区": "510402 攀枝花市东区"}, (("region", "510402"),)),
        ({"改正地区": "攀枝花东区"}, (("region", "510402"),)),
        ({"改正地区": "未定"}, (("region", ""),)),
        ({"改正时期": 2022}, (("period", "2022"),)),
        ({"改正时期": "2021/2025"}, (("period", "2021/2025"),)),
        ({"改正性质": "目标"}, (("status", "planned"),)),
    ],
)
def test_every_field(
    cells: dict[str, Any], changes: tuple[object, ...], untouched: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    book = fresh(untouched)
    book.set("数字", book.row("数字", BEDS), {**SIGNED, **cells})
    assert applied(book.save(), capsys)[0] == 0
    assert stored()[BEDS].changes == changes


def test_dates_and_percentages_as_spreadsheets_keep_them(untouched: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    book = fresh(untouched)
    row = book.row("数字", RATE)
    book.set("数字", row, {**SIGNED, "改正数值": 0.655, "日期": datetime(2026, 11, 5)})
    book.book["数字"].cell(row, book.heads("数字")["改正数值"]).number_format = "0.00%"
    assert applied(book.save(), capsys)[0] == 0
    assert stored()[RATE].changes == (("value", 65.5),)
    assert stored()[RATE].date == "2026-11-05"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"改正数值": "八百"}, ["改正数值", "八百", "不是数字"]),
        ({"改正数值": "1.08万"}, ["不是数字"]),
        ({"改正数值": "=1+1"}, ["公式"]),
        ({"改正数值": True}, ["数字"]),
        ({"改正数值": "50%"}, ["百分数"]),
        ({"改正数值": float(10**308) * 0.9, "改正时期": "昨天"}, ["昨天"]),
        ({"改正数值": 830}, ["与抽取的相同"]),
        ({"改正地区": "乌有县"}, ["改正地区", "乌有县"]),
        ({"改正地区": "鼓楼区"}, ["鼓楼区", "350102"]),
        ({"改正地区": "510402 攀枝花市西区"}, ["与名称不符"]),
        ({"改正时期": "去年"}, ["去年"]),
        ({"改正时期": datetime(2024, 11, 1)}, ["文本"]),
        ({"改正性质": "大概"}, ["大概", "实绩"]),
        ({"改正指标": "很" * 501}, ["500"]),
        ({"剔除": "也许"}, ["也许"]),
        ({"剔除": "是", "改正数值": 811}, ["剔除", "只留一样"]),
        ({"改正数值": 811, "理由": None}, ["没有填理由"]),
        ({"改正数值": 811, "姓名": None}, ["没有填姓名"]),
        ({"改正数值": 811, "日期": None}, ["没有填日期"]),
        ({"改正数值": 811, "日期": "立冬"}, ["立冬", "不是日期"]),
        ({"改正数值": 811, "日期": "2026-02-30"}, ["不是日期"]),
        ({}, ["没有填要改正的内容"]),
        ({"改正数值": 811, "编号": "a.txt:99999"}, ["a.txt:99999"]),
        ({"改正数值": 811, "编号": None}, ["没有编号"]),
        ({"改正数值": 811, "数值": 900}, ["900", "重新导出"]),
        ({"改正数值": 811, "原文的数": "831张"}, ["831张", "重新导出"]),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_written(
    cells: dict[str, Any], words: list[str], untouched: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    book = fresh(untouched)
    row = book.row("数字", BEDS)
    book.set("数字", row, {**SIGNED, **cells})
    good = book.row("数字", RATE)
    book.set("数字", good, {"改正数值": 66, **SIGNED})
    code, err = applied(book.save(), capsys)
    assert code == 6, err
    assert "工作表“数字”" in err
    assert f"{row}：" in err
    assert all(word in err for word in words), err
    assert err.count("\n") == 1
    assert not Path("seeds/corrections.toml").exists()
    assert [path for path in Path().rglob(".*") if path.suffix != ".lock"] == []


def test_every_wrong_cell_is_listed(untouched: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    book = fresh(untouched)
    for row in range(2, book.book["数字"].max_row + 1):
        book.set("数字", row, {"改正数值": "错"})
    code, err = applied(book.save(), capsys)
    assert code == 6
    assert err.count("不是数字") == book.book["数字"].max_row - 1


def test_sheets_that_contradict_each_other(untouched: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    book = fresh(untouched)
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    book.set("勾稽未平", book.row("勾稽未平", BEDS), {"改正数值": 812, **SIGNED})
    code, err = applied(book.save(), capsys)
    assert code == 6
    assert "不一致" in err
    book.set("勾稽未平", book.row("勾稽未平", BEDS), {"改正数值": 811})
    assert applied(book.save(), capsys)[0] == 0


def test_corrections_are_shown_changed_and_withdrawn(capsys: pytest.CaptureFixture[str]) -> None:
    book = exported()
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    assert applied(book.save(), capsys)[0] == 0
    first = Path("seeds/corrections.toml").read_bytes()

    again = exported("again.xlsx")
    row = again.row("数字", BEDS)
    assert (again.get("数字", row, "改正数值"), again.get("数字", row, "数值")) == (811, 830)
    code, err = applied(again.save(), capsys)
    assert code == 0
    assert "新增 0 条改动，修改 0 条，撤销 0 条" in err
    assert Path("seeds/corrections.toml").read_bytes() == first

    again.set("数字", row, {"改正数值": 815})
    assert "修改 1 条" in applied(again.save(), capsys)[1]
    assert stored()[BEDS].changes == (("value", 815.0),)

    last = exported("last.xlsx")
    row = last.row("数字", BEDS)
    last.set("数字", row, dict.fromkeys(("改正数值", *SIGNED)))
    assert "撤销 1 条" in applied(last.save(), capsys)[1]
    assert stored() == {}


def test_what_another_editor_decided_meanwhile_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = exported("mine.xlsx"), exported("theirs.xlsx")
    theirs.set("数字", theirs.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    assert applied(theirs.save(), capsys)[0] == 0
    mine.set("数字", mine.row("数字", RATE), {"改正数值": 66, **SIGNED})
    assert applied(mine.save(), capsys)[0] == 0
    assert set(stored()) == {BEDS, RATE}
    mine.set("数字", mine.row("数字", BEDS), {"改正数值": 999, **SIGNED})
    code, err = applied(mine.save(), capsys)
    assert code == 6
    assert "又有了别的改动" in err
    assert stored()[BEDS].changes == (("value", 811.0),)


def test_a_reprint_with_corrections_is_the_one_that_counts(capsys: pytest.CaptureFixture[str]) -> None:
    article = TEXT.split("\n", 2)[2] * 3 + "这是一篇足够长的文章，两处刊登，内容相同。" * 10
    for name, head in (("a.txt", "青禾日报"), ("b.txt", "青禾发布")):
        (Path("seeds") / name).write_text(f"青禾县民生实事\n2023-05-06 来源：{head}\n{article}", encoding="utf-8")
    book = exported()
    sheet = book.book["数字"]
    names = {str(sheet.cell(n, 1).value).split(":")[0] for n in range(2, sheet.max_row + 1)}
    assert len(names) == 1
    other = ({"a.txt", "b.txt"} - names).pop()
    row = book.row("数字", BEDS)
    book.set("数字", row, {"改正数值": 811, **SIGNED})
    assert applied(book.save(), capsys)[0] == 0
    text = Path("seeds/corrections.toml").read_text(encoding="utf-8")
    raw = (Path("seeds") / other).read_text(encoding="utf-8")
    moved = text.replace(names.pop(), other).replace(
        f"start = {book.get('数字', row, '编号').split(':')[1]}", f"start = {raw.index(BEDS)}"
    )
    Path("seeds/corrections.toml").write_text(moved, encoding="utf-8")
    again = exported("again.xlsx")
    assert again.get("数字", again.row("数字", BEDS), "改正数值") == 811
    assert again.book["失效的改动"].max_row == 1


def test_a_figure_of_no_place_is_put_in_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    (Path("seeds") / "b.txt").write_text("民生简讯\n新增社区食堂46个。\n", encoding="utf-8")
    book = exported()
    row = book.row("地区未定", "46个")
    assert book.get("地区未定", row, "地区") == "未定"
    book.set("地区未定", row, {"改正地区": "攀枝花市西区", **SIGNED})
    assert applied(book.save(), capsys)[0] == 0
    assert stored()["46个"].changes == (("region", "510403"),)
    assert stored()["46个"].expected[-1] == ("region", "")
    again = exported("again.xlsx")
    assert "46个" not in [again.get("地区未定", n, "原文的数") for n in range(2, again.book["地区未定"].max_row + 1)]
    assert main(["list", "-q"]) == 0


def test_an_outdated_correction_stops_until_it_is_reviewed(capsys: pytest.CaptureFixture[str]) -> None:
    book = exported()
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    assert applied(book.save(), capsys)[0] == 0
    (Path("seeds") / "a.txt").write_text(TEXT.replace("830", "840"), encoding="utf-8")
    capsys.readouterr()
    for command in (["list"], ["check"], ["--region", "510403"], ["trace", "a.txt:1"]):
        assert main(command) == 6
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1
        assert "830张" in captured.err
        assert "840张" in captured.err
    assert not Path("reports").exists()
    again = exported("again.xlsx")
    assert "840张" in str(again.get("失效的改动", 2, "为何失效"))
    code, err = applied(again.save(), capsys)
    assert (code, "撤销 1 条" in err) == (0, True)
    assert main(["list", "-q"]) == 0


def test_a_confirmed_name_becomes_an_alias(capsys: pytest.CaptureFixture[str]) -> None:
    book = exported()
    row = book.row("指标未对上", "每千人口托位供给量", "文献中的叫法")
    book.set("指标未对上", row, {"确认归入": "每千人口拥有3岁以下婴幼儿托位数", **SIGNED})
    code, err = applied(book.save(), capsys)
    assert code == 0, err
    assert "新增 1 个指标别名" in err
    assert [alias.name for alias in read_aliases(Path("catalogue.local.toml"))] == ["每千人口托位供给量"]
    again = exported("again.xlsx")
    names = [again.get("指标未对上", n, "文献中的叫法") for n in range(2, again.book["指标未对上"].max_row + 1)]
    assert "每千人口托位供给量" not in names
    figure = again.row("数字", "4.5个")
    assert again.get("数字", figure, "归入目录指标") == "每千人口拥有3岁以下婴幼儿托位数"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"确认归入": "没有这个指标"}, "不在指标目录中"),
        ({"确认归入": "养老机构床位数"}, "不合"),
        ({"确认归入": "每千人口拥有3岁以下婴幼儿托位数", "姓名": None}, "没有填姓名"),
        ({}, "没有填归入哪个指标"),
    ],
)
def test_a_wrong_alias_is_named(
    cells: dict[str, Any], words: str, untouched: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    book = fresh(untouched)
    row = book.row("指标未对上", "每千人口托位供给量", "文献中的叫法")
    book.set("指标未对上", row, {**SIGNED, **cells})
    code, err = applied(book.save(), capsys)
    assert code == 6
    assert words in err
    assert "工作表“指标未对上”" in err
    assert not Path("catalogue.local.toml").exists()


def test_missing_columns_and_sheets(untouched: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    book = fresh(untouched)
    book.book["数字"].cell(1, book.heads("数字")["改正数值"]).value = "别的"
    code, err = applied(book.save(), capsys)
    assert (code, "“改正数值”" in err) == (6, True)
    book = fresh(untouched)
    book.book["数字"].cell(1, book.heads("数字")["改正单位"]).value = "改正数值"
    assert applied(book.save(), capsys)[0] == 6
    book = fresh(untouched)
    del book.book["数字"]
    code, err = applied(book.save(), capsys)
    assert (code, "“数字”" in err) == (6, True)
    assert not Path("seeds/corrections.toml").exists()


def test_files_that_are_no_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    good = exported().path.read_bytes()
    bomb = Path("bomb.xlsx")
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(810):
            part.write(b" " * 1_000_000)
    entities = Path("entities.xlsx")
    with zipfile.ZipFile("h.xlsx") as source, zipfile.ZipFile(entities, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "x"}">' for i in range(12))
                content = content.replace(b"<workbook", f"<!DOCTYPE w [{lines}]><workbook".encode(), 1)
                content = content.replace("数字".encode(), b"&a11;")
            target.writestr(name, content)
    for name, content in {
        "empty.xlsx": b"",
        "text.xlsx": "这不是工作簿".encode(),
        "truncated.xlsx": good[: len(good) // 2],
        "old.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "zip.xlsx": b"PK\x05\x06" + bytes(18),
    }.items():
        Path(name).write_bytes(content)
        code, err = applied(Path(name), capsys)
        assert (code, err.count("\n")) == (4, 1), (name, err)
        assert name in err
    for path in (bomb, entities):
        code, err = applied(path, capsys)
        assert (code, err.count("\n")) == (4, 1), (path, err)
    assert applied(Path("nowhere.xlsx"), capsys)[0] == 2
    assert applied(Path("seeds"), capsys)[0] == 2
    assert not Path("seeds/corrections.toml").exists()


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet6.xml"])
def test_nothing_is_fetched_from_outside_the_workbook(
    part: str, untouched: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    hostile = Path("hostile.xlsx")
    with zipfile.ZipFile(io.BytesIO(untouched)) as source, zipfile.ZipFile(hostile, "w") as target:
        assert part in source.namelist()
        for name in source.namelist():
            content = source.read(name).decode("utf-8")
            if name == part:
                head, _, rest = content.partition("?>")
                content = f'{head}?><!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>{rest}'
                content = content.replace("数字", "&a;").replace(BEDS, "&a;").replace("<v>830</v>", "<v>&a;</v>")
            target.writestr(name, content)
    code, err = applied(hostile, capsys)
    assert code in (4, 6)
    assert "机密" not in err
    assert not Path("seeds/corrections.toml").exists()


def test_where_things_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "export", "h.txt"]) == 2
    Path("file").write_text("", encoding="utf-8")
    assert main(["review", "export", "file/h.xlsx"]) == 5
    book = exported()
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    capsys.readouterr()
    assert main(["review", "apply", str(book.save()), "--corrections", "file/c.toml"]) == 5
    assert not list(Path().rglob("c.toml"))
    Path("briefing.toml").write_text('[review]\ncatalogue = "file/l.toml"\n', encoding="utf-8")
    row = book.row("指标未对上", "每千人口托位供给量", "文献中的叫法")
    book.set("指标未对上", row, {"确认归入": "每千人口拥有3岁以下婴幼儿托位数", **SIGNED})
    assert main(["review", "apply", str(book.save())]) == 5
    assert not Path("seeds/corrections.toml").exists()  # both files or neither


def test_the_same_material_gives_the_same_bytes() -> None:
    assert exported("one.xlsx").path.read_bytes() == exported("two.xlsx").path.read_bytes()


def test_settings_can_name_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    Path("briefing.toml").write_text('[review]\ncorrections = "改动/c.toml"\n', encoding="utf-8")
    book = exported()
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, **SIGNED})
    assert applied(book.save(), capsys)[0] == 0
    assert Path("改动/c.toml").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_round_trip_through_libreoffice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = exported()
    book.set("数字", book.row("数字", BEDS), {"改正数值": 811, "改正地区": "510402 攀枝花市东区", **SIGNED})
    book.set("数字", book.row("数字", RATE), {"改正时期": "2022-07", **SIGNED, "日期": datetime(2026, 11, 5)})
    row = book.row("指标未对上", "每千人口托位供给量", "文献中的叫法")
    book.set("指标未对上", row, {"确认归入": "每千人口拥有3岁以下婴幼儿托位数", **SIGNED})
    saved = book.save()
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    done = subprocess.run([*command, "--outdir", "out", str(saved)], capture_output=True, timeout=180, check=False)
    result = Path("out") / saved.name
    assert result.exists(), done.stderr
    again = load_workbook(result)
    assert again.properties.creator != load_workbook(saved).properties.creator or "LibreOffice" in str(done.stdout)
    assert again["数字"].protection.sheet
    assert again["数字"].data_validations.dataValidation
    code, err = applied(result, capsys)
    assert code == 0, err
    assert stored()[BEDS].changes == (("value", 811.0), ("region", "510402"))
    assert stored()[RATE].changes == (("period", "2022-07"),)
    assert [alias.name for alias in read_aliases(Path("catalogue.local.toml"))] == ["每千人口托位供给量"]
