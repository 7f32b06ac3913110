"""What is new, updated, corrected, read otherwise or gone between two editions, and who is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.editions.changes import changes, of_product, relative_change, sentence, summary
from briefing.editions.filed_figures import figures_text, read_figures
from briefing.model import Bound, ChangeKind, FiledFigure, Measure, Sector, Status

BEDS = FiledFigure(
    document="a.txt",
    start=10,
    text="811张",
    indicator="beds",
    name="养老机构床位数",
    sector=Sector.ELDERLY,
    region="510403",
    period="2026-07",
    measure=Measure.LEVEL,
    status=Status.ACTUAL,
    value=811.0,
    upper=None,
    bound=Bound.EXACT,
    unit="张",
    printed="811张",
)
LATER = replace(BEDS, document="b.txt", period="2026-09", value=850.0, text="850张", printed="850张")
OTHER = replace(BEDS, value=821.0, text="821张", printed="821张")
KEPT = frozenset({"a.txt"})


def kinds(before: list[FiledFigure], after: list[FiledFigure]) -> list[ChangeKind]:
    return [change.kind for change in changes(before, after, KEPT)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([BEDS], [BEDS], []),
        ([], [BEDS], [ChangeKind.NEW]),
        ([BEDS], [], [ChangeKind.GONE]),
        ([BEDS], [LATER], [ChangeKind.UPDATED]),
        ([LATER], [BEDS], [ChangeKind.NEW, ChangeKind.GONE]),  # an older figure is no update
        ([BEDS], [BEDS, LATER], [ChangeKind.UPDATED]),
        ([BEDS], [OTHER], [ChangeKind.CORRECTED]),
        ([BEDS, LATER], [OTHER, LATER], [ChangeKind.CORRECTED]),
        # the same figure from another document is no change
        ([BEDS], [replace(BEDS, document="c.txt", start=99)], []),
        # our reading changed, not the world
        ([BEDS], [replace(BEDS, indicator="public_beds", name="公办床位数")], [ChangeKind.REDEFINED]),
        ([BEDS], [replace(BEDS, region="512000")], [ChangeKind.REDEFINED]),
        ([BEDS], [replace(BEDS, period="2025")], [ChangeKind.REDEFINED]),
        ([BEDS], [replace(BEDS, status=Status.PLANNED)], [ChangeKind.REDEFINED]),
        ([BEDS], [replace(BEDS, definition="含社区嵌入式机构")], [ChangeKind.REDEFINED]),
        # the same words elsewhere are another statement
        (
            [BEDS],
            [replace(BEDS, document="z.txt", region="512000")],
            [ChangeKind.NEW, ChangeKind.GONE],
        ),
        ([BEDS], [replace(BEDS, bound=Bound.AT_LEAST, printed=">811张")], [ChangeKind.REDEFINED]),
        (
            [replace(BEDS, document="x.txt")],
            [replace(BEDS, document="y.txt", bound=Bound.AT_LEAST, printed=">811张")],
            [ChangeKind.CORRECTED],
        ),
    ],
)
def test_kinds(before: list[FiledFigure], after: list[FiledFigure], expected: list[ChangeKind]) -> None:
    assert kinds(before, after) == expected


def test_a_document_with_other_words_is_not_read_anew() -> None:
    assert [c.kind for c in changes([BEDS], [replace(BEDS, value=9.0, printed="9张")])] == [ChangeKind.CORRECTED]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (BEDS, OTHER, "更正　攀枝花市西区　养老机构床位数：811张（2026-07） → 821张（2026-07）"),
        (BEDS, LATER, "更新　攀枝花市西区　养老机构床位数：811张（2026-07） → 850张（2026-09）"),
        (None, BEDS, "新增　攀枝花市西区　养老机构床位数：811张（2026-07）"),
        (BEDS, None, "不再提及　攀枝花市西区　养老机构床位数：811张（2026-07）"),
        (
            BEDS,
            replace(BEDS, indicator="p", name="公办床位"),
            "口径调整　攀枝花市西区　公办床位：811张，指标由“养老机构床位数”改为“公办床位”",
        ),
        (BEDS, replace(BEDS, definition="新"), "口径调整　攀枝花市西区　养老机构床位数：811张，指标定义有调整"),
    ],
)
def test_sentences(before: FiledFigure | None, after: FiledFigure | None, text: str) -> None:
    (change,) = changes([before] if before else [], [after] if after else [], KEPT)
    assert sentence(change) == text


def test_summary() -> None:
    assert summary(changes([BEDS], [OTHER, replace(BEDS, region="512000", document="q.txt")])) == "更正1项，新增1项"
    assert summary(()) == "没有变动"


def test_relative_change() -> None:
    (change,) = changes([BEDS], [replace(OTHER, value=1622.0)])
    assert relative_change(change) == 1.0
    (change,) = changes([], [BEDS])
    assert relative_change(change) is None


def test_sensitive_figures_are_shown_in_the_regions_own_briefing_only() -> None:
    rate = replace(BEDS, indicator="rate", sector=Sector.EDUCATION, sensitive=True)
    found = changes([], [rate, BEDS])
    assert len(of_product(found, "region", "510403", (), external=False)) == 2
    for kind, subject, external in (("region", "510403", True), ("overview", "", True), ("theme", "教育", False)):
        own = of_product(found, kind, subject, (Sector.EDUCATION, Sector.ELDERLY), external=external)
        assert [change.figure.indicator for change in own] == ["beds"]
    assert of_product(found, "region", "512000", (), external=False) == []


figures = st.builds(
    replace,
    st.just(BEDS),
    document=st.sampled_from(["a.txt", "b.txt"]),
    start=st.integers(0, 3),
    indicator=st.sampled_from(["beds", "places"]),
    period=st.sampled_from([None, "2025", "2026-07"]),
    value=st.sampled_from([1.0, 2.0]),
)


@given(st.lists(figures, max_size=8), st.lists(figures, max_size=8))
def test_every_figure_is_accounted_for_once(before: list[FiledFigure], after: list[FiledFigure]) -> None:
    found = changes(before, after, KEPT)
    told = [change.after for change in found if change.after is not None]
    assert all(told.count(figure) <= after.count(figure) for figure in after)
    lost = [change.before for change in found if change.before is not None and change.kind is not ChangeKind.UPDATED]
    assert all(lost.count(figure) <= before.count(figure) for figure in before)
    assert len(after) - len(told) <= len(before) - len(lost)  # what is not told of is in both
    assert changes(before, before, KEPT) == ()


@given(st.lists(figures, max_size=5))
def test_figures_survive_their_file(filed: list[FiledFigure]) -> None:
    assert list(read_figures(figures_text(filed))) == filed
