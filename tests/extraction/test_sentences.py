"""Where sentences, phrases and clauses begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extraction.sentences import phrase_end, phrase_start, sentence_spans, statement_start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增学位1.2万个。招聘教师30名！", ["新增学位1.2万个。", "招聘教师30名！"]),
        ("改造36个；新建5个", ["改造36个；", "新建5个"]),
        ("建成3所;投用2所.", ["建成3所;", "投用2所."]),
        ("他说：“办好了3件事。”随后离开。", ["他说：“办好了3件事。”", "随后离开。"]),
        ("建学校20所（新建11所；改建9所），投资3亿元。", ["建学校20所（新建11所；改建9所），投资3亿元。"]),
        ("满意度98%（数据来自问卷。）效果良好。", ["满意度98%（数据来自问卷。）", "效果良好。"]),
        ("万事俱备……开工3个", ["万事俱备……", "开工3个"]),
        ("占比2.5%", ["占比2.5%"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成学校20所。其中新建", "建成学校20所。其中新建"),
        ("投用3处。建成学校20所。其中新建", "建成学校20所。其中新建"),
        ("他说：“投用3处。建成学校20所。”其中新建", "建成学校20所。”其中新建"),
        ("投用3处。全部建成（共20所。）同时新建", "全部建成（共20所。）同时新建"),
        ("投用3处。建成学校20所……”并新建", "建成学校20所……”并新建"),
        ("建成学校20所。另新建", "另新建"),
    ],
)
def test_a_statement_goes_on_in_the_next_sentence(text: str, expected: str) -> None:
    assert text[statement_start(text, len(text)) :] == expected


def test_a_page_without_stops_is_cut_at_commas() -> None:
    text = "学位300个，" * 2000
    spans = sentence_spans(text)
    assert max(b - a for a, b in spans) <= 2000
    assert all(text[b - 1] == "，" for _, b in spans)
    assert "".join(text[a:b] for a, b in spans) == text


@given(st.text(alphabet="学位12，。；！？“”（）、:; \n", max_size=60))
def test_sentences_cover_the_text_without_gaps(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans)


def test_a_phrase_keeps_its_enumeration() -> None:
    text = "增长3.4%、5.4%，其中公办3所"
    position = text.index("3所")
    assert text[phrase_start(text, 0, position) : phrase_end(text, position, len(text))] == "其中公办3所"
    position = text.index("5.4")
    assert text[phrase_start(text, 0, position) : phrase_end(text, position, len(text))] == "增长3.4%、5.4%"
