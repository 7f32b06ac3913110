"""One figure back to its sentence: document, sentence with the figure marked, rules that fired, alignment, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.comparison.tracing import trace as decisions
from briefing.corrections import description
from briefing.errors import NothingFoundError
from briefing.model import Analysis, Bound, Comparability, Comparison, Document, Fact, Measure, Observation, Status
from briefing.numbers import figure_with_unit
from briefing.quotation import marked_sentence
from briefing.reference.divisions import full_name

_OUTCOMES = {
    Comparability.COMPARABLE: "可比",
    Comparability.CONDITIONAL: "有条件可比",
    Comparability.NOT_COMPARABLE: "不可比",
}
_BOUNDS = {
    Bound.EXACT: "确数",
    Bound.AT_LEAST: "不低于",
    Bound.AT_MOST: "不高于",
    Bound.APPROXIMATE: "约数",
}
_MEASURES = {
    Measure.LEVEL: "水平",
    Measure.SHARE: "占比",
    Measure.CHANGE: "变化",
    Measure.GAP: "差距",
    Measure.RANK: "位次",
}
_STATUSES = {Status.ACTUAL: "实绩", Status.PLANNED: "目标或计划", Status.RULE: "政策参数"}
_ALIGNMENTS = {
    "name": "名称相同",
    "alias": "别名相同",
    "pattern": "句式相符",
    "lexical": "用词相近",
    "adhoc": "两地同名、目录未收",
    "unlisted": "目录未收",
}


def trace(
    identifier: str, documents: Sequence[Document], observations: Sequence[Observation], analysis: Analysis
) -> Iterator[str]:
    """The lines that tell where the figure `identifier` (document:start) comes from and what was made of it.

    Raises NothingFoundError when there is no such figure.
    """
    found = next((o for o in observations if o.id == identifier), None)
    document = next((d for d in documents if found is not None and d.name == found.document), None)
    if found is None or document is None:
        raise NothingFoundError(f"没有编号为 {identifier} 的数字。编号是“文件名:起始位置”，可用 extract 命令列出。")
    yield from _origin(document, found)
    if found.duplicate_of is not None:
        yield f"重复　　同一文件在第 {found.duplicate_of} 个字符处已印过，不参与比较"
        return
    try:
        decided = decisions(analysis, identifier)
    except NothingFoundError:
        return
    fact = decided.fact
    yield f"对应　　{fact.indicator.name}（{_ALIGNMENTS.get(fact.alignment, fact.alignment)}，{fact.score:.2f}）"
    for caveat in fact.caveats:
        yield f"口径　　[{caveat.mark}] {caveat.text}"
    for derived in decided.derived:
        yield f"推算　　{derived.indicator.name} {figure_with_unit(derived.observation)}"
    for gap in decided.gaps:
        kind = "目标" if gap.benchmark.kind == "target" else "全国值"
        held = f"{gap.benchmark.year}年{kind} {gap.benchmark.value:g}，相差 {gap.difference:+g}"
        yield f"对照　　{held}（{gap.benchmark.source}）"
    for check in decided.reconciliations:
        yield f"勾稽　　{'✓' if check.passed else '待核'} {check.text}"
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
    yield f"指标　　{found.indicator}" + (f"（又作 {'、'.join(found.aliases)}）" if found.aliases else "")
    kind = "　".join((_BOUNDS[found.bound], _MEASURES[found.measure], _STATUSES[found.status], found.sector.chinese))
    yield f"数值　　{found.value:g} {found.unit}　{kind}"
    yield f"地区　　{full_name(found.region) if found.region else '未定'}　时期 {found.period or '未定'}"
    yield f"规则　　{'、'.join(found.rules) or '—'}"
    if found.corrected is not None:
        yield f"改动　　{description(found.corrected)}　{found.corrected.author}，{found.corrected.date}"


def _verdict(comparison: Comparison, fact: Fact) -> str:
    left_is_it = comparison.left.observation.id == fact.observation.id
    other = comparison.right if left_is_it else comparison.left
    region = full_name(other.observation.region) if other.observation.region else "地区未定"
    reasons = "；".join(f"{reason.code} {reason.text.rstrip('。')}" for reason in comparison.verdict.reasons)
    return f"{region} {other.observation.text}：{_OUTCOMES[comparison.verdict.outcome]}" + (
        f"（{reasons}）" if reasons else ""
    )
