"""A server on a free port of this machine, with real workers, and the requests that tests put to it."""

from __future__ import annotations

import http.client
import logging
import os
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import uvicorn

from uniongraph.server import app, serving
from uniongraph.server.desk import Desk
from uniongraph.server.host import Host
from uniongraph.server.service import Service
from uniongraph.sparql import Limits
from uniongraph.workers import Pool, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from uniongraph.federation import Partners
    from uniongraph.queries import Query
    from uniongraph.release import Elders, Facts
    from uniongraph.server.journal import Journal
    from uniongraph.server.proxies import Trusted

__all__ = ["BASE", "RELEASE", "Site", "asked", "fetch", "hosted", "kept", "send"]

BASE = "https://w3id.org/uniongraph/"
RELEASE = "0123abcd"


@dataclass(frozen=True)
class Site:
    """A server that runs on a port of this machine, and what it serves."""

    port: int
    host: Host


def kept(store: ox.Store, folder: Path) -> Path:
    """Return a folder that holds the statements of a store in memory."""
    path = folder / "store"
    writer = ox.Store(os.fspath(path))
    writer.bulk_extend(store)
    writer.flush()
    return path


@contextmanager
def hosted(
    store: Path,
    queries: Mapping[str, Query] | None = None,
    *,
    limits: Limits | None = None,
    cache: int = 1 << 20,
    journal: Journal | None = None,
    addresses: bool = False,
    trusted: Trusted | None = None,
    union: bool = True,
    facts: Facts | None = None,
    derived: Path | None = None,
    former: Elders | None = None,
    partners: Partners | None = None,
    **setting: float,
) -> Iterator[Site]:
    """Serve a store on a free port of this machine while the block runs."""
    pool = Pool(store, Setting(**{"workers": 2, **setting}))  # type: ignore[arg-type]
    service = Service(
        pool,
        queries or {},
        RELEASE,
        BASE,
        limits or Limits(),
        derived,
        union=union,
        facts=facts,
        elders=former,
        desk=Desk(partners) if partners else None,
    )
    host = Host(service)
    application = app.create(host, cache=cache, journal=journal, addresses=addresses, trusted=trusted)
    with serving.listen("127.0.0.1", 0) as listener:
        instance = uvicorn.Server(serving.configuration(application))
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)  # one test breaks it on purpose
        thread = threading.Thread(target=instance.run, args=([listener],))
        thread.start()
        while not instance.started:
            time.sleep(0.01)
        try:
            yield Site(listener.getsockname()[1], host)
        finally:
            instance.should_exit = True
            thread.join(20)
    assert not thread.is_alive()


def send(site: Site, method: str, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401 (httpx's own)
    """Return the response of a server to one request."""
    with httpx.Client(base_url=f"http://127.0.0.1:{site.port}", timeout=30) as client:
        return client.request(method, path, **request)


def asked(query: str, **fields: str) -> str:
    """Return the address that asks the endpoint this query by GET."""
    return f"/sparql?{urlencode({'query': query, **fields})}"


def fetch(port: int, path: str) -> bytes:
    """Return the body of a GET over a real socket."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()
