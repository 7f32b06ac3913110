"""The comparison workbook: what a statistician works on with, and nothing that must not leave the office."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from briefing.comparison import analyse
from briefing.documents import read_document, read_text
from briefing.editions.worksheets import comparison_workbook
from briefing.extraction import extract

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def sheets():
    documents = [read_document(file) for file in sorted(SEEDS.glob("*.txt"))]
    analysis = analyse(documents, [o for document in documents for o in extract(document).observations])
    data = comparison_workbook(analysis, "2026-11")
    assert comparison_workbook(analysis, "2026-11") == data
    return {sheet.title: list(sheet.values) for sheet in load_workbook(io.BytesIO(data))}


def test_regions_stand_beside_one_another_with_period_marks_and_verdict(sheets):
    head, *rows = sheets["托育"]
    assert head[:2] == ("指标", "可比程度")
    places = dict(zip(head, next(row for row in rows if row[0].startswith("每千人口")), strict=True))
    assert places["可比程度"] == "有条件"
    assert places["资阳市"] == "4.5个（2025-12）[年]"
    assert places["攀枝花市西区"] == "2.91个（2024-11）[年核]"


def test_every_pair_has_its_verdict_and_reasons(sheets):
    head, *rows = sheets["逐对判定"]
    pairs = [dict(zip(head, row, strict=True)) for row in rows]
    verdicts = [pair["判定"] for pair in pairs]
    assert all(pair["理由"] and pair["规则"] for pair in pairs)
    assert verdicts == sorted(verdicts, key=["可比", "有条件", "不可比"].index)


def test_groups_have_their_order_and_each_other_region_its_reason():
    rates = {"青神县": "4.2", "丹棱县": "3.9", "洪雅县": "4.5", "仁寿县": "近4.4"}
    texts = [
        f"{name}民生实事\n2025-05-0{n} 来源：眉山日报\n\n2024年末，{name}每千人口托位数{value}个。\n"
        for n, (name, value) in enumerate(rates.items(), 1)
    ]
    documents = [read_text(text, f"{number}.txt") for number, text in enumerate(texts)]
    analysis = analyse(documents, [o for document in documents for o in extract(document).observations])
    head, *rows = load_workbook(io.BytesIO(comparison_workbook(analysis, "2026-11")))["排序与并列"].values
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["名次"], row["地区"], row["判定"], row["规则"]) for row in told] == [
        ("1", "眉山市洪雅县", "可比", None),
        ("2", "眉山市青神县", "可比", None),
        ("3", "眉山市丹棱县", "可比", None),
        (None, "眉山市仁寿县", "有条件", "R10"),
    ]


def test_examination_results_are_left_out_and_marks_explained(sheets):
    told = [str(cell) for name, rows in sheets.items() if name != "说明" for row in rows for cell in row]
    assert not any("上线" in text or "清华" in text for text in told)
    explained = {row[1] for row in sheets["说明"]}
    marks = {mark for text in told if text.endswith("]") for mark in text.rpartition("[")[2][:-1]}
    assert marks <= explained
    assert {code for row in sheets["逐对判定"][1:] for code in row[8].split()} <= explained


def test_an_undated_document_among_dated_ones_leaves_its_times_empty():
    texts = [
        "青神县民生实事\n2024-05-06 来源：眉山日报\n\n青神县每千人口托位数4.2个。\n",
        "丹棱县民生实事\n2024-06-06 来源：眉山日报\n\n丹棱县每千人口托位数3.9个。\n",
        "洪雅县民生实事\n\n洪雅县每千人口托位数4.5个。\n",
    ]
    documents = [read_text(text, f"{number}.txt") for number, text in enumerate(texts)]
    analysis = analyse(documents, [o for document in documents for o in extract(document).observations])
    pairs = list(load_workbook(io.BytesIO(comparison_workbook(analysis, "2026-11")))["逐对判定"].values)[1:]
    assert len(pairs) == 3
    assert sum(pair[3] is None or pair[6] is None for pair in pairs) == 2
