"""Which addresses a URL may lead to: public ones, and those that who asks wrote down himself, digit by digit."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx

from uniongraph.errors import FetchFailed, FetchRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Allowed", "Place", "is_public", "place_of", "shown"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS: Final = {"http": 80, "https": 443}
_GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""The last four bytes of these are an IPv4 address that a gateway of ours would call (NAT64, RFC 6052)."""
_NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "192.88.99.0/24",  # relays of 6to4
        "168.63.129.16/32",  # what tells a machine in Azure about itself
        "2001::/23",  # protocols, among them Teredo, whose addresses hold another
        "2001:db8::/32",  # examples
        "2002::/16",  # 6to4: holds an IPv4 address
        "3fff::/20",  # examples
    )
)
_MOST: Final = 32
"""Addresses of one name that are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a URL leads: the host as written, in small ASCII letters, and the port."""

    scheme: str
    host: str
    port: int

    @property
    def literal(self) -> Address | None:
        """The address, where the host is written as one."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None

    @property
    def is_written_out(self) -> bool:
        """Whether everybody knows which address is meant: it is written as one, or is ``localhost`` (RFC 6761)."""
        return self.literal is not None or self.host == "localhost"

    def is_same(self, other: Place) -> bool:
        """Tell whether this is another place on the other side of one door: the same host and port, or its safer ones."""
        upgraded = (other.scheme, other.port, self.scheme, self.port) == ("http", 80, "https", 443)
        return self.host == other.host and (self.port == other.port or upgraded)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts and ports that may be asked though they are private, since who asks wrote them down himself."""

    places: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, urls: Iterable[str]) -> Allowed:
        """Return what some URLs allow, as a user or an operator wrote them; a name of a host allows nothing.

        What a name stands for somebody else decides, and may decide otherwise tomorrow. ``localhost`` is no such name.
        """
        places = (place_of(url) for url in urls)
        return cls(frozenset((each.host, each.port) for each in places if each.is_written_out))

    def holds(self, place: Place) -> bool:
        """Tell whether a place may be asked, be it private or not."""
        return (place.host, place.port) in self.places


def place_of(url: str) -> Place:
    """Return where a URL leads; FetchRefused for what is no address of the web, or names a user."""
    try:
        parts, parsed = urlsplit(_unspaced(url)), httpx.URL(url)
        host, port = parsed.raw_host.decode("ascii").lower().rstrip("."), parts.port
    except (ValueError, UnicodeError, httpx.InvalidURL):
        raise FetchRefused("is no address of the web", source=shown(url)) from None
    if parsed.scheme not in _PORTS or not host or port == 0:
        raise FetchRefused("is no address that begins with http:// or https://", source=shown(url))
    if parsed.userinfo:
        raise FetchRefused("names a user, and nobody is told who asks", source=shown(url))
    return Place(parsed.scheme, host.strip("[]"), port or _PORTS[parsed.scheme])


def _unspaced(url: str) -> str:
    """Return a URL; ValueError where it holds white space, at which one reader ends and which another passes over."""
    if any(each <= " " for each in url):
        raise ValueError(url)
    return url


def shown(url: str) -> str:
    """Return a URL as it is said in a sentence: without user and query, which may be secrets, and not too long."""
    scheme, sign, rest = url.partition("://")
    if sign:
        authority, slash, path = rest.partition("/")
        rest = f"{authority.rpartition('@')[2]}{slash}{path}"
    said = f"{scheme}{sign}{rest}".partition("?")[0].partition("#")[0]
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in said[:300])


def is_public(address: Address) -> bool:
    """Tell whether an address is anybody's to ask: not of this machine, this network, a provider, or a group."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _GLOBAL_UNICAST or address.scope_id is not None:
            return False
    elif address.is_multicast or address.is_reserved:
        return False
    return address.is_global and not any(
        address in block for block in _NOT_PUBLIC if block.version == address.version
    )


async def resolve(place: Place, url: str, *, is_allowed: bool) -> list[str]:
    """Return the addresses of a place, all of them checked, the preferred first: whoever connects, connects to one of these.

    FetchRefused where one of them is private and the place was not ``is_allowed`` by who asks; FetchFailed where there
    is no such host.
    """
    literal = place.literal
    found = [literal] if literal is not None else await _looked_up(place, url)
    private = next((each for each in found if not is_public(each)), None)
    if private is not None and not is_allowed:
        said = "leads to" if literal is None else "is"
        hint = "" if literal is not None else "; write the address itself where it is meant"
        raise FetchRefused(
            f"{said} the private address {private}, which is not asked{hint}", source=shown(url)
        )
    return list(dict.fromkeys(map(str, found)))


async def _looked_up(place: Place, url: str) -> list[Address]:
    """Return what a name stands for. In a thread that nothing waits for: the resolver of the system knows no deadline."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[list[str]] = loop.create_future()

    def tell(found: list[str] | None) -> None:
        if not told.done():
            told.set_result(found or [])

    def look() -> None:
        try:
            found = [
                str(each[4][0])
                for each in socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
            ]
        except (OSError, UnicodeError):
            found = []
        with suppress(RuntimeError):  # nobody waits any more: the loop is closed
            loop.call_soon_threadsafe(tell, found)

    threading.Thread(target=look, name="resolver", daemon=True).start()
    found = await told
    if not found:
        raise FetchFailed("cannot be reached: there is no such host", source=shown(url))
    return [ipaddress.ip_address(each) for each in found[:_MOST]]
