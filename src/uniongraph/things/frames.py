"""What a file of JSON-LD about a thing looks like: the context its names come from, and a JSON Schema for each class.

Both are made from what ships in ``ontology/``: the context says which name has which values, the shapes say what a thing of a
class must have. They are the same wherever data is published, and a version of them never changes once it is released.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from uniongraph import files
from uniongraph.iris import BASE, PREFIXES, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["CONTEXT", "SCHEMAS", "VERSION", "classes", "context", "files_below", "schema", "written"]

VERSION: Final = 1
"""The version of the context and of the schemas; what takes a name away or changes one makes another."""
CONTEXT: Final = f"context/{VERSION}.jsonld"
SCHEMAS: Final = f"schema/{VERSION}"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SH: Final = PREFIXES["sh"]
_STRING: Final = {"type": "string"}
_STRINGS: Final = {"type": "array", "items": _STRING, "minItems": 1}
_IRIS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}, "minItems": 1}
_SPELLED: Final = {
    "type": "array",
    "minItems": 1,
    "items": {
        "anyOf": [
            _STRING,
            {"type": "integer"},
            {"type": "object", "required": ["@id"], "properties": {"@id": _STRING}, "maxProperties": 1},
            {
                "type": "object",
                "required": ["@value"],
                "properties": {
                    "@value": _STRING,
                    "@type": _STRING,
                    "@language": _STRING,
                    "@direction": _STRING,
                },
                "additionalProperties": False,
            },
        ]
    },
}
"""Values that say themselves what they are."""
_WORDS: Final = {"type": "object", "additionalProperties": _STRINGS, "minProperties": 1}
"""Words by their language."""


def context() -> bytes:
    """Return the context, as it is published."""
    return (files.folder("ontology") / "context.jsonld").read_bytes()


@cache
def _context() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(context())["@context"]
    return found


def _full(name: str) -> str:
    prefix, colon, local = name.partition(":")
    said = _context().get(prefix)
    return f"{said}{local}" if colon and isinstance(said, str) and said.endswith(("#", "/")) else name


@cache
def _terms() -> Mapping[str, Mapping[str, Any]]:
    """Return by name each term that stands for a class or a property, its IRI in full."""
    found = {}
    for name, said in _context().items():
        told = {"@id": said} if isinstance(said, str) else dict(said) if isinstance(said, dict) else {}
        is_prefix = isinstance(said, str) and said.endswith(("#", "/"))
        if not name.startswith("@") and not is_prefix and not str(told.get("@id", "@")).startswith("@"):
            found[name] = told | {"@id": _full(told["@id"])}
    return found


def classes() -> tuple[str, ...]:
    """Return the names of the classes that have a schema, sorted; a kind of literal has none."""
    named = (name for name, term in _terms().items() if name[0].isupper())
    return tuple(sorted(name for name in named if _terms()[name]["@id"] not in _datatypes()))


@cache
def _datatypes() -> frozenset[str]:
    store = ox.Store()
    store.load(path=files.folder("ontology") / "uniongraph.ttl", format=ox.RdfFormat.TURTLE)
    found = store.quads_for_pattern(None, term("rdf:type"), term("rdfs:Datatype"))
    return frozenset(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))


@cache
def _obliged() -> Mapping[str, Mapping[str, tuple[int, int | None]]]:
    """Return by the IRI of a class how often, at least and at most, its things must have a property, as the shapes say."""
    store = ox.Store()
    store.load(path=files.folder("ontology") / "shapes.ttl", format=ox.RdfFormat.TURTLE)
    found: dict[str, dict[str, tuple[int, int | None]]] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_SH}targetClass"), None):
        said = {
            each.predicate.value: each.object for each in store.quads_for_pattern(quad.subject, None, None)
        }
        path = said.get(f"{_SH}path")
        if not isinstance(path, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        least, most = (_number(said.get(f"{_SH}{name}Count")) for name in ("min", "max"))
        known = found.setdefault(quad.object.value, {}).get(path.value, (0, None))
        found[quad.object.value][path.value] = (max(known[0], least or 0), known[1] if most is None else most)
    return found


def _number(value: object) -> int | None:
    return int(value.value) if isinstance(value, ox.Literal) else None


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a file about a thing of a class, by the name of the class; KeyError where it has none."""
    if name not in classes():
        raise KeyError(name)
    return {
        "$schema": _DIALECT,
        "$id": f"{BASE}{SCHEMAS}/{name}.json",
        "title": name,
        "description": f"What is said of a thing of the class {_terms()[name]['@id']}, and of what it is told with.",
        "type": "object",
        "required": ["@context", "@graph"],
        "additionalProperties": False,
        "properties": {
            "@context": {"type": "object", "properties": {"@version": {"const": 1.1}}},
            "@graph": {"type": "array", "items": {"$ref": "#/$defs/node"}, "contains": _thing(name)},
        },
        "$defs": {"node": _node()},
    }


def _thing(name: str) -> dict[str, Any]:
    """Return what a thing of a class must be beyond what every node is."""
    by_iri = {said["@id"]: each for each, said in _terms().items()}
    obliged = _obliged().get(_terms()[name]["@id"], {})
    counted = {by_iri[iri]: counts for iri, counts in obliged.items() if iri in by_iri}
    said: dict[str, Any] = {"type": {"type": "array", "contains": {"const": name}}}
    for each, (_, most) in sorted(counted.items()):
        if most is not None and not _is_map(_terms()[each]):
            said[each] = {"maxItems": most}
    required = sorted(each for each, (least, _) in counted.items() if least)
    return {"required": ["id", "type", *required], "properties": said}


def _node() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "format": "iri"},
            "type": _STRINGS,
            **{name: _values(said) for name, said in sorted(_terms().items()) if not name[0].isupper()},
        },
        "patternProperties": {"^[^@]*:": _SPELLED},
        "additionalProperties": False,
    }


def _is_map(said: Mapping[str, Any]) -> bool:
    return "@language" in said.get("@container", ())


def _values(said: Mapping[str, Any]) -> Mapping[str, Any]:
    if _is_map(said):
        return _WORDS
    kind = said.get("@type")
    if kind in {"@id", "@vocab"}:
        return _IRIS
    return _STRINGS if kind is not None else _SPELLED


def files_below() -> Iterator[tuple[str, bytes]]:
    """Yield the context and the schemas, each with its path below where they are published."""
    yield "context.jsonld", context()
    yield CONTEXT, context()
    for name in classes():
        yield f"{SCHEMAS}/{name}.json", written(schema(name))


def written(said: Mapping[str, Any]) -> bytes:
    """Return a JSON document as it is written."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
