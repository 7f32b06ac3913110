"""The correction workbook: what was extracted goes out to be checked, and comes back as corrections and aliases."""

from __future__ import annotations

from briefing.review.running import apply_from, export_to

__all__ = ["apply_from", "export_to"]
