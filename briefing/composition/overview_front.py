"""The first page of an overview: what the edition holds in a sentence, in counts and findings; who reports what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.composition import headline, shared_parts
from briefing.composition.edition_counts import FIELDS, EditionCounts
from briefing.composition.field_coverage import FEW, field_bars, matrix
from briefing.composition.fixed_wordings import wordings
from briefing.composition.overview_findings import findings
from briefing.composition.page_model import Count, Counts, Front, Point
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import Standing, standing
from briefing.model import Comparability, Level, Reconciliation
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.divisions import NATION, regions

_MOST = 5  # findings
_FEWER = 12  # regions of a matrix that leaves room for all findings
_LEAST_JUDGED = 3  # figures whose standing to a target is the sentence over the page


def overview_front(
    counted: EditionCounts, title: str, failed: Sequence[Reconciliation], register: SourceRegister
) -> Front:
    """The first page; of more than twenty regions the matrix of all has a page of its own. `title` says what the paper
    is."""
    few = len(counted.regions) <= FEW
    return Front(
        kicker=title,
        verdict=headline.lines(sentence(counted)),
        counts=tuple(_counts(counted)),
        findings=findings(counted, failed, register, _MOST if len(counted.regions) <= _FEWER else _MOST - 1),
        matrix=matrix(counted) if few and counted.regions else None,
        bars=None if few else field_bars(counted),
        reasons=None if few else reasons(counted),
        absent=() if few else (Point(text),) if (text := left_out(counted)) else (),
    )


def sentence(counted: EditionCounts) -> str:
    """What may be said of the edition as a whole: of its targets, else of its pairs."""
    kinds = Counter(map(standing, counted.targets))
    decided = kinds.total() - kinds[Standing.OPEN]
    if decided >= _LEAST_JUDGED:
        places = len({gap.fact.observation.region for gap in counted.targets})
        words = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "持平", Standing.OPEN: "不能判定"}
        told = "，".join(f"{kinds[kind]}项{word}" for kind, word in words.items() if kinds[kind])
        name = headline.target_name(gap.benchmark for gap in counted.targets)
        return f"{places}地{kinds.total()}项数据可对照{name}：{told}"
    figures = numbers.plain(len(counted.analysis.facts))
    targets = f"{decided}项可与目标论高低；" if decided else ""
    pairs = counted.pairs(Comparability.COMPARABLE)
    two = f"{numbers.plain(pairs)}对两地数据可论高低" if pairs else "没有可论高低的两地数据"
    return f"{len(counted.regions)}地{figures}个数字中，{targets}{two}"


def _counts(counted: EditionCounts) -> Iterator[Count]:
    analysis = counted.analysis
    dates = sorted(document.published for document in analysis.documents if document.published)
    span = list(dict.fromkeys(periods.label(date[:7]) for date in (dates[0], dates[-1]))) if dates else []
    yield Count(numbers.plain(len(analysis.documents)), "篇", "，".join(["文献", *["至".join(span)][: len(span)]]))
    yield Count(numbers.plain(len(analysis.facts)), "个", "数字")
    levels = Counter(regions()[code].level for code in counted.regions)
    named = "、".join(f"{term(level)}{levels[level]}" for level in Level if levels[level])
    yield Count(numbers.plain(len(counted.regions)), "地", named)
    yield Count(numbers.plain(counted.pairs(Comparability.COMPARABLE)), "对", "可论高低")
    refused = counted.pairs(Comparability.NOT_COMPARABLE)
    also = f"；另{numbers.plain(refused)}对不比" if refused else ""
    yield Count(numbers.plain(counted.pairs(Comparability.CONDITIONAL)), "对", f"只能并列{also}")


def reasons(counted: EditionCounts) -> Counts | None:
    """Why pairs of regions are not compared: how many by the gravest rule; None where all are."""
    if not counted.refusals:
        return None
    words = wordings()["refused"]
    by_word = Counter[str]()
    for code, number in counted.refusals.items():
        by_word[words.get(code, words["other"])] += number
    items = tuple(Count(numbers.plain(number), "对", word) for word, number in by_word.most_common())
    total = numbers.plain(counted.refusals.total())
    return Counts("为什么不比", f"{total}对未作比较，按最重的一条原因；指标逐项见后", items)


def left_out(counted: EditionCounts) -> str:
    """What neither matrix nor bars show; empty for nothing."""
    facts = counted.analysis.facts
    unknown = sum(fact.observation.region is None for fact in facts)
    nation = sum(fact.observation.region == NATION for fact in facts)
    other = sum(fact.indicator.sector not in FIELDS for fact in facts)
    told = [f"所指地区无法从原文确定的{unknown}项"] * bool(unknown) + [f"全国的{nation}项"] * bool(nation)
    told += [f"其他领域的{other}项"] * bool(other)
    text = f"另有{'、'.join(told)}数字，未列入各地各领域有数情况。" if told else ""
    return text + shared_parts.left_out_note(counted.analysis.left_out)
