"""A shop leaves, comes back, and is to be forgotten: in whatever order the news of it comes."""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from integration_app import privacy, stores
from integration_app.kit import clock, db
from integration_app.kit.errors import NotFound
from integration_app.privacy import PrivacyRequest, Subject, queries, reactions, shops
from integration_app.stores import operations
from integration_app.stores.models import Agent, Store, Workspace
from tests.support.cast import Cast
from tests.support.deliveries import kept, send_shopify, shopify_payload
from tests.support.somebody import EMAIL, Somebody, whole_database

Jobs = Callable[[], int]


def leave(client: FlaskClient, at: datetime) -> None:
    send_shopify(client, "app/uninstalled", shopify_payload("app_uninstalled"), triggered_at=at.isoformat())


def redact(client: FlaskClient) -> None:
    send_shopify(client, "shop/redact", shopify_payload("shop_redact"))


def come_back(store: Store) -> None:
    with db.unit():
        operations.come_back(stores.by_id(store.id))


def installed(store: Store) -> bool | None:
    with db.unit(read_only=True):
        found = stores.find(store.id)
        return None if found is None else found.uninstalled_at is None


def rows_left(store_id: int) -> dict[str, int]:
    with db.unit(read_only=True):
        counted = {
            table.name: db.session().scalar(select(func.count()).where(table.c.store_id == store_id)) or 0
            for table in shops.tables()
        }
    return {name: count for name, count in counted.items() if count}


def test_a_shop_that_left_is_forgotten_whole(cleo: Somebody, client: FlaskClient, cast: Cast, run_jobs: Jobs) -> None:
    assert len(rows_left(cast.store.id)) > 20
    leave(client, clock.now())
    run_jobs()
    with db.unit(read_only=True), pytest.raises(NotFound):
        stores.by_public_id(cast.store.public_id)
    assert EMAIL in whole_database(cast.workspace.id)
    redact(client)
    run_jobs()
    assert (installed(cast.store), rows_left(cast.store.id)) == (None, {})
    after = whole_database(cast.workspace.id)
    assert {place for place, mark in cleo.marks.items() if mark in after} == set()
    assert "lumen-goods" not in after
    with db.unit(read_only=True):
        assert db.session().get(Workspace, cast.workspace.id) is not None
        assert db.session().get(Agent, cast.ada.id) is not None
        (request,) = queries.requests(cast.workspace.id)
        assert (request.kind, request.state) == (privacy.ERASE_STORE, "done")
        assert stores.by_public_id(cast.other_store.public_id).id == cast.other_store.id


def test_what_was_asked_about_people_of_a_shop_ends_with_it(
    cleo: Somebody, client: FlaskClient, cast: Cast, run_jobs: Jobs
) -> None:
    """A held erasure never reaches whichever store gets the row id next, and keeps nobody's address."""
    with db.unit():
        store, subject = stores.by_id(cast.store.id), Subject(email=EMAIL)
        held = privacy.ask(store, privacy.ERASE, subject, source="console")
        privacy.hold(held, until=clock.now() + timedelta(days=90), because="A claim")
        privacy.ask(store, privacy.EXPORT, subject, source="console")
    leave(client, clock.now())
    redact(client)
    run_jobs()
    assert installed(cast.store) is None
    with db.unit(read_only=True):
        asked = queries.requests(cast.workspace.id)
        assert {(row.state, row.subject, row.next_at, row.held_until) for row in asked} == {("done", None, None, None)}
        assert len(asked) == 3


def test_a_request_is_never_about_the_store_of_another_workspace(cast: Cast) -> None:
    with db.unit():
        asked = privacy.ask(stores.by_id(cast.store.id), privacy.ERASE, Subject(email=EMAIL), source="console")
        asked.store_id = cast.other_store.id  # as SQLite gives a row id again
        assert queries.store_of(asked) is None


def test_a_shop_that_came_back_is_not_forgotten(
    cleo: Somebody, client: FlaskClient, cast: Cast, run_jobs: Jobs
) -> None:
    leave(client, clock.now())
    run_jobs()
    come_back(cast.store)
    redact(client)
    run_jobs()
    assert installed(cast.store) is True
    assert EMAIL in whole_database(cast.workspace.id)
    with db.unit(read_only=True):
        assert queries.requests(cast.workspace.id)[0].state == "cancelled"


def test_a_token_that_came_after_proves_that_the_shop_is_back(client: FlaskClient, cast: Cast, run_jobs: Jobs) -> None:
    left = clock.now() - timedelta(minutes=5)
    with db.unit():
        store = stores.by_id(cast.store.id)
        store.created_at = clock.now() - timedelta(days=9)
        stores.keep_secret(store, "access_token", "from the new installation")
    leave(client, left)
    run_jobs()
    assert kept()[0].outcome == "ignored"
    assert installed(cast.store) is True


@pytest.mark.parametrize("order", list(itertools.permutations(["leave", "leave again", "redact"])))
def test_leaving_for_good_is_leaving_in_any_order(
    order: tuple[str, ...], cleo: Somebody, client: FlaskClient, cast: Cast, run_jobs: Jobs
) -> None:
    """Left, came back, left for good; the platform's three messages come shuffled. Thirty days on, all is gone."""
    first, second = clock.now() - timedelta(days=4), clock.now() - timedelta(days=2)
    with db.unit():
        stores.by_id(cast.store.id).created_at = clock.now() - timedelta(days=3)
    say = {"leave": lambda: leave(client, first), "leave again": lambda: leave(client, second)}
    for news in order:
        say.get(news, lambda: redact(client))()
        run_jobs()
    if installed(cast.store) is not None:
        with db.unit():
            store = stores.by_id(cast.store.id)
            assert store.uninstalled_at is not None
            store.uninstalled_at -= timedelta(days=31)
        reactions.sweep()
        run_jobs()
    late_news = rows_left(cast.store.id)
    assert installed(cast.store) is None
    assert set(late_news) <= {"deliveries"}, "that it came is kept a while, so that it is not taken twice"
    assert {delivery.body for delivery in kept()} <= {None}


@pytest.mark.parametrize("order", list(itertools.permutations(["leave", "back", "redact"])))
def test_a_shop_that_is_back_keeps_everything_in_any_order(
    order: tuple[str, ...], cleo: Somebody, client: FlaskClient, cast: Cast, run_jobs: Jobs
) -> None:
    """The news of leaving is from before the coming back, whenever it arrives; only what comes between may act."""
    left = clock.now() - timedelta(minutes=1)
    with db.unit():
        stores.by_id(cast.store.id).created_at = clock.now() - timedelta(days=3)
    before_coming_back = order[: order.index("back")]
    say = {
        "leave": lambda: leave(client, left),
        "redact": lambda: redact(client),
        "back": lambda: come_back(cast.store),
    }
    for news in order:
        if news == "back" and installed(cast.store) is None:
            break
        say[news]()
        run_jobs()
    forgotten = before_coming_back == ("leave", "redact")
    assert installed(cast.store) is (None if forgotten else True)
    assert (EMAIL in whole_database(cast.workspace.id)) is not forgotten


def test_settings_and_chats_are_as_they_were_after_coming_back(
    cleo: Somebody, client: FlaskClient, cast: Cast, run_jobs: Jobs
) -> None:
    before = rows_left(cast.store.id)
    leave(client, clock.now())
    send_shopify(client, "orders/paid", shopify_payload("orders_paid"))
    run_jobs()
    come_back(cast.store)
    run_jobs()
    after = rows_left(cast.store.id)
    assert {name: count for name, count in after.items() if count < before.get(name, 0)} == {}
    assert after["orders"] == before["orders"], "a shop that has left tells nothing"


def test_a_shop_that_nobody_asks_for_goes_after_thirty_days(cleo: Somebody, cast: Cast, run_jobs: Jobs) -> None:
    with db.unit():
        store = stores.by_id(cast.store.id)
        stores.uninstall(store)
        store.uninstalled_at = clock.now() - timedelta(days=29)
    reactions.sweep()
    with db.unit():
        assert db.session().query(PrivacyRequest).count() == 0
        stores.by_id(cast.store.id).uninstalled_at = clock.now() - timedelta(days=30, minutes=1)
    reactions.sweep()
    reactions.sweep()
    run_jobs()
    assert installed(cast.store) is None
    with db.unit(read_only=True):
        assert [one.source for one in queries.requests(cast.workspace.id)] == ["retention"]
