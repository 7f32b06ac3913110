"""Sidecars: what a person says overrides what the text seems to say, and nonsense is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.documents import read_document
from briefing.errors import UnreadableInputError

TEXT = "青禾县民生实事\n2023-05-06 来源：青禾日报\n截至4月底，全县建成养老机构12家、床位830张。\n"


@pytest.mark.parametrize("name", ["a.txt.meta.toml", "a.meta.toml"])
def test_a_sidecar_overrides_and_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_text(
        'title = "另一个标题"\nsource = "县政府网"\ndate = "2023-05"\nplace = "西区"\nauthor = "某某"\n'
        'url = "https://example.cn/1"\n',
        encoding="utf-8",
    )
    document = read_document(tmp_path / "a.txt")
    assert (document.title, document.source, document.published) == ("另一个标题", "县政府网", "2023-05")
    assert (document.place, document.author, document.url) == ("510403", "某某", "https://example.cn/1")
    assert not document.published_inferred
    assert all(document.provenance[key] == f"附注文件 {name}" for key in ("title", "source", "published", "place"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("title = ", "TOML 格式"),
        ("标题 = 1", "TOML 格式"),
        ('headline = "x"', "headline 不是已知的项"),
        ("title = 3", "title 应为文字"),
        ("title = " + "9" * 5000, "整数太长"),
        ("title = 0x" + "f" * 5000, "title 应为文字，现为 一个很长的整数"),
        ("title = " + "[" * 5000, "嵌套太深"),
        ('title = ""', "title 应为文字"),
        ('date = "去年"', "不是日期"),
        ('date = "2023-13-01"', "不是日期"),
        ('place = "没有的地方"', "place 无法确定"),
        ('place = "鼓楼区"', "place 无法确定"),
        ('title = "' + "长" * 40_000 + '"', "太大"),
    ],
)
def test_nonsense_is_one_sentence(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt.meta.toml").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInputError, match=words) as caught:
        read_document(tmp_path / "a.txt")
    assert "a.txt.meta.toml" in str(caught.value) and "\n" not in str(caught.value)


def test_a_toml_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.meta.toml").write_text("date = 2022-12-30\n[received]\nname = 'x'\n", encoding="utf-8")
    assert read_document(tmp_path / "a.txt").published == "2022-12-30"
