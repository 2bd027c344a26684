"""Where pages lead: from the IRI of a thing to the address of its page, and to everything else that is served."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final
from urllib.parse import quote, urlencode, urlsplit

from pyoxigraph import NamedNode

from uniongraph import sparql
from uniongraph.iris import BASE
from uniongraph.pages.languages import CHINESE
from uniongraph.things import facets
from uniongraph.things.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["CITATIONS", "INDEX", "SUFFIXES", "Addresses", "FileAddresses"]

INDEX: Final = "index.html"
"""What the page of a folder is called."""

SUFFIXES: Final = {
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".nt": "ntriples",
    ".rdf": "rdfxml",
    ".nq": "nquads",
}
"""What a file about a thing ends in, with the short name of its format (see `sparql.GRAPHS`)."""
CITATIONS: Final = {".bib": "bibtex", ".csl.json": "csl"}
"""What a file ends in that says how to cite a thing."""
_ROUTES: Final = frozenset(
    [
        "browse",
        "graphs",
        "healthz",
        "metrics",
        "openapi.json",
        "queries",
        "readyz",
        "reconcile",
        "resource",
        "search",
        "sparql",
        "static",
    ]
)
"""What paths begin with where something else than a thing is served."""
_DOTS: Final = re.compile(r"(?:\.|%2[eE]){1,2}")
"""A part of a path that browsers do away with, and what lies before it."""
_SAFE: Final = "/:@!$&'()*+,;=~-._%"
"""What stays as it is in the path of an address; a percent sign is one of the IRI's own."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one service, mounted at the path ``root``, for data whose IRIs begin with ``base``.

    ``language`` is carried along where the reader has chosen it; None leaves it to what the browser asks for.
    ``is_live`` tells whether somebody is there to answer: a search, a query.
    """

    root: str
    base: str
    language: str | None = None
    is_live: ClassVar[bool] = True

    def path(self, iri: str) -> str | None:
        """Return the path of one of our own IRIs below the root, without its fragment; None for another's."""
        for base in (self.base, BASE):
            if iri.startswith(base):
                return quote(iri.removeprefix(base).partition("#")[0], safe=_SAFE)
        return None

    def page(self, iri: str, **values: str) -> str | None:
        """Return where the page of a thing is, or for another's thing its own address; None where there is none."""
        path = self.path(iri)
        if path is None:
            return iri if _leads(iri) else None
        if self._is_astray(path):
            return self.to("/resource", iri=iri, **values)
        _, hash_, fragment = iri.partition("#")
        return self.to(f"/{path}", **values) + hash_ + quote(fragment, safe=_SAFE)

    def alone(self, iri: str, **values: str) -> str | None:
        """Return where a thing has a page to itself, also one whose IRI has a fragment, as no browser sends it."""
        path = self.path(iri)
        _, hash_, fragment = iri.partition("#")
        if path is None or not hash_ or self._is_astray(path):
            return self.page(iri, **values)
        return self.to(f"/{path}", fragment=fragment, **values)

    def kind(self, kind: str) -> str:
        """Return where the things of a kind are listed."""
        return self.browse(
            "kind", next((facets.shortened(iri) for iri, name in KINDS.items() if name == kind), "")
        )

    def file(self, iri: str, suffix: str) -> str:
        """Return where the statements about a thing are, or how it is cited, in the format of a suffix."""
        path = self.path(iri)
        if path is None or self._is_astray(path):
            return self.plain("/resource", iri=iri, format={**SUFFIXES, **CITATIONS}[suffix])
        return f"{self.root}/{path}{suffix}"

    def alternates(self, iri: str) -> Iterator[tuple[str, str, str]]:
        """Yield the files about a thing, each with its media type and the name of its format."""
        for suffix, name in SUFFIXES.items():
            yield self.file(iri, suffix), sparql.GRAPHS[name].media_type, sparql.GRAPHS[name].label

    def describing(self, iri: str) -> str:
        """Return where the query that describes a thing stands to be run; ValueError where the IRI is none."""
        return self.to("/sparql", query=f"DESCRIBE {NamedNode(iri)}")

    def to(self, path: str, **values: str) -> str:
        """Return the address of a page of the service, the language chosen with it."""
        said = {**values, **({"lang": self.language} if self.language else {})}
        return f"{self.root}{path}" + (f"?{urlencode(said)}" if said else "")

    def plain(self, path: str, **values: str) -> str:
        """Return the address of what has no language: a file, an answer."""
        return f"{self.root}{path}" + (f"?{urlencode(values)}" if values else "")

    def browse(self, facet: str = "", key: str = "") -> str:
        """Return where one browses: by anything, by a facet, or what there is of one of its values."""
        return self.to("/browse" + "".join(f"/{quote(part, safe=_SAFE)}" for part in (facet, key) if part))

    def sheet(self, path: str, number: int, **values: str) -> str:
        """Return where a sheet of the long list at a path is."""
        return self.to(path, **values, **({"page": str(number)} if number > 1 else {}))

    def _is_astray(self, path: str) -> bool:
        """Tell whether a thing's path would lead a browser elsewhere: to another host, another path or another page."""
        parts = path.split("/")
        return self.is_live and (
            not parts[0] or parts[0] in _ROUTES or any(_DOTS.fullmatch(each) for each in parts)
        )

    def inside(self, iri: str) -> bool:
        """Tell whether an IRI is one of our own."""
        return self.path(iri) is not None


def _leads(iri: str) -> bool:
    """Tell whether a browser can follow the IRI of another's thing."""
    try:
        return urlsplit(iri).scheme in {"http", "https"}
    except ValueError:  # a host that is none
        return False


@dataclass(frozen=True, slots=True)
class FileAddresses(Addresses):
    """The addresses of the files of a static site; ``root`` leads from the page's own folder up to the site's.

    A page is a folder with an ``index.html``; those in English lie below ``en/``. What an address says besides its path
    is part of the folder's name: the second page of ``/browse/year/2017`` is in ``browse/year/2017/~page=2/``.
    """

    is_live: ClassVar[bool] = False

    def to(self, path: str, **values: str) -> str:
        """Return the address of a page, by its file, so that no web host and no file manager has to look for it."""
        said = "".join(f"/{quote(each, safe='~=')}" for each in self.folders(values))
        return f"{self.root}{self.prefix}{path.rstrip('/')}{said}/{INDEX}"

    def plain(self, path: str, **values: str) -> str:
        """Return the address of a file; what it is in is its ending, and nothing else can be asked for."""
        known = {**sparql.RESULTS, **sparql.GRAPHS}.get(values.get("format", ""))
        return f"{self.root}{path}" + (f".{known.extension}" if known else "")

    def browse(self, facet: str = "", key: str = "") -> str:
        """Return where one browses; a key that is no name for a folder is said besides the path."""
        return self.to(f"/browse/{facet}", key=key) if "/" in key else Addresses.browse(self, facet, key)

    @property
    def prefix(self) -> str:
        """The folder of the language's pages below the site's, with a slash before it."""
        return "" if self.language in {None, CHINESE} else f"/{self.language}"

    @staticmethod
    def folders(values: Mapping[str, str]) -> list[str]:
        """Return the names of the folders that say what an address says besides its path."""
        return [f"~{name}={quote(str(value), safe='')}" for name, value in sorted(values.items())]
