"""Where a service is and what it knows us by. Secrets come from a file or the environment, and are never shown."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx

from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

__all__ = ["Address", "read"]

USER: Final = "UNIONGRAPH_USER"
PASSWORD: Final = "UNIONGRAPH_PASSWORD"  # noqa: S105 (the name of a variable)
TOKEN: Final = "UNIONGRAPH_TOKEN"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Address:
    """The URL of a service and, where it wants to know who asks, how it is told."""

    url: str
    auth: httpx.Auth | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """The host, with its port where it is no usual one, in ASCII."""
        return httpx.URL(self.url).netloc.decode("ascii")

    @property
    def shown(self) -> str:
        """The URL as it may be shown to anybody, whoever asks through us: without its query, which may hold a key."""
        return self.url.partition("?")[0]

    def at(self, url: str) -> Address:
        """Return another address of the same service; whoever is elsewhere is told nothing."""
        return Address(url, self.auth if _is_same(self.url, url) else None)


def _is_same(one: str, other: str) -> bool:
    """Whether what one address may know the other may too: the same host, as safe or safer."""
    a, b = urlsplit(one), urlsplit(other)
    upgraded = (a.scheme, b.scheme) == ("http", "https") and a.hostname == b.hostname
    return (a.scheme, a.netloc) == (b.scheme, b.netloc) or (upgraded and not a.port and not b.port)


def read(url: str, *, auth_file: Path | None = None, environ: Mapping[str, str] = os.environ) -> Address:
    """Return the address of a service by its URL; UnionGraphError says what is wrong with it.

    Who asks stands in ``auth_file`` (a line ``user:password`` or ``bearer TOKEN``), else in the environment
    (UNIONGRAPH_TOKEN, or UNIONGRAPH_USER and UNIONGRAPH_PASSWORD), else in the user's netrc.
    """
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        known = False
    if not known:
        raise UnionGraphError(
            f"{_without_user(url)!r} is no address of a service, such as https://example.org/sparql"
        )
    if "@" in parts.netloc:
        said = f"names a user; put user and password into {USER} and {PASSWORD}, --auth-file or ~/.netrc"
        raise UnionGraphError(said, source=_without_user(url))
    if parts.fragment:
        raise UnionGraphError("has a fragment (#), which no service is sent", source=url)
    return Address(url, _auth(parts.hostname or "", auth_file, environ))


def _without_user(url: str) -> str:
    before, sign, after = url.partition("@")
    return f"{before.partition('//')[0]}//{after}" if sign else url


def _auth(host: str, path: Path | None, environ: Mapping[str, str]) -> httpx.Auth | None:
    if path is not None:
        return _from_file(path)
    if token := environ.get(TOKEN):
        return _Bearer(token)
    if user := environ.get(USER):
        return _Password(user, environ.get(PASSWORD, ""))
    return _from_netrc(host, environ.get("NETRC"))


def _from_file(path: Path) -> httpx.Auth:
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UnionGraphError(f"cannot be read: {why}", source=str(path)) from None
    said = lines[0].strip()
    if said.lower().startswith("bearer "):
        return _Bearer(said[7:].strip())
    user, sign, password = said.partition(":")
    if not sign or any(line.strip() for line in lines[1:]):
        raise UnionGraphError("does not hold one line 'user:password' or 'bearer TOKEN'", source=str(path))
    return _Password(user, password)


def _from_netrc(host: str, named: str | None) -> httpx.Auth | None:
    import netrc  # noqa: PLC0415 (only where nothing nearer tells)

    try:
        found = netrc.netrc(named).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, netrc.NetrcParseError) as error:
        why = error.msg if isinstance(error, netrc.NetrcParseError) else error.strerror
        raise UnionGraphError(f"cannot be read: {why}", source=named or "~/.netrc") from None
    return _Password(found[0], found[2] or "") if found else None


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        if not token.isascii() or not token.isprintable():
            raise UnionGraphError("the token of the service holds what no header can")
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header
        yield request


class _Password(httpx.Auth):
    """User and password, sent in the way the service asks for: nothing before it asks, and no password to Digest."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            offered = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if "digest" in offered else self._basic
        yield from self._chosen.auth_flow(request)
