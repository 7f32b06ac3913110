"""The catalogue is consistent, and a wrong one is refused with file, line, entry and fix."""

import re

import pytest

from briefing.comparison.stated_names import bare
from briefing.errors import ConfigurationError
from briefing.model import Sector
from briefing.reference.benchmarks import benchmarks
from briefing.reference.catalogue import (
    by_id,
    by_name,
    catalogue,
    load_catalogue,
    unit_families,
)
from briefing.reference.examinations import names_examination

NOT_SHARED_OUT = {"年末全国人口"}  # a benchmark that is a denominator, not an indicator of a place

ENTRY = """
[sources]
plan = "某规划"

[[indicator]]
id = "places"
name = "托位数"
sector = "childcare"
theme = "托育"
family = "place"
kind = "stock"
intensive = false
polarity = "higher_better"
definition = "托位总数"
source = "plan"
"""


def test_there_are_enough_indicators_in_every_field():
    assert len(catalogue()) >= 800
    fields = {indicator.sector for indicator in catalogue()}
    assert fields == set(Sector)


def test_a_name_in_the_form_used_for_matching_leads_to_one_indicator_a_unit():
    """Two indicators may share a bare name only where their units tell them apart."""
    owners: dict[tuple[str, str], str] = {}
    for indicator in catalogue():
        members = {unit for family in (indicator.family, *indicator.also) for unit in unit_families()[family].members}
        for name in {bare(n) for n in (indicator.name, *indicator.aliases)}:
            for unit in members:
                assert owners.setdefault((name, unit), indicator.id) == indicator.id, (name, unit, indicator.id)


def test_near_names_know_of_one_another():
    for indicator in catalogue():
        for other in indicator.not_same_as:
            assert indicator.id in by_id()[other].not_same_as, (indicator.id, other)


def test_amounts_per_head_point_to_ratios_and_ratios_have_no_denominator():
    for indicator in catalogue():
        if indicator.per_head:
            assert indicator.denominator and by_id()[indicator.per_head].intensive
        if indicator.intensive:
            assert indicator.denominator is None


def test_school_examination_results_are_sensitive():
    for indicator in catalogue():
        if indicator.regime == "province":
            assert indicator.sensitivity == "no_rank", indicator.id
        if names_examination(indicator.name):
            assert indicator.sensitivity == "no_rank", indicator.id


def test_every_benchmark_belongs_to_an_indicator_with_its_unit():
    for benchmark in benchmarks():
        if benchmark.indicator in NOT_SHARED_OUT:
            continue
        indicator = by_name()[benchmark.indicator]
        unit = benchmark.unit.partition("/")[0] or benchmark.unit
        assert unit in unit_families()[indicator.family].members, benchmark


def test_a_good_entry_is_read():
    (indicator,) = load_catalogue(ENTRY).indicators
    assert indicator.source == "某规划"
    assert indicator.unit == "个"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('definition = "托位总数"\n', ""), "缺少字段 definition"),
        (('family = "place"', 'family = "boxes"'), "family“boxes”不认识"),
        (('sector = "childcare"', 'sector = "roads"'), "sector“roads”不认识"),
        (('kind = "stock"', 'kind = "heap"'), "kind“heap”不认识"),
        (('source = "plan"', 'source = "rumour"'), "rumour"),
        (("intensive = false", 'intensive = "no"'), "字段 intensive 类型不对"),
        (('source = "plan"', 'source = "plan"\nnot_same_as = ["ghost"]'), "“ghost”不存在"),
        (('source = "plan"', 'source = "plan"\ncolour = "red"'), "不认识的字段 colour"),
        (('source = "plan"', "source = \"plan\"\npatterns = ['(']"), "正则式"),
        (('source = "plan"', 'source = "plan"\nplausible = [3, 1]'), "plausible"),
    ],
)
def test_a_wrong_entry_is_named_with_its_fix(change, said):
    with pytest.raises(ConfigurationError) as caught:
        load_catalogue(ENTRY.replace(*change), "my.toml")
    message = str(caught.value)
    assert said in message
    assert re.search(r"my\.toml 第 5 行", message)
    assert "places" in message
    assert "请" in message


def test_a_repeated_id_or_name_is_refused():
    entry = ENTRY.partition("[[indicator]]")[2]
    with pytest.raises(ConfigurationError, match="id 与前面的条目重复"):
        load_catalogue(f"{ENTRY}\n[[indicator]]{entry}")
    other = entry.replace('id = "places"', 'id = "others"')
    with pytest.raises(ConfigurationError, match="已属于“places”"):
        load_catalogue(f"{ENTRY}\n[[indicator]]{other}")


def test_what_is_not_toml_is_refused_with_its_place():
    with pytest.raises(ConfigurationError, match=r"my\.toml.*第2行"):
        load_catalogue("[[indicator]]\nid = \n", "my.toml")
