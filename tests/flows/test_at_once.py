"""What many do at the same moment counts as if they had stood in a row: no limit is outrun, nothing is used twice."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from integration_app import conversations, shoppers, stores, triggers
from integration_app.kit import db
from integration_app.kit.errors import Refusal
from integration_app.shoppers import Verdict, Visit, rules
from integration_app.stores import links
from integration_app.triggers import CartSeen, Visitor
from tests.support.cast import Cast
from tests.support.orders import CLEO, place, snapshot

Answer = TypeVar("Answer")


def at_once(count: int, do: Callable[[int], Answer]) -> list[Answer | Refusal]:
    """Do something in as many threads, each in a unit of its own, all let go together."""
    answers: list[Answer | Refusal] = []
    ready = threading.Barrier(count)

    def run(number: int) -> None:
        ready.wait(timeout=20)
        try:
            with db.unit():
                answer: Answer | Refusal = do(number)
        except Refusal as refusal:
            answer = refusal
        answers.append(answer)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(answers) == count
    return answers


def test_a_link_lets_one_in(cast: Cast) -> None:
    with db.unit():
        key = links.first_owner(stores.workspace(cast.workspace.id))
    came = at_once(4, lambda n: links.use(key, password="a long password", email=f"owner{n}@lumen.example"))
    assert len([one for one in came if not isinstance(one, Refusal)]) == 1
    assert {one.code for one in came if isinstance(one, Refusal)} == {"link_used"}


def test_guesses_from_many_chats_are_all_counted(cast: Cast) -> None:
    order = place(cast.store, snapshot())
    with db.unit():
        chats = [conversations.open(cast.store, locale="en", zone="UTC").conversation.id for _ in range(12)]
    mine = [shoppers.Claimable(order.id, CLEO, None)]

    def guess(number: int) -> Verdict:
        visit = Visit(cast.store.id, chats[number], "2001:db8::1")
        return shoppers.prove_pair(visit, number="1042", contact=f"guess{number}@mail.fr", claimables=mine).verdict

    verdicts = at_once(12, guess)
    assert verdicts.count(Verdict.NO_MATCH) == rules.WRONG_AN_ORDER
    assert verdicts.count(Verdict.ORDER_LOCKED) == 12 - rules.WRONG_AN_ORDER


def noon() -> str:
    offset = (datetime.now(UTC).hour - 12 + 12) % 24 - 12
    return f"Etc/GMT{offset:+d}" if offset else "Etc/GMT"


def test_coupons_stay_within_three_an_address(cast: Cast) -> None:
    with db.unit():
        triggers.add_starters(cast.store, confirmed=True)
        rule = triggers.triggers_of(cast.store.id)[0].public_id
        fired = [triggers.fire(cast.store, rule, _visitor(number)) for number in range(8)]

    def take(number: int) -> int:
        here = conversations.by_id(fired[number].conversation.id)
        return triggers.take_coupon(here, fired[number].firing.public_id).id

    taken = [one for one in at_once(8, take) if not isinstance(one, Refusal)]
    assert len(set(taken)) == len(taken) == 3


def test_one_offer_taken_many_times_is_one_coupon(cast: Cast) -> None:
    with db.unit():
        triggers.add_starters(cast.store, confirmed=True)
        fired = triggers.fire(cast.store, triggers.triggers_of(cast.store.id)[0].public_id, _visitor(1))
    chat, offer = fired.conversation.id, fired.firing.public_id
    taken = at_once(6, lambda _: triggers.take_coupon(conversations.by_id(chat), offer).id)
    assert len(set(taken)) == 1


def _visitor(number: int) -> Visitor:
    """Somebody who takes another address of the same IPv6 line each time."""
    cart = CartSeen(token=None, items=1, total=Decimal(50), currency="EUR")
    return Visitor(f"visit-{number}", "/", noon(), "en", cart, f"2001:db8:0:1::{number:x}")
