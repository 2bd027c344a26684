"""How a service stands on the network: where it listens, whom it believes, what it writes down, how it stops."""

from __future__ import annotations

import functools
import os
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from uniongraph.server.host import Successor
    from uniongraph.server.service import Service

__all__ = ["Front", "check_system", "front_options", "stopping", "workers_option"]

workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    help="Queries that run at once. Default: one more than there are cores.",
)


def check_system() -> None:
    """Raise UnionGraphError where no queries can be served on this system."""
    if not hasattr(os, "fork"):
        raise UnionGraphError(
            "queries are served by processes that fork, which this system has not; use Linux or macOS"
        )


@dataclass(frozen=True, slots=True)
class Front:
    """What the options of `front_options` say."""

    host: str
    port: int
    grace: int
    has_log: bool
    log_addresses: bool
    proxies: tuple[str, ...]

    def present(
        self, first: Service, successor: Successor | None = None, *, said: str, is_kept: bool = True
    ) -> None:
        """Serve a service, and each that succeeds it, until told to stop; ``said`` goes before the address.

        ``is_kept`` tells whether the same request has the same answer, so that answers may be kept.
        """
        from uniongraph.server import app, serving  # noqa: PLC0415 (the first worker starts meanwhile)
        from uniongraph.server.host import Host  # noqa: PLC0415
        from uniongraph.server.journal import Journal  # noqa: PLC0415
        from uniongraph.server.proxies import Trusted  # noqa: PLC0415

        application = app.create(
            Host(first, successor),
            **({} if is_kept else {"cache": 0}),
            # Where standard output is closed its number may stand for any other file by now.
            journal=Journal() if self.has_log and sys.stdout is not None else None,
            addresses=self.log_addresses,
            trusted=Trusted(self.proxies) if self.proxies else None,
        )
        tell = functools.partial(_tell, said)
        serving.serve(application, self.host, self.port, grace=self.grace, ready=tell)


def _tell(said: str, url: str) -> None:
    click.echo(f"{said} {url}", err=True)


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
