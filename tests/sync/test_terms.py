"""Where a store sends and on what terms: taken from the store, completed by the merchant, told to shoppers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from integration_app import orders, stores
from integration_app.assistant import gather, queries, shipping_facts
from integration_app.assistant.decide import decide
from integration_app.assistant.decisions import Spoken
from integration_app.assistant.facts import Facts, Reader
from integration_app.assistant.intents import SHIPPING_COST, Intent
from integration_app.assistant.language import Priors
from integration_app.assistant.understand import understand
from integration_app.kit import clock, db
from integration_app.orders import Lane, ZoneLanes
from integration_app.orders.models import ShippingZone
from integration_app.orders.zones import ZoneDraft, set_shipping_zones
from integration_app.platforms.protocol import ShippingZoneSnapshot
from integration_app.stores import terms
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.listing_store import TERMS, ZONES


def record(store: Store, zones: tuple[ShippingZoneSnapshot, ...] = ZONES) -> dict[str, ShippingZone]:
    with db.unit():
        orders.record_zones(stores.by_id(store.id), zones)
        return {zone.name: zone for zone in orders.shipping_zones(store.id)}


def test_the_merchants_entries_survive_the_stores_news(cast: Cast) -> None:
    europe = record(cast.store)["Europe"]
    with db.unit():
        whole, swiss = Lane(4, 6, "shop"), Lane(7, 9, "shopper")
        orders.set_lanes(stores.by_id(cast.store.id), [ZoneLanes(europe.id, whole, {"CH": swiss})])
    dearer = replace(ZONES[1], countries=("FR", "CH", "AT", "IT"), rates=())
    zones = record(cast.store, (ZONES[0], dearer))
    assert zones["Europe"].countries == ["FR", "CH", "AT", "IT"]
    assert zones["Europe"].rates == []
    found = list(zones.values())
    assert orders.lane_to(found, "IT") == whole
    assert orders.lane_to(found, "CH") == swiss
    assert "Rest of the world" not in zones


def test_a_zone_that_comes_back_under_its_name_has_its_entries_still(cast: Cast) -> None:
    europe = record(cast.store)["Europe"]
    with db.unit():
        orders.set_lanes(stores.by_id(cast.store.id), [ZoneLanes(europe.id, Lane(4, 6, None))])
    assert "Europe" not in record(cast.store, ZONES[:1])
    back = record(cast.store, (ZONES[0], replace(ZONES[1], external_id="z99")))["Europe"]
    assert (back.days_min, back.days_max, back.external_id) == (4, 6, "z99")


def test_what_the_merchant_wrote_before_is_carried_over(cast: Cast) -> None:
    with db.unit():
        store = stores.by_id(cast.store.id)
        own = [
            ZoneDraft("EU", ("FR", "AT"), 4, 6, Decimal(9)),
            ZoneDraft("Switzerland", ("CH",), 7, 9),
            ZoneDraft("World", (), 10, 20),
        ]
        set_shipping_zones(store, own)
        assert len(orders.shipping_zones(store.id)) == 3
    zones = record(cast.store)
    assert set(zones) == {"Germany", "Europe", "Rest of the world"}
    found = list(zones.values())
    assert orders.lane_to(found, "FR") == Lane(4, 6)
    assert orders.lane_to(found, "CH") == Lane(7, 9)
    assert orders.lane_to(found, "JP") == Lane(10, 20)


def test_what_is_not_told_stays(cast: Cast) -> None:
    with db.unit():
        terms.record_terms(stores.by_id(cast.store.id), TERMS)
        terms.record_terms(stores.by_id(cast.store.id), replace(TERMS, payment_methods=None, policies=None))
        said = terms.terms(cast.store.id)
        assert said is not None
        assert said.payment_methods == ["Visa", "PayPal", "Klarna"]
        assert len(terms.policies(cast.store.id)) == 1
        terms.record_terms(stores.by_id(cast.store.id), replace(TERMS, policies=()))
        assert terms.policies(cast.store.id) == []


def facts(store: Store, language: str) -> Facts:
    with db.unit(read_only=True):
        found = stores.by_id(store.id)
        shipping = shipping_facts.of(found)
        now = clock.now()
        return Facts(now, Reader(language, "UTC"), gather.store_facts(found, now, ()), shipping=shipping)


def answer(store: Store, words: str, language: str = "en") -> str:
    heard = understand(words, priors=Priors((language,), language, language))
    decision = decide(replace(heard, intents=(Intent(SHIPPING_COST, 0.9),)), facts(store, language))
    assert isinstance(decision, Spoken)
    return decision.text


def test_shipping_is_told_by_the_stores_own_rates(cast: Cast) -> None:
    europe = record(cast.store)["Europe"]
    with db.unit():
        lanes = ZoneLanes(europe.id, Lane(4, 6, "shop"), {"CH": Lane(7, 9, "shopper")})
        orders.set_lanes(stores.by_id(cast.store.id), [lanes])
    france = answer(cast.store, "What does shipping to France cost?")
    assert "Standard: €9.90, 4 to 6 working days." in france
    assert "Express: €24.00" in france
    assert "duty" not in france
    swiss = answer(cast.store, "What does shipping to Switzerland cost?")
    assert "7 to 9" in swiss
    assert "Customs duty and import tax may come on top there." in swiss
    assert "€4.90" in answer(cast.store, "What does shipping to Germany cost?")


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "Shipping to Japan?", "at the checkout"),
        ("de", "Versand nach Japan?", "an der Kasse"),
        ("es", "¿Envío a Japón?", "al finalizar la compra"),
        ("zh", "寄到日本的运费多少?", "结账时显示"),
        ("ar", "كم الشحن إلى اليابان؟", "عند إتمام الشراء"),
    ],
)
def test_a_price_that_the_checkout_works_out_is_not_guessed(cast: Cast, language: str, words: str, told: str) -> None:
    record(cast.store)
    assert told in answer(cast.store, words, language)


def test_who_asks_about_duty_is_told_that_it_is_paid(cast: Cast) -> None:
    europe = record(cast.store)["Europe"]
    with db.unit():
        orders.set_lanes(stores.by_id(cast.store.id), [ZoneLanes(europe.id, Lane(4, 6, "shop"))])
    assert "we pay them" in answer(cast.store, "Shipping to Switzerland: do I pay customs duty?")


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "can I pay with paypal?", "You can pay with Visa, PayPal, Klarna."),
        ("de", "kann ich mit paypal bezahlen?", "Visa, PayPal, Klarna"),
        ("es", "¿puedo pagar con paypal?", "Visa, PayPal, Klarna"),
        ("zh", "可以用支付宝付款吗", "Visa, PayPal, Klarna"),
        ("ar", "ما هي طرق الدفع المتاحة؟", "Visa"),
    ],
)
def test_ways_to_pay_are_told_in_every_language(cast: Cast, language: str, words: str, told: str) -> None:
    with db.unit():
        terms.record_terms(stores.by_id(cast.store.id), TERMS)
        hits = queries.index(cast.store.id, language).search(words)
    assert told in " ".join(hits[0].sentences)


def test_policies_answer_in_the_stores_language(cast: Cast) -> None:
    with db.unit():
        assert queries.index(cast.store.id, "en").search("is gift wrapping free?") == ()
        terms.record_terms(stores.by_id(cast.store.id), TERMS)
        found = queries.index(cast.store.id, "en").search("is gift wrapping free?")
        assert "Gift wrapping is free." in found[0].sentences
        assert queries.index(cast.other_store.id, "en").search("is gift wrapping free?") == ()
