"""What is written: pages and files, each a value that crosses to the process that makes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from uniongraph.iris import BASE
from uniongraph.pages import CITATIONS, SUFFIXES
from uniongraph.pages.languages import OF_DATA
from uniongraph.pages.views import Held, View, draw
from uniongraph.site.paths import Place, file
from uniongraph.things import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    import pyoxigraph as ox

__all__ = ["Desk", "Sheet", "ViewSheet", "files_about", "page_at"]


class Desk:
    """Where sheets are made: a store, and a reader of it in each language that remembers what things are called."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._readers: dict[str, Reader] = {}

    def reader(self, language: str) -> Reader:
        """Return the reader in a language."""
        if language not in self._readers:
            self._readers[language] = Reader(self.store, OF_DATA[language])
        return self._readers[language]


class Sheet(Protocol):
    """A file of the site below its folder; ``place`` is the address of a page, None for what is none."""

    @property
    def file(self) -> PurePosixPath:
        """The file below the site's folder."""

    @property
    def place(self) -> Place | None:
        """The address of a page."""

    def rendered(self, desk: Desk) -> bytes:
        """Return the content of the file."""


@dataclass(frozen=True, slots=True)
class ViewSheet:
    """A file of the site below its folder, and the view it holds; ``place`` is that of a page, None for another file."""

    file: PurePosixPath
    view: View
    place: Place | None = None

    def rendered(self, desk: Desk) -> bytes:
        """Return the content of the file."""
        return draw(Held(desk.reader(self.view.language)), self.view).text.encode()


def page_at(place: Place, model: View) -> ViewSheet:
    """Return the page at an address: the home page, a way in, or the page of the thing whose IRI has the path.

    ``model`` is a view that knows what all pages of the site do.
    """
    name, about = _view(place.path, model.base)
    if key := dict(place.values).get("key"):
        about = f"{about}/{key}"
    view = replace(
        model,
        name=name,
        about=about,
        language=place.language,
        root=place.root,
        here=place.path,
        values=place.values,
    )
    return ViewSheet(place.file, view, place)


def _view(path: str, base: str) -> tuple[str, str]:
    first, _, rest = path.strip("/").partition("/")
    if not first:
        return "home", ""
    if first == "browse":
        return "browse", unquote(rest)
    return "thing", f"{_base(path, base)}{path.strip('/')}"


def _base(path: str, base: str) -> str:
    """Return the base of the IRI that has a path: the vocabulary keeps ours, whoever publishes."""
    is_vocabulary = path.strip("/").partition("/")[0] in {"ontology", "scheme"}
    return BASE if is_vocabulary else base


def files_about(iri: str, path: str, model: View) -> Iterator[ViewSheet]:
    """Yield the files about a thing: what is said of it in every format, and how to cite it."""
    for suffix, form in SUFFIXES.items():
        yield ViewSheet(file(path + suffix), replace(model, name="statements", about=iri, format=form))
    for suffix, form in CITATIONS.items():
        yield ViewSheet(file(path + suffix), replace(model, name="citation", about=iri, format=form))
