"""Who publishes: said once when a release is built, and kept beside the releases for those that follow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pyoxigraph

from uniongraph import files
from uniongraph.errors import SourceError, UnionGraphError
from uniongraph.graph import Publisher

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check", "keep", "kept"]

_FILE: Final = "publisher.json"
_KEYS: Final = ("name", "iri", "contact")
_WAYS: Final = ("http://", "https://", "mailto:")


def check(publisher: Publisher) -> Publisher:
    """Return a publisher that may be named, an e-mail address made an IRI; UnionGraphError names what is wrong."""
    name, contact = publisher.name.strip(), publisher.contact
    if not name:
        raise UnionGraphError("the publisher has no name")
    if contact and "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    for said, what in (
        (publisher.iri, "the IRI of the publisher"),
        (contact, "the contact of the publisher"),
    ):
        if said is not None:
            _check_iri(said, what)
    return Publisher(name, publisher.iri, contact)


def _check_iri(said: str, what: str) -> None:
    try:
        fits = said.startswith(_WAYS) and bool(pyoxigraph.NamedNode(said))
    except ValueError:
        fits = False
    if not fits:
        raise UnionGraphError(f"{what} must begin with http://, https:// or mailto:, not {said[:80]!r}")


def kept(root: Path) -> Publisher | None:
    """Return who publishes under a root, None where that was never said; SourceError where the file is none of ours."""
    path = root / "registry" / _FILE
    try:
        said = json.loads(path.read_bytes())
        return check(Publisher(*(said[key] for key in _KEYS)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SourceError(f"does not say who publishes: {error}", source=str(path)) from error
    except UnionGraphError as error:
        raise SourceError(f"does not say who publishes: {error}", source=str(path)) from error


def keep(publisher: Publisher, root: Path) -> None:
    """Write who publishes under a root, whole; whoever calls holds the lock of the root."""
    path = root / "registry" / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    said = json.dumps(dict(zip(_KEYS, publisher, strict=True)), ensure_ascii=False, indent=1) + "\n"
    files.write(path, said.encode())
