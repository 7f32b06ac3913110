"""The overview's section on what has changed: grave things first and cited, many new figures only counted."""

from __future__ import annotations

from dataclasses import replace

from briefing.composition.source_numbers import SourceRegister
from briefing.composition.what_changed import changes_section
from briefing.model import Change, ChangeKind
from tests.composition.material import analysis
from tests.editions.test_changes import BEDS, LATER, OTHER


def section(changes: list[Change]):  # type: ignore[no-untyped-def]
    material = analysis()
    return changes_section("2026-09", changes, material.facts, SourceRegister(material.documents))


def test_nothing_changed() -> None:
    assert section([]).lead[0].text == "与2026年9月一期相比，所列数字没有变动。"


def test_rows_carry_both_values_and_the_source_of_the_later() -> None:
    fact = analysis().facts[0].observation
    now = replace(OTHER, document=fact.document, start=fact.start)
    found = section([Change(ChangeKind.CORRECTED, BEDS, now), Change(ChangeKind.GONE, LATER, None)])
    assert found.lead[0].text == "与2026年9月一期相比：更正1项，不再提及1项。"
    first, second = found.changes
    assert (first.kind, first.region, first.before, first.after) == (
        "更正",
        "攀枝花市西区",
        "811张（2026-07）",
        "821张（2026-07）",
    )
    assert first.citations
    assert (second.kind, second.before, second.after, second.citations) == ("不再提及", "850张（2026-09）", "—", ())


def test_many_new_figures_are_counted_by_region() -> None:
    new = [Change(ChangeKind.NEW, None, replace(BEDS, start=number)) for number in range(20)]
    found = section([Change(ChangeKind.UPDATED, BEDS, LATER), *new])
    assert [row.kind for row in found.changes] == ["更新"]
    assert found.lead[1].text == "新增的数字按地区计：攀枝花市西区20项。"
    assert len(section(new[:12]).changes) == 12


def test_a_long_list_says_how_much_it_leaves_out() -> None:
    gone = [Change(ChangeKind.GONE, replace(BEDS, start=number), None) for number in range(45)]
    found = section(gone)
    assert len(found.changes) == 40
    assert "另有5项从略" in found.remark
