"""Region briefing: everything the documents say of one region, held against targets, the nation and its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.comparison.grouping import groups_of
from briefing.comparison.peer_groups import chain, own_groups
from briefing.composition import shared_parts
from briefing.composition.courses import region_courses
from briefing.composition.drawing import change_figures, composition_figure
from briefing.composition.held import held_figures
from briefing.composition.not_compared import exclusions, exclusions_section
from briefing.composition.page_model import Briefing, Kind, Section
from briefing.composition.region_front import region_front
from briefing.composition.renumbering import by_document
from briefing.composition.rows import facts_table, marks, notes
from briefing.composition.ruler_rows import comparison_section
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.withholding import is_sensitive, public_part, withheld_figures, withheld_section
from briefing.config import Settings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, Fact, Sector
from briefing.narrative import region_points
from briefing.narrative.times import said_once
from briefing.printing.terms import term
from briefing.reference.divisions import full_name


def region_briefing(
    analysis: Analysis, code: str, month: str, settings: Settings | None = None, *, external: bool = False
) -> Briefing:
    """The briefing of one region for one month (YYYY-MM); `external` leaves sensitive figures out. One without them
    of its own is no internal paper: it shows none of another region either.

    Raises NothingFoundError when no figure is about the region.
    """
    settings = settings or Settings()
    facts = [fact for fact in analysis.facts if fact.observation.region == code]
    left_out = [observation for observation in analysis.left_out if observation.region == code]
    name = full_name(code)
    if not facts:
        others = f"（{note.rstrip('。')}）" if (note := shared_parts.left_out_note(left_out)) else ""
        raise NothingFoundError(f"文献中没有关于{name}的数字{others}，请用 python -m briefing list 查看有数据的地区。")
    withheld = withheld_section(facts) if external else None
    internal = not external and any(map(is_sensitive, facts))
    secret = None if internal else tuple(withheld_figures(analysis))
    if not internal:
        analysis = public_part(analysis)
        facts = [fact for fact in analysis.facts if fact.observation.region == code]
    register = SourceRegister(analysis.documents, secret)
    pool = groups_of(analysis)
    peer_groups = chain(code, own_groups(settings.peers))
    groups = [group for name in _indicators(analysis, code) if (group := pool.around(code, name, peer_groups))]
    title = f"{name}民生服务数据对比"
    held = held_figures(analysis, code, groups)
    front = region_front(analysis, title, month, held, facts, left_out, register)
    comparison = comparison_section(held, month, register)
    sections = shared_parts.numbered(
        [
            comparison,
            _own_figures(facts, register),
            withheld,
        ],
        [
            exclusions_section(
                exclusions(groups, pool.pairs.near_names(code), register, code, sensitive=internal),
                alone=not any(one.comparable or one.beside for one in held),
            ),
            shared_parts.checks_section(analysis, {fact.observation.id for fact in facts}, register),
        ],
    )
    statements, time = said_once(region_points(analysis, code, groups))
    points = shared_parts.summary_points(statements, register) or shared_parts.few_points(facts, register)
    return by_document(
        Briefing(
            kind=Kind.REGION,
            stem=f"地区-{code}-{name}",
            month=month,
            subject=name,
            title=title,
            imprint=shared_parts.imprint(settings.publication, month, internal=internal),
            points=points,
            points_note=shared_parts.points_note(statements, analysis, time) + shared_parts.left_out_note(left_out),
            strip=shared_parts.strip(facts),
            sections=sections,
            sources=register.entries(),
            documents=register.documents(),
            references=register.references(),
            front=front,
        )
    )


def _indicators(analysis: Analysis, code: str) -> list[str]:
    """The indicators of a region's figures, in their order on the page."""
    own = (fact for fact in (*analysis.facts, *analysis.derived) if fact.observation.region == code)
    ordered = sorted(own, key=lambda fact: (fact.observation.document, fact.observation.start, fact.indicator.id))
    return list(dict.fromkeys(fact.indicator.id for fact in ordered))


def _own_figures(facts: Sequence[Fact], register: SourceRegister) -> Section:
    """All figures of the region, a table a field, and the charts of their parts and changes."""
    fields = {sector: own for sector in Sector if (own := [fact for fact in facts if fact.indicator.sector is sector])}
    tables = [replace(facts_table(own, register, term(sector)), notes=()) for sector, own in fields.items()]
    in_order = [fact for own in fields.values() for fact in own]
    whole = composition_figure(in_order, register)
    courses = [figure for own in fields.values() for figure in region_courses(own, register)]
    return Section(
        "figures",
        "本地各项数据",
        figures=(*((whole,) if whole else ()), *change_figures(in_order, register), *courses),
        tables=tuple(tables),
        paired=True,
        notes=notes((fact, marks(fact)) for fact in in_order),
    )
