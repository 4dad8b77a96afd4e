"""What came before counts: countries, the order spoken of, halves of a proof, and who says that nothing came."""

from dataclasses import replace
from datetime import timedelta

import pytest

from integration_app.assistant.decide import decide
from integration_app.assistant.decisions import Ask, HandOver, Nothing, OpenReturn, Reply
from integration_app.assistant.facts import (
    Awaiting,
    AwaitingKind,
    Holder,
    OrderState,
    Reader,
    RefundFacts,
    ReturnFacts,
    ReturnRules,
    ShippingFacts,
)
from integration_app.assistant.language import Priors
from integration_app.assistant.understand import understand
from tests.assistant.told import LANGUAGES, NOW, STORE, ZONES, answer, euros, facts, order

each = pytest.mark.parametrize("language", LANGUAGES)
COST = {
    "en": "how much is shipping?",
    "zh": "运费多少",
    "es": "cuánto cuesta el envío?",
    "de": "was kostet der versand?",
    "ar": "كم سعر الشحن؟",
}
FRANCE = {"en": "France", "zh": "法国", "es": "Francia", "de": "Frankreich", "ar": "فرنسا"}
GERMANY = {"en": "to Germany", "zh": "德国", "es": "a Alemania", "de": "nach Deutschland", "ar": "ألمانيا"}
HOW_LONG = {"en": "and how long?", "zh": "要多久", "es": "y cuánto tarda?", "de": "und wie lange dauert das?",
            "ar": "وكم ياخذ وقت؟"}  # fmt: skip
MISSING = {
    "en": "it says delivered but nothing is here, order 1042",
    "zh": "显示签收了但是没收到，订单1042",
    "es": "dice entregado pero aquí no hay nada, pedido 1042",
    "de": "laut dhl zugestellt aber hier ist nichts, bestellung 1042",
    "ar": "مكتوب تم التسليم وما وصلني شي، طلب 1042",
}
MONEY_BACK = {
    "en": "I want my money back for 1042, it never came",
    "zh": "1042没收到，我要退钱",
    "es": "quiero que me devuelvan el dinero del 1042, nunca llegó",
    "de": "ich will mein geld zurück für 1042, es ist nie angekommen",
    "ar": "ابغى فلوسي لطلب 1042 ما وصلني",
}
NO_NUMBER = {
    "en": "i dont have the number",
    "zh": "我没有订单号",
    "es": "no tengo el número",
    "de": "ich hab keine nummer",
    "ar": "ما عندي رقم الطلب",
}


@each
def test_shipping_takes_the_readers_country_and_says_which(language: str) -> None:
    decision = answer(language, COST[language], facts(language))
    assert isinstance(decision, Reply) and FRANCE[language] in decision.text
    assert decision.awaiting and decision.awaiting.country == "FR"
    there = answer(language, GERMANY[language], facts(language, awaiting=decision.awaiting))
    assert isinstance(there, Reply) and there.awaiting and there.awaiting.country == "DE"
    then = answer(language, HOW_LONG[language], facts(language, awaiting=there.awaiting))
    assert isinstance(then, Reply) and then.awaiting and then.awaiting.country == "DE"


def test_shipping_goes_where_the_order_went() -> None:
    given = replace(facts("en", replace(order(), country="DE"), about_order="order-1042"), reader=Reader("en", "UTC"))
    decision = answer("en", COST["en"], given)
    assert isinstance(decision, Reply) and "Germany" in decision.text


def test_nobody_knows_the_country() -> None:
    given = replace(facts("en"), reader=Reader("en", "UTC"))
    assert isinstance(answer("en", COST["en"], given), Ask)


def test_customs_of_the_rest_of_the_world() -> None:
    world = replace(ZONES.zones[0], countries=("*",))
    given = replace(facts("en"), shipping=ShippingFacts((world,), ("*",)))
    decision = answer("en", "do you ship to Norway?", given)
    assert isinstance(decision, Reply) and "Customs duty" in decision.text


@each
def test_what_was_delivered_but_is_not_there_goes_to_a_person(language: str) -> None:
    decision = answer(language, MISSING[language], facts(language, order(OrderState.DELIVERED)))
    assert isinstance(decision, HandOver) and decision.reason == "needs_person"
    assert decision.summary.tried == ("order_status",)


@each
def test_money_back_for_what_never_came_says_where_it_is(language: str) -> None:
    decision = answer(language, MONEY_BACK[language], facts(language, order()))
    assert isinstance(decision, Reply) and "Leipzig" in decision.text
    late = answer(language, MONEY_BACK[language], facts(language, order(OrderState.DELAYED)))
    assert isinstance(late, HandOver) and "Leipzig" in late.text


@each
def test_a_number_that_is_not_at_hand(language: str) -> None:
    waiting = Awaiting(AwaitingKind.PROOF, ("order_status",))
    decision = answer(language, NO_NUMBER[language], facts(language, awaiting=waiting))
    assert isinstance(decision, Ask) and decision.choices[-1]["act"] == {"type": "person"}


@each
def test_a_mail_alone_asks_for_the_number(language: str) -> None:
    decision = answer(language, "cleo@mail.fr", facts(language))
    assert isinstance(decision, Ask) and decision.cards[0]["type"] == "proof"
    assert decision.awaiting == Awaiting(AwaitingKind.PROOF, ("order_status",), contact="cleo@mail.fr")


def test_a_second_number_is_about_that_order() -> None:
    given = facts("en", order(), about_order="order-1042")
    decision = answer("en", "and 1050?", given)
    assert isinstance(decision, Ask) and decision.awaiting and decision.awaiting.number == "1050"


def test_a_part_refund_and_an_open_return_are_told_with_the_delivery() -> None:
    delivered = order(OrderState.DELIVERED)
    paid = replace(delivered, refunds=(RefundFacts(euros("38"), NOW - timedelta(days=9)),))
    told = answer("en", "where is my order 1042", facts("en", paid))
    assert "€38.00" in told.text  # type: ignore[union-attr]
    back = replace(delivered, returns=(ReturnFacts("R-2087", "approved", "1042", "order-1042"),))
    told = answer("en", "where is my order 1042", facts("en", back))
    assert "R-2087" in told.text  # type: ignore[union-attr]


def test_a_parcel_that_will_be_late_is_not_late_yet() -> None:
    late = order(OrderState.DELAYED)
    soon = replace(late.parcels[0], first_expected_until=(NOW + timedelta(days=2)).date())
    decision = answer("en", "where is my order 1042", facts("en", replace(late, parcels=(soon,))))
    assert "later than planned" in decision.text and "is late" not in decision.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (ReturnRules(30, False, True, True), "unless it arrived faulty"),
        (ReturnRules(30, False, True, False), "You pay for sending it back."),
        (ReturnRules(30, False, False, True), "We pay for sending it back."),
    ],
)
def test_who_pays_for_a_return(rules: ReturnRules, said: str) -> None:
    given = facts("en", store=replace(STORE, returns=rules))
    assert said in answer("en", "how do i return something?", given).text  # type: ignore[union-attr]


def test_a_yes_opens_no_return_of_something_else() -> None:
    only = order(OrderState.DELIVERED)
    only = replace(only, lines=(only.lines[0], replace(only.lines[1], returnable=0)))
    waiting = Awaiting(AwaitingKind.RETURN_ITEMS, ("return",), order_id=only.id)
    kept = answer("en", "the cabin pouch set", facts("en", only, about_order=only.id, awaiting=waiting))
    assert isinstance(kept, Ask) and "cannot be sent back" in kept.text
    then = answer("en", "yes", facts("en", only, about_order=only.id, awaiting=kept.awaiting))
    assert not isinstance(then, OpenReturn)


def test_what_is_on_its_way_back_is_not_called_unreturnable() -> None:
    it = order(OrderState.DELIVERED)
    lines = (it.lines[0], replace(it.lines[1], returnable=0))
    asked = ReturnFacts("R-2087", "requested", "1042", it.id, titles=("Cabin pouch set",))
    given = facts("en", replace(it, lines=lines, returns=(asked,)), about_order=it.id)
    decision = answer("en", "I want to return something from 1042", given)
    assert isinstance(decision, Reply)
    assert "R-2087" in decision.text and "cannot be sent back" not in decision.text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("je voudrais savoir où est ma commande s'il vous plaît", "French"),
        ("Onde está o meu pedido? Já passou uma semana", "Portuguese"),
        ("waar blijft mijn bestelling eigenlijk", "Dutch"),
        ("注文はどこですか", "Japanese"),
        ("где мой заказ", "Russian"),
    ],
)
def test_a_language_that_is_not_spoken_here_is_named(text: str, named: str) -> None:
    decision = decide(understand(text, priors=Priors(conversation="en")), facts("en"))
    assert isinstance(decision, Ask) and decision.not_understood
    assert named in decision.text and "German" in decision.text
    assert decision.choices[-1]["act"] == {"type": "person"}


@each
def test_yes_or_no_to_nothing(language: str) -> None:
    for word in {"en": ("ok", "no"), "zh": ("好的", "不用了"), "es": ("sí", "no"), "de": ("ja", "nein"),
                 "ar": ("نعم", "لا")}[language]:  # fmt: skip
        assert isinstance(answer(language, word, facts(language)), Reply)


def test_what_a_person_must_settle_is_not_told_twice_while_one_is_awaited() -> None:
    given = facts("en", order(OrderState.LOST), holder=Holder.QUEUE, about_order="order-1042")
    assert isinstance(answer("en", "where is my order", given), Nothing)
