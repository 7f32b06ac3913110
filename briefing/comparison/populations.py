"""Which population a stated ratio was divided by, where its own words say so."""

from __future__ import annotations

import re

from briefing.comparison.clauses import Context
from briefing.model import Fact

USUAL = "常住人口"  # what ratios are divided by where nothing is said (国家基本公共服务标准, 规划指标解释)
# 按户籍人口计算, 每千户籍人口, 按七普人口, 以年末常住人口为分母, 年平均人口
_NAMED = {
    "户籍人口": re.compile("户籍(?:总)?(?:人口|老[年人]|居民|儿童)"),
    "普查人口": re.compile("(?:[五六七]普|(?:第[五六七]次)?(?:全国)?人口普查)(?:常住)?(?:人口)?"),
    "年平均人口": re.compile("年平均(?:常住)?人口|年均(?:常住)?人口"),
    "服务人口": re.compile("(?:实际)?(?:服务|管理)人口"),
    USUAL: re.compile("常住"),
}


def population_of(fact: Fact, context: Context) -> str:
    """The population by which the source says its ratio was divided; empty for amounts and where nothing is said.

    Statistics keep 常住, 户籍, census and year-average populations apart (国家统计局《统计指标解释》, 人口).
    """
    if not fact.indicator.intensive or fact.derivation is not None:
        return ""
    words = f"{fact.observation.indicator}，{context.clause}"
    return next((name for name, pattern in _NAMED.items() if pattern.search(words)), "")
