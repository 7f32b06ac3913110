"""Observations as data files: JSON Lines with the fields of docs/observations.md, CSV and Excel with SDMX names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from briefing.exports.spreadsheets import FORMULA_STARTS, Column, Sheet, workbook_bytes
from briefing.model import Document, Observation
from briefing.printing.quotation import marked_sentence
from briefing.reference.divisions import full_name

_FIELDS = (
    "document",
    "start",
    "end",
    "text",
    "indicator",
    "aliases",
    "value",
    "upper",
    "unit",
    "bound",
    "measure",
    "region",
    "locality",
    "period",
    "status",
    "sector",
    "part_of",
    "optional",
    "duplicate_of",
)
_FIELD_OF = {"name": "indicator"}  # questions that are called otherwise than the field they fill
# SDMX concept names (SDMX Content-Oriented Guidelines, cross-domain concepts) for the columns that have one.
_COLUMNS = {
    "REF_AREA": "region",
    "INDICATOR": "indicator",
    "TIME_PERIOD": "period",
    "OBS_VALUE": "value",
    "UPPER": "upper",
    "UNIT_MEASURE": "unit",
    "OBS_STATUS": "status",
    "MEASURE": "measure",
    "BOUND": "bound",
    "SECTOR": "sector",
    "DOCUMENT": "document",
    "START": "start",
    "END": "end",
    "TEXT": "text",
    "PART_OF": "part_of",
    "DUPLICATE_OF": "duplicate_of",
    "LOCALITY": "locality",
}
# The workbook's columns: what each is called in Chinese, its width.
_WORKBOOK = {
    "REF_AREA": ("地区代码", 10),
    "INDICATOR": ("指标", 34),
    "TIME_PERIOD": ("时期", 18),
    "OBS_VALUE": ("数值", 14),
    "UPPER": ("上限", 12),
    "UNIT_MEASURE": ("单位", 10),
    "OBS_STATUS": ("性质", 10),
    "MEASURE": ("种类", 10),
    "BOUND": ("确数或约数", 9),
    "SECTOR": ("领域", 12),
    "DOCUMENT": ("文件", 30),
    "START": ("起始位置", 10),
    "END": ("终止位置", 10),
    "TEXT": ("原文", 16),
    "PART_OF": ("所属合计", 10),
    "DUPLICATE_OF": ("首次印出", 10),
    "LOCALITY": ("地区内的地点", 14),
}
_POSITIONS = ("START", "END", "PART_OF", "DUPLICATE_OF")
_WORKBOOK_DATE = date(2000, 1, 1)  # no date of ours belongs into the file: the same figures give the same bytes


def json_lines(observations: Iterable[Observation]) -> Iterator[str]:
    """One JSON object a line, without the line break."""
    for observation in observations:
        record = {field: _plain(getattr(observation, field)) for field in _FIELDS}
        yield json.dumps(
            {**record, "rules": rules_by_field(observation), "doubts": list(observation.doubts)}, ensure_ascii=False
        )


def rules_by_field(observation: Observation) -> dict[str, str]:
    """Which rule decided each field that the extraction had to find out."""
    rules = (rule.partition(":") for rule in observation.rules)
    return {_FIELD_OF.get(question, question): rule for question, _, rule in rules}


def csv_text(observations: Iterable[Observation]) -> str:
    """A CSV table (RFC 4180, UTF-8 with byte order mark so that spreadsheets read it), texts made inert."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    for observation in observations:
        writer.writerow([_cell(getattr(observation, field)) for field in _COLUMNS.values()])
    return "\ufeff" + buffer.getvalue()


def workbook(read: Iterable[tuple[Document, Iterable[Observation]]]) -> bytes:
    """An .xlsx table of the observations of some documents: the CSV's columns, the region's name, the sentence."""
    columns = [
        Column(f"{name}\n{code}", width, wrap=width > 20, number_format="0" if code in _POSITIONS else "")
        for code, (name, width) in _WORKBOOK.items()
    ]
    rows = [
        [
            full_name(observation.region) if observation.region else "",
            *(_plain(getattr(observation, field)) for field in _COLUMNS.values()),
            marked_sentence(document, observation),
        ]
        for document, found in read
        for observation in found
    ]
    sheet = Sheet("观测值", (Column("地区", 16), *columns, Column("原句", 80, wrap=True)), rows)
    return workbook_bytes([sheet], "观测值", _WORKBOOK_DATE)


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def _cell(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value
