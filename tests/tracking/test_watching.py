"""A WooCommerce parcel from leaving to arriving: registered, told of by webhook, asked about where it is silent."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from integration_app import orders, stores, tracking
from integration_app.kit import clock, db
from integration_app.kit.events import EventRow
from integration_app.orders import watching, watching_reactions
from integration_app.orders.models import TrackingEvent
from integration_app.orders.watching import TrackedNumber
from integration_app.platforms.protocol import OrderSnapshot, Progress
from integration_app.stores import settings
from integration_app.stores.models import Store
from integration_app.tracking import aftership, seventeen_track
from tests.support import tracking_server
from tests.support.cast import Cast
from tests.support.deliveries import add_woocommerce, kept
from tests.support.orders import on_its_way, place, snapshot
from tests.support.tracking_server import KEY, Service, checkpoint, seventeen_event, seventeen_told

Jobs = Callable[[], int]
NUMBER = "JD014600003SE"


@pytest.fixture
def service(database: db.Database) -> Iterator[Service]:
    """Both services, at one address; given back to the real ones afterwards."""
    with tracking_server.running() as found:
        tracking.offer("17track", partial(seventeen_track.SeventeenTrack, address=found.address))
        tracking.offer("aftership", partial(aftership.AfterShip, address=found.address))
        yield found
    tracking.offer("17track", seventeen_track.connect)
    tracking.offer("aftership", aftership.connect)


@pytest.fixture
def trail(cast: Cast) -> Store:
    store = add_woocommerce(cast.workspace)
    choose(store, "17track")
    return store


def choose(store: Store, service: Any, *, always: bool = False) -> None:
    with db.unit():
        row = stores.by_id(store.id)
        chosen = replace(stores.chosen(row), tracking=settings.Tracking(service, always))
        stores.change_settings(row, chosen, actor="tests")
        stores.keep_secret(row, "tracking_key", KEY)
        stores.keep_secret(row, "tracking_secret", "webhook secret")


def shipped(number: str = "1042", tracking_number: str = NUMBER) -> OrderSnapshot:
    """An order as WooCommerce tells it: a number, and no word of the carrier's."""
    parcel = on_its_way(number)
    told = replace(parcel.tracking[0], number=tracking_number)
    bare = replace(parcel, progress=Progress.SHIPPED, events=(), tracking=(told,), estimated_delivery_at=None)
    return replace(snapshot(number), fulfilments=(bare,))


def ago(hours: float) -> str:
    return (clock.now() - timedelta(hours=hours)).isoformat()


def post(client: FlaskClient, store: Store, body: str, *, key: str = KEY) -> TestResponse:
    sign = hashlib.sha256(f"{body}/{key}".encode()).hexdigest()
    return client.post(f"/webhooks/tracking/{store.public_id}/17track", data=body, headers={"sign": sign})


def told(*events: dict[str, Any], number: str = NUMBER) -> str:
    return json.dumps({"event": "TRACKING_UPDATED", "data": seventeen_told(number, list(events))})


def news() -> list[str]:
    with db.unit(read_only=True):
        rows = db.session().query(EventRow).filter(EventRow.kind.like("order.%")).order_by(EventRow.id)
        return [row.kind for row in rows]


def tracked() -> list[TrackedNumber]:
    with db.unit(read_only=True):
        return list(db.session().query(TrackedNumber).order_by(TrackedNumber.id))


def test_a_parcel_is_registered_once_when_it_leaves(trail: Store, service: Service, run_jobs: Jobs) -> None:
    place(trail, shipped())
    run_jobs()
    assert service.registered == []
    assert watching_reactions.sweep() == 1
    assert watching_reactions.sweep() == 0
    assert service.registered == [NUMBER]
    assert tracked()[0].registered_at is not None


def test_forty_go_in_one_call(trail: Store, service: Service, run_jobs: Jobs) -> None:
    for count in range(41):
        place(trail, shipped(f"9{count}", f"N{count}"))
    run_jobs()
    assert watching_reactions.sweep() == 40
    assert watching_reactions.sweep() == 1
    assert service.calls == [("register", 40), ("register", 1)]


def test_a_webhook_becomes_news_of_what_came_of_it(
    trail: Store, service: Service, client: FlaskClient, run_jobs: Jobs
) -> None:
    order = place(trail, shipped())
    run_jobs()
    before, near = len(news()), seventeen_event(ago(1), "OutForDelivery_Other", "Lyon")
    body = told(
        seventeen_event(ago(30), "InTransit_PickedUp", "Berlin"),
        seventeen_event(ago(20), "InTransit_Departure", "Leipzig"),
        near,
    )
    assert post(client, trail, body).status_code == 200
    assert post(client, trail, body).status_code == 200
    run_jobs()
    assert news()[before:] == ["order.out_for_delivery"], "the way there is not told as news"
    assert [delivery.outcome for delivery in kept()] == ["done"]
    with db.unit(read_only=True):
        (parcel,) = orders.full_order(order.id).parcels
        assert [scan.city for scan in parcel.scans] == ["Berlin", "Leipzig", "Lyon"]
        assert orders.progress_of(parcel) is Progress.OUT_FOR_DELIVERY
    again = told(near, seventeen_event(ago(0.1), "Delivered_Other", "Lyon"))
    post(client, trail, again)
    run_jobs()
    assert news()[before:] == ["order.out_for_delivery", "order.delivered"]
    assert tracked()[0].done_at is not None
    with db.unit(read_only=True):
        assert db.session().query(TrackingEvent).count() == 4, "what was told twice stands once"


def test_aftership_tells_the_same(trail: Store, service: Service, client: FlaskClient, run_jobs: Jobs) -> None:
    choose(trail, "aftership")
    place(trail, shipped())
    run_jobs()
    before = len(news())
    message = {"tracking_number": NUMBER, "tag": "Delivered", "checkpoints": [checkpoint(ago(1), "Delivered", "Lyon")]}
    body = json.dumps({"event": "tracking_update", "msg": message}).encode()
    sign = base64.b64encode(hmac.digest(b"webhook secret", body, "sha256")).decode()
    path = f"/webhooks/tracking/{trail.public_id}/aftership"
    assert client.post(path, data=body, headers={"aftership-hmac-sha256": sign}).status_code == 200
    run_jobs()
    assert news()[before:] == ["order.delivered"]


def test_what_is_silent_for_half_a_day_is_asked_about(trail: Store, service: Service, run_jobs: Jobs) -> None:
    place(trail, shipped())
    run_jobs()
    watching_reactions.sweep()
    service.known[NUMBER] = [seventeen_event(ago(2), "InTransit_Arrival", "Leipzig")]
    assert watching_reactions.sweep() == 0, "it was registered just now"
    with db.unit():
        row = db.session().query(TrackedNumber).one()
        row.registered_at = clock.now() - timedelta(hours=13)
    before = len(news())
    assert watching_reactions.sweep() == 1
    assert watching_reactions.sweep() == 0
    assert news()[before:] == ["order.parcel_moved"]
    assert [call for call, _ in service.calls] == ["register", "gettrackinfo"]


def test_a_number_that_no_carrier_knows_is_not_tried_again(trail: Store, service: Service, run_jobs: Jobs) -> None:
    service.refuses[NUMBER] = "No carrier knows this number."
    place(trail, shipped())
    run_jobs()
    assert watching_reactions.sweep() == 0
    watching_reactions.sweep()
    assert len(service.calls) == 1
    assert tracked()[0].refused == "No carrier knows this number."


def test_a_service_that_is_down_is_asked_again(trail: Store, service: Service, run_jobs: Jobs) -> None:
    place(trail, shipped())
    run_jobs()
    service.down = True
    assert watching_reactions.sweep() == 0
    service.down = False
    assert watching_reactions.sweep() == 1


def test_one_stores_trouble_is_not_another_ones(trail: Store, cast: Cast, service: Service, run_jobs: Jobs) -> None:
    other = add_woocommerce(cast.other_workspace, "https://dan.example")
    choose(other, "17track")
    with db.unit():
        stores.keep_secret(stores.by_id(trail.id), "tracking_key", "wrong")
    place(trail, shipped())
    place(other, shipped("1043", "DANS"))
    run_jobs()
    assert watching_reactions.sweep() == 1
    assert service.registered == ["DANS"]


def test_shopify_tells_by_itself(cast: Cast, service: Service, run_jobs: Jobs) -> None:
    choose(cast.store, "17track")
    place(cast.store, shipped())
    run_jobs()
    assert tracked() == []
    choose(cast.store, "17track", always=True)
    with db.unit():
        assert watching.want_recent(stores.by_id(cast.store.id)) == 1


def test_who_is_not_the_service_is_not_heard(
    trail: Store, cast: Cast, service: Service, client: FlaskClient, run_jobs: Jobs
) -> None:
    place(trail, shipped())
    run_jobs()
    body = told(seventeen_event(ago(1), "Delivered_Other", "Lyon"))
    assert post(client, trail, body, key="guessed").status_code == 401
    assert client.post(f"/webhooks/tracking/{trail.public_id}/17track", data=body).status_code == 401
    assert client.post(f"/webhooks/tracking/{trail.public_id}/aftership", data=body).status_code == 404
    assert client.post(f"/webhooks/tracking/{cast.store.public_id}/17track", data=body).status_code == 404
    assert client.post("/webhooks/tracking/nobody/17track", data=body).status_code == 404
    assert kept() == []


def test_dans_account_tells_nothing_of_adas_parcels(
    trail: Store, cast: Cast, service: Service, client: FlaskClient, run_jobs: Jobs
) -> None:
    """His own store, his own key, her number: it is none of his."""
    dans = add_woocommerce(cast.other_workspace, "https://dan.example")
    choose(dans, "17track")
    place(trail, shipped())
    run_jobs()
    assert post(client, dans, told(seventeen_event(ago(1), "Delivered_Other", "Lyon"))).status_code == 200
    run_jobs()
    assert kept()[0].outcome == "ignored"
    with db.unit(read_only=True):
        assert db.session().query(TrackingEvent).count() == 0
