"""Links in a build: which ledger counts, what it gives for the things of a release, and whether it contradicts itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph

from uniongraph import files, links, terms
from uniongraph.builder import plan
from uniongraph.iris import term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uniongraph.iris import Minter
    from uniongraph.links import Identifier, Ledger
    from uniongraph.release import Input
    from uniongraph.terms import Node, Statement

__all__ = ["FOLDER", "Outside", "is_input", "read", "unheld"]

FOLDER: Final = "links"
"""Where the user's own ledger lies, beside the registry of a folder of releases."""
_CODES: Final = "data/identifiers.csv"
_SUBJECT: Final = re.compile(rb"^<[^>]*>", re.MULTILINE)
_DIFFERENT: Final = (term("ug:hostOrganization"), term("owl:differentFrom"))


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known of the places of our things in other datasets: the ledger, the codes, and the files they stand in."""

    ledger: Ledger
    tables: int
    identifiers: tuple[Identifier, ...]
    inputs: tuple[Input, ...]

    def subjects(self, minter: Minter) -> set[Node]:
        """Return all things of ours of which something is said."""
        found = {terms.node(each.subject) for each in self.ledger.judgements}
        return found | {minter.organization(each.name, each.scope) for each in self.identifiers}

    def statements(self, minter: Minter, known: set[Node]) -> list[Statement]:
        """Return the graph ``links`` of a release that holds the things ``known``."""
        said = links.describe(self.ledger, minter, known)
        return said + links.describe_identifiers(self.identifiers, minter, known)

    def agree(self, store: pyoxigraph.Store, base: str) -> None:
        """Raise LinksContradict where what is said cannot all hold of the things of a release."""
        pairs = (
            (quad.subject.value, quad.object.value)
            for predicate in _DIFFERENT
            for quad in store.quads_for_pattern(None, predicate, None, None)
            if isinstance(quad.subject, pyoxigraph.NamedNode)
            and isinstance(quad.object, pyoxigraph.NamedNode)
        )
        links.check(self.ledger, pairs, base)


def read(root: Path, base: str, more: Iterable[Path] = ()) -> Outside:
    """Return what ships, after it what the user has judged in the ledger of a folder of releases, and some other tables.

    Each table counts once. The inputs are those of the first two.
    """
    data = files.folder("data")
    shipped, own = links.paths([data / "links"]), links.paths([root / FOLDER])
    before = {path.resolve() for path in (*shipped, *own)}
    tables = [*shipped, *own, *(path for path in more if path.resolve() not in before)]
    named = [(_CODES, data / "identifiers.csv")]
    named += [(f"data/links/{path.name}", path) for path in shipped]
    named += [(f"{FOLDER}/{path.name}", path) for path in own]
    return Outside(
        links.read(tables, base),
        len(tables),
        tuple(links.read_identifiers(data / "identifiers.csv")),
        tuple(plan.hashed(name, path) for name, path in named),
    )


def is_input(path: str) -> bool:
    """Say whether an input of a release is one of these files, by its name there."""
    return path == _CODES or path.startswith(("data/links/", f"{FOLDER}/"))


def unheld(wanted: set[Node], shards: Iterable[bytes]) -> set[Node]:
    """Return those of some things of which no shard says anything; none is looked at once all are found."""
    left = {each.encode() for each in wanted}
    found = iter(shards)
    while left and (data := next(found, None)) is not None:
        left.difference_update(_SUBJECT.findall(data))
    return {terms.Node(each.decode()) for each in left}
