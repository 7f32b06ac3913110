"""What a change is against, in the words that its sentence said last."""

from __future__ import annotations

import pytest

from briefing.documents import read_text
from briefing.extraction import extract
from briefing.model import Measure


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("全省登记求职61.67万人，同比增加10.55万人，环比增长0.49%。", ["同比", "环比"]),
        ("发布岗位78.31万个，同比增加21.1万个，增幅为36.98%。", ["同比", "同比"]),
        ("民生支出44.6亿元，比上年增长6.2%。", ["比上年"]),
        ("民生支出44.6亿元，较上年增长6.2%。", ["比上年"]),
        ("重点人群签约27428人，增加1783人。", [""]),
        ("一般公共预算支出58.2亿元，增长11.1%，同口径增长10%。", ["", "同口径"]),
    ],
)
def test_what_a_change_is_against(text: str, against: list[str]) -> None:
    found = [o for o in extract(read_text(text, "a.txt")).observations if o.measure is Measure.CHANGE]
    assert [observation.around.compared for observation in found] == against
