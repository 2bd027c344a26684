"""What holds of a thing no longer as it was: awards taken back, corrected or confirmed, things replaced by others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import ONTOLOGY
from uniongraph.things import inferring, quoting
from uniongraph.things.values import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Excerpt

__all__ = ["acts", "statuses"]

_SORTS: Final[Mapping[str, str]] = {
    f"{ONTOLOGY}Revocation": "revoked",
    f"{ONTOLOGY}Rectification": "corrected",
    f"{ONTOLOGY}Confirmation": "confirmed",
}
_MOST: Final = 20
"""Later acts that are told of one thing."""
_CONFERRALS: Final = 20
_OWN: Final = {"dcterms:isReplacedBy": "replaced", "dcterms:replaces": "replaces"}
_DEPRECATED: Final = ox.NamedNode("http://www.w3.org/2002/07/owl#deprecated")


def statuses(reader: Lookups, thing: ox.NamedNode, kind: str) -> tuple[Status, ...]:
    """Return what later acts did to a thing, and what the data says of its being replaced."""
    return (*_said(reader, thing), *acts(reader, thing, kind, is_quoted=True))


def _said(reader: Lookups, thing: ox.NamedNode) -> Iterator[Status]:
    for name, sort in _OWN.items():
        for each in reader.nodes(thing, name):
            yield Status(sort, reader.ref(each))
    if any(
        isinstance(each, ox.Literal) and each.value in {"true", "1"}
        for each in reader.values(thing, _DEPRECATED)
    ):
        yield Status("deprecated")


def acts(reader: Lookups, thing: ox.NamedNode, kind: str, *, is_quoted: bool = False) -> tuple[Status, ...]:
    """Return what later acts did to a conferral, to those of a case, or to a document; with their words where asked."""
    found: dict[ox.NamedNode, ox.NamedNode] = {}
    if kind == "conferral":
        found = dict.fromkeys(reader.subjects("ug:concerns", thing, _MOST), thing)
    elif kind == "case":
        for conferral in reader.subjects("ug:conferralOf", thing, _CONFERRALS):
            found |= dict.fromkeys(reader.subjects("ug:concerns", conferral, _MOST), conferral)
    elif kind == "document":
        for name in ("ug:revokesDocument", "ug:concernsDocument"):
            found |= dict.fromkeys(reader.subjects(name, thing, _MOST), thing)
    made = (_status(reader, act, about, is_quoted=is_quoted) for act, about in found.items())
    return tuple(sorted(made, key=lambda each: each.what.iri if each.what else ""))[:_MOST]


def _status(reader: Lookups, act: ox.NamedNode, about: ox.NamedNode, *, is_quoted: bool) -> Status:
    sort = next((_SORTS[each] for each in reader.classes(act) if each in _SORTS), "concerned")
    documents = reader.nodes(act, "ug:decidedIn")
    read = quoting.excerpts(reader, quoting.spans(reader, act)) if is_quoted else ()
    rule, confidence, _ = inferring.concluded(reader, act, "ug:concerns", about)
    return Status(
        sort,
        reader.ref(act),
        reader.ref(documents[0]) if documents else None,
        max(read, key=_marks, default=None),
        rule,
        confidence,
    )


def _marks(excerpt: Excerpt) -> int:
    """Return in how many places of an excerpt an act is told: its sentence has more than a title that names it."""
    return sum(is_marked for line in excerpt.lines for _, is_marked in line.pieces)
