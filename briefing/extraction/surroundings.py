"""What the words around a figure say of how it was counted: over what time, of what population, in whose sentence.

Comparison asks for it with an indicator in hand (does a stock add up?) and never reads the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.extraction.answers import Span
from briefing.model import Document, Surroundings
from briefing.packaged import one_of, toml_file
from briefing.reference.examinations import tells_examination

# 自2021年6月起, 2019年以来, 从2020年开始
_SINCE = re.compile(r"(?P<start>(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:起|以来|开始|至今)")
# 3年来, 过去三年, 五年累计, 近年来, 去年以来
_YEARS_BACK = re.compile(r"(?:近|过去|这)?[\d一二两三四五六七八九十]+年(?:[来间里]|累计)?|近年来|去年以来|今年以来")
_THIS_YEAR = re.compile(r"今年(?:以来)?|年内|本年")
_HOLIDAY = re.compile("暑[假期](?:期间)?")
# What a change is measured from: 同比, 较上年, 三年里, 由…提高
_BASE = re.compile(
    "(?=[同环比较以年月期由从上去前增涨])(?:[同环]比|[比较]|以来|[年月][来里]|年初|期间|[由从]|上[年月]|去年|前年|增速|涨幅)"
)
_COMPARED = re.compile("同口径|可比口径|同比|环比|[比较](?:上年|去年|上月|上季度|年初)")
_WRITTEN_YEAR = re.compile(r"\d{4}(?=年)")
_DIGITS = re.compile(r"\d\d{3,}")
# 县人民医院, 市中心医院, 县中医院: an institution that a rate in the same sentence may be of
_INSTITUTION = re.compile(
    r"(?P<name>[县区市省州旗](?:第[一二三四五六]+)?(?:人民医院|中心医院|中医(?:医)?院|妇幼保健院)|[^，。；、]{0,4}卫生院)"
)
_WHOLE = re.compile("[全我][国省市县区州旗]")
# 每千人口拥有执业医师3.2人、注册护士3.8人: said once for a list
_PER = re.compile(
    r"每(?:百|千|万|10万|十万)(?:名|个|位)?(?:\d+周?岁(?:及)?以上)?(?:常住|户籍)?(?:老年人口|老年人|老人|人口|居民|人)"
)
USUAL = "常住人口"  # what ratios are divided by where nothing is said (国家基本公共服务标准, 规划指标解释)
_CLAUSE_END = re.compile("[，,；;。！？!?：:]")
_UP_TO_CLAUSE = re.compile(".*[，,；;。！？!?：:]", re.DOTALL)
_UP_TO_STOP = re.compile(".*[。！？!?]", re.DOTALL)
_LONGEST_SENTENCE = 200
_PLAN = re.compile("十[一二三四五六七八九]五")


@dataclass(frozen=True, slots=True)
class _Words:
    running: re.Pattern[str]
    done: re.Pattern[str]
    each: re.Pattern[str]
    amends: re.Pattern[str]
    population: re.Pattern[str]  # any of these
    populations: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    data = toml_file("extraction/data/surroundings.toml")
    return _Words(
        re.compile(one_of(data["running"])),
        re.compile(one_of(data["done"])),
        re.compile(one_of(data["each"])),
        re.compile("|".join(data["amends"])),
        re.compile("|".join(data["populations"].values())),
        tuple((name, re.compile(pattern)) for name, pattern in data["populations"].items()),
    )


def plans_named(document: Document) -> frozenset[str]:
    """The five-year plans that a document names: 十四五."""
    return frozenset(_PLAN.findall(document.raw))


def each_of(text: str) -> str:
    """The word by which an amount is one of each year or month (每年, 月均); '' where there is none."""
    match = _words().each.search(text)
    return match.group() if match else ""


def amendment_in(text: str) -> str:
    """The words that say that a figure corrects an earlier one (更正, 经核实后); '' where there are none."""
    match = _words().amends.search(text)
    return match.group() if match else ""


def own_clause(lead: str) -> str:
    """The end of a sentence's beginning: what stands in the figure's own clause before it."""
    clauses = _UP_TO_CLAUSE.match(lead)
    return lead[clauses.end() :] if clauses else lead


def population_in(text: str) -> str:
    """The population that words name, '' for none.

    Statistics keep 常住, 户籍, census and year-average populations apart (国家统计局《统计指标解释》, 人口).
    """
    if not _words().population.search(text):
        return ""
    return next(name for name, pattern in _words().populations if pattern.search(text))


def population_of(indicator: str, said: str) -> str:
    """The population of a ratio by its name and by `said`, that of its clause: the one that is listed first."""
    return next((name for name, _ in _words().populations if name in (population_in(indicator), said)), "")


def surroundings_of(raw: str, figure: Span, sentence: Span, plans: frozenset[str] = frozenset()) -> Surroundings:
    """What stands around the figure at raw[figure] in raw[sentence]."""
    words = _words()
    lead, tail = _close(raw[sentence[0] : figure[0]]), _close(raw[figure[1] : sentence[1]])
    before, earlier = _sentence_before(raw, sentence[0])
    digits = _DIGITS.findall(before + lead + tail)
    clause_lead = own_clause(lead)
    clause = clause_lead + (tail[: stop.start()] if (stop := _CLAUSE_END.search(tail)) else tail)
    dated = "年" in lead  # saves most searches for what is said of years
    since = (_SINCE.search(lead) if dated else None) or earlier
    this_year, back = (_THIS_YEAR.search(lead), _YEARS_BACK.findall(lead)) if dated else (None, [])
    holiday = _HOLIDAY.search(lead) if "暑" in lead else None
    return Surroundings(
        each=each_of(clause_lead),
        since=since["start"] if since else "",
        this_year=this_year.group() if this_year else "",
        holiday=holiday.group() if holiday else "",
        years_back=back[-1] if back else "",
        running=words.running.search(clause) is not None,
        running_before=words.running.search(lead) is not None,
        done=words.done.search(clause) is not None,
        compared=_compared(lead) if "比" in lead or "较" in lead or "口径" in lead else "",
        based=not lead or _BASE.search(lead + tail) is not None,
        written_years=frozenset(_WRITTEN_YEAR.findall(lead)) if dated else frozenset(),
        years=frozenset([run[at : at + 4] for run in digits for at in range(len(run) - 3)]),
        plans=plans,
        population=population_in(clause),
        examined=tells_examination(clause),
        per=_per(lead if "." in raw[figure[0] : figure[1]] else clause_lead) if "每" in lead else "",
        institution=_institution(lead) if "院" in lead else "",
        amends=_amendment_by(raw, *sentence),
        lead=lead,
    )


def _per(lead: str) -> str:
    told = _PER.findall(lead)
    return told[-1] if told else ""


def _compared(lead: str) -> str:
    told = _COMPARED.findall(lead)
    return told[-1].replace("较", "比") if told else ""


def _institution(lead: str) -> str:
    """The one institution that the sentence has spoken of, unless the whole region was spoken of since."""
    named = list(_INSTITUTION.finditer(lead))
    return named[0]["name"] if len(named) == 1 and not _WHOLE.search(lead, named[0].end()) else ""


@lru_cache(maxsize=2)  # the figures of a sentence ask in turn
def _amendment_by(raw: str, start: int, end: int) -> str:
    """What a sentence or the one before says of an earlier figure."""
    return amendment_in(_sentence_before(raw, start)[0] + _close(raw[start:end]))


@lru_cache(maxsize=2)
def _sentence_before(raw: str, start: int) -> tuple[str, re.Match[str] | None]:
    """The sentence before, and since when it says that something is counted."""
    earlier = raw[max(0, start - _LONGEST_SENTENCE) : start].rstrip()
    stop = _UP_TO_STOP.match(earlier, 0, len(earlier) - 1)
    text = _close(earlier[stop.end() :] if stop else earlier)
    return text, _SINCE.search(text)


def _close(text: str) -> str:
    return "".join(text.split())
