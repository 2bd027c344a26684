"""HTML (web pages as saved): what a browser shows, line by line.

lxml and not selectolax: both are kept up, but lxml is needed for DOCX anyway and says where it gave up, so that no
page is cut short in silence. Nothing is executed and nothing fetched: the parser gets bytes and no network.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, Final

from uniongraph.errors import SourceError
from uniongraph.sources import layout, ordinals, text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["decode", "extract", "looks_like"]

_MARKUP: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:(?><!--.{0,2000}?-->)\s*+)*+(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins; possessive, because many comments could be parted in countless ways."""
_TAG: Final = re.compile(rb"<[a-z!/][^<]*>", re.IGNORECASE)
_CHARSET: Final = re.compile(
    rb"<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,24})",
    re.IGNORECASE,
)
_HEAD: Final = 4096
_CHARSETS: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **{"big5": "big5", "big5-hkscs": "big5hkscs"},
}
"""The encodings in which a page may say it is; any other word (iso-8859-1, utf-16) is not to be trusted in a Chinese page."""
_SILENT: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "select",
        "datalist",
        "textarea",
        "button",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "map",
        "rt",
        "rp",
        "input",
        "dialog",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_BLANK: Final = re.compile("[ \t\n\r\f]+")
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’"
_BREAK_IN_WORDS: Final = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}])")
_LIST_FORMS: Final = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "decimal-leading-zero": "decimalZero",
    "cjk-decimal": "ideographDigital",
    **dict.fromkeys(("none", "disc", "circle", "square"), "none"),
}
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_WIDEST_SPAN: Final = 1000
"""The largest rowspan and colspan that browsers follow."""
_MOST_CELLS: Final = 1_000_000
"""What one table may hold, with the places that its cells cover in the rows below."""
_PLACES: Final = {"thead": 0, "tbody": 1, "tr": 1, "tfoot": 2}
_TOO_DEEP: Final = "depth"


def looks_like(data: bytes, suffix: str) -> bool:
    """Say whether a file is HTML: it begins as a page does, or is named one and holds a tag."""
    return _MARKUP.match(data) is not None or (
        suffix in {".html", ".htm", ".xhtml"} and _TAG.search(data) is not None
    )


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the characters and their encoding: what the bytes prove (a mark, UTF-8), the page's own word, what is found.

    UTF-8 comes before the page's word: whoever saves a page writes it in UTF-8 and leaves the word as it was.
    """
    declared = _CHARSET.search(data[:_HEAD])
    charset = _CHARSETS.get(declared[1].decode("ascii").lower()) if declared else None
    if charset is not None and not text.is_marked(data) and not _is_utf_8(data):
        with contextlib.suppress(UnicodeDecodeError):  # the page says wrongly what it is in, as many do
            return data.decode(charset), charset
    return text.decode(data, name)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def extract(data: bytes, name: str) -> tuple[str, str]:
    """Return the text that a browser shows, and the encoding of the page."""
    from lxml import etree  # noqa: PLC0415 (only where there is HTML)

    markup, encoding = decode(data, name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.replace("\x00", "").encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"is HTML that cannot be parsed: {error.msg}", source=name) from error
    if any(_TOO_DEEP in entry.message.lower() for entry in parser.error_log):
        raise SourceError("is HTML with elements nested deeper than any page has", source=name)
    if root is None:
        return "", encoding
    try:
        return layout.content_of(_Page().lines_of(root)), encoding
    except SourceError as error:
        raise SourceError(error.message, source=name) from None


class _Page:
    """The lines of one element and of all that is shown in it; a new one is made for each cell of a table."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.ends_blank = True

    def lines_of(self, element: Any) -> list[str]:  # noqa: ANN401 (lxml has no types)
        """Return the lines below an element."""
        self._inside(element)
        self._end()
        return self.lines

    def _write(self, words: str | None, *, kept: bool) -> None:
        if not words:
            return
        if kept:
            *whole, rest = words.replace("\r\n", "\n").split("\n")
            for line in whole:
                self.words.append(line)
                self._end(always=True)
            self.words.append(rest)
            self.ends_blank = False
            return
        words = _BLANK.sub(" ", _BREAK_IN_WORDS.sub("", words))
        if self.ends_blank:
            words = words.removeprefix(" ")
        if words:
            self.words.append(words)
            self.ends_blank = words.endswith(" ")

    def _end(self, *, always: bool = False) -> None:
        line = "".join(self.words).rstrip(" ")
        if line or always:
            self.lines.append(line)
        self.words.clear()
        self.ends_blank = True

    def _inside(self, element: Any, *, kept: bool = False) -> None:  # noqa: ANN401
        self._write(element.text, kept=kept)
        for child in element:
            self._show(child, kept=kept)
            self._write(child.tail, kept=kept)

    def _show(self, element: Any, *, kept: bool) -> None:  # noqa: ANN401
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or _is_hidden(element):
            return
        if tag == "br":
            self._end(always=True)
        elif tag == "table":
            self._end()
            self.lines += layout.table_lines(_rows(element))
        elif tag in _BLOCKS:
            self._end()
            if tag == "li":
                self._write(_ordinal(element), kept=False)
            self._inside(element, kept=kept or tag == "pre")
            self._end()
        else:
            self._inside(element, kept=kept)


def _is_hidden(element: Any) -> bool:  # noqa: ANN401
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _rows(table: Any) -> list[list[list[str]]]:  # noqa: ANN401
    """Return the cells of each row; a cell over several rows is empty in all but the first, over columns it stands once."""
    rows = [[_Page().lines_of(caption)] for caption in table.findall("caption")]
    covered: dict[int, tuple[int, int]] = {}
    """The cells of rows above that reach down to this one, by their column: how wide, and how many rows yet."""
    count = 0
    for row in _table_rows(table):
        cells: list[list[str]] = []
        column = 0
        begun: dict[int, tuple[int, int]] = {}
        for cell in row:
            if cell.tag not in {"td", "th"} or _is_hidden(cell):
                continue
            column = _pass_covered(covered, column, cells)
            cells.append(_Page().lines_of(cell))
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if high > 1:
                begun[column] = wide, high
            column += wide
        _pass_covered(covered, column, cells)
        covered = {at: (wide, left - 1) for at, (wide, left) in (covered | begun).items() if left > 1}
        rows.append(cells)
        count += len(cells)
        if count > _MOST_CELLS:
            raise SourceError(f"holds a table of more than {_MOST_CELLS:,} cells; that is no document")
    return rows


def _pass_covered(covered: dict[int, tuple[int, int]], column: int, cells: list[list[str]]) -> int:
    """Return the next free column; each cell above that reaches down before it leaves an empty cell."""
    while column in covered:
        cells.append([])
        column += covered[column][0]
    return column


def _table_rows(table: Any) -> Iterator[Any]:  # noqa: ANN401
    """Return the rows as they are shown: what heads the table first and what closes it last, wherever they are written."""
    shown = [child for child in table if not _is_hidden(child)]
    for child in sorted(shown, key=lambda each: _PLACES.get(each.tag, 1)):
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr" and not _is_hidden(row))


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), _WIDEST_SPAN) if value.isdecimal() and len(value) < 6 else 1


def _ordinal(item: Any) -> str:  # noqa: ANN401
    """Return the ordinal that a browser shows before an item of a numbered list, and nothing before any other."""
    owner = item.getparent()
    if owner is None or owner.tag != "ol":
        return ""
    style = _list_style(item) or _list_style(owner)
    form = _LIST_FORMS.get(style or item.get("type") or owner.get("type") or "", "decimal")
    if form == "none":
        return ""
    if owner.get("uniongraph-counted") is None:
        _count(owner)
    number = int(item.get("uniongraph-value", "0"))
    mark = "、" if style and ("chinese" in style or "cjk" in style) else ". "
    return ordinals.printed(number, form) + mark


def _list_style(element: Any) -> str | None:  # noqa: ANN401
    """Return the kind of number that an element's own style asks for, if it is one that we know."""
    style = _LIST_STYLE.search(element.get("style") or "")
    words = style[1].lower().split() if style else ()
    return next((word for word in words if word in _LIST_FORMS or word == "decimal"), None)


def _count(owner: Any) -> None:  # noqa: ANN401
    """Give each item of a list its number, once: start, value and reversed count as in HTML 4.4.5."""
    items = [each for each in owner if each.tag == "li" and not _is_hidden(each)]
    step = -1 if owner.get("reversed") is not None else 1
    number = _whole(owner.get("start"), len(items) if step < 0 else 1)
    for each in items:
        number = _whole(each.get("value"), number)
        each.set("uniongraph-value", str(number))
        number += step
    owner.set("uniongraph-counted", "")


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*[-+]?[0-9]{1,9}\s*", value) else otherwise
