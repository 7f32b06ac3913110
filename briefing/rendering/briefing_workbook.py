"""Briefing → Excel workbook: what the page prints, with numbers as numbers, caveats, sources and the charts' data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefing.composition.fixed_wordings import benchmark_name
from briefing.composition.page_model import (
    Briefing,
    Citation,
    Exclusion,
    Matrix,
    Refusal,
    Row,
    RulerRow,
    Section,
    SourceEntry,
)
from briefing.composition.rows import marks, region_name
from briefing.exports.spreadsheets import Cell, Column, Sheet, columns, table_columns, workbook_bytes
from briefing.model import Benchmark, Fact
from briefing.printing import numbers, periods
from briefing.printing.terms import term

_STATES = {"judged": "可论高低", "beside": "只能并列", "local": "只有本地数", "none": ""}


def briefing_workbook(briefing: Briefing) -> bytes:
    """The briefing as an .xlsx file; the same briefing gives the same bytes."""
    year, month = (int(part) for part in briefing.month.split("-"))
    sheets = [sheet for sheet in _sheets(briefing) if sheet.rows]
    return workbook_bytes(sheets, briefing.title, date(year, month, 1))


def _sheets(briefing: Briefing) -> Iterator[Sheet]:
    sections = briefing.sections
    yield _sheet("要点", _points(briefing))
    yield _sheet("数据", (line for section in sections for line in _rows(section)))
    yield _sheet("图表数据", _charts(briefing))
    first = [briefing.front.matrix]
    yield from map(_coverage, filter(None, (*first, *(section.matrix for section in sections))))
    yield _sheet(
        "未作比较",
        (
            _refused(exclusion, refusal)
            for section in sections
            for exclusion in section.exclusions
            for refusal in exclusion.refusals
        ),
    )
    checks = (check for section in sections for check in section.checks)
    yield _sheet("勾稽", ([check.kind, check.text, check.result, _cited(check.citations)] for check in checks))
    cards = (card for section in sections for card in section.definitions)
    yield _sheet("指标口径", ([card.name, card.unit, card.text, "、".join(card.not_same_as)] for card in cards))
    yield _sheet("参照值", ([f"参{r.number}", r.name, r.value, r.source] for r in briefing.references))
    yield _sheet(
        "出处",
        ([s.number, _marked(s), s.document, s.start, s.end, "；".join(s.corrections)] for s in briefing.sources),
    )
    yield _sheet("文献", ([d.number, d.title, d.source, d.published, d.file, d.sha256] for d in briefing.documents))


def _sheet(name: str, rows: Iterable[list[Cell]], more: Iterable[Column] = ()) -> Sheet:
    """The sheet of that name, `more` columns behind its own."""
    return Sheet(name, (*columns(table_columns()["briefing"][name]), *more), list(rows))


def _points(briefing: Briefing) -> list[list[Cell]]:
    imprint = briefing.imprint
    about = (
        ("保管要求", imprint.notice),
        ("简报", imprint.name),
        ("标题", briefing.title),
        ("期号", imprint.issue),
        ("月份", periods.label(briefing.month)),
        ("编印单位", imprint.office),
    )
    rows: list[list[Cell]] = [[name, text, ""] for name, text in about if text]
    rows += [[f"要点{n}", point.text, _cited(point.citations)] for n, point in enumerate(briefing.points, start=1)]
    rows += [["要点说明", briefing.points_note, ""]] if briefing.points_note else []
    rows += [[cell.name, f"有数据{cell.count}项" if cell.count else "本期未见报道", ""] for cell in briefing.strip]
    leads = [(section, point) for section in briefing.sections for point in section.lead]
    rows += [[section.title, point.text, _cited(point.citations)] for section, point in leads]
    rows += [[section.title, section.intro, ""] for section in briefing.sections if section.intro]
    rows += [[section.title, section.remark, ""] for section in briefing.sections if section.remark]
    return rows


def _rows(section: Section) -> Iterator[list[Cell]]:
    if section.rulers:
        for ruled in (*section.rulers.judged, *section.rulers.beside):
            yield from _ruled(section.title, ruled)
    for table in section.tables:
        label = ""
        for row in table.rows:
            label = row.label or label
            if row.fact is not None:
                identifier = row.fact.observation.id  # what `trace` takes; a computed ratio has its numerator's
                for part in row.parts or (row,):
                    cells = (*_figure(row.fact), *_held(part), _cited(part.citations), identifier)
                    yield [table.caption if section.paired else section.title, label, *cells]


def _ruled(title: str, row: RulerRow) -> Iterator[list[Cell]]:
    """A line for everything that an indicator of the comparison is held against, the verdict as the page prints it."""
    own = [title, row.name, *_figure(row.fact)]
    source = [_cited(row.citations), row.fact.observation.id]
    lines = iter(line for line in row.references if line.verdict)
    for benchmark, line in zip(row.benchmarks, lines, strict=True):
        yield [*own, benchmark_name(benchmark), benchmark.value, benchmark.unit, line.verdict, *source]
    for other in row.others:
        o = other.observation
        name = f"{region_name(other)}（{periods.short_label(o.period)}）"
        yield [*own, name, o.value, o.unit, row.standing, *source]


def _figure(fact: Fact) -> list[Cell]:
    """Region to caveats of one figure."""
    observation = fact.observation
    notes = marks(fact)
    return [
        region_name(fact),
        fact.indicator.name,
        observation.value,
        observation.upper,
        observation.unit,
        term(observation.bound),
        numbers.figure(observation),
        observation.period,
        term(observation.status),
        " ".join(dict.fromkeys(mark.mark for mark in notes)),
        "；".join(mark.text.rstrip("。") for mark in notes),
    ]


def _held(row: Row) -> list[Cell]:
    """What a row's figure is held against, its value and unit, and the verdict."""
    if isinstance(row.against, Fact):
        other = row.against.observation
        name = f"{region_name(row.against)}（{periods.short_label(other.period)}）"
        return [name, other.value, other.unit, row.verdict]
    if isinstance(row.against, Benchmark):
        return [benchmark_name(row.against), row.against.value, row.against.unit, row.verdict]
    return [row.reference, None, "", row.verdict]


def _charts(briefing: Briefing) -> Iterator[list[Cell]]:
    for figure in briefing.figures:
        head: list[Cell] = [figure.chart.title, figure.chart.subtitle]
        for fact in figure.facts:
            o = fact.observation
            name = fact.indicator.name if fact.indicator.listed else o.indicator
            yield [*head, region_name(fact), name, o.period, o.value, o.unit, numbers.figure(o)]
        for b in figure.benchmarks:
            yield [*head, benchmark_name(b), b.indicator, str(b.year), b.value, b.unit, ""]


def _refused(entry: Exclusion, refusal: Refusal) -> list[Cell]:
    cited = (*entry.own, *(citation for party in refusal.parties for citation in party.citations))
    told = [refusal.word, refusal.everyone, refusal.reason, "、".join(refusal.further), refusal.nearest]
    return [entry.indicator, entry.value, *told, " ".join(refusal.codes), refusal.pairs, _cited(cited)]


def _coverage(matrix: Matrix) -> Sheet:
    heads = [column for head in matrix.heads for column in (Column(head, 10), Column(f"{head}比较", 10))]
    rows: Iterable[list[Cell]] = (
        [row.label, *(n for count, state in zip(row.counts, row.states, strict=True) for n in (count, _STATES[state]))]
        for row in matrix.rows
    )
    return _sheet("报道情况", rows, heads)


def _marked(source: SourceEntry) -> str:
    """A source sentence with its figures in brackets."""
    return "".join(f"【{piece.text}】" if piece.target else piece.text for piece in source.pieces)


def _cited(citations: Iterable[Citation]) -> str:
    return "、".join(dict.fromkeys(f"{citation.series}{citation.number}" for citation in citations))
