"""How a service stands on the network: where it listens, whom it believes, what it writes down, how it stops."""

from __future__ import annotations

import functools
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Front", "front_options", "stopping"]


@dataclass(frozen=True, slots=True)
class Front:
    """What the options of `front_options` say."""

    host: str
    port: int
    grace: int
    has_log: bool
    log_addresses: bool
    proxies: tuple[str, ...]


def front_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, and their values as one `Front`."""

    @click.option("--host", default="127.0.0.1", show_default=True)
    @click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
    @click.option(
        "--log",
        type=click.Choice(["json", "none"]),
        default="json",
        show_default=True,
        help="A line of JSON on standard output for each request, or nothing.",
    )
    @click.option("--log-addresses", is_flag=True, help="Put the addresses of clients into the log.")
    @click.option(
        "--proxy-from",
        default="",
        metavar="HOST,…",
        help="Believe Forwarded and X-Forwarded-* from these addresses, networks or hosts. Default: from none.",
    )
    @click.option(
        "--grace",
        default=5,
        show_default=True,
        type=click.IntRange(0),
        help="Seconds that running answers are given when the server is told to stop.",
    )
    @functools.wraps(command)
    def with_front(
        *args: Any,  # noqa: ANN401
        host: str,
        port: int,
        log: str,
        log_addresses: bool,
        proxy_from: str,
        grace: int,
        **others: Any,  # noqa: ANN401
    ) -> None:
        proxies = tuple(filter(None, (each.strip() for each in proxy_from.split(","))))
        command(*args, front=Front(host, port, grace, log == "json", log_addresses, proxies), **others)

    return with_front


@contextmanager
def stopping() -> Iterator[None]:
    """End the program in good order, with status 0, when it is told to by SIGTERM while the block runs.

    The server catches the signal itself while it runs, and raises it again when it has stopped.
    """
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
