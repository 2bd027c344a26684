"""What the rows of an answer name, as JSON: each thing with its IRI and where it is printed.

A text names what is called so, and of several things of one name those that are printed in a document that the row names,
where any is. A row that names a work, or a tier, and who was honoured names the award as well.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.pages import telling
from uniongraph.things import quoting
from uniongraph.things.lookups import NAMING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.things import Reader

__all__ = ["Row", "named"]

Row: TypeAlias = "Sequence[tuple[str, str | None]]"
"""The cells of a row that may name something: an IRI with None, or a text with its language or ''."""

_THINGS: Final = 100
"""Things that are told of one answer."""
_ALIKE: Final = 20
"""Things of one name that are looked at, of which so many are told as there are places of one."""
_AWARDS: Final = 100
"""Awards of a work, or of who was honoured, that are looked at for that of a row."""
_CALLING: Final = (*NAMING, term("ug:titleAsPrinted"), term("ug:documentNumber"))
"""The properties whose value stands in a row for a thing."""
_TAGS: Final = ("", "zh-hans", "zh-hant")
"""The tags of names, where a row has lost them."""
_SEPARATOR: Final = " | "
"""What stands between several names in one cell of the prepared queries."""
_KINDS: Final = frozenset(
    (
        "act",
        "case",
        "category",
        "conferral",
        "correction",
        "document",
        "edition",
        "organization",
        "person",
        "place",
        "programme",
        "tier",
    )
)
"""Kinds of things that are told of an answer, where its rows name them."""


def named(reader: Reader, rows: Sequence[Row]) -> str:
    """Return the things that some rows name, in the order of the rows; ``more`` is how many are left out."""
    naming = _Naming(reader)
    told: dict[ox.NamedNode, tuple[list[int], dict[ox.NamedNode, None]]] = {}
    for number, row in enumerate(rows):
        things, papers = naming.named(row)
        for thing in things:
            numbers, known = told.setdefault(thing, ([], {}))
            known.update(dict.fromkeys(papers))
            numbers.append(number)
    documents = telling.Documents(reader)
    shown = [
        {
            **telling.ref(reader.ref(thing)),
            "rows": numbers,
            "mentions": quoting.places(reader, thing),
            "sources": documents.sources(telling.places(reader, thing, [*papers][: telling.MOST])),
        }
        for thing, (numbers, papers) in islice(told.items(), _THINGS)
    ]
    more = max(len(told) - _THINGS, 0)
    return telling.written({"things": shown, "more": more, "documents": documents.told()})


class _Naming:
    """Tells what the cells of rows name, each looked up once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, str | None], list[ox.NamedNode]] = {}

    def named(self, row: Row) -> tuple[Sequence[ox.NamedNode], Sequence[ox.NamedNode]]:
        """Return the things that a row names, each once, and those of them that are documents."""
        cells = [self._cell(text, tag) for text, tag in row]
        papers = [each for cell in cells for each in cell if self._kind(each) == "document"]
        meant = [each for cell in cells for each in self._meant(cell, papers)]
        return list(dict.fromkeys([*meant, *self._awards(meant)])), papers

    def _meant(self, alike: Sequence[ox.NamedNode], papers: Sequence[ox.NamedNode]) -> Sequence[ox.NamedNode]:
        """Return of things of one name those that these documents print, all where none is."""
        if len(alike) > 1 and papers:
            alike = [each for each in alike if telling.printed_in(self._reader, each, papers)] or alike
        return alike[: telling.MOST]

    def _awards(self, meant: Sequence[ox.NamedNode]) -> Iterator[ox.NamedNode]:
        """Yield the awards of a row, which gives the work, or tier and recipient, and nothing that an award has otherwise."""
        reader = self._reader
        kinds = {each: self._kind(each) for each in meant}
        cases = [each for each in meant if kinds[each] == "case"]
        tiers = {each for each in meant if kinds[each] == "tier"}
        honoured = [each for each in meant if kinds[each] in {"organization", "person"}]
        if not cases and not (tiers and honoured):
            return
        ways = [("ug:conferralOf", each) for each in cases] or [("ug:recipient", each) for each in honoured]
        fixed = {"ug:inTier": tiers, "ug:recipient": {*honoured}}
        for name, thing in ways:
            for award in reader.subjects(name, thing, _AWARDS):
                if all(not of or of & {*reader.nodes(award, each)} for each, of in fixed.items()):
                    yield award

    def _cell(self, text: str, tag: str | None) -> list[ox.NamedNode]:
        if (text, tag) not in self._known:
            self._known[text, tag] = [each for each in self._called(text, tag) if self._kind(each) in _KINDS]
        return self._known[text, tag]

    def _called(self, text: str, tag: str | None) -> list[ox.NamedNode]:
        if tag is None:
            return [ox.NamedNode(text)]
        found = self._bearing(text, (tag,) if tag else _TAGS)
        if not found and not tag and _SEPARATOR in text:
            found = [each for part in text.split(_SEPARATOR) for each in self._bearing(part, _TAGS)]
        return found

    def _bearing(self, text: str, tags: Iterable[str]) -> list[ox.NamedNode]:
        store = self._reader.store
        bearing: dict[ox.NamedNode, None] = {}
        for tag in tags:
            literal = ox.Literal(text, language=tag) if tag else ox.Literal(text)
            for name in _CALLING:
                quads = islice(store.quads_for_pattern(None, name, literal), _ALIKE)
                bearing.update(
                    {each.subject: None for each in quads if isinstance(each.subject, ox.NamedNode)}
                )
        return sorted(bearing, key=lambda each: each.value)

    def _kind(self, thing: ox.NamedNode) -> str | None:
        return self._reader.ref(thing).kind
