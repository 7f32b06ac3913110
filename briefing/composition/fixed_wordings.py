"""Small fixed wordings of a page: names of rows, meanings of marks, rules in a word."""

from __future__ import annotations

import re

from briefing.model import Benchmark, Bound, Measure, Observation, PerHead, Status
from briefing.packaged import Table, toml_file
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.divisions import NATION, short_name

_HUNDRED_MILLION = 100_000_000
_BOUND_SIGNS = {Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤", Bound.APPROXIMATE: "≈"}
_SHARE_NAME = re.compile("[率比占度]|份额|覆盖|比例|比重")
_RULE_NAME = re.compile("标准|限额|限价|门槛|上限|下限|起付线|补助|补贴|津贴|待遇|工资|费$|金$")


def observation_label(observation: Observation, name: str) -> str:
    """A row's name with what it leaves open: the smaller place, that it is a share, a change, a rule.

    `助餐点（朝阳社区）`, `普惠性幼儿园在园幼儿（占比）`, `签约人数（同比增减）`, `个人自付费用占比（政策规定）`.
    """
    kind = wordings()["measures"].get(observation.measure.value)
    if observation.measure is Measure.CHANGE:
        kind = observation.around.compared + term(Measure.CHANGE)
    if observation.scope and observation.measure is Measure.GAP:
        kind = f"与{observation.scope}之差"
    elif observation.scope:
        kind = f"{observation.scope}{kind}"
    if observation.measure is Measure.SHARE and not _SHARE_NAME.search(name):
        kind = term(Measure.SHARE)
    if observation.status is Status.RULE and not _RULE_NAME.search(name):
        kind = term(Status.RULE)
    told = [observation.locality] if observation.locality not in name else []
    told += [kind] if kind else []
    return f"{name}（{'，'.join(told)}）" if told else name


def reason_word(code: str) -> str:
    """A rule of comparability in one word: R04 → 时点."""
    return str(wordings()["reasons"].get(code, (code,))[0])


def reason_sentence(code: str) -> str:
    """A rule of comparability as a sentence about many regions; empty for a rule that has none."""
    return str(wordings()["reasons"].get(code, ("", ""))[1])


def benchmark_name(benchmark: Benchmark) -> str:
    """`“十四五”目标` for a national target, `四川“十四五”目标` for another, `四川2024年` for an actual."""
    if benchmark.kind == "target":
        whose = "" if benchmark.region == NATION else short_name(benchmark.region)
        return f"{whose}“{periods.plan_of(benchmark.year)}”目标"
    return f"{short_name(benchmark.region)}{benchmark.year}年"


def benchmark_value(benchmark: Benchmark) -> str:
    """The benchmark's number with its bound, % included."""
    unit = benchmark.unit if benchmark.unit in "%‰" else ""
    return f"{_BOUND_SIGNS.get(benchmark.bound, '')}{numbers.plain(benchmark.value)}{unit}"


def benchmark_text(benchmark: Benchmark) -> str:
    """The benchmark in a table: `“十四五”目标 4.5（2025年）`, `全国2024年 4.08`, `四川2023年 2,215.4[推]`."""
    due = f"（{benchmark.year}年）" if benchmark.kind == "target" else "[推]" if benchmark.per_head else ""
    return f"{benchmark_name(benchmark)} {benchmark_value(benchmark)}{due}"


def computation(made: PerHead) -> str:
    """How a reference value per head was computed: `1,855.2亿元÷常住人口（2023年末）83,680,000人`."""
    times = f"×{numbers.plain(made.per)}" if made.per != 1 else ""
    return f"{_large(made.amount, made.unit)}÷{made.people_name}{numbers.amount(made.people, '人')}{times}"


def _large(amount: float, unit: str) -> str:
    """An amount of money in 亿元 with the decimals that tables of spending have."""
    if unit == "元" and amount >= _HUNDRED_MILLION:
        return f"{numbers.plain(amount / _HUNDRED_MILLION, 2)}亿元"
    return numbers.amount(amount, unit)


def wordings() -> Table:
    """The file of wordings, by section."""
    return toml_file("composition/data/wordings.toml")
