"""DOCX: paragraphs, tables and the ordinals that Word makes, in the order of the page.

python-docx opens the package and follows its relations (MIT, lxml below, entities off). Its own paragraphs leave out
numbering, insertions, text boxes and content controls, so the body is walked element by element. Templates, documents
with macros (which nothing runs) and Strict Open XML are the same but for a name.
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
    for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "sdtPr", "instrText", "rt")
)
_ELSEWHERE: Final = frozenset({f"{W}altChunk", f"{W}subDoc"})
_FORMULA: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_NOTES: Final = ("footnotes", "endnotes")
_DEEPEST: Final = 100
_WIDEST: Final = 63
"""So many columns a table of Word may have."""


def extract(data: bytes, name: str) -> str:
    """Return the text of a DOCX whose container was looked over before (container.kind_of)."""
    from docx.opc.package import OpcPackage  # noqa: PLC0415 (only where there is a DOCX)

    try:
        package = OpcPackage.open(BytesIO(data))
        main = _related(package.rels)["officeDocument"]
        related = _related(main.rels)
        roots = {key: _root(related[key]) for key in ("numbering", "styles", *_NOTES) if key in related}
        styles = roots.get("styles")
        body = _Body(Numbering.of(roots.get("numbering"), styles), _hidden_styles(styles))
        body.blocks(_content(main), 0)
        for kind in _NOTES:
            for note in roots.get(kind, ()):
                if note.get(f"{W}type") in {None, "normal"}:
                    body.blocks(note, 0)
    except SourceError as error:
        raise SourceError(error.message, source=name) from None
    except Exception as error:  # python-docx lets whatever is missing in a package surface as it comes
        deep = isinstance(error, RecursionError) or "Excessive depth" in str(error)
        said = (
            "is a DOCX with elements nested deeper than any document has"
            if deep
            else f"is a damaged DOCX: {type(error).__name__}: {str(error)[:120]}"
        )
        raise SourceError(said, source=name) from error
    body.end()
    return layout.content_of(body.lines)


def _related(relations: Any) -> dict[str, Any]:  # noqa: ANN401 (lxml and python-docx have no types)
    """Return the parts that a part names, by the last word of their kind."""
    return {
        each.reltype.rsplit("/", 1)[-1]: each.target_part
        for each in relations.values()
        if not each.is_external
    }


def _content(main: Any) -> Any:  # noqa: ANN401
    found = _root(main).find(f"{W}body")
    if found is None:
        raise SourceError("is a damaged DOCX: it has no body")
    return found


def _root(part: Any) -> Any:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(part.blob.replace(_STRICT, W.strip("{}").encode()), parser)


def _hidden_styles(styles: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the styles whose text is hidden, by themselves or by the style they are based on."""
    found = {} if styles is None else {each.get(f"{W}styleId"): each for each in styles.iterfind(f"{W}style")}

    def hides(key: str | None, seen: tuple[str, ...] = ()) -> bool:
        style = found.get(key)
        if style is None or key is None or key in seen or len(seen) > _DEEPEST:
            return False
        hidden = style.find(f"{W}rPr/{W}vanish")
        return hides(value_of(style.find(f"{W}basedOn")), (*seen, key)) if hidden is None else _is_on(hidden)

    return frozenset(key for key in found if hides(key))


class _Body:
    """The lines of a body, a cell or a text box; the numbering is one for the whole document."""

    def __init__(self, numbering: Numbering, hidden: frozenset[str]) -> None:
        self.numbering = numbering
        self.hidden = hidden
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
            elif child.tag in _ELSEWHERE:
                raise SourceError("takes in another document (w:altChunk); save it as one document first")
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self.blocks(child, depth + 1)

    def end(self) -> None:
        """End the line that is open, and let the text boxes anchored in it follow."""
        if self.open:
            self.lines += ["".join(self.words), *self.boxes]
            self.words, self.boxes, self.open, self.goes_on = [], [], False, False

    def _paragraph(self, paragraph: Any, depth: int) -> None:  # noqa: ANN401
        properties = paragraph.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        unmarked = mark is not None and (mark.find(f"{W}del") is not None or self._is_hidden(mark))
        if not self.goes_on:
            self.end()
        begin = len(self.words)
        if not self._is_hidden(properties, "pStyle"):
            self._runs(paragraph, depth)
        self.fields = [begun for begun in self.fields if begun]  # a code that does not end here never will
        if unmarked and not any(self.words[begin:]) and not self.boxes:
            return  # nothing of it is seen, and so it is not counted
        if not self.goes_on:
            self.words.insert(begin, self.numbering.ordinal(properties))
        self.open = True
        self.goes_on = unmarked
        if not self.goes_on:
            self.end()

    def _is_hidden(self, properties: Any, style: str = "rStyle") -> bool:  # noqa: ANN401
        """Say whether characters with these properties, or of the style that they name, are hidden."""
        own = None if properties is None else properties.find(f"{W}vanish")
        if own is not None:
            return _is_on(own)
        return properties is not None and value_of(properties.find(f"{W}{style}")) in self.hidden

    def _runs(self, parent: Any, depth: int) -> None:  # noqa: ANN401
        if depth > _DEEPEST:
            raise RecursionError
        for child in parent:
            tag = child.tag
            if tag in _LEFT_OUT or (tag == f"{W}r" and self._is_hidden(child.find(f"{W}rPr"))):
                continue
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag == f"{_COMPATIBLE}AlternateContent":
                self._runs(_chosen(child), depth + 1)
            elif tag == f"{W}txbxContent":
                box = _Body(self.numbering, self.hidden)
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
                before = None if properties is None else value_of(properties.find(f"{W}gridBefore"))
                left: list[list[str]] = (
                    [[]] * min(int(before), _WIDEST) if before and before.isdecimal() else []
                )
                rows.append(left + [self._cell(cell, depth) for cell in _below(row, "tc")])
        return rows

    def _cell(self, cell: Any, depth: int) -> list[str]:  # noqa: ANN401
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and value_of(merged) != "restart":
            return []
        inner = _Body(self.numbering, self.hidden)
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


def _is_on(switch: Any) -> bool:  # noqa: ANN401
    return value_of(switch) not in {"0", "false", "off"}


def _characters(element: Any) -> str:  # noqa: ANN401
    """Return what an element of a run prints."""
    tag = element.tag
    if tag in {f"{W}t", _FORMULA}:
        return (element.text or "").replace("\n", " ")
    if tag == f"{W}sym":
        code = element.get(f"{W}char") or ""
        return (
            chr(int(code, 16)) if len(code) == 4 and set(code) <= set("0123456789abcdefABCDEF") else "\ufffd"
        )
    return {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}.get(
        tag, ""
    )
