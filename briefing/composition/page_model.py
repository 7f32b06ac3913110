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
    parts: tuple[Row, ...] = ()  # a row for each of several things it is held against, for workbooks


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures. `columns` names what is printed beyond label, value and source."""

    caption: str
    label_head: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]  # of: unit period reference verdict
    unit: str = ""  # printed once in the head when all rows share it
    notes: tuple[Mark, ...] = ()
    heads: tuple[str, ...] = ()  # over the columns, where not their usual names
    half: bool = False  # half as wide as the page: it runs in two columns


@dataclass(frozen=True, slots=True)
class Party:
    """A place that was not set beside another, with its value: 三明1.11万（2023）. `name`: of its indicator, where that
    is another than the entry's and than that of the party before."""

    text: str
    name: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """The places that one rule keeps from an indicator's comparison, and what else is to be told of it."""

    word: str  # the gravest reason: 总量 层级 上级 时点 期长 目标 口径
    parties: tuple[Party, ...]  # of very many the lowest and the highest
    more: str  # 等37地; empty where all are printed
    everyone: str  # all of them, for the workbook
    pairs: int
    reason: str  # the gravest, as a sentence
    further: tuple[str, ...]  # other rules that speak against all of them, in a word each
    codes: tuple[str, ...]
    nearest: str = ""  # what could be compared instead


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An indicator whose figure was not set beside those of others. `value`: the figure, with its place where several
    places are told of; empty where the places of both sides are among the parties."""

    indicator: str
    value: str
    refusals: tuple[Refusal, ...]
    instead: str = ""  # the ratio that it could be compared by
    own: tuple[Citation, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation that the entry prints."""
        parties = (party for refusal in self.refusals for party in refusal.parties)
        return (*self.own, *(citation for party in parties for citation in party.citations))


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
    half: bool = False  # half as wide as the page: two stand side by side


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator measures and what must not be taken for it."""

    name: str
    unit: str
    text: str
    not_same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A region's line of the coverage matrix: one count a field, in the order of the heads; `states`: judged (may be
    called higher or lower than another region), beside (only set beside one), local, none."""

    label: str
    counts: tuple[int, ...]
    states: tuple[str, ...]
    depth: int = 0  # 0: a province, 1: a city, 2: a county
    first: bool = False  # the first of its province


@dataclass(frozen=True, slots=True)
class Matrix:
    """Regions × fields: how many figures are reported and what may be said of them; `sheets`: of very many regions,
    the rows of each column of a page."""

    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    title: str = ""
    subtitle: str = ""
    sheets: tuple[tuple[MatrixRow, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldBar:
    """How many of all regions report a field: those that may be called higher or lower, those that only stand beside
    others, all of them; and how many figures."""

    name: str
    judged: int
    beside: int
    regions: int
    figures: int


@dataclass(frozen=True, slots=True)
class FieldBars:
    """A bar a field on a track of all regions."""

    title: str
    subtitle: str
    total: int
    bars: tuple[FieldBar, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A large number of a strip of facts with what it counts: 46 对, 可论高低; `word`: the framed word that stands for
    it below."""

    number: str
    unit: str
    text: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Large numbers under a title: pairs that were not compared, by reason."""

    title: str
    subtitle: str
    items: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator of an overview: how many pairs of regions may be judged, only stand beside, are not compared; where
    its regions stand to the target; the ends of the comparable ones, and what limits the others."""

    name: str
    regions: int
    comparable: int
    beside: int
    refused: int
    targets: str
    range: str
    limits: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedField:
    """The indicators of one field, and where all their figures are printed; `refused`: those of which no pair is
    compared."""

    name: str
    note: str
    rows: tuple[Compared, ...]
    refused: str = ""


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
class PeerValue:
    """Another region's value in a line of values; `reason`: why it only stands beside, in one character."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TileLine:
    """What a figure is held against: 目标 4.5 ▲高0.62; `tone` as in `Row`."""

    label: str
    value: str
    verdict: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class RulerRow:
    """One indicator of a region on its own ruler: the figure, every region's value in the order of the dots, how many
    it is higher or lower than, targets and the places above."""

    name: str
    note: str
    value: str
    marks: tuple[str, ...]
    period: str
    ruler: Figure
    standing: str
    tone: str
    peers: tuple[PeerValue, ...]
    references: tuple[TileLine, ...]
    citations: tuple[Citation, ...]
    fact: Fact
    others: tuple[Fact, ...] = ()  # the regions of the ruler, ascending
    benchmarks: tuple[Benchmark, ...] = ()  # what `references` prints, without the lines that have nothing


@dataclass(frozen=True, slots=True)
class Rulers:
    """The comparison of a region: what may be called higher or lower, and what only stands beside; `reasons` explains
    the characters beside values."""

    judged: tuple[RulerRow, ...]
    beside: tuple[RulerRow, ...]
    reasons: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the briefing. Parts that are empty are not printed."""

    id: str
    title: str
    lead: tuple[Point, ...] = ()
    intro: str = ""  # how to read what follows, in small type
    grounds: tuple[Count, ...] = ()  # pairs by the reason that kept them apart
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    paired: bool = False  # its tables stand in two columns on paper, before its charts
    notes: tuple[Mark, ...] = ()  # of all its tables together
    matrix: Matrix | None = None
    exclusions: tuple[Exclusion, ...] = ()
    checks: tuple[Check, ...] = ()
    definitions: tuple[Definition, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    rulers: Rulers | None = None
    counts: Counts | None = None
    compared: tuple[ComparedField, ...] = ()
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
class Listing:
    """A plain table of texts under a title of its own: what is missing, what was not drawn."""

    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
    listing: Listing | None = None
    matrix: Matrix | None = None
    bars: FieldBars | None = None
    reasons: Counts | None = None
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
    front: Front
    points: tuple[Point, ...]
    points_note: str  # what holds for several of them: years that were inferred; empty where there is nothing
    strip: tuple[FieldCell, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]
    documents: tuple[DocumentEntry, ...]
    references: tuple[ReferenceEntry, ...] = ()
    correction: str = ""  # printed on the first page of a revised edition

    @property
    def sources_by_document(self) -> tuple[tuple[DocumentEntry, tuple[SourceEntry, ...]], ...]:
        """Every document with its numbered sentences."""
        found: dict[int, list[SourceEntry]] = {}
        for entry in self.sources:
            found.setdefault(entry.document, []).append(entry)
        return tuple((document, tuple(found.get(document.number, ()))) for document in self.documents)

    @property
    def references_by_source(self) -> tuple[tuple[str, tuple[ReferenceEntry, ...]], ...]:
        """Where reference values are published, each with its values."""
        found: dict[str, list[ReferenceEntry]] = {}
        for entry in self.references:
            found.setdefault(entry.source, []).append(entry)
        return tuple((source, tuple(entries)) for source, entries in found.items())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every chart of the briefing, in the order of printing."""
        first = self.front
        found = [item.figure for item in first.findings if item.figure]
        found += [first.figure] if first.figure else []
        for section in self.sections:
            if section.rulers:
                found += [row.ruler for row in (*section.rulers.judged, *section.rulers.beside)]
            found += section.figures
        return tuple(found)
