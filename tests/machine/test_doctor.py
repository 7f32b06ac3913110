"""What doctor finds on a good machine and on bad ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.machine import doctor, libraries
from briefing.machine.doctor import Finding


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A working folder with one document and one template."""
    for folder, file in (("seeds", "a.txt"), ("templates", "page.html")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text("内容", encoding="utf-8")
    return tmp_path


def _check(place: Path) -> dict[str, Finding]:
    findings = doctor.check(place / "seeds", place / "reports", place / "templates")
    return {finding.name: finding for finding in findings}


def test_a_complete_machine_is_in_order(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run(place / "seeds", place / "reports", place / "templates") == 0
    printed = capsys.readouterr().out
    assert "✗" not in printed
    assert "试排一页" in printed
    assert printed.rstrip().endswith("全部正常。")


@pytest.mark.parametrize(
    ("prepare", "name", "detail", "remedy"),
    [
        (lambda place: (place / "seeds" / "a.txt").unlink(), "文献目录", "是空的", "--seeds"),
        (lambda place: (place / "seeds").rename(place / "x"), "文献目录", "不存在", "新建目录"),
        (lambda place: (place / "templates" / "page.html").unlink(), "模板目录", "没有 HTML 模板", "--templates"),
        (lambda place: (place / "reports").write_text("文件"), "报告目录", "不能写入", "--reports"),
    ],
)
def test_a_wrong_folder_is_named_with_what_to_do(place: Path, prepare, name: str, detail: str, remedy: str) -> None:
    prepare(place)
    finding = _check(place)[name]
    assert not finding.ok
    assert detail in finding.detail
    assert remedy in finding.remedy


def test_a_folder_that_may_not_be_listed_is_not_called_empty(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = place / "seeds"
    allowed = os.access  # the superuser, who may run this, is refused nothing
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != closed and allowed(path, mode))
    finding = _check(place)["文献目录"]
    assert not finding.ok
    assert finding.detail == f"没有权限查看 {closed}"


def test_a_wrong_setting_is_named(place: Path, monkeypatch) -> None:
    monkeypatch.chdir(place)
    assert _check(place)["配置文件"].ok
    (place / "briefing.toml").write_text("[publication]\nname = 3\n", encoding="utf-8")
    finding = _check(place)["配置文件"]
    assert not finding.ok
    assert "publication.name" in finding.detail


def test_a_wrong_reference_value_is_named(place: Path, monkeypatch) -> None:
    monkeypatch.chdir(place)
    assert _check(place)["参照值"].detail == "只用程序自带的"
    rows = "indicator,area,year,value,unit,source\n城镇化率,资阳市,2023,46.5,%,年鉴\n"
    (place / "values.local.csv").write_text(rows, encoding="utf-8")
    assert _check(place)["参照值"].detail == "values.local.csv，1 条"
    (place / "values.local.csv").write_text(rows.replace("46.5", "好"), encoding="utf-8")
    finding = _check(place)["参照值"]
    assert not finding.ok
    assert "values.local.csv 第 2 行" in finding.detail


def test_reports_below_a_folder_that_does_not_exist_yet_can_be_made(place: Path) -> None:
    finding = next(f for f in doctor.check(place / "seeds", place / "a" / "b", None) if f.name == "报告目录")
    assert finding.ok
    assert "运行时新建" in finding.detail


def test_missing_fonts_end_with_exit_code_6_and_the_command(place: Path, monkeypatch, capsys) -> None:
    from briefing.fonts.folder import font_folder

    monkeypatch.setenv("BRIEFING_FONTS", str(place / "nowhere"))
    font_folder.cache_clear()
    try:
        code = doctor.run(place / "seeds", place / "reports", place / "templates")
    finally:
        font_folder.cache_clear()
    printed = capsys.readouterr().out
    assert code == 6
    assert "-m briefing.fonts" in printed
    assert "试排一页" not in printed  # pointless without fonts


@pytest.mark.parametrize(
    ("programs", "root", "command"),
    [
        ({"apt-get"}, True, "apt-get update && apt-get install -y --no-install-recommends libnothing0"),
        (
            {"apt-get", "sudo"},
            False,
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends libnothing0",
        ),
        ({"dnf", "sudo"}, False, "sudo dnf install -y nothing"),
        ({"yum"}, False, "yum install -y nothing"),
        (set(), False, "brew install nothing"),
    ],
)
def test_a_missing_library_comes_with_the_command_of_this_system(
    place: Path, monkeypatch, programs: set[str], root: bool, command: str
) -> None:
    missing = libraries.Library("Nothing", ("libnothing-here.so.0",), "演示", "libnothing0", "nothing", "nothing")
    for module in (libraries, doctor):
        monkeypatch.setattr(module, "libraries", lambda: (missing,))
    monkeypatch.setattr(libraries, "is_root", lambda: root)
    monkeypatch.setattr(libraries.shutil, "which", lambda name: name if name in programs else None)
    finding = _check(place)["系统库 Nothing"]
    assert not finding.ok
    assert finding.remedy == f"请运行：{command}"


def test_an_old_dependency_is_named(place: Path, monkeypatch) -> None:
    monkeypatch.setattr(doctor, "_declared_packages", lambda: ["jinja2>=99", "no-such-package", 'x; extra == "test"'])
    finding = _check(place)["Python 依赖"]
    assert not finding.ok
    assert "不符合 >=99" in finding.detail
    assert "缺少 no-such-package" in finding.detail
    assert "x" not in finding.detail.split("；")


def test_the_table_is_aligned_in_terminal_columns() -> None:
    lines = doctor.table([Finding("字体", True, "好"), Finding("系统库 A", False, "坏", "装上")]).splitlines()
    assert lines == ["✓ 字体      好", "✗ 系统库 A  坏", "            → 装上", "共检查 2 项，1 项需要处理。"]


@pytest.mark.skipif(os.name != "posix", reason="system library names differ")
def test_the_libraries_of_this_machine_load() -> None:
    assert [library.name for library in libraries.missing_libraries()] == []
