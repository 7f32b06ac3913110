"""The sentence over a first page and the line below it, from counts and standings only; never of what is only set
beside something that it is high or low."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.composition.held import Held
from briefing.composition.target_rows import Standing, standing
from briefing.model import Benchmark
from briefing.printing import numbers, periods
from briefing.reference.divisions import NATION
from briefing.reference.short_names import stem_of

LINE = 24.5  # ideographs of a line
_MOST_NAMED = 3
_LONGEST_LIST = 18
_CLAUSES = re.compile("(?<=[，；：])")


def lines(sentence: str) -> tuple[str, ...]:
    """The sentence on one or two lines, parted between two clauses, at a semicolon or colon if it has one, so that they
    are about alike in length."""
    if _width(sentence) <= LINE:
        return (sentence,)
    clauses = _CLAUSES.split(sentence)
    parted = [("".join(clauses[:n]), "".join(clauses[n:])) for n in range(1, len(clauses))]
    fitting = [pair for pair in parted if max(map(_width, pair)) <= LINE]
    if not fitting:
        return _wrapped(sentence)
    return min(fitting, key=lambda pair: (pair[0][-1] not in "；：", abs(_width(pair[0]) - _width(pair[1]))))


def _width(text: str) -> float:
    """The ideographs that a line takes, a digit as half of one; a comma at its end may stand out."""
    return sum(0.5 if character.isascii() else 1.0 for character in text.rstrip("，；："))


def _wrapped(sentence: str) -> tuple[str, ...]:
    """A sentence without a fitting place to part, after as many characters as a line holds."""
    size = int(LINE)
    return tuple(sentence[start : start + size] for start in range(0, len(sentence), size))


def region_sentence(held: Sequence[Held]) -> str:
    """Where a region stands: to its targets, else to comparable regions, else that nothing may be judged."""
    targeted = [one for one in held if one.targeted]
    if targeted:
        return _to_targets(targeted)
    compared = [one for one in held if one.comparable]
    if compared:
        return _to_peers(compared)
    beside = [one for one in held if not one.alone]
    if len(beside) == 1:
        return f"只有{stem_of(beside[0].fact.indicator.name)}1项有可对照的数，口径有别，只并列"
    if beside:
        return f"{len(beside)}项数据有可对照的数，口径有别，只并列"
    return f"本期{numbers.plain(len(held))}项数据没有可对照的数，只列本地数"


def _to_targets(held: Sequence[Held]) -> str:
    found: dict[Standing, list[Held]] = {}
    for one in held:
        assert one.target is not None  # whoever is targeted has one
        found.setdefault(standing(one.target), []).append(one)
    whose = target_name(one.target.benchmark for one in held if one.target)
    words = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "持平于"}
    told: list[str] = []
    for kind, word in words.items():
        if kind in found:
            told.append(f"{_names(found[kind])}{word}{'' if told else whose}{'目标' if told else ''}")
    above = found.get(Standing.ABOVE, [])
    if len(found) == 1 and above and all(_above_all(one) for one in above):
        told.append("也高于全部可比地区")
    return "，".join(told)


def _above_all(one: Held) -> bool:
    return bool(one.comparable) and one.standings[Standing.ABOVE] == len(one.comparable)


def target_name(benchmarks: Iterable[Benchmark]) -> str:
    """`“十四五”全国目标`; of several plans `规划目标`, of a province's own without 全国."""
    targets = list(benchmarks)
    plans = {periods.plan_of(target.year) for target in targets}
    national = "全国" if all(target.region == NATION for target in targets) else ""
    return f"“{plans.pop()}”{national}目标" if len(plans) == 1 else f"{national}规划目标"


def _to_peers(held: Sequence[Held]) -> str:
    if len(held) == 1:
        one = held[0]
        name, others = stem_of(one.fact.indicator.name), len(one.comparable)
        whom = "可比的1地" if others == 1 else f"{others}个可比地区"
        counts = {kind: number for kind, number in one.standings.items() if number}
        if len(counts) == 1:
            word = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "基本相当于"}[next(iter(counts))]
            return f"{name}{word}{whom}"
        return f"{name}与{whom}比：{_counted(counts)}"
    above = sum(_above_all(one) for one in held)
    below = sum(one.standings[Standing.BELOW] == len(one.comparable) for one in held)
    told = [f"{above}项高于全部可比地区"] if above else []
    told += [f"{below}项低于全部可比地区"] if below else []
    told += [f"{len(held) - above - below}项居中或基本相当"] if len(held) > above + below else []
    return f"{len(held)}项可与别地论高低：{'，'.join(told)}"


def _counted(counts: dict[Standing, int]) -> str:
    words = {Standing.ABOVE: "高于{}地", Standing.BELOW: "低于{}地", Standing.LEVEL: "与{}地基本相当"}
    return "，".join(words[kind].format(number) for kind, number in counts.items())


def _names(held: Sequence[Held]) -> str:
    """The names of some indicators where they are few and short, else how many: 托位、护理型床位占比两项."""
    names = [stem_of(one.fact.indicator.name) for one in held]
    listed = "、".join(names)
    if len(names) > _MOST_NAMED or len(listed) > _LONGEST_LIST:
        return f"{len(names)}项"
    return listed + {1: "", 2: "两项", 3: "三项"}[len(names)]


def deck(held: Sequence[Held]) -> str:
    """What the sentence rests on: how many indicators are held against targets and regions, and how they stand."""
    targets = [one.target for one in held if one.target]
    counts = {kind: sum(standing(gap) is kind for gap in targets) for kind in Standing}
    words = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "持平", Standing.OPEN: "只并列"}
    told = "，".join(f"{counts[kind]}项{word}" for kind, word in words.items() if counts[kind])
    first = f"对照目标{len(targets)}项：{told}" if targets else "没有可对照的目标"
    compared = sum(bool(one.comparable) for one in held)
    beside = sum(bool(one.beside) and not one.comparable for one in held)
    if compared:
        second = f"与别地可论高低{compared}项" + (f"，只并列{beside}项" if beside else "")
    else:
        second = f"与别地只并列{beside}项" if beside else "没有可比、可并列的地区"
    return f"{first}；{second}。"
