"""What a shopper can do in the chat beside writing.

Some acts are settled at once; those that need thought become messages, so that they too are said once, kept, and
answered by the assistant. Their text is what the team may read: numbers stay, addresses and codes are masked.
"""

from collections.abc import Callable, Mapping
from typing import Any

from integration_app import shoppers, stores
from integration_app.conversations import identity, operations, posting
from integration_app.conversations.posting import Key, Posted, Ref
from integration_app.kit import text
from integration_app.kit.errors import Refusal
from integration_app.shoppers import Visit

Act = Mapping[str, Any]


class UnknownAct(Refusal):
    """The chat sent something that this server does not know. Reload the page."""

    code, status = "unknown_act", 422


_LONGEST = 4000
"""Characters of one field of an act."""

_MOST_ITEMS, _LARGEST_QUANTITY = 1000, 1_000_000


def _choose_language(conversation: Ref, act: Act) -> None:
    chosen = str(act.get("locale"))
    if chosen not in stores.chosen(stores.by_id(conversation.store_id)).languages:
        raise UnknownAct("This store does not speak that language.")
    operations.choose_language(conversation, chosen)


def _rate(conversation: Ref, act: Act) -> None:
    stars = act.get("stars")
    if not isinstance(stars, int) or not 1 <= stars <= 5:
        raise UnknownAct("A rating is one to five stars.")
    operations.rate(conversation, stars)


def _forget(conversation: Ref, _act: Act) -> None:
    shoppers.forget_proofs(Visit(conversation.store_id, conversation.id))
    operations.forget(conversation)


def _identify(conversation: Key, act: Act) -> None:
    customer_id = identity.customer_of(conversation, str(act.get("token", "")))
    visit = Visit(conversation.store_id, conversation.id, device=conversation.device)
    shopper = shoppers.sign_in(visit, customer_id=customer_id)
    operations.know(conversation, shopper_id=shopper.id, email=shopper.email, name=shopper.first_name)


_AT_ONCE: Mapping[str, Callable[[Key, Act], None]] = {
    "language": _choose_language,
    "rate": _rate,
    "forget": _forget,
    "identify": _identify,
}

_SAID_AS: Mapping[str, Callable[[Act], str]] = {
    "prove": lambda act: f"#{str(act.get('number', '')).lstrip('#')} · {_masked(str(act.get('contact', '')))}",
    "send_code": lambda _act: "",
    "code": lambda _act: "••••••",
    "return": lambda act: str(act.get("note", "")),
    "offline": lambda act: str(act.get("text", "")),
    "person": lambda act: str(act.get("label", "")),
    "coupon": lambda act: str(act.get("label", "")),
}


def perform(conversation: Key, act: Act, *, client_id: str) -> Posted | None:
    """Do at once what can be done at once; write down the rest as a message. :raises UnknownAct: for any other."""
    kind = str(act.get("type"))
    if kind in _AT_ONCE:
        _AT_ONCE[kind](conversation, act)
        return None
    if kind not in _SAID_AS:
        raise UnknownAct
    kept = _as_agreed(act)
    text = _SAID_AS[kind](kept)[:2000]
    return posting.receive(conversation, text=text, client_id=client_id, act=kept, device=conversation.device)


def _as_agreed(act: Act) -> dict[str, Any]:
    """Keep of an act what the cards send: words, and the items of a return. Who sends else writes his own client."""
    items = act.get("items")
    kept: dict[str, Any] = {name: value[:_LONGEST] for name, value in act.items() if isinstance(value, str)}
    return {**kept, "items": [_item(one) for one in items[:_MOST_ITEMS]] if isinstance(items, list) else []}


def _item(sent: Any) -> dict[str, Any]:
    """Return one item of a return. :raises UnknownAct: if it does not say which and how many."""
    id, quantity = (sent.get("id"), sent.get("quantity")) if isinstance(sent, dict) else (None, None)
    if not isinstance(id, str) or not isinstance(quantity, int) or abs(quantity) > _LARGEST_QUANTITY:
        raise UnknownAct("A return names its items, and how many of each.")
    return {"id": id, "quantity": quantity}


def _masked(contact: str) -> str:
    return text.mask_email(contact) if "@" in contact else f"•••{contact[-2:]}"
