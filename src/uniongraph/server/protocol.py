"""The SPARQL 1.1 Protocol for queries: from a request to a question, from an answer to a response."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from uniongraph import sparql
from uniongraph.errors import QueryRefused
from uniongraph.server.evaluation import Question, sendable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from anyio import CapacityLimiter
    from starlette.requests import Request

    from uniongraph.server.evaluation import Stream
    from uniongraph.server.negotiation import Choice

__all__ = ["Asked", "ask", "pairs", "respond", "single", "waited"]

T = TypeVar("T")

MAX_BODY = 1_000_000
"""Bytes: a query at the limit, all Chinese, as a form."""

_MAX_DROPPED = 16 * MAX_BODY
_MAX_FIELDS = 200
_SMALL = 8_000
"""The engine writes in pieces of 8 kB, so a first piece below this is most likely the whole answer."""

_TEXT_TYPES = ("text/", "application/sparql-results+xml", "application/rdf+xml", "application/xml")


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
    try:
        text = encoded.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError:
        raise HTTPException(400, "the request is not UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"the request has more than {_MAX_FIELDS} fields") from None


def single(sent: list[tuple[str, str]]) -> dict[str, str]:
    """Return fields by name, blank ones left out; HTTPException 400 where one is given twice."""
    found: dict[str, str] = {}
    for name, value in sent:
        if not value.strip():
            continue
        if name in found:
            raise HTTPException(400, f"{name!r} is given more than once")
        found[name] = value
    return found


def _content_type(request: Request) -> str:
    kind, _, rest = request.headers.get("content-type", "").lower().partition(";")
    kind = kind.strip()
    if kind == "application/sparql-update":
        raise QueryRefused("an update is sent, and this service only reads", source="request")
    if kind not in {"application/sparql-query", "application/x-www-form-urlencoded"}:
        sent = f"not as {kind}" if kind else "and says so in Content-Type"
        raise HTTPException(
            415, f"a query is sent as application/sparql-query or application/x-www-form-urlencoded, {sent}"
        )
    charset = rest.partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in {"", "utf-8", "utf8"}:
        raise HTTPException(415, f"a query is sent in UTF-8, not in {charset}")
    return kind


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


async def respond(
    request: Request, stream: Stream, choice: Choice, *, limiter: CapacityLimiter, filename: str
) -> Response:
    """Return a response that carries a stream; what evaluation raises before the first byte is raised here.

    An answer that fails later breaks the transfer off, so that it cannot be taken for whole. ``limiter`` bounds how
    many streams are waited for at once; ``filename``, without extension, is offered to whoever saves the answer.
    """
    first = await waited(stream, lambda: _next(stream), limiter)
    rest = await waited(stream, lambda: _next(stream), limiter) if first and len(first) < _SMALL else b""
    headers = {"Vary": "Accept", "Content-Disposition": f'inline; filename="{filename}.{_extension(choice)}"'}
    text = choice.media_type.startswith(_TEXT_TYPES)
    media_type = f"{choice.media_type}; charset=utf-8" if text else choice.media_type
    if rest is None or first is None:
        return Response(first or b"", headers={**headers, "Content-Type": media_type})
    if request.method == "HEAD":
        stream.close()
    body = _body_of(stream, first + rest, limiter)
    return StreamingResponse(body, headers={**headers, "Content-Type": media_type})


def _extension(choice: Choice) -> str:
    return {**sparql.RESULTS, **sparql.GRAPHS}[choice.name].extension


async def waited(stream: Stream, work: Callable[[], T], limiter: CapacityLimiter) -> T:
    """Return what some work with a stream returns, done in a thread before the response begins.

    Where it fails, or the server stops meanwhile (HTTPException 503), the stream is closed.
    """

    def worked() -> T:
        try:
            return work()
        except BaseException as error:
            raise sendable(error) from None

    try:
        return await anyio.to_thread.run_sync(worked, abandon_on_cancel=True, limiter=limiter)
    except asyncio.CancelledError:
        stream.close()
        raise HTTPException(503, "the server is stopping") from None
    except BaseException:
        stream.close()
        raise


def _next(stream: Stream) -> bytes | None:
    """Return the next bytes of a stream, None at its end."""
    try:
        return next(stream)
    except StopIteration:
        return None


async def _body_of(stream: Stream, first: bytes, limiter: CapacityLimiter) -> AsyncIterator[bytes]:
    try:
        piece: bytes | None = first
        while piece is not None:
            yield piece
            piece = await anyio.to_thread.run_sync(_next, stream, abandon_on_cancel=True, limiter=limiter)
    finally:
        stream.close()
