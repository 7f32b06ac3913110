"""The page as HTML: what a document says stays text, links arrive, the folder of templates can be another one."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefing.composition import overview_briefing, region_briefing, theme_briefing
from briefing.errors import ConfigurationError
from briefing.rendering import render_html
from briefing.rendering.html import own_templates
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


def test_what_cannot_be_printed_shows_that_it_was_there() -> None:
    assert "《〓标题〓》" in Page(west(title="😀标题\u202e")).text


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = west()
    assert "http-equiv" not in html
    assert not re.search(r"(?:src|data|action)=|@import|url\((?!#)", html)
    assert not PLAIN.tags["script"] + PLAIN.tags["link"] + PLAIN.tags["img"]


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


def test_a_missing_folder_of_templates_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        render_html(region_briefing(analysis(), WEST, MONTH), tmp_path / "nowhere")


def test_templates_hold_no_numbers_of_their_own() -> None:
    """Arithmetic and number formats belong to numbers.py."""
    for path in own_templates().glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*(?:round|int|float|format)\b|%\.\d", text), path
