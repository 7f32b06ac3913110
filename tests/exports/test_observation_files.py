"""Observations as files: SDMX-CSV that other statistical software reads, a workbook with numbers as numbers."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
import sdmx
from openpyxl import load_workbook

from briefing.exports.observation_files import csv_text, workbook
from briefing.exports.sdmx_files import (
    ATTRIBUTES,
    DIMENSIONS,
    has_time,
    is_regional,
    observation_status,
    sdmx_csv_lines,
    time_period,
)
from briefing.intake.corpus import read_corpus
from briefing.model import Bound, Observation, Sector, Status

ROOT = Path(__file__).resolve().parents[2]
STRUCTURE = ROOT / "docs" / "observations.sdmx.xml"
FIGURE = Observation("a.txt", 5, 8, "=12", "=SUM(A1)", 12, "-人", Sector.HEALTH, region="510403", period="2024")


@pytest.fixture(scope="module")
def corpus():  # type: ignore[no-untyped-def]
    return read_corpus(ROOT / "seeds")


def test_sdmx1_reads_what_we_write(tmp_path: Path, corpus) -> None:  # type: ignore[no-untyped-def]
    flow = sdmx.read_sdmx(STRUCTURE).dataflow["OBSERVATIONS"]
    file = tmp_path / "observations.csv"
    file.write_text("".join(sdmx_csv_lines(corpus.observations)), encoding="utf-8", newline="")
    found = sdmx.read_sdmx(file, structure=flow).data[0].obs
    expected = [o for o in corpus.observations if has_time(o) and is_regional(o)]
    assert len(found) == len(expected) > 100
    assert len({str(obs.key) for obs in found}) == len(found)
    for obs, ours in zip(found, expected, strict=True):
        assert float(obs.value) == ours.value
        assert obs.key["REF_AREA"].value == (ours.region or "_X")
        assert obs.key["INDICATOR"].value == ours.indicator
        assert obs.attached_attribute["UNIT_MEASURE"].value == ours.unit


def test_the_structure_names_every_column() -> None:
    structure = sdmx.read_sdmx(STRUCTURE).structure["OBSERVATIONS"]
    assert [d.id for d in structure.dimensions] == list(DIMENSIONS)
    assert [a.id for a in structure.attributes] == list(ATTRIBUTES)
    header = next(csv.reader(sdmx_csv_lines([])))
    assert header == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES]


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("2021", "2021"),
        ("2023-03", "2023-03"),
        ("2024-04-23", "2024-04-23"),
        ("2021/2025", "2021-01-01/P5Y"),
        ("2023-01/2023-06", "2023-01-01/P6M"),
        ("2023-07/2024-06", "2023-07-01/P1Y"),
        ("2024-01-05/2024-02-03", "2024-01-05/P30D"),
        ("2024-01/2024-01", "2024-01"),
        ("2023-11/2023-12", "2023-11-01/P2M"),
    ],
)
def test_periods_as_sdmx_writes_them(period: str, written: str) -> None:
    assert time_period(period) == written


def test_status_codes() -> None:
    assert observation_status(FIGURE) == "A"
    assert observation_status(replace(FIGURE, status=Status.PLANNED, bound=Bound.AT_LEAST)) == "F"
    assert observation_status(replace(FIGURE, bound=Bound.APPROXIMATE)) == "E"


def test_texts_are_inert_in_every_form() -> None:
    for text in (csv_text([FIGURE]).lstrip("\ufeff"), "".join(sdmx_csv_lines([FIGURE]))):
        cells = next(iter(list(csv.reader(io.StringIO(text)))[1:]))
        assert {"'=SUM(A1)", "'-人", "'=12"} <= set(cells)
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_observation_without_time_is_left_to_other_forms() -> None:
    assert len(list(sdmx_csv_lines([replace(FIGURE, period=None)]))) == 1
    assert len(csv_text([replace(FIGURE, period=None)]).splitlines()) == 2


def test_workbook_of_observations(corpus) -> None:  # type: ignore[no-untyped-def]
    document = corpus.documents[-1]
    own = [o for o in corpus.observations if o.document == document.name]
    data = workbook([(document, own)])
    assert data == workbook([(document, own)])
    heads, *rows = load_workbook(io.BytesIO(data))["观测值"].iter_rows(values_only=True)
    column = {str(head).split("\n")[-1]: index for index, head in enumerate(heads)}
    assert [row[column["OBS_VALUE"]] for row in rows] == [o.value for o in own]
    assert all(f"【{''.join(o.text.split())}】" in row[column["原句"]] for row, o in zip(rows, own, strict=True))
