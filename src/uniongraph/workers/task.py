"""What crosses from the pool to a worker and back, as frames on a socket: one byte of kind, four of length, content.

A task goes out as JSON. Back come ``ready`` once, and for each task any number of ``piece`` frames and one ``end``,
which says how the answer ended.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from uniongraph import errors
from uniongraph.sparql import Limits, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEAD", "Ending", "Frame", "Kind", "Task", "pack", "unpack", "unpacked"]

Kind: TypeAlias = Literal["task", "ready", "piece", "end"]
_KINDS: Final[tuple[Kind, ...]] = ("task", "ready", "piece", "end")
_HEAD: Final = struct.Struct(">BI")
HEAD: Final = _HEAD.size
"""Bytes before a frame's content."""


@dataclass(frozen=True)
class Task:
    """A query to evaluate, its dataset as the protocol gave it, and the short name of the format to write.

    ``source`` names the query in errors; ``base`` resolves its relative IRIs; ``union`` tells whether the default
    graph is the union of all graphs. ``dump`` names a graph (see `sparql.dump`) whose statements are all that the
    query would construct: they are then written as they stand, in bounded memory. ``kept`` is the file of an answer
    that was prepared, which then is given, or of it the ``rows`` that the query asks for; ``labels`` that of the label index, in which ``sought`` is looked up:
    keywords by the variable they find things for. ``page`` is a view to render in place of a query (see `pages.views`);
    ``kept`` is then the folder of what was prepared.
    """

    text: str
    format: str
    source: str = "query"
    base: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    union: bool = True
    dump: str | None = None
    kept: str | None = None
    rows: Rows | None = None
    labels: str | None = None
    sought: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def key(self) -> bytes:
        """What is asked, whatever it is called in errors: equal keys have equal answers."""
        where = (self.base, self.default_graphs, self.named_graphs, self.union)
        ready = (self.dump, self.kept, self.rows, self.labels, dict(self.sought), self.page)
        limits = (self.limits.rows, self.limits.bytes)
        return json.dumps((self.text, self.format, where, ready, limits)).encode()

    def encoded(self) -> bytes:
        """Return the task as the content of a frame: its source on a line, then its key."""
        return b"%b\n%b" % (json.dumps(self.source).encode(), self.key)

    @classmethod
    def decoded(cls, content: bytes) -> Task:
        """Return the task of a frame."""
        source, _, key = content.partition(b"\n")
        text, form, (base, default, named, union), ready, limits = json.loads(key)
        dump, kept, rows, labels, sought, page = ready
        return cls(
            text,
            form,
            json.loads(source),
            base,
            tuple(default),
            tuple(named),
            union,
            dump,
            kept,
            rows and tuple(rows),
            labels,
            sought,
            page,
            Limits(*limits),
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """How an answer ended: whole, ``cut`` at a limit (a sentence says at which), or with an error.

    ``error`` is the name of the error's class, with message, source and line beside it, and in ``details`` what a
    ParameterError knows besides. ``memory`` is what the worker
    holds afterwards, in bytes; ``spent`` the seconds of processor time it took since it began to live.
    """

    cut: str | None = None
    error: str | None = None
    message: str = ""
    source: str | None = None
    line: int | None = None
    memory: int = 0
    spent: float = 0.0
    details: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, error: errors.UnionGraphError) -> Ending:
        """Return the ending of an answer that met an error."""
        ending = cls(None, type(error).__name__, error.message, error.source, error.line)
        if isinstance(error, errors.ParameterError):
            details = {"parameter": error.parameter, "expected": error.expected, "example": error.example}
            return replace(ending, details=details)
        return ending

    def raised(self) -> errors.UnionGraphError | None:
        """Return the error as the worker met it."""
        if self.error is None:
            return None
        kind: type[errors.UnionGraphError] = getattr(errors, self.error, errors.QueryError)
        if issubclass(kind, errors.ParameterError):
            return kind(self.message, source=self.source, **self.details)
        return kind(self.message, source=self.source, line=self.line)

    def encoded(self) -> bytes:
        """Return the ending as the content of a frame."""
        said = (self.cut, self.error, self.message, self.source, self.line, self.memory, self.spent)
        return json.dumps((*said, dict(self.details))).encode()

    @classmethod
    def decoded(cls, content: bytes) -> Ending:
        """Return the ending of a frame."""
        return cls(*json.loads(content))


class Frame(NamedTuple):
    """One message on the socket."""

    kind: Kind
    content: bytes


def pack(kind: Kind, content: bytes = b"") -> bytes:
    """Return a frame as bytes."""
    return _HEAD.pack(_KINDS.index(kind), len(content)) + content


def unpack(head: bytes | memoryview) -> tuple[Kind, int]:
    """Return the kind of a frame and the length of its content, from its first `HEAD` bytes."""
    kind, length = _HEAD.unpack(head)
    return _KINDS[kind], length


def unpacked(received: bytearray) -> list[Frame]:
    """Take every whole frame off the front of what was received; what is left is the beginning of the next."""
    found, begin = [], 0
    with memoryview(received) as whole:
        while len(received) - begin >= HEAD:
            kind, length = unpack(whole[begin : begin + HEAD])
            end = begin + HEAD + length
            if end > len(received):
                break
            found.append(Frame(kind, bytes(whole[begin + HEAD : end])))
            begin = end
    del received[:begin]
    return found
