"""DOCX: paragraphs, tables and the ordinals that Word makes, in the order of the page.

python-docx opens the package and follows its relations (MIT, lxml below, entities off). Its own paragraphs leave out
numbering, insertions, text boxes and content controls, so the body is walked element by element.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from uniongraph.errors import SourceError
from uniongraph.sources import layout
from uniongraph.sources.numbering import Numbering, W, value_of

__all__ = ["extract"]

_COMPATIBLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT: Final = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "sdtPr", "instrText")
)
_NOTES: Final = ("footnotes", "endnotes")
_DEEPEST: Final = 100


def extract(data: bytes, name: str) -> str:
    """Return the text of a DOCX whose container was looked over before (container.kind_of)."""
    import docx  # noqa: PLC0415 (only where there is a DOCX)
    from lxml import etree  # noqa: PLC0415

    try:
        part = docx.Document(BytesIO(data)).part
        related = {
            rel.reltype.rsplit("/", 1)[-1]: rel.target_part
            for rel in part.rels.values()
            if not rel.is_external
        }
        roots = {
            kind: etree.fromstring(related[kind].blob, _parser())
            for kind in ("numbering", "styles", *_NOTES)
            if kind in related
        }
        body = _Body(Numbering.of(roots.get("numbering"), roots.get("styles")))
        body.blocks(part.element.body, 0)
        for kind in _NOTES:
            for note in roots.get(kind, ()):
                if note.get(f"{W}type") in {None, "normal"}:
                    body.blocks(note, 0)
    except SourceError:
        raise
    except RecursionError:
        raise SourceError(
            "is a DOCX with elements nested deeper than any document has", source=name
        ) from None
    except Exception as error:  # python-docx lets whatever is missing in a package surface as it comes
        raise SourceError(
            f"is a damaged DOCX: {type(error).__name__}: {str(error)[:120]}", source=name
        ) from error
    body.end()
    return layout.content_of(body.lines)


def _parser() -> Any:  # noqa: ANN401 (lxml has no types)
    from lxml import etree  # noqa: PLC0415

    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class _Body:
    """The lines of a body, a cell or a text box; the numbering is one for the whole document."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.lines: list[str] = []
        self.words: list[str] = []
        self.boxes: list[str] = []
        self.fields: list[bool] = []
        """The fields that are open; True where their result has begun."""
        self.open = False
        self.goes_on = False

    def blocks(self, parent: Any, depth: int) -> None:  # noqa: ANN401
        """Read the paragraphs and the tables below an element."""
        if depth > _DEEPEST:
            raise RecursionError
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self.end()
                self.lines += layout.table_lines(self._rows(child, depth))
            elif child.tag == f"{_COMPATIBLE}AlternateContent":
                self.blocks(_chosen(child), depth + 1)
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self.blocks(child, depth + 1)

    def end(self) -> None:
        """End the line that is open, and let the text boxes anchored in it follow."""
        if self.open:
            self.lines += ["".join(self.words), *self.boxes]
            self.words, self.boxes, self.open, self.goes_on = [], [], False, False

    def _paragraph(self, paragraph: Any, depth: int) -> None:  # noqa: ANN401
        properties = paragraph.find(f"{W}pPr")
        if not self.goes_on:
            self.end()
            self.words.append(self.numbering.ordinal(properties))
        self.open = True
        self._runs(paragraph, depth)
        mark = None if properties is None else properties.find(f"{W}rPr")
        self.goes_on = mark is not None and mark.find(f"{W}del") is not None
        if not self.goes_on:
            self.end()

    def _runs(self, parent: Any, depth: int) -> None:  # noqa: ANN401
        if depth > _DEEPEST:
            raise RecursionError
        for child in parent:
            tag = child.tag
            if tag in _LEFT_OUT or (tag == f"{W}r" and _is_hidden(child)):
                continue
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag == f"{_COMPATIBLE}AlternateContent":
                self._runs(_chosen(child), depth + 1)
            elif tag == f"{W}txbxContent":
                box = _Body(self.numbering)
                box.blocks(child, depth + 1)
                box.end()
                self.boxes += box.lines
            elif all(self.fields) and (words := _characters(child)):
                self.words.append(words)
            elif isinstance(tag, str):
                self._runs(child, depth + 1)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _rows(self, table: Any, depth: int) -> list[list[list[str]]]:  # noqa: ANN401
        rows = []
        for row in _below(table, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is None or properties.find(f"{W}del") is None:
                rows.append([self._cell(cell, depth) for cell in _below(row, "tc")])
        return rows

    def _cell(self, cell: Any, depth: int) -> list[str]:  # noqa: ANN401
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and value_of(merged) != "restart":
            return []
        inner = _Body(self.numbering)
        inner.blocks(cell, depth + 1)
        inner.end()
        return [line for lines in inner.lines for line in lines.split("\n")]


def _below(parent: Any, name: str) -> list[Any]:  # noqa: ANN401
    """Return the rows or cells of a table, also those in content controls."""
    found: list[Any] = []
    for child in parent:
        if child.tag == f"{W}{name}":
            found.append(child)
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            found += _below(child, name)
    return found


def _chosen(alternatives: Any) -> Any:  # noqa: ANN401
    """Return the first of the forms in which a thing is given (mc:Choice before mc:Fallback)."""
    first = alternatives.find(f"{_COMPATIBLE}Choice")
    found = alternatives.find(f"{_COMPATIBLE}Fallback") if first is None else first
    return () if found is None else found


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and value_of(hidden) not in {"0", "false", "off"}


def _characters(element: Any) -> str:  # noqa: ANN401
    """Return what an element of a run prints."""
    tag = element.tag
    if tag == f"{W}t":
        return (element.text or "").replace("\n", " ")
    if tag == f"{W}sym":
        code = element.get(f"{W}char") or ""
        return (
            chr(int(code, 16)) if len(code) == 4 and set(code) <= set("0123456789abcdefABCDEF") else "\ufffd"
        )
    return {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}.get(
        tag, ""
    )
