"""What an overview finds worth saying: judged targets first, nothing high or low of what only stands beside."""

from __future__ import annotations

import re

import pytest

from briefing import comparison
from briefing.composition import Briefing, overview_briefing
from briefing.composition.field_coverage import FEW
from briefing.composition.page_model import Front
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.reference.divisions import full_name, regions

MONTH = "2026-11"
SICHUAN = [code for code in sorted(regions()) if code.startswith("5101") and code != "510100"]


def edition(*sentences: str, codes: list[str] = SICHUAN, year: str = "2024") -> Briefing:
    """An overview of one document a region, each with its sentence."""
    documents = [
        read_text(f"{full_name(code)}民生事业\n2025-03-01\n\n{year}年末，{full_name(code)}{sentence}", f"{n:03}.txt")
        for n, (code, sentence) in enumerate(zip(codes, sentences, strict=False))
    ]
    found = [o for document in documents for o in extract(document).observations]
    return overview_briefing(comparison.analyse(documents, found, month=MONTH), MONTH)


def front(briefing: Briefing) -> Front:
    return briefing.front


def heads(briefing: Briefing) -> list[str]:
    return [finding.head for finding in front(briefing).findings]


def test_targets_come_first_then_the_region_with_most_below() -> None:
    places = "每千人口拥有3岁以下婴幼儿托位数{}个，人均体育场地面积{}平方米。"
    briefing = edition(*(places.format(*values) for values in ((5.1, 3.0), (4.8, 2.9), (3.9, 2.1))))
    assert front(briefing).verdict == ("3地6项数据可对照“十四五”全国目标：", "4项高于，2项低于")
    assert heads(briefing) == [
        "托位：2地高于全国目标4.5个，1地低于",
        "体育场地：2地高于全国目标2.6平方米，1地低于",
        "金牛区有2项低于全国目标",
    ]
    assert [bool(finding.figure) for finding in front(briefing).findings] == [True, True, False]


def test_what_has_no_target_is_told_by_its_ends() -> None:
    briefing = edition(*(f"城镇登记失业率{value}%。" for value in (2.5, 2.9, 3.4)))
    (told,) = heads(briefing)
    assert told.startswith("城镇登记失业率：3个可比县区中")
    assert front(briefing).verdict == ("3地3个数字中，3对两地数据可论高低",)


def test_an_open_target_is_neither_above_nor_below() -> None:
    briefing = edition("每千人口拥有3岁以下婴幼儿托位数约4.5个。", "每千人口拥有3岁以下婴幼儿托位数近4.6个。")
    assert all(re.search("高于|低于|最高|最低", head) is None for head in heads(briefing))


@pytest.mark.parametrize("count", [1, 2, FEW, FEW + 1, 60])
def test_every_number_of_regions_makes_a_page(count: int) -> None:
    codes = sorted(regions(), key=lambda code: -len(regions()[code].name))[:count]
    briefing = edition(*(f"养老机构{n + 3}家，民生支出{10.0 ** (n % 12):.0f}元。" for n in range(count)), codes=codes)
    first = front(briefing)
    assert (first.matrix is not None) == (count <= FEW) == (first.bars is None)
    assert all(len(line) <= 30 for line in first.verdict)


def test_one_figure_says_that_nothing_may_be_judged() -> None:
    briefing = edition("养老机构3家。")
    assert front(briefing).verdict == ("1地1个数字中，没有可论高低的两地数据",)
    assert heads(briefing) == []
