"""Whose statistic a figure is, on sentences of all kinds; the table is ours, the weights are fitted on others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.comparison import analyse
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.extraction.questions import asked
from briefing.extraction.relevance import Subject, evidence
from briefing.model import Document, Observation, Relevance
from briefing.packaged import toml_file

REGION = [
    "全县现有养老机构18家、床位2640张，护理型床位占比62.4%。",
    "我市今年新增公办幼儿园学位3200个，普惠性幼儿园覆盖率达到91%。",
    "截至10月底，全区城镇新增就业5460人，帮扶困难人员就业812人。",
    "全省居民基本医疗保险人均财政补助标准提高到每人每年670元。",
    "县卫生健康局表示，全县每千人口执业（助理）医师达到2.9人。",
    "到2027年，全市每千人口拥有3岁以下婴幼儿托位数达到4.8个。",
]
SINGLE = [
    "县人民医院新院区占地86亩，开放床位600张。",
    "8月12日，街道在文化广场举办义诊活动，现场为130余名居民测量血压，发放宣传册400份。",
    "该校现有教学班36个，在校学生1680人。",
]
NONE = [
    "警方共抓获犯罪嫌疑人9名，涉案金额210万元。",
    "法院判处被告人有期徒刑四年，并处罚金8万元。",
    "交通事故造成3人死亡、5人受伤。",
    "公司前三季度净利润4.2亿元，股价上涨6%。",
    "张女士花1.8万元买的手表，二手商家只肯出3000元。",
    "全场比赛他独得31分，球队以98比90取胜，粉丝超过20万名。",
]
COUNTS = [
    "全县共破获刑事案件36起，抓获42人。",
    "全市道路交通事故受伤人数为128人。",
    "全国31个省份已建立高龄津贴制度。",
    "市民政局等19个部门联合推进养老服务。",
    "补贴分为两类，覆盖全县16个乡镇（街道）。",
]
ECONOMY = ["全市规模以上工业增加值增长6.3%，外贸出口额42亿元。", "上半年景区接待游客190万人次，实现旅游收入16亿元。"]


def relevances(text: str) -> set[Relevance]:
    document = replace(read_text(text, "a.txt"), published="2025-11-05", place="510703")
    return {observation.relevance for observation in extract(document).observations}


@pytest.mark.parametrize("text", REGION)
def test_statistics_of_a_region(text: str) -> None:
    assert relevances(text) == {Relevance.REGION}


@pytest.mark.parametrize("text", [*SINGLE, *NONE, *ECONOMY])
def test_what_is_no_statistic_of_a_region(text: str) -> None:
    assert Relevance.REGION not in relevances(text)


@pytest.mark.parametrize("text", [*NONE, *COUNTS])
def test_crime_accidents_companies_private_stories_and_counts_of_places_are_nobodys_statistic(text: str) -> None:
    assert relevances(text) == {Relevance.NONE}


def observations(text: str) -> tuple[Document, tuple[Observation, ...]]:
    document = replace(read_text(text, "a.txt"), published="2025-11-05", place="510703")
    return document, extract(document).observations


def test_what_is_left_out_is_counted_and_enters_no_comparison() -> None:
    text = f"{REGION[0]}\n\n{NONE[0]}\n"
    document, found = observations(text)
    analysis = analyse([document], found)
    stated = {fact.observation.relevance for fact in analysis.facts}
    assert stated <= {Relevance.REGION}
    assert len(analysis.facts) + len(analysis.left_out) == len(found)


def test_what_is_weighed_can_occur() -> None:
    """A weight of words that were taken out of the lists would lie there for ever."""
    words = toml_file("extraction/data/relevance.toml")
    groups, kinds = set(words["groups"]) | {"plain"}, set(words["units"]) | {"rate"}
    for name in toml_file("extraction/data/relevance_weights.toml")["weights"]:
        part, _, group = name.partition("-")
        if part in ("document", "sentence", "name", "unit"):
            assert group in (kinds if part == "unit" else groups), name


def test_what_is_told_of_a_figure_is_named_evidence() -> None:
    document, _ = observations(f"{REGION[0]}\n\n{NONE[0]}\n")
    subject = Subject(document)
    beds, arrested = (figure for figure in asked(document) if figure.written in ("2640张", "9名"))
    assert {"sentence-service", "sentence-plain", "name-service", "sector-elderly", "many"} <= set(
        evidence(beds, subject)
    )
    assert {"sentence-crime", "name-crime", "unit-person", "document-crime"} <= set(evidence(arrested, subject))
    assert "sentence-plain" not in evidence(arrested, subject)
