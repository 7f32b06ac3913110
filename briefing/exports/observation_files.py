"""Observations as data files: JSON Lines with the fields of docs/observations.md, CSV and Excel with SDMX names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from briefing.exports.csv_files import csv_lines, plain
from briefing.exports.spreadsheets import Column, Sheet, table_columns, workbook_bytes
from briefing.model import Document, Observation, Relevance
from briefing.printing.quotation import marked_sentence
from briefing.reference.divisions import full_name

_FIELD_OF = {"name": "indicator"}  # questions that are called otherwise than the field they fill
_POSITIONS = ("START", "END", "PART_OF", "DUPLICATE_OF")
_WORKBOOK_DATE = date(2000, 1, 1)  # no date of ours belongs into the file: the same figures give the same bytes


def json_lines(observations: Iterable[Observation]) -> Iterator[str]:
    """One JSON object a line, without the line break."""
    fields = table_columns()["observations"]["fields"]
    for observation in observations:
        record = {field: plain(getattr(observation, field)) for field in fields}
        yield json.dumps(
            {**record, "rules": rules_by_field(observation), "doubts": list(observation.doubts)}, ensure_ascii=False
        )


def rules_by_field(observation: Observation) -> dict[str, str]:
    """Which rule decided each field that the extraction had to find out."""
    rules = (rule.partition(":") for rule in observation.rules)
    return {_FIELD_OF.get(question, question): rule for question, _, rule in rules}


def regional(observations: Iterable[Observation]) -> Iterator[Observation]:
    """Those that are a statistic of their region, and not of one institution, the economy or nobody."""
    return (observation for observation in observations if observation.relevance is Relevance.REGION)


def csv_text(observations: Iterable[Observation]) -> str:
    """A CSV table (RFC 4180, UTF-8 with byte order mark so that spreadsheets read it), texts made inert."""
    told = _columns()
    rows = ([getattr(observation, field) for field, *_ in told.values()] for observation in observations)
    return "".join(csv_lines(told, rows))


def workbook(read: Iterable[tuple[Document, Iterable[Observation]]]) -> bytes:
    """An .xlsx table of the observations of some documents: the CSV's columns, the region's name, the sentence."""
    columns = [
        Column(f"{name}\n{code}", width, wrap=width > 20, number_format="0" if code in _POSITIONS else "")
        for code, (_, name, width) in _columns().items()
    ]
    rows = [
        [
            full_name(observation.region) if observation.region else "",
            *(plain(getattr(observation, field)) for field, *_ in _columns().values()),
            marked_sentence(document, observation),
        ]
        for document, found in read
        for observation in found
    ]
    sheet = Sheet("观测值", (Column("地区", 16), *columns, Column("原句", 80, wrap=True)), rows)
    return workbook_bytes([sheet], "观测值", _WORKBOOK_DATE)


def _columns() -> dict[str, tuple[str, str, float]]:
    """Every column's name with its field, its head in a workbook, its width there."""
    return table_columns()["observations"]["columns"]  # type: ignore[no-any-return]
