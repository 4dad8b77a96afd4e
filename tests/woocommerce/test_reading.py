"""What the adapter reads from a store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from integration_app.platforms import Connection, Unreachable, woocommerce
from integration_app.platforms.protocol import Ability, NotPossible, Progress
from integration_app.platforms.woocommerce import read
from integration_app.platforms.woocommerce import shop as shops
from integration_app.platforms.woocommerce.adapter import WooShop
from tests.support.deliveries import all_captured
from tests.support.woo_store import WooStore

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_the_shop_is_read_from_its_index_settings_and_front_page(shop: WooShop, woo: WooStore) -> None:
    found = shop.shop()
    assert (found.name, found.currency, found.timezone, found.country) == (
        "Peer Outdoor Shop",
        "EUR",
        "Europe/Berlin",
        "DE",
    )
    assert found.domain == woo.url.removeprefix("http://")
    assert found.locale == "en"


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<!doctype html><html lang="de-DE" class="js">', "de-DE"),
        ("<html dir='rtl' lang='ar'>", "ar"),
        ('<html xmlns="x" lang="zh-hans">', "zh-Hans"),
        ("<html>", "en"),
        ("", "en"),
    ],
)
def test_a_page_says_its_language(page: str, language: str) -> None:
    assert shops.language(page) == language


@pytest.mark.parametrize(
    ("index", "zone"),
    [
        ({"timezone_string": "Asia/Shanghai", "gmt_offset": 8}, "Asia/Shanghai"),
        ({"timezone_string": "", "gmt_offset": 8}, "Etc/GMT-8"),
        ({"timezone_string": "", "gmt_offset": -5}, "Etc/GMT+5"),
        ({"timezone_string": "", "gmt_offset": 0}, "UTC"),
        ({"timezone_string": "", "gmt_offset": Decimal("5.5")}, "UTC"),
    ],
)
def test_a_shop_without_a_named_zone_keeps_its_offset(index: dict[str, Any], zone: str) -> None:
    assert shops.timezone(index) == zone


def test_an_order_reads_the_same_by_rest_and_by_webhook(shop: WooShop, woo: WooStore) -> None:
    """The real store's own deliveries, put back where they came from: both ways share the reader."""
    checked = 0
    for delivery in all_captured():
        if not delivery.topic.startswith("order.") or "line_items" not in (delivery.payload or {}):
            continue
        if read.is_draft(delivery.payload):
            continue
        woo.orders.put(delivery.payload)
        told, asked = read.order(exact(delivery.body)), shop.order(str(delivery.payload["id"]))
        assert asked == (replace(told, fulfilments=()) if told.fulfilments is None else told)
        checked += 1
    assert checked > 10


def exact(body: str) -> Any:
    from integration_app.platforms import fields

    return fields.parse(body)


def test_an_order_that_there_is_not_is_none(shop: WooShop, woo: WooStore) -> None:
    assert shop.order("999999") is None
    draft = woo.order_like(status="checkout-draft")
    assert shop.order(str(draft["id"])) is None
    assert list(shop.orders()) == []


def test_an_order_in_the_bin_is_told_as_such(shop: WooShop, woo: WooStore) -> None:
    row = woo.order_like()
    woo.trash["orders"][row["id"]] = {**woo.orders.drop(row["id"]), "status": "trash"}
    found = shop.order(str(row["id"]))
    assert found is not None
    assert found.deleted


def test_orders_come_by_their_change_with_refunds_and_parcels(shop: WooShop, woo: WooStore) -> None:
    woo.load("order-completed-with-tracking", "order-refunded")
    woo.order_like(at=NOON - timedelta(days=90))
    found = list(shop.orders())
    assert [order.updated_at for order in found] == sorted(order.updated_at or NOON for order in found)
    parcel = next(order for order in found if order.external_id == "97").fulfilments
    assert parcel is not None
    assert parcel[0].tracking[0].number == "00340434000161094036"
    assert parcel[0].progress is Progress.SHIPPED


def test_one_spoilt_order_stops_no_other(shop: WooShop, woo: WooStore) -> None:
    bad, good = woo.order_like(total="a lot"), woo.order_like()
    assert [order.external_id for order in shop.orders()] == [str(good["id"])]
    assert bad["id"] != good["id"]


def test_a_variable_product_comes_with_all_its_variations(shop: WooShop, woo: WooStore) -> None:
    found = shop.product("37")
    assert found is not None
    assert found.variants is not None
    assert len(found.variants) == 6
    last = found.variants[-1]
    assert (last.external_id, last.sku, last.price, last.available) == ("43", "TEE-002-L-G", Decimal("27.90"), False)
    assert last.options == {"Size": "L", "Color": "Green"}


def test_a_variation_reads_the_same_alone_and_in_its_products_list(shop: WooShop) -> None:
    alone, whole = shop.product("43"), shop.product("37")
    assert alone is not None
    assert whole is not None
    assert alone.parent_id == "37"
    assert alone.variants == (whole.variants or ())[-1:]


def test_products_come_by_their_change(shop: WooShop, woo: WooStore) -> None:
    found = list(shop.products())
    assert {one.external_id for one in found} == {str(id) for id in woo.products.rows}
    assert all(one.variants is not None for one in found)
    assert list(shop.products(updated_since=woo.now() + timedelta(days=300))) == []


def test_counts_and_versions_cost_little(shop: WooShop, woo: WooStore) -> None:
    rows = [woo.order_like(at=NOON + timedelta(minutes=number)) for number in range(5)]
    woo.order_like(status="checkout-draft", at=NOON)
    assert shop.count("orders", created_since=NOON + timedelta(minutes=1)) == 3
    assert shop.count("products") == len(woo.products.rows)
    found = list(shop.versions("orders"))
    assert [one.external_id for one in found] == [str(row["id"]) for row in rows]
    assert found[0].updated_at == NOON


def test_a_store_without_keys_cannot_be_asked() -> None:
    with pytest.raises(Unreachable):
        woocommerce.connect(Connection("woocommerce", "https://trail.example"))


def test_returns_are_not_woocommerces(shop: WooShop) -> None:
    assert Ability.RETURN not in shop.abilities
    with pytest.raises(NotPossible):
        shop.request_return(order_id="1", lines=(), reason="other", note="", key="k")


def rate(kind: str, title: str, *, enabled: bool = True, **settings: str) -> dict[str, Any]:
    told = {name: {"id": name, "value": value} for name, value in settings.items()}
    return {"id": 1, "title": title, "method_id": kind, "enabled": enabled, "settings": told}


def test_zones_are_read_with_their_rates(shop: WooShop, woo: WooStore) -> None:
    woo.zones.append({"id": 2, "name": "Europe"})
    woo.locations[2] = [{"code": "EU", "type": "continent"}, {"code": "US:CA", "type": "state"}]
    free = rate("free_shipping", "Free", requires="min_amount", min_amount="50")
    woo.methods[1] = [rate("flat_rate", "DHL Paket", cost="4,90"), free, rate("flat_rate", "Off", enabled=False)]
    woo.methods[2] = [rate("flat_rate", "Post", cost="10 + [qty] * 2")]
    woo.methods[0] = [rate("flat_rate", "World", cost="19")]
    zones = {zone.name: zone for zone in shop.terms().zones or ()}
    assert zones["Germany"].countries == ("DE",)
    assert [(one.name, one.price, one.free_from) for one in zones["Germany"].rates] == [
        ("DHL Paket", Decimal("4.90"), None),
        ("Free", Decimal("0"), Decimal("50.00")),
    ]
    assert "FR" in zones["Europe"].countries
    assert "US" in zones["Europe"].countries
    assert zones["Europe"].rates[0].price is None
    assert zones["Locations not covered by your other zones"].countries == ("*",)


def test_only_countries_that_are_sent_to_at_all_are_told(shop: WooShop, woo: WooStore) -> None:
    woo.methods = {0: [rate("flat_rate", "World", cost="19")], 1: [rate("flat_rate", "DHL", cost="5")]}
    for one in woo.settings:
        if one["id"] == "woocommerce_ship_to_countries":
            one["value"] = "specific"
        if one["id"] == "woocommerce_specific_ship_to_countries":
            one["value"] = ["DE", "CH"]
    assert [zone.countries for zone in shop.terms().zones or ()] == [("CH",), ("DE",)]


def test_ways_to_pay_are_those_that_are_switched_on(shop: WooShop) -> None:
    told = shop.terms()
    assert "Direct bank transfer" in (told.payment_methods or ())
    assert "Check payments" not in (told.payment_methods or ())
    assert told.currencies == ("EUR",)


def test_policies_are_pages_with_the_usual_names_and_the_one_that_is_set(shop: WooShop, woo: WooStore) -> None:
    def page(id: int, slug: str, text: str) -> dict[str, Any]:
        words = {"title": {"rendered": slug}, "content": {"rendered": f"<p>{text}</p>"}}
        return {"id": id, "slug": slug, "link": f"{woo.url}/{slug}/", "modified_gmt": "2026-11-01T10:00:00", **words}

    woo.pages = [page(3, "privacy-policy", "We keep little."), page(9, "our-rules", "Be kind."), page(4, "blog", "Hi")]
    woo.terms_page = 9
    found = {one.kind: one for one in shop.terms().policies or ()}
    assert set(found) == {"privacy", "terms"}
    assert found["terms"].text == "Be kind."
    assert found["privacy"].url == f"{woo.url}/privacy-policy/"


@pytest.mark.parametrize(
    "case",
    [
        (
            "Your order was shipped with DHL on 2026-10-17. Tracking number 00340434000161094036: "
            "https://www.dhl.de/tracking?piececode=00340434000161094036",
            "DHL",
            "00340434000161094036",
            "https://www.dhl.de/tracking?piececode=00340434000161094036",
        ),
        ("Sendungsnummer: 1Z999AA10123456784 mit UPS", "UPS", "1Z999AA10123456784", None),
        ("<p>您的订单已发货，运单号：SF1234567890123</p>", None, "SF1234567890123", None),
        ("Parcel 00340434161094009999 is on its way", None, "00340434161094009999", None),
    ],
)
def test_a_parcel_may_stand_in_a_note_to_the_customer_only(shop: WooShop, woo: WooStore, case: Any) -> None:
    note, company, number, link = case
    row = woo.order_like()
    woo.notes[row["id"]] = [
        {"id": 1, "note": note, "customer_note": True, "date_created_gmt": "2026-11-20T10:00:00"},
        {"id": 2, "note": "Tracking number 99999999999 (internal)", "customer_note": False, "date_created_gmt": None},
    ]
    found = shop.order(str(row["id"]))
    assert found is not None
    [parcel] = found.fulfilments or ()
    assert (parcel.tracking[0].company, parcel.tracking[0].number, parcel.tracking[0].url) == (company, number, link)
    assert found.fulfilment_status == "unfulfilled"


@pytest.mark.parametrize("note", ["Thank you for tracking us down!", "Your parcel is packed.", "Call 030 12345678"])
def test_a_note_without_a_number_is_no_parcel(shop: WooShop, woo: WooStore, note: str) -> None:
    row = woo.order_like()
    woo.notes[row["id"]] = [{"id": 1, "note": note, "customer_note": True, "date_created_gmt": "2026-11-20T10:00:00"}]
    found = shop.order(str(row["id"]))
    assert found is not None
    assert found.fulfilments == ()
