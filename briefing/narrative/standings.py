"""What may be said of a group of regions: its finding, a region's place in it, how far the best and the middle are.

Titles, sentences and cells of tables all take their words from here, so that none says more than another.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.groups import Group, Member
from briefing.comparison.intervals import alike, is_similar, measured
from briefing.model import Fact, Statement
from briefing.narrative.sentence_patterns import dated, derived_of, difference_unit, name, place, stated
from briefing.printing import numbers
from briefing.printing.printable import shortened
from briefing.reference.short_names import short_name

_LONGEST_NAME = 24
_MOST_NAMED = 2


def finding(group: Group) -> str:
    """What a group shows, as the title of its chart: `每千人口托位数：5个可比县区中，云溪县5.12个最高，…`.

    Of regions that only stand beside one another no one is called high or low.
    """
    subject = shortened(short_name(group.indicator.name), _LONGEST_NAME)
    if not group.members:
        return f"{subject}：{len(group.shown)}个地区只并列，不论高低"
    more = f"；另{len(group.beside)}地只并列" if group.beside else ""
    return f"{subject}：{_order(group)}{more}"


def _order(group: Group) -> str:
    """Who is at the ends of the members' order."""
    first, last = group.members[0], group.members[-1]
    if not group.ranked:
        return f"{_value(first.fact)}，{difference(first.fact, last.fact, group)}"
    count = f"{len(group.members)}个可比{group.noun}"
    if first.last == len(group.members) and last.first == 1:
        low, high = (numbers.figure(fact.observation) for fact in group.range)
        return f"{count}基本相当，在{low}至{high}之间"
    top, bottom = ends(group)
    ends_of = ((first, top, alike_to(first, group)), (last, bottom, alike_to(last, group)))
    return f"{count}中，" + "，".join(f"{_value(m.fact)}{word}{_shared(ties)}" for m, word, ties in ends_of)


def ends(group: Group) -> tuple[str, str]:
    """What the first and the last of a group's members are called."""
    return ("最低", "最高") if group.indicator.polarity == "lower_better" else ("最高", "最低")


def alike_to(member: Member, group: Group) -> list[Fact]:
    """The other members that are as good as equal to one."""
    return [
        other.fact
        for other in group.members
        if other is not member and is_similar(other.fact, member.fact, group.thresholds)
    ]


def _shared(ties: Sequence[Fact]) -> str:
    return f"（{_alike(ties)}）" if ties else ""


def _alike(ties: Sequence[Fact]) -> str:
    names = "、".join(map(place, ties)) if len(ties) <= _MOST_NAMED else f"另{len(ties)}地"
    return f"与{names}基本相当"


def _value(fact: Fact) -> str:
    return f"{place(fact)}{numbers.phrase(fact.observation)}"


def position(group: Group, member: Member) -> str:
    """A member's place: `第2，共6个可比县区`; with the direction where more is not better; a range of places where
    values are as good as equal."""
    toward = {"higher_better": "", "lower_better": "由低到高"}.get(group.indicator.polarity, "由高到低")
    return f"{toward}{numbered(member)}，共{len(group.members)}个可比{group.noun}"


def numbered(member: Member) -> str:
    """`第2`, `第2—3`."""
    return f"第{member.first}" if member.first == member.last else f"第{member.first}—{member.last}"


def difference(own: Fact, other: Fact, group: Group) -> str:
    """What one comparable value is to another: `较西区高0.3个`, `与西区基本相当`."""
    places = max(numbers.decimals(fact.observation) for fact in (own, other))
    return _held(own, other.observation.value, places, place(other), equal=is_similar(own, other, group.thresholds))


def to_median(own: Fact, group: Group) -> str:
    """What a member's value is to the middle of the members: `较中位数高0.2个`."""
    equal = alike(measured(own), (group.median, 0.0), group.thresholds)
    return _held(own, group.median, median_places(group), f"中位数{median_text(group)}", equal=equal)


def _held(own: Fact, value: float, places: int, whom: str, *, equal: bool) -> str:
    if equal:
        return f"与{whom}基本相当"
    apart = own.observation.value - value
    amount = numbers.amount(abs(apart), difference_unit(own.observation), places)
    return f"较{whom}{'高' if apart > 0 else '低'}{amount}"


def median_places(group: Group) -> int:
    """The decimals of a group's median: those of its members, one more where it lies half-way between two."""
    places = max(numbers.decimals(member.fact.observation) for member in group.members)
    return places if round(group.median, places) == round(group.median, places + 1) else places + 1


def median_text(group: Group) -> str:
    """A group's median as printed, % included."""
    unit = "%" if group.members[0].fact.observation.unit == "%" else ""
    return f"{numbers.plain(group.median, median_places(group))}{unit}"


def place_of_region(group: Group) -> Statement | None:
    """Where a region stands among its peers; None where it is not ranked."""
    member = group.own_member
    if member is None or not group.ranked:
        return None
    own, best = member.fact, group.best
    told = [f"在{group.peers.name}中{position(group, member)}"]
    if ties := alike_to(member, group):
        told.append(_alike(ties))
    held = [own]
    if own is not best and best not in ties:
        told.append(difference(own, best, group).replace("较", f"较{ends(group)[0]}的", 1))
        held.append(best)
    told.append(to_median(own, group))
    return Statement(
        f"{name(own)}{dated(own)}，{'，'.join(told)}。", tuple(map(stated, held)), derived=derived_of(*held)
    )


def order_of_group(group: Group) -> Statement | None:
    """The ends and the middle of a ranked group; None for one that is not ranked."""
    if not group.ranked:
        return None
    held = tuple(dict.fromkeys((group.best, group.members[-1].fact)))
    more = f"；另{len(group.beside)}地口径有别，只并列" if group.beside else ""
    text = f"{group.indicator.name}：{_order(group)}，中位数{median_text(group)}{more}。"
    return Statement(text, tuple(map(stated, held)), derived=derived_of(*held))
