"""From the install click to a shop that can be asked: its own data, its scopes, and a token that ends on the way."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from integration_app import stores
from integration_app.config import Config
from integration_app.kit import db
from integration_app.platforms.shopify import address
from integration_app.stores import installation
from integration_app.stores.models import Store
from integration_app.stores.reactions import reach
from tests.support.shopify_store.server import LUMEN, ShopifyStore

SECRET = "shpss_the-secret-of-this-app-as-it-stands"


@pytest.fixture
def shopify(config: Config) -> Iterator[ShopifyStore]:
    """Shopify with one shop, on which the app has just been installed."""
    with ShopifyStore(client_secret=SECRET) as running:
        installation.use(running.client_id, (SECRET,))
        address.use(running.template)
        yield running
        address.use("")


@pytest.fixture
def begin(app: Flask, shopify: ShopifyStore) -> Callable[[], int]:
    """Open the app as the shop's owner and begin; return the answer's status."""

    def call() -> int:
        headers = {"Authorization": f"Bearer {shopify.shop.tokens.id_token()}"}
        client = app.test_client(use_cookies=False)
        return client.post("/api/v1/shopify/session", json={"begin": True}, headers=headers).status_code

    return call


def shop() -> Store:
    with db.unit(read_only=True):
        found = stores.by_shop_domain(LUMEN, "shopify")
    assert found is not None
    return found


def test_a_new_shop_brings_its_own_data(begin: Callable[[], int], shopify: ShopifyStore) -> None:
    assert begin() == 200
    told = reach(shop().id).shop()
    made = shop()
    assert (made.name, made.currency, made.timezone) == (told.name, told.currency, told.timezone)
    assert made.address == f"https://{told.domain}"
    assert f"https://{LUMEN}" in made.domains
    assert made.scopes == sorted(shopify.shop.tokens.scopes)


def test_a_token_that_ends_in_use_is_renewed_and_the_call_made_again(
    begin: Callable[[], int], shopify: ShopifyStore
) -> None:
    begin()
    reached = reach(shop().id)
    shopify.advance(3700)
    assert reached.shop().name == shop().name
    renewed = [asked for asked in shopify.shop.tokens.asked if asked["grant_type"] == "refresh_token"]
    assert len(renewed) == 1
