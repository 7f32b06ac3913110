"""One figure back to its sentence: document, sentence with the figure marked, rules that fired, alignment, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.errors import NothingFoundError
from briefing.model import Analysis, Comparability, Comparison, Document, Fact, Observation
from briefing.reference.divisions import full_name

_OUTCOMES = {
    Comparability.COMPARABLE: "可比",
    Comparability.CONDITIONAL: "有条件可比",
    Comparability.NOT_COMPARABLE: "不可比",
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
    yield f"编号　　{found.id}"
    origin = f"{document.source or '来源未注明'}，{document.published or '日期不详'}"
    yield f"文献　　{document.title or document.name}（{origin}）"
    yield f"原句　　{marked_sentence(document, found)}"
    yield f"字符　　{found.start}–{found.end}"
    yield f"指标　　{found.indicator}" + (f"（又作 {'、'.join(found.aliases)}）" if found.aliases else "")
    kind = "　".join((found.bound, found.measure, found.status, found.sector.chinese))
    yield f"数值　　{found.value:g} {found.unit}　{kind}"
    yield f"地区　　{full_name(found.region) if found.region else '未定'}　时期 {found.period or '未定'}"
    yield f"规则　　{'、'.join(found.rules) or '—'}"
    fact = next((f for f in analysis.facts if found in (f.observation, *f.reprints)), None)
    if fact is None:
        return
    yield f"对应　　{fact.indicator.name}（{fact.alignment}，{fact.score:.2f}）"
    for caveat in fact.caveats:
        yield f"口径　　[{caveat.mark}] {caveat.text}"
    for comparison in analysis.comparisons:
        if fact in (comparison.left, comparison.right):
            yield f"对比　　{_verdict(comparison, fact)}"


def marked_sentence(document: Document, observation: Observation) -> str:
    """The sentence that states the figure, the figure between 【 and 】, white space folded."""
    raw = document.raw
    before = raw[observation.sentence_start : observation.start]
    after = raw[observation.end : observation.sentence_end]
    return "".join(f"{before}【{observation.text}】{after}".split())


def _verdict(comparison: Comparison, fact: Fact) -> str:
    other = comparison.right if comparison.left == fact else comparison.left
    region = full_name(other.observation.region) if other.observation.region else "地区未定"
    reasons = "；".join(f"{reason.code} {reason.text}" for reason in comparison.verdict.reasons)
    return f"{region} {other.observation.text}：{_OUTCOMES[comparison.verdict.outcome]}" + (
        f"（{reasons}）" if reasons else ""
    )
