"""Webhooks that a store has given up are found and made anew, and what was missed is asked for."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Thread

import pytest
from flask import Flask, request
from sqlalchemy import select, update
from werkzeug.serving import make_server

from integration_app import stores
from integration_app.kit import address, clock, db
from integration_app.kit.events import EventRow
from integration_app.platforms.manifest import manifest
from integration_app.platforms.woocommerce import visit
from integration_app.stores import Store
from integration_app.stores.woocommerce import connecting, watching
from integration_app.stores.woocommerce import reactions as woocommerce
from integration_app.stores.woocommerce.models import WebhookWatch
from tests.support.cast import Cast
from tests.support.woo_store import Key, WooStore

RunJobs = Callable[[], int]


class Door:
    """Parley's own address, which may be shut."""

    shut = False


@pytest.fixture
def door(app: Flask) -> Iterator[Door]:
    """Parley over HTTP, at the address that it tells stores."""
    found = Door()

    @app.before_request
    def refuse() -> tuple[str, int] | None:
        return ("Shut", 503) if found.shut and request.path.startswith("/webhooks/") else None

    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    address.use(f"http://127.0.0.1:{server.server_port}")
    yield found
    server.shutdown()
    address.use("http://localhost:8000")


@pytest.fixture
def store(door: Door, cast: Cast, woo: WooStore, key: Key, run_jobs: RunJobs) -> Store:
    """A store that is connected, with its webhooks."""
    shop = visit.prove(woo.url, key.key, key.secret)
    with db.unit():
        made = connecting.take_in(cast.workspace.id, woo.url, shop, key=key.key, secret=key.secret, actor="system")
    run_jobs()
    return made


def later(store: Store) -> None:
    """Let ten minutes pass."""
    with db.unit():
        db.session().execute(update(WebhookWatch).values(next_at=clock.now() - timedelta(seconds=1)))
    woocommerce.sweep()


def watch(store: Store) -> WebhookWatch:
    with db.unit(read_only=True):
        found = watching.of(store.id)
    assert found is not None
    return found


def topics(woo: WooStore) -> list[str]:
    return sorted(row["topic"] for row in woo.hooks.rows.values() if row["status"] == "active")


def mended_events() -> int:
    with db.unit(read_only=True):
        return len(db.session().scalars(select(EventRow).where(EventRow.kind == "store.webhooks_mended")).all())


def let_fail(woo: WooStore, door: Door, times: int) -> None:
    door.shut = True
    row = woo.order_like()
    for _ in range(times):
        woo.change_order(row["id"])
    woo.hooks.drain()
    door.shut = False


def test_all_topics_are_made_once_and_order_topics_first(store: Store, woo: WooStore) -> None:
    assert topics(woo) == sorted(manifest().woocommerce_topics)
    assert [row["topic"].partition(".")[0] for row in list(woo.hooks.rows.values())[:3]] == ["order"] * 3
    assert woo.hooks.unpinged == set()
    found = watch(store)
    assert (found.wanted, found.problem, found.mended) == (18, None, 0)


def test_a_second_look_changes_nothing(store: Store, woo: WooStore) -> None:
    ids = set(woo.hooks.rows)
    woo.asked.clear()
    later(store)
    assert set(woo.hooks.rows) == ids
    assert woo.asked == [("GET", "/wp-json/wc/v3/webhooks")]
    assert mended_events() == 0


def test_six_failures_are_borne_and_the_seventh_switches_off(store: Store, woo: WooStore, door: Door) -> None:
    let_fail(woo, door, 6)
    assert "order.updated" in topics(woo)
    let_fail(woo, door, 1)
    assert "order.updated" not in topics(woo)


def test_what_the_store_gave_up_is_made_anew_and_the_store_is_read_again(
    store: Store, woo: WooStore, door: Door, run_jobs: RunJobs
) -> None:
    """To activate it again would keep the count of failures: the next one would switch it off at once."""
    let_fail(woo, door, 7)
    off = next(row["id"] for row in woo.hooks.rows.values() if row["status"] == "disabled")
    later(store)
    assert off not in woo.hooks.rows
    assert topics(woo) == sorted(manifest().woocommerce_topics)
    assert mended_events() == 1
    assert watch(store).mended_at is not None
    run_jobs()
    row = woo.order_like()
    woo.change_order(row["id"])
    woo.hooks.drain()
    assert woo.hooks.sent[-1] == ("order.updated", row["id"], 200)


def test_missing_double_and_foreign_webhooks_are_told_apart(store: Store, woo: WooStore) -> None:
    first = next(iter(woo.hooks.rows.values()))
    woo.hooks.add(first["topic"], first["delivery_url"], "other", "twice")
    woo.hooks.add("order.deleted", "https://erp.example/x", "x", "ERP")
    gone = [row["id"] for row in woo.hooks.rows.values() if row["topic"] == "product.updated"]
    woo.hooks.remove(gone[0])
    later(store)
    ours = [row["topic"] for row in woo.hooks.rows.values() if row["delivery_url"] == first["delivery_url"]]
    assert sorted(ours) == sorted(manifest().woocommerce_topics)
    assert any(row["delivery_url"] == "https://erp.example/x" for row in woo.hooks.rows.values())


def test_a_store_that_never_reaches_us_is_said_so(store: Store, woo: WooStore, door: Door) -> None:
    for _ in range(3):
        let_fail(woo, door, 7)
        later(store)
    assert watch(store).problem == watching.UNREACHABLE
    later(store)
    assert watch(store).problem is None


def test_keys_that_were_taken_back_are_said_so(store: Store, woo: WooStore) -> None:
    woo.keys.clear()
    later(store)
    assert watch(store).problem == "keys_refused"


def test_two_clocks_look_once(store: Store) -> None:
    with db.unit():
        db.session().execute(update(WebhookWatch).values(next_at=clock.now() - timedelta(seconds=1)))
    with db.unit():
        assert watching.take(stores.by_id(store.id)) is not None
    with db.unit():
        assert watching.take(stores.by_id(store.id)) is None


def test_a_store_that_was_let_go_is_not_looked_at(store: Store, woo: WooStore) -> None:
    with db.unit():
        stores.uninstall(stores.by_id(store.id))
    woo.asked.clear()
    later(store)
    assert woo.asked == []


def test_a_store_that_cannot_reach_us_is_said_so_at_once(
    door: Door, cast: Cast, woo: WooStore, key: Key, run_jobs: RunJobs
) -> None:
    """Each webhook is pinged when it is made: none came, so nothing will."""
    door.shut = True
    shop = visit.prove(woo.url, key.key, key.secret)
    with db.unit():
        store = connecting.take_in(cast.workspace.id, woo.url, shop, key=key.key, secret=key.secret, actor="system")
    run_jobs()
    assert watch(store).problem == watching.UNREACHABLE
    with db.unit():
        old = clock.now() - timedelta(hours=1)
        db.session().execute(update(WebhookWatch).values(checked_at=old, next_at=old))
    woocommerce.sweep()
    assert watch(store).problem == watching.UNREACHABLE
    door.shut = False
    woo.change_order(woo.order_like()["id"])
    woo.hooks.drain()
    later(store)
    assert watch(store).problem is None
