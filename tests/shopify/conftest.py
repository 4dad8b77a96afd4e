"""The stand-in for Shopify, and adapters that reach it; whoever waits moves the stand-in's clock instead."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from integration_app.kit import ephemeral
from integration_app.platforms.shopify import ShopifyAdmin, address, pace
from integration_app.platforms.shopify.client import Client
from tests.support import fetch_shopify
from tests.support.shopify_store import SCOPES, Shop, ShopifyStore

VERSION = "2026-07"


@dataclass
class Reaching:
    """A store, and everything that was waited for on the way to it."""

    store: ShopifyStore
    waits: list[float] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)

    @property
    def shop(self) -> Shop:
        return self.store.shop

    def client(self, *, token: str | None = None, shop: str | None = None, renews: bool = True) -> Client:
        """Return a client whose sleep is the stand-in's time."""
        domain = shop or self.shop.domain
        tokens = self.store.shops[domain].tokens
        return Client(
            domain,
            tokens.new_access() if token is None else token,
            VERSION,
            renew=self._renew if renews else None,
            now=self.store.now,
            sleep=self._sleep,
            chance=lambda: 0.0,
        )

    def adapter(self, *, scopes: tuple[str, ...] = SCOPES) -> ShopifyAdmin:
        """Return an adapter over such a client."""
        return ShopifyAdmin(self.client(), scopes)

    def _renew(self, refused: str) -> str:
        self.renewed.append(refused)
        return self.shop.tokens.new_access()

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.store.advance(seconds)


@pytest.fixture(scope="session", autouse=True)
def _schemas() -> None:
    try:
        fetch_shopify.SCHEMAS.fetch()
    except (OSError, subprocess.SubprocessError) as error:
        pytest.fail(f"Shopify's schemas could not be fetched with npm: {error}. Run: make shopify-samples")


@pytest.fixture
def reaching() -> Iterator[Reaching]:
    """An empty shop that answers."""
    yield from served(ShopifyStore())


@pytest.fixture
def filled() -> Iterator[Reaching]:
    """A shop with forty orders and thirty products."""
    yield from served(ShopifyStore(orders=40, products=30))


def served(store: ShopifyStore) -> Iterator[Reaching]:
    """Have the stand-in answer for every Shopify shop."""
    pace.forget()
    ephemeral.use(ephemeral.InMemory())
    with store:
        address.use(store.template)
        try:
            yield Reaching(store)
        finally:
            address.use("")
