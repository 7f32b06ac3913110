"""Overview: which region reports what, what may be compared, and what is to be verified."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison.grouping import groups_of
from briefing.composition import shared_parts
from briefing.composition.compared_rows import compared_section
from briefing.composition.edition_counts import EditionCounts
from briefing.composition.field_coverage import FEW, matrix
from briefing.composition.overview_front import overview_front
from briefing.composition.page_model import Briefing, Kind, Section
from briefing.composition.renumbering import by_document
from briefing.composition.rugs import rug_figures
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.what_changed import changes_section
from briefing.composition.withholding import is_sensitive, public_part, withheld_figures, withheld_section
from briefing.config import Settings
from briefing.errors import NothingFoundError
from briefing.model import Analysis, Change, Reconciliation
from briefing.narrative import overview_points

_TITLE = "各地民生服务公开数据总览"
_MOST_CHECKS = 40


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
    counted = EditionCounts(analysis, found)
    failed = [r for r in analysis.reconciliations if not r.passed]
    few = len(counted.regions) <= FEW
    front = overview_front(counted, _TITLE, failed, register)
    drawn = rug_figures(analysis.gaps, register) if few else ()
    near = [c for c in found.pairs.near_names() if not any(map(is_sensitive, (c.left, c.right)))]
    sections = shared_parts.numbered(
        [
            None if few else Section("coverage", "各地各领域有数情况", matrix=matrix(counted)),
            Section("targets", "与目标对照一览", figures=drawn) if drawn else None,
            compared_section(counted, near, register, complete=few),
            changes_section(*past, analysis.facts, register) if past else None,
            _checks(failed, register),
            withheld,
        ]
    )
    statements = overview_points(analysis, [group for one in counted.indicators for group in one.groups])
    return by_document(
        Briefing(
            kind=Kind.OVERVIEW,
            stem="总览",
            month=month,
            subject="总览",
            title=_TITLE,
            imprint=shared_parts.imprint(settings.publication, month),
            points=shared_parts.summary_points(statements, register),
            points_note=shared_parts.points_note(statements, analysis),
            strip=(),
            sections=sections,
            sources=register.entries(),
            documents=register.documents(),
            references=register.references(),
            front=front,
        )
    )


def _checks(failed: Sequence[Reconciliation], register: SourceRegister) -> Section | None:
    """What is to be verified; very many are left to the briefings of their regions."""
    if not failed:
        return None
    left = len(failed) - _MOST_CHECKS
    more = f"另有{left}处见各地区简报。" if left > 0 else ""
    return Section("checks", "待核事项", checks=shared_parts.checks(failed[:_MOST_CHECKS], register), remark=more)
