"""One document as a page: its text with every figure marked, what is known of each, the numbers left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing import corrections
from briefing.composition.fixed_wordings import wordings
from briefing.composition.rows import marks
from briefing.extraction import Extraction
from briefing.model import Analysis, Document, Fact, Observation, Paragraph, Relevance, Sector
from briefing.printing import numbers, periods
from briefing.printing.quotation import place_in_file
from briefing.printing.terms import term
from briefing.reference.divisions import full_name, regions

_CONTEXT = 18  # characters shown on either side of a number that was left out
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


def source_page(extraction: Extraction, analysis: Analysis, dropped: Sequence[Observation] = ()) -> SourcePage:
    """The page of a document whose figures were analysed; `dropped` are those that an editor took out."""
    document = extraction.document
    facts = {o.id: fact for fact in (*analysis.history, *analysis.facts) for o in (fact.observation, *fact.reprints)}
    stated = {o.id: o for fact in facts.values() for o in (fact.observation, *fact.reprints)}
    own = [o for o in (*stated.values(), *analysis.left_out) if o.document == document.name]
    figures = sorted((*own, *dropped), key=lambda o: (o.start, o.end))
    marked: list[list[tuple[int, int, Stretch]]] = [[] for _ in document.paragraphs]
    apart: list[Stretch] = []
    for observation in figures:
        stretch = _figure(observation, facts.get(observation.id), document)
        place = document.text_span(observation.start, observation.end)
        if place is None:
            apart.append(stretch)
        else:
            marked[place[0]].append((*place[1:], stretch))
    left_out: list[Doubt] = []
    for refusal in extraction.refusals:
        place = document.text_span(refusal.start, refusal.end)
        if place is not None:
            index, start, end = place
            name, reason = f"n{refusal.start}", _reason(refusal.reason)
            marked[index].append((start, end, Stretch("", name, reason=reason)))
            left_out.append(_left_out(document.paragraphs[index].text, start, end, name, reason))
    left_out.sort(key=lambda doubt: doubt.problem != _reason("no unit"))
    return SourcePage(
        title=document.title or document.name,
        about=tuple(_about(document)),
        blocks=tuple(map(_block, document.paragraphs, marked)),
        legend=_legend(figures),
        count=len(figures),
        doubts=tuple(_doubts([o for o in figures if o.relevance is Relevance.REGION], facts, document)),
        left_out=tuple(left_out[:_MOST_REFUSALS]),
        more_left_out=max(0, len(left_out) - _MOST_REFUSALS),
        apart=tuple(apart),
    )


def _block(paragraph: Paragraph, marked: list[tuple[int, int, Stretch]]) -> Block:
    """A paragraph cut at its figures and at the numbers left out; of two that overlap the first is marked."""
    text = paragraph.text
    pieces: list[Stretch] = []
    position = 0
    for start, end, stretch in sorted(marked, key=lambda item: (item[0], item[1])):
        if start < position:
            continue
        pieces += [Stretch(text[position:start])] if start > position else []
        pieces.append(replace(stretch, text=text[start:end]))
        position = end
    pieces += [Stretch(text[position:])] if position < len(text) else []
    return Block(paragraph.kind.value, tuple(pieces))


def _left_out(text: str, start: int, end: int, name: str, reason: str) -> Doubt:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return Doubt(name, before, text[start:end], after, reason)


def _reason(name: str) -> str:
    return str(wordings()["refusals"].get(name, "不是统计数字"))


def _figure(observation: Observation, fact: Fact | None, document: Document) -> Stretch:
    decided_against = observation.corrected is not None and observation.corrected.drop
    dropped = decided_against or observation.relevance is not Relevance.REGION
    details = tuple(_details(observation, fact, document))
    return Stretch(observation.text, f"f{observation.start}", observation.sector.value, details, dropped=dropped)


def _details(o: Observation, fact: Fact | None, document: Document) -> Iterable[Detail]:
    yield Detail("指标", o.indicator)
    if fact is not None:
        yield Detail("目录指标", fact.indicator.name if fact.indicator.listed else "目录中没有")
    yield Detail("数值", f"{numbers.figure_with_unit(o)}（{term(o.bound)}）")
    yield Detail("地区", _place(o.region) + (f"（{o.locality}）" if o.locality else ""))
    yield Detail("时期", periods.label(o.period))
    yield Detail("性质", term(o.status))
    yield Detail("领域", term(o.sector))
    if o.relevance is not Relevance.REGION:
        yield Detail("归属", f"{term(o.relevance)}，不列入简报")
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
            f"{'、'.join(corrections.FIELD_NAMES[field] for field in o.doubts)}把握不大" if o.doubts else "",
            "地区未定" if o.region is None else "",
            "时期未定" if o.period is None else "",
            "目录中没有这个指标" if fact is not None and not fact.indicator.listed else "",
            "指标名按单位或上下文补全" if fact is not None and fact.alignment == "completed" else "",
        ]
        told = "，".join(problem for problem in problems if problem)
        if told:
            before = " ".join(document.raw[o.sentence_start : o.start].split())[-_CONTEXT:]
            after = " ".join(document.raw[o.end : o.sentence_end].split())[:_CONTEXT]
            yield Doubt(f"f{o.start}", before, o.text, after, told)


def _about(document: Document) -> Iterable[Detail]:
    published = periods.label(document.published) + ("（推定）" if document.published_inferred else "")
    for name, text in (
        ("文种", term(document.genre) if document.genre else ""),
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
