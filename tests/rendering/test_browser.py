"""The HTML pages in a browser: nothing wider than the window, no complaint, links that arrive, axe with no finding.

Chromium is the system's (Debian: `apt-get install chromium`); without one these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from briefing.composition import overview_briefing, region_briefing, theme_briefing
from briefing.rendering import IndexEntry, render_html, render_index
from tests.composition.material import WEST, analysis

CHROMIUM = os.environ.get("BRIEFING_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="没有 Chromium：apt-get install -y chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MONTH = "2026-11"
PHONE, DESK = 390, 1440
MAKERS = {
    "region": lambda: render_html(region_briefing(analysis(), WEST, MONTH)),
    "theme": lambda: render_html(theme_briefing(analysis(), "托育", MONTH)),
    "overview": lambda: render_html(overview_briefing(analysis(), MONTH)),
    "index": lambda: render_index(
        [IndexEntry("region", "攀枝花市西区民生服务数据对比", {"pdf": "甲.pdf", "html": "甲.html"}, ("要点。",), 9, 3)],
        "民生服务对比简报",
        "市政研室",
        MONTH,
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages")
    for name, make in MAKERS.items():
        (path / f"{name}.html").write_text(make(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        playwright = sync_playwright().start()
    except Exception as error:  # the driver brings its own Node.js, which wants libatomic
        pytest.skip(f"Playwright 的驱动程序启动不了：{error}")
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield running
    running.close()
    playwright.stop()


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Any]:
    """A function that opens a page; at the end no page may have complained or asked for anything."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(name: str, width: int = DESK, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if "file:" not in request.url else None)
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", MAKERS)
def test_nothing_is_wider_than_the_window(opened: Any, name: str, width: int) -> None:
    page = opened(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.body.innerText").strip()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", MAKERS)
def test_axe_finds_nothing(opened: Any, name: str, width: int) -> None:
    page = opened(name, width, bypass_csp=True)  # axe is a script of ours here, which the page itself would refuse
    found = Axe().run(page).response["violations"]
    assert [(finding["id"], finding["impact"], finding["nodes"][0]["html"]) for finding in found] == []


def test_a_figure_leads_to_its_marked_sentence_and_back(opened: Any) -> None:
    page = opened("region", PHONE)
    cell = page.locator("td.value a", has_text="2.91").first
    cell.click()
    mark = page.locator("mark:target")
    assert mark.inner_text() == "2.91个"
    assert mark.evaluate("e => { const y = e.getBoundingClientRect().top; return y >= 0 && y < innerHeight }")
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 224, 138)"
    number = mark.locator("xpath=ancestor::li[1]").locator("b").first.inner_text()
    mark.locator("a").click()
    assert page.locator(":target").inner_text().strip("、,") == number


def test_every_link_of_a_page_arrives(opened: Any) -> None:
    for name in ("region", "theme", "overview"):
        missing = opened(name).evaluate(
            "[...document.links].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).length"
        )
        assert missing == 0, name


def test_without_scripts_the_page_is_whole(opened: Any) -> None:
    page = opened("region", PHONE, java_script_enabled=False)
    assert page.locator("td.value a", has_text="811").first.is_visible()
    assert page.locator("figure svg").first.is_visible()
    assert page.locator("button, input").count() == 0


def rows(page: Page, table: str) -> list[str]:
    return [text.split("\n")[0].split("\t")[0] for text in page.locator(f"{table} tbody tr:visible").all_inner_texts()]


def test_columns_sort_and_parts_stay_with_their_total(opened: Any) -> None:
    page = opened("region")
    table = "table.figures:has(tr.part-of)"
    before = rows(page, table)
    head = page.locator(f"{table} th.value")
    for direction in ("ascending", "descending"):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == direction
        found = rows(page, table)
        assert sorted(found) == sorted(before)
        total = next(index for index, name in enumerate(found) if name == "养老机构床位")
        assert set(found[total + 1 : total + 3]) == {"公办养老机构床位", "民办养老机构床位"}


def test_figures_of_several_units_cannot_be_ordered_by_value(opened: Any) -> None:
    page = opened("region")
    table = page.locator("table.figures.held")
    assert table.locator("th.label button").count() <= 1
    for found in page.locator("table.figures:not([data-rankable])").all():
        assert found.locator("th.value button").count() == 0


def test_the_filter_hides_what_does_not_fit_and_a_link_shows_it_again(opened: Any) -> None:
    page = opened("region", PHONE)
    everything = page.locator("tbody tr:visible").count()
    page.get_by_label("筛选").fill("托位")
    shown = page.locator("table.figures tbody tr:visible:not(.group)").all_inner_texts()
    assert shown
    assert all("托位" in text for text in shown)
    assert page.locator(".filter output").inner_text().startswith("符合的数据")
    page.evaluate("location.hash = document.querySelector('tr[hidden] a[id]').id")
    page.wait_for_function("document.querySelector('.filter input').value === ''")
    assert page.locator("tbody tr:visible").count() == everything
