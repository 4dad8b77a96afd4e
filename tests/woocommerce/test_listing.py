"""Whole lists while the store changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integration_app.platforms.woocommerce import listing
from integration_app.platforms.woocommerce.client import Client, Page
from tests.support.woo_store import Fault, WooStore

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def fill(woo: WooStore, count: int, *, every: float = 1.0, at: datetime = NOON) -> list[int]:
    return [woo.order_like(at=at + timedelta(seconds=number * every))["id"] for number in range(count)]


def ids(rows: Any) -> list[int]:
    return [row["id"] for row in rows]


def test_every_row_comes_once_and_in_order(woo: WooStore, shop_client: Client) -> None:
    made = fill(woo, 250)
    assert ids(listing.changed(shop_client, "orders")) == made


def test_nothing_is_lost_where_a_thousand_rows_share_a_second(woo: WooStore, shop_client: Client) -> None:
    """An import writes one time everywhere: time alone would never get past it."""
    made = (
        fill(woo, 40)
        + fill(woo, 330, every=0, at=NOON + timedelta(hours=1))
        + fill(woo, 40, at=NOON + timedelta(hours=2))
    )
    found = ids(listing.changed(shop_client, "orders"))
    assert sorted(found) == sorted(made)
    assert len(found) == len(made)


def test_what_changes_while_it_is_read_is_not_lost(woo: WooStore, shop_client: Client) -> None:
    """Each time a page was read, some of its orders change and move to the end: the others move up."""
    made, found = fill(woo, 350), []
    for number, row in enumerate(listing.changed(shop_client, "orders")):
        found.append(row["id"])
        if number in {99, 199, 250}:
            for id in made[number - 60 : number - 30]:
                woo.change_order(id, at=NOON + timedelta(hours=3, seconds=number))
    assert set(found) == set(made)


def test_rows_that_leave_a_second_while_it_is_read_take_none_with_them(woo: WooStore, shop_client: Client) -> None:
    made, found = fill(woo, 350, every=0), []
    for number, row in enumerate(listing.changed(shop_client, "orders")):
        found.append(row["id"])
        if number == 150:
            for id in made[:50]:
                woo.change_order(id, at=NOON + timedelta(hours=3))
    assert set(found) == set(made)


def test_since_takes_in_its_own_second(woo: WooStore, shop_client: Client) -> None:
    made = fill(woo, 10)
    found = listing.changed(shop_client, "orders", since=NOON + timedelta(seconds=7))
    assert ids(found) == made[7:]


def test_since_means_utc_wherever_the_shop_is(woo: WooStore, shop_client: Client) -> None:
    """WordPress turns a time with a zone into the shop's clock, so none is sent."""
    made = fill(woo, 3, every=3600)
    assert ids(listing.changed(shop_client, "orders", since=NOON + timedelta(minutes=61))) == made[2:]


def test_created_since_leaves_out_what_is_older(woo: WooStore, shop_client: Client) -> None:
    made = fill(woo, 6, every=60)
    woo.change_order(made[0], at=NOON + timedelta(days=1))
    found = listing.changed(shop_client, "orders", created_since=NOON + timedelta(minutes=3))
    assert ids(found) == made[3:]


def test_only_the_columns_that_are_needed_are_asked_for(woo: WooStore, shop_client: Client) -> None:
    fill(woo, 2)
    rows = list(listing.changed(shop_client, "orders", columns=("id", "date_modified_gmt", "status")))
    assert set(rows[0]) == {"id", "date_modified_gmt", "status"}


def test_a_shop_that_is_too_slow_for_a_hundred_is_asked_for_less(woo: WooStore, shop_client: Client) -> None:
    made = fill(woo, 50)
    woo.faults.append(Fault("/orders", status=504, body="<html>", times=3))
    asked: list[Any] = []

    class Watched(Client):
        def page(self, path: str, params: Any) -> Page:
            asked.append(params["per_page"])
            return shop_client.page(path, params)

    watched = Watched(woo.url, "", "")
    assert ids(listing.changed(watched, "orders")) == made
    assert asked[:2] == [100, 33]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101])
def test_the_end_is_the_end(woo: WooStore, shop_client: Client, count: int) -> None:
    made = fill(woo, count)
    assert ids(listing.changed(shop_client, "orders")) == made
