"""Our things as they are compared and shown: from a release, with the line of a decision where each was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from uniongraph import matching
from uniongraph.errors import LinkError
from uniongraph.iris import term
from uniongraph.things import printing
from uniongraph.things.reader import Reader

if TYPE_CHECKING:
    from uniongraph.matching import Named
    from uniongraph.release import Release
    from uniongraph.things.values import Source

__all__ = ["KINDS", "Evidence", "Held", "Witnesses", "things"]

KINDS: Final = ("organization", "place", "case")
"""What can be linked."""
_BY_OTHERS: Final = ("ug:hostOrganization", "ug:territory", "ug:within")
"""A host and a place are known by the union that names them, a district by one of its towns."""
_TYPE: Final = ox.NamedNode(term("rdf:type").value)
_UNION: Final = ox.NamedNode(term("ug:UnionOrganization").value)
_DEEPEST: Final = 3
_FEW: Final = 12


def things(release: Release, kind: str | None) -> dict[str, Named]:
    """Return the things of a release by IRI, of one kind or of all; LinkError where there are none."""
    wanted = {kind} if kind else set(KINDS)
    ours = f"{release.manifest.base}id/"  # partners' graphs hold things too
    named = matching.of_release(release.open_store())
    found = {each.id: each for each in named if each.kind in wanted and each.id.startswith(ours)}
    if not found:
        raise LinkError(f"holds no {kind or 'thing'} to be linked", source=f"release {release.id}")
    return found


class Held:
    """Tells what a release does not let be said of a thing of ours: it must hold it, and of a union only relations are told."""

    def __init__(self, release: Release) -> None:
        self._store = release.open_store()

    def fault(self, subject: str, predicate: str, *, negative: bool) -> tuple[str, str] | None:
        """Return the column of a sheet that is wrong, and what is wrong with it; None where all is well."""
        thing = ox.NamedNode(subject)
        if next(self._store.quads_for_pattern(thing, _TYPE, None, None), None) is None:
            return "our_id", f"{subject} is no thing of this release"
        if negative or predicate.endswith("relatedMatch"):
            return None
        if next(self._store.quads_for_pattern(thing, _TYPE, _UNION, None), None) is None:
            return None
        return (
            "predicate",
            "a union is not its host, so it is a skos:relatedMatch to things elsewhere at most",
        )


class Evidence(NamedTuple):
    """Where a thing is printed: the document with the number of the line, and that line; both "" where it is nowhere."""

    where: str = ""
    line: str = ""


class Witnesses:
    """Finds the lines of a release where things are printed."""

    def __init__(self, release: Release) -> None:
        self._reader = Reader(release.open_store(), ("zh-hans", "zh"))

    def of(self, iri: str) -> Evidence:
        """Return where a thing is printed first, or the union by which we know of a host or a place."""
        source = self._known(ox.NamedNode(iri), _DEEPEST)
        return Evidence() if source is None else self._evidence(source)

    def _known(self, thing: ox.NamedNode, depth: int) -> Source | None:
        found = self._printed(thing)
        for name in _BY_OTHERS if found is None and depth else ():
            others = sorted(self._reader.subjects(name, thing, _FEW), key=str)
            found = next(filter(None, (self._known(each, depth - 1) for each in others)), None)
            if found is not None:
                break
        return found

    def _printed(self, thing: ox.NamedNode) -> Source | None:
        return next(iter(printing.sources(self._reader, printing.mentions(self._reader, thing), 1)), None)

    def _evidence(self, source: Source) -> Evidence:
        document = ox.NamedNode(source.document.iri)
        lines = self._reader.lines(ox.NamedNode(source.iri.partition("#")[0]))
        number = self._reader.text(document, "ug:documentNumber") or source.document.label.text
        line = lines[source.line - 1] if 0 < source.line <= len(lines) else source.quote
        return Evidence(f"{number}:{source.line}", line.strip()[:200])
