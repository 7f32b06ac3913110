"""A figure traced back: its sentence with the figure marked, and all that was decided about it."""

import re
from pathlib import Path

import pytest

from briefing.comparison import analyse
from briefing.documents import read_document, read_text
from briefing.errors import NothingFoundError, UsageError
from briefing.extraction import extract
from briefing.inspection.evidence import rule_words
from briefing.inspection.tracing import trace
from briefing.model import Analysis, Document, Observation

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
EXTRACTION = SEEDS.parent / "briefing" / "extraction"
A = (
    "青神县民生实事\n2024-05-06 来源：眉山日报\n\n"
    "青神县现有托位900个，每千人口托位数4.2个。全县有养老机构9家，其中公办3家、民办6家。\n"
)
B = "丹棱县民生实事\n2024-06-06 来源：眉山日报\n\n丹棱县每千人口托位数3.9个。\n"


@pytest.fixture(scope="module")
def corpus() -> tuple[list[Document], list[Observation], Analysis]:
    documents = [read_text(A, "a.txt"), read_text(B, "b.txt")]
    observations = [o for document in documents for o in extract(document).observations]
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


Corpus = tuple[list[Document], list[Observation], Analysis]


def traced(corpus: Corpus, written: str) -> str:
    return "\n".join(trace(written, *corpus))


@pytest.mark.parametrize("form", ["a.txt:{0}", "a:{0}", "a：{0}", " a.txt:{0} "])
def test_a_name_may_be_cut_short(corpus: Corpus, form: str) -> None:
    assert "每千人口托位数【4.2个】" in traced(corpus, form.format(A.index("4.2个")))


def test_an_offset_inside_a_figure_traces_it_and_names_the_sentence_s_others(corpus: Corpus) -> None:
    start = A.index("4.2个")
    told = traced(corpus, f"a:{start + 2}")
    assert "【4.2个】" in told
    assert f"a.txt:{A.index('900个')}　900个" in told
    assert "同句" not in traced(corpus, f"a:{start}")


def test_an_offset_beside_the_figures_lists_the_sentence(corpus: Corpus) -> None:
    told = traced(corpus, f"a:{A.index('全县有')}")
    assert "3 个数字" in told
    for text in ("9家", "3家", "6家"):
        assert f"a.txt:{A.index(text)}　{text}" in told
    assert "【" not in told


def test_the_span_that_a_page_prints_lists_its_figures(corpus: Corpus) -> None:
    told = traced(corpus, f"a:{A.index('900个')}–{A.index('4.2个') + 4}")
    assert "900个" in told
    assert "4.2个" in told
    assert "9家" not in told


def test_places_without_a_figure_say_what_is_near(corpus: Corpus) -> None:
    with pytest.raises(NothingFoundError, match="最近的是"):
        traced(corpus, "a:1")
    with pytest.raises(NothingFoundError, match="只有"):
        traced(corpus, "a:9999")
    with pytest.raises(NothingFoundError, match="没有名称以“z”开头"):
        traced(corpus, "z:1")
    with pytest.raises(UsageError, match="文件名:字符位置"):
        traced(corpus, "a.txt")


def test_a_beginning_that_fits_several_files_is_refused(corpus: Corpus) -> None:
    documents, observations, analysis = corpus
    twice = [*documents, read_text(B, "b2.txt")]
    with pytest.raises(UsageError, match=r"b\.txt、b2\.txt"):
        list(trace("b:1", twice, observations, analysis))


def test_large_numbers_are_printed_as_the_source_has_them() -> None:
    document = read_text("青神县民生实事\n2024-05-06\n\n青神县投入养老资金1000万元，惠及老年人2万人次。\n", "c.txt")
    observations = extract(document).observations
    money = next(o for o in observations if o.unit == "元")
    told = "\n".join(trace(money.id, [document], observations, analyse([document], observations)))
    assert "1,000万元" in told
    assert not re.search(r"e\+|0\.00|name:", told)


def test_the_evidence_of_every_field_is_told(corpus: Corpus) -> None:
    told = lines(corpus, "4.2个")
    for title in ("指标：", "种类：", "时期：", "地区：", "性质：", "领域："):
        assert f"{title}" in told
    assert "未列出的规则" not in told


def test_every_rule_is_told_in_chinese() -> None:
    rules = {
        rule
        for seed in sorted(SEEDS.glob("*.txt"))
        for o in extract(read_document(seed)).observations
        for rule in o.rules
    }
    source = "".join(path.read_text(encoding="utf-8") for path in (EXTRACTION / "name").glob("*.py"))
    rules |= {f"name:{rule}" for rule in re.findall(r'rule="([a-z-]+)"', source)}
    assert len(rules) > 50
    for question, _, rule in (rule.partition(":") for rule in rules):
        assert not re.search("[A-Za-z]", rule_words(question, rule)), (question, rule)


@pytest.mark.parametrize(("name", "place"), [("托育.pdf", "第1页"), ("县区表.xlsx", "!")])
def test_the_page_or_the_cell_is_told(name: str, place: str) -> None:
    document = read_document(SEEDS.parent / "tests/data/documents" / name)
    observations = extract(document).observations
    analysis = analyse([document], observations)
    told = "\n".join(trace(observations[0].id, [document], observations, analysis))
    assert "位置" in told
    assert place in told
