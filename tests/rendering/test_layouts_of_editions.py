"""No page of the briefings of real and of invented documents has a fault that the checks of the layout know."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from briefing.comparison import analyse
from briefing.composition import overview_briefing, region_briefing, theme_briefing
from briefing.composition.page_model import Briefing
from briefing.documents import read_document
from briefing.extraction import extract
from briefing.machine.template_folder import own_templates
from briefing.model import Analysis
from briefing.rendering import write_pdf

_ROOT = Path(__file__).resolve().parents[2]
SEEDS, INVENTED = "seeds", "benchmarks/gold/comparison/development/texts"  # five documents, eight with many comparisons
MONTHS = {SEEDS: "2026-11", INVENTED: "2025-04"}


@cache
def analysed(folder: str) -> Analysis:
    documents = [read_document(file) for file in sorted((_ROOT / folder).glob("*.txt"))]
    observations = [o for document in documents for o in extract(document).observations]
    return analyse(documents, observations, month=MONTHS[folder])


def composed(folder: str, kind: str, subject: str) -> Briefing:
    if kind == "region":
        return region_briefing(analysed(folder), subject, MONTHS[folder])
    if kind == "theme":
        return theme_briefing(analysed(folder), subject, MONTHS[folder])
    return overview_briefing(analysed(folder), MONTHS[folder])


@pytest.mark.parametrize(("folder", "kind", "subject"), [
    (SEEDS, "region", "510403"),
    (SEEDS, "region", "512000"),
    (SEEDS, "theme", "医疗"),
    (SEEDS, "overview", ""),
    (INVENTED, "region", "330881"),
    (INVENTED, "theme", "养老"),
    (INVENTED, "overview", ""),
])  # fmt: skip
def test_no_page_has_a_fault(folder: str, kind: str, subject: str, tmp_path: Path) -> None:
    assert write_pdf(composed(folder, kind, subject), tmp_path / "briefing.pdf") == ()


def test_a_template_that_spoils_the_pages_is_told_of(tmp_path: Path) -> None:
    style = (own_templates() / "print.css").read_text(encoding="utf-8")
    (tmp_path / "print.css").write_text(f"{style}\n.figures th {{ white-space: nowrap }}", encoding="utf-8")
    faults = write_pdf(composed(SEEDS, "region", "500236"), tmp_path / "briefing.pdf", tmp_path)
    assert any("超出所在的格" in fault for fault in faults)
