"""The fetcher: each hop resolved, checked and called by the very address that was checked, all within one deadline."""

from __future__ import annotations

import asyncio
import hashlib
import zlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

import httpx

from uniongraph.errors import FetchFailed, FetchRefused, FetchTimeout
from uniongraph.fetching import addresses, failures
from uniongraph.fetching.addresses import Allowed, shown
from uniongraph.fetching.exchange import AGENT, Fetched, Wanted
from uniongraph.fetching.filing import Filing

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from pathlib import Path


__all__ = ["MAX_HOPS", "Fetcher"]

MAX_HOPS: Final = 5
"""Redirects that are followed."""
_CONNECT: Final = 10.0
"""Seconds that one address may take to be connected to; there may be another."""
_ADDRESSES: Final = 4
"""Addresses of one host that are tried."""
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_SEE_OTHER: Final = 303
_PIECE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches within ``deadline`` seconds, all hops together, and at most ``most`` bytes, packed or unpacked.

    What is private is asked only where ``allowed`` names it. ``cache`` is a folder: an answer that is no older than
    ``age`` seconds is given again from there, unless its server forbids that it is stored. ``trust`` says whose certificates
    are believed. Within an event loop `fetch` is awaited; `get` and `post` are for everybody else.
    """

    allowed: Allowed = field(default_factory=Allowed)
    deadline: float = field(default=30.0, kw_only=True)
    most: int = field(default=8 << 20, kw_only=True)
    cache: Path | None = field(default=None, kw_only=True)
    age: float = field(default=3600.0, kw_only=True)
    trust: ssl.SSLContext | None = field(default=None, kw_only=True)

    def get(self, url: str, *, accept: str = "*/*", params: Mapping[str, str] | None = None) -> Fetched:
        """Return what an address gives, ``params`` added to its query; FetchFailed says why not (see `fetch`)."""
        return asyncio.run(self.fetch(Wanted(_with(url, params or {}), accept=accept)))

    def post(self, url: str, content: bytes, media_type: str, *, accept: str = "*/*") -> Fetched:
        """Return what an address answers to some content; FetchFailed says why it does not (see `fetch`)."""
        return asyncio.run(self.fetch(Wanted(url, "POST", content, media_type, accept)))

    async def fetch(self, wanted: Wanted) -> Fetched:
        """Return what is wanted, from the cache where it is there and young enough.

        Raises FetchRefused for what is not asked at all (private addresses, redirects astray), FetchTimeout where it is
        not all there in time, FetchFailed for everything else: an error in one sentence that names the address.
        """
        url = shown(wanted.url)
        filing = Filing(self.cache, self.age) if self.cache is not None else None
        kept = await asyncio.to_thread(filing.find, wanted) if filing is not None else None
        if kept is not None and len(kept.content) <= self.most:
            return kept
        try:
            async with asyncio.timeout(self.deadline):
                with failures.translated(url):
                    found, is_storable = await self._followed(wanted)
        except TimeoutError:
            raise FetchTimeout(f"is not done after {self.deadline:g} s", source=url) from None
        if filing is not None and is_storable:
            await asyncio.to_thread(filing.keep, wanted, found)
        return found

    async def _followed(self, wanted: Wanted) -> tuple[Fetched, bool]:
        """Return what is at the end of all redirects, and whether it may be stored."""
        first = addresses.place_of(wanted.url)
        for _ in range(MAX_HOPS + 1):
            place = addresses.place_of(wanted.url)
            if wanted.stays and not place.is_same(first):
                raise FetchRefused(
                    f"sends its callers to another host, {place.host}", source=shown(wanted.url)
                )
            is_allowed = self.allowed.holds(place) and (place.host, place.port) == (first.host, first.port)
            found = await addresses.resolve(place, wanted.url, is_allowed=is_allowed)
            # a client a hop: nothing is carried from one host to the next, no cookie, no connection
            async with httpx.AsyncClient(
                verify=self.trust or _trusted(),
                trust_env=False,
                timeout=httpx.Timeout(None, connect=_CONNECT),
            ) as client:
                response = await _sent(client, wanted, place, found)
                try:
                    if response.status_code not in _MOVED:
                        return await self._taken(response, wanted.url)
                    wanted = _onward(wanted, response)
                finally:
                    await response.aclose()
        raise FetchRefused(f"sends its callers on more than {MAX_HOPS} times", source=shown(wanted.url))

    async def _taken(self, response: httpx.Response, url: str) -> tuple[Fetched, bool]:
        """Return a response with all its bytes; FetchFailed where it is a refusal, too large, or cannot be unpacked."""
        said = response.headers.get("content-type", "").lower()
        if not response.is_success:
            body = await self._read(response, url, failures.MAX_SAID)
            reason = failures.told(body, said)
            raise FetchFailed(f"answers with status {response.status_code}: {reason}", source=shown(url))
        content = await self._read(response, url, None)
        date = datetime.now(UTC).isoformat(timespec="seconds")
        media = said.partition(";")[0].strip()
        charset = response.charset_encoding or ""
        digest = hashlib.sha256(content).hexdigest()
        cut = failures.cut(response.headers, shown(url)) or ""
        found = Fetched(content, media, url, date, digest, charset.lower(), cut)
        return found, "no-store" not in response.headers.get("cache-control", "").lower()

    async def _read(self, response: httpx.Response, url: str, enough: int | None) -> bytes:
        """Return the bytes of a response, unpacked, or its beginning where so many are ``enough``."""
        content, raw = bytearray(), 0
        unpacked = _Unpacking(response.headers.get("content-encoding", ""), url)
        async for chunk in response.aiter_raw(_PIECE):
            raw += len(chunk)
            content += unpacked.take(chunk, (enough or self.most) + 1 - len(content))
            if enough is not None and len(content) > enough:
                return bytes(content[:enough])
            if max(raw, len(content)) > self.most:
                raise FetchFailed(f"sends more than {self.most:,} bytes", source=shown(url))
        unpacked.end()
        return bytes(content)


@cache
def _trusted() -> ssl.SSLContext:
    """Return whose certificates are believed, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


def _with(url: str, params: Mapping[str, str]) -> str:
    if not params:
        return url
    addresses.place_of(url)
    return str(httpx.URL(url).copy_merge_params(dict(params)))


async def _sent(
    client: httpx.AsyncClient, wanted: Wanted, place: addresses.Place, found: list[str]
) -> httpx.Response:
    """Return the response of the first address that takes a connection; the name stays in Host and in the handshake."""
    url, tried = httpx.URL(wanted.url), found[:_ADDRESSES]
    headers = {
        "Host": url.netloc.decode("ascii"),
        "Accept": wanted.accept,
        "Accept-Encoding": "gzip",
        "User-Agent": AGENT,
    }
    if wanted.media_type:
        headers["Content-Type"] = wanted.media_type
    for number, address in enumerate(tried, 1):
        pinned = url.copy_with(host=address, fragment=None)
        request = client.build_request(
            wanted.method,
            pinned,
            headers=headers,
            content=wanted.content or None,
            extensions={"sni_hostname": place.host},
        )
        try:
            return await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(tried):
                raise
    raise AssertionError("a host that was resolved has no address")


def _onward(wanted: Wanted, response: httpx.Response) -> Wanted:
    """Return what a redirect asks for in place of what was wanted."""
    try:
        target = str(httpx.URL(wanted.url).join(response.headers["location"]))
    except (KeyError, ValueError, httpx.InvalidURL):
        said = f"sends its callers away (status {response.status_code}) and does not say where"
        raise FetchFailed(said, source=shown(wanted.url)) from None
    if response.status_code == _SEE_OTHER:
        return replace(wanted, url=target, method="GET", content=b"", media_type="")
    return replace(wanted, url=target)


class _Unpacking:
    """Unpacks what was packed for the way, never more than is asked for: a small piece may hold gigabytes."""

    def __init__(self, encoding: str, url: str) -> None:
        self._url = url
        self._is_packed = encoding.strip().lower() in {"gzip", "x-gzip"}
        if not self._is_packed and encoding.strip().lower() not in {"", "identity"}:
            raise FetchFailed(
                f"packs its answer as {encoding[:40]}, which was not asked for", source=shown(url)
            )
        self._member = zlib.decompressobj(wbits=31)
        self._is_begun = False

    def take(self, chunk: bytes, most: int) -> bytes:
        """Return what a piece holds, of it ``most`` bytes."""
        if not self._is_packed:
            return chunk
        content = bytearray()
        try:
            while chunk and len(content) < most:
                if self._member.eof:  # there may be several, one behind the other
                    self._member = zlib.decompressobj(wbits=31)
                content += self._member.decompress(chunk, most - len(content))
                chunk = self._member.unused_data
                self._is_begun = True
        except zlib.error:
            raise FetchFailed("sends what cannot be unpacked", source=shown(self._url)) from None
        return bytes(content)

    def end(self) -> None:
        """Raise FetchFailed where something is missing."""
        if self._is_begun and not self._member.eof:
            raise FetchFailed("sends what cannot be unpacked: its end is missing", source=shown(self._url))
