"""From a paragraph's text to the raw text and back, where a paragraph is put together from several runs."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Document, Paragraph, ParagraphKind, Run

PIECES = st.lists(st.tuples(st.text("数字甲乙12", min_size=1, max_size=5), st.integers(0, 3)), min_size=1, max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Paragraphs whose runs alternate in the raw text (columns), with gaps (·) that were read into none."""
    paragraphs = draw(st.lists(PIECES, min_size=1, max_size=4))
    raw = ""
    texts = [""] * len(paragraphs)
    runs: list[list[Run]] = [[] for _ in paragraphs]
    for index in draw(st.permutations([index for index, pieces in enumerate(paragraphs) for _ in pieces])):
        text, gap = paragraphs[index][len(runs[index])]
        raw += "·" * gap
        runs[index].append(Run(len(texts[index]), len(raw)))
        texts[index] += text
        raw += text
    made = (Paragraph(text, ParagraphKind.BODY, tuple(own)) for text, own in zip(texts, runs, strict=True))
    return Document("a.txt", raw, tuple(made))


@given(documents())
def test_every_character_is_found_again(document: Document) -> None:
    for index, paragraph in enumerate(document.paragraphs):
        for position, character in enumerate(paragraph.text):
            raw = paragraph.raw_offset(position)
            assert document.raw[raw] == character
            assert document.text_position(raw) == (index, position)


@given(documents())
def test_what_was_read_into_no_paragraph_has_no_position(document: Document) -> None:
    for raw, character in enumerate(document.raw):
        found = document.text_position(raw)
        assert (found is None) == (character == "·")
        if found is not None:
            assert document.paragraphs[found[0]].raw_offset(found[1]) == raw
    assert document.text_position(len(document.raw)) is None


@given(documents(), st.data())
def test_a_stretch_is_found_again(document: Document, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(document.paragraphs) - 1))
    paragraph = document.paragraphs[index]
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph.text)))
    assert document.text_span(*paragraph.raw_span(start, end)) == (index, start, end)
