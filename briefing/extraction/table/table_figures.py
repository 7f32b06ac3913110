"""Tables of figures: every cell read with the headings above and beside it.

Rows may be places, indicators or times, and columns the same: each heading is taken apart by itself, and what those of
a cell say together is its observation. A cell whose unit or indicator cannot be told is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.extraction.amount.measures import Measured, scope_of
from briefing.extraction.amount.quantities import Quantity, find_quantities
from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure, Passage, Sentence
from briefing.extraction.name.contexts import Context, Joint
from briefing.extraction.name.name_memory import Name
from briefing.extraction.period.time_words import Calendar
from briefing.extraction.region.localities import WHOLE_REGION
from briefing.extraction.sectors import sector_in
from briefing.extraction.table.table_headings import (
    Heading,
    as_unit,
    implied_unit,
    is_serial,
    is_unit_column,
    labelled_unit,
    read_heading,
)
from briefing.model import Cell, Document, Measure, Paragraph, ParagraphKind, Run, Status, Table
from briefing.reference.divisions import find_places
from briefing.reference.place_names import disambiguate

# 1,200 · -3.2 · 约3.2万人: the sign and the rest of a figure
_FIGURE = re.compile(r"(?P<sign>[-+−－])?\s*(?P<rest>[约近超逾≥≤<>＞＜]?\s*\d[\d,，]*(?:\.\d+)?.{0,8})")
_TIME = re.compile(r"(?:19|20)\d{2}(?:\s*年.{0,6}|[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?")
_MINUS = ("-", "−", "－")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?:年|[-—])")
_MOST_FIGURES = 50_000
_BEGINNING = 2000  # characters that tell what a document with tables speaks of
_CHANGE_UNITS = ("个百分点", "百分点")


@dataclass(slots=True)
class _Grid:
    """A table by rows and columns; a merged cell stands in every place it covers."""

    at: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    first_body: int = 0  # the first row with figures
    stub: list[int] = field(default_factory=list)  # columns that name the rows
    units: list[int] = field(default_factory=list)  # columns of units
    skipped: set[int] = field(default_factory=set)  # serial numbers, ranks


def table_figures(document: Document) -> Iterator[Figure]:
    """The figures of every table of a document, row by row, with the answers that their headings give.

    A table's passage is the document's text, so that offsets are those of the document; a row is a sentence.
    """
    if not document.tables:
        return
    whole = Passage(Paragraph(document.raw, ParagraphKind.TABLE, (Run(0, 0),)), quantities=[])
    for table in document.tables:
        grid = _grid(table)
        if grid is not None:
            yield from _TableReader(document, table, grid).figures(whole)


def _grid(table: Table) -> _Grid | None:
    """The table as a grid with its headings found; None when it has no figures under headings."""
    grid = _Grid()
    for cell in table.cells:
        for row in range(cell.row, cell.row + min(cell.rows, 500)):
            for column in range(cell.column, cell.column + min(cell.columns, 200)):
                grid.at.setdefault((row, column), cell)
    grid.rows = sorted({row for row, _ in grid.at})
    grid.columns = sorted({column for _, column in grid.at})
    figures = [row for row in grid.rows if _has_figures(grid, row)]
    if not figures or figures[0] == grid.rows[0]:
        return None
    grid.first_body = figures[0]
    _sort_columns(grid)
    return grid if grid.stub and len(grid.stub) < len(grid.columns) else None


def _has_figures(grid: _Grid, row: int) -> bool:
    cells = [grid.at[row, column] for column in grid.columns[1:] if (row, column) in grid.at]
    return any(_is_figure(cell.text) and cell.rows == 1 for cell in cells)


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None and _TIME.fullmatch(text) is None


def _sort_columns(grid: _Grid) -> None:
    """Which columns name the rows, give units, or only count them. The stub ends before the first column of figures."""
    in_stub = True
    for column in grid.columns:
        headings = [
            grid.at[row, column].text for row in grid.rows if row < grid.first_body and (row, column) in grid.at
        ]
        body = [grid.at[row, column].text for row in grid.rows if row >= grid.first_body and (row, column) in grid.at]
        figures = sum(map(_is_figure, body))
        if any(map(is_serial, headings)):
            grid.skipped.add(column)
        elif any(map(is_unit_column, headings)) or (body and all(map(as_unit, body))):
            grid.units.append(column)
        elif in_stub and 2 * figures < len(body):
            grid.stub.append(column)
        else:
            in_stub = False


class _TableReader:
    """Reads one table; keeps the headings it has taken apart."""

    def __init__(self, document: Document, table: Table, grid: _Grid) -> None:
        self._document = document
        self._table = table
        self._grid = grid
        self._calendar = Calendar(document.published)
        self._home = _place(table.caption, document.place) or document.place
        self._unit = labelled_unit(table.caption)
        self._period = self._default_period()
        self._headings: dict[str, Heading] = {}
        self._heads = [row for row in grid.rows if row < grid.first_body]
        self._tops: dict[int, list[Heading]] = {}
        self._above_row: tuple[Heading, dict[int, Figure]] | None = None  # the last that is no part of another
        above = [heading.period for column in grid.columns for heading in self._above(column) if heading.period]
        self._latest = max(above, default=None)  # the time that a column of changes speaks of

    def figures(self, passage: Passage) -> Iterator[Figure]:
        """Every figure with the headings of its row and column."""
        grid, count = self._grid, 0
        for row in grid.rows:
            if row < grid.first_body:
                continue
            if count >= _MOST_FIGURES:
                return
            found: dict[int, Figure] = {}
            beside, cells = self._beside(row), list(self._cells(row))
            sentence = Sentence(passage, self._row_span(row) if cells else (0, 0), [])
            for column, cell in cells:
                figure = self._figure(cell, row, column, sentence, beside)
                if figure is not None:
                    count += 1
                    found[column] = figure
                    yield figure
            if beside and not beside[-1].part:
                self._above_row = beside[-1], found

    def _cells(self, row: int) -> Iterator[tuple[int, Cell]]:
        """The cells of a row that may hold figures, with their columns."""
        grid = self._grid
        for column in grid.columns:
            cell = grid.at.get((row, column))
            if cell is None or column in grid.stub or column in grid.units or column in grid.skipped:
                continue
            if cell.row == row and cell.column == column and _is_figure(cell.text):
                yield column, cell

    def _beside(self, row: int) -> list[Heading]:
        """The headings of a row, from the left."""
        cells = [self._grid.at[row, column] for column in self._grid.stub if (row, column) in self._grid.at]
        return [self._heading(cell.text) for cell in dict.fromkeys(cells)]

    def _above(self, column: int) -> list[Heading]:
        """The headings of a column, from the top."""
        if column not in self._tops:
            cells = [self._grid.at[row, column] for row in self._heads if (row, column) in self._grid.at]
            self._tops[column] = [self._heading(cell.text) for cell in dict.fromkeys(cells)]
        return self._tops[column]

    def _heading(self, text: str) -> Heading:
        if text not in self._headings:
            self._headings[text] = read_heading(text, self._home, self._calendar)
        return self._headings[text]

    def _figure(self, cell: Cell, row: int, column: int, sentence: Sentence, beside: list[Heading]) -> Figure | None:
        """The figure of a cell with what its headings answer; None where they name no indicator or no unit."""
        above = self._above(column)
        headings = [*beside, *above]
        name, whole = self._name(beside, above, column)
        sign, rest = _signed(cell.text)
        quantity = _quantity(rest, self._unit_of(row, beside, above, name.text))
        if not name.text or quantity is None:
            return None
        change = any(heading.change for heading in headings) or quantity.unit in _CHANGE_UNITS
        placed = quantity._replace(start=cell.start, end=cell.end)
        figure = Figure(sentence, len(sentence.figures), placed, Context("", "", cell.start, Joint.START))
        figure.answers = {
            "measure": Answer(Measured(_measure(change, headings, quantity), sign), "table-heading"),
            "status": self._status(headings),
            "period": self._period_of(headings, change),
            "region": self._region(headings),
            "part_of": Answer(whole, "whole" if whole is None else "table-part"),
            "name": Answer(name, "table"),
            "locality": WHOLE_REGION,
        }
        figure.answers["scope"] = scope_of(figure)
        beginning = sentence.passage.text[:_BEGINNING]
        figure.answers["sector"] = sector_in(name.text, name.text, self._table.caption, "", beginning, figure.explained)
        return figure

    @staticmethod
    def _status(headings: Sequence[Heading]) -> Answer[Status]:
        if any(heading.planned for heading in headings):
            return Answer(Status.PLANNED, "table-planned")
        return Answer(Status.ACTUAL, "table-unplanned")

    def _period_of(self, headings: Sequence[Heading], change: bool) -> Answer[str | None]:
        """The time of the headings; a change is of the latest, what has none of the table's or the document's."""
        if stated := self._last([heading.period for heading in headings]):
            return Answer(stated, "table-heading")
        if change and self._latest:
            return Answer(self._latest, "table-latest")
        return self._period

    def _name(self, beside: list[Heading], above: list[Heading], column: int) -> tuple[Name, Figure | None]:
        """The indicator's name with other orders of its parts, and the whole that it is a part of."""
        rows = [heading.name for heading in beside if heading.name]
        tops = [heading.name for heading in above if heading.name]
        whole: Figure | None = None
        if beside and beside[-1].part and self._above_row:
            above_it, figures = self._above_row
            whole = figures.get(column)
            if above_it.name:
                rows = [f"{above_it.name}中{rows[-1]}"] if rows else [above_it.name]
        if any(heading.part for heading in above) and len(tops) > 1:
            tops = [f"{tops[-2]}中{tops[-1]}"]
        name = "".join((*rows, *tops))
        others = {"".join((*tops, *rows)), "".join((*rows, *reversed(tops))), *(tops[-1:] if not rows else [])}
        return Name(name, tuple(sorted(others - {name, ""}))), whole

    def _unit_of(self, row: int, beside: list[Heading], above: list[Heading], name: str) -> str:
        """The unit of a cell's row, column, table, or of the indicator's name. A growth is in per cent."""
        units = [as_unit(self._grid.at[row, c].text) for c in self._grid.units if (row, c) in self._grid.at]
        change = any(heading.change for heading in above)
        own = self._last([heading.unit or None for heading in above])
        if own or change:
            return own or "%"
        stated = self._last([*(unit or None for unit in units), *(heading.unit or None for heading in beside)])
        if stated:
            return stated
        implied = implied_unit(name)
        if self._unit and (not implied or implied == self._unit[-1:] or implied not in ("%",)):
            return self._unit
        return implied

    def _region(self, headings: Sequence[Heading]) -> Answer[str | None]:
        named = self._last([heading.region for heading in headings])
        return Answer(named, "table-heading") if named else Answer(self._home, "table-place")

    @staticmethod
    def _last(values: Sequence[str | None]) -> str | None:
        return next((value for value in reversed(values) if value), None)

    def _row_span(self, row: int) -> tuple[int, int]:
        at = self._grid.at
        cells = [at[row, column] for column in self._grid.columns if (row, column) in at and at[row, column].row == row]
        return min(cell.start for cell in cells), max(cell.end for cell in cells)

    def _default_period(self) -> Answer[str | None]:
        """The time that the table's title or the document's gives, else the document's date."""
        for text, rule in ((self._table.caption, "table-caption"), (self._document.title or "", "title-year")):
            stated = [m.period for m in self._calendar.mentions(text) if m.period and not m.compared]
            if len(stated) == 1:
                return Answer(stated[0], rule)
            year = _YEAR.search(text)
            if year is not None:
                return Answer(year["year"], rule)
        return Answer(self._document.published, "document-date")


def _place(caption: str, context: str | None) -> str | None:
    """The place that a table's title names."""
    for mention in find_places(caption):
        code = disambiguate(mention, context)
        if code is not None:
            return code
    return None


def _signed(text: str) -> tuple[int, str]:
    match = _FIGURE.fullmatch(text)
    if match is None:
        return 1, text
    return (-1 if match["sign"] in _MINUS else 1), match["rest"].replace("，", ",")


def _quantity(text: str, unit: str) -> Quantity | None:
    """The figure of a cell with its own unit, or with the one that the headings give."""
    for written in (text, f"{text.strip()}{unit}" if unit else ""):
        found = find_quantities(written) if written else []
        if len(found) == 1 and found[0].end == len(written.rstrip()):
            return found[0]
    plain = re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text.strip())
    if plain is None or not unit:
        return None
    # the unit is in no list: read the number with one that is, and put the stated one in its place
    scale = re.match(r"[十百千]?[万亿]*", unit)
    multiplier = scale.group() if scale is not None else ""
    read = find_quantities(f"{text.strip()}{multiplier}个")
    return read[0]._replace(unit=unit[len(multiplier) :]) if len(read) == 1 and unit[len(multiplier) :] else None


def _measure(change: bool, headings: Sequence[Heading], quantity: Quantity) -> Measure:
    if change:
        return Measure.CHANGE
    share = quantity.is_percent and any(heading.share for heading in headings)
    return Measure.SHARE if share or quantity.is_percent else Measure.LEVEL
