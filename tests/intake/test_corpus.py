"""What a month's edition knows: documents that were published by then."""

import shutil
from pathlib import Path

import pytest

from briefing.intake.corpus import read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("month", "known"),
    [("2024-02", False), ("2024-11", False), ("2024-12", True), ("2025-01", True), (None, True)],
)
def test_a_document_dated_by_its_year_only_exists_from_the_years_end_on(tmp_path: Path, month, known):
    (source,) = SEEDS.glob("003_*.txt")
    shutil.copy(source, tmp_path)
    found = read_corpus(tmp_path, month)
    assert [d.published for d in found.documents] == ["2024"] * known
    assert found.later == (not known)


@pytest.mark.parametrize(("month", "known"), [("2022-02", False), ("2022-03", True)])
def test_a_document_with_a_full_date_exists_from_its_month_on(tmp_path: Path, month, known):
    (source,) = SEEDS.glob("002_*.txt")
    shutil.copy(source, tmp_path)
    assert bool(read_corpus(tmp_path, month).documents) is known
