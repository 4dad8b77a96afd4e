"""Shopify's three compliance topics: taken down with their deadline, really done, and not undone by late news."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from integration_app import channels, orders, privacy, shoppers, stores
from integration_app.conversations.models import DeliveryAttempt
from integration_app.kit import clock, db, inbox
from integration_app.orders.models import Order
from integration_app.platforms.protocol import (
    FulfilmentSnapshot,
    Progress,
    RefundSnapshot,
    TrackingEventSnapshot,
    TrackingSnapshot,
)
from integration_app.privacy import PrivacyRequest, queries, reactions
from integration_app.shoppers.models import Shopper
from integration_app.tickets.models import Ticket
from integration_app.triggers.models import Cart
from tests.support.cast import Cast
from tests.support.deliveries import NORDPFAD, kept, send_shopify, shopify_payload
from tests.support.somebody import EMAIL, ORDER, Somebody, whole_database

Jobs = Callable[[], int]
PAID, REDACT, ASKED = "orders_paid", "customers_redact", "customers_data_request"


def requests() -> list[PrivacyRequest]:
    with db.unit(read_only=True):
        return list(db.session().query(PrivacyRequest).order_by(PrivacyRequest.id))


def redact(**changes: Any) -> dict[str, Any]:
    """The redaction of whoever placed the recorded order."""
    order = shopify_payload(PAID)
    customer = {"id": order["customer"]["id"], "email": order["email"], "phone": None}
    return shopify_payload(REDACT) | {"customer": customer, "orders_to_redact": [order["id"]]} | changes


def words_of(order: dict[str, Any]) -> list[str]:
    address = order["shipping_address"]
    return [order["email"], order["customer"]["last_name"], address["address1"], address["city"]]


def test_a_redaction_leaves_nothing_of_the_person(client: FlaskClient, cast: Cast, run_jobs: Jobs) -> None:
    order = shopify_payload(PAID)
    send_shopify(client, "orders/paid", order)
    run_jobs()
    before = whole_database(cast.workspace.id)
    assert [word for word in words_of(order) if word not in before] == []
    send_shopify(client, "customers/redact", redact())
    run_jobs()
    (done,) = requests()
    assert (done.state, done.source, done.subject) == ("done", "platform", None)
    assert done.deadline_at - done.requested_at == timedelta(days=30)
    after = whole_database(cast.workspace.id)
    assert [word for word in words_of(order) if word in after] == []
    assert {delivery.body for delivery in kept()} == {None}
    with db.unit(read_only=True):
        assert db.session().query(Order).one().total > 0


@pytest.mark.parametrize("late", ["orders/updated", "orders/paid", "customers/update"])
def test_late_news_does_not_bring_anybody_back(client: FlaskClient, cast: Cast, run_jobs: Jobs, late: str) -> None:
    order = shopify_payload(PAID)
    send_shopify(client, "orders/paid", order)
    send_shopify(client, "customers/redact", redact())
    run_jobs()
    newer = (clock.now() + timedelta(hours=1)).isoformat()
    told = order["customer"] | {"email": order["email"]} if late.startswith("customers") else order
    send_shopify(client, late, told | {"updated_at": newer})
    run_jobs()
    with db.unit(read_only=True):
        row = db.session().query(Order).one()
        assert (row.email, row.phone, row.shopper_id, row.status_url) == (None, None, None, None)
        assert row.shipping.get("city") is None
        assert db.session().query(Shopper).count() == 0


def test_an_old_order_that_was_never_mirrored_comes_without_its_person(
    client: FlaskClient, cast: Cast, run_jobs: Jobs
) -> None:
    send_shopify(client, "customers/redact", redact(orders_to_redact=[]))
    run_jobs()
    send_shopify(client, "orders/paid", shopify_payload(PAID))
    run_jobs()
    with db.unit(read_only=True):
        row = db.session().query(Order).one()
        assert (row.email, row.shopper_id) == (None, None)


def test_a_new_order_is_a_new_relationship(client: FlaskClient, cast: Cast, run_jobs: Jobs) -> None:
    send_shopify(client, "orders/paid", shopify_payload(PAID))
    send_shopify(client, "customers/redact", redact())
    run_jobs()
    later = (clock.now() + timedelta(minutes=1)).isoformat()
    again = shopify_payload(PAID) | {"id": 777, "name": "#LG-2000", "processed_at": later, "updated_at": later}
    again["admin_graphql_api_id"] = "gid://shopify/Order/777"
    send_shopify(client, "orders/paid", again)
    run_jobs()
    with db.unit(read_only=True):
        row = orders.by_external_id(cast.store.id, "777")
        assert row is not None
        assert row.email == again["email"].casefold()
        assert shoppers.by_external_id(cast.store.id, str(again["customer"]["id"])) is not None


def test_a_late_cart_of_somebody_erased_is_not_kept(client: FlaskClient, cast: Cast, run_jobs: Jobs) -> None:
    checkout = shopify_payload("checkouts_update")
    send_shopify(client, "customers/redact", redact(customer={"id": 1, "email": checkout["email"]}))
    run_jobs()
    send_shopify(client, "checkouts/update", checkout)
    run_jobs()
    with db.unit(read_only=True):
        assert db.session().query(Cart).count() == 0


def test_an_export_lies_ready_and_the_merchant_is_told(
    client: FlaskClient, cast: Cast, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    channels.use(smtp_url="smtp://localhost:1", mail_from="parley@parley.example", reply_to="", imap_url="")
    with db.unit():
        stores.by_id(cast.store.id).email = "shop@lumen.example"
    send_shopify(client, "customers/data_request", shopify_payload(ASKED))
    run_jobs()
    (asked,) = requests()
    assert (asked.state, asked.kind) == ("ready", privacy.EXPORT)
    assert asked.expires_at is not None
    with db.unit(read_only=True):
        assert queries.to_hand_over(cast.workspace.id) == 1
        (mail,) = db.session().query(DeliveryAttempt)
        assert mail.purpose == "privacy_ready"
    channels.use(smtp_url="", mail_from="", reply_to="", imap_url="")


def test_an_export_is_deleted_when_its_time_is_over(cleo: Somebody) -> None:
    with db.unit():
        id = privacy.ask(stores.by_id(cleo.store.id), privacy.EXPORT, cleo.subject, source="console").id
    reactions.run(id)
    with db.unit():
        request = queries.by_id(id)
        request.expires_at = clock.now() - timedelta(seconds=1)
        name = request.public_id
    with db.unit():
        assert privacy.expire() > 0
    from integration_app.kit import storage

    assert not storage.place(name).exists()


def _open_dispute(cleo: Somebody, at: datetime) -> None:
    with db.unit():
        ticket = db.session().get_one(Ticket, cleo.rows["tickets"].id)
        ticket.tier, ticket.created_at, ticket.closed_at = "A", at, None


def test_an_open_dispute_holds_an_erasure_up_and_its_end_lets_it_go(cleo: Somebody) -> None:
    _open_dispute(cleo, clock.now() - timedelta(days=10))
    with db.unit():
        id = privacy.ask(stores.by_id(cleo.store.id), privacy.ERASE, cleo.subject, source="platform").id
    reactions.run(id)
    with db.unit():
        held = queries.by_id(id)
        assert (held.state, held.held_because) == ("held", "dispute")
        assert held.held_until is not None
        assert (held.held_until - clock.now()).days in {169, 170}
        assert held.next_at is not None and held.next_at - clock.now() <= timedelta(days=1)
        db.session().get_one(Ticket, cleo.rows["tickets"].id).closed_at = clock.now()
    assert EMAIL in whole_database(cleo.store.workspace_id)
    reactions.run(id)
    with db.unit(read_only=True):
        assert queries.by_id(id).state == "done"
    assert EMAIL not in whole_database(cleo.store.workspace_id)


def test_a_dispute_holds_nothing_up_for_ever(cleo: Somebody) -> None:
    _open_dispute(cleo, clock.now() - timedelta(days=181))
    with db.unit():
        id = privacy.ask(stores.by_id(cleo.store.id), privacy.ERASE, cleo.subject, source="platform").id
    reactions.run(id)
    with db.unit(read_only=True):
        assert queries.by_id(id).state == "done"


def test_a_killed_erasure_is_taken_up_where_it_was(cleo: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies between two units; the claim lapses, and the sweep rings again."""
    from integration_app.privacy import erasing

    with db.unit():
        id = privacy.ask(stores.by_id(cleo.store.id), privacy.ERASE, cleo.subject, source="console").id
    with db.unit():
        erasing.begin(queries.by_id(id), stores.by_id(cleo.store.id))
    for _ in range(9):
        with db.unit():
            erasing.step(queries.by_id(id), stores.by_id(cleo.store.id))
    with db.unit(read_only=True):
        half_way = queries.by_id(id)
        assert half_way.state == "running" and half_way.progress["part"] == 9
    reactions.run(id)
    with db.unit(read_only=True):
        assert queries.by_id(id).state == "done"
    after = whole_database(cleo.store.workspace_id)
    assert {place for place, mark in cleo.marks.items() if mark in after} == set()


def test_what_is_being_worked_on_is_erased_a_little_later(cleo: Somebody) -> None:
    with db.unit():
        waiting = db.session().get_one(inbox.Delivery, cleo.rows["deliveries"].id)
        waiting.handled_at, waiting.next_at = None, clock.now() + timedelta(minutes=5)
        id = privacy.ask(stores.by_id(cleo.store.id), privacy.ERASE, cleo.subject, source="console").id
    reactions.run(id)
    with db.unit():
        assert queries.by_id(id).state == "running"
        assert queries.by_id(id).next_at is not None
        db.session().get_one(inbox.Delivery, cleo.rows["deliveries"].id).handled_at = clock.now()
    reactions.run(id)
    with db.unit(read_only=True):
        assert queries.by_id(id).state == "done"
        assert db.session().get_one(inbox.Delivery, cleo.rows["deliveries"].id).body is None


def test_dans_customers_are_not_adas(client: FlaskClient, cast: Cast, run_jobs: Jobs) -> None:
    send_shopify(client, "orders/paid", shopify_payload(PAID))
    send_shopify(client, "customers/redact", redact(), shop=NORDPFAD)
    run_jobs()
    (done,) = requests()
    assert (done.workspace_id, done.state) == (cast.other_workspace.id, "done")
    with db.unit(read_only=True):
        assert db.session().query(Order).one().email is not None


def test_late_parcels_of_an_erased_order_bring_no_number_and_no_place(cleo: Somebody) -> None:
    with db.unit():
        id = privacy.ask(stores.by_id(cleo.store.id), privacy.ERASE, cleo.subject, source="platform").id
    reactions.run(id)
    now = clock.now()
    scan = TrackingEventSnapshot("e9", "f9", ORDER, Progress.DELIVERED, now, message="left at 7 Elm Row", city="Lyon")
    number = TrackingSnapshot("DHL", "JD-TELLS-ALL", "https://dhl.example/JD-TELLS-ALL")
    parcel = FulfilmentSnapshot("f9", ORDER, Progress.SHIPPED, now, now, tracking=(number,), events=(scan,))
    with db.unit():
        store = stores.by_id(cleo.store.id)
        orders.record_fulfilment(store, parcel)
        orders.record_tracking_event(store, scan)
        orders.record_refund(store, RefundSnapshot("r9", ORDER, Decimal(1), "EUR", now, reason="Cleo was unhappy"))
    after = whole_database(cleo.store.workspace_id)
    assert [word for word in ("TELLS-ALL", "Elm Row", "Lyon", "unhappy") if word in after] == []
    with db.unit(read_only=True):
        (order,) = db.session().query(Order)
        assert [one.progress for one in orders.full_order(order.id).parcels if one.id == "f9"] == [Progress.SHIPPED]
