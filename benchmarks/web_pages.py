"""How well web pages are read: the own reader against trafilatura and readability-lxml on sixteen layouts.

    python -m pip install trafilatura readability-lxml lxml_html_clean
    python -m benchmarks.web_pages

Every layout of benchmarks/layouts (made after real sites: portals, government sites, e-papers, WeChat, pages of the
nineties) carries every article. What is extracted from the page is held against what the plain text gives, as in
benchmarks.formats. Only the own reader knows where in the page's source a figure stands; the others give a new text.
"""

from __future__ import annotations

import html
import importlib.util
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from string import Template

from benchmarks.formats import GOLD, HERE, _complete, _quantity
from benchmarks.saving import body_html, headline_of
from briefing.documents import read_text
from briefing.errors import UnreadableInputError
from briefing.extraction import extract
from briefing.model import Observation

LAYOUTS = sorted((HERE / "layouts").glob("*.html"))
TABLE_FIGURES = 4  # of 09_table_inside, beyond the article's
Reader = Callable[[str], list[Observation]]


def main() -> None:
    paths = [*sorted((HERE / "articles").glob("*.txt")), *(HERE / "gold/documents" / f"{name}.txt" for name in GOLD)]
    articles = [path.read_text(encoding="utf-8") for path in paths]
    readers: dict[str, Reader] = {"own": _own}
    for name, module, reader in (
        ("trafilatura", "trafilatura", _trafilatura),
        ("readability", "readability", _readability),
    ):
        if importlib.util.find_spec(module):
            readers[name] = reader
        else:
            print(f"{name} is not installed")
    print(f"{'layout':<20}" + "".join(f"{name:>26}" for name in readers))
    sums = {name: [0, 0, 0, 0, 0.0] for name in readers}
    for layout in LAYOUTS:
        line = f"{layout.stem:<20}"
        for name, reader in readers.items():
            scores = _measure(layout, articles, reader)
            sums[name] = [a + b for a, b in zip(sums[name], scores, strict=True)]
            line += _shown(scores)
        print(line, flush=True)
    print(f"{'all':<20}" + "".join(_shown(sums[name]) for name in readers))
    pages = len(LAYOUTS) * len(articles)
    for name, total in sums.items():
        print(f"{name}: {total[4] / pages * 1000:.1f} ms a page")


def _shown(scores: list[float]) -> str:
    quantity, complete = (2 * scores[i] / scores[i + 1] if scores[i + 1] else 0.0 for i in (0, 2))
    return f"{f'quantity {quantity:.3f} all {complete:.3f}':>26}"


def _measure(layout: Path, articles: list[str], reader: Reader) -> list[float]:
    scores = [0.0] * 5
    for text in articles:
        expected = extract(read_text(text, "a")).observations
        page = filled(layout, text)
        begin = time.perf_counter()
        found = reader(page)
        scores[4] += time.perf_counter() - begin
        for level, key in enumerate((_quantity, _complete)):
            ours, theirs = Counter(map(key, found)), Counter(map(key, expected))
            extra = TABLE_FIGURES if layout.stem == "09_table_inside" else 0
            hits = (ours & theirs).total()
            tabled = min(extra, ours.total() - hits)  # the table's own figures, which the article has not
            scores[2 * level] += hits + tabled
            scores[2 * level + 1] += ours.total() + theirs.total() + extra
    return scores


def filled(layout: Path, text: str) -> str:
    """A layout with an article in it, in the markup that the layout's kind of site uses."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    escaped = [html.escape(line) for line in lines]
    rest = [html.escape(line) for line in lines if line != headline_of(text)]  # below the page's own headline
    p = body_html(text)
    forms = {
        "title": html.escape(headline_of(text)),
        "p": p,
        "text": html.escape(text),
        "div": "".join(f"<div>　　{line}</div>" for line in escaped),
        "divs": "".join(f'<div style="text-indent:2em">{line}</div>' for line in rest),
        "section": "".join(
            f'<section style="line-height:2"><p><span style="letter-spacing:1px">{line}</span></p></section><p><br></p>'
            for line in rest
        ),
        "br": "<BR><BR>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in escaped),
        "figure": p.replace("</p>", '</p><p align="center"><img src="a.jpg"></p><p>图为活动现场。某某摄</p>', 1),
        "word": "".join(_word_paragraph(line) for line in escaped),
    }
    return Template(layout.read_text(encoding="utf-8")).substitute(forms)


def _word_paragraph(line: str) -> str:
    """A paragraph pasted from Word: numbers in spans of their own."""
    spans = re.sub(r"\d+(?:\.\d+)?", lambda m: f'<span lang="EN-US">{m.group()}</span>', line)
    return f'<p class="MsoNormal" style="text-indent:32.0pt"><span>{spans}<o:p></o:p></span></p>'


def _own(page: str) -> list[Observation]:
    try:
        return extract(read_text(page, "a.html")).observations
    except UnreadableInputError:
        return []


def _trafilatura(page: str) -> list[Observation]:
    import trafilatura

    text = trafilatura.extract(page, include_tables=True, include_comments=False, favor_recall=True)
    return extract(read_text(text, "a")).observations if text else []


def _readability(page: str) -> list[Observation]:
    from readability import Document

    summary = Document(page).summary()
    return _own(summary) if re.search(r"\w", re.sub("<[^>]+>", "", summary)) else []


if __name__ == "__main__":
    main()
