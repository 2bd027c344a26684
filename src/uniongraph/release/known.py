"""What is known of a dataset, of which its descriptions are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.release.manifest import Counts, Manifest
    from uniongraph.release.particulars import Particulars

__all__ = ["Access", "Facts", "facts"]

_CATALOG: Final = "http://www.w3.org/ns/dcat#Catalog"
_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a dataset without looking into it.

    ``dataset`` is its IRI (empty where it has none of its own) and ``version`` names its state. ``licence`` and ``space`` (what the IRIs of its things begin
    with) are None where they are not known; ``dumps`` are addresses, relative ones to where the description lies, of
    ``size`` bytes together; ``outside`` is how many statements stand in no named graph. ``shared`` are the titles and
    descriptions, in English and Chinese, of the graphs that are no document's; ``particulars`` what was looked up.
    """

    dataset: str
    version: str
    titles: tuple[tuple[str, str], ...]
    counts: Counts
    licence: str | None = None
    space: str | None = None
    documents: int | None = None
    examples: tuple[str, ...] = ()
    dumps: tuple[str, ...] = ()
    size: int | None = None
    outside: int | None = None
    about: tuple[tuple[str, str], ...] = ()
    shared: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = ()
    particulars: Particulars | None = None

    @property
    def described(self) -> str:
        """The IRI of the dataset where the data itself says something of it, empty where it does not."""
        return self.dataset if self.counts.classes.get(_CATALOG) else ""

    @property
    def theirs(self) -> list[str]:
        """The graphs that hold the data of others, for which the licence is not: their IRIs are none of ours."""
        base = (self.space or "").removesuffix("id/")
        return sorted(graph for graph in self.counts.graphs if base and not graph.startswith(base))

    @property
    def properties(self) -> Mapping[str, int] | None:
        """How many distinct triples have each property, None where that is not known."""
        return self.particulars.properties if self.particulars else None


@dataclass(frozen=True, slots=True)
class Access:
    """Where a server gives a dataset: its ``root`` ends in a slash; ``tables`` are prepared queries, by name, with what they list."""

    root: str
    tables: tuple[tuple[str, str, str], ...] = ()

    @property
    def endpoint(self) -> str:
        """Where SPARQL is answered."""
        return f"{self.root}sparql"

    @property
    def graphs(self) -> str:
        """Where the whole is given, or a graph."""
        return f"{self.root}graphs"

    @property
    def releases(self) -> str:
        """Where the releases are listed, with what changed from one to the next."""
        return f"{self.root}releases"

    @property
    def description(self) -> str:
        """Where this description is given."""
        return f"{self.root}.well-known/void"


def facts(manifest: Manifest, particulars: Particulars | None = None) -> Facts:
    """Return what a manifest says of its release, and what else is known of it."""
    from uniongraph.graph import shared_graphs  # noqa: PLC0415 (whoever reads a release needs neither)
    from uniongraph.iris import ABOUT, LICENCE, TITLES  # noqa: PLC0415

    base, counts = manifest.base, manifest.counts
    prefix = f"{base}graph/doc/"
    documents = sorted(graph.removeprefix(prefix) for graph in counts.graphs if graph.startswith(prefix))
    shared = ((f"{base}graph/{path}", *said) for path, said in shared_graphs().items())
    return Facts(
        dataset=f"{base}id/catalog",
        version=manifest.id,
        titles=TITLES,
        counts=counts,
        licence=LICENCE,
        space=f"{base}id/",
        documents=len(documents),
        outside=0,
        examples=tuple(f"{base}id/doc/{slug}" for slug in documents[:_EXAMPLES]),
        dumps=tuple(dict.fromkeys(f"shards/{shard.file}" for shard in manifest.shards)),
        size=sum({shard.sha256: shard.size for shard in manifest.shards}.values()),
        about=ABOUT,
        shared=tuple(each for each in shared if each[0] in counts.graphs),
        particulars=particulars,
    )
