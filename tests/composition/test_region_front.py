"""The first page of a region: sentence, tiles, chart and what it lacks; never more than what it is held against."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import analyse
from briefing.composition import headline, region_briefing
from briefing.composition.page_model import Briefing, Front
from briefing.model import Analysis, Document, Observation
from tests.comparison.builders import DONGQU, FUCHENG, XIQU, ZIYANG, obs

RENHE, MIYI, YANBIAN = "510411", "510421", "510422"
MONTH = "2026-11"
SOURCE = Document("a.txt", "字" * 500_000, ())
PLACES, BEDS, DOCTORS = "每千人口拥有3岁以下婴幼儿托位数", "养老机构护理型床位占比", "每千人口执业(助理)医师数"
SPORTS, RETENTION, JOBLESS = "人均体育场地面积", "九年义务教育巩固率", "城镇登记失业率"


def page(*observations: Observation, month: str = MONTH) -> Briefing:
    analysis: Analysis = replace(analyse([], observations), documents=(SOURCE,))
    return region_briefing(analysis, XIQU, month)


def front(*observations: Observation, month: str = MONTH) -> Front:
    found = page(*observations, month=month).front
    assert found is not None
    return found


def peers(name: str, unit: str, *values: float) -> list[Observation]:
    places = (XIQU, DONGQU, RENHE, MIYI, YANBIAN)
    return [obs(name, value, unit, region=place) for value, place in zip(values, places, strict=False)]


@pytest.mark.parametrize(
    ("observations", "sentence"),
    [
        ([obs(PLACES, 5.1, "个")], "托位高于“十四五”全国目标"),
        ([obs(PLACES, 2.9, "个"), obs(BEDS, 60, "%")], "护理型床位占比高于“十四五”全国目标，托位低于目标"),
        ([obs(PLACES, 4.5, "个")], "托位持平于“十四五”全国目标"),
        ([obs(PLACES, 5.1, "个", bound="ge", text="超过5.1个")], "托位高于“十四五”全国目标"),
        ([obs(PLACES, 4.1, "个", bound="ge", text="超过4.1个")], "只有托位1项有可对照的数，口径有别，只并列"),
        (peers(JOBLESS, "%", 3.1, 3.9), "城镇登记失业率低于可比的1地"),
        (peers(JOBLESS, "%", 3.1, 3.9, 2.1, 3.1), "城镇登记失业率与3个可比地区比：高于1地，低于1地，与1地基本相当"),
        (peers(PLACES, "个", 5.1, 4.6, 4.0), "托位高于“十四五”全国目标，也高于全部可比地区"),
        ([obs("养老机构", 11, "家", sector="elderly")], "本期1项数据没有可对照的数，只列本地数"),
    ],
)
def test_the_sentence_says_what_may_be_judged(observations: list[Observation], sentence: str) -> None:
    assert "".join(front(*observations).verdict) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "托位高于“十四五”全国目标",
        "托位、护理型床位占比两项高于“十四五”全国目标，也高于全部可比地区",
        "5项高于“十四五”全国目标，2项低于目标，1项持平于目标",
        "没有一个地方可以断开而又长得一行怎么也放不下的句子在这里",
    ],
)
def test_a_sentence_is_set_on_lines_of_bearable_length(sentence: str) -> None:
    lines = headline.lines(sentence)
    assert "".join(lines) == sentence
    assert max(map(len, lines)) <= headline.LINE


def test_tiles_are_chosen_by_what_may_be_said_of_them() -> None:
    found = front(
        obs("养老机构", 11, "家", sector="elderly"),
        *peers(JOBLESS, "%", 3.1, 3.9, 2.8),
        obs(BEDS, 60, "%", sector="elderly"),
        obs(PLACES, 4.05, "个", bound="ge", text="超过4.05个", sector="childcare"),
    )
    assert [(tile.name, tile.state) for tile in found.tiles] == [
        ("护理型床位占比", "judged"),
        ("城镇登记失业率", "judged"),
        ("每千人口托位数", "beside"),
        ("养老机构数", "plain"),
    ]
    lines = {line.label: (line.value, line.verdict) for line in found.tiles[1].lines}
    assert lines["2地"] == ("2.8–3.9%", "▲1 ▼1")
    assert {line.verdict for line in found.tiles[2].lines} <= {"○只并列", ""}


def test_at_most_five_tiles_two_of_a_sector() -> None:
    found = front(
        obs(PLACES, 4.6, "个", sector="childcare"), obs(BEDS, 60, "%", sector="elderly"),
        obs(DOCTORS, 3.4, "人"), obs("每千人口注册护士数", 3.9, "人"), obs("每千人口医疗卫生机构床位数", 7.1, "张"),
        obs(SPORTS, 2.7, "平方米", sector="culture_sports"), obs(RETENTION, 97, "%", sector="education"),
        obs("高中阶段毛入学率", 93, "%", sector="education"),
    )  # fmt: skip
    assert len(found.tiles) == 5


def test_what_the_sources_call_an_examination_is_on_no_first_page() -> None:
    found = front(obs("本科上线率", 65.3, "%", sector="education"), obs(PLACES, 4.6, "个"))
    assert "65.3" not in repr(found)


def test_the_chart_is_a_ranking_else_targets_else_what_is_missing() -> None:
    ranking = front(*peers(PLACES, "个", 5.1, 4.6, 4.0)).figure
    assert ranking is not None
    assert ranking.chart.title == "每千人口托位数：攀枝花西区5.1个，高于2个可比地区，高于目标"
    attained = front(obs(PLACES, 5.1, "个"), obs(BEDS, 50, "%")).figure
    assert attained is not None
    assert attained.chart.title == "与“十四五”全国目标对照：1项高于，1项低于"
    poor = front(obs("养老机构", 11, "家", sector="elderly"))
    assert poor.figure is None
    assert poor.listing is not None
    assert "每千人口拥有3岁以下婴幼儿托位数" in [row[0] for row in poor.listing.rows]


def test_what_is_missing_names_the_places_that_have_it() -> None:
    found = front(obs("养老机构", 11, "家", sector="elderly"), obs(PLACES, 4.5, "个", region=ZIYANG))
    assert found.listing is not None
    assert next(row[-1] for row in found.listing.rows if row[0] == PLACES) == "资阳4.5（2024）"
    told = "".join(point.text for point in found.absent)
    assert "每千人口托位数" in told
    assert "优军服务" in told
    assert "依据　1篇报道的1项数据" in told


figures = st.builds(
    lambda name, region, value, period, bound: obs(name[0], value, name[1], region=region, period=period, bound=bound),
    st.sampled_from([(PLACES, "个"), (BEDS, "%"), (DOCTORS, "人"), (JOBLESS, "%"), ("养老机构", "家")]),
    st.sampled_from([XIQU, XIQU, DONGQU, RENHE, MIYI, FUCHENG, ZIYANG]),
    st.one_of(st.integers(1, 90), st.sampled_from([0.01, 10**12])),
    st.sampled_from(["2023", "2024", "2024-11-05", "2019", None]),
    st.sampled_from(["eq", "eq", "ge", "le", "approx"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(figures, max_size=12))
def test_nothing_is_called_higher_or_lower_that_only_stands_beside(observations: list[Observation]) -> None:
    briefing = page(obs("养老机构", 11, "家", sector="elderly"), *observations)
    first = briefing.front
    assert first is not None
    assert 1 <= len(first.tiles) <= 5
    assert all(tile.fact and tile.fact.observation.period for tile in first.tiles)
    for tile in first.tiles:
        if tile.state != "judged":
            assert not any(re.search("[▲▼＝]", line.verdict) for line in tile.lines)
    if all(tile.state != "judged" for tile in first.tiles):
        assert not re.search("高于|低于", "".join(first.verdict))
    rulers = next((section.rulers for section in briefing.sections if section.rulers), None)
    for row in rulers.beside if rulers else ():
        assert not re.search("[▲▼＝]", row.standing + "".join(line.verdict for line in row.references))
