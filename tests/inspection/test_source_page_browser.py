"""A document's page in a browser: hovering shows a figure's fields, no script runs, nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from briefing.comparison import analyse
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.inspection.source_view import source_page
from briefing.rendering.html import render_page
from tests.rendering.test_browser import DESK, PHONE, browser, opened, pytestmark  # noqa: F401

TEXT = (
    "青禾县民生实事\n2023-05-06 来源：青禾日报\n"
    "截至4月底，全县建成养老机构12家、床位830张，占比为80.50。\n"
    "<script>document.title='坏'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='坏'\">新增托位45个。\n"
    f"{'很' * 5000}\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = read_text(TEXT, "甲.txt")
    path = tmp_path_factory.mktemp("source")
    page = source_page(extract(document), analyse([document], extract(document).observations))
    (path / "source.html").write_text(render_page("document.html", source=page), encoding="utf-8")
    return path


def test_hovering_and_focus_show_the_fields(opened: Any) -> None:  # noqa: F811
    page = opened("source")
    figure = page.locator("mark", has_text="830张")
    card = figure.locator(".card")
    assert not card.is_visible()
    figure.hover()
    assert card.is_visible()
    assert "养老机构床位" in card.inner_text()
    assert "老有所养" in card.inner_text()
    page.mouse.move(0, 0)
    assert not card.is_visible()
    figure.focus()
    assert card.is_visible()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= DESK


def test_sectors_differ_in_colour_and_sign(opened: Any) -> None:  # noqa: F811
    page = opened("source")
    seen = page.evaluate(
        "[...document.querySelectorAll('mark')].map(m => [m.className, getComputedStyle(m).backgroundColor, "
        "getComputedStyle(m, '::after').content])"
    )
    assert len({(colour, sign) for _, colour, sign in seen}) == len({name for name, _, _ in seen}) >= 2


def test_what_was_left_out_leads_to_its_place(opened: Any) -> None:  # noqa: F811
    page = opened("source")
    page.locator("#left a", has_text="80.50").click()
    assert page.locator(".left:target").inner_text() == "80.50"
    assert page.locator(".left:target").get_attribute("title") == "数后没有认出单位"


def test_no_script_of_the_text_runs(opened: Any) -> None:  # noqa: F811
    page = opened("source")
    assert page.title() == "青禾县民生实事（原文与数字）"
    assert page.locator("script, img, link, iframe").count() == 0
    assert "onerror" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_fits_and_axe_finds_nothing(opened: Any, width: int) -> None:  # noqa: F811
    page = opened("source", width, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(finding["id"], finding["nodes"][0]["html"][:200]) for finding in found] == []
