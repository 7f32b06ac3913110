"""The time that most figures of a region's key points share, said once instead of after each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Statement

_LEAST = 3  # figures that share a time before it is said once
# （2024年11月）, （推算，2024年11月）, （2024年11月，待核）; not （截至2024年11月）
_TIME = re.compile(r"（(?P<before>推算，)?(?P<time>\d{4}年(?:\d{1,2}月)?)(?P<after>，待核)?）")


def said_once(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], str]:
    """The statements without the time that most of their figures have, and that time; as they are and an empty text
    where no time is common."""
    counts = Counter(match["time"] for statement in statements for match in _TIME.finditer(statement.text))
    times = [time for time, count in counts.most_common(1) if count >= _LEAST]
    if not times:
        return tuple(statements), ""

    def shortened(match: re.Match[str]) -> str:
        if match["time"] != times[0]:
            return match[0]
        rest = [part.strip("，") for part in (match["before"], match["after"]) if part]
        return f"（{'，'.join(rest)}）" if rest else ""

    return tuple(replace(s, text=_TIME.sub(shortened, s.text)) for s in statements), times[0]
