"""What a proxy says of the request it passes on: believed where the proxy is one that was named, else not read.

Understood are ``Forwarded`` (RFC 7239) and, where it is missing, ``X-Forwarded-For``, ``-Proto`` and ``-Host``, and
beside either ``X-Forwarded-Prefix``: the path that the proxy took off the front of the address.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any, Final

from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping
    from ipaddress import IPv4Network

    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Proxies", "Trusted"]

_LONGEST: Final = 4096
"""Characters of what is read; more are no list of proxies."""
_PART: Final = re.compile(r'([^=;,\s"]+)=("(?:[^"\\]|\\.)*"|[^;,\s"]*)|,')
_HOST: Final = re.compile(r"[A-Za-z0-9._\-\[\]:]{1,255}")
_PREFIX: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
_X: Final = {"for": b"x-forwarded-for", "proto": b"x-forwarded-proto", "host": b"x-forwarded-host"}


class Trusted:
    """The addresses of the proxies that are believed."""

    def __init__(self, hosts: Iterable[str]) -> None:
        """Take addresses, networks such as 10.0.0.0/8, and names, looked up now; UnionGraphError for what is none."""
        self._networks = [network for host in hosts for network in _networks(host.strip())]

    def __contains__(self, address: str) -> bool:
        """Tell whether a proxy at this address is believed."""
        try:
            found: IPv4Address | IPv6Address = ip_address(address)
        except ValueError:
            return False
        found = getattr(found, "ipv4_mapped", None) or found
        return any(found in network for network in self._networks)


def _networks(host: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(host)]
    except ValueError:
        if "/" in host:
            raise UnionGraphError(
                f"--proxy-from {host}: no network; write its first address, as 10.0.0.0/8"
            ) from None
    try:
        return [ip_network(each[4][0]) for each in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise UnionGraphError(f"--proxy-from {host}: there is no such host") from None


class Proxies:
    """Puts into the scope of a request from a trusted proxy what the client of the proxy asked for."""

    def __init__(self, app: ASGIApp, *, trusted: Trusted) -> None:
        self._app = app
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the application answer."""
        client = scope.get("client") if scope["type"] == "http" else None
        if client and client[0] in self._trusted:
            self._restore(scope)
        await self._app(scope, receive, send)

    def _restore(self, scope: MutableMapping[str, Any]) -> None:
        sent = {name: _joined(scope, name) for name in (b"forwarded", b"x-forwarded-prefix", *_X.values())}
        hops = _forwarded(sent[b"forwarded"]) or _x_forwarded(sent)
        # Each proxy adds itself at the end: the client is the last that is no proxy of ours; before it stands what
        # the client itself may have made up.
        hop = next((each for each in reversed(hops) if _bare(each.get("for", "")) not in self._trusted), None)
        hop = hop or (hops[0] if hops else {})
        if address := _bare(hop.get("for", "")):
            scope["client"] = (address, 0)
        if hop.get("proto", "").lower() in {"http", "https"}:
            scope["scheme"] = hop["proto"].lower()
        if _HOST.fullmatch(host := hop.get("host", "")):
            kept = [each for each in scope["headers"] if each[0] != b"host"]
            scope["headers"] = [(b"host", host.encode("ascii")), *kept]
        _mount(scope, sent[b"x-forwarded-prefix"].rstrip("/"))


def _joined(scope: MutableMapping[str, Any], wanted: bytes) -> str:
    said = ",".join(value.decode("latin-1") for name, value in scope["headers"] if name == wanted).strip()
    return said if len(said) <= _LONGEST else ""


def _forwarded(said: str) -> list[dict[str, str]]:
    """Return the hops of ``Forwarded``, the farthest first."""
    hops: list[dict[str, str]] = [{}]
    for part in _PART.finditer(said):
        if part[0] == ",":
            hops.append({})
        else:
            hops[-1][part[1].lower()] = re.sub(r"\\(.)", r"\1", part[2].strip('"'))
    return [hop for hop in hops if hop]


def _x_forwarded(sent: dict[bytes, str]) -> list[dict[str, str]]:
    """Return the hops of the headers that came before ``Forwarded``: lists that end together, or single values."""
    lists = {
        key: [each.strip() for each in sent[name].split(",") if each.strip()] for key, name in _X.items()
    }
    longest = max(map(len, lists.values()))
    return [
        {key: values[max(len(values) - back, 0)] for key, values in lists.items() if values}
        for back in range(longest, 0, -1)
    ]


def _bare(node: str) -> str:
    """Return the address of a node without its port."""
    if node.startswith("["):
        return node[1:].partition("]")[0]
    return node.partition(":")[0] if node.count(":") == 1 else node


def _mount(scope: MutableMapping[str, Any], prefix: str) -> None:
    """Let links begin with what the proxy took off; what cannot be a path of this host is left out."""
    if not _PREFIX.fullmatch(prefix):
        return
    scope["root_path"] = prefix
    if not f"{scope['path']}/".startswith(f"{prefix}/"):  # some send it along and take nothing off
        scope["raw_path"] = prefix.encode("ascii") + (scope.get("raw_path") or scope["path"].encode())
        scope["path"] = prefix + scope["path"]
