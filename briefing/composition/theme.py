"""Theme briefing: every region for one theme, ranked only where the rules allow, and who reports nothing."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.grouping import groups_of
from briefing.comparison.groups import Group
from briefing.composition import peers, shared_parts
from briefing.composition.courses import theme_courses
from briefing.composition.drawing import change_figure, composition_figure
from briefing.composition.group_charts import group_figures
from briefing.composition.not_compared import exclusions, exclusions_section
from briefing.composition.page_model import Briefing, Definition, Kind, Point, Section
from briefing.composition.rows import facts_table, key, regional_table
from briefing.composition.rugs import rug_figures
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import targets_figure, targets_remark, targets_table, targets_title
from briefing.composition.trends import trend_figures
from briefing.composition.withholding import public_part, withheld_figures, withheld_section
from briefing.config import Settings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, Fact, Indicator
from briefing.narrative import theme_points
from briefing.reference.catalogue import by_id
from briefing.reference.divisions import full_name
from briefing.reference.themes import resolve_theme

_NOTHING = "本期各地没有口径可比的同一指标，以下只列各地数据，不作高低比较。"
_MOST_SECTIONS = 8  # more regions than this share one table
_ELSEWHERE = "图中各数的时点、口径标记和出处见“各地数据”。"


def theme_briefing(analysis: Analysis, theme: str, month: str, settings: Settings | None = None) -> Briefing:
    """The briefing of one theme for one month (YYYY-MM). Raises NothingFoundError when no figure belongs to it."""
    settings = settings or Settings()
    chosen = resolve_theme(theme)
    facts = [fact for fact in analysis.facts if fact.indicator.sector in chosen.sectors]
    if not facts:
        raise NothingFoundError(f"文献中没有关于“{chosen.name}”的数字，请用 python -m briefing list 查看有数据的主题。")
    withheld = withheld_section(facts)
    secret = tuple(withheld_figures(analysis))
    analysis = public_part(analysis)
    facts = [fact for fact in analysis.facts if fact.indicator.sector in chosen.sectors]
    own = {fact.observation.id for fact in facts}
    register = SourceRegister(analysis.documents, secret)
    indicators = dict.fromkeys(f.indicator.id for f in (*analysis.facts, *analysis.derived) if f.observation.id in own)
    found = groups_of(analysis)
    groups = [group for name in indicators for group in found.of_indicator(name)]
    near = [c for c in found.pairs.near_names() if {c.left.indicator.id, c.right.indicator.id} <= set(indicators)]
    statements = theme_points(analysis, chosen, groups)
    points = shared_parts.points(statements, register) or shared_parts.few_points(facts, register, with_place=True)
    sections = shared_parts.numbered(
        [
            _comparable(analysis, groups, register),
            _targets(analysis, own, month, register),
            Section("courses", "多年数据", figures=drawn) if (drawn := theme_courses(facts, register)) else None,
            *_regions(facts, register),
            _silent(analysis, facts),
            exclusions_section(exclusions(groups, near, register)),
            withheld,
            _definitions(analysis, groups, own),
            shared_parts.checks_section(analysis, own, register),
        ]
    )
    return Briefing(
        kind=Kind.THEME,
        stem=f"主题-{chosen.name}",
        month=month,
        subject=chosen.name,
        title=f"{chosen.name}：各地公开数据对比",
        imprint=shared_parts.imprint(settings.publication, month),
        points=points,
        points_note=shared_parts.points_note(statements, analysis),
        strip=(),
        sections=sections,
        sources=register.entries(),
        documents=register.documents(),
        references=register.references(),
    )


def _comparable(analysis: Analysis, groups: Sequence[Group], register: SourceRegister) -> Section:
    groups = [group for group in groups if len(group.shown) > 1]
    if not groups:
        return Section("comparable", "可以比较的指标", lead=(Point(_NOTHING),))
    figures = [figure for group in groups for figure in group_figures(group, analysis.gaps, register)]
    few = [group for group in groups if len(group.shown) <= peers.MANY]
    return Section(
        "comparable",
        "可以比较的指标" if any(group.members for group in groups) else "可以并列的指标",
        figures=tuple(figures),
        tables=(peers.groups_table(few, register),) if few else (),
        remark=peers.limits(analysis.thresholds) + ("" if len(few) == len(groups) else _ELSEWHERE),
    )


def _targets(analysis: Analysis, own: set[str], month: str, register: SourceRegister) -> Section | None:
    gaps = [gap for gap in analysis.gaps if gap.fact.observation.id in own]
    if not gaps:
        return None
    if len({key(gap.fact) for gap in gaps}) > peers.MANY and (drawn := rug_figures(gaps, register)):
        return Section(
            "targets",
            targets_title(gaps),
            figures=(*trend_figures(gaps, register, month), *drawn),
            remark=f"目标为全国指标，不是对各地的考核要求。{_ELSEWHERE}",
        )
    figure = targets_figure(gaps, register, by_region=True)
    return Section(
        "targets",
        targets_title(gaps),
        figures=(*trend_figures(gaps, register, month), *((figure,) if figure else ())),
        tables=(targets_table(gaps, register, by_region=True),),
        remark=targets_remark(gaps, month, "各地"),
    )


def _regions(facts: Sequence[Fact], register: SourceRegister) -> list[Section]:
    """One section a region with all its figures of the theme; figures of no known region come last."""
    regions: dict[str, list[Fact]] = {}
    for fact in facts:
        regions.setdefault(fact.observation.region or "", []).append(fact)
    if len(regions) > _MOST_SECTIONS:
        named = {_region_title(code): regions[code] for code in sorted(regions, key=lambda code: code or "~")}
        return [Section("regions", "各地数据", tables=(regional_table(named, register),))]
    sections = []
    for code in sorted(regions, key=lambda code: code or "~"):
        drawn = (composition_figure(regions[code], register), change_figure(regions[code], register))
        sections.append(
            Section(
                f"region-{code or 'unknown'}",
                _region_title(code),
                figures=tuple(figure for figure in drawn if figure),
                tables=(facts_table(regions[code], register),),
            )
        )
    return sections


def _region_title(code: str) -> str:
    return full_name(code) if code else "所指地区无法确定的数据"


def _silent(analysis: Analysis, facts: Sequence[Fact]) -> Section | None:
    """Regions that the documents speak of, but not on this theme."""
    reporting = {fact.observation.region for fact in facts}
    silent = sorted({f.observation.region for f in analysis.facts if f.observation.region} - reporting)
    if not silent:
        return None
    names = "、".join(full_name(code) for code in silent)
    return Section(
        "silent",
        "本期未见报道的地区",
        remark=f"{names}。未见报道只表示所收文献中没有这方面的数字，不表示没有这项服务。",
    )


def _definitions(analysis: Analysis, groups: Sequence[Group], own: set[str]) -> Section | None:
    """The cards of the indicators that are set side by side or held against a benchmark."""
    compared = [group.indicator for group in groups if group.shown]
    held = [gap.fact.indicator for gap in analysis.gaps if gap.fact.observation.id in own]
    indicators: dict[str, Indicator] = {found.id: found for found in (*compared, *held) if found.listed}
    cards = tuple(
        Definition(
            indicator.name,
            indicator.unit,
            indicator.definition,
            tuple(by_id()[other].name for other in indicator.not_same_as if other in by_id()),
        )
        for indicator in indicators.values()
        if indicator.definition or indicator.not_same_as
    )
    return Section("definitions", "指标口径", definitions=cards) if cards else None
