"""Looking things up in a store: statements, names and kinds, each once for a page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import ONTOLOGY, PREFIXES, term
from uniongraph.things import kinds
from uniongraph.things.values import Ref, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["NAMING", "RDFS", "Reader", "words"]

RDFS: Final = PREFIXES["rdfs"]
NAMING: Final = (term("skos:prefLabel"), ox.NamedNode(f"{RDFS}label"), term("dcterms:title"))
"""The properties whose values are what a thing is called, the best first."""
_TYPE: Final = term("rdf:type")
_QUOTING: Final = (term("nif:anchorOf"), term("ug:titleAsPrinted"), term("ug:documentNumber"))
"""What stands for the name of a thing that has none."""
_THROUGH: Final = tuple(
    term(each)
    for each in ("ug:conferralOf", "ug:recipient", "ug:span", "ug:byRule", "ug:inTier", "ug:variantOf")
)
"""The properties whose values' names stand for the name of a thing that has none."""


def words(literal: ox.Literal) -> Words:
    """Return a literal as a page shows it."""
    if literal.language:
        return Words(literal.value, literal.language)
    datatype = literal.datatype.value
    return Words(literal.value, None, None if datatype == f"{PREFIXES['xsd']}string" else datatype)


class Reader:
    """Reads one store for one page. ``languages`` are those its reader likes, the best first, as tags in small letters."""

    def __init__(self, store: ox.Store, languages: Sequence[str]) -> None:
        self.store = store
        self._languages = {each: place for place, each in enumerate(languages)}
        self._refs: dict[str, Ref] = {}

    def about(self, thing: ox.NamedNode) -> list[ox.Quad]:
        """Return all statements about a thing."""
        return list(self.store.quads_for_pattern(thing, None, None))

    def values(self, thing: ox.NamedNode, name: str | ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """Return the values of a property of a thing, each once."""
        named = term(name) if isinstance(name, str) else name
        found = (quad.object for quad in self.store.quads_for_pattern(thing, named, None))
        return list(dict.fromkeys(each for each in found if isinstance(each, ox.NamedNode | ox.Literal)))

    def nodes(self, thing: ox.NamedNode, name: str) -> list[ox.NamedNode]:
        """Return those values of a property that are things."""
        return [each for each in self.values(thing, name) if isinstance(each, ox.NamedNode)]

    def text(self, thing: ox.NamedNode, name: str) -> str | None:
        """Return the first literal of a property, None where there is none."""
        return next((each.value for each in self.values(thing, name) if isinstance(each, ox.Literal)), None)

    def pointing(self, name: str | ox.NamedNode | None, thing: ox.NamedNode) -> Iterator[ox.Quad]:
        """Yield the statements whose object is a thing, in the engine's order."""
        named = term(name) if isinstance(name, str) else name
        return self.store.quads_for_pattern(None, named, thing)

    def subjects(self, name: str, thing: ox.NamedNode, most: int | None = None) -> list[ox.NamedNode]:
        """Return the things that have a thing as value of a property, so many at most."""
        found = (quad.subject for quad in islice(self.pointing(name, thing), most))
        return list(dict.fromkeys(each for each in found if isinstance(each, ox.NamedNode)))

    def classes(self, thing: ox.NamedNode) -> list[str]:
        """Return the classes of a thing, sorted."""
        return sorted(each.value for each in self.values(thing, _TYPE) if isinstance(each, ox.NamedNode))

    def names(self, thing: ox.NamedNode) -> list[Words]:
        """Return what a thing is called, in the order that a reader of these languages wants."""
        found = [
            words(each)
            for name in NAMING
            for each in self.values(thing, name)
            if isinstance(each, ox.Literal)
        ]
        return sorted(dict.fromkeys(found), key=self._liking)

    def _liking(self, name: Words) -> tuple[int, str]:
        return self._languages.get(name.language or "", len(self._languages)), name.text

    def ref(self, thing: ox.NamedNode) -> Ref:
        """Return a thing as something to follow: by its name, or by what tells most of one that has none."""
        known = self._refs.get(thing.value)
        if known is None:
            classes = self.classes(thing)
            kind = kinds.kind(classes) if classes else None
            self._refs[thing.value] = known = Ref(thing.value, self._label(thing), kind)
        return known

    def _label(self, thing: ox.NamedNode) -> Words:
        names = self.names(thing) or [
            words(each)
            for name in _QUOTING
            for each in self.values(thing, name)
            if isinstance(each, ox.Literal)
        ]
        if names:
            return names[0]
        for name in _THROUGH:
            if found := [each for each in self.values(thing, name) if isinstance(each, ox.NamedNode)]:
                inner = self.names(found[0]) or [
                    words(each) for each in self.values(found[0], _QUOTING[0]) if isinstance(each, ox.Literal)
                ]
                if inner:
                    return inner[0]
        return Words(local(thing.value))


def local(iri: str) -> str:
    """Return what an IRI ends in, for a thing without a name."""
    if iri.startswith(ONTOLOGY):
        return iri.removeprefix(ONTOLOGY)
    return iri.rstrip("/").rpartition("#" if "#" in iri else "/")[2] or iri
