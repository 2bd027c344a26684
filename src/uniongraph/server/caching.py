"""Answers kept: a release never changes, so the same request has the same answer, byte for byte.

An entity tag is made from the release, how it is served (`Service.edition`) and the request alone, so whoever asks with
the tag of an answer is told 304 before anything is evaluated. Whole answers that are not too large are kept, as they
went out, compressed or not.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph.server import records
from uniongraph.server.service import KEY
from uniongraph.server.shelf import OVERHEAD, Gathered, Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from uniongraph.server.records import Record

__all__ = ["Cache", "Tally"]

_MATTER: Final = (b"accept", b"accept-encoding", b"accept-language", b"host")
"""The headers of a request that an answer depends on: by what it says in Vary, and the host that pages name."""
_FRESH: Final = b"public, no-cache"
"""Anybody may keep an answer, and asks with its tag whether it is still that of the current release."""
_OF_THEIR_OWN: Final = frozenset((b"etag", b"cache-control", b"x-uniongraph-truncated"))
"""What an answer that is not kept says: it has a tag already, says itself how long it holds, or is not whole."""
_DATED: Final = frozenset((records.NO_ROUTE, "/resource"))
"""The routes whose answers say the day: how to cite a thing."""
_VARY: Final = b"Accept, Accept-Encoding"


class _Key(NamedTuple):
    release: str
    edition: str
    path: bytes
    query: bytes
    headers: tuple[bytes, ...]
    day: bytes = b""


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes
    query: str | None
    format: str | None


@dataclass(slots=True)
class Tally:
    """How often an answer was there, how often not; how many are kept, and their bytes."""

    hits: int = 0
    misses: int = 0
    answers: int = 0
    bytes: int = 0


class Cache:
    """Keeps what an application answers to GET, up to so many bytes of answers, those asked for last."""

    def __init__(self, app: ASGIApp, *, size: int, tally: Tally | None = None) -> None:
        self._app = app
        self._tally = tally or Tally()
        self._shelf: Shelf[_Key, _Kept] = Shelf(size)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or have the application answer."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        sent = _sent(scope)
        key = _key(scope, sent)
        tag = _tag(key)
        kept = self._shelf.get(key)
        record = records.of(scope)
        if _matches(sent.get(b"if-none-match", b""), tag):
            self._note(record, kept)
            await _not_modified(send, key, tag)
        elif kept is not None:
            self._note(record, kept)
            body = kept.body if scope["method"] == "GET" else b""
            await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
            await send({"type": "http.response.body", "body": body})
        else:
            await self._app(scope, receive, _Recorder(self, scope, key, tag=tag, send=send))

    def _note(self, record: Record, kept: _Kept | None) -> None:
        self._tally.hits += 1
        record.is_cached = True
        if kept is not None:
            record.query, record.format = kept.query, kept.format

    def miss(self) -> None:
        """Count an answer that was not there."""
        self._tally.misses += 1

    def keep(self, scope: Scope, key: _Key, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep an answer."""
        sized = [each for each in headers if each[0].lower() != b"content-length"]
        headers = [*sized, (b"content-length", b"%d" % len(body))]
        kept = _Kept(headers, body, records.fingerprint(scope), records.of(scope).format)
        self._shelf.put(key, kept, _weight(key, kept))
        self._tally.answers, self._tally.bytes = len(self._shelf), self._shelf.bytes


def _sent(scope: Scope) -> dict[bytes, bytes]:
    """Return the headers of a request by name; who answers reads one of those that come twice or both, so all of them."""
    sent: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        sent[name] = sent[name] + b"\n" + value if name in sent else value
    return sent


def _key(scope: Scope, sent: Mapping[bytes, bytes]) -> _Key:
    path = scope.get("raw_path") or scope["path"].encode()
    matter = (scope.get("scheme", "").encode(), *(sent.get(name, b"") for name in _MATTER))
    served = scope[KEY]
    record = records.of(scope)
    day = record.day.encode() if record.route in _DATED else b""
    return _Key(served.release_id, served.edition, path, scope["query_string"], matter, day)


def _tag(key: _Key) -> bytes:
    said = b"\0".join(
        (key.release.encode(), key.edition.encode(), key.path, key.query, *key.headers, key.day)
    )
    return b'"%b"' % hashlib.blake2b(said, digest_size=12).hexdigest().encode()


def _weight(key: _Key, kept: _Kept) -> int:
    return len(kept.body) + len(key.path) + len(key.query) + sum(map(len, key.headers)) + OVERHEAD


def _matches(asked: bytes, tag: bytes) -> bool:
    return bool(asked) and tag in {
        each.strip().removeprefix(b"W/") for each in asked.replace(b"\n", b",").split(b",")
    }


async def _not_modified(send: Send, key: _Key, tag: bytes) -> None:
    headers = [
        (b"etag", tag),
        (b"cache-control", _FRESH),
        (b"vary", _VARY),
        (b"x-uniongraph-release", key.release.encode()),
        (b"access-control-allow-origin", b"*"),
    ]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


class _Recorder:
    """Sends an answer on, tagged, and gives it to be kept where it is whole and not too large."""

    def __init__(self, cache: Cache, scope: Scope, key: _Key, *, tag: bytes, send: Send) -> None:
        self._cache, self._scope, self._key, self._tag, self._send = cache, scope, key, tag, send
        self._headers: Sequence[tuple[bytes, bytes]] | None = None
        self._gathered = Gathered()

    async def __call__(self, message: Message) -> None:
        """Pass one message of the answer on."""
        if message["type"] == "http.response.start":
            self._begin(message)
        elif self._headers is not None:
            self._gathered.add(message.get("body", b""))
            whole = None if message.get("more_body", False) else self._gathered.whole
            if whole is not None:
                self._cache.keep(self._scope, self._key, self._headers, whole)
        await self._send(message)

    def _begin(self, message: Message) -> None:
        told = message["headers"]
        if message["status"] != 200 or not _OF_THEIR_OWN.isdisjoint(name.lower() for name, _ in told):
            return
        message["headers"] = told = [*told, (b"etag", self._tag), (b"cache-control", _FRESH)]
        if self._scope["method"] == "GET":
            self._cache.miss()
            self._headers = told
