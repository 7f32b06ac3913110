"""The sentence over a theme's first page and the line below it, from counts and standings only."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.groups import Group
from briefing.composition.indicator_regions import Compared, target_words
from briefing.composition.target_rows import Standing
from briefing.composition.tiles import place_of, value_range
from briefing.model import Fact
from briefing.narrative.standings import alike_to, difference
from briefing.printing import numbers
from briefing.printing.printable import shortened
from briefing.reference.divisions import NATION
from briefing.reference.short_names import short_name

_LONGEST_NAME = 16
_WORDS = {Standing.ABOVE: "高于", Standing.LEVEL: "持平", Standing.BELOW: "低于", Standing.OPEN: "不能判定"}


def theme_sentence(theme: str, one: Compared | None, facts: Sequence[Fact]) -> str:
    """How the regions stand to the target of the leading indicator, else to one another, else that nothing may be
    judged; without an indicator that two regions report, how many figures there are."""
    if one is None:
        regions = len({fact.observation.region for fact in facts} - {None, NATION})
        return f"{regions}地有{theme}数据{numbers.plain(len(facts))}项，没有两地可以并列的同一指标"
    head = f"{one.regions}地有{name_of(one)}"
    counts = one.counted(one.to_target)
    if one.target is not None and counts[Standing.OPEN] < sum(counts.values()):
        return f"{head}：{counted(counts, target_words(one.target))}"
    if one.group.members:
        return f"{head}：{_order(one.group)}"
    return f"{head}，在{value_range(one.facts).replace('–', '至')}之间，口径有别，只并列，不论高低"


def name_of(one: Compared) -> str:
    """The indicator's short name as a headline has it."""
    return shortened(short_name(one.group.indicator.name), _LONGEST_NAME)


def counted(counts: dict[Standing, int], whom: str) -> str:
    """`4地高于“十四五”全国目标，5地低于，2地不能判定`; `whom` once."""
    told: list[str] = []
    for kind, word in _WORDS.items():
        if counts[kind]:
            first = not told and kind is not Standing.OPEN
            words = f"与{whom}持平" if first and kind is Standing.LEVEL else f"{word}{whom}" if first else word
            told.append(f"{counts[kind]}地{words}")
    return "，".join(told)


def _order(group: Group) -> str:
    """Who of the comparable regions is above or below all others; of two what the one is to the other."""
    first, last = group.members[0], group.members[-1]
    if not group.ranked:
        return f"{_valued(first.fact)}，{difference(first.fact, last.fact, group)}"
    noun, others = group.noun, len(group.members) - 1
    rising = group.range[0] is first.fact
    for member, above in ((first, not rising), (last, rising)):
        alike = len(alike_to(member, group))
        if alike < others:
            whom = f"{others - alike}个可比{noun}，与{alike}个基本相当" if alike else f"其余{others}个可比{noun}"
            return f"{_valued(member.fact)}{'高于' if above else '低于'}{whom}"
    between = value_range([member.fact for member in group.members]).replace("–", "至")
    return f"{len(group.members)}个可比{noun}基本相当，在{between}之间"


def _valued(fact: Fact) -> str:
    return f"{place_of(fact)}{numbers.phrase(fact.observation)}"


def theme_deck(one: Compared | None, groups: Sequence[Group]) -> str:
    """How the regions stand to the nation, which of them are comparable, and how many indicators are."""
    told: list[str] = []
    if one is not None:
        nation = one.counted(one.to_nation)
        if nation[Standing.OPEN] < sum(nation.values()):
            told.append(f"与同一年份的全国值比，{counted(nation, '')}。")
        if members := one.group.members:
            between = value_range([member.fact for member in members]).replace("–", "至")
            told.append(f"口径一致、可论高低的{len(members)}个{one.group.noun}在{between}之间。")
    shared = {group.indicator.id: False for group in groups if len(group.shown) > 1}
    shared |= {group.indicator.id: True for group in groups if group.members}
    if shared:
        judged = sum(shared.values())
        kinds = f"{judged}项可论高低" if judged else "都只并列"
        kinds += f"，{len(shared) - judged}项只并列" if 0 < judged < len(shared) else ""
        told.append(f"两地以上可以并列的指标{len(shared)}项，{kinds}。")
    return "".join(told)
