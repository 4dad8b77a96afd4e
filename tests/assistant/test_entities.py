"""What messages name, and what must not pass as an order number."""

import pytest

from integration_app.assistant.entities import find
from integration_app.assistant.facts import Awaiting, AwaitingKind
from integration_app.assistant.proof import Pair, code, pair


@pytest.mark.parametrize(
    ("language", "text", "orders"),
    [
        ("en", "where is order 1042", ("1042",)),
        ("en", "#1042?", ("1042",)),
        ("en", "Order no. 1042", ("1042",)),
        ("en", "my order number is 1042", ("1042",)),
        ("en", "orders 1042 and 1043", ("1042", "1043")),
        ("en", "order LG-20418 please", ("LG-20418",)),
        ("zh", "订单1042到哪了", ("1042",)),
        ("zh", "訂單編號：１０４２", ("1042",)),
        ("es", "mi pedido es el 1042", ("1042",)),
        ("es", "número de pedido: 1042", ("1042",)),
        ("de", "Bestellnr. 1042", ("1042",)),
        ("de", "meine Bestellung mit der Nummer 1042", ("1042",)),
        ("ar", "وين طلبي رقم ١٠٤٢", ("1042",)),
        ("ar", "رقم الطلب 1042", ("1042",)),
        ("de", "order 1042 wo ist das", ("1042",)),
    ],
)
def test_orders(language: str, text: str, orders: tuple[str, ...]) -> None:
    assert find(text, language).orders == orders


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "is size 42 there"),
        ("en", "i paid $1200 for it"),
        ("en", "it cost 350 dollars"),
        ("en", "the lamp is 120 cm and 230 V"),
        ("en", "ship to 75011 Paris"),
        ("en", "my zip code is 90210"),
        ("en", "arrived on 2026-11-20 at 18:40"),
        ("en", "waiting 100 days"),
        ("zh", "多少钱 1200元"),
        ("zh", "身高170cm 42码"),
        ("es", "talla 38 por 1500 pesos"),
        ("es", "código postal 28013"),
        ("de", "Größe 140 in 50667 Köln"),
        ("de", "kostet 1200 Euro"),
        ("ar", "مقاس 420 بسعر 1200 ريال"),
        ("en", "call me at +44 20 7946 0958"),
        ("en", "tracking 00340434161094000000"),
    ],
)
def test_what_is_no_order(language: str, text: str) -> None:
    found = find(text, language)
    assert (found.orders, found.candidates) == ((), ())


def test_bare_numbers_are_candidates() -> None:
    assert find("1042", "en").candidates == ("1042",)
    assert find("cancel 4471 please", "en").candidates == ("4471",)
    assert find("1001和1002", "zh").candidates == ("1001", "1002")
    assert find("LG-20418", "en").candidates == ("LG-20418",)


def test_the_rest() -> None:
    found = find("Cleo@Mail.fr, +33 6 12 34 56 78, RB123456789CN, code 123 456, 2 pieces, to Germany", "en")
    assert found.emails == ("cleo@mail.fr",)
    assert found.phones == ("+33612345678",)
    assert found.tracking == ("RB123456789CN",)
    assert found.codes == ("123456",)
    assert found.quantities == (2,)
    assert found.countries == ("DE",)


@pytest.mark.parametrize(
    ("language", "text", "code_of_country"),
    [
        ("zh", "寄到德国多少钱", "DE"),
        ("es", "envío a México", "MX"),
        ("de", "nach Österreich", "AT"),
        ("ar", "الشحن للسعودية", "SA"),
    ],
)
def test_countries(language: str, text: str, code_of_country: str) -> None:
    assert find(text, language).countries == (code_of_country,)


def test_us_the_people_is_not_us_the_country() -> None:
    assert find("can you tell us", "en").countries == ()
    assert find("do you ship to the US", "en").countries == ("US",)


def test_pairs() -> None:
    waiting = Awaiting(AwaitingKind.PROOF, ("order_status",), number="1042")
    assert pair(find("cleo@mail.fr", "en"), waiting) == Pair("1042", "cleo@mail.fr")
    assert pair(find("order 1042, cleo@mail.fr", "en"), None) == Pair("1042", "cleo@mail.fr")
    assert pair(find("cleo@mail.fr", "en"), None) is None
    assert pair(find("hello", "en"), waiting) is None
    assert code(find("it is 123456", "en"), Awaiting(AwaitingKind.CODE)) == "123456"
    assert code(find("123456", "en"), None) is None
