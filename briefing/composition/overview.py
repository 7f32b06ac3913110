"""Overview: which region reports what, what may be compared, and what is to be verified."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.grouping import groups_of
from briefing.comparison.groups import Group
from briefing.composition import peers, shared_parts
from briefing.composition.crowds import summary_table
from briefing.composition.group_charts import group_figures
from briefing.composition.not_compared import exclusions, exclusions_section
from briefing.composition.page_model import Briefing, Kind, Matrix, MatrixRow, Point, Section
from briefing.composition.rugs import rug_figures
from briefing.composition.shared_parts import NINE_FIELDS
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.what_changed import changes_section
from briefing.composition.withholding import public_part, withheld_figures, withheld_section
from briefing.config import Settings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, Change, Fact
from briefing.narrative import overview_points
from briefing.printing.terms import term
from briefing.reference.divisions import full_name


def overview_briefing(
    analysis: Analysis, month: str, settings: Settings | None = None, past: tuple[str, Sequence[Change]] | None = None
) -> Briefing:
    """The overview of one month (YYYY-MM); `past`: the month of the edition before and what has changed since.

    Raises NothingFoundError when no document states a figure.
    """
    settings = settings or Settings()
    if not analysis.facts:
        raise NothingFoundError("文献中没有找到任何数字，请检查 --seeds 文件夹中的文献。")
    withheld = withheld_section(analysis.facts)
    secret = tuple(withheld_figures(analysis))
    analysis = public_part(analysis)
    register = SourceRegister(analysis.documents, secret)
    found = groups_of(analysis)
    groups = [group for name in found.pairs.indicators() for group in found.of_indicator(name)]
    statements = overview_points(analysis, groups)
    points = shared_parts.points(statements, register)
    failed = [r for r in analysis.reconciliations if not r.passed]
    sections = shared_parts.numbered(
        [
            _coverage(analysis, groups),
            Section("targets", "与目标对照一览", figures=drawn)
            if (drawn := rug_figures(analysis.gaps, register))
            else None,
            _comparable(analysis, groups, register),
            changes_section(*past, analysis.facts, register) if past else None,
            exclusions_section(exclusions(groups, found.pairs.near_names(), register)),
            withheld,
            Section("checks", "待核事项", checks=shared_parts.checks(failed, register)) if failed else None,
        ]
    )
    return Briefing(
        kind=Kind.OVERVIEW,
        stem="总览",
        month=month,
        subject="总览",
        title="各地民生服务公开数据总览",
        imprint=shared_parts.imprint(settings.publication, month),
        points=points,
        points_note=shared_parts.points_note(statements, analysis),
        strip=shared_parts.strip(analysis.facts),
        sections=sections,
        sources=register.entries(),
        documents=register.documents(),
        references=register.references(),
    )


def coverage_matrix(facts: Sequence[Fact], compared: frozenset[str]) -> Matrix:
    """Regions × nine fields; `compared` holds the ids of observations that have a comparable partner."""
    regions: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.observation.region:
            regions.setdefault(fact.observation.region, []).append(fact)
    rows = []
    for code in sorted(regions):
        own = [[f for f in regions[code] if f.indicator.sector is sector] for sector in NINE_FIELDS]
        counts = tuple(len(found) for found in own)
        shared = tuple(sum(f.observation.id in compared for f in found) for found in own)
        rows.append(MatrixRow(full_name(code), counts, shared))
    return Matrix(tuple(term(sector).removesuffix("保障") for sector in NINE_FIELDS), tuple(rows))


def _coverage(analysis: Analysis, groups: Sequence[Group]) -> Section:
    compared = frozenset(fact.observation.id for group in groups if len(group.shown) > 1 for fact in group.shown)
    unknown = sum(fact.observation.region is None for fact in analysis.facts)
    remark = f"另有{unknown}项数字的所指地区无法从原文确定，未列入。" if unknown else ""
    remark += shared_parts.left_out_note(analysis.left_out)
    return Section("coverage", "各地区各领域报道情况", matrix=coverage_matrix(analysis.facts, compared), remark=remark)


def _comparable(analysis: Analysis, groups: Sequence[Group], register: SourceRegister) -> Section:
    groups = [group for group in groups if len(group.shown) > 1]
    if not groups:
        return Section("comparable", "可以比较的指标", lead=(Point("本期各地没有口径可比的同一指标，不作高低比较。"),))
    few = [group for group in groups if len(group.shown) <= peers.MANY]
    figures = [figure for group in few for figure in group_figures(group, analysis.gaps, register)]
    many = [group for group in groups if len(group.shown) > peers.MANY]
    tables = [peers.groups_table(few, register)] if few else []
    tables += [summary_table(many, register)] if many else []
    return Section(
        "comparable",
        "可以比较的指标",
        figures=tuple(figures),
        tables=tuple(tables),
        remark=peers.limits(analysis.thresholds),
    )
