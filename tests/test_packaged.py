"""A data file that is missing or broken is told in one sentence, whoever asks for it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import packaged
from briefing.errors import ConfigurationError
from briefing.packaged import csv_rows, one_of, toml_file


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(packaged, "_PACKAGE", tmp_path)
    toml_file.cache_clear()
    yield tmp_path
    toml_file.cache_clear()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "缺少数据文件 words.toml，请重新安装本软件。"),
        (b"=", "数据文件 words.toml 第1行第1列不合 TOML 格式（Invalid statement），请重新安装本软件。"),
        (b"a = 1", "数据文件 words.toml 缺少“b”，请重新安装本软件。"),
        (b"[b]", "数据文件 words.toml 缺少“c”，请重新安装本软件。"),
        (b"\xff\xfe", "数据文件 words.toml 不是 UTF-8 文本，请重新安装本软件。"),
    ],
)
def test_a_faulty_toml_file_is_named(package: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (package / "words.toml").write_bytes(content)
    with pytest.raises(ConfigurationError) as caught:
        toml_file("words.toml")["b"]["c"]
    assert str(caught.value) == message


def test_a_cut_csv_file_is_named(package: Path) -> None:
    (package / "rows.csv").write_text("a,b\n1,2\n3\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"rows\.csv 第 3 行列数不对，请重新安装本软件"):
        list(csv_rows("rows.csv"))


def test_one_of_takes_the_longest_word_and_no_pattern() -> None:
    found = re.findall(one_of(["人", "人次", "人次数", "(日)", "日程"]), "3人、4人次和5人次数(日)日")
    assert found == ["人", "人次", "人次数", "(日)"]


def test_a_list_takes_in_the_words_that_several_files_share(package: Path) -> None:
    (package / "reference/data").mkdir(parents=True)
    (package / "reference/data/shared_words.toml").write_text('a = ["全市"]', encoding="utf-8")
    (package / "words.toml").write_text('b = ["<a>", "其中", "<"]\nc = ["<d>"]', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"shared_words\.toml 缺少“d”"):
        toml_file("words.toml")
    (package / "words.toml").write_text('b = ["<a>", "其中", "<"]', encoding="utf-8")
    assert toml_file("words.toml")["b"] == ["全市", "其中", "<"]
