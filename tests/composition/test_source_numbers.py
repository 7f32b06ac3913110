"""Source numbers lead to the sentence, and the sentence is the document's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.composition.source_numbers import SourceRegister
from briefing.model import Document, Paragraph, ParagraphKind, Run
from tests.composition.material import WEST_TEXT, document, observation

WEST = document("west.txt", WEST_TEXT)


def sentence(register: SourceRegister, number: int = 1) -> str:
    return "".join(piece.text for piece in register.entries()[number - 1].pieces)


def test_a_figure_leads_to_its_own_mark_in_its_own_sentence() -> None:
    register = SourceRegister([WEST])
    citation = register.cite(observation(WEST, "2.91个", "托位", 2.91, "个"))
    (entry,) = register.entries()
    (marked,) = [piece for piece in entry.pieces if piece.target]
    assert (marked.text, marked.target, marked.back) == ("2.91个", citation.target, citation.id)
    assert WEST.raw[entry.start : entry.end] == "2.91个"
    assert sentence(register) == "全区每千人口拥有3岁以下婴幼儿托位数为2.91个,水平明显增强;"


def test_figures_of_one_sentence_share_its_number() -> None:
    register = SourceRegister([WEST])
    figures = [observation(WEST, text, "床位", 1, "张") for text in ("811张", "304张", "507张")]
    assert [register.cite(figure).number for figure in figures] == [1, 1, 1]
    assert [piece.text for piece in register.entries()[0].pieces if piece.target] == ["811张", "304张", "507张"]


def test_sentences_are_numbered_in_the_order_of_first_use() -> None:
    register = SourceRegister([WEST])
    used = [observation(WEST, text, "x", 1, "个") for text in ("2.91个", "811张", "2.91个")]
    assert [register.cite(figure).number for figure in used] == [1, 2, 1]


def test_several_figures_are_cited_once_a_sentence_in_ascending_order() -> None:
    register = SourceRegister([WEST])
    register.cite(observation(WEST, "2.91个", "x", 2.91, "个"))
    cited = register.cite_all([observation(WEST, text, "x", 1, "张") for text in ("304张", "2.91个", "507张")])
    assert [citation.number for citation in cited] == [1, 2]
    marked = {piece.text for entry in register.entries() for piece in entry.pieces if piece.target}
    assert marked == {"2.91个", "304张", "507张"}


def test_every_link_arrives() -> None:
    register = SourceRegister([WEST])
    cited = register.cite_all([observation(WEST, text, "x", 1, "张") for text in ("811张", "507张", "2.91个")])
    targets = {piece.target for entry in register.entries() for piece in entry.pieces if piece.target}
    backs = {piece.back for entry in register.entries() for piece in entry.pieces if piece.back}
    assert {citation.target for citation in cited} <= targets
    assert backs == {citation.id for citation in cited}


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        (
            "在办好民生实事方面持续用力，" * 3
            + "2021年，民生投入30.77亿元，占支出71.51%，养老保险覆盖率94%，医疗保险参保率达",
            "2021年，民生投入",
        ),
        ("一项一项" * 20 + "民生投入130.77亿元" + "二项二" * 14, "130.77亿元"),
    ],
)
def test_a_long_sentence_is_not_cut_inside_a_number(before: str, shown: str) -> None:
    text = before + "98%。"
    source = Document("a.txt", text, (Paragraph(text, ParagraphKind.BODY, (Run(0, 0),)),), sha256="0" * 64)
    register = SourceRegister([source])
    register.cite(observation(source, "98%", "参保率", 98, "%"))
    (entry,) = register.entries()
    first = entry.pieces[0].text
    assert first.startswith("……")
    assert shown in first
    assert not first.removeprefix("……")[0].isdigit() or first.removeprefix("……").startswith(shown)


def test_a_sentence_cut_by_a_column_is_put_together_again() -> None:
    raw = "达成意向7万\n\n余人次。"
    text = "达成意向7万余人次。"
    paragraph = Paragraph(text, ParagraphKind.BODY, (Run(0, 0), Run(6, 8)))
    cut = Document("cut.txt", raw, (paragraph,))
    register = SourceRegister([cut])
    register.cite(observation(cut, "7万\n\n余人次", "意向", 70000, "人次"))
    assert [piece.text for piece in register.entries()[0].pieces] == ["达成意向", "7万余人次", "。"]


def test_a_figure_outside_every_paragraph_still_shows_its_place() -> None:
    bare = Document("bare.txt", "床位50张。后文。", ())
    register = SourceRegister([bare])
    register.cite(observation(bare, "50张", "床位", 50, "张"))
    assert sentence(register) == "床位50张。"


@pytest.mark.parametrize("length", [10, 100, 10_000])
def test_a_long_sentence_keeps_what_touches_the_figure(length: int) -> None:
    long = document("long.txt", "很" * length + "床位50张" + "好" * length + "。")
    register = SourceRegister([long])
    register.cite(observation(long, "50张", "床位", 50, "张"))
    assert "床位50张好" in sentence(register)
    assert len(sentence(register)) < 130


def test_an_inferred_date_says_so() -> None:
    register = SourceRegister([WEST])
    register.cite(observation(WEST, "811张", "床位", 811, "张"))
    (entry,) = register.documents()
    assert entry.published == "2024年11月5日（推定）"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("录取增长10.4%,学位1200个。", "……,学位1200个。"),
        ("学位1200个,其中录取增长10.4%,均已到位。", "学位1200个,……,均已到位。"),
        ("学位1200个和上线率10.4%。", "学位1200个和上线率……。"),
    ],
)
def test_a_withheld_figure_is_not_quoted_with_its_neighbour(text: str, expected: str) -> None:
    source = document("secret.txt", text)
    secret = observation(source, "10.4%", "录取人数", 10.4, "%")
    register = SourceRegister([source], [secret])
    register.cite(observation(source, "1200个", "学位", 1200, "个"))
    assert sentence(register) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本科上线331人，学位1200个。", "……，学位1200个。"),
        ("学位1200个，600分以上高考考生十二人。", "学位1200个，……。"),
        ("学位1200个、中考升学率92%、校舍3栋。", "学位1200个、……、校舍3栋。"),
        ("高考考点学位1200个。", "高考考点学位1200个。"),
        ("学位1200个，高考期间公交免费。", "学位1200个，高考期间公交免费。"),
    ],
)
def test_an_examination_that_nobody_took_for_a_figure_is_not_quoted_outside(text: str, expected: str) -> None:
    source = document("secret.txt", text)
    for withheld, quoted in (((), expected), (None, text)):
        register = SourceRegister([source], withheld)
        register.cite(observation(source, "1200个", "学位", 1200, "个"))
        assert sentence(register) == quoted


@given(st.text(alphabet="甲乙。；,，1张 \n", max_size=60), st.text(alphabet="甲乙。；,，1张 \n", max_size=60))
def test_the_pieces_are_the_documents_own_characters(before: str, after: str) -> None:
    source = document("any.txt", f"{before}床位507张{after}")
    register = SourceRegister([source])
    register.cite(observation(source, "507张", "床位", 507, "张"))
    pieces = register.entries()[0].pieces
    assert [piece.text for piece in pieces if piece.target] == ["507张"]
    for piece in pieces:
        for part in piece.text.split("……"):
            assert "".join(part.split()) in "".join(source.raw.split())
