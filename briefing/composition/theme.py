"""Theme briefing: every region for one theme, ranked only where the rules allow, and who reports nothing."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.ranked import MINIMUM
from briefing.comparison.grouping import groups_of
from briefing.comparison.groups import Group
from briefing.composition import peers, shared_parts
from briefing.composition.courses import theme_courses
from briefing.composition.drawing import change_figures, composition_figure
from briefing.composition.group_charts import group_figures
from briefing.composition.indicator_regions import Compared, leading
from briefing.composition.not_compared import exclusions, exclusions_section
from briefing.composition.page_model import Briefing, Definition, Figure, Kind, Section
from briefing.composition.renumbering import by_document
from briefing.composition.rows import facts_table, key, regional_table
from briefing.composition.rugs import rug_figures
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import targets_remark, targets_table, targets_title
from briefing.composition.theme_front import absent_points, theme_front
from briefing.composition.trends import trend_figures
from briefing.composition.withholding import public_part, withheld_figures, withheld_section
from briefing.config import Settings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, BenchmarkGap, Fact, Indicator
from briefing.narrative import theme_points
from briefing.reference.catalogue import by_id
from briefing.reference.divisions import full_name
from briefing.reference.themes import resolve_theme

_MOST_SECTIONS = 3  # more regions than this share one table
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
    own = {fact.observation.id for fact in facts}
    indicators = dict.fromkeys(f.indicator.id for f in (*analysis.facts, *analysis.derived) if f.observation.id in own)
    found = groups_of(analysis)
    groups = [group for name in indicators for group in found.of_indicator(name)]
    near = [c for c in found.pairs.near_names() if {c.left.indicator.id, c.right.indicator.id} <= set(indicators)]
    gaps = [gap for gap in analysis.gaps if gap.fact.observation.id in own]
    one = leading(found, indicators, gaps)
    title = f"{chosen.name}：各地公开数据对比"
    absent = tuple(absent_points(analysis, month, chosen.sectors, one, groups, facts))
    front, more = theme_front(title, chosen.name, one, groups, facts, absent, register)
    sections = shared_parts.numbered(
        [
            _comparable(analysis, one, groups, more, register),
            _targets(gaps, month, register),
            _figures("trends", "与全国走势对照", trend_figures(gaps, facts, register, month)),
            _figures("courses", "多年数据", theme_courses(facts, register)),
            *_regions(facts, register),
            _silent(analysis, facts),
            exclusions_section(exclusions(groups, near, register)),
            withheld,
            _definitions(groups, gaps),
            shared_parts.checks_section(analysis, own, register),
        ]
    )
    statements = theme_points(analysis, chosen, groups)
    points = shared_parts.summary_points(statements, register)
    return by_document(
        Briefing(
            kind=Kind.THEME,
            stem=f"主题-{chosen.name}",
            month=month,
            subject=chosen.name,
            title=title,
            imprint=shared_parts.imprint(settings.publication, month),
            points=points or shared_parts.few_points(facts, register, with_place=True),
            points_note=shared_parts.points_note(statements, analysis),
            strip=(),
            sections=sections,
            sources=register.entries(),
            documents=register.documents(),
            references=register.references(),
            front=front,
        )
    )


def _comparable(
    analysis: Analysis,
    one: Compared | None,
    groups: Sequence[Group],
    more: Sequence[Figure],
    register: SourceRegister,
) -> Section | None:
    """The indicators of which several regions stand next to one another, but for what the first page has drawn: a plot
    each, and a table for those of two regions."""
    drawn = set(map(key, one.facts)) if one else set()
    rest = [
        group
        for group in groups
        if len(group.shown) > 1
        and not (one and drawn >= set(map(key, group.shown)) and _same_members(group, one.group))
    ]
    several = sum(len(group.shown) >= MINIMUM for group in rest) > 1
    plots = {id(group): group_figures(group, analysis.gaps, register, half=several) for group in rest}
    pairs = [group for group in rest if not plots[id(group)]]
    if not rest and not more:
        return None
    return Section(
        "comparable",
        "其他可以比较的指标和地区" if any(group.members for group in rest) else "其他可以并列的指标和地区",
        figures=(*more, *(figure for group in rest for figure in plots[id(group)])),
        tables=(peers.groups_table(pairs, register),) if pairs else (),
        remark=peers.limits(analysis.thresholds),
    )


def _same_members(group: Group, other: Group) -> bool:
    """Whether two groups rank the same figures, if any."""
    return {key(m.fact) for m in group.members} == {key(m.fact) for m in other.members}


def _targets(gaps: Sequence[BenchmarkGap], month: str, register: SourceRegister) -> Section | None:
    if not gaps:
        return None
    if len({key(gap.fact) for gap in gaps}) > peers.MANY and (drawn := rug_figures(gaps, register)):
        remark = f"目标为全国指标，不是对各地的考核要求。{_ELSEWHERE}"
        return Section("targets", targets_title(gaps), figures=drawn, remark=remark)
    table = targets_table(gaps, register)
    return Section("targets", targets_title(gaps), tables=(table,), remark=targets_remark(gaps, month, "各地"))


def _figures(name: str, title: str, figures: tuple[Figure, ...]) -> Section | None:
    return Section(name, title, figures=figures) if figures else None


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
        drawn = (composition_figure(regions[code], register), *change_figures(regions[code], register))
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


def _definitions(groups: Sequence[Group], gaps: Sequence[BenchmarkGap]) -> Section | None:
    """The cards of the indicators that are set side by side or held against a benchmark."""
    compared = [group.indicator for group in groups if group.shown]
    held = [gap.fact.indicator for gap in gaps]
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
