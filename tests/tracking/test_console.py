"""Settings › Delivery, the tracking service: chosen with a key that works, told where it sends, never shown its key."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from integration_app import stores, tracking
from integration_app.kit import db
from integration_app.orders import watching_reactions
from integration_app.stores import Agent
from integration_app.stores.models import Store
from integration_app.tracking import aftership, seventeen_track
from tests.support import tracking_server
from tests.support.cast import Cast
from tests.support.deliveries import add_woocommerce
from tests.support.orders import place
from tests.support.tracking_server import KEY, Service
from tests.tracking.test_watching import shipped
from tests.web.conftest import Console, anybody, signed_in

__all__ = ["anybody", "signed_in"]
SignedIn = Callable[[Agent], Console]


@pytest.fixture
def service(database: db.Database) -> Iterator[Service]:
    with tracking_server.running() as found:
        tracking.offer("17track", partial(seventeen_track.SeventeenTrack, address=found.address))
        tracking.offer("aftership", partial(aftership.AfterShip, address=found.address))
        yield found
    tracking.offer("17track", seventeen_track.connect)
    tracking.offer("aftership", aftership.connect)


@pytest.fixture
def trail(cast: Cast) -> Store:
    return add_woocommerce(cast.workspace)


def path(store: Store) -> str:
    return f"/stores/{store.public_id}/tracking"


def test_a_service_is_chosen_with_its_key(service: Service, signed_in: SignedIn, cast: Cast, trail: Store) -> None:
    ada = signed_in(cast.ada)
    place(trail, shipped())
    assert ada.get(path(trail)).json["service"] == "none"
    draft = {"service": "17track", "always": False, "key": "", "webhook_secret": ""}
    assert ada.put(path(trail), draft).json["error"]["code"] == "no_tracking_key"
    saved = ada.put(path(trail), draft | {"key": KEY})
    assert saved.status_code == 200, saved.json
    assert saved.json["has_key"] and not saved.json["brings_events"]
    assert saved.json["waiting"] == 1, "what left lately is looked after, too"
    assert saved.json["webhook_addresses"]["17track"].endswith(f"/webhooks/tracking/{trail.public_id}/17track")
    assert KEY not in saved.text
    assert ada.put(path(trail), draft).status_code == 200, "a kept key stays"
    assert ada.put(path(trail), draft | {"service": "aftership"}).json["error"]["code"] == "no_tracking_key"
    with db.unit(read_only=True):
        assert stores.secrets(stores.by_id(trail.id), "tracking_key") == [KEY]


@pytest.mark.parametrize("name", ["17track", "aftership"])
def test_a_key_is_tested(service: Service, signed_in: SignedIn, cast: Cast, trail: Store, name: str) -> None:
    ada = signed_in(cast.ada)
    test = f"{path(trail)}/test"
    assert ada.post(test, {"service": name}).json["error"]["code"] == "no_tracking_key"
    assert ada.post(test, {"service": name, "key": KEY}).status_code == 204
    assert ada.post(test, {"service": name, "key": "wrong"}).json["error"]["code"] == "tracking_key_refused"


def test_dan_and_agents_get_nothing(
    service: Service, signed_in: SignedIn, anybody: Console, cast: Cast, trail: Store
) -> None:
    draft = {"service": "17track", "always": False, "key": KEY, "webhook_secret": ""}
    for who, status in ((signed_in(cast.dan), 404), (signed_in(cast.ben), 403), (anybody, 401)):
        assert who.get(path(trail)).status_code == status
        assert who.put(path(trail), draft).status_code == status
        assert who.post(f"{path(trail)}/test", {"service": "17track", "key": KEY}).status_code == status


def test_another_service_looks_after_what_is_under_way(
    service: Service, signed_in: SignedIn, cast: Cast, trail: Store
) -> None:
    ada = signed_in(cast.ada)
    place(trail, shipped())
    draft = {"service": "17track", "always": False, "key": KEY, "webhook_secret": ""}
    ada.put(path(trail), draft)
    watching_reactions.sweep()
    assert ada.get(path(trail)).json["under_way"] == 1
    assert ada.put(path(trail), draft | {"service": "aftership"}).json["waiting"] == 1
    service.registered.clear()
    watching_reactions.sweep()
    assert len(service.registered) == 1
