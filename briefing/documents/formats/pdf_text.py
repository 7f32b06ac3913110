"""PDF files: the text layer with the place of every character, and pages that are pictures of text.

Read with PDFium (pypdfium2): fast, and it runs no script and follows no link unless asked to, which is never done.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from briefing.documents.extracted import Declared, Extracted
from briefing.documents.pages.grids import GridCell, is_data_grid
from briefing.documents.pages.page_layout import lay_out
from briefing.documents.pages.printed import PrintedPage, PrintedTable, Stretch
from briefing.documents.pages.ruled import Rule, RuledCell, ruled_tables, rules_of
from briefing.errors import UnreadableInputError
from briefing.model import Box

MOST_PAGES = 1000
_FEWEST_CHARACTERS = 20  # a page with fewer, and a picture on most of it, is a scan
_PICTURE_SHARE = 0.4
_SCALE = 200 / 72  # resolution at which scanned pages are drawn, in pixels a point
_LARGEST_SIDE = 6000  # pixels
_NEW_LINE = 0.4  # a character so far off the line begins another stretch, in type sizes
_NEW_STRETCH = 1.2  # a gap as wide as this too
_DATE = re.compile(r"D:(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
# Microsoft Word - 通知.docx · 未命名 · 文档1: what programs call a file, no title
_NO_TITLE = re.compile(
    r"\s*$|Microsoft \w+|.*\.(?:docx?|wps|xlsx?|pptx?|indd|pdf|html?|tmp)$"
    r"|(?:未命名|无标题|untitled|文档|document)\s*\d*$",
    re.I,
)
_LOCKED = (4, 5)  # PDFium's error codes: password, security scheme


def read_pdf(data: bytes, name: str) -> Extracted:
    """The text of a PDF file. Raises UnreadableInputError for encrypted, broken, empty and endless files."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", 0) in _LOCKED
        reason = "有密码或加密，请先解除密码另存一份再放入" if locked else "已损坏或不完整，请重新下载或重新导出"
        raise UnreadableInputError(f"{name} 这份 PDF {reason}。") from None
    count = len(document)
    if count == 0:
        raise UnreadableInputError(f"{name} 这份 PDF 没有页面，请重新导出。")
    if count > MOST_PAGES:
        raise UnreadableInputError(f"{name} 有 {count} 页，超过 {MOST_PAGES} 页的上限，请拆出需要的部分再放入。")
    pages, scanned, unread = [], [], []
    for index in range(count):
        try:
            page = document[index]
            stretches, characters = _stretches(page)
            is_scan = characters < _FEWEST_CHARACTERS and _is_picture(page)
        except pdfium.PdfiumError:
            unread.append(index + 1)
            continue
        if is_scan:
            scanned.append(index)
        width, height = page.get_size()
        pages.append(PrintedPage(index + 1, width, height, tuple(stretches)))
    if unread and not pages:
        raise UnreadableInputError(f"{name} 这份 PDF 的页面都已损坏，请重新下载或重新导出。")
    notes = [f"第{'、'.join(map(str, unread))}页已损坏，没有读入。"] if unread else []
    if scanned:
        pages = _with_recognised(document, pages, scanned, name, notes)
    found = lay_out(pages).finished()
    found.notes = notes
    _take_metadata(document.get_metadata_dict(), found)
    return found


def _stretches(page: Any) -> tuple[list[Stretch], int]:
    """The stretches of a page's text layer, tables among them, and how many characters they hold."""
    characters = list(_characters(page, page.get_textpage()))
    stretches: list[Stretch] = []
    rest = characters
    if characters:
        for cells in ruled_tables(_rules(page)):
            table, others = _table(cells, rest)
            if table is not None:
                stretches.append(table)
                rest = others
    current: list[_Character] = []
    for character in rest:
        if current and _begins_stretch(current[-1], character):
            stretches.append(_stretch(current))
            current = []
        elif current and _is_overprint(current, character):
            continue
        current.append(character)
    if current:
        stretches.append(_stretch(current))
    return [stretch for stretch in stretches if stretch.text.strip()], len(characters)


def _rules(page: Any) -> list[Rule]:
    """The lines drawn on a page, y downwards; a turned page's are left out."""
    import pypdfium2.raw as raw

    if page.get_rotation():
        return []
    left, bottom, right, top = page.get_mediabox()
    boxes = []
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        x0, y0, x1, y1 = shape.get_bounds()
        boxes.append((x0 - left, top - y1, x1 - left, top - y0))
    return rules_of(boxes, right - left, top - bottom)


def _table(cells: list[RuledCell], characters: list[_Character]) -> tuple[Stretch | None, list[_Character]]:
    """The table of figures that stands in ruled cells, and the characters outside it; None when it is no such table."""
    inside: dict[RuledCell, list[_Character]] = {cell: [] for cell in cells}
    outside: list[_Character] = []
    for character in characters:
        x, y = (character.left + character.right) / 2, character.base - 0.3 * character.size
        cell = next((c for c in cells if c.box[0] <= x <= c.box[2] and c.box[1] <= y <= c.box[3]), None)
        (outside if cell is None else inside[cell]).append(character)
    grid = [
        GridCell(_cell_text(found), cell.row, cell.column, cell.rows, cell.columns) for cell, found in inside.items()
    ]
    if not is_data_grid(grid):
        return None, characters
    boxes: list[Box] = [
        (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
        for left, top, right, bottom in (cell.box for cell in cells)
    ]
    text = "　".join(cell.text for cell in grid if cell.text)
    sizes = sorted(character.size for found in inside.values() for character in found)
    edges = [[box[i] for box in boxes] for i in range(4)]
    size = sizes[len(sizes) // 2]
    table = PrintedTable(tuple(grid), tuple(boxes))
    return Stretch(text, min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]), size, table=table), outside


def _cell_text(characters: list[_Character]) -> str:
    """The text of a cell, its lines joined."""
    lines: list[list[_Character]] = []
    for character in sorted(characters, key=lambda c: (round(c.base), c.left)):
        if lines and abs(lines[-1][-1].base - character.base) <= _NEW_LINE * character.size:
            lines[-1].append(character)
        else:
            lines.append([character])
    return "".join(_stretch(sorted(line, key=lambda c: c.left)).text for line in lines)


class _Character:
    """A character with its place on the page, y downwards."""

    __slots__ = ("base", "bottom", "left", "right", "size", "text", "top")

    def __init__(self, text: str, left: float, right: float, base: float, size: float) -> None:
        self.text, self.left, self.right, self.base, self.size = text, left, right, base, size
        self.top, self.bottom = base - 0.85 * size, base + 0.15 * size


def _characters(page: Any, text: Any) -> Iterator[_Character]:
    """The printed characters of a text layer; what PDFium adds between them, and slanted stamps, are left out."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    turn = page.get_rotation()
    media = page.get_mediabox()
    width, height = media[2] - media[0], media[3] - media[1]
    position, total = 0, text.count_chars()
    while position < total:
        index, position = position, position + 1
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code < 32 or code in (0xFFFE, 0xFFFF):
            continue
        if 0xD800 <= code <= 0xDBFF and position < total:  # a surrogate pair
            low = raw.FPDFText_GetUnicode(text, position)
            if not 0xDC00 <= low <= 0xDFFF:
                continue
            code, position = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), position + 1
        elif 0xD800 <= code <= 0xDFFF:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        along, across = _turned(matrix.a, matrix.b, turn)
        if abs(across) > 0.2 * abs(along):
            continue  # a stamp or watermark set at a slant
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        if not 1 < size < 400:
            size = max(1.0, abs(box.top - box.bottom) * 0.75)
        left, base = _placed(x.value - media[0], y.value - media[1], turn, width, height)
        right, _ = _placed(box.right - media[0], box.top - media[1], turn, width, height)
        if turn:
            right = left + size
        yield _Character(chr(code), left, max(right, left), base, size)


def _turned(a: float, b: float, turn: int) -> tuple[float, float]:
    return {90: (b, -a), 180: (-a, -b), 270: (-b, a)}.get(turn, (a, b))


def _placed(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """A point of the sheet as the page shows it, y downwards."""
    return {90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}.get(turn, (x, height - y))


def _begins_stretch(before: _Character, character: _Character) -> bool:
    size = max(before.size, character.size)
    if abs(character.base - before.base) > _NEW_LINE * size:
        return True
    gap = character.left - before.right
    return gap > _NEW_STRETCH * size or gap < -1.5 * size


def _is_overprint(current: list[_Character], character: _Character) -> bool:
    """The same character printed again a hair's breadth aside: bold type of the poor."""
    return any(
        other.text == character.text and abs(other.left - character.left) < 0.2 * character.size
        for other in current[-2:]
    )


def _stretch(characters: list[_Character]) -> Stretch:
    text = characters[0].text
    for before, character in pairwise(characters):
        latin = before.text.isascii() and character.text.isascii()
        apart = character.left - before.right > 0.25 * character.size
        text += (" " if latin and apart and " " not in (before.text, character.text) else "") + character.text
    sizes = sorted(character.size for character in characters)
    return Stretch(
        text.strip(),
        characters[0].left,
        min(character.top for character in characters),
        max(character.right for character in characters),
        max(character.bottom for character in characters),
        sizes[len(sizes) // 2],
    )


def _is_picture(page: Any) -> bool:
    """Whether one picture covers most of the page, or many strips of one do."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > _PICTURE_SHARE * width * height)


def _with_recognised(
    document: Any, pages: list[PrintedPage], scanned: list[int], name: str, notes: list[str]
) -> list[PrintedPage]:
    """Pages with the text of scanned ones recognised; without the recogniser they are left out and noted."""
    from briefing.documents.formats import recognition

    if not recognition.is_available():
        if len(scanned) == len(pages):
            raise UnreadableInputError(f"{name} 是扫描件，没有文字层；{recognition.REMEDY}。")
        numbers = "、".join(str(index + 1) for index in scanned)
        notes.append(f"第{numbers}页是扫描的图片，没有读入；{recognition.REMEDY}。")
        return pages
    result = []
    for page in pages:
        if page.number - 1 in scanned:
            width, height = page.width, page.height
            scale = min(_SCALE, _LARGEST_SIDE / max(width, height))
            picture = document[page.number - 1].render(scale=scale).to_numpy()
            page = PrintedPage(page.number, width, height, recognition.recognise(picture, scale))
        result.append(page)
    notes.append(recognition.caveat([s for page in result for s in page.stretches]))
    return result


def _take_metadata(fields: dict[str, str], found: Extracted) -> None:
    title = fields.get("Title", "").strip()
    if title and not _NO_TITLE.match(title):
        found.fields["title"] = Declared(title, "PDF 属性（标题）")
    author = fields.get("Author", "").strip()
    if author:
        found.fields["author"] = Declared(author, "PDF 属性（作者）")
    dates = [day for key in ("CreationDate", "ModDate") if (day := _date(fields.get(key, ""))) is not None]
    found.not_after = max(dates, default=None)


def _date(text: str) -> date | None:
    match = _DATE.match(text)
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None
