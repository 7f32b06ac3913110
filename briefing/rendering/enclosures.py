"""The data inside a PDF: the observations that its page prints, as CSV and as the briefing's workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from briefing.composition.page_model import Briefing, Table
from briefing.exports.observation_files import csv_text
from briefing.model import Fact, Observation
from briefing.rendering.briefing_workbook import briefing_workbook

_CSV = "text/csv"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside a PDF. Names are ASCII: some viewers save others under a wrong name."""

    name: str
    content_type: str
    description: str
    data: bytes


def enclosures(briefing: Briefing) -> tuple[Enclosure, ...]:
    """The observations behind the briefing as CSV, and its workbook; the same briefing gives the same bytes."""
    table = csv_text(observations(briefing)).encode("utf-8")
    return (
        Enclosure("observations.csv", _CSV, "本简报所列数字的观测值", table),
        Enclosure("briefing.xlsx", _WORKBOOK, "本简报的数据、口径与出处", briefing_workbook(briefing)),
    )


def observations(briefing: Briefing) -> list[Observation]:
    """What tables and charts of the briefing print, in order of document and place, each once."""
    drawn = (fact for figure in briefing.figures for fact in figure.facts)
    told = (fact for section in briefing.sections for fact in _facts(section.tables))
    first = (tile.fact for tile in briefing.front.tiles if tile.fact)
    facts = chain(drawn, told, first)
    found = {fact.observation.id: fact.observation for fact in facts}
    return sorted(found.values(), key=lambda observation: (observation.document, observation.start))


def _facts(tables: Iterable[Table]) -> Iterator[Fact]:
    for table in tables:
        for row in table.rows:
            if row.fact:
                yield row.fact
            if isinstance(row.against, Fact):
                yield row.against
