"""The parameters of a prepared query: what each type takes, and the RDF term it becomes.

A value a user sends never becomes part of a query as text: it is made a term by the engine, and the term's own
N-Triples form is what is bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

import pyoxigraph as ox

from uniongraph.errors import ParameterError, QueryError
from uniongraph.iris import PREFIXES, SCHEME

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["FORMS", "Parameter", "Term", "Type", "check_concept", "concepts", "term", "value"]

Type = Literal["iri", "string", "integer", "year", "code", "division", "concept"]
TYPES: Final[tuple[Type, ...]] = get_args(Type)
Term = ox.NamedNode | ox.Literal

_XSD = PREFIXES["xsd"]
FORMS: Final[Mapping[Type, tuple[re.Pattern[str], str]]] = {
    "iri": (re.compile(r"[^\x00-\x20]+"), "an absolute IRI"),
    "string": (re.compile(r".*", re.DOTALL), "a text"),
    "integer": (re.compile(r"[+-]?[0-9]{1,18}"), "a whole number"),
    "year": (re.compile(r"[0-9]{4}"), "a year of four digits"),
    "code": (re.compile(r"[0-9A-Za-z-]+"), "a code of digits, letters and hyphens"),
    "division": (re.compile(r"[0-9]{6}(?:[0-9]{3})?"), "a division code of six or nine digits"),
    "concept": (re.compile(r"[^\x00-\x20]+"), "a concept"),
}
"""What the values of each type look like, as a pattern for the whole value and in words."""
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: an ordinary variable of the query, whose VALUES block holds its default.

    ``summary`` is in "zh" and "en". ``default`` is the value that holds where none is given, None where any does; a
    required parameter has none. ``scheme`` is the key of the concept scheme, for the type ``concept`` only; ``finds``
    the variable of the things that have a name with this text in it, for ``string`` only.
    """

    name: str
    type: Type
    summary: Mapping[str, str]
    example: str
    required: bool = False
    default: str | None = None
    scheme: str | None = None
    finds: str | None = None

    @property
    def expected(self) -> str:
        """What the parameter takes, in words."""
        of = f" of the scheme {self.scheme}, by its key or its IRI" if self.scheme else ""
        return f"{FORMS[self.type][1]}{of}"

    def unfit(self, message: str) -> ParameterError:
        """Return the error that says what is wrong with a value, or with its absence."""
        return ParameterError(
            message,
            parameter=self.name,
            expected=f"{self.expected} (type {self.type})",
            example=self.example,
            source=f"parameter {self.name}",
        )


def term(parameter: Parameter, text: str) -> Term:
    """Return the RDF term that a value stands for; ParameterError names parameter, type and an example where it does not."""
    pattern, _ = FORMS[parameter.type]
    if not pattern.fullmatch(text):
        raise _unfit(parameter, text)
    try:
        return _made(parameter, text)
    except ValueError:
        raise _unfit(parameter, text) from None


def _made(parameter: Parameter, text: str) -> Term:
    match parameter.type:
        case "iri":
            return ox.NamedNode(text)
        case "integer":
            return ox.Literal(str(int(text)), datatype=ox.NamedNode(f"{_XSD}integer"))
        case "year":
            return ox.Literal(text, datatype=ox.NamedNode(f"{_XSD}gYear"))
        case "concept":
            path = f"{SCHEME}{parameter.scheme}/"
            key = text.removeprefix(path)
            if not _KEY.fullmatch(key):
                raise ValueError(key)
            return ox.NamedNode(f"{path}{key}")
        case _:
            return ox.Literal(text)


def _unfit(parameter: Parameter, text: str) -> ParameterError:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return parameter.unfit(
        f"{shown!r} is not {parameter.expected} (type {parameter.type}), such as {parameter.example!r}"
    )


def value(parameter: Parameter, written: Term) -> str:
    """Return the value that stands for a term, so that ``term`` gives it back; QueryError where none does."""
    text = written.value
    if parameter.type == "concept":
        text = text.removeprefix(f"{SCHEME}{parameter.scheme}/")
    if term(parameter, text) != written:
        raise QueryError(f"{written} is not {parameter.expected} (type {parameter.type})")
    return text


def check_concept(known: Collection[str], parameter: Parameter, concept: Term) -> None:
    """Raise ParameterError where a concept is none of its scheme, whose keys are known, with those that come nearest."""
    from difflib import get_close_matches  # noqa: PLC0415 (on the way out of a failure only)

    key = concept.value.removeprefix(f"{SCHEME}{parameter.scheme}/")
    if key in known:
        return
    keys = sorted(known)
    near = get_close_matches(key, keys, n=3) or keys[:20]
    said = f"the scheme {parameter.scheme} has no concept {key!r}; there is {', '.join(near) or 'none'}"
    raise parameter.unfit(f"{said} (type concept, such as {parameter.example!r})")


def concepts(store: ox.Store, scheme: str) -> set[str]:
    """Return the keys of the concepts that a store knows of a scheme."""
    path, member = f"{SCHEME}{scheme}/", ox.NamedNode(f"{PREFIXES['skos']}inScheme")
    found = store.quads_for_pattern(None, member, ox.NamedNode(f"{SCHEME}{scheme}"))
    return {quad.subject.value.removeprefix(path) for quad in found if isinstance(quad.subject, ox.NamedNode)}
