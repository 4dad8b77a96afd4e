"""Questions about products, from the catalogue's mirror."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from integration_app import catalogue, conversations, stores
from integration_app.kit import clock, db
from integration_app.platforms.protocol import ProductSnapshot, VariantSnapshot
from tests.support.cast import Cast
from tests.support.chat import Chat, cards

Run = Callable[[], int]


def product(external_id: str, title: str, *, stock: int, price: str = "89.00") -> ProductSnapshot:
    variant = VariantSnapshot(f"v{external_id}", "brass", Decimal(price), f"SKU-{external_id}", stock, stock > 0)
    return ProductSnapshot(
        external_id,
        title,
        "A table lamp of solid brass. The cable is two metres long.",
        handle=title.lower().replace(" ", "-"),
        url=f"https://lumen.example/products/{external_id}",
        kind="Table lamps",
        material="Brass",
        variants=(variant,),
        updated_at=clock.now(),
    )


@pytest.fixture(autouse=True)
def shelf(cast: Cast) -> None:
    with db.unit():
        store = stores.by_id(cast.store.id)
        catalogue.record_product(store, product("1", "Halo table lamp", stock=0))
        catalogue.record_product(store, product("2", "Aurora table lamp", stock=6))


def test_what_is_sold_out_is_said_with_what_is_there_instead(cast: Cast, run_jobs: Run) -> None:
    answer = Chat(cast.store, run_jobs).say("Is the Halo table lamp in stock?")
    assert cards(answer) == ["product", "product"]
    assert answer.body.cards[0]["title"] == "Halo table lamp"
    assert answer.body.cards[1]["title"] == "Aurora table lamp"


def test_a_change_of_stock_is_known_at_once(cast: Cast, run_jobs: Run) -> None:
    with db.unit():
        catalogue.record_product(stores.by_id(cast.store.id), product("1", "Halo table lamp", stock=3))
    answer = Chat(cast.store, run_jobs).say("Is the Halo table lamp in stock?")
    assert "3" in answer.body.text
    assert cards(answer) == ["product"]


def test_the_product_on_the_page_is_meant_if_none_is_named(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    with db.unit():
        page = "https://lumen.example/products/aurora-table-lamp?variant=1"
        conversations.visit(conversations.by_id(chat.id), page=page, page_title="Aurora")
    answer = chat.say("How much does this lamp cost?")
    assert answer.body.cards[0]["title"] == "Aurora table lamp"


def test_another_store_does_not_sell_it(cast: Cast, run_jobs: Run) -> None:
    assert "product" not in cards(Chat(cast.other_store, run_jobs).say("Is the Halo table lamp in stock?"))
