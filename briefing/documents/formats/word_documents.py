"""Word documents (.docx): paragraphs and tables in order, as a reader sees them once all changes are accepted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing.documents.extracted import Declared, Draft, Extracted, block_at
from briefing.documents.formats import plain
from briefing.documents.formats.zip_packages import CORE_PROPERTIES, open_package, refuse_unsafe_xml
from briefing.documents.pages.grids import GridCell, add_table, add_text_cells, is_data_grid
from briefing.errors import UnreadableInputError
from briefing.model import ParagraphKind

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table as WordTable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE, _VALUE = f"{_W}pPr/{_W}pStyle", f"{_W}val"
_DELETED = (f"{_W}del", f"{_W}moveFrom")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
_PARAGRAPH = f"{_W}p"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
# Heading 1 · 标题 1 · Title
_HEADING_STYLE = re.compile(r"(?:heading|标题|title)\b|标题", re.I)
_NO_TITLE = re.compile(r"\s*$|(?:word|wps)?\s*(?:文档|document)\s*\d*$|.*\.docx?$|untitled", re.I)
_TYPES = "[Content_Types].xml"
# application/vnd.ms-word.document.macroEnabled.main+xml · …wordprocessingml.template.main+xml
_OTHER_MAIN = re.compile(
    rb"application/vnd\.ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml"
    rb"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml"
)
_PLAIN_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MOST_PARAGRAPHS = 200_000
_CAPTION_LINES = 2


def read_word(data: bytes, name: str) -> Extracted:
    """The text of a Word document. Raises UnreadableInputError for broken, encrypted and unsafe files."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    with open_package(data, name) as package:
        refuse_unsafe_xml(package, name)
        names = package.namelist()
        if _TYPES not in names:
            raise UnreadableInputError(f"{name} 不是完整的 Word 文档，请用 Word 打开后重新保存。")
        plain_data = _without_macros(package, data)
    try:
        word = docx.Document(io.BytesIO(plain_data))
    except (PackageNotFoundError, KeyError, ValueError):
        raise UnreadableInputError(f"{name} 不是完整的 Word 文档，请用 Word 打开后重新保存。") from None
    reader = _WordReader()
    headings = _heading_styles(word)
    for item in word.iter_inner_content():
        if isinstance(item, docx.table.Table):
            reader.add_table(item)
        else:
            style = item._p.find(_STYLE)
            reader.add_paragraph(item._p, style is not None and style.get(_VALUE) in headings)
    found = reader.draft.finished()
    if CORE_PROPERTIES in names:
        _take_metadata(word, found)
    return found


def _without_macros(package: zipfile.ZipFile, data: bytes) -> bytes:
    """A document with macros, or a template, declared as a plain document, which is all that is read of it."""
    types = package.read(_TYPES)
    plain_types = _OTHER_MAIN.sub(_PLAIN_MAIN, types)
    if plain_types == types:
        return data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for member in package.infolist():
            if "vbaProject" not in member.filename:
                copy.writestr(member.filename, plain_types if member.filename == _TYPES else package.read(member))
    return buffer.getvalue()


class _WordReader:
    """Writes a document's paragraphs and tables into one text."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._captions: list[str] = []

    def add_paragraph(self, element: Any, heading: bool) -> None:
        """A paragraph; lines broken by hand are lines of their own, text boxes in it follow it."""
        if len(self.draft.blocks) > _MOST_PARAGRAPHS:
            raise UnreadableInputError("文档段落过多，已放弃，请拆分后再放入。")
        text, boxes = _text_of(element)
        for line in text.splitlines():
            self._add_line(line, ParagraphKind.HEADING if heading else None)
        for box in boxes:
            for inner in box.iter(_PARAGRAPH):
                self.add_paragraph(inner, heading=False)

    def _add_line(self, line: str, kind: ParagraphKind | None) -> None:
        start, _ = self.draft.raw.add(line)
        self.draft.raw.add("\n")
        found = [block_at(block, start, kind) for block in plain.blocks(line)]
        self.draft.blocks.extend(found)
        self._captions = [*self._captions, *(block.text for block in found)][-_CAPTION_LINES:]

    def add_table(self, table: WordTable) -> None:
        """A table of figures as such; one that only lays out a page as text, cell by cell."""
        cells = list(_cells(table, len(self.draft.tables) + 1))
        if not is_data_grid(cells):
            add_text_cells(self.draft, cells)
            return
        caption = "\n".join(line for line in self._captions if len(line) <= 50)
        add_table(self.draft, cells, caption)
        self._captions = []


def _text_of(element: Any) -> tuple[str, list[Any]]:
    """The text of a paragraph's element without deleted text, and the text boxes in it."""
    parts: list[str] = []
    boxes: list[Any] = []
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in _DELETED or child.tag == _FALLBACK:
            continue
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        else:
            waiting.append(iter(child))
    return "".join(parts), boxes


def _cells(table: WordTable, number: int) -> Iterator[GridCell]:
    """The cells of a table with their spans; a merged cell once."""
    from openpyxl.utils import get_column_letter

    seen: dict[Any, list[int]] = {}
    for row_index, row in enumerate(table.rows):
        column_index = row.grid_cols_before
        for cell in row.cells:
            span = seen.get(cell._tc)
            if span is None:
                seen[cell._tc] = [row_index, column_index, row_index, column_index]
            else:
                span[2], span[3] = max(span[2], row_index), max(span[3], column_index)
            column_index += 1
    for element, (row_index, column_index, last_row, last_column) in seen.items():
        lines = (_text_of(p)[0] for p in element.iter(_PARAGRAPH))
        yield GridCell(
            "\n".join(lines).strip(),
            row_index,
            column_index,
            last_row - row_index + 1,
            last_column - column_index + 1,
            f"表{number}!{get_column_letter(column_index + 1)}{row_index + 1}",
        )


def _heading_styles(word: WordFile) -> frozenset[str]:
    """Identifiers of the styles for titles and headings."""
    try:
        return frozenset(style.style_id for style in word.styles if _HEADING_STYLE.match(style.name or ""))
    except (AttributeError, KeyError, ValueError):
        return frozenset()


def _take_metadata(word: WordFile, found: Extracted) -> None:
    properties = word.core_properties
    title = (properties.title or "").strip()
    if title and not _NO_TITLE.match(title):
        found.fields["title"] = Declared(title, "Word 文档属性（标题）")
    author = (properties.author or "").strip()
    if author and author.lower() not in ("python-docx", "user", "administrator", "microsoft"):
        found.fields["author"] = Declared(author, "Word 文档属性（作者）")
    dates = [moment.date() for moment in (properties.created, properties.modified) if moment is not None]
    found.not_after = max(dates, default=None)
