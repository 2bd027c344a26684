"""RDF files made into a store, in a process of its own: loading takes memory that whoever serves must not keep.

``python -m uniongraph.workers.loading STORE FILE…`` is that process. It writes one line of JSON: what the store holds,
or what is wrong with which file.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from uniongraph.errors import ReleaseError, SourceError, UnionGraphError
from uniongraph.release import Counts, digests
from uniongraph.release.reasons import reason
from uniongraph.workers import confinement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Loaded", "format_of", "load", "main", "reading"]

_FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".n3": ox.RdfFormat.N3,
}
_BY_GRAPH: Final = "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"
_BY_CLASS: Final = (
    "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) { { ?s a ?key } UNION { GRAPH ?g { ?s a ?key } } } GROUP BY ?key"
)
_OUTSIDE: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What some files hold: an id that follows from their bytes, the counts, the statements in no named graph."""

    id: str
    counts: Counts
    outside: int


def load(store: Path, files: Sequence[Path]) -> Loaded:
    """Make a store, at a path that does not exist yet, of RDF files, packed by gzip or not.

    The format is told by a file's name. What stands in no graph in its file goes into the default graph; blank nodes
    of two files are never the same. Raises SourceError, naming file and line, where one cannot be read.
    """
    for path in files:
        format_of(path)
    done = subprocess.run(  # noqa: S603 (this very interpreter, and paths that were seen to exist)
        [sys.executable, "-m", "uniongraph.workers.loading", os.fspath(store), *map(os.fspath, files)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if not done.stdout:
        raise UnionGraphError(
            f"the files cannot be loaded: their process ended with status {done.returncode}"
        )
    said: dict[str, Any] = json.loads(done.stdout)
    if "message" in said:
        raise SourceError(said["message"], source=said["source"], line=said["line"])
    return Loaded(said["id"], Counts(**said["counts"]), said["outside"])


def main(arguments: Sequence[str]) -> None:
    """Load what is named, and print what came of it."""
    confinement.die_with_parent(os.getppid())
    store, *names = arguments
    try:
        said = asdict(_loaded(Path(store), [Path(name) for name in names]))
    except UnionGraphError as error:
        said = {"message": error.message, "source": error.source, "line": error.line}
    print(json.dumps(said))


def format_of(path: Path) -> ox.RdfFormat:
    """Return the format that a file's name tells; SourceError where it tells none or there is no such file."""
    if not path.exists():
        raise SourceError("there is no such file", source=str(path))
    if path.is_dir():
        raise SourceError("is a folder; name the files in it", source=str(path))
    if not path.is_file():
        raise SourceError("is a pipe or a device, not a file", source=str(path))
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    found = _FORMATS.get(name.suffix.lower())
    if found is None:
        known = ", ".join(_FORMATS)
        raise SourceError(
            f"has no ending that tells its format: {known}, or one of these and .gz", source=str(path)
        )
    return found


def _loaded(place: Path, files: Sequence[Path]) -> Loaded:
    store = ox.Store(os.fspath(place))
    hashes = []
    for path in files:
        _add(store, path)
        hashes.append(digests.of_file(path))
    store.flush()
    graphs, classes = _by_key(store, _BY_GRAPH), _by_key(store, _BY_CLASS)
    outside = int(next(iter(_rows(store, _OUTSIDE)))["n"].value)
    return Loaded(
        digests.of_bytes("\n".join(hashes).encode())[:16], Counts(len(store), graphs, classes), outside
    )


def _by_key(store: ox.Store, query: str) -> dict[str, int]:
    rows = _rows(store, query)
    return {row["key"].value: int(row["n"].value) for row in rows if isinstance(row["key"], ox.NamedNode)}


def _rows(store: ox.Store, query: str) -> ox.QuerySolutions:
    return cast("ox.QuerySolutions", store.query(query))


def _add(store: ox.Store, path: Path) -> None:
    with reading(path) as file:
        store.bulk_load(file, format=format_of(path), base_iri=path.resolve().as_uri())


@contextmanager
def reading(path: Path) -> Iterator[IO[bytes]]:
    """Give an RDF file, unpacked; what goes wrong while it is read within becomes SourceError, naming file and line."""
    form = format_of(path)
    opened = gzip.open if path.suffix.lower() == ".gz" else Path.open
    try:
        with cast("IO[bytes]", opened(path, "rb")) as file:
            yield file
    except SyntaxError as error:
        line = error.lineno or (_line_of(path) if form == ox.RdfFormat.RDF_XML else None)
        said = (error.msg or "").rpartition("Parser error")[2].partition(": " if error.lineno else "\0")
        raise SourceError(f"is not {form.name}: {said[2] or said[0]}", source=str(path), line=line) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(f"is not a whole gzip file: {error}", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8", source=str(path)) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise ReleaseError(f"cannot be loaded: {reason(error) or error}", source=str(path)) from error


def _line_of(path: Path) -> int | None:
    """Return the line where a file stops being XML, which the engine does not say; None where it is XML."""
    from xml.parsers import expat  # noqa: PLC0415 (on the way out of a failure only)

    opened = gzip.open if path.suffix.lower() == ".gz" else Path.open
    parser = expat.ParserCreate()
    try:
        with cast("IO[bytes]", opened(path, "rb")) as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        return error.lineno
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
