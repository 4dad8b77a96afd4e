"""Build the cards of a message. Everything in them is already in the reader's language and zone."""

from typing import Any

from integration_app.assistant import dates
from integration_app.assistant.decisions import Card
from integration_app.assistant.facts import (
    ArticleHit,
    LineFacts,
    OrderFacts,
    OrderState,
    ParcelFacts,
    ProductFacts,
    ReturnFacts,
)
from integration_app.assistant.talk import Talk

SHOWN_ITEMS = 2
STATIONS = ("packed", "on_its_way", "near", "delivered")
REASONS = ("damaged", "wrong", "not_as_shown", "changed_mind")
_CARD_STATE = {
    OrderState.CUSTOMS: "on_its_way",
    OrderState.PICKUP: "near",
    OrderState.RETURNING: "delayed",
}
_TONE = {
    OrderState.DELIVERED: "done",
    OrderState.REFUNDED: "done",
    OrderState.DELAYED: "wait",
    OrderState.UNPAID: "wait",
    OrderState.RETURNING: "wait",
    OrderState.CANCELLED: "wait",
    OrderState.LOST: "breach",
}
_REACHED = {
    OrderState.PACKED: 0,
    OrderState.ON_ITS_WAY: 1,
    OrderState.CUSTOMS: 1,
    OrderState.DELAYED: 1,
    OrderState.LOST: 1,
    OrderState.PARTLY: 1,
    OrderState.NEAR: 2,
    OrderState.PICKUP: 2,
    OrderState.DELIVERED: 3,
}
_NO_ARRIVAL = frozenset(
    {OrderState.DELIVERED, OrderState.LOST, OrderState.CANCELLED, OrderState.REFUNDED, OrderState.RETURNING}
)


def order(talk: Talk, it: OrderFacts) -> Card:
    """Build the order card: state, arrival, four stations, things in it, two actions."""
    parcel = leading_parcel(it)
    arrives = arrival(talk, parcel) if parcel and it.state not in _NO_ARRIVAL else None
    return {
        "type": "order",
        "number": it.number,
        "state": _CARD_STATE.get(it.state, it.state.value),
        "state_label": talk.say(f"state.{it.state.value}"),
        "tone": _TONE.get(it.state, "shop"),
        "arrives": arrives,
        "arrives_label": talk.say("card.arrives"),
        "stations": stations(talk, it, parcel),
        "items": [_item(line) for line in it.lines[:SHOWN_ITEMS]],
        "more": max(0, len(it.lines) - SHOWN_ITEMS),
        "actions": _actions(talk, it, parcel),
    }


def leading_parcel(it: OrderFacts) -> ParcelFacts | None:
    """Pick the parcel to speak of first: the one still under way, else the newest."""
    under_way = [p for p in it.parcels if p.state is not OrderState.DELIVERED]
    parcels = under_way or list(it.parcels)
    return max(parcels, key=lambda p: p.last_at or p.shipped_at or it.placed_at, default=None)


def arrival(talk: Talk, parcel: ParcelFacts) -> str | None:
    """Say the expected days of a parcel, if they are known and not over."""
    if not parcel.expected_until or parcel.expected_until < talk.today:
        return None
    first = max(parcel.expected_from or parcel.expected_until, talk.today)
    return talk.days(first, parcel.expected_until)


def stations(talk: Talk, it: OrderFacts, parcel: ParcelFacts | None) -> list[dict[str, Any]]:
    """Build the four stations; a date only under what has happened.

    An order whose money went back stands where its parcel stands; one that never left has no stations to go through.
    """
    state = it.state
    if state in (OrderState.REFUNDED, OrderState.CANCELLED):
        if parcel is None:
            return []
        state = parcel.state
    reached = _REACHED.get(state, -1)
    times = {
        "packed": it.packed_at or (parcel.shipped_at if parcel else None),
        "on_its_way": parcel.shipped_at if parcel else None,
        "near": parcel.last_at if parcel and state in (OrderState.NEAR, OrderState.PICKUP) else None,
        "delivered": parcel.delivered_at if parcel else None,
    }
    built = []
    for place, key in enumerate(STATIONS):
        at = times[key] if place <= reached else None
        status = "todo" if place > reached else "current" if place == reached and reached < 3 else "done"
        day = dates.short_date(dates.local_day(at, talk.facts.reader.zone), talk.locale) if at else None
        built.append({"key": key, "label": talk.say(f"state.{key}"), "at": day, "status": status})
    return built


def _item(line: LineFacts) -> dict[str, Any]:
    return {"title": line.title, "variant": line.variant, "quantity": line.quantity, "picture": line.picture}


def _actions(talk: Talk, it: OrderFacts, parcel: ParcelFacts | None) -> list[dict[str, Any]]:
    actions: list[dict[str, Any]] = []
    if it.state is OrderState.UNPAID and it.pay_url:
        actions.append({"label": talk.say("card.pay"), "url": it.pay_url})
    if it.state in (OrderState.ON_ITS_WAY, OrderState.CUSTOMS, OrderState.DELAYED, OrderState.PARTLY):
        actions.append({"label": talk.say("card.tell_me"), "say": talk.say("card.tell_me")})
    if parcel and parcel.tracking_url:
        key = "card.follow" if parcel.carrier else "card.follow_bare"
        actions.append({"label": talk.say(key, carrier=parcel.carrier or ""), "url": parcel.tracking_url})
    return actions


def product(talk: Talk, it: ProductFacts) -> Card:
    """Build a product card."""
    note = talk.say("card.stock", n=it.stock) if it.stock else talk.say("product.out") if it.stock == 0 else ""
    return {
        "type": "product",
        "title": it.title,
        "price": talk.money(it.price) if it.price else None,
        "picture": it.picture,
        "url": it.url,
        "note": note,
    }


def proof(number: str | None) -> Card:
    """Build the card that asks for order number and e-mail."""
    return {"type": "proof", "number": number}


def code(sent_to: str) -> Card:
    """Build the card with the field for six digits."""
    return {"type": "code", "sent_to": sent_to}


def article(hit: ArticleHit) -> Card:
    """Build the card of an article."""
    return {"type": "article", "title": hit.title, "url": hit.url, "excerpt": " ".join(hit.sentences)[:200]}


def return_form(talk: Talk, it: OrderFacts, next_text: str) -> Card:
    """Build the form in which things and a reason are chosen."""
    return {
        "type": "return_form",
        "order": it.number,
        "order_id": it.id,
        "items": [
            {
                "id": line.id,
                "title": line.title,
                "variant": line.variant,
                "quantity": line.returnable,
                "picture": line.picture,
                "price": talk.money(line.price) if line.price else None,
            }
            for line in it.lines
            if line.returnable > 0
        ],
        "reasons": [{"id": name, "label": talk.say(f"card.reason.{name}")} for name in REASONS],
        "sum_label": talk.say("card.gets_back"),
        "next": next_text,
    }


def returned(talk: Talk, it: ReturnFacts, next_text: str) -> Card:
    """Build the card of a return that was asked for."""
    return {
        "type": "return",
        "reference": it.reference,
        "order": it.order_number,
        "state": it.state,
        "state_label": talk.say(f"about_return.{it.state}"),
        "items": [{"title": title} for title in it.titles],
        "amount": talk.money(it.amount) if it.amount else None,
        "next": next_text,
    }


def offline(known: str, answer_by: str | None) -> Card:
    """Build the form that takes an e-mail address while nobody is there."""
    return {"type": "offline", "known": known, "answer_by": answer_by}


def request(reference: str, text: str, answer_by: str | None, email: str) -> Card:
    """Build the card of a request that was left; `email` is masked."""
    return {"type": "request", "reference": reference, "text": text, "answer_by": answer_by, "email": email}


def proved(text: str) -> Card:
    """Build the quiet line that says an order was proven."""
    return {"type": "proved", "text": text}


def handover(state: str, text: str) -> Card:
    """Build the quiet line about who has the conversation: waiting, joined or returned."""
    return {"type": "handover", "state": state, "text": text}
