"""The PDF: tagged, named, the same bytes again, closed to the world, never with a missing glyph."""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import openpyxl
import pdfua
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from briefing.comparison import analyse
from briefing.composition import overview_briefing, region_briefing, theme_briefing
from briefing.documents import read_document
from briefing.errors import ConfigurationError, OutputError
from briefing.extraction import extract
from briefing.model import Analysis
from briefing.rendering import briefing_pdf, pdf_bytes, pdf_files, write_pdf
from tests.composition.material import WEST, analysis

MONTH = "2026-11"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def page(body: str) -> str:
    return f"<html lang='zh-CN'><title>试</title><body style='font-family: Briefing Song'>{body}</body></html>"


@pytest.fixture(scope="module")
def data() -> bytes:
    return west()


@pytest.fixture(scope="module")
def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def west() -> bytes:
    return briefing_pdf(region_briefing(analysis(), WEST, MONTH))


def objects(reader: PdfReader, kind: str, value: str) -> list[DictionaryObject]:
    """The dictionaries of a file whose entry `kind` is `value`."""
    found = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    return [o for o in found if isinstance(o, DictionaryObject) and o.get(kind) == value]


def seeds() -> Analysis:
    documents = [read_document(file) for file in sorted(SEEDS.glob("*.txt"))]
    return analyse(documents, [o for document in documents for o in extract(document).observations], month=MONTH)


def test_a_briefing_that_would_end_on_a_nearly_empty_page_is_set_closer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting it closer saves a page in some briefings only; which ones changes with their content."""
    known = seeds()
    threshold = pdf_files._NEARLY_EMPTY

    def saves_a_page(theme: str) -> bool:
        briefing = theme_briefing(known, theme, MONTH)
        counts = []
        for nearly_empty in (threshold, 0.0):
            monkeypatch.setattr(pdf_files, "_NEARLY_EMPTY", nearly_empty)
            counts.append(len(PdfReader(io.BytesIO(briefing_pdf(briefing))).pages))
        return counts[0] < counts[1]

    assert any(saves_a_page(theme) for theme in ("就业", "托育", "养老", "教育", "医疗"))


def test_the_closing_block_stands_at_the_foot_of_the_last_page(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    text = document[len(document) - 1].get_textpage()
    found = text.search("月编印").get_next()
    assert found is not None
    foot = 35 / 25.4 * 72  # GB/T 9704: the type area ends 35 mm above the edge
    assert foot < text.get_charbox(found[0])[1] < foot + 12


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server of this machine and the requests that it has seen."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
            del format, args

    service = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=service.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{service.server_address[1]}", seen
    service.shutdown()
    service.server_close()
    thread.join()


def test_paper_and_grid(reader: PdfReader) -> None:
    box = reader.pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx((210, 297), abs=0.1)


def test_language_tags_title_author_and_bookmarks(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "攀枝花市西区民生服务数据对比（2026年11月）"
    assert reader.metadata.creation_date_raw == "D:20261101"

    def titles(outline: list) -> list[str]:  # type: ignore[type-arg]
        return [t for item in outline for t in (titles(item) if isinstance(item, list) else [item.title])]

    assert "一、与目标、全国和各地对照" in titles(reader.outline)
    assert "出处" in titles(reader.outline)


def test_text_can_be_searched_in_paragraphs_and_charts(reader: PdfReader) -> None:
    text = "".join(found.extract_text() for found in reader.pages).replace("\n", "")
    for wanted in ("攀枝花市西区", "民生服务对比简报", "民办 507", "目标 4.5", "— 1 —"):
        assert wanted in text, wanted


def test_fonts_are_the_briefings_own_and_embedded(reader: PdfReader) -> None:
    for found in reader.pages:
        for font in found["/Resources"]["/Font"].values():  # type: ignore[index]
            name = font.get_object()["/BaseFont"]
            assert "Briefing" in name, name
            (descendant,) = font.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(descendant.get_object()["/FontDescriptor"].get_object())


def test_the_chart_has_its_alternative_text(reader: PdfReader) -> None:
    alternatives = [
        str(o["/Alt"])
        for number in range(1, int(reader.trailer["/Size"]))
        if isinstance(o := reader.get_object(number), DictionaryObject) and "/Alt" in o
    ]
    assert any("本地2.91，资阳4.5" in text for text in alternatives)


def test_text_names_the_glyphs_that_the_embedded_fonts_have(reader: PdfReader) -> None:
    """A reader looks a CID up in the font's charset table, so the glyph index that the text names must stand there."""
    checked = 0
    for descriptor in objects(reader, "/Type", "/FontDescriptor"):
        if "/FontFile3" in descriptor:
            stream = descriptor["/FontFile3"].get_object()
            top = TTFont(io.BytesIO(stream.get_data()), lazy=True)["CFF "].cff[0]  # type: ignore[attr-defined]
            assert all(int(name.removeprefix("cid")) == index for index, name in enumerate(top.charset) if index)
            checked += 1
    assert checked


def test_the_file_declares_archive_and_accessibility(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode("utf-8")  # type: ignore[index]
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "攀枝花市西区民生服务数据对比" in metadata
    assert metadata.count("<rdf:RDF") == 1
    (intent,) = root["/OutputIntents"]  # type: ignore[index]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert len(reader.trailer["/ID"]) == 2  # type: ignore[arg-type]
    assert "/Encrypt" not in reader.trailer
    assert not {"/AA", "/OpenAction", "/AcroForm"} & set(root)  # type: ignore[arg-type]


def test_what_the_archive_standard_forbids_is_not_there(reader: PdfReader) -> None:
    assert not objects(reader, "/S", "/JavaScript") + objects(reader, "/S", "/Launch") + objects(reader, "/S", "/URI")
    annotations = objects(reader, "/Type", "/Annot")
    assert annotations
    assert all(int(annotation["/F"]) == 4 for annotation in annotations)  # printed, not hidden
    assert all(str(annotation["/Contents"]) for annotation in annotations)


def test_header_cells_say_what_they_head(reader: PdfReader) -> None:
    cells = objects(reader, "/S", "/TH")
    scopes = {cell["/A"]["/Scope"] for cell in cells}  # type: ignore[index]
    assert scopes == {"/Column", "/Row"}


@pytest.mark.parametrize("make", [
    lambda: region_briefing(analysis(), WEST, MONTH),
    lambda: theme_briefing(analysis(), "托育", MONTH),
    lambda: overview_briefing(analysis(), MONTH),
])  # fmt: skip
def test_a_checker_of_accessibility_finds_nothing(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "briefing.pdf"
    write_pdf(make(), path)
    assert [(finding.rule_id, finding.message) for finding in pdfua.validate(path).findings] == []


def test_the_observations_are_inside_as_table_and_workbook(reader: PdfReader) -> None:
    assert set(reader.attachments) == {"observations.csv", "briefing.xlsx"}
    lines = list(csv.DictReader(io.StringIO(reader.attachments["observations.csv"][0].decode("utf-8-sig"))))
    assert {"811", "2.91", "4.5"} <= {line["OBS_VALUE"] for line in lines}
    assert {line["DOCUMENT"] for line in lines} == {"west.txt", "ziyang.txt"}
    book = openpyxl.load_workbook(io.BytesIO(reader.attachments["briefing.xlsx"][0]))
    assert "数据" in book.sheetnames


def test_enclosed_files_are_dated_and_related(reader: PdfReader) -> None:
    related = reader.trailer["/Root"]["/AF"]  # type: ignore[index]
    assert isinstance(related, ArrayObject)
    found = [item.get_object() for item in related]
    assert {item["/AFRelationship"] for item in found} == {"/Data"}
    for item in found:
        stream = item["/EF"]["/F"].get_object()
        assert re.fullmatch(r"/(text/csv|application/vnd\.openxmlformats-.*sheet)", stream["/Subtype"])
        assert stream["/Params"]["/ModDate"] == "D:20261101000000Z"


def test_a_briefing_stays_small(data: bytes) -> None:
    assert len(data) < 1_000_000


def test_the_same_briefing_gives_the_same_bytes(data: bytes) -> None:
    assert west() == data


def test_nothing_is_fetched(server: tuple[str, list[str]], tmp_path: Path) -> None:
    address, seen = server
    secret = tmp_path / "secret.txt"
    secret.write_text("绝密内容", encoding="utf-8")
    body = "".join(
        part.format(where=where)
        for where in (address, secret.as_uri(), str(secret), "//127.0.0.1/x", "data:text/plain,x")
        for part in (
            "<img src='{where}/a.png' alt='x'>",
            "<link rel=stylesheet href='{where}/a.css'>",
            "<link rel=attachment href='{where}'>",
            "<a rel=attachment href='{where}'>附件</a>",
            "<style>@import '{where}/b.css'; p {{ background: url({where}/c.png) }} "
            "@font-face {{ font-family: X; src: url({where}/d.ttf) }}</style>",
            "<object data='{where}/e.svg'></object><embed src='{where}/f.svg'>",
            "<svg width='9' height='9'><image href='{where}/g.png' width='9' height='9'/></svg>",
            "<p style='font-family: X, Briefing Song'>字</p>",
        )
    )
    data = pdf_bytes(page(f"<base href='{address}/'>{body}"))
    assert not seen
    assert "/EmbeddedFile" not in str(PdfReader(io.BytesIO(data)).trailer["/Root"])
    assert not PdfReader(io.BytesIO(data)).attachments


def test_a_missing_glyph_is_an_error_with_a_message() -> None:
    with pytest.raises(ConfigurationError, match=r"字体缺字.*doctor"):
        pdf_bytes(page("<p>缺字 \U0001f600</p>"))


def test_the_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "西区.pdf"
    write_pdf(region_briefing(analysis(), WEST, MONTH), path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert [entry.name for entry in path.parent.iterdir()] == ["西区.pdf"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="file"):
        write_pdf(region_briefing(analysis(), WEST, MONTH), blocker / "西区.pdf")
