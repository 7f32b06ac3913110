"""Articles and tables saved as offices save them: web page, PDF, newspaper page, Word, workbook, mail, ZIP, scan."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from string import Template

_LAYOUTS = Path(__file__).resolve().parent / "layouts"
_PAGE_STYLE = (_LAYOUTS / "page.css").read_text(encoding="utf-8")
_NEWSPAPER_STYLE = (_LAYOUTS / "newspaper.css").read_text(encoding="utf-8")
_SITE = Template((_LAYOUTS / "01_site.html").read_text(encoding="utf-8"))

_DATED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日.*版")

Article = str
Rows = list[list[str]]


def headline_of(text: Article) -> str:
    """The first line that is not the head of a newspaper page (paper, date and page number)."""
    return next(line.strip() for line in text.splitlines() if line.strip() and not _DATED.search(line))


def body_html(text: Article) -> str:
    """The lines of an article as headline, lines of metadata, headings and paragraphs."""
    headline, parts = headline_of(text), []
    for number, line in enumerate(line.strip() for line in text.splitlines() if line.strip()):
        if line == headline:
            tag = "h1"
        elif number <= 2 and len(line) < 60 and "。" not in line and "、" not in line[:3]:
            tag = 'p class="meta"'
        else:
            tag = "h2" if len(line) < 30 and "。" not in line and line[0] != "（" else "p"
        parts.append(f"<{tag}>{html.escape(line)}</{tag.split()[0]}>")
    return "\n".join(parts)


def web_page(text: Article) -> bytes:
    """A page of a news site with its navigation, in GB18030 as many are."""
    page = _SITE.substitute(title=html.escape(headline_of(text)), p=body_html(text))
    return page.replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")


def markdown(text: Article) -> bytes:
    """Markdown with the title in its front matter."""
    headline = headline_of(text)
    lines = [line for line in text.splitlines() if line.strip() and line.strip() != headline]
    return f"---\ntitle: {headline}\n---\n\n".encode() + "\n\n".join(lines).encode()


def pdf(text: Article, style: str = _PAGE_STYLE) -> bytes:
    """A document of one column with running heads and page numbers."""
    import weasyprint

    return bytes(weasyprint.HTML(string=f"<style>{style}</style>{body_html(text)}").write_pdf())


def newspaper(text: Article) -> bytes:
    """A newspaper page: the article in four columns under its headline, another without figures below."""
    import weasyprint

    above, end, rest = body_html(text).partition("</h1>")
    other = "".join(f"<p>{_OTHER_NEWS}</p>" for _ in range(6))
    page = (
        f"<style>{_NEWSPAPER_STYLE}</style><article>{above}{end}<div class=columns>{rest}</div></article>"
        f"<article><h1>乡村夜校开课忙</h1><div class=columns>{other}</div></article>"
    )
    return bytes(weasyprint.HTML(string=page).write_pdf())


_OTHER_NEWS = (
    "夜幕降临，文化广场灯火通明，村民们放下农具走进课堂，学书法、练舞蹈、听讲座，"
    "热闹的笑声在山谷里回荡，日子越过越有滋味。"
)


def word(text: Article) -> bytes:
    """A Word document with heading styles."""
    import docx

    document = docx.Document()
    headline = headline_of(text)
    for line in (line for line in text.splitlines() if line.strip()):
        if line.strip() == headline:
            document.add_heading(line, level=1)
        else:
            document.add_paragraph(line)
    return _saved(document.save)


def mail(text: Article) -> bytes:
    """A mail with the article as plain text and as HTML."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "转发：请阅", "某科 <a@example.cn>", "b@example.cn"
    message["Date"] = "Tue, 24 Nov 2026 09:00:00 +0800"
    message.set_content(text, charset="utf-8", cte="base64")
    message.add_alternative(f"<html><body>{body_html(text)}</body></html>", subtype="html")
    return message.as_bytes()


def mail_with_word(text: Article) -> bytes:
    """A mail that only sends an attachment."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "报送材料", "某科 <a@example.cn>", "b@example.cn"
    message["Date"] = "Tue, 24 Nov 2026 09:00:00 +0800"
    message.set_content("请查收附件。\n")
    message.add_attachment(word(text), maintype="application", subtype="octet-stream", filename="材料.docx")
    return message.as_bytes()


def archive(text: Article) -> bytes:
    """A ZIP archive with the article in GB18030."""
    return _zip({"材料/文章.txt": text.encode("gb18030")})


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def scan(text: Article, form: str = "PNG") -> bytes:
    """A page printed and scanned at 200 dpi: grey, slightly crooked, with noise. Of several pages the first two."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image

    noise = np.random.default_rng(7)
    pages = []
    for page in pdfium.PdfDocument(pdf(text)):
        picture = page.render(scale=200 / 72).to_pil().convert("L").rotate(0.4, fillcolor=255)
        grey = np.asarray(picture).astype(float) + noise.normal(0, 8, (picture.height, picture.width)) - 6
        pages.append(Image.fromarray(grey.clip(0, 255).astype("uint8")))
    if form == "PDF":
        return _saved(lambda b: pages[0].save(b, "PDF", save_all=True, append_images=pages[1:], resolution=200))
    tall = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 255)
    position = 0
    for page in pages:
        tall.paste(page, (0, position))
        position += page.height
    return _saved(lambda buffer: tall.save(buffer, form))


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


ARTICLE_FORMATS: dict[str, Callable[[Article], bytes]] = {
    "text GB18030": lambda text: text.encode("gb18030"),
    "text UTF-16": lambda text: text.encode("utf-16"),
    "Markdown": markdown,
    "HTML page": web_page,
    "PDF": pdf,
    "PDF newspaper": newspaper,
    "Word": word,
    "mail": mail,
    "mail with Word": mail_with_word,
    "ZIP": archive,
}
SCAN_FORMATS: dict[str, Callable[[Article], bytes]] = {
    "PNG scan": scan,
    "JPEG scan": lambda text: scan(text, "JPEG"),
    "PDF scan": lambda text: scan(text, "PDF"),
}


def table_rows(raw: str) -> Rows:
    """The cells of a CSV text."""
    import csv

    return [row for row in csv.reader(raw.splitlines()) if row]


def workbook(rows: Rows) -> bytes:
    """A workbook: title merged across the table, numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表1"
    for row in rows:
        sheet.append([_number(cell) for cell in row])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    return _saved(book.save)


def _number(cell: str) -> str | float | None:
    try:
        return float(cell)
    except ValueError:
        return cell or None


def _split_title(rows: Rows) -> tuple[list[str], Rows]:
    titles = [row[0] for row in rows if sum(map(bool, row)) == 1]
    return titles, [row for row in rows if sum(map(bool, row)) > 1]


def word_table(rows: Rows) -> bytes:
    """A Word document: the title as a paragraph, then the table."""
    import docx

    titles, body = _split_title(rows)
    document = docx.Document()
    for title in titles:
        document.add_paragraph(title)
    table = document.add_table(rows=len(body), cols=len(body[0]))
    for line, row in zip(table.rows, body, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    return _saved(document.save)


def html_table(rows: Rows) -> str:
    """The table as HTML with its title above."""
    titles, body = _split_title(rows)
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in body)
    return "".join(f"<p class=meta>{html.escape(title)}</p>" for title in titles) + f"<table>{lines}</table>"


def web_table(rows: Rows) -> bytes:
    """The table in a page of a news site."""
    return _SITE.substitute(title=html.escape(rows[0][0]), p=html_table(rows)).encode()


def pdf_table(rows: Rows) -> bytes:
    """The table on a PDF page."""
    import weasyprint

    return bytes(weasyprint.HTML(string=f"<style>{_PAGE_STYLE}</style>{html_table(rows)}").write_pdf())


TABLE_FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "workbook": workbook,
    "Word table": word_table,
    "HTML table": web_table,
    "PDF table": pdf_table,
}
