"""Two WooCommerce stores with the plugin: Ada's and Dan's."""

from collections.abc import Iterator

import pytest

from integration_app import stores
from integration_app.kit import db
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.deliveries import add_woocommerce
from tests.wordpress.support import DANS_SECRET, SECRET
from webhooks import senders


@pytest.fixture(autouse=True)
def _fresh_look_ups() -> Iterator[None]:
    senders.forget()
    yield
    senders.forget()


@pytest.fixture
def trail(cast: Cast) -> Store:
    """Ada's store on WooCommerce, its plugin connected."""
    return _with_plugin(add_woocommerce(cast.workspace), SECRET)


@pytest.fixture
def dans_store(cast: Cast) -> Store:
    """Dan's, with a secret of its own."""
    return _with_plugin(add_woocommerce(cast.other_workspace, "https://dan.example"), DANS_SECRET)


def _with_plugin(store: Store, secret: str) -> Store:
    with db.unit():
        stores.keep_secret(stores.by_id(store.id), "plugin_secret", secret)
    return store
