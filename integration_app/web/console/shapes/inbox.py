"""The inbox: rows, and what one conversation is made of."""

from typing import Any, Literal

from pydantic import Field

from integration_app.orders.wishes import Kind
from integration_app.web.console.shapes.actions import ActionFacts, OrderCan
from integration_app.web.console.shapes.parts import Actor, AgentBrief, Iso, Money, Shape
from integration_app.web.console.shapes.tags import Tag

View = Literal["mine", "unassigned", "all"]
Holder = Literal["bot", "queue", "agent", "closed"]
Waiting = Literal["us", "shopper"]
Author = Literal["shopper", "bot", "agent", "system"]


class InboxQuery(Shape):
    """Which part of the inbox."""

    view: View = "mine"
    state: Literal["open", "closed"] = "open"
    store: str | None = None
    tag: str | None = None
    """Of the named store; without a store it counts for nothing."""
    cursor: str | None = None


class InboxRow(Shape):
    """One conversation in the list."""

    id: str
    reference: str
    store: str
    channel: str
    locale: str
    shopper: str | None
    gist: str
    gist_by: Author
    holder: Holder
    agent: AgentBrief | None
    waiting: Waiting
    due_at: Iso | None
    unread: int
    tags: list[str]
    read_by_shopper_at: Iso | None
    last_seq: int
    last_at: Iso


class Counts(Shape):
    """How many stand open in each view."""

    mine: int
    unassigned: int
    all: int


class Inbox(Shape):
    """One page of the list."""

    rows: list[InboxRow]
    next_cursor: str | None
    counts: Counts
    now: Iso


class Conversation(Shape):
    """How a conversation stands."""

    id: str
    reference: str
    store: str
    channel: str
    locale: str
    topic: str | None
    holder: Holder
    agent: AgentBrief | None
    waiting: Waiting
    due_at: Iso | None
    opened_at: Iso
    closed_at: Iso | None
    last_seq: int
    read_by_me: int
    read_by_shopper: int
    shopper_online: bool


class Message(Shape):
    """One turn, as on the socket."""

    id: str
    conversation: str
    seq: int
    author: Author
    name: str | None
    client_id: str | None
    text: str
    cards: list[dict[str, Any]]
    choices: list[dict[str, Any]]
    locale: str | None
    at: Iso
    masked: bool


class ThreadEvent(Shape):
    """A line between messages; the console words it."""

    kind: Literal[
        "conversation.opened",
        "conversation.queued",
        "conversation.assigned",
        "conversation.released",
        "conversation.returned",
        "conversation.closed",
        "conversation.reopened",
        "return.opened",
        "return.approved",
        "return.refused",
        "return.received",
        "return.refunded",
        "coupon.issued",
        "trigger.fired",
        "proof.given",
        "action.held",
        "action.done",
        "action.refused",
        "action.unclear",
        "action.declined",
    ]
    at: Iso
    by: Actor
    reference: str | None
    action: Kind | None = None
    """What was to be done to the order that ``reference`` numbers."""
    amount: Money | None = None
    by_hand: bool = False
    """The store has only noted the refund: somebody has to send the money."""


class Summary(Shape):
    """What the bot hands over."""

    wants: str
    known: str
    tried: str
    at: Iso


class Note(Shape):
    """What the team tells itself."""

    id: str
    author: AgentBrief
    text: str
    at: Iso


class LookingAt(Shape):
    """The page that the shopper has open."""

    title: str
    url: str
    since: Iso


class ShopperFacts(Shape):
    """Who writes."""

    id: str
    name: str | None
    email: str | None
    email_proved: bool
    zone: str | None
    place: str | None
    country: str | None
    locale: str
    value: Money | None
    order_count: int
    page: LookingAt | None
    online: bool


class OrderItem(Shape):
    """One thing in an order, cart or return."""

    title: str
    variant: str | None
    quantity: int
    price: Money
    picture: str | None


class Station(Shape):
    """One of the four stations of a parcel, in the reader's language."""

    key: str
    label: str
    at: str | None
    status: Literal["done", "current", "todo"]


class Tracking(Shape):
    """A parcel's number."""

    company: str
    number: str
    url: str | None


class OrderFacts(Shape):
    """An order as the panel shows it."""

    id: str
    number: str
    state: Literal[
        "unpaid",
        "paid",
        "partly",
        "packed",
        "on_its_way",
        "near",
        "delivered",
        "delayed",
        "lost",
        "cancelled",
        "refunded",
    ]
    state_label: str
    tone: Literal["done", "wait", "breach", "shop"]
    placed_at: Iso
    total: Money
    items: list[OrderItem]
    stations: list[Station]
    tracking: list[Tracking]
    admin_url: str | None
    proved: bool
    can: OrderCan
    actions: list[ActionFacts]


class Cart(Shape):
    """What lies in the shopper's cart."""

    items: list[OrderItem]
    total: Money
    seen_at: Iso


class ReturnFacts(Shape):
    """A return that was asked for."""

    id: str
    reference: str
    order_number: str
    state: Literal["requested", "approved", "refused", "received", "refunded", "closed"]
    state_label: str
    reason: str
    note: str | None
    items: list[OrderItem]
    amount: Money
    hint: str | None
    decidable: bool
    kept_by_store: bool
    """The store's platform has returns of its own and says what becomes of this one."""
    sending: bool
    """A decision is on its way to the store."""
    store_said: str | None
    """Why the store did not agree to the last decision, in its own words."""
    steps: list[Literal["receive", "refund", "close"]]
    """What comes next, where the store's platform keeps no returns."""
    refund: ActionFacts | None
    """The refund that was asked for last."""


class RefuseReturn(Shape):
    """Why a return is refused, in words for the shopper."""

    reason: str = Field(min_length=1, max_length=2000)


class RefundReturn(Shape):
    """Pay back what arrived."""

    client_id: str = Field(min_length=1, max_length=40)
    restock: bool


class EarlierConversation(Shape):
    """Another conversation of the same person."""

    id: str
    gist: str
    at: Iso
    by: Literal["bot", "agent"]
    agent: str | None


class Proof(Shape):
    """What the shopper has proved."""

    kind: Literal["number_and_contact", "code", "signed_in"]
    order_number: str | None
    at: Iso
    expires_at: Iso


class ConversationPage(Shape):
    """Everything that stands around one conversation."""

    conversation: Conversation
    tags: list[Tag]
    messages: list[Message]
    events: list[ThreadEvent]
    summary: Summary | None
    notes: list[Note]
    shopper: ShopperFacts
    orders: list[OrderFacts]
    cart: Cart | None
    returns: list[ReturnFacts]
    earlier: list[EarlierConversation]
    proofs: list[Proof]
    viewers: list[AgentBrief]


class MessageBody(Shape):
    """What an agent writes."""

    text: str = Field(min_length=1)


class SendMessage(Shape):
    """A message to the shopper, said once per client id."""

    client_id: str = Field(min_length=1, max_length=64)
    body: MessageBody


class Sent(Shape):
    """A message that stands."""

    id: str
    seq: int


class WriteNote(Shape):
    """A note for the team, written once per client id."""

    client_id: str = Field(min_length=1, max_length=64)
    text: str = Field(min_length=1, max_length=8000)


class ReadUpTo(Shape):
    """Up to where it was read."""

    seq: int = Field(ge=0)


class HandOver(Shape):
    """To whom; nobody: back to the queue."""

    agent: str | None
    note: str | None = Field(max_length=8000)
