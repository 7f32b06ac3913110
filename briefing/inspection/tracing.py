"""One figure back to its sentence: document, sentence with the figure marked, rules that fired, alignment, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.comparison.figure_history import trace as decisions
from briefing.composition.fixed_wordings import computation, wordings
from briefing.corrections import description
from briefing.errors import NothingFoundError
from briefing.inspection.evidence import evidence
from briefing.inspection.locating import Place, locate
from briefing.model import Analysis, BenchmarkGap, Comparison, Document, Fact, Observation
from briefing.printing.numbers import MINUS, amount, figure_with_unit
from briefing.printing.periods import label
from briefing.printing.quotation import marked_sentence, place_in_file
from briefing.printing.terms import term
from briefing.reference.divisions import full_name, short_name


def trace(
    identifier: str, documents: Sequence[Document], observations: Sequence[Observation], analysis: Analysis
) -> Iterator[str]:
    """The lines that tell where the figure at `identifier` (document:offset) comes from and what was made of it.

    Where the offset is in a sentence but in none of its figures, the sentence's figures are listed. Raises UsageError
    and NothingFoundError.
    """
    place = locate(identifier, documents, observations)
    if len(place.figures) > 1:
        yield from _listed(place)
        return
    found = place.figures[0]
    yield from _told(place.document, found, analysis)
    others = [observation for observation in place.neighbours if observation is not found]
    if place.first != found.start and others:
        yield f"同句　　另有 {len(others)} 个数字："
        yield from map(_line, others)


def _listed(place: Place) -> Iterator[str]:
    yield f"{place.document.name}:{place.first} 所在的句子里有 {len(place.figures)} 个数字，用编号可以逐个追溯："
    yield from map(_line, place.figures)


def _line(observation: Observation) -> str:
    return f"　　　　{observation.id}　{observation.text}　{observation.indicator}"


def _told(document: Document, found: Observation, analysis: Analysis) -> Iterator[str]:
    yield from _origin(document, found)
    if found.duplicate_of is not None:
        yield f"重复　　同一文件在第 {found.duplicate_of} 个字符处已印过，不参与比较"
        return
    try:
        decided = decisions(analysis, found.id)
    except NothingFoundError:
        return
    fact = decided.fact
    yield f"对应　　{fact.indicator.name}（{wordings()['alignments'].get(fact.alignment, '其他依据')}）"
    for caveat in fact.caveats:
        yield f"口径　　[{caveat.mark}] {caveat.text}"
    for derived in decided.derived:
        how = f"（{derived.recast.how}）" if derived.recast else ""
        made = f"{derived.recast.mark}算" if derived.recast else "推算"
        yield f"{made}　　{derived.indicator.name} {figure_with_unit(derived.observation)}{how}"
    for gap in decided.gaps:
        yield f"对照　　{_held_against(gap)}（{gap.benchmark.source}）"
    for check in decided.reconciliations:
        yield f"勾稽　　{'○' if check.passed and check.inferred else '✓' if check.passed else '待核'} {check.text}"
    for comparison in decided.comparisons:
        yield f"对比　　{_verdict(comparison, fact)}"
    if decided.superseded:
        yield "取代　　后来的文献另有同一时期的数字，本条留作历史"


def _origin(document: Document, found: Observation) -> Iterator[str]:
    yield f"编号　　{found.id}"
    origin = f"{document.source or '来源未注明'}，{document.published or '日期不详'}"
    yield f"文献　　{document.title or document.name}（{origin}）"
    yield f"原句　　{marked_sentence(document, found)}"
    yield f"字符　　{found.start}–{found.end}"
    if where := place_in_file(document, found):
        yield f"位置　　{where}"
    yield f"指标　　{found.indicator}" + (f"（又作 {'、'.join(found.aliases)}）" if found.aliases else "")
    kind = "　".join(map(term, (found.bound, found.measure, found.status, found.sector)))
    yield f"数值　　{figure_with_unit(found)}　{kind}"
    place = (full_name(found.region) if found.region else "未定") + (f"（{found.locality}）" if found.locality else "")
    yield f"地区　　{place}　时期 {label(found.period)}"
    for number, line in enumerate(evidence(document, found)):
        yield f"{'　　　　' if number else '依据　　'}{line}"
    if found.corrected is not None:
        yield f"改动　　{description(found.corrected)}　{found.corrected.author}，{found.corrected.date}"


def _held_against(gap: BenchmarkGap) -> str:
    kind = f"{short_name(gap.benchmark.region)}{'目标' if gap.benchmark.kind == 'target' else '值'}"
    unit = gap.benchmark.unit
    apart = amount(abs(gap.difference), "个百分点" if unit == "%" else unit)
    sign = MINUS if gap.difference < 0 else "+"
    made = f"（{computation(gap.benchmark.per_head)}）" if gap.benchmark.per_head else ""
    return f"{gap.benchmark.year}年{kind} {amount(gap.benchmark.value, unit)}{made}，相差 {sign}{apart}"


def _verdict(comparison: Comparison, fact: Fact) -> str:
    left_is_it = comparison.left.observation.id == fact.observation.id
    other = comparison.right if left_is_it else comparison.left
    region = full_name(other.observation.region) if other.observation.region else "地区未定"
    reasons = "；".join(f"{reason.code} {reason.text.rstrip('。')}" for reason in comparison.verdict.reasons)
    return f"{region} {other.observation.text}：{term(comparison.verdict.outcome)}" + (
        f"（{reasons}）" if reasons else ""
    )
