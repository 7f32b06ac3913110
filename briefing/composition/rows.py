"""Facts as table rows: their order, their names, their marks and the notes that explain the marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.composition.fixed_wordings import observation_label, wordings
from briefing.composition.page_model import Mark, Row, Table
from briefing.composition.source_numbers import SourceRegister
from briefing.model import Caveat, Fact, Observation
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened
from briefing.reference.divisions import full_name, regions
from briefing.reference.divisions import short_name as short_place
from briefing.reference.short_names import short_name

_LONGEST_NAME = 40
_LONGEST_PLACE = 8  # characters of a region's name in a narrow column
_MOST_TEXTS = 6
_MOST_NAMED = 3
_LONGEST_IN_NOTE = 16
_BOUNDED = "约"
_PEOPLE = "<人口>"  # in the meaning of a mark: what the figures of the table were divided by
# 每孩每月500元, 每人每年380元: an amount for each of them
_PER_HEAD = re.compile("每(人|孩|户|生|床|名|胎|家)(?=每)")
_MOST_REPRINTS = 2  # further sources that are cited beside the first


def key(fact: Fact) -> tuple[str, str]:
    """What tells facts apart: a stated figure and the ratio derived from it share their observation's id."""
    return fact.observation.id, fact.indicator.id


def ordered(facts: Iterable[Fact]) -> list[Fact]:
    """Facts in the order of their documents and places, stated parts directly after their total."""
    by_place = sorted(facts, key=lambda fact: (fact.observation.document, fact.observation.start))
    parts: dict[tuple[str, int], list[Fact]] = {}
    places = {(fact.observation.document, fact.observation.start) for fact in by_place}
    tops = []
    for fact in by_place:
        parent = parent_place(fact.observation)
        if parent in places:
            parts.setdefault(parent, []).append(fact)
        else:
            tops.append(fact)
    result: list[Fact] = []
    for fact in tops:
        _append(result, fact, parts)
    return result


def _append(result: list[Fact], fact: Fact, parts: dict[tuple[str, int], list[Fact]]) -> None:
    result.append(fact)
    for part in parts.pop((fact.observation.document, fact.observation.start), ()):
        _append(result, part, parts)


def parent_place(observation: Observation) -> tuple[str, int]:
    """Document and offset of the total that the observation is a part of; offset −1 when it is none."""
    return observation.document, -1 if observation.part_of is None else observation.part_of


def marks(fact: Fact, extra: Sequence[Caveat] = ()) -> tuple[Mark, ...]:
    """The marks of a fact with their meanings."""
    statuses = wordings()["statuses"]
    named = (fact.observation.status.value, fact.indicator.sensitivity)
    own = [Mark(*statuses[name]) for name in named if name in statuses]
    found = dict.fromkeys(Mark(caveat.mark, caveat.text) for caveat in (*fact.caveats, *extra) if caveat.mark)
    known = {mark.mark for mark in found}
    return (*(mark for mark in own if mark.mark not in known), *found)


def mark_signs(found: Iterable[Mark]) -> tuple[str, ...]:
    """The superscripts of some marks, each once."""
    return tuple(dict.fromkeys(mark.mark for mark in found if mark.mark not in wordings()["quiet"]))


def unit_text(observation: Observation) -> str:
    """The unit column: empty where the figure already carries its unit (%, ranks); 每孩每月500元 is 元/孩·月."""
    if numbers.figure(observation).endswith(observation.unit):
        return ""
    whom = _PER_HEAD.match(observation.text)
    return observation.unit.replace("/", f"/{whom[1]}·", 1) if whom else observation.unit


def fact_row(
    fact: Fact, register: SourceRegister, *, label: str = "", depth: int = 0, others: tuple[Observation, ...] = ()
) -> Row:
    """The fact as a row with its figure, period, marks and source, `others` being cited with it."""
    observation = fact.observation
    told_elsewhere = [o for o in fact.reprints if o.duplicate_of is None]  # a block printed twice proves nothing
    return Row(
        label=label or shortened(observation_label(observation, observation.indicator), _LONGEST_NAME),
        value=numbers.figure(observation),
        unit=unit_text(observation),
        period=periods.short_label(observation.period),
        citations=register.cite_all((observation, *told_elsewhere[:_MOST_REPRINTS], *others)),
        depth=depth,
        marks=mark_signs(marks(fact)),
        fact=fact,
    )


def regional_table(regions: Mapping[str, Sequence[Fact]], register: SourceRegister) -> Table:
    """All figures of many regions, in two columns: a heading row a region, then its figures with their units."""
    rows: list[Row] = []
    for name, facts in regions.items():
        rows.append(Row(name, "", "", "", (), heading=True))
        rows += (_with_unit(row) for row in facts_table(facts, register).rows)
    legend = notes((fact, marks(fact)) for facts in regions.values() for fact in facts)
    return Table("", "地区与指标", tuple(rows), ("period",), notes=legend, half=True)


def _with_unit(row: Row) -> Row:
    name = short_name(row.label)
    return replace(row, label=f"{name}（{row.unit}）" if row.unit else name, unit="")


def region_name(fact: Fact) -> str:
    """The fact's region as a page prints it."""
    return full_name(fact.observation.region) if fact.observation.region else "地区不明"


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """What regions are called in a column of many: their own names; the short one where the name alone does not say
    which place is meant or is too long; the full one where two are called alike."""
    own = {code: _place_name(code) for code in codes}
    called = Counter(own.values())
    return {code: name if called[name] == 1 else full_name(code) for code, name in own.items()}


def _place_name(code: str) -> str:
    name, short = regions()[code].name, short_place(code)
    return name if len(name) <= _LONGEST_PLACE and name.startswith(short) else short


def indicator_label(fact: Fact) -> str:
    """The indicator with its unit: `每千人口托位数（个）`; by the source's own name where that is no exact alias."""
    unit = unit_text(fact.observation)
    return shortened(own_name(fact) or fact.indicator.name, 40) + (f"（{unit}）" if unit else "")


def held_name(fact: Fact) -> str:
    """The name of a figure that is held against others: the indicator's, or its own where that says less."""
    return own_name(fact) or fact.indicator.name


def distinguishing(facts: Iterable[Fact]) -> Callable[[Fact], str]:
    """What a note calls figures by: their regions where they are of one indicator, else their indicators."""
    return region_name if len({fact.indicator.id for fact in facts}) == 1 else held_name


def own_name(fact: Fact) -> str:
    """The source's name where the indicator's says more or in other words, else nothing."""
    return fact.observation.indicator if fact.alignment in ("pattern", "completed") else ""


def facts_table(facts: Sequence[Fact], register: SourceRegister, caption: str = "") -> Table:
    """One row a fact, parts indented under their totals."""
    places = {(fact.observation.document, fact.observation.start) for fact in facts}
    rows = [fact_row(fact, register, depth=int(parent_place(fact.observation) in places)) for fact in ordered(facts)]
    return Table(caption, "指标", tuple(rows), ("unit", "period"), notes=notes((fact, marks(fact)) for fact in facts))


def notes(groups: Iterable[tuple[Fact, Iterable[Mark]]], name: Callable[[Fact], str] | None = None) -> tuple[Mark, ...]:
    """The legend of a table: every mark once. A meaning that some of its figures only have names them (`name`: as the
    table does, else by the stated names)."""
    naming = name or _short_name
    meanings: dict[str, dict[str, dict[str, None]]] = {}
    signs: dict[str, None] = {}
    everything: set[str] = set()
    divisors: dict[str, None] = {}
    for fact, group in groups:
        if fact.derivation:
            divisors[fact.derivation.denominator_name] = None
        everything.add(naming(fact))
        signs[numbers.bound_mark(fact.observation)] = None
        for mark in group:
            named = meanings.setdefault(mark.mark, {}).setdefault(mark.text.rstrip("。"), {})
            named[shortened(naming(fact), _LONGEST_IN_NOTE)] = None
    several = len(everything) > 1
    quiet = wordings()["quiet"]
    return tuple(
        Mark(
            quiet.get(mark, mark),
            _legend(mark, texts, signs, several=several).replace(_PEOPLE, "、".join(divisors) or "人口"),
        )
        for mark, texts in sorted(meanings.items(), key=lambda item: (item[0] in quiet, item[0]))
    )


def _short_name(fact: Fact) -> str:
    """The figure's name in a note: as the row prints it, derived ratios by their indicator."""
    return fact.indicator.name if fact.derivation or fact.recast else fact.observation.indicator


def _legend(mark: str, texts: Mapping[str, Iterable[str]], signs: Iterable[str], *, several: bool) -> str:
    if mark == _BOUNDED and (len(texts) > 1):
        told = wordings()["bounds"]
        return f"{told['head']}，{'，'.join(told[sign] for sign in told if sign in set(signs))}"
    general = wordings()["marks"].get(mark)
    if general and (len(texts) > _MOST_TEXTS or mark in wordings()["always"]["marks"]):
        return str(general)
    if len(texts) == 1 and not (several and mark in wordings()["named"]["marks"]):
        return next(iter(texts))
    told = [f"{_names(list(names))}：{text}" for text, names in list(texts.items())[:_MOST_TEXTS]]
    more = f"；等{len(texts)}条" if len(texts) > _MOST_TEXTS else ""
    return "；".join(told) + more


def _names(names: Sequence[str]) -> str:
    more = f"等{len(names)}项" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more
