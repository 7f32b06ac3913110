"""What a file is, by its bytes; names that may be shown and written; tables in text files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.documents import read_text
from briefing.documents.document_reading import read_bytes
from briefing.documents.file_names import label, member_label, safe_stem
from briefing.documents.formats.delimited import delimiter_of, read_delimited
from briefing.documents.formats.file_kinds import Format, format_of
from briefing.documents.pages.grids import GridCell, is_data_grid, is_figure
from briefing.errors import UnreadableInputError
from briefing.model import ParagraphKind

DATA = Path(__file__).resolve().parents[2] / "data" / "documents"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("托育.txt", Format.TEXT),
        ("托育网页.html", Format.TEXT),
        ("托育.pdf", Format.PDF),
        ("托育.docx", Format.WORD),
        ("县区表.xlsx", Format.WORKBOOK),
        ("扫描.png", Format.PICTURE),
        ("转发.eml", Format.MAIL),
        ("网页存档.mht", Format.MAIL),
    ],
)
def test_formats(name: str, form: Format) -> None:
    assert format_of((DATA / name).read_bytes(), "x") is form


@pytest.mark.parametrize(
    "text",
    ["From: 某地\n正文", "Date: x\nTo: y\n", "BM是一个品牌", "MZ县新增托位", "%PDF 是一种格式".replace("%", "PDF：%")],
)
def test_texts_that_begin_like_something_else(text: str) -> None:
    assert format_of(text.encode(), "x") is Format.TEXT


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.txt", "a.txt"),
        ("a\u202eb\x07.txt", "ab.txt"),
        ("a\n b.txt", "a b.txt"),
        ("\x01", "未命名"),
        ("x" * 300, None),
    ],
)
def test_labels(name: str, shown: str | None) -> None:
    assert len(label(name).encode()) <= 120
    assert shown is None or label(name) == shown


@given(st.text(max_size=400))
def test_no_name_leaves_its_folder(name: str) -> None:
    for made in (member_label(name), f"2023_{safe_stem(name)}.txt"):
        assert made and made not in (".", "..") and not set(made) & set("/\\\0\n\u202e")
    assert len(safe_stem(name).encode()) <= 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200", True),
        ("98.5%", True),
        ("-3.2", True),
        ("350个", True),
        ("约3.2万人", True),
        ("2023年", False),
        ("2023", False),
        ("2023-06", False),
        ("西区", False),
        ("", False),
        ("第3名", False),
    ],
)
def test_figures(text: str, expected: bool) -> None:
    assert is_figure(text) is expected


def test_a_page_laid_out_in_cells_is_no_table() -> None:
    prose = [GridCell("某县统计局", 0, 0), GridCell("导航", 0, 1), GridCell("正文" * 60, 1, 0), GridCell("3", 1, 1)]
    assert not is_data_grid(prose)
    assert is_data_grid([GridCell("地区", 0, 0), GridCell("床位", 0, 1), GridCell("西区", 1, 0), GridCell("830", 1, 1)])


@pytest.mark.parametrize(
    ("raw", "delimiter"),
    [
        ("地区,床位\n西区,830\n东区,900\n", ","),
        ("地区\t床位\n西区\t830\n", "\t"),
        ("某表\n单位：张\n地区,床位\n西区,830\n", ","),
        ('地区,床位\n"西区","1,830"\n', ","),
        ("截至4月底，全县建成养老机构12家，床位830张。\n新增托位350个，群众满意。\n", None),
        ("Hello, world\nYes, sir\n", None),
        ("一行,12", None),
    ],
)
def test_delimiters(raw: str, delimiter: str | None) -> None:
    assert delimiter_of(raw) == delimiter


@settings(max_examples=80)
@given(st.lists(st.lists(st.text('西区床位12.,"\n ', max_size=6), min_size=2, max_size=4), min_size=1, max_size=6))
def test_cells_of_any_csv_stand_where_their_spans_say(rows: list[list[str]]) -> None:
    raw = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    _, tables, locations = read_delimited(raw, ",")
    for cell in tables[0].cells:
        assert " ".join(raw[cell.start : cell.end].replace('""', '"').split()) == cell.text
    assert all(0 <= place.start < place.end <= len(raw) for place in locations)


MENU = """<html><head><title>某县新增托位350个_某网</title></head><body>
<ul><li><a href="/1">要闻</a></li><li><a href="/2">全省新建学校320所</a></li></ul>
<p>记录一座城市的300个瞬间</p><h1>某县新增托位350个</h1><p>今天是2026年11月24日 星期二</p>
<p>全县新增托位350个，<a href="/x">养老床位830张</a>，群众满意。</p>
<a name="x">锚</a><p>又新增托位20个，惠及更多家庭。</p>
<div><a href="/3"><p>某市建成养老中心86个</p><span>1.2万阅读</span></a></div>
<pre>第一行，新增床位12张。
第二行，新增床位13张。</pre></body></html>"""


def test_menus_and_the_lines_above_the_headline_are_the_sites() -> None:
    document = read_text(MENU, "a.html")
    kinds = {part.text: part.kind for part in document.paragraphs}
    furniture = [text for text, kind in kinds.items() if kind is ParagraphKind.FURNITURE]
    for text in ("全省新建学校320所", "记录一座城市的300个瞬间", "某市建成养老中心86个", "今天是2026年11月24日 星期二"):
        assert text in furniture
    assert document.title == "某县新增托位350个" and document.published is None
    for text in ("全县新增托位350个，养老床位830张，群众满意。", "第一行，新增床位12张。", "第二行，新增床位13张。"):
        assert kinds[text] is ParagraphKind.BODY


def test_a_title_that_the_page_does_not_repeat() -> None:
    page = "<html><head><title>{}</title></head><body><p>播放</p><p>全县新增托位350个，群众满意。</p></body></html>"
    assert read_text(page.format("某县新增托位三百五十个_某台"), "a").title == "某县新增托位三百五十个"
    assert read_text(page.format("某县人民政府门户网站"), "a").title == "播放"


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["托育.pdf", "托育.docx", "县区表.xlsx"]), st.integers(0, 10**6), st.binary(min_size=1, max_size=9)
)
def test_damaged_files_are_read_or_refused_in_one_sentence(name: str, at: int, noise: bytes) -> None:
    data = bytearray((DATA / name).read_bytes())
    at %= len(data)
    data[at : at + len(noise)] = noise
    try:
        document = read_bytes(format_of(bytes(data), "a"), bytes(data), "a")
    except UnreadableInputError as error:
        assert str(error).endswith("。") and "\n" not in str(error)
        return
    assert document.paragraphs
