"""From the console's button to the demo shop's shelf and back into the mirror, over real HTTP."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from demo import discounts
from demo.models import Mail, OrderNote, Variant
from integration_app import conversations, orders, stores, triggers
from integration_app.kit import clock, db
from integration_app.platforms.demo import DemoShop
from integration_app.platforms.protocol import Financial, OrderSnapshot
from integration_app.stores import Agent
from integration_app.stores.settings import Actions, Settings
from integration_app.triggers import reactions as offers
from tests.demo.conftest import TOKEN, Served, receiver, serve, served
from tests.support.cast import Cast
from tests.triggers.test_offers import fire, take
from tests.web.conftest import Console, signed_in

__all__ = ["receiver", "serve", "served", "signed_in"]

SignedIn = Callable[[Agent], Console]
Run = Callable[[], int]


@pytest.fixture
def lumen(cast: Cast, served: Served) -> Cast:
    """The cast's store is the demo shop; everything may be done to its orders."""
    with db.unit():
        store = stores.by_id(cast.store.id)
        store.platform, store.address = "demo", served.url
        stores.keep_secret(store, "access_token", TOKEN)
        everything = Actions(("cancel", "refund", "address", "invoice", "note"))
        stores.change_settings(store, Settings(actions=everything), actor="system")
    return cast


@pytest.fixture
def bought(lumen: Cast, served: Served) -> OrderSnapshot:
    """An order that is paid and not packed, in the mirror."""
    every = DemoShop(served.url, TOKEN).orders()
    found = next(
        one for one in every if one.financial is Financial.PAID and not one.fulfilments and not one.cancelled_at
    )
    with db.unit():
        orders.record_order(stores.by_id(lumen.store.id), found)
    return found


@pytest.fixture
def talk(lumen: Cast, bought: OrderSnapshot) -> str:
    with db.unit():
        row = conversations.open(stores.by_id(lumen.store.id), locale="en", zone="Europe/Paris").conversation
        conversations.receive(row, text="I ordered by mistake", client_id="c1")
        conversations.know(row, email=bought.email)
        return row.public_id


@pytest.fixture
def ada(lumen: Cast, signed_in: SignedIn) -> Console:
    return signed_in(lumen.ada)


def test_an_order_is_redirected_noted_paid_back_in_part_and_called_off(
    ada: Console, served: Served, bought: OrderSnapshot, talk: str, run_jobs: Run
) -> None:
    def order() -> dict:
        return next(one for one in ada.get(f"/conversations/{talk}").json["orders"] if one["number"] == bought.number)

    def do(kind: str, **body: object) -> None:
        path = f"/conversations/{talk}/orders/{order()['id']}/{kind}"
        assert ada.post(path, {"client_id": kind, **body}).status_code == 200
        run_jobs()

    address = order()["can"]["shipping"] | {"line1": "2 Quai Sud", "city": "Lyon"}
    with served.shop.database.read() as session:
        shelf = _shelf(session, bought)
    do("address", address=address)
    do("note", text="Ring twice", tell_shopper=False)
    do("invoice")
    five = {"amount": "5.00", "currency": bought.currency}
    do("refund", amount=five, lines=[], restock=False, note="Late")
    assert (order()["can"]["shipping"]["line1"], order()["can"]["left"]["amount"]) == (
        "2 Quai Sud",
        str(bought.total - 5),
    )
    do("cancel", refund=True, restock=True, reason="customer")
    assert (order()["state"], order()["can"]["left"]["amount"]) == ("cancelled", "0.00")
    told = DemoShop(served.url, TOKEN).order(bought.external_id)
    assert told and told.cancelled_at
    assert told.shipping and told.shipping.line1 == "2 Quai Sud"
    assert sorted(refund.amount for refund in told.refunds or ()) == [Decimal(5), bought.total - 5]
    with served.shop.database.read() as session:
        assert _shelf(session, bought) == shelf + sum(line.quantity for line in bought.lines)
        assert session.query(OrderNote).one().text == "Ring twice"
        assert session.query(Mail).count() == 1


def test_the_shops_no_reaches_the_panel(
    ada: Console, served: Served, bought: OrderSnapshot, talk: str, run_jobs: Run
) -> None:
    DemoShop(served.url, TOKEN).cancel_order(
        bought.external_id, refund=True, restock=True, reason="other", key="theirs"
    )
    (order,) = ada.get(f"/conversations/{talk}").json["orders"]
    body = {"client_id": "a", "refund": True, "restock": True, "reason": "customer"}
    ada.post(f"/conversations/{talk}/orders/{order['id']}/cancel", body)
    run_jobs()
    (order,) = ada.get(f"/conversations/{talk}").json["orders"]
    (action,) = order["actions"]
    assert (action["state"], action["store_said"]) == ("refused", "The order is cancelled already.")


def test_a_code_from_the_stock_is_good_in_the_shop(lumen: Cast, served: Served, run_jobs: Run) -> None:
    with db.unit():
        triggers.add_starters(lumen.store, confirmed=True)
    offers.keep_ready()
    run_jobs()
    with db.unit():
        coupon = take(fire(lumen))
    assert coupon.code
    assert coupon.apply_url == f"{served.url}/discount/{coupon.code}?redirect=/cart"
    run_jobs()
    with served.shop.database.read() as session:
        made = discounts.usable(session, coupon.code, clock.now())
        assert (made.percent, abs((made.ends_at - coupon.ends_at).total_seconds()) < 1) == (5, True)
    with db.unit():
        row = triggers.coupons_of(coupon.conversation_id or 0)[0]
        row.ends_at = clock.now()
    offers.release_expired()
    run_jobs()
    with served.shop.database.read() as session, pytest.raises(discounts.Unusable):
        discounts.usable(session, coupon.code, clock.now())


def _shelf(session: object, bought: OrderSnapshot) -> int:
    """Count what lies on the shelf of everything that was bought."""
    ids = [int(line.variant_id or 0) for line in bought.lines]
    return sum(row.stock for row in session.query(Variant).filter(Variant.id.in_(ids)))  # type: ignore[attr-defined]
