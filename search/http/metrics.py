"""
Prometheus metrics: requests by route, and how far the index is behind the store.

- labels take few values: a route is its pattern, whatever has no route is «none», an odd method is «other»
- with several workers the counts of all are summed (`prometheus_client` shares them in files, see gunicorn.conf.py)
- what is asked of the index is asked when the metrics are read, by the worker that answers
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from index.errors import BahithError
from search.http.services import Services

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("bahith_http_requests", "Requests answered.", ("method", "route", "status"))
SECONDS = Histogram("bahith_http_request_seconds", "Time to the first byte of an answer.", ("route",), buckets=BUCKETS)


def route_of_request() -> str:
    """The pattern of the route that answers, or «none»."""
    return request.url_rule.rule if request.url_rule is not None else "none"


def observe(answer: Response, route: str, seconds: float) -> None:
    """Count one request."""
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, route, str(answer.status_code)).inc()
    SECONDS.labels(route).observe(seconds)


def observe_unread(status: int) -> None:
    """Count one request that could not be read."""
    REQUESTS.labels("other", "none", str(status)).inc()


class IndexCollector(Collector):
    """Where store and index are, as this process sees them now."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; those of the index only where store and index can be read."""
        try:
            now = self._services.now
            failing = now.indexer.failure is not None
            yield _gauge(
                "bahith_indexing_failing", "1 where indexing last failed, in the process that answers.", failing
            )
            now.engine.refresh()
            stored, applied = now.store.last_seq(), now.engine.applied
            articles = now.engine.articles
        except BahithError:
            yield _gauge("bahith_ready", "1 where store and index can be read.", 0)
            return
        yield _gauge("bahith_ready", "1 where store and index can be read.", 1)
        yield _gauge("bahith_index_articles", "Articles that can be found.", articles)
        yield _gauge("bahith_store_changes", "Number of the last change in the store.", stored)
        yield _gauge("bahith_index_changes", "Number of the last change that can be found.", applied)
        yield _gauge("bahith_index_lag_changes", "Changes not yet to be found.", max(0, stored - applied))


def exposition(services: Services) -> tuple[bytes, str]:
    """All metrics in Prometheus' text format, and its media type."""
    registry = CollectorRegistry()
    registry.register(IndexCollector(services))
    try:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    except ValueError:  # one process: nothing is shared
        return generate_latest(REGISTRY) + generate_latest(registry), CONTENT_TYPE_LATEST
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _gauge(name: str, help: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help, value=value)
