"""Files into documents: encodings, broken input, and what holds for any text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.documents import find_documents, read_document, read_text
from briefing.documents.formats.encoding import decode
from briefing.errors import ExitCode, NothingFoundError, UnreadableInputError, UsageError
from briefing.model import Document

TEXT = "某县新增托位\r\n\r\n全县新建公办托育机构12家，新增托位350个。\r\n群众满意度达98.5%，比上年提高两个百分点。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    document = read_document(path)
    assert document.raw.removeprefix("\ufeff") == TEXT  # line breaks as in the file
    assert document.paragraphs[0].text == "某县新增托位"
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.name == "a.txt"


BROKEN = [
    (b"", "空文件"),
    (b" \r\n\t ", "空文件"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"PK\x03\x04....", "Office"),
    (b"\x89PNG\r\n\x1a\n", "图片"),
    (bytes(range(256)) * 20, "无法识别|不是文本"),
    ("新增\0托位350个。".encode(), "空字符|不是文本|无法识别"),
    ("\x01\x02\x03\x04新增".encode(), "控制字符"),
    (("甲" * 4_000_001).encode(), "一行超过"),
    (b"a" * 16_000_001, "超过 16 MB"),
    (b"----\n", "没有正文"),
]


@pytest.mark.parametrize(("data", "message"), BROKEN)
def test_broken_files_are_refused_in_one_sentence(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "坏文件.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableInputError, match=message) as caught:
        read_document(path)
    assert caught.value.exit_code == ExitCode.UNREADABLE_INPUT
    assert "坏文件.txt" in str(caught.value)
    assert str(caught.value).endswith("。") and "\n" not in str(caught.value)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(UnreadableInputError):
            read_document(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything, so the file's mode cannot test it
    with pytest.raises(UnreadableInputError, match=r"没有权限读取 a\.txt"):
        read_document(path)


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(UnreadableInputError, match="第 3 个字符已损坏"):
        read_text("新增\ud800托位。", "a.txt")


def test_a_text_without_figures_is_fine() -> None:
    assert read_text("今天天气好。", "a.txt").paragraphs[0].text == "今天天气好。"


def test_front_matter_and_html_in_a_text_file() -> None:
    raw = '---\ntitle: "某县新增托位"\ndate: 2024-05-06\n---\n<p>新增托位350个。</p>\n <p>A实施计划 筑牢底线</p>\n'
    document = read_text(raw, "a.txt")
    assert [part.text for part in document.paragraphs] == ["某县新增托位", "新增托位350个。", "A实施计划 筑牢底线"]
    assert document.paragraphs[1].raw_span(4, 8) == (raw.index("350个"), raw.index("350个") + 4)


def test_documents_are_found_in_order(tmp_path: Path) -> None:
    unread = (".hidden.txt", "d.dat", "~$f.docx", "a.md.meta.toml", ".git/f.txt")
    for name in ("b.txt", "a.md", "c.HTML", "sub/e.htm", *unread):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_documents([tmp_path])]
    assert found == ["a.md", "b.txt", "c.HTML", "sub/e.htm"]
    assert find_documents([tmp_path / "b.txt", tmp_path])[0].name == "b.txt"
    assert len(find_documents([tmp_path, tmp_path])) == 4


def test_missing_and_empty_folders(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        find_documents([tmp_path / "没有"])
    with pytest.raises(NothingFoundError, match="没有可读的文档"):
        find_documents([tmp_path])


def assert_traceable(document: Document) -> None:
    for part in document.paragraphs:
        assert part.text and part.text == part.text.strip(" ")
        assert part.runs[0].text_start == 0
        for position, character in enumerate(part.text):
            offset = part.raw_offset(position)
            assert 0 <= offset < len(document.raw)
            raw = document.raw[offset]
            assert raw == character or raw == "&" or (character == " " and raw.isspace())


PIECES = st.sampled_from(
    [
        "新增托位350个。",
        "全县把托育服务列入民生实事，统筹资金。两年来服务能",
        "力提升",
        "\n",
        "\n\n",
        "\r\n",
        "  ",
        "\u3000",
        "\u200b",
        "<p>",
        "</p>",
        "<br/>",
        "&nbsp;",
        "&amp;",
        "&#20013;",
        "&#x;",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "正文：",
        "原标题：",
        "---\n",
        "title: 甲\n",
        "图为现场。",
        "首页 返回",
        "12月9日，召开发布会。",
        "2024年",
        "资阳市",
        "西区",
        "返回某网，查看更多",
        "〓",
        "&",
        "<",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_is_read_or_refused_and_every_character_is_traceable(raw: str) -> None:
    try:
        document = read_text(raw, "a.txt")
    except UnreadableInputError as error:
        assert str(error).endswith("。")
        return
    assert document.raw == raw
    assert_traceable(document)


def test_seeds_are_traceable() -> None:
    for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")):
        assert_traceable(read_document(path))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert_traceable(read_text(decode(data, "a.txt"), "a.txt"))
    except UnreadableInputError as error:
        assert str(error).endswith("。")
