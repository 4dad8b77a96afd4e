"""The shop itself, and what it promises."""

from decimal import Decimal

from integration_app.platforms.protocol import ShippingRateSnapshot
from tests.shopify.conftest import Reaching


def test_the_shop(reaching: Reaching) -> None:
    shop = reaching.adapter().shop()
    assert (shop.name, shop.currency, shop.locale, shop.timezone) == ("Lumen", "EUR", "de", "Europe/Berlin")
    assert (shop.email, shop.country, shop.currencies) == ("hello@lumen.example", "DE", ("EUR", "GBP"))
    assert shop.hosts == ("lumen-goods.myshopify.com", "lumen.example")


def test_zones_with_their_rates(reaching: Reaching) -> None:
    europe, world = reaching.adapter().terms().zones or ()
    assert (europe.name, europe.countries) == ("Europe", ("DE", "FR"))
    assert europe.rates == (
        ShippingRateSnapshot("Standard", Decimal("4.90"), free_from=Decimal("80.00")),
        ShippingRateSnapshot("Express", Decimal("12.90")),
    )
    assert world.countries == ("*",)
    assert world.rates[1] == ShippingRateSnapshot("Carrier", None)


def test_zones_of_several_places_and_pages_come_once(reaching: Reaching) -> None:
    profile = reaching.shop.shelf.profiles[0]
    zone = profile["groups"][0]["zones"][0]
    many = [zone | {"id": 100 + number, "name": f"Zone {number}"} for number in range(25)]
    profile["groups"] = [{"id": 11, "zones": many}, {"id": 12, "zones": [*many[:3], zone | {"id": 300}]}]
    zones = reaching.adapter().terms().zones or ()
    assert [one.external_id for one in zones] == [*(str(100 + number) for number in range(25)), "300"]


def test_only_the_general_profile_counts(reaching: Reaching) -> None:
    special = {"id": 2, "default": False, "name": "Bulky", "groups": []}
    reaching.shop.shelf.profiles.insert(0, special)
    assert len(reaching.adapter().terms().zones or ()) == 2


def test_ways_to_pay_policies_and_currencies(reaching: Reaching) -> None:
    terms = reaching.adapter().terms()
    assert terms.payment_methods == ("Apple Pay", "Google Pay", "Shop Pay")
    assert terms.currencies == ("EUR", "GBP")
    returns, shipping = terms.policies or ()
    assert (returns.kind, returns.text) == ("returns", "30 days, unused.")
    assert shipping.kind == "shipping"


def test_what_the_store_gives_no_right_to_is_not_told(reaching: Reaching) -> None:
    reaching.shop.tokens.scopes = ("read_legal_policies",)
    terms = reaching.adapter().terms()
    assert terms.zones is None
    assert len(terms.policies or ()) == 2
