"""The schedule: deadlines are columns, looked at again and again; a restarted process forgets nothing."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from integration_app import privacy
from integration_app.assistant import reactions as assistant
from integration_app.conversations import outgoing
from integration_app.conversations import reactions as conversations
from integration_app.kit import db, events, inbox, limits, log, ticks
from integration_app.orders import watching_reactions as watching
from integration_app.privacy import reactions as privacy_work
from integration_app.routing import reactions as routing
from integration_app.stores.shopify import reactions as shopify
from integration_app.stores.woocommerce import reactions as woocommerce
from integration_app.sync import operations as sync_runs
from integration_app.sync import reactions as sync
from integration_app.triggers import reactions as triggers


@dataclass(frozen=True)
class Task:
    """Something to do every so often. It opens its own units of work."""

    name: str
    every: timedelta
    run: Callable[[], object]


def _prune() -> None:
    with db.unit():
        inbox.prune()
        limits.prune()
        sync_runs.prune()
        privacy.expire()


TASKS: list[Task] = [
    Task("sweep_reactions", timedelta(seconds=5), events.sweep),
    Task("sweep_deliveries", timedelta(seconds=5), inbox.sweep),
    Task("sweep_mail", timedelta(seconds=5), outgoing.sweep),
    Task("sweep_sync", timedelta(seconds=5), sync.sweep),
    Task("sync_new_stores", timedelta(minutes=5), sync.enrol),
    Task("fetch_mail", timedelta(minutes=1), conversations.fetch_mail),
    Task("help_out", timedelta(minutes=1), assistant.help_out),
    Task("rescue", timedelta(minutes=1), assistant.rescue),
    Task("escalate", timedelta(minutes=1), routing.escalate),
    Task("release_coupons", timedelta(minutes=1), triggers.release_expired),
    Task("keep_codes_ready", timedelta(minutes=1), triggers.keep_ready),
    Task("tracking", timedelta(minutes=1), watching.sweep),
    Task("privacy", timedelta(minutes=1), privacy_work.sweep),
    Task("woocommerce_webhooks", timedelta(minutes=1), woocommerce.sweep),
    Task("keep_tokens", timedelta(hours=6), shopify.keep_alive),
    Task("prune", timedelta(hours=1), _prune),
]


def run(stop: threading.Event, tasks: Sequence[Task] | None = None) -> None:
    """Go through the schedule every second until told to stop."""
    while not stop.wait(1):
        tick(TASKS if tasks is None else tasks)


def tick(tasks: Sequence[Task]) -> None:
    """Run what is due. A task that fails is logged and comes again; the others run."""
    for task in tasks:
        try:
            if ticks.claim(task.name, task.every):
                task.run()
        except Exception:
            log.logger().exception("clock_task_failed", task=task.name)
