"""Numbers for Prometheus: what was asked for in this process, and what waits in the rows of all."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from integration_app.conversations.models import Conversation, DeliveryAttempt
from integration_app.kit import clock, db
from integration_app.kit.events import PendingReaction
from integration_app.kit.inbox import Delivery
from integration_app.sync.models import SyncRun

CONTENT_TYPE = CONTENT_TYPE_LATEST
_QUEUES: dict[str, Any] = {
    "reactions": PendingReaction,
    "webhooks": Delivery,
    "mails": DeliveryAttempt,
    "sync": SyncRun,
}
_OPERATOR = {"every_store": True}
"""Counts for whoever runs the machine; the watch over tenancy lets reads pass that say so."""
_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


@dataclass(frozen=True)
class Counted:
    """One process's numbers."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram


def register(app: Flask) -> Counted:
    """Count every request by route and answer; routes are few, addresses are not."""
    registry = CollectorRegistry()
    counted = Counted(
        registry,
        Counter("parley_requests", "Requests answered.", ["route", "method", "status"], registry=registry),
        Histogram("parley_request_seconds", "Time to answer.", ["route"], registry=registry, buckets=_BUCKETS),
    )
    registry.register(_Rows())

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(answer: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.method in _METHODS else "other"
        counted.requests.labels(route, method, str(answer.status_code)).inc()
        counted.seconds.labels(route).observe(time.perf_counter() - g.get("began", time.perf_counter()))
        return answer

    return counted


def page(counted: Counted) -> bytes:
    """Return the numbers as Prometheus reads them."""
    return generate_latest(counted.registry)


class _Rows(Collector):
    """Counts rows when it is asked, so that any process tells the same."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily("parley_waiting", "Jobs that wait or are under way.", labels=["kind"])
        failed = GaugeMetricFamily("parley_failed", "Jobs given up; they wait for an operator.", labels=["kind"])
        late = GaugeMetricFamily("parley_late_seconds", "How long the most overdue job waits.", labels=["kind"])
        queued = GaugeMetricFamily("parley_shoppers_waiting", "Conversations in which a shopper waits for a person.")
        with db.unit(read_only=True) as unit:
            for kind, model in _QUEUES.items():
                row = unit.connection.execute(_state(model).execution_options(**_OPERATOR)).one()
                waiting.add_metric([kind], row[0])
                failed.add_metric([kind], row[1])
                late.add_metric([kind], max(0.0, (clock.now() - row[2]).total_seconds()) if row[2] else 0.0)
            in_queue = select(func.count()).select_from(Conversation).where(Conversation.holder == "queue")
            queued.add_metric([], unit.connection.execute(in_queue.execution_options(**_OPERATOR)).scalar_one())
        yield from (waiting, failed, late, queued)


def _state(model: Any) -> Any:
    return select(func.count(model.next_at), func.count(model.failed_at), func.min(model.next_at)).select_from(model)
