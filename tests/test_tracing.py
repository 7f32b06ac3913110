"""A figure traced back: its sentence with the figure marked, and all that was decided about it."""

from pathlib import Path

import pytest

from briefing.comparison import analyse
from briefing.documents import read_text
from briefing.errors import NothingFoundError
from briefing.extraction import extract
from briefing.model import Analysis, Document, Observation
from briefing.tracing import trace

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
A = (
    "青神县民生实事\n2024-05-06 来源：眉山日报\n\n"
    "青神县现有托位900个，每千人口托位数4.2个。全县有养老机构9家，其中公办3家、民办6家。\n"
)
B = "丹棱县民生实事\n2024-06-06 来源：眉山日报\n\n丹棱县每千人口托位数3.9个。\n"


@pytest.fixture(scope="module")
def corpus() -> tuple[list[Document], list[Observation], Analysis]:
    documents = [read_text(A, "a.txt"), read_text(B, "b.txt")]
    observations = [o for document in documents for o in extract(document)]
    return documents, observations, analyse(documents, observations)


def lines(corpus: tuple[list[Document], list[Observation], Analysis], text: str) -> str:
    documents, observations, analysis = corpus
    found = next(o for o in observations if o.text == text)
    return "\n".join(trace(found.id, documents, observations, analysis))


def test_the_figure_is_marked_in_its_sentence(corpus: tuple[list[Document], list[Observation], Analysis]) -> None:
    told = lines(corpus, "4.2个")
    assert "每千人口托位数【4.2个】" in told
    assert "眉山日报，2024-05-06" in told
    assert "每千人口拥有3岁以下婴幼儿托位数" in told


def test_verdicts_and_checks_are_told(corpus: tuple[list[Document], list[Observation], Analysis]) -> None:
    assert "丹棱县 3.9个" in lines(corpus, "4.2个")
    assert "3+6=9家" in lines(corpus, "9家")


def test_an_unknown_figure_is_refused(corpus: tuple[list[Document], list[Observation], Analysis]) -> None:
    with pytest.raises(NothingFoundError, match=r"a\.txt:9999"):
        list(trace("a.txt:9999", *corpus))
