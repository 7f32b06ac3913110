"""Which briefings a month's edition has: the overview, and every region and theme with figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import NothingFoundError
from briefing.model import Analysis
from briefing.reference.divisions import full_name
from briefing.reference.themes import Theme, themes


@dataclass(frozen=True, slots=True)
class Order:
    """One briefing to make: a region's (its code), a theme's (its name), or the overview ("").

    `external`: the variant of a region's briefing that leaves sensitive figures out.
    """

    kind: str  # region | theme | overview
    subject: str = ""
    external: bool = False

    @property
    def key(self) -> str:
        """What subscriptions and the ledger call it: `overview`, `theme:养老`, `region:510403`, `…:external`."""
        parts = (self.kind, self.subject, "external" if self.external else "")
        return ":".join(part for part in parts if part)

    @property
    def label(self) -> str:
        """What the order is called in messages."""
        if self.kind == "region":
            return f"地区 {full_name(self.subject)}{'（对外）' if self.external else ''}"
        return f"主题 {self.subject}" if self.kind == "theme" else "总览"


def orders_with_data(analysis: Analysis) -> list[Order]:
    """The whole edition: overview, every region and every theme that has figures.

    A region with sensitive figures of its own is made twice: for the office, and without them for readers outside.
    """
    regions = sorted({fact.observation.region for fact in analysis.facts if fact.observation.region})
    sensitive = {f.observation.region for f in analysis.facts if f.indicator.sensitivity == "no_rank"}
    named = [Order("theme", theme.name) for theme in themes() if _theme_facts(analysis, theme)]
    outside = [Order("region", code, external=True) for code in regions if code in sensitive]
    return [Order("overview"), *(Order("region", code) for code in regions), *outside, *named]


def counts(analysis: Analysis) -> tuple[Counter[str], Counter[str]]:
    """Figures per region code and per theme name."""
    regions = Counter(fact.observation.region for fact in analysis.facts if fact.observation.region)
    by_theme = Counter({theme.name: _theme_facts(analysis, theme) for theme in themes()})
    return regions, +by_theme


def _theme_facts(analysis: Analysis, theme: Theme) -> int:
    return sum(fact.indicator.sector in theme.sectors for fact in analysis.facts)


def nothing_to_print(folder: Path) -> NothingFoundError:
    """The failure of a run over documents without any figure."""
    return NothingFoundError(f"{folder} 中的文献没有可用的统计数字。请确认放入的是含民生数据的报道。")
