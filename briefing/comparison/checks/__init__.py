"""The checks of reconciliation, one module a kind, each over the facts of one document."""

from briefing.comparison.checks.magnitudes import magnitudes, small_bases
from briefing.comparison.checks.per_capita import per_capita
from briefing.comparison.checks.shares import shares
from briefing.comparison.checks.stated_changes import changes
from briefing.comparison.checks.stated_parts import parts

__all__ = ["changes", "magnitudes", "parts", "per_capita", "shares", "small_bases"]
