"""ZIP containers, looked over before anything is inflated: what they are, how large they would grow."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from io import BytesIO
from typing import IO, Final
from xml.parsers import expat

from uniongraph.errors import SourceError

__all__ = ["MAX_INFLATED", "kind_of"]

MAX_INFLATED: Final = 256 * 1024 * 1024
"""What all parts together may hold: a long decision with scanned seals stays far below."""
_MAX_XML: Final = 64 * 1024 * 1024
_MAX_PARTS: Final = 10_000
_MAX_RATIO: Final = 250
"""Repetitive XML shrinks some 30 times, a bomb 1000 times; what is below _SMALL may shrink as it likes."""
_SMALL: Final = 8 * 1024 * 1024
_ENCRYPTED: Final = 1
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_CHUNK: Final = 1 << 16
_KINDS: Final = (
    ("word/", "docx"),
    ("xl/", "an XLSX workbook"),
    ("ppt/", "a PPTX presentation"),
    ("OFD.xml", "an OFD document"),
)


def kind_of(data: bytes, name: str) -> str:
    """Return ``docx`` or ``odt``, after the sizes that the parts declare, which no reader exceeds, were added up.

    Raises SourceError where the container is damaged, locked, a bomb, or holds another thing than a text.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            parts = container.infolist()
            _check(parts, len(data), name)
            names = [part.filename for part in parts]
            mimetype = container.read("mimetype")[:100] if "mimetype" in names else b""
            if mimetype.startswith(_ODT):  # whose older manifests name a document type
                return "odt"
            _check_entities(container, parts, name)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise SourceError(f"is a damaged ZIP container (DOCX): {error}", source=name) from error
    kind = next((kind for begin, kind in _KINDS if any(each.startswith(begin) for each in names)), None)
    if kind == "docx":
        return kind
    what = kind or "a ZIP container without a text (no DOCX and no ODT)"
    raise SourceError(f"is {what}; save it as DOCX, PDF or plain text first", source=name)


def _check(parts: list[zipfile.ZipInfo], size: int, name: str) -> None:
    inflated = sum(part.file_size for part in parts)
    xml = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > _MAX_PARTS:
        raise SourceError(f"holds more than {_MAX_PARTS} parts; that is no document", source=name)
    if inflated > MAX_INFLATED or xml > _MAX_XML or (inflated > _SMALL and inflated > size * _MAX_RATIO):
        raise SourceError(
            f"would grow from {size:,} bytes to {inflated:,} when it is unpacked; that is no document but a ZIP bomb",
            source=name,
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise SourceError("is locked with a password; save it without one first", source=name)


def _check_entities(container: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with container.open(part) as file:
                if _declares(file):
                    raise SourceError("declares XML entities, which no DOCX may", source=name)


def _declares(file: IO[bytes]) -> bool:
    """Say whether XML has a document type declaration, in any encoding and behind comments of any length."""
    met: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: met.append(True)
    parser.StartElementHandler = lambda *_: met.append(False)
    with contextlib.suppress(expat.ExpatError):  # what is no XML, its own reader will tell
        while not met and (chunk := file.read(_CHUNK)):
            parser.Parse(chunk)
    return bool(met) and met[0]
