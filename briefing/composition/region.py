"""Region briefing: everything the documents say of one region, held against targets, the nation and its peers."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.spine import MINIMUM as SPINE_MINIMUM
from briefing.comparison.grouping import groups_of
from briefing.comparison.groups import Group
from briefing.comparison.peer_groups import chain, own_groups
from briefing.composition import peers, shared_parts
from briefing.composition.courses import region_courses
from briefing.composition.drawing import change_figure, composition_figure
from briefing.composition.group_charts import group_figures, spine_figure
from briefing.composition.not_compared import exclusions, exclusions_section
from briefing.composition.page_model import Briefing, Kind, Section
from briefing.composition.rows import facts_table
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import targets_figure, targets_remark, targets_table, targets_title
from briefing.composition.withholding import is_sensitive, public_part, withheld_figures, withheld_section
from briefing.config import Settings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, Fact, Sector
from briefing.narrative import region_points
from briefing.narrative.times import said_once
from briefing.printing.terms import term
from briefing.reference.divisions import full_name

_MOST_SPINES = 18  # indicators of one spine chart: what a page holds


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
    statements, time = said_once(region_points(analysis, code, groups))
    points = shared_parts.points(statements, register) or shared_parts.few_points(facts, register)
    opening = [_targets(analysis, code, month, register), _peers(analysis, groups, register)]
    sections = shared_parts.numbered(
        [
            *opening,
            *(_sector(sector, facts, register) for sector in Sector),
            exclusions_section(
                exclusions(groups, pool.pairs.near_names(code), register, code, sensitive=internal),
                alone=opening[1] is None,
            ),
            withheld,
            shared_parts.checks_section(analysis, {fact.observation.id for fact in facts}, register),
        ]
    )
    return Briefing(
        kind=Kind.REGION,
        stem=f"地区-{code}-{name}",
        month=month,
        subject=name,
        title=f"{name}民生服务数据对比",
        imprint=shared_parts.imprint(settings.publication, month, internal=internal),
        points=points,
        points_note=shared_parts.points_note(statements, analysis, time) + shared_parts.left_out_note(left_out),
        strip=shared_parts.strip(facts),
        sections=sections,
        sources=register.entries(),
        documents=register.documents(),
        references=register.references(),
    )


def _indicators(analysis: Analysis, code: str) -> list[str]:
    """The indicators of a region's figures, in their order on the page."""
    own = (fact for fact in (*analysis.facts, *analysis.derived) if fact.observation.region == code)
    ordered = sorted(own, key=lambda fact: (fact.observation.document, fact.observation.start, fact.indicator.id))
    return list(dict.fromkeys(fact.indicator.id for fact in ordered))


def _targets(analysis: Analysis, code: str, month: str, register: SourceRegister) -> Section | None:
    gaps = [gap for gap in analysis.gaps if gap.fact.observation.region == code]
    if not gaps:
        return None
    figure = targets_figure(gaps, register)
    return Section(
        "targets",
        targets_title(gaps),
        figures=(figure,) if figure else (),
        tables=(targets_table(gaps, register),),
        remark=targets_remark(gaps, month, "本地"),
    )


def _peers(analysis: Analysis, groups: Sequence[Group], register: SourceRegister) -> Section | None:
    groups = [group for group in groups if len(group.shown) > 1]
    if not groups:
        return None
    spine = spine_figure([group for group in groups if len(group.members) >= SPINE_MINIMUM][:_MOST_SPINES], register)
    few = (group for group in groups if len(group.shown) <= peers.MANY)
    figures = [figure for group in few for figure in group_figures(group, analysis.gaps, register)]
    return Section(
        "peers",
        "与其他地区对照",
        figures=(*((spine,) if spine else ()), *figures),
        tables=(peers.region_table(groups, analysis.gaps, register),),
        remark=peers.limits(analysis.thresholds),
    )


def _sector(sector: Sector, facts: Sequence[Fact], register: SourceRegister) -> Section | None:
    own = [fact for fact in facts if fact.indicator.sector is sector]
    if not own:
        return None
    drawn = (composition_figure(own, register), change_figure(own, register), *region_courses(own, register))
    return Section(
        sector.value,
        term(sector),
        figures=tuple(figure for figure in drawn if figure),
        tables=(facts_table(own, register),),
    )
