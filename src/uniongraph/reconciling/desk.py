"""What answers are made of: a reader of the store, the indexes of its names, and where identifiers begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.errors import NotPrepared
from uniongraph.iris import term

if TYPE_CHECKING:
    from uniongraph.labels import Index as Labels
    from uniongraph.matching import Index as Names
    from uniongraph.things import Reader

__all__ = ["SPACE", "Desk"]

SPACE: Final = "id/"
"""What identifiers begin with below the base of the data."""
_TYPE: Final = term("rdf:type")


@dataclass(frozen=True, slots=True)
class Desk:
    """A reader of the store in the ``language`` of who asks, the ``base`` of the data's IRIs, its indexes, if prepared.

    ``names`` are those that things are matched by, ``labels`` those that one types the beginning of.
    """

    reader: Reader
    base: str
    language: str
    names: Names | None = None
    labels: Labels | None = None

    @property
    def space(self) -> str:
        """What an identifier stands behind in the IRI of its thing."""
        return f"{self.base}{SPACE}"

    def index(self) -> Names:
        """Return the index that names are matched by; NotPrepared where there is none."""
        if self.names is None:
            raise _unprepared()
        return self.names

    def choices(self) -> Labels:
        """Return the index of names to choose from; NotPrepared where there is none."""
        if self.labels is None:
            raise _unprepared()
        return self.labels

    def id(self, iri: str) -> str | None:
        """Return the identifier of a thing, None where its IRI lies outside of the identifier space."""
        found = iri.removeprefix(self.space)
        return found if found and found != iri else None

    def made(self, iri: str) -> ox.NamedNode | None:
        """Return an IRI as the store has it, None where it is none."""
        try:
            return ox.NamedNode(iri)
        except ValueError:
            return None

    def node(self, said: str) -> ox.NamedNode | None:
        """Return the thing that is known by an identifier, or by its whole IRI; None where there is none of ours."""
        for iri in (f"{self.space}{said}", said):
            node = self.made(iri)
            if node is not None and node.value.startswith(self.space) and self.is_ours(node):
                return node
        return None

    def is_ours(self, node: ox.NamedNode) -> bool:
        """Tell whether the data describes a thing."""
        return any(self.reader.store.quads_for_pattern(node, _TYPE, None))


def _unprepared() -> NotPrepared:
    said = (
        "the names of this release are not prepared, so none is looked up: uniongraph release prepare does it"
    )
    return NotPrepared(said, source="service")
