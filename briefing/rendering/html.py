"""Briefing → HTML through Jinja2. What a document says passes as data: escaped, with printable characters only."""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from briefing import fonts
from briefing.composition.page_model import Briefing, Imprint, Row
from briefing.errors import ConfigurationError
from briefing.machine.template_folder import own_templates, searched
from briefing.printing import periods
from briefing.printing.printable import printable
from briefing.rendering.decimal_points import padding

_CLOSING, _CLOSING_LINE, _CLOSING_WIDTH = 14, 25, 29  # of the block at the end: 29 characters of 14 points a line
_BEFORE_QUOTE = re.compile("(?<=[，；：、。）])(?=“)")
_CELL_END = re.compile(
    r"(?<=[^<>]{3})(?<![0-9.,])([0-9.,]*[^<>&;\s][^<>&;\s])"
    r"(?=(?:</span>)?</t[hd]>|<span class=.small.>|(?<=[\u4e00-\u9fff])</span></li>)"
)
_TEMPLATE_SUFFIXES = (".html", ".css", ".txt")
_SANS = ("heading1", "label")


def render_html(
    briefing: Briefing, templates: Path | None = None, *, standalone: bool = True, compact: bool = False
) -> str:
    """The briefing as one HTML page. `standalone`: for a browser, with screen styles; else for the PDF, whose tables
    and sources are set closer when `compact`.

    `templates` is looked in first, then the project's own. Raises ConfigurationError for a folder or template that is
    missing or broken.
    """
    page = render_page(
        f"{briefing.kind.value}.html",
        templates,
        standalone=standalone,
        briefing=briefing,
        compact=compact,
        created=f"{briefing.month}-01",
        script=Markup(_script()),
        script_hash=Markup(_source_hash(_script())),
    )
    return page if standalone else whole_ends(page)


def whole_ends(html: str) -> str:
    """The page with the last two characters of every cell kept together, a number before them too: where a cell's text
    goes to a new line, one character is no line."""
    return _CELL_END.sub(r'<span class="end">\1</span>', html)


def render_page(page: str, templates: Path | None = None, *, standalone: bool = True, **context: Any) -> str:
    """The template `page` with the fonts and what it is given. Raises ConfigurationError as `render_html` does."""
    environment = _environment(templates)
    try:
        template = environment.get_template(page)
        return template.render(fonts=_stacks(standalone=standalone), standalone=standalone, **context)
    except Exception as error:
        fault = _fault(error, page)
        if fault is None:
            raise
        raise ConfigurationError(f"{fault}，请改正，或去掉 --templates 使用自带模板。") from error


def _fault(error: Exception, page: str) -> str | None:
    """What is wrong with which line of which template, Jinja's words in brackets; None for no template's fault."""
    if isinstance(error, UnicodeDecodeError):
        return f"模板 {page} 或它引用的文件不是 UTF-8 文本"
    if isinstance(error, TemplateNotFound):
        return f"模板 {page} 引用的 {error.name} 不存在"
    if isinstance(error, TemplateSyntaxError):
        return f"模板 {error.filename or page} 第{error.lineno}行写法不对（{error.message}）"
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    lines = [(name, line) for name, line in frames if name.endswith(_TEMPLATE_SUFFIXES)]
    if lines and (isinstance(error, TemplateError) or frames[-1] == lines[-1]):
        name, line = lines[-1]
        what = "用了不存在的名称" if isinstance(error, UndefinedError) else "无法算出结果"
        return f"模板 {name} 第{line}行{what}（{error}）"
    return f"模板 {page} 有误（{error}）" if isinstance(error, TemplateError) else None


def _stacks(*, standalone: bool) -> dict[str, Markup]:
    """Font families by role, our own catalogue's names; a browser elsewhere also gets its generic family."""
    generic = {role: ", sans-serif" if role in _SANS else ", serif" for role in fonts.stacks()}
    return {role: Markup(stack + generic[role] * standalone) for role, stack in fonts.stacks().items()}


def drawings(briefing: Briefing) -> dict[str, str]:
    """The briefing's charts under the URLs that its page for the PDF refers to."""
    return {_drawing_url(figure.chart.svg): figure.chart.svg for figure in briefing.figures}


def _drawing_url(svg: str) -> str:
    return f"briefing:/{hashlib.sha256(svg.encode('utf-8')).hexdigest()[:16]}.svg"


def closing_height(imprint: Imprint) -> int:
    """Points of height that the closing block takes, the space above it included."""
    texts = [text for text in (imprint.report_to, imprint.send_to, imprint.issue_to) if text]
    return _CLOSING + _CLOSING_LINE * (1 + sum(math.ceil((len(text) + 2) / _CLOSING_WIDTH) for text in texts))


def breakable(text: str) -> Markup:
    """The text with a chance to break the line before an opening quotation mark, which Unicode's rules (UAX 14, class
    QU) glue to the comma before it; Chinese lines begin with one (GB/T 15834, 5.1.4)."""
    return Markup("<wbr>").join(_finalized(piece) for piece in _BEFORE_QUOTE.split(text))


def rankable(rows: Sequence[Row]) -> bool:
    """Whether a reader may order a table by its figures: one unit, nothing that may not be ranked."""
    facts = [row.fact for row in rows if row.fact and row.value]
    units = {fact.observation.unit for fact in facts}
    return len(units) == 1 and all(fact.indicator.sensitivity != "no_rank" for fact in facts)


@lru_cache(maxsize=1)
def _script() -> str:
    """The page's only script: it sorts and filters tables, and the page is whole without it."""
    return (own_templates() / "tables.js").read_text(encoding="utf-8")


def _source_hash(script: str) -> str:
    """A script's hash for a content security policy, which lets no other script run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=4)
def _environment(templates: Path | None) -> Environment:
    if templates is not None and not templates.is_dir():
        raise ConfigurationError(f"模板文件夹 {templates} 不存在，请检查 --templates。")
    environment = Environment(
        loader=FileSystemLoader(searched(templates), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        drawing=Markup,  # a chart's SVG, drawn by our own code from escaped labels
        drawing_url=_drawing_url,
        padding=padding,
        closing_height=closing_height,
        rankable=rankable,
        breakable=breakable,
        month=periods.label,
    )
    return environment


def _finalized(value: Any) -> Any:
    """What an expression prints: text only with characters that the fonts have; markup of ours as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return printable(value)
