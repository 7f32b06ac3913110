"""What a briefing's record says of its faults, alone and beside the edition before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.composition import region_briefing
from briefing.composition.page_model import Briefing, Matrix, Point, Row, Table
from briefing.editions.changes import changes
from briefing.editions.orders import Order
from briefing.editions.products import Product, against_previous, from_record, product_of, record, with_layout
from tests.composition.material import WEST, analysis
from tests.editions.test_changes import BEDS, LATER

MONTH = "2026-11"
ORDER = Order("region", WEST)


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return region_briefing(analysis(), WEST, MONTH)


def faults(briefing: Briefing) -> list[str]:
    return [fault.kind for fault in product_of(ORDER, briefing, 1).faults]


def test_a_good_briefing_has_no_fault(briefing: Briefing) -> None:
    product = product_of(ORDER, briefing, 1)
    assert product.faults == ()
    assert product.figures > 3
    assert (product.key, product.subject, product.issue) == ("region:510403", "攀枝花市西区", "2026年第11期")
    assert any("托位" in point for point in product.points)
    assert from_record(record(product)) == product


def changed(briefing: Briefing, **section: object) -> Briefing:
    first, *others = briefing.sections
    return replace(briefing, sections=(replace(first, **section), *others))  # type: ignore[arg-type]


def test_faults_of_its_own_pages(briefing: Briefing) -> None:
    figure = next(figure for section in briefing.sections for figure in section.figures)
    undrawn = replace(figure, chart=replace(figure.chart, svg=""))
    hollow = Table("", "指标", (Row("床位", " ", "张", "2026", ()),), ())
    assert faults(changed(briefing, tables=(replace(hollow, rows=()),))) == ["空表"]
    assert faults(changed(briefing, tables=(hollow,))) == ["空表"]
    assert faults(changed(briefing, matrix=Matrix((), ()))) == ["空表"]
    assert faults(changed(briefing, figures=(undrawn,))) == ["缺图"]
    assert faults(replace(briefing, points=(Point("缺字 \U0001f600"),))) == ["缺字"]
    assert faults(replace(briefing, points=())) == ["无数字"]
    assert faults(replace(briefing, sources=())) == ["无数字"]


@pytest.mark.parametrize(("wrong", "text"), [
    (["第1页甲"], "版面有不妥：第1页甲"),
    (["第1页甲", "第2页乙", "第2页丙"], "版面有不妥：第1页甲；第2页乙；第2页丙"),
    (["第1页甲", "第2页乙", "第2页丙", "第3页丁"], "版面有不妥：第1页甲；第2页乙；第2页丙等4处"),
])  # fmt: skip
def test_what_is_wrong_with_the_layout_is_one_fault(wrong: list[str], text: str) -> None:
    assert [(fault.kind, fault.text) for fault in with_layout(PRODUCT, wrong).faults] == [("版面", text)]


def test_a_layout_without_fault_changes_nothing() -> None:
    assert with_layout(PRODUCT, ()) is PRODUCT


PRODUCT = Product("region:510403", "region", "西区", "题", "简报", "", "", ("要点",), 10, failed_checks=("1+1≠3",))


def judged(product: Product, previous: Product | None, *found: object, kept: frozenset[str] = frozenset()) -> list[str]:
    return [f.kind for f in against_previous(product, previous, found, kept, 0.5).faults]  # type: ignore[arg-type]


def test_a_reconciliation_that_failed_before_is_not_new() -> None:
    assert judged(PRODUCT, PRODUCT) == []
    assert judged(PRODUCT, replace(PRODUCT, failed_checks=())) == ["勾稽"]
    assert judged(PRODUCT, None) == ["勾稽"]  # a region that the edition before did not have


def test_far_fewer_figures() -> None:
    before = replace(PRODUCT, figures=21)
    assert judged(PRODUCT, before) == ["锐减"]
    assert judged(PRODUCT, replace(before, figures=20)) == []


@pytest.mark.parametrize(
    ("value", "document", "kept", "expected"),
    [
        (1300.0, "a.txt", frozenset({"a.txt"}), ["变动"]),  # the same document, another number
        (1200.0, "a.txt", frozenset({"a.txt"}), []),
        (1300.0, "b.txt", frozenset({"a.txt"}), []),  # a new source says so
    ],
)
def test_a_great_change_needs_a_source(value: float, document: str, kept: frozenset[str], expected: list[str]) -> None:
    after = replace(LATER, document=document, value=value, printed=f"{value:g}张")
    assert judged(PRODUCT, PRODUCT, *changes([BEDS], [after], kept), kept=kept) == expected


def test_codes_of_faults_differ_by_month_and_text() -> None:
    (fault,) = against_previous(PRODUCT, None, (), frozenset(), 0.5).faults
    assert fault.code("2026-10", "region:510403") != fault.code("2026-10", "overview")
    assert fault.code("2026-10", "x").startswith("2026-10/")
