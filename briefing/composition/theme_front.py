"""The first page of a theme: who reports its leading indicator, who may be ranked, who is over the target."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from briefing.charts.ranked import CLOSEST, FRAME, MINIMUM, PAGE
from briefing.comparison.groups import Group
from briefing.composition import headline
from briefing.composition.fixed_wordings import benchmark_value, reason_sentence
from briefing.composition.group_charts import lead_figures
from briefing.composition.indicator_regions import Compared
from briefing.composition.page_model import Count, Figure, Front, Listing, Point
from briefing.composition.peers import condition, words_of
from briefing.composition.rows import unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import targets_remark, verdict
from briefing.composition.theme_headline import name_of, theme_deck, theme_sentence
from briefing.composition.tiles import place_of
from briefing.model import Analysis, Fact, Sector
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened
from briefing.reference.benchmarks import available
from briefing.reference.catalogue import catalogue
from briefing.reference.divisions import NATION, short_name
from briefing.reference.short_names import short_name as indicator_name

_AREA = 225.0  # millimetres of the type area, and what stands on it …
_TOP, _LINE, _DECK, _COUNTS, _TITLES, _NOTE = 37.0, 9.0, 6.4, 15.0, 18.0, 5.5
_DECK_WIDTH, _NOTE_WIDTH = 36.0, 48.0  # characters of a line
_MOST = 6
_MOST_CHECKS = 2


def theme_front(
    title: str,
    theme: str,
    one: Compared | None,
    groups: Sequence[Group],
    facts: Sequence[Fact],
    absent: Sequence[Point],
    register: SourceRegister,
) -> tuple[Front, tuple[Figure, ...]]:
    """A theme's first page, and the charts on which its plot goes on where one page does not hold all regions.

    `groups`: of all its indicators; `facts`: all its figures; `absent`: the lines under the plot.
    """
    verdict_lines = headline.lines(theme_sentence(theme, one, facts))
    deck = theme_deck(one, groups)
    room = _AREA - _TOP - _TITLES - FRAME - _LINE * len(verdict_lines) - _DECK * _wrapped(deck, _DECK_WIDTH)
    room -= sum(_NOTE * _wrapped(point.text, _NOTE_WIDTH) for point in absent)
    rows = len(one.facts) if one else 0
    counts = _counts(one, facts) if rows < MINIMUM or rows * CLOSEST <= room - _COUNTS else ()
    room -= _COUNTS if counts else 0
    page = max(MINIMUM, min(PAGE, int(room / CLOSEST)))
    figures = lead_figures(one, register, room, page) if one else ()
    front = Front(
        kicker=title,
        verdict=verdict_lines,
        deck=deck,
        counts=counts,
        figure=figures[0] if figures else None,
        listing=_listing(one) if one and not figures else None,
        absent=tuple(absent),
    )
    return front, figures[1:]


def _wrapped(text: str, width: float) -> int:
    """About how many lines a text takes."""
    return math.ceil(sum(0.5 if character.isascii() else 1.0 for character in text) / width)


def _counts(one: Compared | None, facts: Sequence[Fact]) -> tuple[Count, ...]:
    if one is None:
        regions = len({fact.observation.region for fact in facts} - {None, NATION})
        indicators = len({fact.indicator.id for fact in facts})
        told = ((regions, "地", "有数据"), (indicators, "个", "指标"), (len(facts), "项", "数据"))
        return tuple(Count(numbers.plain(number), unit, text) for number, unit, text in told)
    members, beside, refused = len(one.group.members), len(one.group.beside), len(one.refused)
    drawn = len(one.facts) >= MINIMUM
    found = [
        (one.regions, f"有{name_of(one)}"),
        (members, f"口径一致，可论高低{'（实心）' * drawn}"),
        (beside, f"口径有别，只并列{'（空心）' * drawn}"),
    ]
    found += [(refused, "不能并列，未画")] if refused else []
    return tuple(Count(str(number), "地", text) for number, text in found)


def _listing(one: Compared) -> Listing:
    """Two regions side by side, which make no chart."""
    unit = unit_text(one.facts[0].observation)
    reasons = {id(aside.fact): condition([aside]) for aside in one.group.beside}
    rows = []
    for fact in one.facts:
        held = [gap for gap in (one.to_target(fact), one.to_nation(fact)) if gap]
        told = [f"{_whose(gap.benchmark.kind)}{benchmark_value(gap.benchmark)} {verdict(gap)[0]}" for gap in held]
        when = periods.short_label(fact.observation.period)
        told += [reasons[id(fact)]] if id(fact) in reasons else []
        rows.append((place_of(fact), numbers.figure(fact.observation), when, "；".join(told) or "—"))
    title = f"{name_of(one)}：{'两地可论高低' if one.group.members else '两地只并列，不论高低'}"
    about = one.group.indicator.name + (f"（{unit}）" if unit else "")
    return Listing(title, about, ("地区", "数值", "时点", "对照"), tuple(rows))


def _whose(kind: str) -> str:
    return "目标" if kind == "target" else "同年全国"


def absent_points(
    analysis: Analysis,
    month: str,
    sectors: Sequence[Sector],
    one: Compared | None,
    groups: Sequence[Group],
    facts: Sequence[Fact],
) -> Iterator[Point]:
    """The lines under the plot: who is not drawn, whose place is unknown, what is listed only, what does not
    add up, what nobody reports, and what the target is."""
    if one and one.refused:
        yield Point(
            f"未画　{_limited([_refused(aside.fact, words_of(aside.verdict)) for aside in one.group.refused])}。"
        )
    if unknown := [fact for fact in facts if not fact.observation.region]:
        told = [f"{shortened(f.observation.indicator, 12)}{numbers.phrase(f.observation)}" for f in unknown]
        yield Point(f"所指地区不明　{_limited(told)}。")
    if told := [text for group in groups if not group.shown and (text := _range(group))]:
        yield Point(f"只列不比　{'；'.join(told[:3])}{f'；等{len(told)}项' if len(told) > 3 else ''}。")
    own = {fact.observation.id for fact in facts}
    failed = [r for r in analysis.reconciliations if not r.passed and any(o.id in own for o in r.observations)]
    if failed:
        told = [r.text.split("；")[0].rstrip("。") for r in failed]
        yield Point(f"待核　{_limited(told, _MOST_CHECKS)}。")
    yield from _missing(analysis, month, sectors, facts)
    if one and one.gaps:
        yield Point(f"口径　{targets_remark(one.gaps, month, '各地')}")


def _refused(fact: Fact, words: str) -> str:
    when = periods.short_label(fact.observation.period)
    return f"{place_of(fact)}{numbers.phrase(fact.observation)}（{when}，{words}）"


def _range(group: Group) -> str:
    """`托位总数60个（高源）至1.67万个（太滨）`, and why it is not compared; empty without two regions."""
    facts = [aside.fact for aside in group.refused if aside.fact.observation.region != NATION]
    found = sorted(facts, key=lambda fact: fact.observation.value)
    name = shortened(indicator_name(group.indicator.name), 16)
    if len(found) < 2:
        return ""
    ends = "至".join(f"{numbers.phrase(f.observation)}（{place_of(f)}）" for f in (found[0], found[-1]))
    verdict_of = group.refused[0].verdict
    return f"{name}{ends}，{reason_sentence(verdict_of.reasons[0].code) or words_of(verdict_of)}"


def _missing(analysis: Analysis, month: str, sectors: Sequence[Sector], facts: Sequence[Fact]) -> Iterator[Point]:
    """What nobody reports: indicators with a target of the nation, and regions that the documents speak of."""
    reported = {fact.indicator.name for fact in (*facts, *analysis.derived)}
    targets = {b.indicator for b in available(month) if b.kind == "target" and b.region == NATION}
    known = [found.name for found in catalogue() if found.sector in sectors and found.name in targets]
    names = [indicator_name(name) for name in known if name not in reported]
    told = [f"全国有目标而各地未见数：{_limited(names)}"] if names else []
    own = {fact.observation.region for fact in facts}
    silent = sorted({f.observation.region for f in analysis.facts if f.observation.region} - own - {NATION})
    if silent:
        told.append(f"{_limited(list(map(short_name, silent)), unit='地')}未见报道，不表示没有")
    if told:
        yield Point(f"缺什么　{'；'.join(told)}。")


def _limited(texts: Sequence[str], most: int = _MOST, unit: str = "项") -> str:
    more = f"等{len(texts)}{unit}" if len(texts) > most else ""
    return "、".join(texts[:most]) + more
