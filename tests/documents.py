"""Documents of every format, made from texts: the same lines as HTML, DOCX and PDF, with real tables and numbering."""

from __future__ import annotations

import html
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, Table, TableStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["as_docx", "as_html", "as_pdf", "blocks_of", "docx_of", "drawn_pdf", "numbered_docx", "pdf_of"]

Block = str | list[list[str]]
"""A line, or the rows of a table."""
_FONT, _SIZE, _STEP, _MARGIN = "STSong-Light", 10, 16, 40
_HEIGHT = 842
_LATIN, _LATIN_FONT = "·", "Helvetica"
_PREFIXES = f'{nsdecls("w", "r")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_OFFICE = "application/vnd.openxmlformats-officedocument."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def blocks_of(text: str) -> list[Block]:
    """Return the lines of a text; rows that follow one another, parted by tabs or bars, become one table."""
    blocks: list[Block] = []
    for line in text.splitlines():
        bars = line.strip().startswith("|")
        if bars and not line.strip(" |-:"):
            continue
        if not bars and "\t" not in line.strip():
            blocks.append(line)
            continue
        row = [cell.strip() for cell in (line.strip().strip("|").split("|") if bars else line.split("\t"))]
        if blocks and isinstance(blocks[-1], list):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def as_html(
    blocks: Sequence[Block], *, head: str = '<meta charset="utf-8">', encoding: str = "utf-8"
) -> bytes:
    """Return a page: a paragraph for each line, an empty one for an empty line, a table for rows."""
    shown = "\n".join(map(_html_block, blocks))
    page = f"<!DOCTYPE html>\n<html><head>{head}<title>网站 首页</title></head>\n<body>\n{shown}\n</body></html>\n"
    return page.encode(encoding)


def _html_block(block: Block) -> str:
    if isinstance(block, str):
        return f"<p>{html.escape(block).replace(' ', '&#160;') or '<br>'}</p>"
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def as_docx(blocks: Sequence[Block]) -> bytes:
    """Return a Word document: a paragraph for each line, a table for rows."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=max(map(len, block)))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, words in zip(row.cells, cells, strict=False):
                cell.text = words
    return _saved(document)


def numbered_docx(items: Sequence[tuple[int | None, str]], levels: Sequence[tuple[str, str]]) -> bytes:
    """Return a Word document whose ordinals are Word's own: each item has a level or None, each level (numFmt, lvlText)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    shown = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{shown}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, words in items:
        paragraph = document.add_paragraph(words)
        if depth is not None:
            properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(properties))
    return _saved(document)


def docx_of(
    body: str, *, numbering: str = "", styles: str = "", header: str = "", parts: dict[str, str] | None = None
) -> bytes:
    """Return a Word document whose body is this XML (prefixes w, mc and r), with these lists, styles and other parts."""
    document = docx.Document()
    section = "<w:sectPr/>" if header else ""
    whole = parse_xml(f"<w:body {_PREFIXES}>{body}{section}</w:body>")
    document.element.replace(document.element.body, whole)
    for place, more in ((document.part.numbering_part.element, numbering), (document.styles.element, styles)):
        for each in reversed(parse_xml(f"<w:numbering {_PREFIXES}>{more}</w:numbering>")):
            place.insert(0, each)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for kind, content in (parts or {}).items():
        name = PackURI(f"/word/{kind}.xml")
        part = Part(name, f"{_OFFICE}wordprocessingml.{kind}+xml", content.encode(), document.part.package)
        document.part.relate_to(part, f"{_RELATIONS}{kind}")
    return _saved(document)


def _saved(document: Any) -> bytes:  # noqa: ANN401
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(
    blocks: Sequence[Block], *, width: float = 1400, password: str | None = None, packed: bool = True
) -> bytes:
    """Return a PDF in the Chinese font that every reader has, on pages so wide that no line is broken."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    file = BytesIO()
    page = canvas.Canvas(
        file, pagesize=(width, _HEIGHT), encrypt=password, invariant=1, pageCompression=packed
    )
    page.setFont(_FONT, _SIZE)
    y = _HEIGHT - _MARGIN
    for block in blocks:
        table = None if isinstance(block, str) else _ruled(block)
        needed = _STEP if table is None else table.wrapOn(page, width, _HEIGHT)[1] + _STEP
        if y - needed < _MARGIN:
            page.showPage()
            page.setFont(_FONT, _SIZE)
            y = _HEIGHT - _MARGIN
        if table is not None:
            table.drawOn(page, _MARGIN, y - needed + _STEP)
        elif isinstance(block, str) and block.strip():
            page.drawText(_printed(page, block, _MARGIN, y))
        y -= needed
    page.save()
    return file.getvalue()


def drawn_pdf(draw: Callable[[Any], None], **options: Any) -> bytes:  # noqa: ANN401
    """Return a PDF of the size A4, its pages drawn by a function that is given the canvas in the Chinese font."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    file = BytesIO()
    page = canvas.Canvas(file, pagesize=(595, _HEIGHT), invariant=1, **options)
    page.setFont(_FONT, _SIZE)
    draw(page)
    page.save()
    return file.getvalue()


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF with these objects, the first of which is its catalogue."""
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    ending = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + ending


def _printed(page: Any, line: str, x: float, y: float) -> Any:  # noqa: ANN401
    """Return a line to be drawn; the · that the Chinese font has not is taken from another, as programs do."""
    drawn = page.beginText(x, y)
    for words in re.split(f"([{_LATIN}]+)", line):
        drawn.setFont(_LATIN_FONT if words[:1] in _LATIN else _FONT, _SIZE)
        drawn.textOut(words)
    return drawn


class _Cell(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The words of a cell in both fonts."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def wrap(self, *_: float) -> tuple[float, float]:
        return len(self.words) * _SIZE, _SIZE

    def draw(self) -> None:
        self.canv.drawText(_printed(self.canv, self.words, 0, 0))


def _ruled(rows: list[list[str]]) -> Any:  # noqa: ANN401
    style = [("FONT", (0, 0), (-1, -1), _FONT, _SIZE), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    drawn = [[_Cell(cell) if _LATIN in cell else cell for cell in row] for row in rows]
    return Table(drawn, style=TableStyle(style))
