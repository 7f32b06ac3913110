"""A correction as the workbook's hidden column keeps it: what the file said when the workbook was exported."""

from __future__ import annotations

import json

from briefing.model import Correction


def record(correction: Correction | None) -> str:
    """The decision as one line of JSON; empty for none. Two decisions are the same when their lines are."""
    if correction is None:
        return ""
    decided = [
        [[name, value] for name, value in correction.changes],
        correction.drop,
        correction.reason,
        correction.author,
        correction.date,
    ]
    return json.dumps(decided, ensure_ascii=False, separators=(",", ":"))
