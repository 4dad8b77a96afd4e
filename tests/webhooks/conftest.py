"""What the tests of webhooks share."""

from collections.abc import Iterator

import pytest

from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.deliveries import add_woocommerce
from webhooks import senders


@pytest.fixture(autouse=True)
def _fresh_look_ups() -> Iterator[None]:
    senders.forget()
    yield
    senders.forget()


@pytest.fixture
def trail(cast: Cast) -> Store:
    """Ada's second store, on WooCommerce."""
    return add_woocommerce(cast.workspace)


@pytest.fixture
def dans_store(cast: Cast) -> Store:
    """Dan's store on WooCommerce, with a secret of its own."""
    return add_woocommerce(cast.other_workspace, "https://dan.example", secret="dans secret")
