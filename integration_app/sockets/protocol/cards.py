"""The cards of a message. Every text in them is in the shopper's language and clock already."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from integration_app.sockets.protocol.acts import Action

Tone = Literal["shop", "done", "wait", "breach"]


class Item(TypedDict):
    """A thing in an order."""

    title: str
    variant: NotRequired[str | None]
    quantity: NotRequired[int]
    picture: NotRequired[str | None]


class ReturnItem(TypedDict):
    """A thing that may go back, and how many of it."""

    id: str
    title: str
    variant: NotRequired[str | None]
    quantity: int
    picture: NotRequired[str | None]
    price: NotRequired[str | None]
    amount: NotRequired[float | None]
    currency: NotRequired[str | None]


class Station(TypedDict):
    """One of the four stations of a parcel."""

    key: str
    label: str
    at: str | None
    status: Literal["done", "current", "todo"]


class Reason(TypedDict):
    """Why something goes back."""

    id: str
    label: str


class OrderCard(TypedDict):
    """Where an order is."""

    type: Literal["order"]
    number: str
    state: str
    state_label: str
    tone: Tone
    arrives: str | None
    arrives_label: str
    stations: list[Station]
    items: list[Item]
    more: int
    actions: list[Action]


class ProductCard(TypedDict):
    """A product of the shop."""

    type: Literal["product"]
    title: str
    price: str | None
    picture: str | None
    url: str | None
    note: NotRequired[str | None]
    action: NotRequired[Action | None]


class CouponCard(TypedDict):
    """A code that takes something off, once."""

    type: Literal["coupon"]
    code: str
    text: str
    note: NotRequired[str | None]
    ends: str
    ends_at: NotRequired[str | None]
    apply_url: NotRequired[str | None]
    apply_label: NotRequired[str | None]


class ProofCard(TypedDict):
    """Asks for order number and contact."""

    type: Literal["proof"]
    number: str | None


class CodeCard(TypedDict):
    """Asks for the six digits that were mailed."""

    type: Literal["code"]
    sent_to: str
    order: NotRequired[str | None]


class ProvedCard(TypedDict):
    """One quiet line: this order is theirs."""

    type: Literal["proved"]
    text: str


class ReturnFormCard(TypedDict):
    """Asks what goes back and why."""

    type: Literal["return_form"]
    order: str
    order_id: str
    items: list[ReturnItem]
    reasons: list[Reason]
    sum_label: NotRequired[str]
    next: NotRequired[str]


class ReturnCard(TypedDict):
    """A return that was asked for, and where it stands."""

    type: Literal["return"]
    reference: str
    order: str
    state: str
    state_label: str
    tone: NotRequired[Tone]
    items: list[Item]
    amount: NotRequired[str | None]
    next: NotRequired[str | None]


class ArticleCard(TypedDict):
    """A help page."""

    type: Literal["article"]
    title: str
    url: str | None
    excerpt: NotRequired[str | None]


class OfflineCard(TypedDict):
    """Takes a message while nobody is there."""

    type: Literal["offline"]
    reference: NotRequired[str | None]
    known: NotRequired[str | None]
    request: NotRequired[str | None]
    answer_by: NotRequired[str | None]


class RequestCard(TypedDict):
    """The message that was left, with its reference."""

    type: Literal["request"]
    reference: str
    text: NotRequired[str | None]
    known: NotRequired[str | None]
    answer_by: NotRequired[str | None]
    email: NotRequired[str | None]


class HandoverCard(TypedDict):
    """One quiet line: who has the conversation."""

    type: Literal["handover"]
    state: Literal["waiting", "joined", "returned"]
    text: str


class MaskedCard(TypedDict):
    """Any card about an order whose proof has lapsed: its number, and nothing else."""

    type: str
    masked: Literal[True]
    number: str | None


Card = (
    OrderCard
    | ProductCard
    | CouponCard
    | ProofCard
    | CodeCard
    | ProvedCard
    | ReturnFormCard
    | ReturnCard
    | ArticleCard
    | OfflineCard
    | RequestCard
    | HandoverCard
    | MaskedCard
)
