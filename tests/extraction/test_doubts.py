"""How sure the answers are: names that are none are in doubt, plain ones are not; a person's decision settles it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing import corrections
from briefing.comparison import analyse
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.extraction.doubts import EVIDENCE, weights
from briefing.model import Correction, Document, Observation
from briefing.packaged import toml_file

PLAIN = "全县现有养老机构18家、床位2640张，城镇新增就业3260人。"
# Bare heads whose owner stands nowhere near, and what is no noun at all
DOUBTFUL = [
    "基本养老保险、基本医疗保险、工伤保险、失业保险、生育保险的月缴费基数上限为26840元。",
    "每月40元。",
    "其中，补助5000元、2000元。",
    "满减50元、20元、10元。",
]


def extracted(text: str) -> tuple[Document, tuple[Observation, ...]]:
    document = replace(read_text(text, "a.txt"), published="2025-11-05", place="510703")
    return document, extract(document).observations


def test_plain_names_are_not_in_doubt() -> None:
    assert [observation.doubts for observation in extracted(PLAIN)[1]] == [(), (), ()]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_names_that_say_nothing_are_in_doubt(text: str) -> None:
    found = extracted(text)[1]
    assert found
    assert all("indicator" in observation.doubts for observation in found)


def test_what_is_in_doubt_enters_no_comparison_and_bears_a_mark() -> None:
    document, found = extracted(PLAIN)
    doubted = [replace(observation, doubts=("period", "indicator")) for observation in found]
    analysis = analyse([document], doubted)
    assert not list(analysis.comparisons)
    assert not analysis.gaps
    for fact in analysis.facts:
        (caveat,) = [caveat for caveat in fact.caveats if caveat.code == "C03"]
        assert caveat.mark == "疑"
        assert caveat.text.startswith("时期、指标")


def test_a_decided_field_is_no_longer_in_doubt() -> None:
    observation = replace(extracted(PLAIN)[1][0], doubts=("period", "indicator"))
    decision = Correction(
        document="a.txt",
        start=observation.start,
        text=observation.text,
        expected=corrections.extracted(observation, ["value", "unit", "period"]),
        changes=(("period", "2024"),),
        reason="核对原件",
        author="核定人",
        date="2026-11-05",
    )
    (kept,) = corrections.apply([observation], [decision], corrections.FILE_NAME).observations
    assert kept.doubts == ("indicator",)


def test_every_question_has_weights_and_a_threshold() -> None:
    thresholds = toml_file("extraction/data/doubt_weights.toml")["thresholds"]
    assert set(thresholds) == set(EVIDENCE)
    assert all(weights(question) for question in EVIDENCE)
