"""Things that RDF labels: read statement by statement in any format of the engine, of which names and codes are kept."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.errors import LinkError
from uniongraph.linking.outside import MOST, Outside, code_of, is_division_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from uniongraph.linking.content import Content

__all__ = ["CODES", "LABELS", "Gathering", "recognised", "things"]

LABELS: Final = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "https://schema.org/name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/terms/title",
    "http://www.w3.org/2004/02/skos/core#altLabel",
)
"""Properties that name a thing; what an earlier one says is shown first."""
CODES: Final = (
    "http://www.wikidata.org/prop/direct/P442",  # code of an administrative division of China
    "http://www.wikidata.org/prop/direct/P6795",  # unified social credit code
    "http://purl.org/dc/terms/identifier",
    "http://www.w3.org/2004/02/skos/core#notation",
    "https://schema.org/identifier",
    "http://schema.org/identifier",
    "https://w3id.org/uniongraph/ontology#gbCode",
    "https://w3id.org/uniongraph/ontology#nbsCode",
    "https://w3id.org/uniongraph/ontology#uscc",
)
"""Properties whose values may be official codes."""
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RANKS: Final = {iri: rank for rank, iri in enumerate(LABELS)}
_LONGEST: Final = 500
_HEAD: Final = 1 << 20
_TRIED: Final = 5_000
"""So many statements tell a format: in the first, N-Quads are TriG."""
_BASE: Final = "urn:uniongraph:target"
_FORMATS: Final = (
    ox.RdfFormat.TRIG,  # and Turtle and N-Triples, which are TriG too
    ox.RdfFormat.N_QUADS,
    ox.RdfFormat.RDF_XML,
    ox.RdfFormat.JSON_LD,
    ox.RdfFormat.N3,
)
_LIKELY: Final = (
    (re.compile(rb"[\[{]\s*[\"{\[]"), ox.RdfFormat.JSON_LD),
    (re.compile(rb"<[?!]|<rdf:"), ox.RdfFormat.RDF_XML),
)
"""What a format begins with; else it is TriG."""
_BEGINNINGS: Final = (b"@prefix", b"@base", b"prefix ", b"base ", b"<", b"{", b"[", b"_:")
"""With one of these begins what is no table."""


@dataclass(slots=True)
class Gathering:
    """Names and codes by the IRI of what has them; LinkError when there are too many to hold."""

    source: str
    kind: str | None = None
    names: dict[str, list[tuple[bool, int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    members: set[str] = field(default_factory=set)

    def add(self, subject: str, predicate: str, value: ox.Literal | ox.NamedNode) -> None:
        """Take notice of a statement about a thing."""
        if predicate == _TYPE:
            if isinstance(value, ox.NamedNode) and value.value == self.kind:
                self.members.add(subject)
        elif isinstance(value, ox.Literal):
            self._said(subject, predicate, value)

    def _said(self, subject: str, predicate: str, value: ox.Literal) -> None:
        if (rank := _RANKS.get(predicate)) is not None:
            language = (value.language or "").lower()
            name = " ".join(value.value.split())
            if 0 < len(name) <= _LONGEST:
                self.names[subject].append((not _is_chinese(language), rank, language, name))
            if len(self.names) > MOST:
                raise LinkError(
                    f"names more than {MOST:,} things; choose those that may match", source=self.source
                )
        elif predicate in CODES and (code := code_of(value.value)) is not None:
            self.codes[subject].add(code)

    def things(self) -> Iterator[Outside]:
        """Yield each thing with its names, the Chinese ones where it has any, by IRI."""
        for iri in sorted(self.names):
            if self.kind is not None and iri not in self.members:
                continue
            named = sorted(self.names[iri])
            chosen = [each for each in named if each[0] == named[0][0]]
            codes = tuple(sorted(self.codes.get(iri, ())))
            division = next(filter(is_division_code, codes), None)
            yield Outside(iri, tuple(dict.fromkeys(each[3] for each in chosen)), codes, division)


def _is_chinese(language: str) -> bool:
    return language.partition("-")[0] in {"zh", "cmn"}


def recognised(content: Content) -> ox.RdfFormat | None:
    """Return the format of RDF that some bytes are in, None for what is no RDF at all.

    LinkError where they begin as RDF does and no format can be read. What most of the first statements are in, all are.
    """
    head = content.head(_HEAD)
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not begins.startswith((*_BEGINNINGS, b"#")):
        return None
    likely = next((form for beginning, form in _LIKELY if beginning.match(begins)), ox.RdfFormat.TRIG)
    faults = []
    best: tuple[int, ox.RdfFormat | None] = (0, None)
    for form in sorted(_FORMATS, key=lambda each: each != likely):
        # JSON says what it means at its end, so a part of it means nothing
        with content.open() if form == likely == ox.RdfFormat.JSON_LD else io.BytesIO(head) as file:
            count, fault = _tried(file, form)
        if count and fault is None:
            return form
        # a format that is another's beginning reads some, and the last statement of what is long is cut
        best = max(best, (count, form), key=lambda each: each[0])
        if fault is not None:
            faults.append((getattr(fault, "lineno", None) or 0, str(fault)))
    if best[1] is not None:
        return best[1]
    if not begins.startswith(_BEGINNINGS):
        return None
    # the format that came farthest is the one it was meant to be, the likely one of those that came as far
    line, said = max(faults, key=lambda each: each[0], default=(0, "it holds no statement"))
    said = f"begins as RDF and is in no format of it: {_flat(said)}"
    raise LinkError(said, source=content.name, line=line or None)


def _tried(file: BinaryIO, form: ox.RdfFormat) -> tuple[int, Exception | None]:
    """Return how many of the first statements can be read in a format, and what ends them, None where nothing does."""
    count = 0
    try:
        for _ in islice(ox.parse(file, form, base_iri=_BASE), _TRIED):
            count += 1
    except (SyntaxError, ValueError) as error:
        return count, error
    return count, None


def things(content: Content, form: ox.RdfFormat, kind: str | None = None) -> Iterable[Outside]:
    """Return the things that some RDF names, those of the class ``kind`` alone where one is given."""
    gathering = Gathering(content.name, kind)
    try:
        with content.open() as file:
            for quad in ox.parse(file, form, base_iri=_BASE):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(
                    quad.object, ox.Literal | ox.NamedNode
                ):
                    gathering.add(quad.subject.value, quad.predicate.value, quad.object)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise LinkError(f"is not {form.name}: {_flat(str(error))}", source=content.name, line=line) from error
    return gathering.things()


def _flat(said: str) -> str:
    return " ".join(said.split())[:200]
