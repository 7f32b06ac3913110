"""The page as HTML: what a document says stays text, links arrive, the folder of templates can be another one."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefing.composition import overview_briefing, region_briefing, theme_briefing
from briefing.composition.page_model import Row
from briefing.errors import ConfigurationError
from briefing.machine.template_folder import own_templates
from briefing.model import Fact
from briefing.rendering import render_html
from briefing.rendering.html import breakable, rankable, whole_ends
from tests.composition.material import WEST, WEST_TEXT, analysis

MONTH = "2026-11"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}</style>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "<a href='javascript:alert(1)'>点我</a>",
    "<link rel=attachment href='file:///etc/passwd'>",
    "\u202e倒序\u2066隔离",
    "😀👨‍👩‍👧",
    "\x00\x08控制",
    "很" * 10_000,
]


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


def west(text: str = WEST_TEXT, title: str = "公共服务均衡可及") -> str:
    return render_html(region_briefing(analysis(text, title), WEST, MONTH))


PLAIN = Page(west())


@pytest.mark.parametrize("standalone", [True, False])
@pytest.mark.parametrize("make", [
    lambda: region_briefing(analysis(), WEST, MONTH),
    lambda: theme_briefing(analysis(), "托育", MONTH),
    lambda: overview_briefing(analysis(), MONTH),
])  # fmt: skip
def test_every_link_arrives_and_no_id_is_used_twice(make, standalone: bool) -> None:  # type: ignore[no-untyped-def]
    page = Page(render_html(make(), standalone=standalone))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = [value for value in page.values("href") if not value.startswith("#")]
    assert not links
    assert {value[1:] for value in page.values("href")} <= set(ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_sentence_stays_text(text: str) -> None:
    page = Page(west(WEST_TEXT.replace("水平明显增强", f"{text}水平明显增强")))
    assert page.tags == PLAIN.tags
    assert not page.values("onmouseover") + page.values("onerror")
    assert "49" not in page.text.replace(PLAIN.text, "")
    assert not set("\u202e\u2066\x00\x08😀") & set(page.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_title_stays_text(text: str) -> None:
    page = Page(west(title=text))
    assert page.tags == PLAIN.tags
    assert {name for _, name, _ in page.attributes} == {name for _, name, _ in PLAIN.attributes}


def test_a_line_may_break_before_an_opening_quotation_mark() -> None:
    assert breakable("待核），“十四五”目标<b>") == "待核），<wbr>“十四五”目标&lt;b&gt;"


def test_what_cannot_be_printed_shows_that_it_was_there() -> None:
    assert "《〓标题〓》" in Page(west(title="😀标题\u202e")).text


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = west()
    assert not re.search(r"(?:\bsrc|\bdata|\baction)=|@import|url\((?!#)", html)
    assert not PLAIN.tags["link"] + PLAIN.tags["img"] + PLAIN.tags["iframe"]


def test_no_script_but_the_pages_own_may_run() -> None:
    policy = next(value for tag, name, value in PLAIN.attributes if name == "content" and "default-src" in value)
    script = re.search(r"<script>(.*)</script>", west(), re.DOTALL)
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert PLAIN.tags["script"] == 1


def test_the_page_for_the_pdf_has_no_script_and_no_controls() -> None:
    page = Page(render_html(region_briefing(analysis(), WEST, MONTH), standalone=False))
    assert not page.tags["script"] + page.tags["button"] + page.tags["input"]
    assert not page.values("http-equiv")


def test_every_figure_of_a_table_leads_to_its_sentence() -> None:
    """In a browser the printed number itself is the link, and what it leads to is marked in the sentence."""
    html = west()
    cells = re.findall(r'<td class="value[^"]*"[^>]*>(.*?)</td>', html)
    assert cells
    for cell in filter(None, cells):
        target = re.match(r'\s*<a href="#([^"]+)">([^<]+)</a>', cell)
        assert target, cell
        assert f'<mark id="{target[1]}">' in html


def test_only_figures_of_one_unit_can_be_ordered_by_value() -> None:
    facts = analysis().facts
    beds, public, places = facts[0], facts[1], facts[3]
    secret = next(fact for fact in facts if fact.indicator.sensitivity == "no_rank")

    def row(fact: Fact) -> Row:
        return Row("名", "1", "", "", (), fact=fact)

    assert rankable([row(beds), row(public)])
    assert not rankable([row(beds), row(places)])
    assert not rankable([row(secret), row(secret)])
    assert not rankable([])


def test_the_page_says_what_it_is() -> None:
    assert ("html", "lang", "zh-CN") in PLAIN.attributes
    assert "攀枝花市西区民生服务数据对比（2026年11月）" in PLAIN.text
    assert PLAIN.tags["h1"] == 1


def test_a_folder_of_templates_replaces_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "closing.html").write_text("<footer>另一种报尾</footer>", encoding="utf-8")
    html = render_html(region_briefing(analysis(), WEST, MONTH), tmp_path)
    assert "另一种报尾" in html
    assert "民生服务对比简报" in html


@pytest.mark.parametrize(
    "content", [b"{{ briefing.nothing }}", b"{% for %}", b"{% include 'missing.html' %}", "报尾".encode("gb18030")]
)
def test_a_broken_template_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "closing.html").write_bytes(content)
    with pytest.raises(ConfigurationError, match="模板"):
        render_html(region_briefing(analysis(), WEST, MONTH), tmp_path)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>\n{% if %}</p>", "第2行写法不对"),
        ("<p>\n\n{{ nothing.here }}</p>", "第3行用了不存在的名称"),
        ("{{ 1 / 0 }}", "第1行无法算出结果"),
        ("{% include 'away.html' %}", "引用的 away.html 不存在"),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, template: str, words: str) -> None:
    (tmp_path / "region.html").write_text(template, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=words) as caught:
        render_html(region_briefing(analysis(), WEST, MONTH), tmp_path)
    assert "region.html" in str(caught.value)


def test_a_missing_folder_of_templates_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        render_html(region_briefing(analysis(), WEST, MONTH), tmp_path / "nowhere")


def test_templates_hold_no_numbers_of_their_own() -> None:
    """Arithmetic and number formats belong to numbers.py."""
    for path in own_templates().glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*(?:round|int|float|format)\b|%\.\d", text), path


@pytest.mark.parametrize(("cell", "end"), [
    ("<td>每千人口托位数</td>", "位数"),
    ("<th scope='row'>每千人口托位数<span class=\"small\">个</span></th>", "位数"),
    ("<td><span class='small'>衢州市各县区</span></td>", "县区"),
    ("<td>公报，2026年1月30日</td>", "30日"),
    ("<li><b>3</b> 对<span>时点相差过大或不详</span></li>", "不详"),
    ("<li>原文 <span>文1，120–133</span></li>", None),
    ("<td>1,298,524人</td>", None),  # no place to break
    ("<td>托位数</td>", None),
    ("<td>甲&amp;乙&lt;丙&gt;</td>", None),
    ("<p>每千人口托位数</p>", None),
])  # fmt: skip
def test_the_last_line_of_a_cell_has_no_single_character(cell: str, end: str | None) -> None:
    whole = whole_ends(cell)
    assert re.sub('<span class="end">(.*?)</span>', r"\1", whole) == cell
    assert re.findall('<span class="end">(.*?)</span>', whole) == ([end] if end else [])
