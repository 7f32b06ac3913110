"""The `source` command: which document is meant, where its page goes, what is said when there is none."""

import zipfile
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.inspection.showing import page_name

TEXT = "青禾县民生实事\n2023-05-06 来源：青禾日报\n截至4月底，全县建成养老机构12家、床位830张。\n"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for name in ("甲一.txt", "甲二.txt", "乙.txt"):
        (tmp_path / "seeds" / name).write_text(TEXT + name, encoding="utf-8")


@pytest.mark.parametrize("asked", ["乙.txt", "乙", "seeds/乙.txt"])
def test_a_document_by_path_name_or_beginning(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", asked]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == Path("reports/原文/乙.txt.html")
    assert "830张" in path.read_text(encoding="utf-8")


def test_output_goes_where_it_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "乙", "--output", "看/page.html"]) == 0
    assert capsys.readouterr().out.strip() == "看/page.html"
    assert [path.name for path in Path("看").iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ("甲", 2, ["甲一.txt", "甲二.txt"]),
        ("丙.txt", 2, ["丙.txt"]),
        ("乙二.txt", 2, ["甲二.txt"]),
        ("很" * 5000, 2, ["找不到"]),
        ("a\x00b", 2, ["找不到"]),
    ],
)
def test_what_cannot_be_shown(asked: str, code: int, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", asked]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert all(word in captured.err for word in words), captured.err
    assert not Path("reports").exists()


def test_an_unreadable_document(capsys: pytest.CaptureFixture[str]) -> None:
    Path("空.txt").write_bytes(b"")
    assert main(["source", "空.txt"]) == 4
    assert capsys.readouterr().out == ""


def test_an_archive_has_a_page_for_each_document(capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile("资料.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT.replace("830", "840"))
    assert main(["source", "资料.zip"]) == 0
    assert len(capsys.readouterr().out.split()) == 2
    assert main(["source", "资料.zip", "--output", "x.html"]) == 2


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.txt", "a.txt"),
        ("资料.zip/a.txt", "资料.zip_a.txt"),
        ("../../etc", "_.._etc"),
        ("\u202egpj.txt", "_gpj.txt"),
        ("很" * 300, "很" * 60 + "-f8341817"),
        ("..", "文献"),
    ],
)
def test_names_of_pages(name: str, file: str) -> None:
    assert page_name(name) == file
