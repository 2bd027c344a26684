"""An answer kept in a file, to be given again without evaluating: the engine's own JSON, compressed.

Only tables and truth values are kept. Given as JSON, an answer is copied; in another format it is read and written
again. Either way it is byte for byte what evaluating would have given.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import zlib
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, TypeAlias, cast

import pyoxigraph as ox

from uniongraph.errors import QueryError
from uniongraph.sparql.cutting import Cutter, Limits
from uniongraph.sparql.results import RESULTS, is_graph, write

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.sparql.results import Answer

__all__ = ["Rows", "keep", "kept", "place", "send"]

Rows: TypeAlias = "tuple[int, int | None]"
"""Some rows of a table: from which on, counted from 0, and how many at most, None for all."""

_PIECE: Final = 64 * 1024
_LEVEL: Final = 1
"""The fastest compression takes the rows of a table to a fifteenth; the best, to a twentieth in ten times the time."""
_UNLIMITED: Final = Limits()


def place(derived: Path, text: str, base: str) -> Path:
    """Return where the answer to a query, as its file has it, lies or would lie."""
    import hashlib  # noqa: PLC0415 (3 ms that a question with parameters should not pay)

    said = "\0".join((ox.__version__, base, text)).encode()
    return derived / "answers" / f"{hashlib.blake2b(said, digest_size=16).hexdigest()}.srj.gz"


def keep(answer: Answer, path: Path) -> None:
    """Write an answer to a file, whole or not at all; QueryError where it is a graph, or evaluating fails."""
    if is_graph(answer):
        raise QueryError("the answers of CONSTRUCT and DESCRIBE are not kept", source=path.name)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("xb") as file:
            with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
                write(answer, "json", cast("IO[bytes]", packed))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def kept(path: Path | str) -> Answer | None:
    """Return an answer that was kept, of which nothing has been read yet; None where there is none at this path."""
    packed = _opened(path)
    return None if packed is None else _answer(packed)


def send(
    path: Path | str,
    name: str,
    output: IO[bytes],
    *,
    rows: Rows | None = None,
    limits: Limits = _UNLIMITED,
) -> bool:
    """Write a kept answer in the format of this short name, as `write` does; False, nothing written, where there is none.

    ``rows`` are those that are wanted of it: of a table, from which on, and how many at most (None for all).
    Raises QueryError where the file turns out to be damaged, and Cut.
    """
    packed = _opened(path)
    if packed is None:
        return False
    if name != "json" or rows is not None:
        answer = _answer(packed)
        write(answer if rows is None else _some(answer, *rows), name, output, limits=limits)
        return True
    cutter = Cutter(output, name, limits)
    while piece := packed.read(_PIECE):
        cutter.write(piece)
    cutter.close()
    return True


def _answer(packed: io.BufferedReader[_Unpacked]) -> Answer:
    engine = RESULTS["json"].engine
    assert isinstance(engine, ox.QueryResultsFormat)
    return ox.parse_query_results(cast("IO[bytes]", packed), engine)


def _some(answer: Answer, begin: int, count: int | None) -> Answer:
    """Return some rows of a table; the engine makes no answer but of what it reads, so they are written for it."""
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    taken = islice(answer, begin, None if count is None else begin + count)
    bindings = [
        {name: _binding(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in taken
    ]
    table = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return ox.parse_query_results(json.dumps(table, ensure_ascii=False).encode(), ox.QueryResultsFormat.JSON)


def _binding(term: object) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    assert isinstance(term, ox.Literal)  # a query of ours gives no triple terms
    form = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **form}


def _opened(path: Path | str) -> io.BufferedReader[_Unpacked] | None:
    """Return the JSON of a kept answer; None where there is none, or what is there is not one from its first bytes on."""
    try:
        packed = io.BufferedReader(_Unpacked(path), _PIECE)
        if packed.peek(1):
            return packed
    except (OSError, QueryError):
        pass
    return None


class _Unpacked(io.RawIOBase):
    """The content of a compressed file; damage is a QueryError wherever it is met."""

    def __init__(self, path: Path | str) -> None:
        super().__init__()
        self._path = str(path)
        self._file = gzip.open(path, "rb")  # noqa: SIM115 (closed with this)

    def readable(self) -> bool:
        """Say that it is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer from the front, and say how far."""
        view = memoryview(cast("bytearray", buffer))
        try:
            piece = self._file.read1(len(view))
        except (OSError, EOFError, zlib.error) as error:
            raise QueryError("the answer that was prepared is damaged", source=self._path) from error
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
