"""Stand-in stores as processes of their own, filled, and as Parley's adapters reach them."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import requests

from benchmarks.stage import ROOT
from integration_app import platforms, stores
from integration_app.kit import db, public_address
from integration_app.platforms import Connection
from integration_app.platforms.protocol import Platform
from integration_app.platforms.shopify import address as shopify_address
from integration_app.stores import Store
from tests.support import servers
from tests.support.woo_store import Key


@dataclass(frozen=True)
class StandIn:
    """A store that runs, and what reaches it."""

    name: str
    connection: Connection
    url: str
    template: str = ""
    """Where Shopify's Admin answers."""

    def aim(self) -> None:
        """Point this process at it; whatever connects the root anew points it at the real ones."""
        shopify_address.use(self.template)
        public_address.use(("127.0.0.1",))

    def reach(self) -> Platform:
        """Return an adapter that knows nothing yet."""
        self.aim()
        return platforms.connect(self.connection)

    def add(self) -> int:
        """Add it to the open database; return the store's row id."""
        self.aim()
        with db.unit():
            store = self._prepared() or stores.add_store(
                stores.create_workspace(self.name), platform=self.name, name=self.name, address=self.url
            )
            for kind, secret in self.connection.secrets.items():
                stores.keep_secret(store, kind, secret)
            stores.record_scopes(store, ("read_all_orders",))
            return store.id

    def _prepared(self) -> Store | None:
        """Return the store that every prepared database has, if this one plays it."""
        return stores.by_shop_domain(self.connection.address, "shopify")


@contextlib.contextmanager
def shopify(orders: int, *, rate: float) -> Iterator[StandIn]:
    """Run Shopify's stand-in; ``rate`` is points a second."""
    port = servers.free_port()
    told = ("--port", str(port), "--orders", str(orders), "--rate", str(rate), "--size", str(rate * 2))
    with _running("tests.support.shopify_store", *told) as first:
        made = json.loads(first)
        connection = Connection("shopify", made["shop"], {"access_token": made["token"]}, scopes=("read_all_orders",))
        template = made["template"]
        yield StandIn("shopify", connection, template.replace("{shop}", made["shop"]), template)


@contextlib.contextmanager
def woocommerce(orders: int) -> Iterator[StandIn]:
    """Run WooCommerce's stand-in."""
    port = servers.free_port()
    with _running("tests.support.woo_store", "--port", str(port), "--orders", str(orders)) as first:
        url = first.split()[1]
        secrets = {"consumer_key": Key().key, "consumer_secret": Key().secret}
        yield StandIn("woocommerce", Connection("woocommerce", url, secrets), url)


@contextlib.contextmanager
def _running(module: str, *told: str) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, "-m", module, *told], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(0.5)
        yield first
    finally:
        process.terminate()
        process.wait(timeout=20)


def control(stand_in: StandIn, **told: object) -> None:
    """Have WooCommerce's stand-in change something, or be slow."""
    requests.get(f"{stand_in.url}/__control", params={name: str(value) for name, value in told.items()}, timeout=60)
