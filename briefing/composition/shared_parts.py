"""Parts that all three publications share: masthead, strip of fields, reconciliations, headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from briefing.chinese_numerals import written
from briefing.composition.fixed_wordings import wordings
from briefing.composition.page_model import Check, FieldCell, Imprint, Point, Section
from briefing.composition.rows import region_name
from briefing.composition.source_numbers import Census, SourceRegister
from briefing.composition.withholding import is_sensitive
from briefing.config import Publication
from briefing.model import Analysis, Fact, Measure, Observation, Reconciliation, Relevance, Sector, Statement, Status
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.divisions import full_name

NINE_FIELDS = tuple(sector for sector in Sector if sector not in (Sector.FINANCE, Sector.OTHER))


_INFERRED_YEAR = (("R04", "年"), ("R04", "推"))
_FEW = 3
INTERNAL = "内部资料　注意保存"


def imprint(publication: Publication, month: str, *, internal: bool = False) -> Imprint:
    """Masthead and closing block of the month's edition; issues count from the first issue's month, or from January.

    `internal`: the page says that it must not leave the office.
    """
    year, number = int(month[:4]), int(month[5:])
    issue = f"{year}年第{number}期"
    if publication.first_issue_month:
        first = periods.span(publication.first_issue_month)
        this = periods.span(month)
        if first and this and this.first >= first.first:
            issue = f"第{this.first - max(first.first, year * 12) + 1}期（总第{this.first - first.first + 1}期）"
    return Imprint(
        name=publication.name,
        office=publication.unit,
        issue=issue,
        date=periods.label(month),
        notice=INTERNAL if internal else "",
        report_to=publication.report_to,
        send_to=publication.send_to,
        issue_to=publication.issue_to,
        copies=publication.copies,
        contact=publication.contact,
    )


def points(statements: Iterable[Statement], register: SourceRegister) -> tuple[Point, ...]:
    """Sentences of the narrative with their source numbers, those of the reference values last."""
    return tuple(
        Point(
            statement.text,
            (
                *register.cite_all(statement.observations),
                *map(register.cite_benchmark, statement.benchmarks),
                *register.cite_denominators(statement.derived),
            ),
        )
        for statement in statements
    )


def summary_points(statements: Iterable[Statement], register: SourceRegister) -> tuple[Point, ...]:
    """Sentences for mails and workbooks, which no page prints, with the numbers of sources that the page cites."""
    known = (
        replace(
            statement,
            observations=tuple(filter(register.is_cited, statement.observations)),
            benchmarks=tuple(filter(register.is_cited, statement.benchmarks)),
            derived=tuple(f for f in statement.derived if (census := Census.of(f)) and register.is_cited(census)),
        )
        for statement in statements
    )
    return points(known, register)


def left_out_note(left_out: Iterable[Observation]) -> str:
    """How many figures the documents state that are no region's public service statistics; empty for none."""
    counts = Counter(observation.relevance for observation in left_out)
    told = "、".join(f"{term(kind)}{counts[kind]}个" for kind in Relevance if counts[kind])
    return f"文献中另有{told}，未列入。" if told else ""


def has_inferred_year(fact: Fact) -> bool:
    """Whether the year of a figure was completed from evidence."""
    return any((caveat.code, caveat.mark) in _INFERRED_YEAR for caveat in fact.caveats)


def points_note(statements: Iterable[Statement], analysis: Analysis, time: str = "") -> str:
    """The time that the key points leave out, and which of their years rest on a document's inferred date; empty for
    neither."""
    common = f"要点中本地的数未注明时间的，均为{time}。" if time else ""
    inferred = {fact.observation.id: fact.observation for fact in analysis.facts if has_inferred_year(fact)}
    told: dict[str, dict[int, None]] = {}
    for observation in (o for statement in statements for o in statement.observations):
        found = periods.span(observation.period)
        if observation.id in inferred and found is not None and observation.region:
            told.setdefault(full_name(observation.region), {})[found.year] = None
    if not told:
        return common
    if time and len(told) == 1 and list(next(iter(told.values()))) == [int(time[:4])]:
        return f"{common.removesuffix('。')}（年份推定：文献没有写明刊发年份）。"
    years = "、".join(f"{place}{'、'.join(f'{year}年' for year in sorted(own))}" for place, own in told.items())
    return f"{common}{'' if common else '要点中的'}年份，{years}为推定：所据文献没有写明刊发年份。"


def few_points(facts: Sequence[Fact], register: SourceRegister, *, with_place: bool = False) -> tuple[Point, ...]:
    """What stands in place of key points when no figure makes one: the figures themselves where they are few plain
    levels that nothing speaks against."""
    if len(facts) > _FEW or not all(map(_is_plain, facts)):
        return (Point(f"本期所收文献中有关数字共{numbers.plain(len(facts))}项，列于下表。"),)
    return tuple(
        Point(
            f"{region_name(fact) if with_place else ''}{_stated(fact.observation)}。",
            register.cite_all([fact.observation]),
        )
        for fact in facts
    )


def _stated(observation: Observation) -> str:
    status = "" if observation.status is Status.ACTUAL else f"，{term(observation.status)}"
    return f"{observation.indicator}{numbers.phrase(observation)}（{periods.label(observation.period)}{status}）"


def _is_plain(fact: Fact) -> bool:
    observation = fact.observation
    plain = observation.measure in (Measure.LEVEL, Measure.SHARE) and not observation.optional
    doubted = any(caveat.code in ("R05", "R13", "R17") for caveat in fact.caveats)
    return plain and not observation.locality and not doubted and not is_sensitive(fact)


def strip(facts: Iterable[Fact]) -> tuple[FieldCell, ...]:
    """The nine fields with the number of figures that each has."""
    counts = dict.fromkeys(NINE_FIELDS, 0)
    for fact in facts:
        if fact.indicator.sector in counts:
            counts[fact.indicator.sector] += 1
    return tuple(FieldCell(term(sector).removesuffix("保障"), count) for sector, count in counts.items())


def checks(reconciliations: Iterable[Reconciliation], register: SourceRegister) -> tuple[Check, ...]:
    """Reconciliations as printed, those that fail first."""
    return tuple(
        Check(wordings()["checks"].get(r.kind, r.kind), r.text, r.passed, register.cite_all(r.observations), _result(r))
        for r in sorted(reconciliations, key=lambda r: r.passed)
    )


def checks_section(analysis: Analysis, own: Collection[str], register: SourceRegister) -> Section | None:
    """The reconciliations over the observations of these ids; None when there are none."""
    found = [r for r in analysis.reconciliations if any(o.id in own for o in r.observations)]
    return Section("checks", "数据勾稽", checks=checks(found, register)) if found else None


def _result(found: Reconciliation) -> str:
    """What a check came to: agreement is said only of numbers that the source states."""
    results = wordings()["results"]
    return str(results["inferred" if found.passed and found.inferred else "passed" if found.passed else "failed"])


def numbered(sections: Sequence[Section | None], annexes: Sequence[Section | None] = ()) -> tuple[Section, ...]:
    """The sections that exist, with 一、 二、 … before their titles; after them the annexes, with 附一、 附二、 …"""
    return tuple(
        replace(section, title=f"{kind}{written(number)}、{section.title}")
        for kind, parts in (("", sections), ("附", annexes))
        for number, section in enumerate(filter(None, parts), start=1)
    )
