"""A headline's figure is of the time for which the body states it."""

from __future__ import annotations

import pytest

from briefing.documents.document_reading import read_text
from briefing.extraction.questions import extract

HEAD = "2024-04-23 08:00\n青禾县人均体育场地面积达3.21平方米\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("截至2022年底，青禾县体育场地5120个，人均体育场地面积3.21平方米。", "2022"),
        ("青禾县体育场地5120个，人均体育场地面积3.21平方米。", "2024-04-23"),
        ("2022年，人均体育场地面积2.98平方米。", "2024-04-23"),
        ("2022年，人均体育场地面积3.21平方米。2023年，人均体育场地面积3.21平方米。", "2024-04-23"),
        ("青禾县计划到2030年人均体育场地面积达3.21平方米。", "2024-04-23"),
    ],
)
def test_a_headline_is_of_the_time_of_the_body(body: str, expected: str) -> None:
    found = extract(read_text(HEAD + body + "县里将继续办好民生实事，完善服务设施。\n", "a.txt")).observations
    assert found[0].period == expected
