"""Material → correction workbook: what needs a decision first, then every figure; extracted columns are locked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from briefing import corrections as decisions
from briefing.exports.spreadsheets import Cell, Formats, arrange, inert, new_workbook, write_cell
from briefing.model import Correction, Observation, Relevance
from briefing.printing.numbers import plain
from briefing.printing.terms import term
from briefing.reference.catalogue import catalogue, unit_families
from briefing.reference.divisions import full_name, regions
from briefing.review.hidden_record import record
from briefing.review.material import Material, Unmatched, facts_by_id, failed_checks, ordered, unmatched, verdicts
from briefing.review.review_sheets import (
    CHECKS,
    DOUBTS,
    FIGURES,
    HELP,
    HELP_LINES,
    INDICATORS,
    LISTS,
    OUTDATED,
    REGIONS,
    UNKNOWN,
    UNREAD,
    YES,
    Field,
    fields_of,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_CREATED = date(2000, 1, 1)  # the same material gives the same bytes
_CONTEXT = 160  # characters of a sentence shown on either side of its figure
_FROZEN_COLUMNS = 1
_ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "select_locked_cells": True}


def workbook(material: Material) -> bytes:
    """The correction workbook as an .xlsx file."""
    buffer = io.BytesIO()
    book = new_workbook(buffer, "数字核定", _CREATED)
    writer = _Writer(book, material)
    figures = ordered(material.extracted)
    unread: list[list[Cell]] = [[str(problem)] for problem in material.problems]
    writer.table(UNREAD, unread)
    writer.figures(DOUBTS, [(_doubted(o), o) for o in figures if _is_doubted(o, material.fitting.get(o.id))])
    writer.figures(REGIONS, [("", o) for o in figures if _region_unknown(o, material.fitting.get(o.id))])
    writer.names()
    writer.figures(CHECKS, _checked(material))
    writer.table(OUTDATED, [_outdated(correction, problem) for correction, problem in material.outdated])
    writer.figures(FIGURES, [("", o) for o in figures])
    writer.table(HELP, [[line] for line in HELP_LINES])
    writer.lists()
    book.close()
    return buffer.getvalue()


def _region_unknown(observation: Observation, correction: Correction | None) -> bool:
    return observation.region is None and observation.duplicate_of is None and correction is None


def _is_doubted(observation: Observation, correction: Correction | None) -> bool:
    fresh = observation.duplicate_of is None and correction is None
    return bool(observation.doubts) and fresh and observation.relevance is Relevance.REGION


def _doubted(observation: Observation) -> str:
    return "、".join(decisions.FIELD_NAMES[field] for field in observation.doubts)


def _checked(material: Material) -> list[tuple[str, Observation]]:
    """The figures of failed checks as extracted, in the order of the checks."""
    extracted = {observation.id: observation for observation in material.extracted}
    return [(text, extracted[o.id]) for text, o in failed_checks(material.analysis) if o.id in extracted]


def _outdated(correction: Correction, problem: str) -> list[Cell]:
    change = decisions.description(correction)
    return [correction.figure, problem, change, correction.author, correction.date, record(correction)]


def _current(name: Unmatched) -> str:
    """Where a name stands now, and what keeps it from the indicator that it is like."""
    if name.example.alignment == "completed":
        return f"据上下文补全为“{name.example.indicator.name}”"
    if name.proposal is None:
        return "目录中没有"
    more, fewer = ("、".join(f"“{word}”" for word in words) for words in (name.proposal.more, name.proposal.fewer))
    differences = [f"多{more}" * bool(more), f"少{fewer}" * bool(fewer)]
    return f"目录中没有；比相近的指标{'，'.join(filter(None, differences)) or '只差词序'}"


class _Writer:
    """Writes sheets into one workbook, sharing its formats and the lists that drop-downs refer to."""

    def __init__(self, book: Workbook, material: Material) -> None:
        self._book = book
        self._material = material
        self._formats = Formats(book)
        self._facts = facts_by_id(material.analysis)
        self._verdicts = verdicts(material.analysis)
        self._lists = _lists()

    def figures(self, name: str, rows: Sequence[tuple[str, Observation]]) -> None:
        """A sheet of figures; the text before a figure is why it is listed."""
        fields = fields_of(name)
        sheet = self._sheet(name, fields, len(rows))
        for number, (why, observation) in enumerate(rows, start=1):
            self._row(sheet, number, fields, observation, self._values(observation) | {"check": why})

    def names(self) -> None:
        """The names that wait for an indicator."""
        fields = fields_of(INDICATORS)
        found = unmatched(self._material)
        sheet = self._sheet(INDICATORS, fields, len(found))
        for number, name in enumerate(found, start=1):
            observation = name.example.observation
            values: dict[str, Cell] = {
                "name": name.name,
                "unit": observation.unit,
                "count": name.count,
                "id": observation.id,
                "current": _current(name),
                "suggestion": name.proposal.indicator.name if name.proposal else "",
            }
            self._row(sheet, number, fields, observation, values)

    def _row(
        self, sheet: Worksheet, row: int, fields: Sequence[Field], figure: Observation, values: Mapping[str, Cell]
    ) -> None:
        """The cells of a figure: its sentence, and what `values` has for the other columns."""
        for index, field in enumerate(fields):
            if field.key == "sentence":
                self._sentence(sheet, row, index, figure)
            else:
                self._cell(sheet, row, index, field, values.get(field.key))

    def table(self, name: str, rows: Sequence[Sequence[Cell]]) -> None:
        """A sheet that is only read."""
        fields = fields_of(name)
        sheet = self._sheet(name, fields, len(rows))
        for number, row in enumerate(rows, start=1):
            for index, (field, value) in enumerate(zip(fields, row, strict=True)):
                self._cell(sheet, number, index, field, value)

    def lists(self) -> None:
        """The hidden sheet that drop-downs take their choices from."""
        sheet = self._book.add_worksheet(LISTS)
        for index, (_, choices) in enumerate(self._lists.items()):
            for number, choice in enumerate(choices):
                write_cell(sheet, number, index, choice, self._formats)
        sheet.hide()

    def _sheet(self, name: str, fields: Sequence[Field], rows: int) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for index, field in enumerate(fields):
            head: dict[str, Any] = {
                "bold": True,
                "text_wrap": True,
                "bottom": 1,
                "bg_color": "#FFE699" if field.edited else "#E8E8E8",
            }
            sheet.set_column(index, index, field.width, None, {"hidden": field.hidden})
            write_cell(sheet, 0, index, field.head, self._formats, **head)
            if field.edited and rows:
                sheet.data_validation(1, index, rows, index, self._validation(field))
        arrange(sheet, rows, len(fields), _FROZEN_COLUMNS)
        sheet.protect("", _ALLOWED)
        return sheet

    def _validation(self, field: Field) -> dict[str, object]:
        """A drop-down where there is a list, which another entry may replace; a number for the value; a hint."""
        rule: dict[str, object] = {"validate": "any"}
        if field.key in self._lists:
            index = list(self._lists).index(field.key)
            column, count = chr(ord("A") + index), len(self._lists[field.key])
            strict = field.key in (*decisions.CODED, "drop")
            rule = {
                "validate": "list",
                "source": f"={LISTS}!${column}$1:${column}${count}",
                "error_type": "stop" if strict else "information",
                "error_title": field.head,
                "error_message": "请从清单中选择。" if strict else "清单中没有这一项，应用时会再核对。",
            }
        elif field.key == "value":
            limit = 1e15
            rule = {"validate": "decimal", "criteria": "between", "minimum": -limit, "maximum": limit}
            rule |= {"error_title": field.head, "error_message": "请只填数字。"}
        return rule | {"input_title": field.head, "input_message": field.hint}

    def _cell(self, sheet: Worksheet, row: int, column: int, field: Field, value: Cell) -> None:
        wrap = field.width >= 24
        if not field.edited:
            write_cell(sheet, row, column, value, self._formats, text_wrap=wrap)
            return
        properties: dict[str, Any] = {"locked": False, "bg_color": "#FFF8E1", "text_wrap": wrap}
        if field.key == "value":
            write_cell(sheet, row, column, value, self._formats, "General", **properties)
        else:
            write_cell(sheet, row, column, value, self._formats, **properties, num_format="@")

    def _sentence(self, sheet: Worksheet, row: int, column: int, figure: Observation) -> None:
        """The sentence with the figure in bold between brackets."""
        document = self._material.documents[figure.document]
        before = _folded(document.raw[figure.sentence_start : figure.start])[-_CONTEXT:]
        after = _folded(document.raw[figure.end : figure.sentence_end])[:_CONTEXT]
        pieces: list[object] = [before] if before else []
        pieces += [self._formats.of(bold=True, font_color="#C00000"), f"【{_folded(figure.text)}】"]
        pieces += [after] if after else []
        cell = self._formats.of(text_wrap=True)
        if len(pieces) > 2:
            sheet.write_rich_string(row, column, *pieces, cell)
        else:
            write_cell(sheet, row, column, str(pieces[-1]), self._formats, text_wrap=True)

    def _values(self, o: Observation) -> dict[str, Cell]:
        """The cells of a figure's row by key: as extracted, and as corrected before."""
        fact = self._facts.get(o.id)
        document = self._material.documents[o.document]
        values: dict[str, Cell] = {
            "id": o.id,
            "document": document.title or document.name,
            **{f"expected_{field}": value for field, value in expected_cells(o).items()},
            "upper": o.upper,
            "bound": term(o.bound),
            "catalogued": fact.indicator.name if fact and fact.indicator.listed else "",
            "sector": term(o.sector),
            "caveats": "；".join(caveat.text.rstrip("。") for caveat in fact.caveats) if fact else "",
            "verdicts": self._verdicts.get(o.id, ""),
        }
        if o.duplicate_of is not None:
            values["caveats"] = f"同一文件在第{plain(o.duplicate_of)}个字符处已印过，不参与比较"
        correction = self._material.fitting.get(o.id)
        if correction is not None:
            values |= {name: _shown(name, value) for name, value in correction.changes}
            values |= {"drop": YES if correction.drop else None, "base": record(correction)}
            values |= {"reason": correction.reason, "author": correction.author, "date": correction.date}
        return values


def expected_cells(observation: Observation) -> dict[str, Cell]:
    """The extracted fields of a figure as the workbook shows them; apply compares them when it comes back."""
    fields = dict(decisions.extracted(observation, decisions.FIELDS))
    return {"text": _folded(observation.text)} | {name: _shown(name, value) for name, value in fields.items()}


def _shown(name: str, value: str | float) -> Cell:
    if name == "value":
        return value
    if not value:
        return UNKNOWN
    if name == "region":
        return region_choice(str(value))
    kind = decisions.CODED.get(name)
    return term(kind(str(value))) if kind else inert(str(value))


def region_choice(code: str) -> str:
    """A region as the drop-down lists it: `510403 攀枝花市西区`."""
    return f"{code} {full_name(code)}" if code in regions() else code


def _lists() -> dict[str, list[str]]:
    """The choices of the drop-downs by the key of their column."""
    units = dict.fromkeys(
        unit for family in unit_families().values() for unit in (family.unit, *sorted(family.members))
    )
    return {
        "region": [UNKNOWN, *(region_choice(code) for code in sorted(regions()))],
        "indicator": [indicator.name for indicator in catalogue()],
        "unit": [unit for unit in units if unit],
        **{name: [term(code) for code in kind] for name, kind in decisions.CODED.items()},
        "drop": [YES],
    }


def _folded(text: str) -> str:
    """A stretch of source text on one line, without characters that a cell cannot show."""
    return inert("".join(text.split()))


def summary(material: Material) -> str:
    """How much there is to decide, for the command line."""
    unknown = sum(_region_unknown(o, material.fitting.get(o.id)) for o in material.extracted)
    counts: Iterable[tuple[int, str]] = (
        (len(material.extracted), "个数字"),
        (unknown, "个地区未定"),
        (len(unmatched(material)), "个指标未对上"),
        (sum(not check.passed for check in material.analysis.reconciliations), "处勾稽未平"),
        (len(material.problems), "个文件读不了"),
        (len(material.fitting), "条已有改动"),
        (len(material.outdated), "条改动已失效"),
    )
    return "，".join(f"{count} {words}" for count, words in counts) + "。"
