"""Shopify keeps the contract: our adapter against Shopify's own schema, our doors against its webhooks."""

from collections.abc import Iterator

import pytest

from integration_app import stores
from integration_app.platforms.manifest import manifest
from integration_app.platforms.protocol import Ability, Platform
from integration_app.platforms.shopify import ShopifyAdmin, address, pace
from integration_app.platforms.shopify.client import Client
from integration_app.stores import installation
from integration_app.stores.models import Store, Workspace
from tests.platforms.contract import AskablePlatform
from tests.platforms.stage import Sent
from tests.support import fetch_shopify
from tests.support.shopify_store import SCOPES, ShopifyStore, deliveries, happenings

DOMAIN = "contract.myshopify.com"


class Shopify:
    """One shop of the stand-in; whoever waits moves its clock."""

    def __init__(self, store: ShopifyStore) -> None:
        self._store, self._shop = store, store.shop

    def adapter(self) -> Platform:
        address.use(self._store.template)
        return self._with(self._shop.tokens.new_access())

    def stranger(self) -> Platform:
        address.use(self._store.template)
        return self._with("shpat_of_somebody_else")

    def nobody(self) -> Platform:
        address.use("http://127.0.0.1:1/{shop}")
        return self._with("shpat_any")

    def join(self, workspace: Workspace) -> Store:
        address.use(self._store.template)
        installation.use(self._store.client_id, (self._store.client_secret,))
        return stores.add_store(
            workspace,
            platform="shopify",
            name="Contract",
            address=f"https://{DOMAIN}",
            shop_domain=DOMAIN,
            secrets={"access_token": self._shop.tokens.new_access()},
        )

    def place(self) -> str:
        return str(happenings.place(self._shop)["id"])

    def ship(self, order: str) -> None:
        happenings.ship(self._shop, int(order))

    def deliver(self, order: str) -> None:
        parcel = self._shop.shelf.orders.by_id[int(order)]["fulfillments"][0]
        happenings.scan(self._shop, int(parcel["id"]), "delivered")

    def cancel(self, order: str) -> None:
        happenings.cancel(self._shop, int(order))

    def product(self) -> str:
        return str(next(iter(self._shop.shelf.products.by_id)))

    def count_anew(self, product: str) -> None:
        happenings.count_anew(self._shop, int(product), 7)

    def notes(self, order: str) -> int:
        return str(self._shop.shelf.orders.by_id[int(order)].get("note") or "").count("Pack it well")

    def mails(self, order: str) -> int:
        return [id for id, _ in self._shop.shelf.invoices].count(int(order))

    def news(self) -> list[Sent]:
        told, self._shop.outbox[:] = list(self._shop.outbox), []
        made = [deliveries.signed(DOMAIN, self._store.client_secret, topic, payload) for topic, payload in told]
        return [Sent("POST", "/webhooks/shopify", one.headers, one.body) for one in made]

    def _with(self, token: str) -> Platform:
        version, wait = manifest().shopify_api_version, self._store.advance
        client = Client(DOMAIN, token, version, now=self._store.now, sleep=wait, chance=lambda: 0.0)
        return ShopifyAdmin(client, SCOPES)


@pytest.fixture(scope="module")
def stage() -> Iterator[Shopify]:
    fetch_shopify.SCHEMAS.fetch()
    with ShopifyStore(DOMAIN, orders=5, products=5) as store:
        pace.forget()
        yield Shopify(store)
    address.use("")


class TestShopify(AskablePlatform):
    abilities = frozenset(Ability)
