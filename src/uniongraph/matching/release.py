"""The things of a release that one may look for by name: organizations, places, cases, and all else that is called something."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import ONTOLOGY, PREFIXES, SCHEME
from uniongraph.matching.values import Named
from uniongraph.things.kinds import KINDS
from uniongraph.things.kinds import kind as kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["of_release"]

_LEFT_OUT: Final = frozenset(
    {
        "witness",
        "span",
        "mention",
        "inference",
        "correction",
        "count",
        "catalog",
        "graph",
        "ontology",
        "term",
        "act",
        "conferral",
    }
)
"""What nobody looks up by a name: parts of the apparatus."""
_ORDER: Final = ("place", "organization", "case")
_TYPE: Final = f"{PREFIXES['rdf']}type"
_NAMES: Final = tuple(
    PREFIXES[prefix] + local
    for prefix, local in (
        ("skos", "prefLabel"),
        ("dcterms", "title"),
        ("skos", "altLabel"),
        ("ug", "titleAsPrinted"),
        ("ug", "nameAsPrinted"),
        ("ug", "documentNumber"),
    )
)
_CODES: Final = tuple(ONTOLOGY + each for each in ("uscc", "gbCode", "nbsCode", "elfCode"))
_OF_PLACES: Final = frozenset(_CODES[1:3])
"""These are written with twelve digits too."""
_SAME: Final = f"{PREFIXES['skos']}exactMatch"
_CLOSE: Final = f"{PREFIXES['skos']}closeMatch"
_HIDDEN: Final = f"{PREFIXES['skos']}hiddenLabel"
_REPLACES: Final = f"{PREFIXES['dcterms']}replaces"
_REPLACED: Final = f"{PREFIXES['dcterms']}isReplacedBy"
_CODE: Final = re.compile(r"/place/cn-([0-9]+)$")
_YEAR: Final = re.compile(r"[0-9]{4}")


def of_release(store: ox.Store) -> Iterator[Named]:
    """Yield what a release's store has names for, places first, those of each kind in the order of their IRIs."""
    told = _Told(store)
    kinds = dict.fromkeys((*_ORDER, *(name for name in KINDS.values() if name not in _LEFT_OUT)))
    for kind in kinds:
        classes = [ox.NamedNode(iri) for iri, name in KINDS.items() if name == kind]
        for iri in sorted({iri for each in classes for iri in _of_class(store, each)}):
            thing = told.thing(iri, kind)
            if thing is not None:
                yield thing


def _of_class(store: ox.Store, each: ox.NamedNode) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(_TYPE), each, None):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


class _Told:
    """What a store tells of one thing at a time; what is told of places, tiers and the like is kept for the next."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._kept = lru_cache(maxsize=1 << 12)(self._said)

    def thing(self, iri: str, kind: str) -> Named | None:
        """Return a thing; None where it has no name, or another of its classes tells its kind."""
        said = self._said(iri)
        types = [each for each in said.get(_TYPE, ()) if each in KINDS or each.startswith(ONTOLOGY)]
        names = [name for each in _NAMES for name in said.get(each, ())]
        names += self._corrected(said)
        if not names or kind_of(types) != kind:
            return None
        division = self._division(iri, kind, said)
        return Named(
            id=iri,
            names=tuple(dict.fromkeys(names)),
            kind=kind,
            division=division,
            types=tuple(types),
            note=self._note(kind, division, said),
            identifiers=tuple(dict.fromkeys(self._identifiers(said))),
            hints=tuple(dict.fromkeys(self._hints(said))),
        )

    def _said(self, iri: str) -> dict[str, list[str]]:
        """Return the values of each property, names in Chinese before others."""
        found: dict[str, set[tuple[bool, str]]] = {}
        for _, predicate, value, _ in self._store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            if isinstance(value, ox.NamedNode):
                found.setdefault(predicate.value, set()).add((False, value.value))
            elif isinstance(value, ox.Literal):
                is_foreign = not (value.language or "zh").startswith("zh")
                found.setdefault(predicate.value, set()).add((is_foreign, value.value))
        return {name: [value for _, value in sorted(values)] for name, values in found.items()}

    def _corrected(self, said: dict[str, list[str]]) -> list[str]:
        """Return other prints of a title."""
        return [
            name
            for variant in said.get(f"{ONTOLOGY}hasTitleVariant", ())
            for value in self._said(variant).items()
            if value[0] in {f"{ONTOLOGY}rawText", *_NAMES}
            for name in value[1]
        ]

    def _division(self, iri: str, kind: str, said: dict[str, list[str]]) -> str | None:
        if kind == "place":  # a former division is known by what it lay in
            if _REPLACED not in said:
                return _code(iri)
            return next(filter(None, map(_code, said.get(f"{ONTOLOGY}within", ()))), None)
        for name in ("territory", "jurisdiction"):
            for place in said.get(ONTOLOGY + name, ()):
                if code := _code(place):
                    return code
        return None

    def _identifiers(self, said: dict[str, list[str]]) -> Iterator[str]:
        for name in _CODES:
            for code in said.get(name, ()):
                yield code
                if name in _OF_PLACES and code.isdecimal():
                    yield f"{code:0<12}"
        for iri in said.get(_SAME, ()):
            yield iri
            if not _last(iri).isdecimal():  # a bare number may be another's elsewhere
                yield _last(iri)

    def _hints(self, said: dict[str, list[str]]) -> Iterator[str]:
        yield from said.get(_HIDDEN, ())
        for iri in said.get(_CLOSE, ()):
            yield from (iri, _last(iri))
        yield from (_last(iri) for iri in said.get(_SAME, ()) if _last(iri).isdecimal())
        for former in said.get(_REPLACES, ()):
            yield from self._said(former).get(_NAMES[0], ())

    def _note(self, kind: str, division: str | None, said: dict[str, list[str]]) -> str:
        """Return what tells a thing from others of its name: the places around it, its year, its tier or its scheme."""
        parts: list[str] = []
        if kind == "place":
            parts += self._around(said)
            parts += [division] if division and _REPLACED not in said else []
        elif division:
            place = next(iter(said.get(f"{ONTOLOGY}territory", ())), None)
            parts += self._names(place) + self._around(self._kept(place)) if place else []
        for name in ("inTier", "inEdition", "editionOf"):
            parts += [label for each in said.get(ONTOLOGY + name, ())[:1] for label in self._names(each)]
        for name in (f"{PREFIXES['skos']}inScheme",):
            parts += [each.removeprefix(SCHEME) for each in said.get(name, ())[:1]]
        for name in ("documentYear", "editionYear"):
            parts += [found[0] for each in said.get(ONTOLOGY + name, ())[:1] if (found := _YEAR.match(each))]
        return " · ".join(dict.fromkeys(parts))

    def _around(self, said: dict[str, list[str]]) -> list[str]:
        found: list[str] = []
        outer = next(iter(said.get(f"{ONTOLOGY}within", ())), None)
        while outer is not None and len(found) < 4:
            found += self._names(outer)
            outer = next(iter(self._kept(outer).get(f"{ONTOLOGY}within", ())), None)
        return found

    def _names(self, iri: str) -> list[str]:
        return self._kept(iri).get(_NAMES[0], [])[:1]


def _last(iri: str) -> str:
    return iri.rstrip("/").rpartition("/")[2]


def _code(iri: str) -> str | None:
    found = _CODE.search(iri)
    return found[1] if found else None
