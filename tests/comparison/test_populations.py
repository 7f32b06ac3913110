"""Ratios divided by different populations are set side by side with that condition only."""

import pytest

from briefing.comparison import analyse
from briefing.model import Document
from tests.comparison.builders import FUCHENG, XIQU, obs, placed

NAME = "每千人口执业(助理)医师数"


def stated(document, sentence, figure, region, name=NAME, value=3.4):
    start = sentence.index(figure)
    found = obs(
        name, value, "人", text=figure, start=start, document=document, region=region, sentence_end=len(sentence)
    )
    told = Document(document, sentence, (), published="2024-11")
    return told, placed(found, told)


def judged(mine, other):
    documents, observations = zip(
        stated("a.txt", mine, "3.4人", XIQU), stated("b.txt", other, "3.6人", FUCHENG, value=3.6), strict=True
    )
    (pair,) = analyse(documents, observations).comparisons
    return pair.verdict.outcome.value, [(c.code, c.text) for c in pair.verdict.reasons]


PLAIN = "每千人口执业(助理)医师3.6人。"


@pytest.mark.parametrize("sentence", ["每千人口执业(助理)医师3.4人。", "按常住人口计算每千人口执业(助理)医师3.4人。"])
def test_the_resident_population_is_the_rule(sentence):
    assert judged(sentence, PLAIN) == ("comparable", [])


@pytest.mark.parametrize(
    ("sentence", "population"),
    [
        ("每千户籍人口执业(助理)医师3.4人。", "户籍人口"),
        ("按户籍人口计算每千人口执业(助理)医师3.4人。", "户籍人口"),
        ("按七普人口每千人口执业(助理)医师3.4人。", "普查人口"),
        ("每千人口执业(助理)医师3.4人（按第七次全国人口普查计）。", "普查人口"),
        ("以年平均人口计每千人口执业(助理)医师3.4人。", "年平均人口"),
    ],
)
def test_another_population_is_a_condition(sentence, population):
    outcome, reasons = judged(sentence, PLAIN)
    assert outcome == "conditional"
    assert reasons == [
        ("R09", f"攀枝花市西区以{population}为分母，绵阳市涪城区未说明分母（一般为常住人口），分母口径不同。")
    ]


def test_one_other_population_in_both_is_no_condition():
    assert judged("每千户籍人口医师3.4人。", "每千户籍人口医师3.6人。")[0] == "comparable"


def test_the_words_of_another_clause_say_nothing():
    assert judged("户籍人口12万人，每千人口执业(助理)医师3.4人。", PLAIN)[0] == "comparable"


def test_a_target_is_held_against_the_resident_population_only():
    document, found = stated("a.txt", "每千户籍人口执业(助理)医师3.4人。", "3.4人", XIQU)
    gaps = analyse([document], [found]).gaps
    assert gaps
    assert all(("R09", "分母为户籍人口") in [(c.code, c.text) for c in gap.conditions] for gap in gaps)
