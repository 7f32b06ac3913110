"""The unit of a large number that stands without one: 超过30万老年人, 投资达3.2亿, 残疾人8500万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.packaged import one_of, toml_file

_REACH = 14  # how many characters before the number are looked at


@dataclass(frozen=True, slots=True)
class _Words:
    money_after: re.Pattern[str]
    money_before: re.Pattern[str]
    noun_after: re.Pattern[str]
    noun_units: dict[str, str]
    counted_before: re.Pattern[str]
    counted_units: dict[str, str]


@cache
def _words() -> _Words:
    data = toml_file("extraction/data/units.toml")
    implied = data["implied"]
    links = rf"(?:{one_of(implied['links'])}|[0-9]{{2,4}}年){{0,4}}$"
    noun_units = {noun: unit for unit, nouns in data["nouns"].items() for noun in nouns}
    nouns = one_of(list(noun_units))
    counted_units = {noun: unit for unit, nouns in implied["counted_before"].items() for noun in nouns}
    return _Words(
        # 1.5万捐款 · 4.5万司法救助金
        money_after=re.compile(rf"的?[\u4e00-\u9fff]{{0,2}}?{one_of(implied['money_after'])}"),
        # 金额超150万 · 投资达3.2亿
        money_before=re.compile(rf"{one_of(implied['money_before'])}{links}"),
        # 204.3万低收入人口 · 387.8万60岁以上城乡居民
        noun_after=re.compile(
            # 602.2万企业退休人员: the last of the nouns in a row is the head
            rf"(?:[0-9]{{1,3}}周?岁(?:及)?以上)?的?[\u4e00-\u9fff“”]{{0,8}}?"
            rf"(?:{nouns}[\u4e00-\u9fff]{{0,2}}?)?(?P<noun>{nouns})"
        ),
        noun_units=noun_units,
        # 出生人口数约700万
        counted_before=re.compile(rf"(?P<noun>{one_of(list(counted_units))}){links}"),
        counted_units=counted_units,
    )


def implied_unit(text: str, start: int, end: int) -> str | None:
    """The unit that the words around the number at [start, end) imply: 人, 户, 元 …; None where they imply none."""
    words = _words()
    if words.money_after.match(text, end):
        return "元"
    before = text[max(0, start - _REACH) : start]
    if words.money_before.search(before):
        return "元"
    noun = words.noun_after.match(text, end)
    if noun is not None:
        return words.noun_units[noun["noun"]]
    counted = words.counted_before.search(before)
    return None if counted is None else words.counted_units[counted["noun"]]
