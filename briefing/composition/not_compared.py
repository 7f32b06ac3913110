"""What was not compared: one line for each indicator and reason, its regions together, and what could be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from briefing.comparison.groups import Aside, Group
from briefing.comparison.likeness import likeness
from briefing.comparison.normalisation import per_head_indicator
from briefing.composition.fixed_wordings import reason_sentence, reason_word, wordings
from briefing.composition.page_model import Exclusion, Point, Section
from briefing.composition.rows import key, region_name
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.withholding import is_sensitive
from briefing.model import Comparability, Comparison, Fact
from briefing.printing import periods
from briefing.printing.printable import shortened

_MOST_NAMES = 6
_MOST_TEXTS = 2  # reasons of single pairs that are told in their own words


def exclusions(
    groups: Iterable[Group],
    near: Iterable[Comparison],
    register: SourceRegister,
    subject: str | None = None,
    *,
    sensitive: bool = False,
) -> tuple[Exclusion, ...]:
    """One line for each indicator and gravest reason; `subject`, the region that groups were made around, is not named.

    `near`: pairs of names that a reader could take for one. Sensitive figures appear only where asked for. An amount
    whose ratio is compared, and a ratio that we derived, need no line of their own.
    """
    groups = list(groups)
    ratios = {fact.observation.id: group for group in groups for fact in group.shown if fact.derivation}
    lines: dict[tuple[frozenset[str], str], list[Aside]] = {}
    pairs = (Aside(c.right, c.left, c.verdict) for c in near if c.verdict.outcome is Comparability.NOT_COMPARABLE)
    for aside in (*(aside for group in groups for aside in group.refused), *pairs):
        if _needs_a_line(aside, ratios, sensitive=sensitive):
            names = frozenset((aside.fact.indicator.id, aside.against.indicator.id))
            lines.setdefault((names, aside.verdict.reasons[0].code), []).append(aside)
    ordered = sorted(lines.items(), key=lambda item: _expectation(item[1][0]))  # stable
    shown = {group.indicator.id for group in groups if len(group.shown) > 1}
    return tuple(_exclusion(code, asides, shown, register, subject) for (_, code), asides in ordered)


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
    code: str, asides: Sequence[Aside], shown: Collection[str], register: SourceRegister, subject: str | None
) -> Exclusion:
    facts = {key(fact): fact for aside in asides for fact in _parties(aside)}
    others = [fact for fact in facts.values() if fact.observation.region != subject]
    names = list(dict.fromkeys(map(region_name, others)))
    more = f"等{len(names)}个地区" if len(names) > _MOST_NAMES else ""
    further = [{reason.code for reason in aside.verdict.reasons[1:]} - {code} for aside in asides]
    codes = (code, *sorted(set.intersection(*further)))
    both = {key(fact): fact for aside in asides for fact in (aside.against, aside.fact)}
    indicators = dict.fromkeys(fact.indicator.name for fact in both.values())
    return Exclusion(
        indicator="、".join(shortened(name, 30) for name in indicators),
        parties="、".join(names[:_MOST_NAMES]) + more,
        reason=_reason(code, asides),
        further=tuple(dict.fromkeys(reason_word(other) for other in codes[1:])),
        codes=codes,
        nearest=_nearest(code, asides, shown),
        citations=register.cite_all(fact.observation for fact in list(both.values())[:_MOST_NAMES]),
    )


def _parties(aside: Aside) -> tuple[Fact, ...]:
    """Whose comparison is refused: of one indicator the region that is not among the others, of two names both."""
    one = aside.fact.indicator.id == aside.against.indicator.id
    return (aside.fact,) if one else (aside.against, aside.fact)


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
    return Section("exclusions", "未作比较的数据及原因", lead=lead, exclusions=found, remark=codes_explained(found))


def codes_explained(found: Sequence[Exclusion]) -> str:
    """The codes of some exclusions, each with its word: `规则编号：R03 期限，R04 时点。`."""
    codes = sorted({code for exclusion in found for code in exclusion.codes})
    return f"规则编号：{'，'.join(f'{code} {reason_word(code)}' for code in codes)}。" if codes else ""
