"""Figures read out of a picture carry how sure the recogniser was."""

from dataclasses import replace

from briefing.comparison import analyse
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.model import Document, Location

TEXT = "截至2023年底，攀枝花市西区养老床位830张，护理型床位512张。"


def caveats(document: Document) -> dict[str, list[str]]:
    analysis = analyse([document], extract(document).observations)
    return {f.observation.text: [c.text for c in f.caveats if c.code == "C02"] for f in analysis.facts}


def test_a_recognised_figure_says_so() -> None:
    document = read_text(TEXT, "a.png")
    boundary = TEXT.index("，护理型")
    places = (
        Location(0, boundary, page=1, box=(0, 0, 9, 9), confidence=0.934),
        Location(boundary, len(TEXT), page=1, box=(0, 9, 9, 18)),  # from a text layer
    )
    assert caveats(replace(document, locations=places)) == {
        "830张": ["由图片识别而来（置信度 93%），请对照原件核对。"],
        "512张": [],
    }


def test_a_text_has_no_such_caveat() -> None:
    assert not any(caveats(read_text(TEXT, "a.txt")).values())
