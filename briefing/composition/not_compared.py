"""What was not compared: an entry an indicator, its places with their values under the rule that forbids it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from briefing.comparison.groups import Aside, Group
from briefing.comparison.likeness import likeness
from briefing.comparison.normalisation import per_head_indicator
from briefing.composition.fixed_wordings import reason_sentence, reason_word, wordings
from briefing.composition.page_model import Count, Exclusion, Party, Point, Refusal, Section
from briefing.composition.rows import key, region_name
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.withholding import is_sensitive
from briefing.model import Comparability, Comparison, Fact
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened
from briefing.reference.divisions import short_name

_MOST_TEXTS = 2  # reasons of single pairs that are told in their own words
_MOST_PARTIES = 12  # places under one reason; of more the lowest and the highest
_LONGEST_NAME = 24


def exclusions(
    groups: Iterable[Group],
    near: Iterable[Comparison],
    register: SourceRegister,
    subject: str | None = None,
    *,
    sensitive: bool = False,
) -> tuple[Exclusion, ...]:
    """One entry for each figure of `subject`, the region that groups were made around; without one for each indicator.

    `near`: pairs of names that a reader could take for one. Sensitive figures appear only where asked for. An amount
    whose ratio is compared, and a ratio that we derived, need no entry of their own.
    """
    groups = list(groups)
    ratios = {fact.observation.id: group for group in groups for fact in group.shown if fact.derivation}
    pairs = (Aside(c.right, c.left, c.verdict) for c in near if c.verdict.outcome is Comparability.NOT_COMPARABLE)
    found = (*(aside for group in groups for aside in group.refused), *pairs)
    told: dict[frozenset[tuple[str, str]], Aside] = {}
    for aside in found:
        if _needs_a_line(aside, ratios, sensitive=sensitive):
            told.setdefault(frozenset((key(aside.fact), key(aside.against))), _around(aside, subject))
    entries: dict[tuple[str, ...], list[Aside]] = {}
    for aside in sorted(told.values(), key=_expectation):  # stable
        own = aside.against
        entries.setdefault(key(own) if subject else (own.indicator.id,), []).append(aside)
    shown = {group.indicator.id for group in groups if len(group.shown) > 1}
    return tuple(
        _exclusion(asides if subject else _about_one(asides), shown, register, subject) for asides in entries.values()
    )


def _about_one(asides: Sequence[Aside]) -> list[Aside]:
    """The pairs of an indicator with the figure that most of them have as the one that is held against."""
    facts = {key(fact): fact for aside in asides for fact in (aside.against, aside.fact)}
    pairs = Counter(key(fact) for aside in asides for fact in (aside.against, aside.fact))
    hub, _ = max(
        pairs.items(), key=lambda item: (facts[item[0]].indicator.id == asides[0].against.indicator.id, item[1])
    )
    return [Aside(a.against, a.fact, a.verdict) if key(a.fact) == hub else a for a in asides]


def _around(aside: Aside, subject: str | None) -> Aside:
    """The pair with the region's own figure as the one that is held against."""
    if subject and aside.against.observation.region != subject:
        return Aside(aside.against, aside.fact, aside.verdict)
    return aside


def _needs_a_line(aside: Aside, ratios: dict[str, Group], *, sensitive: bool) -> bool:
    facts = (aside.fact, aside.against)
    if any(fact.derivation for fact in facts) or (not sensitive and any(map(is_sensitive, facts))):
        return False
    held = [ratios.get(fact.observation.id) for fact in facts]
    return held[0] is None or held[0] is not held[1]


def _expectation(aside: Aside) -> tuple[bool, bool, float]:
    """The order in which a reader looks for comparisons: one indicator, then alike names; sensitive ones last."""
    left, right = aside.fact.indicator, aside.against.indicator
    return is_sensitive(aside.fact), left.id != right.id, -likeness(left.name, right.name)


def _exclusion(
    asides: Sequence[Aside], shown: Collection[str], register: SourceRegister, subject: str | None
) -> Exclusion:
    held = {key(aside.against): aside.against for aside in asides}
    own = next(iter(held.values()))
    alone = len(held) == 1
    by_code: dict[str, list[Aside]] = {}
    for aside in asides:
        by_code.setdefault(aside.verdict.reasons[0].code, []).append(aside)
    order = list(wordings()["not_compared"])
    codes = sorted(by_code, key=lambda code: order.index(code) if code in order else len(order))
    place = "" if subject or not alone else short_name(own.observation.region or "")
    return Exclusion(
        indicator=shortened(own.indicator.name, 30),
        value=f"{place}{numbers.figure_with_unit(own.observation)}{_brackets(own)}" if alone else "",
        own=register.cite_all([own.observation]) if alone else (),
        refusals=tuple(_refusal(code, by_code[code], shown, register, own if alone else None) for code in codes),
        instead=next((text for code in ("R07", "R05") if code in by_code and (text := _ratio(own, shown))), ""),
    )


def _refusal(
    code: str, asides: Sequence[Aside], shown: Collection[str], register: SourceRegister, own: Fact | None
) -> Refusal:
    """`own`: the one figure that all are held against; None: those of both sides are told."""
    sides = (f for aside in asides for f in ((aside.fact,) if own else (aside.against, aside.fact)))
    facts = list({key(fact): fact for fact in sides}.values())
    name = asides[0].against.indicator.id
    facts.sort(key=lambda fact: (fact.indicator.id != name, fact.indicator.name))  # stable
    printed = _ends(facts) if len(facts) > _MOST_PARTIES else facts
    further = [{reason.code for reason in aside.verdict.reasons[1:]} - {code} for aside in asides]
    codes = (code, *sorted(set.intersection(*further)))
    return Refusal(
        word=_word(code),
        parties=tuple(_parties(printed, asides[0].against, own, register)),
        more=f"等{len(facts)}地" if len(printed) < len(facts) else "",
        everyone="、".join(_party(fact, asides[0].against, own, full=True) for fact in facts),
        pairs=len({frozenset((key(aside.fact), key(aside.against))) for aside in asides}),
        reason=_reason(code, asides),
        further=tuple(dict.fromkeys(reason_word(other) for other in codes[1:])),
        codes=codes,
        nearest=_nearest(code, asides, shown),
    )


def _ends(facts: Sequence[Fact]) -> list[Fact]:
    """Of each name the places with the lowest and the highest value."""
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(fact.indicator.id, []).append(fact)
    ends = [sorted(found, key=lambda fact: fact.observation.value) for found in by_name.values()]
    return [fact for found in ends for fact in (found if len(found) <= 2 else (found[0], found[-1]))]


def _parties(facts: Iterable[Fact], about: Fact, own: Fact | None, register: SourceRegister) -> Iterator[Party]:
    before = about.indicator.id
    for fact in facts:
        name = shortened(fact.indicator.name, _LONGEST_NAME) if fact.indicator.id != before else ""
        before = fact.indicator.id
        yield Party(_party(fact, about, own), name, register.cite_all([fact.observation]))


def _party(fact: Fact, about: Fact, own: Fact | None, *, full: bool = False) -> str:
    """A place with its value: the unit where it is another than the figure's that it is held against, the time where
    that differs or where there is no one figure. `full`: with whole name, unit and time."""
    observation = fact.observation
    place = observation.region or ""
    when = periods.short_label(observation.period)
    same = own is not None and when == periods.short_label(own.observation.period)
    unit = full or observation.unit != about.observation.unit
    value = numbers.figure_with_unit(observation) if unit else numbers.figure(observation)
    name = region_name(fact) if full else short_name(place) if place else "地区不明"
    other = fact.indicator.name if full and fact.indicator.id != about.indicator.id else ""
    return f"{other}{name}{value}{_brackets(fact, time=full or not same)}"


def _brackets(fact: Fact, *, time: bool = True) -> str:
    """The time of a figure, and that it is a target or a rule: （目标，2027）."""
    status = str(wordings()["in_brackets"].get(fact.observation.status.value, ""))
    told = [status] * bool(status) + [periods.short_label(fact.observation.period)] * time
    return f"（{'，'.join(told)}）" if told else ""


def _word(code: str) -> str:
    return str(wordings()["not_compared"].get(code, (reason_word(code),))[0])


def _reason(code: str, asides: Sequence[Aside]) -> str:
    """The reason in its own words where a pair or two give it, or all give the same; else the rule's."""
    pairs = {frozenset((key(aside.fact), key(aside.against))): aside for aside in reversed(asides)}
    texts = dict.fromkeys(aside.verdict.reasons[0].text.rstrip("。") for aside in reversed(pairs.values()))
    return "；".join(texts) if len(texts) <= _MOST_TEXTS else reason_sentence(code)


def _nearest(code: str, asides: Sequence[Aside], shown: Collection[str]) -> str:
    """The nearest thing that can be compared, or could be if it were published; empty where there is none."""
    fact, against = asides[0].fact, asides[0].against
    if fact.indicator.id != against.indicator.id:
        names = "或".join(f"“{shortened(found.indicator.name, 20)}”" for found in (against, fact))
        return f"各地同有{names}时可以比较"
    if code in ("R05", "R07"):
        return _ratio(fact, shown)
    if code == "R04":
        apart = {abs(_month(a.fact) - _month(a.against)): a for a in reversed(asides) if _month(a.fact) >= 0}
        near = apart[min(apart)] if apart and len(asides) > 1 else None
        found = (
            f"时点最近的是{region_name(near.fact)}{periods.label(near.fact.observation.period)}的数；" if near else ""
        )
        return f"{found}{wordings()['needed'][code]}"
    return str(wordings()["needed"].get(code, ""))


def _ratio(fact: Fact, shown: Collection[str]) -> str:
    """The ratio that an amount could be compared by."""
    if fact.indicator.intensive or fact.indicator.denominator is None or fact.indicator.local_definition:
        return ""
    ratio = per_head_indicator(fact.indicator)
    return f"折算后见“{ratio.name}”" if ratio.id in shown else f"有“{ratio.name}”的可以比较"


def _month(fact: Fact) -> int:
    return periods.last_month(fact.observation.period)


def exclusions_section(found: tuple[Exclusion, ...], *, alone: bool = False) -> Section | None:
    """What was not compared; `alone`: nothing at all was compared with the region, which is said here."""
    lead = (Point("本期没有口径可比的其他地区数据，不作高低比较。"),) if alone else ()
    if not found and not alone:
        return None
    return Section(
        "exclusions",
        "未作比较的数据及原因",
        lead=lead,
        intro=_how_to_read(found) + _needed(found),
        grounds=_grounds(found),
        exclusions=found,
    )


def _how_to_read(found: Sequence[Exclusion]) -> str:
    pairs = sum(refusal.pairs for entry in found for refusal in entry.refusals)
    if not pairs:
        return ""
    return (
        f"{len(found)}项数据有{pairs}对没有作高低比较，逐项列出：右上为被对照的数，下为别地的数，年份相同的不另注。"
        "一对有几条原因的列最重的一条，其余和全部地区见所附工作簿。"
    )


def _grounds(found: Sequence[Exclusion]) -> tuple[Count, ...]:
    """How many pairs each gravest reason keeps apart, in the order of the file."""
    pairs = Counter[str]()
    for entry in found:
        for refusal in entry.refusals:
            pairs[refusal.codes[0]] += refusal.pairs
    texts = wordings()["not_compared"]
    told = [code for code in texts if pairs[code]] + sorted(set(pairs) - set(texts))
    return tuple(
        Count(str(pairs[code]), "对", f"{texts.get(code, ('', reason_word(code)))[1]} {code}", _word(code))
        for code in told
    )


def _needed(found: Sequence[Exclusion]) -> str:
    """What would make the pairs comparable, by reason."""
    codes = {refusal.codes[0] for entry in found for refusal in entry.refusals}
    needed = wordings()["needed"]
    told = [f"{_word(code)}——{needed[code]}" for code in wordings()["not_compared"] if code in codes and code in needed]
    return f"怎样可以比较：{'；'.join(told)}。" if told else ""
