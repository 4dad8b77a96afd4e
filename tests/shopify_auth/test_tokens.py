"""A shop's tokens are renewed in time, once, and survive whatever comes between."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from integration_app import stores
from integration_app.kit import clock, db
from integration_app.kit.errors import ProviderError
from integration_app.platforms import SignInNeeded
from integration_app.platforms.shopify import auth
from integration_app.stores.models import Credential, Store
from integration_app.stores.shopify import reactions as shopify
from integration_app.stores.shopify import tokens
from tests.shopify_auth.conftest import Admin
from tests.support.shopify_door import CLIENT_ID, SECRET, SHOP, ShopifyDoor, id_token

APP = auth.App(CLIENT_ID, SECRET)
Pair = tuple[str, str]


@pytest.fixture
def store(admin: Callable[..., Admin], door: ShopifyDoor) -> int:
    """A shop that has just been installed, by its row id."""
    assert admin().open(begin=True).status_code == 200
    door.calls.clear()
    with db.unit(read_only=True):
        return installed().id


def installed() -> Store:
    found = stores.by_shop_domain(SHOP, "shopify")
    assert found is not None
    return found


def let_end(store: int, *, left: timedelta) -> None:
    """Have only so much left of the access token."""
    with db.unit():
        db.session().query(Credential).filter_by(store_id=store, kind="access_token").update(
            {"expires_at": clock.now() + left}
        )


def kept(store: int) -> Pair:
    """Return the access and the refresh token as they are kept."""
    with db.unit(read_only=True):
        held = tokens.of(store)
    assert held.access is not None
    assert held.refresh is not None
    return held.access.secret, held.refresh.secret


def test_a_token_that_lasts_is_used_as_it_is(store: int, door: ShopifyDoor) -> None:
    assert shopify.access_token(store) == kept(store)[0]
    assert door.calls == []


@pytest.mark.parametrize("left", [timedelta(minutes=4), timedelta(minutes=-1)])
def test_a_token_that_ends_is_renewed_with_its_successor(store: int, door: ShopifyDoor, left: timedelta) -> None:
    before = kept(store)
    let_end(store, left=left)
    fresh = shopify.access_token(store)
    assert door.calls == ["refresh"]
    assert fresh == kept(store)[0]
    assert set(before).isdisjoint(kept(store))
    with db.unit(read_only=True):
        assert installed().renewing_until is None
        assert db.session().query(Credential).filter_by(store_id=store).count() == 2


def test_both_tokens_are_sealed(store: int) -> None:
    with db.unit(read_only=True):
        rows = db.session().query(Credential).filter_by(store_id=store).all()
        assert sorted(row.kind for row in rows) == ["access_token", "refresh_token"]
        assert all(b"shp" not in row.sealed and row.expires_at is not None for row in rows)


@pytest.mark.parametrize("left", [timedelta(minutes=4), timedelta(minutes=-1)])
def test_two_workers_at_once_ask_once(store: int, door: ShopifyDoor, left: timedelta) -> None:
    before = kept(store)[0]
    let_end(store, left=left)
    door.delay = 0.4
    got: list[str | None] = []
    workers = [threading.Thread(target=lambda: got.append(shopify.access_token(store))) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert door.calls == ["refresh"]
    assert len(got) == 4
    assert kept(store)[0] in got
    assert set(got) <= {kept(store)[0], before if left > timedelta() else ""}
    assert all(door.tokens().is_valid(token) for token in got)


def test_a_token_that_was_turned_down_is_renewed_once(store: int, door: ShopifyDoor) -> None:
    refused = kept(store)[0]
    fresh = shopify.access_token(store, refused=refused)
    assert shopify.access_token(store, refused=refused) == fresh == kept(store)[0] != refused
    assert door.calls == ["refresh"]


def test_who_is_killed_between_answer_and_write_breaks_nothing(
    store: int, door: ShopifyDoor, database: db.Database
) -> None:
    """Shopify has turned the token over, and nobody wrote it down: the old one still works."""
    let_end(store, left=timedelta(minutes=-1))
    door.delay = 30
    victim = subprocess.Popen([sys.executable, "-c", _RENEW, str(store)], env=_environment(database, door))
    _wait(lambda: door.calls == ["refresh"])
    victim.kill()
    victim.wait()
    door.delay = 0
    with db.unit():
        held = installed().renewing_until
        assert held is not None
        assert held <= clock.now() + tokens.LEASE
        installed().renewing_until = clock.now()  # its thirty seconds are over
    token = shopify.access_token(store)
    assert door.calls == ["refresh", "refresh"]
    assert door.tokens().is_valid(token)
    assert kept(store)[1] in door.tokens().refresh


def test_an_answer_that_is_lost_is_asked_for_again(store: int, door: ShopifyDoor) -> None:
    let_end(store, left=timedelta(minutes=-1))
    door.fault = "503"
    with pytest.raises(ProviderError) as failed:
        shopify.access_token(store)
    assert not failed.value.permanent
    door.fault = ""
    assert door.tokens().is_valid(shopify.access_token(store))


def test_while_shopify_fails_the_rest_of_the_old_token_is_used(store: int, door: ShopifyDoor) -> None:
    old = kept(store)[0]
    let_end(store, left=timedelta(minutes=4))
    door.fault = "503"
    assert shopify.access_token(store) == old
    door.fault = ""
    assert shopify.access_token(store) != old


def test_a_grant_that_ended_is_told_and_mended_by_opening_the_app(
    store: int, door: ShopifyDoor, admin: Callable[..., Admin]
) -> None:
    let_end(store, left=timedelta(minutes=-1))
    door.fault = "invalid_grant"
    for _ in range(2):
        with pytest.raises(SignInNeeded):
            shopify.access_token(store)
    assert door.calls == ["refresh"], "a shop that needs a person is not asked again"
    told = admin().get("/stores").json[0]
    assert told["state"] == "sign_in"
    assert "tea-house" in told["problem"]
    assert told["sign_in_at"] == f"https://{SHOP}/admin/apps/{CLIENT_ID}"
    assert "store_sign_in" in [notice["code"] for notice in admin().get("/me").json["notices"]]
    door.fault = ""
    assert admin().open().json["place"] == "in"
    assert door.tokens().is_valid(shopify.access_token(store))
    assert admin().get("/stores").json[0]["state"] != "sign_in"


def test_without_a_refresh_token_somebody_has_to_sign_in(store: int, door: ShopifyDoor) -> None:
    with db.unit():
        db.session().query(Credential).filter_by(store_id=store).update({"expires_at": clock.now()})
    with pytest.raises(SignInNeeded):
        shopify.access_token(store)
    assert door.calls == []


def test_a_shop_that_signs_in_anew_wins_over_a_renewal_under_way(store: int, door: ShopifyDoor) -> None:
    let_end(store, left=timedelta(minutes=-1))
    door.delay = 0.5
    late: list[str | None] = []
    worker = threading.Thread(target=lambda: late.append(shopify.access_token(store)))
    worker.start()
    _wait(lambda: door.calls == ["refresh"])
    with db.unit():
        fresh = auth.Grant("shpat_fresh", (), timedelta(hours=1), "shprt_fresh", timedelta(days=90))
        tokens.keep(installed(), fresh)
    worker.join()
    assert late == ["shpat_fresh"]


def test_a_shop_that_never_gave_a_token_is_reached_without(database: db.Database) -> None:
    with db.unit():
        workspace = stores.create_workspace("Lumen")
        store = stores.add_store(workspace, platform="shopify", name="Lumen", address="https://lumen.myshopify.com")
    assert shopify.access_token(store.id) is None


def test_a_token_by_hand_that_never_ends_is_used_as_it_is(database: db.Database) -> None:
    with db.unit():
        workspace = stores.create_workspace("Lumen")
        store = stores.add_store(
            workspace,
            platform="shopify",
            name="Lumen",
            address="https://lumen.myshopify.com",
            secrets={"access_token": "shpat_by-hand"},
        )
    assert shopify.access_token(store.id) == "shpat_by-hand"


def test_quiet_shops_are_touched_before_their_90_days_are_over(store: int, door: ShopifyDoor) -> None:
    shopify.keep_alive()
    assert door.calls == []
    with db.unit():
        soon = {"expires_at": clock.now() + timedelta(days=10)}
        db.session().query(Credential).filter_by(store_id=store, kind="refresh_token").update(soon)
    shopify.keep_alive()
    shopify.keep_alive()
    assert door.calls == ["refresh"]


def test_an_exchange_asks_for_a_token_that_ends(door: ShopifyDoor) -> None:
    grant = auth.exchange(APP, SHOP, id_token())
    assert grant.lasts == timedelta(hours=1)
    assert grant.refresh_lasts == timedelta(days=90)
    assert "read_orders" in grant.scopes
    assert "shpat" not in repr(grant)


def _wait(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


_RENEW = """
import os, sys
from integration_app import root
from integration_app.config import from_environment
root.connect(from_environment())
from integration_app.stores.shopify import reactions
reactions.access_token(int(sys.argv[1]))
"""


def _environment(database: db.Database, door: ShopifyDoor) -> dict[str, str]:
    import base64

    from tests.conftest import MASTER_KEY

    return {
        **os.environ,
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "PARLEY_MASTER_KEY": base64.b64encode(MASTER_KEY).decode(),
        "SHOPIFY_CLIENT_ID": CLIENT_ID,
        "SHOPIFY_CLIENT_SECRET": SECRET,
        "SHOPIFY_ADMIN_URL": door.url,
        "LOG_LEVEL": "ERROR",
    }
