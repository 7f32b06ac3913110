"""An editor's correction shows between editions as a correction with its reason; a new reading of ours does not."""

from dataclasses import replace
from pathlib import Path

from briefing import corrections
from briefing.comparison import analyse
from briefing.editions.changes import changes, sentence
from briefing.editions.filed_figures import figures_text, filed_figures, read_figures
from briefing.intake.corpus import read_corpus
from briefing.model import ChangeKind, Correction, FiledFigure
from tests.review.workbooks import BEDS, TEXT


def figures(folder: Path, *decided: Correction) -> tuple[FiledFigure, ...]:
    corpus = read_corpus(folder, None, decided)
    return filed_figures(analyse(corpus.documents, corpus.observations))


def test_a_correction_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    beds = next(o for o in read_corpus(tmp_path).observations if o.text == BEDS)
    expected = corrections.extracted(beds, ["value", "unit"])
    decision = Correction("a.txt", beds.start, BEDS, expected, (("value", 811.0),), "来函", "张某", "2026-11-05")
    before, after = figures(tmp_path), read_figures(figures_text(figures(tmp_path, decision)))
    (change,) = changes(before, after, frozenset({"a.txt"}))
    assert change.kind is ChangeKind.CORRECTED
    assert "人工核定，数值由830改为811（来函）" in sentence(change)
    read_otherwise = [replace(figure, value=811.0, corrected="") for figure in after if figure.text == BEDS]
    (change,) = changes([f for f in before if f.text == BEDS], read_otherwise, frozenset({"a.txt"}))
    assert change.kind is ChangeKind.REDEFINED
