"""What our things are compared with, wherever it is: a file or an address, known by its content and not by its name.

A file is RDF in any format of the engine, or a table. An address answers with a file, as a Reconciliation service with
its manifest, or to a question in SPARQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph.errors import FetchFailed, FetchRefused, LinkError
from uniongraph.linking import labelled, listed, services
from uniongraph.linking.content import Content
from uniongraph.linking.outside import Outside, bounded
from uniongraph.linking.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from uniongraph.fetching import Fetched, Fetcher

__all__ = ["Choice", "Origin", "Target", "fetched", "from_file"]

_ACCEPT: Final = (
    "application/json, application/ld+json, text/turtle, application/n-triples, application/rdf+xml;q=0.9, "
    "text/csv;q=0.8, */*;q=0.1"
)
_DESCRIBES: Final = b"http://www.w3.org/ns/sparql-service-description#"


@dataclass(frozen=True, slots=True)
class Choice:
    """What who asks says of a target: its columns, what stands before keys that are no IRIs, the class that counts, its IRI."""

    key: str | None = None
    name: str | None = None
    namespace: str | None = None
    kind: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where candidates come from: a name, the hash of what was read, and when it was fetched ("" for a file)."""

    source: str
    version: str
    date: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target that has been recognised: ``kind`` says as what. Its things are read as they are taken.

    `origin` is known once they have all been: what a service says is hashed as it comes.
    """

    kind: str
    things: Callable[[Sequence[str]], Iterator[Outside]]
    origin: Callable[[], Origin]


def from_file(path: Path, choice: Choice) -> Target:
    """Return what a file holds; SourceError where it cannot be read, LinkError where it is no target.

    Of the path only the last part is said: where a file lies is nobody else's affair.
    """
    content = Content.of_file(path)
    return _content(content, Origin(choice.source or path.name, f"sha256:{content.sha256()}", ""), choice)


def fetched(url: str, choice: Choice, fetcher: Fetcher) -> Target:
    """Return what an address holds; FetchFailed where it does not answer, LinkError where the answer is no target."""
    try:
        found = fetcher.get(url, accept=_ACCEPT)
    except FetchRefused:
        raise
    except FetchFailed:
        if services.answers_sparql(fetcher, url):  # many endpoints say nothing where they are asked nothing
            return _endpoint(url, choice, fetcher)
        raise
    manifest = services.manifest_of(found.content)
    if manifest is not None:
        return _reconciliation(url, manifest, choice, fetcher)
    if _may_be_endpoint(found) and services.answers_sparql(fetcher, url):
        return _endpoint(url, choice, fetcher)
    content = Content(url, held=found.content)
    if found.media_type in {"text/html", "application/xhtml+xml"}:
        raise LinkError("is a page for people, neither data nor a service", source=url)
    return _content(content, Origin(choice.source or url, f"sha256:{found.sha256}", found.date), choice)


def _may_be_endpoint(found: Fetched) -> bool:
    """Say whether an answer is what endpoints give to who asks nothing: a page, a description of themselves, little."""
    is_page = found.media_type in {"text/html", "application/xhtml+xml", "text/plain"}
    return is_page or _DESCRIBES in found.content or not found.content.strip()


def _content(content: Content, origin: Origin, choice: Choice) -> Target:
    form = labelled.recognised(content)
    if form is not None:
        return Target(
            form.name,
            lambda _: bounded(labelled.things(content, form, choice.kind), content.name),
            lambda: origin,
        )
    table = open_table(content)
    columns = listed.choose(table, choice.key, choice.name)
    for _ in bounded(
        table.rows(), content.name
    ):  # too long, or a row amiss: rather now than when most is indexed
        pass
    return Target(
        "table",
        lambda _: bounded(listed.things(table, columns, choice.namespace), content.name),
        lambda: origin,
    )


def _endpoint(url: str, choice: Choice, fetcher: Fetcher) -> Target:
    visit = services.Visit(fetcher, url)
    return Target(
        "SPARQL endpoint",
        lambda _: bounded(services.selected(visit, choice.kind), url),
        lambda: Origin(choice.source or url, f"sha256:{visit.digest.hexdigest()}", visit.date),
    )


def _reconciliation(url: str, manifest: services.Manifest, choice: Choice, fetcher: Fetcher) -> Target:
    visit = services.Visit(fetcher, url)

    def things(names: Sequence[str]) -> Iterator[Outside]:
        return services.asked(visit, manifest, names, kind=choice.kind, namespace=choice.namespace)

    return Target(
        "Reconciliation service",
        things,
        lambda: Origin(choice.source or url, f"sha256:{visit.digest.hexdigest()}", visit.date),
    )
