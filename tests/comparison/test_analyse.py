"""From observations to an analysis: what a small corpus of two regions gives, and how one figure is traced."""

import pytest

from briefing.comparison import analyse, data_frames, headline, trace
from briefing.errors import NothingFoundError
from briefing.model import Comparability
from briefing.reference.themes import resolve_theme
from tests.comparison.builders import FENGJIE, FUCHENG, ZIYANG, document, obs

PLACES = "每千人口托位数"


def corpus():
    """A district and a city, in the manner of two reports."""
    place = obs(PLACES, 2.91, "个", period="2024-11-05", sector="childcare", start=50)
    return [
        place,
        obs("普惠托育托位", 350, "个", period="2024-11-05", sector="childcare"),
        obs("养老机构床位", 811, "张", period="2024-11-05", sector="elderly", start=200),
        obs("公办养老机构床位", 304, "张", period="2024-11-05", sector="elderly", part_of=200),
        obs("民办养老机构床位", 507, "张", period="2024-11-05", sector="elderly", part_of=200),
        obs("高考本科上线人数", 331, period="2024", sector="education"),
        obs(PLACES, 4.5, "个", period="2025-12-09", sector="childcare", region=ZIYANG, document="b.txt"),
        obs(
            "城镇新增就业", 10800, text="1.08万人", period="2021", sector="employment", region=FUCHENG, document="b.txt"
        ),
        obs(
            "城镇新增就业",
            24000,
            text="2.4万余人",
            bound="ge",
            period="2022/2024",
            sector="employment",
            region=FENGJIE,
            document="c.txt",
        ),
        obs("乡村医生执业(助理)医师占比", 16.4, "%", period="2022", sector="health", region=FENGJIE, document="c.txt"),
        obs("乡村医生执业(助理)医师占比", 21.65, "%", period="2024", sector="health", region=FENGJIE, document="c.txt"),
    ]


@pytest.fixture(scope="module")
def analysis():
    return analyse([document(name) for name in ("a.txt", "b.txt", "c.txt")], corpus())


def test_pairs_and_their_verdicts(analysis):
    found = {
        (c.indicator.id, c.verdict.outcome): [caveat.code for caveat in c.verdict.reasons] for c in analysis.comparisons
    }
    assert found["childcare_places_per_1000", Comparability.CONDITIONAL] == ["R04", "R05", "R13"]
    assert found["urban_new_employment", Comparability.NOT_COMPARABLE][0] == "R03"
    assert len(analysis.comparisons) == 3  # employment also per head


def test_marks_of_figures(analysis):
    marks = {fact.observation.indicator: data_frames.flags(fact) for fact in analysis.facts}
    assert [marks[name] for name in ("普惠托育托位", "高考本科上线人数", "养老机构床位")] == ["核", "敏", ""]


def test_a_theme_table_sets_regions_side_by_side(analysis):
    table = data_frames.theme_table(analysis, resolve_theme("托育"))
    assert list(table["verdict"]) == ["有条件", "", ""]
    assert table.loc[0, "资阳市"] == "4.5个（2025-12）"
    assert table.loc[0, "攀枝花市西区"] == "2.91个（2024-11）[核]"


def test_a_theme_table_has_no_examination_results(analysis):
    assert data_frames.theme_table(analysis, resolve_theme("教育")).empty


def test_coverage_counts_figures_by_region_and_field(analysis):
    coverage = data_frames.coverage_matrix(analysis)
    assert coverage.loc["攀枝花市西区", "elderly"] == 3
    assert coverage.to_numpy().sum() == len(analysis.facts)
    assert data_frames.comparable_matrix(headline(analysis.comparisons)).loc["资阳市", "childcare"] == 1


def test_a_series_has_two_times_of_one_indicator_and_region(analysis):
    series = data_frames.time_series(analysis)
    assert list(series["printed"]) == ["16.4%", "21.65%"]


def test_the_comparison_table_has_every_pair_with_its_reasons(analysis):
    table = data_frames.comparison_table(analysis.comparisons)
    assert len(table) == len(analysis.comparisons)
    assert (table["reasons"].str.len() > 0).all()


def test_a_figure_is_traced_with_all_that_was_decided(analysis):
    found = trace(analysis, "a.txt:50")
    assert (found.fact.alignment, found.fact.score) == ("alias", 1.0)
    assert [c.verdict.outcome for c in found.comparisons] == [Comparability.CONDITIONAL]
    assert {g.benchmark.kind for g in found.gaps} == {"target", "actual"}
    assert [r.kind for r in found.reconciliations] == ["per_capita"]


def test_an_unknown_figure_is_answered_with_the_form_of_an_id(analysis):
    with pytest.raises(NothingFoundError, match="文件名:起始位置"):
        trace(analysis, "a.txt:51")


def test_nothing_gives_an_empty_analysis():
    empty = analyse([], [])
    assert (len(empty.facts), len(empty.comparisons)) == (0, 0)
    assert data_frames.coverage_matrix(empty).empty
    assert data_frames.time_series(empty).empty
    assert data_frames.theme_table(empty, resolve_theme("养老")).empty


def test_the_same_observations_give_the_same_analysis():
    observations = corpus()
    one, other = analyse([], observations), analyse([], observations)
    assert one.facts == other.facts
    assert list(one.comparisons) == list(other.comparisons)
