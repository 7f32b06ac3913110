"""Analysis → Briefing: everything a page prints, in order, with its source numbers."""

from __future__ import annotations

from briefing.composition.overview import overview_briefing
from briefing.composition.page_model import Briefing
from briefing.composition.region import region_briefing
from briefing.composition.theme import theme_briefing

__all__ = ["Briefing", "overview_briefing", "region_briefing", "theme_briefing"]
