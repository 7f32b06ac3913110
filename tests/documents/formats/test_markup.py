"""HTML pages and HTML remains in text files."""

from __future__ import annotations

import time

import pytest

from briefing.documents import read_text
from briefing.documents.formats.markup import is_markup
from briefing.errors import UnreadableInputError

PAGE = """<!DOCTYPE html>
<html><head><title>某县新增托位_某县人民政府</title>
<meta name="PubDate" content="2024-05-06 09:30"><meta property="og:url" content="https://example.cn/a.html">
<script>var a = "<p>新增9999个</p>";</script><style>p{width:99%}</style></head>
<body><nav><a href="/">首页</a> 政务公开</nav>
<h1>某县新增托位<span>350</span>个</h1>
<p>来源：某县融媒体中心</p>
<p>　　某县卫健局介绍，截至4月底，
新增托位350&nbsp;个，同比增长5&#37;，其中公办占&lt;一半&gt;。</p>
<!-- <p>删去的99个</p> --><figure><img src="a.jpg" alt="x"><figcaption>托育园一角</figcaption></figure>
<table><tr><td>托位</td><td>350个</td></tr></table>
<p>AT&T 捐建 1 所。</p>
<footer>电话：028-1234567</footer></body></html>"""


def test_a_page_is_taken_apart() -> None:
    document = read_text(PAGE, "a.txt")
    assert [(part.kind.value, part.text) for part in document.paragraphs] == [
        ("heading", "某县新增托位350个"),
        ("furniture", "来源：某县融媒体中心"),
        ("body", "某县卫健局介绍，截至4月底， 新增托位350 个，同比增长5%，其中公办占<一半>。"),
        ("caption", "托育园一角"),
        ("heading", "托位"),
        ("body", "350个"),
        ("body", "AT&T 捐建 1 所。"),
        ("furniture", "电话：028-1234567"),
    ]
    assert document.published == "2024-05-06"
    assert document.url == "https://example.cn/a.html"
    assert document.source == "某县融媒体中心"
    assert document.title == "某县新增托位350个"


def test_every_character_is_found_in_the_file() -> None:
    for part in read_text(PAGE, "a.txt").paragraphs:
        for position, character in enumerate(part.text):
            raw = PAGE[part.raw_offset(position)]
            assert raw == character or raw == "&" or (character == " " and raw.isspace())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p>第一段。</p><p>第二段。</p>", True),
        ("<html>文字", True),
        ("甲 < 乙，丙 > 丁，见<附件>和<http://example.cn>", False),
        ("只有一个<br>标签", False),
        ("纯文本", False),
    ],
)
def test_html_is_told_by_its_content(raw: str, expected: bool) -> None:
    assert is_markup(raw) is expected


@pytest.mark.parametrize(
    "rest",
    ["<" * 100_000, "<!--" * 50_000, "<a " * 50_000, "&" * 100_000, "<a a='" * 50_000, "</" * 50_000, "<div>" * 50_000],
)
def test_broken_markup_takes_linear_time(rest: str) -> None:
    began = time.perf_counter()
    document = read_text(f"<p>新增托位350个。</p><p>{rest}", "a.html")
    assert document.paragraphs[0].text == "新增托位350个。"
    assert time.perf_counter() - began < 5


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="没有正文"):
        read_text("<html><body><script>1</script></body></html>", "a.html")
