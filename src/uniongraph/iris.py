"""The IRIs of things: an official identifier or the place in the printed list where there is one, a frozen slug else.

Everything hangs on one setting, the base. Vocabulary does not: the ontology and the schemes keep their own address
whoever publishes data with them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from uniongraph import terms
from uniongraph.errors import UnionGraphError
from uniongraph.terms import Node

if TYPE_CHECKING:
    from uniongraph.model import DocumentNumber, Span
    from uniongraph.registry import Registry

__all__ = [
    "BASE",
    "LICENCE",
    "ONTOLOGY",
    "PREFIXES",
    "SCHEME",
    "TITLES",
    "Minter",
    "check_base",
    "concept",
    "term",
    "written",
]

BASE: Final = "https://w3id.org/uniongraph/"
"""The base of data IRIs unless a publisher sets another."""

ONTOLOGY: Final = "https://w3id.org/uniongraph/ontology#"
SCHEME: Final = "https://w3id.org/uniongraph/scheme/"

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of our statements; the words that they quote stay their issuer's."""
TITLES: Final = (("uniongraph: award decisions", "en"), ("表彰决定知识图谱", "zh-Hans"))
"""What a release is called, with the language of each name."""

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": "http://purl.org/pav/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "ug": ONTOLOGY,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes under which our data is written."""

_BASE_FORM = re.compile(r"https?://[^\x00-\x20\s<>\"{}|\\^`?#]+/")
PATH = re.compile("[A-Za-z0-9/._~-]+")
"""What a path is made of; anything else is looked at as an IRI is."""
_HASH_LENGTH = 10
_WITNESS_LENGTH = 12


def check_base(base: str) -> str:
    """Return a base that data IRIs may hang on, or raise: it is http or https and ends in a slash."""
    if not _BASE_FORM.fullmatch(base):
        raise UnionGraphError(f"the base must be an http(s) IRI that ends in “/”, not {base!r}")
    try:
        NamedNode(base)
    except ValueError as error:
        raise UnionGraphError(f"the base {base!r} is no IRI: {error}") from error
    return base


@cache
def term(name: str) -> NamedNode:
    """Return a class or property by its prefixed name: ``ug:Case``, ``skos:prefLabel``."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def written(name: str) -> Node:
    """Return a class or property by its prefixed name, as a statement writes it."""
    return terms.node(term(name).value)


@cache
def concept(scheme: str, key: str) -> Node:
    """Return a concept of one of the schemes, by its key."""
    return terms.node(f"{SCHEME}{scheme}/{key}")


_checked = lru_cache(maxsize=16)(check_base)


@lru_cache(maxsize=64)
def _graph(base: str, path: str) -> Node:
    return Node(f"<{base}graph/{path}>") if PATH.fullmatch(path) else terms.node(f"{base}graph/{path}")


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints IRIs under one base; names that have no identifier of their own get a slug from the registry.

    They come as statements write them, and nothing that is no IRI is one: UnionGraphError where the base is none.
    """

    registry: Registry
    base: str = BASE

    def __post_init__(self) -> None:
        _checked(self.base)

    def thing(self, path: str) -> Node:
        """Return the IRI ``{base}id/{path}``."""
        return (
            Node(f"<{self.base}id/{path}>") if PATH.fullmatch(path) else terms.node(f"{self.base}id/{path}")
        )

    def graph(self, path: str) -> Node:
        """Return the IRI of a named graph, ``{base}graph/{path}``."""
        return _graph(self.base, path)

    def document_slug(self, number: DocumentNumber | None, scope: str, otherwise: str) -> str:
        """Return a document's slug: symbol in pinyin, year, serial; or a hash of what else is known of it."""
        if number is None:
            return f"unnumbered-{_digest(otherwise)}"
        return self.registry.slug("document", scope, f"{number.symbol}|{number.year}|{number.serial}")

    def cited(self, scope: str, printed: str) -> Node:
        """Return the IRI of a document that is only cited: by its number, or by its title within a scope."""
        return self.thing(f"doc/cited/{_digest(f'{scope}|{printed}')}")

    def witness(self, document: str, sha256: str) -> Node:
        """Return the IRI of one file of a document."""
        return self.thing(f"witness/{document}/{sha256[:_WITNESS_LENGTH]}")

    def span(self, witness: Node, span: Span) -> Node:
        """Return the IRI of a run of characters (RFC 5147): the witness and ``#char=begin,end``."""
        return Node(f"{witness[:-1]}#char={span.begin},{span.end}>")

    def organization(self, name: str, scope: str) -> Node:
        """Return the IRI of an organization: one name within one scope is one organization."""
        return self.thing(f"org/{self.registry.slug('organization', scope, name)}")

    def person(self, document: str, name: Span) -> Node:
        """Return the IRI of a person: the place of the name in the document, for nothing else is known to be unique."""
        return self.thing(f"person/{document}/{name.begin}")

    def place(self, code: str) -> Node:
        """Return the IRI of an administrative division, by its code."""
        return self.thing(f"place/cn-{code}")

    def programme_slug(self, name: str, scope: str) -> str:
        """Return the slug of an award programme."""
        return self.registry.slug("programme", scope, name)

    def list_slug(self, programme: str, document: str) -> str:
        """Return on what the lists of a document hang within a programme: the document's slug.

        Two documents of one edition so never share a place of a list. The registry may hold another one that was
        published before.
        """
        return self.registry.known("list", programme, document) or document

    def tier_slug(self, programme: str, kind: str, *, rank: int, alone: bool) -> str:
        """Return the slug of a tier within its programme: its kind, with its rank where the kind is not unique.

        The registry may hold a readable one for that key of the programme.
        """
        key = kind if alone else f"{kind}-{rank}"
        return self.registry.slug("tier", programme, key)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_HASH_LENGTH]
