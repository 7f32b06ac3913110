"""The nouns: frozen dataclasses that the packages hand to one another. No behaviour beyond themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from briefing.config import Thresholds
from briefing.errors import UnreadableInputError


class Sector(StrEnum):
    """Fields of the national basic public service standard (国家基本公共服务标准, 2023), plus two of our own."""

    CHILDCARE = "childcare"
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    HEALTH = "health"
    ELDERLY = "elderly"
    HOUSING = "housing"
    ASSISTANCE = "assistance"
    VETERANS = "veterans"
    CULTURE_SPORTS = "culture_sports"
    FINANCE = "finance"
    OTHER = "other"


class Relevance(StrEnum):
    """Whose statistic a figure is; only a region's enters comparisons and stands for a region on a page."""

    REGION = "region"  # services, people, livelihood, public money, policy amounts of an administrative region
    SINGLE = "single"  # public service, but of one institution, street, village, project, event or batch
    ECONOMY = "economy"  # a regional statistic outside public service: output, trade, harvest, weather
    NONE = "none"  # no public statistic: crime, victims, one person's story, sport results, prices, companies


class Genre(StrEnum):
    """What a document is; documents/describing/genres.py tells by what."""

    NEWS = "news"
    PRESS_CONFERENCE = "press_conference"
    WORK_REPORT = "work_report"
    BULLETIN = "bulletin"  # of statistics
    PLAN = "plan"
    PROJECT_LIST = "project_list"
    NOTICE = "notice"  # of a rule, a standard, an entitlement


class Bound(StrEnum):
    """How a stated number limits the true one."""

    EXACT = "eq"
    AT_LEAST = "ge"
    AT_MOST = "le"
    APPROXIMATE = "approx"


class Measure(StrEnum):
    """What kind of statement a number makes about its indicator."""

    LEVEL = "level"
    SHARE = "share"
    CHANGE = "change"
    GAP = "gap"
    RANK = "rank"


class Status(StrEnum):
    """Whether a number happened, is intended, or is a policy parameter."""

    ACTUAL = "actual"
    PLANNED = "planned"
    RULE = "rule"


class Level(StrEnum):
    """Administrative level of a region (GB/T 2260)."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


class ParagraphKind(StrEnum):
    """The part a paragraph plays in its document."""

    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"
    TABLE = "table"  # a row of a table of figures; its cells stand in Document.tables


class Run(NamedTuple):
    """A stretch of cleaned text that is contiguous in the raw text: both start offsets, in code points."""

    text_start: int
    raw_start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A cleaned paragraph and where its characters stand in the raw text.

    `text` has no markup, no line breaks and no column cuts; `runs` map it back. A paragraph that was cut by a column
    or a caption has several runs.
    """

    text: str
    kind: ParagraphKind
    runs: tuple[Run, ...]

    def raw_offset(self, position: int) -> int:
        """Raw offset of the character at `position` of `text` (0 ≤ position < len(text))."""
        run = self.runs[bisect_left(self.runs, (position + 1,)) - 1]
        return run.raw_start + position - run.text_start

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw span [start, end) that covers `text[start:end]` (end > start)."""
        return self.raw_offset(start), self.raw_offset(end - 1) + 1


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Location:
    """Where a stretch raw[start:end] of a document's text stands in its file, for formats that are no plain text."""

    start: int
    end: int
    page: int | None = None  # from 1
    box: Box | None = None  # points (1/72 inch) from the page's upper left corner; pixels for a picture
    cell: str = ""  # 托育!B3, 表1!B3
    confidence: float | None = None  # of the character recognition, 0 to 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell of a table: its cleaned text, raw span, and the rows and columns it covers, from 0."""

    text: str
    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures. `caption` is what stands directly above it or names it (表3 2023年养老服务, 单位：万人)."""

    cells: tuple[Cell, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Republication:
    """Another file that carries the same article."""

    name: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    sha256: str


@dataclass(frozen=True)
class Document:
    """One source text. Every offset in the program points into `raw`: the file's text as read, or for formats that
    are no text (PDF, Word, workbooks, pictures) the text that was read out of it."""

    name: str
    raw: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    source: str | None = None
    published: str | None = None  # ISO 8601 date, as precise as the text allows
    published_inferred: bool = False  # a part (usually the year) was completed from evidence in the text
    place: str | None = None  # code of the region the text is written for
    url: str | None = None
    sha256: str = ""
    provenance: dict[str, str] = field(default_factory=dict)  # metadata field -> where it came from
    author: str | None = None
    genre: Genre | None = None
    locations: tuple[Location, ...] = ()  # in the order of their starts; empty for text files
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()  # what a reader of its figures must know (character recognition, pages left out)
    republications: tuple[Republication, ...] = ()

    def text_position(self, raw: int) -> tuple[int, int] | None:
        """Index of the paragraph that the character at `raw` was read into, and its position there; None: in none.

        The way back from Paragraph.raw_offset.
        """
        found = bisect_right(self._stretches, raw, key=lambda stretch: stretch[0]) - 1
        if found < 0 or raw >= self._stretches[found][1]:
            return None
        start, _, index, text_start = self._stretches[found]
        return index, text_start + raw - start

    def text_span(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Paragraph and [start, end) in its text of what stands at raw[start:end]; None where that begins in none.

        The way back from Paragraph.raw_span. What runs on beyond the paragraph's text is cut.
        """
        first, last = self.text_position(start), self.text_position(end - 1)
        if first is None:
            return None
        index, begin = first
        stop = last[1] + 1 if last is not None and last[0] == index else begin + end - start
        return index, begin, min(max(stop, begin + 1), len(self.paragraphs[index].text))

    @cached_property
    def _stretches(self) -> list[tuple[int, int, int, int]]:
        """Raw start, raw end, paragraph and text start of every run, in the order of the raw text."""
        found = []
        for index, paragraph in enumerate(self.paragraphs):
            ends = (*(run.text_start for run in paragraph.runs[1:]), len(paragraph.text))
            for run, end in zip(paragraph.runs, ends, strict=True):
                found.append((run.raw_start, run.raw_start + end - run.text_start, index, run.text_start))
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's decision on one figure: what changes, why, and what the extraction must still say for it to hold.

    `expected` and `changes` name fields of Observation (value unit indicator region period status); an empty text
    stands for an unknown region or period. `expected` has value, unit and every field that changes.
    """

    document: str
    start: int
    text: str  # the figure as it stands in the document
    expected: tuple[tuple[str, str | float], ...]
    changes: tuple[tuple[str, str | float], ...]
    reason: str
    author: str
    date: str  # ISO 8601
    drop: bool = False  # the figure is none, or must not be used

    @property
    def figure(self) -> str:
        """The identifier of the observation it is about."""
        return f"{self.document}:{self.start}"


class Surroundings(NamedTuple):
    """What the words around a figure say of how it was counted; extraction/surroundings.py finds it out."""

    each: str = ""  # 每年, 月均: an amount of each of them
    since: str = ""  # 2019年3月: when a running total began
    this_year: str = ""  # 今年以来, 年内
    holiday: str = ""  # 暑假期间
    years_back: str = ""  # 近三年
    running: bool = False  # its own clause says that it was added up: 累计, 以来
    running_before: bool = False  # the sentence up to it does
    done: bool = False  # its own clause says that it happened
    based: bool = True  # its sentence says what a change is measured from
    compared: str = ""  # what a change is against, as the sentence said last before it: 同比, 环比, 同口径
    written_years: frozenset[str] = frozenset()  # the years that its sentence writes before it: 2024年
    years: frozenset[str] = frozenset()  # all four digits in a row of its sentence and the one before
    plans: frozenset[str] = frozenset()  # the five-year plans that the document names: 十四五
    population: str = ""  # what a ratio was divided by: 户籍人口
    per: str = ""  # the people that it may be counted per, as its clause or sentence says: 每千人口
    institution: str = ""  # the one institution that its sentence has spoken of: 县人民医院
    amends: str = ""  # its sentence or the one before says that an earlier figure is corrected: 更正, 经核实
    lead: str = ""  # its sentence up to it, without spaces
    examined: bool = False  # its own clause speaks of an examination or of admission by it


_UNKNOWN_SURROUNDINGS = Surroundings()


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure that a document states. Fields and meanings: docs/observations.md."""

    document: str
    start: int
    end: int
    text: str
    indicator: str
    value: float
    unit: str
    sector: Sector
    upper: float | None = None
    bound: Bound = Bound.EXACT
    bound_word: str = ""  # the word that bounds it, where that does not touch it: 超过当次费用10%
    measure: Measure = Measure.LEVEL
    region: str | None = None
    period: str | None = None
    status: Status = Status.ACTUAL
    aliases: tuple[str, ...] = ()
    part_of: int | None = None
    duplicate_of: int | None = None
    optional: bool = False
    sentence_start: int = 0  # raw offsets of the sentence that states it
    sentence_end: int = 0
    rules: tuple[str, ...] = ()  # question:rule for each question of the extraction, in the order they were asked
    doubts: tuple[str, ...] = ()  # fields that are less sure than their threshold; none where nothing is measured
    locality: str = ""  # the smaller place in the region that it speaks of alone, in the text's words: 朝阳社区
    scope: str = ""  # what a rank or a gap is held against, in the text's words: 全省, 全省平均水平
    relevance: Relevance = Relevance.REGION
    around: Surroundings = _UNKNOWN_SURROUNDINGS
    corrected: Correction | None = None  # an editor's decision that has been applied

    @property
    def id(self) -> str:
        """Stable identifier: the document's name and the offset of the figure in it."""
        return f"{self.document}:{self.start}"


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division with its GB/T 2260 code."""

    code: str
    name: str
    level: Level
    parent: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A concept that several observations measure; one row of the catalogue (docs/catalogue.md has the schema)."""

    id: str
    name: str
    sector: Sector
    theme: str
    unit: str  # the unit a heading prints
    kind: str  # stock | flow_year | flow_ytd | cumulative
    intensive: bool  # shares and per-capita figures compare directly; extensive ones need a denominator
    polarity: str = "neutral"  # higher_better | lower_better | neutral
    sensitivity: str = "public"  # public | no_rank
    denominator: str | None = None  # population | population_60_plus | population_0_14
    aliases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    definition: str = ""
    source: str = ""
    listed: bool = True  # False: an ad-hoc indicator that is not in the catalogue
    family: str = ""  # family of units (reference/data/unit_families.toml)
    per: int = 1000  # an extensive quantity is shown per this many of its denominator
    per_head: str | None = None  # id of the catalogue's indicator for that ratio, where there is one
    subset_of: str | None = None  # id of the indicator this one is a part of (普惠托位 of 托位)
    regime: str = ""  # province: the figures mean something only within one province (examination results)
    local_definition: bool = False  # each place defines it for itself
    also: tuple[str, ...] = ()  # further families its figures are printed in
    plausible: tuple[float, float] | None = None  # values outside are taken for slips


@dataclass(frozen=True, slots=True)
class Caveat:
    """A machine-checked reason shown beside a figure: its code (R01 … R18), one-character mark (约 累 …), sentence."""

    code: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a per-head figure was computed: numerator / denominator × per. Both are printed beside it."""

    numerator: Observation
    denominator: int
    denominator_name: str  # 常住人口（2020年普查）, 常住人口（2023年末）
    denominator_year: int
    per: int
    denominator_source: str = ""  # of the population at a year's end; empty: the census


@dataclass(frozen=True, slots=True)
class Recast:
    """How a figure was brought into the form of its indicator: what the source states, and what was done with it."""

    stated: tuple[Observation, ...]  # one that was converted; a part and its total that make a share
    how: str  # 按1年12个月折算
    mark: str  # 折 converted | 推 computed


@dataclass(frozen=True, slots=True)
class Fact:
    """An observation aligned to an indicator. Reprints of the same fact are kept as further sources.

    Of a derived fact (`derivation` set) the observation is the numerator's with the ratio as value: it keeps the span
    and sentence of the figure it was computed from. So does one that was brought into another form (`recast` set).
    """

    observation: Observation
    indicator: Indicator
    alignment: str  # name | alias | pattern | worded | completed | adhoc | unlisted | derived
    score: float
    caveats: tuple[Caveat, ...] = ()
    reprints: tuple[Observation, ...] = ()
    derivation: Derivation | None = None
    recast: Recast | None = None
    population: str = ""  # what a stated ratio was divided by, where its source says: 户籍人口
    narrowed: frozenset[str] = frozenset()  # words of the stated name that leave out some of what the indicator counts

    @property
    def stated(self) -> Observation:
        """The figure that a reader finds in the source."""
        if self.recast is not None:
            return self.recast.stated[0]
        return self.derivation.numerator if self.derivation is not None else self.observation


class Comparability(StrEnum):
    """Outcome of the comparability rules for a pair of facts."""

    COMPARABLE = "comparable"
    CONDITIONAL = "conditional"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two facts may be compared, and every reason that speaks against it."""

    outcome: Comparability
    reasons: tuple[Caveat, ...] = ()
    notes: tuple[Caveat, ...] = ()  # what does not speak against it but a reader should know (no polarity: no colour)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two facts of one indicator in different regions with the verdict on them."""

    indicator: Indicator
    left: Fact
    right: Fact
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PerHead:
    """What a reference value per head was computed from: amount / people × per. Both are printed with it."""

    amount: float
    unit: str  # of the amount, in base units
    people: int
    people_name: str  # 常住人口（2023年末）
    per: int


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A target or actual of the nation, a province, a city or a county that an indicator is held against."""

    indicator: str  # catalogue name
    year: int
    value: float
    unit: str
    kind: str  # target | actual
    source: str
    region: str = "100000"
    bound: Bound = Bound.EXACT
    basis: str = ""  # what the figure is counted on, where that is not plain (按园数计算, 五年累计)
    start_year: int | None = None  # first year of a figure that covers several
    published: str = ""  # ISO date its source states; empty: not known
    per_head: PerHead | None = None  # how it was computed, where the source states no ratio


@dataclass(frozen=True, slots=True)
class BenchmarkGap:
    """A fact held against the benchmark of its own plan period or year, or of a year before. `difference` is in the
    fact's unit.

    `conditions` are the caveats that forbid to call it higher or lower, each in a few words.
    """

    fact: Fact
    benchmark: Benchmark
    difference: float
    caveats: tuple[Caveat, ...] = ()
    conditions: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One arithmetic check over stated figures: what was added or divided, what came out, and whether it holds."""

    kind: str  # parts | share | per_capita | change | conflict | revision | magnitude
    passed: bool
    text: str  # one Chinese line with the computation
    observations: tuple[Observation, ...]
    inferred: bool = False  # it passed with a number that the source does not state: possible, not verified


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that comparison found in a corpus: the input of charts, narrative and composition.

    `facts` are the stated ones, without reprints and superseded ones; `derived` are per-head figures computed from
    them; `comparisons` holds a verdict for every pair that an indicator brings together, refused ones included (a
    sequence that makes its items as they are asked for: iterate over it, or ask briefing.comparison for a region's or
    theme's part).
    """

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    comparisons: Sequence[Comparison]
    gaps: tuple[BenchmarkGap, ...]
    reconciliations: tuple[Reconciliation, ...]
    derived: tuple[Fact, ...] = ()
    history: tuple[Fact, ...] = ()  # superseded by a later document for the same period
    problems: Sequence[UnreadableInputError] = ()  # what a stage broke on; pairs add to it as they are made
    aliases: Mapping[str, str] = field(default_factory=dict)  # names of indicators that the office added, with their id
    own_values: tuple[Benchmark, ...] = ()  # reference values that the office added
    thresholds: Thresholds = field(default_factory=Thresholds)  # by which it was judged
    left_out: tuple[Observation, ...] = ()  # no region's public service statistics: counted, never printed as such


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the narrative and the observations it speaks of; every number in it comes from them or is
    computed from them, from the benchmarks named and from the census population."""

    text: str
    observations: tuple[Observation, ...]
    benchmarks: tuple[Benchmark, ...] = ()
    derived: tuple[Fact, ...] = ()  # per-head facts it gives, whose denominators are cited with it


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: SVG markup, the finding as title, indicator·unit·time as subtitle, alternative text."""

    svg: str
    title: str
    subtitle: str
    alt: str


@dataclass(frozen=True, slots=True)
class FiledFigure:
    """A fact as an edition filed it, complete enough to be set against the same fact of another edition."""

    document: str
    start: int
    text: str
    indicator: str  # id
    name: str
    sector: Sector
    region: str | None
    period: str | None
    measure: Measure
    status: Status
    value: float
    upper: float | None
    bound: Bound
    unit: str
    printed: str  # the figure with its unit, as a table prints it
    definition: str = ""  # of the indicator, as the catalogue gave it
    sensitive: bool = False
    corrected: str = ""  # what an editor changed in it

    @property
    def id(self) -> str:
        """The identifier of the observation it was filed from."""
        return f"{self.document}:{self.start}"


class ChangeKind(StrEnum):
    """What became of a figure between two editions; the value is its printed name."""

    CORRECTED = "更正"
    REDEFINED = "口径调整"
    UPDATED = "更新"
    NEW = "新增"
    GONE = "不再提及"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that two editions do not have alike; `before` is None for a new one, `after` for one that is gone."""

    kind: ChangeKind
    before: FiledFigure | None
    after: FiledFigure | None

    @property
    def figure(self) -> FiledFigure:
        """The figure it is about, as the later edition has it where it does."""
        figure = self.after or self.before
        assert figure is not None
        return figure
