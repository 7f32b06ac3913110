"""Properties that hold for the attributes of the figures of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.extraction.questions import asked
from briefing.model import Document, Paragraph, ParagraphKind, Run, Sector
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
    kinds = (ParagraphKind.HEADING, ParagraphKind.BODY)
    paragraphs = tuple(Paragraph(text, kind, (Run(0, 0),)) for kind in kinds)
    document = Document("t.txt", text, paragraphs, title=text, published=published, place=place)
    for figure in asked(document):
        value = {question: answer.value for question, answer in figure.answers.items()}
        assert value["region"] is None or value["region"] in regions()
        assert value["period"] is None or value["period"][:4].isdigit()
        assert value["measure"].sign in (1, -1)
        assert value["sector"] in Sector
        assert all(answer.rule for answer in figure.answers.values())
