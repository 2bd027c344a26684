"""Counts of what was asked and how it ended, as Prometheus reads them.

A request costs two look-ups and a few additions: the counts are plain numbers of one thread, and become metrics, by
the client library, only when they are asked for.
"""

from __future__ import annotations

import asyncio
import importlib
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from uniongraph import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import CollectorRegistry
    from prometheus_client.core import HistogramMetricFamily
    from prometheus_client.metrics_core import Metric
    from starlette.requests import Request

    from uniongraph.server.caching import Tally
    from uniongraph.server.host import Host
    from uniongraph.server.journal import Journal

__all__ = ["Metrics"]

_BOUNDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The upper bounds of the histogram, in seconds: from an answer kept to the deadline that is usual."""
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_REASONS: Final = ("deadline", "memory", "died", "crowded", "disconnect", "limit", "stop")


@dataclass(slots=True)
class _Times:
    counts: list[int] = field(default_factory=lambda: [0] * (len(_BOUNDS) + 1))
    total: float = 0.0


class Metrics:
    """Counts requests, and reads from the host and its cache what these know already."""

    def __init__(self, host: Host, cache: Tally, journal: Journal | None) -> None:
        self._host = host
        self._cache = cache
        self._journal = journal
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._times: dict[str, _Times] = {}
        self._cut = 0
        self._registry: CollectorRegistry | None = None

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request that is answered; ``route`` is one of few, not its address."""
        self._requests[route, method if method in _METHODS else "other", status] += 1
        times = self._times.get(route)
        if times is None:
            times = self._times[route] = _Times()
        times.counts[bisect_left(_BOUNDS, seconds)] += 1
        times.total += seconds

    def count_cut(self) -> None:
        """Count one answer that its client sees cut at a limit of the server: a page that is full is not."""
        self._cut += 1

    async def respond(self, request: Request) -> Response:
        """Answer with all metrics, in the format of Prometheus or of OpenMetrics."""
        if self._registry is None:  # the library takes a tenth of a second to load, and few need it
            await asyncio.to_thread(importlib.import_module, "prometheus_client.core")
            self._registry = self._registered()
        from prometheus_client.exposition import choose_encoder  # noqa: PLC0415

        write, kind = choose_encoder(request.headers.get("accept", ""))
        return Response(write(self._registry), headers={"Content-Type": kind, "Cache-Control": "no-store"})

    def _registered(self) -> CollectorRegistry:
        from prometheus_client import CollectorRegistry, ProcessCollector  # noqa: PLC0415

        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        registry.register(self)
        return registry

    def collect(self) -> Iterator[Metric]:
        """Yield every metric (the library calls this)."""
        yield from self._of_requests()
        yield from self._of_queries()
        yield from self._of_cache()

    def _of_requests(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily  # noqa: PLC0415

        requests = CounterMetricFamily(
            "uniongraph_requests", "Requests answered.", labels=["route", "method", "status"]
        )
        for (route, method, status), count in self._requests.items():
            requests.add_metric([route, method, str(status)], count)
        yield requests
        seconds = HistogramMetricFamily(
            "uniongraph_request_seconds",
            "Seconds from a request to the last byte of its answer.",
            labels=["route"],
        )
        for route, times in self._times.items():
            _add(seconds, route, times)
        yield seconds
        lost = self._journal.lost if self._journal else 0
        yield CounterMetricFamily("uniongraph_log_lines_lost", "Lines of the log that nobody read.", lost)

    def _of_queries(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: PLC0415

        kills = CounterMetricFamily(
            "uniongraph_kills", "Answers that ended before they were whole, by why.", labels=["reason"]
        )
        ended = self._host.ended + Counter(limit=self._cut)
        for reason in _REASONS:
            kills.add_metric([reason], ended[reason])
        yield kills
        pools = [service.pool for service in self._host.services]
        young, elders, waiting = (sum(counts) for counts in zip(*(pool.busy for pool in pools), strict=True))
        running = GaugeMetricFamily("uniongraph_running", "Queries that are evaluated.", labels=["age"])
        running.add_metric(["young"], young)
        running.add_metric(["elder"], elders)
        yield running
        yield GaugeMetricFamily("uniongraph_queue", "Queries that stand in line.", waiting)
        workers = sum(pool.processes for pool in pools)
        yield GaugeMetricFamily("uniongraph_workers", "Processes that evaluate, or stand ready to.", workers)
        release = GaugeMetricFamily(
            "uniongraph_release_info",
            "The release that is served, and by what version.",
            labels=["release", "version"],
        )
        release.add_metric([self._host.current.release_id, __version__], 1)
        yield release

    def _of_cache(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: PLC0415

        cache = self._cache
        yield CounterMetricFamily("uniongraph_cache_hits", "Answers given from the cache.", cache.hits)
        yield CounterMetricFamily(
            "uniongraph_cache_misses", "Answers given that it could have.", cache.misses
        )
        yield GaugeMetricFamily("uniongraph_cache_bytes", "Bytes that are kept.", cache.bytes)
        yield GaugeMetricFamily("uniongraph_cache_answers", "Answers that are kept.", cache.answers)


def _add(seconds: HistogramMetricFamily, route: str, times: _Times) -> None:
    below, buckets = 0, []
    for bound, count in zip((*map(str, _BOUNDS), "+Inf"), times.counts, strict=True):
        below += count
        buckets.append((bound, below))
    seconds.add_metric([route], buckets, times.total)
