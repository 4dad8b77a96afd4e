"""Short dialogues in every language: what is decided, and the words that must be there."""

from dataclasses import replace

import pytest

from integration_app.assistant.decide import decide
from integration_app.assistant.decisions import Ask, HandOver, Nothing, Offer, OfflineForm, OpenReturn, Reply
from integration_app.assistant.facts import Awaiting, AwaitingKind, Holder, OrderState, ProofResult
from integration_app.assistant.understand import resume
from tests.assistant.told import CLOSED, LANGUAGES, answer, facts, order

WHERE = {
    "en": "where is my order 1042??",
    "zh": "订单1042到哪了",
    "es": "dónde está mi pedido 1042",
    "de": "wo bleibt meine bestellung 1042",
    "ar": "وين طلبي رقم 1042؟؟",
}
WHICH_MAIL = {"en": "Which e-mail", "zh": "邮箱", "es": "correo", "de": "E-Mail", "ar": "البريد"}
ARRIVES = {
    "en": "Tue 24 or Wed 25 November",
    "zh": "11月24日周二或25日周三",
    "es": "martes 24 o miércoles 25 de noviembre",
    "de": "Di. 24. oder Mi. 25. November",
    "ar": "الثلاثاء 24 أو الأربعاء 25 نوفمبر",
}
LEFT = {
    "en": "yesterday at 18:40",
    "zh": "昨天18:40",
    "es": "ayer a las 18:40",
    "de": "gestern um 18:40",
    "ar": "أمس الساعة 6:40",
}
PERSON = {
    "en": "can i talk to a human",
    "zh": "转人工",
    "es": "quiero hablar con una persona",
    "de": "ich möchte mit einem menschen sprechen",
    "ar": "أريد التحدث مع موظف",
}
ANGRY = {
    "en": "THIS IS RIDICULOUS!!! third time i ask",
    "zh": "太差了，问了三遍了，骗子",
    "es": "esto es una vergüenza, es la tercera vez que pregunto",
    "de": "das ist eine frechheit, ich schreibe zum dritten mal",
    "ar": "مهزلة، للمرة الثالثة أسأل",
}
BROKEN = {
    "en": "the lamp came broken",
    "zh": "灯碎了",
    "es": "la lámpara llegó rota",
    "de": "die lampe kam kaputt an",
    "ar": "المصباح وصل مكسور",
}
UNTIL = {"en": "20 December", "zh": "12月20日", "es": "20 de diciembre", "de": "20. Dezember", "ar": "20 ديسمبر"}
SHIPPING = {
    "en": "how much is shipping and how long does it take?",
    "zh": "运费多少，几天能到",
    "es": "cuánto cuesta el envío y cuánto tarda?",
    "de": "was kostet der versand und wie lange dauert die lieferung?",
    "ar": "كم سعر التوصيل وكم يستغرق التوصيل؟",
}
HELLO = {"en": "hi", "zh": "你好", "es": "hola", "de": "hallo", "ar": "السلام عليكم"}
AFTERNOON = {"en": "Good afternoon", "zh": "下午好", "es": "Buenas tardes", "de": "Guten Tag", "ar": "أهلًا"}
THANKS = {"en": "thanks!", "zh": "谢谢", "es": "gracias", "de": "danke", "ar": "شكرا"}
MONDAY = {
    "en": "Monday at 09:00",
    "zh": "周一09:00",
    "es": "lunes a las 09:00",
    "de": "Montag um 09:00",
    "ar": "الاثنين الساعة 9:00",
}

each = pytest.mark.parametrize("language", LANGUAGES)


@each
def test_an_order_needs_proof_first(language: str) -> None:
    decision = answer(language, WHERE[language], facts(language))
    assert isinstance(decision, Ask)
    assert WHICH_MAIL[language] in decision.text
    assert decision.cards == ({"type": "proof", "number": "1042"},)
    assert decision.awaiting == Awaiting(AwaitingKind.PROOF, ("order_status",), number="1042")


@each
def test_the_mail_alone_then_brings_the_answer(language: str) -> None:
    waiting = Awaiting(AwaitingKind.PROOF, ("order_status",), number="1042")
    given = facts(language, order(), awaiting=waiting, proof_result=ProofResult.MATCHED)
    decision = answer(language, "cleo@mail.fr", given)
    assert isinstance(decision, Reply)
    assert ARRIVES[language] in decision.text and LEFT[language] in decision.text
    assert decision.cards[0]["type"] == "order" and decision.about_order == "order-1042"
    assert decision == decide(resume(waiting, language), given)


@each
def test_the_order_card(language: str) -> None:
    card = answer(language, WHERE[language], facts(language, order())).cards[0]  # type: ignore[union-attr]
    assert [s["status"] for s in card["stations"]] == ["done", "current", "todo", "todo"]
    assert card["arrives"] == ARRIVES[language]
    assert card["state"] == "on_its_way" and card["more"] == 0


def test_money_given_back_leaves_the_parcel_where_it_is() -> None:
    on_its_way = order()
    refunded = replace(on_its_way, state=OrderState.REFUNDED)
    never_left = replace(refunded, parcels=())
    cards = [answer("en", WHERE["en"], facts("en", one)).cards[0] for one in (refunded, never_left)]  # type: ignore[union-attr]
    assert [station["status"] for station in cards[0]["stations"]] == ["done", "current", "todo", "todo"]
    assert cards[1]["stations"] == []
    assert [card["arrives"] for card in cards] == [None, None]


@each
def test_a_wrong_pair_and_an_unknown_order_sound_alike(language: str) -> None:
    waiting = Awaiting(AwaitingKind.PROOF, ("order_status",), number="1042")
    given = facts(language, awaiting=waiting, proof_result=ProofResult.NO_MATCH)
    decision = answer(language, "dan@mail.fr", given)
    assert isinstance(decision, Ask) and decision.cards[0]["type"] == "proof"


@each
def test_who_is_locked_out_gets_a_person(language: str) -> None:
    waiting = Awaiting(AwaitingKind.PROOF, ("order_status",), number="1042")
    given = facts(language, awaiting=waiting, proof_result=ProofResult.LOCKED)
    decision = answer(language, "dan@mail.fr", given)
    assert isinstance(decision, Ask) and decision.choices[0]["act"] == {"type": "person"}


@each
@pytest.mark.parametrize("state", list(OrderState))
def test_every_state_has_its_own_answer(language: str, state: OrderState) -> None:
    decision = answer(language, WHERE[language], facts(language, order(state)))
    assert isinstance(decision, Reply | HandOver)
    assert decision.cards[0]["type"] == "order" and len(decision.text) > 12
    assert (type(decision) is HandOver) == (state in (OrderState.LOST, OrderState.RETURNING))


@each
def test_a_wish_for_a_person_hands_over_with_a_summary(language: str) -> None:
    given = facts(language, order(), about_order="order-1042", tried=("order_status",), words=("hello",))
    decision = answer(language, PERSON[language], given)
    assert isinstance(decision, HandOver) and decision.reason == "wish"
    assert decision.summary.order == "1042" and decision.summary.tried == ("order_status",)
    assert decision.summary.words == ("hello", PERSON[language])


@each
def test_anger_hands_over(language: str) -> None:
    decision = answer(language, ANGRY[language], facts(language))
    assert isinstance(decision, HandOver) and decision.reason == "angry"
    assert decision.summary.mood == "angry"


@each
def test_out_of_hours_it_takes_a_message_with_substance(language: str) -> None:
    given = facts(language, order(), store=CLOSED, about_order="order-1042")
    decision = answer(language, PERSON[language], given)
    assert isinstance(decision, OfflineForm)
    assert MONDAY[language] in decision.text
    form = decision.cards[-1]
    assert form["type"] == "offline" and "1042" in form["known"] and form["answer_by"]


@each
def test_a_broken_thing_ends_in_the_form_then_in_a_return(language: str) -> None:
    given = facts(language, order(OrderState.DELIVERED), about_order="order-1042")
    decision = answer(language, BROKEN[language], given)
    assert isinstance(decision, Reply)
    assert UNTIL[language] in decision.text
    assert decision.cards[0]["type"] == "return_form" and len(decision.cards[0]["items"]) == 2
    again = facts(language, order(OrderState.DELIVERED), about_order="order-1042", awaiting=decision.awaiting)
    opened = answer(language, "Halo table lamp", again)
    assert isinstance(opened, OpenReturn) and [i.id for i in opened.items] == ["l1"]


@each
def test_two_wishes_are_answered_together(language: str) -> None:
    decision = answer(language, SHIPPING[language], facts(language))
    assert isinstance(decision, Reply)
    assert "5" in decision.text and "90" in decision.text
    assert "4" in decision.text and "6" in decision.text


@each
def test_it_says_once_that_it_is_a_bot_and_greets_by_the_clock(language: str) -> None:
    first = answer(language, HELLO[language], facts(language, said_bot=False, greeted=False))
    assert isinstance(first, Ask) and first.said_bot and AFTERNOON[language] in first.text
    second = answer(language, HELLO[language], facts(language))
    assert isinstance(second, Ask) and len(second.text) < len(first.text)
    assert 0 < len(first.choices) <= 3


@each
def test_thanks(language: str) -> None:
    assert isinstance(answer(language, THANKS[language], facts(language)), Reply)


@each
def test_not_understood_twice_hands_over(language: str) -> None:
    first = answer(language, "xkqz vvrt", facts(language))
    assert isinstance(first, Ask | Offer) and first.not_understood
    second = answer(language, "xkqz vvrt", facts(language, not_understood=1))
    assert isinstance(second, HandOver) and second.reason == "not_understood"


@each
def test_a_present_agent_is_not_interrupted(language: str) -> None:
    given = facts(language, order(), holder=Holder.AGENT, agent_present=True)
    assert answer(language, WHERE[language], given) == Nothing("agent_present")


@each
def test_while_the_agent_is_late_only_what_is_sure(language: str) -> None:
    held = {"holder": Holder.AGENT, "agent_present": True, "agent_late": True}
    assert isinstance(answer(language, WHERE[language], facts(language, order(), **held)), Reply)
    assert isinstance(answer(language, "xkqz vvrt", facts(language, **held)), Nothing)
    assert not isinstance(answer(language, ANGRY[language], facts(language, **held)), HandOver)


def test_which_of_two_orders() -> None:
    given = facts("en", order(), order(number="1050"))
    decision = answer("en", "where is my order", given)
    assert isinstance(decision, Ask)
    assert [c["say"] for c in decision.choices] == ["Order 1042", "Order 1050"]
    follow = facts("en", order(), order(number="1050"), awaiting=decision.awaiting)
    assert answer("en", "Order 1050", follow).about_order == "order-1050"  # type: ignore[union-attr]


def test_yes_to_the_offer_brings_a_person() -> None:
    given = facts("en", awaiting=Awaiting(AwaitingKind.PERSON))
    assert isinstance(answer("en", "yes please", given), HandOver)
    assert isinstance(answer("en", "no thanks", given), Reply)


def test_the_country_that_was_asked_for() -> None:
    waiting = Awaiting(AwaitingKind.WHICH_COUNTRY, ("shipping_cost",))
    decision = answer("en", "germany", facts("en", awaiting=waiting))
    assert isinstance(decision, Reply) and "Germany" in decision.text
