"""Properties that hold for the attributes of the figures of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.extraction.amount.measures import measure_of
from briefing.extraction.amount.quantities import find_quantities
from briefing.extraction.period.period_tracking import PeriodTracker
from briefing.extraction.region.subjects import PlaceTracker
from briefing.extraction.sectors import sector_of
from briefing.extraction.sentences import sentence_spans
from briefing.extraction.status.statuses import status_of
from briefing.model import Document, ParagraphKind
from briefing.reference.divisions import regions

PIECES = [
    "2023年", "去年", "十二月三十一日", "近三五年来", "“十四五”期间", "截至目前", "1至13月", "99日", "二〇二三年",
    "年内", "前十个月",
    "资阳市", "全市", "全区", "韩国", "鼓楼区", "《办法》", "（", "）", "，", "。", "；", "、", "：", "“", "”",
    "由", "提升至", "增长", "同比下降", "将", "拟", "标准为", "不低于", "高于全省平均", "位居第", "学位", "养老床位",
    "1.2万个", "45%", "三家", "500元", "两成", "第五位", "2倍", "3个百分点", "-", "\ud800", "\0", " ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([None, "2024", "2024-02-29"]), st.sampled_from([None, "512000", "640000", "xx"]))
def test_every_figure_gets_its_attributes(text: str, published: str | None, place: str | None) -> None:
    document = Document("t.txt", text, (), published=published, place=place)
    quantities = find_quantities(text)
    spans = sentence_spans(text)
    inside = [next(s for s in spans if s[0] <= q.start < s[1]) for q in quantities]
    measured = [measure_of(text, q, s) for q, s in zip(quantities, inside, strict=True)]
    statuses = [status_of(text, q, s, text, published) for q, s in zip(quantities, inside, strict=True)]
    tracker, places = PeriodTracker(published, text), PlaceTracker(document)
    for kind in (ParagraphKind.HEADING, ParagraphKind.BODY):
        periods = tracker.assign(text, quantities, [m for m, _ in measured], statuses, kind)
        codes = places.assign(text, quantities, kind)
        assert len(periods) == len(codes) == len(quantities)
        assert all(code is None or code in regions() for code in codes)
        assert all(p is None or p[:4].isdigit() for p in periods)
    assert all(sign in (1, -1) for _, sign in measured)
    assert sector_of(text, text, text, text)
