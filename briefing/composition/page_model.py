"""What a page prints, in the order it prints it: the hand-over from composition to rendering.

Nothing here is computed later: every text is final, every figure carries the citation that leads to its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.model import Benchmark, Chart, Fact


class Kind(StrEnum):
    """The three publications; the value is the name of the template."""

    REGION = "region"
    THEME = "theme"
    OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Imprint:
    """Masthead and closing block: what an office sets once for all its briefings. Empty parts are not printed."""

    name: str = "民生服务对比简报"
    office: str = ""  # 编印单位
    issue: str = ""  # 第11期（总第35期）; empty: the month stands alone
    date: str = ""  # printed date; empty: year and month of the edition
    notice: str = ""  # 内部资料　注意保存
    report_to: str = ""  # 报
    send_to: str = ""  # 送
    issue_to: str = ""  # 发
    copies: int = 0
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A printed source number: the link's own element id and the id of the marked figure that it leads to.

    `series` is empty for sentences of documents and 参 for reference values.
    """

    number: int
    id: str
    target: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A printed sentence with the sources of its figures."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A superscript beside a figure (约 累 目 …) and what it means."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldCell:
    """One of the nine fields of the strip: its name and how many figures are reported."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in a table: what it measures (or whose it is), the figure, and what it is held against."""

    label: str
    value: str
    unit: str
    period: str
    citations: tuple[Citation, ...]
    depth: int = 0  # 1: a stated part of the row above
    marks: tuple[str, ...] = ()
    reference: str = ""  # the value it is held against, with its year
    verdict: str = ""  # ▼ 低1.59
    tone: str = ""  # above | below | level | "" : the verdict's shape, never its only sign
    span: int = 1  # rows that the label covers; 0: covered by the label of a row above
    heading: bool = False  # names the indicator of the rows below it; `reference` says what limits their comparison
    fact: Fact | None = None  # what the row prints, for the forms that carry numbers as numbers
    against: Fact | Benchmark | None = None  # what `reference` prints


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures. `columns` names what is printed beyond label, value and source."""

    caption: str
    label_head: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]  # of: unit period reference verdict
    unit: str = ""  # printed once in the head when all rows share it
    notes: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Figures that were not set side by side, and the rule that forbids it."""

    indicator: str
    parties: str
    reason: str  # the gravest
    further: tuple[str, ...]  # other rules that speak against all of them, in a word each
    codes: tuple[str, ...]
    citations: tuple[Citation, ...] = ()
    nearest: str = ""  # what could be compared instead


@dataclass(frozen=True, slots=True)
class Check:
    """One reconciliation as printed."""

    kind: str
    text: str
    passed: bool
    citations: tuple[Citation, ...]
    result: str = ""  # ✓ 相符, 待核, 存在整数解


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart on the page with the sources of what it draws, and the data it draws."""

    chart: Chart
    citations: tuple[Citation, ...]
    facts: tuple[Fact, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator measures and what must not be taken for it."""

    name: str
    unit: str
    text: str
    not_same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A region's line of the coverage matrix: one count a field, in the order of the heads."""

    label: str
    counts: tuple[int, ...]
    comparable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Regions × fields: what is reported and how much of it has a comparable partner."""

    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A figure that differs from the edition before: what became of it, and both values with their periods."""

    kind: str
    region: str
    indicator: str
    before: str
    after: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the briefing. Parts that are empty are not printed."""

    id: str
    title: str
    lead: tuple[Point, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    matrix: Matrix | None = None
    exclusions: tuple[Exclusion, ...] = ()
    checks: tuple[Check, ...] = ()
    definitions: tuple[Definition, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A stretch of a source sentence; a printed figure has the id its citations lead to, and the way back."""

    text: str
    target: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A numbered sentence: its pieces, its document, the raw offsets from its first to its last figure."""

    number: int
    pieces: tuple[SourcePiece, ...]
    document: int
    start: int
    end: int
    cited_by: str  # id of the first citation
    corrections: tuple[str, ...] = ()  # what editors changed in its figures


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of the source list; a date that was completed from evidence ends with （推定）."""

    number: int
    title: str
    source: str
    published: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A numbered national value or target: what it is, its value, where it is published, its first citation."""

    number: int
    id: str
    name: str
    value: str
    source: str
    back: str


@dataclass(frozen=True, slots=True)
class Count:
    """A large number of a strip of facts with what it counts: 46 对, 可论高低."""

    number: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class TileLine:
    """What a tile's value is held against: 目标 4.5 ▲高0.62; `tone` as in `Row`."""

    label: str
    value: str
    verdict: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One indicator of a region at a glance. `state`: judged (may be called higher or lower), beside (only set beside
    others), plain (nothing to hold it against)."""

    name: str
    value: str
    unit: str
    period: str
    lines: tuple[TileLine, ...]
    state: str
    marks: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of an overview: the clause that counts in bold, what follows it, a small chart where one is drawn."""

    head: str
    text: str
    citations: tuple[Citation, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The first page below the masthead. `verdict`: the one sentence, a line each; `absent`: what the edition lacks."""

    kicker: str
    verdict: tuple[str, ...]
    deck: str = ""
    counts: tuple[Count, ...] = ()
    tiles: tuple[Tile, ...] = ()
    findings: tuple[Finding, ...] = ()
    figure: Figure | None = None
    tables: tuple[Table, ...] = ()
    matrix: Matrix | None = None
    absent: tuple[Point, ...] = ()
    legend: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """One publication, complete: the input of rendering."""

    kind: Kind
    stem: str  # file name without suffix
    month: str  # 2026-11
    subject: str  # 攀枝花市西区, 老有所养, 总览
    title: str
    imprint: Imprint
    points: tuple[Point, ...]
    points_note: str  # what holds for several of them: years that were inferred; empty where there is nothing
    strip: tuple[FieldCell, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]
    documents: tuple[DocumentEntry, ...]
    references: tuple[ReferenceEntry, ...] = ()
    correction: str = ""  # printed on the first page of a revised edition
    front: Front | None = None  # the first page; without one the key points stand there

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every chart of the briefing, in the order of printing."""
        first = self.front
        found = [item.figure for item in first.findings if item.figure] if first else []
        found += [first.figure] if first and first.figure else []
        return (*found, *(figure for section in self.sections for figure in section.figures))
