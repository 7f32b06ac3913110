"""Files that are broken, hostile or something else than they say: one clear sentence each, in bounded time."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.documents import read_document, read_documents, read_text
from briefing.errors import ExitCode, UnreadableInputError
from briefing.extraction import extract

DATA = Path(__file__).resolve().parents[1] / "data" / "documents"
TEXT = "截至4月底，全县建成养老机构12家、床位830张。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB_XML = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def pdf_of(pages: int) -> bytes:
    """A PDF whose tree names one empty page so many times."""
    kids = b"3 0 R " * pages
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count " + str(pages).encode() + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += str(number).encode() + b" 0 obj" + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = str(len(data)).encode()
    return (
        data
        + b"xref\n0 4\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n"
        + start
        + b"\n%%EOF"
    )


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(1))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def encrypted_zip() -> bytes:
    """An archive whose member is marked as encrypted."""
    data = bytearray(zip_of({"a.txt": TEXT.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def with_members(name: str, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """A test file's package with some members changed."""
    with zipfile.ZipFile(DATA / name) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    return zip_of({key: changes.get(key, bytes)(value) for key, value in members.items()})


def with_entities(name: str, member: str) -> bytes:
    return with_members(name, {member: lambda xml: BOMB_XML + xml.partition(b"?>")[2] or xml})


def bomb() -> bytes:
    return zip_of({"a.txt": b"0" * 210_000_000})


def nested(depth: int) -> bytes:
    data = zip_of({"a.txt": TEXT.encode()})
    for level in range(depth):
        data = zip_of({f"{level}.zip": data})
    return data


def truncated(name: str) -> bytes:
    data = (DATA / name).read_bytes()
    return data[: len(data) // 2]


BROKEN: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.pdf", encrypted_pdf, "密码"),
    ("a.pdf", lambda: truncated("托育.pdf"), "损坏|没有正文"),
    ("a.pdf", lambda: pdf_of(0), "没有页面|损坏"),
    ("a.pdf", lambda: pdf_of(10_000), "10000 页，超过 1000 页"),
    ("a.pdf", lambda: pdf_of(1), "没有正文|空文件"),
    ("a.docx", lambda: truncated("托育.docx"), "损坏"),
    ("a.docx", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("a.docx", lambda: with_entities("托育.docx", "word/document.xml"), "实体"),
    ("a.docx", lambda: zip_of({"word/document.xml": b"<a/>"}), "Word"),
    ("a.docx", lambda: with_members("托育.docx", {"word/document.xml": lambda _: b"<broken"}), "损坏|Word"),
    ("a.xlsx", lambda: truncated("县区表.xlsx"), "损坏"),
    ("a.xlsx", lambda: with_entities("县区表.xlsx", "xl/worksheets/sheet1.xml"), "实体"),
    ("a.xlsx", lambda: zip_of({"xl/workbook.xml": b"<a/>"}), "工作簿"),
    ("a.doc", lambda: OLE + b"\0" * 600, "旧版 Office"),
    ("a.rtf", lambda: b"{\\rtf1 x}", "RTF"),
    ("a.rar", lambda: b"Rar!\x1a\x07\x00", "RAR"),
    ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c\0\0", "7z"),
    ("a.gif", lambda: b"GIF89a\0\0", "GIF"),
    ("a.pptx", lambda: zip_of({"ppt/presentation.xml": b"<a/>"}), "演示文稿"),
    ("a.ofd", lambda: zip_of({"OFD.xml": b"<a/>"}), "OFD"),
    ("a.exe", lambda: b"MZ\x90\0\x03\0\0\0", "可执行程序"),
    ("a.zip", bomb, "压缩炸弹"),
    ("a.zip", lambda: truncated("托育.docx"), "损坏"),
    ("a.zip", encrypted_zip, "密码"),
    ("a.zip", lambda: zip_of({}), "没有文献|损坏"),
    ("a.zip", lambda: zip_of({f"{n}.txt": b"x" for n in range(2001)}), "2001 个文件"),
    ("a.zip", lambda: nested(4), "层层"),
    ("a.png", lambda: truncated("扫描.png"), "图片"),
    ("a.html", lambda: b"<html><body>" + b"<p>" + "床位830张。".encode() * 3_400_000 + b"</body></html>", "超过 16 MB"),
    ("a.html", lambda: b"<html><frameset><frame src=a.htm></frameset></html>", "框架页"),
    ("a.eml", lambda: b"From: a@b.cn\nTo: c@d.cn\nSubject: x\nMIME-Version: 1.0\n\n", "没有正文"),
]


@pytest.mark.parametrize(("name", "make", "words"), BROKEN)
def test_one_sentence_says_what_is_wrong(tmp_path: Path, name: str, make: Callable[[], bytes], words: str) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    begin = time.monotonic()
    with pytest.raises(UnreadableInputError, match=words) as caught:
        read_document(path)
    assert time.monotonic() - begin < 10
    message = str(caught.value)
    assert name in message and message.endswith("。") and "\n" not in message
    assert caught.value.exit_code == ExitCode.UNREADABLE_INPUT


def test_everything_else_is_still_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for number, make in enumerate((encrypted_pdf, lambda: pdf_of(10_000), bomb, lambda: truncated("托育.docx"))):
        (tmp_path / "seeds" / f"坏{number}.pdf").write_bytes(make())
    (tmp_path / "seeds" / "好.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "seeds" / "好.docx").write_bytes((DATA / "托育.docx").read_bytes())
    assert main(["extract", "seeds"]) == 4
    captured = capsys.readouterr()
    assert captured.err.count("错误：") == 4 and "Traceback" not in captured.err
    assert captured.out.count("\n") == 2 + 24


@pytest.mark.parametrize(
    ("name", "content"),
    [("改名.txt", "托育.docx"), ("改名.xlsx", "托育.pdf"), ("改名.pdf", "托育.txt"), ("改名.html", "县区表.xlsx")],
)
def test_content_decides_not_the_name(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_bytes((DATA / content).read_bytes())
    assert read_document(path).raw == read_document(DATA / content).raw


def test_macros_are_neither_run_nor_a_hindrance(tmp_path: Path) -> None:
    macros = with_members(
        "托育.docx",
        {
            "[Content_Types].xml": lambda xml: xml.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            )
        },
    )
    (tmp_path / "a.docm").write_bytes(macros)
    assert read_document(tmp_path / "a.docm").raw == read_document(DATA / "托育.docx").raw


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\windows\\a.txt", "a.txt"),
        ("控\x01制\n符.txt", "控制符.txt"),
        ("倒\u202etxt.exe.txt", "倒txt.exe.txt"),
        ("长" * 100 + ".txt", None),
        ("..", "未命名"),
    ],
)
def test_names_in_archives_are_only_names(tmp_path: Path, member: str, shown: str | None) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({member: TEXT.encode()}))
    document = next(iter(read_documents(path)))
    assert not isinstance(document, UnreadableInputError)
    assert document.name.startswith("a.zip/") and len(document.name.encode()) < 140
    assert shown is None or document.name == f"a.zip/{shown}"
    assert list(tmp_path.iterdir()) == [path]  # nothing is unpacked to the disk


def test_a_member_without_a_name(tmp_path: Path) -> None:
    data = zip_of({"a": TEXT.encode(), "b.txt": TEXT.encode()})
    at = data.index(b"PK\x01\x02")
    entry = bytearray(data[at : at + 46])
    entry[28:30] = b"\0\0"  # the name has no letters
    entry[32:34] = b"\x01\0"  # its one letter is a comment
    (tmp_path / "a.zip").write_bytes(data[:at] + bytes(entry) + data[at + 46 :])
    read = list(read_documents(tmp_path / "a.zip"))
    assert [d.name for d in read if not isinstance(d, UnreadableInputError)] == ["a.zip/b.txt"]
    assert len([d for d in read if isinstance(d, UnreadableInputError)]) == 1


def test_names_of_chinese_systems(tmp_path: Path) -> None:
    name = "通知.txt".encode("gb18030")
    data = TEXT.encode()
    header = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0
    )
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        *(b"PK\x01\x02", 20, 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0, 0, 0, 0, 0, 0),
    )
    body = header + name + data
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) + len(name), len(body), 0)
    (tmp_path / "a.zip").write_bytes(body + entry + name + end)
    assert read_document(tmp_path / "a.zip").name == "a.zip/通知.txt"


def test_a_slow_file_is_given_up_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("briefing.toml").write_text("[reading]\nseconds = 0.001\n", encoding="utf-8")
    with pytest.raises(UnreadableInputError, match=r"读了 0\.001 秒"):
        read_document(DATA / "托育.pdf")
    Path("briefing.toml").unlink()
    assert read_document(DATA / "托育.docx").title


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    monkeypatch.chdir(tmp_path)
    Path("briefing.toml").write_text("[reading]\nmemory_mb = 160\n", encoding="utf-8")
    body = "".join(f"<w:p><w:r><w:t>第{n}段，新增托位{n}个。</w:t></w:r></w:p>" for n in range(400_000)).encode()
    large = with_members("托育.docx", {"word/document.xml": lambda xml: xml.replace(b"<w:body>", b"<w:body>" + body)})
    (tmp_path / "大.docx").write_bytes(large)
    from briefing.documents.formats import isolation

    isolation._end_worker()
    with pytest.raises(UnreadableInputError, match="内存"):
        read_document(tmp_path / "大.docx")
    isolation._end_worker()


LARGE = [
    "地区,床位（张）,托位（个）\n" + "".join(f"某县{i},{i},{2 * i}\n" for i in range(6000)),
    "<html>" + "<table><tr><td>" * 20_000 + "1" + "</td></tr></table>" * 20_000 + "<p>新增床位12张。</p>",
    "<html><p>新增床位12张。</p>" + '<a href="x">' * 50_000 + "文字",
    'a,"' * 40_000 + "\n床位,12\n",
]


@pytest.mark.parametrize("text", LARGE, ids=["rows", "nested tables", "open links", "open quotes"])
def test_large_texts_take_time_in_proportion(text: str) -> None:
    begin = time.process_time()
    extract(read_text(text, "a"))
    assert time.process_time() - begin < 8
