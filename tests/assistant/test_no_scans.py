"""A parcel that no carrier spoke of: when it left, what is usual for its lane, the carrier's page; and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from integration_app.assistant import phrases
from integration_app.conversations import Turn
from integration_app.kit import clock, db
from integration_app.kit.languages import SPOKEN
from integration_app.orders.models import ShippingZone
from integration_app.platforms.protocol import OrderSnapshot, Progress, TrackingSnapshot
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.chat import Chat
from tests.support.deliveries import add_woocommerce
from tests.support.orders import CLEO, on_its_way, place, snapshot

Jobs = Callable[[], int]
ASK = {
    "en": "Where is my order?",
    "de": "Wo ist meine Bestellung?",
    "es": "¿Dónde está mi pedido?",
    "zh": "我的订单到哪里了？",
    "ar": "أين طلبي؟",
}


@pytest.fixture
def trail(cast: Cast) -> Store:
    return add_woocommerce(cast.workspace)


def sent(days_ago: int = 1, *, company: str | None = "DHL") -> OrderSnapshot:
    parcel = on_its_way()
    bare = replace(
        parcel,
        progress=Progress.SHIPPED,
        events=(),
        created_at=clock.now() - timedelta(days=days_ago),
        estimated_delivery_at=None,
        tracking=(TrackingSnapshot(company, "JD014600003SE"),),
    )
    return replace(snapshot(), fulfilments=(bare,))


def lane(store: Store, first: int, last: int) -> None:
    with db.unit():
        zone = ShippingZone(store_id=store.id, name="France", countries=["FR"], currency="EUR")
        zone.days_min, zone.days_max = first, last
        db.session().add(zone)


def ask(store: Store, run_jobs: Jobs, locale: str = "en") -> Turn:
    chat = Chat(store, run_jobs, locale=locale)
    chat.say(ASK[locale])
    return chat.act("prove", number="1042", contact=CLEO)


def phrase(locale: str, key: str) -> str:
    """Return the fixed words of a text: what stands before its first value, or after it."""
    text = phrases.catalogue(locale)[key]
    shown = text if isinstance(text, str) else text["other"]
    return max(shown.replace("}", "{").split("{")[::2], key=len).strip()


@pytest.mark.parametrize("locale", SPOKEN)
def test_only_what_is_known_is_said(trail: Store, run_jobs: Jobs, locale: str) -> None:
    lane(trail, 3, 5)
    place(trail, sent())
    turn = ask(trail, run_jobs, locale)
    text = turn.body.text
    for key in ("order.sent_with", "order.no_word", "ship.days"):
        assert phrase(locale, key) in text, (key, text)
    for key in ("order.with_carrier", "order.next_moving", "arrives.unknown"):
        assert phrase(locale, key) not in text, (key, text)
    assert text.count("DHL") == 1, "the days are usual ones, the carrier promised nothing"
    assert "3" in text and "5" in text
    links = [action["url"] for card in turn.body.cards for action in card.get("actions", ()) if action.get("url")]
    assert links == ["https://www.dhl.com/global-en/home/tracking.html?tracking-id=JD014600003SE"]


@pytest.mark.parametrize("locale", SPOKEN)
def test_without_a_lane_no_days_are_made_up(trail: Store, run_jobs: Jobs, locale: str) -> None:
    place(trail, sent(company=None))
    text = ask(trail, run_jobs, locale).body.text
    assert phrase(locale, "order.no_word") in text
    assert phrase(locale, "arrives.unknown") in text
    assert phrase(locale, "ship.days") not in text


@pytest.mark.parametrize("locale", SPOKEN)
def test_when_the_usual_days_are_over_it_says_so_and_no_more(trail: Store, run_jobs: Jobs, locale: str) -> None:
    lane(trail, 1, 2)
    place(trail, sent(20))
    turn = ask(trail, run_jobs, locale)
    for key in ("order.sent_with", "late.longer", "late.ask_carrier"):
        assert phrase(locale, key) in turn.body.text, (key, turn.body.text)
    assert phrase(locale, "late.help") not in turn.body.text
    assert any(choice.get("act") == {"type": "person"} for choice in turn.body.choices)
