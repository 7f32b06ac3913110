"""`add`: files copied into the corpus once, under a stable name, with what is known and what was understood."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.documents import read_document

TEXT = "青禾县民生实事\n2023-05-06 来源：青禾日报\n截至4月底，全县建成养老机构12家、床位830张，城镇新增就业2100人。\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Where files come from, and the corpus."""
    (tmp_path / "来件").mkdir()
    return tmp_path / "来件", tmp_path / "seeds"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def test_a_file_is_copied_and_what_was_understood_is_said(
    capsys: pytest.CaptureFixture[str], folders: tuple[Path, Path]
) -> None:
    inbox, seeds = folders
    (inbox / "通知 (1).txt").write_text(TEXT, encoding="utf-8")
    code, out, _ = run(capsys, "add", inbox, "--seeds", seeds)
    copied = next(seeds.glob("*.txt"))
    assert code == 0
    assert copied.name.startswith("2023-05-06_青禾县民生实事_") and copied.read_text(encoding="utf-8") == TEXT
    for words in (copied.name, "青禾县民生实事", "2023年5月6日", "青禾日报", "3 条", "地点　未知", "meta.toml"):
        assert words in out
    sidecar = copied.with_name(copied.name + ".meta.toml").read_text(encoding="utf-8")
    assert 'name = "通知 (1).txt"' in sidecar
    assert read_document(copied).title == "青禾县民生实事"  # the sidecar that was written can be read


def test_the_same_file_is_not_added_twice(capsys: pytest.CaptureFixture[str], folders: tuple[Path, Path]) -> None:
    inbox, seeds = folders
    (inbox / "a.txt").write_text(TEXT, encoding="utf-8")
    (inbox / "b.txt").write_text(TEXT, encoding="utf-8")
    code, _, err = run(capsys, "add", inbox, "--seeds", seeds)
    assert code == 0 and "b.txt" in err and "完全相同" in err
    assert run(capsys, "add", inbox / "a.txt", "--seeds", seeds)[1] == ""
    assert len(list(seeds.glob("*.txt"))) == 1


def test_the_sidecar_comes_along(capsys: pytest.CaptureFixture[str], folders: tuple[Path, Path]) -> None:
    inbox, seeds = folders
    (inbox / "a.txt").write_text(TEXT, encoding="utf-8")
    (inbox / "a.txt.meta.toml").write_text('place = "攀枝花市西区"\ndate = 2023-05-08\n', encoding="utf-8")
    code, out, _ = run(capsys, "add", inbox, "--seeds", seeds)
    assert code == 0 and "攀枝花市西区（附注文件 a.txt.meta.toml）" in out
    document = read_document(next(seeds.glob("*.txt")))
    assert (document.place, document.published, document.title) == ("510403", "2023-05-08", "青禾县民生实事")


def test_what_cannot_be_read_is_not_added_and_the_rest_is(
    capsys: pytest.CaptureFixture[str], folders: tuple[Path, Path]
) -> None:
    inbox, seeds = folders
    (inbox / "坏.pdf").write_bytes(b"%PDF-1.7\nbroken")
    with zipfile.ZipFile(inbox / "材料.zip", "w") as package:
        package.writestr("好.txt", TEXT)
        package.writestr("空.txt", "")
    (inbox / "c.txt").write_text(TEXT.replace("830", "831"), encoding="utf-8")
    code, out, err = run(capsys, "add", inbox, "--seeds", seeds)
    assert code == 4
    assert "坏.pdf" in err and "材料.zip/空.txt" in err
    assert sorted(path.suffix for path in seeds.iterdir() if path.suffix != ".toml") == [".txt", ".zip"]
    assert "831" not in out


def test_a_mislabelled_file_gets_its_own_suffix(capsys: pytest.CaptureFixture[str], folders: tuple[Path, Path]) -> None:
    inbox, seeds = folders
    (inbox / "报道.pdf").write_text(TEXT, encoding="utf-8")
    assert run(capsys, "add", inbox, "--seeds", seeds)[0] == 0
    assert [path.suffix for path in seeds.iterdir() if path.suffix != ".toml"] == [".txt"]


@pytest.mark.parametrize("name", ["来..\\..\\evil.txt", "a\u202etxt.exe.txt", "控制\x01符.txt", "长" * 80 + ".txt"])
def test_hostile_names(capsys: pytest.CaptureFixture[str], folders: tuple[Path, Path], name: str) -> None:
    inbox, seeds = folders
    (inbox / name).write_text("全县建成养老机构12家。\n", encoding="utf-8")
    code, out, err = run(capsys, "add", inbox, "--seeds", seeds)
    assert code == 0
    assert not any(character in out + err for character in "\u202e\x01")
    copied = next(seeds.glob("*.txt"))
    assert copied.parent == seeds and len(copied.name.encode()) < 200 and not set(copied.name) & set("\\/\u202e\x01")
