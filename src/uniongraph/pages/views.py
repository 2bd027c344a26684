"""Pages that are made where the store is read: in a worker, which may die of them, or by whoever writes them to files.

A view is asked for by a frozen value that crosses to the worker as JSON; equal ones are the same page, byte for byte::

    views.render(store, View("thing", iri, "zh-Hans", base="https://w3id.org/uniongraph/"))
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import matching, reconciling, things
from uniongraph.errors import NothingThere
from uniongraph.pages import browse, citing, entity, evidence, glimpses, home, searching, telling, written
from uniongraph.pages.addresses import Addresses, FileAddresses
from uniongraph.pages.frame import Frame
from uniongraph.pages.languages import OF_DATA
from uniongraph.pages.written import Made
from uniongraph.sparql import Limits
from uniongraph.things import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TypeAlias

    from uniongraph.labels import Index
    from uniongraph.things import Ref

    Names: TypeAlias = dict[str, dict[str, Ref]]
    """What the vocabulary of one store is called, by language and IRI."""

__all__ = ["Held", "View", "draw", "make", "render"]


@dataclass(frozen=True, slots=True)
class View:
    """A page to make: its ``name``, what it is ``about`` (an IRI, a service, nothing), and what every page must know.

    ``is_chosen`` tells that links carry the language along; ``here``, ``values`` and ``day`` are those of the page's
    `Frame`. ``is_live`` tells whether somebody answers, or the page is a file among others. ``format`` is the short name
    of what is written: a page, a file of the view ``statements``, or the JSON of the view ``reconcile``, whose ``about``
    is the service that is asked and whose ``values`` are its parameters.
    ``classes``, ``properties`` and ``statements`` are how many there are of each class, with each property and altogether, where
    that is known beforehand; ``advert`` is the `Frame`'s.
    """

    name: str
    about: str
    language: str
    base: str
    release: str = ""
    root: str = ""
    here: str = "/"
    values: tuple[tuple[str, str], ...] = ()
    is_chosen: bool = False
    format: str = "html"
    day: str | None = None
    dataset: str = ""
    licence: str = ""
    classes: tuple[tuple[str, int], ...] = ()
    properties: tuple[tuple[str, int], ...] = ()
    statements: int | None = None
    advert: str = ""
    is_live: bool = True

    def encoded(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def decoded(cls, text: str) -> View:
        """Return the view of a text."""
        said = json.loads(text)
        for name in ("values", "classes", "properties"):
            said[name] = tuple((key, value) for key, value in said[name])
        return cls(**said)

    @property
    def frame(self) -> Frame:
        """What the page's templates know."""
        kind = Addresses if self.is_live else FileAddresses
        to = kind(self.root, self.base, self.language if self.is_chosen else None)
        return Frame(
            to,
            self.language,
            self.release,
            self.here,
            self.values,
            day=self.day,
            dataset=self.dataset,
            licence=self.licence,
            advert=self.advert,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """What a view is made of: a reader of the store, the index of names and the folder of what was prepared, if any.

    ``limits`` are those of a file.
    """

    reader: Reader
    index: Index | None = None
    limits: Limits = field(default_factory=Limits)
    derived: Path | None = None

    def ways(self, view: View) -> browse.Ways:
        """Return what the ways in are made of."""
        return browse.Ways(self.reader, view.base, self.derived, dict(view.classes))


def render(store: ox.Store, view: View, index: Index | None = None, *, derived: Path | None = None) -> str:
    """Return a page; NothingThere where there is nothing to show, ParameterError where what is asked makes no sense."""
    return make(store, view, index, derived=derived).text


def make(
    store: ox.Store,
    view: View,
    index: Index | None = None,
    limits: Limits | None = None,
    *,
    derived: Path | None = None,
    names: Names | None = None,
) -> Made:
    """Return a page, or a file within the limits of answers, and what is left out of it; raises what `render` does.

    ``names`` are kept by whoever makes many pages of one store that does not change.
    """
    kept = None if names is None else names.setdefault(view.language, {})
    reader = Reader(store, OF_DATA[view.language], kept)
    return draw(Held(reader, index, limits or Limits(), derived), view)


def draw(held: Held, view: View) -> Made:
    """Return what `make` does, by a reader in the view's language that may have read for other views before."""
    if view.name == "statements":
        return written.statements(held.reader, view.about, view.format, held.limits)
    drawn = _VIEWS.get(view.name)
    if drawn is None:
        raise NothingThere(f"there is no page of the kind {view.name!r}", source="page")
    return Made(drawn(held, view))


def _thing(held: Held, view: View) -> str:
    counted = {**dict(view.classes), **dict(view.properties)}
    return entity.page(held.reader, view.about, view.frame, counted)


def _citation(held: Held, view: View) -> str:
    _known(held, view)
    thing = things.named(held.reader, ox.NamedNode(view.about), view.base)
    return citing.written(thing, view.frame, view.format)


def _known(held: Held, view: View) -> str:
    if not things.is_known(held.reader, ox.NamedNode(view.about)):
        raise NothingThere(f"nothing is known of <{view.about}>", source="page")
    return ""


def _home(held: Held, view: View) -> str:
    return home.page(held.ways(view), view.statements, view.frame)


def _browse(held: Held, view: View) -> str:
    return browse.page(held.ways(view), view.about, view.frame)


def _search(held: Held, view: View) -> str:
    return searching.page(held.reader, held.index, view.frame)


def _reconcile(held: Held, view: View) -> str:
    found = reconciling.answered(_desk(held, view), view.about, dict(view.values))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _preview(held: Held, view: View) -> str:
    return glimpses.page(reconciling.glimpse(_desk(held, view), "entity", view.about), view.frame)


def _flyout(held: Held, view: View) -> str:
    kind = dict(view.values)["kind"]
    return glimpses.part(reconciling.glimpse(_desk(held, view), kind, view.about), view.frame)


def _desk(held: Held, view: View) -> reconciling.Desk:
    names = matching.opened(matching.file(held.derived)) if held.derived else None
    return reconciling.Desk(held.reader, view.base, view.language, names, held.index)


def _evidence(held: Held, view: View) -> str:
    return evidence.named(held.reader, json.loads(view.about))


def _facts(held: Held, view: View) -> str:
    return telling.facts(held.reader, view.about, view.base)


def _found(held: Held, view: View) -> str:
    return telling.found(held.reader, held.index, view.about)


def _lines(held: Held, view: View) -> str:
    return telling.lines(held.reader, view.about, dict(view.values)["lines"])


_VIEWS: Final[Mapping[str, Callable[[Held, View], str]]] = {
    "browse": _browse,
    "citation": _citation,
    "evidence": _evidence,
    "facts": _facts,
    "flyout": _flyout,
    "found": _found,
    "home": _home,
    "known": _known,
    "lines": _lines,
    "preview": _preview,
    "reconcile": _reconcile,
    "search": _search,
    "thing": _thing,
}
