"""Facts for the assistant's tests: one store, one order in any state, one moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from integration_app.assistant.decide import decide
from integration_app.assistant.decisions import Decision
from integration_app.assistant.facts import (
    ConversationFacts,
    Facts,
    LineFacts,
    Money,
    OrderFacts,
    OrderState,
    ParcelFacts,
    ProductFacts,
    Proof,
    Reader,
    ReturnRules,
    ShippingFacts,
    ShippingZoneFacts,
    StoreFacts,
    Window,
)
from integration_app.assistant.language import Priors
from integration_app.assistant.understand import understand

NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)  # a Saturday, 14:02 in Paris
LANGUAGES = ("en", "zh", "es", "de", "ar")
STORE = StoreFacts(
    "Lumen Goods",
    closes_at=NOW + timedelta(hours=3, minutes=58),
    answer_by=NOW + timedelta(days=2),
    returns=ReturnRules(30, True, True, True, 5),
)
CLOSED = replace(STORE, open_now=False, closes_at=None, opens_at=datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


def euros(amount: str) -> Money:
    """Make an amount in euros."""
    return Money(Decimal(amount), "EUR")


ZONES = ShippingFacts((ShippingZoneFacts(("FR", "DE"), "Standard", 4, 6, euros("5.90"), euros("80")),))
LAMP = ProductFacts("p1", "Halo table lamp", euros("89"), stock=6, attributes=(("Material", "Brass"),))


def order(state: OrderState = OrderState.ON_ITS_WAY, *, proof: Proof = Proof.PAIR, number: str = "1042") -> OrderFacts:
    """Make an order in a state, with one parcel that fits it."""
    there = state is OrderState.DELIVERED
    parcel = ParcelFacts(
        state,
        carrier="DHL",
        tracking_number="00340434161094000000",
        tracking_url="https://dhl.example/1",
        shipped_at=NOW - timedelta(days=1, hours=20),
        last_place="Leipzig",
        last_at=datetime(2026, 11, 20, 17, 40, tzinfo=UTC),
        destination="Lyon",
        expected_from=date(2026, 11, 24),
        expected_until=date(2026, 11, 25),
        first_expected_until=date(2026, 11, 19) if state is OrderState.DELAYED else None,
        delivered_at=NOW - timedelta(days=1) if there else None,
        titles=("Halo table lamp",),
    )
    shipped = state not in (OrderState.UNPAID, OrderState.PAID, OrderState.PACKED, OrderState.CANCELLED)
    return OrderFacts(
        id=f"order-{number}",
        number=number,
        proof=proof,
        state=state,
        placed_at=NOW - timedelta(days=3),
        masked_contact="c•••@mail.fr",
        lines=(
            LineFacts("l1", "Halo table lamp", "brass", 1, euros("89"), None, 1 if there else 0, 1),
            LineFacts("l2", "Cabin pouch set", "", 1, euros("24"), None, 1 if there else 0, 0),
        ),
        parcels=(parcel,) if shipped else (),
        packed_at=NOW - timedelta(days=3),
        return_window=Window.OPEN if there else Window.NOT_DELIVERED,
        return_until=date(2026, 12, 20) if there else None,
    )


def facts(language: str, *orders: OrderFacts, store: StoreFacts = STORE, **conversation: object) -> Facts:
    """Make the facts for a reader in Paris."""
    told = ConversationFacts(**{"said_bot": True, "greeted": True, **conversation})  # type: ignore[arg-type]
    return Facts(NOW, Reader(language, "Europe/Paris", "FR"), store, told, orders, shipping=ZONES)


def answer(language: str, text: str, given: Facts) -> Decision:
    """Understand a message and decide."""
    return decide(understand(text, priors=Priors(widget=language)), given)
