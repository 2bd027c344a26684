"""Statements as JSON-LD for whoever knows JSON: short names by the context that ships with the ontology.

A name is used only where it says exactly what the statement says; else the property stands with its prefix or in full,
where nothing is read into its values. Of the context goes along what is used.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from uniongraph import files
from uniongraph.errors import QueryError
from uniongraph.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["compact"]

Json: TypeAlias = Any
_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = f"{PREFIXES['rdf']}type"
_EXACT: Final = 2**53
"""Whole numbers from here on are not the same to every reader of JSON."""


@cache
def _shipped() -> tuple[Mapping[str, str], Mapping[str, tuple[str, Json]]]:
    """Return the prefixes of the context, and by IRI the name of each term with its definition, its IRIs in full."""
    context = json.loads((files.folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    simple = {name: said for name, said in context.items() if isinstance(said, str)}
    prefixes = {name: iri for name, iri in simple.items() if iri.endswith(("#", "/"))}

    def full(name: str) -> str:
        prefix, colon, local = name.partition(":")
        return prefixes[prefix] + local if colon and prefix in prefixes else name

    terms: dict[str, tuple[str, Json]] = {}
    for name, said in context.items():
        if name.startswith("@") or name in prefixes or (isinstance(said, str) and said.startswith("@")):
            continue
        defined = {"@id": said} if isinstance(said, str) else dict(said)
        defined |= {key: full(defined[key]) for key in ("@id", "@type") if key in defined}
        terms[defined["@id"]] = name, defined
    return prefixes, terms


def compact(triples: Iterable[ox.Triple]) -> str:
    """Return triples as a JSON-LD document, its nodes in the order of their first statements.

    Raises QueryError where a triple speaks of a triple, which JSON-LD has no words for.
    """
    known = list(dict.fromkeys(triples))
    writer = _Writer(known)
    nodes: dict[str, dict[str, Json]] = {}
    for each in known:
        name = _name(each.subject)
        writer.put(nodes.setdefault(name, {"id": name}), each)
    document = {"@context": writer.context(), "@graph": list(nodes.values())}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _name(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    raise QueryError("JSON-LD has no words for a triple that speaks of a triple", source="format")


class _Writer:
    """Puts statements into JSON objects, and remembers which terms and prefixes it used."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        prefixes, self._terms = _shipped()
        iris = {each for triple in triples for each in _iris(triple)}
        schemes = {each.partition(":")[0] for each in iris}  # an IRI must not be taken for a short one
        self._prefixes = {name: iri for name, iri in prefixes.items() if name not in schemes}
        self._used: dict[str, Json] = {}

    def context(self) -> dict[str, Json]:
        """Return what the names that were used mean."""
        return {"@version": 1.1, "id": "@id", "type": "@type", **dict(sorted(self._used.items()))}

    def put(self, node: dict[str, Json], triple: ox.Triple) -> None:
        """Put a statement into the object of its subject."""
        iri, value = triple.predicate.value, triple.object
        if iri == _TYPE and isinstance(value, ox.NamedNode):
            node.setdefault("type", []).append(self._short(value.value))
            return
        name, said = self._terms.get(iri, ("", None))
        if said is not None and self._is_fit(said, value):
            self._used[name] = said if said.keys() != {"@id"} else iri
            if isinstance(value, ox.Literal) and value.language:
                node.setdefault(name, {}).setdefault(value.language, []).append(value.value)
            else:
                node.setdefault(name, []).append(_scalar(said, value))
        else:
            node.setdefault(self._prefixed(iri), []).append(_spelled(value))

    def _short(self, iri: str) -> str:
        name, said = self._terms.get(iri, ("", None))
        if said is None:
            return self._prefixed(iri)
        self._used[name] = iri
        return name

    def _prefixed(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            local = iri.removeprefix(namespace)
            if local != iri and local and not local.startswith("//"):
                self._used[prefix] = namespace
                return f"{prefix}:{local}"
        return iri

    @staticmethod
    def _is_fit(said: Mapping[str, Json], value: object) -> bool:
        """Tell whether a term says of its values what this value is."""
        kind, is_map = said.get("@type"), "@language" in said.get("@container", ())
        if isinstance(value, ox.Literal):
            if value.language:
                return is_map and getattr(value, "direction", None) is None
            return not is_map and (kind is None or kind == value.datatype.value)
        return kind in {"@id", "@vocab"}


def _iris(triple: ox.Triple) -> Iterable[str]:
    for each in (triple.subject, triple.predicate, triple.object):
        if isinstance(each, ox.NamedNode):
            yield each.value
        elif isinstance(each, ox.Literal):
            yield each.datatype.value


def _scalar(said: Mapping[str, Json], value: object) -> Json:
    """Return a value of a term that fits it."""
    if isinstance(value, ox.Literal):
        return value.value if "@type" in said else _spelled(value)
    return _name(value)


def _spelled(value: object) -> Json:
    """Return a value as it stands where nothing is known of its property."""
    if not isinstance(value, ox.Literal):
        return {"@id": _name(value)}
    if value.language:
        direction = getattr(value, "direction", None)
        told = {"@direction": str(direction)} if direction is not None else {}
        return {"@value": value.value, "@language": value.language, **told}
    datatype, text = value.datatype.value, value.value
    if datatype == f"{_XSD}string":
        return text
    if datatype == f"{_XSD}integer" and text == _digits(text):
        return int(text)
    return {"@value": text, "@type": datatype}


def _digits(text: str) -> str | None:
    """Return a whole number as JSON writes it, None where the text is none or is too large to be exact."""
    number = text.removeprefix("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 17):
        return None
    found = int(text)
    return str(found) if abs(found) < _EXACT else None
