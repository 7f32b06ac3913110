"""A whole document: spans re-read, nothing crashes, reprints are marked, a text keeps its figures beside another."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.documents import read_document, read_text
from briefing.errors import UnreadableInputError
from briefing.extraction import extract
from briefing.extraction.amount.quantities import find_quantities
from briefing.model import Observation

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SENTENCES = st.sampled_from(
    [
        "全县现有养老机构12家、床位830张，其中公办养老机构3家、床位240张。",
        "去年城镇新增就业2100人，同比增长4.5%。",
        "每千人口托位数达到3.8个，高于全省平均水平0.3个。",
        "到2025年，新增学位1.2万个，普惠性幼儿园覆盖率达到90%以上。",
        "对符合条件的家庭每孩每月发放300元育儿补贴。",
        "小学、初中、高中在校生分别增长3.4%、5.4%、4.6%。",
        "这一年，大家都很努力。",
        "群众满意度由88.2%提升至93.6%，位居全市第二位。",
        "累计发放救助金近60万元，惠及困难群众1300余人次。",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map("".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n\n".join)
ODD = st.text(
    alphabet=st.sampled_from("0123456789.,，。、%％个人元万亿余多超近约（）“”第一二三十百千\n 　年月日区县市<>&"),
    max_size=200,
)


def observations(raw: str) -> list[Observation]:
    try:
        return extract(read_text(raw, "a.txt")).observations
    except UnreadableInputError:
        return []


@given(TEXTS)
def test_every_span_reads_back_to_its_value_and_unit(raw: str) -> None:
    for observation in observations(raw):
        assert raw[observation.start : observation.end] == observation.text
        # a rank and a rate owe something to the words before them
        (again,) = find_quantities(("位居全省" if observation.unit == "位" else "") + observation.text)
        assert again.value == abs(observation.value)
        assert again.unit.split("/")[0] == observation.unit.split("/")[0]


@given(ODD)
@settings(max_examples=300)
def test_nothing_crashes_and_offsets_stay_inside(raw: str) -> None:
    for observation in observations(raw):
        assert 0 <= observation.start < observation.end <= len(raw)
        assert raw[observation.start : observation.end] == observation.text
        assert observation.sentence_start <= observation.start
        assert observation.end <= observation.sentence_end <= len(raw)
        assert observation.indicator


@given(TEXTS, TEXTS)
def test_a_text_keeps_its_figures_beside_another(first: str, second: str) -> None:
    def facts(raw: str, end: int) -> set[tuple[int, int, float, str, str]]:
        return {(o.start, o.end, o.value, o.unit, o.indicator) for o in observations(raw) if o.end <= end}

    assert facts(first, len(first)) <= facts(f"{first}\n\n{second}", len(first))


def test_a_block_printed_twice_is_marked() -> None:
    block = "青禾县现有养老机构12家、床位830张，群众满意度达到95.2%。"
    found = observations(f"{block}\n\n群众反映良好。\n\n{block}\n")
    first, again = found[:3], found[3:]
    assert [o.duplicate_of for o in first] == [None, None, None]
    assert [o.duplicate_of for o in again] == [o.start for o in first]
    assert all(o.optional for o in again)


def test_a_total_in_the_sentence_before_is_found() -> None:
    total, part = observations("全县共有教师4100人。其中，高级教师620人。")
    assert part.part_of == total.start


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_the_seeds_read_back(path: Path) -> None:
    document = read_document(path)
    found = extract(document).observations
    assert len(found) >= 15
    for observation in found:
        assert document.raw[observation.start : observation.end] == observation.text
        assert re.search(r"[\d〇一二三四五六七八九十百千万亿两翻]", observation.text)
