"""The edition's page of contents: every briefing once, in its group, with links to files that need no server."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from briefing.rendering import IndexEntry, render_index
from tests.rendering.test_html import HOSTILE, Page

WEST = IndexEntry(
    "region",
    "攀枝花市西区民生服务数据对比",
    {"pdf": "地区-510403-攀枝花市西区.pdf", "html": "地区-510403-攀枝花市西区.html", "docx": "西区 #1.docx"},
    ("要点一", "要点二", "要点三"),
    80,
    8,
)
OVERVIEW = IndexEntry("overview", "各地民生服务公开数据总览", {"pdf": "总览.pdf"}, (), 12, 4)


def index(*entries: IndexEntry) -> Page:
    return Page(render_index(entries, "民生服务对比简报", "市政研室", "2026-11"))


def test_links_lead_to_the_files_beside_it() -> None:
    links = index(WEST, OVERVIEW).values("href")
    files = {*WEST.files.values(), *OVERVIEW.files.values()}
    assert {unquote(link) for link in links} == files
    assert all(link.isascii() and " " not in link and "#" not in link for link in links)


def test_the_title_leads_to_the_form_best_read() -> None:
    assert unquote(index(WEST).values("href")[0]) == WEST.files["html"]


def test_the_overview_comes_first_and_an_empty_group_is_not_named() -> None:
    text = index(WEST, OVERVIEW).text
    assert text.index(OVERVIEW.title) < text.index(WEST.title)
    assert "主题简报" not in text


def test_what_an_entry_says() -> None:
    text = index(WEST).text
    for wanted in ("民生服务对比简报", "市政研室", "2026年11月", "要点一", "要点二", "80项数据，8页"):
        assert wanted in text, wanted
    assert "要点三" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_stay_text(text: str) -> None:
    plain = index(IndexEntry("theme", "题", {"pdf": "题.pdf"}, ("点",)))
    page = index(IndexEntry("theme", text, {"pdf": "题.pdf"}, (text,)))
    assert page.tags == plain.tags
    assert not page.values("onmouseover") + page.values("onerror")
