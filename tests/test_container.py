"""ZIP containers: whatever they declare, nothing is written, little is unpacked, and one sentence says what is wrong."""

from __future__ import annotations

import struct
import time
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

import documents
from uniongraph import sources
from uniongraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOCX = documents.as_docx(["甲"])
BODY = "word/document.xml"


def rebuilt(changes: dict[str, bytes | None], *, more: dict[str, bytes] | None = None) -> bytes:
    """Return a Word document with some parts changed or left out (None), and others put in."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(DOCX)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = changes.get(part, source.read(part))
            if content is not None:
                target.writestr(part, content)
        for part, content in (more or {}).items():
            target.writestr(part, content)
    return made.getvalue()


def lying(size: int) -> bytes:
    """Return a document that says in its directory that its body holds ``size`` bytes, and holds 40 MB."""
    data = bytearray(rebuilt({BODY: b" " * 40_000_000}))
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        length = struct.unpack_from("<H", data, place + 28)[0]
        if data[place + 46 : place + 46 + length] == BODY.encode():
            struct.pack_into("<I", data, place + 24, size)
        place += 4
    return bytes(data)


def locked() -> bytes:
    """Return a document whose parts say that they are enciphered."""
    data = bytearray(DOCX)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = 0
        while (place := data.find(mark, place)) >= 0:
            data[place + flags] |= 1
            place += 4
    return bytes(data)


def xml(declaration: str, words: str) -> bytes:
    """Return the body of a document behind a declaration."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{name}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'
    )
    return (declaration + body).encode()


FETCH = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
WORKBOOK = {"xl/workbook.xml": b"<x/>"}
# the bytes, and the sentence; None where the document is read
CASES: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "a part of nothing": (lambda: rebuilt({}, more={"word/media/x.bin": bytes(60_000_000)}), "ZIP bomb"),
    "many parts of nothing": (lambda: rebuilt({}, more={f"x{n}": bytes(1_000_000) for n in range(40)}), "ZIP bomb"),
    "20,000 parts": (lambda: rebuilt({}, more={f"x{n}": b"" for n in range(20_000)}), "holds more than 10000 parts"),
    "a body that lies about its size": (lambda: lying(100), "is a damaged "),
    "a container in a container": (lambda: rebuilt({}, more={"word/embeddings/x.zip": DOCX}), None),
    "names that lead out": (lambda: rebuilt({}, more={"../../../tmp/x": b"x", "/etc/x": b"x", "C:\\x": b"x"}), None),
    "enciphered parts": (locked, "is locked with a password; save it without one first"),
    "half a container": (lambda: DOCX[: len(DOCX) // 2], "is a damaged ZIP container"),
    "no types": (lambda: rebuilt({"[Content_Types].xml": None}), "is a damaged DOCX"),
    "no relations": (lambda: rebuilt({"_rels/.rels": None}), "is a damaged DOCX"),
    "no body": (lambda: rebuilt({BODY: None}), "is a damaged DOCX"),
    "a body that is no XML": (lambda: rebuilt({BODY: b"\x00\x01"}), "is a damaged DOCX"),
    "a body of another kind": (lambda: rebuilt({BODY: b"<html/>"}), "is a damaged DOCX: it has no body"),
    "an entity from outside": (lambda: rebuilt({BODY: xml(FETCH, "&e;")}), "declares XML entities, which no DOCX may"),
    "a late declaration": (lambda: rebuilt({BODY: xml(f"<!--{'x' * 9000}-->{FETCH}", "甲&e;")}), "declares XML entities"),
    "entities of entities": (
        lambda: rebuilt({BODY: xml(f"<!--{'x' * 9000}--><!DOCTYPE x [<!ENTITY e0 'x'>{LAUGHS}]>", "&e11;")}), "declares XML entities",
    ),
    "entities in UTF-16": (
        lambda: rebuilt({BODY: xml('<?xml version="1.0" encoding="utf-16"?>' + FETCH, "&e;").decode().encode("utf-16")}),
        "declares XML entities",
    ),
    "entities in a relation": (lambda: rebuilt({"word/_rels/document.xml.rels": FETCH.encode() + b"<x>&e;</x>"}), "declares XML entities"),
    "a workbook": (lambda: rebuilt(dict.fromkeys(zipfile.ZipFile(BytesIO(DOCX)).namelist()), more=WORKBOOK), "is an XLSX workbook"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_container_is_read_or_told_why(case: str, tmp_path: Path) -> None:
    """Within seconds, in one sentence, and with nothing written anywhere."""
    make, sentence = CASES[case]
    path = tmp_path / "a.docx"
    path.write_bytes(make())
    begin = time.process_time()
    if sentence is None:
        assert sources.read(path).content == "甲\n"
    else:
        with pytest.raises(SourceError, match=sentence) as refused:
            sources.read(path)
        assert str(refused.value).startswith(f"{path}: ")
        assert "\n" not in str(refused.value)
    assert time.process_time() - begin < 5
    assert list(tmp_path.iterdir()) == [path]


# a file whose suffix says something else, and how it is read
DISGUISED = {
    "a.pdf": (DOCX, "wordprocessingml"),
    "b.docx": (documents.as_html(["甲"]), "text/html"),
    "c.docx": (documents.as_pdf(["甲"]), "application/pdf"),
    "d.html": (DOCX, "wordprocessingml"),
    "e.doc": ("甲\n".encode(), "text/plain"),
    "f.txt": (documents.as_pdf(["甲"]), "application/pdf"),
    "g.doc": (documents.as_html(["甲"]), "text/html"),
}


@pytest.mark.parametrize("name", DISGUISED)
def test_what_a_file_is_its_content_says(name: str, tmp_path: Path) -> None:
    """Offices give a page the suffix of a Word file, and a scan that of a text."""
    data, kind = DISGUISED[name]
    path = tmp_path / name
    path.write_bytes(data)
    text = sources.read(path)
    assert (text.content.strip(), kind in text.media_type) == ("甲", True)
