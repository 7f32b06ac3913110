"""What a row calls a figure: true on its own, without the sentence it came from."""

import dataclasses

import pytest

from briefing.composition.fixed_wordings import observation_label
from briefing.composition.rows import fact_row, facts_table, unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.model import Document, Surroundings
from tests.comparison.builders import facts, obs


@pytest.mark.parametrize(
    ("text", "unit", "printed"),
    [
        ("每孩每月500元", "元/月", "元/孩·月"),
        ("每人每年380元", "元/年", "元/人·年"),
        ("每月500元", "元/月", "元/月"),
        ("500元", "元", "元"),
    ],
)
def test_an_amount_for_each_says_for_whom(text, unit, printed):
    assert unit_text(obs("育儿补贴标准", 500, unit, text=text, status="rule")) == printed


@pytest.mark.parametrize(
    ("name", "unit", "fields", "label"),
    [
        ("普惠性幼儿园在园幼儿", "%", {}, "普惠性幼儿园在园幼儿（占比）"),
        ("重点人群签约率", "%", {}, "重点人群签约率"),
        ("患者满意度", "%", {}, "患者满意度"),
        ("个人自付费用占总费用比例", "%", {"status": "rule"}, "个人自付费用占总费用比例（政策规定）"),
        ("育儿补贴标准", "元/月", {"status": "rule"}, "育儿补贴标准"),
        ("签约人数", "人", {"measure": "change"}, "签约人数（增减）"),
        ("发布岗位", "%", {"measure": "change", "around": Surroundings(compared="环比")}, "发布岗位（环比增减）"),
        ("老年食谱", "款", {"locality": "朝阳社区"}, "老年食谱（朝阳社区）"),
        ("朝阳社区老年食谱", "款", {"locality": "朝阳社区"}, "朝阳社区老年食谱"),
    ],
)
def test_a_name_says_what_it_would_leave_open(name, unit, fields, label):
    assert observation_label(obs(name, 10, unit, **fields), name) == label


def test_every_sign_of_a_table_is_explained_below_it():
    near = [obs("老人", 90, text="近90人", bound="le"), obs("学生", 4000, text="近4000人", bound="le")]
    (note,) = [note for note in facts_table(facts(*near), register(near)).notes if note.mark == "约"]
    assert note.text == "原文为约数，近为略低于"


def register(observations):
    return SourceRegister([Document("a.txt", "字" * 4000, ())])


def test_a_block_printed_twice_is_one_source_and_another_document_a_second():
    raw = "全市三级医院10家。全市三级医院10家。"
    documents = [Document(name, raw, ()) for name in ("a.txt", "b.txt")]
    first = obs("三级医院", 10, "家", text="10家", start=6, sentence_end=9)
    twice = dataclasses.replace(first, start=15, end=18, duplicate_of=6, sentence_start=9, sentence_end=18)
    elsewhere = dataclasses.replace(first, document="b.txt")
    (fact,) = facts(first)
    row = fact_row(dataclasses.replace(fact, reprints=(twice, elsewhere)), SourceRegister(documents))
    assert [citation.number for citation in row.citations] == [1, 2]
