"""Looking things up in a store: statements, names and kinds, each once for a page."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

import pyoxigraph as ox

from uniongraph.iris import PREFIXES, term
from uniongraph.things import kinds
from uniongraph.things.values import Ref, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence

    from uniongraph.things.values import Value

__all__ = ["NAMING", "Lookups", "words"]

NAMING: Final = (term("skos:prefLabel"), term("rdfs:label"), term("dcterms:title"))
"""The properties whose values are what a thing is called, the best first."""
_TYPE: Final = term("rdf:type")
_INFERENCES: Final = 200
"""Inferences about one thing that are looked at."""
_LASTING: Final = frozenset((None, "concept", "ontology", "place", "scheme", "term"))
"""Kinds of things that page after page names; None is that of other vocabularies' terms."""
_KEPT: Final = 2_000
"""Names that are kept from page to page."""
Found = TypeVar("Found")
Composing: TypeAlias = "Callable[[Lookups, ox.NamedNode, str | None], Words]"


def words(literal: ox.Literal) -> Words:
    """Return a literal as a page shows it."""
    if literal.language:
        return Words(literal.value, literal.language)
    datatype = literal.datatype.value
    return Words(literal.value, None, None if datatype == f"{PREFIXES['xsd']}string" else datatype)


class Lookups:
    """Reads one store for one page.

    ``languages`` are those its reader likes, the best first, as tags in small letters; ``compose`` tells what a thing of
    some kind is called that has no name. ``kept`` holds what other pages of the same store found that the vocabulary is
    called, for readers of the same languages.
    """

    def __init__(
        self,
        store: ox.Store,
        languages: Sequence[str],
        compose: Composing,
        kept: MutableMapping[str, Ref] | None = None,
    ) -> None:
        self.store = store
        self._kept = {} if kept is None else kept
        self._compose = compose
        self._languages = {each: place for place, each in enumerate(languages)}
        self._refs: dict[str, Ref] = {}
        self._about: dict[ox.NamedNode, list[ox.Quad]] = {}
        self._values: dict[tuple[ox.NamedNode, ox.NamedNode], list[ox.NamedNode | ox.Literal]] = {}
        self._inferences: dict[ox.NamedNode, Mapping[tuple[ox.NamedNode, object], ox.NamedNode]] = {}
        self._found: dict[tuple[object, ox.NamedNode], object] = {}
        self._texts: dict[ox.NamedNode, list[str]] = {}

    def about(self, thing: ox.NamedNode) -> list[ox.Quad]:
        """Return all statements about a thing."""
        known = self._about.get(thing)
        if known is None:
            self._about[thing] = known = list(self.store.quads_for_pattern(thing, None, None))
        return known

    def values(self, thing: ox.NamedNode, name: str | ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """Return the values of a property of a thing, each once."""
        named = term(name) if isinstance(name, str) else name
        if (read := self._values.get((thing, named))) is not None:
            return read
        if (known := self._about.get(thing)) is not None:
            found = [quad.object for quad in known if quad.predicate == named]
        else:  # what is only named is not worth reading whole
            found = [quad.object for quad in self.store.quads_for_pattern(thing, named, None)]
        read = list(dict.fromkeys(each for each in found if isinstance(each, ox.NamedNode | ox.Literal)))
        self._values[thing, named] = read
        return read

    def nodes(self, thing: ox.NamedNode, name: str) -> list[ox.NamedNode]:
        """Return those values of a property that are things."""
        return [each for each in self.values(thing, name) if isinstance(each, ox.NamedNode)]

    def text(self, thing: ox.NamedNode, name: str) -> str | None:
        """Return the first literal of a property, None where there is none."""
        return next((each.value for each in self.values(thing, name) if isinstance(each, ox.Literal)), None)

    def rows(self, text: str, bound: Mapping[ox.Variable, ox.NamedNode]) -> ox.QuerySolutions:
        """Return what a SELECT of ours finds in the union of all graphs, with some of its variables bound."""
        found = self.store.query(text, use_default_graph_as_union=True, substitutions={**bound})
        assert isinstance(found, ox.QuerySolutions)
        return found

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

    def is_a(self, thing: ox.NamedNode, name: str) -> bool:
        """Tell whether a thing is of a class."""
        return any(self.store.quads_for_pattern(thing, _TYPE, term(name)))

    def names(self, thing: ox.NamedNode) -> list[Words]:
        """Return what a thing is called, in the order that a reader of these languages wants."""
        found = [
            words(each)
            for name in NAMING
            for each in self.values(thing, name)
            if isinstance(each, ox.Literal)
        ]
        return self.liked(dict.fromkeys(found))

    def liked(self, found: Iterable[Words]) -> list[Words]:
        """Return words in the order that a reader of these languages wants."""
        return sorted(found, key=self._liking)

    def order(self, value: Value) -> tuple[bool, int, str]:
        """Return what puts the values of one property in order: the paper's first, then as the reader likes their languages."""
        label = value.what.label if isinstance(value.what, Ref) else value.what
        place = 0 if isinstance(value.what, Ref) else self._liking(label)[0]
        return value.origin != "paper", place, label.text

    def _liking(self, name: Words) -> tuple[int, str]:
        return self._languages.get(name.language or "", len(self._languages)), name.text

    def ref(self, thing: ox.NamedNode) -> Ref:
        """Return a thing as something to follow: by its name, or by what tells most of one that has none."""
        known = self._refs.get(thing.value) or self._kept.get(thing.value)
        if known is None:
            classes = self.classes(thing)
            kind = kinds.kind(classes) if classes or self.about(thing) else None
            label = self._name(thing) or self._compose(self, thing, kind)
            self._refs[thing.value] = known = Ref(thing.value, label, kind)
            if kind in _LASTING and len(self._kept) < _KEPT:
                self._kept[thing.value] = known
        return known

    @cached_property
    def has_corrections(self) -> bool:
        """Whether an editor corrects any words that are printed."""
        return any(self.pointing("rdf:type", term("ug:Correction")))

    def _name(self, thing: ox.NamedNode) -> Words | None:
        for name in NAMING:
            if found := [words(each) for each in self.values(thing, name) if isinstance(each, ox.Literal)]:
                return self.liked(found)[0]
        return None

    def once(self, thing: ox.NamedNode, find: Callable[[Lookups, ox.NamedNode], Found]) -> Found:
        """Return what is found of a thing, looked for once."""
        if (find, thing) not in self._found:
            self._found[find, thing] = find(self, thing)
        return cast("Found", self._found[find, thing])

    def inferences(self, thing: ox.NamedNode) -> Mapping[tuple[ox.NamedNode, object], ox.NamedNode]:
        """Return the inferences about a thing by the property and the value that they conclude."""
        known = self._inferences.get(thing)
        if known is None:
            self._inferences[thing] = known = {
                (predicate, held): each
                for each in self.subjects("rdf:subject", thing, _INFERENCES)
                for predicate in self.nodes(each, "rdf:predicate")
                for held in self.values(each, "rdf:object")
            }
        return known

    def label(self, thing: ox.NamedNode) -> Words:
        """Return what a thing is called."""
        return self.ref(thing).label

    def lines(self, witness: ox.NamedNode) -> list[str]:
        """Return the lines of a text, none where the graph does not hold its words."""
        known = self._texts.get(witness)
        if known is None:
            text = self.text(witness, "nif:isString")
            self._texts[witness] = known = text.split("\n") if text is not None else []
        return known
