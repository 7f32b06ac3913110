"""One document as a page: its text with every figure marked, what is known of each, the numbers left out and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing import corrections
from briefing.composition.fixed_wordings import wordings
from briefing.composition.rows import marks
from briefing.extraction.amount.quantities import refusals
from briefing.model import Analysis, Document, Fact, Observation, Paragraph, ParagraphKind, Sector
from briefing.printing import numbers, periods
from briefing.printing.quotation import place_in_file
from briefing.printing.terms import term
from briefing.reference.divisions import full_name, regions

_CONTEXT = 18  # characters shown on either side of a number that was left out
_UNREAD = (ParagraphKind.FURNITURE, ParagraphKind.CAPTION)
_MOST_REFUSALS = 2_000  # listed; a longer list is read by nobody


@dataclass(frozen=True, slots=True)
class Detail:
    """A field of a figure as its card shows it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph: plain text, a figure (with sector and details), or a number left out (with a reason)."""

    text: str
    id: str = ""
    sector: str = ""
    details: tuple[Detail, ...] = ()
    reason: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and its kind."""

    kind: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sector that occurs: how many figures, and the first of them."""

    sector: str
    name: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure of which something could not be made out, or a number left out: its place and words, what is wrong."""

    id: str
    before: str
    text: str
    after: str
    problem: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything the page of a document prints."""

    title: str
    about: tuple[Detail, ...]
    blocks: tuple[Block, ...]
    legend: tuple[LegendEntry, ...]
    count: int
    doubts: tuple[Doubt, ...]
    left_out: tuple[Doubt, ...]
    more_left_out: int
    apart: tuple[Stretch, ...]  # figures that stand in no paragraph (cells of tables)


def source_page(document: Document, analysis: Analysis, dropped: Sequence[Observation] = ()) -> SourcePage:
    """The page of a document whose figures were analysed; `dropped` are those that an editor took out."""
    facts = {o.id: fact for fact in (*analysis.history, *analysis.facts) for o in (fact.observation, *fact.reprints)}
    figures = sorted((*(fact_of[0] for fact_of in _own(facts, document)), *dropped), key=lambda o: (o.start, o.end))
    places = _Places(document)
    placed: dict[int, list[tuple[int, int, Observation]]] = {}
    apart: list[Observation] = []
    for observation in figures:
        place = places.of(observation)
        if place is None:
            apart.append(observation)
        else:
            placed.setdefault(place[0], []).append((place[1], place[2], observation))
    blocks: list[Block] = []
    left_out: list[Doubt] = []
    for index, paragraph in enumerate(document.paragraphs):
        stretches, refused = _stretches(index, paragraph, placed.get(index, []), facts, document)
        blocks.append(Block(paragraph.kind.value, stretches))
        left_out += refused
    left_out.sort(key=lambda doubt: doubt.problem != _reason("no unit"))
    return SourcePage(
        title=document.title or document.name,
        about=tuple(_about(document)),
        blocks=tuple(blocks),
        legend=_legend(figures),
        count=len(figures),
        doubts=tuple(_doubts(figures, facts, document)),
        left_out=tuple(left_out[:_MOST_REFUSALS]),
        more_left_out=max(0, len(left_out) - _MOST_REFUSALS),
        apart=tuple(
            _figure(observation, observation.text, facts.get(observation.id), document) for observation in apart
        ),
    )


def _own(facts: Mapping[str, Fact], document: Document) -> Iterable[tuple[Observation, Fact]]:
    for name, fact in facts.items():
        observation = next(o for o in (fact.observation, *fact.reprints) if o.id == name)
        if observation.document == document.name:
            yield observation, fact


class _Places:
    """Where raw offsets stand in the cleaned paragraphs."""

    def __init__(self, document: Document) -> None:
        self._paragraphs = document.paragraphs
        runs: list[tuple[int, int, int, int]] = []  # raw start, raw end, paragraph, text start
        for index, paragraph in enumerate(document.paragraphs):
            ends = [run.text_start for run in paragraph.runs[1:]] + [len(paragraph.text)]
            for run, end in zip(paragraph.runs, ends, strict=True):
                runs.append((run.raw_start, run.raw_start + end - run.text_start, index, run.text_start))
        self._runs = sorted(runs)
        self._starts = [run[0] for run in self._runs]

    def of(self, observation: Observation) -> tuple[int, int, int] | None:
        """Paragraph and [start, end) of an observation in its text; None when it is in no paragraph."""
        first, last = self._position(observation.start), self._position(observation.end - 1)
        if first is None:
            return None
        index, start = first
        end = last[1] + 1 if last is not None and last[0] == index else start + len(observation.text)
        return index, start, min(max(end, start + 1), len(self._paragraphs[index].text))

    def _position(self, raw: int) -> tuple[int, int] | None:
        found = bisect_right(self._starts, raw) - 1
        if found < 0 or raw >= self._runs[found][1]:
            return None
        start, _, index, text_start = self._runs[found]
        return index, text_start + raw - start


def _stretches(
    index: int,
    paragraph: Paragraph,
    figures: Sequence[tuple[int, int, Observation]],
    facts: Mapping[str, Fact],
    document: Document,
) -> tuple[tuple[Stretch, ...], list[Doubt]]:
    """A paragraph cut at its figures and at the numbers left out, and the list of the latter."""
    text = paragraph.text
    marked: list[tuple[int, int, Stretch]] = [
        (start, end, _figure(observation, text[start:end], facts.get(observation.id), document))
        for start, end, observation in figures
    ]
    left_out: list[Doubt] = []
    for number, refusal in enumerate(refusals(text) if paragraph.kind not in _UNREAD else ()):
        if any(start < refusal.end and refusal.start < end for start, end, _ in figures):
            continue
        name, reason = f"n{index}-{number}", _reason(refusal.reason)
        marked.append((refusal.start, refusal.end, Stretch(text[refusal.start : refusal.end], name, reason=reason)))
        left_out.append(
            Doubt(
                name,
                text[max(0, refusal.start - _CONTEXT) : refusal.start],
                text[refusal.start : refusal.end],
                text[refusal.end : refusal.end + _CONTEXT],
                reason,
            )
        )
    pieces: list[Stretch] = []
    position = 0
    for start, end, stretch in sorted(marked, key=lambda item: (item[0], item[1])):
        if start < position:
            continue  # overlaps the one before it
        pieces += [Stretch(text[position:start])] if start > position else []
        pieces.append(stretch)
        position = end
    pieces += [Stretch(text[position:])] if position < len(text) else []
    return tuple(pieces), left_out


def _reason(name: str) -> str:
    return str(wordings()["refusals"].get(name, "不是统计数字"))


def _figure(observation: Observation, text: str, fact: Fact | None, document: Document) -> Stretch:
    dropped = observation.corrected is not None and observation.corrected.drop
    details = tuple(_details(observation, fact, document))
    return Stretch(text, f"f{observation.start}", observation.sector.value, details, dropped=dropped)


def _details(o: Observation, fact: Fact | None, document: Document) -> Iterable[Detail]:
    yield Detail("指标", o.indicator)
    if fact is not None:
        yield Detail("目录指标", fact.indicator.name if fact.indicator.listed else "目录中没有")
    yield Detail("数值", f"{numbers.figure_with_unit(o)}（{term(o.bound)}）")
    yield Detail("地区", _place(o.region) + (f"（{o.locality}）" if o.locality else ""))
    yield Detail("时期", periods.label(o.period))
    yield Detail("性质", term(o.status))
    yield Detail("领域", term(o.sector))
    for mark in marks(fact) if fact is not None else ():
        yield Detail("口径", mark.text.rstrip("。"))
    if o.duplicate_of is not None:
        yield Detail("重复", "同一文件中已印过，不参与比较")
    if o.corrected is not None:
        yield Detail("改动", corrections.description(o.corrected))
    where = place_in_file(document, o)
    if where:
        yield Detail("位置", where)
    yield Detail("编号", o.id)


def _place(code: str | None) -> str:
    return full_name(code) if code is not None and code in regions() else "未定"


def _legend(figures: Sequence[Observation]) -> tuple[LegendEntry, ...]:
    own = {sector: [o for o in figures if o.sector is sector] for sector in Sector}
    return tuple(
        LegendEntry(sector.value, term(sector), len(found), f"f{found[0].start}")
        for sector, found in own.items()
        if found
    )


def _doubts(figures: Sequence[Observation], facts: Mapping[str, Fact], document: Document) -> Iterable[Doubt]:
    """Figures whose region, time or indicator could not be made out."""
    for o in figures:
        fact = facts.get(o.id)
        problems = [
            "地区未定" if o.region is None else "",
            "时期未定" if o.period is None else "",
            "目录中没有这个指标" if fact is not None and not fact.indicator.listed else "",
            "按相近用词归入目录指标" if fact is not None and fact.alignment == "lexical" else "",
        ]
        told = "，".join(problem for problem in problems if problem)
        if told:
            before = " ".join(document.raw[o.sentence_start : o.start].split())[-_CONTEXT:]
            after = " ".join(document.raw[o.end : o.sentence_end].split())[:_CONTEXT]
            yield Doubt(f"f{o.start}", before, o.text, after, told)


def _about(document: Document) -> Iterable[Detail]:
    published = periods.label(document.published) + ("（推定）" if document.published_inferred else "")
    for name, text in (
        ("来源", document.source or "未注明"),
        ("日期", published),
        ("作者", document.author or ""),
        ("地区", _place(document.place)),
        ("网址", document.url or ""),
        ("文件", document.name),
        ("SHA-256", document.sha256),
        *(("说明", note) for note in document.notes),
        *(("转载", "，".join(filter(None, (r.name, r.source)))) for r in document.republications),
    ):
        if text:
            yield Detail(name, text)
