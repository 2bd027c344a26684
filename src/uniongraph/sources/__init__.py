"""From a file to a Text: the bytes hashed, the characters found, the lines counted, nothing cleaned afterwards.

What a file is, its first bytes say; its suffix counts only where they say nothing (plain text, Markdown). Of a plain
text the characters are the file's own: a byte-order mark is part of the encoding, lines end at LF, CR LF or CR. From
any other format they are extracted, by one contract:

* A paragraph is a line, and so is each part of it between forced breaks. A printed line of a PDF is a line.
* A row of a table is a line, its cells parted by one tab. An empty cell is nothing between tabs; a cell over several
  columns stands once, a cell over several rows stands in the first. What ends a line in a cell, and what parts the
  cells of a table in a cell, is two spaces. A table that only places things on the page is no table (layout).
* Ordinals made by Word or by a browser stand before the line as they are shown, the gap behind them as one space;
  bullets are no ordinals and are left out.
* Of DOCX: what was deleted or hidden, comments, headers and footers are left out, insertions kept; of a field its
  result; a text box follows the paragraph it is anchored in; foot- and endnotes stand after the last line.
* Of HTML: what a browser does not show is left out, white space is collapsed as it does (a line end between two
  Chinese characters is nothing, CSS Text 3), pronunciations (rt) are left out. Style sheets are not applied: what an
  element itself hides is hidden. Nothing is run or fetched.
* Of PDF: running headers and page numbers cannot be told from the text and stay. Words that stand apart as columns
  keep two spaces or more between them. A page is turned until its words are upright; what then stands askew (a
  watermark) is left out. A file in which a page is a picture of words is refused, and the page named.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from uniongraph.errors import SourceError
from uniongraph.model import Text
from uniongraph.sources.folder import open_file, printable
from uniongraph.sources.text import decode, split

__all__ = ["MAX_BYTES", "MAX_CONTAINER", "decode", "read", "split"]

MAX_BYTES = 16 * 1024 * 1024
"""The longest decisions with thousands of names stay under 1 MB; what is larger is not one document."""
MAX_CONTAINER = 64 * 1024 * 1024
"""A PDF or DOCX may hold pictures (seals, photographs) besides the text."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTAINERS = (b"%PDF-", _ZIP, _OLE, b"{\\rtf")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
_PDF_WITHIN = 1024
"""A PDF may begin with other bytes, as many made by web servers do."""
_WORD_WITHIN = 512
_HEADERS = 4096
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OFFICE = {
    ".doc": "application/msword",
    ".wps": "application/msword",
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".xml": "application/xml",
}
_WORD_XML = b'<?mso-application progid="Word.Document"?>'
"""What Word 2003 writes into its XML."""


class _Found(NamedTuple):
    """What was taken out of a file."""

    media_type: str
    content: str
    encoding: str = "utf-8"
    extractor: str | None = None


def read(path: Path | str) -> Text:
    """Return the text of one file of any known format, its bytes hashed and its lines counted.

    Raises SourceError, one sentence with the path, where the file is missing, a folder, unreadable, empty, too large
    (MAX_BYTES of text, MAX_CONTAINER of any other), damaged, locked, without text, or in no format that is known.
    """
    name = printable(str(path))
    data = _bytes(Path(path), name)
    found = _extract(data, Path(path).suffix.lower(), name)
    if not found.content.strip():
        raise SourceError("is empty: it holds no characters but white space", source=name)
    return Text(
        name=name,
        media_type=found.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=found.encoding,
        content=found.content,
        lines=split(found.content),
        extractor=found.extractor,
    )


def _extract(data: bytes, suffix: str, name: str) -> _Found:
    """Ask the reader of the format; each is loaded only where it is needed."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        from uniongraph.sources import pdf  # noqa: PLC0415

        return _Found("application/pdf", pdf.extract(data, name), extractor="pdfplumber")
    if data.startswith(_ZIP):
        from uniongraph.sources import container  # noqa: PLC0415

        kind = container.kind_of(data, name)
        return _word(data, name) if kind == "docx" else _old(data, ".odt", name)
    if data.startswith(_OLE):
        return _old(data, ".wps" if suffix == ".wps" else ".doc", name)
    if data.startswith(b"{\\rtf"):
        return _old(data, ".rtf", name)
    if data.lstrip().startswith(b"<?xml") and _WORD_XML in data[:_WORD_WITHIN]:
        return _old(data, ".xml", name)
    if data.startswith(_PICTURES):
        raise SourceError(
            "is a picture, not a text; its characters must be recognised (OCR) first", source=name
        )
    return _characters(data, suffix, name)


def _characters(data: bytes, suffix: str, name: str) -> _Found:
    if b"multipart/" in data[:_HEADERS]:
        from uniongraph.sources import mhtml  # noqa: PLC0415

        if mhtml.looks_like(data):
            content, encoding = mhtml.extract(data, name)
            return _Found("multipart/related", content, encoding, "lxml")
    if b"<" in data and _is_html(data, suffix):
        from uniongraph.sources import html  # noqa: PLC0415

        content, encoding = html.extract(data, name)
        return _Found("text/html", content, encoding, "lxml")
    content, encoding = decode(data, name)
    if suffix in {".md", ".markdown"}:
        from uniongraph.sources import markdown  # noqa: PLC0415

        return _Found("text/markdown", markdown.extract(content, name), encoding, "markdown-it-py")
    return _Found("text/plain", content, encoding)


def _is_html(data: bytes, suffix: str) -> bool:
    from uniongraph.sources import html  # noqa: PLC0415

    return html.looks_like(data, suffix)


def _word(data: bytes, name: str) -> _Found:
    from uniongraph.sources import docx  # noqa: PLC0415

    return _Found(_DOCX, docx.extract(data, name), extractor="python-docx")


def _old(data: bytes, suffix: str, name: str) -> _Found:
    from uniongraph.sources import container, office  # noqa: PLC0415

    made = office.as_docx(data, suffix, name)
    container.kind_of(made, name)
    return _word(made, name)._replace(media_type=_OFFICE[suffix], extractor="LibreOffice, python-docx")


def _bytes(path: Path, name: str) -> bytes:
    try:
        with open_file(path) as file:
            data = file.read(MAX_BYTES + 1)  # its size may be a lie, as that of /proc/self/mem
            limit = MAX_CONTAINER if data.startswith(_CONTAINERS) else MAX_BYTES
            if limit > MAX_BYTES:
                data += file.read(limit - MAX_BYTES)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", source=name) from error
    if not data:
        raise SourceError("is empty", source=name)
    if len(data) > limit:
        raise SourceError(
            f"holds more than {limit // 1_048_576} MiB; that is no single decision", source=name
        )
    return data
