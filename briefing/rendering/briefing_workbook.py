"""Briefing → Excel workbook: what the page prints, with numbers as numbers, caveats, sources and the charts' data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from briefing.composition.fixed_wordings import benchmark_name
from briefing.composition.page_model import Briefing, Citation, Row, Section
from briefing.composition.rows import marks, region_name
from briefing.exports.spreadsheets import Cell, Column, Sheet, workbook_bytes
from briefing.model import Benchmark, Fact
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.writing import replacing

_DATA = (
    Column("部分", 16, wrap=True),
    Column("项目", 30, wrap=True),
    Column("地区", 16),
    Column("指标", 30, wrap=True),
    Column("数值", 14),
    Column("上限", 10),
    Column("单位", 8),
    Column("确数或约数", 10),
    Column("印出的数", 12),
    Column("时期", 16),
    Column("性质", 8),
    Column("口径标记", 9),
    Column("口径说明", 40, wrap=True),
    Column("对照", 24, wrap=True),
    Column("对照值", 12),
    Column("对照单位", 9),
    Column("判定", 14),
    Column("出处", 10),
    Column("数字编号", 28),
)


def write_workbook(briefing: Briefing, path: Path) -> None:
    """Write the briefing's workbook to `path`, whole or not at all. Raises OutputError."""
    with replacing(path) as temporary:
        temporary.write_bytes(briefing_workbook(briefing))


def briefing_workbook(briefing: Briefing) -> bytes:
    """The briefing as an .xlsx file; the same briefing gives the same bytes."""
    year, month = (int(part) for part in briefing.month.split("-"))
    sheets = [sheet for sheet in _sheets(briefing) if sheet.rows]
    return workbook_bytes(sheets, briefing.title, date(year, month, 1))


def _sheets(briefing: Briefing) -> Iterator[Sheet]:
    yield Sheet("要点", (Column("项目", 12), Column("内容", 90, wrap=True), Column("出处", 12)), _points(briefing))
    yield Sheet("数据", _DATA, [line for section in briefing.sections for line in _rows(section)])
    yield _charts(briefing)
    yield from _matrices(briefing)
    yield _exclusions(briefing)
    yield _checks(briefing)
    yield _definitions(briefing)
    yield _references(briefing)
    yield _sources(briefing)
    yield _documents(briefing)


def _points(briefing: Briefing) -> list[list[Cell]]:
    imprint = briefing.imprint
    about = (
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
    rows += [[section.title, section.remark, ""] for section in briefing.sections if section.remark]
    return rows


def _rows(section: Section) -> Iterator[list[Cell]]:
    for table in section.tables:
        label = ""
        for row in table.rows:
            label = row.label or label
            if row.fact is not None:
                yield [section.title, label, *_figure(row.fact), *_held(row), _cited(row.citations), _id(row.fact)]


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


def _charts(briefing: Briefing) -> Sheet:
    columns = (
        Column("图", 40, wrap=True),
        Column("说明", 40, wrap=True),
        Column("系列", 18),
        Column("指标", 30, wrap=True),
        Column("时期", 16),
        Column("数值", 14),
        Column("单位", 8),
        Column("印出的数", 12),
    )
    rows: list[list[Cell]] = []
    for figure in (figure for section in briefing.sections for figure in section.figures):
        head: list[Cell] = [figure.chart.title, figure.chart.subtitle]
        for fact in figure.facts:
            o = fact.observation
            name = fact.indicator.name if fact.indicator.listed else o.indicator
            rows.append([*head, region_name(fact), name, o.period, o.value, o.unit, numbers.figure(o)])
        rows += [[*head, benchmark_name(b), b.indicator, str(b.year), b.value, b.unit, ""] for b in figure.benchmarks]
    return Sheet("图表数据", columns, rows)


def _matrices(briefing: Briefing) -> Iterator[Sheet]:
    for section in briefing.sections:
        if section.matrix is None:
            continue
        heads = [column for head in section.matrix.heads for column in (Column(head, 10), Column(f"{head}可比", 10))]
        rows: list[list[Cell]] = [
            [row.label, *(n for pair in zip(row.counts, row.comparable, strict=True) for n in pair)]
            for row in section.matrix.rows
        ]
        yield Sheet("报道情况", (Column("地区", 20), *heads), rows)


def _exclusions(briefing: Briefing) -> Sheet:
    columns = (
        Column("指标", 28, wrap=True),
        Column("地区", 30, wrap=True),
        Column("不作比较的原因", 50, wrap=True),
        Column("兼有的问题", 18),
        Column("规则", 14),
        Column("出处", 12),
    )
    rows: list[list[Cell]] = [
        [e.indicator, e.parties, e.reason, "、".join(e.further), " ".join(e.codes), _cited(e.citations)]
        for section in briefing.sections
        for e in section.exclusions
    ]
    return Sheet("未作比较", columns, rows)


def _checks(briefing: Briefing) -> Sheet:
    columns = (Column("类别", 12), Column("复算", 80, wrap=True), Column("结果", 10), Column("出处", 12))
    rows: list[list[Cell]] = [
        [check.kind, check.text, check.result, _cited(check.citations)]
        for section in briefing.sections
        for check in section.checks
    ]
    return Sheet("勾稽", columns, rows)


def _definitions(briefing: Briefing) -> Sheet:
    columns = (Column("指标", 30, wrap=True), Column("单位", 8), Column("口径", 60, wrap=True), Column("不同于", 30))
    rows: list[list[Cell]] = [
        [card.name, card.unit, card.text, "、".join(card.not_same_as)]
        for section in briefing.sections
        for card in section.definitions
    ]
    return Sheet("指标口径", columns, rows)


def _references(briefing: Briefing) -> Sheet:
    columns = (Column("编号", 8), Column("参照值", 50, wrap=True), Column("数值", 12), Column("出处", 50, wrap=True))
    rows: list[list[Cell]] = [[f"参{r.number}", r.name, r.value, r.source] for r in briefing.references]
    return Sheet("参照值", columns, rows)


def _sources(briefing: Briefing) -> Sheet:
    columns = (
        Column("编号", 8),
        Column("原句", 90, wrap=True),
        Column("文献", 8),
        Column("起始位置", 10, number_format="0"),
        Column("终止位置", 10, number_format="0"),
        Column("改动", 40, wrap=True),
    )
    rows: list[list[Cell]] = [
        [
            s.number,
            "".join(f"【{p.text}】" if p.target else p.text for p in s.pieces),
            s.document,
            s.start,
            s.end,
            "；".join(s.corrections),
        ]
        for s in briefing.sources
    ]
    return Sheet("出处", columns, rows)


def _documents(briefing: Briefing) -> Sheet:
    columns = (
        Column("编号", 8),
        Column("标题", 50, wrap=True),
        Column("来源", 20),
        Column("日期", 18),
        Column("文件", 34),
        Column("SHA-256", 66),
    )
    rows: list[list[Cell]] = [[d.number, d.title, d.source, d.published, d.file, d.sha256] for d in briefing.documents]
    return Sheet("文献", columns, rows)


def _cited(citations: Iterable[Citation]) -> str:
    return "、".join(dict.fromkeys(f"{citation.series}{citation.number}" for citation in citations))


def _id(fact: Fact) -> str:
    """The figure's identifier, which `trace` takes; a computed ratio has its numerator's."""
    return fact.observation.id
