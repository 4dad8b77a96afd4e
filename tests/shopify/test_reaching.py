"""From the install click to an answer: the token is exchanged, used, and renewed when Shopify takes it no more."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from integration_app import orders, stores
from integration_app.kit import db, events
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import PendingReaction
from integration_app.platforms import SignInNeeded
from integration_app.platforms.shopify import auth
from integration_app.stores import installation
from integration_app.stores.models import Store
from integration_app.stores.reactions import reach
from integration_app.stores.shopify import tokens
from tests.shopify.conftest import Reaching
from tests.support.cast import Cast
from tests.support.shopify_store import Fault, happenings
from tests.support.shopify_store.deliveries import send
from webhooks import senders

Jobs = Callable[[], int]


@pytest.fixture
def joined(reaching: Reaching, cast: Cast, client: FlaskClient) -> Store:
    """Ada's store, signed in with an ID token."""
    senders.forget()
    installation.use(reaching.store.client_id, (reaching.store.client_secret,))
    app = auth.App(reaching.store.client_id, reaching.store.client_secret)
    grant = auth.exchange(app, reaching.shop.domain, reaching.shop.tokens.id_token())
    with db.unit():
        tokens.keep(stores.by_id(cast.store.id), grant)
    return cast.store


def test_the_exchanged_token_opens_the_shop(reaching: Reaching, joined: Store) -> None:
    order = happenings.place(reaching.shop)
    found = reach(joined.id).order(str(order["id"]))
    assert found is not None
    assert reach(joined.id).abilities


def test_a_refused_token_is_renewed_on_the_way(reaching: Reaching, joined: Store) -> None:
    order = happenings.place(reaching.shop)
    shop = reach(joined.id)
    reaching.store.advance(3601)
    assert shop.order(str(order["id"])) is not None
    assert [one["grant_type"] for one in reaching.shop.tokens.asked][1:] == ["refresh_token"]
    assert reach(joined.id).order(str(order["id"])) is not None
    assert len(reaching.shop.tokens.asked) == 2


def test_a_shop_that_took_us_out_wants_a_sign_in(reaching: Reaching, joined: Store) -> None:
    reaching.shop.tokens.revoke()
    with pytest.raises(SignInNeeded):
        reach(joined.id).order("1")
    with db.unit(read_only=True):
        assert stores.by_id(joined.id).sign_in_needed_at is not None


def test_a_webhook_in_doubt_asks_the_real_shop(
    reaching: Reaching, joined: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    """A parcel of an order that we have never heard of: the shop is asked, and tells it whole."""
    order = happenings.place(reaching.shop)
    happenings.ship(reaching.shop, order["id"])
    send(
        [one for one in reaching.store.deliveries() if one.headers["X-Shopify-Topic"] == "fulfillments/create"], client
    )
    run_jobs()
    with db.unit(read_only=True):
        known = orders.by_number(joined.id, order["name"])
        assert known is not None
        view = orders.full_order(known.id)
    assert (len(view.lines), len(view.parcels)) == (len(order["line_items"]), 1)
    assert reaching.shop.operations() == ["order"]


def test_without_the_shop_what_was_told_stands(
    reaching: Reaching, cast: Cast, client: FlaskClient, run_jobs: Jobs
) -> None:
    """Dan's store was never signed in: nothing is asked of it, and nothing of Ada's."""
    senders.forget()
    installation.use(reaching.store.client_id, (reaching.store.client_secret,))
    dans = reaching.store.add_shop(cast.other_store.shop_domain)
    order = happenings.place(dans)
    happenings.ship(dans, order["id"])
    send(reaching.store.deliveries(dans.domain), client)
    run_jobs()
    with db.unit(read_only=True):
        assert orders.by_number(cast.other_store.id, order["name"]) is not None
        assert orders.by_number(cast.store.id, order["name"]) is None
    assert dans.asked == reaching.shop.asked == []


def test_a_passing_trouble_is_tried_again_by_the_next_job(
    reaching: Reaching, joined: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    order = happenings.place(reaching.shop)
    happenings.ship(reaching.shop, order["id"])
    reaching.shop.faults.plan(Fault.LOCKED)
    send(
        [one for one in reaching.store.deliveries() if one.headers["X-Shopify-Topic"] == "fulfillments/create"], client
    )
    with pytest.raises(ProviderError) as failure:
        run_jobs()
    assert not failure.value.permanent
    with db.unit(read_only=True):
        waiting = [row.id for row in db.session().query(PendingReaction)]
    assert [events.react(id) for id in waiting] == [True]
    with db.unit(read_only=True):
        assert orders.by_number(joined.id, order["name"]) is not None
