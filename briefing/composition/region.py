"""Region briefing: everything the documents say of one region, held against targets, the nation and its peers."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.spine import MINIMUM as SPINE_MINIMUM
from briefing.composition import peers, shared_parts
from briefing.composition.courses import region_courses
from briefing.composition.crowds import MANY, crowd_table, split
from briefing.composition.drawing import change_figure, composition_figure
from briefing.composition.page_model import Briefing, Figure, Kind, Section
from briefing.composition.rows import facts_table
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import targets_figure, targets_remark, targets_table, targets_title
from briefing.composition.withholding import is_sensitive, public_part, withheld_figures, withheld_section
from briefing.config import Settings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, Comparison, Fact, Sector
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
    statements, time = said_once(region_points(analysis, code))
    points = shared_parts.points(statements, register) or shared_parts.few_points(facts, register)
    comparisons = peers.of_region(analysis.comparisons, code)
    opening = [_targets(analysis, code, month, register), _peers(analysis, comparisons, code, register)]
    sections = shared_parts.numbered(
        [
            *opening,
            *(_sector(sector, facts, register) for sector in Sector),
            peers.exclusions_section(
                peers.exclusions(comparisons, register, code, sensitive=internal), alone=opening[1] is None
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


def _peers(
    analysis: Analysis, comparisons: Sequence[Comparison], code: str, register: SourceRegister
) -> Section | None:
    pairs: list[tuple[Fact, Comparison]] = []
    figures: list[Figure] = []
    groups: list[tuple[list[Fact], list[Comparison]]] = []
    for indicator, found in peers.by_indicator(peers.comparable(comparisons)).items():
        pairs += [(c.left if c.left.observation.region == code else c.right, c) for c in found]
        everyone = peers.of_indicator(analysis.comparisons, indicator)
        group = peers.group_of(everyone)
        if not any(fact.observation.region == code for fact in group):
            group, everyone = peers.group_of(found), found
        groups.append((group, everyone))
        if len(group) <= MANY:
            figures += peers.peer_figures(group, everyone, analysis.gaps, register, code)
    if not pairs:
        return None
    drawn = [group for group in groups if len(group[0]) >= SPINE_MINIMUM][:_MOST_SPINES]
    spine = peers.spine_figure(drawn, code, register)
    pairs.sort(key=lambda pair: (pair[0].observation.document, pair[0].observation.start, pair[0].indicator.id))
    few, crowds = split(pairs)
    tables = [crowd_table(crowds, register)] if crowds else []
    tables += [peers.pair_table(few, register)] if few else []
    return Section(
        "peers",
        "与其他地区对照",
        figures=(*((spine,) if spine else ()), *figures),
        tables=tuple(tables),
        remark="标“○ 有条件”的两数口径有别，只并列，不作高低判断。",
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
