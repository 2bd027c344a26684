"""The SPARQL 1.1 Protocol for queries: from a request to a question, from an answer to a response."""

from __future__ import annotations

import asyncio
import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import unquote_to_bytes

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse

from uniongraph import pages, sparql
from uniongraph.errors import ParameterError, QueryError, QueryRefused
from uniongraph.workers import gathered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Mapping

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from uniongraph.server.negotiation import Choice
    from uniongraph.sparql import Rows
    from uniongraph.workers import Answering

__all__ = [
    "TRAILER",
    "TRUNCATED",
    "Asked",
    "BrokenOff",
    "Question",
    "ask",
    "form",
    "headers",
    "pairs",
    "respond",
    "single",
    "timeout",
    "while_there",
]

T = TypeVar("T")

TRUNCATED: Final = "X-Uniongraph-Truncated"
"""The header, or trailer, that says where and why an answer was cut off."""
TRAILER: Final = "uniongraph.trailer"
"""Where the scope of a request whose client takes trailers holds what sends one (see ``wire``)."""

MAX_BODY = 1_000_000
"""Bytes: a query at the limit, all Chinese, as a form."""

_MAX_DROPPED = 16 * MAX_BODY
_MAX_FIELDS = 200
_NO_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_TEXT_TYPES = ("text/", "application/sparql-results+xml", "application/rdf+xml", "application/xml")


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the dataset the protocol gave it; ``source`` names it in errors.

    ``dump`` names a graph that the query constructs whole (see `Task`); ``sought`` are keywords to look up in the label
    index, by the variable they find things for. Where it asks for some ``rows`` of another query, that is ``whole``.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    source: str = "query"
    dump: str | None = None
    sought: Mapping[str, str] = field(default_factory=dict)
    whole: str | None = None
    rows: Rows | None = None


class BrokenOff(Exception):  # noqa: N818 (what is sent is right as far as it goes)
    """A response ends before its answer does, so the connection must end with it; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request to the endpoint asks: a question, and the other parameters by name, each with its first value."""

    question: Question
    parameters: Mapping[str, str]


async def ask(request: Request) -> Asked | None:
    """Return what a request to the endpoint asks, None where it is a GET without a query.

    Raises HTTPException 400, 413, 414 or 415 for what is no query request, QueryRefused for an update.
    """
    sent = pairs(request.scope["query_string"])
    direct = None
    if request.method == "POST":
        kind, body = _content_type(request), await _body(request)
        if kind == "application/x-www-form-urlencoded":
            sent += pairs(body)
        else:
            direct = _decoded(body)
            if any(name == "query" for name, _ in sent):
                raise HTTPException(400, "the query is sent both in the address and in the body")
    if any(name == "update" for name, _ in sent):
        raise QueryRefused("an update is asked for, and this service only reads", source="request")
    queries = [value for name, value in sent if name == "query"] if direct is None else [direct]
    if len(queries) > 1:
        raise HTTPException(400, "the request has more than one query")
    if not queries:
        if request.method == "POST":
            raise HTTPException(400, "the form has no field 'query'")
        return None
    if len(queries[0]) > sparql.MAX_CODE_POINTS:
        too_long = f"the query is longer than {sparql.MAX_CODE_POINTS:,} characters"
        raise HTTPException(413 if request.method == "POST" else 414, too_long)
    return Asked(_question(queries[0], sent), dict(reversed(sent)))


def _question(text: str, sent: list[tuple[str, str]]) -> Question:
    return Question(
        text,
        tuple(value for name, value in sent if name == "default-graph-uri"),
        tuple(value for name, value in sent if name == "named-graph-uri"),
    )


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Return the fields of an address or a form, decoded once; HTTPException 400 where they are not UTF-8."""
    fields = [field.partition(b"=") for field in encoded.split(b"&") if field]
    if len(fields) > _MAX_FIELDS:
        raise HTTPException(400, f"the request has more than {_MAX_FIELDS} fields")
    try:
        return [(_unquoted(name).decode(), _unquoted(value).decode()) for name, _, value in fields]
    except UnicodeDecodeError:
        raise HTTPException(400, "the request is not UTF-8") from None


def _unquoted(sent: bytes) -> bytes:
    """Return the bytes that a field stands for.

    Percent signs mark what equals signs mark in quoted-printable, which the standard library decodes in C: a query is
    full of them, and the loop over them that ``urllib`` runs costs a seventh of a request.
    """
    spaced = sent.replace(b"+", b" ")
    if b"%" not in spaced:
        return spaced
    if _NO_ESCAPE.search(spaced):  # a percent sign that stands for itself
        return unquote_to_bytes(spaced)
    return binascii.a2b_qp(spaced.replace(b"=", b"=3D").replace(b"%", b"="))


async def form(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form that was posted; HTTPException 413 or 415 where it is too large, or no form."""
    kind = _media_type(request)
    if kind != "application/x-www-form-urlencoded":
        sent = f"not as {kind}" if kind else "and says so in Content-Type"
        raise HTTPException(415, f"a form is sent as application/x-www-form-urlencoded, {sent}")
    return pairs(await _body(request))


def single(sent: list[tuple[str, str]]) -> dict[str, str]:
    """Return fields by name, blank ones left out; ParameterError where one is given twice."""
    found: dict[str, str] = {}
    for name, value in sent:
        if not value.strip():
            continue
        if name in found:
            raise ParameterError(
                f"{name!r} is given more than once", parameter=name, expected="one value", example=value
            )
        found[name] = value
    return found


def _content_type(request: Request) -> str:
    kind = _media_type(request)
    if kind == "application/sparql-update":
        raise QueryRefused("an update is sent, and this service only reads", source="request")
    if kind not in {"application/sparql-query", "application/x-www-form-urlencoded"}:
        sent = f"not as {kind}" if kind else "and says so in Content-Type"
        raise HTTPException(
            415, f"a query is sent as application/sparql-query or application/x-www-form-urlencoded, {sent}"
        )
    return kind


def _media_type(request: Request) -> str:
    """Return the media type of a body; HTTPException 415 where its characters are not UTF-8's."""
    kind, _, rest = request.headers.get("content-type", "").lower().partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in {"", "utf-8", "utf8"}:
        raise HTTPException(415, f"a query is sent in UTF-8, not in {charset}")
    return kind.strip()


async def _body(request: Request) -> bytes:
    """Return the body; what is too much of it is read and dropped, so that the client hears the answer to it."""
    taken, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MAX_BODY:
            taken += chunk
        elif size > _MAX_DROPPED:
            break
    if size > MAX_BODY:
        close = {"Connection": "close"} if size > _MAX_DROPPED else None
        raise HTTPException(413, f"the body is larger than {MAX_BODY:,} bytes", headers=close)
    return bytes(taken)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the query is not UTF-8") from None


def timeout(parameters: Mapping[str, str]) -> float | None:
    """Return the seconds that a request gives its query, None where it does not say; ParameterError for no number."""
    said = parameters.get("timeout", "").strip()
    if not said:
        return None
    try:
        seconds = float(said)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ParameterError(
            f"timeout={said[:40]}: the timeout is a number of seconds above 0, such as 5 or 0.5",
            parameter="timeout",
            expected="a number of seconds above 0",
            example="5",
        )
    return seconds


async def while_there(request: Request, work: Awaitable[T]) -> T:
    """Return what some work gives, or give it up when who asked has gone (ClientDisconnect).

    HTTPException 503 where the server stops meanwhile.
    """
    watch = _Watch(request.receive)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.has_gone:
            raise ClientDisconnect from None
        raise HTTPException(503, "the server is stopping") from None
    finally:
        watch.end()


_PATIENCE = 0.05
"""Seconds that most work is done within: only then is it worth looking whether somebody still waits for it."""


class _Watch:
    """Cancels the task that made it when the client of its request has gone."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._watched = asyncio.current_task()
        self._waiting: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._begin)
        self.has_gone = False

    def _begin(self) -> None:
        self._waiting = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        assert self._watched is not None
        self.has_gone = True
        self._watched.cancel()

    def end(self) -> None:
        self._timer.cancel()
        if self._waiting is not None:
            self._waiting.cancel()
        if self.has_gone and self._watched is not None:
            self._watched.uncancel()


async def respond(request: Request, answer: Answering, choice: Choice, *, filename: str) -> Response:
    """Return a response that carries an answer whose first bytes are there.

    An answer that ends early, at a limit or by a failure, breaks the transfer off, so that it cannot be taken for
    whole. ``filename``, without extension, is offered to whoever saves the answer.
    """
    said = headers(choice, filename)
    is_whole = answer.ending is not None and answer.ending.cut is None
    if is_whole and answer.length is None:
        return Response(await gathered(answer), headers=said)
    if is_whole and request.method != "HEAD":  # who asks for the head alone may be sent the answer compressed
        said["Content-Length"] = str(answer.length)
    if answer.ending is not None and answer.ending.cut is not None:
        said[TRUNCATED] = answer.ending.cut
    elif not is_whole and TRAILER in request.scope:
        said["Trailer"] = TRUNCATED
    if request.method == "HEAD":
        answer.close()
        return StreamingResponse(_nothing(), headers=said)
    return _Streamed(answer, choice, headers=said)


def headers(choice: Choice, filename: str) -> dict[str, str]:
    """Return what is said of content in a format; ``filename``, without extension, is for whoever saves it."""
    text = choice.media_type.startswith(_TEXT_TYPES)
    return {
        "Vary": "Accept",
        "Content-Disposition": f'inline; filename="{filename}.{_extension(choice)}"',
        "Content-Type": f"{choice.media_type}; charset=utf-8" if text else choice.media_type,
    }


async def _nothing() -> AsyncIterator[bytes]:
    """Yield the body of an answer to HEAD."""
    return
    yield


class _Streamed(StreamingResponse):
    """An answer as it comes, given up where its client goes; that is looked for only when it takes a while."""

    def __init__(self, answer: Answering, choice: Choice, *, headers: Mapping[str, str]) -> None:
        super().__init__(_body_of(answer, choice), headers=headers)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 (Starlette's)
        watch = _Watch(receive)
        try:
            await self.stream_response(send)
        except asyncio.CancelledError:
            if not watch.has_gone:
                raise
        finally:
            watch.end()
            await self.body_iterator.aclose()  # type: ignore[attr-defined]
            self._answer.close()  # a body that was never begun closes nothing


def _extension(choice: Choice) -> str:
    known = {**sparql.RESULTS, **sparql.GRAPHS}.get(choice.name)
    return known.extension if known else _CITATIONS[choice.name]


_CITATIONS: Final = {name: suffix.removeprefix(".") for suffix, name in pages.CITATIONS.items()}


async def _body_of(answer: Answering, choice: Choice) -> AsyncIterator[bytes]:
    """Yield the pieces of an answer; where it ends early, say so as far as the format lets one, and raise BrokenOff."""
    try:
        async for piece in answer:
            yield piece
        reason = answer.ending.cut if answer.ending else None
    except QueryError as error:
        reason = error.message
    finally:
        answer.close()
    if reason is not None:
        yield sparql.remark(choice.name, reason).encode()
        raise BrokenOff(reason)
