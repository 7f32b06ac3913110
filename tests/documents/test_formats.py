"""The same article and table in every format: what is extracted is what the plain text gives, and it can be found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from briefing.documents import read_document, read_documents
from briefing.documents.formats.recognition import is_available
from briefing.errors import UnreadableInputError
from briefing.extraction import extract
from briefing.model import Document, Location, Observation, ParagraphKind

DATA = Path(__file__).resolve().parents[1] / "data" / "documents"
ARTICLES = ["托育.docx", "托育.pdf", "托育网页.html", "网页存档.mht"]
TABLES = ["县区表.xlsx", "县区表.docx", "县区表.pdf"]
needs_recognition = pytest.mark.skipif(not is_available(), reason="识别组件没有安装：pip install 'briefing[ocr]'")


def facts(document: Document) -> Counter[tuple[object, ...]]:
    return Counter(map(_fact, extract(document).observations))


def _fact(o: Observation) -> tuple[object, ...]:
    return (o.indicator, o.value, o.upper, o.unit, o.bound, o.measure, o.region, o.period, o.status, o.sector)


def place_of(document: Document, observation: Observation) -> Location:
    return next(
        place
        for place in reversed(document.locations)
        if place.start <= observation.start and observation.end <= place.end
    )


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_gives_the_same_figures(name: str) -> None:
    document = read_document(DATA / name)
    assert facts(document) == facts(read_document(DATA / "托育.txt"))
    assert document.title == "南部县织密托育服务网 家门口的“宝宝屋”多起来了"
    assert (document.source, document.published, document.place) == ("南充日报", "2024-03-18", "511321")
    assert document.author == "陈晓云"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_gives_the_same_figures(name: str) -> None:
    document = read_document(DATA / name)
    assert facts(document) == facts(read_document(DATA / "县区表.csv"))
    assert sum(facts(document).values()) == 30


@pytest.mark.parametrize("name", [*ARTICLES, *TABLES, "县区表.csv"])
def test_every_figure_stands_where_its_span_says(name: str) -> None:
    document = read_document(DATA / name)
    for observation in extract(document).observations:
        assert document.raw[observation.start : observation.end] == observation.text
    for part in document.paragraphs:
        assert part.text[0] == document.raw[part.raw_offset(0)]
        assert part.text[-1] in (document.raw[part.raw_offset(len(part.text) - 1)], "&")


def test_a_figure_of_a_pdf_has_its_page_and_box() -> None:
    document = read_document(DATA / "托育.pdf")
    for observation in extract(document).observations:
        place = place_of(document, observation)
        assert place.page == 1 and place.box is not None
        left, top, right, bottom = place.box
        assert 0 < left < right < 1106 and 0 < top < bottom < 1531  # points of the newspaper's page


def test_columns_and_furniture_of_a_newspaper_page() -> None:
    document = read_document(DATA / "托育.pdf")
    kinds = {part.text: part.kind for part in document.paragraphs}
    assert kinds["第03版 民生 责编 某某"] is ParagraphKind.FURNITURE
    assert kinds["公办带动 一批示范机构建起来"] is ParagraphKind.HEADING
    long = next(text for text in kinds if text.startswith("本报讯"))
    assert long.endswith("比2022年底增加0.8个。")  # whole, though a column cut it


@pytest.mark.parametrize(
    ("name", "cell"), [("县区表.xlsx", "表1!B3"), ("县区表.docx", "表1!B2"), ("县区表.csv", "第3行第2列")]
)
def test_a_figure_of_a_table_has_its_cell(name: str, cell: str) -> None:
    document = read_document(DATA / name)
    first = extract(document).observations[0]
    assert first.text == "6850"
    assert place_of(document, first).cell == cell


def test_a_mail_gives_its_attachment() -> None:
    documents = [d for d in read_documents(DATA / "转发.eml") if not isinstance(d, UnreadableInputError)]
    assert [d.name for d in documents] == ["转发.eml", "转发.eml/材料.docx"]
    assert facts(documents[1]) == facts(read_document(DATA / "托育.txt"))
    assert documents[0].title == "报送材料" and documents[0].published_inferred  # the day it was sent
    with pytest.raises(UnreadableInputError, match="2 份文献"):
        read_document(DATA / "转发.eml")


def test_a_page_archive_knows_its_address() -> None:
    document = read_document(DATA / "网页存档.mht")
    assert (document.url, document.provenance["url"]) == ("https://example.cn/a/1.html", "网页存档的地址")


@needs_recognition
@pytest.mark.parametrize("name", ["扫描.png", "扫描.pdf"])
def test_a_scan_is_recognised_with_its_confidence(name: str) -> None:
    document = read_document(DATA / name)
    expected = facts(read_document(DATA / "扫描的原文.txt"))
    assert (facts(document) & expected).total() >= 0.9 * expected.total()
    assert document.published == "2023-05-06"
    assert "置信度" in document.notes[0] and "核对" in document.notes[0]
    for observation in extract(document).observations:
        place = place_of(document, observation)
        assert place.page == 1 and place.confidence is not None and 0.5 < place.confidence <= 1


@pytest.mark.skipif(is_available(), reason="识别组件已经安装")
@pytest.mark.parametrize("name", ["扫描.png", "扫描.pdf"])
def test_without_the_recogniser_a_scan_says_what_to_install(name: str) -> None:
    with pytest.raises(UnreadableInputError, match=r"\.\[ocr\]"):
        read_document(DATA / name)
