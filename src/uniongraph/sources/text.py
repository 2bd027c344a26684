"""Plain text: the encoding found, the lines counted, nothing cleaned.

A byte-order mark is part of the encoding, not of the text: offsets start behind it. Lines end at LF, CR LF or CR.
"""

from __future__ import annotations

import codecs
import re

from uniongraph.errors import SourceError
from uniongraph.model import Line, Span

__all__ = ["decode", "is_marked", "split"]

_LINE_END = re.compile(r"\r\n|\n|\r")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["gb18030", "utf_16_le", "utf_16_be", "big5"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def is_marked(data: bytes) -> bool:
    """Say whether bytes begin with a byte-order mark."""
    return any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the characters and the name of the encoding they were found to be in.

    UTF-8 and byte-order marks prove themselves; anything else is left to charset-normalizer, which is asked
    only about the encodings in which Chinese documents are kept.
    """
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    try:
        content = _decode_as(data, marked, name) if marked else data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, name, error)
    if "\x00" in content and not marked:
        return _guess(data, name)
    if _CONTROL.search(content):
        raise SourceError("is binary: it holds control characters that no text has", source=name)
    return content, (marked or "utf-8").removesuffix("-sig")


def split(content: str) -> tuple[Line, ...]:
    """Return the lines of a text, without their ends, in one pass."""
    lines: list[Line] = []
    begin = 0
    for end in _LINE_END.finditer(content):
        lines.append(Line(len(lines) + 1, Span(begin, end.start())))
        begin = end.end()
    if begin < len(content) or not lines:
        lines.append(Line(len(lines) + 1, Span(begin, len(content))))
    return tuple(lines)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"begins with the mark of {encoding.removesuffix('-sig').upper()} but is not: "
            f"{error.reason} at byte {error.start}",
            source=name,
        ) from error


def _guess(data: bytes, name: str, error: UnicodeDecodeError | None = None) -> tuple[str, str]:
    """Return what the bytes say in the likeliest other encoding; ``error`` is why they are no UTF-8."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (rare path: most files are UTF-8)

    match = from_bytes(data, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    content = "" if match is None else str(match)
    if match is None or _CONTROL.search(content) or not _is_chinese(content):
        cut = (
            error is not None
            and error.reason == "unexpected end of data"
            and not data[: error.start].isascii()
        )
        raise SourceError(
            "cannot be decoded: it is UTF-8 that breaks off in the middle of its last character"
            if cut
            else "cannot be decoded: it is neither UTF-8 nor Chinese text in GB18030, UTF-16 or Big5",
            source=name,
        )
    return content, match.encoding.replace("_", "-")


def _is_chinese(content: str) -> bool:
    """Say whether a decoding looks like Chinese prose: bytes read in a wrong encoding seldom do."""
    visible = [character for character in content[:20_000] if not character.isspace()]
    common = sum(character in _COMMON for character in visible)
    return bool(visible) and common >= len(visible) * 0.05


_COMMON = frozenset(
    "關於決單個獎獲會的一是在有和中为会工年人大市关于表彰决定单位个案例先进奖名获各委等。，、：（）《》"
)
