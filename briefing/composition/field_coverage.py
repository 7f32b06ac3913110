"""Which region reports which field: a matrix of few regions, bars and a matrix in columns of very many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.composition.edition_counts import FIELDS, EditionCounts
from briefing.composition.fixed_wordings import wordings
from briefing.composition.page_model import FieldBar, FieldBars, Matrix, MatrixRow
from briefing.composition.rows import place_names
from briefing.model import Comparability, Level, Sector
from briefing.printing import numbers
from briefing.printing.terms import term
from briefing.reference.divisions import province_of, regions

FEW = 20  # regions whose matrix stands on the first page
_SHEET = 60  # rows of a column of a page
_STATES = {Comparability.COMPARABLE: "judged", Comparability.CONDITIONAL: "beside"}


def matrix(counted: EditionCounts) -> Matrix:
    """Regions × fields; `judged` and `beside` say how a region's figures of a field stand to those of others."""
    rows = tuple(_rows(counted))
    heads = tuple(_head(sector, short=len(rows) > FEW) for sector in FIELDS)
    sheets = tuple(_columns(rows)) if len(rows) > FEW else ()
    about = "按区划代码排列；“投”为民生投入" if sheets else "按区划代码排列；“投入”为民生投入"
    return Matrix(heads, rows, f"{len(rows)}地各领域有数情况", about, sheets)


def _columns(rows: Sequence[MatrixRow]) -> Iterator[tuple[MatrixRow, ...]]:
    """The rows of each column, two a page, those of a page about alike in length; few stand in one."""
    for start in range(0, len(rows), 2 * _SHEET):
        page = rows[start : start + 2 * _SHEET]
        half = len(page) if len(page) <= _SHEET and not start else -(-len(page) // 2)
        yield from (tuple(page[n : n + half]) for n in range(0, len(page), half))


def _rows(counted: EditionCounts) -> Iterator[MatrixRow]:
    before = ""
    names = place_names(counted.regions)
    for code, facts in counted.regions.items():
        counts = tuple(sum(fact.indicator.sector is sector for fact in facts) for sector in FIELDS)
        states = tuple(
            "none"
            if not number
            else _STATES.get(counted.best.get((code, sector), Comparability.NOT_COMPARABLE), "local")
            for sector, number in zip(FIELDS, counts, strict=True)
        )
        depth = {Level.PROVINCE: 0, Level.PREFECTURE: 1}.get(regions()[code].level, 2)
        province = province_of(code) or code
        yield MatrixRow(names[code], counts, states, depth, first=province != before)
        before = province


def _head(sector: Sector, *, short: bool) -> str:
    named = wordings()["fields"][sector.value]
    return str(named[:1] if short else named)


def field_bars(counted: EditionCounts) -> FieldBars:
    """How many regions report each field."""
    bars = []
    for sector in FIELDS:
        own = {code: [f for f in facts if f.indicator.sector is sector] for code, facts in counted.regions.items()}
        reporting = [code for code, facts in own.items() if facts]
        states = [_STATES.get(counted.best.get((code, sector), Comparability.NOT_COMPARABLE)) for code in reporting]
        figures = sum(map(len, own.values()))
        judged, beside = states.count("judged"), states.count("beside")
        bars.append(FieldBar(term(sector).removesuffix("保障"), judged, beside, len(reporting), figures))
    total = len(counted.regions)
    about = f"共{numbers.plain(total)}地；◆ 有可论高低的，○ 有只能并列的，浅色只有本地数；逐地情况见第一部分"
    return FieldBars("各领域有数的地区", about, total, tuple(bars))
