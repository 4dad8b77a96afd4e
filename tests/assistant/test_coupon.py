"""A tap on the offered coupon, from the act to the code."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

import pytest

from integration_app import platforms, stores, triggers
from integration_app.kit import db
from integration_app.platforms import Connection
from integration_app.platforms.protocol import Ability, IssuedCoupon, Platform
from integration_app.triggers import CartSeen, Visitor
from integration_app.triggers.models import Coupon
from tests.support.cast import Cast
from tests.support.chat import Chat, cards

Run = Callable[[], int]


class Shop:
    """A shop system that makes codes, and none ahead."""

    abilities: frozenset[Ability] = frozenset({Ability.COUPON})

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        return IssuedCoupon("LUMEN-7QKD", "https://lumen.example/discount/LUMEN-7QKD")


@pytest.fixture(autouse=True)
def shop(database: db.Database) -> Iterator[None]:
    before = dict(platforms._makers)

    def connect(_connection: Connection) -> Platform:
        return cast(Any, Shop())

    platforms.offer("shopify", connect)
    yield
    platforms._makers.clear()
    platforms._makers.update(before)


def offered(cast: Cast, run_jobs: Run, *, items: int = 2) -> tuple[Chat, str]:
    """Have the widget speak to somebody with a cart, at his noon; return his chat and the offer."""
    offset = (datetime.now(UTC).hour - 12 + 12) % 24 - 12
    zone = f"Etc/GMT{offset:+d}" if offset else "Etc/GMT"
    who = Visitor("v1", "https://lumen.example/lamps", zone, "de", CartSeen("c", items, Decimal(100), "EUR"))
    with db.unit():
        store = stores.by_id(cast.store.id)
        triggers.add_starters(store, confirmed=True)
        fired = triggers.fire(store, triggers.triggers_of(store.id)[0].public_id, who)
        return Chat.opened_as(fired.conversation.id, run_jobs), fired.firing.public_id


def test_a_tap_brings_the_code_once_and_leaves_nothing_unanswered(cast: Cast, run_jobs: Run) -> None:
    chat, firing = offered(cast, run_jobs)
    given = chat.act("coupon", firing=firing, label="Nehmen")
    assert cards(given) == ["coupon"]
    assert given.body.cards[0]["code"] == "LUMEN-7QKD"
    again = chat.act("coupon", firing=firing, label="Nehmen")
    assert again.body.cards[0]["code"] == "LUMEN-7QKD"
    with db.unit(read_only=True):
        assert db.session().query(Coupon).count() == 1
    assert chat.row().answered_seq == chat.row().shopper_seq


def test_an_offer_made_to_somebody_else_gives_nothing(cast: Cast, run_jobs: Run) -> None:
    _, firing = offered(cast, run_jobs)
    dans = Chat(cast.store, run_jobs)
    dans.act("coupon", firing=firing, label="x")
    dans.act("coupon", firing="unknown", label="x")
    with db.unit(read_only=True):
        assert db.session().query(Coupon).count() == 0
    assert dans.row().answered_seq == dans.row().shopper_seq


def test_without_a_cart_the_reason_is_said(cast: Cast, run_jobs: Run) -> None:
    chat, firing = offered(cast, run_jobs, items=0)
    told = chat.act("coupon", firing=firing, label="Nehmen")
    assert told.author == "bot"
    assert told.body.text
